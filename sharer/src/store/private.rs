//! SHELL. Files in the settings folder that are for their owner's eyes only: read after a look at who
//! else could, written whole or not at all.

use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rand_core::{OsRng, RngCore as _};

use crate::platform::files::{self, Exposure};

/// How often a lock is tried, and how long to wait before the next time: half a second in all.
const LOCK_ATTEMPTS: u32 = 50;

/// See [`LOCK_ATTEMPTS`].
const LOCK_AGAIN: Duration = Duration::from_millis(10);

/// Why a private file cannot be used. Each names the file, and the mend where there is one.
#[derive(Debug, thiserror::Error)]
pub enum PrivateError {
    /// The account has no folder for settings.
    #[error("this account has no folder for settings, so nobody can be remembered")]
    NoFolder,
    /// Others could read it, or put another one in its place.
    #[error(
        "{} is not private: others could read or change it. If nobody has, chmod 600 it, and \
         chmod go-w its folder; else delete it",
        .0.display()
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
    /// What stands in it is not ours to understand.
    #[error("{} is wrong in {what}. Mend it, or move it away to begin anew", path.display())]
    Wrong {
        /// The file.
        path: PathBuf,
        /// What, and in which line.
        what: String,
    },
}

/// Where this program keeps its settings.
pub(crate) fn folder() -> Result<PathBuf, PrivateError> {
    let folder = crate::platform::folders::settings().ok_or(PrivateError::NoFolder)?;
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
    // The file that was opened, not whatever has this name by now.
    check(path, &file.metadata().map_err(unreadable)?)?;
    let mut bytes = Vec::new();
    file.take(most + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > most {
        let expected = format!("expected at most {most} bytes");
        return Err(unreadable(io::Error::new(io::ErrorKind::FileTooLarge, expected)));
    }
    Ok(Some(bytes))
}

/// Writes a file. Who looks at it at any moment, a lost power supply included, sees the old one or
/// the new one.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<(), PrivateError> {
    let unwritable = |error| PrivateError::Unwritable { path: path.to_owned(), error };
    let folder = path.parent().ok_or_else(|| unwritable(io::ErrorKind::NotADirectory.into()))?;
    create_folder(folder).map_err(unwritable)?;
    let beside = folder.join(format!(".new-{:016x}", OsRng.next_u64()));
    let written = write_new(&beside, bytes)
        .and_then(|()| fs::rename(&beside, path))
        .and_then(|()| files::sync_folder(folder));
    written.map_err(|error| {
        // It is ours, and of no use any more.
        let _ = fs::remove_file(&beside);
        unwritable(error)
    })
}

/// Keeps others who read and write the same file out until it is dropped. It is held for a moment only:
/// whoever holds it for longer hangs, and must not make a session hang with them.
pub(crate) fn lock(path: &Path) -> Result<File, PrivateError> {
    let unwritable = |error| PrivateError::Unwritable { path: path.to_owned(), error };
    if let Some(folder) = path.parent() {
        create_folder(folder).map_err(unwritable)?;
    }
    let mut name = path.as_os_str().to_owned();
    name.push(".lock");
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(false);
    files::restrict(&mut options);
    let file = options.open(name).map_err(unwritable)?;
    for _ in 0..LOCK_ATTEMPTS {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(fs::TryLockError::WouldBlock) => std::thread::sleep(LOCK_AGAIN),
            Err(fs::TryLockError::Error(error)) => return Err(unwritable(error)),
        }
    }
    let held = "another program holds it; close the other Alongside and try again";
    Err(unwritable(io::Error::other(held)))
}

fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    files::restrict(&mut options);
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

fn create_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    files::restrict_folder(&mut builder);
    builder.create(folder)
}

/// Whether only this account can read the file, and put another one in its place.
fn check(path: &Path, file: &fs::Metadata) -> Result<(), PrivateError> {
    let unreadable = |error| PrivateError::Unreadable { path: path.to_owned(), error };
    let folder = path.parent().map(fs::metadata).transpose().map_err(unreadable)?;
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
    fn whoever_holds_a_lock_for_long_makes_nobody_hang() {
        let folder = Folder::new();
        let path = folder.path().join("contacts");
        let held = lock(&path).unwrap();
        let error = lock(&path).unwrap_err().to_string();
        assert!(error.contains("another program holds it"), "{error}");
        drop(held);
        assert!(lock(&path).is_ok());
    }
}
