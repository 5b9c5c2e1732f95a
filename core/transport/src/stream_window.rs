//! Congestion control for a reliable stream of bytes, from acknowledgements of how many have arrived.
//!
//! The stream is a TCP connection, or two with a server between them. Both ends and all that lies between
//! them have buffers; without a window they fill, and what is sent now arrives seconds later.
//!
//! The window is what the path delivers in the shortest round trip and in [`QUEUE`] more. The rate is
//! measured where the bytes arrive, so it is never higher than what the path carries, and no more than
//! [`QUEUE`] waits on the way. On a path that could carry more, such a window is delivered in less than
//! that time: the measured rate rises by itself, fast where the round trip is short. Only where
//! bytes have to wait is a lower rate evidence of a slower path; else there was less to send. A window is
//! filled little faster than it empties, or all of it would wait behind each other.

use alloc::collections::VecDeque;
use core::time::Duration;

use protocol::limits::{LANE_ACK_BYTES, LANE_ACK_DELAY, LANE_FRAGMENT_BYTES};
use protocol::time::Tick;

/// The queueing delay that a full window causes.
const QUEUE: Duration = Duration::from_millis(45);

/// The same until bytes have waited for the first time: the rate rises faster.
const FIRST_QUEUE: Duration = Duration::from_millis(75);

/// The same for what gives way to everything else.
const BACKGROUND_QUEUE: Duration = Duration::from_millis(25);

/// From this queueing delay on the path is full, and what it delivers is all that it carries.
const FULL: Duration = Duration::from_millis(30);

/// Below this queueing delay the path is not full.
const EMPTY: Duration = Duration::from_millis(22);

/// From this queueing delay on the path became slower than the window assumes.
const OVERLOADED: Duration = Duration::from_millis(90);

/// The window before anything is known: 80 ms at 1 Mbit/s.
const FIRST_WINDOW: u64 = 10 * 1024;

/// The smallest window, so that something always moves.
const MIN_WINDOW: u64 = 4 * 1024;

/// The estimate before anything is known, in bytes per second: 960 kbit/s. A window that empties without a queue
/// measures more, and raises it.
const FIRST_RATE: u64 = 120_000;

/// The lowest rate at which a window is filled, in bytes per second.
const MIN_PACE: u64 = 16 * 1024;

/// What is sent at once after a pause, in time of the path.
const BURST: Duration = Duration::from_millis(20);

/// The same, at least.
const MIN_BURST: u64 = 1024;

/// How long a measured shortest round trip is believed.
const ROUND_TRIP_LIFETIME: Duration = Duration::from_secs(10);

/// For how long the window is small, so that the queue is empty and the round trip can be measured.
const DRAIN: Duration = Duration::from_millis(100);

/// Over how long the current rate of delivery is measured.
const RATE_SPAN: Duration = Duration::from_millis(200);

/// Sends whose acknowledgements are awaited; of more, the latest are counted as one.
const SENDS: usize = 4096;

/// Acknowledgements kept for the current rate; of more, the oldest are forgotten.
const ACKS: usize = 512;

/// Sends in a row into an empty path that must take longer before the path counts as longer.
const LONELY: u32 = 3;

/// The time that one fragment takes at most, so that what follows does not wait longer.
const FRAGMENT_TIME: Duration = Duration::from_millis(10);

/// See the module.
#[derive(Debug)]
pub struct StreamWindow {
    /// Bytes sent, and those of them that have arrived.
    sent: u64,
    delivered: u64,
    /// When `delivered` changed last, or when sending began after everything had arrived.
    delivered_at: Tick,
    sends: VecDeque<Send>,
    /// When the send that was acknowledged last was sent.
    first_sent_at: Tick,
    /// (when, delivered) of the last [`RATE_SPAN`], the oldest first.
    acks: VecDeque<(Tick, u64)>,
    /// What the path carries, in bytes per second, once it was measured: at least [`FIRST_RATE`] until bytes have
    /// waited.
    rate: Option<u64>,
    round_trip: Option<RoundTrip>,
    queue_delay: Duration,
    /// Bytes have waited on the way.
    has_queued: bool,
    /// The window is small for a moment.
    drain: Option<Drain>,
    lonely: Lonely,
    /// Since when every round trip was that of an overloaded path.
    overloaded: Option<Tick>,
    /// Bytes that may be sent at once, as of that time. Below zero after a long fragment.
    credit: i64,
    credit_at: Tick,
}

