//! Client addresses: which address a request came from behind trusted proxies, and what counts as one
//! address to a limit. Pure.

use std::fmt;
use std::net::{IpAddr, Ipv6Addr};
use std::str::FromStr;

/// What limits per address count as one: an IPv4 address, or an IPv6 /64, the prefix of one link
/// (RFC 4291 §2.5.4), because a host can use every address of its link.
///
/// It has no `Display`, and its `Debug` shows nothing: addresses are never logged.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Source(IpAddr);

impl From<IpAddr> for Source {
    fn from(address: IpAddr) -> Self {
        Self(match address.to_canonical() {
            IpAddr::V4(v4) => IpAddr::V4(v4),
            IpAddr::V6(v6) => {
                let [a, b, c, d, ..] = v6.segments();
                IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
            }
        })
    }
}

/// Addresses that count together for a limit.
///
/// It has no `Display`, and its `Debug` shows nothing.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Block {
    first: IpAddr,
    prefix: u8,
}

impl Source {
    /// The address, or the first one of the /64.
    pub(crate) fn address(self) -> IpAddr {
        self.0
    }

    /// The blocks it is part of, from itself to the widest. Providers give a customer anything from a /64 to a /48
    /// (RFC 6177), so an IPv6 source counts for its /56 and its /48, too.
    pub(crate) fn blocks(self) -> impl Iterator<Item = Block> {
        let prefixes: &[u8] = if self.0.is_ipv4() { &[32] } else { &[64, 56, 48] };
        prefixes.iter().map(move |prefix| self.block(*prefix))
    }

    /// The widest of its blocks.
    pub(crate) fn widest(self) -> Block {
        self.block(if self.0.is_ipv4() { 32 } else { 48 })
    }

    fn block(self, prefix: u8) -> Block {
        let first = match self.0 {
            IpAddr::V4(_) => self.0,
            IpAddr::V6(v6) => {
                let mask = u128::MAX.checked_shl(128 - u32::from(prefix)).unwrap_or(0);
                IpAddr::V6((v6.to_bits() & mask).into())
            }
        };
        Block { first, prefix }
    }
}

impl Block {
    /// How many times the limit of one source it has.
    pub(crate) fn share(self) -> usize {
        match (self.first, self.prefix) {
            (IpAddr::V6(_), 56) => 2,
            (IpAddr::V6(_), 48) => 4,
            (IpAddr::V4(_) | IpAddr::V6(_), _) => 1,
        }
    }
}

impl fmt::Debug for Block {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Block(…)")
    }
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Source(…)")
    }
}

/// A block of addresses: `10.0.0.0/8`, `fd00::/8`, or a single address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cidr {
    network: IpAddr,
    prefix: u8,
}

/// A text that is not a block of addresses.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CidrError {
    /// Not `address/length`.
    #[error("expected an address block such as 10.0.0.0/8 or fd00::/8, got \"{0}\"")]
    Malformed(String),
    /// Bits are set after the prefix. That is ambiguous.
    #[error("\"{0}\" has bits set behind its prefix length; write the block's first address")]
    HostBits(String),
}

impl Cidr {
    /// Whether the block holds `address`. An IPv4 address written as IPv6 counts as IPv4.
    pub fn contains(&self, address: IpAddr) -> bool {
        match (self.network, address.to_canonical()) {
            (IpAddr::V4(network), IpAddr::V4(address)) => {
                let shift = 32 - u32::from(self.prefix);
                (network.to_bits() ^ address.to_bits()).checked_shr(shift).unwrap_or(0) == 0
            }
            (IpAddr::V6(network), IpAddr::V6(address)) => {
                let shift = 128 - u32::from(self.prefix);
                (network.to_bits() ^ address.to_bits()).checked_shr(shift).unwrap_or(0) == 0
            }
            (IpAddr::V4(_), IpAddr::V6(_)) | (IpAddr::V6(_), IpAddr::V4(_)) => false,
        }
    }

    /// The block as the relay knows it.
    pub(crate) fn to_block(self) -> relay::Block {
        relay::Block::new(self.network, self.prefix)
    }

    fn first_address(&self) -> IpAddr {
        match self.network {
            IpAddr::V4(v4) => {
                let mask = u32::MAX.checked_shl(32 - u32::from(self.prefix)).unwrap_or(0);
                IpAddr::V4((v4.to_bits() & mask).into())
            }
            IpAddr::V6(v6) => {
                let mask = u128::MAX.checked_shl(128 - u32::from(self.prefix)).unwrap_or(0);
                IpAddr::V6((v6.to_bits() & mask).into())
            }
        }
    }
}

impl FromStr for Cidr {
    type Err = CidrError;

    fn from_str(text: &str) -> Result<Self, CidrError> {
        let malformed = || CidrError::Malformed(text.to_owned());
        let (address, prefix) = match text.split_once('/') {
            Some((address, prefix)) => (address, Some(prefix)),
            None => (text, None),
        };
        let network: IpAddr = address.parse().map_err(|_| malformed())?;
        let longest = if network.is_ipv4() { 32 } else { 128 };
        let prefix = match prefix {
            None => longest,
            Some(digits) if digits.bytes().all(|b| b.is_ascii_digit()) => {
                digits.parse().map_err(|_| malformed())?
            }
            Some(_) => return Err(malformed()),
        };
        if prefix > longest {
            return Err(malformed());
        }
        let cidr = Self { network, prefix };
        if cidr.first_address() != network {
            return Err(CidrError::HostBits(text.to_owned()));
        }
        Ok(cidr)
    }
}

