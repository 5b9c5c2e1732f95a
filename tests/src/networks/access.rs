//! A computer's access to the internet, made as a [`Home`] describes it.
//!
//! ```text
//!  computer ── lan ─ router ─ wan ────────────────────────── wire ── internet
//!  computer ── lan ─ router ─ wan ─── carrier ─ wan ──────── wire ── internet
//! ```

use std::time::Duration;

use super::home::{Family, Firewall, Home, Mapping, Nat, PROXY_PASSWORD, PROXY_USER};
use super::internet::Internet;
use super::port_mapping::PortMappings;
use super::proxy::Proxy;
use super::rules;
use crate::line::{Quality, Wire};
use crate::namespace::Namespace;

/// The interface of a computer.
const ETHERNET: &str = "eth";

/// The delay of each wire in either direction: between two computers a packet passes two wires, so that a
/// round trip takes 20 ms; to the server and back it takes 10 ms.
const DELAY_MS: u64 = 5;

/// The port of a proxy.
const PROXY_PORT: u16 = 3128;

/// The network between a computer and the internet. Its fields are dropped from top to bottom.
pub(super) struct Access {
    home: Home,
    proxy: Option<(Proxy, String)>,
    mappings: Option<PortMappings>,
    wire: Wire,
    router: Namespace,
    _carrier: Option<Namespace>,
}

impl Access {
    /// Makes it, and plugs the computer in, which must not be plugged in elsewhere.
    pub(super) fn new(internet: &Internet, home: Home, computer: &Namespace) -> Self {
        let link = internet.next_link();
        let net = Addresses { link };
        let router = Namespace::new("router");
        router.forward();
        let carrier = home.carrier.map(|nat| (carrier(&net, nat, &router), nat));
        let outermost = carrier.as_ref().map_or(&router, |(carrier, _)| carrier);
        // The first end is the home's, the second the internet's.
        let wire = Wire::new([(outermost, "wan"), (internet.namespace(), &net.device())]);
        wire.set(good());
        internet.namespace().ip(&net.internet_side(home));
        outermost.ip(&net.wan_side());
        let wan = match &carrier {
            Some((carrier, nat)) => {
                carrier.nft(&rules::translation(*nat, &net.wan()));
                carrier.nft(&rules::filter(*nat, Firewall::Open));
                net.behind_carrier()
            }
            None => net.wan(),
        };
        router.join("lan", computer, ETHERNET);
        plug_in(&net, home, &router, computer);
        router.nft(&rules::translation(home.nat, &wan));
        router.nft(&rules::filter(home.nat, home.firewall));
        let proxy = proxy(&net, home, &router);
        let mappings = match home.mapping {
            Mapping::None => None,
            Mapping::Upnp | Mapping::Pcp | Mapping::All => {
                Some(PortMappings::start(&router, home.mapping))
            }
        };
        let carrier = carrier.map(|(carrier, _)| carrier);
        Self { home, proxy, mappings, wire, router, _carrier: carrier }
    }

    /// What it is like.
    pub(super) fn home(&self) -> Home {
        self.home
    }

    /// The wire to the internet; its first end is the home's.
    pub(super) fn wire(&self) -> &Wire {
        &self.wire
    }

    /// The proxy, with its URL as the User's settings name it.
    pub(super) fn proxy(&self) -> Option<(&Proxy, &str)> {
        self.proxy.as_ref().map(|(proxy, url)| (proxy, url.as_str()))
    }

    /// The home's router.
    pub(super) fn router(&self) -> &Namespace {
        &self.router
    }

    /// What the home's router has mapped.
    pub(super) fn mappings(&self) -> Option<&PortMappings> {
        self.mappings.as_ref()
    }

    /// Loses every packet between home and internet; the computer sees no change.
    pub(super) fn cut(&self) {
        self.wire.set(good().down());
    }

    /// Ends that.
    pub(super) fn mend(&self) {
        self.wire.set(good());
    }

    /// Takes the cable out of the computer.
    pub(super) fn unplug(computer: &Namespace) {
        computer.ip(&format!("link delete {ETHERNET}"));
    }
}

/// The quality of a wire.
fn good() -> Quality {
    Quality { delay: Duration::from_millis(DELAY_MS), ..Quality::GOOD }
}

