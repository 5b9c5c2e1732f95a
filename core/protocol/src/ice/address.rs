//! Which addresses a candidate may name.

use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// What kind of address it is, as far as candidates are concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddressKind {
    /// Of the internet.
    Public,
    /// Of a private network (RFC 1918, RFC 4193), of a provider's NAT (RFC 6598) or of a test network (RFC 2544).
    Private,
    /// Of this computer alone.
    Loopback,
    /// No browser on another computer listens there: unspecified, multicast, reserved, link-local, that of
    /// a cloud's metadata service, or an IPv6 address that embeds an IPv4 address.
    Unusable,
}

/// Metadata services of clouds, which give away the credentials of the computer. That of most clouds is
/// 169.254.169.254, which is link-local.
const METADATA: [Ipv4Addr; 3] = [
    Ipv4Addr::new(192, 0, 0, 192),
    Ipv4Addr::new(100, 100, 100, 200),
    Ipv4Addr::new(168, 63, 129, 16),
];

impl AddressKind {
    /// The kind of an address.
    pub fn of(address: IpAddr) -> Self {
        match address {
            IpAddr::V4(address) => Self::of_v4(address),
            IpAddr::V6(address) => Self::of_v6(address),
        }
    }

    fn of_v4(address: Ipv4Addr) -> Self {
        match address.octets() {
            [127, ..] => Self::Loopback,
            // This network, link-local, protocol assignments, 6to4 relays, multicast, reserved.
            [0, ..] | [169, 254, ..] | [192, 0, 0, _] | [192, 88, 99, _] | [224..=255, ..] => {
                Self::Unusable
            }
            _ if METADATA.contains(&address) => Self::Unusable,
            [10, ..] | [172, 16..=31, ..] | [192, 168, ..] | [100, 64..=127, ..] => Self::Private,
            [198, 18..=19, ..] => Self::Private,
            _ => Self::Public,
        }
    }

    fn of_v6(address: Ipv6Addr) -> Self {
        if address.is_loopback() {
            return Self::Loopback;
        }
        match address.segments() {
            // The metadata services of Amazon, Google and Scaleway.
            [0xfd00, 0x0ec2 | 0x0042, ..] | [0xfd20, 0x00ce, ..] => Self::Unusable,
            [0xfc00..=0xfdff, ..] => Self::Private,
            // Protocol assignments with Teredo, and 6to4.
            [0x2001, 0..=0x1ff, ..] | [0x2002, ..] => Self::Unusable,
            // Global unicast (RFC 4291 §2.4). All others are reserved, link-local or multicast.
            [0x2000..=0x3fff, ..] => Self::Public,
            _ => Self::Unusable,
        }
    }
}

/// Whether the Helper's browser can be on this computer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Loopback {
    /// It can: the signal server is on this computer, too.
    Allowed,
    /// It is elsewhere.
    #[default]
    Dropped,
}

/// Whether checks may be sent to an address. `source` is the address from which the system would send there,
/// if there is a route.
///
/// A private address is plausible only where the route leads out from a private address: a computer with
/// public addresses alone has no private network in common with the Helper.
pub fn is_plausible(address: IpAddr, source: Option<IpAddr>, loopback: Loopback) -> bool {
    let is_own = source == Some(address);
    match AddressKind::of(address) {
        AddressKind::Unusable => false,
        AddressKind::Loopback => loopback == Loopback::Allowed,
        AddressKind::Public | AddressKind::Private if is_own => loopback == Loopback::Allowed,
        AddressKind::Public => true,
        AddressKind::Private => {
            source.is_some_and(|source| AddressKind::of(source) == AddressKind::Private)
        }
    }
}

