//! What waits to be written to a TCP, TLS or WebSocket connection, bounded in bytes.
//!
//! All queues share one room. A queue may hold a part of what is free of it, so the more is waiting, the less each
//! may add (the dynamic thresholds of A. Choudhury and E. Hahne, IEEE/ACM Transactions on Networking 6(2), 1998).
//! A few packets may always wait, so that clients that do not read stop nobody else.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use relay::limits::{
    PACKET_COST, STREAM_QUEUE, STREAM_QUEUE_BYTES, STREAM_QUEUE_LEAST_BYTES, STREAM_QUEUE_PART,
    STREAMS_QUEUE_BYTES,
};
use tokio::sync::mpsc;

/// The bytes that wait in all queues.
#[derive(Clone, Default)]
pub(super) struct Room(Arc<AtomicUsize>);

/// The queue of one connection.
#[derive(Clone)]
pub(super) struct Queue {
    packets: mpsc::Sender<Queued>,
    waiting: Waiting,
}

/// The bytes that wait in a queue, and in all.
#[derive(Clone)]
struct Waiting {
    own: Arc<AtomicUsize>,
    all: Room,
}

/// A packet that waits. It counts until it is dropped, so keep it until it is written.
pub(super) struct Queued {
    pub(super) bytes: Vec<u8>,
    cost: usize,
    waiting: Waiting,
}

impl Drop for Queued {
    fn drop(&mut self) {
        self.waiting.own.fetch_sub(self.cost, Ordering::Relaxed);
        self.waiting.all.0.fetch_sub(self.cost, Ordering::Relaxed);
    }
}

impl Room {
    /// A queue that takes its room here.
    pub(super) fn queue(&self) -> (Queue, mpsc::Receiver<Queued>) {
        let (packets, outgoing) = mpsc::channel(STREAM_QUEUE);
        let waiting = Waiting { own: Arc::default(), all: self.clone() };
        (Queue { packets, waiting }, outgoing)
    }
}

impl Queue {
    /// Queues a packet. `false` when there is no room, or the connection has ended.
    pub(super) fn push(&self, bytes: &[u8]) -> bool {
        let overhead = usize::try_from(PACKET_COST).unwrap_or_default();
        let cost = bytes.len() + overhead;
        let all = self.waiting.all.0.fetch_add(cost, Ordering::Relaxed) + cost;
        let own = self.waiting.own.fetch_add(cost, Ordering::Relaxed) + cost;
        let waiting = self.waiting.clone();
        // From here on it is given back when it is dropped.
        let mut queued = Queued { bytes: Vec::new(), cost, waiting };
        let part = STREAMS_QUEUE_BYTES.saturating_sub(all) / STREAM_QUEUE_PART;
        if own > part.clamp(STREAM_QUEUE_LEAST_BYTES, STREAM_QUEUE_BYTES) {
            return false;
        }
        bytes.clone_into(&mut queued.bytes);
        self.packets.try_send(queued).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PACKET: [u8; 1000] = [0; 1000];

    fn fill(queue: &Queue) -> usize {
        (0..1_000).filter(|_| queue.push(&PACKET)).count() * PACKET.len()
    }

    #[test]
    fn a_queue_holds_its_bytes_until_they_are_written() {
        let room = Room::default();
        let (queue, mut outgoing) = room.queue();
        let held = fill(&queue);
        assert!(held > STREAM_QUEUE_BYTES / 2 && held <= STREAM_QUEUE_BYTES, "{held}");
        let taken: Vec<_> = std::iter::from_fn(|| outgoing.try_recv().ok()).collect();
        assert!(!queue.push(&PACKET), "what is being written counts");
        drop(taken);
        assert_eq!(fill(&queue), held);
        drop(outgoing);
        assert_eq!(room.0.load(Ordering::Relaxed), 0, "nothing is left of a queue that has ended");
    }

    #[test]
    fn clients_that_do_not_read_leave_room_for_the_others() {
        let room = Room::default();
        let mut queues = Vec::new();
        let mut held = 0;
        for _ in 0..4_000 {
            let (queue, outgoing) = room.queue();
            held += fill(&queue);
            queues.push((queue, outgoing));
        }
        assert!(held < STREAMS_QUEUE_BYTES + 4_000 * STREAM_QUEUE_LEAST_BYTES, "{held}");
        let (queue, _outgoing) = room.queue();
        assert!(fill(&queue) >= 7 * PACKET.len());
    }
}
