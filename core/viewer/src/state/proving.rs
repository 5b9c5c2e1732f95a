//! The code is being proven in both directions.

use alloc::boxed::Box;

use protocol::handshake::{HandshakeError, ViewerAwaitsConfirmation};
use protocol::limits::PROOF_TIMEOUT;
use protocol::network::Network;
use protocol::peer::EndReason;
use protocol::sealed::Introduction;
use protocol::signal::{FromSignal, Refusal};
use protocol::time::Tick;

use super::connecting::Connecting;
use super::context::{Context, Next, PeerLabel};
use super::first_lane::FirstLane;
use super::input::{Identity, Input, SessionInput, SignalInput};
use super::negotiation::Negotiation;
use super::output::Output;
use super::path::PathInput;
use super::reach::Reach;
use super::session::Session;
use super::signaling::send_sealed;
use crate::outcome::Ending;

/// The code is being proven in both directions.
#[derive(Debug)]
pub(super) struct Proving {
    handshake: ViewerAwaitsConfirmation,
    identity: Option<Identity>,
    path: Negotiation,
    network: Network,
    lane: FirstLane,
    pub(super) until: Tick,
}

type Transition = Next<Box<Proving>, Box<Connecting>>;

impl Proving {
    pub(super) fn new(
        handshake: ViewerAwaitsConfirmation,
        identity: Option<Identity>,
        path: Negotiation,
        (network, lane): (Network, FirstLane),
        now: Tick,
    ) -> Self {
        Self { handshake, identity, path, network, lane, until: now + PROOF_TIMEOUT }
    }

    /// The other side, as far as it is known.
    pub(super) fn peer(&self) -> PeerLabel {
        self.identity.clone().into()
    }

    pub(super) fn handle<R>(
        mut self: Box<Self>,
        input: Input,
        cx: &mut Context<R>,
        now: Tick,
    ) -> Transition {
        match input {
            Input::Signal(SignalInput::Text(text)) => return self.on_text(&text, cx, now),
            Input::Signal(SignalInput::Closed) => return cx.end(Ending::ServerLost, self.peer()),
            Input::Path(id, PathInput::Failed) if id.is_lane() => self.lane.fail(cx),
            // The lane may do without.
            Input::Path(_, PathInput::Failed) => self.path.fail(),
            Input::Path(_, PathInput::Offer { sdp }) => self.path.offer(sdp),
            Input::Path(_, PathInput::Candidate(candidate)) => self.path.candidate(candidate),
            Input::Session(SessionInput::Disconnect | SessionInput::Away) => {
                return self.leave(EndReason::HelperLeft, cx);
            }
            Input::Timeout if now >= self.until => {
                return cx.end(Ending::NotAnswering, self.peer());
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
            | Input::Signal(SignalInput::Open)
            | Input::Path(_, PathInput::Up | PathInput::Down)
            | Input::Peer(..)
            | Input::Record(_)
            | Input::Transfer(_)
            | Input::FrameShown(_)
            | Input::Timeout => {}
        }
        for message in self.path.take_messages() {
            send_sealed(&message, |plain| self.handshake.seal(plain), cx);
        }
        Next::Stay(self)
    }

    fn leave<R>(mut self, reason: EndReason, cx: &mut Context<R>) -> Transition {
        send_sealed(&Introduction::Bye { reason }, |plain| self.handshake.seal(plain), cx);
        cx.end(Ending::Session(reason), self.peer())
    }

    fn on_text<R>(self: Box<Self>, text: &str, cx: &mut Context<R>, now: Tick) -> Transition {
        let peer = self.peer();
        match cx.decode_signal(text) {
            Ok(Some(FromSignal::Relay { body, .. })) => match self
                .handshake
                .confirm(body.as_bytes())
            {
                Ok(channel) => {
                    if self.identity.is_none() {
                        cx.tries.confirm();
                        cx.push(Output::StoreTries);
                    }
                    let session = Session::new(channel, self.network, self.identity, now);
                    let reach = Reach::new(self.path, self.lane, &session.signal, cx, now);
                    Next::Advance(Box::new(Connecting::new(session, reach, now)))
                }
                Err(HandshakeError::WrongCode) => cx.end(Ending::Refused(Refusal::WrongCode), peer),
                Err(
                    HandshakeError::Malformed
                    | HandshakeError::OutOfOrder
                    | HandshakeError::Tampered
                    | HandshakeError::TooLarge,
                ) => cx.end(Ending::Session(EndReason::Fault), peer),
            },
            Ok(Some(FromSignal::Refused { reason })) => cx.end(Ending::Refused(reason), peer),
            Ok(Some(FromSignal::PeerGone { .. })) => cx.end(Ending::NotAnswering, peer),
            Ok(Some(FromSignal::Closing {})) => cx.end(Ending::ServerLost, peer),
            Ok(Some(
                FromSignal::Opened { .. }
                | FromSignal::Claimed { .. }
                | FromSignal::ClaimBegun { .. }
                | FromSignal::Waiting { .. }
                | FromSignal::Watched { .. },
            )) => match cx.fault() {
                Ok(()) => Next::Stay(self),
                Err(_) => cx.end(Ending::Session(EndReason::Fault), peer),
            },
            Ok(None) => Next::Stay(self),
            Err(_) => cx.end(Ending::Session(EndReason::Fault), peer),
        }
    }
}
