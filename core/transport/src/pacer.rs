//! Spreads a frame's packets over time, so that a keyframe does not burst a narrow link.
//!
//! A token bucket. It fills at the pace and holds as much as may leave at once. When it is empty it
//! is waited for until a few milliseconds' worth is in it again: timers are no finer, and each packet
//! that waits for itself alone costs one.

/// Bytes that leave at once after a rest: about ten packets, as WebRTC's own pacers allow.
const BURST_BYTES: u64 = 12_000;

/// The same where [`WIDE_KBIT`] are carried: a usual frame. It takes such a way a few milliseconds, and
/// spread over time it would be late by as much.
const WIDE_BURST_BYTES: u64 = 40_000;

/// The same for the first frame of all: what TCP would send in its first round trips. Nothing is known
/// yet, and the Helper sees nothing yet.
const FIRST_BURST_BYTES: u64 = 40_000;

/// The same where the way is a short one: a usual keyframe. What answers within [`NEAR_US`] is on this
/// computer or in this house, where no line is so narrow that a burst of this size harms anybody.
const NEAR_BURST_BYTES: u64 = 100_000;

/// A way on which answers come within this time, in µs, is short.
const NEAR_US: u64 = 10_000;

/// From here on a way is wide.
const WIDE_KBIT: u32 = 20_000;

/// How much faster than the estimate a frame leaves. Video comes in lumps: a frame spread over the
/// whole frame interval would be late by that much. It is what shows that a way carries more, too.
const HEADROOM_PERCENT: u64 = 250;

/// The slowest pace in bytes per second, so that a wrong estimate cannot stop the picture.
const FLOOR: u64 = 40_000;

/// How much time's worth of packets leaves together once the bucket was empty.
const TOGETHER_US: u64 = 3_000;

/// A token bucket with time as an argument.
#[derive(Debug)]
pub(super) struct Pacer {
    /// Bytes per second.
    rate: u64,
    /// Bytes that may leave at once, in millionths.
    full: i64,
    /// Bytes that may leave now, in millionths; negative after a packet that took more.
    credit: i64,
    /// When `credit` was true, in µs.
    at: u64,
    /// The bucket was empty, and is waited for.
    is_waiting: bool,
}

impl Pacer {
    /// A full bucket for an estimated bandwidth in kbit/s.
    pub(super) fn new(estimate_kbit: u32, now_us: u64) -> Self {
        Self {
            rate: rate(estimate_kbit),
            full: millionths(burst(estimate_kbit)),
            credit: millionths(FIRST_BURST_BYTES),
            at: now_us,
            is_waiting: false,
        }
    }

    /// How long an answer takes, before anything has left.
    pub(super) fn answers_in(&mut self, round_trip_us: u64) {
        if round_trip_us <= NEAR_US {
            self.credit = self.credit.max(millionths(NEAR_BURST_BYTES));
        }
    }

    /// Follows a new estimate.
    pub(super) fn set_estimate(&mut self, estimate_kbit: u32, now_us: u64) {
        self.fill(now_us);
        self.rate = rate(estimate_kbit);
        self.full = millionths(burst(estimate_kbit));
    }

    /// Takes the credit for a packet that leaves.
    pub(super) fn spend(&mut self, bytes: usize, now_us: u64) {
        self.fill(now_us);
        let bytes = u64::try_from(bytes).unwrap_or(u64::MAX);
        self.credit = self.credit.saturating_sub(millionths(bytes));
        self.is_waiting = self.credit <= 0;
    }

    /// When the next packet may leave, in µs; not later than `now_us` when it may now.
    pub(super) fn next(&mut self, now_us: u64) -> u64 {
        self.fill(now_us);
        let wanted =
            if self.is_waiting { millionths(self.rate * TOGETHER_US / 1_000_000) } else { 1 };
        let missing = wanted.min(self.full).saturating_sub(self.credit);
        if missing <= 0 {
            self.is_waiting = false;
            return now_us;
        }
        now_us.saturating_add(missing.unsigned_abs().div_ceil(self.rate))
    }

    fn fill(&mut self, now_us: u64) {
        let elapsed = now_us.saturating_sub(self.at).min(1_000_000);
        self.at = self.at.max(now_us);
        let gained = i64::try_from(elapsed.saturating_mul(self.rate)).unwrap_or(i64::MAX);
        // What was there at the start may be more than is ever filled again.
        let most = self.full.max(self.credit);
        self.credit = self.credit.saturating_add(gained).min(most);
    }
}

