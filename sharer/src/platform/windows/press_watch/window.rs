//! The window of a question: where it is, what is above it, whether it has the focus.

use windows::Win32::Foundation::{HWND, POINT, RECT};
use windows::Win32::Graphics::Dwm::{
    DWMWA_CLOAKED, DWMWA_EXTENDED_FRAME_BOUNDS, DWMWINDOWATTRIBUTE, DwmGetWindowAttribute,
};
use windows::Win32::Graphics::Gdi::ClientToScreen;
use windows::Win32::UI::Input::KeyboardAndMouse::{GetKeyboardLayout, HKL};
use windows::Win32::UI::WindowsAndMessaging::{
    GA_ROOT, GW_HWNDPREV, GetAncestor, GetClientRect, GetClipCursor, GetCursorPos,
    GetForegroundWindow, GetSystemMetrics, GetWindow, GetWindowRect, GetWindowThreadProcessId,
    IsIconic, IsWindow, IsWindowVisible, SM_CXVIRTUALSCREEN, SM_CYVIRTUALSCREEN, SM_SWAPBUTTON,
    SM_XVIRTUALSCREEN, SM_YVIRTUALSCREEN, SYSTEM_METRICS_INDEX,
};

use crate::platform::press_watch::Visibility;
use crate::platform::press_watch::area::Area;
use crate::platform::windows_input::watched::{Look, OnScreen};

/// Windows above the question's that are examined. Most of them are not seen: Windows keeps many of its own.
const ABOVE: usize = 1024;

/// What keys and buttons mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Meaning {
    layout: HKL,
    swaps_buttons: bool,
}

/// A top-level window, called by its number: Windows uses 32 bits of a handle, also in programs of 64 bits.
#[derive(Clone, Copy, Debug)]
pub(super) struct Window(HWND);

impl Window {
    /// The top-level window that this one belongs to; `None` if there is no such window.
    pub(super) fn of_number(number: u32) -> Option<Self> {
        // Handles are extended with their sign.
        let number = isize::try_from(number.cast_signed()).ok()?;
        let window = HWND(std::ptr::without_provenance_mut(number.cast_unsigned()));
        top_of(window).map(Self)
    }

    /// Whether it is this one.
    pub(super) fn is(self, other: HWND) -> bool {
        self.0 == other
    }

    /// Whether it has the focus.
    pub(super) fn has_focus(self) -> bool {
        // SAFETY: it takes nothing.
        self.is(unsafe { GetForegroundWindow() })
    }

    /// How it is seen. `None` if it is gone.
    pub(super) fn look(self) -> Option<Look> {
        let place = self.inside()?;
        Some(Look { place, visibility: self.visibility(place) })
    }

    /// What keys and buttons mean in it.
    pub(super) fn meaning(self) -> Meaning {
        // SAFETY: a window that is gone has thread 0, which means this thread.
        let layout = unsafe { GetKeyboardLayout(GetWindowThreadProcessId(self.0, None)) };
        Meaning { layout, swaps_buttons: metric(SM_SWAPBUTTON) != 0 }
    }

    /// The place of what is within its frame.
    fn inside(self) -> Option<Area> {
        let (mut inside, mut corner) = (RECT::default(), POINT::default());
        // SAFETY: both are written to local variables; a window that is gone is answered with an error.
        unsafe {
            GetClientRect(self.0, &raw mut inside).ok()?;
            ClientToScreen(self.0, &raw mut corner).ok().ok()?;
        }
        Some(Area { x: corner.x, y: corner.y, width: inside.right, height: inside.bottom })
    }

    fn visibility(self, place: Area) -> Visibility {
        // SAFETY: these take a window, and answer with no if it is gone.
        let is_minimized = unsafe { IsIconic(self.0) }.as_bool();
        if is_minimized || !is_seen(self.0) {
            return Visibility::Hidden;
        }
        if !desktop().holds(place) {
            return Visibility::Covered;
        }
        let (mut above, read) = (self.0, place.within_margin());
        for _ in 0..ABOVE {
            // SAFETY: it takes a window. Null, or an error, is the end.
            let Ok(next) = (unsafe { GetWindow(above, GW_HWNDPREV) }) else {
                // SAFETY: as above. A window that went away meanwhile hides what is above it.
                let is_end = unsafe { IsWindow(Some(above)) }.as_bool();
                return if is_end { Visibility::Whole } else { Visibility::Unknown };
            };
            if is_seen(next) && place_of(next).is_some_and(|place| place.meets(read)) {
                return Visibility::Covered;
            }
            above = next;
        }
        Visibility::Unknown
    }
}

/// The top-level window that a window belongs to; `None` if it is gone.
pub(super) fn top_of(window: HWND) -> Option<HWND> {
    // SAFETY: a window that is gone is answered with null.
    let top = unsafe { GetAncestor(window, GA_ROOT) };
    (!top.is_invalid()).then_some(top)
}

/// The place of a window with its frame; `None` if it is gone.
pub(super) fn place_of(window: HWND) -> Option<Area> {
    let mut place = RECT::default();
    // Without the wide margin that a frame has for the mouse.
    if !attribute(window, DWMWA_EXTENDED_FRAME_BOUNDS, &mut place) {
        // SAFETY: it is written to a local variable; a window that is gone is answered with an error.
        unsafe { GetWindowRect(window, &raw mut place) }.ok()?;
    }
    Some(area(place))
}

/// Whether a top-level window is on the screen.
fn is_seen(window: HWND) -> bool {
    let mut cloaked = 0u32;
    // SAFETY: it takes a window, and answers with no if it is gone.
    let is_visible = unsafe { IsWindowVisible(window) }.as_bool();
    is_visible && !(attribute(window, DWMWA_CLOAKED, &mut cloaked) && cloaked != 0)
}

/// Asks the window manager. Whether it has answered.
fn attribute<T: Copy>(window: HWND, which: DWMWINDOWATTRIBUTE, value: &mut T) -> bool {
    let Ok(size) = u32::try_from(size_of::<T>()) else { return false };
    // SAFETY: `value` has `size` bytes, which Windows may overwrite; both types that are used here may have any bits.
    unsafe { DwmGetWindowAttribute(window, which, std::ptr::from_mut(value).cast(), size) }.is_ok()
}

/// All displays.
pub(super) fn desktop() -> Area {
    Area {
        x: metric(SM_XVIRTUALSCREEN),
        y: metric(SM_YVIRTUALSCREEN),
        width: metric(SM_CXVIRTUALSCREEN),
        height: metric(SM_CYVIRTUALSCREEN),
    }
}

/// Where the pointer is; `None` while another desktop has the input.
pub(super) fn pointer() -> Option<OnScreen> {
    let mut at = POINT::default();
    // SAFETY: it is written to a local variable.
    unsafe { GetCursorPos(&raw mut at) }.ok()?;
    Some((at.x, at.y))
}

/// Whether a program keeps the pointer within a part of the desktop.
pub(super) fn is_pointer_confined() -> bool {
    let mut confined = RECT::default();
    // SAFETY: it is written to a local variable.
    let read = unsafe { GetClipCursor(&raw mut confined) };
    read.is_ok() && !area(confined).holds(desktop())
}

fn area(rect: RECT) -> Area {
    Area {
        x: rect.left,
        y: rect.top,
        width: rect.right.saturating_sub(rect.left),
        height: rect.bottom.saturating_sub(rect.top),
    }
}

fn metric(index: SYSTEM_METRICS_INDEX) -> i32 {
    // SAFETY: it takes a plain value.
    unsafe { GetSystemMetrics(index) }
}
