//! Rates for the statistics, from the browser's counters.

use alloc::collections::VecDeque;

use crate::frame::{FrameStamp, ticks_between};

/// The time over which a rate is measured, in ms: long enough to be steady, short enough to follow.
const WINDOW_MS: f64 = 2000.0;

/// Frames remembered at most; above any rate a screen has in [`WINDOW_MS`].
const FRAMES: usize = 512;

/// Frames per second over the last moments.
#[derive(Clone, Debug, Default)]
pub struct FrameRate {
    shown: VecDeque<f64>,
    newest: Option<FrameStamp>,
}

impl FrameRate {
    /// A frame was shown at `now` ms. One that shows the same moment as the one before does not count: a picture of
    /// tiles comes in parts.
    pub fn frame(&mut self, stamp: Option<FrameStamp>, now: f64) {
        let newest = core::mem::replace(&mut self.newest, stamp);
        // A time is rounded to ticks.
        if let (Some(stamp), Some(newest)) = (stamp, newest)
            && ticks_between(stamp, newest).unsigned_abs() <= 1
        {
            return;
        }
        if self.shown.len() >= FRAMES {
            self.shown.pop_front();
        }
        self.shown.push_back(now);
    }

    /// Frames per second up to `now` ms. A static screen has none.
    pub fn fps(&self, now: f64) -> f64 {
        let frames = self.shown.iter().filter(|at| now - **at <= WINDOW_MS).count();
        frames as f64 * 1000.0 / WINDOW_MS
    }
}

/// A rate from a counter that only grows.
#[derive(Clone, Copy, Debug, Default)]
pub struct ByteRate {
    last: Option<(f64, f64)>,
    kbit_s: f64,
}

impl ByteRate {
    /// The counter stood at `bytes` at `now` ms.
    pub fn sample(&mut self, bytes: f64, now: f64) {
        if let Some((then, before)) = self.last
            && now > then
            && bytes >= before
        {
            self.kbit_s = (bytes - before) * 8.0 / (now - then);
        }
        self.last = Some((now, bytes));
    }

    /// kbit/s between the last two samples.
    pub fn kbit_s(self) -> f64 {
        self.kbit_s
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_are_counted_over_the_window() {
        let mut rate = FrameRate::default();
        for n in 0..100 {
            rate.frame(None, f64::from(n) * 40.0);
        }
        assert_eq!(rate.fps(4000.0), 25.0);
        assert_eq!(rate.fps(9000.0), 0.0);
    }

    #[test]
    fn parts_of_the_same_moment_are_one_frame() {
        let mut rate = FrameRate::default();
        for n in 0..100u32 {
            for part in [0, 0, 1] {
                rate.frame(Some(FrameStamp(n * 3_600 + part)), f64::from(n) * 40.0);
            }
        }
        assert_eq!(rate.fps(4000.0), 25.0);
    }

    #[test]
    fn bytes_become_kilobits_and_a_reset_counter_does_not_count() {
        let mut rate = ByteRate::default();
        rate.sample(1000.0, 0.0);
        rate.sample(126_000.0, 1000.0);
        assert_eq!(rate.kbit_s(), 1000.0);
        rate.sample(0.0, 2000.0);
        assert_eq!(rate.kbit_s(), 1000.0);
    }
}
