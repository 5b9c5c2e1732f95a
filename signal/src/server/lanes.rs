//! The lanes that were granted, and the two connections of each.
//!
//! Connections pass messages to each other through bounded queues, past the dispatcher. The table is
//! locked for moments: when a lane is granted or revoked, when a connection comes or goes, and to charge a
//! message to the budgets.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::body::Bytes;
use protocol::limits::{
    LANE_CONNECTIONS, LANE_CONNECTIONS_PER_ADDRESS, LANE_QUEUE, LANE_QUEUE_BYTES,
};
use protocol::network::LaneToken;
use protocol::time::Tick;
use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore, mpsc};
use tokio::time::Instant;

use super::metrics::Metrics;
use crate::address::Source;
use crate::lane_budget::{LaneBudget, LaneRates, LaneSocketId};
use crate::registry::GrantId;

/// All lanes of a server.
pub(crate) struct Lanes {
    table: Mutex<Table>,
    metrics: Arc<Metrics>,
    start: Instant,
    is_open: bool,
}

struct Table {
    /// The lane of each token, and which of its ends.
    tokens: HashMap<LaneToken, (GrantId, usize)>,
    lanes: BTreeMap<GrantId, Lane>,
    budget: LaneBudget,
    /// Connections, from each address and in all.
    connections: BTreeMap<Source, usize>,
    connected: usize,
    paired: usize,
    next_socket: u64,
}

struct Lane {
    tokens: [LaneToken; 2],
    seats: [Option<Seat>; 2],
}

impl Lane {
    fn is_paired(&self) -> bool {
        self.seats.iter().all(Option::is_some)
    }
}

/// The connection of one end.
struct Seat {
    id: LaneSocketId,
    mailbox: Arc<Mailbox>,
}

/// What a connection is told by the table.
pub(crate) enum Notice {
    /// Both ends are there.
    Paired(Pairing),
    /// It must close.
    Closed(LaneClosed),
}

/// Why a connection of a lane is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LaneClosed {
    /// There is no such lane.
    Unknown,
    /// The claim to which the lane belongs is over.
    Revoked,
    /// The same end has connected again.
    Replaced,
}

/// The latest [`Notice`] for one connection.
#[derive(Default)]
pub(crate) struct Mailbox {
    notice: Mutex<Option<Notice>>,
    filled: Notify,
}

impl Mailbox {
    fn put(&self, notice: Notice) {
        let mut latest = lock(&self.notice);
        if !matches!(*latest, Some(Notice::Closed(_))) {
            *latest = Some(notice);
        }
        self.filled.notify_one();
    }

    /// Waits for a notice.
    pub(crate) async fn take(&self) -> Notice {
        loop {
            if let Some(notice) = lock(&self.notice).take() {
                return notice;
            }
            self.filled.notified().await;
        }
    }
}

/// The queues of one end after a pairing.
pub(crate) struct Pairing {
    pub(crate) to_other: ToOther,
    pub(crate) from_other: mpsc::Receiver<Queued>,
}

/// A message on its way through the server.
pub(crate) struct Queued {
    pub(crate) message: Bytes,
    /// Its part of [`LANE_QUEUE_BYTES`], until it is written.
    _room: OwnedSemaphorePermit,
}

/// The queue to the other end.
#[derive(Clone)]
pub(crate) struct ToOther {
    queue: mpsc::Sender<Queued>,
    room: Arc<Semaphore>,
}

impl ToOther {
    /// Waits for room, and queues the message. If the other end has gone, it is dropped.
    pub(crate) async fn send(&self, message: Bytes) {
        let bytes = u32::try_from(message.len().clamp(1, LANE_QUEUE_BYTES)).unwrap_or(1);
        if let Ok(room) = Arc::clone(&self.room).acquire_many_owned(bytes).await {
            let _ = self.queue.send(Queued { message, _room: room }).await;
        }
    }
}

fn queue() -> (ToOther, mpsc::Receiver<Queued>) {
    let (queue, from) = mpsc::channel(LANE_QUEUE);
    (ToOther { queue, room: Arc::new(Semaphore::new(LANE_QUEUE_BYTES)) }, from)
}

