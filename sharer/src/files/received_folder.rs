//! A folder of the Helper's that arrives.
//!
//! Each of its folders is created: none that is there already is used, and so no link is followed. The one that is sent gets
//! a number if there is something with its name, and all files of its batch go into it.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use protocol::file_name::FileName;
use protocol::folder_path::FolderPath;
use protocol::limits::FILES_OF_ONE_NAME;
use tracing::debug;

use super::arriving::SaveError;
use crate::platform::atomic_file;

/// The folders of one batch of files.
#[derive(Debug)]
pub(crate) struct ReceivedFolder {
    /// Where files of the Helper's go.
    receiving: PathBuf,
    folders: Mutex<Folders>,
}

#[derive(Debug, Default)]
struct Folders {
    /// Where each folder is that was created, by its names from the outermost one.
    created: BTreeMap<Vec<String>, PathBuf>,
    /// Those without a file that are not created yet.
    empty: Vec<FolderPath>,
}

impl ReceivedFolder {
    /// Nothing is created before a file of it is complete, also none of the folders that stay empty.
    pub(crate) fn new(receiving: PathBuf, empty: Vec<FolderPath>) -> Self {
        let created = BTreeMap::new();
        Self { receiving, folders: Mutex::new(Folders { created, empty }) }
    }

    /// Where a file with these folders around it goes.
    pub(crate) fn place(&self, folders: &FolderPath) -> Result<PathBuf, SaveError> {
        // Whoever panicked has created a folder or not: what is in the map is there.
        let mut known = self.folders.lock().unwrap_or_else(PoisonError::into_inner);
        let place = known.place(&self.receiving, folders)?;
        for empty in std::mem::take(&mut known.empty) {
            // The file is more important.
            if let Err(error) = known.place(&self.receiving, &empty) {
                debug!(%error, "an empty folder is not created");
            }
        }
        Ok(place)
    }
}

impl Folders {
    fn place(&mut self, receiving: &Path, folders: &FolderPath) -> Result<PathBuf, SaveError> {
        let (mut path, mut names) = (receiving.to_owned(), Vec::new());
        for name in folders.names() {
            names.push(name.as_str().to_owned());
            path = match self.created.get(&names) {
                Some(known) if is_folder(known) => known.clone(),
                Some(_) => return Err(io::Error::from(ErrorKind::NotADirectory).into()),
                None => {
                    let new = create_numbered(&path, name)?;
                    self.created.insert(names.clone(), new.clone());
                    new
                }
            };
        }
        Ok(path)
    }
}

/// Whether a folder, and no link to one, is there: another program may have put one in its place.
fn is_folder(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|about| about.is_dir())
}

fn create_numbered(parent: &Path, name: &FileName) -> Result<PathBuf, SaveError> {
    for number in 1..=FILES_OF_ONE_NAME {
        let name = if number == 1 { name.clone() } else { name.numbered(number) };
        let path = parent.join(name.as_str());
        match atomic_file::create_new_folder(&path) {
            Ok(()) => return Ok(path),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(SaveError::TooManyOfThisName)
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    use super::*;
    use crate::platform::atomic_file::TemporaryFolder;

    fn path(names: &[&str]) -> FolderPath {
        FolderPath::lossy(names.iter().copied()).unwrap()
    }

    #[test]
    fn all_files_of_a_batch_go_into_one_new_folder() {
        let folder = TemporaryFolder::new().unwrap();
        let downloads = folder.file("");
        fs::create_dir(downloads.join("Photos")).unwrap();
        let received = ReceivedFolder::new(downloads.clone(), Vec::new());
        let place = |names: &[&str]| received.place(&path(names)).unwrap();
        assert_eq!(place(&["Photos"]), downloads.join("Photos (2)"));
        assert_eq!(place(&["Photos", "a", "b"]), downloads.join("Photos (2)/a/b"));
        assert_eq!(place(&["Photos", "a"]), downloads.join("Photos (2)/a"));
        let next = ReceivedFolder::new(downloads.clone(), Vec::new());
        assert_eq!(next.place(&path(&["Photos"])).unwrap(), downloads.join("Photos (3)"));
        let mode = fs::metadata(downloads.join("Photos (2)/a")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o700);
        assert_eq!(fs::read_dir(downloads.join("Photos")).unwrap().count(), 0, "not touched");
    }

    #[test]
    fn empty_folders_come_with_the_first_file_into_the_same_folder() {
        let folder = TemporaryFolder::new().unwrap();
        let downloads = folder.file("");
        fs::create_dir(downloads.join("Photos")).unwrap();
        let empty = vec![path(&["Photos", "later"]), path(&["Photos", "a", "b"])];
        let received = ReceivedFolder::new(downloads.clone(), empty);
        assert_eq!(fs::read_dir(&downloads).unwrap().count(), 1, "none without a file");
        let first = received.place(&path(&["Photos"])).unwrap();
        assert_eq!(first, downloads.join("Photos (2)"));
        assert!(first.join("later").is_dir() && first.join("a/b").is_dir());
        assert_eq!(received.place(&path(&["Photos", "later"])).unwrap(), first.join("later"));
        assert_eq!(fs::read_dir(downloads.join("Photos")).unwrap().count(), 0, "not touched");
    }

    #[test]
    fn no_link_is_followed() {
        let folder = TemporaryFolder::new().unwrap();
        let (downloads, elsewhere) = (folder.file("Downloads"), folder.file("elsewhere"));
        for new in [&downloads, &elsewhere] {
            fs::create_dir(new).unwrap();
        }
        symlink(&elsewhere, downloads.join("Photos")).unwrap();
        let received = ReceivedFolder::new(downloads.clone(), Vec::new());
        let first = received.place(&path(&["Photos"])).unwrap();
        assert_eq!(first, downloads.join("Photos (2)"));
        symlink(&elsewhere, first.join("a")).unwrap();
        assert_eq!(received.place(&path(&["Photos", "a"])).unwrap(), first.join("a (2)"));
        fs::remove_dir(first.join("a (2)")).unwrap();
        symlink(&elsewhere, first.join("a (2)")).unwrap();
        assert!(received.place(&path(&["Photos", "a"])).is_err(), "it was replaced by a link");
        assert_eq!(fs::read_dir(elsewhere).unwrap().count(), 0);
    }
}
