//! The signal server is asked for the invitation.

use alloc::boxed::Box;

use protocol::handshake::{ViewerAwaitsPake, ViewerHandshake};
use protocol::limits::PROOF_TIMEOUT;
use protocol::name::DisplayName;
use protocol::network::Network;
use protocol::peer::EndReason;
use protocol::sealed::Introduction;
use protocol::signal::{Body64, FromSignal, ToSignal};
use protocol::time::Tick;
use rand_core::CryptoRngCore;

use super::context::{Context, Next, PeerLabel};
use super::first_lane::FirstLane;
use super::input::{Input, SessionInput, SignalInput, Target};
use super::negotiation::Negotiation;
use super::output::Output;
use super::path::PathInput;
use super::proving::Proving;
use super::signaling::send_sealed;
use crate::outcome::Ending;

/// The signal server is asked for the invitation.
#[derive(Debug)]
pub(super) struct Joining {
    target: Target,
    name: DisplayName,
    path: Negotiation,
    claim: Option<ViewerAwaitsPake>,
    /// What the server lets this end use, once the claim has begun.
    network: Option<Network>,
    pub(super) until: Tick,
}

type Transition = Next<Box<Joining>, Box<Proving>>;

impl Joining {
    pub(super) fn new(target: Target, name: DisplayName, path: Negotiation, now: Tick) -> Self {
        let until = now + PROOF_TIMEOUT;
        Self { target, name, path, claim: None, network: None, until }
    }

    /// The other side, as far as it is known.
    pub(super) fn peer(&self) -> PeerLabel {
        self.target.identity().into()
    }

    pub(super) fn handle<R: CryptoRngCore>(
        self: Box<Self>,
        input: Input,
        cx: &mut Context<R>,
        now: Tick,
    ) -> Transition {
        match input {
            Input::Signal(input) => self.on_signal(input, cx, now),
            Input::Path(_, input) => self.on_path(input),
            Input::Session(SessionInput::Disconnect | SessionInput::Away) => {
                self.end(EndReason::HelperLeft, cx)
            }
            Input::Timeout if now >= self.until => {
                let ending = match self.claim {
                    Some(_) => Ending::NotAnswering,
                    None => Ending::ServerUnreachable,
                };
                cx.end(ending, self.peer())
            }
            Input::Session(
                SessionInput::Prepare
                | SessionInput::Connect { .. }
                | SessionInput::NetworkChanged
                | SessionInput::Leaving
                | SessionInput::Resume(_)
                | SessionInput::Reset,
            )
            | Input::Person(_)
            | Input::Memory(_)
            | Input::Peer(..)
            | Input::Record(_)
            | Input::Transfer(_)
            | Input::FrameShown(_)
            | Input::Timeout => Next::Stay(self),
        }
    }

    fn on_signal<R: CryptoRngCore>(
        mut self: Box<Self>,
        input: SignalInput,
        cx: &mut Context<R>,
        now: Tick,
    ) -> Transition {
        match input {
            SignalInput::Open => {
                self.claim(cx);
                Next::Stay(self)
            }
            SignalInput::Text(text) => self.on_text(&text, cx, now),
            SignalInput::Closed => {
                let ending = match self.claim {
                    Some(_) => Ending::ServerLost,
                    None => Ending::ServerUnreachable,
                };
                cx.end(ending, self.peer())
            }
        }
    }

    fn on_path(mut self: Box<Self>, input: PathInput) -> Transition {
        match input {
            // The lane may do without.
            PathInput::Failed => self.path.fail(),
            PathInput::Offer { sdp } => self.path.offer(sdp),
            PathInput::Candidate(candidate) => self.path.candidate(candidate),
            PathInput::Up | PathInput::Down => {}
        }
        Next::Stay(self)
    }

