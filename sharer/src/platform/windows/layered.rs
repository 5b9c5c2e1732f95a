//! Windows that show a picture above all others, take no input, and are in no list of windows.

use windows::Win32::Foundation::{COLORREF, HWND, LPARAM, LRESULT, POINT, SIZE, WPARAM};
use windows::Win32::Graphics::Gdi::{AC_SRC_ALPHA, AC_SRC_OVER, BLENDFUNCTION};
use windows::Win32::System::LibraryLoader::GetModuleHandleW;
use windows::Win32::UI::WindowsAndMessaging::{
    CreateWindowExW, DefWindowProcW, DestroyWindow, HWND_TOPMOST, RegisterClassW, SW_HIDE,
    SW_SHOWNOACTIVATE, SWP_NOACTIVATE, SWP_NOMOVE, SWP_NOSIZE, SetWindowPos, ShowWindow, ULW_ALPHA,
    ULW_OPAQUE, UpdateLayeredWindow, WNDCLASSW, WS_EX_LAYERED, WS_EX_NOACTIVATE, WS_EX_TOOLWINDOW,
    WS_EX_TOPMOST, WS_EX_TRANSPARENT, WS_POPUP,
};
use windows::core::{PCWSTR, w};

use super::bitmap::Bitmap;
use crate::platform::error::{PlatformError, Reason};

/// What the fourth byte of the pixels means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Alpha {
    /// Nothing: all is opaque.
    Unused,
    /// How opaque the pixel is. The other three are multiplied by it.
    Multiplied,
}

/// See the module. It is destroyed when it is dropped, on the thread that has made it.
pub(super) struct Layered(HWND);

impl Layered {
    /// A window of this class, which is not shown yet. The name of the class is static.
    pub(super) fn new(class: PCWSTR) -> Result<Self, PlatformError> {
        create(class).map(Self).map_err(|error| PlatformError::Lost(Reason::of(error)))
    }

    /// For calls that ask about it.
    pub(super) fn window(&self) -> HWND {
        self.0
    }

    /// Shows a picture with its upper left corner there. The system keeps its pixels, so that no message asks for them.
    pub(super) fn show(
        &self,
        (x, y): (i32, i32),
        bitmap: &Bitmap,
        alpha: Alpha,
    ) -> Result<(), PlatformError> {
        let px = |length: u32| i32::try_from(length).unwrap_or(i32::MAX);
        let (at, from) = (POINT { x, y }, POINT::default());
        let size = SIZE { cx: px(bitmap.size().width()), cy: px(bitmap.size().height()) };
        let [over, source] =
            [AC_SRC_OVER, AC_SRC_ALPHA].map(|flag| u8::try_from(flag).unwrap_or(0));
        let blend = BLENDFUNCTION {
            BlendOp: over,
            BlendFlags: 0,
            SourceConstantAlpha: u8::MAX,
            AlphaFormat: source,
        };
        let (blend, how) = match alpha {
            Alpha::Unused => (None, ULW_OPAQUE),
            Alpha::Multiplied => (Some(&raw const blend), ULW_ALPHA),
        };
        // SAFETY: the window belongs to this thread, and the bitmap has this size and lives until the call has returned,
        // as the other values do.
        let shown = unsafe {
            let shown = UpdateLayeredWindow(
                self.0,
                None,
                Some(&raw const at),
                Some(&raw const size),
                Some(bitmap.dc()),
                Some(&raw const from),
                COLORREF(0),
                blend,
                how,
            );
            let _ = ShowWindow(self.0, SW_SHOWNOACTIVATE);
            shown
        };
        shown.map_err(|error| PlatformError::Lost(Reason::of(error)))
    }

    /// Shows it no more.
    pub(super) fn hide(&self) {
        // SAFETY: the window belongs to this thread; the call takes plain values.
        let _ = unsafe { ShowWindow(self.0, SW_HIDE) };
    }

    /// Raises it above all windows.
    pub(super) fn raise(&self) {
        let how = SWP_NOACTIVATE | SWP_NOMOVE | SWP_NOSIZE;
        // SAFETY: the window belongs to this thread; the call takes plain values.
        let _ = unsafe { SetWindowPos(self.0, Some(HWND_TOPMOST), 0, 0, 0, 0, how) };
    }
}

impl Drop for Layered {
    fn drop(&mut self) {
        // SAFETY: this thread has made it, and it is destroyed only here.
        let _ = unsafe { DestroyWindow(self.0) };
    }
}

fn create(class: PCWSTR) -> windows::core::Result<HWND> {
    // SAFETY: the class and its name are there as long as the program, and so is the procedure. A class that is known
    // already is not registered again, and does no harm.
    unsafe {
        let instance = GetModuleHandleW(None)?.into();
        let described = WNDCLASSW {
            lpfnWndProc: Some(procedure),
            hInstance: instance,
            lpszClassName: class,
            ..WNDCLASSW::default()
        };
        RegisterClassW(&raw const described);
        // Clicks go through a window that is both layered and transparent. It is in no list of windows, and never active.
        let style =
            WS_EX_LAYERED | WS_EX_TRANSPARENT | WS_EX_TOPMOST | WS_EX_TOOLWINDOW | WS_EX_NOACTIVATE;
        let name = w!("Alongside");
        CreateWindowExW(style, class, name, WS_POPUP, 0, 0, 1, 1, None, None, Some(instance), None)
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
