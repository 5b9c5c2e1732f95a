//! A clock that goes on while the computer is suspended.

use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};

/// `CLOCK_MONOTONIC` stands still during a suspension.
#[cfg(target_os = "linux")]
const CLOCK: ClockId = ClockId::Boottime;
/// That of macOS goes on.
#[cfg(not(target_os = "linux"))]
const CLOCK: ClockId = ClockId::Monotonic;

/// The time since some moment, also that in which the computer was suspended.
pub(crate) fn elapsed() -> Duration {
    Duration::try_from(clock_gettime(CLOCK)).unwrap_or_default()
}
