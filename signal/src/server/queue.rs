//! The queue of messages for one WebSocket, bounded in messages and in bytes.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use protocol::limits::{
    CLAIM_BYTES, CLAIMS_AT_ONCE, CLAIMS_UNANSWERED, PROOF_BODIES, PROOF_BYTES, SIGNAL_QUEUE,
    SIGNAL_QUEUE_BYTES, SIGNAL_QUEUED_BYTES, WRONG_CODES,
};
use protocol::signal::FromSignal;
use tokio::sync::mpsc;

use super::dispatcher::Outgoing;
use crate::address::Block;

/// What a message takes besides its body.
const MESSAGE_BYTES: usize = 256;

/// All that claimants can send to a sharer at once, in bytes; `registry::tests::proofs` counts the messages.
const FROM_CLAIMANTS: usize = CLAIMS_UNANSWERED * (MESSAGE_BYTES + CLAIM_BYTES)
    + WRONG_CODES as usize * (PROOF_BYTES + PROOF_BODIES as usize * MESSAGE_BYTES)
    + CLAIMS_AT_ONCE * MESSAGE_BYTES;

// It has room, so that they cannot have its link closed as too slow.
const _: () = assert!(FROM_CLAIMANTS <= SIGNAL_QUEUE_BYTES);

/// The dispatcher's end of a queue.
pub(crate) struct QueueSender {
    queue: mpsc::Sender<Queued>,
    bytes: Arc<AtomicUsize>,
}

/// The socket's end of a queue.
pub(crate) struct QueueReceiver(mpsc::Receiver<Queued>);

/// Why something is not queued.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum QueueError {
    /// The socket has ended.
    Closed,
    /// Too much waits already.
    Full,
}

struct Queued {
    outgoing: Outgoing,
    room: Room,
}

/// Bytes of a queue, until they are written.
struct Room {
    size: usize,
    bytes: Arc<AtomicUsize>,
}

impl Drop for Room {
    fn drop(&mut self) {
        self.bytes.fetch_sub(self.size, Ordering::Relaxed);
    }
}

pub(crate) fn queue() -> (QueueSender, QueueReceiver) {
    let (queue, from) = mpsc::channel(SIGNAL_QUEUE);
    (QueueSender { queue, bytes: Arc::default() }, QueueReceiver(from))
}

impl QueueSender {
    /// Bytes that wait.
    pub(crate) fn bytes(&self) -> usize {
        self.bytes.load(Ordering::Relaxed)
    }

    /// Queues something. Never waits.
    pub(crate) fn push(&self, outgoing: Outgoing) -> Result<(), QueueError> {
        let size = size(&outgoing);
        if self.bytes() + size > SIGNAL_QUEUE_BYTES {
            return Err(QueueError::Full);
        }
        self.bytes.fetch_add(size, Ordering::Relaxed);
        let room = Room { size, bytes: Arc::clone(&self.bytes) };
        self.queue.try_send(Queued { outgoing, room }).map_err(|error| match error {
            mpsc::error::TrySendError::Closed(_) => QueueError::Closed,
            mpsc::error::TrySendError::Full(_) => QueueError::Full,
        })
    }
}

impl QueueReceiver {
    /// The next entry. `None`: the dispatcher has closed the queue.
    pub(crate) async fn recv(&mut self) -> Option<Entry> {
        let Queued { outgoing, room } = self.0.recv().await?;
        Some(Entry { outgoing, _room: room })
    }
}

/// Something to send. It counts as queued until it is dropped.
pub(crate) struct Entry {
    pub(crate) outgoing: Outgoing,
    _room: Room,
}

/// Which block of sources has the most bytes in its queues, if too many wait in all. Takes what waits in each queue.
pub(crate) fn over_budget(queues: impl Iterator<Item = (Block, usize)>) -> Option<Block> {
    let mut waiting: BTreeMap<Block, usize> = BTreeMap::new();
    for (block, bytes) in queues {
        *waiting.entry(block).or_default() += bytes;
    }
    let is_over = waiting.values().sum::<usize>() > SIGNAL_QUEUED_BYTES;
    let heaviest = waiting.into_iter().max_by_key(|(_, bytes)| *bytes);
    heaviest.filter(|_| is_over).map(|(block, _)| block)
}

fn size(outgoing: &Outgoing) -> usize {
    match outgoing {
        Outgoing::Message(FromSignal::Relay { body, .. } | FromSignal::Claimed { body, .. }) => {
            MESSAGE_BYTES + body.as_bytes().len()
        }
        Outgoing::Message(_) | Outgoing::Close(_) => MESSAGE_BYTES,
        // The messages themselves are shared by all queues that hold them.
        Outgoing::Messages(messages) => MESSAGE_BYTES + size_of_val(messages.as_slice()),
    }
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;

    use protocol::limits::BODY_BYTES;
    use protocol::signal::Body64;

    use super::*;
    use crate::address::Source;

    fn relay(bytes: usize) -> Outgoing {
        let body = Body64::new(vec![1; bytes]).unwrap();
        Outgoing::Message(FromSignal::Relay { claim: None, body })
    }

    #[tokio::test]
    async fn a_queue_is_bounded_in_bytes_until_they_are_sent() {
        let (sender, mut receiver) = queue();
        let mut queued = 0;
        while sender.push(relay(BODY_BYTES)).is_ok() {
            queued += 1;
        }
        assert_eq!(queued, SIGNAL_QUEUE_BYTES / (BODY_BYTES + MESSAGE_BYTES));
        let entry = receiver.recv().await.unwrap();
        assert_eq!(sender.push(relay(BODY_BYTES)), Err(QueueError::Full), "it is being sent");
        drop(entry);
        assert_eq!(sender.push(relay(BODY_BYTES)), Ok(()));
        drop(receiver);
        assert_eq!(sender.bytes(), 0);
        assert_eq!(sender.push(relay(1)), Err(QueueError::Closed));
    }

    #[test]
    fn who_hoards_bytes_in_queues_is_dropped_and_the_others_are_not() {
        let block = |n: u8| Source::from(IpAddr::from([192, 0, 2, n])).widest();
        let honest = (1..100).map(|n| (block(n), SIGNAL_QUEUE_BYTES / 2));
        let hoarder = |queues| (0..queues).map(|_| (block(200), SIGNAL_QUEUE_BYTES));
        assert_eq!(over_budget(honest.clone().chain(hoarder(20))), None, "there is room");
        assert_eq!(over_budget(honest.chain(hoarder(100))), Some(block(200)));
        assert_eq!(over_budget(std::iter::empty()), None);
    }

    #[tokio::test]
    async fn a_queue_is_bounded_in_messages() {
        let (sender, _receiver) = queue();
        let queued = (0..1_000).take_while(|_| sender.push(relay(1)).is_ok()).count();
        assert_eq!(queued, SIGNAL_QUEUE);
        assert!(
            sender.bytes() <= SIGNAL_QUEUE * (MESSAGE_BYTES + 1),
            "what was refused does not count"
        );
    }
}
