//! The path to the sharer: the transport that carries the channels.
//!
//! A session is proven and named apart from its path (see `session`), and messages on the channels do
//! not name the path that carried them, so that a path can be replaced by another while the session
//! lives. Today a session opens one: a WebRTC connection.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use protocol::handshake::LaneSecret;
use protocol::network::LaneToken;
use protocol::sealed::Introduction;
pub use transport::path::PathId;

/// A STUN or TURN server that a path may use (W3C `RTCIceServer`).
#[derive(Clone, PartialEq, Eq)]
pub struct IceServer {
    /// `stun:`, `turn:` and `turns:` addresses (RFC 7064, RFC 7065).
    pub urls: Vec<String>,
    /// For TURN.
    pub username: Option<String>,
    /// For TURN.
    pub credential: Option<String>,
}

impl fmt::Debug for IceServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Neither an address nor a credential belongs in a log.
        f.write_str("IceServer(…)")
    }
}

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

impl From<Candidate> for Introduction {
    fn from(Candidate { candidate, mid, line }: Candidate) -> Self {
        Introduction::Candidate { candidate, mid, line }
    }
}

/// Something happened on a path.
#[derive(Clone, Debug)]
pub enum PathInput {
    /// This browser cannot receive the picture.
    NoDecoder,
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PathOutput {
    /// Open it, with its channels and an offer; answer with [`PathInput::Offer`] and
    /// [`PathInput::Candidate`], or with [`PathInput::NoDecoder`].
    Open {
        /// Servers it may use.
        ice_servers: Vec<IceServer>,
    },
    /// Open it over the signal server: a lane ([`crate::lane`]). It has no offer and no candidates; it answers
    /// with [`PathInput::Up`], [`PathInput::Down`] and [`PathInput::Failed`]. After [`PathInput::Down`] it may
    /// come up again.
    OpenLane {
        /// Names the lane to the server.
        token: LaneToken,
        /// What its keys are derived from.
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
