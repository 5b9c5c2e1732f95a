//! Lets the stack's loop turn again while a relay is in use.
//!
//! The stack's loop sends what the TURN client has, then gives the TURN client what the connection has, then
//! gives the connection what came from the relay; and then it waits. So a relayed packet is sent one turn
//! of the loop late, and the answer to one two turns late: after the next packet, or the next time-out,
//! which may be half a second away. Here a wait that follows something is over at once, twice.

use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use protocol::time::Tick;

use crate::clock::Clock;

type Boxed<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// Turns that a packet needs to get from the relay to the connection, and its answer back.
const TURNS: u8 = 2;

/// A relay is in use for this long after the last packet to or from it. Requests for relayed addresses
/// count, so that the first checks are not late.
const IN_USE: Duration = Duration::from_secs(5);

/// The turns that are still to be made.
#[derive(Debug)]
pub(super) struct ExtraTurns {
    clock: Clock,
    /// The task of the loop.
    driver: Mutex<Option<tokio::task::Id>>,
    left: AtomicU8,
    last_relayed: Mutex<Option<Tick>>,
}

impl ExtraTurns {
    pub(super) fn new() -> Self {
        Self {
            clock: Clock::start(),
            driver: Mutex::default(),
            left: AtomicU8::new(0),
            last_relayed: Mutex::default(),
        }
    }

    /// Called on the task of the loop.
    pub(super) fn on_driver(&self) {
        *self.driver.lock().unwrap_or_else(PoisonError::into_inner) = tokio::task::try_id();
    }

    /// Whether this is the task of the loop.
    pub(super) fn is_driver(&self) -> bool {
        let driver = *self.driver.lock().unwrap_or_else(PoisonError::into_inner);
        driver.is_some() && driver == tokio::task::try_id()
    }

    /// A packet was sent to a relay, or came from one.
    pub(super) fn on_relayed(&self) {
        let mut last = self.last_relayed.lock().unwrap_or_else(PoisonError::into_inner);
        *last = Some(self.clock.now());
    }

    /// The loop waits, among other things, for `sleep`. Other tasks sleep as they ask.
    pub(super) fn wait(self: &Arc<Self>, sleep: Boxed<()>) -> Boxed<()> {
        if !self.is_driver() || !self.is_in_use() {
            return sleep;
        }
        let left = self.left.load(Ordering::Relaxed);
        if left > 0 {
            self.left.store(left - 1, Ordering::Relaxed);
            return Box::pin(std::future::ready(()));
        }
        Box::pin(Wait { turns: Arc::clone(self), sleep })
    }

    fn is_in_use(&self) -> bool {
        let last = self.last_relayed.lock().unwrap_or_else(PoisonError::into_inner);
        last.is_some_and(|last| self.clock.now().since(last) < IN_USE)
    }
}

/// A wait of the loop. When it is over, whatever has ended it, the loop makes further turns.
struct Wait {
    turns: Arc<ExtraTurns>,
    sleep: Boxed<()>,
}

impl Future for Wait {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        self.sleep.as_mut().poll(cx)
    }
}

impl Drop for Wait {
    fn drop(&mut self) {
        self.turns.left.store(TURNS, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt as _;

    use super::*;

    fn pending() -> Boxed<()> {
        Box::pin(std::future::pending())
    }

    #[tokio::test]
    async fn the_loop_turns_twice_after_each_wait_while_a_relay_is_in_use() {
        let turns = Arc::new(ExtraTurns::new());
        let looping = tokio::spawn(async move {
            turns.on_driver();
            assert!(turns.wait(pending()).now_or_never().is_none(), "no relay is in use");
            turns.on_relayed();
            for _ in 0..3 {
                assert!(turns.wait(pending()).now_or_never().is_none(), "a wait");
                assert!(turns.wait(pending()).now_or_never().is_some(), "the first turn");
                assert!(turns.wait(pending()).now_or_never().is_some(), "the second turn");
            }
            turns
        });
        let turns = looping.await.unwrap();
        assert!(turns.wait(pending()).now_or_never().is_none(), "this is another task");
    }
}
