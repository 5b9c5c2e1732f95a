//! PURE. What a waiting User lets one Helper know, and nobody else.

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
use super::pair::{Pair, Shared};
use crate::limits::CARD_BYTES;
use crate::name::DisplayName;
use crate::utc::Utc;

/// Bytes of the text in a card. All are of this length, so that a name's length is not told.
pub const CARD_TEXT_BYTES: usize = CARD_BYTES - SALT_BYTES - AUTHENTICATOR_BYTES;

const SALT_BYTES: usize = 32;
const AUTHENTICATOR_BYTES: usize = 16;

/// What somebody is waiting for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Asks this Helper for help, now.
    Asks,
    /// May be offered help, and is asked then.
    Listens,
}

/// What a Helper learns of somebody who waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Card {
    /// What they wait for.
    pub standing: Standing,
    /// What they call themselves, or their computer.
    pub name: DisplayName,
    /// Their key.
    pub key: IdentityKey,
    /// Since when they wait.
    pub since: Utc,
}

/// A [`Card`] as the server sees it: a salt and what is sealed, always as long as the longest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct SealedCard(Vec<u8>);

/// Why a card cannot be sealed or read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CardError {
    /// Not of a sealed card's length and form.
    #[error("expected a sealed card: {CARD_BYTES} bytes in base64")]
    Malformed,
    /// Sealed for somebody else, or changed on its way.
    #[error("the card cannot be opened with this key")]
    NotOurs,
    /// What it says has no room in a card, or is no card's text.
    #[error("expected a card, got something else")]
    Text,
}

impl Card {
    /// Seals it for the Helper of a pair.
    pub fn seal(&self, pair: &Pair, rng: &mut impl CryptoRngCore) -> Result<SealedCard, CardError> {
        let mut salt = [0; SALT_BYTES];
        rng.fill_bytes(&mut salt);
        self.seal_with(&pair.card(), salt)
    }

    /// Seals it for a Helper who does not know the sender's key. `passing` is a key drawn for this card
    /// alone, and `shared` the result of its private half and the Helper's key.
    pub fn seal_for(
        &self,
        helper: &IdentityKey,
        passing: &IdentityKey,
        shared: &Shared,
    ) -> Result<SealedCard, CardError> {
        self.seal_with(&desk_secret(shared, helper), *passing.as_bytes())
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
    /// Opens a card of a pair.
    pub fn open(&self, pair: &Pair) -> Result<Card, CardError> {
        self.open_with(&pair.card())
    }

    /// The key that a card for a desk was sealed with; the Helper's private key and it give the
    /// `shared` of [`SealedCard::open_at`].
    pub fn passing(&self) -> Option<IdentityKey> {
        let salt = self.0.first_chunk::<SALT_BYTES>()?;
        Some(IdentityKey::new(*salt))
    }

    /// Opens a card that waits at the desk of `helper`.
    pub fn open_at(&self, helper: &IdentityKey, shared: &Shared) -> Result<Card, CardError> {
        self.open_with(&desk_secret(shared, helper))
    }

    fn open_with(&self, secret: &[u8; 32]) -> Result<Card, CardError> {
        let (salt, sealed) =
            self.0.split_first_chunk::<SALT_BYTES>().ok_or(CardError::Malformed)?;
        let text = cipher(secret, salt)
            .decrypt(&Nonce::default(), Payload::from(sealed))
            .map_err(|_| CardError::NotOurs)?;
        serde_json::from_slice(&text).map_err(|_| CardError::Text)
    }
}

fn desk_secret(shared: &Shared, helper: &IdentityKey) -> Zeroizing<[u8; 32]> {
    let mut secret = Zeroizing::new([0; 32]);
    Hkdf::<Sha256>::new(Some(helper.as_bytes()), shared.as_bytes())
        .expand(b"alongside/1 desk card", secret.as_mut())
        .expect("32 bytes are within HKDF-SHA256's reach");
    secret
}

/// One key for each salt and no salt twice, so that the nonce may stay the same.
fn cipher(secret: &[u8; 32], salt: &[u8; SALT_BYTES]) -> ChaCha20Poly1305 {
    let mut key = Zeroizing::new([0; 32]);
    Hkdf::<Sha256>::new(Some(salt), secret)
        .expand(b"alongside/1 card", key.as_mut())
        .expect("32 bytes are within HKDF-SHA256's reach");
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
