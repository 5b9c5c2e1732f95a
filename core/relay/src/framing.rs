//! Messages in a byte stream (RFC 8489 §6.2.2, RFC 8656 §12.5): TCP, TLS or WebSocket.

use alloc::vec::Vec;

use crate::limits::PACKET_BYTES;

use crate::packet::CHANNEL_HEADER_BYTES;
use crate::stun::{HEADER_BYTES, MAGIC_COOKIE};

/// The stream cannot be read on and must be closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FramingError {
    /// Neither a STUN message nor ChannelData begins here.
    NotTurn,
    /// A message is longer than [`PACKET_BYTES`].
    TooLarge,
}

/// Splits a stream into messages.
#[derive(Debug, Default)]
pub struct StreamDecoder {
    buffer: Vec<u8>,
    /// Bytes of `buffer` that were returned.
    read: usize,
}

impl StreamDecoder {
    /// Appends bytes of the stream. Call [`next`](Self::next) until it returns no message, before more
    /// is appended: less than one message is kept.
    pub fn push(&mut self, bytes: &[u8]) {
        self.buffer.drain(..self.read);
        self.read = 0;
        self.buffer.extend_from_slice(bytes);
    }

    /// The next whole message, without the padding of ChannelData.
    ///
    /// # Errors
    /// When the stream has no message here, or one that is too long.
    #[expect(clippy::should_implement_trait, reason = "an iterator cannot lend")]
    pub fn next(&mut self) -> Result<Option<&[u8]>, FramingError> {
        let rest = self.buffer.get(self.read..).unwrap_or_default();
        let Some((length, with_padding)) =
            frame_length(rest)?.filter(|(_, with_padding)| rest.len() >= *with_padding)
        else {
            self.compact();
            return Ok(None);
        };
        let start = self.read;
        self.read += with_padding;
        Ok(self.buffer.get(start..start + length))
    }

    /// Forgets what was returned, with the memory for it.
    fn compact(&mut self) {
        self.buffer.drain(..self.read);
        self.read = 0;
        if self.buffer.capacity() > 2 * PACKET_BYTES {
            self.buffer.shrink_to(PACKET_BYTES);
        }
    }
}

/// The length of ChannelData with its padding on a stream.
pub fn padded(length: usize) -> usize {
    length.next_multiple_of(4)
}

/// Whether these first bytes of a connection are of TURN. `None`: more bytes are needed, eight at most.
///
/// A request of HTTP begins with a letter, and a TLS record of a client hello with 0x16, where the magic
/// cookie does not follow.
pub fn begins_stream(first: &[u8]) -> Option<bool> {
    match first {
        [] => None,
        [kind, ..] if *kind >= 0x40 => Some(false),
        [_, _, _, _, cookie @ ..] => {
            let expected = MAGIC_COOKIE.to_be_bytes();
            let length = cookie.len().min(expected.len());
            if cookie.get(..length) != expected.get(..length) {
                return Some(false);
            }
            (length == expected.len()).then_some(true)
        }
        _ => None,
    }
}

/// The length of the message that begins here, without and with padding, once enough is there.
fn frame_length(rest: &[u8]) -> Result<Option<(usize, usize)>, FramingError> {
    let Some(kind) = rest.first() else { return Ok(None) };
    let length_at = |high: usize| {
        let bytes = rest.get(high..high + 2)?;
        Some(usize::from(u16::from_be_bytes(bytes.try_into().ok()?)))
    };
    let Some(length) = length_at(2) else {
        return if *kind < 0x80 { Ok(None) } else { Err(FramingError::NotTurn) };
    };
    let (length, with_padding) = match *kind {
        0x00..=0x3f => {
            if length % 4 != 0 {
                return Err(FramingError::NotTurn);
            }
            (HEADER_BYTES + length, HEADER_BYTES + length)
        }
        0x40..=0x7f => {
            let length = CHANNEL_HEADER_BYTES + length;
            (length, padded(length))
        }
        0x80..=0xff => return Err(FramingError::NotTurn),
    };
    if length > PACKET_BYTES {
        return Err(FramingError::TooLarge);
    }
    // After the length, which comes first in the stream: the error must not depend on how it was cut.
    if *kind < 0x40 && begins_stream(rest) == Some(false) {
        return Err(FramingError::NotTurn);
    }
    Ok(Some((length, with_padding)))
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use super::*;
    use crate::attributes::method;
    use crate::stun::{Class, MessageWriter};

    fn stream() -> Vec<u8> {
        let mut bytes = MessageWriter::new(Class::Request, method::BINDING, &[5; 12]).finish();
        bytes.extend_from_slice(b"\x40\x01\0\x05hello\0\0\0");
        bytes.extend_from_slice(b"\x40\x02\0\x00");
        bytes
    }

    #[test]
    fn the_error_is_the_same_however_the_stream_is_cut() {
        let too_large_and_no_turn = b"\0\0vtno cookie";
        let error = |size: usize| {
            let mut decoder = StreamDecoder::default();
            let mut errors = too_large_and_no_turn.chunks(size).filter_map(|part| {
                decoder.push(part);
                decoder.next().err()
            });
            errors.next()
        };
        for size in 1..=too_large_and_no_turn.len() {
            assert_eq!(error(size), Some(FramingError::TooLarge), "{size}");
        }
    }

    #[test]
    fn messages_are_found_however_the_stream_is_cut() {
        let whole = stream();
        for size in 1..whole.len() {
            let mut decoder = StreamDecoder::default();
            let mut found: Vec<Vec<u8>> = Vec::new();
            for part in whole.chunks(size) {
                decoder.push(part);
                while let Some(message) = decoder.next().unwrap() {
                    found.push(message.to_vec());
                }
            }
            assert_eq!(found.len(), 3, "in parts of {size}");
            assert_eq!(found[1], b"\x40\x01\0\x05hello");
        }
    }

    #[test]
    fn little_memory_is_kept_after_many_messages_at_once() {
        let mut decoder = StreamDecoder::default();
        decoder.push(&stream().repeat(500));
        while decoder.next().unwrap().is_some() {}
        assert!(decoder.buffer.capacity() <= 2 * PACKET_BYTES, "{}", decoder.buffer.capacity());
    }

    #[test]
    fn what_is_not_turn_is_refused() {
        for (bytes, expected) in [
            (&b"\x80"[..], FramingError::NotTurn),
            (b"\x00\x01\x00\x00GET ", FramingError::NotTurn),
            (b"\x00\x01\x00\x03\x21\x12\xa4\x42", FramingError::NotTurn),
            (b"\x00\x01\xff\xfc\x21\x12\xa4\x42", FramingError::TooLarge),
            (b"\x40\x01\xff\xff", FramingError::TooLarge),
        ] {
            let mut decoder = StreamDecoder::default();
            decoder.push(bytes);
            assert_eq!(decoder.next(), Err(expected), "{bytes:?}");
        }
    }

    #[test]
    fn turn_and_http_are_told_apart() {
        for (first, expected) in [
            (&b""[..], None),
            (b"G", Some(false)),
            (b"\x00\x03\x00", None),
            (b"\x00\x03\x00\x08\x21\x12", None),
            (b"\x00\x03\x00\x08\x21\x12\xa4\x42", Some(true)),
            (b"\x16\x03\x01\x02\x00\x01", Some(false)),
        ] {
            assert_eq!(begins_stream(first), expected, "{first:?}");
        }
    }
}
