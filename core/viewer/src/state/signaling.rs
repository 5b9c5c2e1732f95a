//! The sealed channel to the sharer through the signal server, and how it is opened anew.
//!
//! ```text
//!  Open ── the claim or the connection is lost ──▶ Lost ──▶ Opening ──▶ Claiming ── the sharer proves ──▶ Open
//!                                                   ▲────────── refused, silent ──────┘
//! ```
//!
//! The paths of a session do not need the channel. It is opened again so that the two ends can find
//! another path when the one in use is lost.

use alloc::vec::Vec;
use core::time::Duration;

use protocol::handshake::{HandshakeError, LaneSecret, SealedChannel};
use protocol::hex::Hex;
use protocol::limits::{
    REJOIN_RETRIES, REJOIN_RETRY_MAX, REJOIN_RETRY_MIN, REJOIN_SPARE_RETRY_MAX, REJOIN_TIMEOUT,
    REJOIN_WAIT_MAX,
};
use protocol::network::Network;
use protocol::resumption::{Resumption, ViewerResuming};
use protocol::sealed::Introduction;
use protocol::signal::{Body64, FromSignal, ToSignal};
use protocol::time::Tick;
use rand_core::CryptoRngCore;
use transport::path::PathId;

use super::context::Context;
use super::input::SignalInput;
use super::output::Output;

/// A channel that was open for less is lost again and again: the attempts to open it count on, and are made
/// less and less often.
const STEADY: Duration = Duration::from_secs(10);

/// Seals a message and gives it to the signal server.
///
/// A message that cannot be sealed is left out: a description of this browser above the bound would be
/// refused on the other side as well, and the connection then ends by its deadline.
pub(super) fn send_sealed<R>(
    message: &Introduction,
    seal: impl FnOnce(&[u8]) -> Result<Vec<u8>, HandshakeError>,
    cx: &mut Context<R>,
) {
    if let Some(body) = seal(&message.encode()).ok().and_then(Body64::new) {
        cx.push(Output::Signal(ToSignal::Relay { claim: None, body }));
    }
}

/// The sealed channel through the signal server: open, being opened, or lost.
#[derive(Debug)]
pub(super) struct Signaling {
    state: State,
    resumption: Resumption,
    /// What the server lets this end use for the newest claim.
    network: Network,
    /// Counts the attempts to resume, so that none is taken for an earlier one.
    counter: u32,
    /// The counter of the claim that `state` or the network is of.
    claim: u32,
    /// Attempts since the channel was lost, after it had been open for [`STEADY`].
    attempts: u32,
    /// Claims since then that have waited in vain.
    waits: u32,
    /// Since when the channel is, or was, open.
    opened: Tick,
}

#[derive(Debug)]
enum State {
    Open(SealedChannel),
    Lost {
        retry: Tick,
        /// The connection to the server is up; only the claim is lost.
        is_connected: bool,
    },
    /// The connection to the server is being opened.
    Opening {
        until: Tick,
    },
    /// The sharer is asked to go on.
    Claiming {
        resuming: ViewerResuming,
        network: Network,
        until: Tick,
    },
}

/// What became of a text or event of the signal server.
#[derive(Debug)]
pub(super) enum Received {
    /// Nothing more.
    Nothing,
    /// For the session.
    Message(FromSignal),
    /// The sharer has proven that it is the one of this session: there is a new channel and a new network.
    Resumed,
}

impl Signaling {
    pub(super) fn new(channel: SealedChannel, network: Network, now: Tick) -> Self {
        let resumption = Resumption::of(&channel);
        let state = State::Open(channel);
        Self {
            state,
            resumption,
            network,
            counter: 0,
            claim: 0,
            attempts: 0,
            waits: 0,
            opened: now,
        }
    }

    /// In a page that was loaded again the channel is lost, and opened at once.
    pub(super) fn resume(resumption: Resumption, counter: u32, now: Tick) -> Self {
        let state = State::Lost { retry: now, is_connected: false };
        let network = Network::default();
        Self {
            state,
            resumption,
            network,
            counter,
            claim: counter,
            attempts: 0,
            waits: 0,
            opened: now,
        }
    }

    /// The secret and the counter, for [`Self::resume`].
    pub(super) fn keep(&self) -> (Hex<32>, u32) {
        (Hex(*self.resumption.export()), self.counter)
    }

