//! What the way to the Helper carries, and when the next packet of the picture may leave.
//!
//! It is told of each packet that leaves and of what the Helper's browser says about them (transport-
//! wide feedback), and answers two questions: how much the encoder may make ([`Flow::kbit`]), and when
//! the next packet may leave ([`Flow::next`]). Behind the answers are
//! - `estimator`: what the way carries; `train` and `delay`: how it is known;
//! - `pacer`: no burst that the way could not take;
//! - `repair`: which lost packets are sent again;
//! - the window below: no more on the way than it can hold, so that what cannot get through is never
//!   made, and a way that is cut does not fill with packets.
#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;
#[cfg(test)]
extern crate std;

mod delay;
mod estimator;
mod pacer;
mod retransmission;
mod train;
pub mod window;

#[cfg(test)]
mod tests;

use alloc::collections::VecDeque;

use estimator::Estimator;
use pacer::Pacer;
use retransmission::Repair;

pub use retransmission::Answer;
pub use retransmission::KEPT_PACKETS;

/// Packets under way that are remembered. At the highest rate it is half a second of them.
const UNDER_WAY: usize = 8192;

/// How long a packet that nobody tells about is counted as under way, in µs.
const GIVEN_UP_US: u64 = 3_000_000;

/// What may be under way beyond what the way takes until feedback comes, in µs of the estimate.
const WINDOW_US: u64 = 10_000;

/// What may be under way in any case: a usual frame.
const WINDOW_BYTES: u64 = 15_000;

/// What may be under way before any feedback: a usual keyframe, which a line of 1 Mbit/s has in a second.
const FIRST_WINDOW_BYTES: u64 = 100_000;

/// How long feedback may be missing, in µs: at least, and at most. Browsers send it each 250 ms or
/// more often while packets arrive.
const SILENCE_US: u64 = 350_000;
const SILENCE_MOST_US: u64 = 1_500_000;

/// While feedback is missing one packet leaves in each such time, in µs, to notice when it is back.
const PROBE_US: u64 = 100_000;

/// What feedback says about one packet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Report {
    /// Its RTP sequence number; `None` when it was a copy of a lost packet, which has numbers of its
    /// own.
    pub number: Option<u16>,
    /// Its size.
    pub bytes: usize,
    /// When it left, in µs.
    pub departed_us: u64,
    /// When it arrived, in µs of the Helper's clock; `None` when it did not.
    pub arrived_us: Option<u64>,
}

/// How long a packet there and an answer back take now, queues included, in µs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct RoundTrip(u64);

/// See the module.
#[derive(Debug)]
pub struct Flow {
    estimator: Estimator,
    pacer: Pacer,
    repair: Repair,
    round_trip: RoundTrip,
    under_way: VecDeque<UnderWay>,
    under_way_bytes: u64,
    /// How long after a packet left feedback about it comes at the latest, in µs, waiting on the way
    /// apart.
    told_after_us: Option<u64>,
    /// When feedback was heard last.
    heard_us: u64,
    /// When a packet left last.
    left_us: u64,
}

#[derive(Clone, Copy, Debug)]
struct UnderWay {
    number: u16,
    bytes: u64,
    left_us: u64,
}

impl Flow {
    /// Nothing is known.
    pub fn new(now_us: u64) -> Self {
        let estimator = Estimator::new();
        let pacer = Pacer::new(estimator.kbit(), now_us);
        Self {
            estimator,
            pacer,
            repair: Repair::default(),
            round_trip: RoundTrip::default(),
            under_way: VecDeque::new(),
            under_way_bytes: 0,
            told_after_us: None,
            heard_us: now_us,
            left_us: now_us,
        }
    }

    /// What the way carries, in kbit/s.
    pub fn kbit(&self) -> u32 {
        self.estimator.kbit()
    }

    /// When the next packet may leave, in µs; it may now when that is not later than `now_us`. It may
    /// earlier when feedback comes before.
    pub fn next(&mut self, now_us: u64) -> u64 {
        if now_us.saturating_sub(self.left_us) > SILENCE_MOST_US {
            // Nothing was sent for so long. What nobody told about then says nothing about now.
            self.under_way.clear();
            self.under_way_bytes = 0;
        }
        self.give_up(now_us);
        let paced = self.pacer.next(now_us);
        let full = self.under_way_bytes >= self.window();
        if full || self.is_silent(now_us) {
            return paced.max(self.left_us.saturating_add(PROBE_US));
        }
        paced
    }

