//! Signs that the picture may change soon, which cost less than a look at it.

use windows::Win32::Foundation::HWND;
use windows::Win32::UI::Input::KeyboardAndMouse::{GetLastInputInfo, LASTINPUTINFO};
use windows::Win32::UI::WindowsAndMessaging::GetForegroundWindow;

/// What was seen last.
#[derive(Default)]
pub(super) struct Hints {
    /// When there was input, in ms since Windows was started.
    input: u32,
    /// The window in front.
    foreground: HWND,
}

impl Hints {
    /// As it is now.
    pub(super) fn new() -> Self {
        Self { input: last_input(), foreground: foreground() }
    }

    /// Whether there was input, of a person or of a program.
    pub(super) fn had_input(&mut self) -> bool {
        let input = last_input();
        std::mem::replace(&mut self.input, input) != input
    }

    /// Whether another window came to the front.
    pub(super) fn has_other_foreground(&mut self) -> bool {
        let foreground = foreground();
        std::mem::replace(&mut self.foreground, foreground) != foreground
    }
}

fn last_input() -> u32 {
    let mut info = LASTINPUTINFO::default();
    info.cbSize = u32::try_from(size_of_val(&info)).unwrap_or_default();
    // SAFETY: `info` has the size that it says. On failure it stays 0.
    let _ = unsafe { GetLastInputInfo(&raw mut info) };
    info.dwTime
}

fn foreground() -> HWND {
    // SAFETY: it takes nothing; the handle is only compared.
    unsafe { GetForegroundWindow() }
}
