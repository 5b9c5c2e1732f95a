//! How old a frame is when it is shown.
//!
//! Pings measure how far the sharer's media clock is ahead of ours. A frame is named by the media time of
//! its capture, so its age is the difference.

use alloc::collections::VecDeque;

use crate::frame::{FrameStamp, ticks_between};

/// Pings remembered. At two a second these are the last ten seconds: long enough to hold a quick
/// one, short enough to follow the clocks' drift.
const SAMPLES: usize = 20;

/// Ticks of a frame's stamp in a millisecond: 90 kHz.
const TICKS_PER_MS: f64 = 90.0;

/// No frame is this old when it is shown: the session would have ended before.
const AGE_MAX_MS: f64 = 60_000.0;

/// One answered ping.
#[derive(Clone, Copy, Debug)]
struct Sample {
    rtt_us: u64,
    offset_us: i64,
}

/// Clock offset and round-trip time, and from them the age of a frame.
#[derive(Clone, Debug, Default)]
pub struct Latency {
    samples: VecDeque<Sample>,
}

impl Latency {
    /// Takes an answered ping: sent `at`, answered at `media` of the sharer's clock, back `now`;
    /// all in µs. One that claims to come from the future is dropped.
    pub fn pong(&mut self, at: u64, media: u64, now: u64) {
        let Some(rtt_us) = now.checked_sub(at) else {
            return;
        };
        let (Ok(media), Ok(middle)) = (i64::try_from(media), i64::try_from(at + rtt_us / 2)) else {
            return;
        };
        if self.samples.len() >= SAMPLES {
            self.samples.pop_front();
        }
        self.samples.push_back(Sample { rtt_us, offset_us: media.saturating_sub(middle) });
    }

    /// The latest round-trip time in ms.
    pub fn rtt_ms(&self) -> Option<f64> {
        self.samples.back().map(|sample| sample.rtt_us as f64 / 1000.0)
    }

    /// How far the sharer's media clock is ahead, in µs: as the quickest ping measured it, since half its
    /// round trip bounds the error.
    pub fn offset_us(&self) -> Option<i64> {
        self.samples.iter().min_by_key(|sample| sample.rtt_us).map(|sample| sample.offset_us)
    }

    /// The age in ms of a frame that is shown at `now` (µs). Never negative: the error of the offset counts
    /// as zero. `None` while no ping is answered, and for a stamp that cannot be one of this clock.
    pub fn age_ms(&self, frame: FrameStamp, now: u64) -> Option<f64> {
        let now = i64::try_from(now).ok()?;
        let media = u64::try_from(now.checked_add(self.offset_us()?)?).ok()?;
        let age = ticks_between(FrameStamp::of_micros(media), frame);
        let age = f64::from(age.max(0)) / TICKS_PER_MS;
        (age <= AGE_MAX_MS).then_some(age)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_quickest_ping_sets_the_clock() {
        let mut latency = Latency::default();
        // The sharer's clock is 1 s ahead; a slow answer would say 1.04 s.
        latency.pong(10_000, 1_010_500, 11_000);
        latency.pong(500_000, 1_590_000, 600_000);
        assert_eq!(latency.offset_us(), Some(1_000_000));
        assert_eq!(latency.rtt_ms(), Some(100.0));
    }

    #[test]
    fn an_old_ping_is_forgotten() {
        let mut latency = Latency::default();
        latency.pong(0, 7, 0);
        for n in 1..=20u64 {
            latency.pong(n * 1000, n * 1000 + 1005, n * 1000 + 10);
        }
        assert_eq!(latency.offset_us(), Some(1000));
    }

    #[test]
    fn a_pong_from_the_future_is_dropped() {
        let mut latency = Latency::default();
        latency.pong(5, 5, 4);
        latency.pong(0, u64::MAX, 1);
        assert_eq!(latency.offset_us(), None);
        assert_eq!(latency.age_ms(FrameStamp(0), 0), None);
    }

    proptest! {
        #[test]
        fn age_is_right_wherever_the_timestamp_wraps(
            media in 0..200_000_000_000u64, age_ms in 0..2000u64, ahead in 0..1_000_000_000u64,
        ) {
            let mut latency = Latency::default();
            latency.pong(0, ahead, 0);
            let captured = media + ahead;
            let shown = media + age_ms * 1000;
            let got = latency.age_ms(FrameStamp::of_micros(captured), shown).unwrap();
            prop_assert!((got - age_ms as f64).abs() < 0.05, "{got} for {age_ms}");
        }
    }
}
