//! What may leave a socket of the path, and what may come in from the port of multicast DNS.
//!
//! `candidates` reads what the Helper names, but a name of mDNS has an address only when it is answered, and the
//! stack takes an answer from each socket and from every source, with whatever address it contains. So the addresses that
//! the stack sends to are looked at once more, and answers come from the local network alone.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use protocol::ice::address::{Loopback, may_be_answered};
use relay::{Class, Message, attribute, method};
use rtc::mdns::{MDNS_DEST_ADDR, MDNS_PORT};

/// What one socket may send and receive.
#[derive(Clone, Copy, Debug)]
pub(super) struct Gate {
    socket: Socket,
    loopback: Loopback,
}

/// What a socket is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Socket {
    /// Queries of mDNS and their answers, and nothing else.
    Mdns {
        /// Whether only what was sent to the group arrives. No router forwards that (RFC 5771 §4).
        is_bound_to_group: bool,
    },
    /// Everything else.
    Path,
}

impl Gate {
    /// The gate of a socket that is bound to `local`.
    pub(super) fn new(local: SocketAddr, loopback: Loopback) -> Self {
        let is_bound_to_group = local.ip().is_multicast();
        let is_mdns = local.port() == MDNS_PORT
            && (is_bound_to_group || local.ip() == IpAddr::V4(Ipv4Addr::UNSPECIFIED));
        let socket = if is_mdns { Socket::Mdns { is_bound_to_group } } else { Socket::Path };
        Self { socket, loopback }
    }

    /// Whether a datagram may be sent there. Addresses of servers are made up, and are not asked about here.
    pub(super) fn lets_out(self, to: SocketAddr) -> bool {
        match self.socket {
            Socket::Mdns { .. } => to == MDNS_DEST_ADDR,
            Socket::Path => to.port() != MDNS_PORT && may_be_answered(to.ip(), self.loopback),
        }
    }

    /// Whether a datagram from there may be read. The stack takes what comes from the port of mDNS for an answer.
    pub(super) fn lets_in(self, from: SocketAddr) -> bool {
        match self.socket {
            Socket::Mdns { is_bound_to_group } => {
                from.port() == MDNS_PORT && (is_bound_to_group || is_of_local_network(from.ip()))
            }
            Socket::Path => from.port() != MDNS_PORT,
        }
    }
}

/// Whether a datagram from a TURN server brings something that a peer has sent from the port of mDNS: as a Data
/// indication (RFC 8656 §11.6), since no channel is bound to that port.
pub(super) fn is_relayed_mdns(datagram: &[u8]) -> bool {
    if !matches!(datagram, [0x00, 0x17, ..]) {
        return false;
    }
    let Some(message) = Message::parse(datagram) else { return false };
    let peer = message.address(attribute::XOR_PEER_ADDRESS);
    message.method() == method::DATA && peer.is_some_and(|peer| peer.port() == MDNS_PORT)
}

/// Whether a datagram is a connectivity check (RFC 8445 §7.2.2). One for a server goes to an address that an answer
/// of mDNS has named, since the stack knows servers by made-up addresses.
pub(super) fn is_check(datagram: &[u8]) -> bool {
    if !matches!(datagram, [0x00, 0x01, ..]) {
        return false;
    }
    let Some(message) = Message::parse(datagram) else { return false };
    message.class() == Class::Request && message.attribute(attribute::USERNAME).is_some()
}

/// Whether an address belongs to a network that no router of the internet leads to.
fn is_of_local_network(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => ip.is_private() || ip.is_link_local() || ip.is_loopback(),
        IpAddr::V6(ip) => ip.is_unique_local() || ip.is_unicast_link_local() || ip.is_loopback(),
    }
}

#[cfg(test)]
mod tests {
    use relay::MessageWriter;

    use super::*;

    fn gate(local: &str, loopback: Loopback) -> Gate {
        Gate::new(local.parse().unwrap(), loopback)
    }

    fn address(text: &str) -> SocketAddr {
        text.parse().unwrap()
    }

