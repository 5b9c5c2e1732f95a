//! The rules of nftables behind each kind of router. `wan` is the interface towards the internet, `lan`
//! the one towards the computers.
//!
//! A router drops what comes to itself unasked. Without that, a packet that comes before the computer
//! behind it has sent one would take the port, and the computer would get another one.

use super::home::{Firewall, Nat};

/// The translation of IPv4. `wan` is the router's address there.
pub(super) fn translation(nat: Nat, wan: &str) -> String {
    let masquerade = |how: &str| {
        format!(
            "table ip nat {{
                chain before {{ type nat hook prerouting priority dstnat; }}
                chain after {{
                    type nat hook postrouting priority srcnat;
                    oifname \"wan\" masquerade {how}
                }}
            }}"
        )
    };
    // A computer's port is mapped to the same port of the router, and whatever comes there goes to that
    // computer: from the first packet out on, or by the conntrack entry of the connection.
    let cone = |filter: &str| {
        format!(
            "table ip nat {{
                map mapped {{
                    type inet_service : ipv4_addr . inet_service
                    flags dynamic,timeout
                    timeout 300s
                }}
                set seen {{
                    type ipv4_addr . inet_service . ipv4_addr
                    flags dynamic,timeout
                    timeout 300s
                }}
                chain before {{
                    type nat hook prerouting priority dstnat;
                    iifname \"wan\" meta l4proto udp dnat to udp dport map @mapped
                }}
                chain after {{
                    type nat hook postrouting priority srcnat;
                    oifname \"wan\" meta l4proto udp \
                        update @mapped {{ udp sport timeout 300s : ip saddr . udp sport }}
                    oifname \"wan\" snat to {wan}
                }}
                chain between {{
                    type filter hook forward priority filter;
                    {filter}
                }}
            }}"
        )
    };
    match nat {
        Nat::None => String::new(),
        Nat::PortRestricted => masquerade(""),
        Nat::Symmetric => masquerade("fully-random"),
        Nat::FullCone => cone(""),
        Nat::AddressRestricted => cone(
            "oifname \"wan\" meta l4proto udp \
                update @seen { ip saddr . udp sport . ip daddr timeout 300s }
            iifname \"wan\" ct state established,related accept
            iifname \"wan\" meta l4proto udp ip daddr . udp dport . ip saddr @seen accept
            iifname \"wan\" drop",
        ),
    }
}

/// What is let through, to the router and past it.
pub(super) fn filter(nat: Nat, firewall: Firewall) -> String {
    // Where IPv4 is translated, IPv6 gets the filter that goes with it: answers only.
    let v6 = match nat {
        Nat::None => "",
        Nat::FullCone | Nat::AddressRestricted | Nat::PortRestricted | Nat::Symmetric => {
            "iifname \"wan\" meta nfproto ipv6 ct state != { established, related } drop"
        }
    };
    let (policy, out) = match firewall {
        Firewall::Open => ("accept", ""),
        Firewall::UdpDropped => ("accept", "meta l4proto udp drop"),
        Firewall::UdpRejected => {
            ("accept", "meta l4proto udp reject with icmpx type admin-prohibited")
        }
        Firewall::Only443 => {
            ("drop", "ct state established,related accept; iifname \"lan\" tcp dport 443 accept")
        }
        Firewall::Proxy | Firewall::ProxyWithPassword => ("drop", ""),
    };
    format!(
        "table inet filter {{
            chain itself {{
                type filter hook input priority filter;
                iifname \"wan\" meta l4proto {{ icmp, ipv6-icmp }} accept
                iifname \"wan\" ct state established,related accept
                iifname \"wan\" drop
            }}
            chain past {{
                type filter hook forward priority filter; policy {policy};
                {out}
                {v6}
            }}
        }}"
    )
}

/// A cloud that gives a machine a public address which the machine itself does not have.
pub(super) fn one_to_one(public: &str, private: &str) -> String {
    format!(
        "table ip nat {{
            chain before {{
                type nat hook prerouting priority dstnat;
                iifname \"wan\" ip daddr {public} dnat to {private}
            }}
            chain after {{
                type nat hook postrouting priority srcnat;
                oifname \"wan\" ip saddr {private} snat to {public}
            }}
        }}"
    )
}
