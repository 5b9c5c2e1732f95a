//! Times of a millisecond. Without this a sleep of Windows ends up to 16 ms late.

use windows::Win32::Media::{timeBeginPeriod, timeEndPeriod};

const PERIOD_MS: u32 = 1;

/// Sleeps end in time while this lives. It costs some power.
pub(super) struct FineTimer(());

impl FineTimer {
    pub(super) fn new() -> Self {
        // SAFETY: it takes a plain number; each call is undone by one of `timeEndPeriod`.
        unsafe { timeBeginPeriod(PERIOD_MS) };
        Self(())
    }
}

impl Drop for FineTimer {
    fn drop(&mut self) {
        // SAFETY: it undoes the call in `new`.
        unsafe { timeEndPeriod(PERIOD_MS) };
    }
}
