//! Waiting for something to become true, with one deadline and no sleep of a guessed length.

use std::time::{Duration, Instant};

/// How long a real program may take for something that takes it moments. The machine may be busy
/// with a second test.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// How soon a vanished or leaving end has to be noticed by the other.
pub const NOTICED: Duration = Duration::from_secs(3);

/// Time between two looks.
const LOOK: Duration = Duration::from_millis(25);

/// The time, for measuring how long something took.
#[expect(clippy::disallowed_methods, reason = "the only clock of the tests")]
pub fn now() -> Instant {
    Instant::now()
}

/// Waits until `look` finds something, for at most [`PATIENCE`].
///
/// # Panics
/// When it does not; the message names `what`.
#[track_caller]
pub fn eventually<T>(what: &str, look: impl FnMut() -> Option<T>) -> T {
    within(PATIENCE, what, look)
}

/// Waits until `look` finds something.
///
/// # Panics
/// When it does not within `patience`; the message names `what`.
#[track_caller]
pub fn within<T>(patience: Duration, what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let until = now() + patience;
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(now() < until, "expected within {patience:?}: {what}");
        std::thread::sleep(LOOK);
    }
}

/// Watches that `look` finds nothing for as long as `time`.
///
/// # Panics
/// When it finds something; the message names `what`.
#[track_caller]
pub fn never<T>(time: Duration, what: &str, mut look: impl FnMut() -> Option<T>) {
    let until = now() + time;
    while now() < until {
        assert!(look().is_none(), "expected never: {what}");
        std::thread::sleep(LOOK);
    }
}
