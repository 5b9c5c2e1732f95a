//! Tests take turns where each keeps the machine busy.

use std::sync::{Condvar, Mutex, PoisonError};

/// How many of one binary's tests run at a time: two keep two cores busy, and a third would only make all of them slow.
static FREE: (Mutex<u32>, Condvar) = (Mutex::new(2), Condvar::new());

/// A turn. It ends when it is dropped.
#[derive(Debug)]
#[must_use]
pub struct Turn(());

impl Turn {
    /// Waits for a turn.
    pub fn take() -> Self {
        let free = FREE.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut free =
            FREE.1.wait_while(free, |free| *free == 0).unwrap_or_else(PoisonError::into_inner);
        *free -= 1;
        Self(())
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        *FREE.0.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        FREE.1.notify_one();
    }
}
