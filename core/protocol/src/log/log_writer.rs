//! The writer of one copy of the session log.

use alloc::string::String;
use alloc::vec::Vec;

use ed25519_dalek::{Signer as _, SigningKey, VerifyingKey};
use rand_core::CryptoRngCore;

use super::digest::{Digest, PublicKey, Signature};
use super::entry::{Entry, EntryError};
use super::time::LocalTime;
use super::xml::{self, COUNTERSIGNED, CopyAttributes, DISPUTED};
use crate::hex::Hex;
use crate::limits::{LOG_BYTES, LOG_ENTRIES};

/// Writes one copy of a session log: it has the hash chain of the entries, and the signing key.
///
/// It returns the lines of the file; the shell stores them. The key is generated for one session, and exported
/// only for a page that is loaded again within it. After the writer is dropped, nothing can be signed for
/// this side any more.
pub struct LogWriter {
    key: SigningKey,
    other: Option<VerifyingKey>,
    digests: Vec<Digest>,
    /// The last entry that the other side has signed; 0 before the first.
    signed: u32,
    bytes: usize,
}

/// What [`LogWriter::keep`] returns. It contains the secret key.
#[derive(Clone)]
pub struct KeptWriter {
    /// The secret key.
    pub key: Hex<32>,
    /// The public key of the other side, once it is known.
    pub other: Option<PublicKey>,
    /// The last entry that the other side has signed; 0 before the first.
    pub signed: u32,
    /// The hash of the last entry; `None` without entries.
    pub last: Option<Digest>,
}

/// A written entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenEntry {
    /// The number of the entry, from 1.
    pub number: u32,
    /// The hash of this entry and all earlier ones.
    pub hash: Digest,
    /// This side's signature for the other side's copy.
    pub signature: Signature,
    /// The line for this side's file.
    pub line: String,
}

/// Why an entry or a countersignature is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LogWriterError {
    /// The entry is malformed.
    #[error(transparent)]
    Entry(#[from] EntryError),
    /// The log has reached its size limit.
    #[error("the log is full")]
    Full,
    /// It is not the next entry.
    #[error("the entry does not follow the ones before it")]
    OutOfOrder,
    /// Its hash is not the hash in this copy.
    #[error("the other side's copy is not like this one")]
    Differs,
    /// The signature is not a valid signature of the other side.
    #[error("the signature is not the other side's")]
    Signature,
}

impl LogWriter {
    /// Creates an empty copy, and generates its key.
    pub fn new(rng: &mut impl CryptoRngCore) -> Self {
        let mut secret = zeroize::Zeroizing::new([0; 32]);
        rng.fill_bytes(&mut *secret);
        Self {
            key: SigningKey::from_bytes(&secret),
            other: None,
            digests: Vec::new(),
            signed: 0,
            bytes: xml::LOG_HEAD.len() + xml::LOG_FOOT.len(),
        }
    }

    /// What goes on with this copy in a page that is loaded again, beside the lines.
    pub fn keep(&self) -> KeptWriter {
        KeptWriter {
            key: Hex(self.key.to_bytes()),
            other: self.other.map(|key| Hex(key.to_bytes())),
            signed: self.signed,
            last: self.digests.last().copied(),
        }
    }

