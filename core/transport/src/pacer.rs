//! Paces a frame's packets, so that a keyframe does not overflow the queue of a slow link.
//!
//! A token bucket. It fills at the pacing rate and holds the largest burst. Once it is empty, sending
//! waits until it holds a few milliseconds' worth: timers are no finer, and a wait for each packet
//! would cost one timer each.

/// Bytes that may be sent at once after a pause: about ten packets, as WebRTC's own pacers allow.
const BURST_BYTES: u64 = 12_000;

/// The same on a path of at least [`FAST_KBIT_S`]: a usual frame. Such a path delivers it in a few
/// milliseconds; pacing would delay it by as much.
const FAST_BURST_BYTES: u64 = 40_000;

/// The same for the very first frame: what TCP would send in its first round trips (an initial window
/// of ten segments, RFC 6928). Nothing is measured yet, and the Helper sees nothing yet.
const INITIAL_BURST_BYTES: u64 = 40_000;

/// The same on a path within this computer or the local network, which a round trip of at most
/// [`LOCAL_ROUND_TRIP_US`] shows: a usual keyframe. No such path is so slow that this burst does harm.
const LOCAL_BURST_BYTES: u64 = 100_000;

/// The longest round trip of a local path, in µs.
const LOCAL_ROUND_TRIP_US: u64 = 10_000;

/// A path is fast from this bandwidth on.
const FAST_KBIT_S: u32 = 20_000;

/// The pacing rate in percent of the estimated bandwidth. Video comes in bursts: a frame paced over the
/// whole frame interval would be late by that much. It also shows when a path is faster than estimated.
const PACING_PERCENT: u64 = 250;

/// The lowest pacing rate in bytes per second, so that a wrong estimate cannot stop the picture.
const MIN_RATE: u64 = 40_000;

/// How much time's worth of packets is sent together once the bucket was empty.
const BATCH_US: u64 = 3_000;

/// A token bucket with time as an argument.
#[derive(Debug)]
pub(super) struct Pacer {
    /// Bytes per second.
    rate: u64,
    /// The largest burst in bytes, in millionths.
    capacity: i64,
    /// Bytes that may be sent now, in millionths; negative after a packet that took more.
    credit: i64,
    /// When `credit` was updated, in µs.
    updated_us: u64,
    /// The bucket was empty, and sending waits until it holds a batch.
    is_waiting: bool,
}

impl Pacer {
    /// A full bucket for an estimated bandwidth in kbit/s.
    pub(super) fn new(estimated_kbit_s: u32, now_us: u64) -> Self {
        Self {
            rate: rate(estimated_kbit_s),
            capacity: millionths(burst(estimated_kbit_s)),
            credit: millionths(INITIAL_BURST_BYTES),
            updated_us: now_us,
            is_waiting: false,
        }
    }

    /// The round-trip time of connectivity checks, before anything was sent.
    pub(super) fn on_connectivity_check(&mut self, round_trip_us: u64) {
        if round_trip_us <= LOCAL_ROUND_TRIP_US {
            self.credit = self.credit.max(millionths(LOCAL_BURST_BYTES));
        }
    }

    /// Follows a new estimate.
    pub(super) fn set_estimate(&mut self, estimated_kbit_s: u32, now_us: u64) {
        self.fill(now_us);
        self.rate = rate(estimated_kbit_s);
        self.capacity = millionths(burst(estimated_kbit_s));
    }

    /// Takes the credit for a packet that is sent.
    pub(super) fn on_sent(&mut self, bytes: usize, now_us: u64) {
        self.fill(now_us);
        let bytes = u64::try_from(bytes).unwrap_or(u64::MAX);
        self.credit = self.credit.saturating_sub(millionths(bytes));
        self.is_waiting = self.credit <= 0;
    }

    /// When the next packet may be sent, in µs: now, when that is not later than `now_us`.
    pub(super) fn next_send_us(&mut self, now_us: u64) -> u64 {
        self.fill(now_us);
        let wanted = if self.is_waiting { millionths(self.rate * BATCH_US / 1_000_000) } else { 1 };
        let missing = wanted.min(self.capacity).saturating_sub(self.credit);
        if missing <= 0 {
            self.is_waiting = false;
            return now_us;
        }
        now_us.saturating_add(missing.unsigned_abs().div_ceil(self.rate))
    }

