//! The addresses of STUN and TURN servers (RFC 7064, RFC 7065).

use std::net::Ipv6Addr;
use std::str::FromStr;

use protocol::network::IceServer;
use rtc::peer_connection::configuration::RTCIceServer;

use crate::link::reach::Reach;

/// Servers that are used: a signal server names about five. Further ones are not needed, and each costs
/// requests from every local address.
pub(super) const MAX_SERVERS: usize = 12;

/// Bytes of a host name (RFC 1035 §2.3.4).
const MAX_HOST: usize = 253;

/// Port of STUN and TURN, and that over TLS (RFC 7064 §3.2, RFC 7065 §3.2).
const PORT: u16 = 3478;
const TLS_PORT: u16 = 5349;

/// What is wanted of a server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Service {
    /// Our address as the server sees it.
    Stun,
    /// A relayed address.
    Turn,
}

/// How a server is reached. In the order in which they are preferred.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Transport {
    /// Datagrams.
    Udp,
    /// A TCP stream.
    Tcp,
    /// TLS over TCP.
    Tls,
    /// A WebSocket of the signal server.
    WebSocket,
}

/// One server to use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ServerAddress {
    pub(super) service: Service,
    pub(super) transport: Transport,
    /// A name or an address, without brackets. Empty for a WebSocket, which has a URL.
    pub(super) host: String,
    pub(super) port: u16,
}

/// Where a server is, and how it is reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Target {
    pub(crate) transport: Transport,
    pub(crate) host: String,
    pub(crate) port: u16,
    /// The URL, for a WebSocket.
    pub(crate) url: Option<String>,
}

/// Why a text is no server that can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum ServerAddressError {
    #[error("expected a stun:, turn: or turns: URL")]
    Scheme,
    #[error("expected a host name or an address, and a port from 1 to 65535")]
    Host,
    #[error("expected ?transport=udp or ?transport=tcp, and no udp with turns:")]
    Transport,
}

impl FromStr for ServerAddress {
    type Err = ServerAddressError;

    fn from_str(url: &str) -> Result<Self, ServerAddressError> {
        let (scheme, rest) = url.split_once(':').ok_or(ServerAddressError::Scheme)?;
        let (service, is_secure) = match scheme.to_ascii_lowercase().as_str() {
            "stun" => (Service::Stun, false),
            "turn" => (Service::Turn, false),
            "turns" => (Service::Turn, true),
            _ => return Err(ServerAddressError::Scheme),
        };
        let (authority, query) = match rest.split_once('?') {
            Some((authority, query)) => (authority, Some(query)),
            None => (rest, None),
        };
        let transport = match (is_secure, query) {
            (false, None | Some("transport=udp")) => Transport::Udp,
            (false, Some("transport=tcp")) if service == Service::Turn => Transport::Tcp,
            (true, None | Some("transport=tcp")) => Transport::Tls,
            (true | false, Some(_)) => return Err(ServerAddressError::Transport),
        };
        let default_port = if is_secure { TLS_PORT } else { PORT };
        let (host, port) =
            host_and_port(authority, default_port).ok_or(ServerAddressError::Host)?;
        Ok(Self { service, transport, host: host.to_owned(), port })
    }
}

/// Splits `host`, `host:port` or `[address]:port`.
fn host_and_port(authority: &str, default_port: u16) -> Option<(&str, u16)> {
    let (host, port) = if let Some(rest) = authority.strip_prefix('[') {
        let (host, port) = rest.split_once(']')?;
        host.parse::<Ipv6Addr>().ok()?;
        (host, if port.is_empty() { None } else { Some(port.strip_prefix(':')?) })
    } else {
        let (host, port) = match authority.split_once(':') {
            Some((host, port)) => (host, Some(port)),
            None => (authority, None),
        };
        let is_name = |byte: u8| byte.is_ascii_alphanumeric() || b"-._".contains(&byte);
        if host.is_empty() || host.len() > MAX_HOST || !host.bytes().all(is_name) {
            return None;
        }
        (host, port)
    };
    let port = match port {
        Some(port) => port.parse().ok().filter(|port| *port > 0)?,
        None => default_port,
    };
    Some((host, port))
}

/// A server, and the credential for it.
#[derive(Clone)]
pub(crate) struct Server {
    pub(super) address: ServerAddress,
    /// The URL of a WebSocket.
    url: Option<String>,
    pub(crate) username: String,
    pub(crate) credential: String,
}

/// The servers to use, that in a WebSocket last, without those that cannot be used or are named twice.
pub(crate) fn servers(reach: &Reach) -> Vec<Server> {
    let mut servers: Vec<Server> = Vec::new();
    for IceServer { urls, username, credential } in &reach.ice_servers {
        for address in urls.iter().filter_map(|url| url.parse::<ServerAddress>().ok()) {
            let is_known = servers.iter().any(|server| server.address == address);
            if !is_known && servers.len() < MAX_SERVERS {
                let text = |text: &Option<String>| text.clone().unwrap_or_default();
                let (username, credential) = (text(username), text(credential));
                // The stack would use no server at all if one for TURN had no credential.
                let is_anonymous = username.is_empty() || credential.is_empty();
                if is_anonymous && address.service == Service::Turn {
                    continue;
                }
                servers.push(Server { address, url: None, username, credential });
            }
        }
    }
    servers.extend(in_websocket(reach, &servers));
    servers
}

