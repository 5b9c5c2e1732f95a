//! What the sharer says of the rights beside the picture and control, and what the Helper does about them.

use protocol::peer::{Party, ToSharer};
use protocol::right::{HeldRight, Right, RightDenial};
use protocol::time::Tick;

use super::{Connected, Flow};
use crate::log::LogEvent;
use crate::outcome::Notice;
use crate::state::context::Context;
use crate::state::output::Output;
use crate::state::rights::RightState;

impl Connected {
    pub(super) fn on_right_granted<R>(&mut self, held: HeldRight, cx: &mut Context<R>, now: Tick) {
        if held.right == Some(Right::FileIn) && self.files.wants_to_send() {
            self.rights.want(Right::FileIn);
        }
        if let Some(right) = self.rights.granted(held, now) {
            cx.push(Output::Notify(Notice::RightGranted(right)));
        }
        // It is in the User's log, whether the Helper still wants it or not.
        if let Some(right) = held.right {
            cx.push(Output::Log(LogEvent::RightGranted(right, held.lasting)));
        }
    }

    pub(super) fn on_right_refused<R>(
        &mut self,
        right: Right,
        reason: RightDenial,
        cx: &mut Context<R>,
    ) {
        self.rights.lose(right);
        self.end_transfers_of(right);
        cx.push(Output::Notify(Notice::RightRefused(right, reason)));
        cx.push(Output::Log(LogEvent::RightRefused(right, reason)));
    }

    pub(super) fn on_right_ended<R>(&mut self, right: Right, by: Party, cx: &mut Context<R>) {
        self.rights.lose(right);
        self.end_transfers_of(right);
        cx.push(Output::Notify(Notice::RightEnded(right, by)));
        cx.push(Output::Log(LogEvent::RightEnded(right)));
    }

    pub(super) fn request_right<R>(&mut self, right: Right, cx: &mut Context<R>) -> Flow {
        // Files are asked about one batch after the other.
        if right == Right::FileIn || self.is_paused || !self.rights.request(right) {
            return Flow::Continue;
        }
        cx.push(Output::Log(LogEvent::RightRequested(right)));
        self.say(ToSharer::RequestRight { right: Some(right) }, cx)
    }

    pub(super) fn give_up_right<R>(&mut self, right: Right, cx: &mut Context<R>) -> Flow {
        let Some(state) = self.rights.give_up(right) else { return Flow::Continue };
        self.end_transfers_of(right);
        if state == RightState::Requested {
            // The sharer writes it down, and says nothing.
            cx.push(Output::Log(LogEvent::RightRefused(right, RightDenial::Withdrawn)));
        }
        self.say(ToSharer::GiveUpRight { right: Some(right) }, cx)
    }
}