/// What acknowledgements say of a path.
#[derive(Clone, Copy, Debug)]
pub struct Delays {
    /// The shortest round trip.
    pub round_trip: Duration,
    /// How much longer the last one took.
    pub queue: Duration,
}

/// When something may be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    /// Now.
    Now,
    /// From then on, at the earliest.
    At(Tick),
    /// Not before an acknowledgement.
    AfterAck,
}

/// The shortest round trip.
#[derive(Clone, Copy, Debug)]
struct RoundTrip {
    time: Duration,
    measured: Tick,
}

/// The queue empties, so that the round trip can be measured.
#[derive(Clone, Copy, Debug)]
struct Drain {
    until: Tick,
    shortest: Duration,
}

/// Round trips of sends into an empty path that took longer than the shortest one and a queue.
#[derive(Clone, Copy, Debug, Default)]
struct Lonely {
    count: u32,
    shortest: Duration,
}

/// One send.
#[derive(Clone, Copy, Debug)]
struct Send {
    /// Bytes sent up to and with this one.
    end: u64,
    at: Tick,
    /// Nothing else was in flight.
    is_alone: bool,
    delivered: u64,
    delivered_at: Tick,
    first_sent_at: Tick,
}

/// More was acknowledged than sent, or less than before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected an acknowledgement of what was sent, got another one")]
pub struct WrongAck;

impl Default for StreamWindow {
    fn default() -> Self {
        Self::new()
    }
}

impl StreamWindow {
    /// The window of a stream about which nothing is known.
    pub fn new() -> Self {
        let start = Tick::default();
        Self {
            sent: 0,
            delivered: 0,
            delivered_at: start,
            sends: VecDeque::new(),
            first_sent_at: start,
            acks: VecDeque::new(),
            rate: None,
            round_trip: None,
            queue_delay: Duration::ZERO,
            has_queued: false,
            drain: None,
            lonely: Lonely::default(),
            overloaded: None,
            credit: signed(FIRST_WINDOW),
            credit_at: start,
        }
    }

    /// So many bytes were handed to the stream.
    pub fn on_sent(&mut self, len: usize, now: Tick) {
        self.credit = self.credit_now(now) - signed(len as u64);
        self.credit_at = now;
        let is_alone = self.in_flight() == 0;
        if is_alone {
            self.delivered_at = now;
            self.first_sent_at = now;
        }
        self.sent = self.sent.saturating_add(len as u64);
        if self.sends.len() >= SENDS
            && let Some(last) = self.sends.back_mut()
        {
            last.end = self.sent;
            return;
        }
        self.sends.push_back(Send {
            end: self.sent,
            at: now,
            is_alone,
            delivered: self.delivered,
            delivered_at: self.delivered_at,
            first_sent_at: self.first_sent_at,
        });
    }

    /// So many bytes have arrived since the beginning.
    pub fn on_ack(&mut self, received: u64, now: Tick) -> Result<(), WrongAck> {
        self.on_late_ack(received, None, now)
    }

    /// The same for an acknowledgement of which is known by how much it is [late](crate::way_back).
    pub fn on_late_ack(
        &mut self,
        received: u64,
        late: Option<Duration>,
        now: Tick,
    ) -> Result<(), WrongAck> {
        if received > self.sent || received < self.delivered {
            return Err(WrongAck);
        }
        if received == self.delivered {
            return Ok(());
        }
        let before = self.delivered;
        self.delivered = received;
        self.delivered_at = now;
        self.acks.push_back((now, received));
        // At least two remain, or a slow path would have no rate.
        while self.acks.len() > ACKS
            || (self.acks.len() > 2
                && self.acks.get(1).is_some_and(|(at, _)| now.since(*at) > RATE_SPAN))
        {
            self.acks.pop_front();
        }
        let (mut oldest, mut newest) = (None, None);
        while self.sends.front().is_some_and(|send| send.end <= received) {
            newest = self.sends.pop_front();
            oldest = oldest.or(newest);
        }
        if let Some((oldest, newest)) = oldest.zip(newest) {
            self.first_sent_at = newest.at;
            // An acknowledgement of little was sent `LANE_ACK_DELAY` after the oldest had arrived.
            let of_newest = now.since(newest.at);
            let is_prompt = received - before >= LANE_ACK_BYTES;
            let of_oldest = now.since(oldest.at).saturating_sub(LANE_ACK_DELAY);
            // One that was not held up, as of the last bytes of a file, is no evidence of a shorter path.
            let least = self.round_trip.map_or(Duration::ZERO, |known| known.time);
            let time = match late {
                Some(late) => of_newest.saturating_sub(late),
                None if is_prompt => of_newest,
                None => of_newest.min(of_oldest.max(least)),
            };
            self.on_round_trip(time, oldest.is_alone, now);
            self.on_delivery_rate(newest, now);
        }
        Ok(())
    }

