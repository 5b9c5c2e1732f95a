//! Congestion control for transfers, which give way to everything else: how much may be in flight, from acknowledgements
//! of how many bytes have arrived.
//!
//! The window follows the queueing delay that it causes, as those of FAST TCP and LEDBAT (RFC 6817): of the bytes in
//! flight when a chunk was sent, and of the time until it was acknowledged, follows what is in flight when the queue is as
//! long as [`QUEUE`]. A late acknowledgement is no evidence of a queue: of each round trip only the shortest time
//! counts. So a busy computer or a disk that hesitates makes no path slow, while a queue that others make takes the
//! window down to its least.

use alloc::collections::VecDeque;
use core::time::Duration;

use protocol::limits::{
    TRANSFER_ACK_BYTES, TRANSFER_ACK_DELAY, TRANSFER_CHUNK_BYTES, TRANSFER_WINDOW,
};
use protocol::time::Tick;

use crate::stream_window::{Room, WrongAck, in_time, per_second, signed};

/// The queueing delay that a full window causes, besides the time of one chunk. The picture's own bandwidth estimate sees no
/// queue below 12 ms.
const QUEUE: Duration = Duration::from_millis(8);

/// The window before anything is known: 64 ms at 1 Mbit/s.
const FIRST_WINDOW: u64 = 8 * 1024;

/// The smallest window, so that something always moves.
const MIN_WINDOW: u64 = 4 * 1024;

/// The rate before anything is known, in bytes per second.
const FIRST_RATE: u64 = 120_000;

/// The lowest rate at which a window is filled, in bytes per second.
const MIN_PACE: u64 = 16 * 1024;

/// What is sent at once, in time of the path.
const BURST: Duration = Duration::from_millis(4);

/// The time that one chunk takes, so that what follows does not wait longer; unless it is [`MIN_CHUNK`] bytes.
const CHUNK_TIME: Duration = Duration::from_millis(5);

/// The shortest chunk.
const MIN_CHUNK: u64 = 1024;

/// How long a measured shortest round trip is believed. After that the queue is emptied to measure it again.
const ROUND_TRIP_LIFETIME: Duration = Duration::from_secs(10);

/// Acknowledgements in a row that were late, after which the path counts as full for the first time.
const LATE: u32 = 3;

/// Sends whose acknowledgements are awaited; of more, the latest are counted as one.
const SENDS: usize = 4096;

/// See the module.
#[derive(Debug)]
pub struct BackgroundWindow {
    /// Bytes sent, and those of them that have arrived.
    sent: u64,
    delivered: u64,
    sends: VecDeque<Sent>,
    window: u64,
    /// The round trip without a queue.
    shortest: Option<Shortest>,
    /// The last round's shortest round trip.
    latest: Option<Duration>,
    round: Round,
    /// No queue was met so far: the window grows faster.
    is_starting: bool,
    late: u32,
    drain: Option<Drain>,
    /// Bytes that may be sent at once, as of that time. Below zero after a chunk.
    credit: i64,
    credit_at: Tick,
}

/// One send.
#[derive(Clone, Copy, Debug)]
struct Sent {
    /// Bytes sent up to and with this one.
    end: u64,
    at: Tick,
    /// Bytes in flight with this one.
    flight: u64,
}

/// The shortest round trip.
#[derive(Clone, Copy, Debug)]
struct Shortest {
    time: Duration,
    measured: Tick,
}

/// From one send until its acknowledgement.
#[derive(Clone, Copy, Debug, Default)]
struct Round {
    /// It is over when so many bytes have arrived.
    end: u64,
    /// The shortest time of a send, and what was in flight with it.
    best: Option<(Duration, u64)>,
    /// The window was used.
    was_full: bool,
}

/// The queue empties, so that the round trip can be measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Drain {
    /// What was in flight before is still acknowledged.
    Emptying,
    /// What is acknowledged was sent into a path without a queue of ours.
    Measuring,
}

