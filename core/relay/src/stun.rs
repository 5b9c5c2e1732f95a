//! STUN messages (RFC 8489 §5, §6, §14): parsed without copying, and written.

use alloc::vec::Vec;
use core::net::SocketAddr;

use hmac::{Hmac, Mac as _};
use md5::{Digest as _, Md5};
use sha1::Sha1;

use crate::attributes::attribute::{
    ERROR_CODE, FINGERPRINT, MESSAGE_INTEGRITY, MESSAGE_INTEGRITY_SHA256,
};
use crate::attributes::{XorAddress, xor_address};

/// In each message after type and length (RFC 8489 §5).
pub(crate) const MAGIC_COOKIE: u32 = 0x2112_a442;
/// Type, length, magic cookie and transaction id.
pub(crate) const HEADER_BYTES: usize = 20;
/// Length of an HMAC-SHA1.
const INTEGRITY_BYTES: usize = 20;
/// Length of a CRC-32.
const FINGERPRINT_BYTES: usize = 4;
/// Type and length of an attribute.
pub(crate) const ATTRIBUTE_HEADER_BYTES: usize = 4;
/// What the CRC-32 of a FINGERPRINT is combined with (RFC 8489 §14.7).
const FINGERPRINT_XOR: u32 = 0x5354_554e;

/// What an answer has in common with its request.
pub(crate) type TransactionId = [u8; 12];

/// The class of a message (RFC 8489 §5).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Expects an answer.
    Request,
    /// Expects none.
    Indication,
    /// The answer to a request that succeeded.
    Success,
    /// The answer to a request that failed.
    Error,
}

/// A message that was received. Its attributes lie within its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Message<'a> {
    class: Class,
    method: u16,
    transaction: TransactionId,
    bytes: &'a [u8],
    /// Where MESSAGE-INTEGRITY begins.
    integrity_at: Option<usize>,
    /// Where FINGERPRINT begins.
    fingerprint_at: Option<usize>,
}

impl<'a> Message<'a> {
    /// Reads a whole message. `None` when it is malformed, or has a wrong FINGERPRINT.
    pub fn parse(bytes: &'a [u8]) -> Option<Self> {
        Self::parse_unchecked(bytes).filter(Self::is_fingerprint_right)
    }

    /// Reads a whole message, whose FINGERPRINT is still to be checked. `None` when it is malformed.
    pub(crate) fn parse_unchecked(bytes: &'a [u8]) -> Option<Self> {
        let (header, body) = bytes.split_first_chunk::<HEADER_BYTES>()?;
        let [t0, t1, l0, l1, c0, c1, c2, c3, transaction @ ..] = *header;
        let length = usize::from(u16::from_be_bytes([l0, l1]));
        let is_stun = t0 < 0x40 && u32::from_be_bytes([c0, c1, c2, c3]) == MAGIC_COOKIE;
        if !is_stun || length != body.len() || length % 4 != 0 {
            return None;
        }
        let (class, method) = split_type(u16::from_be_bytes([t0, t1]));
        let mut message =
            Self { class, method, transaction, bytes, integrity_at: None, fingerprint_at: None };
        let mut attributes = Attributes { bytes, at: HEADER_BYTES, end: bytes.len() };
        while attributes.at < attributes.end {
            let at = attributes.at;
            // Nothing follows a FINGERPRINT (RFC 8489 §14.7).
            if message.fingerprint_at.is_some() {
                return None;
            }
            match attributes.next()? {
                (MESSAGE_INTEGRITY, value) if message.integrity_at.is_none() => {
                    if value.len() != INTEGRITY_BYTES {
                        return None;
                    }
                    message.integrity_at = Some(at);
                }
                (FINGERPRINT, value) => {
                    if value.len() != FINGERPRINT_BYTES {
                        return None;
                    }
                    message.fingerprint_at = Some(at);
                }
                _ => {}
            }
        }
        Some(message)
    }

    /// The class.
    pub fn class(&self) -> Class {
        self.class
    }

    /// The method; see [`method`](crate::method).
    pub fn method(&self) -> u16 {
        self.method
    }

    /// The transaction id.
    pub fn transaction(&self) -> TransactionId {
        self.transaction
    }

    /// Whether it has a MESSAGE-INTEGRITY.
    pub fn has_integrity(&self) -> bool {
        self.integrity_at.is_some()
    }

    /// Whether it has a FINGERPRINT.
    pub fn has_fingerprint(&self) -> bool {
        self.fingerprint_at.is_some()
    }

