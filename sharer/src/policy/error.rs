//! Why it is unknown what the owner of this computer allows.

use std::path::PathBuf;

use protocol::limits::SETTINGS_BYTES;

use crate::platform::files;
use crate::store::table::Mistake;

/// Why it is unknown what the owner allows. The program does not share then.
#[derive(Debug, thiserror::Error)]
pub enum PolicyError {
    /// It is there, and cannot be read.
    #[error(
        "the policy {} cannot be read: {error}. The owner of this computer has to mend it",
        path.display()
    )]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// It is too long.
    #[error("the policy {} is too long: expected at most {SETTINGS_BYTES} bytes", path.display())]
    TooLong {
        /// The file.
        path: PathBuf,
    },
    /// It belongs to another account.
    #[error(
        "the policy is not trusted: {} does not belong to the owner of this computer ({})",
        path.display(),
        files::OWNER_OF_COMPUTER
    )]
    Owner {
        /// The file, or its folder.
        path: PathBuf,
    },
    /// Other accounts can change it.
    #[error(
        "the policy is not trusted: {} can be changed by others ({})",
        path.display(),
        files::HOW_TO_PROTECT
    )]
    Writable {
        /// The file, or its folder.
        path: PathBuf,
    },
    /// It is malformed.
    #[error("the policy {} is wrong in {mistake}", path.display())]
    Wrong {
        /// The file.
        path: PathBuf,
        /// What.
        mistake: Mistake,
    },
}
