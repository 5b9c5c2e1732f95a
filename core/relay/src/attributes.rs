//! The numbers of STUN and TURN, and addresses in attributes (RFC 8489 §14, RFC 8656 §18).

use core::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use crate::stun::{MAGIC_COOKIE, TransactionId};

/// Methods (RFC 8489 §18.2, RFC 8656 §17).
pub mod method {
    /// Asks under which address the server sees the client.
    pub const BINDING: u16 = 0x001;
    /// Asks for a relayed address.
    pub const ALLOCATE: u16 = 0x003;
    /// Prolongs or ends an allocation.
    pub const REFRESH: u16 = 0x004;
    /// A packet from the client to a peer.
    pub const SEND: u16 = 0x006;
    /// A packet from a peer to the client.
    pub const DATA: u16 = 0x007;
    /// Lets packets of a peer's address through.
    pub const CREATE_PERMISSION: u16 = 0x008;
    /// Gives a peer a channel number.
    pub const CHANNEL_BIND: u16 = 0x009;
}

/// Attribute types (RFC 8489 §18.3, RFC 8656 §18).
pub mod attribute {
    /// The user of a long-term credential.
    pub const USERNAME: u16 = 0x0006;
    /// HMAC-SHA1 of the message.
    pub const MESSAGE_INTEGRITY: u16 = 0x0008;
    /// Why a request failed.
    pub const ERROR_CODE: u16 = 0x0009;
    /// Attributes that the server does not know.
    pub const UNKNOWN_ATTRIBUTES: u16 = 0x000a;
    /// The number of a channel.
    pub const CHANNEL_NUMBER: u16 = 0x000c;
    /// Seconds.
    pub const LIFETIME: u16 = 0x000d;
    /// A peer.
    pub const XOR_PEER_ADDRESS: u16 = 0x0012;
    /// A relayed packet.
    pub const DATA: u16 = 0x0013;
    /// The realm of a long-term credential.
    pub const REALM: u16 = 0x0014;
    /// The nonce of a long-term credential.
    pub const NONCE: u16 = 0x0015;
    /// The relayed address.
    pub const XOR_RELAYED_ADDRESS: u16 = 0x0016;
    /// IPv4 or IPv6.
    pub const REQUESTED_ADDRESS_FAMILY: u16 = 0x0017;
    /// An even port, and perhaps the next one.
    pub const EVEN_PORT: u16 = 0x0018;
    /// The protocol between server and peer.
    pub const REQUESTED_TRANSPORT: u16 = 0x0019;
    /// The IP flag of the same name.
    pub const DONT_FRAGMENT: u16 = 0x001a;
    /// HMAC-SHA256 of the message.
    pub const MESSAGE_INTEGRITY_SHA256: u16 = 0x001c;
    /// The client's address.
    pub const XOR_MAPPED_ADDRESS: u16 = 0x0020;
    /// A port that an earlier request reserved.
    pub const RESERVATION_TOKEN: u16 = 0x0022;
    /// The priority of an ICE candidate (RFC 8445 §16.1); agents may send it to any STUN server.
    pub const PRIORITY: u16 = 0x0024;
    /// Types from here on need not be understood.
    pub const OPTIONAL: u16 = 0x8000;
    /// A second relayed address, of the other family.
    pub const ADDITIONAL_ADDRESS_FAMILY: u16 = 0x8000;
    /// CRC-32 of the message.
    pub const FINGERPRINT: u16 = 0x8028;
}

/// IPv4 in attributes.
pub(crate) const FAMILY_V4: u8 = 1;
/// IPv6 in attributes.
pub(crate) const FAMILY_V6: u8 = 2;

/// The largest value of an address: family, port and an IPv6 address.
const ADDRESS_BYTES: usize = 20;

/// An address as the value of an XOR- attribute (RFC 8489 §14.2).
pub(crate) struct XorAddress {
    bytes: [u8; ADDRESS_BYTES],
    len: usize,
}

impl XorAddress {
    pub(crate) fn new(address: SocketAddr, transaction: &TransactionId) -> Self {
        let mut bytes = [0; ADDRESS_BYTES];
        let [_, family, port @ .., _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _] = &mut bytes;
        port.copy_from_slice(&(address.port() ^ high_half(MAGIC_COOKIE)).to_be_bytes());
        let len = match address.ip() {
            IpAddr::V4(ip) => {
                *family = FAMILY_V4;
                let ip = ip.to_bits() ^ MAGIC_COOKIE;
                bytes[4..8].copy_from_slice(&ip.to_be_bytes());
                8
            }
            IpAddr::V6(ip) => {
                *family = FAMILY_V6;
                let ip = ip.to_bits() ^ mask(transaction);
                bytes[4..].copy_from_slice(&ip.to_be_bytes());
                ADDRESS_BYTES
            }
        };
        Self { bytes, len }
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..self.len).unwrap_or_default()
    }
}

/// Reads the value of an XOR- attribute.
pub(crate) fn xor_address(value: &[u8], transaction: &TransactionId) -> Option<SocketAddr> {
    let [_, family, port_high, port_low, ip @ ..] = value else { return None };
    let port = u16::from_be_bytes([*port_high, *port_low]) ^ high_half(MAGIC_COOKIE);
    let ip = match *family {
        FAMILY_V4 => {
            let bits = u32::from_be_bytes(ip.try_into().ok()?) ^ MAGIC_COOKIE;
            IpAddr::V4(Ipv4Addr::from_bits(bits))
        }
        FAMILY_V6 => {
            let bits = u128::from_be_bytes(ip.try_into().ok()?) ^ mask(transaction);
            IpAddr::V6(Ipv6Addr::from_bits(bits))
        }
        _ => return None,
    };
    Some(SocketAddr::new(ip, port))
}

/// The magic cookie and the transaction id.
fn mask(transaction: &TransactionId) -> u128 {
    let mut bytes = [0; 16];
    bytes[..4].copy_from_slice(&MAGIC_COOKIE.to_be_bytes());
    bytes[4..].copy_from_slice(transaction);
    u128::from_be_bytes(bytes)
}

fn high_half(word: u32) -> u16 {
    let [a, b, _, _] = word.to_be_bytes();
    u16::from_be_bytes([a, b])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_comes_back_as_it_was() {
        let transaction = *b"abcdefghijkl";
        for text in ["192.0.2.1:32853", "[2001:db8:1234:5678:11:2233:4455:6677]:32853"] {
            let address: SocketAddr = text.parse().unwrap();
            let value = XorAddress::new(address, &transaction);
            assert_eq!(xor_address(value.as_bytes(), &transaction), Some(address));
        }
        assert_eq!(xor_address(&[0, 1, 0, 0, 1, 2, 3], &transaction), None);
        assert_eq!(xor_address(&[0, 3, 0, 0, 1, 2, 3, 4], &transaction), None);
        assert_eq!(xor_address(&[], &transaction), None);
    }
}
