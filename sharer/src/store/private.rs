//! Files in the settings folder that only their owner may read or change: this is checked before they are
//! read. They are written whole or not at all.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::platform::atomic_file::{self as atomic, Existing, Synced};
use crate::platform::files::{self, Access, Exposure};
use crate::platform::folders;
use crate::store::table::Mistake;

/// How often a lock is tried, and how long to wait before the next time: half a second in all.
const LOCK_ATTEMPTS: u32 = 50;

/// See [`LOCK_ATTEMPTS`].
const LOCK_AGAIN: Duration = Duration::from_millis(10);

/// Why a private file cannot be used. Each error names the file, and the remedy where there is one.
#[derive(Debug, thiserror::Error)]
pub enum PrivateError {
    /// The account has no folder for settings.
    #[error("this account has no folder for settings, so nobody can be remembered")]
    NoFolder,
    /// Others could read or replace it.
    #[error(
        "{} is not private: others could read or change it. If nobody has, {}; else delete it",
        .0.display(),
        files::HOW_TO_MAKE_PRIVATE
    )]
    Exposed(PathBuf),
    /// It belongs to another account.
    #[error("{} belongs to another account; move it away", .0.display())]
    Owner(PathBuf),
    /// It is there, and cannot be read.
    #[error("{} cannot be read: {error}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// It cannot be written.
    #[error("{} cannot be written: {error}", path.display())]
    Unwritable {
        /// The file.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// It is longer than such a file can be.
    #[error("{} cannot be read: expected at most {most} bytes", path.display())]
    TooLong {
        /// The file.
        path: PathBuf,
        /// How long it may be.
        most: u64,
    },
    /// Another program writes it, and does not end.
    #[error(
        "{} cannot be written: another program holds it; close the other Alongside and try again",
        .0.display()
    )]
    Held(PathBuf),
    /// A line of it is malformed.
    #[error("{} is wrong in {mistake}. Mend it, or move it away to begin anew", path.display())]
    Wrong {
        /// The file.
        path: PathBuf,
        /// What, and in which line.
        mistake: Mistake,
    },
    /// It is no text.
    #[error(
        "{} is wrong in its form: expected a text. Mend it, or move it away to begin anew",
        .0.display()
    )]
    NoText(PathBuf),
    /// It holds no key.
    #[error(
        "{} is wrong in its form: expected \"{head}\" and a key in base64. Mend it, or move it away to begin anew",
        path.display()
    )]
    NoKey {
        /// The file.
        path: PathBuf,
        /// Its first line, as it should be.
        head: &'static str,
    },
}

/// Where this program keeps its settings.
pub(crate) fn folder() -> Result<PathBuf, PrivateError> {
    let folder = folders::settings().ok_or(PrivateError::NoFolder)?;
    Ok(folder.join("alongside"))
}

/// Reads a file of at most `most` bytes; `None` when there is none.
pub(crate) fn read(path: &Path, most: u64) -> Result<Option<Vec<u8>>, PrivateError> {
    let unreadable = |error| PrivateError::Unreadable { path: path.to_owned(), error };
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(unreadable(error)),
    };
    // The file that was opened: another one may have this name now.
    check(path, &files::access_of(&file).map_err(unreadable)?)?;
    let mut bytes = Vec::new();
    file.take(most + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > most {
        return Err(PrivateError::TooLong { path: path.to_owned(), most });
    }
    Ok(Some(bytes))
}

/// Writes a private file whole, and creates its folder where it is missing.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<(), PrivateError> {
    atomic::create_folder(atomic::folder_of(path))
        .and_then(|()| atomic::write(path, bytes, Existing::Replace, Synced::ContentsAndName))
        .map_err(|error| PrivateError::Unwritable { path: path.to_owned(), error })
}

/// Locks a file against other programs until the lock is dropped. It is held for a moment only, so a
/// program that holds it for longer hangs; this one then fails instead of waiting for it.
pub(crate) fn lock(path: &Path) -> Result<File, PrivateError> {
    let unwritable = |error| PrivateError::Unwritable { path: path.to_owned(), error };
    atomic::create_folder(atomic::folder_of(path)).map_err(unwritable)?;
    let mut name = path.as_os_str().to_owned();
    name.push(".lock");
    let file = atomic::open_lock(Path::new(&name)).map_err(unwritable)?;
    for _ in 0..LOCK_ATTEMPTS {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(fs::TryLockError::WouldBlock) => std::thread::sleep(LOCK_AGAIN),
            Err(fs::TryLockError::Error(error)) => return Err(unwritable(error)),
        }
    }
    Err(PrivateError::Held(path.to_owned()))
}

/// Checks that only this account can read the file, and put another one in its place.
fn check(path: &Path, file: &Access) -> Result<(), PrivateError> {
    let unreadable = |error| PrivateError::Unreadable { path: path.to_owned(), error };
    let folder = path.parent().map(files::access_at).transpose().map_err(unreadable)?;
    match files::check_private(file, folder.as_ref()) {
        Ok(()) => Ok(()),
        Err(Exposure::OtherOwner) => Err(PrivateError::Owner(path.to_owned())),
        Err(Exposure::Others) => Err(PrivateError::Exposed(path.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::test_folder::Folder;

    #[test]
    fn a_lock_that_is_held_for_long_is_an_error() {
        let folder = Folder::new();
        let path = folder.path().join("contacts");
        let held = lock(&path).unwrap();
        let error = lock(&path).unwrap_err().to_string();
        assert!(error.contains("another program holds it"), "{error}");
        drop(held);
        assert!(lock(&path).is_ok());
    }
}
