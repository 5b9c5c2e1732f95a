//! The file of the contacts: `<settings>/alongside/contacts.toml`.

use std::path::PathBuf;

use protocol::limits::CONTACTS_BYTES;
use protocol::utc::Utc;

use session::contacts::{Book, BookError};

use super::contacts_file;
use crate::store::private::{self, PrivateError};

/// Where the contacts are kept.
#[derive(Clone, Debug)]
pub struct Store {
    path: PathBuf,
}

/// Why contacts are not read or changed.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Their file.
    #[error(transparent)]
    File(#[from] PrivateError),
    /// What was asked of them.
    #[error(transparent)]
    Book(#[from] BookError),
}

impl Store {
    /// The contacts in this folder.
    pub fn new(folder: &std::path::Path) -> Self {
        Self { path: folder.join("contacts.toml") }
    }

    /// Reads them. Without a file there are none.
    pub fn read(&self) -> Result<Book, PrivateError> {
        let Some(bytes) = private::read(&self.path, CONTACTS_BYTES)? else {
            return Ok(Book::default());
        };
        let path = || self.path.clone();
        let text = String::from_utf8(bytes).map_err(|_| PrivateError::NoText(path()))?;
        contacts_file::parse(&text).map_err(|mistake| PrivateError::Wrong { path: path(), mistake })
    }

    /// Changes them, also while another program changes them. A file that cannot be read is not
    /// overwritten.
    pub fn change<T>(
        &self,
        change: impl FnOnce(&mut Book) -> Result<T, BookError>,
    ) -> Result<T, StoreError> {
        let _alone = private::lock(&self.path)?;
        let mut book = self.read()?;
        let before = book.clone();
        let done = change(&mut book)?;
        if book != before {
            private::write(&self.path, contacts_file::write(&book).as_bytes())?;
        }
        Ok(done)
    }
}

/// What the wall clock says.
#[expect(clippy::disallowed_methods, reason = "this is the shell's clock")]
pub(crate) fn now() -> Utc {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    Utc::from_unix(now.map_or(0, |now| now.as_secs()))
}

#[cfg(test)]
mod tests {
    use std::fs::{self, Permissions};
    use std::os::unix::fs::PermissionsExt as _;

    use protocol::trust::IdentityKey;

    use super::*;
    use crate::store::test_folder::Folder;
    use session::contacts::Contact;

    fn contact(name: &str, key: u8) -> Contact {
        let (name, key) = (name.parse().unwrap(), IdentityKey::new([key; 32]));
        Contact { name, key, since: now(), last: now() }
    }

    #[test]
    fn contacts_are_kept_for_their_owner_alone() {
        let folder = Folder::new();
        let store = Store::new(&folder.path().join("alongside"));
        assert!(store.read().unwrap().is_empty());
        store.change(|book| book.add(contact("Jacky", 1))).unwrap();
        assert_eq!(store.read().unwrap().iter().count(), 1);
        let mode = fs::metadata(&store.path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        fs::set_permissions(&store.path, Permissions::from_mode(0o620)).unwrap();
        assert!(store.change(|book| book.add(contact("Tom", 2))).is_err(), "others can write it");
    }

    #[test]
    fn a_file_with_a_mistake_is_not_written_over() {
        let folder = Folder::new();
        let store = Store::new(folder.path());
        let text = "version = 1\nfriends = 3\n";
        private::write(&store.path, text.as_bytes()).unwrap();
        let error = store.change(|book| book.add(contact("Jacky", 1))).unwrap_err().to_string();
        assert!(error.contains("line 2") && error.contains("contacts.toml"), "{error}");
        assert_eq!(fs::read_to_string(&store.path).unwrap(), text);
    }

    #[test]
    fn several_programs_at_once_lose_nobody() {
        let folder = Folder::new();
        let store = Store::new(folder.path());
        std::thread::scope(|scope| {
            for n in 1..=16 {
                let store = store.clone();
                scope.spawn(move || {
                    let contact = contact(&format!("Helper {n}"), n);
                    store.change(|book| book.add(contact)).unwrap();
                });
            }
        });
        assert_eq!(store.read().unwrap().iter().count(), 16);
    }
}
