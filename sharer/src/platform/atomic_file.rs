//! Writes files whole or not at all, for this account alone.
//!
//! The bytes go into a temporary file in the same folder, which then takes the name of the file. A reader
//! sees the old file or the new one at every moment, also after a loss of power.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use rand_core::{OsRng, RngCore as _};

use super::files;

/// What happens to a file that is there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Existing {
    /// The new file replaces it.
    Replace,
    /// It stays, and writing fails with [`ErrorKind::AlreadyExists`].
    Keep,
}

/// What is on the disk when [`write()`] returns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Synced {
    /// The bytes. After a loss of power, the name may still be that of the old file.
    Contents,
    /// The bytes, and the name in its folder.
    ContentsAndName,
}

/// Writes a private file whole. Its folder must exist.
pub(crate) fn write(
    path: &Path,
    bytes: &[u8],
    existing: Existing,
    synced: Synced,
) -> io::Result<()> {
    let folder = folder_of(path);
    let temporary = temporary_in(folder);
    let written = write_new(&temporary, bytes)
        .and_then(|()| match existing {
            Existing::Replace => fs::rename(&temporary, path),
            Existing::Keep => rename_new(&temporary, path),
        })
        .and_then(|()| match synced {
            Synced::Contents => Ok(()),
            Synced::ContentsAndName => files::sync_folder(folder),
        });
    if written.is_err() {
        // It is ours, and no longer needed.
        let _ = fs::remove_file(&temporary);
    }
    written
}

/// The path of a file that does not exist yet, hidden, in a folder.
pub(crate) fn temporary_in(folder: &Path) -> PathBuf {
    folder.join(format!(".alongside-{:016x}.new", OsRng.next_u64()))
}

/// Writes a private file under its own name at once. The file must not exist.
pub(crate) fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = files::create_new(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Opens a private file that serves as a lock, and creates it if needed.
pub(crate) fn open_lock(path: &Path) -> io::Result<File> {
    files::open_or_create(path)
}

/// Creates a private folder, and the folders above it, where they are missing.
pub(crate) fn create_folder(folder: &Path) -> io::Result<()> {
    let created = match files::create_new_folder(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => match folder.parent() {
            Some(above) if above != Path::new("") => {
                create_folder(above)?;
                files::create_new_folder(folder)
            }
            Some(_) | None => Err(error),
        },
        created => created,
    };
    match created {
        // It was there, or another program has just created it.
        Err(_) if folder.is_dir() => Ok(()),
        created => created,
    }
}

/// Creates a private folder. It must not exist.
pub(crate) fn create_new_folder(folder: &Path) -> io::Result<()> {
    files::create_new_folder(folder)
}

/// The folder that a path lies in.
pub(crate) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        Some(_) | None => Path::new("."),
    }
}

/// Gives a file a name that no other file has.
pub(crate) fn rename_new(temporary: &Path, path: &Path) -> io::Result<()> {
    match files::rename_new(temporary, path) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => {
            // A file system that cannot do this (NFS) has hard links, or the file is refused.
            fs::hard_link(temporary, path)?;
            fs::remove_file(temporary)
        }
        renamed => renamed,
    }
}

/// A private folder that is removed when this is dropped.
#[derive(Debug)]
pub(crate) struct TemporaryFolder(PathBuf);

impl TemporaryFolder {
    /// Creates one in the system's folder for temporary files.
    pub(crate) fn new() -> io::Result<Self> {
        let path = std::env::temp_dir().join(format!("alongside-{:016x}", OsRng.next_u64()));
        // One that exists belongs to another program: an error.
        create_new_folder(&path)?;
        Ok(Self(path))
    }

    /// The path of a file in it.
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

impl Drop for TemporaryFolder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &TemporaryFolder) -> Vec<String> {
        let entries = fs::read_dir(folder.file("")).unwrap();
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }

    #[test]
    fn a_file_is_replaced_whole_and_nothing_is_left_beside_it() {
        let folder = TemporaryFolder::new().unwrap();
        let path = folder.file("a");
        for (synced, text) in [(Synced::Contents, "one"), (Synced::ContentsAndName, "two")] {
            write(&path, text.as_bytes(), Existing::Replace, synced).unwrap();
            assert_eq!(fs::read_to_string(&path).unwrap(), text);
        }
        assert_eq!(names(&folder), ["a"]);
    }

    #[test]
    fn a_file_that_is_to_be_kept_is_kept() {
        let folder = TemporaryFolder::new().unwrap();
        let path = folder.file("a");
        write(&path, b"one", Existing::Keep, Synced::Contents).unwrap();
        let error = write(&path, b"two", Existing::Keep, Synced::Contents).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::AlreadyExists);
        assert_eq!(fs::read_to_string(&path).unwrap(), "one");
        assert_eq!(names(&folder), ["a"]);
    }

    #[test]
    fn renaming_replaces_nothing() {
        let folder = TemporaryFolder::new().unwrap();
        let (new, old) = (folder.file("new"), folder.file("old"));
        fs::write(&new, "one").unwrap();
        fs::write(&old, "two").unwrap();
        let kind = files::rename_new(&new, &old).unwrap_err().kind();
        assert_eq!(kind, ErrorKind::AlreadyExists);
        assert_eq!(fs::read_to_string(&old).unwrap(), "two");
        files::rename_new(&new, &folder.file("free")).unwrap();
        assert!(!new.exists() && folder.file("free").exists());
    }

    #[test]
    fn a_file_that_cannot_be_placed_leaves_nothing_behind() {
        let folder = TemporaryFolder::new().unwrap();
        let path = folder.file("a");
        fs::create_dir(&path).unwrap();
        assert!(write(&path, b"one", Existing::Replace, Synced::Contents).is_err());
        assert_eq!(names(&folder), ["a"]);
    }

    #[test]
    fn files_and_folders_belong_to_this_account_alone() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = TemporaryFolder::new().unwrap();
        let path = folder.file("a");
        write(&path, b"one", Existing::Replace, Synced::Contents).unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&path), mode(&folder.file(""))), (0o600, 0o700));
    }
}
