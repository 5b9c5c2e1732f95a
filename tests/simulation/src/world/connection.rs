//! What paths are made of: direct connections and lanes, as values.

use protocol::channel::Channel;
use protocol::handshake::LaneSecret;
use protocol::network::LaneToken;
use protocol::time::Tick;
use session::{GuestId, PathId};

use crate::ends::Who;
use crate::lanes::Frame;

/// One of the two sides of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// The sharer's.
    Sharer,
    /// The viewer's.
    Viewer,
}

impl Side {
    pub(super) fn other(self) -> Self {
        match self {
            Side::Sharer => Side::Viewer,
            Side::Viewer => Side::Sharer,
        }
    }

    pub(super) fn index(self) -> usize {
        usize::from(self == Side::Viewer)
    }
}

/// What an end's path leads over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// A direct connection.
    Direct(usize),
    /// A connection to the server's lane.
    Lane(u64),
    /// Nothing: the offer was no description.
    Nowhere,
}

/// A direct connection, from the offer to its end.
#[derive(Clone, Debug)]
pub struct Direct {
    /// Whose.
    pub viewer: usize,
    /// What the viewer calls it.
    pub path: PathId,
    /// The viewer's descriptions, with its fingerprint; the last one counts.
    pub(super) offers: Vec<String>,
    /// When the last of them is ready.
    pub(super) offered: Tick,
    /// The sharer's, once it accepted.
    pub(super) answer: Option<String>,
    pub(super) up: [bool; 2],
    /// What came before a side was up; its WebRTC hands it over then.
    pub(super) early: Vec<(Side, Channel, Vec<u8>)>,
    /// Closed or broken.
    pub dead: bool,
}

/// Whose path it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Owner {
    Sharer(GuestId, PathId),
    Viewer(usize, PathId),
}

impl Owner {
    pub(super) fn who(self) -> Who {
        match self {
            Owner::Sharer(..) => Who::Sharer,
            Owner::Viewer(n, _) => Who::Viewer(n),
        }
    }
}

/// An end's connection to a lane.
#[derive(Clone, Debug)]
pub(super) struct LaneEnd {
    pub(super) owner: Owner,
    pub(super) token: LaneToken,
    /// `None` until the other side has proven itself.
    pub(super) secret: Option<LaneSecret>,
    pub(super) is_paired: bool,
    /// The other end's hello, if it came before the secret.
    pub(super) early: Option<Frame>,
    /// The other end's connection, once it has proven the secret.
    pub(super) other: Option<u64>,
    pub(super) sent: u64,
    pub(super) received: u64,
}
