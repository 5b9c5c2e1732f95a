//! What the rest of the server sees of the relay.

use std::fmt::{self, Write as _};

use protocol::network::IceServer;
use rand_core::{OsRng, RngCore as _};

use super::server::TurnServer;
use crate::origin::{Authority, PublicUrl};

/// Length of the longest name of DNS (RFC 1035 §2.3.4).
const HOST_BYTES: usize = 253;

/// Credentials for one end. [`RelayHandle::revoke`] ends them.
#[derive(Clone, PartialEq, Eq)]
pub struct TurnGrant {
    username: String,
    password: String,
    /// For the servers of `--external-turn`: username and password.
    external: Option<(String, String)>,
}

impl TurnGrant {
    /// What [`RelayHandle::revoke`] is called with.
    pub fn username(&self) -> &str {
        &self.username
    }

    /// The password of [`username`](Self::username).
    pub fn password(&self) -> &str {
        &self.password
    }
}

/// Shows no credential.
impl fmt::Debug for TurnGrant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TurnGrant(…)")
    }
}

/// Gives credentials for the relay, and takes them back. Clones are handles of the same relay.
#[derive(Clone, Debug, Default)]
pub struct RelayHandle {
    turn: TurnServer,
    public_host: Option<String>,
    turns_port: Option<u16>,
}

impl RelayHandle {
    /// Of a server without a relay: there are no credentials, and no ICE servers.
    pub fn none() -> Self {
        Self::default()
    }

    /// `turns_port` is the port at which the server speaks TLS, if it does.
    pub(super) fn new(
        turn: TurnServer,
        public: Option<&PublicUrl>,
        turns_port: Option<u16>,
    ) -> Self {
        let public_host = public.map(|url| url.host().to_owned());
        // A forwarded port may have another number outside.
        let outside = public.filter(|url| url.is_https()).map(PublicUrl::port);
        let turns_port = turns_port.map(|port| outside.unwrap_or(port));
        Self { turn, public_host, turns_port }
    }

    /// New credentials for one end. `None` when there is no relay, or no room for more.
    pub fn grant(&self) -> Option<TurnGrant> {
        let (username, password) = (random(16), random(32));
        let own = self.turn.own().filter(|own| own.hub().add_credential(&username, &password));
        if own.is_none() && self.turn.own().is_some() {
            tracing::warn!("the relay has no room for another credential");
        }
        let external = self.turn.external().map(|external| {
            let random = username.get(..16).unwrap_or_default();
            external.credential(random, unix_s())
        });
        let is_of_use = own.is_some() || external.is_some();
        is_of_use.then_some(TurnGrant { username, password, external })
    }

    /// Ends credentials, and all that is relayed with them, at once. An external server cannot be told; its
    /// credentials end with their time.
    pub fn revoke(&self, username: &str) {
        if let Some(own) = self.turn.own() {
            own.hub().remove_credential(username);
        }
    }

    /// What an end is told. `host` is what its client calls the server: the `Host` header of its request.
    pub fn ice_servers(&self, host: &str, grant: &TurnGrant) -> Vec<IceServer> {
        let mut servers = Vec::new();
        if let Some(own) = self.turn.own() {
            let host = self.host(host).unwrap_or_else(|| own.address());
            let port = own.port();
            let mut stun = vec![format!("stun:{host}:{port}")];
            // A literal address stands for one version of IP. In the other one the two ends may reach each
            // other directly, once they know their addresses in it.
            stun.extend(own.other_version(&host).map(|other| format!("stun:{other}:{port}")));
            servers.push(without_credential(stun));
            let mut urls = vec![
                format!("turn:{host}:{port}?transport=udp"),
                format!("turn:{host}:{port}?transport=tcp"),
            ];
            urls.extend(self.turns_port.map(|port| format!("turns:{host}:{port}?transport=tcp")));
            servers.push(IceServer {
                urls,
                username: Some(grant.username.clone()),
                credential: Some(grant.password.clone()),
            });
        }
        if let Some((external, (username, password))) =
            self.turn.external().zip(grant.external.clone())
        {
            let is_turn = |url: &String| url.starts_with("turn");
            let (turn, stun): (Vec<_>, Vec<_>) = external.urls().iter().cloned().partition(is_turn);
            if !stun.is_empty() {
                servers.push(without_credential(stun));
            }
            if !turn.is_empty() {
                let (username, credential) = (Some(username), Some(password));
                servers.push(IceServer { urls: turn, username, credential });
            }
        }
        servers
    }

