//! Which desktop has the screen and the keyboard now.
//!
//! Programs of the User are on the desktop `Default`. Windows switches to another one, `Winlogon`, for the prompts of
//! User Account Control, for the lock screen and for Ctrl+Alt+Del: the secure desktop, which no program of the User can
//! see or control. A screen saver has a desktop of its own as well.

use windows::Win32::Foundation::HANDLE;
use windows::Win32::System::StationsAndDesktops::{
    CloseDesktop, DESKTOP_CONTROL_FLAGS, DESKTOP_READOBJECTS, GetThreadDesktop,
    GetUserObjectInformationW, HDESK, OpenInputDesktop, UOI_NAME,
};
use windows::Win32::System::Threading::GetCurrentThreadId;

/// UTF-16 units of a desktop's name that are read. The names of Windows have at most 12.
const NAME: usize = 64;

/// The desktop that receives input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum InputDesktop {
    /// The one on which this program runs, which is `Default` unless it was started on another one.
    Default,
    /// Another one that can be opened, with its name.
    Other(String),
    /// One that this program may not open: the secure desktop.
    Refused,
}

/// Which desktop receives input now. It costs a few system calls.
pub(super) fn input_desktop() -> InputDesktop {
    let Some(desktop) = Opened::input() else {
        return InputDesktop::Refused;
    };
    match name(desktop.0) {
        Some(name) if name.eq_ignore_ascii_case(&own()) => InputDesktop::Default,
        Some(name) => InputDesktop::Other(name),
        None => InputDesktop::Refused,
    }
}

/// A desktop's handle, which is closed when it is dropped.
struct Opened(HDESK);

impl Opened {
    fn input() -> Option<Self> {
        // SAFETY: it takes plain values, and the handle that it returns is closed once, below.
        let opened =
            unsafe { OpenInputDesktop(DESKTOP_CONTROL_FLAGS(0), false, DESKTOP_READOBJECTS) };
        opened.ok().map(Self)
    }
}

/// The name of the desktop on which this thread is.
fn own() -> String {
    // SAFETY: it takes a plain value; the handle that it returns is not to be closed.
    let desktop = unsafe { GetThreadDesktop(GetCurrentThreadId()) };
    desktop.ok().and_then(name).unwrap_or_else(|| "Default".to_owned())
}

fn name(desktop: HDESK) -> Option<String> {
    let mut name = [0u16; NAME];
    let bytes = u32::try_from(size_of_val(&name)).ok()?;
    // SAFETY: the handle is open while its owner lives, which waits for this function, and Windows writes at most `bytes`
    // bytes to `name`.
    let read = unsafe {
        let to = name.as_mut_ptr().cast();
        GetUserObjectInformationW(HANDLE(desktop.0), UOI_NAME, Some(to), bytes, None)
    };
    read.ok()?;
    let end = name.iter().position(|unit| *unit == 0).unwrap_or(NAME);
    Some(String::from_utf16_lossy(name.get(..end)?))
}

impl Drop for Opened {
    fn drop(&mut self) {
        // SAFETY: the handle was opened by `input`, is closed only here, and is not the desktop of a thread.
        let _ = unsafe { CloseDesktop(self.0) };
    }
}
