//! The pace of what gives way to everything else: it uses what a path carries, and keeps no queue there.
//!
//! A window alone holds as long a queue as it allows, and all that matters more waits in it. A shorter window takes each
//! hesitation of a busy computer for a queue. So the pace follows the *standing* queue: the shortest queueing delay of a
//! [`SPAN`], as that of CoDel (RFC 8289 §3.1). Bytes that wait for a moment, for a picture or a program, do not stand. While a
//! queue stands, a little less is sent than arrives; else the pace rises, faster the longer none has stood.
//!
//! The window only bounds what is in flight if the path becomes slower at once. It has room for what a busy computer delays,
//! or such a computer would lower the pace: less in flight arrives at a lower rate.
//!
//! A queue of ours becomes shorter when less is sent. A delay that does not is another one's, such as that of a longer path.
//! Then the pace is what it was before, and that delay does not count for [`ALLOWED_FOR`].

mod span;

use core::time::Duration;

use protocol::limits::{LANE_ACK_BYTES, LANE_ACK_DELAY, TRANSFER_CHUNK_BYTES};
use protocol::time::Tick;

use self::span::{SPAN, Seen, Span};
use crate::stream_window::{Delays, Room};

/// From this delay on a queue stands.
const STANDING: Duration = Duration::from_millis(4);

/// What a chunk on its way takes is no queue, up to this: on a slow path chunks are shorter.
const CHUNK_TIME: Duration = Duration::from_millis(10);

/// While a queue stands, so much less than what arrives is sent: a part of it. It may be chance that one stood in one span
/// alone: then the pace becomes lower by no more than the second part.
const LOWERED_BY: u64 = 20;
const FIRST_LOWERED_BY: u64 = 8;

/// So many spans after the first in which the pace was lower, a queue of ours is shorter by this at least: two thirds of what was
/// not sent meanwhile.
const LOWERINGS: u32 = 3;
const SHORTENED: Duration = Duration::from_millis(10);

/// Of a delay that is not ours, what does not count at most, and for how long. Then the pace tries again whether it is ours: a
/// queue may have taken its place.
const MOST_ALLOWED: Duration = Duration::from_millis(150);
const ALLOWED_FOR: Duration = Duration::from_secs(4);

/// The pace rises by so many hundredths in a [`SPAN`], by one more for each [`RAISES`] in a row, and by no more than the last.
const RAISED_BY: u64 = 3;
const RAISES: u32 = 8;
const MOST_RAISED_BY: u64 = 16;

/// The same before a queue of ours was seen for the first time.
const FIRST_RAISED_BY: u64 = 15;

/// A span counts as no more than so many when the pace rises.
const MOST_SPANS: u128 = 8;

/// What may be in flight beyond a round trip, in time of the pace: what a picture and a program delay for a moment.
const QUEUE: Duration = Duration::from_millis(20);

/// The unrest of a computer that is not busy, for the window.
const QUIET: Duration = Duration::from_millis(20);

/// Of the unrest of a span, so much counts at most.
const MOST_UNREST: Duration = Duration::from_millis(200);

/// For how long a busy program hesitates at most. It makes up for that.
const HESITATION: Duration = Duration::from_millis(60);

/// What is sent at once after a pause, in time of the pace, and at least.
const BURST: Duration = Duration::from_millis(8);
const MIN_BURST: u64 = 1024;

/// The shortest chunk.
const MIN_CHUNK: usize = 1024;

/// The pace before anything is known, and the lowest one, in bytes per second.
const FIRST_PACE: u64 = 64 * 1024;
const MIN_PACE: u64 = 16 * 1024;

/// See the module.
#[derive(Debug)]
pub struct BackgroundPace {
    /// Bytes per second.
    pace: u64,
    span: Option<Span>,
    /// What arrived in the span before, in bytes per second.
    arrived: u64,
    /// Spans in a row in which the pace has risen, or was lowered.
    raised: u32,
    lowered: u32,
    /// A queue has stood, ours or not; and one was gone after the pace was lowered.
    has_stood: bool,
    was_ours: bool,
    /// The queue in the first span in which the pace was lower, and the pace before that.
    before: (Duration, u64),
    /// A delay that stayed however little was sent, and since when it does not count.
    allowed: (Duration, Tick),
    /// By how much delays become shorter within a span, in the mean of the last ones: a busy computer.
    unrest: Duration,
    /// How late acknowledgements are.
    late: Duration,
    /// Bytes that may be sent at once, as of that time. Below zero after a chunk.
    credit: i64,
    credit_at: Tick,
    /// For how long the program has hesitated just now.
    hesitated: Duration,
}

impl Default for BackgroundPace {
    fn default() -> Self {
        Self {
            pace: FIRST_PACE,
            span: None,
            arrived: 0,
            raised: 0,
            lowered: 0,
            has_stood: false,
            was_ours: false,
            before: (Duration::ZERO, FIRST_PACE),
            allowed: (Duration::ZERO, Tick::default()),
            unrest: Duration::ZERO,
            late: Duration::ZERO,
            credit: 0,
            credit_at: Tick::default(),
            hesitated: Duration::ZERO,
        }
    }
}

impl BackgroundPace {
    /// So many bytes are taken from their source. They are sent as soon as they are there.
    pub fn on_taken(&mut self, len: usize, now: Tick) {
        self.earn(now);
        self.credit = self.credit.saturating_sub(signed(len as u64));
    }

    /// So many bytes have arrived on this path, the last of them took so long, and their acknowledgement is so
    /// [late](crate::way_back).
    pub fn on_ack(&mut self, delivered: u64, delays: Delays, late: Duration, now: Tick) {
        // What has arrived and is not acknowledged is in flight as well: room for the latest of the last ones.
        self.late = (self.late - self.late / 256).max(late.min(MOST_UNREST));
        if let Some(seen) = Span::on_ack(&mut self.span, delivered, delays, now) {
            self.adjust(seen, now);
        }
    }

