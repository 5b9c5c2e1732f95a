//! What a home is like: the network between a computer and the internet.

/// How a router translates addresses, by mapping and filtering in the terms of RFC 4787.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nat {
    /// The computer has a public address.
    None,
    /// Endpoint-independent mapping, endpoint-independent filtering.
    FullCone,
    /// Endpoint-independent mapping, address-dependent filtering.
    AddressRestricted,
    /// Endpoint-independent mapping, address- and port-dependent filtering. Most routers of homes.
    PortRestricted,
    /// Address- and port-dependent mapping with random ports, and such filtering. Many offices.
    Symmetric,
}

/// What a router lets out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Firewall {
    /// Everything.
    Open,
    /// No UDP: it is dropped, and nobody is told.
    UdpDropped,
    /// No UDP: the sender gets an ICMP error at once.
    UdpRejected,
    /// TCP to port 443, and nothing else.
    Only443,
    /// Nothing: there is a proxy for HTTP, which only connects to port 443.
    Proxy,
    /// The same, and the proxy asks for [`PROXY_USER`] and [`PROXY_PASSWORD`]. Not for the Helper's home:
    /// Chromium takes no password on its command line.
    ProxyWithPassword,
}

/// The name that a proxy asks for.
pub const PROXY_USER: &str = "ursula";

/// The password that goes with it.
pub const PROXY_PASSWORD: &str = "correct horse";

/// Which versions of IP there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// IPv4 alone.
    V4,
    /// IPv6 alone: nothing is translated, and a router that would translate IPv4 lets in answers only (RFC 6092).
    V6,
    /// Both.
    Both,
}

/// By which protocols a router maps ports for the computers behind it. The program is miniupnpd.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mapping {
    /// By none: there is no such program.
    None,
    /// UPnP alone.
    Upnp,
    /// PCP and NAT-PMP alone.
    Pcp,
    /// All of them.
    All,
}

/// One end's network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Home {
    /// The router's translation.
    pub nat: Nat,
    /// The translation of the carrier behind it, where it has one (carrier-grade NAT, RFC 6888).
    pub carrier: Option<Nat>,
    /// What the router lets out.
    pub firewall: Firewall,
    /// Which versions of IP there are.
    pub family: Family,
    /// How the home's router is asked for a port.
    pub mapping: Mapping,
}

impl Home {
    /// A computer with a public IPv4 address and an open router.
    #[must_use]
    pub const fn public() -> Self {
        Self::behind(Nat::None)
    }

    /// A computer behind a router that translates IPv4 so and lets everything out.
    #[must_use]
    pub const fn behind(nat: Nat) -> Self {
        let (firewall, family, mapping) = (Firewall::Open, Family::V4, Mapping::None);
        Self { nat, carrier: None, firewall, family, mapping }
    }

    /// A home router, and the carrier's behind it.
    #[must_use]
    pub const fn behind_two(nat: Nat, carrier: Nat) -> Self {
        Self { carrier: Some(carrier), ..Self::behind(nat) }
    }

    /// A home router that lets less out.
    #[must_use]
    pub const fn with(firewall: Firewall) -> Self {
        Self { firewall, ..Self::behind(Nat::PortRestricted) }
    }

    /// With these versions of IP.
    #[must_use]
    pub const fn family(self, family: Family) -> Self {
        Self { family, ..self }
    }

    /// With a router that maps ports.
    #[must_use]
    pub const fn mapping(self, mapping: Mapping) -> Self {
        Self { mapping, ..self }
    }

    /// Whether no UDP passes.
    #[must_use]
    pub fn blocks_udp(self) -> bool {
        self.firewall != Firewall::Open
    }

    /// Whether the computer has an IPv4 address.
    #[must_use]
    pub fn has_v4(self) -> bool {
        self.family != Family::V6
    }

    /// Whether the computer has an IPv6 address.
    #[must_use]
    pub fn has_v6(self) -> bool {
        self.family != Family::V4
    }

    /// The strictest translation on the way, which is what the others see.
    #[must_use]
    pub fn strictest(self) -> Nat {
        let order = |nat: &Nat| match nat {
            Nat::None => 0,
            Nat::FullCone => 1,
            Nat::AddressRestricted => 2,
            Nat::PortRestricted => 3,
            Nat::Symmetric => 4,
        };
        [Some(self.nat), self.carrier].into_iter().flatten().max_by_key(order).unwrap_or(Nat::None)
    }
}

/// The two ends of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The network of the User.
    pub user: Home,
    /// The network of the Helper.
    pub helper: Home,
}

/// Which kind of path two networks allow at best.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Best {
    /// UDP from one computer to the other.
    Direct,
    /// Only through a server, as a relay (TURN) or over its WebSocket.
    Carried,
}

impl Pair {
    /// What the two networks allow at best (RFC 5128 §3, RFC 8445).
    #[must_use]
    pub fn best(self) -> Best {
        let Self { user, helper } = self;
        if user.blocks_udp() || helper.blocks_udp() {
            return Best::Carried;
        }
        if user.has_v6() && helper.has_v6() {
            return Best::Direct;
        }
        if !(user.has_v4() && helper.has_v4()) {
            return Best::Carried;
        }
        // The mapping towards the other end is not the one that was learned from the server: the other end
        // finds it only if its filter takes packets from a port that it has not sent to.
        match (user.strictest(), helper.strictest()) {
            (Nat::Symmetric, Nat::Symmetric | Nat::PortRestricted)
            | (Nat::PortRestricted, Nat::Symmetric) => Best::Carried,
            _ => Best::Direct,
        }
    }

    /// Whether a page's word for the path (`direct`, `relay`, `server`) is the best there is.
    #[must_use]
    pub fn fits(self, path: &str) -> bool {
        match self.best() {
            Best::Direct => path == "direct",
            Best::Carried => path == "relay" || path == "server",
        }
    }
}
