//! The middle: a router that all homes and the server are joined to.

use std::sync::atomic::{AtomicU8, Ordering};

use super::rules;
use crate::namespace::Namespace;

/// The server's address, as everybody reaches it.
pub const SERVER: &str = "5.9.0.2";

/// Another address of the same computer, for tests of NATs.
pub const SERVER_TOO: &str = "5.9.0.3";

/// The server's IPv6 address.
pub const SERVER_V6: &str = "2a00:9::2";

/// The server's address in a cloud, which only the server sees.
const IN_CLOUD: &str = "10.9.0.2";

/// How the server is joined to the internet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hosting {
    /// Its computer has the public address.
    Public,
    /// Its computer has a private address, and the cloud translates one to the other. IPv4 only. Nothing that
    /// the computer sends to its own public address comes back.
    Cloud,
}

/// The internet. Dropping it removes all namespaces of it.
pub struct Internet {
    server: Namespace,
    _cloud: Option<Namespace>,
    router: Namespace,
    links: AtomicU8,
}

impl Internet {
    /// Makes one with a computer for the server. Needs root.
    ///
    /// # Panics
    /// When that is not possible here.
    pub fn new(hosting: Hosting) -> Self {
        let router = Namespace::new("internet");
        router.forward();
        let server = Namespace::new("server");
        let cloud = match hosting {
            Hosting::Public => {
                router.join("servers", &server, "eth");
                server.ip(&format!(
                    "address add {SERVER}/24 dev eth
                    address add {SERVER_TOO}/24 dev eth
                    address add {SERVER_V6}/64 dev eth nodad
                    route add default via 5.9.0.1
                    route add default via 2a00:9::1"
                ));
                None
            }
            Hosting::Cloud => {
                let cloud = Namespace::new("cloud");
                cloud.forward();
                router.join("servers", &cloud, "wan");
                cloud.join("machines", &server, "eth");
                cloud.ip(&format!(
                    "address add {SERVER}/24 dev wan
                    route add default via 5.9.0.1
                    address add 10.9.0.1/24 dev machines"
                ));
                cloud.nft(&rules::one_to_one(SERVER, IN_CLOUD));
                server.ip(&format!(
                    "address add {IN_CLOUD}/24 dev eth\nroute add default via 10.9.0.1"
                ));
                Some(cloud)
            }
        };
        router.ip("address add 5.9.0.1/24 dev servers\naddress add 2a00:9::1/64 dev servers nodad");
        Self { server, _cloud: cloud, router, links: AtomicU8::new(0) }
    }

    /// The router in the middle.
    pub fn namespace(&self) -> &Namespace {
        &self.router
    }

    /// The server's computer.
    pub fn server(&self) -> &Namespace {
        &self.server
    }

    /// Bytes that the server's computer has received.
    ///
    /// # Panics
    /// When the kernel does not count them.
    pub fn server_received(&self) -> u64 {
        let path = "/proc/thread-self/net/dev";
        let counters = self.server.enter(|| std::fs::read_to_string(path)).expect(path);
        let line = counters.lines().find_map(|line| line.trim_start().strip_prefix("eth:"));
        let bytes = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
        bytes.unwrap_or_else(|| panic!("no interface eth in {counters}"))
    }

    /// The number of another link.
    pub(super) fn next_link(&self) -> u8 {
        let link = 1 + self.links.fetch_add(1, Ordering::Relaxed);
        assert!(link < 200, "no more links");
        link
    }
}
