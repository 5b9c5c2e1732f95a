//! What differs between systems: on which thread windows may be, what a window is called, how it gets the keyboard, and
//! where the pointer is.

#[cfg(target_os = "macos")]
mod macos;
#[cfg(not(target_os = "macos"))]
mod raw;
#[cfg(all(unix, not(target_os = "macos")))]
mod unix;
#[cfg(windows)]
mod windows;
#[cfg(all(unix, not(target_os = "macos")))]
mod x11_loss;
#[cfg(all(unix, not(target_os = "macos")))]
mod x11_pointer;

#[cfg(windows)]
use self::windows as system;
#[cfg(windows)]
pub(crate) use self::windows::Desktop;
#[cfg(target_os = "macos")]
use macos as system;
#[cfg(all(unix, not(target_os = "macos")))]
use unix as system;
#[cfg(all(unix, not(target_os = "macos")))]
pub(crate) use x11_loss::on_lost;
#[cfg(all(unix, not(target_os = "macos")))]
pub(crate) use x11_pointer::Desktop;

pub(crate) use system::{
    FRONT_LOOK, IS_COMMAND_SHORTCUT, any_thread, focus, front, leave_out_of_captures, named,
    number, preferred, raise, tells_places,
};

/// Other systems report it to the loop, or end with the desktop.
#[cfg(not(all(unix, not(target_os = "macos"))))]
pub(crate) fn on_lost(_: crate::app::OnLost) {}

/// Where the pointer is, is known only when it moves.
#[cfg(target_os = "macos")]
pub(crate) enum Desktop {}

#[cfg(target_os = "macos")]
impl Desktop {
    pub(crate) fn open() -> Option<Self> {
        None
    }

    pub(crate) fn pointer(&self) -> Option<(i32, i32)> {
        match *self {}
    }
}
