//! What the systems know of a disk, and of files that came from elsewhere. Each system has the same functions:
//!
//! - `free_bytes(&Path)`: how many bytes this account can still write into a folder.
//! - `mark_as_received(&Path)`: notes on a file that it came from another computer, where the system keeps such a note,
//!   so that it asks before it opens the file.
//! - `open_source(&Path)`: opens a file to read it, without waiting at what is no file (a pipe, for example).
//! - `identity(&File)`: tells an open file from every other one of this computer, whatever its path is.
//! - `OpenFolder`: a folder that is read. `open(&Path)` opens one, `names(most)` are the names in it, at most so many, and `child(&OsStr)` opens
//!   one of them, which is no link, as a [`Child`].

pub(crate) use super::child::Child;
pub(crate) use super::os::disk::{OpenFolder, free_bytes, identity, mark_as_received, open_source};
