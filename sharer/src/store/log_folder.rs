//! Where session logs are kept.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::time::Duration;

use protocol::limits::LOG_WRITE_TIMEOUT;

use crate::platform::{atomic_file as atomic, folders};
use session::LogNeed;

/// The folder's name, as Windows 7 Remote Assistance had it.
const FOLDER: &str = "Remote Assistance Logs";

/// What must fit on the disk for a session to begin where it has to be logged: the log of a long session, in
/// bytes. An entry has a few hundred.
const ROOM: usize = 256 << 10;

/// Where session logs are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LogFolder {
    /// Among the documents of the desktop, as its environment names them.
    OfDesktop,
    /// Where the User wants it.
    Chosen(PathBuf),
    /// In this home folder, which the system names and not the environment: the owner of the computer wants
    /// every session logged. `None` for an account without a home.
    Required(Option<PathBuf>),
}

/// Why there is no session log. Each text follows a colon.
#[derive(Debug, thiserror::Error)]
pub enum LogError {
    /// The account has none, or it is not there.
    #[error("this account has no home folder")]
    NoHome,
    /// A link leads elsewhere.
    #[error("{} leads out of the home folder", .0.display())]
    LeadsOut(PathBuf),
    /// What was written is not there.
    #[error("{} was written and is not there", .0.display())]
    NotThere(PathBuf),
    /// The disk does not answer in time.
    #[error("the disk does not answer")]
    Silent,
    /// The system refuses.
    #[error(transparent)]
    System(#[from] io::Error),
}

impl LogFolder {
    /// What follows when the log cannot be written there.
    pub fn need(&self) -> LogNeed {
        match self {
            LogFolder::OfDesktop | LogFolder::Chosen(_) => LogNeed::Optional,
            LogFolder::Required(_) => LogNeed::Required,
        }
    }

    /// Its path, whether it exists or not; `None` for an account without a home.
    pub fn path(&self) -> Option<PathBuf> {
        match self {
            LogFolder::OfDesktop => of_desktop(),
            LogFolder::Chosen(folder) => Some(folder.clone()),
            LogFolder::Required(home) => home.as_deref().map(of_account),
        }
    }

    /// Its path, after the folder was created where it was missing.
    pub(crate) fn create(&self) -> Result<PathBuf, LogError> {
        let folder = self.path().ok_or(LogError::NoHome)?;
        let LogFolder::Required(Some(home)) = self else {
            atomic::create_folder(&folder)?;
            return Ok(folder);
        };
        let home = fs::canonicalize(home).map_err(|_| LogError::NoHome)?;
        // Before a folder is created elsewhere.
        if let Some(there) = folder.ancestors().find(|path| fs::symlink_metadata(path).is_ok())
            && !fs::canonicalize(there)?.starts_with(&home)
        {
            return Err(LogError::LeadsOut(there.to_owned()));
        }
        atomic::create_folder(&folder)?;
        if !fs::canonicalize(&folder)?.starts_with(&home) {
            return Err(LogError::LeadsOut(folder));
        }
        Ok(folder)
    }

    /// Checks that the log of a session could be written there. Nothing is left behind.
    fn check_room(&self) -> Result<(), LogError> {
        let path = atomic::temporary_in(&self.create()?);
        let written = atomic::write_new(&path, &vec![b' '; ROOM]);
        let removed = fs::remove_file(&path);
        written?;
        Ok(removed?)
    }

    /// The same for a log that is required, without waiting for a disk that hangs.
    pub(crate) async fn check_if_required(&self) -> Result<(), LogError> {
        self.check_within(LOG_WRITE_TIMEOUT).await
    }

    async fn check_within(&self, patience: Duration) -> Result<(), LogError> {
        if self.need() == LogNeed::Optional {
            return Ok(());
        }
        let folder = self.clone();
        let checking = tokio::task::spawn_blocking(move || folder.check_room());
        match tokio::time::timeout(patience, checking).await {
            Ok(Ok(checked)) => checked,
            Ok(Err(panicked)) => Err(io::Error::other(panicked).into()),
            Err(_) => Err(LogError::Silent),
        }
    }
}

/// `<Documents>/Remote Assistance Logs` of an account. Its settings can name another folder for documents, but
/// none outside of its home.
fn of_account(home: &Path) -> PathBuf {
    let dirs = fs::read_to_string(home.join(".config/user-dirs.dirs")).unwrap_or_default();
    let inside = |path: &PathBuf| {
        path.starts_with(home) && !path.components().any(|part| part == Component::ParentDir)
    };
    let documents = xdg_documents(&dirs, home).filter(inside);
    documents.unwrap_or_else(|| home.join("Documents")).join(FOLDER)
}

/// `<Documents>/Remote Assistance Logs`; `None` for an account without a home.
fn of_desktop() -> Option<PathBuf> {
    Some(documents_of_desktop()?.join(FOLDER))
}

/// The folder for documents, as the desktop's environment names it, whether it exists or not; `None` for an account
/// without a home.
pub(crate) fn documents_of_desktop() -> Option<PathBuf> {
    let home = folders::home()?;
    let config = folder("XDG_CONFIG_HOME").unwrap_or_else(|| home.join(".config"));
    let dirs = fs::read_to_string(config.join("user-dirs.dirs")).unwrap_or_default();
    Some(xdg_documents(&dirs, &home).unwrap_or_else(|| home.join("Documents")))
}

/// An absolute path from the environment; anything else is not one (XDG Base Directory).
fn folder(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable).map(PathBuf::from).filter(|path| path.is_absolute())
}

/// What `user-dirs.dirs` says (xdg-user-dirs): `XDG_DOCUMENTS_DIR="$HOME/Dokumente"`.
fn xdg_documents(dirs: &str, home: &Path) -> Option<PathBuf> {
    let value = dirs.lines().find_map(|line| line.trim().strip_prefix("XDG_DOCUMENTS_DIR="))?;
    let value = value.trim().strip_prefix('"')?.strip_suffix('"')?;
    let path = match value.strip_prefix("$HOME") {
        Some(rest) => home.join(rest.trim_start_matches('/')),
        None => PathBuf::from(value),
    };
    path.is_absolute().then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_are_where_the_desktop_says() {
        let home = Path::new("/h/ann");
        for (dirs, expected) in [
            ("", None),
            ("# XDG_DOCUMENTS_DIR=\"$HOME/Not\"\n", None),
            ("XDG_DOCUMENTS_DIR=\"$HOME/Dokumente\"\n", Some("/h/ann/Dokumente")),
            ("A=1\nXDG_DOCUMENTS_DIR=\"/data/docs\"", Some("/data/docs")),
            ("XDG_DOCUMENTS_DIR=\"$HOME/\"", Some("/h/ann/")),
            ("XDG_DOCUMENTS_DIR=\"docs\"", None),
            ("XDG_DOCUMENTS_DIR=docs", None),
        ] {
            assert_eq!(xdg_documents(dirs, home).as_deref(), expected.map(Path::new), "{dirs}");
        }
    }
}
