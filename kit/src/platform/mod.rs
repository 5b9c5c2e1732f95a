//! What differs between systems: on which thread windows may be, and what a window is called.

#[cfg(target_os = "macos")]
mod macos;
#[cfg(all(unix, not(target_os = "macos")))]
mod unix;
#[cfg(windows)]
mod windows;
#[cfg(all(unix, not(target_os = "macos")))]
mod x11_loss;
#[cfg(all(unix, not(target_os = "macos")))]
mod x11_pointer;

#[cfg(target_os = "macos")]
pub(crate) use macos::{IS_COMMAND_SHORTCUT, any_thread, named};
#[cfg(all(unix, not(target_os = "macos")))]
pub(crate) use unix::{IS_COMMAND_SHORTCUT, any_thread, named};
#[cfg(windows)]
pub(crate) use windows::{IS_COMMAND_SHORTCUT, any_thread, named};
#[cfg(all(unix, not(target_os = "macos")))]
pub(crate) use x11_loss::on_lost;
#[cfg(all(unix, not(target_os = "macos")))]
pub(crate) use x11_pointer::Desktop;

/// Other systems report it to the loop, or end with the desktop.
#[cfg(not(all(unix, not(target_os = "macos"))))]
pub(crate) fn on_lost(_: crate::app::OnLost) {}

/// Where the pointer is, is known only when it moves.
#[cfg(not(all(unix, not(target_os = "macos"))))]
pub(crate) enum Desktop {}

#[cfg(not(all(unix, not(target_os = "macos"))))]
impl Desktop {
    pub(crate) fn open() -> Option<Self> {
        None
    }

    pub(crate) fn pointer(&self) -> Option<(i32, i32)> {
        match *self {}
    }
}
