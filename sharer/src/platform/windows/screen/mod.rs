//! The screen of Windows.

use crate::platform::error::PlatformError;
use crate::platform::own_windows::OwnWindows;
use crate::platform::parts::{Desktop, ScreenOpener};

/// Opens the screen.
pub(super) fn opener(_: &Desktop, _: OwnWindows) -> Result<ScreenOpener, PlatformError> {
    Err(PlatformError::Unsupported)
}
