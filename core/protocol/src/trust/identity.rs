//! Public keys of people and computers, and the daily tags that are derived from them.

use alloc::format;
use alloc::string::{String, ToString};

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

/// Tolerated clock skew at the end of a day, in seconds: within this time of midnight, both days count.
const SLACK: u64 = 60 * 60;

/// The public key of an identity (X25519, RFC 7748). Its text is base64. Possession of the private key is
/// shown by a [`super::KeyProof`], or by a handshake with a [`super::PairCredential`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct IdentityKey([u8; 32]);

/// The text is not an [`IdentityKey`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected a public key: 32 bytes in base64")]
pub struct IdentityKeyError;

impl IdentityKey {
    /// Wraps the bytes of a public key.
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The bytes of the public key.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The fingerprint of the key, for two people to read to each other: 35 decimal digits, in seven groups
    /// of five. They are the first 128 bits of the key's SHA-256, modulo 10³⁵: 116 bits, so that nobody finds
    /// another key with the same fingerprint.
    pub fn fingerprint(&self) -> String {
        let hash: [u8; 32] = Sha256::digest(self.0).into();
        let mut number: [u8; 16] = *hash.first_chunk().expect("a hash has 32 bytes");
        let mut groups = [0; 7];
        for group in groups.iter_mut().rev() {
            *group = divide(&mut number);
        }
        groups.map(|group| format!("{group:05}")).join(" ")
    }

    /// The public tag of this Helper on a day: computers that know the Helper's key wait there, even if the
    /// Helper does not know them.
    pub fn public_tag(&self, day: Day) -> RendezvousTag {
        let mut tag = [0; 16];
        let info = [b"alongside/1 desk".as_slice(), &day.0.to_be_bytes()].concat();
        Hkdf::<Sha256>::new(None, &self.0)
            .expand(&info, &mut tag)
            .expect("16 bytes are within the limit of HKDF-SHA256");
        Hex(tag)
    }
}

/// Divides a number, written as bytes from the highest to the lowest, by 100 000. Returns the remainder.
fn divide(number: &mut [u8; 16]) -> u32 {
    let mut rest = 0;
    for byte in number {
        let part = (rest << 8) | u32::from(*byte);
        *byte = u8::try_from(part / 100_000).expect("the remainder before was less than 100 000");
        rest = part % 100_000;
    }
    rest
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

/// Names a place at the server where sharers wait and pages watch. It is pseudorandom for the server, and
/// changes each day.
pub type RendezvousTag = Hex<16>;

/// A day in UTC, counted from 1970-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub(super) u64);

impl Day {
    /// The days to use at a time, the current one first. Near midnight the adjacent day is included, because
    /// the clock of the other end can differ.
    pub fn around(now: Utc) -> impl Iterator<Item = Day> + Clone {
        let now = now.as_unix();
        let today = now / DAY;
        let before = (now.saturating_sub(SLACK)) / DAY;
        let after = (now + SLACK) / DAY;
        let others = [before, after].into_iter().filter(move |day| *day != today);
        core::iter::once(today).chain(others).map(Day)
    }

    /// The day of a time.
    pub fn of(now: Utc) -> Self {
        Self(now.as_unix() / DAY)
    }
}
