//! A path to the sharer: a transport that carries the channels.
//!
//! A session is proven and named apart from its paths (see `session`), and may have several: WebRTC
//! connections, and the signal server's lane. `reach` decides which are opened.

use alloc::string::String;
use alloc::vec::Vec;

use protocol::handshake::LaneSecret;
use protocol::network::{IceServer, LaneToken};
use protocol::sealed::Introduction;
pub use transport::path::PathId;

/// An ICE candidate (RFC 8838 trickle), of either end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The `candidate:` line.
    pub candidate: String,
    /// The media section it belongs to.
    pub mid: Option<String>,
    /// The index of that section.
    pub line: Option<u16>,
}

impl Candidate {
    /// The message that brings it to the other end.
    pub(super) fn message(self, path: PathId) -> Introduction {
        let Candidate { candidate, mid, line } = self;
        Introduction::Candidate { path: path.0, candidate, mid, line }
    }
}

/// Something happened on a path.
#[derive(Clone, Debug)]
pub enum PathInput {
    /// The browser's session description.
    Offer {
        /// SDP.
        sdp: String,
    },
    /// A candidate of the browser.
    Candidate(Candidate),
    /// Its channels are open.
    Up,
    /// Its channels closed.
    Down,
    /// It failed for good.
    Failed,
}

/// What to do with a path.
#[derive(Clone, Debug, PartialEq)]
pub enum PathOutput {
    /// Open it, with its channels and an offer; answer with [`PathInput::Offer`] and
    /// [`PathInput::Candidate`], or with [`PathInput::Failed`].
    Open {
        /// Servers it may use.
        ice_servers: Vec<IceServer>,
    },
    /// Use these servers, and make another offer with them. The offer before was not sent yet; one that is
    /// still being made must not be reported any more.
    SetServers {
        /// Servers it may use.
        ice_servers: Vec<IceServer>,
    },
    /// Open it over the signal server: a lane ([`crate::lane`]). It has no offer and no candidates; it answers
    /// with [`PathInput::Failed`], or after [`Self::GreetLane`] with [`PathInput::Up`].
    OpenLane {
        /// Names the lane to the server.
        token: LaneToken,
    },
    /// Greet the sharer on a lane.
    GreetLane {
        /// What the keys of the lane are derived from.
        secret: LaneSecret,
    },
    /// Set the sharer's session description.
    SetAnswer {
        /// SDP.
        sdp: String,
    },
    /// Add a candidate of the sharer.
    AddCandidate(Candidate),
    /// Close it; messages sent before should still leave.
    Close,
}
