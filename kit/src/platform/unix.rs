//! X11 and Wayland.

use std::time::Duration;

use winit::event_loop::EventLoopBuilder;
use winit::platform::{wayland, x11};
use winit::raw_window_handle::RawWindowHandle;
use winit::window::{Window, WindowAttributes};

use super::raw::raw_handle;
use crate::theme::Preferred;

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

/// The id of the X11 window.
pub(crate) fn number(window: &Window) -> Option<u32> {
    // winit's X11 windows are Xlib's.
    let RawWindowHandle::Xlib(handle) = raw_handle(window)? else {
        return None;
    };
    u32::try_from(handle.window).ok()
}

/// Whether a window is told where it is: not on Wayland.
pub(crate) fn tells_places(window: &Window) -> bool {
    !matches!(raw_handle(window), Some(RawWindowHandle::Wayland(_)))
}

/// Asks for the keyboard.
pub(crate) fn focus(window: &Window) {
    window.focus_window();
}

/// There is no such thing. The sharer leaves the window out of its own picture.
pub(crate) fn leave_out_of_captures(_window: &Window) {}

/// The system keeps windows above the others that are to be there.
pub(crate) const FRONT_LOOK: Option<Duration> = None;

/// Not looked for.
pub(crate) fn front() -> Option<usize> {
    None
}

/// Not needed.
pub(crate) fn raise(_window: &Window) {}

/// X11 and Wayland say nothing of it. The desktop does, on its bus, which the kit does not speak to.
pub(crate) fn preferred() -> Preferred {
    Preferred::default()
}
