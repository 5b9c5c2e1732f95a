//! What the User is asked, and what the User answers.

use crate::right::Right;

/// What the User is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// May this Helper see the screen?
    Connect,
    /// May this Helper share control?
    Control,
    /// Shall this Helper and the User remember each other?
    Remember,
}

impl Question {
    /// The right that a yes grants.
    pub fn right(self) -> Option<Right> {
        match self {
            Question::Connect => Some(Right::Look),
            Question::Control => Some(Right::Control),
            Question::Remember => None,
        }
    }

    /// Questions of a lower rank are asked first.
    pub(crate) fn rank(self) -> u8 {
        u8::from(self.right().is_none())
    }
}

/// What the User answers. Whatever a question has no use for is the plain yes or no.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Yes.
    Allow,
    /// Yes, and the Helper may see and answer system prompts, too.
    AllowWithPrompts,
    /// No.
    Refuse,
    /// No, and do not ask again in this session.
    RefuseForGood,
}

impl Answer {
    /// Whether it is a yes.
    pub fn allows(self) -> bool {
        matches!(self, Answer::Allow | Answer::AllowWithPrompts)
    }
}
