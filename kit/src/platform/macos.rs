//! macOS.

use winit::event_loop::EventLoopBuilder;
use winit::window::WindowAttributes;

/// Shortcuts use Command.
pub(crate) const IS_COMMAND_SHORTCUT: bool = true;

/// AppKit has windows on the main thread only: the loop must run there.
pub(crate) fn any_thread<T: 'static>(_builder: &mut EventLoopBuilder<T>) {}

/// A window belongs to its program anyway.
pub(crate) fn named(attributes: WindowAttributes, _name: &str) -> WindowAttributes {
    attributes
}
