//! The User's end of the sessions of a run.

use std::pin::Pin;

use tokio::sync::mpsc;

use super::public_network::PublicNetworks;
use crate::person::window::WindowLinks;
use crate::person::{FromUser, Origin, PersonHandle, StandardInput};

/// The User's end of one session after the other.
pub(super) struct Dialogue {
    pub(super) person: PersonHandle,
    /// Standard input, if it is read.
    pub(super) typed: StandardInput,
    /// What comes from the User.
    pub(super) lines: mpsc::Receiver<FromUser>,
    /// The id of the next question. An answer that comes late must not count for another session.
    pub(super) next_question: u32,
    /// What the User's window and the picture know of each other.
    pub(super) links: WindowLinks,
    /// What the User has said in this run about listening in public networks.
    pub(super) public: PublicNetworks,
}

impl Dialogue {
    /// On standard input and output.
    pub(super) fn on_stdio(json: bool) -> std::io::Result<Self> {
        let person = PersonHandle::to_stdout(json)?;
        let (typed, lines) = StandardInput::start()?;
        // Somebody at a terminal, or a program that reads events and answers.
        let public = PublicNetworks::new(json || typed.origin() == Origin::Terminal);
        let links = WindowLinks::default();
        Ok(Self { person, typed, lines, next_question: 1, links, public })
    }
}

/// Completes when the program is to end.
pub(super) type Interrupt = Pin<Box<dyn Future<Output = ()> + Send>>;

/// What follows a wait before a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AfterWait {
    /// The next session.
    Session,
    /// The User ends the program.
    End,
}

#[cfg(test)]
impl Dialogue {
    /// A dialogue with this person, whose input comes from there.
    pub(super) fn of_test(
        person: PersonHandle,
        typed: StandardInput,
        lines: mpsc::Receiver<FromUser>,
        public: PublicNetworks,
    ) -> Self {
        Self { person, typed, lines, next_question: 1, links: WindowLinks::default(), public }
    }
}
