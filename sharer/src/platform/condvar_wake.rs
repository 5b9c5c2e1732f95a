//! Waking by a condition variable, for systems whose desktops are not waited for through file
//! descriptors.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

type Flag = Arc<(Mutex<bool>, Condvar)>;

/// Wakes a [`Sleeper`]. A wake that comes while the sleeper is busy is kept, not lost.
#[derive(Clone, Debug)]
pub struct Waker(Flag);

/// The side that sleeps.
#[derive(Debug)]
pub struct Sleeper(Flag);

/// Makes the two ends.
pub fn pair() -> std::io::Result<(Waker, Sleeper)> {
    let flag = Flag::default();
    Ok((Waker(Arc::clone(&flag)), Sleeper(flag)))
}

impl Waker {
    /// Wakes the sleeper, or lets its next sleep end at once.
    pub fn wake(&self) {
        *self.0.0.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.0.1.notify_one();
    }
}

impl Sleeper {
    /// What wakes it: for a desktop that reports on a thread of its own.
    pub fn waker(&self) -> Waker {
        Waker(Arc::clone(&self.0))
    }

    /// Sleeps until woken or until the time is over; `None` is for ever.
    pub fn sleep(&self, timeout: Option<Duration>) {
        let (flag, woken) = &*self.0;
        let asleep = |woken: &mut bool| !*woken;
        let guard = flag.lock().unwrap_or_else(PoisonError::into_inner);
        let mut guard = match timeout {
            Some(timeout) => {
                woken
                    .wait_timeout_while(guard, timeout, asleep)
                    .unwrap_or_else(PoisonError::into_inner)
                    .0
            }
            None => woken.wait_while(guard, asleep).unwrap_or_else(PoisonError::into_inner),
        };
        *guard = false;
    }
}
