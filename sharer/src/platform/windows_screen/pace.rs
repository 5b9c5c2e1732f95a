//! When a screen that reports no changes is looked at, and how much of it.
//!
//! The picture is read in strips: a look at a few of them is cheap, and one after the other all come round. While
//! something happens, that is fast; while nothing does, it is slow, and after some seconds slower still. Where a change
//! was seen last, another one is likely, so that this strip comes first. The strips of one look are spread over the
//! picture, so that a large change is seen by the first look.
//!
//! A change is seen by the next look where it is large or where one was before, and after [`ROUND`] at the latest, or
//! four times that when nothing has happened for half a minute. Input
//! makes the next looks come soon: what a person does is shown at once.

use std::time::Duration;

use protocol::geometry::{Rect, Size};
use protocol::time::Tick;

use crate::platform::screen::{BYTES_PER_PIXEL, index};

/// The bytes of a strip at first: 32 rows of full HD. Under Wine a row takes half as long again in a read of more than
/// 256 KiB, and five times as long in one of the whole screen; with a compositor each read may wait for its next frame,
/// whatever its size.
const STRIP_BYTES: usize = 240 << 10;

/// A strip that takes longer than this is read slowly.
const SLOW: Duration = Duration::from_millis(4);

/// So many slow strips one after the other mean that fewer, larger ones are better.
const SLOW_STRIPS: u32 = 16;

/// From one look to the next while something happens.
const ACTIVE: Duration = Duration::from_millis(16);

/// How long after the last input something may still happen.
const LIVELY: Duration = Duration::from_secs(1);

/// How long after the last change: what goes on changing does so within this time, and a caret that blinks does not.
const LIVELY_CHANGE: Duration = Duration::from_millis(250);

/// How long after the last change or input nothing has happened for long.
const QUIET: Duration = Duration::from_secs(5);

/// How long after the last change or input nobody expects one soon: the looks rest.
const REST: Duration = Duration::from_secs(30);

/// From one look for input to the next. Where there was some, the picture is looked at soon.
pub(in crate::platform) const INPUT: Duration = Duration::from_millis(50);

/// The same while the looks rest.
const RESTING_INPUT: Duration = Duration::from_millis(200);

/// From one look at the displays, and for another desktop, to the next.
pub(in crate::platform) const SURVEY: Duration = Duration::from_millis(500);

/// So many times slower are looks and surveys that rest.
const RESTING: u32 = 4;

/// Looks at the whole picture while something happens.
const LOOKS: u32 = 4;

/// All strips were looked at after this time while nothing happens.
const ROUND: Duration = Duration::from_millis(1800);

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

/// The time from one look to the next while nothing happens.
#[derive(Clone, Copy, Debug)]
pub(in crate::platform) struct Pauses {
    /// At first.
    pub(in crate::platform) still: Duration,
    /// When nothing has happened for long.
    pub(in crate::platform) quiet: Duration,
}

/// See the module.
#[derive(Debug)]
pub(in crate::platform) struct PollPace {
    size: Size,
    pauses: Pauses,
    rows: u32,
    /// The look of the round that comes next.
    next: u32,
    /// The looks of the round at the last look.
    of_round: u32,
    /// The strip that changed last.
    hot: Option<u32>,
    lively_until: Tick,
    quiet_from: Tick,
    rest_from: Tick,
    looked: Option<Tick>,
    took: Duration,
    slow: u32,
}

