//! A direct connection, as a value.

use protocol::channel::Channel;
use session::PathId;

/// One of the two sides of a direct connection.
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
}

/// A direct connection, from the offer to its end.
#[derive(Clone, Debug)]
pub struct Direct {
    /// Whose.
    pub viewer: usize,
    /// What the viewer calls it.
    pub path: PathId,
    /// The viewer's description, with its fingerprint.
    pub(super) offer: String,
    /// The sharer's, once it accepted.
    pub(super) answer: Option<String>,
    pub(super) up: [bool; 2],
    /// What came before a side was up; its WebRTC hands it over then.
    pub(super) early: Vec<(Side, Channel, Vec<u8>)>,
    /// Closed or broken.
    pub dead: bool,
}