    /// The name of the relay for a client: as the administrator calls it, else as the client calls it.
    fn host(&self, asked: &str) -> Option<String> {
        if let Some(host) = &self.public_host {
            return Some(host.clone());
        }
        let is_told = self.turn.own().is_some_and(|own| own.is_address_given());
        let fits = |asked: &Authority| !is_told && asked.host().len() <= HOST_BYTES;
        let asked = Authority::parse(asked).filter(fits)?;
        Some(asked.host().to_owned())
    }
}

fn without_credential(urls: Vec<String>) -> IceServer {
    IceServer { urls, username: None, credential: None }
}

/// So many random hexadecimal digits.
fn random(digits: usize) -> String {
    let mut text = String::with_capacity(digits);
    while text.len() < digits {
        // Writing to a String cannot fail.
        let _ = write!(text, "{:08x}", OsRng.next_u32());
    }
    text
}

#[expect(clippy::disallowed_methods, reason = "this is the shell's clock")]
fn unix_s() -> u64 {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    now.unwrap_or_default().as_secs()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::turn::{ExternalTurn, TurnOptions};

    fn own() -> TurnServer {
        let options = TurnOptions::new("127.0.0.1:0".parse().unwrap());
        TurnServer::bind(options, None).unwrap()
    }

    fn urls(handle: &RelayHandle, host: &str) -> Vec<String> {
        let servers = handle.ice_servers(host, &handle.grant().unwrap());
        servers.into_iter().flat_map(|server| server.urls).collect()
    }

    #[tokio::test]
    async fn an_end_is_told_the_name_by_which_it_knows_the_server() {
        let turn = own();
        let port = turn.own().unwrap().port();
        let handle = RelayHandle::new(turn.clone(), None, None);
        assert_eq!(
            urls(&handle, "help.test:8080"),
            [
                format!("stun:help.test:{port}"),
                format!("turn:help.test:{port}?transport=udp"),
                format!("turn:help.test:{port}?transport=tcp"),
            ]
        );
        assert_eq!(urls(&handle, "[::1]:8080")[0], format!("stun:[::1]:{port}"));
        assert_eq!(urls(&handle, &"a".repeat(300))[0], format!("stun:127.0.0.1:{port}"));
        assert_eq!(urls(&handle, "no host")[0], format!("stun:127.0.0.1:{port}"));
        let public: PublicUrl = "https://help.example.org".parse().unwrap();
        let handle = RelayHandle::new(turn, Some(&public), Some(8443));
        let urls = urls(&handle, "10.0.0.1");
        assert_eq!(urls[0], format!("stun:help.example.org:{port}"));
        assert_eq!(urls[3], "turns:help.example.org:443?transport=tcp");
    }

    #[tokio::test]
    async fn each_grant_is_different_and_has_credentials_for_turn_only() {
        let handle = RelayHandle::new(own(), None, None);
        let (one, other) = (handle.grant().unwrap(), handle.grant().unwrap());
        assert_ne!(one.username(), other.username());
        assert_ne!(one.password(), other.password());
        let servers = handle.ice_servers("a", &one);
        assert_eq!(servers[0].username, None);
        assert_eq!(servers[1].username.as_deref(), Some(one.username()));
        assert!(!format!("{one:?} {servers:?}").contains(one.password()));
    }

    #[test]
    fn without_a_relay_there_is_nothing_to_grant() {
        assert_eq!(RelayHandle::none().grant(), None);
    }

    #[test]
    fn an_external_server_stands_alone() {
        let secret = std::env::temp_dir().join(format!("turn-secret-{}", std::process::id()));
        std::fs::write(&secret, "north\n").unwrap();
        let urls = ["stun:a.example", "turn:a.example?transport=udp", "turns:a.example"];
        let external = ExternalTurn::load(urls.map(str::to_owned).to_vec(), &secret);
        std::fs::remove_file(&secret).unwrap();
        let handle = RelayHandle::new(TurnServer::external_only(external.unwrap()), None, None);
        let servers = handle.ice_servers("b.example", &handle.grant().unwrap());
        assert_eq!(servers[0].urls, ["stun:a.example"]);
        assert_eq!(servers[1].urls, ["turn:a.example?transport=udp", "turns:a.example"]);
        assert!(servers[1].username.as_ref().unwrap().contains(':'));
    }
}
