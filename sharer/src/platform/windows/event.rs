//! Wakes a thread that has windows, and waits for their messages at the same time.

use std::time::Duration;

use windows::Win32::Foundation::{CloseHandle, HANDLE};
use windows::Win32::System::Threading::{CreateEventW, INFINITE, SetEvent};
use windows::Win32::UI::WindowsAndMessaging::{
    DispatchMessageW, MSG, MWMO_INPUTAVAILABLE, MsgWaitForMultipleObjectsEx, PM_REMOVE,
    PeekMessageW, QS_ALLINPUT,
};

use crate::platform::error::{PlatformError, Reason};

/// Messages that are taken in one go. The windows get few.
const MESSAGES: usize = 64;

/// An event of Windows: a wait ends when it is set, also when that was before.
#[derive(Debug)]
pub(super) struct Event(HANDLE);

// SAFETY: the handle of an event may be used by all threads at the same time, and is closed when the last one drops it.
unsafe impl Send for Event {}
// SAFETY: as above.
unsafe impl Sync for Event {}

impl Event {
    pub(super) fn new() -> Result<Self, PlatformError> {
        // SAFETY: it takes plain values, and the handle is closed once, below.
        let event = unsafe { CreateEventW(None, false, false, None) };
        Ok(Self(event.map_err(|error| PlatformError::Lost(Reason::of(error)))?))
    }

    /// Ends the wait.
    pub(super) fn set(&self) {
        // SAFETY: the handle is open as long as `self` lives.
        let _ = unsafe { SetEvent(self.0) };
    }

    /// Waits until it is set, until there are messages, which are taken, or until the time is over; `None` is for ever.
    pub(super) fn wait(&self, timeout: Option<Duration>) {
        let timeout = timeout
            .map_or(INFINITE, |time| u32::try_from(time.as_millis()).unwrap_or(INFINITE - 1));
        // SAFETY: the handle is open as long as `self` lives, and the slice for as long as the call. A message of this thread's
        // queue goes to the procedure of one of its windows, all of which belong to this program or to Windows; such a
        // procedure takes any message from any program, and no borrow of this thread's is held here that it could meet.
        unsafe {
            let events = Some(&[self.0][..]);
            MsgWaitForMultipleObjectsEx(events, timeout, QS_ALLINPUT, MWMO_INPUTAVAILABLE);
            let mut message = MSG::default();
            for _ in 0..MESSAGES {
                if !PeekMessageW(&raw mut message, None, 0, 0, PM_REMOVE).as_bool() {
                    break;
                }
                DispatchMessageW(&raw const message);
            }
        }
    }
}

impl Drop for Event {
    fn drop(&mut self) {
        // SAFETY: it was opened by `new`, and is closed only here.
        let _ = unsafe { CloseHandle(self.0) };
    }
}