/// The carrier's router, joined to the home's.
fn carrier(net: &Addresses, nat: Nat, router: &Namespace) -> Namespace {
    assert!(nat != Nat::None, "a carrier without translation is none");
    let carrier = Namespace::new("carrier");
    carrier.forward();
    carrier.join("lan", router, "wan");
    carrier.ip(&format!("address add 100.64.{}.1/24 dev lan", net.link));
    router.ip(&format!(
        "address add {}/24 dev wan\nroute add default via 100.64.{}.1",
        net.behind_carrier(),
        net.link
    ));
    carrier
}

/// Addresses and routes at either end of the cable between router and computer.
fn plug_in(net: &Addresses, home: Home, router: &Namespace, computer: &Namespace) {
    if home.family == Family::V4 {
        computer.set("net/ipv6/conf/all/disable_ipv6", "1");
    } else {
        assert!(home.carrier.is_none(), "carriers translate IPv4 alone");
        computer.set("net/ipv6/conf/all/disable_ipv6", "0");
        let (ours, its) = (net.lan6(1), net.lan6(10));
        router.ip(&format!("address add {ours}/64 dev lan nodad"));
        computer.ip(&format!(
            "address add {its}/64 dev {ETHERNET} nodad\nroute add default via {ours}"
        ));
    }
    if home.has_v4() {
        let (ours, its) = (net.lan(home.nat, 1), net.lan(home.nat, net.host()));
        router.ip(&format!("address add {ours}/24 dev lan"));
        computer.ip(&format!("address add {its}/24 dev {ETHERNET}\nroute add default via {ours}"));
    }
}

/// Starts the proxy, where the home has one.
fn proxy(net: &Addresses, home: Home, router: &Namespace) -> Option<(Proxy, String)> {
    let password = match home.firewall {
        Firewall::Proxy => None,
        Firewall::ProxyWithPassword => Some((PROXY_USER, PROXY_PASSWORD)),
        Firewall::Open | Firewall::UdpDropped | Firewall::UdpRejected | Firewall::Only443 => {
            return None;
        }
    };
    assert!(home.has_v4(), "the proxy has an IPv4 address");
    let host = net.lan(home.nat, 1);
    let proxy = router.enter(|| Proxy::start(&format!("{host}:{PROXY_PORT}"), password));
    let user = password.map_or(String::new(), |(user, password)| {
        format!("{user}:{}@", password.replace(' ', "%20"))
    });
    Some((proxy, format!("http://{user}{host}:{PROXY_PORT}")))
}

/// The addresses of one link: public ones, which nothing takes for local ones.
struct Addresses {
    link: u8,
}

impl Addresses {
    /// The internet's interface.
    fn device(&self) -> String {
        format!("home{}", self.link)
    }

    /// The outermost router's address.
    fn wan(&self) -> String {
        format!("5.1.{}.2", self.link)
    }

    /// The home router's address, where a carrier's is behind it.
    fn behind_carrier(&self) -> String {
        format!("100.64.{}.2", self.link)
    }

    /// The last number of the computer's address.
    fn host(&self) -> u8 {
        10 + self.link
    }

    /// An address in the home. The private ones of two homes are in the same network, as they are in life.
    fn lan(&self, nat: Nat, host: u8) -> String {
        match nat {
            Nat::None => format!("5.2.{}.{host}", self.link),
            Nat::FullCone | Nat::AddressRestricted | Nat::PortRestricted | Nat::Symmetric => {
                format!("192.168.1.{host}")
            }
        }
    }

    /// An IPv6 address in the home.
    fn lan6(&self, host: u8) -> String {
        format!("2a00:2:{}::{host}", self.link)
    }

    fn internet_side(&self, home: Home) -> String {
        let (device, link) = (self.device(), self.link);
        let mut lines = format!(
            "address add 5.1.{link}.1/24 dev {device}
            address add 2a00:1:{link}::1/64 dev {device} nodad
            route add 2a00:2:{link}::/64 via 2a00:1:{link}::2\n"
        );
        if home.nat == Nat::None {
            lines += &format!("route add 5.2.{link}.0/24 via 5.1.{link}.2\n");
        }
        lines
    }

    fn wan_side(&self) -> String {
        let link = self.link;
        format!(
            "address add 5.1.{link}.2/24 dev wan
            address add 2a00:1:{link}::2/64 dev wan nodad
            route add default via 5.1.{link}.1
            route add default via 2a00:1:{link}::1"
        )
    }
}
