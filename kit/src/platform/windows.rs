//! Windows.

use winit::event_loop::EventLoopBuilder;
use winit::platform::windows::EventLoopBuilderExtWindows;
use winit::window::WindowAttributes;

/// Shortcuts use Control.
pub(crate) const IS_COMMAND_SHORTCUT: bool = false;

/// Lets the loop run on any thread.
pub(crate) fn any_thread<T: 'static>(builder: &mut EventLoopBuilder<T>) {
    builder.with_any_thread(true);
}

/// A window belongs to its program anyway.
pub(crate) fn named(attributes: WindowAttributes, _name: &str) -> WindowAttributes {
    attributes
}
