//! Which screen is captured.

use protocol::geometry::Size;

use super::event::MediaError;
use crate::platform::screen::ScreenSource;
use crate::platform::synthetic::{Motion, Synthetic};
use crate::platform::{Desktop, DesktopError};

/// Where pictures come from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SourceKind {
    /// The best that there is for this desktop.
    #[default]
    Auto,
    /// Our own capture on X11.
    X11,
    /// The portable capture.
    Scrap,
    /// A generated screen; see [`crate::platform::synthetic`].
    Synthetic {
        /// Its size.
        size: Size,
        /// What it shows.
        motion: Motion,
    },
}

/// Opens a source for a desktop.
pub(super) fn open(
    kind: SourceKind,
    desktop: &Desktop,
) -> Result<Box<dyn ScreenSource>, MediaError> {
    Ok(match kind {
        SourceKind::Synthetic { size, motion } => Box::new(Synthetic::new(size, motion)),
        SourceKind::X11 => open_x11(desktop)?,
        SourceKind::Scrap => open_scrap()?,
        SourceKind::Auto => match open_x11(desktop) {
            Err(DesktopError::Missing(extension)) => {
                tracing::warn!(extension, "the X server is too old for quick capture");
                open_scrap()?
            }
            opened => opened?,
        },
    })
}

#[cfg(target_os = "linux")]
fn open_x11(desktop: &Desktop) -> Result<Box<dyn ScreenSource>, DesktopError> {
    Ok(Box::new(crate::platform::x11::capture::X11Source::open(desktop)?))
}

#[cfg(not(target_os = "linux"))]
fn open_x11(_: &Desktop) -> Result<Box<dyn ScreenSource>, DesktopError> {
    Err(DesktopError::Unsupported)
}

#[cfg(all(target_os = "linux", feature = "scrap"))]
fn open_scrap() -> Result<Box<dyn ScreenSource>, DesktopError> {
    Ok(Box::new(crate::platform::scrap::ScrapSource::open()?))
}

#[cfg(not(all(target_os = "linux", feature = "scrap")))]
fn open_scrap() -> Result<Box<dyn ScreenSource>, DesktopError> {
    Err(DesktopError::Unsupported)
}
