//! Whether a router has lost its mappings.

use core::time::Duration;

use protocol::time::Tick;

/// What the two clocks may differ by beside their rates (RFC 6887 §8.5).
const SLACK: Duration = Duration::from_secs(2);

/// The clock of a router, which counts seconds since it lost its mappings (the Epoch Time of RFC 6887 §8.5, the
/// Seconds Since Start of Epoch of RFC 6886 §3.6), as it was in the last answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Epoch {
    seconds: u32,
    at: Tick,
}

impl Epoch {
    pub(crate) fn new(seconds: u32, at: Tick) -> Self {
        Self { seconds, at }
    }

    /// Whether the router has restarted between this answer and a later one: its clock went back, or
    /// went at another rate than ours by more than a sixteenth.
    pub(crate) fn has_restarted(self, later: Self) -> bool {
        if later.seconds.saturating_add(1) < self.seconds {
            return true;
        }
        let ours = later.at.since(self.at);
        let theirs = Duration::from_secs(later.seconds.saturating_sub(self.seconds).into());
        ours + SLACK < theirs - theirs / 16 || theirs + SLACK < ours - ours / 16
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn epoch(seconds: u32, at_seconds: u64) -> Epoch {
        Epoch::new(seconds, Tick::from_millis(at_seconds * 1000))
    }

    #[test]
    fn a_clock_that_goes_back_or_stood_still_is_that_of_a_router_that_restarted() {
        let first = epoch(1_000, 100);
        for (seconds, at) in [(1_600, 700), (999, 100), (1_030, 132), (1_630, 700), (1_570, 700)] {
            assert!(!first.has_restarted(epoch(seconds, at)), "{seconds} at {at}");
        }
        for (seconds, at) in [(0, 101), (998, 100), (1_000, 700), (1_300, 700), (u32::MAX, 700)] {
            assert!(first.has_restarted(epoch(seconds, at)), "{seconds} at {at}");
        }
    }
}
