//! Transfers of files and clipboards over [`Channel::Bulk`](protocol::channel::Channel::Bulk), over one path after
//! another.
//!
//! - [`sender`]: which bytes of one transfer are read and sent next;
//! - [`receiver`]: which bytes of one transfer are new, what is acknowledged, and whether all are intact;
//! - [`outgoing`]: all transfers of this end. They take turns, within a window that the path sets;
//! - [`incoming`]: all transfers to this end;
//! - [`exchange`]: both together, with the control messages that agree on each transfer;
//! - [`archive`]: a folder as one file;
//! - [`shell`]: what the machine of an end and its shell tell each other;
//! - [`windows_clipboard`]: what Windows programs put into their clipboard.
//!
//! A path brings its records in order, and may end in the middle. On the next path a sender begins at the last byte that
//! was acknowledged; the receiver drops what it has.
//!
//! Nothing here reads or writes a file: a shell is asked for bytes, and is given some to write.
#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;
#[cfg(test)]
extern crate std;

pub mod archive;
pub mod exchange;
pub mod incoming;
pub mod outgoing;
pub mod receiver;
pub mod sender;
pub mod shell;
pub mod windows_clipboard;

#[cfg(test)]
mod late_tests;
#[cfg(test)]
mod path_tests;
#[cfg(test)]
mod tests;

/// How far a transfer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Bytes that the receiver has taken.
    pub done: u64,
    /// All bytes.
    pub size: u64,
}