/// The address a request came from, where `forwarded` are the values of its `X-Forwarded-For`
/// headers in order.
///
/// Each proxy appends the address of its peer, so the list is read from its end, for as long as the hops
/// are `trusted`: the first hop that is not is the client. The client itself may have written what is
/// before it, so that is ignored.
pub(crate) fn client<'a>(
    peer: IpAddr,
    forwarded: impl DoubleEndedIterator<Item = &'a [u8]>,
    trusted: &[Cidr],
) -> IpAddr {
    let is_trusted = |address: IpAddr| trusted.iter().any(|cidr| cidr.contains(address));
    let mut client = peer.to_canonical();
    for hop in forwarded.rev().flat_map(|value| value.rsplit(|byte| *byte == b',')) {
        if !is_trusted(client) {
            break;
        }
        // A trusted proxy wrote something that is not an address: its own address is the best one known.
        let text = std::str::from_utf8(hop).unwrap_or_default();
        let Ok(address) = text.trim().parse::<IpAddr>() else {
            break;
        };
        client = address.to_canonical();
    }
    client
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn a_source_is_one_ipv4_address_or_one_ipv6_64() {
        let source = |text| Source::from(ip(text));
        assert_eq!(source("2001:db8:1:2::1"), source("2001:db8:1:2:ffff::9"));
        assert_ne!(source("2001:db8:1:2::1"), source("2001:db8:1:3::1"));
        assert_eq!(source("::ffff:192.0.2.7"), source("192.0.2.7"));
        assert_ne!(source("192.0.2.8"), source("192.0.2.7"));
        assert_eq!(format!("{:?}", source("192.0.2.7")), "Source(…)");
    }

    #[test]
    fn an_ipv6_source_counts_for_its_56_and_its_48() {
        let blocks = |text| Source::from(ip(text)).blocks().collect::<Vec<_>>();
        let [one, other] = [blocks("2001:db8:1:203::1"), blocks("2001:db8:1:2ff::1")];
        assert_eq!(one.iter().map(|block| block.share()).collect::<Vec<_>>(), [1, 2, 4]);
        assert!(one[0] != other[0] && one[1..] == other[1..]);
        let third = blocks("2001:db8:1:303::1");
        assert!(one[1] != third[1] && one[2] == third[2]);
        assert_ne!(one[2], blocks("2001:db8:2:203::1")[2]);
        assert_eq!(one.last(), Some(&Source::from(ip("2001:db8:1:203::1")).widest()));
        assert_eq!(blocks("192.0.2.1").len(), 1);
        assert_ne!(blocks("192.0.2.1"), blocks("192.0.2.2"));
    }

    #[test]
    fn a_block_holds_its_addresses_and_no_other() {
        for (block, address, inside) in [
            ("10.0.0.0/8", "10.255.0.1", true),
            ("10.0.0.0/8", "11.0.0.1", false),
            ("10.0.0.0/8", "::ffff:10.0.0.1", true),
            ("127.0.0.1", "127.0.0.1", true),
            ("127.0.0.1", "127.0.0.2", false),
            ("0.0.0.0/0", "203.0.113.9", true),
            ("0.0.0.0/0", "2001:db8::1", false),
            ("::/0", "2001:db8::1", true),
            ("fd00::/8", "fd12::1", true),
            ("fd00::/8", "fe80::1", false),
        ] {
            let cidr: Cidr = block.parse().unwrap();
            assert_eq!(cidr.contains(ip(address)), inside, "{address} in {block}");
        }
    }

    #[test]
    fn what_is_no_block_is_refused() {
        for text in ["", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/+8", "proxy", "fd00::/129", "/8"] {
            assert!(matches!(text.parse::<Cidr>(), Err(CidrError::Malformed(_))), "{text}");
        }
        assert!(matches!("10.0.0.1/8".parse::<Cidr>(), Err(CidrError::HostBits(_))));
    }

    #[test]
    fn the_last_untrusted_hop_is_the_client() {
        let trusted = ["127.0.0.1".parse().unwrap(), "10.0.0.0/8".parse().unwrap()];
        for (peer, forwarded, expected) in [
            // Only a trusted proxy may name an address.
            ("203.0.113.1", &["198.51.100.7"][..], "203.0.113.1"),
            ("127.0.0.1", &[][..], "127.0.0.1"),
            ("127.0.0.1", &["198.51.100.7"][..], "198.51.100.7"),
            ("::ffff:127.0.0.1", &["198.51.100.7"][..], "198.51.100.7"),
            // What the client wrote itself is before what the proxy appended.
            ("127.0.0.1", &["1.2.3.4, 198.51.100.7"][..], "198.51.100.7"),
            ("127.0.0.1", &["1.2.3.4", "198.51.100.7"][..], "198.51.100.7"),
            ("127.0.0.1", &["198.51.100.7, 10.0.0.9"][..], "198.51.100.7"),
            ("127.0.0.1", &["198.51.100.7, 10.0.0.9, nonsense"][..], "127.0.0.1"),
            ("127.0.0.1", &["10.0.0.8, 10.0.0.9"][..], "10.0.0.8"),
        ] {
            let got = client(ip(peer), forwarded.iter().map(|text| text.as_bytes()), &trusted);
            assert_eq!(got, ip(expected), "{peer} {forwarded:?}");
        }
        // What is no text is a hop like any other, and brings up nothing that is before it.
        for (last, expected) in
            [(&b"\xff, 198.51.100.7"[..], "198.51.100.7"), (b"198.51.100.7, \xff", "127.0.0.1")]
        {
            let lines = [&b"1.2.3.4"[..], last];
            assert_eq!(client(ip("127.0.0.1"), lines.into_iter(), &trusted), ip(expected));
        }
    }
}
