//! Inputs and commands of the registry.

use std::sync::Arc;

use protocol::network::LaneToken;
use protocol::signal::{FromSignal, Refusal, ToSignal};

use crate::address::Source;

/// Identifies a connection to the server. Never reused while the server runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ConnectionId(pub u64);

/// An input of the registry.
#[derive(Debug)]
pub enum Input {
    /// A client connected.
    Connected {
        /// A number never used before.
        connection: ConnectionId,
        /// Where it comes from.
        source: Source,
    },
    /// A client sent a message.
    Message {
        /// Which client.
        connection: ConnectionId,
        /// The message.
        message: ToSignal,
    },
    /// A client exceeded a rate limit.
    Throttled {
        /// Which client.
        connection: ConnectionId,
    },
    /// A client's connection has ended.
    Disconnected {
        /// Which client.
        connection: ConnectionId,
    },
    /// The time of [`super::Registry::deadline`] has come.
    Timeout,
}

/// Identifies what the two ends of one claim may use of the network. Never reused while the server runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct GrantId(pub u64);

/// One end of a grant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GrantedEnd {
    /// Its signal link.
    pub connection: ConnectionId,
    /// Opens its end of the lane.
    pub lane: LaneToken,
}

/// What the caller must do, in order.
#[derive(Debug, PartialEq, Eq)]
pub enum Command {
    /// Send a message.
    Send {
        /// The client.
        to: ConnectionId,
        /// The message.
        message: FromSignal,
    },
    /// Send several messages, as one entry of the queue of that client: a page may watch more tags than
    /// [`protocol::limits::SIGNAL_QUEUE`].
    SendAll {
        /// The client.
        to: ConnectionId,
        /// [`FromSignal::Waiting`] about each tag; shared by all who watch it.
        messages: Vec<Arc<FromSignal>>,
    },
    /// A claim has begun: let both ends use a lane and relays. The messages that tell them follow, with the
    /// lane only; the caller adds relays, or takes the lane away if it has none.
    Grant {
        /// Names it until it is revoked.
        grant: GrantId,
        /// The end that shares.
        sharer: GrantedEnd,
        /// The end that views.
        viewer: GrantedEnd,
    },
    /// Take from both ends what they were granted.
    RevokeGrant {
        /// Which grant.
        grant: GrantId,
    },
    /// Close a connection after the messages already sent. The registry has removed it.
    Close {
        /// The client.
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
    /// Its version of the protocol is not supported.
    Version,
    /// It exceeded a rate limit, or its address has too many connections.
    TooMany,
    /// The server has too many connections.
    Full,
    /// Its owner has reconnected.
    Replaced,
}

/// An event to count and log. It does not say which client it concerns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Note {
    /// An invitation was opened.
    Opened,
    /// A sharer reconnected to its invitation.
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
    /// A viewer that claimed without a code is not known to the sharer.
    Stranger {
        /// Where the viewer comes from; for the throttle, never for a log.
        source: Source,
    },
    /// A claim of somebody else's invitation ended without a verdict.
    Abandoned {
        /// Where the viewer comes from; for the throttle, never for a log.
        source: Source,
    },
    /// A proof took too long.
    ProofTimedOut,
    /// A page began to watch, or changed which tags it watches.
    Watches,
    /// A client asked which tags are watched.
    Looked,
    /// An invitation ended, for this reason.
    Ended(Refusal),
    /// A request was refused, for this reason.
    Refused(Refusal),
}
