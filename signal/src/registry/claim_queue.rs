//! Claims that wait at the server because the sharer has not answered enough others. Pure.
//!
//! They wait for the sharer, never for another viewer. Those of sources that have claimed the invitation before and
//! proven nothing come after the others.

use std::collections::{BTreeMap, BTreeSet};

use protocol::code::Slot;
use protocol::limits::{CLAIM_WAIT, CLAIMS_WAITING};
use protocol::signal::Body64;
use protocol::time::Tick;

use super::events::ConnectionId;
use crate::address::Block;

/// A claim that waits.
struct Waiting {
    viewer: ConnectionId,
    block: Block,
    body: Body64,
    until: Tick,
}

/// The claims that wait, of all slots.
#[derive(Default)]
pub(super) struct ClaimQueue {
    // INVARIANT: no queue is empty.
    slots: BTreeMap<Slot, Vec<Waiting>>,
    // INVARIANT: holds the slot of each viewer that waits.
    viewers: BTreeMap<ConnectionId, Slot>,
    // INVARIANT: holds (until, viewer) of each claim that waits.
    until: BTreeSet<(Tick, ConnectionId)>,
}

/// Whether a claim waits.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Queued {
    /// It does, instead of another one, if there were too many.
    Waits { instead_of: Option<ConnectionId> },
    /// Too many wait, or one of the same source.
    No,
}

impl ClaimQueue {
    /// Lets a claim wait at a slot. `is_unproven` says of which sources a claim there has proven nothing before.
    pub(super) fn wait(
        &mut self,
        slot: Slot,
        (viewer, block): (ConnectionId, Block),
        body: Body64,
        is_unproven: impl Fn(Block) -> bool,
        now: Tick,
    ) -> Queued {
        let queue = self.slots.entry(slot).or_default();
        if queue.iter().any(|waiting| waiting.block == block) {
            return Queued::No;
        }
        let mut instead_of = None;
        if queue.len() >= CLAIMS_WAITING {
            let last = queue.iter().rposition(|waiting| is_unproven(waiting.block));
            let Some(last) = last.filter(|_| !is_unproven(block)) else { return Queued::No };
            let waiting = queue.remove(last);
            self.viewers.remove(&waiting.viewer);
            self.until.remove(&(waiting.until, waiting.viewer));
            instead_of = Some(waiting.viewer);
        }
        let until = now + CLAIM_WAIT;
        queue.push(Waiting { viewer, block, body, until });
        self.viewers.insert(viewer, slot);
        self.until.insert((until, viewer));
        Queued::Waits { instead_of }
    }

    /// Whether no claim waits at a slot.
    pub(super) fn is_empty(&self, slot: Slot) -> bool {
        !self.slots.contains_key(&slot)
    }

    /// The claim that comes next at a slot: the oldest one of a source of which no claim has proven nothing there, or
    /// else the oldest one. It waits no longer.
    pub(super) fn next(
        &mut self,
        slot: Slot,
        is_unproven: impl Fn(Block) -> bool,
    ) -> Option<(ConnectionId, Body64)> {
        let queue = self.slots.get(&slot)?;
        let next = queue.iter().position(|waiting| !is_unproven(waiting.block)).unwrap_or(0);
        let viewer = queue.get(next)?.viewer;
        let body = self.leave(viewer)?;
        Some((viewer, body))
    }

    /// A viewer waits no longer. Returns its body, if it did.
    pub(super) fn leave(&mut self, viewer: ConnectionId) -> Option<Body64> {
        let slot = self.viewers.remove(&viewer)?;
        let queue = self.slots.get_mut(&slot)?;
        let at = queue.iter().position(|waiting| waiting.viewer == viewer)?;
        let waiting = queue.remove(at);
        self.until.remove(&(waiting.until, viewer));
        if queue.is_empty() {
            self.slots.remove(&slot);
        }
        Some(waiting.body)
    }

    /// All that wait at a slot; they wait no longer.
    pub(super) fn leave_all(&mut self, slot: Slot) -> Vec<ConnectionId> {
        let queue = self.slots.get(&slot).into_iter().flatten();
        let viewers: Vec<_> = queue.map(|waiting| waiting.viewer).collect();
        for viewer in &viewers {
            self.leave(*viewer);
        }
        viewers
    }

    /// The slots with claims that wait.
    #[cfg(test)]
    pub(super) fn slots(&self) -> impl Iterator<Item = Slot> {
        self.slots.keys().copied()
    }

    /// A viewer that has waited for too long.
    pub(super) fn due(&self, now: Tick) -> Option<ConnectionId> {
        self.until.first().filter(|(until, _)| *until <= now).map(|(_, viewer)| *viewer)
    }

    /// The next deadline.
    pub(super) fn next_due(&self) -> Option<Tick> {
        self.until.first().map(|(until, _)| *until)
    }

    /// Panics where an invariant does not hold.
    #[cfg(test)]
    pub(super) fn check(&self) {
        let mut viewers = BTreeMap::new();
        let mut until = BTreeSet::new();
        for (slot, queue) in &self.slots {
            assert!(!queue.is_empty() && queue.len() <= CLAIMS_WAITING);
            for waiting in queue {
                assert!(viewers.insert(waiting.viewer, *slot).is_none(), "a viewer waits once");
                until.insert((waiting.until, waiting.viewer));
            }
        }
        assert_eq!(self.viewers, viewers);
        assert_eq!(self.until, until);
    }

    /// Whether a viewer waits.
    #[cfg(test)]
    pub(super) fn has(&self, viewer: ConnectionId) -> bool {
        self.viewers.contains_key(&viewer)
    }
}
