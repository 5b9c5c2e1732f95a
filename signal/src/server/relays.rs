//! The relays as the dispatcher grants them.

use std::collections::BTreeMap;

use protocol::network::IceServer;

use super::network::Relays;
use crate::origin::Authority;
use crate::registry::GrantId;
use crate::turn::RelayHandle;

/// Grants credentials for the relays of a server, one for each end of a claim.
pub(crate) struct TurnRelays {
    handle: RelayHandle,
    /// The usernames of each grant.
    granted: BTreeMap<GrantId, Vec<String>>,
}

impl TurnRelays {
    pub(crate) fn new(handle: RelayHandle) -> Self {
        Self { handle, granted: BTreeMap::new() }
    }
}

impl Relays for TurnRelays {
    fn grant(&mut self, grant: GrantId, host: Option<&Authority>) -> Vec<IceServer> {
        let Some(credential) = self.handle.grant() else { return Vec::new() };
        let host = host.map(Authority::host).unwrap_or_default();
        let servers = self.handle.ice_servers(host, &credential);
        self.granted.entry(grant).or_default().push(credential.username().to_owned());
        servers
    }

    fn revoke(&mut self, grant: GrantId) {
        for username in self.granted.remove(&grant).unwrap_or_default() {
            self.handle.revoke(&username);
        }
    }
}
