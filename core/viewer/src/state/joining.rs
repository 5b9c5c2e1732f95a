//! PURE: from the claim to the proof of the code.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

use protocol::handshake::ViewerHandshake;
use protocol::handshake::{HandshakeError, ViewerAwaitsConfirmation, ViewerAwaitsPake};
use protocol::limits::{CANDIDATES, PROOF_TIMEOUT};
use protocol::name::DisplayName;
use protocol::peer::EndReason;
use protocol::sealed::Introduction;
use protocol::signal::{Body64, FromSignal, Refusal, ToSignal};
use protocol::time::Tick;
use rand_core::CryptoRngCore;

use super::link::{Connecting, introduce};
use super::{
    Candidate, Context, Ending, Input, Met, Output, Patience, State, Way, Who, from_signal,
};

/// The signal server is asked for the invitation.
#[derive(Debug)]
pub(super) struct Joining {
    way: Way,
    name: DisplayName,
    prepared: Prepared,
    claim: Option<ViewerAwaitsPake>,
    pub(super) until: Tick,
}

/// What the browser has ready before it may be told to anybody.
#[derive(Debug, Default)]
pub(super) struct Prepared {
    pub(super) offer: Option<String>,
    /// At most [`CANDIDATES`]; further ones are dropped.
    candidates: Vec<Candidate>,
}

impl Prepared {
    pub(super) fn add(&mut self, candidate: Candidate) {
        if u32::try_from(self.candidates.len()).is_ok_and(|n| n < CANDIDATES) {
            self.candidates.push(candidate);
        }
    }
}

impl Joining {
    pub(super) fn new(way: Way, name: DisplayName, prepared: Prepared, now: Tick) -> Self {
        let until = now + PROOF_TIMEOUT;
        Self { way, name, prepared, claim: None, until }
    }

    /// Who is gone to, as far as it is known.
    pub(super) fn who(&self) -> Who {
        Who::of(self.way.met())
    }

    pub(super) fn handle<R: CryptoRngCore>(
        mut self: Box<Self>,
        input: Input,
        cx: &mut Context<R>,
        now: Tick,
    ) -> State {
        match input {
            Input::SocketOpen => self.claim(cx),
            Input::SocketText(text) => return self.heard(&text, cx, now),
            Input::SocketClosed => {
                let ending = match self.claim {
                    Some(_) => Ending::ServerLost,
                    None => Ending::ServerUnreachable,
                };
                return cx.end(ending, self.who());
            }
            Input::NoDecoder => return cx.end(Ending::Session(EndReason::NoDecoder), self.who()),
            Input::Offer { sdp } => self.prepared.offer = Some(sdp),
            Input::Candidate(candidate) => self.prepared.add(candidate),
            Input::PeerFailed => return cx.end(Ending::Session(EndReason::NoPath), self.who()),
            Input::Disconnect => return cx.end(Ending::Session(EndReason::HelperLeft), self.who()),
            Input::Timeout if now >= self.until => {
                let ending = match self.claim {
                    Some(_) => Ending::NotAnswering,
                    None => Ending::ServerUnreachable,
                };
                return cx.end(ending, self.who());
            }
            Input::Expect
            | Input::Connect { .. }
            | Input::RequestControl
            | Input::GiveUpControl
            | Input::Chat(_)
            | Input::Hand(_)
            | Input::ShowDisplay(_)
            | Input::Shown(_)
            | Input::Remember
            | Input::AnswerWish(_)
            | Input::Dismiss
            | Input::Own(_)
            | Input::Met { .. }
            | Input::Kept { .. }
            | Input::Again
            | Input::ControlOpen
            | Input::ControlText(_)
            | Input::ControlClosed
            | Input::CursorBytes(_)
            | Input::Timeout => {}
        }
        State::Joining(self)
    }

    /// Asks for the invitation, once.
    pub(super) fn claim<R: CryptoRngCore>(&mut self, cx: &mut Context<R>) {
        if self.claim.is_some() {
            return;
        }
        let (pake, body) = match &self.way {
            Way::Code(code) => ViewerHandshake::start(code, &mut cx.rng),
            Way::Known(meeting) => ViewerHandshake::start_known(&meeting.credential, &mut cx.rng),
        };
        let body = Body64::new(body).expect("a SPAKE2 message is far below the bound");
        self.claim = Some(pake);
        let version = protocol::VERSION;
        cx.push(Output::Signal(match &self.way {
            Way::Code(code) => ToSignal::Claim { version, slot: code.slot, body },
            Way::Known(meeting) => ToSignal::ClaimAt { version, tag: meeting.credential.tag, body },
        }));
    }

    fn heard<R>(mut self: Box<Self>, text: &str, cx: &mut Context<R>, now: Tick) -> State {
        match from_signal(text, cx) {
            Ok(FromSignal::Relay { body }) => match self.claim.take() {
                Some(pake) => self.prove(pake, body.as_bytes(), cx, now),
                None => cx.end(Ending::Session(EndReason::Fault), self.who()),
            },
            Ok(FromSignal::Refused { reason }) => cx.end(Ending::Refused(reason), self.who()),
            Ok(FromSignal::PeerGone {}) => cx.end(Ending::NotAnswering, self.who()),
            Ok(FromSignal::Closing {}) => cx.end(Ending::ServerLost, self.who()),
            Ok(
                FromSignal::Opened { .. }
                | FromSignal::Claimed { .. }
                | FromSignal::Waiting { .. }
                | FromSignal::Watched { .. },
            ) => match cx.fault() {
                Patience::Left => State::Joining(self),
                Patience::Gone => cx.end(Ending::Session(EndReason::Fault), self.who()),
            },
            Err(Patience::Left) => State::Joining(self),
            Err(Patience::Gone) => cx.end(Ending::Session(EndReason::Fault), self.who()),
        }
    }

