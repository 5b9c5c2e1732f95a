//! Whether a copy is as it was written, and whether two copies agree.

use alloc::vec::Vec;

use ed25519_dalek::VerifyingKey;

use super::keeper::{entry_message, is_signed, line_message};
use super::kind::Kind;
use super::read::{Copy, Line};
use super::{Digest, PublicKey};

/// A copy that is as its keeper wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    digests: Vec<Digest>,
    /// Entries that the other side signed: these are the first ones.
    signed: usize,
}

/// What is wrong with a copy, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It has no entries.
    Empty,
    /// It does not say whose signatures it holds.
    NoKey,
    /// This entry is not what was written, or one before it is missing.
    Entry(usize),
    /// This entry is not signed by whoever keeps the copy.
    Unsigned(usize),
    /// What the other side is said to have signed of this entry is not so.
    Countersignature(usize),
}

/// How far two copies agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Agreement {
    /// They hold the same entries.
    Same {
        /// How many.
        entries: usize,
    },
    /// They hold the same entries until one side was alone: the connection was lost.
    UpTo {
        /// How many they have in common.
        entries: usize,
        /// How many one side wrote afterwards.
        one: usize,
        /// How many the other side wrote afterwards.
        other: usize,
    },
}

/// Where two copies do not agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Difference {
    /// They have nothing in common.
    OtherSession,
    /// This entry is not the same in both, although one side signed it for the other.
    Entry(usize),
    /// One copy ends before this entry, although its side signed it for the other.
    Missing(usize),
}

/// Checks one copy: the chain, and all signatures.
pub fn verify(copy: &Copy) -> Result<Verified, Fault> {
    let keys = keys(copy);
    let mut owner: Option<VerifyingKey> = None;
    let mut verified = Verified { digests: Vec::new(), signed: 0 };
    for line in &copy.lines {
        match line {
            Line::Entry { entry, stamp } => {
                let number = verified.digests.len() + 1;
                if entry.digest(verified.digests.last().copied()) != stamp.hash {
                    return Err(Fault::Entry(number));
                }
                let message = line_message(stamp.hash, &stamp.time, &stamp.date);
                let signs = |key: &&VerifyingKey| is_signed(key, &message, stamp.signature);
                match &owner {
                    Some(key) if signs(&key) => {}
                    Some(_) => return Err(Fault::Unsigned(number)),
                    None if keys.is_empty() => return Err(Fault::NoKey),
                    None => {
                        owner = Some(*keys.iter().find(signs).ok_or(Fault::Unsigned(number))?);
                    }
                }
                verified.digests.push(stamp.hash);
            }
            Line::Countersigned { number, signature } => {
                let number = usize::try_from(*number).unwrap_or(usize::MAX);
                let fault = Fault::Countersignature(number);
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
    if verified.digests.is_empty() { Err(Fault::Empty) } else { Ok(verified) }
}

/// Compares two copies that are each as they were written.
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
    /// How many entries there are.
    pub fn entries(&self) -> usize {
        self.digests.len()
    }

    /// How many of them, from the first on, the other side signed.
    pub fn countersigned(&self) -> usize {
        self.signed
    }
}

/// The keys that the entries name: that of the one who began, and those of the ones who joined.
fn keys(copy: &Copy) -> Vec<VerifyingKey> {
    let named = |entry: &super::Entry| -> Option<PublicKey> {
        (entry.is(Kind::InvitationOpened) || entry.is(Kind::LogShared))
            .then_some(entry.key)
            .flatten()
    };
    let keys = copy.entries().filter_map(|(entry, _, _)| named(entry));
    // More keys than people is no log of ours; the rest is not tried.
    keys.take(KEYS).filter_map(|key| VerifyingKey::from_bytes(&key.0).ok()).collect()
}

/// Keys that are tried in one copy: one for each person in a session, and room to spare.
const KEYS: usize = 16;
