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

#[cfg(test)]
mod tests {
    use protocol::limits::{LINGERING_GRANTS, SIGNAL_CONNECTIONS};

    use super::*;
    use crate::turn::{TurnOptions, TurnServer};

    /// Claims last as long as their links do. If all of them held credentials, nobody else would get any.
    #[tokio::test]
    async fn no_number_of_claims_takes_the_credentials_of_another() {
        let options = TurnOptions::new("127.0.0.1:0".parse().unwrap());
        let turn = TurnServer::bind(options, None).unwrap();
        let mut relays = ClaimRelays::new(turn.handle());
        let claims = SIGNAL_CONNECTIONS / 2 + LINGERING_GRANTS;
        for n in 0..claims as u64 {
            for _ in 0..2 {
                assert!(!relays.grant(GrantId(n), None).is_empty(), "claim {n}");
            }
        }
        relays.revoke(GrantId(7));
        assert!(!relays.grant(GrantId(claims as u64), None).is_empty());
    }
}
