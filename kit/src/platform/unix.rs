//! X11 and Wayland.

use winit::event_loop::EventLoopBuilder;
use winit::platform::{wayland, x11};
use winit::window::WindowAttributes;

/// Shortcuts use Control.
pub(crate) const IS_COMMAND_SHORTCUT: bool = false;

/// Lets the loop run on any thread.
pub(crate) fn any_thread<T: 'static>(builder: &mut EventLoopBuilder<T>) {
    // Which of both window systems there is turns out when the loop is made.
    x11::EventLoopBuilderExtX11::with_any_thread(builder, true);
    wayland::EventLoopBuilderExtWayland::with_any_thread(builder, true);
}

/// Names the program that a window belongs to, as its `.desktop` file does.
pub(crate) fn named(attributes: WindowAttributes, name: &str) -> WindowAttributes {
    let attributes = x11::WindowAttributesExtX11::with_name(attributes, name, name);
    wayland::WindowAttributesExtWayland::with_name(attributes, name, name)
}
