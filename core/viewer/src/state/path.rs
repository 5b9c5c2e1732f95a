//! The path to the sharer: the transport that carries the channels.
//!
//! A session is proven and named apart from its path (see `session`), and messages on the channels do
//! not name the path that carried them, so that a path can be replaced by another while the session
//! lives. Today a session opens one: a WebRTC connection.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use protocol::limits::CANDIDATES;
use protocol::sealed::Introduction;

use super::context::{Context, Unexpected};
use super::output::Output;

/// Names a path. The ids of a viewer's paths are never used twice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PathId(u32);

impl PathId {
    /// The path that a viewer opens first.
    pub const FIRST: Self = Self(0);

    pub(super) fn next(self) -> Self {
        Self(self.0.wrapping_add(1))
    }
}

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

/// Offer and answer of a path (RFC 8829, RFC 8838).
///
/// What the browser has ready is kept here until it can be sent sealed: the offer first, then the
/// candidates.
#[derive(Debug)]
pub(super) struct Path {
    id: PathId,
    pub(super) ice_servers: Vec<IceServer>,
    /// The browser's offer, until it is sent.
    offer: Option<String>,
    is_offered: bool,
    /// The browser's candidates, until they are sent: at most [`CANDIDATES`].
    local: Vec<Candidate>,
    is_answered: bool,
    /// The sharer's candidates that came before its answer.
    remote: Vec<Candidate>,
    /// The sharer's candidates so far.
    remote_count: u32,
}

impl Path {
    /// Opens a path.
    pub(super) fn open<R>(ice_servers: Vec<IceServer>, cx: &mut Context<R>) -> Self {
        let id = cx.new_path();
        cx.push(Output::Path(id, PathOutput::Open { ice_servers: ice_servers.clone() }));
        Self {
            id,
            ice_servers,
            offer: None,
            is_offered: false,
            local: Vec::new(),
            is_answered: false,
            remote: Vec::new(),
            remote_count: 0,
        }
    }

    /// Whether the sharer has answered the offer.
    pub(super) fn is_answered(&self) -> bool {
        self.is_answered
    }

    /// The browser has made an offer. A later one replaces it until it is sent.
    pub(super) fn offer(&mut self, sdp: String) {
        if !self.is_offered {
            self.offer = Some(sdp);
        }
    }

    /// The browser has found a candidate.
    pub(super) fn candidate(&mut self, candidate: Candidate) {
        if u32::try_from(self.local.len()).is_ok_and(|n| n < CANDIDATES) {
            self.local.push(candidate);
        }
    }

    /// Returns what can be sent to the sharer now, in order.
    pub(super) fn take_messages(&mut self) -> Vec<Introduction> {
        let mut messages = Vec::new();
        if let Some(sdp) = self.offer.take() {
            self.is_offered = true;
            messages.push(Introduction::Offer { sdp });
        }
        if self.is_offered {
            messages.extend(self.local.drain(..).map(Introduction::from));
        }
        messages
    }

    /// The sharer has answered the offer.
    pub(super) fn remote_answer<R>(
        &mut self,
        sdp: String,
        cx: &mut Context<R>,
    ) -> Result<(), Unexpected> {
        if self.is_answered || !self.is_offered {
            return Err(Unexpected);
        }
        self.is_answered = true;
        cx.push(Output::Path(self.id, PathOutput::SetAnswer { sdp }));
        for candidate in self.remote.drain(..) {
            cx.push(Output::Path(self.id, PathOutput::AddCandidate(candidate)));
        }
        Ok(())
    }

    /// The sharer has found a candidate; one above [`CANDIDATES`] is dropped.
    pub(super) fn remote_candidate<R>(&mut self, candidate: Candidate, cx: &mut Context<R>) {
        self.remote_count = self.remote_count.saturating_add(1);
        if self.remote_count > CANDIDATES {
            return;
        }
        if self.is_answered {
            cx.push(Output::Path(self.id, PathOutput::AddCandidate(candidate)));
        } else {
            self.remote.push(candidate);
        }
    }
}
