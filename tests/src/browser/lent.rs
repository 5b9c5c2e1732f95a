//! A browser that a test has done with serves another one: to start one costs seconds of a processor.

use std::ops::{Deref, DerefMut};
use std::sync::{Mutex, PoisonError};

use super::driver::Driver;

/// How many tests one browser serves. What it keeps of each for itself adds up.
const MOST: u32 = 30;

/// Browsers that nobody uses. There are never more than tests that run at a time.
static FREE: Mutex<Vec<Started>> = Mutex::new(Vec::new());

struct Started {
    driver: Box<dyn Driver>,
    /// How many tests it has served.
    served: u32,
}

/// A browser that one test has for itself. Others have it later, unless the test fails.
pub(super) struct Lent {
    /// `None` only while it is dropped.
    started: Option<Started>,
    /// It is like any other one.
    is_plain: bool,
}

impl Lent {
    /// One as any test may have it; `start` starts it if none is free.
    pub(super) fn plain(start: impl FnOnce() -> Box<dyn Driver>) -> Self {
        let free = FREE.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let started = free.unwrap_or_else(|| Started { driver: start(), served: 0 });
        Self { started: Some(started), is_plain: true }
    }

    /// One that no other test may have.
    pub(super) fn of_its_own(driver: Box<dyn Driver>) -> Self {
        Self { started: Some(Started { driver, served: 0 }), is_plain: false }
    }
}

impl Deref for Lent {
    type Target = dyn Driver;

    fn deref(&self) -> &Self::Target {
        &*self.started.as_ref().expect("it is there until it is dropped").driver
    }
}

impl DerefMut for Lent {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut *self.started.as_mut().expect("it is there until it is dropped").driver
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        let Some(mut started) = self.started.take() else { return };
        started.served += 1;
        if self.is_plain
            && started.served < MOST
            && !std::thread::panicking()
            && started.driver.renew().is_some()
        {
            FREE.lock().unwrap_or_else(PoisonError::into_inner).push(started);
        }
    }
}
