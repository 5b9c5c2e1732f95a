//! The file with the record of what was changed, and the lock of the sharer that changes the desktop.
//!
//! The record is complete at every moment: it is written to another file and renamed. The lock ends with
//! the process, however that ends.

use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind, Read as _};
use std::path::PathBuf;

use appearance::plan::Change;
use appearance::record::{self, RecordError};
use protocol::limits::APPEARANCE_RECORD_BYTES;

use crate::platform::atomic_file::{self as atomic, Existing, Synced};
use crate::platform::folders;

/// Why nothing is changed, or not everything is restored.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The file is not a record of ours.
    #[error(
        "{} is not a record of alongside ({error}): nothing is changed. If your desktop looks as \
         it should, delete this file",
        path.display()
    )]
    Foreign {
        /// The file.
        path: PathBuf,
        /// Why.
        error: RecordError,
    },
    /// The system does not let it be read or written.
    #[error("{} cannot be used: {error}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
}

/// The folder of the record.
#[derive(Clone, Debug)]
pub(super) struct Store {
    folder: PathBuf,
}

/// The desktop is ours to change while this lives.
#[derive(Debug)]
pub(super) struct Lock(#[expect(dead_code, reason = "the lock is its file's")] File);

impl Store {
    /// The store of this account; `None` where the system names no folder.
    pub(super) fn of_this_account() -> Option<Self> {
        Some(Self::in_folder(folders::state()?.join("alongside")))
    }

    pub(super) fn in_folder(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// The record's path.
    pub(super) fn path(&self) -> PathBuf {
        self.folder.join("desktop-restore.json")
    }

    /// Takes the desktop; `None` when another sharer has it.
    pub(super) fn lock(&self) -> Result<Option<Lock>, StoreError> {
        let path = self.folder.join("desktop-restore.lock");
        let failed = |error| StoreError::Io { path: path.clone(), error };
        self.make_folder()?;
        let file = atomic::open_lock(&path).map_err(failed)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Lock(file))),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(failed(error)),
        }
    }

    /// Whether there is a record, of whatever kind.
    pub(super) fn has_record(&self) -> bool {
        fs::symlink_metadata(self.path()).is_ok()
    }

    /// Reads the record; one that is not there holds nothing.
    pub(super) fn read(&self) -> Result<Vec<Change>, StoreError> {
        let path = self.path();
        let failed = |error| StoreError::Io { path: path.clone(), error };
        match fs::symlink_metadata(&path) {
            Ok(found) if found.is_file() => {}
            // Reading something else, such as a pipe, may block.
            Ok(_) => {
                let error = RecordError::Malformed("expected a file".to_owned());
                return Err(StoreError::Foreign { path, error });
            }
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(failed(error)),
        }
        let most = u64::try_from(APPEARANCE_RECORD_BYTES).unwrap_or(u64::MAX).saturating_add(1);
        let mut bytes = Vec::new();
        let read = File::open(&path).and_then(|file| file.take(most).read_to_end(&mut bytes));
        read.map_err(failed)?;
        record::decode(&bytes).map_err(|error| StoreError::Foreign { path, error })
    }

    /// Writes the record. It is on the disk when this returns.
    pub(super) fn write(&self, changes: &[Change]) -> Result<(), StoreError> {
        self.make_folder()?;
        let (path, text) = (self.path(), record::encode(changes));
        atomic::write(&path, text.as_bytes(), Existing::Replace, Synced::ContentsAndName)
            .map_err(|error| StoreError::Io { path, error })
    }

    /// Nothing is changed any more.
    pub(super) fn clear(&self) -> Result<(), StoreError> {
        match fs::remove_file(self.path()) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                Err(StoreError::Io { path: self.path(), error })
            }
            Ok(()) | Err(_) => Ok(()),
        }
    }

    fn make_folder(&self) -> Result<(), StoreError> {
        let made = atomic::create_folder(&self.folder);
        made.map_err(|error| StoreError::Io { path: self.folder.clone(), error })
    }
}

#[cfg(test)]
pub(super) mod tests {

    use super::*;
    use crate::platform::files;
    use appearance::plan::Setting;
    use rand_core::{OsRng, RngCore as _};

    /// A folder that goes with the test.
    pub(in crate::platform::appearance) struct Scratch(pub(in crate::platform::appearance) PathBuf);

    impl Scratch {
        pub(in crate::platform::appearance) fn new() -> Self {
            let name = format!("alongside-appearance-{:016x}", OsRng.next_u64());
            Self(std::env::temp_dir().join(name))
        }

        pub(in crate::platform::appearance) fn store(&self) -> Store {
            Store::in_folder(self.0.join("alongside"))
        }
    }

    impl Drop for Scratch {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    fn change() -> Change {
        let place = Setting::Gsettings {
            schema: "org.gnome.desktop.background".into(),
            key: "picture-options".into(),
        };
        Change { place, ours: "'none'".into(), before: Some("'zoom'".into()) }
    }

    #[test]
    fn a_record_is_kept_for_its_owner_alone_and_leaves_nothing_beside_it() {
        let scratch = Scratch::new();
        let store = scratch.store();
        assert_eq!(store.read().unwrap(), []);
        for _ in 0..2 {
            store.write(&[change()]).unwrap();
            assert_eq!(store.read().unwrap(), [change()]);
        }
        let names: Vec<_> = fs::read_dir(&store.folder).unwrap().collect();
        assert_eq!(names.len(), 1, "{names:?}");
        let [file, folder] =
            [&store.path(), &store.folder].map(|path| files::access_at(path).unwrap());
        assert_eq!(files::check_private(&file, Some(&folder)), Ok(()));
        assert!(!files::is_readable_by_others(&folder));
        store.clear().unwrap();
        store.clear().unwrap();
        assert!(!store.has_record());
    }

    #[test]
    fn what_is_no_record_is_named_and_left() {
        let scratch = Scratch::new();
        let store = scratch.store();
        store.make_folder().unwrap();
        fs::write(store.path(), "{}").unwrap();
        let error = store.read().unwrap_err().to_string();
        assert!(error.contains("desktop-restore.json is not a record"), "{error}");
        assert_eq!(fs::read_to_string(store.path()).unwrap(), "{}");
        fs::remove_file(store.path()).unwrap();
        fs::create_dir(store.path()).unwrap();
        assert!(matches!(store.read(), Err(StoreError::Foreign { .. })));
    }

    #[test]
    fn one_at_a_time_has_the_desktop() {
        let scratch = Scratch::new();
        let first = scratch.store().lock().unwrap();
        assert!(first.is_some());
        assert!(scratch.store().lock().unwrap().is_none());
        drop(first);
        assert!(scratch.store().lock().unwrap().is_some());
    }
}
