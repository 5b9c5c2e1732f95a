//! TURN messages in a stream of bytes (RFC 8656 §12.5): each says its own length.

use bytes::{Buf as _, Bytes, BytesMut};

/// The server sent something that is not TURN.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the server sent something that is not TURN")]
pub(super) struct NotTurn;

/// Bytes before the attributes of a STUN message (RFC 8489 §5).
const STUN_HEADER: usize = 20;

/// Bytes before the data of a ChannelData message (RFC 8656 §12.4).
const CHANNEL_DATA_HEADER: usize = 4;

/// Appends a message as a stream has it: with a length that is a multiple of four.
pub(super) fn write(message: &[u8], stream: &mut Vec<u8>) {
    stream.extend_from_slice(message);
    let padding = message.len().next_multiple_of(4) - message.len();
    stream.extend(std::iter::repeat_n(0, padding));
}

/// Splits a stream into messages.
#[derive(Debug, Default)]
pub(super) struct Decoder {
    /// At most one message (64 KiB) that is not complete, and what was read with its end.
    buffer: BytesMut,
}

impl Decoder {
    /// Takes bytes of the stream.
    pub(super) fn extend(&mut self, bytes: &[u8]) {
        self.buffer.extend_from_slice(bytes);
    }

    /// The next complete message. An error ends the stream: there is no place to go on from.
    pub(super) fn next(&mut self) -> Result<Option<Bytes>, NotTurn> {
        let Some(head) = self.buffer.first_chunk::<CHANNEL_DATA_HEADER>() else { return Ok(None) };
        let length = usize::from(u16::from_be_bytes([head[2], head[3]]));
        let (message, in_stream) = match head[0] >> 6 {
            0b00 => (STUN_HEADER + length, STUN_HEADER + length),
            0b01 => {
                let message = CHANNEL_DATA_HEADER + length;
                (message, message.next_multiple_of(4))
            }
            _ => return Err(NotTurn),
        };
        if self.buffer.len() < in_stream {
            return Ok(None);
        }
        let taken = self.buffer.split_to(message).freeze();
        self.buffer.advance(in_stream - message);
        Ok(Some(taken))
    }
}

/// Whether a message answers a request for a relayed address, by granting or by refusing it.
pub(in super::super) fn is_allocate_response(message: &[u8]) -> bool {
    matches!(message, [0x01, 0x03 | 0x13, ..])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stun(attributes: usize) -> Vec<u8> {
        let mut message = vec![0x01, 0x03];
        message.extend(u16::try_from(attributes).unwrap().to_be_bytes());
        message.resize(STUN_HEADER + attributes, 7);
        message
    }

    fn channel_data(data: &[u8]) -> Vec<u8> {
        let mut message = vec![0x40, 0x01];
        message.extend(u16::try_from(data.len()).unwrap().to_be_bytes());
        message.extend(data);
        message
    }

    #[test]
    fn messages_come_out_as_they_went_in_however_the_stream_is_cut() {
        let messages =
            [stun(0), channel_data(b"abc"), channel_data(b""), stun(8), channel_data(b"abcd")];
        let mut stream = Vec::new();
        for message in &messages {
            write(message, &mut stream);
        }
        for size in 1..=stream.len() {
            let mut decoder = Decoder::default();
            let mut out = Vec::new();
            for bytes in stream.chunks(size) {
                decoder.extend(bytes);
                while let Some(message) = decoder.next().unwrap() {
                    out.push(message.to_vec());
                }
            }
            assert_eq!(out, messages, "in pieces of {size}");
        }
    }

    #[test]
    fn what_is_not_turn_ends_the_stream() {
        for first in [0x80, 0xc0, 0xff] {
            let mut decoder = Decoder::default();
            decoder.extend(&[first, 0, 0, 0]);
            assert_eq!(decoder.next(), Err(NotTurn));
        }
    }
}
