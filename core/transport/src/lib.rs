//! Congestion control: estimates the bandwidth of the path to the Helper from transport-wide feedback
//! (TWCC, draft-holmer-rmcat-transport-wide-cc-extensions-01), and paces video packets to it.
//!
//! It is given each packet that is sent and each feedback message, and answers two questions: which bit
//! rate the encoder may produce ([`CongestionControl::estimated_kbit_s`]), and when the next packet may
//! be sent ([`CongestionControl::next_send_us`]). It is made of
//! - `estimator`: the estimated bandwidth; `packet_train` and `queueing_delay`: how it is measured;
//! - `pacer`: no burst that the path could not take;
//! - `retransmission`: which lost packets are sent again;
//! - the congestion window below: no more in flight than the path can hold, so that what cannot get
//!   through is never encoded, and a path that is cut does not fill with packets.
//!
//! Beside it: [`path`], the names of paths; [`delivery`], messages over one path after another;
//! [`tile_window`], how many bytes of tiles may be in flight; [`stream_window`], congestion control for a
//! reliable stream of bytes; [`background_pace`], the pace of what gives way to everything else; [`way_back`], what an
//! acknowledgement takes that is no queue of the way there.
#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;
#[cfg(test)]
extern crate std;

pub mod background_pace;
pub mod delivery;
mod estimator;
mod feedback;
mod pacer;
mod packet_train;
pub mod path;
mod queueing_delay;
mod retransmission;
pub mod stream_window;
pub mod tile_window;
pub mod way_back;

#[cfg(test)]
mod tests;

use alloc::collections::VecDeque;

use estimator::Estimator;
use pacer::Pacer;
use retransmission::Retransmission;

use feedback::RoundTrip;

pub use feedback::PacketFeedback;
pub use retransmission::{HISTORY_PACKETS, NackAnswer, nacked};

/// Packets in flight that are remembered. At the highest rate it is half a second of them.
const IN_FLIGHT_PACKETS: usize = 8192;

/// How long a packet without feedback counts as in flight, in µs.
const IN_FLIGHT_US: u64 = 3_000_000;

/// What may be in flight beyond what is sent until feedback comes, in µs of the estimate.
const WINDOW_US: u64 = 10_000;

/// What may be in flight in any case: a usual frame.
const MIN_WINDOW_BYTES: u64 = 15_000;

/// What may be in flight before any feedback (the initial window): a usual keyframe, which a line of
/// 1 Mbit/s delivers in a second.
const INITIAL_WINDOW_BYTES: u64 = 100_000;

/// How long feedback may be missing, in µs: at least, and at most. Browsers send it each 250 ms or
/// more often while packets arrive.
const FEEDBACK_TIMEOUT_US: u64 = 350_000;
const MAX_FEEDBACK_TIMEOUT_US: u64 = 1_500_000;

/// While feedback is missing one packet is sent in each such time, in µs, to notice when it is back.
const PROBE_US: u64 = 100_000;

/// See the module.
#[derive(Debug)]
pub struct CongestionControl {
    estimator: Estimator,
    pacer: Pacer,
    retransmission: Retransmission,
    round_trip: RoundTrip,
    in_flight: VecDeque<InFlight>,
    in_flight_bytes: u64,
    /// How long after a packet was sent its feedback comes at the latest, in µs, without queueing delay.
    feedback_after_us: Option<u64>,
    /// When the last feedback came.
    last_feedback_us: u64,
    /// When the last packet was sent.
    last_sent_us: u64,
}

#[derive(Clone, Copy, Debug)]
struct InFlight {
    sequence_number: u16,
    bytes: u64,
    departed_us: u64,
}

impl CongestionControl {
    /// Begins with no measurement.
    pub fn new(now_us: u64) -> Self {
        let estimator = Estimator::new();
        let pacer = Pacer::new(estimator.kbit_s(), now_us);
        Self {
            estimator,
            pacer,
            retransmission: Retransmission::default(),
            round_trip: RoundTrip::default(),
            in_flight: VecDeque::new(),
            in_flight_bytes: 0,
            feedback_after_us: None,
            last_feedback_us: now_us,
            last_sent_us: now_us,
        }
    }

    /// The estimated bandwidth of the path, in kbit/s.
    pub fn estimated_kbit_s(&self) -> u32 {
        self.estimator.kbit_s()
    }

    /// When the next packet may be sent, in µs: now, when that is not later than `now_us`. Feedback
    /// that comes before may make it earlier.
    pub fn next_send_us(&mut self, now_us: u64) -> u64 {
        if now_us.saturating_sub(self.last_sent_us) > MAX_FEEDBACK_TIMEOUT_US {
            // Nothing was sent for so long. Feedback that was missing then says nothing about now.
            self.in_flight.clear();
            self.in_flight_bytes = 0;
        }
        self.drop_expired(now_us);
        let paced = self.pacer.next_send_us(now_us);
        let is_full = self.in_flight_bytes >= self.window_bytes();
        if is_full || self.is_feedback_missing(now_us) {
            return paced.max(self.last_sent_us.saturating_add(PROBE_US));
        }
        paced
    }

