//! When a client that does not read what it has asked for is disconnected. Pure.

use std::time::Duration;

use protocol::limits::{HTTP_MIN_BYTES_PER_SECOND, HTTP_WRITE_TIMEOUT};
use protocol::time::Tick;

/// Whether a client keeps up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub(crate) enum Keeping {
    /// It reads fast enough.
    Up,
    /// It has been too slow for too long.
    TooSlow,
}

/// Follows how fast a client reads.
#[derive(Debug)]
pub(crate) struct Pace {
    written: u64,
    looked: Tick,
    /// How much longer it has taken than at the lowest rate.
    behind: Duration,
}

impl Pace {
    pub(crate) fn new(now: Tick) -> Self {
        Self { written: 0, looked: now, behind: Duration::ZERO }
    }

    /// Takes the number of bytes that were written since the start, and whether more wait to be written.
    pub(crate) fn look(&mut self, written: u64, waits: bool, now: Tick) -> Keeping {
        let bytes = written.saturating_sub(self.written);
        let took = now.since(self.looked);
        (self.written, self.looked) = (written, now);
        if !waits {
            self.behind = Duration::ZERO;
            return Keeping::Up;
        }
        let allowed = bytes.saturating_mul(1_000) / HTTP_MIN_BYTES_PER_SECOND;
        self.behind = (self.behind + took).saturating_sub(Duration::from_millis(allowed));
        if self.behind > HTTP_WRITE_TIMEOUT { Keeping::TooSlow } else { Keeping::Up }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// After how many seconds a client that reads so many bytes a second is disconnected.
    fn ends_after(rate: u64) -> Option<u64> {
        let mut pace = Pace::new(Tick::default());
        (1..=3_600).find(|second| {
            pace.look(rate * second, true, Tick::from_millis(second * 1_000)) == Keeping::TooSlow
        })
    }

    #[test]
    fn a_client_that_reads_nothing_or_little_is_disconnected() {
        let patience = HTTP_WRITE_TIMEOUT.as_secs();
        assert_eq!(ends_after(0), Some(patience + 1));
        let slow = ends_after(HTTP_MIN_BYTES_PER_SECOND / 2).unwrap();
        assert!((2 * patience..=2 * patience + 2).contains(&slow), "{slow}");
        assert_eq!(ends_after(HTTP_MIN_BYTES_PER_SECOND), None);
    }

    #[test]
    fn the_time_before_a_client_came_is_not_held_against_it() {
        let came = Tick::from_millis(3_600_000);
        let mut pace = Pace::new(came);
        assert_eq!(pace.look(0, true, came + HTTP_WRITE_TIMEOUT), Keeping::Up);
    }

    #[test]
    fn a_client_that_has_read_everything_begins_anew() {
        let mut pace = Pace::new(Tick::default());
        let at = |s: u64| Tick::from_millis(s * 1_000);
        assert_eq!(pace.look(0, true, at(15)), Keeping::Up);
        assert_eq!(pace.look(1, false, at(16)), Keeping::Up);
        assert_eq!(pace.look(1, true, at(30)), Keeping::Up);
    }

    proptest! {
        /// However the bytes are spread: who reads at the lowest rate, give or take what the system buffers, stays.
        #[test]
        fn whoever_reads_fast_enough_is_never_disconnected(
            bursts in proptest::collection::vec(1..HTTP_WRITE_TIMEOUT.as_secs(), 1..100),
        ) {
            let mut pace = Pace::new(Tick::default());
            let mut second = 0;
            for burst in bursts {
                for _ in 0..burst - 1 {
                    second += 1;
                    let before = pace.written;
                    prop_assert_eq!(pace.look(before, true, Tick::from_millis(second * 1_000)), Keeping::Up);
                }
                second += 1;
                let all = HTTP_MIN_BYTES_PER_SECOND * second;
                prop_assert_eq!(pace.look(all, true, Tick::from_millis(second * 1_000)), Keeping::Up);
            }
        }
    }
}
