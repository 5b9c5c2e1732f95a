//! The clock of the sharer.

use std::time::Instant;

use protocol::time::Tick;

/// A clock that starts with the session. Machines get its [`Tick`]s; pictures have timestamps in its
/// microseconds.
#[derive(Clone, Copy, Debug)]
pub struct Clock(Instant);

impl Clock {
    /// Starts the clock.
    #[expect(clippy::disallowed_methods, reason = "this is the shell's clock")]
    pub fn start() -> Self {
        Self(Instant::now())
    }

    /// Milliseconds since the start.
    pub fn now(self) -> Tick {
        Tick::from_millis(self.micros() / 1000)
    }

    /// Microseconds since the start.
    pub fn micros(self) -> u64 {
        u64::try_from(self.0.elapsed().as_micros()).unwrap_or(u64::MAX)
    }

    /// Microseconds from the start to an instant.
    pub fn micros_at(self, instant: Instant) -> u64 {
        let since = instant.saturating_duration_since(self.0);
        u64::try_from(since.as_micros()).unwrap_or(u64::MAX)
    }

    /// The instant of a tick, for timers.
    pub fn instant(self, tick: Tick) -> Instant {
        self.0 + std::time::Duration::from_millis(tick.as_millis())
    }
}
