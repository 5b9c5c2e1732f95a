//! Windows.
#![allow(unsafe_code, reason = "Windows has no other interface; each block says why it is sound")]

use std::time::Duration;

use windows::Win32::Foundation::{HWND, POINT};
use windows::Win32::Graphics::Gdi::{COLOR_WINDOW, GetSysColor};
use windows::Win32::UI::Accessibility::{HCF_HIGHCONTRASTON, HIGHCONTRASTW};
use windows::Win32::UI::WindowsAndMessaging::{
    GetCursorPos, GetForegroundWindow, GetWindowThreadProcessId, HWND_TOPMOST, SPI_GETHIGHCONTRAST,
    SWP_NOACTIVATE, SWP_NOMOVE, SWP_NOSIZE, SYSTEM_PARAMETERS_INFO_UPDATE_FLAGS,
    SetForegroundWindow, SetWindowPos, SystemParametersInfoW,
};
use winit::event_loop::EventLoopBuilder;
use winit::platform::windows::{EventLoopBuilderExtWindows, IconExtWindows as _};
use winit::raw_window_handle::RawWindowHandle;
use winit::window::{Icon, Window, WindowAttributes};

use super::raw::raw_handle;
use crate::theme::{Color, Preferred};

/// Shortcuts use Control.
pub(crate) const IS_COMMAND_SHORTCUT: bool = false;

/// Lets the loop run on any thread.
pub(crate) fn any_thread<T: 'static>(builder: &mut EventLoopBuilder<T>) {
    builder.with_any_thread(true);
}

/// The number of the icon in the file of a program, if it has one.
const ICON: u16 = 1;

/// Gives a window the icon of its program. It belongs to the program anyway.
pub(crate) fn named(attributes: WindowAttributes, _name: &str) -> WindowAttributes {
    let icon = Icon::from_resource(ICON, None)
        .inspect_err(|error| tracing::debug!(%error, "the program has no icon"));
    attributes.with_window_icon(icon.ok())
}

/// The window's handle (HWND). Only its lower 32 bits are used, also in programs of 64 bits; it is sign-extended
/// (<https://learn.microsoft.com/windows/win32/winprog64/interprocess-communication>).
pub(crate) fn number(window: &Window) -> Option<u32> {
    let RawWindowHandle::Win32(handle) = raw_handle(window)? else {
        return None;
    };
    i32::try_from(handle.hwnd.get()).ok().map(i32::cast_unsigned)
}

/// Each window is told where it is.
pub(crate) fn tells_places(_window: &Window) -> bool {
    true
}

/// Asks for the keyboard. Windows gives it to a program that the user has just used, and lets the button of any other
/// one flash in the taskbar. winit would press Alt to get round that rule, in whichever window has the keyboard.
pub(crate) fn focus(window: &Window) {
    let Some(window) = handle(window) else {
        return;
    };
    // SAFETY: the handle is of a window of this thread, which lives while it is borrowed; Windows checks it, too.
    if !unsafe { SetForegroundWindow(window) }.as_bool() {
        tracing::debug!("Windows leaves the keyboard where it is");
    }
}

fn handle(window: &Window) -> Option<HWND> {
    let RawWindowHandle::Win32(handle) = raw_handle(window)? else {
        return None;
    };
    Some(HWND(std::ptr::with_exposed_provenance_mut(handle.hwnd.get().cast_unsigned())))
}

/// How often it is looked which window is in front. Windows sends a window no message when another one covers it.
pub(crate) const FRONT_LOOK: Option<Duration> = Some(Duration::from_millis(500));

/// The number of the window in front; `None` if it is one of ours, or if there is none.
pub(crate) fn front() -> Option<usize> {
    let mut process = 0;
    // SAFETY: the number is written to a local variable; a window that is gone meanwhile has none.
    let front = unsafe {
        let front = GetForegroundWindow();
        GetWindowThreadProcessId(front, Some(&raw mut process));
        front
    };
    let is_other = process != 0 && process != std::process::id();
    is_other.then_some(front.0.addr())
}

/// Puts a window above the others that stay above.
pub(crate) fn raise(window: &Window) {
    let Some(window) = handle(window) else {
        return;
    };
    let how = SWP_NOACTIVATE | SWP_NOMOVE | SWP_NOSIZE;
    // SAFETY: as in `focus`; the other values are plain.
    if let Err(error) = unsafe { SetWindowPos(window, Some(HWND_TOPMOST), 0, 0, 0, 0, how) } {
        tracing::debug!(%error, "a window was not raised");
    }
}

/// Leaves a window out of what programs capture, from Windows 10 2004 on. Before, it is captured.
pub(crate) fn leave_out_of_captures(window: &Window) {
    window.set_content_protected(true);
}

/// Below this luminance a ground is dark: both black and white text stand out from it alike.
const DARK_GROUND: f32 = 0.179;

/// Whether a contrast theme holds, and whether its windows are dark. Without one, a window knows itself.
pub(crate) fn preferred() -> Preferred {
    let size = size_of::<HIGHCONTRASTW>() as u32;
    let mut contrast = HIGHCONTRASTW { cbSize: size, ..HIGHCONTRASTW::default() };
    // SAFETY: the structure is ours, says its size, and is written during the call only. The name in it, which Windows
    // owns, is not looked at.
    let asked = unsafe {
        SystemParametersInfoW(
            SPI_GETHIGHCONTRAST,
            size,
            Some((&raw mut contrast).cast()),
            SYSTEM_PARAMETERS_INFO_UPDATE_FLAGS(0),
        )
    };
    if asked.is_err() || !contrast.dwFlags.contains(HCF_HIGHCONTRASTON) {
        return Preferred::default();
    }
    // SAFETY: it takes and returns plain numbers.
    let [red, green, blue, _] = unsafe { GetSysColor(COLOR_WINDOW) }.to_le_bytes();
    let is_dark = Color { red, green, blue }.luminance() < DARK_GROUND;
    Preferred { is_dark: Some(is_dark), is_high: true }
}

/// The pointer of the desktop.
pub(crate) struct Desktop;

impl Desktop {
    /// The desktop of this session.
    #[expect(clippy::unnecessary_wraps, reason = "other systems may have none")]
    pub(crate) fn open() -> Option<Self> {
        Some(Self)
    }

    /// Where the pointer is, in px of the desktop. Unknown while a secure desktop is shown.
    #[expect(clippy::unused_self, reason = "other systems have a connection")]
    pub(crate) fn pointer(&self) -> Option<(i32, i32)> {
        let mut at = POINT::default();
        // SAFETY: the structure is ours, and is written during the call only.
        unsafe { GetCursorPos(&raw mut at) }.ok()?;
        Some((at.x, at.y))
    }
}
