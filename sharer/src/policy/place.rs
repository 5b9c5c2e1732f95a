//! SHELL. Where the policy file is, and whether only the owner of the machine can have written it.
//!
//! No option and no variable names another place: whoever starts the program could otherwise put
//! their own rules above the owner's.

use std::fs::{self, File};
use std::io::{ErrorKind, Read as _};
use std::path::{Path, PathBuf};

use protocol::limits::SETTINGS_BYTES;

use super::PolicyError;
use crate::platform::files::{self, Exposure};
use crate::platform::folders;

/// A policy file's place, and who alone may write there.
#[derive(Clone, Debug)]
pub struct Place {
    path: PathBuf,
    owner: u32,
}

impl Place {
    /// The place that the programs use.
    pub fn of_this_computer() -> Self {
        Self { path: folders::policy_file(), owner: 0 }
    }

    /// Another place, for a program that is made to test the policy. The shipped programs never
    /// call this.
    pub fn for_tests(path: PathBuf, owner: u32) -> Self {
        Self { path, owner }
    }

    /// The file's path.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Reads the file; `None` when there is none.
    pub(super) fn read(&self) -> Result<Option<String>, PolicyError> {
        let unreadable = |error| PolicyError::Unreadable { path: self.path.clone(), error };
        let file = match File::open(&self.path) {
            Ok(file) => file,
            // A link that leads nowhere is a policy that is missing, not one that was never there.
            Err(error)
                if error.kind() == ErrorKind::NotFound
                    && fs::symlink_metadata(&self.path).is_err() =>
            {
                return Ok(None);
            }
            Err(error) => return Err(unreadable(error)),
        };
        // The file that was opened, not whatever has this name by now.
        self.check(&self.path, &file.metadata().map_err(unreadable)?)?;
        if let Some(folder) = self.path.parent() {
            self.check(folder, &fs::metadata(folder).map_err(unreadable)?)?;
        }
        let mut text = String::new();
        let read = file.take(SETTINGS_BYTES + 1).read_to_string(&mut text).map_err(unreadable)?;
        if read as u64 > SETTINGS_BYTES {
            return Err(PolicyError::TooLong { path: self.path.clone() });
        }
        Ok(Some(text))
    }

    /// Whether nobody else can write there.
    fn check(&self, path: &Path, metadata: &fs::Metadata) -> Result<(), PolicyError> {
        match files::check_owner(metadata, self.owner) {
            Ok(()) => Ok(()),
            Err(Exposure::OtherOwner) => Err(PolicyError::Owner { path: path.to_owned() }),
            Err(Exposure::Others) => Err(PolicyError::Writable { path: path.to_owned() }),
        }
    }
}
