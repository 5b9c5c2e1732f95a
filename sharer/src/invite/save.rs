//! Writing an invitation into a file: whole or not at all, for the User's eyes, and never over
//! something else.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::str::FromStr;

use protocol::invite_file::{EXTENSION, InviteFile, InviteFileError};
use protocol::limits::INVITE_FILE_BYTES;
use rand_core::{OsRng, RngCore as _};

use crate::platform::files;

/// Where an invitation is saved: a name that ends in `.alongside-invite`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvitePath(PathBuf);

impl InvitePath {
    /// As the User wrote it.
    pub fn as_path(&self) -> &Path {
        &self.0
    }
}

impl FromStr for InvitePath {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let path = PathBuf::from(text);
        if path.extension().is_some_and(|extension| extension == EXTENSION) {
            Ok(Self(path))
        } else {
            Err(format!("expected a file name that ends in .{EXTENSION}"))
        }
    }
}

/// Why an invitation is not saved.
#[derive(Debug, thiserror::Error)]
pub(super) enum SaveError {
    /// What is there is no invitation.
    #[error("{0} exists and is not an invitation, so it is left as it is; choose another name")]
    Occupied(PathBuf),
    /// The system does not let it be written.
    #[error("the invitation cannot be saved as {0}: {1}")]
    Io(PathBuf, io::Error),
}

/// Whether an invitation may be saved here: nothing is there, or an older invitation.
pub(super) fn check(path: &Path) -> Result<(), SaveError> {
    let failed = |error| SaveError::Io(path.to_owned(), error);
    match fs::symlink_metadata(path) {
        Ok(found) if !found.is_file() => return Err(SaveError::Occupied(path.to_owned())),
        Ok(_) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let folder = folder_of(path);
            return match fs::metadata(folder) {
                Ok(found) if found.is_dir() => Ok(()),
                Ok(_) => Err(failed(io::ErrorKind::NotADirectory.into())),
                Err(error) => Err(failed(error)),
            };
        }
        Err(error) => return Err(failed(error)),
    }
    let mut bytes = Vec::new();
    let most = u64::try_from(INVITE_FILE_BYTES).unwrap_or(u64::MAX).saturating_add(1);
    let read = File::open(path).and_then(|file| file.take(most).read_to_end(&mut bytes));
    read.map_err(failed)?;
    match InviteFile::decode(&bytes) {
        Ok(_) | Err(InviteFileError::Version(_)) => Ok(()),
        Err(InviteFileError::TooLarge | InviteFileError::Malformed) => {
            Err(SaveError::Occupied(path.to_owned()))
        }
    }
}

/// Saves an invitation. Who looks at the file at any moment sees the old one or the new one.
pub(super) fn save(path: &Path, invitation: &InviteFile) -> Result<(), SaveError> {
    check(path)?;
    let name = format!(".{EXTENSION}-{:016x}", OsRng.next_u64());
    let beside = folder_of(path).join(name);
    let written =
        write_new(&beside, invitation.encode().as_bytes()).and_then(|()| fs::rename(&beside, path));
    written.map_err(|error| {
        // It is ours, and of no use any more.
        let _ = fs::remove_file(&beside);
        SaveError::Io(path.to_owned(), error)
    })
}

/// Writes a file that must not be there yet, for its owner alone.
pub(super) fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    files::restrict(&mut options);
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        Some(_) | None => Path::new("."),
    }
}

/// A folder for one file that a mail program takes along. It goes when this is dropped.
#[derive(Debug)]
pub(super) struct Scratch(PathBuf);

impl Scratch {
    pub(super) fn new() -> io::Result<Self> {
        let path = std::env::temp_dir().join(format!("alongside-{:016x}", OsRng.next_u64()));
        let mut builder = fs::DirBuilder::new();
        files::restrict_folder(&mut builder);
        // One that is there already is somebody else's: an error.
        builder.create(&path)?;
        Ok(Self(path))
    }

    pub(super) fn file(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn invitation(slot: u32) -> InviteFile {
        InviteFile {
            server: "https://help.example.org".parse().unwrap(),
            slot: slot.try_into().unwrap(),
            expires: "2026-11-22T19:30:00Z".parse().unwrap(),
            user: "Ursula".parse().unwrap(),
            key: None,
        }
    }

    fn names(folder: &Scratch) -> Vec<String> {
        let entries = fs::read_dir(&folder.0).unwrap();
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }

    #[test]
    fn a_name_says_what_the_file_is() {
        for name in ["a.alongside-invite", "/b/c d.alongside-invite"] {
            assert!(name.parse::<InvitePath>().is_ok(), "{name}");
        }
        for name in
            ["", "a", "a.txt", ".alongside-invite", "alongside-invite", "a.alongside-invite/b"]
        {
            assert!(name.parse::<InvitePath>().is_err(), "{name}");
        }
    }

    #[test]
    fn an_older_invitation_is_replaced_and_nothing_else_is_left() {
        let folder = Scratch::new().unwrap();
        let path = folder.file("a.alongside-invite");
        for slot in [7, 8] {
            save(&path, &invitation(slot)).unwrap();
            let read = InviteFile::decode(&fs::read(&path).unwrap()).unwrap();
            assert_eq!(read, invitation(slot));
        }
        assert_eq!(names(&folder), ["a.alongside-invite"]);
    }

    #[cfg(unix)]
    #[test]
    fn the_file_is_its_owners_alone() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = Scratch::new().unwrap();
        let path = folder.file("a.alongside-invite");
        save(&path, &invitation(7)).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(fs::metadata(&folder.0).unwrap().permissions().mode() & 0o777, 0o700);
    }

    #[test]
    fn what_is_no_invitation_is_left_as_it_is() {
        let folder = Scratch::new().unwrap();
        let path = folder.file("a.alongside-invite");
        fs::write(&path, "a diary").unwrap();
        assert!(matches!(save(&path, &invitation(7)), Err(SaveError::Occupied(_))));
        assert_eq!(fs::read_to_string(&path).unwrap(), "a diary");
        let inner = folder.file("b.alongside-invite");
        fs::create_dir(&inner).unwrap();
        assert!(matches!(save(&inner, &invitation(7)), Err(SaveError::Occupied(_))));
        let nowhere = folder.file("c").join("d.alongside-invite");
        assert!(matches!(check(&nowhere), Err(SaveError::Io(..))));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_not_followed() {
        let folder = Scratch::new().unwrap();
        let (real, link) =
            (folder.file("real.alongside-invite"), folder.file("link.alongside-invite"));
        save(&real, &invitation(7)).unwrap();
        std::os::unix::fs::symlink(&real, &link).unwrap();
        assert!(matches!(save(&link, &invitation(8)), Err(SaveError::Occupied(_))));
    }
}