    /// The round-trip time of ICE connectivity checks (RFC 8445 §7.2.5), in µs; given before the first
    /// packet is sent.
    pub fn on_connectivity_check(&mut self, round_trip_us: u64) {
        self.pacer.on_connectivity_check(round_trip_us);
    }

    /// The packets of a keyframe of so many bytes are sent next.
    pub fn on_keyframe(&mut self, bytes: usize) {
        self.retransmission.on_keyframe(bytes);
    }

    /// A packet is sent for the first time.
    pub fn on_packet_sent(&mut self, sequence_number: u16, bytes: usize, now_us: u64) {
        self.pacer.on_sent(bytes, now_us);
        self.retransmission.on_packet_sent(sequence_number, bytes, now_us);
        self.last_sent_us = now_us;
        let bytes = u64::try_from(bytes).unwrap_or(u64::MAX);
        self.in_flight.push_back(InFlight { sequence_number, bytes, departed_us: now_us });
        self.in_flight_bytes = self.in_flight_bytes.saturating_add(bytes);
        if self.in_flight.len() > IN_FLIGHT_PACKETS {
            self.drop_first();
        }
    }

    /// Takes in one feedback message, in the order in which the packets were sent.
    pub fn on_feedback(&mut self, packets: &[PacketFeedback], now_us: u64) {
        let mut arrived = packets.iter().filter(|packet| packet.arrived_us.is_some());
        let Some(oldest) = arrived.next() else { return };
        let newest = arrived.next_back().unwrap_or(oldest);
        if now_us.saturating_sub(self.waiting_since_us()) > MAX_FEEDBACK_TIMEOUT_US
            && self.is_feedback_missing(now_us)
        {
            self.estimator.restart();
        }
        self.last_feedback_us = now_us;
        self.round_trip = RoundTrip(now_us.saturating_sub(newest.departed_us));
        let is_original = |packet: &&PacketFeedback| packet.sequence_number.is_some();
        let acknowledged =
            packets.iter().filter(|packet| packet.arrived_us.is_some()).rfind(is_original);
        let acknowledged = acknowledged.and_then(|packet| packet.sequence_number);
        while let Some((first, acknowledged)) = self.in_flight.front().zip(acknowledged)
            // Modulo 2¹⁶, as sequence numbers are (RFC 3550 §5.1).
            && acknowledged.wrapping_sub(first.sequence_number).cast_signed() >= 0
        {
            self.drop_first();
        }
        self.estimator.on_feedback(packets, now_us);
        let after = now_us.saturating_sub(oldest.departed_us);
        let after = after.saturating_sub(self.estimator.queueing_us());
        let before = self.feedback_after_us.unwrap_or(0);
        let decayed = before.saturating_sub(before.abs_diff(after) / 8);
        self.feedback_after_us = Some(after.max(decayed).min(MAX_FEEDBACK_TIMEOUT_US));
        self.pacer.set_estimate(self.estimator.kbit_s(), now_us);
    }

    /// A packet is NACKed (RFC 4585 §6.2.1). A retransmission takes room from the next frame.
    pub fn on_nack(&mut self, sequence_number: u16, bytes: usize, now_us: u64) -> NackAnswer {
        let answer = self.retransmission.on_nack(
            sequence_number,
            self.round_trip,
            self.estimator.kbit_s(),
            now_us,
        );
        if answer == NackAnswer::Retransmit {
            self.pacer.on_sent(bytes, now_us);
        }
        answer
    }

    /// The congestion window: bytes that may be in flight.
    fn window_bytes(&self) -> u64 {
        let Some(feedback_after_us) = self.feedback_after_us else { return INITIAL_WINDOW_BYTES };
        let micros = feedback_after_us + WINDOW_US;
        (u64::from(self.estimator.kbit_s()) * micros / 8_000).max(MIN_WINDOW_BYTES)
    }

    /// Since when feedback is due.
    fn waiting_since_us(&self) -> u64 {
        let first = self.in_flight.front().map_or(u64::MAX, |first| first.departed_us);
        first.max(self.last_feedback_us)
    }

    fn is_feedback_missing(&self, now_us: u64) -> bool {
        let usual = self.feedback_after_us.unwrap_or(MAX_FEEDBACK_TIMEOUT_US);
        let timeout = usual * 2 + FEEDBACK_TIMEOUT_US / 2;
        let timeout = timeout.clamp(FEEDBACK_TIMEOUT_US, MAX_FEEDBACK_TIMEOUT_US);
        now_us.saturating_sub(self.waiting_since_us()) > timeout
    }

    /// No feedback comes any more about packets this old.
    fn drop_expired(&mut self, now_us: u64) {
        let is_expired = |first: &InFlight| now_us.saturating_sub(first.departed_us) > IN_FLIGHT_US;
        while self.in_flight.front().is_some_and(is_expired) {
            self.drop_first();
        }
    }

    fn drop_first(&mut self) {
        if let Some(first) = self.in_flight.pop_front() {
            self.in_flight_bytes = self.in_flight_bytes.saturating_sub(first.bytes);
        }
    }
}

/// For traces.
impl core::fmt::Display for CongestionControl {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(
            f,
            "{} of {} bytes in flight, {}",
            self.in_flight_bytes,
            self.window_bytes(),
            self.estimator
        )
    }
}
