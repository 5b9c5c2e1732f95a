//! The places of a kind of connections: of those that load files, or of which it is not known what they want; of lanes.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::{Notify, oneshot};

use protocol::limits::EVICTED_CONNECTIONS;

use super::metrics::Metrics;
use crate::address::Source;
use crate::connection_table::{ConnectionBounds, ConnectionTable, Entry, Use};

/// All places.
pub(super) struct Places {
    table: Mutex<Table>,
    /// A place was given back.
    freed: Notify,
    metrics: Arc<Metrics>,
}

struct Table {
    connections: ConnectionTable<u64>,
    /// Evicts each connection.
    evict: BTreeMap<u64, oneshot::Sender<()>>,
    /// Evicted connections that have not ended yet.
    ending: usize,
    next: u64,
}

impl Places {
    pub(super) fn new(bounds: ConnectionBounds, metrics: Arc<Metrics>) -> Arc<Self> {
        let connections = ConnectionTable::new(bounds);
        let table = Mutex::new(Table { connections, evict: BTreeMap::new(), ending: 0, next: 0 });
        Arc::new(Self { table, freed: Notify::new(), metrics })
    }

    /// Takes a place, and waits for one if none can be had. `source` is `None` for a trusted proxy. Returns `None` when
    /// the source has too many.
    pub(super) async fn take(self: &Arc<Self>, source: Option<Source>) -> Option<(Place, Evicted)> {
        loop {
            let freed = self.freed.notified();
            match self.try_take(source) {
                Ok(Some(taken)) => return Some(taken),
                Ok(None) => {
                    self.metrics.connections_refused.add();
                    return None;
                }
                Err(Full) => freed.await,
            }
        }
    }

    /// Takes a place if one can be had now. `None`: the source has too many.
    pub(super) fn try_take(
        self: &Arc<Self>,
        source: Option<Source>,
    ) -> Result<Option<(Place, Evicted)>, Full> {
        let mut table = self.lock();
        // An evicted connection holds its file until its task has run: who connects faster than that waits.
        if table.ending >= EVICTED_CONNECTIONS {
            return Err(Full);
        }
        let number = table.next;
        match table.connections.enter(number, source) {
            Entry::Kept { evicted } => {
                self.evict(&mut table, evicted);
                table.next += 1;
                let (evict, evicted) = oneshot::channel();
                table.evict.insert(number, evict);
                Ok(Some((Place { places: Arc::clone(self), number }, Evicted(evicted))))
            }
            Entry::TooMany => Ok(None),
            Entry::Full => Err(Full),
        }
    }

    fn evict(&self, table: &mut Table, evicted: Option<u64>) {
        if let Some(evict) = evicted.and_then(|victim| table.evict.remove(&victim)) {
            self.metrics.evicted.add();
            table.ending += 1;
            // This fails only if it has ended already.
            let _ = evict.send(());
        }
    }

    /// A panic while the lock was held has left a table that is whole: no call into it panics.
    fn lock(&self) -> MutexGuard<'_, Table> {
        self.table.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// There is no place.
pub(super) struct Full;

/// A place, until it is dropped.
pub(crate) struct Place {
    places: Arc<Places>,
    number: u64,
}

impl Place {
    /// Says whether the connection is of use.
    pub(super) fn set(&self, to: Use) {
        self.places.lock().connections.set(self.number, to);
    }

    /// Says which client the connection of a trusted proxy serves. `false`: that one has too many.
    #[must_use]
    pub(super) fn serve(&self, client: Option<Source>) -> bool {
        let mut table = self.places.lock();
        match table.connections.serve(self.number, client) {
            Entry::Kept { evicted } => {
                self.places.evict(&mut table, evicted);
                true
            }
            Entry::TooMany | Entry::Full => false,
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut table = self.places.lock();
        table.connections.leave(self.number);
        if table.evict.remove(&self.number).is_none() {
            table.ending = table.ending.saturating_sub(1);
        }
        drop(table);
        self.places.freed.notify_one();
    }
}

/// Tells a connection to end.
pub(super) struct Evicted(oneshot::Receiver<()>);

impl Evicted {
    /// Waits until the connection must end. A place that was given back is not taken away.
    pub(super) async fn wait(self) {
        if self.0.await.is_err() {
            std::future::pending().await
        }
    }
}

#[cfg(test)]
mod tests {
    use std::net::{IpAddr, Ipv4Addr};

    use super::*;

    #[test]
    fn no_place_is_taken_while_too_many_evicted_connections_have_not_ended() {
        let bounds = ConnectionBounds { total: EVICTED_CONNECTIONS + 1, per_source: 2 };
        let places = Places::new(bounds, Arc::new(Metrics::default()));
        let mut sources = (1..).map(|n| Some(Source::from(IpAddr::from(Ipv4Addr::from_bits(n)))));
        let mut take = || places.try_take(sources.next().unwrap());
        let mut held = Vec::new();
        for _ in 0..bounds.total + EVICTED_CONNECTIONS {
            let Ok(Some(taken)) = take() else { panic!("{} places are taken", held.len()) };
            held.push(taken);
        }
        assert!(take().is_err(), "more than there are");
        held.remove(0);
        assert!(take().is_ok(), "one has ended");
    }
}
