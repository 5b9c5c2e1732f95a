//! Which of the Helper's ICE candidates the stack is given: [`protocol::ice`] reads them, and this module asks
//! the system from which address it would send there.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, UdpSocket};
use std::sync::{Arc, Mutex, PoisonError};

use protocol::ice::address::{Loopback, is_plausible};
use protocol::ice::candidate::{Candidate, Target};
use protocol::limits::CHECKED_CANDIDATES;
use tracing::debug;

use super::relay_hold::RelayHold;

/// Any port: nothing is sent.
const DISCARD: u16 = 9;

/// What is known of the other end's candidates.
#[derive(Debug)]
pub(super) struct Remote {
    candidates: Mutex<RemoteCandidates>,
    loopback: Loopback,
    relay_hold: Arc<RelayHold>,
}

impl Remote {
    /// Relays among them are reported to `relay_hold`.
    pub(super) fn new(loopback: Loopback, relay_hold: Arc<RelayHold>) -> Self {
        Self { candidates: Mutex::new(RemoteCandidates::new(loopback)), loopback, relay_hold }
    }

    /// Forgets all of them: the connection is restarted.
    pub(super) fn restart(&self) {
        let mut candidates = self.candidates.lock().unwrap_or_else(PoisonError::into_inner);
        *candidates = RemoteCandidates::new(self.loopback);
    }

    /// The candidate as the stack is given it, if it is admitted.
    pub(super) fn admit(&self, candidate: &Candidate) -> Option<String> {
        let mut candidates = self.candidates.lock().unwrap_or_else(PoisonError::into_inner);
        if !candidates.admits(candidate) {
            debug!("a candidate of the viewer leads nowhere that is checked");
            return None;
        }
        if let Some(relay) = candidate.relay() {
            self.relay_hold.add_relay(relay);
        }
        Some(candidate.to_string())
    }

    /// Whether this is the address of a relay of the other end.
    pub(super) fn has_relay(&self, address: &str, port: u16) -> bool {
        let candidates = self.candidates.lock().unwrap_or_else(PoisonError::into_inner);
        candidates.has_relay(address, port)
    }
}

/// The candidates of the other end that were admitted.
#[derive(Debug)]
struct RemoteCandidates {
    loopback: Loopback,
    count: usize,
    /// Those of relays.
    relays: Vec<SocketAddr>,
}

impl RemoteCandidates {
    fn new(loopback: Loopback) -> Self {
        Self { loopback, count: 0, relays: Vec::new() }
    }

    /// Whether the stack may send checks to the candidate. A name is resolved within the local network.
    fn admits(&mut self, candidate: &Candidate) -> bool {
        let is_plausible = match candidate.target() {
            Target::Address(address) => {
                is_plausible(address.ip(), source_of(address.ip()), self.loopback)
            }
            Target::Name(..) => true,
        };
        if !is_plausible || self.count >= CHECKED_CANDIDATES {
            return false;
        }
        self.count += 1;
        self.relays.extend(candidate.relay());
        true
    }

    fn has_relay(&self, address: &str, port: u16) -> bool {
        let Ok(ip) = address.parse() else { return false };
        self.relays.contains(&SocketAddr::new(ip, port))
    }
}

/// The address from which the system would send to another one. A UDP socket that is "connected" sends
/// nothing.
fn source_of(address: IpAddr) -> Option<IpAddr> {
    let any: IpAddr = match address {
        IpAddr::V4(_) => Ipv4Addr::UNSPECIFIED.into(),
        IpAddr::V6(_) => Ipv6Addr::UNSPECIFIED.into(),
    };
    let socket = UdpSocket::bind((any, 0)).ok()?;
    socket.connect((address, DISCARD)).ok()?;
    socket.local_addr().ok().map(|address| address.ip())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidate(address: &str, kind: &str) -> Candidate {
        format!("1 1 udp 1 {address} 50000 typ {kind}").parse().unwrap()
    }

    #[test]
    fn loopback_is_admitted_only_where_the_helper_may_be_on_this_computer() {
        for address in ["127.0.0.1", "127.0.0.2"] {
            let candidate = candidate(address, "host");
            assert!(RemoteCandidates::new(Loopback::Allowed).admits(&candidate));
            assert!(!RemoteCandidates::new(Loopback::Dropped).admits(&candidate));
        }
    }

    #[test]
    fn a_metadata_service_is_never_admitted() {
        for address in ["169.254.169.254", "100.100.100.200", "fd00:ec2::254"] {
            assert!(!RemoteCandidates::new(Loopback::Allowed).admits(&candidate(address, "relay")));
        }
    }

    #[test]
    fn few_candidates_are_admitted_and_relays_are_remembered() {
        let mut remote = RemoteCandidates::new(Loopback::Dropped);
        assert!(remote.admits(&candidate("a-b.local", "host")));
        let relay = candidate("203.0.113.9", "relay");
        for _ in 1..CHECKED_CANDIDATES {
            assert!(remote.admits(&relay));
        }
        assert!(!remote.admits(&relay));
        assert!(remote.has_relay("203.0.113.9", 50000));
        assert!(!remote.has_relay("203.0.113.9", 50001));
    }

    #[test]
    fn the_system_says_from_where_it_sends() {
        let here = IpAddr::from([127, 0, 0, 1]);
        assert_eq!(source_of(here), Some(here));
    }
}
