//! PURE: whether the picture still shows the screen.
//!
//! With each answer to a ping the sharer says when it captured its newest frame, and until when
//! nothing has changed since. So a screen that stands still does not grow old; a page that shows an
//! older frame than the newest, or that hears nothing any more, notices by itself.

use protocol::limits::PICTURE_OLD;
use protocol::peer::Seen;

/// Until when the picture is known to show the screen.
#[derive(Clone, Debug, Default)]
pub struct Freshness {
    word: Option<Seen>,
    /// The RTP timestamp of the frame that is shown, where the browser says it.
    shown: Option<u32>,
    /// In µs of the sharer's media clock.
    right_until: Option<i64>,
    /// Nothing counts as older than this, in µs of our clock.
    begun: u64,
}

impl Freshness {
    /// The picture is shown from here on, `now` in µs of our clock; what was known of it before
    /// counts no longer.
    pub fn begin(&mut self, now: u64) {
        *self = Self { begun: now, ..Self::default() };
    }

    /// The sharer says how it is.
    pub fn told(&mut self, word: Seen) {
        self.word = Some(word);
        self.judge();
    }

    /// A frame is shown.
    pub fn shown(&mut self, rtp: Option<u32>) {
        self.shown = rtp;
        self.judge();
    }

    /// The browser does not say any more which frame is shown, as in a tab that is not seen.
    pub fn unseen(&mut self) {
        self.shown = None;
    }

    fn judge(&mut self) {
        let Some(word) = self.word else { return };
        let time = |us: u64| i64::try_from(us).unwrap_or(i64::MAX);
        let captured = time(word.captured);
        let until = match self.shown.map(|shown| captured.saturating_add(ahead_us(shown, word))) {
            // Its successor is on its way. It may have been right until then, but nobody said so.
            Some(shown) if shown < captured => shown,
            Some(shown) => shown.max(time(word.current)),
            None => time(word.current),
        };
        // What was right stays right until then.
        self.right_until = self.right_until.max(Some(until));
    }

    /// For how long the picture is not known to show the screen, in µs; `offset` is how far the
    /// sharer's clock is ahead of ours. `None` while nothing is known.
    pub fn age_us(&self, now: u64, offset: Option<i64>) -> Option<u64> {
        let since = self.since(offset?)?;
        Some(now.saturating_sub(since))
    }

    /// When it will have been so for [`PICTURE_OLD`], in µs of our clock.
    pub fn old_at(&self, offset: Option<i64>) -> Option<u64> {
        let old = u64::try_from(PICTURE_OLD.as_micros()).ok()?;
        Some(self.since(offset?)?.saturating_add(old))
    }

    fn since(&self, offset: i64) -> Option<u64> {
        let until = self.right_until?.saturating_sub(offset);
        Some(u64::try_from(until).unwrap_or(0).max(self.begun))
    }
}

/// How much later than the newest frame that the sharer named another one was captured, in µs.
fn ahead_us(rtp: u32, word: Seen) -> i64 {
    let ticks = u128::from(word.captured) * 9 / 100;
    let newest = u32::try_from(ticks & u128::from(u32::MAX)).unwrap_or(0);
    // Read as signed (RFC 3550 §5.1).
    i64::from(rtp.wrapping_sub(newest) as i32) * 100 / 9
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The sharer's clock is ahead by this.
    const OFFSET: i64 = 5_000_000;

    fn rtp(captured_ms: u64) -> u32 {
        u32::try_from((captured_ms * 90) & u64::from(u32::MAX)).unwrap()
    }

    /// Of the sharer's clock.
    fn word(captured_ms: u64, current_ms: u64) -> Seen {
        Seen { captured: captured_ms * 1000, current: current_ms * 1000 }
    }

    fn age_ms(freshness: &Freshness, media_ms: u64) -> Option<u64> {
        let now = media_ms * 1000 - OFFSET.unsigned_abs();
        freshness.age_us(now, Some(OFFSET)).map(|us| us / 1000)
    }

    #[test]
    fn a_screen_that_stands_still_does_not_grow_old() {
        let mut freshness = Freshness::default();
        freshness.shown(Some(rtp(10_000)));
        for now in (10_000..100_000).step_by(500) {
            freshness.told(word(10_000, now));
            assert_eq!(age_ms(&freshness, now + 40), Some(40));
        }
    }

    #[test]
    fn silence_makes_it_old() {
        let mut freshness = Freshness::default();
        freshness.shown(Some(rtp(10_000)));
        freshness.told(word(10_000, 20_000));
        assert_eq!(age_ms(&freshness, 20_999), Some(999));
        assert_eq!(freshness.old_at(Some(OFFSET)), Some(21_000_000 - 5_000_000));
        assert_eq!(age_ms(&freshness, 23_000), Some(3_000));
    }

    #[test]
    fn another_frame_than_the_newest_grows_old_though_the_sharer_is_heard() {
        let mut freshness = Freshness::default();
        freshness.shown(Some(rtp(10_000)));
        freshness.told(word(10_000, 20_000));
        for now in (20_500..24_000).step_by(500) {
            freshness.told(word(20_100, now));
        }
        assert_eq!(age_ms(&freshness, 24_000), Some(4_000), "it was right at 20 s, as was said");
        freshness.shown(Some(rtp(20_100)));
        assert_eq!(age_ms(&freshness, 24_000), Some(500));
    }

    #[test]
    fn a_frame_on_its_way_does_not_make_an_old_one_of_what_was_right_just_now() {
        let mut freshness = Freshness::default();
        freshness.shown(Some(rtp(10_000)));
        freshness.told(word(10_000, 20_000));
        freshness.told(word(20_480, 20_500));
        assert_eq!(age_ms(&freshness, 20_510), Some(510));
        freshness.shown(Some(rtp(20_480)));
        assert_eq!(age_ms(&freshness, 20_530), Some(30));
    }

    #[test]
    fn frames_are_as_old_as_their_capture_wherever_timestamps_wrap() {
        // 2³² ticks are 47 721 858 ms.
        let wrap = 47_721_858;
        for captured in [wrap - 300, wrap - 1, wrap, wrap + 200] {
            let mut freshness = Freshness::default();
            freshness.told(word(wrap - 100, wrap - 90));
            freshness.shown(Some(rtp(captured)));
            let expected = (wrap + 300) - captured.max(wrap - 90);
            let got = age_ms(&freshness, wrap + 300).unwrap();
            assert!(got.abs_diff(expected) <= 1, "{captured}: {got}, expected {expected}");
        }
    }

    #[test]
    fn nothing_is_said_of_it_while_nothing_is_known() {
        let mut freshness = Freshness::default();
        assert_eq!(age_ms(&freshness, 20_000), None);
        freshness.told(word(10_000, 10_000));
        assert_eq!(freshness.age_us(20_000_000, None), None, "the clocks are not compared");
        // After a pause it begins anew.
        freshness.begin(15_000_000);
        assert_eq!(freshness.age_us(15_100_000, Some(OFFSET)), None);
        freshness.told(word(10_000, 10_000));
        assert_eq!(freshness.age_us(15_100_000, Some(OFFSET)), Some(100_000));
    }

    #[test]
    fn where_the_browser_does_not_name_frames_the_sharers_word_counts() {
        let mut freshness = Freshness::default();
        freshness.shown(None);
        freshness.told(word(19_000, 20_000));
        assert_eq!(age_ms(&freshness, 20_100), Some(100));
        freshness.shown(Some(rtp(10_000)));
        freshness.unseen();
        freshness.told(word(19_000, 20_500));
        assert_eq!(age_ms(&freshness, 20_600), Some(100));
    }
}
