//! When the border is raised above the windows that cover it: at once, and ever less often where another program raises
//! its own again and again.

use std::time::Duration;

use protocol::time::Tick;

/// The least time between two looks at what covers the border.
const LEAST: Duration = Duration::from_millis(250);

/// The most.
const MOST: Duration = Duration::from_secs(32);

/// Times of [`Raises::pause`] without a cover after which it is short again.
const CALM: u32 = 4;

/// See the module.
#[derive(Debug)]
pub(in crate::platform) struct Raises {
    /// Something happened to the windows since the last look.
    is_due: bool,
    /// When it was looked at last.
    last_look: Option<Tick>,
    last_raise: Option<Tick>,
    /// The time from one look to the next.
    pause: Duration,
}

impl Raises {
    pub(in crate::platform) fn new() -> Self {
        Self { is_due: false, last_look: None, last_raise: None, pause: LEAST }
    }

    /// Something happened that may have covered the border.
    pub(in crate::platform) fn on_change(&mut self) {
        self.is_due = true;
    }

    /// When to look whether it is covered; `None` when nothing has happened.
    pub(in crate::platform) fn deadline(&self) -> Option<Tick> {
        self.is_due.then(|| self.last_look.map_or(Tick::default(), |last| last + self.pause))
    }

    /// It is looked at now. [`Self::raised`] follows where it was covered.
    pub(in crate::platform) fn looked(&mut self, now: Tick) {
        (self.is_due, self.last_look) = (false, Some(now));
        if self.last_raise.is_none_or(|last| now.since(last) >= self.pause * CALM) {
            self.pause = LEAST;
        }
    }

    /// It was covered, and is raised now.
    pub(in crate::platform) fn raised(&mut self, now: Tick) {
        if self.last_raise.is_some_and(|last| now.since(last) < self.pause * CALM) {
            self.pause = (self.pause * 2).min(MOST);
        }
        self.last_raise = Some(now);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Raises in this time when the border is covered again as soon as it is raised.
    fn raises(seconds: u64) -> usize {
        let (mut machine, mut count) = (Raises::new(), 0);
        for ms in 0..seconds * 1000 {
            let now = Tick::from_millis(ms);
            machine.on_change();
            if machine.deadline().is_some_and(|due| now >= due) {
                machine.looked(now);
                machine.raised(now);
                count += 1;
            }
        }
        count
    }

    #[test]
    fn a_program_that_covers_it_again_and_again_makes_no_fight() {
        assert!(raises(1) <= 3);
        assert!(raises(60) <= 10, "{}", raises(60));
        assert!(raises(600) <= 30, "{}", raises(600));
    }

    #[test]
    fn a_window_now_and_then_is_answered_at_once() {
        let mut machine = Raises::new();
        assert_eq!(machine.deadline(), None);
        for minute in 1..60 {
            let now = Tick::from_millis(minute * 60_000);
            machine.on_change();
            assert!(machine.deadline().is_some_and(|due| due <= now), "{minute}");
            machine.looked(now);
            machine.raised(now);
            // Its own rise is a change as well, and finds nothing.
            machine.on_change();
            let soon = machine.deadline().unwrap();
            assert_eq!(soon.since(now), LEAST);
            machine.looked(soon);
            assert_eq!(machine.deadline(), None);
        }
    }
}
