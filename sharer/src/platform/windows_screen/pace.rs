//! When a screen that reports no changes is looked at, and how much of it.
//!
//! The picture is read in strips: a look at a few of them is cheap, and one after the other all come round. While
//! something happens, that is fast; while nothing does, it is slow, and costs next to nothing. Where a change was
//! seen last, another one is likely, so that this strip comes first.

use std::time::Duration;

use protocol::geometry::{Rect, Size};
use protocol::time::Tick;

/// The rows of a strip at first. Under Wine all strips of these take a third of the time of a full HD screen in one go;
/// with a compositor each read may wait for its next frame, whatever its size.
const ROWS: u32 = 64;

/// A strip that takes longer than this is read slowly.
const SLOW: Duration = Duration::from_millis(4);

/// So many slow strips one after the other mean that fewer, larger ones are better.
const SLOW_STRIPS: u32 = 8;

/// From one look to the next while something happens.
const ACTIVE: Duration = Duration::from_millis(16);

/// How long after the last change or input something may still happen.
const LIVELY: Duration = Duration::from_secs(1);

/// Looks at the whole picture while something happens.
const LOOKS: u32 = 4;

/// The time between two looks is at least so many times that of a look.
const SHARE: u32 = 3;

/// When the next look is due, of those at the picture, for input and at the displays. A screen that cannot be seen has the
/// last one only: nothing else is looked at, so that it stays due.
pub(in crate::platform) fn next_look(
    is_hidden: bool,
    picture: Tick,
    input: Tick,
    survey: Tick,
) -> Tick {
    if is_hidden { survey } else { picture.min(input).min(survey) }
}

/// See the module.
#[derive(Debug)]
pub(in crate::platform) struct PollPace {
    size: Size,
    /// From one look to the next while nothing happens.
    still: Duration,
    rows: u32,
    /// The strip that comes next.
    next: u32,
    /// The strip that changed last.
    hot: Option<u32>,
    lively_until: Tick,
    looked: Option<Tick>,
    took: Duration,
    slow: u32,
}

impl PollPace {
    /// For a picture of this size, which is looked at now. `still` is the time from one look to the next while nothing
    /// happens.
    pub(in crate::platform) fn new(size: Size, still: Duration) -> Self {
        Self {
            size,
            still,
            rows: ROWS,
            next: 0,
            hot: None,
            lively_until: Tick::default(),
            looked: None,
            took: Duration::ZERO,
            slow: 0,
        }
    }

    /// When to look.
    pub(in crate::platform) fn due(&self) -> Tick {
        let Some(looked) = self.looked else {
            return Tick::default();
        };
        let pause = if looked < self.lively_until { ACTIVE } else { self.still };
        looked + pause.max(self.took * SHARE)
    }

    /// Something happened that may change the picture: input, or another window in front.
    pub(in crate::platform) fn stir(&mut self, now: Tick) {
        self.lively_until = now + LIVELY;
    }

    /// The strip that changed last, to look at first: when it has changed again, the others can wait for the capture.
    pub(in crate::platform) fn hot(&self) -> Option<u32> {
        self.hot
    }

    /// The other strips to look at now, by number. [`Self::looked`] follows.
    pub(in crate::platform) fn strips_to_look_at(
        &mut self,
        now: Tick,
    ) -> impl Iterator<Item = u32> + Clone + use<> {
        let strips = self.strips();
        let is_lively = now < self.lively_until;
        let count = if is_lively { strips.div_ceil(LOOKS) } else { 1 };
        let (first, hot) = (self.next, self.hot);
        self.next = (first + count) % strips;
        (0..count).map(move |n| (first + n) % strips).filter(move |strip| Some(*strip) != hot)
    }

    /// All of this picture.
    pub(in crate::platform) fn all_strips(&self) -> impl Iterator<Item = u32> + Clone + use<> {
        0..self.strips()
    }

    /// The part of the picture that a strip is.
    pub(in crate::platform) fn rect(&self, strip: u32) -> Option<Rect> {
        let (y, height) = (strip.checked_mul(self.rows)?, self.rows);
        Rect { x: 0, y, width: self.size.width(), height }.clip(self.size)
    }

    fn strips(&self) -> u32 {
        self.size.height().div_ceil(self.rows)
    }

    /// Something changed in this strip.
    pub(in crate::platform) fn changed(&mut self, strip: u32, now: Tick) {
        self.hot = Some(strip);
        self.stir(now);
    }

    /// So many strips were read in this time by a look, and the time is `now`.
    pub(in crate::platform) fn looked(&mut self, strips: u32, took: Duration, now: Tick) {
        self.took = took;
        self.captured(strips, took, now);
    }