    /// What the server lets this end use.
    pub(super) fn network(&self) -> &Network {
        &self.network
    }

    /// The lane of the newest claim, with the secret of its keys. `None` while there is no channel.
    pub(super) fn lane(&self) -> Option<(PathId, LaneSecret)> {
        match &self.state {
            State::Open(channel) => Some((PathId::lane(self.claim), channel.lane_secret())),
            State::Lost { .. } | State::Opening { .. } | State::Claiming { .. } => None,
        }
    }

    /// Sends a message, if the channel is open.
    pub(super) fn send<R>(&mut self, message: &Introduction, cx: &mut Context<R>) {
        if let State::Open(channel) = &mut self.state {
            send_sealed(message, |plain| channel.seal(plain), cx);
        }
    }

    /// Opens a sealed message. `None` when the channel is not open.
    pub(super) fn open(&mut self, body: &[u8]) -> Option<Result<Vec<u8>, HandshakeError>> {
        match &mut self.state {
            State::Open(channel) => Some(channel.open(body)),
            State::Lost { .. } | State::Opening { .. } | State::Claiming { .. } => None,
        }
    }

    pub(super) fn is_open(&self) -> bool {
        matches!(self.state, State::Open(_))
    }

    /// Gives the channel up, and the connection to the server with it. It is opened anew at once, unless that
    /// happens often.
    pub(super) fn lose<R>(&mut self, is_spare: bool, cx: &mut Context<R>, now: Tick) {
        if self.is_open() {
            cx.push(Output::CloseSocket);
            self.lost(is_spare, false, now);
        }
    }

    /// The claim is over, and the server says so on a connection that is up.
    pub(super) fn lose_claim(&mut self, is_spare: bool, now: Tick) {
        if self.is_open() {
            self.lost(is_spare, true, now);
        }
    }

    fn lost(&mut self, is_spare: bool, is_connected: bool, now: Tick) {
        if now.since(self.opened) < STEADY {
            return self.retry(is_spare, is_connected, now);
        }
        (self.attempts, self.waits) = (0, 0);
        self.state = State::Lost { retry: now, is_connected };
    }

    /// This computer has another network: whatever is open or being opened is dead.
    pub(super) fn renew<R>(&mut self, cx: &mut Context<R>, now: Tick) {
        cx.push(Output::CloseSocket);
        (self.attempts, self.waits) = (0, 0);
        self.state = State::Lost { retry: now, is_connected: false };
    }

    /// When [`Self::on_time`] is due.
    pub(super) fn deadline(&self) -> Option<Tick> {
        match &self.state {
            State::Open(_) => None,
            State::Lost { retry: at, .. }
            | State::Opening { until: at }
            | State::Claiming { until: at, .. } => Some(*at),
        }
    }

    /// Goes on with opening the channel anew. It is tried seldom while a path works (`is_spare`).
    pub(super) fn on_time<R: CryptoRngCore>(
        &mut self,
        is_spare: bool,
        cx: &mut Context<R>,
        now: Tick,
    ) {
        match &self.state {
            State::Lost { retry, is_connected } if now >= *retry => {
                if *is_connected {
                    self.claim(cx, now);
                } else {
                    cx.push(Output::OpenSocket);
                    self.state = State::Opening { until: now + REJOIN_TIMEOUT };
                }
            }
            // The claim waits for the sharer, but this connection may be dead by now.
            State::Claiming { until, .. } if now >= *until && !is_spare => {
                cx.push(Output::CloseSocket);
                self.waits = self.waits.saturating_add(1);
                self.state = State::Lost { retry: now, is_connected: false };
            }
            State::Opening { until } | State::Claiming { until, .. } if now >= *until => {
                self.reconnect(is_spare, cx, now);
            }
            State::Open(_)
            | State::Lost { .. }
            | State::Opening { .. }
            | State::Claiming { .. } => {}
        }
    }

    /// No path works any more: the next attempt is made soon.
    pub(super) fn hurry(&mut self, now: Tick) {
        if let State::Lost { retry, .. } = &mut self.state {
            *retry = (*retry).min(now + REJOIN_RETRY_MAX);
        }
    }