    fn fill(&mut self, now_us: u64) {
        let elapsed = now_us.saturating_sub(self.updated_us).min(1_000_000);
        self.updated_us = self.updated_us.max(now_us);
        let gained = i64::try_from(elapsed.saturating_mul(self.rate)).unwrap_or(i64::MAX);
        // The initial burst may exceed the capacity.
        let most = self.capacity.max(self.credit);
        self.credit = self.credit.saturating_add(gained).min(most);
    }
}

fn burst(estimated_kbit_s: u32) -> u64 {
    if estimated_kbit_s >= FAST_KBIT_S { FAST_BURST_BYTES } else { BURST_BYTES }
}

fn rate(estimated_kbit_s: u32) -> u64 {
    (u64::from(estimated_kbit_s) * 125 * PACING_PERCENT / 100).max(MIN_RATE)
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

    /// Sends packets as early as allowed, with a timer that is late by `late_us`. Returns when each was
    /// sent.
    fn send(pacer: &mut Pacer, packets: usize, mut now: u64, late_us: u64) -> Vec<u64> {
        let packet = |_| {
            let next = pacer.next_send_us(now);
            if next > now {
                now = next + late_us;
                assert!(pacer.next_send_us(now) <= now, "the batch is there after the wait");
            }
            pacer.on_sent(1200, now);
            now
        };
        (0..packets).map(packet).collect()
    }

    #[test]
    fn a_small_frame_is_sent_at_once() {
        let mut pacer = Pacer::new(1000, 0);
        send(&mut pacer, 34, 0, 0);
        let later = send(&mut pacer, 10, 10_000_000, 0);
        assert_eq!(later, [10_000_000; 10]);
        assert!(pacer.next_send_us(10_000_000) > 10_000_000);
    }

    #[test]
    fn on_a_fast_path_a_usual_frame_is_sent_in_one_burst() {
        let mut pacer = Pacer::new(20_000, 0);
        for frame in 0..10 {
            let at = frame * 33_000;
            assert_eq!(send(&mut pacer, 33, at, 0), vec![at; 33], "frame {frame}");
        }
    }

    #[test]
    fn on_a_local_path_the_first_keyframe_is_sent_in_one_burst() {
        let mut near = Pacer::new(6_000, 0);
        near.on_connectivity_check(2_000);
        assert_eq!(send(&mut near, 84, 0, 0), vec![0; 84]);
        // Once: later frames have the usual room.
        assert!(near.next_send_us(0) > 0);
        assert!(*send(&mut near, 83, 10_000_000, 0).last().unwrap() > 10_000_000);
        let mut far = Pacer::new(6_000, 0);
        far.on_connectivity_check(30_000);
        assert!(*send(&mut far, 83, 0, 0).last().unwrap() > 0);
    }

    #[test]
    fn a_keyframe_takes_as_long_as_the_pacing_rate_says() {
        let mut pacer = Pacer::new(4000, 0);
        let left = send(&mut pacer, 1, 0, 0).len() + send(&mut pacer, 99, 0, 0).len();
        assert_eq!(left, 100);
        // 120 kB less the burst at 10 Mbit/s.
        let mut pacer = Pacer::new(4000, 0);
        let last = *send(&mut pacer, 100, 0, 0).last().unwrap();
        let expected = (120_000 - INITIAL_BURST_BYTES) * 8 / 10;
        assert!(last.abs_diff(expected) <= 5_000, "{last} µs, expected {expected}");
    }

    #[test]
    fn a_pause_does_not_save_up_more_than_the_burst() {
        let mut pacer = Pacer::new(100_000, 0);
        send(&mut pacer, 100, 0, 0);
        let at = 3_600_000_000;
        let left = send(&mut pacer, 100, at, 0);
        assert_eq!(left.iter().filter(|left| **left == at).count(), 34);
    }

    proptest! {
        #[test]
        fn waits_are_worth_a_timer_and_the_pacing_rate_is_kept(
            kbit in 150..100_000u32, packets in 50..400usize, late_us in 0..2_000u64,
        ) {
            let mut pacer = Pacer::new(kbit, 0);
            let left = send(&mut pacer, packets, 0, late_us);
            for pair in left.windows(2) {
                let wait = pair[1] - pair[0];
                prop_assert!(wait == 0 || wait >= 1_000, "a wait of {wait} µs");
            }
            // Never faster than the pacing rate, beside the burst.
            let after = |n: usize| u64::try_from(n).unwrap() * 1200;
            for (n, at) in left.iter().enumerate() {
                let most = INITIAL_BURST_BYTES + 1200 + rate(kbit) * at / 1_000_000 + 1;
                prop_assert!(after(n) <= most, "{} bytes after {at} µs", after(n));
            }
        }
    }
}
