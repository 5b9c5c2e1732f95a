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
    let inside = |path: &PathBuf| {
        path.starts_with(home) && !path.components().any(|part| part == Component::ParentDir)
    };
    let documents = folders::documents_of(home).filter(inside);
    documents.unwrap_or_else(|| home.join("Documents")).join(FOLDER)
}

/// `<Documents>/Remote Assistance Logs`; `None` for an account without a home.
fn of_desktop() -> Option<PathBuf> {
    Some(folders::documents()?.join(FOLDER))
}
