//! Which NACKed packets are retransmitted (RTX, RFC 4588), and when a keyframe is the better answer.
//!
//! Chromium repeats a NACK once per minimum RTT. When a queue builds up, the real RTT is longer, so
//! answering every NACK would fill the queue with retransmissions.

use alloc::collections::VecDeque;

use super::feedback::RoundTrip;

/// Packets that can be retransmitted: a second of them at 20 Mbit/s. Older ones need a keyframe.
pub const HISTORY_PACKETS: usize = 2048;

/// How old a packet may be, in µs, beside the round trip. An older one's frame is so late that a
/// keyframe shows more, and is smaller than all that was lost since.
const MAX_AGE_US: u64 = 1_000_000;

/// How long a requested keyframe may take until it is sent, in µs. It is not requested again before.
const KEYFRAME_SPACING_US: u64 = 500_000;

/// So many bytes are retransmitted rather than replaced by a keyframe, however small that is.
const MIN_LOST_BYTES: u64 = 20_000;

/// The shortest time between two retransmissions of a packet, in µs.
const MIN_SPACING_US: u64 = 15_000;

/// Bytes of retransmissions that may be sent at once. Further ones follow at the estimated bandwidth.
const BURST_BYTES: u64 = 60_000;

/// What is done about a NACKed packet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NackAnswer {
    /// It is retransmitted.
    Retransmit,
    /// Nothing: a retransmission is in flight, no frame needs the packet any more, or there is no room.
    Ignore,
    /// It is too late for the packet: only a keyframe helps.
    Keyframe,
}

/// The sequence numbers that one entry of a NACK names: the packet itself, and one for each bit of the
/// bitmask of following lost packets (BLP, RFC 4585 §6.2.1), the lowest bit first.
pub fn nacked(packet_id: u16, following: u16) -> impl Iterator<Item = u16> {
    let following = (0..16).filter(move |bit| following >> bit & 1 == 1).map(|bit| bit + 1);
    core::iter::once(0).chain(following).map(move |ahead| packet_id.wrapping_add(ahead))
}

/// The history of sent packets.
#[derive(Debug, Default)]
pub(super) struct Retransmission {
    /// Packets since the last keyframe, with consecutive sequence numbers.
    history: VecDeque<SentPacket>,
    /// A packet since the last keyframe has left the history.
    is_incomplete: bool,
    /// The last keyframe's size.
    keyframe_bytes: u64,
    /// When a keyframe was requested, since the last one.
    keyframe_requested_us: Option<u64>,
    /// Bytes that are lost and not yet retransmitted, as far as the estimated bandwidth tells, in
    /// millionths.
    lost: u64,
    /// Bytes of retransmissions that may be sent, in millionths.
    credit: u64,
    /// When `lost` and `credit` were updated.
    updated_us: u64,
}

#[derive(Clone, Copy, Debug)]
struct SentPacket {
    sequence_number: u16,
    bytes: usize,
    departed_us: u64,
    is_lost: bool,
    retransmitted_us: Option<u64>,
}

impl Retransmission {
    /// A keyframe of so many bytes is sent next: no packet before it is needed any more.
    pub(super) fn on_keyframe(&mut self, bytes: usize) {
        self.history.clear();
        self.is_incomplete = false;
        self.keyframe_bytes = u64::try_from(bytes).unwrap_or(u64::MAX);
        self.keyframe_requested_us = None;
        self.lost = 0;
    }

    /// A packet is sent for the first time.
    pub(super) fn on_packet_sent(&mut self, sequence_number: u16, bytes: usize, now_us: u64) {
        let follows = |last: &SentPacket| last.sequence_number.wrapping_add(1) == sequence_number;
        if !self.history.back().is_none_or(follows) {
            self.history.clear();
            self.is_incomplete = true;
        }
        self.history.push_back(SentPacket {
            sequence_number,
            bytes,
            departed_us: now_us,
            is_lost: false,
            retransmitted_us: None,
        });
        if self.history.len() > HISTORY_PACKETS {
            self.history.pop_front();
            self.is_incomplete = true;
        }
    }

    /// A packet is NACKed on a path of this estimated bandwidth.
    pub(super) fn on_nack(
        &mut self,
        sequence_number: u16,
        round_trip: RoundTrip,
        estimated_kbit_s: u32,
        now_us: u64,
    ) -> NackAnswer {
        self.update(estimated_kbit_s, now_us);
        let Some(first) = self.history.front() else { return NackAnswer::Ignore };
        let index = sequence_number.wrapping_sub(first.sequence_number);
        if index.cast_signed() < 0 {
            return if self.is_incomplete {
                self.request_keyframe(now_us)
            } else {
                NackAnswer::Ignore
            };
        }
        let Some(packet) = self.history.get_mut(usize::from(index)) else {
            return NackAnswer::Ignore;
        };
        let cost = u64::try_from(packet.bytes).unwrap_or(u64::MAX).saturating_mul(1_000_000);
        if !core::mem::replace(&mut packet.is_lost, true) {
            self.lost = self.lost.saturating_add(cost);
        }
        let is_late = now_us.saturating_sub(packet.departed_us) > MAX_AGE_US + round_trip.0;
        if is_late || self.lost / 1_000_000 > self.keyframe_bytes.max(MIN_LOST_BYTES) {
            return self.request_keyframe(now_us);
        }
        let spacing = round_trip.0.max(MIN_SPACING_US);
        let is_in_flight =
            packet.retransmitted_us.is_some_and(|at| now_us.saturating_sub(at) < spacing);
        if is_in_flight || cost > self.credit {
            return NackAnswer::Ignore;
        }
        self.credit -= cost;
        packet.retransmitted_us = Some(now_us);
        NackAnswer::Retransmit
    }

