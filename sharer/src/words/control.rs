//! What stops control.

use crate::words::say::{Say, say};
use protocol::limits;
use protocol::peer::Party;
use session::ControlStop;

use super::window::sharing::STOP_CONTROL;

/// For how many minutes control lasts where no key takes it back.
pub const MINUTES: u64 = limits::CONTROL_WITHOUT_PANIC_KEY.as_secs() / 60;

/// How control is taken back, before it is granted.
pub fn stops(stop: ControlStop) -> String {
    match stop {
        ControlStop::PanicKey => Say::ControlStopsEsc.to_owned(),
        ControlStop::TimeLimit => {
            say!(ControlStopsTime, Button = STOP_CONTROL.text(), N = MINUTES)
        }
    }
}

/// How it is taken back, while it is shared.
pub fn stops_it(stop: ControlStop) -> String {
    match stop {
        ControlStop::PanicKey => Say::ControlStopsItEsc.to_owned(),
        ControlStop::TimeLimit => {
            say!(ControlStopsItTime, Button = STOP_CONTROL.text(), N = MINUTES)
        }
    }
}

/// Control ended.
pub fn ended(by: Party, is_over: bool) -> String {
    if is_over {
        return say!(ControlEndedTime, N = MINUTES);
    }
    match by {
        Party::User => Say::ControlEndedByUser.to_owned(),
        Party::Helper => Say::ControlEndedByHelper.to_owned(),
    }
}