fn burst(estimate_kbit: u32) -> u64 {
    if estimate_kbit >= WIDE_KBIT { WIDE_BURST_BYTES } else { BURST_BYTES }
}

fn rate(estimate_kbit: u32) -> u64 {
    (u64::from(estimate_kbit) * 125 * HEADROOM_PERCENT / 100).max(FLOOR)
}

fn millionths(bytes: u64) -> i64 {
    i64::try_from(bytes.saturating_mul(1_000_000)).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec;
    use alloc::vec::Vec;
    use proptest::prelude::*;

    /// Sends packets as early as may be, with a timer that is late by up to `late_us`. Returns when
    /// each left.
    fn send(pacer: &mut Pacer, packets: usize, mut now: u64, late_us: u64) -> Vec<u64> {
        let packet = |_| {
            let next = pacer.next(now);
            if next > now {
                now = next + late_us;
                assert!(pacer.next(now) <= now, "what was waited for is there");
            }
            pacer.spend(1200, now);
            now
        };
        (0..packets).map(packet).collect()
    }

    #[test]
    fn a_small_frame_leaves_at_once() {
        let mut pacer = Pacer::new(1000, 0);
        send(&mut pacer, 34, 0, 0);
        let later = send(&mut pacer, 10, 10_000_000, 0);
        assert_eq!(later, [10_000_000; 10]);
        assert!(pacer.next(10_000_000) > 10_000_000);
    }

    #[test]
    fn on_a_wide_way_a_usual_frame_leaves_in_one_go() {
        let mut pacer = Pacer::new(20_000, 0);
        for frame in 0..10 {
            let at = frame * 33_000;
            assert_eq!(send(&mut pacer, 33, at, 0), vec![at; 33], "frame {frame}");
        }
    }

    #[test]
    fn on_a_short_way_the_first_keyframe_leaves_in_one_go() {
        let mut near = Pacer::new(6_000, 0);
        near.answers_in(2_000);
        assert_eq!(send(&mut near, 84, 0, 0), vec![0; 84]);
        // Once: later frames have the usual room.
        assert!(near.next(0) > 0);
        assert!(*send(&mut near, 83, 10_000_000, 0).last().unwrap() > 10_000_000);
        let mut far = Pacer::new(6_000, 0);
        far.answers_in(30_000);
        assert!(*send(&mut far, 83, 0, 0).last().unwrap() > 0);
    }

    #[test]
    fn a_keyframe_takes_as_long_as_the_pace_says() {
        let mut pacer = Pacer::new(4000, 0);
        let left = send(&mut pacer, 1, 0, 0).len() + send(&mut pacer, 99, 0, 0).len();
        assert_eq!(left, 100);
        // 120 kB less the burst at 10 Mbit/s.
        let mut pacer = Pacer::new(4000, 0);
        let last = *send(&mut pacer, 100, 0, 0).last().unwrap();
        let expected = (120_000 - FIRST_BURST_BYTES) * 8 / 10;
        assert!(last.abs_diff(expected) <= 5_000, "{last} µs, expected {expected}");
    }

    #[test]
    fn a_rest_does_not_save_up_more_than_the_burst() {
        let mut pacer = Pacer::new(100_000, 0);
        send(&mut pacer, 100, 0, 0);
        let at = 3_600_000_000;
        let left = send(&mut pacer, 100, at, 0);
        assert_eq!(left.iter().filter(|left| **left == at).count(), 34);
    }

    proptest! {
        #[test]
        fn waits_are_worth_a_timer_and_the_pace_is_kept(
            kbit in 150..100_000u32, packets in 50..400usize, late_us in 0..2_000u64,
        ) {
            let mut pacer = Pacer::new(kbit, 0);
            let left = send(&mut pacer, packets, 0, late_us);
            for pair in left.windows(2) {
                let wait = pair[1] - pair[0];
                prop_assert!(wait == 0 || wait >= 1_000, "a wait of {wait} µs");
            }
            // Never faster than the pace, beside the burst.
            let after = |n: usize| u64::try_from(n).unwrap() * 1200;
            for (n, at) in left.iter().enumerate() {
                let most = FIRST_BURST_BYTES + 1200 + rate(kbit) * at / 1_000_000 + 1;
                prop_assert!(after(n) <= most, "{} bytes after {at} µs", after(n));
            }
        }
    }
}
