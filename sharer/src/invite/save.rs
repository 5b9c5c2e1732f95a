//! Saves an invitation as a file, private, and never over a file that is no invitation.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Component, Path, PathBuf};
use std::str::FromStr;

use protocol::invite_file::{EXTENSION, InviteFile, InviteFileError};
use protocol::limits::INVITE_FILE_BYTES;

use crate::platform::atomic_file::{self as atomic, Existing, Synced};
use crate::store::value::{BadValue, Expected};
use crate::words::say::say;

/// Names that are tried for a free one. Where all are taken, saving says so.
const TRIED_NAMES: u32 = 99;

/// Where an invitation is saved: a name that ends in `.alongside-invite`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvitePath(PathBuf);

impl InvitePath {
    /// As the User wrote it.
    pub fn as_path(&self) -> &Path {
        &self.0
    }
}

impl InvitePath {
    /// The path that a person has written: a name alone is a file in `folder`, and the ending may be left out. `None`
    /// for what is no path from the root on.
    pub fn written(text: &str, folder: &Path) -> Option<Self> {
        let text = text.trim();
        // A path that ends in a separator names a folder.
        if text.is_empty() || text.ends_with(std::path::is_separator) {
            return None;
        }
        let mut path = folder.join(text);
        if path.extension().is_none_or(|extension| extension != EXTENSION) {
            let mut name = path.file_name()?.to_owned();
            name.push(format!(".{EXTENSION}"));
            path.set_file_name(name);
        }
        let is_plain = path.components().all(|part| part != Component::ParentDir);
        (path.is_absolute() && is_plain).then_some(Self(path))
    }

    /// The first path in `folder` that has this name and is free: `NAME`, `NAME 2`, `NAME 3` …
    pub fn free(folder: &Path, name: &str) -> Self {
        let numbered = |n: u32| match n {
            1 => folder.join(format!("{name}.{EXTENSION}")),
            n => folder.join(format!("{name} {n}.{EXTENSION}")),
        };
        let is_free = |path: &PathBuf| fs::symlink_metadata(path).is_err();
        Self((1..=TRIED_NAMES).map(numbered).find(is_free).unwrap_or_else(|| numbered(1)))
    }
}

impl FromStr for InvitePath {
    type Err = BadValue;

    fn from_str(text: &str) -> Result<Self, BadValue> {
        let path = PathBuf::from(text);
        if path.extension().is_some_and(|extension| extension == EXTENSION) {
            Ok(Self(path))
        } else {
            Err(BadValue::text(Expected::FileEnding(EXTENSION), text))
        }
    }
}

/// Why an invitation is not saved.
#[derive(Debug, thiserror::Error)]
pub(super) enum SaveError {
    /// What is there is no invitation.
    #[error("{}", say!(SaveOccupied, Path = &.0.display().to_string()))]
    Occupied(PathBuf),
    /// A file of this name is there, and was not saved in this session.
    #[error("{}", say!(SaveExists, Path = &.0.display().to_string()))]
    Exists(PathBuf),
    /// The system does not let it be written.
    #[error("{}", say!(SaveFailed, Path = &.0.display().to_string(), Why = &.1.to_string()))]
    Io(PathBuf, io::Error),
}

