//! What the media thread and its handles share.

use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::{Mutex, MutexGuard, PoisonError};

use picture::newest::NewestFrame;
use picture::rate::Rate;

use super::event::Counters;
use super::orders::Orders;
use super::preview::Preview;
use super::stages::Stages;
use crate::clock::Clock;
use crate::platform::wake::Waker;

/// Shared by the thread and its handles.
#[derive(Debug)]
pub(super) struct Shared {
    pub(super) waker: Waker,
    pub(super) orders: Mutex<Orders>,
    pub(super) stages: Mutex<Stages>,
    /// Everything that was made.
    pub(super) rate: Mutex<Rate>,
    /// Tiles that were made while the picture changed.
    pub(super) tile_rate: Mutex<Rate>,
    pub(super) newest: Mutex<NewestFrame>,
    pub(super) preview: Preview,
    pub(super) clock: Clock,
    pub(super) counts: Counts,
}

impl Shared {
    pub(super) fn new(waker: Waker, clock: Clock, preview: Preview) -> Self {
        preview.is_made_by(&waker);
        Self {
            waker,
            preview,
            orders: Mutex::default(),
            stages: Mutex::default(),
            rate: Mutex::default(),
            tile_rate: Mutex::default(),
            newest: Mutex::default(),
            clock,
            counts: Counts::default(),
        }
    }

    /// Changes the orders, and wakes the thread.
    pub(super) fn order(&self, change: impl FnOnce(&mut Orders)) {
        change(&mut lock(&self.orders));
        self.waker.wake();
    }
}

/// How much was done; see [`Counters`].
#[derive(Debug, Default)]
pub(super) struct Counts {
    pub(super) captures: AtomicU64,
    pub(super) conversions: AtomicU64,
    pub(super) encodes: AtomicU64,
    pub(super) skipped: AtomicU64,
    pub(super) wakeups: AtomicU64,
}

impl Counts {
    pub(super) fn add(counter: &AtomicU64) {
        counter.fetch_add(1, Relaxed);
    }

    pub(super) fn read(&self) -> Counters {
        Counters {
            captures: self.captures.load(Relaxed),
            conversions: self.conversions.load(Relaxed),
            encodes: self.encodes.load(Relaxed),
            skipped: self.skipped.load(Relaxed),
            wakeups: self.wakeups.load(Relaxed),
        }
    }
}

/// Locks a value that is consistent at every moment, also after a panic of the other thread.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