/// A panic while the lock was held has left a table that is whole: each change is one statement.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Lanes {
    pub(crate) fn new(rates: LaneRates, metrics: Arc<Metrics>) -> Arc<Self> {
        let table = Table {
            tokens: HashMap::new(),
            lanes: BTreeMap::new(),
            budget: LaneBudget::new(rates),
            connections: BTreeMap::new(),
            connected: 0,
            paired: 0,
            next_socket: 0,
        };
        let is_open = rates.lane > 0 && rates.source > 0 && rates.total > 0;
        Arc::new(Self { table: Mutex::new(table), metrics, start: Instant::now(), is_open })
    }

    /// Whether this server has lanes.
    pub(crate) fn is_open(&self) -> bool {
        self.is_open
    }

    /// Opens a lane for the ends that have these tokens.
    pub(crate) fn grant(&self, grant: GrantId, tokens: [LaneToken; 2]) {
        let mut table = lock(&self.table);
        for (end, token) in tokens.into_iter().enumerate() {
            table.tokens.insert(token, (grant, end));
        }
        let lane = Lane { tokens, seats: [None, None] };
        table.lanes.insert(grant, lane);
    }

    /// Closes a lane, with the connections that it has.
    pub(crate) fn revoke(&self, grant: GrantId) {
        let mut table = lock(&self.table);
        let Some(lane) = table.lanes.remove(&grant) else { return };
        table.paired -= usize::from(lane.is_paired());
        for token in lane.tokens {
            table.tokens.remove(&token);
        }
        for seat in lane.seats.into_iter().flatten() {
            table.budget.leave(seat.id);
            seat.mailbox.put(Notice::Closed(LaneClosed::Revoked));
        }
        self.metrics.lanes.set(table.paired);
    }

    /// Counts a new connection. `None`: there are too many.
    pub(crate) fn admit(self: &Arc<Self>, source: Source) -> Option<Admitted> {
        let mut table = lock(&self.table);
        let of_source = table.connections.get(&source).copied().unwrap_or_default();
        if table.connected >= LANE_CONNECTIONS || of_source >= LANE_CONNECTIONS_PER_ADDRESS {
            return None;
        }
        table.connected += 1;
        *table.connections.entry(source).or_default() += 1;
        Some(Admitted { lanes: Arc::clone(self), source, seat: None })
    }

    fn now(&self) -> Tick {
        Tick::from_millis(u64::try_from(self.start.elapsed().as_millis()).unwrap_or(u64::MAX))
    }
}

/// A connection that is counted, until it is dropped.
pub(crate) struct Admitted {
    lanes: Arc<Lanes>,
    source: Source,
    seat: Option<(GrantId, usize, LaneSocketId)>,
}

impl Admitted {
    /// Takes the end of a lane that the token opens. A connection that had it before is closed. If the
    /// other end is there, both are paired.
    pub(crate) fn sit(&mut self, token: LaneToken) -> Result<Arc<Mailbox>, LaneClosed> {
        let mut table = lock(&self.lanes.table);
        let table = &mut *table;
        let (grant, end) = *table.tokens.get(&token).ok_or(LaneClosed::Unknown)?;
        let lane = table.lanes.get_mut(&grant).ok_or(LaneClosed::Unknown)?;
        let seat = lane.seats.get_mut(end).ok_or(LaneClosed::Unknown)?;
        let id = LaneSocketId(table.next_socket);
        table.next_socket += 1;
        let mailbox = Arc::new(Mailbox::default());
        let taken = seat.replace(Seat { id, mailbox: Arc::clone(&mailbox) });
        table.budget.join(id, self.source);
        match taken {
            Some(old) => {
                table.budget.leave(old.id);
                old.mailbox.put(Notice::Closed(LaneClosed::Replaced));
            }
            None => table.paired += usize::from(lane.is_paired()),
        }
        if let [Some(sharer), Some(viewer)] = &lane.seats {
            let (to_viewer, from_sharer) = queue();
            let (to_sharer, from_viewer) = queue();
            let pairing = Pairing { to_other: to_viewer, from_other: from_viewer };
            sharer.mailbox.put(Notice::Paired(pairing));
            let pairing = Pairing { to_other: to_sharer, from_other: from_sharer };
            viewer.mailbox.put(Notice::Paired(pairing));
        }
        self.lanes.metrics.lanes.set(table.paired);
        self.seat = Some((grant, end, id));
        Ok(mailbox)
    }

    /// Charges a message that was forwarded. Returns how long the connection waits before it reads on.
    pub(crate) fn charge(&self, bytes: usize) -> Duration {
        self.lanes.metrics.lane_bytes.add_many(bytes);
        let Some((_, _, id)) = self.seat else { return Duration::ZERO };
        let now = self.lanes.now();
        lock(&self.lanes.table).budget.charge(id, bytes, now)
    }
}

impl Drop for Admitted {
    fn drop(&mut self) {
        let mut table = lock(&self.lanes.table);
        let table = &mut *table;
        table.connected = table.connected.saturating_sub(1);
        if let Some(count) = table.connections.get_mut(&self.source) {
            *count = count.saturating_sub(1);
            if *count == 0 {
                table.connections.remove(&self.source);
            }
        }
        let Some((grant, end, id)) = self.seat else { return };
        table.budget.leave(id);
        let Some(lane) = table.lanes.get_mut(&grant) else { return };
        let was_paired = lane.is_paired();
        if let Some(seat) = lane.seats.get_mut(end)
            && seat.as_ref().is_some_and(|seat| seat.id == id)
        {
            *seat = None;
            table.paired -= usize::from(was_paired);
        }
        self.lanes.metrics.lanes.set(table.paired);
    }
}