    /// Takes what comes from the signal server.
    pub(super) fn on_signal<R: CryptoRngCore>(
        &mut self,
        input: SignalInput,
        is_spare: bool,
        cx: &mut Context<R>,
        now: Tick,
    ) -> Received {
        match input {
            SignalInput::Open => {
                if matches!(self.state, State::Opening { .. }) {
                    self.claim(cx, now);
                }
                Received::Nothing
            }
            SignalInput::Closed => {
                match &self.state {
                    State::Open(_) => self.lose(is_spare, cx, now),
                    State::Opening { .. }
                    | State::Claiming { .. }
                    | State::Lost { is_connected: true, .. } => self.reconnect(is_spare, cx, now),
                    State::Lost { is_connected: false, .. } => {}
                }
                Received::Nothing
            }
            // A text that is no message is as good as none.
            SignalInput::Text(text) => match FromSignal::decode(&text) {
                Ok(message) => self.on_message(message, is_spare, cx, now),
                Err(_) => Received::Nothing,
            },
        }
    }

    fn on_message<R>(
        &mut self,
        message: FromSignal,
        is_spare: bool,
        cx: &mut Context<R>,
        now: Tick,
    ) -> Received {
        if self.is_open() {
            return Received::Message(message);
        }
        let State::Claiming { network, .. } = &mut self.state else { return Received::Nothing };
        match message {
            FromSignal::ClaimBegun { network: named } => *network = named,
            FromSignal::Relay { body, .. } => {
                let lost = State::Lost { retry: now, is_connected: true };
                if let State::Claiming { resuming, network, .. } =
                    core::mem::replace(&mut self.state, lost)
                {
                    match resuming.finish(body.as_bytes()) {
                        Ok(channel) => {
                            self.state = State::Open(channel);
                            (self.network, self.claim) = (network, self.counter);
                            self.opened = now;
                            return Received::Resumed;
                        }
                        // Somebody else sits at the tag, or the server lies. The claim of this connection
                        // is theirs: another one is needed.
                        Err(_) => {
                            self.reconnect(is_spare, cx, now);
                        }
                    }
                }
            }
            FromSignal::Refused { .. } | FromSignal::PeerGone { .. } => {
                self.retry(is_spare, true, now)
            }
            FromSignal::Closing {} => {
                self.reconnect(is_spare, cx, now);
            }
            FromSignal::Opened { .. }
            | FromSignal::Claimed { .. }
            | FromSignal::Waiting { .. }
            | FromSignal::Watched { .. } => {}
        }
        Received::Nothing
    }

    fn claim<R: CryptoRngCore>(&mut self, cx: &mut Context<R>, now: Tick) {
        self.counter = self.counter.saturating_add(1);
        let (resuming, body) = self.resumption.request(self.counter, &mut cx.rng);
        let body = Body64::new(body).expect("a request to resume is far below the bound");
        let tag = self.resumption.tag();
        cx.push(Output::Signal(ToSignal::AwaitAt { version: protocol::VERSION, tag, body }));
        let wait = REJOIN_TIMEOUT.saturating_mul(1 << (self.waits / REJOIN_RETRIES).min(10));
        let (network, until) = (Network::default(), now + wait.min(REJOIN_WAIT_MAX));
        self.state = State::Claiming { resuming, network, until };
    }

    /// The connection to the server is of no use any more. It is closed here, too, when the server has closed
    /// it: another one is opened only then.
    fn reconnect<R>(&mut self, is_spare: bool, cx: &mut Context<R>, now: Tick) {
        cx.push(Output::CloseSocket);
        self.retry(is_spare, false, now);
    }

    fn retry(&mut self, is_spare: bool, is_connected: bool, now: Tick) {
        // In the first seconds without a path it is tried often: the sharer may look for us at any moment.
        let (most, doubled) = if is_spare {
            (REJOIN_SPARE_RETRY_MAX, self.attempts)
        } else {
            (REJOIN_RETRY_MAX, self.attempts / REJOIN_RETRIES)
        };
        let wait = REJOIN_RETRY_MIN.saturating_mul(1 << doubled.min(10));
        self.attempts = self.attempts.saturating_add(1);
        let retry = now + wait.min(most);
        self.state = State::Lost { retry, is_connected };
    }
}
