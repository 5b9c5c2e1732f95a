//! Presence cards: information about a waiting User, encrypted for one Helper.

use alloc::string::String;
use alloc::vec::Vec;

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{ChaCha20Poly1305, Nonce};
use hkdf::Hkdf;
use rand_core::CryptoRngCore;
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use zeroize::Zeroizing;

use super::identity::IdentityKey;
use super::pair::{Pair, SharedSecret};
use crate::limits::CARD_BYTES;
use crate::name::DisplayName;
use crate::utc::Utc;

/// Length of the padded text in a card. All cards have the same length, so that it does not disclose the
/// length of a name.
pub const CARD_TEXT_BYTES: usize = CARD_BYTES - SALT_BYTES - AUTHENTICATOR_BYTES;

const SALT_BYTES: usize = 32;
const AUTHENTICATOR_BYTES: usize = 16;

/// What a User waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Availability {
    /// The User asks this Helper for help now.
    AsksForHelp,
    /// The Helper can offer help. The User is then asked.
    AcceptsOffers,
}

/// The information about a waiting User for one Helper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PresenceCard {
    /// What the User waits for.
    pub availability: Availability,
    /// The name that the User has chosen, or the name of the computer.
    pub name: DisplayName,
    /// The public key of the User.
    pub key: IdentityKey,
    /// When the User began to wait.
    pub since: Utc,
}

/// An encrypted [`PresenceCard`]: a salt and the ciphertext, always [`CARD_BYTES`] long.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct SealedCard(Vec<u8>);

/// Why a card cannot be sealed or opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CardError {
    /// The text is not base64 of [`CARD_BYTES`] bytes.
    #[error("expected a sealed card: {CARD_BYTES} bytes in base64")]
    Malformed,
    /// The card is sealed for a different key, or was changed.
    #[error("the card cannot be opened with this key")]
    WrongKey,
    /// The text is too long for a card, or is not that of a card.
    #[error("expected a card, got something else")]
    Text,
}

impl PresenceCard {
    /// Encrypts the card for the Helper of a pair.
    pub fn seal(&self, pair: &Pair, rng: &mut impl CryptoRngCore) -> Result<SealedCard, CardError> {
        let mut salt = [0; SALT_BYTES];
        rng.fill_bytes(&mut salt);
        self.seal_with(&pair.card(), salt)
    }

    /// Encrypts the card for a Helper who does not know the sender's key. `ephemeral` is an ephemeral public
    /// key for this card only, and `shared` the X25519 shared secret of its private key and the Helper's
    /// key.
    pub fn seal_for(
        &self,
        helper: &IdentityKey,
        ephemeral: &IdentityKey,
        shared: &SharedSecret,
    ) -> Result<SealedCard, CardError> {
        self.seal_with(&public_tag_secret(shared, helper), *ephemeral.as_bytes())
    }

    fn seal_with(
        &self,
        secret: &[u8; 32],
        salt: [u8; SALT_BYTES],
    ) -> Result<SealedCard, CardError> {
        let mut text = serde_json::to_vec(self).map_err(|_| CardError::Text)?;
        if text.len() > CARD_TEXT_BYTES {
            return Err(CardError::Text);
        }
        text.resize(CARD_TEXT_BYTES, b' ');
        let sealed = cipher(secret, &salt)
            .encrypt(&Nonce::default(), Payload::from(text.as_slice()))
            .map_err(|_| CardError::Text)?;
        Ok(SealedCard([salt.as_slice(), &sealed].concat()))
    }
}

impl SealedCard {
    /// Decrypts a card of a pair.
    pub fn open(&self, pair: &Pair) -> Result<PresenceCard, CardError> {
        self.open_with(&pair.card())
    }

    /// The ephemeral public key of a card at the Helper's public tag. Together with the Helper's private
    /// key it gives the `shared` of [`SealedCard::open_public`].
    pub fn ephemeral_key(&self) -> Option<IdentityKey> {
        let salt = self.0.first_chunk::<SALT_BYTES>()?;
        Some(IdentityKey::new(*salt))
    }

    /// Decrypts a card at the public tag of `helper`.
    pub fn open_public(
        &self,
        helper: &IdentityKey,
        shared: &SharedSecret,
    ) -> Result<PresenceCard, CardError> {
        self.open_with(&public_tag_secret(shared, helper))
    }

    fn open_with(&self, secret: &[u8; 32]) -> Result<PresenceCard, CardError> {
        let (salt, sealed) =
            self.0.split_first_chunk::<SALT_BYTES>().ok_or(CardError::Malformed)?;
        let text = cipher(secret, salt)
            .decrypt(&Nonce::default(), Payload::from(sealed))
            .map_err(|_| CardError::WrongKey)?;
        serde_json::from_slice(&text).map_err(|_| CardError::Text)
    }
}

fn public_tag_secret(shared: &SharedSecret, helper: &IdentityKey) -> Zeroizing<[u8; 32]> {
    let mut secret = Zeroizing::new([0; 32]);
    Hkdf::<Sha256>::new(Some(helper.as_bytes()), shared.as_bytes())
        .expand(b"alongside/1 desk card", secret.as_mut())
        .expect("32 bytes are within the limit of HKDF-SHA256");
    secret
}

/// The cipher for one card. Each salt gives a different key and is used once, so the nonce can be constant.
fn cipher(secret: &[u8; 32], salt: &[u8; SALT_BYTES]) -> ChaCha20Poly1305 {
    let mut key = Zeroizing::new([0; 32]);
    Hkdf::<Sha256>::new(Some(salt), secret)
        .expand(b"alongside/1 card", key.as_mut())
        .expect("32 bytes are within the limit of HKDF-SHA256");
    ChaCha20Poly1305::new(key.as_ref().into())
}

impl TryFrom<String> for SealedCard {
    type Error = CardError;

    fn try_from(text: String) -> Result<Self, CardError> {
        use base64::Engine as _;
        let bytes = base64::engine::general_purpose::STANDARD.decode(text).ok();
        bytes.filter(|bytes| bytes.len() == CARD_BYTES).map(Self).ok_or(CardError::Malformed)
    }
}

impl From<SealedCard> for String {
    fn from(card: SealedCard) -> String {
        use base64::Engine as _;
        base64::engine::general_purpose::STANDARD.encode(card.0)
    }
}
