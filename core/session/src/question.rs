//! What the User is asked, and what the User answers.

use crate::right::{Lasting, Right};

/// What the User is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// May this Helper see the screen?
    Connect,
    /// May this Helper share control?
    Control,
    /// May this Helper point and draw over the User's screen?
    Point,
    /// May this Helper read what the User copies from now on?
    ClipboardRead,
    /// May this Helper put something into the User's clipboard?
    ClipboardWrite,
    /// Does the User want the files that this Helper would like to send?
    FileIn,
    /// May this Helper get files that the User chooses?
    FileOut,
    /// Shall this Helper and the User remember each other?
    Remember,
}

impl Question {
    /// The right that a yes grants.
    pub fn right(self) -> Option<Right> {
        match self {
            Question::Connect => Some(Right::Look),
            Question::Control => Some(Right::Control),
            Question::Point => Some(Right::Point),
            Question::ClipboardRead => Some(Right::ClipboardRead),
            Question::ClipboardWrite => Some(Right::ClipboardWrite),
            Question::FileIn => Some(Right::FileIn),
            Question::FileOut => Some(Right::FileOut),
            Question::Remember => None,
        }
    }

    /// The question that a request for the right leads to; `None` for one that is not granted by itself.
    pub fn of_right(right: Right) -> Option<Self> {
        match right {
            Right::Look => Some(Question::Connect),
            Right::Control => Some(Question::Control),
            Right::Point => Some(Question::Point),
            Right::ClipboardRead => Some(Question::ClipboardRead),
            Right::ClipboardWrite => Some(Question::ClipboardWrite),
            Right::FileIn => Some(Question::FileIn),
            Right::FileOut => Some(Question::FileOut),
            Right::SystemPrompts
            | Right::Type
            | Right::Sound
            | Right::Voice
            | Right::Record
            | Right::AnotherHelper
            | Right::HandOver => None,
        }
    }

    /// Whether it is about a right beside the picture and control.
    pub fn is_beside(self) -> bool {
        match self {
            Question::Point
            | Question::ClipboardRead
            | Question::ClipboardWrite
            | Question::FileIn
            | Question::FileOut => true,
            Question::Connect | Question::Control | Question::Remember => false,
        }
    }

    /// Whether the User says with a yes for how long. A batch of files is a thing of this time.
    pub fn asks_how_long(self) -> bool {
        match self {
            Question::Point
            | Question::ClipboardRead
            | Question::ClipboardWrite
            | Question::FileOut => true,
            Question::Connect | Question::Control | Question::FileIn | Question::Remember => false,
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
    /// Yes. A right whose question [asks how long](Question::asks_how_long) is granted for this time.
    Allow,
    /// Yes, for as long. To a question that does not ask how long it is the plain yes.
    AllowFor(Lasting),
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
        matches!(self, Answer::Allow | Answer::AllowFor(_) | Answer::AllowWithPrompts)
    }

    /// For how long it allows.
    pub(crate) fn lasting(self) -> Lasting {
        match self {
            Answer::AllowFor(lasting) => lasting,
            Answer::Allow | Answer::AllowWithPrompts | Answer::Refuse | Answer::RefuseForGood => {
                Lasting::ThisTime
            }
        }
    }
}
