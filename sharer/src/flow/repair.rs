//! PURE. Which lost packets are sent again, and when a keyframe is the better answer.
//!
//! A browser asks again for what does not come, as often as it takes a round trip for when the way was
//! empty. On a way with a queue, to answer each time is to fill the way with copies.

use std::collections::VecDeque;

use super::RoundTrip;

/// Packets that can be sent again: a second of them at 20 Mbit/s. What is older needs a keyframe.
pub(crate) const KEPT_PACKETS: usize = 2048;

/// How old a packet may be, in µs, beside the round trip. Then its frame is so late that a keyframe shows
/// more, and is less than all that was lost since.
const DEADLINE_US: u64 = 1_000_000;

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
    /// Bytes of copies that may leave, in millionths, and when that was true.
    credit: u64,
    at_us: u64,
}

#[derive(Clone, Copy, Debug)]
struct Kept {
    number: u16,
    bytes: usize,
    left_us: u64,
    again_us: Option<u64>,
}

impl Repair {
    /// A keyframe is next: nobody needs what was before it.
    pub(super) fn keyframe(&mut self) {
        self.kept.clear();
        self.has_forgotten = false;
    }

    /// A packet leaves for the first time.
    pub(super) fn sent(&mut self, number: u16, bytes: usize, now_us: u64) {
        let follows = |last: &Kept| last.number.wrapping_add(1) == number;
        if !self.kept.back().is_none_or(follows) {
            self.kept.clear();
            self.has_forgotten = true;
        }
        self.kept.push_back(Kept { number, bytes, left_us: now_us, again_us: None });
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
        self.fill(kbit, now_us);
        let Some(first) = self.kept.front() else { return Answer::Nothing };
        let index = number.wrapping_sub(first.number);
        if index.cast_signed() < 0 {
            return if self.has_forgotten { Answer::Keyframe } else { Answer::Nothing };
        }
        let Some(kept) = self.kept.get_mut(usize::from(index)) else { return Answer::Nothing };
        if now_us.saturating_sub(kept.left_us) > DEADLINE_US + round_trip.0 {
            return Answer::Keyframe;
        }
        let spacing = round_trip.0.max(SPACING_US);
        let is_under_way = kept.again_us.is_some_and(|at| now_us.saturating_sub(at) < spacing);
        let cost = u64::try_from(kept.bytes).unwrap_or(u64::MAX).saturating_mul(1_000_000);
        if is_under_way || cost > self.credit {
            return Answer::Nothing;
        }
        self.credit -= cost;
        kept.again_us = Some(now_us);
        Answer::Again
    }

    fn fill(&mut self, kbit: u32, now_us: u64) {
        let elapsed = now_us.saturating_sub(self.at_us).min(10_000_000);
        self.at_us = self.at_us.max(now_us);
        // A kbit/s is 125 bytes a second.
        let gained = elapsed.saturating_mul(u64::from(kbit) * 125);
        self.credit = self.credit.saturating_add(gained).min(BURST_BYTES * 1_000_000);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TRIP: RoundTrip = RoundTrip(100_000);

    fn sent(count: u16) -> Repair {
        let mut repair = Repair::default();
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
        repair.keyframe();
        repair.sent(64, 1200, 1_300_000);
        assert_eq!(repair.asked(65_510, TRIP, 10_000, 1_300_000), Answer::Nothing);
        let mut repair = sent(3_000);
        assert_eq!(repair.asked(65_510, TRIP, 10_000, 60_000), Answer::Keyframe, "forgotten");
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
