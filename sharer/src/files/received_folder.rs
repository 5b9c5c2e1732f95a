//! A folder of the Helper's that arrives.
//!
//! Each of its folders is created: none that is there already is used, and so no link is followed. The one that is sent gets
//! a number if there is something with its name, and all files of its batch go into it.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

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
    /// Those without a file.
    empty: Vec<FolderPath>,
    /// Those of them were created.
    has_empty: bool,
    /// Files that are in them and stay, as far as is known.
    files: usize,
}

impl ReceivedFolder {
    /// Nothing is created before a file of it is complete, also none of the folders that stay empty.
    pub(crate) fn new(receiving: PathBuf, empty: Vec<FolderPath>) -> Self {
        let folders = Folders { empty, ..Folders::default() };
        Self { receiving, folders: Mutex::new(folders) }
    }

    /// Gives a file its place, within these folders: `put` puts it into the folder that it is given, and returns its path.
    pub(crate) fn keep(
        &self,
        folders: &FolderPath,
        put: impl FnOnce(&Path) -> Result<PathBuf, SaveError>,
    ) -> Result<PathBuf, SaveError> {
        let mut known = self.lock();
        let kept = known.place(&self.receiving, folders).and_then(|folder| put(&folder));
        if kept.is_err() {
            known.remove_unused();
            return kept;
        }
        known.files += 1;
        if !std::mem::replace(&mut known.has_empty, true) {
            for empty in known.empty.clone() {
                // The file is more important.
                if let Err(error) = known.place(&self.receiving, &empty) {
                    debug!(%error, "an empty folder is not created");
                }
            }
        }
        kept
    }

    /// A file that was kept was removed again: the folders go that are there only for it.
    pub(crate) fn forgo(&self) {
        let mut known = self.lock();
        known.files = known.files.saturating_sub(1);
        known.remove_unused();
    }

    fn lock(&self) -> MutexGuard<'_, Folders> {
        // Whoever panicked has created a folder or not: what is in the map is there.
        self.folders.lock().unwrap_or_else(PoisonError::into_inner)
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

    /// Removes the folders that are empty, unless they are sent so and there is a file beside them.
    fn remove_unused(&mut self) {
        if self.files == 0 {
            self.has_empty = false;
        }
        let is_sent_so = |names: &[String]| {
            let is_it = |empty: &FolderPath| {
                let empty = empty.names().iter().map(FileName::as_str);
                empty.eq(names.iter().map(String::as_str))
            };
            self.has_empty && self.empty.iter().any(is_it)
        };
        // Those within another one come after it.
        let unused = self.created.iter().rev();
        let removed = unused.filter(|(names, path)| {
            // It fails where there is something in it.
            !is_sent_so(names) && fs::remove_dir(path).is_ok()
        });
        for names in removed.map(|(names, _)| names.clone()).collect::<Vec<_>>() {
            self.created.remove(&names);
        }
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

    /// The folder of a file that is kept.
    fn place(received: &ReceivedFolder, names: &[&str]) -> Result<PathBuf, SaveError> {
        received.keep(&path(names), |folder| Ok(folder.to_owned()))
    }

    #[test]
    fn all_files_of_a_batch_go_into_one_new_folder() {
        let folder = TemporaryFolder::new().unwrap();
        let downloads = folder.file("");
        fs::create_dir(downloads.join("Photos")).unwrap();
        let received = ReceivedFolder::new(downloads.clone(), Vec::new());
        let place = |names: &[&str]| place(&received, names).unwrap();
        assert_eq!(place(&["Photos"]), downloads.join("Photos (2)"));
        assert_eq!(place(&["Photos", "a", "b"]), downloads.join("Photos (2)/a/b"));
        assert_eq!(place(&["Photos", "a"]), downloads.join("Photos (2)/a"));
        let next = ReceivedFolder::new(downloads.clone(), Vec::new());
        assert_eq!(tests::place(&next, &["Photos"]).unwrap(), downloads.join("Photos (3)"));
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
        let first = place(&received, &["Photos"]).unwrap();
        assert_eq!(first, downloads.join("Photos (2)"));
        assert!(first.join("later").is_dir() && first.join("a/b").is_dir());
        assert_eq!(place(&received, &["Photos", "later"]).unwrap(), first.join("later"));
        assert_eq!(fs::read_dir(downloads.join("Photos")).unwrap().count(), 0, "not touched");
    }

    #[test]
    fn what_is_stopped_after_all_leaves_no_folder_behind() {
        let folder = TemporaryFolder::new().unwrap();
        let downloads = folder.file("");
        let empty = vec![path(&["x", "later"])];
        let received = ReceivedFolder::new(downloads.clone(), empty);
        let failed = received.keep(&path(&["x", "a"]), |_| Err(SaveError::TooManyOfThisName));
        assert!(failed.is_err());
        assert_eq!(fs::read_dir(&downloads).unwrap().count(), 0, "it has no place");
        place(&received, &["x", "a"]).unwrap();
        assert!(downloads.join("x/later").is_dir());
        received.forgo();
        assert_eq!(fs::read_dir(&downloads).unwrap().count(), 0, "it is the only file");
        let write = |folder: &Path| {
            let file = folder.join("file");
            fs::write(&file, b"").map(|()| file).map_err(SaveError::from)
        };
        received.keep(&path(&["x", "b"]), write).unwrap();
        place(&received, &["x", "a", "deep"]).unwrap();
        received.forgo();
        let mut left: Vec<_> =
            fs::read_dir(downloads.join("x")).unwrap().map(|it| it.unwrap().file_name()).collect();
        left.sort();
        assert_eq!(left, ["b", "later"], "there is a file beside it");
        assert_eq!(place(&received, &["x", "a"]).unwrap(), downloads.join("x/a"));
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
        let first = place(&received, &["Photos"]).unwrap();
        assert_eq!(first, downloads.join("Photos (2)"));
        symlink(&elsewhere, first.join("a")).unwrap();
        assert_eq!(place(&received, &["Photos", "a"]).unwrap(), first.join("a (2)"));
        fs::remove_dir(first.join("a (2)")).unwrap();
        symlink(&elsewhere, first.join("a (2)")).unwrap();
        assert!(place(&received, &["Photos", "a"]).is_err(), "it was replaced by a link");
        assert_eq!(fs::read_dir(elsewhere).unwrap().count(), 0);
    }
}
