//! Verification of one copy, and comparison of two copies.

use alloc::vec::Vec;

use ed25519_dalek::VerifyingKey;

use super::digest::{Digest, PublicKey};
use super::kind::EntryKind;
use super::log_writer::{dispute_message, entry_message, is_signed, line_message};
use super::read::{CopyLine, LogCopy};

/// A verified copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    entries: Vec<VerifiedEntry>,
}

/// An entry of a verified copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VerifiedEntry {
    /// The hash of this entry and all earlier ones.
    pub hash: Digest,
    /// Its kind; `None` if a newer build added it.
    pub kind: Option<EntryKind>,
    /// Whether the other side has signed it: it saw the event itself.
    pub is_countersigned: bool,
    /// Whether the copy's owner says that there was no such event.
    pub is_disputed: bool,
}

/// Why a copy is not valid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VerifyError {
    /// The copy has no entries.
    Empty,
    /// The copy has no public key.
    NoKey,
    /// The hash of this entry is wrong: it was changed, or an earlier one is missing.
    Entry(usize),
    /// The signature of the copy's owner is wrong for this entry.
    Unsigned(usize),
    /// The other side's signature of this entry is wrong.
    Countersignature(usize),
    /// The owner's signature is wrong where they dispute this entry.
    Dispute(usize),
}

/// How two copies agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Agreement {
    /// They have the same entries.
    Same {
        /// The number of entries.
        entries: usize,
    },
    /// They have the same entries until the connection was lost.
    UpTo {
        /// The number of common entries.
        entries: usize,
        /// The number of later entries in one copy.
        one: usize,
        /// The number of later entries in the other copy.
        other: usize,
    },
}

/// How two copies differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Difference {
    /// They have no common entry.
    OtherSession,
    /// This entry differs, although one side has signed it for the other.
    Entry(usize),
    /// One copy ends before this entry, although its side has signed it for the other.
    Missing(usize),
    /// Both have this entry, and one side says that it saw no such event.
    Disputed(usize),
}

/// Verifies the hash chain and all signatures of one copy.
pub fn verify(copy: &LogCopy) -> Result<Verified, VerifyError> {
    let keys = keys(copy);
    let mut owner: Option<VerifyingKey> = None;
    let mut entries: Vec<VerifiedEntry> = Vec::new();
    let mut last_countersigned = 0;
    for line in &copy.lines {
        match line {
            CopyLine::Entry { entry, stamp } => {
                let number = entries.len() + 1;
                if entry.digest(entries.last().map(|last| last.hash)) != stamp.hash {
                    return Err(VerifyError::Entry(number));
                }
                let message = line_message(stamp.hash, &stamp.time, &stamp.date);
                let signs = |key: &&VerifyingKey| is_signed(key, &message, stamp.signature);
                match &owner {
                    Some(key) if signs(&key) => {}
                    Some(_) => return Err(VerifyError::Unsigned(number)),
                    None if keys.is_empty() => return Err(VerifyError::NoKey),
                    None => {
                        owner =
                            Some(*keys.iter().find(signs).ok_or(VerifyError::Unsigned(number))?);
                    }
                }
                let kind = EntryKind::of_element(&entry.element);
                let (hash, is_countersigned, is_disputed) = (stamp.hash, false, false);
                entries.push(VerifiedEntry { hash, kind, is_countersigned, is_disputed });
            }
            CopyLine::Countersigned { number, signature } => {
                let (number, entry) = at(&mut entries, *number);
                let fault = VerifyError::Countersignature(number);
                let entry = entry.filter(|_| number > last_countersigned).ok_or(fault)?;
                let message = entry_message(entry.hash);
                let by_other = keys
                    .iter()
                    .filter(|key| owner.as_ref() != Some(*key))
                    .any(|key| is_signed(key, &message, *signature));
                if !by_other {
                    return Err(fault);
                }
                entry.is_countersigned = true;
                last_countersigned = number;
            }
            CopyLine::Disputed { number, signature } => {
                // It stands below its entry, once.
                let last = entries.len();
                let (number, entry) = at(&mut entries, *number);
                let fault = VerifyError::Dispute(number);
                let entry = entry.filter(|entry| number == last && !entry.is_disputed);
                let entry = entry.ok_or(fault)?;
                let message = dispute_message(entry.hash);
                if !owner.as_ref().is_some_and(|key| is_signed(key, &message, *signature)) {
                    return Err(fault);
                }
                entry.is_disputed = true;
            }
        }
    }
    if entries.is_empty() { Err(VerifyError::Empty) } else { Ok(Verified { entries }) }
}

/// The entry with this number, from 1.
fn at(entries: &mut [VerifiedEntry], number: u32) -> (usize, Option<&mut VerifiedEntry>) {
    let number = usize::try_from(number).unwrap_or(usize::MAX);
    (number, entries.get_mut(number.wrapping_sub(1)))
}

/// Compares two verified copies.
pub fn compare(one: &Verified, other: &Verified) -> Result<Agreement, Difference> {
    let pairs = one.entries.iter().zip(&other.entries);
    let common = pairs.take_while(|(a, b)| a.hash == b.hash).count();
    let (more, others_more) = (one.entries() - common, other.entries() - common);
    if common == 0 {
        return Err(Difference::OtherSession);
    }
    // A signature holds the place of all earlier entries, too.
    if common < one.last_countersigned().max(other.last_countersigned()) {
        let at = common + 1;
        let missing = more == 0 || others_more == 0;
        return Err(if missing { Difference::Missing(at) } else { Difference::Entry(at) });
    }
    let both = one.entries.iter().zip(&other.entries).take(common);
    let disputed = both.map(|(a, b)| a.is_disputed || b.is_disputed).position(|it| it);
    if let Some(index) = disputed {
        return Err(Difference::Disputed(index + 1));
    }
    Ok(if more == 0 && others_more == 0 {
        Agreement::Same { entries: common }
    } else {
        Agreement::UpTo { entries: common, one: more, other: others_more }
    })
}

impl Verified {
    /// The number of entries.
    pub fn entries(&self) -> usize {
        self.entries.len()
    }

    /// The entries, each with its number from 1.
    pub fn numbered(&self) -> impl Iterator<Item = (usize, &VerifiedEntry)> {
        (1..).zip(&self.entries)
    }

    /// How many entries the other side has signed.
    pub fn countersigned(&self) -> usize {
        self.entries.iter().filter(|entry| entry.is_countersigned).count()
    }

    fn last_countersigned(&self) -> usize {
        self.entries.iter().rposition(|entry| entry.is_countersigned).map_or(0, |index| index + 1)
    }
}

/// The public keys in the entries: that of the side that began the log, and those of the sides that joined. A log
/// that begins within a session begins with another entry than the invitation.
fn keys(copy: &LogCopy) -> Vec<VerifyingKey> {
    let named = |(n, (entry, _, _)): (usize, (&super::Entry, &str, &str))| -> Option<PublicKey> {
        (n == 0 || entry.is(EntryKind::InvitationOpened) || entry.is(EntryKind::LogShared))
            .then_some(entry.key)
            .flatten()
    };
    let keys = copy.entries().enumerate().filter_map(named);
    // Further keys are ignored: our logs have one for each side.
    keys.take(KEYS).filter_map(|key| VerifyingKey::from_bytes(&key.0).ok()).collect()
}

/// The maximum number of keys that are used for one copy. A session has two.
const KEYS: usize = 16;