    fn on_round_trip(&mut self, time: Duration, is_alone: bool, now: Tick) {
        let sample = RoundTrip { time, measured: now };
        let known = self.round_trip.get_or_insert(sample);
        if time <= known.time {
            *known = sample;
            self.lonely = Lonely::default();
            self.drain = None;
        } else if is_alone {
            // Nothing of ours was in its way: is the path longer now?
            let Lonely { count, shortest } = self.lonely;
            self.lonely = Lonely {
                count: count + 1,
                shortest: if count == 0 { time } else { shortest.min(time) },
            };
            if time.saturating_sub(known.time) <= EMPTY {
                self.lonely = Lonely::default();
                known.measured = now;
            } else if self.lonely.count >= LONELY {
                *known = RoundTrip { time: self.lonely.shortest, measured: now };
                self.lonely = Lonely::default();
            }
        }
        let before = known.time;
        let is_stuck = self.overloaded.is_some_and(|since| now.since(since) > time * 3);
        match &mut self.drain {
            Some(drain) => {
                drain.shortest = drain.shortest.min(time);
                if now >= drain.until {
                    *known = RoundTrip { time: drain.shortest, measured: now };
                    self.drain = None;
                }
            }
            None if is_stuck || now.since(known.measured) > ROUND_TRIP_LIFETIME => {
                let until = now + time + known.time + DRAIN;
                self.drain = Some(Drain { until, shortest: time });
            }
            None => {}
        }
        if known.time > before + QUEUE {
            // The path is longer than before: what was measured with too small a window is too little.
            self.has_queued = false;
        }
        self.queue_delay = time.saturating_sub(known.time);
        self.has_queued |= self.queue_delay >= FULL;
        if self.queue_delay < OVERLOADED {
            self.overloaded = None;
        } else {
            self.overloaded.get_or_insert(now);
        }
    }

    fn on_delivery_rate(&mut self, send: Send, now: Tick) {
        // The bytes took as long to arrive as to be sent, or longer: else acknowledgements that were held
        // up and came at once would look like a fast path.
        let took = now.since(send.delivered_at).max(send.at.since(send.first_sent_at));
        let sample = per_second(self.delivered.saturating_sub(send.delivered), took);
        // While nothing waits, a sample below the first estimate shows only that little was sent.
        let rate = self.rate();
        if self.queue_delay < FULL {
            self.rate = Some(rate.max(sample));
            return;
        }
        // The path is full: what it delivers is what it carries.
        let current = self.current_rate().unwrap_or(sample);
        self.rate = Some(if self.queue_delay >= OVERLOADED {
            current
        } else if current < rate {
            rate - (rate - current) / 4
        } else {
            rate + (sample.min(current).saturating_sub(rate)) / 8
        });
    }

    /// What was delivered in the last [`RATE_SPAN`], in bytes per second.
    fn current_rate(&self) -> Option<u64> {
        let ((from, before), (to, after)) = (self.acks.front()?, self.acks.back()?);
        (to > from).then(|| per_second(after - before, to.since(*from)))
    }

    /// What the path carries, in bytes per second.
    fn rate(&self) -> u64 {
        self.rate.unwrap_or(FIRST_RATE)
    }

    /// What the last acknowledgement has said of the path; `None` before the first one.
    pub fn delays(&self) -> Option<Delays> {
        let round_trip = self.round_trip?.time;
        Some(Delays { round_trip, queue: self.queue_delay })
    }

