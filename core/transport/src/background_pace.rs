//! The pace of what gives way to everything else: it uses what a path carries, and keeps no queue there.
//!
//! A window alone holds as long a queue as it allows, and all that matters more waits in it. A shorter window takes each
//! hesitation of a busy computer for a queue. So the pace follows the *standing* queue: the shortest queueing delay of a
//! [`SPAN`], as that of CoDel (RFC 8289 §3.1). Bytes that wait for a moment, for a picture or a program, do not stand. While a
//! queue stands, a little less is sent than arrives; else the pace rises, faster the longer none has stood.

use core::time::Duration;

use protocol::limits::TRANSFER_CHUNK_BYTES;
use protocol::time::Tick;

use crate::stream_window::{Delays, Room};

/// From this delay on a queue stands.
const STANDING: Duration = Duration::from_millis(4);

/// What a chunk on its way takes is no queue, up to this: on a slow path chunks are shorter.
const CHUNK_TIME_MS: u64 = 10;

/// Over how long the shortest delay is taken, or over a round trip where that is longer.
const SPAN: Duration = Duration::from_millis(100);

/// A span that took so many times as long had pauses, and says nothing.
const PAUSED: u32 = 3;

/// While a queue stands, so much less than what arrives is sent: a part of it.
const LOWERED_BY: u64 = 20;

/// A queue that stands after so many lowered spans is not ours.
const LOWERINGS: u32 = 4;

/// Of such a delay, what is not counted at most.
const MOST_ALLOWED: Duration = Duration::from_millis(20);

/// The pace rises by so many hundredths in a span, by one more for each [`RAISES`] in a row, and by no more than the last.
const RAISED_BY: u64 = 3;
const RAISES: u32 = 8;
const MOST_RAISED_BY: u64 = 16;

/// What is sent at once after a pause, in time of the pace, and at least.
const BURST: Duration = Duration::from_millis(8);
const MIN_BURST: u64 = 1024;

/// The lowest pace, in bytes per second.
const MIN_PACE: u64 = 16 * 1024;

/// See the module.
#[derive(Debug, Default)]
pub struct BackgroundPace {
    /// Bytes per second. `None` before a queue has stood for the first time: the window rises until then.
    pace: Option<u64>,
    span: Option<Span>,
    /// Spans in a row in which the pace has risen, or was lowered.
    raised: u32,
    lowered: u32,
    /// A delay that stayed however little was sent.
    allowed: Duration,
    /// Bytes that may be sent at once, as of that time. Below zero after a chunk.
    credit: i64,
    credit_at: Tick,
}

#[derive(Clone, Copy, Debug)]
struct Span {
    begun: Tick,
    /// Bytes that had arrived then.
    delivered: u64,
    shortest: Duration,
}

impl BackgroundPace {
    /// So many bytes were sent.
    pub fn on_sent(&mut self, len: usize, now: Tick) {
        self.credit = self.credit_now(now).saturating_sub(signed(len as u64));
        self.credit_at = now;
    }

    /// So many bytes have arrived on this path, and the last of them took so long.
    pub fn on_ack(&mut self, delivered: u64, delays: Delays, now: Tick) {
        let next = Span { begun: now, delivered, shortest: delays.queue };
        let span = self.span.get_or_insert(next);
        span.shortest = span.shortest.min(delays.queue);
        let (took, least) = (now.since(span.begun), SPAN.max(delays.round_trip));
        if took < least {
            return;
        }
        let Span { delivered: before, shortest, .. } = *span;
        *span = next;
        if took < least * PAUSED {
            let ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX).max(1);
            let arrives = delivered.saturating_sub(before).saturating_mul(1000) / ms;
            self.adjust(arrives, shortest, now);
        }
    }

    /// A span is over: so many bytes a second have arrived, and a queue has stood for so long.
    fn adjust(&mut self, arrives: u64, queue: Duration, now: Tick) {
        let stands = queue > self.allowed + STANDING + chunk_time(arrives);
        if !stands {
            self.lowered = 0;
            self.allowed = self.allowed.min(queue);
        }
        match (stands, self.pace) {
            (true, _) if self.lowered >= LOWERINGS => {
                self.lowered = 0;
                self.allowed = queue.min(MOST_ALLOWED);
            }
            (true, pace) => {
                self.raised = 0;
                self.lowered += 1;
                let arrives = arrives.min(pace.unwrap_or(u64::MAX));
                self.set(arrives - arrives / LOWERED_BY, now);
            }
            // More does not help where less than the pace was sent.
            (false, Some(pace)) if arrives >= pace - pace / 4 => {
                let by = RAISED_BY + u64::from(self.raised / RAISES);
                self.raised = self.raised.saturating_add(1);
                self.set(pace.saturating_add(pace / 100 * by.min(MOST_RAISED_BY)), now);
            }
            (false, _) => {}
        }
    }

    fn set(&mut self, pace: u64, now: Tick) {
        self.credit = self.credit_now(now);
        self.credit_at = now;
        self.pace = Some(pace.max(MIN_PACE));
    }

    /// When something may be sent behind so many bytes that will be sent soon.
    pub fn room(&self, behind: usize, now: Tick) -> Room {
        let Some(pace) = self.pace else { return Room::Now };
        let credit = self.credit_now(now).saturating_sub(signed(behind as u64));
        if credit > 0 {
            return Room::Now;
        }
        let ms = credit.unsigned_abs().saturating_mul(1000) / pace + 1;
        Room::At(now + Duration::from_millis(ms))
    }

    fn credit_now(&self, now: Tick) -> i64 {
        let Some(pace) = self.pace else { return 0 };
        let most = in_time(pace, BURST).max(MIN_BURST);
        let earned = in_time(pace, now.since(self.credit_at));
        self.credit.saturating_add(signed(earned)).min(signed(most))
    }
}

