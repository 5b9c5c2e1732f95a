//! When a notification is shown and withdrawn: late enough that one for a moment is not seen, and not too often.

use std::collections::VecDeque;
use std::time::Duration;

use protocol::time::Tick;

use crate::platform::desk::Announcement;

/// How long a notification has to be wanted before it is shown. The window of a question gets the keyboard
/// meanwhile, where the desktop gives it to new windows.
pub(in crate::platform) const SETTLE: Duration = Duration::from_millis(700);

/// The time in which so many are shown at most. Beyond, the newest one waits.
pub(in crate::platform) const PERIOD: Duration = Duration::from_secs(60);

/// Notifications in a period.
pub(in crate::platform) const ORDINARY: usize = 4;

/// The same where one is urgent: nothing else keeps a question from being seen.
pub(in crate::platform) const URGENT: usize = 6;

/// What is to be done now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::platform) enum Step {
    /// Nothing, until something else is wanted.
    Rest,
    /// Nothing yet.
    Wait(Duration),
    /// Shows this one, in the place of the one before.
    Show(Announcement),
    /// Withdraws the one that is shown.
    Withdraw,
}

/// What is wanted, what is shown, and when the last ones were.
#[derive(Debug, Default)]
pub(in crate::platform) struct Pace {
    wanted: Option<Announcement>,
    since: Tick,
    shown: Option<Announcement>,
    times: VecDeque<Tick>,
}

impl Pace {
    /// From now on this is wanted.
    pub(in crate::platform) fn want(&mut self, wanted: Option<Announcement>, now: Tick) {
        if self.wanted != wanted {
            (self.wanted, self.since) = (wanted, now);
        }
    }

    /// What is to be done now. What is shown or withdrawn counts as done.
    pub(in crate::platform) fn step(&mut self, now: Tick) -> Step {
        let Some(wanted) = &self.wanted else {
            return if self.shown.take().is_some() { Step::Withdraw } else { Step::Rest };
        };
        if self.shown.as_ref() == Some(wanted) {
            return Step::Rest;
        }
        let most = if wanted.is_urgent { URGENT } else { ORDINARY };
        let recent = self.times.len().checked_sub(most).and_then(|at| self.times.get(at));
        let due = (self.since + SETTLE).max(recent.map_or(now, |oldest| *oldest + PERIOD));
        let left = due.since(now);
        if !left.is_zero() {
            // What is shown does not hold any more. It stays for a moment, to be replaced instead of withdrawn.
            let is_stale = left > SETTLE && self.shown.take().is_some();
            return if is_stale { Step::Withdraw } else { Step::Wait(left) };
        }
        let wanted = wanted.clone();
        self.shown = Some(wanted.clone());
        self.times.push_back(now);
        if self.times.len() > URGENT {
            self.times.pop_front();
        }
        Step::Show(wanted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn announcement(text: &str, is_urgent: bool) -> Announcement {
        Announcement { title: "Title", text: text.into(), click: "Show", is_urgent }
    }

    fn at(ms: u64) -> Tick {
        Tick::from_millis(ms)
    }

    #[test]
    fn what_is_wanted_for_a_moment_is_not_shown() {
        let mut pace = Pace::default();
        pace.want(Some(announcement("a", true)), at(0));
        assert_eq!(pace.step(at(0)), Step::Wait(SETTLE));
        pace.want(None, at(500));
        assert_eq!(pace.step(at(500)), Step::Rest);
        assert_eq!(pace.step(at(5_000)), Step::Rest);
    }

    #[test]
    fn what_does_not_hold_any_more_is_withdrawn_at_once_and_once() {
        let mut pace = Pace::default();
        let wanted = announcement("a", false);
        pace.want(Some(wanted.clone()), at(0));
        assert_eq!(pace.step(at(700)), Step::Show(wanted));
        assert_eq!(pace.step(at(701)), Step::Rest);
        pace.want(None, at(1_000));
        assert_eq!(pace.step(at(1_000)), Step::Withdraw);
        assert_eq!(pace.step(at(1_001)), Step::Rest);
    }

    #[test]
    fn another_one_takes_the_place_of_the_first() {
        let mut pace = Pace::default();
        let [first, second] = ["a", "b"].map(|text| announcement(text, false));
        pace.want(Some(first.clone()), at(0));
        assert_eq!(pace.step(at(700)), Step::Show(first));
        pace.want(Some(second.clone()), at(1_000));
        assert_eq!(pace.step(at(1_000)), Step::Wait(SETTLE));
        assert_eq!(pace.step(at(1_700)), Step::Show(second));
    }

    #[test]
    fn there_are_a_few_a_minute_and_a_question_still_finds_room() {
        let mut pace = Pace::default();
        for n in 0..4 {
            pace.want(Some(announcement(&n.to_string(), false)), at(n * 1_000));
            assert!(matches!(pace.step(at(n * 1_000 + 700)), Step::Show(_)), "{n}");
        }
        pace.want(Some(announcement("one more", false)), at(5_000));
        assert_eq!(pace.step(at(5_000)), Step::Withdraw, "it would wait too long");
        assert!(matches!(pace.step(at(5_700)), Step::Wait(left) if left.as_secs() > 50));
        pace.want(Some(announcement("a question", true)), at(6_000));
        assert!(matches!(pace.step(at(6_700)), Step::Show(shown) if shown.is_urgent));
        pace.want(Some(announcement("the last", false)), at(7_000));
        assert_eq!(pace.step(at(7_000)), Step::Withdraw);
        assert!(matches!(pace.step(at(63_700)), Step::Show(shown) if shown.text == "the last"));
    }
}
