//! Authenticated encryption of messages that arrive in order.

use alloc::vec::Vec;

use chacha20poly1305::aead::{AeadInPlace, KeyInit};
use chacha20poly1305::{ChaCha20Poly1305, Nonce};

use crate::body::HandshakeError;
use crate::derived_keys::{Key, Purpose};

/// How much longer a message is when it is sealed: the tag of Poly1305.
pub(crate) const SEAL_BYTES: usize = 16;

/// ChaCha20-Poly1305 (RFC 8439 §2.8) with the message number as nonce. Each direction has its own key,
/// so no nonce is used twice.
pub(crate) struct Sealer {
    cipher: ChaCha20Poly1305,
    next: u64,
}

/// Decrypts the messages of a [`Sealer`] with the same key, in the same order.
pub(crate) struct Opener(Sealer);

impl Sealer {
    pub(crate) fn new<P: Purpose>(key: &Key<P>) -> Self {
        Self { cipher: ChaCha20Poly1305::new(key.as_bytes().into()), next: 0 }
    }

    fn nonce(&mut self) -> Result<Nonce, HandshakeError> {
        let mut nonce = [0; 12];
        let (_, counter) = nonce.split_at_mut(4);
        counter.copy_from_slice(&self.next.to_be_bytes());
        self.next = self.next.checked_add(1).ok_or(HandshakeError::TooLarge)?;
        Ok(nonce.into())
    }

    /// Encrypts a message where it lies; it becomes [`SEAL_BYTES`] longer.
    pub(crate) fn seal_in_place(&mut self, message: &mut Vec<u8>) -> Result<(), HandshakeError> {
        let nonce = self.nonce()?;
        let sealed = self.cipher.encrypt_in_place(&nonce, b"", message);
        sealed.map_err(|_| HandshakeError::TooLarge)
    }
}

impl Opener {
    pub(crate) fn new<P: Purpose>(key: &Key<P>) -> Self {
        Self(Sealer::new(key))
    }

    /// Decrypts the next message where it lies. After an error, no later message can be opened.
    pub(crate) fn open_in_place(&mut self, message: &mut Vec<u8>) -> Result<(), HandshakeError> {
        let nonce = self.0.nonce()?;
        let opened = self.0.cipher.decrypt_in_place(&nonce, b"", message);
        opened.map_err(|_| HandshakeError::Tampered)
    }
}
