//! Lets the stack's timers wait for the next datagram while little passes.
//!
//! The stack's loop wakes for the ICE agent every 200 ms, for each delayed SACK (RFC 9260 §6.2), and for reports. At rest
//! heartbeats, their answers and the SACKs of both pass several times a second, and whenever one arrives the
//! loop handles every timer that is due. So a timer of a connection at rest may be late by [`SLACK`]: mostly a
//! datagram comes first, and the loop wakes once for both.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use protocol::time::Tick;

use crate::clock::Clock;

/// How late a timer is at most. Tokio may wake 64 ms early for one. A SACK is due after 200 ms, and RFC 9260 §6.2 allows
/// 500 ms; a retransmission is due after a second at the earliest.
const SLACK: Duration = Duration::from_millis(200);

/// A shorter wait is not for a timer of a connection at rest.
const SHORTEST: Duration = Duration::from_millis(2);

/// The time over which datagrams are counted.
const SPAN: Duration = Duration::from_secs(1);

/// Datagrams in a span of a connection at rest, in both directions: two heartbeats with their answers and SACKs, ICE checks
/// and reports are a dozen.
const FEW: u32 = 20;

/// A connection is at rest when so much time has passed without a span of more datagrams. A new one is not: its first
/// checks and handshakes are few, and must not be late.
const AFTER: Duration = Duration::from_secs(10);

/// Whether a connection is at rest.
#[derive(Debug)]
pub(super) struct Rest {
    clock: Clock,
    /// It wraps around.
    datagrams: AtomicU32,
    load: Mutex<Load>,
}

impl Rest {
    pub(super) fn new() -> Self {
        let clock = Clock::start();
        let load = Mutex::new(Load::new(clock.now()));
        Self { clock, datagrams: AtomicU32::new(0), load }
    }

    /// So many bytes were sent or received at once, in segments of this size.
    pub(super) fn on_datagrams(&self, bytes: usize, segment: Option<usize>) {
        let count = segment.map_or(1, |size| bytes.div_ceil(size.max(1)));
        self.datagrams.fetch_add(u32::try_from(count).unwrap_or(u32::MAX), Ordering::Relaxed);
    }

    /// For how long the loop waits whose next timer is due then.
    pub(super) fn timer(&self, due: Duration) -> Duration {
        let datagrams = self.datagrams.load(Ordering::Relaxed);
        let mut load = self.load.lock().unwrap_or_else(PoisonError::into_inner);
        load.timer(due, datagrams, self.clock.now())
    }
}

/// How many datagrams pass.
#[derive(Clone, Copy, Debug)]
struct Load {
    /// Since then, and what the counter was.
    span: Tick,
    before: u32,
    /// When more than [`FEW`] had passed last.
    busy: Tick,
}

impl Load {
    fn new(now: Tick) -> Self {
        Self { span: now, before: 0, busy: now }
    }

    fn timer(&mut self, due: Duration, datagrams: u32, now: Tick) -> Duration {
        if datagrams.wrapping_sub(self.before) > FEW {
            self.busy = now;
        }
        if now >= self.span + SPAN {
            (self.span, self.before) = (now, datagrams);
        }
        let is_at_rest = now >= self.busy + AFTER && due >= SHORTEST;
        if is_at_rest { due + SLACK } else { due }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DUE: Duration = Duration::from_millis(200);

    fn at(ms: u64) -> Tick {
        Tick::from_millis(ms)
    }

    /// What a timer becomes when so many datagrams a second have passed from the beginning on.
    fn after(ms: u64, in_a_second: u64) -> Duration {
        let mut load = Load::new(at(0));
        let mut timer = DUE;
        for now in (0..=ms).step_by(50) {
            let datagrams = u32::try_from(now * in_a_second / 1000).unwrap();
            timer = load.timer(DUE, datagrams, at(now));
        }
        timer
    }

    #[test]
    fn timers_are_late_only_where_few_datagrams_have_passed_for_long() {
        let few = u64::from(FEW);
        assert_eq!(after(9_950, few), DUE);
        assert_eq!(after(10_000, few), DUE + SLACK);
        assert_eq!(after(60_000, few), DUE + SLACK);
        assert_eq!(after(60_000, few + 2), DUE);
    }

    #[test]
    fn they_are_in_time_as_soon_as_something_happens() {
        let mut load = Load::new(at(0));
        for now in (0..=20_000).step_by(1000) {
            load.timer(DUE, 0, at(now));
        }
        assert_eq!(load.timer(DUE, FEW, at(20_010)), DUE + SLACK);
        assert_eq!(load.timer(DUE, FEW + 1, at(20_020)), DUE);
        assert_eq!(load.timer(DUE, FEW + 1, at(20_021)), DUE);
        // The next span begins with a turn of the loop.
        assert_eq!(load.timer(DUE, FEW + 1, at(21_000)), DUE);
        assert_eq!(load.timer(DUE, FEW + 1, at(30_999)), DUE);
        assert_eq!(load.timer(DUE, FEW + 1, at(31_000)), DUE + SLACK);
    }

    #[test]
    fn a_wait_that_is_over_at_once_stays_so() {
        let mut load = Load::new(at(0));
        for due in [Duration::ZERO, Duration::from_millis(1)] {
            assert_eq!(load.timer(due, 0, at(60_000)), due);
        }
    }

    #[test]
    fn joined_datagrams_count_one_by_one_and_the_counter_may_wrap() {
        let rest = Rest::new();
        rest.datagrams.store(u32::MAX, Ordering::Relaxed);
        rest.on_datagrams(2401, Some(1200));
        rest.on_datagrams(100, None);
        assert_eq!(rest.datagrams.load(Ordering::Relaxed), 3);
        let mut load = Load { span: at(0), before: u32::MAX, busy: at(0) };
        assert_eq!(load.timer(DUE, 3, at(60_000)), DUE + SLACK);
    }
}
