//! A session once its handshake is proven: who is on the other side, what they allow, and the sealed
//! channel through the signal server. It does not know which path carries the channels.

use alloc::vec::Vec;

use protocol::handshake::SealedChannel;
use protocol::name::DisplayName;
use protocol::peer::EndReason;
use protocol::sealed::Introduction;
use protocol::signal::{FromSignal, Refusal};

use super::context::{Context, PeerLabel, TooManyFaults, Unexpected};
use super::input::Identity;
use super::negotiation::Negotiation;
use super::output::Output;
use super::path::Candidate;
use super::remember::Remember;
use super::sealed::SealedSignal;
use crate::outcome::Notice;

/// A session with a proven handshake.
#[derive(Debug)]
pub(super) struct Session {
    pub(super) signal: SealedSignal,
    pub(super) user: Option<DisplayName>,
    /// The User's identity, when the Helper connected without a code.
    pub(super) identity: Option<Identity>,
    pub(super) remember: Remember,
    pub(super) view_only: bool,
}

/// What a message through the signal server means for the session.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SignalResult {
    /// Nothing more than was done already.
    Done,
    /// The server refuses: no more than a hint once the two are connected.
    Refused(Refusal),
    /// Nothing more can be sent or received through the server.
    Closed,
    /// The sharer leaves.
    Bye(EndReason),
    /// The sharer's version is not understood.
    Version,
    /// Too many faults, or a broken seal.
    Fault,
}

impl From<TooManyFaults> for SignalResult {
    fn from(_: TooManyFaults) -> Self {
        SignalResult::Fault
    }
}

impl Session {
    pub(super) fn new(channel: SealedChannel, identity: Option<Identity>) -> Self {
        Self {
            remember: Remember::new(*channel.binding(), identity.is_some()),
            signal: SealedSignal::new(channel),
            user: identity.as_ref().map(|identity| identity.name.clone()),
            identity,
            view_only: false,
        }
    }

    /// The other side.
    pub(super) fn peer(&self) -> PeerLabel {
        PeerLabel { user: self.user.clone(), is_known: self.identity.is_some() }
    }

    /// Sends what a path has ready.
    pub(super) fn send_ready<R>(&mut self, path: &mut Negotiation, cx: &mut Context<R>) {
        let messages: Vec<Introduction> = path.take_messages();
        for message in messages {
            self.signal.send(&message, cx);
        }
    }

    /// A text of the signal server.
    pub(super) fn on_text<R>(
        &mut self,
        text: &str,
        path: &mut Negotiation,
        cx: &mut Context<R>,
    ) -> SignalResult {
        let message = match cx.decode_signal(text) {
            Ok(Some(message)) => message,
            Ok(None) => return SignalResult::Done,
            Err(error) => return error.into(),
        };
        match message {
            FromSignal::Relay { body } => match self.signal.open(body.as_bytes()) {
                Some(Ok(plain)) => self.on_introduction(&plain, path, cx),
                Some(Err(_)) => SignalResult::Fault,
                None => SignalResult::Done,
            },
            FromSignal::PeerGone {} | FromSignal::Closing {} => SignalResult::Closed,
            FromSignal::Refused { reason } => SignalResult::Refused(reason),
            FromSignal::Opened { .. }
            | FromSignal::Claimed { .. }
            | FromSignal::ClaimBegun { .. }
            | FromSignal::Waiting { .. }
            | FromSignal::Watched { .. } => fault(cx),
        }
    }

    fn on_introduction<R>(
        &mut self,
        plain: &[u8],
        path: &mut Negotiation,
        cx: &mut Context<R>,
    ) -> SignalResult {
        match Introduction::decode(plain) {
            Ok(Introduction::Welcome { name, version, view_only }) => {
                if version < protocol::OLDEST_VERSION {
                    return SignalResult::Version;
                }
                if version != protocol::VERSION {
                    cx.push(Output::Notify(Notice::OtherVersion));
                }
                // A known User keeps the name that the Helper knows.
                self.user.get_or_insert(name);
                self.view_only = view_only;
                SignalResult::Done
            }
            Ok(Introduction::Answer { sdp }) => match path.remote_answer(sdp, cx) {
                Ok(()) => SignalResult::Done,
                Err(Unexpected) => fault(cx),
            },
            Ok(Introduction::Candidate { candidate, mid, line }) => {
                path.remote_candidate(Candidate { candidate, mid, line }, cx);
                SignalResult::Done
            }
            Ok(Introduction::Bye { reason }) => SignalResult::Bye(reason),
            Ok(Introduction::Hello { .. } | Introduction::Offer { .. }) | Err(_) => fault(cx),
        }
    }
}

fn fault<R>(cx: &mut Context<R>) -> SignalResult {
    match cx.fault() {
        Ok(()) => SignalResult::Done,
        Err(error) => error.into(),
    }
}
