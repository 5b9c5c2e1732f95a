//! Which addresses count together, for all limits of an address.

use core::net::IpAddr;

/// What counts as one address: an IPv4 address, or an IPv6 /64, the prefix of one link (RFC 4291
/// §2.5.4), because a host can use every address of its link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Source(u64);

impl From<IpAddr> for Source {
    fn from(address: IpAddr) -> Self {
        let [a, b, c, d, e, f, g, h, ..] = match address.to_canonical() {
            // No IPv6 address has this form: ::/64 holds no hosts.
            IpAddr::V4(v4) => u128::from(v4.to_bits()) << 64,
            IpAddr::V6(v6) => v6.to_bits(),
        }
        .to_be_bytes();
        Self(u64::from_be_bytes([a, b, c, d, e, f, g, h]))
    }
}

impl Source {
    fn is_v4(self) -> bool {
        self.0 <= u64::from(u32::MAX)
    }

    /// The widest block of addresses that one customer of a provider has: see [`Prefix`].
    pub(crate) fn widest(self) -> Prefix {
        self.prefix(0)
    }

    /// The blocks that an address belongs to, the widest first.
    pub(crate) fn prefixes(self) -> impl Iterator<Item = Prefix> {
        let levels = if self.is_v4() { 1 } else { LEVELS };
        (0..levels).map(move |level| self.prefix(level))
    }

    fn prefix(self, level: u8) -> Prefix {
        let bits = if self.is_v4() { self.0 } else { self.0 & !Prefix::others(level) };
        Prefix { level, bits }
    }
}

/// /48, /56 and /64.
const LEVELS: u8 = 3;

/// An IPv4 address, or an IPv6 /48, /56 or /64: providers give a customer anything between them (RFC 6177).
///
/// In their order, those of one level stand together, and of these the parts of a wider one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Prefix {
    /// 0 is the widest.
    level: u8,
    bits: u64,
}

/// What has one share of what all use: an IPv4 address, or the /48 of an IPv6 address.
pub fn widest_prefix(address: IpAddr) -> Prefix {
    Source::from(address).widest()
}

impl Prefix {
    /// The bits of a /64 that the prefixes of a level leave open.
    fn others(level: u8) -> u64 {
        match level {
            0 => 0xffff,
            1 => 0xff,
            _ => 0,
        }
    }

    fn is_v4(self) -> bool {
        Source(self.bits).is_v4()
    }

    /// How many times the limit of one address it has: a /48 may be that of a company.
    pub(crate) fn share(self) -> usize {
        match self.level {
            0 if !self.is_v4() => 4,
            1 => 2,
            _ => 1,
        }
    }

    /// The first and the last of the widest ones.
    pub(crate) fn all() -> (Self, Self) {
        (Self { level: 0, bits: 0 }, Self { level: 0, bits: u64::MAX })
    }

    /// The first and the last of its parts. `None`: it has none.
    pub(crate) fn parts(self) -> Option<(Self, Self)> {
        let level = self.level + 1;
        let has_parts = level < LEVELS && !self.is_v4();
        let last = self.bits | Self::others(self.level);
        has_parts.then_some((Self { level, bits: self.bits }, Self { level, bits: last }))
    }
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use super::*;

    fn source(text: &str) -> Source {
        Source::from(text.parse::<IpAddr>().unwrap())
    }

    #[test]
    fn an_ipv6_link_is_one_source() {
        assert_eq!(source("2001:db8::1"), source("2001:db8::2"));
        assert_ne!(source("2001:db8:0:1::1"), source("2001:db8::1"));
        assert_eq!(source("::ffff:192.0.2.1"), source("192.0.2.1"));
        assert_ne!(source("192.0.2.1"), source("192.0.2.2"));
    }

    #[test]
    fn an_ipv6_link_is_part_of_its_56_and_its_48() {
        let prefixes = |text| source(text).prefixes().collect::<Vec<_>>();
        let [one, other] = [prefixes("2001:db8:1:203::1"), prefixes("2001:db8:1:2ff::1")];
        assert_eq!(one.iter().map(|prefix| prefix.share()).collect::<Vec<_>>(), [4, 2, 1]);
        assert!(one[..2] == other[..2] && one[2] != other[2]);
        let third = prefixes("2001:db8:1:303::1");
        assert!(one[0] == third[0] && one[1] != third[1]);
        assert_ne!(one[0], prefixes("2001:db8:2:203::1")[0]);
        for prefix in &one[..2] {
            let (first, last) = prefix.parts().unwrap();
            assert!(one.iter().any(|part| (first..=last).contains(part)));
        }
        assert_eq!(prefixes("192.0.2.1").len(), 1);
        assert_eq!(prefixes("192.0.2.1")[0].parts(), None);
        assert_ne!(prefixes("192.0.2.1"), prefixes("192.0.2.2"));
    }
}
