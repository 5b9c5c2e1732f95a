//! What is known about how the other end can be reached: STUN and TURN servers, and the User's options
//! for the network.

use std::num::NonZeroU16;

use protocol::ice::address::Loopback;
use protocol::network::IceServer;

use super::dial::Dialer;
use super::port_mapping::PortMapper;

/// The User's options for the network.
#[derive(Clone, Debug, Default)]
pub struct NetworkOptions {
    /// Which UDP ports a direct path may use; `None` for any.
    pub udp_ports: Option<UdpPorts>,
    /// Opens streams, through the User's proxy.
    pub dialer: Dialer,
    /// Whether the router is asked for a UDP port for a direct path.
    pub map_port: bool,
}

/// A range of UDP ports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UdpPorts {
    first: NonZeroU16,
    last: NonZeroU16,
}

/// Why a text is no range of ports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected a port, or a range like 50000-50100, with ports from 1 to 65535")]
pub struct UdpPortsError;

impl std::str::FromStr for UdpPorts {
    type Err = UdpPortsError;

    fn from_str(text: &str) -> Result<Self, UdpPortsError> {
        let (first, last) = text.split_once('-').unwrap_or((text, text));
        let port = |text: &str| text.trim().parse().map_err(|_| UdpPortsError);
        let (first, last) = (port(first)?, port(last)?);
        if first <= last { Ok(Self { first, last }) } else { Err(UdpPortsError) }
    }
}

impl std::fmt::Display for UdpPorts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.first == self.last {
            write!(f, "{}", self.first)
        } else {
            write!(f, "{}-{}", self.first, self.last)
        }
    }
}

impl UdpPorts {
    /// Each port of the range.
    pub fn ports(self) -> impl Iterator<Item = u16> {
        self.first.get()..=self.last.get()
    }
}

/// Which addresses of ours the other end is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OwnAddresses {
    /// Each that there is.
    #[default]
    All,
    /// Relayed ones only, for tests and measurements of relays.
    Relayed,
}

/// How a direct path reaches the other end.
#[derive(Clone, Debug, Default)]
pub struct Reach {
    /// STUN and TURN servers for this claim.
    pub ice_servers: Vec<IceServer>,
    /// The URL where the signal server takes TURN within a WebSocket (`wss://…/turn`). It is tried last.
    pub turn_websocket: Option<String>,
    /// Whether the other end may be on this computer.
    pub loopback: Loopback,
    /// Which of our addresses are used.
    pub own_addresses: OwnAddresses,
    /// Asks the router for ports, if the User wants that.
    pub port_mapper: Option<PortMapper>,
    /// The User's options.
    pub options: NetworkOptions,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_of_ports_is_read_as_it_is_written() {
        for text in ["50000", "50000-50100", "1-65535"] {
            assert_eq!(text.parse::<UdpPorts>().unwrap().to_string(), text);
        }
        assert_eq!("7-7".parse::<UdpPorts>().unwrap().ports().collect::<Vec<_>>(), [7]);
        for text in ["", "0", "0-5", "9-7", "1-65536", "a-b", "1-2-3", "-5"] {
            assert_eq!(text.parse::<UdpPorts>(), Err(UdpPortsError), "{text}");
        }
    }
}
