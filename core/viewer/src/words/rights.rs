//! The rights beside the picture and control, in words.

use alloc::borrow::ToOwned as _;
use alloc::string::String;

use protocol::right::{Lasting, Right};
use protocol::time::Tick;

use super::table::{Argument, Say, Words};
use crate::state::RightState;

impl Words {
    /// What a right lets the Helper do.
    pub fn right(&self, right: Right, user: &str) -> String {
        let say = match right {
            Right::Look => Say::RightsPicture,
            Right::Control => Say::RightsControl,
            Right::ClipboardRead => Say::RightsRead,
            Right::ClipboardWrite => Say::RightsWrite,
            Right::Point => Say::RightsPoint,
            Right::FileIn => Say::RightsFileIn,
            Right::FileOut => Say::RightsFileOut,
            Right::Type
            | Right::SystemPrompts
            | Right::Sound
            | Right::Voice
            | Right::Record
            | Right::AnotherHelper
            | Right::HandOver => Say::RightsOther,
        };
        self.to(say, user)
    }

    /// Whether the Helper has it, and for how long still.
    pub fn right_state(&self, state: RightState, user: &str, now: Tick) -> String {
        match state {
            RightState::Available => self.text(Say::RightsNot).to_owned(),
            RightState::Requested => self.to(Say::RightsAsked, user),
            RightState::Held { until: Some(until), .. } => {
                let left = super::table::minutes_and_seconds(until.since(now));
                self.fill(Say::RightsMinutes, &[(Argument::Time, (&left).into())])
            }
            RightState::Held { lasting: Lasting::ThisTime, .. } => {
                self.text(Say::RightsThisTime).to_owned()
            }
            RightState::Held { .. } => self.text(Say::RightsSession).to_owned(),
        }
    }
}

/// What the button beside it does.
pub fn right_action(state: RightState) -> Say {
    match state {
        RightState::Available => Say::RightsAsk,
        RightState::Requested => Say::RightsStopAsking,
        RightState::Held { .. } => Say::RightsGiveUp,
    }
}

pub(super) fn right_requested(right: Right) -> Say {
    by_right(right, [Say::LogReadRequested, Say::LogWriteRequested, Say::LogOtherRequested])
}

pub(super) fn right_granted(right: Right) -> Say {
    by_right(right, [Say::LogReadGranted, Say::LogWriteGranted, Say::LogOtherGranted])
}

pub(super) fn right_ended(right: Right) -> Say {
    by_right(right, [Say::LogReadEnded, Say::LogWriteEnded, Say::LogOtherEnded])
}

/// The sentence about reading what is copied, about putting something in, or about any other right.
fn by_right(right: Right, [read, write, other]: [Say; 3]) -> Say {
    if right == Right::ClipboardRead {
        read
    } else if right == Right::ClipboardWrite {
        write
    } else {
        other
    }
}