    /// How long the answers to connectivity checks took, in µs. Told before the first packet leaves.
    pub fn answers_in(&mut self, round_trip_us: u64) {
        self.pacer.answers_in(round_trip_us);
    }

    /// The packets of a keyframe of so many bytes are next.
    pub fn keyframe(&mut self, bytes: usize) {
        self.repair.keyframe(bytes);
    }

    /// A packet leaves.
    pub fn sent(&mut self, number: u16, bytes: usize, now_us: u64) {
        self.pacer.spend(bytes, now_us);
        self.repair.sent(number, bytes, now_us);
        self.left_us = now_us;
        let bytes = u64::try_from(bytes).unwrap_or(u64::MAX);
        self.under_way.push_back(UnderWay { number, bytes, left_us: now_us });
        self.under_way_bytes = self.under_way_bytes.saturating_add(bytes);
        if self.under_way.len() > UNDER_WAY {
            self.forget_first();
        }
    }

    /// Takes in one feedback message, in the order in which packets left.
    pub fn reported(&mut self, reports: &[Report], now_us: u64) {
        let mut arrived = reports.iter().filter(|report| report.arrived_us.is_some());
        let Some(oldest) = arrived.next() else { return };
        let newest = arrived.next_back().unwrap_or(oldest);
        if now_us.saturating_sub(self.silent_since()) > SILENCE_MOST_US && self.is_silent(now_us) {
            self.estimator.begin_again();
        }
        self.heard_us = now_us;
        self.round_trip = RoundTrip(now_us.saturating_sub(newest.departed_us));
        let is_first_copy = |report: &&Report| report.number.is_some();
        let number =
            reports.iter().filter(|report| report.arrived_us.is_some()).rfind(is_first_copy);
        let number = number.and_then(|report| report.number);
        while let Some((first, number)) = self.under_way.front().zip(number)
            // Modulo 2¹⁶, as sequence numbers are (RFC 3550 §5.1).
            && number.wrapping_sub(first.number).cast_signed() >= 0
        {
            self.forget_first();
        }
        self.estimator.reported(reports, now_us);
        let after = now_us.saturating_sub(oldest.departed_us);
        let after = after.saturating_sub(self.estimator.waited_us());
        let before = self.told_after_us.unwrap_or(0);
        let slower = before.saturating_sub(before.abs_diff(after) / 8);
        self.told_after_us = Some(after.max(slower).min(SILENCE_MOST_US));
        self.pacer.set_estimate(self.estimator.kbit(), now_us);
    }

    /// A packet is asked for again. What is sent again takes room from the next frame.
    pub fn asked_again(&mut self, number: u16, bytes: usize, now_us: u64) -> Answer {
        let answer = self.repair.asked(number, self.round_trip, self.estimator.kbit(), now_us);
        if answer == Answer::Again {
            self.pacer.spend(bytes, now_us);
        }
        answer
    }

    /// Bytes that may be under way.
    fn window(&self) -> u64 {
        let Some(told_after_us) = self.told_after_us else { return FIRST_WINDOW_BYTES };
        let micros = told_after_us + WINDOW_US;
        (u64::from(self.estimator.kbit()) * micros / 8_000).max(WINDOW_BYTES)
    }

    /// Since when something is waited for that should have been told.
    fn silent_since(&self) -> u64 {
        let first = self.under_way.front().map_or(u64::MAX, |first| first.left_us);
        first.max(self.heard_us)
    }

    fn is_silent(&self, now_us: u64) -> bool {
        let patience = self.told_after_us.unwrap_or(SILENCE_MOST_US) * 2 + SILENCE_US / 2;
        let patience = patience.clamp(SILENCE_US, SILENCE_MOST_US);
        now_us.saturating_sub(self.silent_since()) > patience
    }

    /// Nobody will tell anything about packets this old any more.
    fn give_up(&mut self, now_us: u64) {
        while self.under_way.front().is_some_and(|f| now_us.saturating_sub(f.left_us) > GIVEN_UP_US)
        {
            self.forget_first();
        }
    }

    fn forget_first(&mut self) {
        if let Some(first) = self.under_way.pop_front() {
            self.under_way_bytes = self.under_way_bytes.saturating_sub(first.bytes);
        }
    }
}

/// For traces.
impl core::fmt::Display for Flow {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(
            f,
            "{} of {} bytes under way, {}",
            self.under_way_bytes,
            self.window(),
            self.estimator
        )
    }
}
