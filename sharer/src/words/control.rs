//! What stops control.

use protocol::limits;
use protocol::peer::Party;
use session::ControlStop;

/// For how many minutes control lasts where no key takes it back.
pub const MINUTES: u64 = limits::CONTROL_WITHOUT_PANIC_KEY.as_secs() / 60;

/// How control is taken back, before it is granted.
pub fn stops(stop: ControlStop) -> String {
    match stop {
        ControlStop::PanicKey => {
            "You can take control back at any moment with the Esc key.".to_owned()
        }
        ControlStop::TimeLimit => format!(
            "Esc does not end it on this desktop. “Stop sharing control” does, or /stop in the terminal, or the desktop's \
             sharing sign. It ends by itself after {MINUTES} minutes."
        ),
    }
}

/// How it is taken back, while it is shared.
pub fn stops_it(stop: ControlStop) -> String {
    match stop {
        ControlStop::PanicKey => "Press Esc to stop that.".to_owned(),
        ControlStop::TimeLimit => format!(
            "Stop that with “Stop sharing control” in the window, or with /stop in the terminal: Esc does not. It \
             ends by itself after {MINUTES} minutes."
        ),
    }
}

/// Control ended.
pub fn ended(by: Party, is_over: bool) -> String {
    if is_over {
        return format!(
            "The {MINUTES} minutes are over, so your helper does not share control any more. They can ask \
             again."
        );
    }
    match by {
        Party::User => "You have taken control back.".to_owned(),
        Party::Helper => "Your helper has given control back.".to_owned(),
    }
}
