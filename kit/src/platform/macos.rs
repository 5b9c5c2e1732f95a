//! macOS.

use winit::event_loop::EventLoopBuilder;
use winit::window::{Window, WindowAttributes};

/// Shortcuts use Command.
pub(crate) const IS_COMMAND_SHORTCUT: bool = true;

/// AppKit has windows on the main thread only: the loop must run there.
pub(crate) fn any_thread<T: 'static>(_builder: &mut EventLoopBuilder<T>) {}

/// A window belongs to its program anyway.
pub(crate) fn named(attributes: WindowAttributes, _name: &str) -> WindowAttributes {
    attributes
}

/// The number is not asked for yet.
pub(crate) fn number(_window: &Window) -> Option<u32> {
    None
}

/// Asks for the keyboard.
pub(crate) fn focus(window: &Window) {
    window.focus_window();
}

/// Leaves a window out of what programs capture.
pub(crate) fn leave_out_of_captures(window: &Window) {
    window.set_content_protected(true);
}
