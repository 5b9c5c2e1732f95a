//! A buffer for one packet, with room for a header before it: packets are relayed in place.

use alloc::boxed::Box;
use alloc::vec;
use core::net::SocketAddr;
use core::ops::Range;

use crate::limits::PACKET_BYTES;

use crate::attributes::{XorAddress, attribute, method};
use crate::stun::{
    ATTRIBUTE_HEADER_BYTES, Class, HEADER_BYTES, MAGIC_COOKIE, TransactionId, join_type,
};

/// Room before a packet: the header of a Data indication with an IPv6 address and the head of DATA.
const HEADROOM: usize =
    HEADER_BYTES + (ATTRIBUTE_HEADER_BYTES + ADDRESS_V6_BYTES) + ATTRIBUTE_HEADER_BYTES;
const ADDRESS_V6_BYTES: usize = 20;
/// Room behind a packet for padding.
const TAILROOM: usize = 3;
/// Channel number and length.
pub(crate) const CHANNEL_HEADER_BYTES: usize = 4;

/// A packet in a buffer that is used again for the next one.
#[derive(Clone, Debug)]
pub struct Packet {
    buffer: Box<[u8]>,
    range: Range<usize>,
}

impl Default for Packet {
    fn default() -> Self {
        Self::new()
    }
}

impl Packet {
    /// An empty packet.
    pub fn new() -> Self {
        // One byte more than the largest packet, so that a longer one can be told from it.
        let buffer = vec![0; HEADROOM + PACKET_BYTES + 1 + TAILROOM].into_boxed_slice();
        Self { buffer, range: HEADROOM..HEADROOM }
    }

    /// Where to receive the next packet. What was in the buffer is forgotten. Call
    /// [`set_received`](Self::set_received) afterwards.
    pub fn space(&mut self) -> &mut [u8] {
        self.range = HEADROOM..HEADROOM;
        self.buffer.get_mut(HEADROOM..HEADROOM + PACKET_BYTES + 1).unwrap_or_default()
    }

    /// So many bytes were received into [`space`](Self::space). `false` when the packet is longer than
    /// [`PACKET_BYTES`]; it may be cut and must be dropped.
    #[must_use]
    pub fn set_received(&mut self, bytes: usize) -> bool {
        let fits = bytes <= PACKET_BYTES;
        self.range = HEADROOM..HEADROOM + if fits { bytes } else { 0 };
        fits
    }

    /// Copies a packet in. `false` when it is longer than [`PACKET_BYTES`].
    #[must_use]
    pub fn load(&mut self, bytes: &[u8]) -> bool {
        if let Some(space) = self.space().get_mut(..bytes.len()) {
            space.copy_from_slice(bytes);
        }
        self.set_received(bytes.len())
    }

    /// The packet.
    pub fn bytes(&self) -> &[u8] {
        self.buffer.get(self.range.clone()).unwrap_or_default()
    }

    /// Keeps only a part, counted from the packet's beginning.
    pub(crate) fn keep(&mut self, part: Range<usize>) {
        let start = self.range.start;
        let end = self.range.end.min(start + part.end);
        self.range = (start + part.start).min(end)..end;
    }

    /// Makes the payload a ChannelData message (RFC 8656 §12.4), padded to four bytes for a stream.
    pub(crate) fn wrap_channel(&mut self, channel: u16, is_stream: bool) -> Option<()> {
        let length = u16::try_from(self.range.len()).ok()?;
        if is_stream {
            self.pad()?;
        }
        let header = self.prepend(CHANNEL_HEADER_BYTES)?;
        let (number, rest) = header.split_at_mut(2);
        number.copy_from_slice(&channel.to_be_bytes());
        rest.copy_from_slice(&length.to_be_bytes());
        Some(())
    }

    /// Makes the payload a Data indication (RFC 8656 §11.4).
    pub(crate) fn wrap_data(
        &mut self,
        peer: SocketAddr,
        transaction: &TransactionId,
    ) -> Option<()> {
        let length = u16::try_from(self.range.len()).ok()?;
        self.pad()?;
        let data = self.prepend(ATTRIBUTE_HEADER_BYTES)?;
        attribute_header(data, attribute::DATA, length);
        let address = XorAddress::new(peer, transaction);
        let value = address.as_bytes();
        let field = self.prepend(ATTRIBUTE_HEADER_BYTES + value.len())?;
        let (head, rest) = field.split_at_mut(ATTRIBUTE_HEADER_BYTES);
        attribute_header(head, attribute::XOR_PEER_ADDRESS, u16::try_from(value.len()).ok()?);
        rest.copy_from_slice(value);
        let total = u16::try_from(self.range.len()).ok()?;
        let header = self.prepend(HEADER_BYTES)?;
        let (kind, rest) = header.split_at_mut(2);
        kind.copy_from_slice(&join_type(Class::Indication, method::DATA).to_be_bytes());
        let (field, rest) = rest.split_at_mut(2);
        field.copy_from_slice(&total.to_be_bytes());
        let (cookie, rest) = rest.split_at_mut(4);
        cookie.copy_from_slice(&MAGIC_COOKIE.to_be_bytes());
        rest.copy_from_slice(transaction);
        Some(())
    }

    /// Appends zeros up to a multiple of four.
    fn pad(&mut self) -> Option<()> {
        let end = self.range.start + self.range.len().next_multiple_of(4);
        self.buffer.get_mut(self.range.end..end)?.fill(0);
        self.range.end = end;
        Some(())
    }

    /// So many bytes more at the front.
    fn prepend(&mut self, bytes: usize) -> Option<&mut [u8]> {
        let start = self.range.start.checked_sub(bytes)?;
        self.range.start = start;
        self.buffer.get_mut(start..start + bytes)
    }
}

fn attribute_header(field: &mut [u8], kind: u16, length: u16) {
    let (head, tail) = field.split_at_mut(2);
    head.copy_from_slice(&kind.to_be_bytes());
    tail.copy_from_slice(&length.to_be_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attributes::xor_address;
    use crate::stun::Message;

    #[test]
    fn a_data_indication_has_the_peer_and_the_payload() {
        for peer in ["192.0.2.1:5000", "[2001:db8::1]:5000"] {
            let peer: SocketAddr = peer.parse().unwrap();
            let mut packet = Packet::new();
            assert!(packet.load(&[9; PACKET_BYTES]));
            packet.keep(4..11);
            packet.wrap_data(peer, &[1; 12]).unwrap();
            let message = Message::parse(packet.bytes()).unwrap();
            assert_eq!(message.attribute(attribute::DATA), Some(&[9; 7][..]));
            let value = message.attribute(attribute::XOR_PEER_ADDRESS).unwrap();
            assert_eq!(xor_address(value, &[1; 12]), Some(peer));
        }
    }

    #[test]
    fn channel_data_is_padded_on_a_stream_only() {
        for (is_stream, expected) in
            [(false, &b"\x40\x01\0\x05hello"[..]), (true, b"\x40\x01\0\x05hello\0\0\0")]
        {
            let mut packet = Packet::new();
            assert!(packet.load(b"hello"));
            packet.wrap_channel(0x4001, is_stream).unwrap();
            assert_eq!(packet.bytes(), expected);
        }
    }

    #[test]
    fn a_packet_that_is_too_long_is_not_taken() {
        let mut packet = Packet::new();
        assert!(!packet.load(&[0; PACKET_BYTES + 1]));
        assert!(!packet.load(&[0; 2 * PACKET_BYTES]));
        assert!(packet.bytes().is_empty());
        let length = packet.space().len();
        assert!(!packet.set_received(length));
    }
}
