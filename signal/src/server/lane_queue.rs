//! What waits for the ends of lanes, bounded in bytes: for each end, and for all of them together.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::body::Bytes;
use protocol::limits::{LANE_QUEUE, LANE_QUEUE_BYTES};
use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore, mpsc};

use crate::address::{Block, Source};
use crate::lane_budget::LaneSocketId;

/// What a message takes besides its bytes.
const MESSAGE_BYTES: usize = 64;

/// Bytes that wait for one connection of a lane, and for all.
#[derive(Clone)]
pub(super) struct Waiting {
    own: Arc<AtomicUsize>,
    all: Arc<AtomicUsize>,
}

/// Bytes that count as waiting until this is dropped.
struct Held {
    bytes: usize,
    waiting: Waiting,
}

impl Drop for Held {
    fn drop(&mut self) {
        self.waiting.own.fetch_sub(self.bytes, Ordering::Relaxed);
        self.waiting.all.fetch_sub(self.bytes, Ordering::Relaxed);
    }
}

impl Waiting {
    fn hold(&self, bytes: usize) -> Held {
        let bytes = bytes + MESSAGE_BYTES;
        self.own.fetch_add(bytes, Ordering::Relaxed);
        self.all.fetch_add(bytes, Ordering::Relaxed);
        Held { bytes, waiting: self.clone() }
    }
}

/// A message on its way through the server. It counts until it is dropped, so keep it until it is written.
pub(crate) struct Queued {
    pub(crate) message: Bytes,
    /// Its part of [`LANE_QUEUE_BYTES`].
    _room: OwnedSemaphorePermit,
    _held: Held,
}

/// The queue to one end.
#[derive(Clone)]
pub(crate) struct ToOther {
    queue: mpsc::Sender<Queued>,
    room: Arc<Semaphore>,
    waiting: Waiting,
}

/// A message that is not queued yet. It counts already.
pub(super) struct Waits {
    message: Bytes,
    held: Held,
}

impl ToOther {
    /// Counts a message that is to be queued.
    pub(super) fn hold(&self, message: Bytes) -> Waits {
        let held = self.waiting.hold(message.len());
        Waits { message, held }
    }

    /// Waits for room, and queues the message. If the end has gone, it is dropped.
    pub(super) async fn send(&self, waits: Waits) {
        let Waits { message, held } = waits;
        let bytes = u32::try_from(message.len().clamp(1, LANE_QUEUE_BYTES)).unwrap_or(1);
        if let Ok(room) = Arc::clone(&self.room).acquire_many_owned(bytes).await {
            let _ = self.queue.send(Queued { message, _room: room, _held: held }).await;
        }
    }
}

/// A queue to the connection for which `waiting` counts.
pub(super) fn queue(waiting: Waiting) -> (ToOther, mpsc::Receiver<Queued>) {
    let (queue, from) = mpsc::channel(LANE_QUEUE);
    let room = Arc::new(Semaphore::new(LANE_QUEUE_BYTES));
    (ToOther { queue, room, waiting }, from)
}

/// A connection, with all that waits for it.
struct Connection {
    block: Block,
    waiting: Waiting,
    drop: Arc<Notify>,
}

/// What waits in all queues, and how much may.
#[derive(Clone)]
pub(super) struct Budget {
    bytes: usize,
    all: Arc<AtomicUsize>,
}

impl Budget {
    pub(super) fn new(bytes: usize) -> Self {
        Self { bytes, all: Arc::default() }
    }

    /// Whether too much waits.
    pub(super) fn is_exceeded(&self) -> bool {
        self.all.load(Ordering::Relaxed) > self.bytes
    }
}

/// The queues of all connections of lanes.
pub(super) struct LaneQueues {
    budget: Budget,
    // INVARIANT: holds each connection that has not ended and that was not told to.
    connections: BTreeMap<LaneSocketId, Connection>,
}

impl LaneQueues {
    pub(super) fn new(budget: Budget) -> Self {
        Self { budget, connections: BTreeMap::new() }
    }

    /// A connection has come. `drop` is notified when it must end at once, without another word.
    pub(super) fn join(&mut self, id: LaneSocketId, source: Source, drop: Arc<Notify>) -> Waiting {
        let waiting = Waiting { own: Arc::default(), all: Arc::clone(&self.budget.all) };
        let connection = Connection { block: source.widest(), waiting: waiting.clone(), drop };
        self.connections.insert(id, connection);
        waiting
    }

    /// A connection has ended.
    pub(super) fn leave(&mut self, id: LaneSocketId) {
        self.connections.remove(&id);
    }