    /// Goes on with the copy of these lines. `None` when its last entry is another one. The lines are not
    /// verified: that takes long, and they come from where the key comes from.
    pub fn resume<'a>(kept: &KeptWriter, lines: impl Iterator<Item = &'a str>) -> Option<Self> {
        let other = match kept.other {
            Some(key) => Some(VerifyingKey::from_bytes(&key.0).ok()?),
            None => None,
        };
        let (mut digests, mut bytes) = (Vec::new(), xml::LOG_HEAD.len() + xml::LOG_FOOT.len());
        for line in lines {
            bytes += line.len();
            digests.extend(xml::hash(line));
        }
        let is_whole = digests.last().copied() == kept.last;
        let key = SigningKey::from_bytes(&kept.key.0);
        is_whole.then_some(Self { key, other, digests, signed: kept.signed, bytes })
    }

    /// The public key for the signatures of this side.
    pub fn public_key(&self) -> PublicKey {
        Hex(self.key.verifying_key().to_bytes())
    }

    /// Removes all entries. The key stays.
    pub fn clear(&mut self) {
        self.digests.clear();
        self.signed = 0;
        self.other = None;
        self.bytes = xml::LOG_HEAD.len() + xml::LOG_FOOT.len();
    }

    /// The number of entries.
    pub fn len(&self) -> usize {
        self.digests.len()
    }

    /// Whether there are no entries.
    pub fn is_empty(&self) -> bool {
        self.digests.is_empty()
    }

    /// The size of the whole file in bytes.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// Sets the public key of the other side, for its signatures.
    pub fn set_other_key(&mut self, key: PublicKey) -> Result<(), LogWriterError> {
        let key = VerifyingKey::from_bytes(&key.0).map_err(|_| LogWriterError::Signature)?;
        self.other = Some(key);
        Ok(())
    }

    /// Appends an entry of this side.
    pub fn append(
        &mut self,
        entry: &Entry,
        at: &LocalTime,
    ) -> Result<WrittenEntry, LogWriterError> {
        entry.check()?;
        let hash = entry.digest(self.digests.last().copied());
        self.write(entry, hash, at)
    }

    /// Appends an entry that the other side has written first, and compares its number and hash.
    pub fn follow(
        &mut self,
        number: u32,
        entry: &Entry,
        hash: Digest,
        at: &LocalTime,
    ) -> Result<WrittenEntry, LogWriterError> {
        entry.check()?;
        if usize::try_from(number).ok() != self.digests.len().checked_add(1) {
            return Err(LogWriterError::OutOfOrder);
        }
        if entry.digest(self.digests.last().copied()) != hash {
            return Err(LogWriterError::Differs);
        }
        self.write(entry, hash, at)
    }

    /// Appends the other side's signature of an entry: each entry once, in order. Those that it has not
    /// seen are left out. Returns the line for this side's file.
    pub fn countersign(
        &mut self,
        number: u32,
        signature: Signature,
    ) -> Result<String, LogWriterError> {
        let digest = self.digest(number).filter(|_| number > self.signed);
        let digest = digest.ok_or(LogWriterError::OutOfOrder)?;
        let other = self.other.ok_or(LogWriterError::Signature)?;
        if !is_signed(&other, &entry_message(digest), signature) {
            return Err(LogWriterError::Signature);
        }
        self.signed = number;
        let line = xml::about_entry(COUNTERSIGNED, number, signature);
        self.bytes += line.len();
        Ok(line)
    }

    /// Appends that this side saw no such event as the last entry, the other side's, tells. Returns the line for
    /// this side's file.
    pub fn dispute(&mut self) -> Result<String, LogWriterError> {
        let number = u32::try_from(self.digests.len()).unwrap_or(u32::MAX);
        let digest = self.digest(number).ok_or(LogWriterError::OutOfOrder)?;
        let line = xml::about_entry(DISPUTED, number, self.sign(&dispute_message(digest)));
        self.bytes += line.len();
        Ok(line)
    }

    /// The hash of an entry. Entries count from 1.
    fn digest(&self, number: u32) -> Option<Digest> {
        let index = usize::try_from(number).ok()?.checked_sub(1)?;
        self.digests.get(index).copied()
    }

    fn write(
        &mut self,
        entry: &Entry,
        hash: Digest,
        at: &LocalTime,
    ) -> Result<WrittenEntry, LogWriterError> {
        if self.digests.len() >= LOG_ENTRIES || self.bytes >= LOG_BYTES {
            return Err(LogWriterError::Full);
        }
        let (time, date) = (at.time(), at.date());
        let signature = self.sign(&line_message(hash, &time, &date));
        let line = xml::line(entry, &CopyAttributes { time, date, hash, signature });
        self.digests.push(hash);
        self.bytes += line.len();
        let number = u32::try_from(self.digests.len()).unwrap_or(u32::MAX);
        let signature = self.sign(&entry_message(hash));
        Ok(WrittenEntry { number, hash, signature, line })
    }

    /// Appends an entry without a line and without signatures, to test the limit.
    #[cfg(test)]
    pub(super) fn digests_for_test(&mut self, digest: Digest) {
        self.digests.push(digest);
    }

    fn sign(&self, message: &[u8]) -> Signature {
        Hex(self.key.sign(message).to_bytes())
    }
}

impl core::fmt::Debug for KeptWriter {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("KeptWriter(…)")
    }
}

impl core::fmt::Debug for LogWriter {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("LogWriter").field("entries", &self.digests.len()).finish_non_exhaustive()
    }
}

/// The message that a side signs for the other side: the hash of an entry and all earlier ones. It vouches for
/// the entry, and for the place of the earlier ones.
pub(super) fn entry_message(hash: Digest) -> Vec<u8> {
    [b"alongside log entry\0".as_slice(), &hash.0].concat()
}

/// The message that a side signs in its own copy when it saw no such event as an entry of the other side tells.
pub(super) fn dispute_message(hash: Digest) -> Vec<u8> {
    [b"alongside log dispute\0".as_slice(), &hash.0].concat()
}

/// The message that a side signs in its own copy: the hash of an entry and all earlier ones, and the local
/// time.
pub(super) fn line_message(hash: Digest, time: &str, date: &str) -> Vec<u8> {
    [b"alongside log line\0".as_slice(), &hash.0, time.as_bytes(), b"\0", date.as_bytes()].concat()
}

pub(super) fn is_signed(key: &VerifyingKey, message: &[u8], signature: Signature) -> bool {
    let signature = ed25519_dalek::Signature::from_bytes(&signature.0);
    key.verify_strict(message, &signature).is_ok()
}
