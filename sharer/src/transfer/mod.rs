//! What transfers read and write on this computer: sources and sinks, on a thread of their own, so that a slow disk delays
//! neither pictures nor input.
//!
//! ```text
//!  session loop ── Job ──▶ thread ──────────────────── TransferEvent ──▶ session loop
//!                            └── file to be scanned ──▶ second thread ──────▲
//! ```
//!
//! A transfer that is stopped sets its [`stop::StopFlag`], which reaches both threads at once, whatever they do.

mod clipboard;
mod disk;
mod memory;
mod parts;
mod scans;
mod stop;
mod store;

pub(crate) use clipboard::{SharedClipboard, contents, joined, sizes};
pub(crate) use disk::FileSink;
pub(crate) use memory::{MemorySink, MemorySource};
pub(crate) use parts::{Finished, Put, Run, Source, TransferEvent};
pub(crate) use stop::{SavedFile, StopFlag};
pub(crate) use store::{JobsFull, Store};
