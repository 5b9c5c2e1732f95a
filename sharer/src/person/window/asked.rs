//! The open question, as the window shows it.

use std::time::Duration;

use protocol::name::DisplayName;
use session::{ControlStop, Question};

/// What a question is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    /// What this Helper asks for.
    Helper {
        /// What.
        question: Question,
        /// Who.
        helper: DisplayName,
        /// What ends control, if that is what is asked.
        stop: ControlStop,
    },
    /// Whether the built-in server may listen.
    Listen {
        /// At this `ADDRESS:PORT`.
        address: String,
    },
}

/// A question to the User.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Asked {
    pub(super) id: u32,
    pub(super) subject: Subject,
    /// The question in words.
    pub(super) text: String,
    /// The files that it is about, each in words.
    pub(super) files: Vec<String>,
    /// When it is withdrawn, on the clock of [`Moment::uptime`](super::views::Moment).
    pub(super) until: Duration,
}
