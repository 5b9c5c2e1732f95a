//! Input into the desktop, and the key that stops it.

use session::ControlStop;

use super::panic_key;
use crate::platform::parts::{Desktop, Input, NoInput};

mod injector;
mod layout;
mod stroke;

use injector::WindowsInjector;

/// Input for this desktop. Windows has it always; which windows take it is known when it is injected.
#[expect(clippy::unnecessary_wraps, reason = "other systems can be without input")]
pub(super) fn open(_: &Desktop) -> Result<Input, NoInput> {
    Ok(Input {
        // What is ours is known by its mark, not by a record of presses.
        injector: Box::new(|_| Ok(Box::new(WindowsInjector::open()))),
        panic_key: Some(panic_key::opener()),
        stop: ControlStop::PanicKey,
    })
}
