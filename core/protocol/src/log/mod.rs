//! The session log: what both sides write down about a session, in one form.
//!
//! The form is the one of Windows 7 Remote Assistance (`YYYYMMDDHHMMSS.xml`), so that whatever reads
//! those reads these. What is ours beside it: `UTC`, and that neither side can change its copy
//! unnoticed. The entries are a hash chain; each side signs every line of its own copy with a key
//! that lives as long as the session, and signs every entry for the other side's copy. The form is
//! described in `docs/session-log.md`.
//!
//! Reading order: [`Kind`] (what is written down), [`Entry`], [`Keeper`] (writes one side's copy),
//! [`struct@Copy`] (reads one), [`verify()`] and [`compare`].

mod characters;
mod entry;
mod keeper;
mod kind;
mod read;
mod time;
mod verify;
mod xml;

pub use crate::hex::{Hex, HexError};
pub use entry::{Entry, EntryError};
pub use keeper::{Appended, Keeper, KeeperError};
pub use kind::Kind;
pub use read::{Copy, Line, ReadError};
pub use time::{LocalTime, Utc};
pub use verify::{Agreement, Difference, Fault, Verified, compare, verify};
pub use xml::{FOOT, HEAD, Stamp, shown};

/// The hash of an entry and of all before it (SHA-256).
pub type Digest = Hex<32>;

/// With what a side's signatures are checked (Ed25519).
pub type PublicKey = Hex<32>;

/// An Ed25519 signature.
pub type Signature = Hex<64>;

#[cfg(test)]
mod tests;
