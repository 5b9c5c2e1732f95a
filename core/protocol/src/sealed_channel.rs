//! The sealed channel of two ends that have proven themselves to each other.

use alloc::vec::Vec;

use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::body::{Body, HandshakeError};
use crate::derived_keys::{Binds, Key, Keys, Resumes};
use crate::limits::BODY_BYTES;
use crate::party::Party;
use crate::sealing::{Opener, SEAL_BYTES, Sealer};

impl Keys {
    pub(crate) fn sharer_channel(self) -> SealedChannel {
        SealedChannel {
            sealer: Sealer::new(&self.sharer_seals),
            opener: Opener::new(&self.viewer_seals),
            binding: self.binds,
            resumes: self.resumes,
            lane: LaneSecret(self.opens_lane.0),
        }
    }

    pub(crate) fn viewer_channel(self, sealer: Sealer) -> SealedChannel {
        SealedChannel {
            sealer,
            opener: Opener::new(&self.sharer_seals),
            binding: self.binds,
            resumes: self.resumes,
            lane: LaneSecret(self.opens_lane.0),
        }
    }
}

/// The sealed channel of a session that is resumed: `salt` has the nonces of both ends.
pub(crate) fn resumed_channel(secret: &[u8], salt: &[u8], role: Party) -> SealedChannel {
    let keys = Keys::expand(&Hkdf::<Sha256>::new(Some(salt), secret));
    match role {
        Party::User => keys.sharer_channel(),
        Party::Helper => {
            let sealer = Sealer::new(&keys.viewer_seals);
            keys.viewer_channel(sealer)
        }
    }
}

/// An authenticated and encrypted channel. It detects changed, lost, replayed and reordered messages.
pub struct SealedChannel {
    sealer: Sealer,
    opener: Opener,
    binding: Key<Binds>,
    resumes: Key<Resumes>,
    lane: LaneSecret,
}

impl SealedChannel {
    /// The channel binding (RFC 5056). A proof that contains it is valid for this connection only.
    pub fn binding(&self) -> &[u8; 32] {
        &self.binding.0
    }

    /// What a [`crate::resumption::Resumption`] is made of.
    pub(crate) fn resume_secret(&self) -> [u8; 32] {
        *self.resumes.0
    }

    /// What the keys of the two ends' lane are derived from.
    pub fn lane_secret(&self) -> LaneSecret {
        self.lane.clone()
    }

    /// Encrypts a message for the other end. Returns the body to relay.
    pub fn seal(&mut self, plain: &[u8]) -> Result<Vec<u8>, HandshakeError> {
        seal_body(&mut self.sealer, plain)
    }

    /// Decrypts a body from the other end. Any error is final: the channel must be dropped.
    pub fn open(&mut self, body: &[u8]) -> Result<Vec<u8>, HandshakeError> {
        let Body::Sealed(mut sealed) = Body::decode(body)? else {
            return Err(HandshakeError::OutOfOrder);
        };
        self.opener.open_in_place(&mut sealed)?;
        Ok(sealed)
    }
}

/// Seals a message as a body that the server relays.
pub(crate) fn seal_body(sealer: &mut Sealer, plain: &[u8]) -> Result<Vec<u8>, HandshakeError> {
    // One byte for the kind of body, and the tag.
    if plain.len() + 1 + SEAL_BYTES > BODY_BYTES {
        return Err(HandshakeError::TooLarge);
    }
    let mut sealed = Vec::with_capacity(plain.len() + SEAL_BYTES);
    sealed.extend_from_slice(plain);
    sealer.seal_in_place(&mut sealed)?;
    Ok(Body::Sealed(sealed).encode())
}

/// From which both ends derive the keys of their lane ([`crate::lane`]). Only the two ends of this
/// handshake have it.
#[derive(Clone)]
pub struct LaneSecret(Zeroizing<[u8; 32]>);

impl PartialEq for LaneSecret {
    fn eq(&self, other: &Self) -> bool {
        // For outputs of a machine that are compared in tests; nothing received is compared with it.
        self.as_bytes() == other.as_bytes()
    }
}

impl Eq for LaneSecret {}

impl LaneSecret {
    #[cfg(test)]
    pub(crate) fn of_bytes(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// The bytes to derive keys from.
    pub(crate) fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl core::fmt::Debug for SealedChannel {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("SealedChannel(…)")
    }
}

impl core::fmt::Debug for LaneSecret {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("LaneSecret(…)")
    }
}
