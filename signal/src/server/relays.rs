//! Which relay credentials each claim has.

use std::collections::BTreeMap;

use protocol::network::IceServer;

use super::network::Relays;
use crate::origin::Authority;
use crate::registry::GrantId;
use crate::turn::RelayHandle;

/// Grants relay credentials to the ends of claims, and takes them back.
pub(crate) struct ClaimRelays {
    relay: RelayHandle,
    /// The usernames of each claim.
    granted: BTreeMap<GrantId, Vec<String>>,
}

impl ClaimRelays {
    pub(crate) fn new(relay: RelayHandle) -> Self {
        Self { relay, granted: BTreeMap::new() }
    }
}

impl Relays for ClaimRelays {
    fn grant(&mut self, grant: GrantId, host: Option<&Authority>) -> Vec<IceServer> {
        let Some(credentials) = self.relay.grant() else { return Vec::new() };
        let username = credentials.username().to_owned();
        self.granted.entry(grant).or_default().push(username);
        self.relay.ice_servers(host.map(Authority::host).unwrap_or_default(), &credentials)
    }

    fn revoke(&mut self, grant: GrantId) {
        for username in self.granted.remove(&grant).unwrap_or_default() {
            self.relay.revoke(&username);
        }
    }
}
