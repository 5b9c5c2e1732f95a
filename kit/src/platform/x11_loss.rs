//! What happens when the X server ends the connection of the windows: it was restarted, or a program had the window
//! killed.
//!
//! Xlib ends the process then, at once and in order of nothing: whatever the application holds stays held.
#![allow(unsafe_code, reason = "Xlib takes a C function; each use says why it is sound")]

use std::ffi::c_int;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::OnceLock;

use x11_dl::xlib::{Display, Xlib};

use crate::app::OnLost;

/// Called at the loss.
static ON_LOST: OnceLock<OnLost> = OnceLock::new();

/// Keeps the library, and with it the handler, for the life of the process.
static LIBRARY: OnceLock<Xlib> = OnceLock::new();

/// Xlib ends the process when this returns (XSetIOErrorHandler(3)). So it does not.
unsafe extern "C" fn lost(_: *mut Display) -> c_int {
    if let Some(on_lost) = ON_LOST.get() {
        // A panic must not go through C.
        let _ = catch_unwind(AssertUnwindSafe(on_lost));
    }
    loop {
        std::thread::park();
    }
}

/// Has `on_lost` called when the X server ends the connection. Without Xlib there is no such connection.
pub(crate) fn on_lost(on_lost: OnLost) {
    let Ok(xlib) = Xlib::open() else {
        return;
    };
    if ON_LOST.set(on_lost).is_err() {
        return;
    }
    // SAFETY: the function has the type that Xlib asks for, is there for the life of the process, and touches nothing of
    // the display that it is given.
    unsafe { (xlib.XSetIOErrorHandler)(Some(lost)) };
    let _ = LIBRARY.set(xlib);
}
