//! The code is proven; the path to the sharer comes up.

use alloc::boxed::Box;

use protocol::limits::TRANSPORT_TIMEOUT;
use protocol::peer::{EndReason, ToSharer};
use protocol::sealed::Introduction;
use protocol::time::Tick;

use super::connected::Connected;
use super::context::{Context, Next};
use super::input::{Input, SessionInput, SignalInput};
use super::negotiation::Negotiation;
use super::output::Output;
use super::path::PathInput;
use super::session::{Session, SignalResult};
use super::view::{Phase, Step, View};
use crate::outcome::Ending;

/// The code is proven; the path to the sharer comes up.
#[derive(Debug)]
pub(super) struct Connecting {
    session: Session,
    path: Negotiation,
    pub(super) until: Tick,
}

type Transition = Next<Box<Connecting>, Box<Connected>>;

impl Connecting {
    pub(super) fn new(session: Session, path: Negotiation, now: Tick) -> Self {
        Self { session, path, until: now + TRANSPORT_TIMEOUT }
    }

    pub(super) fn view(&self) -> View {
        View {
            phase: Phase::WaitingForConnect,
            step: Step::Connecting,
            user: self.session.user.clone(),
            is_known: self.session.identity.is_some(),
            ..View::default()
        }
    }

    pub(super) fn handle<R>(
        mut self: Box<Self>,
        input: Input,
        cx: &mut Context<R>,
        now: Tick,
    ) -> Transition {
        match input {
            Input::Signal(input) => return self.on_signal(input, cx),
            Input::Path(_, PathInput::Up) => {
                cx.push(Output::Control(ToSharer::ShowsLosslessTiles {}));
                cx.push(Output::SendLogKey);
                return Next::Advance(Box::new(Connected::new(self.session, self.path, now)));
            }
            Input::Path(_, PathInput::NoDecoder) => return self.leave(EndReason::NoDecoder, cx),
            Input::Path(_, PathInput::Failed) => return self.leave(EndReason::NoPath, cx),
            Input::Path(_, PathInput::Offer { sdp }) => self.path.offer(sdp),
            Input::Path(_, PathInput::Candidate(candidate)) => self.path.candidate(candidate),
            Input::Session(SessionInput::Disconnect) => {
                return self.leave(EndReason::HelperLeft, cx);
            }
            Input::Timeout if now >= self.until => return self.leave(EndReason::NoPath, cx),
            Input::Session(
                SessionInput::Prepare { .. } | SessionInput::Connect { .. } | SessionInput::Reset,
            )
            | Input::Person(_)
            | Input::Memory(_)
            | Input::Path(_, PathInput::Down)
            | Input::Peer(..)
            | Input::FrameShown(_)
            | Input::Timeout => {}
        }
        self.session.send_ready(&mut self.path, cx);
        Next::Stay(self)
    }

    fn on_signal<R>(mut self: Box<Self>, input: SignalInput, cx: &mut Context<R>) -> Transition {
        match input {
            SignalInput::Open => {}
            SignalInput::Text(text) => match self.session.on_text(&text, &mut self.path, cx) {
                SignalResult::Done => {}
                SignalResult::Refused(reason) => return self.end(Ending::Refused(reason), cx),
                SignalResult::Closed => {
                    return self.end(Ending::Session(EndReason::ConnectionLost), cx);
                }
                SignalResult::Bye(reason) => return self.end(Ending::Session(reason), cx),
                SignalResult::Version => return self.leave(EndReason::Version, cx),
                SignalResult::Fault => return self.leave(EndReason::Fault, cx),
            },
            // With the answer here, the path can come up without the server.
            SignalInput::Closed if self.path.is_answered() => self.session.signal.close(cx),
            SignalInput::Closed => return self.end(Ending::ServerLost, cx),
        }
        Next::Stay(self)
    }

    fn leave<R>(mut self, reason: EndReason, cx: &mut Context<R>) -> Transition {
        self.session.signal.send(&Introduction::Bye { reason }, cx);
        self.end(Ending::Session(reason), cx)
    }

    fn end<R>(self, ending: Ending, cx: &mut Context<R>) -> Transition {
        cx.end(ending, self.session.peer())
    }
}
