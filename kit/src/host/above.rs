//! When windows that stay above the others are raised again. Pure.
//!
//! Another window that stays above the others covers them when it comes to the front, and under Wine without a window
//! manager any new window does.

use std::time::Instant;

use crate::platform::FRONT_LOOK;

/// Looks at which windows are raised after another one came to the front: it may be drawn a moment later.
const RAISES: u8 = 2;

/// What was in front last.
#[derive(Debug, Default)]
pub(super) struct Above {
    /// Its number; `None` while one of ours was.
    front: Option<usize>,
    /// Looks at which windows are still to be raised.
    left: u8,
    looked: Option<Instant>,
}

impl Above {
    /// When to look; `None` where the system keeps them above.
    pub(super) fn due(&self, now: Instant) -> Option<Instant> {
        let every = FRONT_LOOK?;
        Some(self.looked.map_or(now, |looked| looked + every))
    }

    /// What is in front now, `None` for a window of ours. Returns whether windows are to be raised.
    pub(super) fn look(&mut self, front: Option<usize>, now: Instant) -> bool {
        self.looked = Some(now);
        if std::mem::replace(&mut self.front, front) != front {
            self.left = RAISES;
        }
        // Nothing of ours is above another window of ours.
        if front.is_none() || self.left == 0 {
            return false;
        }
        self.left -= 1;
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_are_raised_twice_for_each_window_that_comes_to_the_front_and_not_for_ours() {
        let mut above = Above::default();
        let mut look = |front| above.look(front, crate::host::now());
        assert_eq!([look(None), look(None)], [false; 2]);
        assert_eq!([1, 1, 1, 1].map(|front| look(Some(front))), [true, true, false, false]);
        assert_eq!([2, 1, 1, 1].map(|front| look(Some(front))), [true, true, true, false]);
        assert_eq!([look(None), look(Some(1))], [false, true]);
    }
}
