//! Made-up names and addresses, which stand for STUN and TURN servers before the stack.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

/// The port of made-up addresses.
const PORT: u16 = 3478;

/// The name of a server, in a domain that nobody has (RFC 6761 §6.4).
pub(super) fn name(index: usize) -> String {
    format!("server-{index}.invalid")
}

/// The IPv4 and the IPv6 address of a server: from a block that nobody has (240.0.0.0/4, RFC 1112 §4), and
/// from one whose packets are discarded (100::/64, RFC 6666).
pub(super) fn addresses(index: usize) -> [SocketAddr; 2] {
    let number = u8::try_from(index).expect("there are no more than MAX_SERVERS");
    let v4 = Ipv4Addr::new(240, 0, 0, number);
    let v6 = Ipv6Addr::new(0x100, 0, 0, 0, 0, 0, 0, number.into());
    [SocketAddr::from((v4, PORT)), SocketAddr::from((v6, PORT))]
}

/// Whether an address is from those blocks. Nobody on a network has it.
pub(super) fn is_made_up(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => ip.octets()[0] >= 240,
        IpAddr::V6(ip) => ip.segments()[..4] == [0x100, 0, 0, 0],
    }
}

/// The server among `count` that has an address.
pub(super) fn index(address: SocketAddr, count: usize) -> Option<usize> {
    (0..count).find(|index| addresses(*index).contains(&address))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_server_is_found_by_its_addresses_and_no_other_is() {
        for server in 0..12 {
            for address in addresses(server) {
                assert!(is_made_up(address.ip()));
                assert_eq!(index(address, 12), Some(server));
                assert_eq!(index(address, server), None);
            }
        }
        for other in ["240.0.0.1:1", "240.0.1.1:3478", "250.0.0.1:3478", "[100::1:1]:3478"] {
            let other: SocketAddr = other.parse().unwrap();
            assert!(is_made_up(other.ip()));
            assert_eq!(index(other, 12), None);
        }
        for real in ["192.0.2.1", "2001:db8::1", "100:0:0:1::1", "100.64.0.1"] {
            assert!(!is_made_up(real.parse().unwrap()), "{real}");
        }
    }
}
