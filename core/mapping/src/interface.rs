//! What goes into the machine, and what comes out of it.

use core::net::{Ipv4Addr, SocketAddrV4};
use core::num::NonZeroU16;
use core::time::Duration;

/// Names a port of ours. The shell never uses a number twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PortId(pub u32);

/// The default gateway, and the address from which we send to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Route {
    /// The router's address in our network. Nothing else is asked.
    pub gateway: Ipv4Addr,
    /// Ours.
    pub local: Ipv4Addr,
}

/// Protocols that a router can be asked about together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// PCP and NAT-PMP, which share a port of the router.
    Pcp,
    /// UPnP.
    Upnp,
}

/// How a router is asked for a port.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Protocol {
    /// The Port Control Protocol (RFC 6887).
    Pcp,
    /// The NAT Port Mapping Protocol (RFC 6886).
    NatPmp,
    /// A service of the Internet Gateway Device of UPnP.
    Upnp,
}

impl Protocol {
    /// In the order in which they are tried. A PCP router that is asked by NAT-PMP may answer either way; a
    /// NAT-PMP router refuses PCP at once. UPnP is last: it takes several requests, and has no nonce.
    pub(crate) const ALL: [Self; 3] = [Self::Pcp, Self::NatPmp, Self::Upnp];

    pub(crate) fn family(self) -> Family {
        match self {
            Self::Pcp | Self::NatPmp => Family::Pcp,
            Self::Upnp => Family::Upnp,
        }
    }
}

/// What a router granted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Granted {
    /// Where packets for our port arrive at the router.
    pub external: SocketAddrV4,
    /// For how long.
    pub lease: Duration,
    /// The router's clock in seconds, where the protocol has one (see RFC 6887 §8.5).
    pub epoch: Option<u32>,
}

/// Why a router granted nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// No valid answer came in time.
    Silent,
    /// The router does not speak this protocol.
    OtherProtocol,
    /// It refuses: it is not allowed, or no port is free.
    Refused,
    /// It maps ports for ever only.
    NotLeased,
}

/// Why there is no mapping.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoMapping {
    /// The system names no default gateway.
    NoRouter,
    /// The router speaks none of the protocols, or does not answer any more.
    Silent,
    /// The router refuses.
    Refused,
    /// The router does not end mappings by itself.
    NotLeased,
    /// The router's external address is not reached from the internet: another NAT is behind it.
    NotPublic(Ipv4Addr),
    /// [`PORTS`](crate::PORTS) ports are mapped.
    TooMany,
}

/// What happens to the machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
    /// A port may be wanted later: what the router speaks is found out now.
    Prepare(Route),
    /// A port of ours is to be mapped.
    Open {
        /// Its name from now on, until [`Output::Ended`].
        id: PortId,
        /// The local port.
        port: NonZeroU16,
        /// The router at this moment; `None` without one.
        route: Option<Route>,
    },
    /// A port is not used any more.
    Close(PortId),
    /// Whether a router speaks the protocols of a family: the answer to [`Output::Probe`].
    Heard {
        /// Which router.
        route: Route,
        /// Which protocols.
        family: Family,
        /// Whether it answered.
        speaks: bool,
    },
    /// The answer to [`Output::Ask`] and [`Output::Renew`].
    Answered {
        /// For which port.
        id: PortId,
        /// What the router says.
        result: Result<Granted, Refusal>,
    },
    /// The router was told to end a mapping, whatever it answered: the answer to [`Output::Remove`].
    Removed(PortId),
    /// Time has passed.
    Tick,
}

/// What the shell does. It answers each request within a time that it bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Output {
    /// Find out whether the router speaks these protocols. Nothing is mapped.
    Probe {
        /// Which router.
        route: Route,
        /// Which protocols.
        family: Family,
    },
    /// Ask for an external port for [`LEASE`](crate::LEASE).
    Ask {
        /// For which port.
        id: PortId,
        /// Its local number.
        port: NonZeroU16,
        /// At which router.
        route: Route,
        /// How.
        protocol: Protocol,
    },
    /// Ask for the same once more, in the way in which it was granted.
    Renew(PortId),
    /// End the mapping that was granted.
    Remove(PortId),
    /// Packets reach the port at this address.
    Mapped {
        /// Which port.
        id: PortId,
        /// The address outside.
        external: SocketAddrV4,
    },
    /// There is no mapping, at least for the time being.
    NotMapped {
        /// For which port.
        id: PortId,
        /// Why.
        why: NoMapping,
    },
    /// Nothing more is heard of a port, and the router has no mapping for it.
    Ended(PortId),
}
