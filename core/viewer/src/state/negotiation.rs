//! The offer/answer exchange of a path (RFC 8829), with trickled candidates (RFC 8838).

use alloc::string::String;
use alloc::vec::Vec;

use protocol::limits::CANDIDATES;
use protocol::network::IceServer;
use protocol::sealed::Introduction;

use super::context::{Context, Unexpected};
use super::output::Output;
use super::path::{Candidate, PathId, PathOutput};

/// The offer/answer exchange of a path.
///
/// What the browser has ready is kept here until it can be sent sealed: the offer first, then the
/// candidates.
#[derive(Debug)]
pub(super) struct Negotiation {
    id: PathId,
    /// The browser's offer, until it is sent.
    offer: Option<String>,
    is_offered: bool,
    /// The browser was asked for another offer, which has not come yet.
    is_renewed: bool,
    /// The browser's candidates, until they are sent: at most [`CANDIDATES`].
    local: Vec<Candidate>,
    is_answered: bool,
    has_failed: bool,
    /// The sharer's candidates that came before its answer.
    remote: Vec<Candidate>,
    /// The sharer's candidates so far.
    remote_count: u32,
}

impl Negotiation {
    /// Opens a path.
    pub(super) fn open<R>(ice_servers: Vec<IceServer>, cx: &mut Context<R>) -> Self {
        let id = cx.new_path();
        cx.push(Output::Path(id, PathOutput::Open { ice_servers }));
        Self { has_failed: false, ..Self::none(id) }
    }

    /// A path that is not opened.
    pub(super) fn none(id: PathId) -> Self {
        Self {
            id,
            offer: None,
            is_offered: false,
            is_renewed: false,
            local: Vec::new(),
            is_answered: false,
            has_failed: true,
            remote: Vec::new(),
            remote_count: 0,
        }
    }

    /// The path.
    pub(super) fn id(&self) -> PathId {
        self.id
    }

    /// The signal server has named servers: the browser makes its offer again, with them. What it made
    /// before is dropped.
    pub(super) fn set_servers<R>(&mut self, ice_servers: Vec<IceServer>, cx: &mut Context<R>) {
        if self.is_offered || self.has_failed || ice_servers.is_empty() {
            return;
        }
        self.offer = None;
        self.is_renewed = true;
        self.local.clear();
        cx.push(Output::Path(self.id, PathOutput::SetServers { ice_servers }));
    }

    /// The browser or the network does not let this path come up.
    pub(super) fn fail(&mut self) {
        self.has_failed = true;
    }

    pub(super) fn has_failed(&self) -> bool {
        self.has_failed
    }

    /// Whether the sharer has answered the offer.
    pub(super) fn is_answered(&self) -> bool {
        self.is_answered
    }

    /// The browser has made an offer. A later one replaces it until it is sent.
    pub(super) fn offer(&mut self, sdp: String) {
        if !self.is_offered {
            self.is_renewed = false;
            self.offer = Some(sdp);
        }
    }

    /// The browser has found a candidate. One of an offer that is out of date is dropped.
    pub(super) fn candidate(&mut self, candidate: Candidate) {
        if !self.is_renewed && u32::try_from(self.local.len()).is_ok_and(|n| n < CANDIDATES) {
            self.local.push(candidate);
        }
    }

    /// Returns what can be sent to the sharer now, in order.
    pub(super) fn take_messages(&mut self) -> Vec<Introduction> {
        let mut messages = Vec::new();
        if let Some(sdp) = self.offer.take() {
            self.is_offered = true;
            messages.push(Introduction::Offer { path: self.id.0, sdp });
        }
        if self.is_offered {
            let id = self.id;
            messages.extend(self.local.drain(..).map(|candidate| candidate.message(id)));
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
        if self.has_failed {
            // It was in flight when this end gave the path up.
            return Ok(());
        }
        cx.push(Output::Path(self.id, PathOutput::SetAnswer { sdp }));
        for candidate in self.remote.drain(..) {
            cx.push(Output::Path(self.id, PathOutput::AddCandidate(candidate)));
        }
        Ok(())
    }

    /// The sharer has found a candidate; one above [`CANDIDATES`] is dropped.
    pub(super) fn remote_candidate<R>(&mut self, candidate: Candidate, cx: &mut Context<R>) {
        self.remote_count = self.remote_count.saturating_add(1);
        if self.remote_count > CANDIDATES || self.has_failed {
            return;
        }
        if self.is_answered {
            cx.push(Output::Path(self.id, PathOutput::AddCandidate(candidate)));
        } else {
            self.remote.push(candidate);
        }
    }
}
