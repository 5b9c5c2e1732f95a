//! A thread that waits for messages, which its hooks need, and that other threads can wake.

use std::sync::Arc;
use std::time::Duration;

use windows::Win32::Foundation::{CloseHandle, HANDLE};
use windows::Win32::System::Threading::{
    CreateEventW, GetCurrentThread, INFINITE, SetEvent, SetThreadPriority,
    THREAD_PRIORITY_TIME_CRITICAL,
};
use windows::Win32::UI::WindowsAndMessaging::{
    DispatchMessageW, MSG, MWMO_INPUTAVAILABLE, MsgWaitForMultipleObjectsEx, PM_REMOVE,
    PeekMessageW, QS_ALLINPUT,
};

/// Messages that are handled before the thread looks at its orders again.
const MESSAGES: usize = 4096;

/// Wakes a thread that waits in [`Signal::wait`]. A wake that comes while it is busy is kept.
#[derive(Clone, Debug)]
pub(super) struct Signal(Arc<Event>);

#[derive(Debug)]
struct Event(HANDLE);

// SAFETY: the handle of an event stands for an object of the kernel, which any thread may set and wait for.
unsafe impl Send for Event {}
// SAFETY: as above; the handle itself never changes.
unsafe impl Sync for Event {}

impl Signal {
    /// A signal that is not set.
    pub(super) fn new() -> std::io::Result<Self> {
        // SAFETY: it takes plain values, and the handle is closed once, by its owner.
        let event = unsafe { CreateEventW(None, false, false, None) }?;
        Ok(Self(Arc::new(Event(event))))
    }

    /// Wakes the thread.
    pub(super) fn wake(&self) {
        // SAFETY: the handle is open as long as `self` lives. Setting it cannot fail then.
        let _ = unsafe { SetEvent(self.0.0) };
    }

    /// Waits until it is woken, a message has come or the time is over, and handles the messages that there are. Hooks are
    /// called in here, and in [`handle_messages`], only.
    pub(super) fn wait(&self, timeout: Option<Duration>) {
        let timeout = timeout.map_or(INFINITE, |timeout| {
            u32::try_from(timeout.as_millis()).unwrap_or(INFINITE - 1).min(INFINITE - 1)
        });
        // SAFETY: the handle is open as long as `self` lives.
        unsafe {
            let handles = [self.0.0];
            MsgWaitForMultipleObjectsEx(Some(&handles), timeout, QS_ALLINPUT, MWMO_INPUTAVAILABLE);
        }
        handle_messages();
    }
}

/// Lets this thread run before all others. All input of the computer waits for a hook, and Windows removes one that takes
/// too long; video is encoded on all processors meanwhile.
pub(super) fn come_first() {
    // SAFETY: the handle stands for this thread, and is not closed.
    let raised = unsafe { SetThreadPriority(GetCurrentThread(), THREAD_PRIORITY_TIME_CRITICAL) };
    if let Err(error) = raised {
        tracing::debug!(%error, "a thread with hooks has no priority");
    }
}

/// Handles the messages of this thread that there are, and so calls its hooks for what has come. It does not wait.
pub(super) fn handle_messages() {
    let mut message = MSG::default();
    for _ in 0..MESSAGES {
        // SAFETY: messages are written to a local variable, and those that are dispatched are the ones that Windows has
        // just written there.
        unsafe {
            if !PeekMessageW(&raw mut message, None, 0, 0, PM_REMOVE).as_bool() {
                break;
            }
            DispatchMessageW(&raw const message);
        }
    }
}

impl Drop for Event {
    fn drop(&mut self) {
        // SAFETY: it is closed only here, when no signal has it any more.
        let _ = unsafe { CloseHandle(self.0) };
    }
}