    /// Answers the sharer's SPAKE2 message with the proof, and with all that is ready, sealed: only
    /// an end that knows the code can open it.
    fn prove<R>(
        self: Box<Self>,
        pake: ViewerAwaitsPake,
        body: &[u8],
        cx: &mut Context<R>,
        now: Tick,
    ) -> State {
        let Ok((mut handshake, proof)) = pake.receive(body) else {
            return cx.end(Ending::Session(EndReason::Fault), self.who());
        };
        let proof = Body64::new(proof).expect("a confirmation is far below the bound");
        cx.push(Output::Signal(ToSignal::Relay { claim: None, body: proof }));
        let hello = Introduction::Hello { name: self.name, version: protocol::VERSION };
        introduce(&hello, |plain| handshake.seal(plain), cx);
        let met = self.way.met();
        let mut proving = Proving { handshake, met, offered: false, held: Vec::new(), until: now };
        proving.until = now + PROOF_TIMEOUT;
        proving.held = self.prepared.candidates;
        if let Some(sdp) = self.prepared.offer {
            proving.offer(sdp, cx);
        }
        State::Proving(Box::new(proving))
    }
}

/// The code is being proven in both directions.
#[derive(Debug)]
pub(super) struct Proving {
    handshake: ViewerAwaitsConfirmation,
    met: Option<Met>,
    offered: bool,
    /// Candidates that wait for the offer, which must be the first to arrive.
    held: Vec<Candidate>,
    pub(super) until: Tick,
}

impl Proving {
    /// Who is gone to, as far as it is known.
    pub(super) fn who(&self) -> Who {
        Who::of(self.met.clone())
    }

    pub(super) fn handle<R>(
        mut self: Box<Self>,
        input: Input,
        cx: &mut Context<R>,
        now: Tick,
    ) -> State {
        match input {
            Input::SocketText(text) => return self.heard(&text, cx, now),
            Input::SocketClosed => return cx.end(Ending::ServerLost, self.who()),
            Input::NoDecoder => return self.leave(EndReason::NoDecoder, cx),
            Input::Offer { sdp } => self.offer(sdp, cx),
            Input::Candidate(candidate) => self.candidate(candidate, cx),
            Input::PeerFailed => return self.leave(EndReason::NoPath, cx),
            Input::Disconnect => return self.leave(EndReason::HelperLeft, cx),
            Input::Timeout if now >= self.until => return cx.end(Ending::NotAnswering, self.who()),
            Input::Expect
            | Input::Connect { .. }
            | Input::RequestControl
            | Input::GiveUpControl
            | Input::Chat(_)
            | Input::Hand(_)
            | Input::ShowDisplay(_)
            | Input::Shown(_)
            | Input::Remember
            | Input::AnswerWish(_)
            | Input::Dismiss
            | Input::Own(_)
            | Input::Met { .. }
            | Input::Kept { .. }
            | Input::Again
            | Input::SocketOpen
            | Input::ControlOpen
            | Input::ControlText(_)
            | Input::ControlClosed
            | Input::CursorBytes(_)
            | Input::Timeout => {}
        }
        State::Proving(self)
    }

    fn offer<R>(&mut self, sdp: String, cx: &mut Context<R>) {
        if self.offered {
            return;
        }
        self.offered = true;
        introduce(&Introduction::Offer { sdp }, |plain| self.handshake.seal(plain), cx);
        for candidate in core::mem::take(&mut self.held) {
            self.candidate(candidate, cx);
        }
    }

    fn candidate<R>(&mut self, candidate: Candidate, cx: &mut Context<R>) {
        if !self.offered {
            if u32::try_from(self.held.len()).is_ok_and(|n| n < CANDIDATES) {
                self.held.push(candidate);
            }
            return;
        }
        introduce(&candidate.into(), |plain| self.handshake.seal(plain), cx);
    }

    fn leave<R>(mut self, reason: EndReason, cx: &mut Context<R>) -> State {
        introduce(&Introduction::Bye { reason }, |plain| self.handshake.seal(plain), cx);
        cx.end(Ending::Session(reason), self.who())
    }

    fn heard<R>(self: Box<Self>, text: &str, cx: &mut Context<R>, now: Tick) -> State {
        let who = self.who();
        match from_signal(text, cx) {
            Ok(FromSignal::Relay { body }) => match self.handshake.confirm(body.as_bytes()) {
                Ok(channel) => {
                    let connecting =
                        Connecting::new(channel, self.met, self.offered, self.held, now);
                    State::Connecting(Box::new(connecting))
                }
                Err(HandshakeError::WrongCode) => cx.end(Ending::Refused(Refusal::WrongCode), who),
                Err(
                    HandshakeError::Malformed
                    | HandshakeError::OutOfOrder
                    | HandshakeError::Tampered
                    | HandshakeError::TooLarge,
                ) => cx.end(Ending::Session(EndReason::Fault), who),
            },
            Ok(FromSignal::Refused { reason }) => cx.end(Ending::Refused(reason), who),
            Ok(FromSignal::PeerGone {}) => cx.end(Ending::NotAnswering, who),
            Ok(FromSignal::Closing {}) => cx.end(Ending::ServerLost, who),
            Ok(
                FromSignal::Opened { .. }
                | FromSignal::Claimed { .. }
                | FromSignal::Waiting { .. }
                | FromSignal::Watched { .. },
            ) => match cx.fault() {
                Patience::Left => State::Proving(self),
                Patience::Gone => cx.end(Ending::Session(EndReason::Fault), who),
            },
            Err(Patience::Left) => State::Proving(self),
            Err(Patience::Gone) => cx.end(Ending::Session(EndReason::Fault), who),
        }
    }
}
