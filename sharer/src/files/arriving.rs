//! A file of the Helper's that arrives.
//!
//! Its bytes go into a hidden file that only this account can read, in the folder where files of the Helper's go. It gets
//! its name, and the folder that it is sent in, at the end; no other file is ever replaced, and nothing is executable. If it does not come to that, the
//! hidden file is removed.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use protocol::file_name::FileName;
use protocol::folder_path::FolderPath;
use protocol::limits::{ABANDONED_FILE, DISK_RESERVE, FILES_OF_ONE_NAME};
use rand_core::{OsRng, RngCore as _};

use super::received_folder::ReceivedFolder;
use super::scanner::{Scanner, Verdict};
use crate::platform::{atomic_file, disk, files};

/// The name of a hidden file: a number of 16 digits stands in between.
const PART: (&str, &str) = (".alongside-", ".part");

/// Why a file is not kept.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SaveError {
    /// There is not enough room for it.
    #[error("the disk is full")]
    DiskFull,
    /// The virus scanner of the computer's owner keeps it out.
    #[error("the virus scanner keeps it out")]
    Infected,
    /// The virus scanner could not say.
    #[error("the virus scanner could not check it: {0}")]
    Unscanned(String),
    /// It is not wanted any more.
    #[error("it was stopped")]
    Stopped,
    /// There are too many files with this name.
    #[error("there are too many files with this name")]
    TooManyOfThisName,
    /// The disk.
    #[error("the file cannot be written: {0}")]
    Disk(#[from] io::Error),
}

/// A file that arrives. The hidden file is removed when this is dropped.
#[derive(Debug)]
pub(crate) struct ArrivingFile {
    file: File,
    part: PathBuf,
    into: Destination,
    name: FileName,
    written: u64,
}

/// Where a file is going to stay.
#[derive(Clone, Debug)]
pub(crate) struct Destination {
    /// Where files of the Helper's go.
    pub(crate) receiving: PathBuf,
    /// The folder there that it is sent in, if it is.
    pub(crate) within: Option<(Arc<ReceivedFolder>, FolderPath)>,
}

impl Destination {
    /// Gives the file its place, by `put`. Its folder is created with it.
    fn keep(
        &self,
        put: impl FnOnce(&Path) -> Result<PathBuf, SaveError>,
    ) -> Result<PathBuf, SaveError> {
        match &self.within {
            Some((folder, path)) => folder.keep(path, put),
            None => put(&self.receiving),
        }
    }
}

impl ArrivingFile {
    /// Begins a file of so many bytes in a folder, if the disk has room for it beside `promised` bytes that are still to
    /// come of other files.
    pub(crate) fn create(
        into: Destination,
        name: FileName,
        size: u64,
        promised: u64,
    ) -> Result<Self, SaveError> {
        let folder = &into.receiving;
        if !folder.is_dir() {
            atomic_file::create_folder(folder)?;
        }
        let needed = size.saturating_add(promised).saturating_add(DISK_RESERVE);
        if disk::free_bytes(folder)? < needed {
            return Err(SaveError::DiskFull);
        }
        let part = folder.join(format!("{}{:016x}{}", PART.0, OsRng.next_u64(), PART.1));
        let file = files::create_new(&part)?;
        Ok(Self { file, part, into, name, written: 0 })
    }

    /// Appends bytes. Returns how many there are.
    pub(crate) fn write(&mut self, bytes: &[u8]) -> Result<u64, SaveError> {
        self.file.write_all(bytes).map_err(|error| {
            let full = [ErrorKind::StorageFull, ErrorKind::QuotaExceeded];
            if full.contains(&error.kind()) { SaveError::DiskFull } else { SaveError::Disk(error) }
        })?;
        self.written += bytes.len() as u64;
        Ok(self.written)
    }

    /// All bytes have arrived, and are those that were sent: gives the file its name, or another one if there is such a
    /// file. Returns its path. Ends early, and keeps nothing, once `is_stopped` says so.
    pub(crate) fn keep(
        self,
        scanner: Option<&Scanner>,
        is_stopped: &dyn Fn() -> bool,
    ) -> Result<PathBuf, SaveError> {
        if is_stopped() {
            return Err(SaveError::Stopped);
        }
        self.file.sync_all()?;
        disk::mark_as_received(&self.part)?;
        match scanner.map(|scanner| scanner.check(&self.part, is_stopped)) {
            None | Some(Ok(Verdict::Clean)) => {}
            Some(Ok(Verdict::Refused)) => return Err(SaveError::Infected),
            Some(Err(why)) => return Err(SaveError::Unscanned(why)),
        }
        if is_stopped() {
            return Err(SaveError::Stopped);
        }
        self.into.keep(|folder| self.put(folder))
    }