impl Default for BackgroundWindow {
    fn default() -> Self {
        Self::new()
    }
}

impl BackgroundWindow {
    /// The window on a path about which nothing is known.
    pub fn new() -> Self {
        Self {
            sent: 0,
            delivered: 0,
            sends: VecDeque::new(),
            window: FIRST_WINDOW,
            shortest: None,
            latest: None,
            round: Round::default(),
            is_starting: true,
            late: 0,
            drain: None,
            credit: signed(FIRST_WINDOW / 2),
            credit_at: Tick::default(),
        }
    }

    /// So many bytes were handed to the path.
    pub fn on_sent(&mut self, len: usize, now: Tick) {
        self.credit = self.credit_now(now) - signed(len as u64);
        self.credit_at = now;
        let is_alone = self.in_flight() == 0;
        self.sent = self.sent.saturating_add(len as u64);
        let flight = self.in_flight();
        if is_alone {
            self.round = Round { end: self.sent, ..Round::default() };
        }
        self.round.was_full |= flight + self.chunk_bytes() as u64 > self.allowed();
        let send = Sent { end: self.sent, at: now, flight };
        if self.sends.len() >= SENDS
            && let Some(last) = self.sends.back_mut()
        {
            *last = Sent { at: last.at, ..send };
            return;
        }
        self.sends.push_back(send);
    }

    /// So many bytes have arrived since the beginning.
    ///
    /// # Errors
    /// When they were not sent, or fewer than before.
    pub fn on_ack(&mut self, received: u64, now: Tick) -> Result<(), WrongAck> {
        if received > self.sent || received < self.delivered {
            return Err(WrongAck);
        }
        let arrived = received - self.delivered;
        self.delivered = received;
        let (mut oldest, mut newest) = (None, None);
        while let Some(send) = self.sends.pop_front_if(|send| send.end <= received) {
            oldest = oldest.or(Some(send));
            newest = Some(send);
        }
        let Some((oldest, newest)) = oldest.zip(newest) else { return Ok(()) };
        let at_most = now.since(newest.at);
        let known = self.shortest.get_or_insert(Shortest { time: at_most, measured: now });
        if at_most <= known.time {
            *known = Shortest { time: at_most, measured: now };
            self.drain = None;
        }
        let mut sample = (at_most, newest.flight);
        if arrived < TRANSFER_ACK_BYTES {
            // It was kept back for so long at most, since the oldest one had arrived.
            let of_oldest = now.since(oldest.at).saturating_sub(TRANSFER_ACK_DELAY);
            if of_oldest < at_most {
                sample = (of_oldest, oldest.flight);
            }
        }
        self.on_round_trip(sample, arrived);
        if self.delivered >= self.round.end {
            self.end_round(now);
        }
        Ok(())
    }

    /// A send took this time, with so much in flight.
    fn on_round_trip(&mut self, (time, flight): (Duration, u64), arrived: u64) {
        if self.round.best.is_none_or(|(best, _)| time <= best) {
            self.round.best = Some((time, flight));
        }
        if !self.is_starting {
            return;
        }
        self.late = if time > self.full_after() { self.late + 1 } else { 0 };
        if self.late >= LATE {
            self.follow(time, flight);
        } else if self.round.was_full && self.late == 0 {
            self.window = (self.window + arrived / 2).min(TRANSFER_WINDOW);
        }
    }

    /// One round trip has passed since the last call.
    fn end_round(&mut self, now: Tick) {
        let round = core::mem::replace(&mut self.round, Round { end: self.sent, ..Round::default() });
        let (Some((time, flight)), Some(known)) = (round.best, self.shortest) else { return };
        self.latest = Some(time);
        match self.drain {
            Some(Drain::Emptying) => self.drain = Some(Drain::Measuring),
            Some(Drain::Measuring) => {
                self.drain = None;
                let time = time.max(known.time);
                // The path has become longer: how much it holds is not known.
                self.is_starting = time > known.time + QUEUE;
                self.shortest = Some(Shortest { time, measured: now });
            }
            None => {
                if time > self.full_after() || (round.was_full && !self.is_starting) {
                    self.follow(time, flight);
                }
                if now.since(known.measured) > ROUND_TRIP_LIFETIME {
                    self.drain = Some(Drain::Emptying);
                }
            }
        }
    }

