//! What tells a person from a program.

use crate::platform::press_watch::{NoPressWatch, PressWatch};
use crate::supervisor::Supervisor;

/// The devices through which programs press.
pub(crate) fn program_devices(_: Option<&str>) -> Result<Vec<String>, NoPressWatch> {
    Err(NoPressWatch::NotKnownHere)
}

/// What tells a person from a program.
pub(crate) fn press_watch(
    _: Option<&str>,
    _: &Supervisor,
) -> Result<Box<dyn PressWatch>, NoPressWatch> {
    Err(NoPressWatch::NotKnownHere)
}
