//! What the systems know of a disk, and of files that came from elsewhere. Each system has the same functions:
//!
//! - `free_bytes(&Path)`: how many bytes this account can still write into a folder.
//! - `mark_as_received(&Path)`: notes on a file that it came from another computer, where the system keeps such a note,
//!   so that it asks before it opens the file.
//! - `open_source(&Path)`: opens a file to read it, without waiting at what is no file (a pipe, for example).

pub(crate) use super::os::disk::{free_bytes, mark_as_received, open_source};
