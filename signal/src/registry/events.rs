//! PURE. What the registry is told, and what it wants done.

use std::sync::Arc;

use protocol::signal::{FromSignal, Refusal, ToSignal};

use crate::address::Source;

/// One connection of an end to the server, for as long as the server runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ConnectionId(pub u64);

/// What happens to the registry.
#[derive(Debug)]
pub enum Input {
    /// An end connected.
    Connected {
        /// A number never used before.
        connection: ConnectionId,
        /// Where it comes from.
        source: Source,
    },
    /// An end said something.
    Message {
        /// Who said it.
        connection: ConnectionId,
        /// What.
        message: ToSignal,
    },
    /// An end asked for something too often.
    Throttled {
        /// Who asked.
        connection: ConnectionId,
    },
    /// An end's connection is gone.
    Disconnected {
        /// Whose.
        connection: ConnectionId,
    },
    /// [`super::Registry::deadline`] is here.
    Timeout,
}

/// What the registry wants done, in order.
#[derive(Debug, PartialEq, Eq)]
pub enum Command {
    /// Send a message.
    Send {
        /// To whom.
        to: ConnectionId,
        /// What.
        message: FromSignal,
    },
    /// Send [`FromSignal::Waiting`] about several tags to a page that watches them. They take one place
    /// in its queue: a page may have more contacts than [`protocol::limits::SIGNAL_QUEUE`].
    Show {
        /// To whom.
        to: ConnectionId,
        /// About each tag; the same value to everybody who watches it.
        waiting: Vec<Arc<FromSignal>>,
    },
    /// Close a connection behind the messages already sent; the registry has forgotten it.
    Close {
        /// Which one.
        connection: ConnectionId,
        /// Why.
        why: CloseReason,
    },
    /// Count and log what happened.
    Note(Note),
}

/// Why the registry closes a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CloseReason {
    /// It broke a rule of the protocol.
    Protocol,
    /// It speaks another version.
    Version,
    /// It asked too often, or its address has too many connections.
    TooMany,
    /// The server has too many connections.
    Full,
    /// Its owner is back on another connection.
    Replaced,
}

/// What happened, without saying to whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Note {
    /// An invitation was opened.
    Opened,
    /// A sharer came back to its invitation.
    Reopened,
    /// A viewer began to prove a code.
    Claimed,
    /// A body was relayed.
    Relayed,
    /// A viewer proved the code.
    Proven,
    /// A viewer did not have the code.
    WrongCode {
        /// Where the viewer comes from; for the throttle, never for a log.
        source: Source,
    },
    /// A viewer was none of those who may come without a code.
    Stranger {
        /// Where the viewer comes from; for the throttle, never for a log.
        source: Source,
    },
    /// A proof took too long.
    ProofTimedOut,
    /// A page watches from now on, or other tags than before.
    Watches,
    /// Somebody asked which tags are watched.
    Looked,
    /// An invitation ended, for this reason.
    Ended(Refusal),
    /// A request was refused, for this reason.
    Refused(Refusal),
}
