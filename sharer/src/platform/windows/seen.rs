//! Where the windows of a desktop can be seen, in px of the virtual desktop.

use session::display::Area;
use windows::Win32::Foundation::{HWND, RECT};
use windows::Win32::UI::WindowsAndMessaging::{
    GW_HWNDNEXT, GW_HWNDPREV, GetTopWindow, GetWindow, GetWindowRect, IsIconic, IsWindow,
    IsWindowVisible,
};

use super::displays;

/// The window with this number.
pub(super) fn window(number: u32) -> Option<HWND> {
    // Handles of windows have 32 bits, which are sign-extended.
    let handle = isize::try_from(number.cast_signed()).ok()?;
    Some(HWND(std::ptr::with_exposed_provenance_mut(handle.cast_unsigned())))
}

/// Where a window can be seen.
pub(super) fn place_of(window: HWND) -> Option<Area> {
    let mut rect = RECT::default();
    // SAFETY: a handle of no window, or of one that is gone, is refused; Windows writes to `rect` only.
    let is_seen = unsafe {
        IsWindow(Some(window)).as_bool()
            && IsWindowVisible(window).as_bool()
            && !IsIconic(window).as_bool()
            && GetWindowRect(window, &raw mut rect).is_ok()
    };
    displays::area(rect).filter(|_| is_seen)
}

/// The highest window.
pub(super) fn highest() -> Option<HWND> {
    // SAFETY: it takes no window, and a handle is returned.
    unsafe { GetTopWindow(None) }.ok()
}

/// The window below another one.
pub(super) fn next_below(window: HWND) -> Option<HWND> {
    // SAFETY: a handle that is not valid any more is refused.
    unsafe { GetWindow(window, GW_HWNDNEXT) }.ok()
}

/// The window above another one.
pub(super) fn next_above(window: HWND) -> Option<HWND> {
    // SAFETY: a handle that is not valid any more is refused.
    unsafe { GetWindow(window, GW_HWNDPREV) }.ok()
}
