//! Which of the Helper's ICE candidates the stack is given (RFC 8839 §5.1).
//!
//! The stack sends checks to whatever address a candidate names, so only those are let through to which
//! a browser can listen.

use std::net::{IpAddr, SocketAddr};

use super::routes::is_made_up;
use crate::link::reach::Loopback;

/// Candidates of one generation. A browser has about ten; each is paired with each of ours.
pub(super) const MAX_CANDIDATES: usize = 48;

/// Bytes of a candidate. A browser's has about 150.
const MAX_BYTES: usize = 512;

/// The port of multicast DNS. The stack takes what comes from it for an answer to a query.
const MDNS_PORT: u16 = 5353;

/// The attribute of a candidate within a session description.
const ATTRIBUTE: &str = "a=candidate:";

/// What is known of a candidate that is let through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Candidate {
    /// Where it is; `None` for a name of multicast DNS.
    pub(super) address: Option<SocketAddr>,
    /// Whether it is the address of a relay.
    pub(super) is_relay: bool,
}

/// Reads a candidate, with or without `candidate:` before it. `None`: it is not let through.
pub(super) fn read(text: &str, loopback: Loopback) -> Option<Candidate> {
    let text = text.strip_prefix("candidate:").unwrap_or(text);
    if text.len() > MAX_BYTES {
        return None;
    }
    let mut words = text.split_ascii_whitespace();
    let _foundation = words.next()?;
    let component = words.next()?;
    let is_udp = words.next()?.eq_ignore_ascii_case("udp");
    let _priority: u32 = words.next()?.parse().ok()?;
    let address = words.next()?;
    let port: u16 = words.next()?.parse().ok()?;
    let is_typed = words.next()? == "typ";
    let kind = words.next()?;
    let is_relay = kind == "relay";
    let is_kind = is_relay || ["host", "srflx", "prflx"].contains(&kind);
    if component != "1"
        || !is_udp
        || !is_typed
        || !is_kind
        || port == 0
        || port == MDNS_PORT
        || words.any(|word| word == "tcptype")
    {
        return None;
    }
    if is_mdns_name(address) {
        return (kind == "host").then_some(Candidate { address: None, is_relay });
    }
    let ip: IpAddr = address.parse().ok()?;
    let address = Some(SocketAddr::new(ip, port));
    is_usable(ip, loopback).then_some(Candidate { address, is_relay })
}

/// The candidates of the other end that were let through.
#[derive(Debug, Default)]
pub(super) struct RemoteCandidates {
    count: usize,
    /// Those of relays.
    relays: Vec<SocketAddr>,
}

impl RemoteCandidates {
    /// Whether a candidate is let through. The end of candidates, an empty text, is not: the stack does
    /// not wait for it.
    pub(super) fn admits(&mut self, candidate: &str, loopback: Loopback) -> bool {
        let Some(Candidate { address, is_relay }) = read(candidate, loopback) else { return false };
        if self.count >= MAX_CANDIDATES {
            return false;
        }
        self.count += 1;
        self.relays.extend(address.filter(|_| is_relay));
        true
    }

    /// Whether this is the address of a relay.
    pub(super) fn has_relay(&self, address: &str, port: u16) -> bool {
        let Ok(ip) = address.parse() else { return false };
        self.relays.contains(&SocketAddr::new(ip, port))
    }
}

/// A session description without the candidates that are not let through.
pub(super) fn without_unusable(sdp: &str, loopback: Loopback) -> String {
    let mut left = MAX_CANDIDATES;
    let mut is_kept = |line: &str| {
        let Some(candidate) = line.trim_end().strip_prefix(ATTRIBUTE) else { return true };
        let is_kept = left > 0 && read(candidate, loopback).is_some();
        left -= usize::from(is_kept);
        is_kept
    };
    sdp.split_inclusive('\n').filter(|line| is_kept(line)).collect()
}

/// A name as browsers make it up for a local address: one label, and `.local`.
fn is_mdns_name(name: &str) -> bool {
    let Some(label) = name.strip_suffix(".local") else { return false };
    let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    (1..=63).contains(&label.len()) && label.bytes().all(is_letter)
}