    /// The same by a capture, which is a look as well. How often there is one is decided elsewhere.
    pub(in crate::platform) fn captured(&mut self, strips: u32, took: Duration, now: Tick) {
        self.looked = Some(now);
        let Some(of_each) = took.checked_div(strips) else {
            return;
        };
        self.slow = if of_each > SLOW { self.slow.saturating_add(strips) } else { 0 };
        if self.slow >= SLOW_STRIPS && self.rows < self.size.height() {
            self.rows = self.rows.saturating_mul(2).min(self.size.height());
            (self.slow, self.next, self.hot) = (0, 0, None);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    const STILL: Duration = Duration::from_millis(100);

    fn pace() -> PollPace {
        PollPace::new(Size::new(1920, 1080).unwrap(), STILL)
    }

    #[test]
    fn a_hidden_screen_waits_for_the_next_survey_whatever_else_was_due() {
        let [past, soon, survey] = [0, 50, 500].map(Tick::from_millis);
        assert_eq!(next_look(true, past, past, survey), survey);
        assert_eq!(next_look(false, soon, survey, survey), soon);
        assert_eq!(next_look(false, survey, soon, survey), soon);
        assert_eq!(next_look(false, survey, survey, soon), soon);
    }

    /// Looks for so long, a strip takes `strip`. Returns how often, and the time that all looks took.
    fn look(pace: &mut PollPace, from: u64, ms: u64, strip: Duration) -> (u32, Duration) {
        let (mut looks, mut time) = (0, Duration::ZERO);
        for now in (from..from + ms).map(Tick::from_millis) {
            if now >= pace.due() {
                let strips = u32::try_from(pace.strips_to_look_at(now).count()).unwrap();
                pace.looked(strips, strip * strips, now);
                (looks, time) = (looks + 1, time + strip * strips);
            }
        }
        (looks, time)
    }

    #[test]
    fn a_still_screen_costs_next_to_nothing() {
        let mut pace = pace();
        let (looks, time) = look(&mut pace, 0, 10_000, Duration::from_micros(300));
        assert!((95..=101).contains(&looks), "{looks}");
        assert!(time < Duration::from_millis(100), "{time:?}");
    }

    #[test]
    fn every_strip_comes_round_soon_while_something_happens_and_within_two_seconds_always() {
        for (stirs, limit) in [(true, 70), (false, 1800)] {
            let mut pace = pace();
            let mut seen = BTreeSet::new();
            let mut ended = None;
            for ms in 0..2000 {
                let now = Tick::from_millis(ms);
                if stirs {
                    pace.stir(now);
                }
                if now >= pace.due() {
                    seen.extend(pace.strips_to_look_at(now));
                    pace.looked(1, Duration::from_micros(300), now);
                }
                if seen.len() == 17 {
                    ended.get_or_insert(ms);
                }
            }
            assert!(ended.is_some_and(|ms| ms <= limit), "{stirs}: {ended:?}");
        }
    }

    #[test]
    fn a_strip_that_changed_is_looked_at_first_and_not_twice() {
        let mut pace = pace();
        pace.changed(11, Tick::from_millis(0));
        for ms in (0..60_000).step_by(50) {
            assert_eq!(pace.hot(), Some(11));
            assert!(pace.strips_to_look_at(Tick::from_millis(ms)).all(|strip| strip != 11));
        }
    }

    #[test]
    fn the_strips_are_the_picture() {
        for height in [1, 64, 65, 1080] {
            let size = Size::new(333, height).unwrap();
            let pace = PollPace::new(size, STILL);
            let mut next = 0;
            for rect in pace.all_strips().map(|strip| pace.rect(strip).unwrap()) {
                assert_eq!((rect.x, rect.y, rect.width), (0, next, 333));
                next += rect.height;
            }
            assert_eq!(next, height);
            assert_eq!(pace.rect(height), None);
            assert_eq!(pace.rect(u32::MAX), None);
        }
    }

    #[test]
    fn a_capture_that_takes_long_does_not_delay_the_next_look() {
        let mut pace = pace();
        let now = Tick::from_millis(100);
        pace.changed(3, now);
        pace.looked(9, Duration::from_millis(2), now);
        pace.captured(34, Duration::from_millis(40), now);
        assert_eq!(pace.due(), now + ACTIVE);
    }

    #[test]
    fn where_each_read_waits_the_strips_become_few_and_a_slow_moment_changes_nothing() {
        let mut slow = pace();
        let (_, time) = look(&mut slow, 0, 20_000, Duration::from_millis(16));
        assert_eq!(slow.all_strips().count(), 1);
        assert!(time < Duration::from_secs(7), "at most a third of the time: {time:?}");
        let mut pace = pace();
        look(&mut pace, 0, 200, Duration::from_millis(16));
        look(&mut pace, 200, 1000, Duration::from_micros(200));
        look(&mut pace, 1200, 200, Duration::from_millis(16));
        assert_eq!(pace.all_strips().count(), 17);
    }
}