    /// Claims the invitation, once.
    pub(super) fn claim<R: CryptoRngCore>(&mut self, cx: &mut Context<R>) {
        if self.claim.is_some() {
            return;
        }
        let (pake, body) = match &self.target {
            Target::Code(code) => ViewerHandshake::start(code, &mut cx.rng),
            Target::Known(user) => ViewerHandshake::start_known(&user.credential, &mut cx.rng),
        };
        let body = Body64::new(body).expect("a SPAKE2 message is far below the bound");
        self.claim = Some(pake);
        let version = protocol::VERSION;
        cx.push(Output::Signal(match &self.target {
            Target::Code(code) => ToSignal::Claim { version, slot: code.slot, body },
            Target::Known(user) => ToSignal::ClaimAt { version, tag: user.credential.tag, body },
        }));
    }

    fn on_text<R>(mut self: Box<Self>, text: &str, cx: &mut Context<R>, now: Tick) -> Transition {
        match cx.decode_signal(text) {
            Ok(Some(FromSignal::Relay { body, .. })) => match self.claim.take() {
                Some(pake) => self.prove(pake, body.as_bytes(), cx, now),
                None => self.end(EndReason::Fault, cx),
            },
            Ok(Some(FromSignal::Refused { reason })) => {
                cx.end(Ending::Refused(reason), self.peer())
            }
            Ok(Some(FromSignal::PeerGone { .. })) => cx.end(Ending::NotAnswering, self.peer()),
            Ok(Some(FromSignal::Closing {})) => cx.end(Ending::ServerLost, self.peer()),
            Ok(Some(FromSignal::ClaimBegun { network }))
                if self.claim.is_some() && self.network.is_none() =>
            {
                self.path.set_servers(network.ice_servers.clone(), cx);
                self.network = Some(network);
                Next::Stay(self)
            }
            Ok(Some(
                FromSignal::Opened { .. }
                | FromSignal::Claimed { .. }
                | FromSignal::ClaimBegun { .. }
                | FromSignal::Waiting { .. }
                | FromSignal::Watched { .. },
            )) => match cx.fault() {
                Ok(()) => Next::Stay(self),
                Err(_) => self.end(EndReason::Fault, cx),
            },
            Ok(None) => Next::Stay(self),
            Err(_) => self.end(EndReason::Fault, cx),
        }
    }

    /// Answers the sharer's SPAKE2 message with the proof, and with all that is ready, sealed: only
    /// an end that knows the code can open it.
    fn prove<R>(
        mut self: Box<Self>,
        pake: ViewerAwaitsPake,
        body: &[u8],
        cx: &mut Context<R>,
        now: Tick,
    ) -> Transition {
        let Ok((mut handshake, proof)) = pake.receive(body) else {
            return self.end(EndReason::Fault, cx);
        };
        // From the proof on, the server can test a guess.
        let tried_before = match &self.target {
            Target::Code(code) => {
                let before = cx.tries.add(&code.secret, now);
                cx.push(Output::StoreTries);
                before
            }
            Target::Known(_) => 0,
        };
        let proof = Body64::new(proof).expect("a confirmation is far below the bound");
        cx.push(Output::Signal(ToSignal::Relay { claim: None, body: proof }));
        if let Some(hash) = cx.page {
            send_sealed(&Introduction::Page { hash }, |plain| handshake.seal(plain), cx);
        }
        if tried_before > 0 {
            let tried = Introduction::TriedBefore { times: tried_before };
            send_sealed(&tried, |plain| handshake.seal(plain), cx);
        }
        let hello = Introduction::Hello { name: self.name, version: protocol::VERSION };
        send_sealed(&hello, |plain| handshake.seal(plain), cx);
        for message in self.path.take_messages() {
            send_sealed(&message, |plain| handshake.seal(plain), cx);
        }
        let identity = self.target.identity();
        let network = self.network.unwrap_or_default();
        let lane = FirstLane::open(&network, cx);
        let path = self.path;
        Next::Advance(Box::new(Proving::new(handshake, identity, path, (network, lane), now)))
    }

    fn end<R>(&self, reason: EndReason, cx: &mut Context<R>) -> Transition {
        cx.end(Ending::Session(reason), self.peer())
    }
}
