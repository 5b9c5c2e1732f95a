//! Which peers the server may send to. Without such a rule, a TURN server opens the network in which it
//! stands to everybody with a credential (CVE-2026-27624 of coturn, among many).

use alloc::vec::Vec;
use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use crate::limits::LOWEST_PEER_PORT;

/// A block of addresses: a network and the length of its prefix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    network: IpAddr,
    prefix: u8,
}

impl Block {
    /// A block. A prefix that is longer than the address counts as its whole length.
    pub const fn new(network: IpAddr, prefix: u8) -> Self {
        Self { network, prefix }
    }

    const fn v4(a: u8, b: u8, c: u8, prefix: u8) -> Self {
        Self::new(IpAddr::V4(Ipv4Addr::new(a, b, c, 0)), prefix)
    }

    const fn v6(a: u16, b: u16, prefix: u8) -> Self {
        Self::new(IpAddr::V6(Ipv6Addr::new(a, b, 0, 0, 0, 0, 0, 0)), prefix)
    }

    /// Whether an address lies in the block.
    pub fn contains(&self, address: IpAddr) -> bool {
        let is_same = |difference: u128, bits: u32| {
            let host_bits = bits.saturating_sub(u32::from(self.prefix));
            difference.checked_shr(host_bits).unwrap_or(0) == 0
        };
        match (self.network, address) {
            (IpAddr::V4(network), IpAddr::V4(address)) => {
                is_same(u128::from(network.to_bits() ^ address.to_bits()), u32::BITS)
            }
            (IpAddr::V6(network), IpAddr::V6(address)) => {
                is_same(network.to_bits() ^ address.to_bits(), u128::BITS)
            }
            (IpAddr::V4(_), IpAddr::V6(_)) | (IpAddr::V6(_), IpAddr::V4(_)) => false,
        }
    }
}

/// IPv6 addresses that stand for an IPv4 address: a check of the IPv6 address alone would let
/// `::ffff:127.0.0.1` pass. The server has an IPv4 socket for IPv4 peers, so nobody needs them.
const EMBEDS_V4: [Block; 6] = [
    // IPv4-compatible; with :: and ::1, which has its own rule.
    Block::v6(0, 0, 96),
    // IPv4-mapped.
    Block::new(IpAddr::V6(Ipv6Addr::new(0, 0, 0, 0, 0, 0xffff, 0, 0)), 96),
    // NAT64.
    Block::v6(0x64, 0xff9b, 96),
    Block::new(IpAddr::V6(Ipv6Addr::new(0x64, 0xff9b, 1, 0, 0, 0, 0, 0)), 48),
    // Teredo.
    Block::v6(0x2001, 0, 32),
    // 6to4.
    Block::v6(0x2002, 0, 16),
];

/// No option opens these: none is the address of one other computer, or it is that of a cloud's
/// metadata service, which gives away the machine's credentials.
const NEVER: [Block; 11] = [
    Block::v4(0, 0, 0, 8),
    // Link-local, with 169.254.169.254.
    Block::v4(169, 254, 0, 16),
    // Multicast.
    Block::v4(224, 0, 0, 4),
    // Reserved, with the broadcast address.
    Block::v4(240, 0, 0, 4),
    // Metadata of Oracle, Alibaba and Azure.
    Block::new(IpAddr::V4(Ipv4Addr::new(192, 0, 0, 192)), 32),
    Block::new(IpAddr::V4(Ipv4Addr::new(100, 100, 100, 200)), 32),
    Block::new(IpAddr::V4(Ipv4Addr::new(168, 63, 129, 16)), 32),
    // Metadata of Amazon.
    Block::v6(0xfd00, 0xec2, 32),
    Block::v6(0xfe80, 0, 10),
    Block::v6(0xff00, 0, 8),
    // Discard.
    Block::v6(0x100, 0, 64),
];

/// Private networks and what is reserved. `allow` opens them.
///
/// The blocks for documentation are not among them: they lead nowhere, and tests use them as public ones.
const PRIVATE_V4: [Block; 7] = [
    Block::v4(10, 0, 0, 8),
    Block::v4(100, 64, 0, 10),
    Block::v4(172, 16, 0, 12),
    Block::v4(192, 0, 0, 24),
    Block::v4(192, 88, 99, 24),
    Block::v4(192, 168, 0, 16),
    Block::v4(198, 18, 0, 15),
];

/// Global unicast (RFC 4291 §2.4): everything else of IPv6 is private or reserved.
const GLOBAL_V6: Block = Block::v6(0x2000, 0, 3);
/// Protocol assignments, which are not for hosts (RFC 2928).
const PROTOCOLS_V6: Block = Block::v6(0x2001, 0, 23);

