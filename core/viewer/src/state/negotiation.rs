//! The offer/answer exchange of a path (RFC 8829), with trickled candidates (RFC 8838).

use alloc::string::String;
use alloc::vec::Vec;

use protocol::limits::CANDIDATES;
use protocol::sealed::Introduction;

use super::context::{Context, Unexpected};
use super::output::Output;
use super::path::{Candidate, IceServer, PathId, PathOutput};

/// The offer/answer exchange of a path.
///
/// What the browser has ready is kept here until it can be sent sealed: the offer first, then the
/// candidates.
#[derive(Debug)]
pub(super) struct Negotiation {
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

impl Negotiation {
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
