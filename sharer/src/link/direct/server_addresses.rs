//! The real addresses of a STUN or TURN server.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;

use tokio::time::timeout;

use super::made_up::is_made_up;

/// How long a name may take to resolve. The stack repeats its requests for about eight seconds.
const RESOLVE_TIMEOUT: Duration = Duration::from_secs(5);

/// The addresses of a server, one for each family.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ServerAddresses {
    pub(super) v4: Option<Reachable>,
    pub(super) v6: Option<Reachable>,
}

/// An address to which the system has a way.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reachable {
    pub(super) address: SocketAddr,
    /// The local address on that way.
    pub(super) from: IpAddr,
}

impl ServerAddresses {
    /// Asks for the addresses of a name.
    pub(super) async fn resolve(host: &str, port: u16) -> Self {
        let resolved = timeout(RESOLVE_TIMEOUT, tokio::net::lookup_host((host, port))).await;
        let Ok(Ok(found)) = resolved else { return Self::default() };
        let found: Vec<_> = found.filter(|address| !is_made_up(address.ip())).collect();
        let (v4, v6): (Vec<_>, Vec<_>) = found.into_iter().partition(SocketAddr::is_ipv4);
        let first = |addresses: Vec<_>| addresses.into_iter().find_map(Reachable::find);
        Self { v4: first(v4), v6: first(v6) }
    }

    /// That for a socket of this family.
    pub(super) fn for_family_of(&self, local: SocketAddr) -> Option<Reachable> {
        if local.is_ipv4() { self.v4 } else { self.v6 }
    }
}

impl Reachable {
    /// Asks the system which local address it sends from to this one. Nothing is sent.
    fn find(address: SocketAddr) -> Option<Self> {
        let any: IpAddr = match address {
            SocketAddr::V4(_) => Ipv4Addr::UNSPECIFIED.into(),
            SocketAddr::V6(_) => Ipv6Addr::UNSPECIFIED.into(),
        };
        let socket = std::net::UdpSocket::bind((any, 0)).ok()?;
        socket.connect(address).ok()?;
        Some(Self { address, from: socket.local_addr().ok()?.ip() })
    }
}