    /// Whether its FINGERPRINT is right, if it has one.
    pub(crate) fn is_fingerprint_right(&self) -> bool {
        let Some(at) = self.fingerprint_at else { return true };
        let value_at = at + ATTRIBUTE_HEADER_BYTES;
        let value = self.bytes.get(value_at..value_at + FINGERPRINT_BYTES);
        let expected = self.bytes.get(..at).map(fingerprint);
        value.zip(expected).is_some_and(|(value, expected)| value == expected.to_be_bytes())
    }

    /// The attributes in order. Those after MESSAGE-INTEGRITY are left out: nothing protects them
    /// (RFC 8489 §14.5).
    pub fn attributes(&self) -> impl Iterator<Item = (u16, &'a [u8])> + use<'a> {
        let end = self.integrity_at.unwrap_or(self.bytes.len());
        let attributes = Attributes { bytes: self.bytes, at: HEADER_BYTES, end };
        attributes.filter(|(kind, _)| !matches!(*kind, FINGERPRINT | MESSAGE_INTEGRITY_SHA256))
    }

    /// The value of the first attribute of a type.
    pub fn attribute(&self, kind: u16) -> Option<&'a [u8]> {
        self.attributes().find_map(|(found, value)| (found == kind).then_some(value))
    }

    /// The address in the first attribute of a type whose name begins with XOR (RFC 8489 §14.2). `None`
    /// when it is missing or malformed.
    pub fn address(&self, kind: u16) -> Option<SocketAddr> {
        xor_address(self.attribute(kind)?, &self.transaction)
    }

    /// The number in ERROR-CODE, from 300 to 699 (RFC 8489 §14.8). `None` when it is missing or malformed.
    pub fn error_code(&self) -> Option<u16> {
        let [_, _, class, number, ..] = self.attribute(ERROR_CODE)? else { return None };
        let is_code = (3..=6).contains(class) && *number < 100;
        is_code.then(|| u16::from(*class) * 100 + u16::from(*number))
    }

    /// Whether MESSAGE-INTEGRITY is there, and made with this key; see [`long_term_key`].
    pub fn is_signed_with(&self, key: &[u8; 16]) -> bool {
        let Some(at) = self.integrity_at else { return false };
        let value_at = at + ATTRIBUTE_HEADER_BYTES;
        let value = self.bytes.get(value_at..value_at + INTEGRITY_BYTES);
        let (Some(value), Some(signed)) = (value, self.bytes.get(..at)) else { return false };
        integrity(key, signed).is_some_and(|mac| mac.verify_slice(value).is_ok())
    }
}

/// The key of a long-term credential (RFC 8489 §9.2.2): MD5 of `username:realm:password`.
pub fn long_term_key(username: &str, realm: &str, password: &str) -> [u8; 16] {
    let mut hash = Md5::new();
    for part in [username, ":", realm, ":", password] {
        hash.update(part.as_bytes());
    }
    hash.finalize().into()
}

/// Class and method of a message type: their bits are interleaved (RFC 8489 §5).
fn split_type(bits: u16) -> (Class, u16) {
    let class = match (bits & 0x100 != 0, bits & 0x010 != 0) {
        (false, false) => Class::Request,
        (false, true) => Class::Indication,
        (true, false) => Class::Success,
        (true, true) => Class::Error,
    };
    (class, (bits & 0x000f) | ((bits & 0x00e0) >> 1) | ((bits & 0x3e00) >> 2))
}

pub(crate) fn join_type(class: Class, method: u16) -> u16 {
    let class = match class {
        Class::Request => 0x000,
        Class::Indication => 0x010,
        Class::Success => 0x100,
        Class::Error => 0x110,
    };
    class | (method & 0x000f) | ((method & 0x0070) << 1) | ((method & 0x0f80) << 2)
}

/// Reads attributes one by one; ends early at a malformed one.
struct Attributes<'a> {
    bytes: &'a [u8],
    at: usize,
    end: usize,
}

impl<'a> Iterator for Attributes<'a> {
    type Item = (u16, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        if self.at >= self.end {
            return None;
        }
        let rest = self.bytes.get(self.at..)?;
        let ([k0, k1, l0, l1], rest) = rest.split_first_chunk::<ATTRIBUTE_HEADER_BYTES>()?;
        let length = usize::from(u16::from_be_bytes([*l0, *l1]));
        let value = rest.get(..length)?;
        let padded = length.next_multiple_of(4);
        rest.get(..padded)?;
        self.at += ATTRIBUTE_HEADER_BYTES + padded;
        Some((u16::from_be_bytes([*k0, *k1]), value))
    }
}

