//! An entry of the session log: the part that both copies share.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::string::ToString;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::characters::{allowed, is_forbidden};
use super::digest::{Digest, PublicKey};
use super::kind::EntryKind;
use super::time::UtcMillis;
use crate::hex::Hex;
use crate::limits::{LOG_EVENT_BYTES, LOG_TEXT_BYTES};

/// Length of the longest accepted element name.
const ELEMENT_BYTES: usize = 40;

/// An entry of the session log: the part that both copies share.
///
/// Its element is a text and not an [`EntryKind`], so that an older build can store and verify the entries of
/// a newer one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The time of the event.
    pub utc: UtcMillis,
    /// The name of its element.
    pub element: String,
    /// The sentence about the event. It is empty when the text is enough.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub event: String,
    /// The text of the element.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// The public key of a side that signs from this entry on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<PublicKey>,
}

/// Why an entry is invalid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EntryError {
    /// The name of the element is invalid.
    #[error("expected an element's name of capitals and underlines")]
    Element,
    /// The event or the text is longer than its limit.
    #[error("the entry is too long")]
    TooLong,
    /// The event or the text has characters that XML 1.0 cannot represent.
    #[error("the entry has characters that no XML file can hold")]
    Forbidden,
}

impl Entry {
    /// Creates an entry. Characters that XML cannot represent are replaced, and long text is cut.
    pub fn new(utc: UtcMillis, kind: EntryKind, helper: &str, text: &str) -> Self {
        Self {
            utc,
            element: kind.element().to_owned(),
            event: cut(allowed(&kind.event(helper)), LOG_EVENT_BYTES),
            text: cut(allowed(text), LOG_TEXT_BYTES),
            key: None,
        }
    }

    /// Adds a public key to the entry.
    #[must_use]
    pub fn with_key(mut self, key: PublicKey) -> Self {
        self.key = Some(key);
        self
    }

    /// Whether it has the element of this kind.
    pub fn is(&self, kind: EntryKind) -> bool {
        self.element == kind.element()
    }

    /// Validates an entry of the other side or of a file.
    pub fn check(&self) -> Result<(), EntryError> {
        let capitals = |b: u8| b.is_ascii_uppercase() || b == b'_';
        if self.element.is_empty()
            || self.element.len() > ELEMENT_BYTES
            || !self.element.bytes().all(capitals)
        {
            return Err(EntryError::Element);
        }
        if self.event.len() > LOG_EVENT_BYTES || self.text.len() > LOG_TEXT_BYTES {
            return Err(EntryError::TooLong);
        }
        if self.event.chars().chain(self.text.chars()).any(is_forbidden) {
            return Err(EntryError::Forbidden);
        }
        Ok(())
    }

    /// The hash of this entry and all earlier ones. `before` is the hash of the previous entry.
    pub fn digest(&self, before: Option<Digest>) -> Digest {
        let mut hash = Sha256::new();
        hash.update(b"alongside session log 1\0");
        hash.update(before.unwrap_or(Hex([0; 32])).0);
        hash.update(self.utc.as_millis().to_be_bytes());
        let key = self.key.map(|key| key.to_string()).unwrap_or_default();
        for part in [&self.element, &self.event, &self.text, &key] {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part.as_bytes());
        }
        Hex(hash.finalize().into())
    }
}

/// Cuts a text to at most `bytes` bytes, at the boundary of a character.
fn cut(mut text: String, bytes: usize) -> String {
    text.truncate(text.floor_char_boundary(bytes));
    text
}
