//! The session log. Both sides keep a copy of it.
//!
//! The format is that of Windows 7 Remote Assistance (`YYYYMMDDHHMMSS.xml`), so that programs for those
//! logs can read ours. We add `UTC` and protection against changes: the entries are a hash chain, and
//! each side has a key pair for the session. Each side signs every line of its own copy, and signs every
//! entry for the copy of the other side. `docs/session-log.md` describes the format.
//!
//! Reading order: [`EntryKind`], [`Entry`], [`LogWriter`] (writes a copy), [`LogCopy`] (reads a copy),
//! [`verify()`] and [`compare`].

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
pub use keeper::{LogWriter, LogWriterError, WrittenEntry};
pub use kind::EntryKind;
pub use read::{CopyLine, LogCopy, ReadError};
pub use time::{LocalTime, UtcMillis};
pub use verify::{Agreement, Difference, Verified, VerifyError, compare, verify};
pub use xml::{CopyAttributes, LOG_FOOT, LOG_HEAD, sentence};

/// The hash of an entry and all earlier ones (SHA-256).
pub type Digest = Hex<32>;

/// The public key for the signatures of one side (Ed25519, RFC 8032).
pub type PublicKey = Hex<32>;

/// An Ed25519 signature (RFC 8032).
pub type Signature = Hex<64>;

#[cfg(test)]
mod tests;
