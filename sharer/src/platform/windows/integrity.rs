//! Integrity levels: which windows take nothing from this program.

use std::mem::offset_of;

use windows::Win32::Foundation::{CloseHandle, HANDLE, HWND};
use windows::Win32::Security::{
    GetSidSubAuthority, GetSidSubAuthorityCount, GetTokenInformation, IsValidSid,
    TOKEN_MANDATORY_LABEL, TOKEN_QUERY, TokenIntegrityLevel,
};
use windows::Win32::System::Threading::{
    GetCurrentProcess, OpenProcess, OpenProcessToken, PROCESS_QUERY_LIMITED_INFORMATION,
};
use windows::Win32::UI::WindowsAndMessaging::{GetForegroundWindow, GetWindowThreadProcessId};

/// Bytes of a mandatory label: the structure, and a SID with at most 15 sub-authorities.
const LABEL_BYTES: usize = 128;

/// `SECURITY_MANDATORY_MEDIUM_RID`: what ordinary programs run at.
const MEDIUM: u32 = 0x2000;

/// What this program reaches.
#[derive(Clone, Debug)]
pub(super) struct Reach {
    /// The integrity level of this process.
    own: u32,
    /// The window that was looked at last, and whether it is out of reach.
    last: Option<(usize, u32, bool)>,
}

impl Reach {
    /// That of this process.
    pub(super) fn of_this_process() -> Self {
        // SAFETY: it returns a number that stands for this process and needs no closing.
        let level = level_of(unsafe { GetCurrentProcess() });
        Self { own: level.unwrap_or(MEDIUM), last: None }
    }

    /// Whether the window that gets the keys is of a higher level, so that it takes no input from here.
    pub(super) fn is_foreground_out_of_reach(&mut self) -> bool {
        // SAFETY: it takes nothing; the handle is only compared and asked about.
        let window = unsafe { GetForegroundWindow() };
        !window.is_invalid() && self.is_out_of_reach(window)
    }

    fn is_out_of_reach(&mut self, window: HWND) -> bool {
        let mut process = 0;
        // SAFETY: a window that is gone has no process; the number is written to a local variable.
        unsafe { GetWindowThreadProcessId(window, Some(&raw mut process)) };
        let (number, is_known) = (window.0.addr(), process != 0);
        match self.last {
            Some((known, of, is_out)) if (known, of) == (number, process) => is_out,
            Some(_) | None => {
                let is_out = is_known && self.is_above(process);
                self.last = Some((number, process, is_out));
                is_out
            }
        }
    }

    /// Whether a process is of a higher level. One that may not be asked is: of a process of the User with the same level
    /// everything may be read.
    fn is_above(&self, process: u32) -> bool {
        // SAFETY: it takes plain values, and the handle is closed below.
        let opened = unsafe { OpenProcess(PROCESS_QUERY_LIMITED_INFORMATION, false, process) };
        let Ok(opened) = opened.map(Opened) else { return true };
        level_of(opened.0).is_none_or(|level| level > self.own)
    }
}

/// A handle that is closed when it is dropped.
struct Opened(HANDLE);

impl Drop for Opened {
    fn drop(&mut self) {
        // SAFETY: the handle was opened by its owner and is closed only here.
        let _ = unsafe { CloseHandle(self.0) };
    }
}

/// The integrity level of a process; `None` if it may not be read.
fn level_of(process: HANDLE) -> Option<u32> {
    let mut token = HANDLE::default();
    // SAFETY: the process is open, and the handle is written to a local variable.
    unsafe { OpenProcessToken(process, TOKEN_QUERY, &raw mut token) }.ok()?;
    let token = Opened(token);
    // The label holds a pointer, which must be aligned.
    let mut label = [0u64; LABEL_BYTES / 8];
    let mut length = 0;
    let bytes = u32::try_from(LABEL_BYTES).ok()?;
    // SAFETY: the token is open, and Windows writes at most `bytes` bytes to the buffer.
    unsafe {
        let to = label.as_mut_ptr().cast();
        GetTokenInformation(token.0, TokenIntegrityLevel, Some(to), bytes, &raw mut length)
    }
    .ok()?;
    let needed = offset_of!(TOKEN_MANDATORY_LABEL, Label) + size_of::<TOKEN_MANDATORY_LABEL>();
    if usize::try_from(length).ok()? < needed {
        return None;
    }
    // SAFETY: Windows has written a TOKEN_MANDATORY_LABEL, whose SID lies in the same buffer, which lives until the end of
    // this function. The level is the last sub-authority, and the index of it is below their count.
    unsafe {
        let sid = (*label.as_ptr().cast::<TOKEN_MANDATORY_LABEL>()).Label.Sid;
        if !IsValidSid(sid).as_bool() {
            return None;
        }
        let last = (*GetSidSubAuthorityCount(sid)).checked_sub(1)?;
        Some(*GetSidSubAuthority(sid, last.into()))
    }
}
