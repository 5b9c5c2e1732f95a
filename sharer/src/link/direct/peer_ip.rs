//! The IP address of the other end, where the stack knows it by a name of multicast DNS alone.

use std::net::{IpAddr, SocketAddr};
use std::sync::{Mutex, PoisonError};

/// The content type of a handshake message in a DTLS record (RFC 6347 §4.1). No other protocol of a path begins a
/// datagram so (RFC 7983 §7).
const HANDSHAKE: u8 = 22;

/// Where the handshake of the connection went last.
#[derive(Debug, Default)]
pub(super) struct PeerIp(Mutex<Option<IpAddr>>);

impl PeerIp {
    /// Looks at a datagram that is sent.
    pub(super) fn on_sent(&self, to: SocketAddr, datagram: &[u8]) {
        if datagram.first() == Some(&HANDSHAKE) {
            *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(to.ip());
        }
    }

    /// What is known.
    pub(super) fn get(&self) -> Option<IpAddr> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The address of a candidate: its own, or that of the other end when it has a name.
pub(super) fn of_candidate(address: &str, peer: &PeerIp) -> Option<IpAddr> {
    address.parse().ok().or_else(|| peer.get())
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHECK: [u8; 2] = [0x00, 0x01];
    const APPLICATION_DATA: [u8; 2] = [23, 254];

    #[test]
    fn a_name_of_multicast_dns_stands_for_the_address_that_the_handshake_went_to() {
        let peer = PeerIp::default();
        let name = "0f1a3c52-6c1e-4f55-9d6e-2a7a0f1b6a10.local";
        assert_eq!(of_candidate(name, &peer), None);
        peer.on_sent("192.0.2.8:40000".parse().unwrap(), &CHECK);
        assert_eq!(of_candidate(name, &peer), None);
        peer.on_sent("192.0.2.7:40000".parse().unwrap(), &[HANDSHAKE, 254]);
        peer.on_sent("192.0.2.9:40000".parse().unwrap(), &APPLICATION_DATA);
        assert_eq!(of_candidate(name, &peer), Some([192, 0, 2, 7].into()));
        assert_eq!(of_candidate("2001:db8::1", &peer), Some("2001:db8::1".parse().unwrap()));
    }
}
