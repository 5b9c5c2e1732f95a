//! Where the policy file is, and what else the program takes from the system. The file is trusted only if the
//! owner of this computer alone can write it.
//!
//! No option and no variable names another place: the user who starts the program could otherwise replace
//! the owner's rules.

use std::fs::{self, File};
use std::io::{ErrorKind, Read as _};
use std::path::{Path, PathBuf};

use protocol::limits::SETTINGS_BYTES;

use super::PolicyError;
use crate::platform::files::{self, Access, Exposure, Owner};
use crate::platform::{account_home, folders};

/// What the program takes from the system, whatever the environment of the user says.
#[derive(Clone, Debug)]
pub struct SystemPlaces {
    /// The owner's rules.
    pub policy: PolicyLocation,
    home: Home,
}

/// Where the home folder of the account is found.
#[derive(Clone, Debug)]
enum Home {
    /// In the system's account database.
    OfAccount,
    /// As a test says.
    ForTests(PathBuf),
}

impl SystemPlaces {
    /// What the shipped programs use.
    pub fn of_this_computer() -> Self {
        Self { policy: PolicyLocation::of_this_computer(), home: Home::OfAccount }
    }

    /// Other places, for a program that tests the policy. The shipped programs never call this.
    pub fn for_tests(policy: PolicyLocation, home: PathBuf) -> Self {
        Self { policy, home: Home::ForTests(home) }
    }

    /// The home folder of the account, if it has one.
    pub fn home(&self) -> Option<PathBuf> {
        match &self.home {
            Home::OfAccount => account_home(),
            Home::ForTests(home) => Some(home.clone()),
        }
    }
}

/// A policy file, and the only account that may write it.
#[derive(Clone, Debug)]
pub struct PolicyLocation {
    path: PathBuf,
    owner: Owner,
}

impl PolicyLocation {
    /// The file that the shipped programs read.
    pub fn of_this_computer() -> Self {
        Self { path: folders::policy_file(), owner: Owner::System }
    }

    /// Another file, for a program that tests the policy. The shipped programs never
    /// call this.
    pub fn for_tests(path: PathBuf, owner: u32) -> Self {
        Self { path, owner: Owner::Account(owner) }
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
            // A symbolic link without a target is an error, not a computer without a policy.
            Err(error) if error.kind() == ErrorKind::NotFound && !leads_nowhere(&self.path) => {
                return Ok(None);
            }
            Err(error) => return Err(unreadable(error)),
        };
        // The file that was opened: another one may have this name now.
        self.check(&self.path, &files::access_of(&file).map_err(unreadable)?)?;
        if let Some(folder) = self.path.parent() {
            self.check(folder, &files::access_at(folder).map_err(unreadable)?)?;
        }
        self.check_above(&fs::canonicalize(&self.path).map_err(unreadable)?)?;
        let mut text = String::new();
        let read = file.take(SETTINGS_BYTES + 1).read_to_string(&mut text).map_err(unreadable)?;
        if read as u64 > SETTINGS_BYTES {
            return Err(PolicyError::TooLong { path: self.path.clone() });
        }
        Ok(Some(text))
    }

    /// Checks that no other account can write there.
    fn check(&self, path: &Path, access: &Access) -> Result<(), PolicyError> {
        match files::check_owner(access, self.owner) {
            Ok(()) => Ok(()),
            Err(Exposure::OtherOwner) => Err(PolicyError::Owner { path: path.to_owned() }),
            Err(Exposure::Others) => Err(PolicyError::Writable { path: path.to_owned() }),
        }
    }

    /// Checks that no other account can put another folder in the place of one of those that lead to the file.
    fn check_above(&self, file: &Path) -> Result<(), PolicyError> {
        for folder in file.ancestors().skip(1) {
            let access = files::access_at(folder)
                .map_err(|error| PolicyError::Unreadable { path: folder.to_owned(), error })?;
            match files::check_kept(&access, self.owner) {
                Ok(()) => {}
                Err(Exposure::OtherOwner) => {
                    return Err(PolicyError::Owner { path: folder.into() });
                }
                Err(Exposure::Others) => return Err(PolicyError::Writable { path: folder.into() }),
            }
        }
        Ok(())
    }
}

/// Whether a path does not exist because it, or a folder of it, is a symbolic link without a target.
fn leads_nowhere(path: &Path) -> bool {
    path.ancestors().any(|path| fs::symlink_metadata(path).is_ok() && fs::metadata(path).is_err())
}
