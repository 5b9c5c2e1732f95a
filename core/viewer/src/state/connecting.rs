//! The code is proven; the path to the sharer comes up.

use alloc::boxed::Box;

use protocol::limits::TRANSPORT_TIMEOUT;
use protocol::peer::{EndReason, ToSharer};
use protocol::sealed::Introduction;
use protocol::time::Tick;

use super::connected::Connected;
use super::context::{Context, Next};
use super::input::{Input, SessionInput, SignalInput};
use super::output::Output;
use super::path::PathInput;
use super::reach::Reach;
use super::session::{Session, SignalResult};
use super::view::{Phase, Step, View};
use crate::outcome::Ending;

/// The code is proven; the path to the sharer comes up.
#[derive(Debug)]
pub(super) struct Connecting {
    session: Session,
    reach: Reach,
    until: Tick,
}

type Transition = Next<Box<Connecting>, Box<Connected>>;

impl Connecting {
    pub(super) fn new(session: Session, reach: Reach, now: Tick) -> Self {
        Self { session, reach, until: now + TRANSPORT_TIMEOUT }
    }

    pub(super) fn deadline(&self) -> Tick {
        self.reach.deadline().map_or(self.until, |reach| self.until.min(reach))
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
            Input::Signal(input) => return self.on_signal(input, cx, now),
            Input::Path(id, PathInput::Up) => {
                self.reach.up(id, now);
                // Nothing was said before, so there is room.
                let _ = self.reach.say(ToSharer::ShowsLosslessTiles {}, cx);
                cx.push(Output::SendLogKey);
                return Next::Advance(Box::new(Connected::new(self.session, self.reach, now)));
            }
            Input::Path(id, input @ (PathInput::Failed | PathInput::Down)) => {
                let other_end = matches!(input, PathInput::Down);
                self.reach.down(id, other_end, &self.session.signal, cx, now);
                if !self.reach.has_hope(&self.session.signal) {
                    return self.leave(EndReason::NoPath, cx);
                }
            }
            Input::Path(_, PathInput::Offer { sdp }) => self.reach.direct.offer(sdp),
            Input::Path(_, PathInput::Candidate(candidate)) => {
                self.reach.direct.candidate(candidate);
            }
            Input::Session(SessionInput::Disconnect | SessionInput::Away) => {
                return self.leave(EndReason::HelperLeft, cx);
            }
            Input::Timeout if now >= self.until => return self.leave(EndReason::NoPath, cx),
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
            | Input::FrameShown(_) => {}
            Input::Timeout => {
                let _ = self.reach.on_time(&mut self.session.signal, cx, now);
                // The direct path may have failed before the code was proven.
                if !self.reach.has_hope(&self.session.signal) {
                    return self.leave(EndReason::NoPath, cx);
                }
            }
        }
        self.session.send_ready(&mut self.reach.direct, cx);
        Next::Stay(self)
    }

    fn on_signal<R>(
        mut self: Box<Self>,
        input: SignalInput,
        cx: &mut Context<R>,
        now: Tick,
    ) -> Transition {
        let message = match input {
            SignalInput::Open => return Next::Stay(self),
            SignalInput::Text(text) => match cx.decode_signal(&text) {
                Ok(Some(message)) => message,
                Ok(None) => return Next::Stay(self),
                Err(_) => return self.leave(EndReason::Fault, cx),
            },
            // With the answer here, the path can come up without the server.
            SignalInput::Closed if self.reach.direct.is_answered() => {
                self.session.signal.lose(false, cx, now);
                return Next::Stay(self);
            }
            SignalInput::Closed => return self.end(Ending::ServerLost, cx),
        };
        match self.session.on_message(message, &mut self.reach.direct, cx) {
            SignalResult::Done => Next::Stay(self),
            SignalResult::Refused(reason) => self.end(Ending::Refused(reason), cx),
            SignalResult::Closed => self.end(Ending::Session(EndReason::ConnectionLost), cx),
            SignalResult::Bye(reason) => self.end(Ending::Session(reason), cx),
            SignalResult::Version => self.leave(EndReason::Version, cx),
            SignalResult::Fault => self.leave(EndReason::Fault, cx),
        }
    }

    fn leave<R>(mut self, reason: EndReason, cx: &mut Context<R>) -> Transition {
        self.session.signal.send(&Introduction::Bye { reason }, cx);
        self.end(Ending::Session(reason), cx)
    }

    fn end<R>(self, ending: Ending, cx: &mut Context<R>) -> Transition {
        cx.end(ending, self.session.peer())
    }
}
