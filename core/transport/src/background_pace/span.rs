//! What acknowledgements say in a span of time: how much arrives, and how long it has to wait.

use core::time::Duration;

use protocol::time::Tick;

use crate::stream_window::Delays;

/// How long a span is, or a round trip where that is longer.
pub(super) const SPAN: Duration = Duration::from_millis(100);

/// A span has at least so many acknowledgements, each at a time of its own: on a busy computer one of them is in time.
pub(super) const ACKS: u32 = 8;

/// Without an acknowledgement for so long, or for three round trips, nothing was sent: a span begins anew.
const PAUSE: Duration = Duration::from_millis(500);

/// A span that is not over.
#[derive(Clone, Copy, Debug)]
pub(super) struct Span {
    begun: Tick,
    /// Bytes that had arrived then.
    delivered: u64,
    /// The last acknowledgement, and how many there were.
    at: Tick,
    acks: u32,
    shortest: Duration,
    longest: Duration,
    fell: Duration,
}

/// What a span has shown.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seen {
    /// What has arrived, in bytes per second.
    pub(super) arrives: u64,
    /// The shortest queueing delay: that of a queue that has stood.
    pub(super) queue: Duration,
    /// By how much the delay became shorter at most. A queue that grows is no unrest, and a busy computer is.
    pub(super) fell: Duration,
    /// How long the span was.
    pub(super) took: Duration,
}

impl Span {
    fn begin(delivered: u64, queue: Duration, now: Tick) -> Self {
        let fell = Duration::ZERO;
        Self { begun: now, delivered, at: now, acks: 1, shortest: queue, longest: queue, fell }
    }

    /// So many bytes have arrived, and the last of them took so long. Another span begins after what is returned.
    pub(super) fn on_ack(
        span: &mut Option<Self>,
        delivered: u64,
        delays: Delays,
        now: Tick,
    ) -> Option<Seen> {
        let Delays { round_trip, queue } = delays;
        let next = Self::begin(delivered, queue, now);
        let span = span.get_or_insert(next);
        if now.since(span.at) >= PAUSE.max(round_trip * 3) {
            *span = next;
            return None;
        }
        span.acks = span.acks.saturating_add(u32::from(now > span.at));
        span.at = now;
        span.shortest = span.shortest.min(queue);
        span.longest = span.longest.max(queue);
        span.fell = span.fell.max(span.longest.saturating_sub(queue));
        let took = now.since(span.begun);
        if took < SPAN.max(round_trip) || span.acks < ACKS {
            return None;
        }
        let Self { delivered: before, shortest, fell, .. } = core::mem::replace(span, next);
        let ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX).max(1);
        let arrives = delivered.saturating_sub(before).saturating_mul(1000) / ms;
        Some(Seen { arrives, queue: shortest, fell, took })
    }
}