/// The HMAC-SHA1 of a message up to MESSAGE-INTEGRITY, with the length as if it ended with it
/// (RFC 8489 §14.5).
fn integrity(key: &[u8; 16], signed: &[u8]) -> Option<Hmac<Sha1>> {
    let length = signed.len() + ATTRIBUTE_HEADER_BYTES + INTEGRITY_BYTES - HEADER_BYTES;
    let length = u16::try_from(length).ok()?;
    let (kind, rest) = signed.split_first_chunk::<2>()?;
    let mut mac = Hmac::<Sha1>::new_from_slice(key).ok()?;
    mac.update(kind);
    mac.update(&length.to_be_bytes());
    mac.update(rest.get(2..)?);
    Some(mac)
}

/// The value of a FINGERPRINT that follows `before`, whose header has the whole length already.
fn fingerprint(before: &[u8]) -> u32 {
    crc32(before) ^ FINGERPRINT_XOR
}

/// CRC-32 (ITU-T V.42).
fn crc32(bytes: &[u8]) -> u32 {
    #[cfg(test)]
    CHECKSUMS.with(|checksums| checksums.set(checksums.get() + 1));
    let mut crc = u32::MAX;
    for byte in bytes {
        let [low, ..] = crc.to_le_bytes();
        let step = CRC_STEPS.get(usize::from(low ^ byte)).copied().unwrap_or_default();
        crc = (crc >> 8) ^ step;
    }
    !crc
}

/// What each byte does to a CRC-32.
const CRC_STEPS: [u32; 256] = {
    let mut steps = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        let mut crc = byte as u32;
        let mut bit = 0;
        while bit < 8 {
            crc = (crc >> 1) ^ (0xedb8_8320 & (crc & 1).wrapping_neg());
            bit += 1;
        }
        steps[byte] = crc;
        byte += 1;
    }
    steps
};

#[cfg(test)]
std::thread_local! {
    static CHECKSUMS: core::cell::Cell<u64> = const { core::cell::Cell::new(0) };
}

/// How many checksums this thread has computed.
#[cfg(test)]
pub(crate) fn checksums() -> u64 {
    CHECKSUMS.with(core::cell::Cell::get)
}

/// Writes a message.
#[derive(Clone, Debug)]
pub struct MessageWriter(Vec<u8>);

impl MessageWriter {
    /// Begins a message without attributes.
    pub fn new(class: Class, method: u16, transaction: &[u8; 12]) -> Self {
        let mut bytes = Vec::with_capacity(128);
        bytes.extend_from_slice(&join_type(class, method).to_be_bytes());
        bytes.extend_from_slice(&[0; 2]);
        bytes.extend_from_slice(&MAGIC_COOKIE.to_be_bytes());
        bytes.extend_from_slice(transaction);
        Self(bytes)
    }

    /// Appends an attribute. One that does not fit into a message is left out.
    #[must_use]
    pub fn attribute(mut self, kind: u16, value: &[u8]) -> Self {
        let Ok(length) = u16::try_from(value.len()) else { return self };
        let padded = value.len().next_multiple_of(4);
        let total = self.0.len() - HEADER_BYTES + ATTRIBUTE_HEADER_BYTES + padded;
        let Ok(total) = u16::try_from(total) else { return self };
        self.0.extend_from_slice(&kind.to_be_bytes());
        self.0.extend_from_slice(&length.to_be_bytes());
        self.0.extend_from_slice(value);
        self.0.resize(HEADER_BYTES + usize::from(total), 0);
        if let Some(field) = self.0.get_mut(2..4) {
            field.copy_from_slice(&total.to_be_bytes());
        }
        self
    }

    /// Appends an attribute whose name begins with XOR, which holds an address.
    #[must_use]
    pub fn address(self, kind: u16, address: SocketAddr) -> Self {
        let Some(header) = self.0.first_chunk::<HEADER_BYTES>() else { return self };
        let [_, _, _, _, _, _, _, _, transaction @ ..] = *header;
        let value = XorAddress::new(address, &transaction);
        self.attribute(kind, value.as_bytes())
    }

    /// Appends MESSAGE-INTEGRITY.
    #[must_use]
    pub fn signed(self, key: &[u8; 16]) -> Self {
        let Some(mac) = integrity(key, &self.0) else { return self };
        let value: [u8; INTEGRITY_BYTES] = mac.finalize().into_bytes().into();
        self.attribute(MESSAGE_INTEGRITY, &value)
    }

    /// Appends FINGERPRINT.
    #[must_use]
    pub fn with_fingerprint(self) -> Self {
        let at = self.0.len();
        // The length in the header counts the attribute already.
        let mut whole = self.attribute(FINGERPRINT, &[0; 4]);
        let value = fingerprint(whole.0.get(..at).unwrap_or_default());
        if let Some(field) = whole.0.get_mut(at + ATTRIBUTE_HEADER_BYTES..) {
            field.copy_from_slice(&value.to_be_bytes());
        }
        whole
    }

