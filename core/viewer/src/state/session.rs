//! A session once its handshake is proven: who is on the other side, what they allow, and the sealed
//! channel through the signal server. It does not know which path carries the channels.

use core::time::Duration;

use protocol::handshake::SealedChannel;
use protocol::limits::{RECONNECT_TIMEOUT, RECONNECT_TIMEOUT_MAX, RECONNECT_TIMEOUT_MIN};
use protocol::name::DisplayName;
use protocol::network::Network;
use protocol::peer::EndReason;
use protocol::resumption::Resumption;
use protocol::sealed::Introduction;
use protocol::signal::{FromSignal, Refusal};
use protocol::system::System;
use protocol::time::Tick;

use super::context::{Context, PeerLabel, TooManyFaults, Unexpected};
use super::input::Identity;
use super::kept::KeptSession;
use super::negotiation::Negotiation;
use super::output::Output;
use super::path::Candidate;
use super::remember::Remember;
use super::signaling::Signaling;
use crate::outcome::Notice;

/// A session with a proven handshake.
#[derive(Debug)]
pub(super) struct Session {
    pub(super) signal: Signaling,
    pub(super) user: Option<DisplayName>,
    /// The name with which the User's side introduced itself. The Helper may know them by another one.
    pub(super) named: Option<DisplayName>,
    /// The User's identity, when the Helper connected without a code.
    pub(super) identity: Option<Identity>,
    pub(super) remember: Remember,
    pub(super) view_only: bool,
    /// The system of the User's computer.
    pub(super) system: System,
    /// How long the sharer waits for a Helper who is lost.
    pub(super) reconnect_for: Duration,
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
    pub(super) fn new(
        channel: SealedChannel,
        network: Network,
        identity: Option<Identity>,
        now: Tick,
    ) -> Self {
        Self {
            remember: Remember::new(*channel.binding(), identity.is_some()),
            signal: Signaling::new(channel, network, now),
            user: identity.as_ref().map(|identity| identity.name.clone()),
            named: None,
            identity,
            view_only: false,
            system: System::default(),
            reconnect_for: RECONNECT_TIMEOUT,
        }
    }

    /// The session from before the page was loaded.
    pub(super) fn resume(kept: &KeptSession, now: Tick) -> Self {
        let resumption = Resumption::import(kept.secret.0);
        let identity = kept.identity.clone().map(|(name, key)| Identity { name, key });
        Self {
            remember: Remember::new(kept.binding.0, kept.remembers),
            signal: Signaling::resume(resumption, kept.counter, now),
            user: kept.user.clone(),
            named: kept.named.clone(),
            identity,
            view_only: kept.view_only,
            system: kept.system,
            reconnect_for: Duration::from_secs(kept.reconnect_s.into()),
        }
    }

    /// The other side.
    pub(super) fn peer(&self) -> PeerLabel {
        PeerLabel { user: self.user.clone(), is_known: self.identity.is_some() }
    }

    /// Sends what a path has ready.
    pub(super) fn send_ready<R>(&mut self, path: &mut Negotiation, cx: &mut Context<R>) {
        if !self.signal.is_open() {
            return;
        }
        for message in path.take_messages() {
            self.signal.send(&message, cx);
        }
    }

    /// A message of the signal server about the claim of this session.
    pub(super) fn on_message<R>(
        &mut self,
        message: FromSignal,
        path: &mut Negotiation,
        cx: &mut Context<R>,
    ) -> SignalResult {
        match message {
            FromSignal::Relay { body, .. } => match self.signal.open(body.as_bytes()) {
                Some(Ok(plain)) => self.on_introduction(&plain, path, cx),
                Some(Err(_)) => SignalResult::Fault,
                None => SignalResult::Done,
            },
            FromSignal::PeerGone { .. } | FromSignal::Closing {} => SignalResult::Closed,
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
            Ok(Introduction::Page { hash }) => {
                if cx.page.is_some_and(|own| own != hash) {
                    cx.push(Output::Notify(Notice::OtherPage));
                }
                SignalResult::Done
            }
            Ok(Introduction::Welcome { name, version, view_only, reconnect_s, system }) => {
                if version < protocol::OLDEST_VERSION {
                    return SignalResult::Version;
                }
                if version != protocol::VERSION {
                    cx.push(Output::Notify(Notice::OtherVersion));
                }
                // A known User keeps the name that the Helper knows.
                self.user.get_or_insert_with(|| name.clone());
                self.named.get_or_insert(name);
                self.view_only = view_only;
                self.system = system;
                let wanted = Duration::from_secs(reconnect_s.into());
                self.reconnect_for = wanted.clamp(RECONNECT_TIMEOUT_MIN, RECONNECT_TIMEOUT_MAX);
                SignalResult::Done
            }
            // What belongs to a path that was given up may still be in flight.
            Ok(
                Introduction::Answer { path: id, .. } | Introduction::Candidate { path: id, .. },
            ) if id < path.id().0 => SignalResult::Done,
            Ok(Introduction::Answer { path: id, sdp }) if id == path.id().0 => {
                match path.remote_answer(sdp, cx) {
                    Ok(()) => SignalResult::Done,
                    Err(Unexpected) => fault(cx),
                }
            }
            Ok(Introduction::Candidate { path: id, candidate, mid, line }) if id == path.id().0 => {
                path.remote_candidate(Candidate { candidate, mid, line }, cx);
                SignalResult::Done
            }
            Ok(Introduction::Bye { reason }) => SignalResult::Bye(reason),
            Ok(
                Introduction::TriedBefore { .. }
                | Introduction::Hello { .. }
                | Introduction::Leaving {}
                | Introduction::Away {}
                | Introduction::Offer { .. }
                | Introduction::Answer { .. }
                | Introduction::Candidate { .. },
            )
            | Err(_) => fault(cx),
        }
    }
}

fn fault<R>(cx: &mut Context<R>) -> SignalResult {
    match cx.fault() {
        Ok(()) => SignalResult::Done,
        Err(error) => error.into(),
    }
}
