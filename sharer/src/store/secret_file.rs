//! Files that hold nothing but a secret, and that only their owner may read.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

use crate::platform::files;

/// Why such a file is of no use. Each text follows a colon.
#[derive(Debug, thiserror::Error)]
pub enum SecretFileError {
    /// The system refuses.
    #[error(transparent)]
    System(#[from] io::Error),
    /// Other accounts can read it.
    #[error("others can read it; {}", files::HOW_TO_HIDE)]
    Exposed,
    /// It is longer than this, in bytes.
    #[error("it is longer than {0} bytes")]
    TooLong(u64),
    /// Nothing is in it.
    #[error("it is empty")]
    Empty,
}

/// Reads such a file. Its permissions are checked after it was opened, so that they are those of the file
/// that is read.
pub(crate) fn read(path: &Path, most: u64) -> Result<String, SecretFileError> {
    let mut file = File::open(path)?;
    if files::is_readable_by_others(&files::access_of(&file)?) {
        return Err(SecretFileError::Exposed);
    }
    let mut text = String::new();
    file.by_ref().take(most + 1).read_to_string(&mut text)?;
    if u64::try_from(text.len()).is_ok_and(|length| length <= most) {
        Ok(text)
    } else {
        Err(SecretFileError::TooLong(most))
    }
}
