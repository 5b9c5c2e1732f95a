//! A clock that goes on while the computer is suspended.

use std::time::Duration;

use windows::Win32::System::Performance::{QueryPerformanceCounter, QueryPerformanceFrequency};

/// The time since Windows was started, also that in which the computer was suspended: this counter goes on in standby and
/// hibernation (<https://learn.microsoft.com/windows/win32/sysinfo/acquiring-high-resolution-time-stamps>).
/// `QueryUnbiasedInterruptTime` would leave that time out, and `GetTickCount64` has steps of 10 to 16 ms.
pub(crate) fn elapsed() -> Duration {
    let (mut ticks, mut in_a_second) = (0, 0);
    // SAFETY: both write into variables of ours. They do not fail since Windows XP; zero is what is left then.
    unsafe {
        let _ = QueryPerformanceCounter(&raw mut ticks);
        let _ = QueryPerformanceFrequency(&raw mut in_a_second);
    }
    since_start(ticks.unsigned_abs(), in_a_second.unsigned_abs())
}

fn since_start(ticks: u64, in_a_second: u64) -> Duration {
    let Some(seconds) = ticks.checked_div(in_a_second) else { return Duration::ZERO };
    let rest = u128::from(ticks % in_a_second) * 1_000_000_000 / u128::from(in_a_second);
    // The rest is less than a second.
    Duration::new(seconds, rest as u32)
}
