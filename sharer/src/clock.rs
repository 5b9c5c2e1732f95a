//! The clock of the sharer.

use std::time::{Duration, Instant};

use protocol::time::Tick;

/// The longest wait for a tick without looking at the clock: timers stand still while the computer is suspended.
const LOOK: Duration = Duration::from_secs(20);

/// A clock that starts with the session. Machines get its [`Tick`]s; pictures have timestamps in its
/// microseconds.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    started: Instant,
    ticks: Option<Ticks>,
}

/// What counts the ticks, if not [`Instant`].
#[derive(Clone, Copy, Debug)]
struct Ticks {
    elapsed: fn() -> Duration,
    /// What that was at the start.
    at_start: Duration,
}

impl Clock {
    /// Starts a clock that may stand still while the computer is suspended.
    #[expect(clippy::disallowed_methods, reason = "this is the shell's clock")]
    pub fn start() -> Self {
        Self { started: Instant::now(), ticks: None }
    }

    /// Starts a clock whose ticks are counted by `elapsed`. That goes on while the computer is suspended: after a
    /// night with the lid closed an invitation is void, and nobody comes back. The microseconds are those of
    /// [`Instant`], which stands still then on Linux and macOS.
    pub fn start_with(elapsed: fn() -> Duration) -> Self {
        Self { ticks: Some(Ticks { elapsed, at_start: elapsed() }), ..Self::start() }
    }

    /// Milliseconds since the start.
    pub fn now(self) -> Tick {
        let since = match self.ticks {
            Some(Ticks { elapsed, at_start }) => elapsed().saturating_sub(at_start),
            None => self.started.elapsed(),
        };
        Tick::from_millis(u64::try_from(since.as_millis()).unwrap_or(u64::MAX))
    }

    /// Microseconds since the start.
    pub fn micros(self) -> u64 {
        u64::try_from(self.started.elapsed().as_micros()).unwrap_or(u64::MAX)
    }

    /// Microseconds from the start to an instant.
    pub fn micros_at(self, instant: Instant) -> u64 {
        let since = instant.saturating_duration_since(self.started);
        u64::try_from(since.as_micros()).unwrap_or(u64::MAX)
    }

    /// The instant of a tick, for timers, if the computer is not suspended meanwhile. Now for one that has
    /// passed.
    #[expect(clippy::disallowed_methods, reason = "this is the shell's clock")]
    pub fn instant(self, tick: Tick) -> Instant {
        Instant::now() + tick.since(self.now())
    }

    /// Waits until a tick. If the computer is suspended meanwhile, it ends up to 20 s late.
    pub async fn reaches(self, tick: Tick) {
        loop {
            let left = tick.since(self.now());
            if left.is_zero() {
                return;
            }
            tokio::time::sleep(left.min(LOOK)).await;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::elapsed_with_suspension;

    #[tokio::test]
    async fn a_tick_is_waited_for_and_one_that_has_passed_is_not() {
        for clock in [Clock::start(), Clock::start_with(elapsed_with_suspension)] {
            let soon = clock.now() + Duration::from_millis(20);
            clock.reaches(soon).await;
            assert!(clock.now() >= soon);
            clock.reaches(soon).await;
            assert!(clock.instant(soon) <= clock.started + clock.started.elapsed());
        }
    }

    /// The computer was suspended for an hour since this clock was started.
    #[test]
    fn the_ticks_count_a_suspension_and_the_microseconds_do_not() {
        let hour = Duration::from_secs(3600);
        let mut clock = Clock::start_with(|| Duration::from_secs(7200));
        clock.ticks = clock.ticks.map(|ticks| Ticks { at_start: ticks.at_start - hour, ..ticks });
        assert_eq!(clock.now(), Tick::from_millis(3_600_000));
        assert!(clock.micros() < 1_000_000);
    }
}