    /// The bytes to send.
    pub fn finish(self) -> Vec<u8> {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attributes::{attribute, method};

    /// RFC 5769 §2.4: a request with a long-term credential.
    const SAMPLE: &[u8] = b"\x00\x01\x00\x60\x21\x12\xa4\x42\x78\xad\x34\x33\xc6\xad\x72\xc0\x29\xda\x41\x2e\
\x00\x06\x00\x12\xe3\x83\x9e\xe3\x83\x88\xe3\x83\xaa\xe3\x83\x83\xe3\x82\xaf\xe3\x82\xb9\x00\x00\
\x00\x15\x00\x1c\x66\x2f\x2f\x34\x39\x39\x6b\x39\x35\x34\x64\x36\x4f\x4c\x33\x34\x6f\x4c\x39\x46\x53\x54\x76\x79\x36\x34\x73\x41\
\x00\x14\x00\x0b\x65\x78\x61\x6d\x70\x6c\x65\x2e\x6f\x72\x67\x00\
\x00\x08\x00\x14\xf6\x70\x24\x65\x6d\xd6\x4a\x3e\x02\xb8\xe0\x71\x2e\x85\xc9\xa2\x8c\xa8\x96\x66";

    #[test]
    fn the_sample_of_the_standard_is_read_and_its_signature_verified() {
        let message = Message::parse(SAMPLE).unwrap();
        assert_eq!((message.class(), message.method()), (Class::Request, method::BINDING));
        assert_eq!(message.attribute(attribute::REALM), Some(&b"example.org"[..]));
        // The password after SASLprep, as in the RFC.
        let key = long_term_key("マトリックス", "example.org", "TheMatrIX");
        assert!(message.is_signed_with(&key));
        assert!(!message.is_signed_with(&long_term_key("a", "example.org", "TheMatrIX")));
    }

    #[test]
    fn what_is_written_is_read_back() {
        let key = [7; 16];
        let bytes = MessageWriter::new(Class::Error, method::CHANNEL_BIND, &[3; 12])
            .attribute(attribute::NONCE, b"abcde")
            .signed(&key)
            .with_fingerprint()
            .finish();
        let message = Message::parse(&bytes).unwrap();
        assert_eq!((message.class(), message.method()), (Class::Error, method::CHANNEL_BIND));
        assert!(message.is_signed_with(&key) && message.has_fingerprint());
        assert_eq!(message.attributes().count(), 1);
        // The last attribute could also have another type.
        let fingerprint_type = bytes.len() - 8..bytes.len() - 6;
        for at in (0..bytes.len()).filter(|at| !fingerprint_type.contains(at)) {
            let mut wrong = bytes.clone();
            wrong[at] ^= 1;
            assert_eq!(Message::parse(&wrong), None, "the fingerprint covers byte {at}");
        }
    }

    #[test]
    fn addresses_and_error_codes_are_read_as_they_were_written() {
        for text in ["192.0.2.1:3478", "[2001:db8::1]:3478"] {
            let address: SocketAddr = text.parse().unwrap();
            let bytes = MessageWriter::new(Class::Success, method::BINDING, &[9; 12])
                .address(attribute::XOR_MAPPED_ADDRESS, address)
                .finish();
            let message = Message::parse(&bytes).unwrap();
            assert_eq!(message.address(attribute::XOR_MAPPED_ADDRESS), Some(address));
            assert_eq!(message.address(attribute::XOR_PEER_ADDRESS), None);
        }
        for (value, code) in [
            (&[0, 0, 4, 1, b'x'][..], Some(401)),
            (&[0, 0, 6, 99], Some(699)),
            (&[0, 0, 2, 0], None),
            (&[0, 0, 4, 100], None),
            (&[0, 0, 4], None),
        ] {
            let bytes = MessageWriter::new(Class::Error, method::BINDING, &[9; 12])
                .attribute(ERROR_CODE, value)
                .finish();
            assert_eq!(Message::parse(&bytes).unwrap().error_code(), code);
        }
    }

    #[test]
    fn methods_and_classes_survive_their_interleaving() {
        for class in [Class::Request, Class::Indication, Class::Success, Class::Error] {
            for method in [0, 1, 3, 9, 0x10, 0x7f, 0x80, 0xfff] {
                assert_eq!(split_type(join_type(class, method)), (class, method));
            }
        }
    }

    #[test]
    fn malformed_messages_are_refused() {
        for length in 0..SAMPLE.len() {
            assert_eq!(Message::parse(&SAMPLE[..length]), None);
        }
        // An attribute longer than the message.
        let mut long = SAMPLE.to_vec();
        long[23] = 0xff;
        assert_eq!(Message::parse(&long), None);
    }
}