    /// Gives the file its name in a folder.
    fn put(&self, folder: &Path) -> Result<PathBuf, SaveError> {
        for number in 1..=FILES_OF_ONE_NAME {
            let name = if number == 1 { self.name.clone() } else { self.name.numbered(number) };
            let path = folder.join(name.as_str());
            match atomic_file::rename_new(&self.part, &path) {
                Ok(()) => return Ok(path),
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error.into()),
            }
        }
        Err(SaveError::TooManyOfThisName)
    }
}

/// Removes hidden files of this account that were left in a folder when a program or the computer ended in the middle of a
/// transfer.
pub(crate) fn remove_abandoned(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let (name, path) = (entry.file_name(), entry.path());
        if name.to_str().is_some_and(is_part) && is_abandoned(&path) {
            // Another session may have removed it.
            let _ = fs::remove_file(path);
        }
    }
}

fn is_part(name: &str) -> bool {
    let number = name.strip_prefix(PART.0).and_then(|rest| rest.strip_suffix(PART.1));
    number.is_some_and(|it| it.len() == 16 && it.bytes().all(|digit| digit.is_ascii_hexdigit()))
}

/// Whether a file, and no link to one, is old and of this account alone.
fn is_abandoned(path: &Path) -> bool {
    let Ok(about) = fs::symlink_metadata(path) else { return false };
    let age = about.modified().ok().and_then(|at| at.elapsed().ok());
    let is_own =
        || files::access_at(path).is_ok_and(|access| files::check_private(&access, None).is_ok());
    about.is_file() && age.is_some_and(|age| age > ABANDONED_FILE) && is_own()
}

