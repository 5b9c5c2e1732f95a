//! Orders to the thread of a watcher, and its answers.

use std::sync::mpsc;

use super::EVIDENCE_TIMEOUT;
use crate::platform::error::{PlatformError, Reason};

/// Orders that may wait. The thread obeys at once; when the queue is full the desktop hangs.
const ORDERS: usize = 8;

/// Where the thread puts the answer to one order.
pub(crate) type Answer<T> = mpsc::SyncSender<Result<T, PlatformError>>;

/// The end of the queue that gives orders.
#[derive(Debug)]
pub(crate) struct Orders<Order> {
    queue: mpsc::SyncSender<Order>,
    /// What is said when the desktop does not answer.
    hangs: &'static str,
}

impl<Order> Orders<Order> {
    /// A queue, and the end of it for the thread.
    pub(crate) fn queue(hangs: &'static str) -> (Self, mpsc::Receiver<Order>) {
        let (queue, ordered) = mpsc::sync_channel(ORDERS);
        (Self { queue, hangs }, ordered)
    }

    /// Gives an order, wakes the thread, and waits for its answer.
    pub(crate) fn ask<T>(
        &self,
        order: impl FnOnce(Answer<T>) -> Order,
        wake: impl FnOnce(),
    ) -> Result<T, PlatformError> {
        let lost = |what| PlatformError::Lost(Reason::of(what));
        let (done, answer) = mpsc::sync_channel(1);
        match self.queue.try_send(order(done)) {
            Ok(()) => {}
            Err(mpsc::TrySendError::Full(_)) => return Err(lost(self.hangs)),
            Err(mpsc::TrySendError::Disconnected(_)) => {
                return Err(lost("presses are not watched"));
            }
        }
        wake();
        match answer.recv_timeout(EVIDENCE_TIMEOUT) {
            Ok(answer) => answer,
            Err(mpsc::RecvTimeoutError::Timeout) => Err(lost(self.hangs)),
            Err(mpsc::RecvTimeoutError::Disconnected) => Err(lost("presses are not watched")),
        }
    }

    /// Gives an order that has no answer. A full queue means that the desktop hangs; the next question tells that.
    pub(crate) fn tell(&self, order: Order) {
        let _ = self.queue.try_send(order);
    }
}
