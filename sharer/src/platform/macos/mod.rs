//! macOS: the screen cannot be shared yet. Files, signals and the synthetic screen work.

use super::appearance::settings::{DesktopSettings, unknown};
use super::desktop_programs::DesktopPrograms;
use super::error::PlatformError;
use super::parts::{Options, Platform};
use super::press_watch::{NoPressWatch, PressWatch};
use crate::supervisor::Supervisor;

/// Opens the desktop, which cannot be done yet.
pub(super) fn open(_: &Options) -> Result<Platform, PlatformError> {
    Err(PlatformError::Unsupported)
}

/// The devices through which programs press, which are not read here yet.
pub(super) fn program_devices(_: Option<&str>) -> Result<Vec<String>, NoPressWatch> {
    Err(NoPressWatch::NotKnownHere)
}

/// What tells a person from a program, which is not read here yet.
pub(super) fn press_watch(
    _: Option<&str>,
    _: &Supervisor,
) -> Result<Box<dyn PressWatch>, NoPressWatch> {
    Err(NoPressWatch::NotKnownHere)
}

/// The programs of the desktop, which are not used yet.
pub(super) fn desktop_programs() -> DesktopPrograms {
    DesktopPrograms::none()
}

/// Nothing is known of this desktop's settings.
pub(super) fn appearance(_: Option<String>) -> DesktopSettings {
    unknown()
}