impl Drop for ArrivingFile {
    fn drop(&mut self) {
        // It has its name, or nobody wants it.
        let _ = fs::remove_file(&self.part);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::atomic_file::TemporaryFolder;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// Nobody stops it.
    fn wanted() -> bool {
        false
    }

    fn alone(folder: &Path) -> Destination {
        Destination { receiving: folder.to_owned(), within: None }
    }

    fn arrive(folder: &Path, name: &str, bytes: &[u8]) -> ArrivingFile {
        let size = bytes.len() as u64;
        let mut file = ArrivingFile::create(alone(folder), FileName::lossy(name), size, 0).unwrap();
        assert_eq!(file.write(bytes).unwrap(), size);
        file
    }

    #[test]
    fn a_file_has_its_name_only_when_it_is_complete_and_replaces_no_other() {
        let folder = TemporaryFolder::new().unwrap();
        let folder = folder.file("Downloads");
        let file = arrive(&folder, "a.txt", b"one");
        assert!(names(&folder)[0].ends_with(".part"), "{:?}", names(&folder));
        assert_eq!(file.keep(None, &wanted).unwrap(), folder.join("a.txt"));
        let second = arrive(&folder, "a.txt", b"two").keep(None, &wanted).unwrap();
        assert_eq!(second, folder.join("a (2).txt"));
        assert_eq!(names(&folder), ["a (2).txt", "a.txt"]);
        assert_eq!(fs::read(folder.join("a.txt")).unwrap(), b"one");
        assert_eq!(fs::read(second).unwrap(), b"two");
    }

    #[test]
    fn a_file_in_a_folder_gets_there_with_its_name() {
        let folder = TemporaryFolder::new().unwrap();
        let downloads = folder.file("Downloads");
        let received = Arc::new(ReceivedFolder::new(downloads.clone(), Vec::new()));
        let into = |names: [&str; 2]| {
            let within = Some((received.clone(), FolderPath::lossy(names).unwrap()));
            Destination { receiving: downloads.clone(), within }
        };
        let begin = |names| ArrivingFile::create(into(names), FileName::lossy("a.txt"), 3, 0);
        drop(begin(["x", "y"]).unwrap());
        assert_eq!(names(&downloads), [""; 0], "no folder without a complete file");
        for (within, expected) in
            [(["x", "y"], "x/y/a.txt"), (["x", "y"], "x/y/a (2).txt"), (["x", "z"], "x/z/a.txt")]
        {
            let mut file = begin(within).unwrap();
            file.write(b"one").unwrap();
            assert_eq!(file.keep(None, &wanted).unwrap(), downloads.join(expected));
        }
        assert_eq!(names(&downloads), ["x"]);
    }

    #[test]
    fn what_does_not_come_to_its_end_leaves_nothing_behind() {
        let folder = TemporaryFolder::new().unwrap();
        let folder = folder.file("Downloads");
        drop(arrive(&folder, "a.txt", b"one"));
        assert_eq!(names(&folder), [""; 0]);
    }

    #[test]
    fn a_file_for_which_the_disk_has_no_room_is_refused_before_it_begins() {
        let folder = TemporaryFolder::new().unwrap();
        let folder = folder.file("");
        for (size, promised) in [(u64::MAX, 0), (1, u64::MAX / 2)] {
            let name = FileName::lossy("a");
            let refused = ArrivingFile::create(alone(&folder), name, size, promised);
            assert!(matches!(refused, Err(SaveError::DiskFull)), "{refused:?}");
        }
        assert_eq!(names(&folder), [""; 0]);
    }

    #[test]
    fn old_hidden_files_of_ended_programs_are_removed_and_nothing_else() {
        let folder = TemporaryFolder::new().unwrap();
        let folder = folder.file("Downloads");
        drop(arrive(&folder, "a.txt", b"one"));
        let part = |number: u32| format!(".alongside-{number:016x}.part");
        let create = |name: &str, is_old: bool| {
            let file = files::create_new(&folder.join(name)).unwrap();
            if is_old {
                file.set_modified(std::time::SystemTime::UNIX_EPOCH).unwrap();
            }
        };
        create(&part(1), true);
        create(&part(2), false);
        create(".alongside-1.part", true);
        create("alongside.part", true);
        remove_abandoned(&folder);
        assert_eq!(names(&folder), [part(2).as_str(), ".alongside-1.part", "alongside.part"]);
    }

    #[test]
    fn a_link_with_the_name_of_the_file_is_not_followed() {
        use std::os::unix::fs::{PermissionsExt as _, symlink};
        let folder = TemporaryFolder::new().unwrap();
        let (folder, target) = (folder.file("Downloads"), folder.file("target"));
        fs::create_dir(&folder).unwrap();
        symlink(&target, folder.join("a.sh")).unwrap();
        let path = arrive(&folder, "a.sh", b"#!/bin/sh\n").keep(None, &wanted).unwrap();
        assert_eq!(path, folder.join("a (2).sh"));
        assert!(!target.exists());
        let mode = fs::metadata(path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "neither executable nor for others");
    }

    #[test]
    fn what_the_scanner_refuses_is_not_kept() {
        let folder = TemporaryFolder::new().unwrap();
        let folder = folder.file("Downloads");
        let scanner =
            |script: &str| Scanner::new(&["/bin/sh", "-c", script, "scan", "{file}"]).unwrap();
        let eicar = scanner("! grep -q EICAR \"$1\"");
        let refused = arrive(&folder, "a.txt", b"this is EICAR").keep(Some(&eicar), &wanted);
        assert!(matches!(refused, Err(SaveError::Infected)), "{refused:?}");
        let missing = Scanner::new(&["/nonexistent/scanner", "{file}"]).unwrap();
        let unscanned = arrive(&folder, "a.txt", b"this is").keep(Some(&missing), &wanted);
        assert!(matches!(unscanned, Err(SaveError::Unscanned(_))), "{unscanned:?}");
        assert_eq!(names(&folder), [""; 0]);
        arrive(&folder, "a.txt", b"this is harmless").keep(Some(&eicar), &wanted).unwrap();
        assert_eq!(names(&folder), ["a.txt"]);
    }

    #[test]
    fn a_file_that_is_stopped_while_it_is_scanned_is_not_kept_and_ends_the_scanner() {
        use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
        let folder = TemporaryFolder::new().unwrap();
        let folder = folder.file("Downloads");
        // Ends long after the test has given up.
        let slow = Scanner::new(&["/bin/sh", "-c", "exec sleep 600", "scan", "{file}"]).unwrap();
        let asked = AtomicUsize::new(0);
        let stopped = || asked.fetch_add(1, SeqCst) > 2;
        let kept = arrive(&folder, "a.txt", b"one").keep(Some(&slow), &stopped);
        assert!(matches!(kept, Err(SaveError::Unscanned(_) | SaveError::Stopped)), "{kept:?}");
        let clean = Scanner::new(&["/bin/true", "{file}"]).unwrap();
        for stopped_at in 0..2 {
            let asked = AtomicUsize::new(0);
            let stopped = || asked.fetch_add(1, SeqCst) >= stopped_at;
            let kept = arrive(&folder, "a.txt", b"one").keep(Some(&clean), &stopped);
            assert!(kept.is_err(), "{stopped_at}: {kept:?}");
        }
        assert_eq!(names(&folder), [""; 0]);
    }
}
