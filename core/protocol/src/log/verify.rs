//! Verification of one copy, and comparison of two copies.

use alloc::vec::Vec;

use ed25519_dalek::VerifyingKey;

use super::digest::{Digest, PublicKey};
use super::kind::EntryKind;
use super::log_writer::{entry_message, is_signed, line_message};
use super::read::{CopyLine, LogCopy};

/// A verified copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    digests: Vec<Digest>,
    /// The number of entries that the other side has signed, counted from the first.
    signed: usize,
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
}

/// Verifies the hash chain and all signatures of one copy.
pub fn verify(copy: &LogCopy) -> Result<Verified, VerifyError> {
    let keys = keys(copy);
    let mut owner: Option<VerifyingKey> = None;
    let mut verified = Verified { digests: Vec::new(), signed: 0 };
    for line in &copy.lines {
        match line {
            CopyLine::Entry { entry, stamp } => {
                let number = verified.digests.len() + 1;
                if entry.digest(verified.digests.last().copied()) != stamp.hash {
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
                verified.digests.push(stamp.hash);
            }
            CopyLine::Countersigned { number, signature } => {
                let number = usize::try_from(*number).unwrap_or(usize::MAX);
                let fault = VerifyError::Countersignature(number);
                let digest = verified.digests.get(number.wrapping_sub(1)).ok_or(fault)?;
                let message = entry_message(*digest);
                let by_other = keys
                    .iter()
                    .filter(|key| owner.as_ref() != Some(*key))
                    .any(|key| is_signed(key, &message, *signature));
                if number != verified.signed + 1 || !by_other {
                    return Err(fault);
                }
                verified.signed = number;
            }
        }
    }
    if verified.digests.is_empty() { Err(VerifyError::Empty) } else { Ok(verified) }
}

/// Compares two verified copies.
pub fn compare(one: &Verified, other: &Verified) -> Result<Agreement, Difference> {
    let common = one.digests.iter().zip(&other.digests).take_while(|(a, b)| a == b).count();
    let (more, others_more) = (one.digests.len() - common, other.digests.len() - common);
    if common == 0 {
        return Err(Difference::OtherSession);
    }
    if common < one.signed.max(other.signed) {
        let at = common + 1;
        let missing = more == 0 || others_more == 0;
        return Err(if missing { Difference::Missing(at) } else { Difference::Entry(at) });
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
        self.digests.len()
    }

    /// The number of entries, from the first on, that the other side has signed.
    pub fn countersigned(&self) -> usize {
        self.signed
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
