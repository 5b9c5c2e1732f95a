//! Whether a transfer is still wanted, shared by the session loop and the threads that work for it.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

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

/// A file that has its name, and that the session has not taken yet. It is removed when this is dropped, so that nothing
/// stays of a transfer that was stopped meanwhile.
#[derive(Debug)]
pub(crate) struct SavedFile(Option<PathBuf>);

impl SavedFile {
    /// The file at this path.
    pub(crate) fn new(path: PathBuf) -> Self {
        Self(Some(path))
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        self.0.as_deref().unwrap_or(Path::new(""))
    }

    /// The file stays.
    pub(crate) fn take(mut self) -> PathBuf {
        self.0.take().unwrap_or_default()
    }
}

impl Drop for SavedFile {
    fn drop(&mut self) {
        if let Some(path) = self.0.take() {
            // The User may have moved it.
            let _ = std::fs::remove_file(path);
        }
    }
}
