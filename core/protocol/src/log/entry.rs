//! One entry, as both copies hold it.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::string::ToString;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::characters::{allowed, is_forbidden};
use super::kind::Kind;
use super::time::Utc;
use super::{Digest, Hex, PublicKey};
use crate::limits::{LOG_EVENT_BYTES, LOG_TEXT_BYTES};

/// Bytes of the longest element name that is read.
const ELEMENT_BYTES: usize = 40;

/// One entry: what both copies have in common of it.
///
/// It names its element by text and not by [`Kind`], so that an older build can keep and verify
/// what a newer one writes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// When.
    pub utc: Utc,
    /// The name of its element.
    pub element: String,
    /// The sentence that says what happened; empty when the text does.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub event: String,
    /// The text of the element.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// The key of a side that signs from here on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<PublicKey>,
}

/// Why an entry cannot be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EntryError {
    /// The element's name is not one.
    #[error("expected an element's name of capitals and underlines")]
    Element,
    /// Event or text is longer than its bound.
    #[error("the entry is too long")]
    TooLong,
    /// There are characters in it that XML 1.0 has no way to write.
    #[error("the entry has characters that no XML file can hold")]
    Forbidden,
}

impl Entry {
    /// An entry of ours. What XML cannot hold is replaced, what is too long is cut.
    pub fn new(utc: Utc, kind: Kind, helper: &str, text: &str) -> Self {
        Self {
            utc,
            element: kind.element().to_owned(),
            event: cut(allowed(&kind.event(helper)), LOG_EVENT_BYTES),
            text: cut(allowed(text), LOG_TEXT_BYTES),
            key: None,
        }
    }

    /// The same with a key.
    #[must_use]
    pub fn with_key(mut self, key: PublicKey) -> Self {
        self.key = Some(key);
        self
    }

    /// Whether its element is that of a kind.
    pub fn is(&self, kind: Kind) -> bool {
        self.element == kind.element()
    }

    /// Checks an entry that somebody else made.
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

    /// The hash of this entry behind all before it.
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

/// At most so many bytes, ending with a whole character.
fn cut(mut text: String, bytes: usize) -> String {
    text.truncate(text.floor_char_boundary(bytes));
    text
}