    #[test]
    fn nothing_is_sent_to_an_address_that_no_candidate_may_name() {
        for local in ["192.168.1.2:50000", "127.0.0.1:50000", "[2001:db8::2]:50000"] {
            let gate = gate(local, Loopback::Dropped);
            for to in [
                "127.0.0.1:631",
                "[::1]:631",
                "0.0.0.0:50000",
                "224.0.0.251:5353",
                "239.255.255.250:1900",
                "255.255.255.255:50000",
                "[ff02::fb]:5353",
                "[::ffff:127.0.0.1]:631",
                "192.168.1.7:5353",
                "169.254.169.254:80",
                "[fd00:ec2::254]:80",
            ] {
                assert!(!gate.lets_out(address(to)), "{local} to {to}");
            }
            for to in [
                "192.168.1.7:50000",
                "169.254.3.4:50000",
                "203.0.113.9:3478",
                "[2001:db8::7]:50000",
                "[fd00::7]:50000",
            ] {
                assert!(gate.lets_out(address(to)), "{local} to {to}");
            }
        }
    }

    #[test]
    fn loopback_is_sent_to_where_the_helper_may_be_on_this_computer() {
        let gate = gate("127.0.0.1:50000", Loopback::Allowed);
        assert!(gate.lets_out(address("127.0.0.1:40000")));
        assert!(!gate.lets_out(address("0.0.0.0:40000")));
    }

    #[test]
    fn the_socket_of_mdns_sends_to_its_group_alone() {
        for local in ["224.0.0.251:5353", "0.0.0.0:5353"] {
            let gate = gate(local, Loopback::Allowed);
            assert!(gate.lets_out(MDNS_DEST_ADDR));
            for to in ["192.168.1.7:5353", "224.0.0.251:5354", "127.0.0.1:5353", "192.168.1.7:5"] {
                assert!(!gate.lets_out(address(to)), "{local} to {to}");
            }
        }
    }

    #[test]
    fn what_comes_from_the_port_of_mdns_is_no_answer_unless_it_came_to_its_socket() {
        for local in ["192.168.1.2:50000", "[2001:db8::2]:50000", "192.168.1.2:5353"] {
            let gate = gate(local, Loopback::Allowed);
            for from in ["192.168.1.7:5353", "203.0.113.9:5353", "[2001:db8::7]:5353"] {
                assert!(!gate.lets_in(address(from)), "{local} from {from}");
            }
            assert!(gate.lets_in(address("203.0.113.9:50000")));
        }
        let group = gate("224.0.0.251:5353", Loopback::Dropped);
        assert!(group.lets_in(address("192.168.1.7:5353")));
        // A local network may have public addresses; what was sent to the group comes from it all the same.
        assert!(group.lets_in(address("203.0.113.9:5353")));
        assert!(!group.lets_in(address("192.168.1.7:50000")), "that is no answer");
        let all = gate("0.0.0.0:5353", Loopback::Dropped);
        assert!(all.lets_in(address("192.168.1.7:5353")));
        assert!(!all.lets_in(address("203.0.113.9:5353")), "it may come from anywhere");
    }

    #[test]
    fn an_answer_of_mdns_does_not_come_through_a_relay() {
        let data = |port| {
            let peer = SocketAddr::from(([203, 0, 113, 9], port));
            MessageWriter::new(Class::Indication, method::DATA, b"twelve bytes")
                .address(attribute::XOR_PEER_ADDRESS, peer)
                .attribute(attribute::DATA, b"\0\0\x84\0")
                .finish()
        };
        assert!(is_relayed_mdns(&data(5353)));
        let other = data(50000);
        assert!(!is_relayed_mdns(&other));
        for cut in 0..other.len() {
            assert!(!is_relayed_mdns(&other[..cut]));
        }
    }

    #[test]
    fn a_check_is_told_from_a_request_to_a_server() {
        let request = || MessageWriter::new(Class::Request, method::BINDING, b"twelve bytes");
        assert!(is_check(&request().attribute(attribute::USERNAME, b"a:b").finish()));
        assert!(!is_check(&request().finish()));
        let allocate = MessageWriter::new(Class::Request, method::ALLOCATE, b"twelve bytes");
        assert!(!is_check(&allocate.attribute(attribute::USERNAME, b"ann").finish()));
    }
}