    /// A span is over.
    fn adjust(&mut self, seen: Seen, now: Tick) {
        let Seen { arrives, queue, fell, took } = seen;
        self.unrest = (self.unrest * 3 + fell.min(MOST_UNREST)) / 4;
        // Of two spans, since what is acknowledged late counts in the wrong one.
        let arrives = core::mem::replace(&mut self.arrived, arrives).max(arrives);
        if now.since(self.allowed.1) >= ALLOWED_FOR {
            self.allowed.0 = Duration::ZERO;
        }
        let unrest = self.unrest.saturating_sub(CHUNK_TIME) / 2;
        if queue > self.allowed.0 + STANDING + chunk_time(seen.arrives) + unrest {
            self.on_standing(arrives, queue, now);
            return;
        }
        self.was_ours |= self.lowered > 0;
        self.lowered = 0;
        self.allowed.0 = self.allowed.0.min(queue);
        // More does not help where much less than the pace is sent.
        if arrives > self.pace / 2 {
            self.raise(took, now);
        }
    }

    /// A queue has stood for a span.
    fn on_standing(&mut self, arrives: u64, queue: Duration, now: Tick) {
        self.raised = 0;
        if self.lowered == 0 {
            self.before.1 = self.pace;
        } else if (self.lowered - 1).is_multiple_of(LOWERINGS) {
            // The first span after the pace was lowered: until then a queue of ours became longer.
            let (queue_before, pace_before) = self.before;
            // On a path that carries much less than before it is ours, and becomes longer for a while.
            let is_ours = queue + SHORTENED <= queue_before || arrives < pace_before / 2;
            if self.lowered > 1 && !is_ours {
                self.lowered = 0;
                self.allowed = (queue.min(MOST_ALLOWED), now);
                self.set(pace_before, now);
                return;
            }
            let pace = if self.lowered == 1 { pace_before } else { self.pace };
            self.before = (queue, pace);
        }
        let least = if self.lowered == 0 { self.pace - self.pace / FIRST_LOWERED_BY } else { 0 };
        // Until then more than the pace may be sent.
        let arrives = if self.has_stood { arrives.min(self.pace) } else { arrives };
        self.has_stood = true;
        self.lowered = self.lowered.saturating_add(1);
        self.set((arrives - arrives / LOWERED_BY).max(least), now);
    }

    /// No queue has stood for so long.
    fn raise(&mut self, took: Duration, now: Tick) {
        let by = if self.was_ours {
            MOST_RAISED_BY.min(RAISED_BY + u64::from(self.raised / RAISES))
        } else {
            FIRST_RAISED_BY
        };
        let spans = (took.as_millis() / SPAN.as_millis()).clamp(1, MOST_SPANS) as u64;
        self.raised = self.raised.saturating_add(1);
        self.set(self.pace.saturating_add(self.pace / 100 * by * spans), now);
    }

    fn set(&mut self, pace: u64, now: Tick) {
        self.earn(now);
        self.pace = pace.max(MIN_PACE);
    }

    /// Whether a queue has stood, ours or not. Until then a window that rises faster than the pace may be used.
    pub fn has_stood(&self) -> bool {
        self.has_stood
    }

    /// How many bytes may be in flight on a path with such a shortest round trip.
    pub fn window(&self, round_trip: Duration) -> usize {
        let busy = self.unrest.saturating_sub(QUIET) * 2;
        let held = in_time(self.pace, LANE_ACK_DELAY).min(LANE_ACK_BYTES);
        let unacknowledged = held.max(in_time(self.pace, self.late));
        let window = in_time(self.pace, round_trip + self.allowed.0 + busy + QUEUE);
        usize::try_from(window.saturating_add(unacknowledged)).unwrap_or(usize::MAX)
    }

    /// The longest chunk after which nothing urgent waits for long.
    pub fn chunk_bytes(&self) -> usize {
        let bytes = usize::try_from(in_time(self.pace, CHUNK_TIME)).unwrap_or(usize::MAX);
        bytes.clamp(MIN_CHUNK, TRANSFER_CHUNK_BYTES)
    }

    /// When something may be sent.
    pub fn room(&mut self, now: Tick) -> Room {
        self.earn(now);
        if self.credit > 0 {
            return Room::Now;
        }
        let ms = self.credit.unsigned_abs().saturating_mul(1000) / self.pace + 1;
        Room::At(now + Duration::from_millis(ms))
    }

    /// What was not sent is lost beyond a burst, and beyond what the program has hesitated just now.
    fn earn(&mut self, now: Tick) {
        let passed = now.since(self.credit_at);
        self.hesitated = self.hesitated.saturating_sub(passed).max(passed.min(HESITATION));
        let most = in_time(self.pace, BURST + self.hesitated).max(MIN_BURST);
        let earned = in_time(self.pace, passed);
        self.credit = self.credit.saturating_add(signed(earned)).min(signed(most));
        self.credit_at = now;
    }
}

/// How long a chunk may take.
fn chunk_time(per_second: u64) -> Duration {
    let ms = TRANSFER_CHUNK_BYTES as u64 * 1000 / per_second.max(1);
    Duration::from_millis(ms).min(CHUNK_TIME)
}

fn signed(bytes: u64) -> i64 {
    i64::try_from(bytes).unwrap_or(i64::MAX)
}

fn in_time(per_second: u64, time: Duration) -> u64 {
    let ms = u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
    per_second.saturating_mul(ms) / 1000
}

#[cfg(test)]
mod tests;
