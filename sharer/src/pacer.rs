//! PURE. Spreads a frame's packets over time, so that a keyframe does not burst a narrow link.
//!
//! A token bucket: it fills at the pace, and holds a few packets' worth so that small frames leave
//! at once.

use std::time::Duration;

/// Bytes that may leave at once after a rest: about ten packets, as WebRTC's own pacers allow.
const BURST_BYTES: u64 = 12_000;

/// How much faster than the estimated bandwidth a frame leaves. Video comes in lumps: a frame
/// spread over the whole frame interval would be late by that much.
const HEADROOM_PERCENT: u64 = 250;

/// The slowest pace in bytes per second, so that a wrong estimate cannot stop the picture.
const FLOOR: u64 = 40_000;

/// A token bucket with time as an argument.
#[derive(Debug)]
pub struct Pacer {
    /// Bytes per second.
    rate: u64,
    /// Bytes that may leave now, in millionths, may be negative after a packet.
    credit: i64,
    /// When `credit` was true, in µs.
    at: u64,
}

impl Pacer {
    /// A full bucket at `now_us` for an estimated bandwidth in kbit/s.
    pub fn new(estimate_kbit: u32, now_us: u64) -> Self {
        let credit = i64::try_from(BURST_BYTES * 1_000_000).unwrap_or(i64::MAX);
        Self { rate: rate(estimate_kbit), credit, at: now_us }
    }

    /// Follows a new estimate.
    pub fn set_estimate(&mut self, estimate_kbit: u32, now_us: u64) {
        self.fill(now_us);
        self.rate = rate(estimate_kbit);
    }

    /// Takes the credit for a packet of `bytes`. Returns how long to wait before the next one.
    pub fn spend(&mut self, bytes: usize, now_us: u64) -> Duration {
        self.fill(now_us);
        let cost = i64::try_from(bytes).unwrap_or(i64::MAX).saturating_mul(1_000_000);
        self.credit = self.credit.saturating_sub(cost);
        if self.credit >= 0 {
            return Duration::ZERO;
        }
        Duration::from_micros(self.credit.unsigned_abs() / self.rate)
    }

    fn fill(&mut self, now_us: u64) {
        let elapsed = now_us.saturating_sub(self.at).min(1_000_000);
        self.at = self.at.max(now_us);
        let full = i64::try_from(BURST_BYTES * 1_000_000).unwrap_or(i64::MAX);
        let gained = i64::try_from(elapsed.saturating_mul(self.rate)).unwrap_or(i64::MAX);
        self.credit = self.credit.saturating_add(gained).min(full);
    }
}

fn rate(estimate_kbit: u32) -> u64 {
    (u64::from(estimate_kbit) * 125 * HEADROOM_PERCENT / 100).max(FLOOR)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_frame_leaves_at_once() {
        let mut pacer = Pacer::new(1000, 0);
        assert!((0..10).all(|_| pacer.spend(1200, 0) == Duration::ZERO));
        assert!(pacer.spend(1200, 0) > Duration::ZERO);
    }

    #[test]
    fn a_keyframe_takes_as_long_as_the_pace_says() {
        let mut pacer = Pacer::new(4000, 0);
        let mut now = 0;
        for _ in 0..100 {
            now += u64::try_from(pacer.spend(1200, now).as_micros()).unwrap();
        }
        // 120 kB less the burst at 10 Mbit/s.
        let expected = (120_000 - BURST_BYTES) * 8 / 10;
        assert!(now.abs_diff(expected) < 2_000, "{now} µs, expected {expected}");
    }

    #[test]
    fn a_rest_does_not_save_up_more_than_the_burst() {
        let mut pacer = Pacer::new(100_000, 0);
        let sent = (0..100).filter(|_| pacer.spend(1200, 3_600_000_000) == Duration::ZERO).count();
        assert_eq!(sent, 10);
    }
}
