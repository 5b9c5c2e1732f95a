//! The time from an input event to the frame that shows its effect.
//!
//! A mark follows an event on its channel. The sharer answers with the time at which it had processed the
//! event, on its media clock; the first shown frame that was captured later is the first that can show
//! the effect.

use alloc::collections::VecDeque;
use alloc::vec::Vec;

use crate::frame::{FrameStamp, ticks_between};

/// How long a measurement may take, in µs: some events change nothing on the screen.
const TIMEOUT: u64 = 1_000_000;

/// The time between two marks, in µs: each costs a message.
const SPACING: u64 = 250_000;

/// Measurements of which the median is shown.
const SAMPLES: usize = 9;

/// Measures one event after another.
#[derive(Clone, Debug, Default)]
pub struct InputLatency {
    number: u32,
    marked: Option<u64>,
    pending: Option<Pending>,
    /// In µs.
    samples: VecDeque<u64>,
}

#[derive(Clone, Copy, Debug)]
struct Pending {
    since: u64,
    /// When the sharer had processed the event.
    processed: Option<FrameStamp>,
}

impl InputLatency {
    /// An event is sent `now` (µs). Returns the number of the mark that is to follow it, if one is.
    pub fn sent(&mut self, now: u64) -> Option<u32> {
        let is_pending =
            self.pending.is_some_and(|pending| now.saturating_sub(pending.since) < TIMEOUT);
        let is_soon = self.marked.is_some_and(|marked| now.saturating_sub(marked) < SPACING);
        if is_pending || is_soon {
            return None;
        }
        self.marked = Some(now);
        self.pending = Some(Pending { since: now, processed: None });
        self.number = self.number.wrapping_add(1);
        Some(self.number)
    }

    /// The sharer had processed the event before a mark at this time of its media clock, in µs.
    pub fn processed(&mut self, number: u32, media: u64) {
        if let Some(pending) = &mut self.pending
            && number == self.number
        {
            pending.processed = Some(FrameStamp::of_micros(media));
        }
    }

    /// A frame is shown `now`.
    pub fn shown(&mut self, frame: FrameStamp, now: u64) {
        let Some(Pending { since, processed: Some(processed) }) = self.pending else { return };
        if ticks_between(frame, processed) < 0 {
            return;
        }
        self.pending = None;
        let took = now.saturating_sub(since);
        if took < TIMEOUT {
            if self.samples.len() >= SAMPLES {
                self.samples.pop_front();
            }
            self.samples.push_back(took);
        }
    }

    /// The median of the last measurements, in ms.
    pub fn ms(&self) -> Option<f64> {
        let mut sorted: Vec<u64> = self.samples.iter().copied().collect();
        sorted.sort_unstable();
        sorted.get(sorted.len() / 2).map(|us| *us as f64 / 1000.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MS: u64 = 1000;

    fn frame(media_us: u64) -> FrameStamp {
        FrameStamp::of_micros(media_us)
    }

    #[test]
    fn only_a_frame_captured_after_the_event_was_taken_counts() {
        let mut latency = InputLatency::default();
        let number = latency.sent(10_000 * MS).unwrap();
        latency.shown(frame(700 * MS), 10_005 * MS);
        latency.processed(number, 700 * MS);
        latency.shown(frame(699 * MS), 10_010 * MS);
        assert_eq!(latency.ms(), None, "they were captured before");
        latency.shown(frame(702 * MS), 10_030 * MS);
        assert_eq!(latency.ms(), Some(30.0));
        latency.shown(frame(750 * MS), 10_090 * MS);
        assert_eq!(latency.ms(), Some(30.0), "once");
    }

    #[test]
    fn one_event_is_measured_at_a_time_and_not_too_many() {
        let mut latency = InputLatency::default();
        let first = latency.sent(0).unwrap();
        assert_eq!(latency.sent(300 * MS), None, "the first is still waited for");
        let second = latency.sent(1000 * MS).unwrap();
        latency.processed(first, 5);
        latency.shown(frame(10), 1001 * MS);
        assert_eq!(latency.ms(), None, "an old answer is none");
        latency.processed(second, 5);
        latency.shown(frame(10), 1020 * MS);
        assert_eq!(latency.ms(), Some(20.0));
        assert_eq!(latency.sent(1200 * MS), None, "too soon");
        assert!(latency.sent(1250 * MS).is_some());
    }

    #[test]
    fn an_event_without_a_picture_is_given_up_and_the_middle_one_is_shown() {
        let mut latency = InputLatency::default();
        for (n, took) in [10, 900, 20, 30, 1500, 25, 22].into_iter().enumerate() {
            let now = u64::try_from(n).unwrap() * 2000 * MS;
            let number = latency.sent(now).unwrap();
            // 2³² ticks are about 47 721 858 ms: it wraps on the way.
            let media = 47_721_850 * MS + now / 1000;
            latency.processed(number, media);
            latency.shown(frame(media + 10 * MS), now + took * MS);
        }
        assert_eq!(latency.ms(), Some(25.0));
    }
}
