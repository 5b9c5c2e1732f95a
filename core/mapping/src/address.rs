//! Which addresses are reached from everywhere.

use core::net::Ipv4Addr;

/// Whether an address can be reached from the internet. The others are those of the blocks that RFC 6890
/// lists as not globally reachable: above all private ones (RFC 1918) and those between a carrier's
/// NAT and its customers (RFC 6598), which a router names when another NAT is behind it.
pub fn is_public(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let is_special = match (a, b, c) {
        (0 | 10 | 127, _, _) | (169, 254, _) | (192, 168, _) => true,
        (172, 16..=31, _) | (100, 64..=127, _) => true,
        // Protocol assignments, and documentation (RFC 5737).
        (192, 0, 0 | 2) | (198, 51, 100) | (203, 0, 113) => true,
        // Benchmarks (RFC 2544); multicast and what is reserved.
        (198, 18..=19, _) | (224.., _, _) => true,
        _ => false,
    };
    !is_special
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_behind_another_nat_are_not_public() {
        for address in [
            "10.0.0.1",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "100.64.0.1",
            "100.127.255.255",
            "0.0.0.0",
            "127.0.0.1",
            "169.254.1.1",
            "192.0.0.8",
            "192.0.2.1",
            "198.18.0.1",
            "198.51.100.1",
            "203.0.113.1",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
        ] {
            assert!(!is_public(address.parse().unwrap()), "{address}");
        }
        for address in [
            "5.1.1.2",
            "100.63.255.255",
            "100.128.0.1",
            "172.15.0.1",
            "172.32.0.1",
            "192.167.1.1",
            "192.0.1.1",
            "198.17.0.1",
            "198.20.0.1",
            "223.255.255.255",
        ] {
            assert!(is_public(address.parse().unwrap()), "{address}");
        }
    }
}
