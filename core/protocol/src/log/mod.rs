//! The session log. Both sides keep a copy of it.
//!
//! The format is that of Windows 7 Remote Assistance (`YYYYMMDDHHMMSS.xml`), so that programs for those
//! logs can read ours. We add `UTC` and protection against changes: the entries are a hash chain, and
//! each side has a key pair for the session. Each side signs every line of its own copy. The sharer signs every
//! entry for the Helper's copy; the Helper's side signs those for the User's copy that it saw itself. `docs/session-log.md` describes the format.
//!
//! Reading order: [`EntryKind`], [`Entry`], [`LogWriter`] (writes a copy), [`LogCopy`] (reads a copy),
//! [`verify()`] and [`compare`].

mod characters;
mod digest;
mod entry;
mod kind;
mod log_writer;
mod read;
mod time;
mod verify;
mod xml;

pub use crate::hex::{Hex, HexError};
pub use digest::{Digest, PublicKey, Signature};
pub use entry::{Entry, EntryError};
pub use kind::EntryKind;
pub use log_writer::{KeptWriter, LogWriter, LogWriterError, WrittenEntry};
pub use read::{CopyLine, LogCopy, ReadError};
pub use time::{LocalTime, UtcMillis};
pub use verify::{Agreement, Difference, Verified, VerifiedEntry, VerifyError, compare, verify};
pub use xml::{CopyAttributes, LOG_FOOT, LOG_HEAD, sentence};

#[cfg(test)]
mod tests;