impl PollPace {
    /// For a picture of this size, which is looked at now.
    pub(in crate::platform) fn new(size: Size, pauses: Pauses, now: Tick) -> Self {
        let row = index(size.width()) * BYTES_PER_PIXEL;
        Self {
            size,
            pauses,
            rows: u32::try_from(STRIP_BYTES / row).unwrap_or(u32::MAX).clamp(1, size.height()),
            next: 0,
            of_round: 0,
            hot: None,
            lively_until: now + LIVELY,
            quiet_from: now + QUIET,
            rest_from: now + REST,
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
        looked + self.pause(looked).max(self.took * SHARE)
    }

    /// From a look at this time to the next.
    fn pause(&self, looked: Tick) -> Duration {
        if self.is_lively(looked) {
            ACTIVE
        } else if looked < self.quiet_from {
            self.pauses.still
        } else if looked < self.rest_from {
            self.pauses.quiet
        } else {
            self.pauses.quiet * RESTING
        }
    }

    /// Whether another change is likely soon.
    pub(in crate::platform) fn is_lively(&self, now: Tick) -> bool {
        now < self.lively_until
    }

    /// Something happened that may change the picture: input, or another window in front.
    pub(in crate::platform) fn stir(&mut self, now: Tick) {
        self.lively_until = now + LIVELY;
        self.wake(now);
    }

    /// Something changed.
    pub(in crate::platform) fn changed(&mut self, now: Tick) {
        self.lively_until = self.lively_until.max(now + LIVELY_CHANGE);
        self.wake(now);
    }

    fn wake(&mut self, now: Tick) {
        self.quiet_from = now + QUIET;
        self.rest_from = now + REST;
    }

    /// From a look for input at this time to the next.
    pub(in crate::platform) fn input_pause(&self, now: Tick) -> Duration {
        if now < self.rest_from { INPUT } else { RESTING_INPUT }
    }

    /// From a survey at this time to the next.
    pub(in crate::platform) fn survey_pause(&self, now: Tick) -> Duration {
        if now < self.rest_from { SURVEY } else { SURVEY * RESTING }
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
        let looks = if self.is_lively(now) {
            LOOKS
        } else {
            // Looks that rest take more time for a round, with as many looks.
            let pause = if now < self.quiet_from { self.pauses.still } else { self.pauses.quiet };
            let pause = pause.max(Duration::from_millis(1));
            u32::try_from(ROUND.as_millis() / pause.as_millis()).unwrap_or(u32::MAX)
        };
        let looks = looks.clamp(1, strips);
        let before = std::mem::replace(&mut self.of_round, looks);
        // In a round of fewer looks a strip could wait for parts of two rounds, so it begins with all of them.
        let looks = if looks < before && !self.is_lively(now) { 1 } else { looks };
        let (first, hot) = (self.next % looks, self.hot);
        self.next = first + 1;
        (first..strips).step_by(index(looks)).filter(move |strip| Some(*strip) != hot)
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
    pub(in crate::platform) fn strip_changed(&mut self, strip: u32, now: Tick) {
        self.hot = Some(strip);
        self.changed(now);
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

    const PAUSES: Pauses =
        Pauses { still: Duration::from_millis(100), quiet: Duration::from_millis(250) };

    fn pace() -> PollPace {
        PollPace::new(Size::new(1920, 1080).unwrap(), PAUSES, Tick::default())
    }

    #[test]
    fn a_hidden_screen_waits_for_the_next_survey_whatever_else_was_due() {
        let [past, soon, survey] = [0, 50, 500].map(Tick::from_millis);
        assert_eq!(next_look(true, past, past, survey), survey);
        assert_eq!(next_look(false, soon, survey, survey), soon);
        assert_eq!(next_look(false, survey, soon, survey), soon);
        assert_eq!(next_look(false, survey, survey, soon), soon);
    }

    /// What reading a strip takes.
    const STRIP: Duration = Duration::from_micros(70);

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
        look(&mut pace, 0, 5_000, STRIP);
        let (looks, time) = look(&mut pace, 5_000, 10_000, STRIP);
        assert!((39..=41).contains(&looks), "{looks}");
        assert!(time < Duration::from_millis(20), "{time:?}");
    }

    #[test]
    fn looks_become_seldom_step_by_step_and_input_makes_the_next_one_due() {
        let mut pace = pace();
        for (from, ms, limits) in
            [(0, 1_000, 60..=64), (1_000, 4_000, 38..=41), (5_000, 4_000, 15..=17)]
        {
            let (looks, _) = look(&mut pace, from, ms, STRIP);
            assert!(limits.contains(&looks), "{from}: {looks}");
        }
        let input = Tick::from_millis(9_000);
        assert!(pace.due() > input);
        pace.stir(input);
        assert!(pace.due() <= input);
        let (looks, _) = look(&mut pace, 9_000, 1_000, STRIP);
        assert!((60..=64).contains(&looks), "{looks}");
    }

    #[test]
    fn a_caret_that_blinks_lets_looks_become_fewer_and_what_changes_faster_does_not() {
        for (period, limits) in [(530, 300..=400), (200, 600..=640)] {
            let (mut pace, mut looks) = (pace(), 0);
            look(&mut pace, 0, 2_000, STRIP);
            for change in (2_000..12_000).step_by(period) {
                pace.strip_changed(4, Tick::from_millis(change));
                looks += look(&mut pace, change, period.try_into().unwrap(), STRIP).0;
            }
            assert!(limits.contains(&looks), "{period}: {looks}");
        }
    }

    /// The limits are those of a change that nothing announces: 2 seconds, 8 after half a minute of stillness, and a quarter of one for a large window.
    #[test]
    fn every_strip_comes_round_soon_while_something_happens_and_within_seconds_always() {
        for (stirs, from, limit) in [
            (true, 0, 70),
            (false, 1_000, 2_000),
            (false, 4_000, 2_000),
            (false, 4_900, 2_000),
            (false, 9_000, 2_000),
            (false, 29_000, 8_000),
            (false, 31_000, 8_000),
        ] {
            let mut pace = pace();
            pace.looked(0, Duration::ZERO, Tick::from_millis(from));
            let mut unseen: BTreeSet<_> = pace.all_strips().collect();
            let mut ended = None;
            for ms in from..from + 8_500 {
                let now = Tick::from_millis(ms);
                if stirs {
                    pace.stir(now);
                }
                if now >= pace.due() {
                    for strip in pace.strips_to_look_at(now) {
                        unseen.remove(&strip);
                    }
                    pace.looked(1, STRIP, now);
                }
                if unseen.is_empty() {
                    ended.get_or_insert(ms - from);
                }
            }
            assert!(ended.is_some_and(|ms| ms <= limit), "{stirs} {from}: {ended:?}");
        }
    }

    #[test]
    fn the_first_look_sees_a_change_of_a_quarter_of_the_picture() {
        let mut pace = pace();
        let now = Tick::from_millis(60_000);
        for _ in 0..20 {
            let looked: Vec<_> = pace.strips_to_look_at(now).collect();
            pace.looked(5, STRIP * 5, now);
            for top in 0..=pace.strips() * 3 / 4 {
                let changed = top..top + pace.strips() / 4;
                assert!(looked.iter().any(|strip| changed.contains(strip)), "{top}: {looked:?}");
            }
        }
    }

    #[test]
    fn a_strip_that_changed_is_looked_at_first_and_not_twice() {
        let mut pace = pace();
        pace.strip_changed(11, Tick::from_millis(0));
        for ms in (0..60_000).step_by(50) {
            assert_eq!(pace.hot(), Some(11));
            assert!(pace.strips_to_look_at(Tick::from_millis(ms)).all(|strip| strip != 11));
        }
    }

    #[test]
    fn the_strips_are_the_picture() {
        for (width, height) in [(1920, 1), (1920, 32), (1920, 33), (1920, 1080), (8192, 99), (1, 1)]
        {
            let size = Size::new(width, height).unwrap();
            let pace = PollPace::new(size, PAUSES, Tick::default());
            let mut next = 0;
            for rect in pace.all_strips().map(|strip| pace.rect(strip).unwrap()) {
                assert_eq!((rect.x, rect.y, rect.width), (0, next, width));
                assert!(index(width * rect.height) * BYTES_PER_PIXEL <= STRIP_BYTES);
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
        pace.strip_changed(3, now);
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
        assert_eq!(pace.all_strips().count(), 34);
    }
}
