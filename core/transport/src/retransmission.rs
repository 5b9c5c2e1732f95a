//! Which lost packets are sent again, and when a keyframe is the better answer.
//!
//! A browser asks again for what does not come, as often as it takes a round trip for when the way was
//! empty. On a way with a queue, to answer each time is to fill the way with copies.

use alloc::collections::VecDeque;

use super::RoundTrip;

/// Packets that can be sent again: a second of them at 20 Mbit/s. What is older needs a keyframe.
pub const KEPT_PACKETS: usize = 2048;

/// How old a packet may be, in µs, beside the round trip. Then its frame is so late that a keyframe shows
/// more, and is less than all that was lost since.
const DEADLINE_US: u64 = 1_000_000;

/// Once a keyframe was called for, how long it may take until it leaves, in µs. It is not called for again
/// before.
const KEYFRAME_US: u64 = 500_000;

/// So many bytes are repaired rather than replaced by a keyframe, however small that is.
const FEW_BYTES: u64 = 20_000;

/// The shortest time between two copies, in µs.
const SPACING_US: u64 = 15_000;

/// Bytes of copies that may leave at once. Further ones leave at the rate that the way carries.
const BURST_BYTES: u64 = 60_000;

/// What is done about a packet that is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It is sent again.
    Again,
    /// Nothing: a copy is on its way, nobody needs it any more, or there is no room now.
    Nothing,
    /// It is too late: only a keyframe helps.
    Keyframe,
}

/// Remembers what was sent.
#[derive(Debug, Default)]
pub(super) struct Repair {
    /// Since the last keyframe, with consecutive numbers.
    kept: VecDeque<Kept>,
    /// A packet since the last keyframe was forgotten.
    has_forgotten: bool,
    /// The last keyframe's size.
    keyframe_bytes: u64,
    /// When a keyframe was called for, since the last one.
    called_us: Option<u64>,
    /// Bytes that were asked for and not repaired yet, as far as the way's rate tells, in millionths.
    missing: u64,
    /// Bytes of copies that may leave, in millionths.
    credit: u64,
    /// When these two were true.
    at_us: u64,
}

#[derive(Clone, Copy, Debug)]
struct Kept {
    number: u16,
    bytes: usize,
    left_us: u64,
    is_missing: bool,
    again_us: Option<u64>,
}

impl Repair {
    /// A keyframe of so many bytes is next: nobody needs what was before it.
    pub(super) fn keyframe(&mut self, bytes: usize) {
        self.kept.clear();
        self.has_forgotten = false;
        self.keyframe_bytes = u64::try_from(bytes).unwrap_or(u64::MAX);
        self.called_us = None;
        self.missing = 0;
    }

    /// A packet leaves for the first time.
    pub(super) fn sent(&mut self, number: u16, bytes: usize, now_us: u64) {
        let follows = |last: &Kept| last.number.wrapping_add(1) == number;
        if !self.kept.back().is_none_or(follows) {
            self.kept.clear();
            self.has_forgotten = true;
        }
        let kept = Kept { number, bytes, left_us: now_us, is_missing: false, again_us: None };
        self.kept.push_back(kept);
        if self.kept.len() > KEPT_PACKETS {
            self.kept.pop_front();
            self.has_forgotten = true;
        }
    }

    /// A packet is asked for. `kbit` is what the way carries.
    pub(super) fn asked(
        &mut self,
        number: u16,
        round_trip: RoundTrip,
        kbit: u32,
        now_us: u64,
    ) -> Answer {
        self.pass(kbit, now_us);
        let Some(first) = self.kept.front() else { return Answer::Nothing };
        let index = number.wrapping_sub(first.number);
        if index.cast_signed() < 0 {
            return if self.has_forgotten { self.call(now_us) } else { Answer::Nothing };
        }
        let Some(kept) = self.kept.get_mut(usize::from(index)) else { return Answer::Nothing };
        let cost = u64::try_from(kept.bytes).unwrap_or(u64::MAX).saturating_mul(1_000_000);
        if !core::mem::replace(&mut kept.is_missing, true) {
            self.missing = self.missing.saturating_add(cost);
        }
        let is_late = now_us.saturating_sub(kept.left_us) > DEADLINE_US + round_trip.0;
        if is_late || self.missing / 1_000_000 > self.keyframe_bytes.max(FEW_BYTES) {
            return self.call(now_us);
        }
        let spacing = round_trip.0.max(SPACING_US);
        let is_under_way = kept.again_us.is_some_and(|at| now_us.saturating_sub(at) < spacing);
        if is_under_way || cost > self.credit {
            return Answer::Nothing;
        }
        self.credit -= cost;
        kept.again_us = Some(now_us);
        Answer::Again
    }

