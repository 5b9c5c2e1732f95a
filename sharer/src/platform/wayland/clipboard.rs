//! The clipboard of a Wayland session.
//!
//! A Wayland compositor lets only the program with the focus copy and paste. Some share the clipboard with others as well,
//! by a protocol of its own. GNOME's does not, and has its X server paste what is copied on Wayland and the other way
//! round, whatever window has the focus: the clipboard of X11 serves there.

use super::data_control::DataControl;
use super::gnome;
use crate::platform::clipboard::thread::ClipboardThread;
use crate::platform::clipboard::{ClipboardError, CopyNotice};
use crate::platform::error::PlatformError;
use crate::platform::parts::ClipboardOpener;
use crate::platform::x11;
use crate::supervisor::Supervisor;

/// Opens the clipboard of this session.
pub(super) fn opener() -> ClipboardOpener {
    Box::new(|copied, supervisor| match open(copied, supervisor) {
        Ok(Some(clipboard)) => Ok(Box::new(clipboard)),
        Ok(None) => Err(ClipboardError::Unsupported),
        Err(error) => {
            tracing::debug!(%error, "the clipboard of this session cannot be used");
            Err(ClipboardError::Unsupported)
        }
    })
}

fn open(
    copied: CopyNotice,
    supervisor: &Supervisor,
) -> Result<Option<ClipboardThread>, PlatformError> {
    if let Some(shared) = DataControl::find()? {
        return shared.keep(copied, supervisor).map(Some);
    }
    // Other compositors pass the clipboard on to X only while a window of an X program has the focus.
    if gnome::is_named() { x11::clipboard::open_bridged(copied, supervisor) } else { Ok(None) }
}
