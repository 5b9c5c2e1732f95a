//! What is in a folder that is read.

use std::fs::File;

/// What is in a folder, which the system opens as `Folder`.
#[derive(Debug)]
pub(crate) enum Child<Folder> {
    /// A file.
    File(File),
    /// A folder.
    Folder(Folder),
    /// A link, a device, or something else that is not sent.
    Other,
}
