//! The lanes that were granted, and the two connections of each.
//!
//! Connections pass messages to each other through bounded queues, past the dispatcher. The table is
//! locked for moments: when a lane is granted or revoked, when a connection comes or goes, to charge a
//! message to the budgets, and when too much waits in all queues.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::body::Bytes;
use protocol::network::LaneToken;
use protocol::time::Tick;
use tokio::sync::{Notify, mpsc};
use tokio::time::Instant;

use super::lane_queue::{Budget, LaneQueues, Queued, ToOther, Waiting, queue};
use super::metrics::Metrics;
use super::places::{Evicted, Place, Places};
use crate::address::Source;
use crate::bounds::Bounds;
use crate::connection_table::Use;
use crate::lane_budget::{LaneBudget, LaneRates, LaneSocketId};
use crate::registry::GrantId;

/// All lanes of a server.
pub(crate) struct Lanes {
    table: Mutex<Table>,
    places: Arc<Places>,
    queued: Budget,
    metrics: Arc<Metrics>,
    start: Instant,
    is_open: bool,
}

struct Table {
    /// The lane of each token, and which of its ends.
    tokens: HashMap<LaneToken, (GrantId, usize)>,
    lanes: BTreeMap<GrantId, Lane>,
    budget: LaneBudget,
    queues: LaneQueues,
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

    /// A connection is of use while both ends are there: one that waits for the other gives way to others.
    fn mark_use(&self) {
        let is = if self.is_paired() { Use::Busy } else { Use::Idle };
        for seat in self.seats.iter().flatten() {
            seat.place.set(is);
        }
    }
}

/// The connection of one end.
struct Seat {
    id: LaneSocketId,
    mailbox: Arc<Mailbox>,
    /// What waits for it.
    waiting: Waiting,
    place: Arc<Place>,
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
    dropped: Arc<Notify>,
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

    /// Waits until the connection must end at once: too much waits for it.
    pub(crate) async fn dropped(&self) {
        self.dropped.notified().await;
    }
}

/// The queues of one end after a pairing.
pub(crate) struct Pairing {
    pub(crate) to_other: ToOther,
    pub(crate) from_other: mpsc::Receiver<Queued>,
}

/// A panic while the lock was held has left a table that is whole: each change is one statement.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Lanes {
    pub(crate) fn new(rates: LaneRates, bounds: &Bounds, metrics: Arc<Metrics>) -> Arc<Self> {
        let queued = Budget::new(bounds.lane_bytes);
        let table = Table {
            tokens: HashMap::new(),
            lanes: BTreeMap::new(),
            budget: LaneBudget::new(rates),
            queues: LaneQueues::new(queued.clone()),
            paired: 0,
            next_socket: 0,
        };
        let is_open = rates.lane > 0 && rates.source > 0 && rates.total > 0;
        let (table, start) = (Mutex::new(table), Instant::now());
        let places = Places::new(bounds.lanes, Arc::clone(&metrics));
        Arc::new(Self { table, places, queued, metrics, start, is_open })
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
            seat.place.set(Use::Idle);
            seat.mailbox.put(Notice::Closed(LaneClosed::Revoked));
        }
        self.metrics.lanes.set(table.paired);
    }

    /// Counts a new connection, and returns what ends it when others need its place. `None`: there are too many.
    pub(crate) fn admit(self: &Arc<Self>, source: Source) -> Option<(Admitted, Evicted)> {
        let (place, evicted) = self.places.try_take(Some(source)).ok()??;
        let place = Arc::new(place);
        Some((Admitted { lanes: Arc::clone(self), source, place, seat: None }, evicted))
    }

    fn now(&self) -> Tick {
        Tick::from_millis(u64::try_from(self.start.elapsed().as_millis()).unwrap_or(u64::MAX))
    }
}

/// A connection that is counted, until it is dropped.
pub(crate) struct Admitted {
    lanes: Arc<Lanes>,
    source: Source,
    place: Arc<Place>,
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
        let waiting = table.queues.join(id, self.source, Arc::clone(&mailbox.dropped));
        let place = Arc::clone(&self.place);
        let taken = seat.replace(Seat { id, mailbox: Arc::clone(&mailbox), waiting, place });
        table.budget.join(id, self.source);
        match taken {
            Some(old) => {
                table.budget.leave(old.id);
                old.place.set(Use::Idle);
                old.mailbox.put(Notice::Closed(LaneClosed::Replaced));
            }
            None => table.paired += usize::from(lane.is_paired()),
        }
        if let [Some(sharer), Some(viewer)] = &lane.seats {
            let (to_viewer, from_sharer) = queue(viewer.waiting.clone());
            let (to_sharer, from_viewer) = queue(sharer.waiting.clone());
            let pairing = Pairing { to_other: to_viewer, from_other: from_viewer };
            sharer.mailbox.put(Notice::Paired(pairing));
            let pairing = Pairing { to_other: to_sharer, from_other: from_sharer };
            viewer.mailbox.put(Notice::Paired(pairing));
        }
        lane.mark_use();
        self.lanes.metrics.lanes.set(table.paired);
        self.seat = Some((grant, end, id));
        Ok(mailbox)
    }

    /// Queues a message for the other end, and waits for room there. If too much waits in all queues, connections for
    /// which much waits are closed.
    pub(crate) async fn forward(&self, to_other: &ToOther, message: Bytes) {
        let waits = to_other.hold(message);
        if self.lanes.queued.is_exceeded() {
            let hoarders = lock(&self.lanes.table).queues.limit();
            self.lanes.metrics.lanes_dropped.add_many(hoarders);
        }
        to_other.send(waits).await;
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
        let Some((grant, end, id)) = self.seat else { return };
        table.budget.leave(id);
        table.queues.leave(id);
        let Some(lane) = table.lanes.get_mut(&grant) else { return };
        let was_paired = lane.is_paired();
        if let Some(seat) = lane.seats.get_mut(end)
            && seat.as_ref().is_some_and(|seat| seat.id == id)
        {
            *seat = None;
            table.paired -= usize::from(was_paired);
            lane.mark_use();
        }
        self.lanes.metrics.lanes.set(table.paired);
    }
}