    /// Ends connections for which much waits, if too much waits in all. Returns how many.
    pub(super) fn limit(&mut self) -> usize {
        if !self.budget.is_exceeded() {
            return 0;
        }
        let queues = self.connections.iter().map(|(id, connection)| {
            (connection.block, *id, connection.waiting.own.load(Ordering::Relaxed))
        });
        let hoarders = hoarders(queues, self.budget.bytes);
        for id in &hoarders {
            if let Some(connection) = self.connections.remove(id) {
                connection.drop.notify_one();
            }
        }
        hoarders.len()
    }
}

/// Which connections end so that no more than `budget` bytes wait: again and again that of the block with the most
/// bytes for which the most wait.
fn hoarders<K: Copy + Ord>(
    queues: impl Iterator<Item = (Block, K, usize)>,
    budget: usize,
) -> Vec<K> {
    let mut blocks: BTreeMap<Block, (usize, BTreeSet<(usize, K)>)> = BTreeMap::new();
    let mut total = 0;
    for (block, id, bytes) in queues.filter(|(.., bytes)| *bytes > 0) {
        let (sum, members) = blocks.entry(block).or_default();
        *sum += bytes;
        total += bytes;
        members.insert((bytes, id));
    }
    let mut by_weight: BTreeSet<_> =
        blocks.iter().map(|(block, (sum, _))| (*sum, *block)).collect();
    let mut hoarders = Vec::new();
    while total > budget
        && let Some((_, block)) = by_weight.pop_last()
        && let Some((sum, members)) = blocks.get_mut(&block)
        && let Some((bytes, id)) = members.pop_last()
    {
        hoarders.push(id);
        (*sum, total) = (*sum - bytes, total - bytes);
        by_weight.insert((*sum, block));
    }
    hoarders
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;

    use proptest::prelude::*;

    use super::*;

    fn block(n: u8) -> Block {
        Source::from(IpAddr::from([192, 0, 2, n])).widest()
    }

    #[test]
    fn who_hoards_most_on_lanes_is_dropped_until_the_rest_fits() {
        let honest = (1..100_u8).map(|n| (block(n), usize::from(n), 64));
        let hoarder = (0..100).map(|n| (block(200), 1_000 + n, 64));
        let all = || honest.clone().chain(hoarder.clone());
        assert!(hoarders(all(), 199 * 64).is_empty(), "there is room");
        let dropped = hoarders(all(), 150 * 64);
        assert_eq!(dropped.len(), 49, "no more than needed");
        assert!(dropped.iter().all(|id| *id >= 1_000), "{dropped:?}");
        // Of one source, those with most.
        let queues = [(block(1), 1, 10), (block(1), 2, 30), (block(1), 3, 20), (block(2), 4, 40)];
        assert_eq!(hoarders(queues.into_iter(), 80), [2]);
        assert_eq!(hoarders(queues.into_iter(), 70), [2]);
        assert_eq!(hoarders(queues.into_iter(), 30), [2, 4]);
        assert!(hoarders(std::iter::empty::<(Block, u8, usize)>(), 0).is_empty());
    }

    #[tokio::test]
    async fn what_waits_for_a_lane_counts_until_it_is_written_or_dropped() {
        let mut queues = LaneQueues::new(Budget::new(10_000));
        let source: Source = IpAddr::from([192, 0, 2, 1]).into();
        let told = Arc::new(Notify::new());
        let waiting = queues.join(LaneSocketId(1), source, Arc::clone(&told));
        let (to, mut from) = queue(waiting.clone());
        to.send(to.hold(vec![0; 6_000].into())).await;
        assert_eq!(queues.limit(), 0);
        let written = from.recv().await;
        to.send(to.hold(vec![0; 4_000].into())).await;
        assert_eq!(queues.limit(), 1, "what is being written counts");
        told.notified().await;
        assert_eq!(queues.limit(), 0, "nobody is told twice");
        drop((written, from));
        to.send(to.hold(vec![0; 4_000].into())).await;
        assert_eq!(
            (waiting.own.load(Ordering::Relaxed), queues.budget.all.load(Ordering::Relaxed)),
            (0, 0)
        );
    }

    proptest! {
        /// Who holds no more than an equal share of the budget is never dropped, and what is left fits.
        #[test]
        fn nobody_with_less_than_an_equal_share_is_dropped(
            queues in proptest::collection::vec((1..6_u8, 0..100_usize), 0..60),
            budget in 0..2_000_usize,
        ) {
            let all = || queues.iter().enumerate().map(|(n, (from, bytes))| (block(*from), n, *bytes));
            let dropped = hoarders(all(), budget);
            let left: usize = all().filter(|(_, n, _)| !dropped.contains(n)).map(|(.., bytes)| bytes).sum();
            prop_assert!(left <= budget);
            for from in 1..6 {
                let held: usize = all().filter(|(of, ..)| *of == block(from)).map(|(.., bytes)| bytes).sum();
                let has_lost = all().any(|(of, n, _)| of == block(from) && dropped.contains(&n));
                prop_assert!(!has_lost || held * 5 > budget, "{held} of {budget}");
            }
        }
    }
}
