//! A file that the User has chosen, to be sent.

use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::Path;
use std::time::SystemTime;

use protocol::file_name::FileName;
use protocol::limits::FILE_BYTES;

use crate::platform::disk;
use crate::words::{Say, say};

/// Why a file is not sent, for the User.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SourceError {
    /// It is a folder or a device, for example.
    #[error("{}", Say::FilesNoFile)]
    NotAFile,
    /// It is larger than [`FILE_BYTES`].
    #[error("{}", Say::FilesLarge)]
    TooLarge,
    /// It is a folder that is no archive.
    #[error("{}", Say::FilesMany)]
    TooMany,
    /// A file in it.
    #[error("{}", say!(FilesWithin, File = .0, Why = &.1.to_string()))]
    Within(String, Box<SourceError>),
    /// The User does not send it any more.
    #[error("{}", Say::FilesFailureCancelled)]
    Stopped,
    /// It was changed while it was sent.
    #[error("{}", Say::FilesFailureChanged)]
    Changed,
    /// The disk.
    #[error("{}", say!(FilesDisk, Why = &.0.to_string()))]
    Disk(#[from] io::Error),
}

/// What a file is known by when it is opened once more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FileMark {
    pub(super) size: u64,
    pub(super) modified: Option<SystemTime>,
    id: (u64, u64),
}

/// A file that is sent.
#[derive(Debug)]
pub(crate) struct LeavingFile {
    file: File,
    name: FileName,
    size: u64,
    modified: Option<SystemTime>,
    /// Where the next read begins without seeking.
    at: u64,
}

impl LeavingFile {
    /// Opens a file. What is behind a link is sent under the name of the link.
    pub(crate) fn open(path: &Path) -> Result<Self, SourceError> {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        Self::new(disk::open_source(path)?, FileName::lossy(&name))
    }

    /// A file that is open, under this name.
    pub(super) fn new(file: File, name: FileName) -> Result<Self, SourceError> {
        let about = file.metadata()?;
        if !about.is_file() {
            return Err(SourceError::NotAFile);
        }
        let size = about.len();
        if size > FILE_BYTES {
            return Err(SourceError::TooLarge);
        }
        Ok(Self { file, name, size, modified: about.modified().ok(), at: 0 })
    }

    /// The same open file once more, to be read from its beginning. It must not have changed since it was opened first.
    pub(crate) fn again(&self) -> io::Result<Self> {
        let (file, name) = (self.file.try_clone()?, self.name.clone());
        // The two have one position: the first read seeks.
        Ok(Self { file, name, size: self.size, modified: self.modified, at: u64::MAX })
    }

    /// Its name.
    pub(crate) fn name(&self) -> &FileName {
        &self.name
    }

    /// Its size, which it must keep.
    pub(crate) fn size(&self) -> u64 {
        self.size
    }

    /// When it was written last, and what tells it from every other file.
    pub(super) fn mark(&self) -> Result<FileMark, SourceError> {
        Ok(FileMark { size: self.size, modified: self.modified, id: disk::identity(&self.file)? })
    }

    /// Reads so many bytes from an offset.
    pub(crate) fn read(&mut self, offset: u64, len: usize) -> Result<Vec<u8>, SourceError> {
        let about = self.file.metadata()?;
        if about.len() != self.size || about.modified().ok() != self.modified {
            return Err(SourceError::Changed);
        }
        if self.at != offset {
            self.file.seek(SeekFrom::Start(offset))?;
        }
        let mut bytes = vec![0; len];
        self.file.read_exact(&mut bytes).map_err(|error| {
            let is_short = error.kind() == io::ErrorKind::UnexpectedEof;
            if is_short { SourceError::Changed } else { SourceError::Disk(error) }
        })?;
        self.at = offset + len as u64;
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests {
    use catalogue::Language;

    use crate::words::{speak, without_marks};
    use std::fs;
    use std::io::Write as _;
    use std::process::Command;

    use super::*;
    use crate::platform::atomic_file::TemporaryFolder;

    #[test]
    fn a_file_is_read_from_any_offset() {
        let folder = TemporaryFolder::new().unwrap();
        let path = folder.file("a.txt");
        fs::write(&path, b"0123456789").unwrap();
        let mut file = LeavingFile::open(&path).unwrap();
        assert_eq!((file.name().as_str(), file.size()), ("a.txt", 10));
        for (offset, bytes) in [(0, b"012"), (3, b"345"), (1, b"123"), (7, b"789")] {
            assert_eq!(file.read(offset, 3).unwrap(), bytes);
        }
    }

    #[test]
    fn a_file_is_sent_again_from_its_beginning_and_is_the_same_one() {
        let folder = TemporaryFolder::new().unwrap();
        let path = folder.file("a.txt");
        fs::write(&path, b"0123456789").unwrap();
        let mut file = LeavingFile::open(&path).unwrap();
        let mut again = file.again().unwrap();
        assert_eq!(file.read(0, 5).unwrap(), b"01234");
        fs::rename(&path, folder.file("b.txt")).unwrap();
        fs::write(&path, b"something else").unwrap();
        assert_eq!(again.read(0, 5).unwrap(), b"01234");
        assert_eq!(again.read(5, 5).unwrap(), b"56789");
    }

    #[test]
    fn a_file_that_changes_while_it_is_sent_fails() {
        let folder = TemporaryFolder::new().unwrap();
        let path = folder.file("a.txt");
        let change = |to: &[u8]| {
            let mut file = fs::OpenOptions::new().write(true).truncate(true).open(&path).unwrap();
            file.write_all(to).unwrap();
            // Some file systems keep times in steps of seconds.
            file.set_modified(SystemTime::UNIX_EPOCH).unwrap();
        };
        for changed in ["0123", "01234567890", "9876543210"] {
            fs::write(&path, b"0123456789").unwrap();
            let mut file = LeavingFile::open(&path).unwrap();
            file.read(0, 4).unwrap();
            change(changed.as_bytes());
            assert!(matches!(file.read(4, 4), Err(SourceError::Changed)), "{changed}");
        }
    }

    #[test]
    fn what_is_no_file_is_not_sent() {
        let folder = TemporaryFolder::new().unwrap();
        assert!(matches!(LeavingFile::open(&folder.file("none")), Err(SourceError::Disk(_))));
        let folder = LeavingFile::open(&folder.file(""));
        assert!(folder.is_err(), "{folder:?}");
    }

    #[test]
    fn a_pipe_is_not_waited_for() {
        let folder = TemporaryFolder::new().unwrap();
        let path = folder.file("pipe");
        assert!(Command::new("mkfifo").arg(&path).status().unwrap().success());
        assert!(matches!(LeavingFile::open(&path), Err(SourceError::NotAFile)));
    }

    #[test]
    fn why_a_file_is_not_sent_is_told_in_the_language_of_the_program() {
        let within = |error| SourceError::Within("a/b.txt".to_owned(), Box::new(error));
        let errors = || {
            [
                SourceError::NotAFile,
                SourceError::TooLarge,
                SourceError::TooMany,
                within(SourceError::Changed),
                SourceError::Stopped,
                SourceError::Disk(io::Error::other("the reason")),
            ]
        };
        let english = errors().map(|error| error.to_string());
        for language in Language::ALL.iter().filter(|language| **language != Language::English) {
            speak(*language);
            for (error, english) in errors().iter().zip(&english) {
                let said = without_marks(&error.to_string());
                assert_ne!(said, *english, "{language:?}");
                for part in ["a/b.txt", "the reason", "ZIP"] {
                    assert_eq!(said.contains(part), english.contains(part), "{said}");
                }
            }
        }
    }
}
