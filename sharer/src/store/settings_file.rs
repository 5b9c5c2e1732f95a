//! The text of the settings file, and why it cannot be used. Each section has a reader of its own.

use std::fs::File;
use std::io::{self, ErrorKind, Read as _};
use std::path::{Path, PathBuf};

use protocol::limits::SETTINGS_BYTES;

use super::private::PrivateError;
use super::table::Mistake;

/// Why the settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// They are there, and cannot be read.
    #[error("the settings {} cannot be read: {error}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// They are longer than they can be.
    #[error("the settings {} cannot be read: expected at most {SETTINGS_BYTES} bytes", .0.display())]
    TooLong(PathBuf),
    /// They cannot be written.
    #[error("the settings {} cannot be written: {error}", path.display())]
    Unwritable {
        /// The file.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// The system names no place for them.
    #[error("this account has no folder for settings")]
    NoFolder,
    /// Another program writes them.
    #[error(transparent)]
    Locked(#[from] PrivateError),
    /// They are malformed.
    #[error("the settings {} are wrong in {mistake}", path.display())]
    Wrong {
        /// The file.
        path: PathBuf,
        /// What.
        mistake: Mistake,
    },
}

/// Reads the text of a settings file; `None` when there is none.
pub(crate) fn text_of(path: &Path) -> Result<Option<String>, SettingsError> {
    let unreadable = |error| SettingsError::Unreadable { path: path.to_owned(), error };
    let mut text = String::new();
    let read =
        File::open(path).and_then(|file| file.take(SETTINGS_BYTES + 1).read_to_string(&mut text));
    match read {
        Ok(read) if read as u64 > SETTINGS_BYTES => Err(SettingsError::TooLong(path.to_owned())),
        Ok(_) => Ok(Some(text)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(unreadable(error)),
    }
}
