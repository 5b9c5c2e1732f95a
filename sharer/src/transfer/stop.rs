//! Whether a transfer is still wanted, shared by the session loop and the threads that work for it.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

use crate::files::received_folder::ReceivedFolder;

/// Set once, when a transfer is over for the session.
#[derive(Clone, Debug, Default)]
pub(crate) struct StopFlag(Arc<AtomicBool>);

impl StopFlag {
    /// The transfer is over.
    pub(crate) fn set(&self) {
        self.0.store(true, SeqCst);
    }

    /// Whether it is over.
    pub(crate) fn is_set(&self) -> bool {
        self.0.load(SeqCst)
    }
}

/// A file that has its name, and that the session has not taken yet. It is removed when this is dropped, with the folders that
/// were created for it, so that nothing stays of a transfer that was stopped meanwhile.
#[derive(Debug)]
pub(crate) struct SavedFile {
    path: Option<PathBuf>,
    within: Option<Arc<ReceivedFolder>>,
}

impl SavedFile {
    /// The file at this path, in a folder that is sent or alone.
    pub(crate) fn new(path: PathBuf, within: Option<Arc<ReceivedFolder>>) -> Self {
        Self { path: Some(path), within }
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        self.path.as_deref().unwrap_or(Path::new(""))
    }

    /// The file stays.
    pub(crate) fn take(mut self) -> PathBuf {
        self.path.take().unwrap_or_default()
    }
}

impl Drop for SavedFile {
    fn drop(&mut self) {
        if let Some(path) = self.path.take() {
            // The User may have moved it.
            let _ = std::fs::remove_file(path);
            self.within.iter().for_each(|folder| folder.forgo());
        }
    }
}