    /// Sets the window to what fills the path and the queue that is wanted: with `flight` bytes a round trip took `time`.
    fn follow(&mut self, time: Duration, flight: u64) {
        let wanted = self.full_after();
        let scaled = |flight: u64| flight.saturating_mul(millis(wanted)) / millis(time).max(1);
        if time > wanted {
            self.is_starting = false;
            self.late = 0;
            self.window = self.window.min(scaled(flight));
        } else {
            // One more chunk did not fit.
            let most = scaled(flight + self.chunk_bytes() as u64 - 1);
            self.window = self.window.max(most.min(self.window + self.window / 2));
        }
        self.window = self.window.clamp(MIN_WINDOW, TRANSFER_WINDOW);
    }

    /// From this round trip on the path is full.
    fn full_after(&self) -> Duration {
        let shortest = self.shortest.map_or(Duration::ZERO, |shortest| shortest.time);
        shortest + QUEUE + self.chunk_time()
    }

    /// How long a chunk takes.
    fn chunk_time(&self) -> Duration {
        let ms = (self.chunk_bytes() as u64).saturating_mul(1000) / self.rate().max(1);
        Duration::from_millis(ms).min(2 * QUEUE)
    }

    /// What the path carries, in bytes per second.
    fn rate(&self) -> u64 {
        self.latest.map_or(FIRST_RATE, |time| per_second(self.window, time))
    }

    /// Bytes on their way.
    pub fn in_flight(&self) -> u64 {
        self.sent - self.delivered
    }

    /// Bytes that may be in flight.
    fn allowed(&self) -> u64 {
        match (self.drain, self.shortest) {
            (Some(_), Some(shortest)) => {
                // Half of what the path holds without a queue.
                let part = self.window.saturating_mul(millis(shortest.time));
                (part / millis(self.full_after()).max(1) / 2).max(MIN_WINDOW)
            }
            (Some(_), None) | (None, _) => self.window,
        }
    }

    /// When so many bytes may be sent. Something may always be in flight.
    pub fn room(&self, len: u64, now: Tick) -> Room {
        if self.in_flight() > 0 && self.in_flight().saturating_add(len) > self.allowed() {
            return Room::AfterAck;
        }
        let credit = self.credit_now(now);
        if credit > 0 {
            return Room::Now;
        }
        let ms = credit.unsigned_abs().saturating_mul(1000) / self.pace() + 1;
        Room::At(now + Duration::from_millis(ms))
    }

    /// The rate at which the window is filled, in bytes per second: or all of it would wait behind each other.
    fn pace(&self) -> u64 {
        let rate = self.rate();
        let pace = if self.is_starting { rate.saturating_mul(2) } else { rate + rate / 4 };
        pace.max(MIN_PACE)
    }

    fn credit_now(&self, now: Tick) -> i64 {
        let pace = self.pace();
        let most = in_time(pace, BURST).max(2 * self.chunk_bytes() as u64);
        let earned = in_time(pace, now.since(self.credit_at));
        self.credit.saturating_add(signed(earned)).min(signed(most))
    }

    /// The length of the next chunk: on a slow path short, so that nothing urgent waits for long behind it.
    pub fn chunk_bytes(&self) -> usize {
        let bytes = in_time(self.rate(), CHUNK_TIME).max(MIN_CHUNK);
        usize::try_from(bytes).unwrap_or(usize::MAX).min(TRANSFER_CHUNK_BYTES)
    }
}

fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests;