    /// Calls for a keyframe.
    fn call(&mut self, now_us: u64) -> Answer {
        if self.called_us.is_some_and(|at| now_us.saturating_sub(at) < KEYFRAME_US) {
            return Answer::Nothing;
        }
        self.called_us = Some(now_us);
        Answer::Keyframe
    }

    /// What passes in time.
    fn pass(&mut self, kbit: u32, now_us: u64) {
        let elapsed = now_us.saturating_sub(self.at_us).min(10_000_000);
        self.at_us = self.at_us.max(now_us);
        // A kbit/s is 125 bytes a second.
        let gained = elapsed.saturating_mul(u64::from(kbit) * 125);
        self.credit = self.credit.saturating_add(gained).min(BURST_BYTES * 1_000_000);
        self.missing = self.missing.saturating_sub(gained);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec::Vec;
    use proptest::prelude::*;

    const TRIP: RoundTrip = RoundTrip(100_000);

    fn sent(count: u16) -> Repair {
        let mut repair = Repair::default();
        repair.keyframe(100_000);
        (0..count).for_each(|n| repair.sent(n.wrapping_add(65_500), 1200, 0));
        repair
    }

    #[test]
    fn a_packet_is_sent_again_once_in_a_round_trip() {
        let mut repair = sent(100);
        let mut ask = |now| repair.asked(20, TRIP, 10_000, now);
        assert_eq!(ask(60_000), Answer::Again);
        assert_eq!(ask(100_000), Answer::Nothing);
        assert_eq!(ask(161_000), Answer::Again, "the copy was lost as well");
        assert_eq!(repair.asked(3_000, TRIP, 10_000, 200_000), Answer::Nothing, "never sent");
    }

    #[test]
    fn what_is_too_old_needs_a_keyframe_and_then_nothing() {
        let mut repair = sent(100);
        assert_eq!(repair.asked(65_510, TRIP, 10_000, 1_200_000), Answer::Keyframe);
        assert_eq!(repair.asked(65_511, TRIP, 10_000, 1_200_000), Answer::Nothing, "it is made");
        repair.keyframe(30_000);
        repair.sent(64, 1200, 1_300_000);
        assert_eq!(repair.asked(65_510, TRIP, 10_000, 1_300_000), Answer::Nothing);
        let mut repair = sent(3_000);
        assert_eq!(repair.asked(65_510, TRIP, 10_000, 60_000), Answer::Keyframe, "forgotten");
    }

    #[test]
    fn more_than_a_keyframe_is_not_repaired() {
        let mut repair = sent(2_000);
        let asked = |n: u16| repair.asked(n.wrapping_add(65_500), TRIP, 1_000, 60_000);
        let answers: Vec<Answer> = (0..100).map(asked).collect();
        assert_eq!(answers.iter().filter(|answer| **answer == Answer::Keyframe).count(), 1);
        // As many over a minute are.
        let mut repair = sent(2_000);
        for n in 0..100u16 {
            let now = u64::from(n) * 600_000;
            repair.sent(n.wrapping_add(1_964), 1200, now);
            let answer = repair.asked(n.wrapping_add(1_964), TRIP, 1_000, now + 50_000);
            assert_eq!(answer, Answer::Again, "{n}");
        }
    }

    proptest! {
        #[test]
        fn copies_never_take_more_than_the_way_carries(
            kbit in 150..20_000u32, asks in prop::collection::vec((0..2_000u16, 0..3_000u64), 1..2_000),
        ) {
            let mut repair = sent(2_000);
            let (mut now, mut bytes) = (0, 0);
            for (number, later) in asks {
                now += later;
                let number = number.wrapping_add(65_500);
                if repair.asked(number, TRIP, kbit, now) == Answer::Again {
                    bytes += 1200;
                }
                prop_assert!(bytes <= BURST_BYTES + now * u64::from(kbit) * 125 / 1_000_000 + 1);
            }
        }
    }
}