    fn request_keyframe(&mut self, now_us: u64) -> NackAnswer {
        let is_recent = |at: u64| now_us.saturating_sub(at) < KEYFRAME_SPACING_US;
        if self.keyframe_requested_us.is_some_and(is_recent) {
            return NackAnswer::Ignore;
        }
        self.keyframe_requested_us = Some(now_us);
        NackAnswer::Keyframe
    }

    /// Adds what the path carried since the last update.
    fn update(&mut self, estimated_kbit_s: u32, now_us: u64) {
        let elapsed = now_us.saturating_sub(self.updated_us).min(10_000_000);
        self.updated_us = self.updated_us.max(now_us);
        // A kbit/s is 125 bytes a second.
        let carried = elapsed.saturating_mul(u64::from(estimated_kbit_s) * 125);
        self.credit = self.credit.saturating_add(carried).min(BURST_BYTES * 1_000_000);
        self.lost = self.lost.saturating_sub(carried);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec::Vec;
    use proptest::prelude::*;

    const ROUND_TRIP: RoundTrip = RoundTrip(100_000);

    fn sent(count: u16) -> Retransmission {
        let mut history = Retransmission::default();
        history.on_keyframe(100_000);
        (0..count).for_each(|n| history.on_packet_sent(n.wrapping_add(65_500), 1200, 0));
        history
    }

    #[test]
    fn a_nack_names_a_packet_and_those_of_its_bitmask() {
        let named = |id, following| nacked(id, following).collect::<Vec<_>>();
        assert_eq!(named(7, 0), [7]);
        assert_eq!(named(65_534, 0b1000_0000_0000_0011), [65_534, 65_535, 0, 14]);
        assert_eq!(named(0, u16::MAX), (0..=16).collect::<Vec<_>>());
    }

    #[test]
    fn a_packet_is_retransmitted_once_per_round_trip() {
        let mut history = sent(100);
        let mut nack = |now| history.on_nack(20, ROUND_TRIP, 10_000, now);
        assert_eq!(nack(60_000), NackAnswer::Retransmit);
        assert_eq!(nack(100_000), NackAnswer::Ignore);
        assert_eq!(nack(161_000), NackAnswer::Retransmit, "the retransmission was lost as well");
        let unsent = history.on_nack(3_000, ROUND_TRIP, 10_000, 200_000);
        assert_eq!(unsent, NackAnswer::Ignore, "never sent");
    }

    #[test]
    fn what_is_too_old_needs_a_keyframe_and_then_nothing() {
        let mut history = sent(100);
        let mut nack = |number| history.on_nack(number, ROUND_TRIP, 10_000, 1_200_000);
        assert_eq!(nack(65_510), NackAnswer::Keyframe);
        assert_eq!(nack(65_511), NackAnswer::Ignore, "it is being encoded");
        history.on_keyframe(30_000);
        history.on_packet_sent(64, 1200, 1_300_000);
        let answer = history.on_nack(65_510, ROUND_TRIP, 10_000, 1_300_000);
        assert_eq!(answer, NackAnswer::Ignore);
        let mut history = sent(3_000);
        let answer = history.on_nack(65_510, ROUND_TRIP, 10_000, 60_000);
        assert_eq!(answer, NackAnswer::Keyframe, "it has left the history");
    }

    #[test]
    fn more_than_a_keyframe_is_not_retransmitted() {
        let mut history = sent(2_000);
        let nack = |n: u16| history.on_nack(n.wrapping_add(65_500), ROUND_TRIP, 1_000, 60_000);
        let answers: Vec<NackAnswer> = (0..100).map(nack).collect();
        assert_eq!(answers.iter().filter(|answer| **answer == NackAnswer::Keyframe).count(), 1);
        // As many over a minute are.
        let mut history = sent(2_000);
        for n in 0..100u16 {
            let now = u64::from(n) * 600_000;
            history.on_packet_sent(n.wrapping_add(1_964), 1200, now);
            let answer = history.on_nack(n.wrapping_add(1_964), ROUND_TRIP, 1_000, now + 50_000);
            assert_eq!(answer, NackAnswer::Retransmit, "{n}");
        }
    }

    proptest! {
        #[test]
        fn retransmissions_never_take_more_than_the_estimated_bandwidth(
            kbit_s in 150..20_000u32,
            nacks in prop::collection::vec((0..2_000u16, 0..3_000u64), 1..2_000),
        ) {
            let mut history = sent(2_000);
            let (mut now, mut bytes) = (0, 0);
            for (number, later) in nacks {
                now += later;
                let number = number.wrapping_add(65_500);
                let answer = history.on_nack(number, ROUND_TRIP, kbit_s, now);
                if answer == NackAnswer::Retransmit {
                    bytes += 1200;
                }
                prop_assert!(bytes <= BURST_BYTES + now * u64::from(kbit_s) * 125 / 1_000_000 + 1);
            }
        }
    }
}
