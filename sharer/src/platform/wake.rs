//! Sleeping without a polling loop: a thread sleeps until it is woken, until its desktop has
//! something to report, or until a time.
//!
//! Each system has its own [`Waker`] and [`Sleeper`] with the same methods. On Linux a sleeper can wait
//! for a file descriptor, too, which the X connection has; elsewhere a condition variable is enough.
//!
//! - `pair() -> io::Result<(Waker, Sleeper)>` makes the two ends.
//! - `Waker::wake(&self)` wakes the sleeper, or lets its next sleep end at once. A wake that comes while
//!   the sleeper is busy is kept, not lost.
//! - `Sleeper::sleep(&self, Option<Duration>)` sleeps until woken or until the time is over; `None` is for
//!   ever.

pub use super::os::wake::{Sleeper, Waker, pair};

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_wake_before_the_sleep_is_not_lost() {
        let (waker, sleeper) = pair().unwrap();
        waker.wake();
        waker.wake();
        sleeper.sleep(None);
        // The two wakes were one: this sleep ends by its time.
        sleeper.sleep(Some(Duration::from_millis(1)));
    }

    #[test]
    fn a_sleeper_is_woken_from_another_thread() {
        let (waker, sleeper) = pair().unwrap();
        let thread = std::thread::spawn(move || sleeper.sleep(None));
        waker.wake();
        thread.join().unwrap();
    }
}
