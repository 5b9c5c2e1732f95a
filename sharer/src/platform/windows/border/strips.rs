//! The four windows of the border.

use windows::Win32::Foundation::{COLORREF, HWND, LPARAM, LRESULT, POINT, RECT, SIZE, WPARAM};
use windows::Win32::System::LibraryLoader::GetModuleHandleW;
use windows::Win32::UI::WindowsAndMessaging::{
    CreateWindowExW, DefWindowProcW, DestroyWindow, GW_HWNDPREV, GetWindow, GetWindowRect,
    HWND_TOPMOST, IsIconic, IsWindowVisible, RegisterClassW, SW_HIDE, SW_SHOWNOACTIVATE,
    SWP_NOACTIVATE, SWP_NOMOVE, SWP_NOSIZE, SetWindowPos, ShowWindow, ULW_OPAQUE,
    UpdateLayeredWindow, WNDCLASSW, WS_EX_LAYERED, WS_EX_NOACTIVATE, WS_EX_TOOLWINDOW,
    WS_EX_TOPMOST, WS_EX_TRANSPARENT, WS_POPUP,
};
use windows::core::{PCWSTR, w};

use session::display::Area;

use super::super::bitmap::Bitmap;
use super::super::displays;
use crate::platform::border::{BorderLook, strips};
use crate::platform::error::{PlatformError, Reason};

/// Windows above the border that are examined. With more, it is raised.
const ABOVE: usize = 256;

/// The class of the windows, for tests and for who looks at the windows of a desktop.
const CLASS: PCWSTR = w!("AlongsideBorder");

/// See the module. They are destroyed when it is dropped, on the thread that has made them.
pub(super) struct Strips {
    windows: [HWND; 4],
    places: Option<[Area; 4]>,
}

impl Strips {
    /// Makes the windows, and shows none.
    pub(super) fn new() -> Result<Self, PlatformError> {
        let mut strips = Self { windows: [HWND::default(); 4], places: None };
        // Each is destroyed by `drop`, also when a later one cannot be made.
        for window in &mut strips.windows {
            *window = create().map_err(|error| PlatformError::Lost(Reason::of(error)))?;
        }
        Ok(strips)
    }

    /// Shows them so, or not at all.
    pub(super) fn show(&mut self, border: Option<(Area, BorderLook)>) -> Result<(), PlatformError> {
        self.places = border.map(|(area, _)| strips(area));
        let (Some((_, look)), Some(places)) = (border, self.places) else {
            for window in self.windows {
                // SAFETY: the window belongs to this thread; the call takes plain values.
                let _ = unsafe { ShowWindow(window, SW_HIDE) };
            }
            return Ok(());
        };
        for (window, place) in self.windows.into_iter().zip(places) {
            paint(window, place, look)?;
        }
        self.raise();
        Ok(())
    }

    /// Whether a window lies over one of them.
    pub(super) fn are_covered(&self) -> bool {
        let Some(places) = self.places else {
            return false;
        };
        let mut examined = 0;
        for (window, place) in self.windows.into_iter().zip(places) {
            let mut above = next_above(window);
            while let Some(other) = above {
                examined += 1;
                let is_own = self.windows.contains(&other);
                if examined > ABOVE || !is_own && meets(other, place) {
                    return true;
                }
                above = next_above(other);
            }
        }
        false
    }

    /// Raises them above all windows.
    pub(super) fn raise(&self) {
        for window in self.windows {
            let how = SWP_NOACTIVATE | SWP_NOMOVE | SWP_NOSIZE;
            // SAFETY: the window belongs to this thread; the call takes plain values.
            let _ = unsafe { SetWindowPos(window, Some(HWND_TOPMOST), 0, 0, 0, 0, how) };
        }
    }
}

impl Drop for Strips {
    fn drop(&mut self) {
        for window in self.windows.into_iter().filter(|window| !window.is_invalid()) {
            // SAFETY: this thread has made it, and it is destroyed only here.
            let _ = unsafe { DestroyWindow(window) };
        }
    }
}

fn create() -> windows::core::Result<HWND> {
    // SAFETY: the class and its name are there as long as the program, and so is the procedure. A class that is known
    // already is not registered again, and does no harm.
    unsafe {
        let instance = GetModuleHandleW(None)?.into();
        let class = WNDCLASSW {
            lpfnWndProc: Some(procedure),
            hInstance: instance,
            lpszClassName: CLASS,
            ..WNDCLASSW::default()
        };
        RegisterClassW(&raw const class);
        // Clicks go through a window that is both layered and transparent. It is in no list of windows, and never active.
        let style =
            WS_EX_LAYERED | WS_EX_TRANSPARENT | WS_EX_TOPMOST | WS_EX_TOOLWINDOW | WS_EX_NOACTIVATE;
        let name = w!("Alongside");
        CreateWindowExW(style, CLASS, name, WS_POPUP, 0, 0, 1, 1, None, None, Some(instance), None)
    }
}

/// Does with each message what is usual.
unsafe extern "system" fn procedure(
    window: HWND,
    message: u32,
    wide: WPARAM,
    long: LPARAM,
) -> LRESULT {
    // SAFETY: they are the values that Windows has called with.
    unsafe { DefWindowProcW(window, message, wide, long) }
}

/// Shows a window there, in its colour. The system keeps its pixels, so that no message asks for them.
fn paint(window: HWND, place: Area, look: BorderLook) -> Result<(), PlatformError> {
    let [red, green, blue] = look.rgb();
    let mut bitmap = Bitmap::new(place.size)?;
    bitmap.pixels_mut().as_chunks_mut().0.fill([blue, green, red, u8::MAX]);
    let px = |length: u32| i32::try_from(length).unwrap_or(i32::MAX);
    let at = POINT { x: place.x, y: place.y };
    let size = SIZE { cx: px(place.size.width()), cy: px(place.size.height()) };
    let from = POINT::default();
    // SAFETY: the window belongs to this thread, and the bitmap has this size and lives until the call has returned.
    let shown = unsafe {
        let shown = UpdateLayeredWindow(
            window,
            None,
            Some(&raw const at),
            Some(&raw const size),
            Some(bitmap.dc()),
            Some(&raw const from),
            COLORREF(0),
            None,
            ULW_OPAQUE,
        );
        let _ = ShowWindow(window, SW_SHOWNOACTIVATE);
        shown
    };
    shown.map_err(|error| PlatformError::Lost(Reason::of(error)))
}

/// The window above another one.
fn next_above(window: HWND) -> Option<HWND> {
    // SAFETY: a handle that is not valid any more is refused.
    unsafe { GetWindow(window, GW_HWNDPREV) }.ok()
}

/// Whether a window can be seen, and lies over a part of this area.
fn meets(window: HWND, area: Area) -> bool {
    let mut rect = RECT::default();
    // SAFETY: a handle that is not valid any more is refused; Windows writes to `rect` only.
    let is_seen = unsafe {
        IsWindowVisible(window).as_bool()
            && !IsIconic(window).as_bool()
            && GetWindowRect(window, &raw mut rect).is_ok()
    };
    let place = displays::area(rect).filter(|_| is_seen);
    place.is_some_and(|Area { x, y, size }| area.clip(x, y, size.width(), size.height()).is_some())
}
