//! macOS.
#![allow(
    unsafe_code,
    reason = "winit hands out a pointer to the view; each block says why it is sound"
)]

use std::time::Duration;

use objc2_app_kit::{NSView, NSWorkspace};
use winit::event_loop::EventLoopBuilder;
use winit::raw_window_handle::{HasWindowHandle as _, RawWindowHandle};
use winit::window::{Window, WindowAttributes};

use crate::theme::Preferred;

/// Shortcuts use Command.
pub(crate) const IS_COMMAND_SHORTCUT: bool = true;

/// AppKit has windows on the main thread only: the loop must run there.
pub(crate) fn any_thread<T: 'static>(_builder: &mut EventLoopBuilder<T>) {}

/// A window belongs to its program anyway.
pub(crate) fn named(attributes: WindowAttributes, _name: &str) -> WindowAttributes {
    attributes
}

/// The number that the window server has for it (`CGWindowID`).
pub(crate) fn number(window: &Window) -> Option<u32> {
    // Only on the main thread, where windows are, is there a handle.
    let RawWindowHandle::AppKit(handle) = window.window_handle().ok()?.as_raw() else {
        return None;
    };
    // SAFETY: winit's handle points to the view of the window, which is valid as long as the window is borrowed.
    let view = unsafe { handle.ns_view.cast::<NSView>().as_ref() };
    u32::try_from(view.window()?.windowNumber()).ok().filter(|number| *number != 0)
}

/// Each window is told where it is.
pub(crate) fn tells_places(_window: &Window) -> bool {
    true
}

/// Asks for the keyboard.
pub(crate) fn focus(window: &Window) {
    window.focus_window();
}

/// Leaves a window out of what programs capture.
pub(crate) fn leave_out_of_captures(window: &Window) {
    window.set_content_protected(true);
}

/// The system keeps windows above the others that are to be there.
pub(crate) const FRONT_LOOK: Option<Duration> = None;

/// Not looked for.
pub(crate) fn front() -> Option<usize> {
    None
}

/// Not needed.
pub(crate) fn raise(_window: &Window) {}

/// Whether the user wants more contrast; light or dark, a window knows itself.
pub(crate) fn preferred() -> Preferred {
    let is_high = NSWorkspace::sharedWorkspace().accessibilityDisplayShouldIncreaseContrast();
    Preferred { is_dark: None, is_high }
}
