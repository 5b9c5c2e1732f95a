//! The account that runs the program, as the system's account database has it.

use std::path::PathBuf;

use nix::unistd::{User, getuid};

/// The home folder; `None` where the database does not know the account, or names no folder.
pub(crate) fn home() -> Option<PathBuf> {
    let account = User::from_uid(getuid()).ok().flatten()?;
    Some(account.dir).filter(|home| home.is_absolute())
}
