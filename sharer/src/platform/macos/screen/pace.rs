//! How often the screen is looked at for what macOS reports to nobody: the pointer and its shape, the displays, our own
//! windows.

use std::time::Duration;

use protocol::time::Tick;

/// While the pointer moves: as often as its position is sent at most.
const FAST: Duration = Duration::from_millis(16);

/// While it does not.
const SLOW: Duration = Duration::from_millis(66);

/// How long after its last move it counts as moving.
const MOVING: Duration = Duration::from_secs(1);

/// How often the cursor's shape is read, which costs an image each time.
const SHAPE: Duration = Duration::from_millis(100);

/// How often the displays are listed.
const DISPLAYS: Duration = Duration::from_secs(1);

/// When to look at what.
#[derive(Debug)]
pub(super) struct Pace {
    moved: Tick,
    shape: Tick,
    displays: Tick,
}

impl Pace {
    /// Everything was looked at just now.
    pub(super) fn new(now: Tick) -> Self {
        Self { moved: now, shape: now, displays: now }
    }

    /// The longest time to sleep.
    pub(super) fn rest(&self, now: Tick) -> Duration {
        if now.since(self.moved) < MOVING { FAST } else { SLOW }
    }

    /// The pointer has moved.
    pub(super) fn moved(&mut self, now: Tick) {
        self.moved = now;
    }

    /// Whether to read the cursor's shape now.
    pub(super) fn is_shape_due(&mut self, now: Tick) -> bool {
        is_due(&mut self.shape, SHAPE, now)
    }

    /// Whether to list the displays now.
    pub(super) fn are_displays_due(&mut self, now: Tick) -> bool {
        is_due(&mut self.displays, DISPLAYS, now)
    }
}

fn is_due(last: &mut Tick, interval: Duration, now: Tick) -> bool {
    let is_due = now.since(*last) >= interval;
    if is_due {
        *last = now;
    }
    is_due
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_still_pointer_is_looked_at_less_often_and_the_displays_once_a_second() {
        let after = Tick::from_millis;
        let mut pace = Pace::new(after(0));
        assert_eq!(pace.rest(after(900)), FAST);
        assert_eq!(pace.rest(after(1000)), SLOW);
        pace.moved(after(1500));
        assert_eq!(pace.rest(after(1600)), FAST);
        assert!(!pace.is_shape_due(after(99)));
        assert!(pace.is_shape_due(after(100)) && !pace.is_shape_due(after(150)));
        assert!(!pace.are_displays_due(after(999)));
        assert!(pace.are_displays_due(after(1000)) && !pace.are_displays_due(after(1500)));
    }
}