/// Which peers are allowed.
#[derive(Clone, Debug, Default)]
pub struct PeerPolicy {
    /// Blocks that are open although they are private. Loopback is open only for a block within it.
    pub allow: Vec<Block>,
    /// The server's own addresses, without loopback. They are closed, apart from relayed addresses.
    pub own: Vec<IpAddr>,
    /// Ports on which the server listens. They are closed on loopback even if loopback is open.
    pub own_ports: Vec<u16>,
}

impl PeerPolicy {
    /// Whether this is an address of the server itself.
    pub fn is_own(&self, address: IpAddr) -> bool {
        self.own.contains(&address)
    }

    /// Whether the server may send to a port of an address. Live relayed addresses are not its business.
    pub fn allows(&self, address: IpAddr, port: u16) -> bool {
        let is_own_port = address.is_loopback() && self.own_ports.contains(&port);
        if is_own_port || port < LOWEST_PEER_PORT {
            return false;
        }
        self.allows_address(address)
    }

    /// Whether the server may send to some port of an address.
    pub fn allows_address(&self, address: IpAddr) -> bool {
        let is_in = |blocks: &[Block]| blocks.iter().any(|block| block.contains(address));
        if address.is_loopback() {
            // Within loopback: a block such as 0.0.0.0/0 was not meant for it.
            return self
                .allow
                .iter()
                .any(|block| block.network.is_loopback() && block.contains(address));
        }
        if is_in(&EMBEDS_V4) || is_in(&NEVER) || self.is_own(address) {
            return false;
        }
        let is_private = match address {
            IpAddr::V4(_) => is_in(&PRIVATE_V4),
            IpAddr::V6(_) => !GLOBAL_V6.contains(address) || PROTOCOLS_V6.contains(address),
        };
        !is_private || is_in(&self.allow)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    const ALWAYS_CLOSED: [&str; 22] = [
        "0.0.0.0",
        "0.1.2.3",
        "169.254.169.254",
        "169.254.1.1",
        "224.0.0.1",
        "239.255.255.250",
        "255.255.255.255",
        "192.0.0.192",
        "100.100.100.200",
        "168.63.129.16",
        "::",
        "::7f00:1",
        "::ffff:127.0.0.1",
        "::ffff:203.0.113.9",
        "64:ff9b::7f00:1",
        "64:ff9b:1::1",
        "2002:7f00:1::",
        "2001:0:1::1",
        "fe80::1",
        "ff02::1",
        "fd00:ec2::254",
        "203.0.113.200",
    ];

    fn policy(allow: &[(&str, u8)]) -> PeerPolicy {
        let allow = allow.iter().map(|(network, prefix)| Block::new(ip(network), *prefix));
        PeerPolicy {
            allow: allow.collect(),
            own: [ip("203.0.113.200")].to_vec(),
            own_ports: [8080].to_vec(),
        }
    }

    #[test]
    fn public_addresses_are_open_and_private_ones_are_closed() {
        let policy = policy(&[]);
        for open in ["8.8.8.8", "203.0.113.9", "2001:db8::1", "2606:4700::1", "172.32.0.1"] {
            assert!(policy.allows(ip(open), 9000), "{open}");
        }
        let private = ["10.0.0.1", "172.31.0.1", "192.168.1.1", "100.64.0.1", "198.18.0.1"];
        let private_v6 = ["fd00::1", "fec0::1", "4000::1", "127.0.0.1", "127.8.8.8", "::1"];
        for closed in private.iter().chain(&private_v6).chain(&ALWAYS_CLOSED) {
            assert!(!policy.allows(ip(closed), 9000), "{closed}");
        }
    }

    #[test]
    fn some_addresses_stay_closed_whatever_is_allowed() {
        let policy = policy(&[("0.0.0.0", 0), ("::", 0)]);
        for closed in ALWAYS_CLOSED.iter().chain(&["127.0.0.1", "::1"]) {
            assert!(!policy.allows(ip(closed), 9000), "{closed}");
        }
        for open in ["10.0.0.1", "fd00::1", "100.64.0.1"] {
            assert!(policy.allows(ip(open), 9000), "{open}");
        }
    }

    #[test]
    fn loopback_is_opened_by_its_own_block_but_not_the_ports_of_the_server() {
        let policy = policy(&[("127.0.0.0", 8)]);
        assert!(policy.allows(ip("127.0.0.1"), 9000));
        assert!(!policy.allows(ip("127.0.0.1"), 53));
        assert!(!policy.allows(ip("127.0.0.1"), 8080));
        assert!(!policy.allows(ip("::1"), 9000));
    }
}