/// Checks that an invitation may be saved here: no file exists, or an older invitation.
pub(super) fn check(path: &Path) -> Result<(), SaveError> {
    let failed = |error| SaveError::Io(path.to_owned(), error);
    match fs::symlink_metadata(path) {
        Ok(found) if !found.is_file() => return Err(SaveError::Occupied(path.to_owned())),
        Ok(_) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let folder = atomic::folder_of(path);
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

/// Saves an invitation whole or not at all.
pub(super) fn save(path: &Path, invitation: &InviteFile) -> Result<(), SaveError> {
    check(path)?;
    atomic::write(path, invitation.encode().as_bytes(), Existing::Replace, Synced::Contents)
        .map_err(|error| SaveError::Io(path.to_owned(), error))
}

/// Saves an invitation whole or not at all, where no file is.
pub(super) fn save_new(path: &Path, invitation: &InviteFile) -> Result<(), SaveError> {
    if fs::symlink_metadata(path).is_ok() {
        return Err(SaveError::Exists(path.to_owned()));
    }
    check(path)?;
    let written =
        atomic::write(path, invitation.encode().as_bytes(), Existing::Keep, Synced::Contents);
    written.map_err(|error| {
        if error.kind() == io::ErrorKind::AlreadyExists {
            SaveError::Exists(path.to_owned())
        } else {
            SaveError::Io(path.to_owned(), error)
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::atomic_file::TemporaryFolder;

    fn invitation(slot: u32) -> InviteFile {
        InviteFile {
            server: "https://help.example.org".parse().unwrap(),
            slot: slot.try_into().unwrap(),
            expires: "2026-11-22T19:30:00Z".parse().unwrap(),
            user: "Ursula".parse().unwrap(),
            key: None,
        }
    }

    fn names(folder: &TemporaryFolder) -> Vec<String> {
        let entries = fs::read_dir(folder.file("")).unwrap();
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
        let folder = TemporaryFolder::new().unwrap();
        let path = folder.file("a.alongside-invite");
        for slot in [7, 8] {
            save(&path, &invitation(slot)).unwrap();
            let read = InviteFile::decode(&fs::read(&path).unwrap()).unwrap();
            assert_eq!(read, invitation(slot));
        }
        assert_eq!(names(&folder), ["a.alongside-invite"]);
    }

    #[test]
    fn the_file_is_its_owners_alone() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = TemporaryFolder::new().unwrap();
        let path = folder.file("a.alongside-invite");
        save(&path, &invitation(7)).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(fs::metadata(folder.file("")).unwrap().permissions().mode() & 0o777, 0o700);
    }

    #[test]
    fn what_a_person_writes_is_a_file_in_the_folder_that_they_see() {
        let folder = Path::new("/h/ann/Documents");
        let written = |text: &str| Some(InvitePath::written(text, folder)?.0);
        for (text, path) in [
            ("Help", "/h/ann/Documents/Help.alongside-invite"),
            (" Help.alongside-invite ", "/h/ann/Documents/Help.alongside-invite"),
            ("Help.txt", "/h/ann/Documents/Help.txt.alongside-invite"),
            ("for/Jacky", "/h/ann/Documents/for/Jacky.alongside-invite"),
            ("/mnt/stick/a b", "/mnt/stick/a b.alongside-invite"),
        ] {
            assert_eq!(written(text), Some(path.into()), "{text}");
        }
        for text in ["", "  ", "/", "/mnt/stick/", "..", "../x", "/h/../x"] {
            assert_eq!(written(text), None, "{text}");
        }
    }

    #[test]
    fn a_name_that_is_proposed_is_free() {
        let folder = TemporaryFolder::new().unwrap();
        let proposed = || InvitePath::free(&folder.file(""), "Help").0;
        assert_eq!(proposed(), folder.file("Help.alongside-invite"));
        fs::write(proposed(), "").unwrap();
        assert_eq!(proposed(), folder.file("Help 2.alongside-invite"));
        std::os::unix::fs::symlink("nowhere", proposed()).unwrap();
        assert_eq!(proposed(), folder.file("Help 3.alongside-invite"));
    }

    #[test]
    fn what_is_saved_anew_replaces_nothing() {
        let folder = TemporaryFolder::new().unwrap();
        let path = folder.file("a.alongside-invite");
        save_new(&path, &invitation(7)).unwrap();
        assert!(matches!(save_new(&path, &invitation(8)), Err(SaveError::Exists(_))));
        let read = InviteFile::decode(&fs::read(&path).unwrap()).unwrap();
        assert_eq!(read, invitation(7));
        let link = folder.file("b.alongside-invite");
        std::os::unix::fs::symlink("nowhere", &link).unwrap();
        assert!(matches!(save_new(&link, &invitation(8)), Err(SaveError::Exists(_))));
        let nowhere = folder.file("c").join("d.alongside-invite");
        assert!(matches!(save_new(&nowhere, &invitation(8)), Err(SaveError::Io(..))));
        assert_eq!(names(&folder).len(), 2);
    }

    #[test]
    fn what_is_no_invitation_is_left_as_it_is() {
        let folder = TemporaryFolder::new().unwrap();
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

    #[test]
    fn a_link_is_not_followed() {
        let folder = TemporaryFolder::new().unwrap();
        let (real, link) =
            (folder.file("real.alongside-invite"), folder.file("link.alongside-invite"));
        save(&real, &invitation(7)).unwrap();
        std::os::unix::fs::symlink(&real, &link).unwrap();
        assert!(matches!(save(&link, &invitation(8)), Err(SaveError::Occupied(_))));
    }
}
