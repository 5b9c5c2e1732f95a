//! Files that are sent and received, on the disk of the User's computer.
//!
//! - [`arriving`]: a file of the Helper's. It has its name only when it is complete, intact and checked.
//! - [`chosen`]: what the User has chosen: a file or a folder.
//! - [`leaving`]: such a file, which must not change while it is sent.
//! - [`leaving_folder`]: such a folder, as one archive.
//! - [`received_folder`]: the folders of one that the Helper sends. Each is new.
//! - [`scanner`]: the virus scanner of the computer's owner.
//!
//! They block: they belong into a thread of their own. Of a file of any size, one piece at a time is in memory.

pub(crate) mod arriving;
pub(crate) mod chosen;
pub(crate) mod leaving;
pub(crate) mod leaving_folder;
pub(crate) mod received_folder;
pub(crate) mod scanner;
