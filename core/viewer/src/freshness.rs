//! Whether the picture still shows the screen.
//!
//! With each answer to a ping the sharer reports when it captured its newest frame, and until when nothing
//! has changed since. So a static screen does not grow old; a page that shows an older frame than the
//! newest, or that receives nothing any more, notices by itself.

use protocol::limits::PICTURE_STALE;
use protocol::peer::FrameFreshness;

use crate::frame::{FrameStamp, ticks_between};

/// Until when the picture is known to show the screen.
#[derive(Clone, Debug, Default)]
pub struct Freshness {
    /// The sharer's last report.
    report: Option<FrameFreshness>,
    /// The frame that is shown, where the browser names it.
    shown: Option<FrameStamp>,
    /// In µs of the sharer's media clock.
    current_until: Option<i64>,
    /// Nothing counts as older than this, in µs of our clock.
    begun: u64,
}

impl Freshness {
    /// The picture is shown from `now` on (µs of our clock); everything known before is dropped.
    pub fn begin(&mut self, now: u64) {
        *self = Self { begun: now, ..Self::default() };
    }

    /// The sharer reports.
    pub fn reported(&mut self, report: FrameFreshness) {
        self.report = Some(report);
        self.update();
    }

    /// A frame is shown.
    pub fn shown(&mut self, frame: Option<FrameStamp>) {
        self.shown = frame;
        self.update();
    }

    /// The browser does not report shown frames any more, as in a tab in the background.
    pub fn hidden(&mut self) {
        self.shown = None;
    }

    fn update(&mut self) {
        let Some(report) = self.report else { return };
        let time = |us: u64| i64::try_from(us).unwrap_or(i64::MAX);
        let captured = time(report.captured);
        let until = match self.shown.map(|shown| captured.saturating_add(ahead_us(shown, report))) {
            // A newer frame is in flight. The shown one may be current until then, but that is not known.
            Some(shown) if shown < captured => shown,
            Some(shown) => shown.max(time(report.current)),
            None => time(report.current),
        };
        // What was known to be current stays so.
        self.current_until = self.current_until.max(Some(until));
    }

    /// For how long the picture is not known to show the screen, in µs; `offset` is how far the
    /// sharer's clock is ahead of ours. `None` while nothing is known.
    pub fn age_us(&self, now: u64, offset: Option<i64>) -> Option<u64> {
        let since = self.since(offset?)?;
        Some(now.saturating_sub(since))
    }

    /// When that will have lasted for [`PICTURE_STALE`], in µs of our clock.
    pub fn old_at(&self, offset: Option<i64>) -> Option<u64> {
        let old = u64::try_from(PICTURE_STALE.as_micros()).ok()?;
        Some(self.since(offset?)?.saturating_add(old))
    }

    fn since(&self, offset: i64) -> Option<u64> {
        let until = self.current_until?.saturating_sub(offset);
        Some(u64::try_from(until).unwrap_or(0).max(self.begun))
    }
}

/// How much later a frame was captured than the newest one of the sharer's report, in µs.
fn ahead_us(frame: FrameStamp, report: FrameFreshness) -> i64 {
    i64::from(ticks_between(frame, FrameStamp::of_micros(report.captured))) * 100 / 9
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The sharer's clock is ahead by this.
    const OFFSET: i64 = 5_000_000;

    fn frame(captured_ms: u64) -> FrameStamp {
        FrameStamp::of_micros(captured_ms * 1000)
    }

    /// Of the sharer's clock.
    fn report(captured_ms: u64, current_ms: u64) -> FrameFreshness {
        FrameFreshness { captured: captured_ms * 1000, current: current_ms * 1000 }
    }

    fn age_ms(freshness: &Freshness, media_ms: u64) -> Option<u64> {
        let now = media_ms * 1000 - OFFSET.unsigned_abs();
        freshness.age_us(now, Some(OFFSET)).map(|us| us / 1000)
    }

    #[test]
    fn a_screen_that_stands_still_does_not_grow_old() {
        let mut freshness = Freshness::default();
        freshness.shown(Some(frame(10_000)));
        for now in (10_000..100_000).step_by(500) {
            freshness.reported(report(10_000, now));
            assert_eq!(age_ms(&freshness, now + 40), Some(40));
        }
    }

    #[test]
    fn silence_makes_it_old() {
        let mut freshness = Freshness::default();
        freshness.shown(Some(frame(10_000)));
        freshness.reported(report(10_000, 20_000));
        assert_eq!(age_ms(&freshness, 20_999), Some(999));
        assert_eq!(freshness.old_at(Some(OFFSET)), Some(21_000_000 - 5_000_000));
        assert_eq!(age_ms(&freshness, 23_000), Some(3_000));
    }

    #[test]
    fn another_frame_than_the_newest_grows_old_though_the_sharer_is_heard() {
        let mut freshness = Freshness::default();
        freshness.shown(Some(frame(10_000)));
        freshness.reported(report(10_000, 20_000));
        for now in (20_500..24_000).step_by(500) {
            freshness.reported(report(20_100, now));
        }
        assert_eq!(age_ms(&freshness, 24_000), Some(4_000), "it was right at 20 s, as was said");
        freshness.shown(Some(frame(20_100)));
        assert_eq!(age_ms(&freshness, 24_000), Some(500));
    }

    #[test]
    fn a_frame_on_its_way_does_not_make_an_old_one_of_what_was_right_just_now() {
        let mut freshness = Freshness::default();
        freshness.shown(Some(frame(10_000)));
        freshness.reported(report(10_000, 20_000));
        freshness.reported(report(20_480, 20_500));
        assert_eq!(age_ms(&freshness, 20_510), Some(510));
        freshness.shown(Some(frame(20_480)));
        assert_eq!(age_ms(&freshness, 20_530), Some(30));
    }

    #[test]
    fn frames_are_as_old_as_their_capture_wherever_timestamps_wrap() {
        // 2³² ticks are 47 721 858 ms.
        let wrap = 47_721_858;
        for captured in [wrap - 300, wrap - 1, wrap, wrap + 200] {
            let mut freshness = Freshness::default();
            freshness.reported(report(wrap - 100, wrap - 90));
            freshness.shown(Some(frame(captured)));
            let expected = (wrap + 300) - captured.max(wrap - 90);
            let got = age_ms(&freshness, wrap + 300).unwrap();
            assert!(got.abs_diff(expected) <= 1, "{captured}: {got}, expected {expected}");
        }
    }

    #[test]
    fn nothing_is_said_of_it_while_nothing_is_known() {
        let mut freshness = Freshness::default();
        assert_eq!(age_ms(&freshness, 20_000), None);
        freshness.reported(report(10_000, 10_000));
        assert_eq!(freshness.age_us(20_000_000, None), None, "the clocks are not compared");
        // After a pause it begins anew.
        freshness.begin(15_000_000);
        assert_eq!(freshness.age_us(15_100_000, Some(OFFSET)), None);
        freshness.reported(report(10_000, 10_000));
        assert_eq!(freshness.age_us(15_100_000, Some(OFFSET)), Some(100_000));
    }

    #[test]
    fn where_the_browser_does_not_name_frames_the_sharers_word_counts() {
        let mut freshness = Freshness::default();
        freshness.shown(None);
        freshness.reported(report(19_000, 20_000));
        assert_eq!(age_ms(&freshness, 20_100), Some(100));
        freshness.shown(Some(frame(10_000)));
        freshness.hidden();
        freshness.reported(report(19_000, 20_500));
        assert_eq!(age_ms(&freshness, 20_600), Some(100));
    }
}
