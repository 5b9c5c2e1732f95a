//! The programs of the desktop.

use crate::platform::desktop_programs::DesktopPrograms;

/// The programs of the desktop.
pub(crate) fn desktop_programs() -> DesktopPrograms {
    DesktopPrograms::none()
}
