//! A clock that goes on while the computer is suspended.

use std::sync::LazyLock;
use std::time::{Duration, Instant};

/// The time since some moment, also that in which the computer was suspended: `QueryPerformanceCounter` goes on.
pub(crate) fn elapsed() -> Duration {
    #[expect(clippy::disallowed_methods, reason = "this is the shell's clock")]
    static FIRST: LazyLock<Instant> = LazyLock::new(Instant::now);
    FIRST.elapsed()
}