/// The signal server's own relay in a WebSocket, which takes the credential of the first TURN server.
fn in_websocket(reach: &Reach, servers: &[Server]) -> Option<Server> {
    let first = servers.iter().find(|server| server.address.service == Service::Turn)?;
    let (service, transport) = (Service::Turn, Transport::WebSocket);
    let (host, port) = (String::new(), 0);
    Some(Server {
        address: ServerAddress { service, transport, host, port },
        url: Some(reach.turn_websocket.clone()?),
        ..first.clone()
    })
}

impl Server {
    /// What is wanted of it.
    pub(crate) fn service(&self) -> Service {
        self.address.service
    }

    /// Where the server is.
    pub(crate) fn target(&self) -> Target {
        let ServerAddress { transport, host, port, .. } = &self.address;
        let (transport, host, port) = (*transport, host.clone(), *port);
        Target { transport, host, port, url: self.url.clone() }
    }

    /// The server as the stack is given it, which knows no host but `host`.
    pub(super) fn configuration(&self, host: &str) -> RTCIceServer {
        let (url, username, credential) = match self.address.service {
            Service::Stun => (format!("stun:{host}:{PORT}"), String::new(), String::new()),
            // The stack gathers over UDP only, and `divert` carries its datagrams.
            Service::Turn => (
                format!("turn:{host}:{PORT}?transport=udp"),
                self.username.clone(),
                self.credential.clone(),
            ),
        };
        RTCIceServer { urls: vec![url], username, credential }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(url: &str) -> (Service, Transport, String, u16) {
        let ServerAddress { service, transport, host, port } = url.parse().unwrap();
        (service, transport, host, port)
    }

    #[test]
    fn each_form_of_url_names_its_service_transport_host_and_port() {
        use Service::{Stun, Turn};
        use Transport::{Tcp, Tls, Udp};
        let host = || "relay.example.org".to_owned();
        for (url, expected) in [
            ("stun:relay.example.org", (Stun, Udp, host(), 3478)),
            ("turn:relay.example.org:80", (Turn, Udp, host(), 80)),
            ("turn:relay.example.org?transport=udp", (Turn, Udp, host(), 3478)),
            ("turn:relay.example.org:443?transport=tcp", (Turn, Tcp, host(), 443)),
            ("turns:relay.example.org", (Turn, Tls, host(), 5349)),
            ("TURNS:relay.example.org:443?transport=tcp", (Turn, Tls, host(), 443)),
            ("stun:192.0.2.1:19302", (Stun, Udp, "192.0.2.1".to_owned(), 19302)),
            ("turn:[2001:db8::1]:3479", (Turn, Udp, "2001:db8::1".to_owned(), 3479)),
            ("stun:[2001:db8::1]", (Stun, Udp, "2001:db8::1".to_owned(), 3478)),
        ] {
            assert_eq!(parse(url), expected, "{url}");
        }
    }

    #[test]
    fn a_url_that_cannot_be_used_says_what_was_expected() {
        use ServerAddressError::{Host, Scheme, Transport};
        for (url, error) in [
            ("", Scheme),
            ("relay.example.org", Scheme),
            ("http://relay.example.org", Scheme),
            ("stuns:relay.example.org", Scheme),
            ("turn:", Host),
            ("turn://relay.example.org", Host),
            ("turn:user@relay.example.org", Host),
            ("turn:relay.example.org:0", Host),
            ("turn:relay.example.org:70000", Host),
            ("turn:2001:db8::1", Host),
            ("turn:[relay]:1", Host),
            ("turn:[2001:db8::1]3478", Host),
            ("turn:relay.example.org?transport=sctp", Transport),
            ("turn:relay.example.org?x", Transport),
            ("turns:relay.example.org?transport=udp", Transport),
            ("stun:relay.example.org?transport=tcp", Transport),
        ] {
            assert_eq!(url.parse::<ServerAddress>(), Err(error), "{url}");
        }
    }

    #[test]
    fn servers_are_taken_once_and_not_more_than_are_useful() {
        let urls = (0..100).flat_map(|n| vec![format!("turn:h{n}"), format!("turn:h{n}")]);
        let (username, credential) = (Some("user".to_owned()), Some("password".to_owned()));
        let ice_server = IceServer { urls: urls.collect(), username, credential };
        let reach = Reach { ice_servers: vec![ice_server], ..Reach::default() };
        let servers = servers(&reach);
        assert_eq!(servers.len(), MAX_SERVERS);
        assert_eq!(servers[1].address.host, "h1");
    }

    #[test]
    fn the_relay_in_a_websocket_comes_last_and_only_with_a_credential() {
        let turn_websocket = Some("wss://help.example.org/turn".to_owned());
        let urls = ["stun:help.example.org", "turn:help.example.org"].map(str::to_owned).to_vec();
        let none = IceServer { urls, username: None, credential: None };
        let mut reach = Reach {
            ice_servers: vec![none],
            turn_websocket: turn_websocket.clone(),
            ..Reach::default()
        };
        assert_eq!(servers(&reach).len(), 1, "no credential");
        let (username, credential) = (Some("user".to_owned()), Some("password".to_owned()));
        let urls = vec!["turn:help.example.org".to_owned()];
        reach.ice_servers.push(IceServer { urls, username, credential });
        let servers = servers(&reach);
        let last = servers.last().unwrap();
        assert_eq!((last.target().url, last.username.as_str()), (turn_websocket, "user"));
        assert_eq!(servers.len(), 3);
    }
}