/// How long a chunk may take.
fn chunk_time(per_second: u64) -> Duration {
    let ms = TRANSFER_CHUNK_BYTES as u64 * 1000 / per_second.max(1);
    Duration::from_millis(ms.min(CHUNK_TIME_MS))
}

fn signed(bytes: u64) -> i64 {
    i64::try_from(bytes).unwrap_or(i64::MAX)
}

fn in_time(per_second: u64, time: Duration) -> u64 {
    let ms = u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
    per_second.saturating_mul(ms) / 1000
}

#[cfg(test)]
mod tests {
    use std::vec::Vec;

    use super::*;

    const MBYTE: u64 = 1_000_000;

    /// A pace, and what has arrived, at a time in ms.
    struct Run {
        pace: BackgroundPace,
        now: u64,
        delivered: u64,
    }

    impl Run {
        fn new() -> Self {
            Self { pace: BackgroundPace::default(), now: 1_000, delivered: 0 }
        }

        /// So many bytes a second arrive for so long. The delay is given at each ms.
        fn arrive(&mut self, per_second: u64, ms: u64, queue_ms: impl Fn(u64) -> u64) {
            for at in 0..ms {
                self.now += 1;
                self.delivered += per_second / 1000;
                let delays = Delays {
                    round_trip: Duration::from_millis(20),
                    queue: Duration::from_millis(queue_ms(at)),
                };
                self.pace.on_ack(self.delivered, delays, Tick::from_millis(self.now));
            }
        }

        fn pace(&self) -> u64 {
            self.pace.pace.expect("a queue has stood")
        }
    }

    #[test]
    fn a_queue_that_stands_is_answered_with_less_than_what_arrives() {
        let mut run = Run::new();
        run.arrive(10 * MBYTE, 500, |_| 5);
        assert!(run.pace.pace.is_none(), "that is the chunk on its way");
        run.arrive(10 * MBYTE, 101, |_| 6);
        assert!((9 * MBYTE..10 * MBYTE).contains(&run.pace()), "{:?}", run.pace);
    }

    #[test]
    fn bytes_that_wait_for_a_moment_are_no_queue() {
        let mut run = Run::new();
        // A busy computer: every 50 ms nothing is late.
        run.arrive(10 * MBYTE, 2_000, |at| if at % 50 == 0 { 0 } else { 30 });
        assert!(run.pace.pace.is_none());
    }

    #[test]
    fn the_pace_rises_faster_the_longer_no_queue_stands_and_not_beyond_what_is_sent() {
        let mut run = Run::new();
        run.arrive(MBYTE, 202, |_| 40);
        let mut rises = Vec::new();
        for _ in 0..60 {
            let before = run.pace();
            run.arrive(before, 100, |_| 0);
            rises.push((run.pace() * 1000 / before - 995) / 10);
        }
        assert!(rises.is_sorted() && rises[0] == 3 && rises[59] == 10, "{rises:?}");
        let pace = run.pace();
        run.arrive(pace / 2, 500, |_| 0);
        assert_eq!(run.pace(), pace, "half of it is sent");
    }

    #[test]
    fn a_delay_that_stays_however_little_is_sent_is_not_ours() {
        let mut run = Run::new();
        run.arrive(10 * MBYTE, 202, |_| 15);
        for _ in 0..40 {
            let pace = run.pace();
            run.arrive(pace, 100, |_| 15);
        }
        assert!(run.pace() > 9 * MBYTE, "{:?}", run.pace);
        // It is gone: what is more than nothing counts again.
        run.arrive(10 * MBYTE, 202, |_| 0);
        let before = run.pace();
        run.arrive(10 * MBYTE, 202, |_| 15);
        assert!(run.pace() < before, "{:?}", run.pace);
    }

    #[test]
    fn a_pause_says_nothing() {
        let mut run = Run::new();
        run.arrive(10 * MBYTE, 202, |_| 15);
        let before = run.pace();
        run.now += 5_000;
        run.arrive(10 * MBYTE, 1, |_| 15);
        assert_eq!(run.pace(), before);
    }

    #[test]
    fn no_more_than_the_pace_is_sent_and_little_at_once() {
        let mut run = Run::new();
        assert_eq!(run.pace.room(usize::MAX, Tick::from_millis(0)), Room::Now);
        run.arrive(10 * MBYTE, 101, |_| 15);
        let pace = run.pace();
        let mut sent = 0;
        for _ in 0..1000 {
            run.now += 1;
            let now = Tick::from_millis(run.now);
            let mut at_once = 0;
            while run.pace.room(0, now) == Room::Now {
                run.pace.on_sent(15_000, now);
                at_once += 15_000;
            }
            assert!(at_once <= pace * 10 / 1000, "{at_once}");
            sent += at_once;
        }
        assert!(sent.abs_diff(pace) <= pace / 50, "{sent} of {pace}");
        let now = Tick::from_millis(run.now + 1_000);
        assert_eq!(run.pace.room(0, now), Room::Now);
        // What is being read will take it.
        assert!(matches!(run.pace.room(1_000_000, now), Room::At(at) if at > now));
    }
}
