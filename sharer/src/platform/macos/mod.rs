//! macOS: the screen cannot be shared yet. Files, signals and the synthetic screen work.

use super::appearance::settings::{DesktopSettings, unknown};
use super::error::PlatformError;
use super::parts::{Options, Platform};

/// Opens the desktop, which cannot be done yet.
pub(super) fn open(_: &Options) -> Result<Platform, PlatformError> {
    Err(PlatformError::Unsupported)
}

/// Nothing is known of this desktop's settings.
pub(super) fn appearance(_: Option<String>) -> DesktopSettings {
    unknown()
}
