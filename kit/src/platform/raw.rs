//! What the window system calls a window.

use winit::raw_window_handle::{HasWindowHandle as _, RawWindowHandle};
use winit::window::Window;

/// The handle of a window; `None` once it is gone.
pub(super) fn raw_handle(window: &Window) -> Option<RawWindowHandle> {
    Some(window.window_handle().ok()?.as_raw())
}