/// Whether packets may be sent to an address that no candidate has named: one that multicast DNS has given for
/// a name, or from which a check has come. Link-local addresses may, since they do come so.
pub fn may_be_answered(address: IpAddr, loopback: Loopback) -> bool {
    match AddressKind::of(address) {
        AddressKind::Public | AddressKind::Private => true,
        AddressKind::Loopback => loopback == Loopback::Allowed,
        AddressKind::Unusable => match address {
            IpAddr::V4(address) => {
                address.is_link_local() && !matches!(address.octets(), [169, 254, 169..=170, _])
            }
            IpAddr::V6(address) => address.is_unicast_link_local(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::format;

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn addresses_at_which_no_browser_listens_are_unusable() {
        for address in [
            "0.0.0.0",
            "0.1.2.3",
            "169.254.169.254",
            "169.254.1.1",
            "192.0.0.192",
            "100.100.100.200",
            "168.63.129.16",
            "192.88.99.1",
            "224.0.0.251",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::7f00:1",
            "::ffff:127.0.0.1",
            "::ffff:192.168.1.1",
            "64:ff9b::a9fe:a9fe",
            "64:ff9b:1::1",
            "100::1",
            "2001::1",
            "2002:7f00:1::",
            "4000::1",
            "fd00:ec2::254",
            "fe80::1",
            "fec0::1",
            "ff02::fb",
        ] {
            assert_eq!(AddressKind::of(ip(address)), AddressKind::Unusable, "{address}");
        }
    }

    #[test]
    fn public_private_and_own_addresses_are_told_apart() {
        for (address, kind) in [
            ("203.0.113.9", AddressKind::Public),
            ("172.32.0.1", AddressKind::Public),
            ("2001:db8::1", AddressKind::Public),
            ("2a00::1", AddressKind::Public),
            ("10.0.0.1", AddressKind::Private),
            ("172.16.0.1", AddressKind::Private),
            ("192.168.1.1", AddressKind::Private),
            ("100.64.0.1", AddressKind::Private),
            ("198.18.0.1", AddressKind::Private),
            ("fd12::1", AddressKind::Private),
            ("127.8.8.8", AddressKind::Loopback),
            ("::1", AddressKind::Loopback),
        ] {
            assert_eq!(AddressKind::of(ip(address)), kind, "{address}");
        }
    }

    #[test]
    fn a_private_address_is_plausible_only_from_a_private_address() {
        let plausible = |source: Option<&str>| {
            is_plausible(ip("192.168.1.9"), source.map(ip), Loopback::Dropped)
        };
        assert!(plausible(Some("192.168.1.2")));
        assert!(plausible(Some("10.8.0.2")), "routed within an organisation");
        assert!(!plausible(Some("203.0.113.2")));
        assert!(!plausible(Some("127.0.0.1")));
        assert!(!plausible(None), "there is no route");
    }

    #[test]
    fn an_address_of_this_computer_is_plausible_only_if_the_helper_may_be_on_it() {
        for (address, source) in
            [("127.0.0.1", "127.0.0.1"), ("192.168.1.9", "192.168.1.9"), ("2a00::1", "2a00::1")]
        {
            assert!(is_plausible(ip(address), Some(ip(source)), Loopback::Allowed));
            assert!(!is_plausible(ip(address), Some(ip(source)), Loopback::Dropped));
        }
    }

    #[test]
    fn packets_go_to_link_local_neighbours_but_to_nothing_special() {
        for address in ["203.0.113.9", "192.168.1.1", "169.254.1.1", "fe80::1", "2a00::1"] {
            assert!(may_be_answered(ip(address), Loopback::Dropped), "{address}");
        }
        for address in [
            "127.0.0.1",
            "::1",
            "0.0.0.0",
            "224.0.0.251",
            "255.255.255.255",
            "169.254.169.254",
            "169.254.170.2",
            "100.100.100.200",
            "fd00:ec2::254",
            "ff02::fb",
            "::ffff:127.0.0.1",
        ] {
            assert!(!may_be_answered(ip(address), Loopback::Dropped), "{address}");
        }
        assert!(may_be_answered(ip("127.0.0.1"), Loopback::Allowed));
    }

    proptest! {
        #[test]
        fn no_ipv6_address_brings_an_ipv4_address_past_its_rules(v4 in any::<u32>()) {
            let v4 = Ipv4Addr::from_bits(v4);
            for v6 in [v4.to_ipv6_mapped(), v4.to_ipv6_compatible()] {
                let kind = AddressKind::of(v6.into());
                prop_assert!(kind == AddressKind::Unusable || v6.is_loopback(), "{}", format!("{v6}"));
            }
        }

        #[test]
        fn whatever_is_public_is_neither_special_nor_private(bits in any::<u32>()) {
            let v4 = Ipv4Addr::from_bits(bits);
            let is_special = v4.is_private() || v4.is_loopback() || v4.is_link_local()
                || v4.is_multicast() || v4.is_broadcast() || v4.is_unspecified();
            prop_assert!(!is_special || AddressKind::of(v4.into()) != AddressKind::Public);
        }
    }
}
