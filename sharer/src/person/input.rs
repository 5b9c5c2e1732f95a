//! What the User commands, and where the command came from.

pub use session::Origin;
use session::{Event, PersonInput};

use super::stdin::InputLine;
use crate::invite::DeliveryRequest;

/// What comes from the User.
#[derive(Debug)]
pub enum FromUser {
    /// A line of standard input.
    Line(InputLine),
    /// A command of the window.
    Command(UserInput),
    /// The window asks for the open invitation to be delivered.
    Deliver(DeliveryRequest),
}

/// One command of the User.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserInput {
    /// Where it was given.
    pub origin: Origin,
    /// Its command; `None` if it has none, or was not understood.
    pub command: Option<PersonInput>,
}

impl UserInput {
    /// The event for the session. A line is reported even without a command: on a terminal it says
    /// that the keyboard is in use.
    pub fn for_session(self) -> Event {
        Event::Person { origin: self.origin, input: self.command }
    }
}

/// Why a line is not a command. It has changed nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InputError {
    /// The line is longer than so many bytes.
    TooLong(usize),
    /// The line is not UTF-8.
    NotUtf8,
    /// The line was begun while control was shared.
    TypedTooEarly,
    /// The line came so soon after a question that it cannot be the answer.
    TooSoon,
    /// The line is no answer to the open question.
    NoAnswer,
    /// An answer in JSON that says yes and no.
    Contradiction,
    /// The command takes back something that is no right.
    UnknownRight,
    /// No such command on the terminal.
    UnknownCommand,
    /// The line is no command in JSON, with the parser's message.
    NotJson(String),
    /// There is no Helper to send a message to.
    NotConnected,
    /// The chat message is too long.
    ChatTooLong,
    /// `/bandwidth` with something else than a level or a cap.
    BandwidthUsage,
    /// A cap in JSON that is out of range.
    BandwidthCap,
}
