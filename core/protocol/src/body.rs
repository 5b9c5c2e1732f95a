//! The bodies that the signal server relays between the two ends, and why one is refused.

use alloc::vec::Vec;

use crate::hex::Hex;
use crate::limits::BODY_BYTES;
use crate::trust::RendezvousTag;

/// Length of a SPAKE2 message: one byte for the role, and a group element.
pub(crate) const PAKE_BYTES: usize = 33;
/// Length of a [`RendezvousTag`].
pub(crate) const TAG_BYTES: usize = 16;
/// Length of a key confirmation: HMAC-SHA256.
pub(crate) const CONFIRM_BYTES: usize = 32;
/// Length of a nonce of a resume.
pub(crate) const NONCE_BYTES: usize = 16;
/// Length of its proof: HMAC-SHA256.
pub(crate) const MAC_BYTES: usize = 32;

/// A message between the two ends through the signal server, as the server relays it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// A SPAKE2 message.
    Pake([u8; PAKE_BYTES]),
    /// The SPAKE2 message of a viewer without a code, and the tag of the Helper that it claims to be.
    PairPake(RendezvousTag, [u8; PAKE_BYTES]),
    /// Key confirmation: shows that the sender computed the same key.
    Confirm([u8; CONFIRM_BYTES]),
    /// An encrypted and authenticated message (AEAD).
    Sealed(Vec<u8>),
    /// A viewer that was proven before asks to go on with its session ([`crate::resumption`]).
    Resume(ResumeRequest),
    /// The sharer's answer to it.
    Resumed(ResumeAnswer),
}

/// Why a step of the handshake, or a sealed message, failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HandshakeError {
    /// The other end used different words, or a message was changed in transit.
    #[error("the code is not the right one")]
    WrongCode,
    /// The bytes are not a [`Body`].
    #[error("expected a handshake message, got something else")]
    Malformed,
    /// The body is valid, but does not belong to this step.
    #[error("expected another step of the handshake")]
    OutOfOrder,
    /// A sealed message was changed, replayed, reordered or reflected.
    #[error("a sealed message was changed on its way")]
    Tampered,
    /// The sealed message would be larger than the server relays, or the counter overflows.
    #[error("the message is too large to be sealed")]
    TooLarge,
}

impl Body {
    /// Encodes the body.
    pub fn encode(&self) -> Vec<u8> {
        let (kind, tag, bytes): (u8, &[u8], &[u8]) = match self {
            Body::Pake(bytes) => (1, &[], bytes),
            Body::Confirm(bytes) => (2, &[], bytes),
            Body::Sealed(bytes) => (3, &[], bytes),
            Body::PairPake(tag, bytes) => (4, &tag.0, bytes),
            Body::Resume(request) => (5, &[], &request.encode()),
            Body::Resumed(answer) => (6, &[], &answer.encode()),
        };
        let mut encoded = Vec::with_capacity(1 + tag.len() + bytes.len());
        encoded.push(kind);
        encoded.extend_from_slice(tag);
        encoded.extend_from_slice(bytes);
        encoded
    }

    /// Decodes a body.
    pub fn decode(bytes: &[u8]) -> Result<Self, HandshakeError> {
        let malformed = HandshakeError::Malformed;
        if bytes.len() > BODY_BYTES {
            return Err(malformed);
        }
        let (kind, rest) = bytes.split_first().ok_or(malformed)?;
        match kind {
            1 => Ok(Body::Pake(rest.try_into().map_err(|_| malformed)?)),
            2 => Ok(Body::Confirm(rest.try_into().map_err(|_| malformed)?)),
            3 => Ok(Body::Sealed(rest.to_vec())),
            4 => {
                let (tag, pake) = rest.split_first_chunk::<TAG_BYTES>().ok_or(malformed)?;
                Ok(Body::PairPake(Hex(*tag), pake.try_into().map_err(|_| malformed)?))
            }
            5 => Ok(Body::Resume(ResumeRequest::decode(rest).ok_or(malformed)?)),
            6 => Ok(Body::Resumed(ResumeAnswer::decode(rest).ok_or(malformed)?)),
            _ => Err(malformed),
        }
    }
}

/// A viewer's request to resume.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResumeRequest {
    /// Higher than in every earlier request.
    pub(crate) counter: u32,
    pub(crate) nonce: [u8; NONCE_BYTES],
    pub(crate) mac: [u8; MAC_BYTES],
}

/// The sharer's answer to a [`ResumeRequest`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResumeAnswer {
    pub(crate) nonce: [u8; NONCE_BYTES],
    pub(crate) mac: [u8; MAC_BYTES],
}

impl ResumeRequest {
    pub(crate) fn encode(&self) -> Vec<u8> {
        let counter = self.counter.to_be_bytes();
        counter.into_iter().chain(self.nonce).chain(self.mac).collect()
    }

    pub(crate) fn decode(bytes: &[u8]) -> Option<Self> {
        let (counter, rest) = bytes.split_first_chunk()?;
        let (nonce, mac) = rest.split_first_chunk()?;
        let counter = u32::from_be_bytes(*counter);
        Some(Self { counter, nonce: *nonce, mac: mac.try_into().ok()? })
    }
}

impl ResumeAnswer {
    pub(crate) fn encode(&self) -> Vec<u8> {
        self.nonce.into_iter().chain(self.mac).collect()
    }

    pub(crate) fn decode(bytes: &[u8]) -> Option<Self> {
        let (nonce, mac) = bytes.split_first_chunk()?;
        Some(Self { nonce: *nonce, mac: mac.try_into().ok()? })
    }
}
