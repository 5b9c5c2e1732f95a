//! The clipboard of a Wayland session.
//!
//! A Wayland compositor lets only the program with the focus copy and paste. GNOME's has its X server paste what is copied
//! on Wayland and the other way round, whatever window has the focus: the clipboard of X11 serves there.

use super::gnome;
use crate::platform::clipboard::ClipboardError;
use crate::platform::parts::ClipboardOpener;
use crate::platform::x11;

/// Opens the clipboard of this session.
pub(super) fn opener() -> ClipboardOpener {
    Box::new(|copied, supervisor| {
        // Other compositors pass the clipboard on only while a window of an X program has the focus.
        if !gnome::is_named() {
            return Err(ClipboardError::Unsupported);
        }
        match x11::clipboard::open_bridged(copied, supervisor) {
            Ok(Some(clipboard)) => Ok(Box::new(clipboard)),
            Ok(None) => Err(ClipboardError::Unsupported),
            Err(error) => {
                tracing::debug!(%error, "GNOME's X server cannot be used");
                Err(ClipboardError::Unsupported)
            }
        }
    })
}
