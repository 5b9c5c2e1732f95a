//! The User, at a terminal or behind a program that speaks JSON lines.

mod input;
mod json;
mod qr;
mod terminal;

use std::time::Duration;

use protocol::name::DisplayName;
use protocol::peer::{EndReason, Party, Phase};
use protocol::time::Tick;

use appearance::Level;
use session::{PersonInput, Proof, Question, RightSet};

pub use input::{Line, Typed};
pub use json::Json;
pub use qr::room;
pub use terminal::Terminal;

/// What the User is told.
#[derive(Clone, Debug)]
pub enum News {
    /// The invitation is open.
    Invitation {
        /// `slot-word-word-word`.
        code: String,
        /// Where the Helper goes.
        link: String,
        /// How long it lives.
        lifetime: Duration,
    },
    /// A contact is asked for help, without a code.
    WaitingFor {
        /// Whom.
        helper: DisplayName,
        /// Whether they could come now.
        available: bool,
    },
    /// Help can be offered.
    WaitingForOffers {
        /// By whom.
        helpers: Vec<DisplayName>,
        /// Who of them could come now.
        available: Vec<DisplayName>,
    },
    /// Somebody came who is none of those who may.
    Stranger {
        /// How often since this was said last.
        attempts: u32,
    },
    /// User and Helper remember each other.
    Remembered {
        /// Whom.
        helper: DisplayName,
        /// Whether they did already.
        already: bool,
    },
    /// The invitation is saved, without its secret.
    Saved {
        /// The file.
        path: String,
    },
    /// The invitation is on its way by e-mail, without its secret.
    Mailed {
        /// To whom.
        to: String,
        /// Whether it is shown in the User's mail program, who sends it from there.
        by_program: bool,
    },
    /// Something listens on the network because the User asked for it.
    Listening {
        /// `ADDRESS:PORT`.
        address: String,
    },
    /// The phase that holds from here on.
    Phase {
        /// The phase.
        phase: Phase,
        /// Who is connected.
        helper: Option<DisplayName>,
        /// Whether the screen is hidden.
        paused: bool,
        /// Why it ended, if it did.
        reason: Option<EndReason>,
    },
    /// A question.
    Ask {
        /// Names the question.
        id: u32,
        /// What is asked.
        question: Question,
        /// Who asks.
        helper: DisplayName,
        /// How they proved who they are.
        proof: Proof,
        /// The question in words.
        text: String,
    },
    /// A question is settled without an answer.
    Withdrawn {
        /// Names the question.
        id: u32,
    },
    /// The rights that a Helper holds from here on.
    Rights {
        /// Which Helper.
        helper: DisplayName,
        /// All rights they hold.
        rights: RightSet,
    },
    /// Control ended.
    ControlEnded {
        /// Who ended it.
        by: Party,
    },
    /// A system prompt is open (or no more) that the Helper neither sees nor answers.
    SystemPrompt {
        /// Whether it is open.
        open: bool,
    },
    /// What was typed would have allowed something, and may be the Helper's. Nothing has changed.
    NotAllowedByTyping,
    /// A chat message.
    Chat {
        /// Who wrote it.
        from: Party,
        /// The text.
        text: String,
    },
    /// Somebody tried a wrong code.
    WrongCode {
        /// Attempts until the invitation is burnt.
        attempts_left: u8,
    },
    /// The session is logged.
    Log {
        /// Where.
        path: String,
    },
    /// How much of the line is used, and what is given up.
    Bandwidth {
        /// The level that holds.
        level: Level,
        /// What the pictures take now, in kbit/s.
        kbit_s: u32,
        /// What they may take, in kbit/s.
        max_kbit: Option<u32>,
    },
    /// A sentence that stands for itself.
    Note(String),
    /// A line of the User's was not understood; nothing has changed.
    Error(String),
}

/// Shows news to the User and understands what they write.
pub trait Person: Send {
    /// Shows one piece of news.
    fn tell(&mut self, news: &News, now: Tick);

    /// Understands one line. `Ok(None)` means that there is nothing to do.
    fn hear(&mut self, line: &str, now: Tick) -> Result<Option<PersonInput>, String>;
}

/// Leaves out what would let text steer the terminal or hide itself: controls other than line
/// break and tab, and what changes the direction of what follows (Unicode UAX #9 §2).
pub(crate) fn printable(text: &str) -> String {
    let turns = |c| matches!(c, '\u{61c}' | '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let steers = |c: char| (c.is_control() && !matches!(c, '\n' | '\t')) || turns(c);
    text.chars().filter(|c| !steers(*c)).collect()
}