/// Whether a browser can listen at this address.
fn is_usable(ip: IpAddr, loopback: Loopback) -> bool {
    let is_special = match ip {
        IpAddr::V4(ip) => ip.octets()[0] == 0 || ip.is_broadcast(),
        // An IPv4 address in this form would pass by the checks of IPv4; a link-local one means nothing
        // without its interface.
        IpAddr::V6(ip) => ip.to_ipv4_mapped().is_some() || ip.is_unicast_link_local(),
    };
    let is_local = ip.is_loopback() && loopback == Loopback::Dropped;
    !is_special && !is_local && !ip.is_unspecified() && !ip.is_multicast() && !is_made_up(ip)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(address: &str) -> String {
        format!("candidate:1 1 udp 2122260223 {address} 50000 typ host generation 0")
    }

    fn passes(text: &str) -> bool {
        read(text, Loopback::Dropped).is_some()
    }

    #[test]
    fn candidates_of_browsers_pass() {
        for text in [
            "candidate:1 1 udp 2122260223 192.168.1.7 54321 typ host generation 0 ufrag abcd network-cost 999",
            "candidate:2 1 UDP 2122252543 2001:db8::7 54321 typ host",
            "candidate:3 1 udp 1686052607 203.0.113.9 61000 typ srflx raddr 0.0.0.0 rport 0 generation 0",
            "candidate:4 1 udp 41885695 198.51.100.2 50001 typ relay raddr 203.0.113.9 rport 61000",
            "candidate:5 1 udp 2122260223 6e3d0e9c-1f2b-4c5d-8e7f-aabbccddeeff.local 54321 typ host",
            "6 1 udp 1 fd00::1 1024 typ prflx",
        ] {
            assert!(passes(text), "{text}");
        }
    }

    #[test]
    fn what_no_browser_listens_at_is_dropped() {
        for address in [
            "0.0.0.0",
            "0.1.2.3",
            "127.0.0.1",
            "224.0.0.251",
            "255.255.255.255",
            "240.0.0.1",
            "::",
            "::1",
            "ff02::fb",
            "fe80::1",
            "fe80::1%eth0",
            "::ffff:127.0.0.1",
            "100::1",
            "example.org",
            "a.b.local",
            ".local",
            "-",
            "0x7f.1",
            "127.1",
        ] {
            assert!(!passes(&with(address)), "{address}");
        }
        for text in [
            "",
            "candidate:",
            "candidate:1 1 tcp 1518280447 192.168.1.7 9 typ host tcptype active",
            "candidate:1 1 udp 1518280447 192.168.1.7 9 typ host tcptype passive",
            "candidate:1 2 udp 1 192.168.1.7 50000 typ host",
            "candidate:1 1 udp 1 192.168.1.7 0 typ host",
            "candidate:1 1 udp 1 192.168.1.7 5353 typ host",
            "candidate:1 1 udp 1 192.168.1.7 50000 typ other",
            "candidate:1 1 udp 1 192.168.1.7 50000 host",
            "candidate:1 1 udp -1 192.168.1.7 50000 typ host",
            "candidate:1 1 udp 1 a-b.local 50000 typ srflx",
            &format!("{} {}", with("192.168.1.7"), "x".repeat(MAX_BYTES)),
        ] {
            assert!(!passes(text), "{text}");
        }
    }

    #[test]
    fn loopback_passes_only_where_the_helper_may_be_on_this_computer() {
        for address in ["127.0.0.1", "::1"] {
            assert!(read(&with(address), Loopback::Allowed).is_some());
            assert!(read(&with(address), Loopback::Dropped).is_none());
        }
    }

    #[test]
    fn an_offer_keeps_its_other_lines_and_only_few_candidates() {
        let sdp =
            format!("v=0\r\na={}\r\na={}\r\na=mid:0\r\n", with("127.0.0.1"), with("10.0.0.1"));
        let kept = without_unusable(&sdp, Loopback::Dropped);
        assert_eq!(kept, format!("v=0\r\na={}\r\na=mid:0\r\n", with("10.0.0.1")));
        let many = format!("a={}\r\n", with("10.0.0.1")).repeat(1000);
        let kept = without_unusable(&many, Loopback::Dropped);
        assert_eq!(kept.lines().count(), MAX_CANDIDATES);
    }
}
