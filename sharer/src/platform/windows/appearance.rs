//! The appearance of the desktop.

use crate::platform::appearance::settings::{DesktopSettings, unknown};

/// The settings of this desktop.
pub(crate) fn appearance(_: Option<String>) -> DesktopSettings {
    unknown()
}
