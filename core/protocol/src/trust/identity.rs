//! PURE. Public keys of people and computers, and the places where they are found.

use alloc::string::String;
use alloc::string::ToString;
use alloc::vec::Vec;

use core::fmt;
use core::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hkdf::Hkdf;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::hex::Hex;
use crate::utc::Utc;

const DAY: u64 = 24 * 60 * 60;

/// How far two clocks may be apart when a day ends: so long before and after, both days count.
const SLACK: u64 = 60 * 60;

/// The public key of an identity (X25519, RFC 7748), written in base64. Everybody may know it; whom it
/// belongs to is shown by [`super::Proof`], or by a handshake with a [`super::PairCredential`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct IdentityKey([u8; 32]);

/// Why a text is no [`IdentityKey`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected a public key: 32 bytes in base64")]
pub struct IdentityKeyError;

impl IdentityKey {
    /// Wraps a key.
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The key's bytes.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// What two people read to each other to compare a key: four groups of four hexadecimal digits.
    pub fn fingerprint(&self) -> String {
        let hash: [u8; 32] = Sha256::digest(self.0).into();
        let text = Hex(hash).to_string();
        let groups: Vec<&str> = (0..4).filter_map(|n| text.get(n * 4..n * 4 + 4)).collect();
        groups.join(" ")
    }

    /// Where, on a day, those wait who know this Helper's key and whom the Helper need not know.
    pub fn desk(&self, day: Day) -> Tag {
        let mut tag = [0; 16];
        let info = [b"alongside/1 desk".as_slice(), &day.0.to_be_bytes()].concat();
        Hkdf::<Sha256>::new(None, &self.0)
            .expand(&info, &mut tag)
            .expect("16 bytes are within HKDF-SHA256's reach");
        Hex(tag)
    }
}

impl fmt::Debug for IdentityKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "IdentityKey({self})")
    }
}

impl fmt::Display for IdentityKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&STANDARD.encode(self.0))
    }
}

impl FromStr for IdentityKey {
    type Err = IdentityKeyError;

    fn from_str(text: &str) -> Result<Self, IdentityKeyError> {
        let bytes = STANDARD.decode(text.trim()).ok().and_then(|bytes| bytes.try_into().ok());
        bytes.map(Self).ok_or(IdentityKeyError)
    }
}

impl TryFrom<String> for IdentityKey {
    type Error = IdentityKeyError;

    fn try_from(text: String) -> Result<Self, IdentityKeyError> {
        text.parse()
    }
}

impl From<IdentityKey> for String {
    fn from(key: IdentityKey) -> String {
        key.to_string()
    }
}

/// The name of a place at the server where some wait and others watch. It tells the server nothing,
/// and is another one each day.
pub type Tag = Hex<16>;

/// A day of UTC, counted from 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub(super) u64);

impl Day {
    /// The days that count at a moment, today first: near midnight also the one that was or comes,
    /// since the other end's clock may say so.
    pub fn around(now: Utc) -> impl Iterator<Item = Day> + Clone {
        let now = now.as_unix();
        let today = now / DAY;
        let before = (now.saturating_sub(SLACK)) / DAY;
        let after = (now + SLACK) / DAY;
        let others = [before, after].into_iter().filter(move |day| *day != today);
        core::iter::once(today).chain(others).map(Day)
    }

    /// The day of a moment.
    pub fn of(now: Utc) -> Self {
        Self(now.as_unix() / DAY)
    }
}
