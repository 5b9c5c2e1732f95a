//! Claims that wait until a sharer opens an invitation at their tag.
//!
//! Two ends that have lost each other meet at a tag that only they know, and either may be there first.

use std::collections::BTreeMap;

use protocol::signal::Body64;
use protocol::trust::RendezvousTag;

use super::events::ConnectionId;

/// The claims that wait: one for each connection at most, and one for each tag.
#[derive(Default)]
pub(super) struct WaitingClaims {
    by_tag: BTreeMap<RendezvousTag, (ConnectionId, Body64)>,
    // INVARIANT: holds (connection, tag) of each entry of `by_tag`.
    by_connection: BTreeMap<ConnectionId, RendezvousTag>,
}

impl WaitingClaims {
    /// A claim waits from now on. Returns the connection of the one that waited there before: it is older, and
    /// perhaps dead.
    pub(super) fn put(
        &mut self,
        tag: RendezvousTag,
        connection: ConnectionId,
        body: Body64,
    ) -> Option<ConnectionId> {
        self.leave(connection);
        let (old, _) = self.by_tag.insert(tag, (connection, body)).unzip();
        if let Some(old) = old {
            self.by_connection.remove(&old);
        }
        self.by_connection.insert(connection, tag);
        old
    }

    /// The claim at a tag, which waits no longer.
    pub(super) fn take(&mut self, tag: RendezvousTag) -> Option<(ConnectionId, Body64)> {
        let (connection, body) = self.by_tag.remove(&tag)?;
        self.by_connection.remove(&connection);
        Some((connection, body))
    }

    /// A connection has gone, or claims something else.
    pub(super) fn leave(&mut self, connection: ConnectionId) {
        if let Some(tag) = self.by_connection.remove(&connection) {
            self.by_tag.remove(&tag);
        }
    }

    /// Number of claims that wait.
    #[cfg(test)]
    pub(super) fn len(&self) -> usize {
        self.by_tag.len()
    }
}
