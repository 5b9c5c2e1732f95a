//! Waiting for a condition, with a deadline.

use std::time::{Duration, Instant, SystemTime};

/// How long a real program may take for something that takes it moments. The machine may be busy
/// with a second test.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// How soon a vanished or leaving end has to be noticed by the other.
pub const NOTICED: Duration = Duration::from_secs(3);

/// The time between two checks.
const POLL: Duration = Duration::from_millis(25);

/// The current time, to measure how long something takes.
#[expect(clippy::disallowed_methods, reason = "the only clock of the tests")]
pub fn now() -> Instant {
    Instant::now()
}

/// The time since 1970, to compare with what other programs write.
///
/// # Panics
/// When this computer's clock is before that.
#[expect(clippy::disallowed_methods, reason = "the only clock of the tests")]
pub fn since_1970() -> Duration {
    SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).expect("it is later")
}

/// Waits until `check` returns something, for at most [`PATIENCE`].
///
/// # Panics
/// When it does not; the message names `what`.
#[track_caller]
pub fn eventually<T>(what: &str, check: impl FnMut() -> Option<T>) -> T {
    within(PATIENCE, what, check)
}

/// Waits until `check` returns something.
///
/// # Panics
/// When it does not within `patience`; the message names `what`.
#[track_caller]
pub fn within<T>(patience: Duration, what: &str, mut check: impl FnMut() -> Option<T>) -> T {
    let until = now() + patience;
    loop {
        if let Some(found) = check() {
            return found;
        }
        assert!(now() < until, "expected within {patience:?}: {what}");
        std::thread::sleep(POLL);
    }
}

/// Waits until `check` returns something, for at most `time`.
pub fn soon<T>(time: Duration, mut check: impl FnMut() -> Option<T>) -> Option<T> {
    let until = now() + time;
    loop {
        let found = check();
        if found.is_some() || now() >= until {
            return found;
        }
        std::thread::sleep(POLL);
    }
}

/// Asserts that `check` returns nothing for as long as `time`.
///
/// # Panics
/// When it returns something; the message names `what`.
#[track_caller]
pub fn never<T>(time: Duration, what: &str, mut check: impl FnMut() -> Option<T>) {
    let until = now() + time;
    while now() < until {
        assert!(check().is_none(), "expected never: {what}");
        std::thread::sleep(POLL);
    }
}
