//! What the server lets the two ends of a claim use of the network: a lane, and relays where it has some.

use std::collections::BTreeMap;
use std::sync::Arc;

use protocol::network::{IceServer, Network};
use protocol::signal::FromSignal;

use super::lanes::Lanes;
use crate::origin::Authority;
use crate::registry::{ConnectionId, GrantId, GrantedEnd};

/// Relays, as the dispatcher sees them. No call waits.
pub(crate) trait Relays: Send {
    /// Lets one end of a claim use the relays. `host` is where it reaches this server, as far as it said
    /// so. Called once for each end.
    fn grant(&mut self, grant: GrantId, host: Option<&Authority>) -> Vec<IceServer>;

    /// Takes from both ends what they were granted, with all that they have allocated.
    fn revoke(&mut self, grant: GrantId);
}

/// What the dispatcher grants and revokes.
pub(crate) struct NetworkAccess {
    lanes: Arc<Lanes>,
    relays: Option<Box<dyn Relays>>,
    /// What was granted to ends that are told of it with their next message.
    granted: BTreeMap<ConnectionId, Network>,
}

impl NetworkAccess {
    pub(crate) fn new(lanes: Arc<Lanes>, relays: Option<Box<dyn Relays>>) -> Self {
        Self { lanes, relays, granted: BTreeMap::new() }
    }

    /// Grants both ends what they may use; each comes with the host that it asked for.
    pub(crate) fn grant(&mut self, grant: GrantId, ends: [(GrantedEnd, Option<&Authority>); 2]) {
        let [(sharer, _), (viewer, _)] = ends;
        if self.lanes.is_open() {
            self.lanes.grant(grant, [sharer.lane, viewer.lane]);
        }
        for (end, host) in ends {
            let lane = self.lanes.is_open().then_some(end.lane);
            let relays = self.relays.as_mut();
            let ice_servers = relays.map(|relays| relays.grant(grant, host)).unwrap_or_default();
            self.granted.insert(end.connection, Network { ice_servers, lane });
        }
    }

    /// Takes back what was granted.
    pub(crate) fn revoke(&mut self, grant: GrantId) {
        self.lanes.revoke(grant);
        if let Some(relays) = &mut self.relays {
            relays.revoke(grant);
        }
    }

    /// Writes into a message about a claim what its receiver was granted.
    pub(crate) fn complete(&mut self, to: ConnectionId, message: &mut FromSignal) {
        let network = match message {
            FromSignal::Claimed { network, .. } | FromSignal::ClaimBegun { network } => network,
            FromSignal::Opened { .. }
            | FromSignal::Relay { .. }
            | FromSignal::PeerGone { .. }
            | FromSignal::Refused { .. }
            | FromSignal::Waiting { .. }
            | FromSignal::Watched { .. }
            | FromSignal::Closing {} => return,
        };
        *network = self.granted.remove(&to).unwrap_or_default();
    }
}
