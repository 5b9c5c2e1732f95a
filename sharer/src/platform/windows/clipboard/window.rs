//! The window that is told when somebody copies. It is for messages only, and never shown.

use std::cell::Cell;
use std::marker::PhantomData;

use windows::Win32::Foundation::{HWND, LPARAM, LRESULT, WPARAM};
use windows::Win32::System::DataExchange::{
    AddClipboardFormatListener, RemoveClipboardFormatListener,
};
use windows::Win32::System::LibraryLoader::GetModuleHandleW;
use windows::Win32::UI::WindowsAndMessaging::{
    CreateWindowExW, DefWindowProcW, DestroyWindow, HWND_MESSAGE, RegisterClassExW,
    WINDOW_EX_STYLE, WINDOW_STYLE, WM_CLIPBOARDUPDATE, WNDCLASSEXW,
};
use windows::core::{PCWSTR, w};

use crate::platform::error::{PlatformError, Reason};

/// The name of the window's class.
const CLASS: PCWSTR = w!("AlongsideClipboard");

thread_local! {
    /// Whether the content has changed since that was looked at.
    static CHANGED: Cell<bool> = const { Cell::new(false) };
}

/// The window. It belongs to the thread that opened it.
pub(super) struct ClipboardWindow {
    handle: HWND,
    of_this_thread: PhantomData<*const ()>,
}

impl ClipboardWindow {
    /// Opens the window. From now on changes are noticed.
    pub(super) fn open() -> Result<Self, PlatformError> {
        let failed = |error: windows::core::Error| PlatformError::Lost(Reason::of(error));
        // SAFETY: the names are static. The class has a procedure that is there for the life of the process, and Windows
        // copies it. A second class of this name is refused, and the first one is used.
        let handle = unsafe {
            let program = GetModuleHandleW(None).map_err(failed)?.into();
            let class = WNDCLASSEXW {
                cbSize: u32::try_from(size_of::<WNDCLASSEXW>()).unwrap_or(0),
                lpfnWndProc: Some(procedure),
                hInstance: program,
                lpszClassName: CLASS,
                ..Default::default()
            };
            RegisterClassExW(&raw const class);
            CreateWindowExW(
                WINDOW_EX_STYLE(0),
                CLASS,
                w!(""),
                WINDOW_STYLE(0),
                0,
                0,
                0,
                0,
                Some(HWND_MESSAGE),
                None,
                Some(program),
                None,
            )
        };
        let window = Self { handle: handle.map_err(failed)?, of_this_thread: PhantomData };
        // SAFETY: the window is of this thread, and lives.
        unsafe { AddClipboardFormatListener(window.handle) }.map_err(failed)?;
        Ok(window)
    }

    pub(super) fn handle(&self) -> HWND {
        self.handle
    }

    /// Whether the content has changed since the last call.
    pub(super) fn take_changed(&self) -> bool {
        CHANGED.take()
    }
}

impl Drop for ClipboardWindow {
    fn drop(&mut self) {
        // SAFETY: the window is of this thread, and nobody uses it any more.
        unsafe {
            let _ = RemoveClipboardFormatListener(self.handle);
            let _ = DestroyWindow(self.handle);
        }
    }
}

/// The window's procedure. It only notes that something changed: any program can send this message, and what is there is
/// asked of Windows.
extern "system" fn procedure(window: HWND, message: u32, w: WPARAM, l: LPARAM) -> LRESULT {
    if message == WM_CLIPBOARDUPDATE {
        // Without it the thread is ending.
        let _ = CHANGED.try_with(|changed| changed.set(true));
        return LRESULT(0);
    }
    // SAFETY: what is passed on is what Windows has passed.
    unsafe { DefWindowProcW(window, message, w, l) }
}