    /// Whether little is sent for a moment, so that the round trip can be measured.
    pub fn is_draining(&self) -> bool {
        self.drain.is_some()
    }

    /// Bytes on their way.
    pub fn in_flight(&self) -> usize {
        usize::try_from(self.sent - self.delivered).unwrap_or(usize::MAX)
    }

    /// Bytes that may be in flight.
    pub fn window(&self) -> usize {
        let queue = if self.has_queued { QUEUE } else { FIRST_QUEUE };
        self.window_with(queue)
    }

    fn window_with(&self, queue: Duration) -> usize {
        let window = match (self.rate, self.round_trip) {
            (Some(rate), Some(round_trip)) if self.drain.is_some() => {
                in_time(rate, round_trip.time / 2)
            }
            (Some(rate), Some(round_trip)) => {
                // What has arrived and is not yet acknowledged, and the fragment that is being sent.
                let unacknowledged = in_time(rate, LANE_ACK_DELAY).min(LANE_ACK_BYTES);
                let window = in_time(rate, round_trip.time + queue) + unacknowledged;
                window.max(MIN_WINDOW)
            }
            (None, _) | (_, None) => FIRST_WINDOW,
        };
        usize::try_from(window).unwrap_or(usize::MAX)
    }

    /// When so many bytes may be sent. Something may always be in flight.
    pub fn room(&self, len: usize, now: Tick) -> Room {
        self.room_in(self.window(), len, now)
    }

    /// The same for what gives way to everything else.
    pub fn background_room(&self, len: usize, now: Tick) -> Room {
        self.room_in(self.window_with(BACKGROUND_QUEUE), len, now)
    }

    fn room_in(&self, window: usize, len: usize, now: Tick) -> Room {
        if self.in_flight() > 0 && self.in_flight().saturating_add(len) > window {
            return Room::AfterAck;
        }
        let credit = self.credit_now(now);
        if credit > 0 {
            return Room::Now;
        }
        let ms = credit.unsigned_abs().saturating_mul(1000) / self.pace() + 1;
        Room::At(now + Duration::from_millis(ms))
    }

    /// The rate at which the window is filled, in bytes per second.
    fn pace(&self) -> u64 {
        let rate = self.rate();
        let pace = if self.has_queued { rate + rate / 4 } else { rate.saturating_mul(2) };
        pace.max(MIN_PACE)
    }

    fn credit_now(&self, now: Tick) -> i64 {
        let most = if self.rate.is_some() { in_time(self.rate(), BURST) } else { FIRST_WINDOW };
        let earned = in_time(self.pace(), now.since(self.credit_at));
        self.credit.saturating_add(signed(earned)).min(signed(most.max(MIN_BURST)))
    }

    /// The largest fragment after which nothing urgent waits for long.
    pub fn fragment_bytes(&self) -> usize {
        let bytes = usize::try_from(in_time(self.rate(), FRAGMENT_TIME)).unwrap_or(usize::MAX);
        bytes.clamp(1024, LANE_FRAGMENT_BYTES)
    }

    /// The estimated bandwidth in kbit/s, for the encoder. It is a quarter above the measured rate while
    /// nothing waits, so that a path that carries more gets more to carry; and below it while the path is
    /// full, so that the queue empties.
    pub fn estimated_kbit_s(&self) -> u32 {
        let rate = self.rate();
        let reported = if self.queue_delay >= FULL {
            rate - rate / 10
        } else if self.queue_delay < EMPTY && self.rate.is_some() {
            rate + rate / 4
        } else {
            rate
        };
        u32::try_from(reported.saturating_mul(8) / 1000).unwrap_or(u32::MAX)
    }
}

fn signed(bytes: u64) -> i64 {
    i64::try_from(bytes).unwrap_or(i64::MAX)
}

/// Bytes per second, if so many took so long; at least a millisecond, the clock's resolution.
fn per_second(bytes: u64, time: Duration) -> u64 {
    let ms = u64::try_from(time.as_millis()).unwrap_or(u64::MAX).max(1);
    bytes.saturating_mul(1000) / ms
}

/// Bytes in so much time.
fn in_time(per_second: u64, time: Duration) -> u64 {
    let ms = u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
    per_second.saturating_mul(ms) / 1000
}

#[cfg(test)]
mod tests;
