//! What the User has chosen to be sent: a file, or a folder.

use std::path::Path;

use protocol::files::OfferedFile;
use protocol::transfer::FileTransfer;

use super::leaving::{LeavingFile, SourceError};
use super::leaving_folder::LeavingFolder;

/// A file or a folder that is sent.
#[derive(Debug)]
pub(crate) enum Chosen {
    /// A file.
    File(LeavingFile),
    /// A folder, as an archive.
    Folder(Box<LeavingFolder>),
}

impl Chosen {
    /// Opens what is at this path. Ends early once `is_stopped` says so.
    pub(crate) fn open(path: &Path, is_stopped: &dyn Fn() -> bool) -> Result<Self, SourceError> {
        if path.is_dir() {
            Ok(Self::Folder(Box::new(LeavingFolder::open(path, is_stopped)?)))
        } else {
            LeavingFile::open(path).map(Self::File)
        }
    }

    /// The same once more, to be sent from its beginning; `None` where it cannot be.
    pub(crate) fn again(&self) -> Option<Self> {
        match self {
            Self::File(file) => file.again().ok().map(Self::File),
            Self::Folder(folder) => Some(Self::Folder(Box::new(folder.again()))),
        }
    }

    /// What the Helper is asked about.
    pub(crate) fn offered(&self) -> FileTransfer {
        match self {
            Self::File(file) => {
                FileTransfer::new(0, OfferedFile::alone(file.name().clone(), file.size()))
            }
            Self::Folder(folder) => FileTransfer {
                contents: Some(folder.contents().clone()),
                ..FileTransfer::new(0, OfferedFile::alone(folder.name().clone(), folder.size()))
            },
        }
    }

    /// How much of a folder is not sent.
    pub(crate) fn left_out(&self) -> usize {
        match self {
            Self::File(_) => 0,
            Self::Folder(folder) => folder.left_out(),
        }
    }

    /// Reads so many bytes from an offset.
    pub(crate) fn read(&mut self, offset: u64, len: usize) -> Result<Vec<u8>, SourceError> {
        match self {
            Self::File(file) => file.read(offset, len),
            Self::Folder(folder) => folder.read(offset, len),
        }
    }
}
