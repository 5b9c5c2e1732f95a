//! Input on Wayland: the portal's session carries what the gate admits.
//!
//! [`strokes`] decides what is sent, with the key map that [`compositor`] reads; [`injector`] sends it. [`stop`] takes
//! control back when the desktop ends the session.

mod compositor;
mod injector;
mod keymap;
mod places;
mod stop;
mod strokes;
mod xkb;

use session::ControlStop;

pub(super) use self::compositor::Compositor;
use super::error::WaylandError;
use super::portal::Portal;
use crate::platform::error::PlatformError;
use crate::platform::parts::{Input, NoInput};

/// Input through this portal.
pub(super) fn open(portal: &Portal) -> Result<Input, NoInput> {
    if !portal.offer().has_input() {
        return Err(NoInput::Refused(PlatformError::from(WaylandError::NoInput).into()));
    }
    Ok(Input {
        injector: injector::opener(portal.clone()),
        panic_key: Some(stop::opener(portal.clone())),
        stop: ControlStop::TimeLimit,
    })
}
