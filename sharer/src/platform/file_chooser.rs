//! The desktop's own dialog in which the User chooses files.
//!
//! What is chosen there is not sent by that: any program can press in the dialog, and nobody sees who did.

use std::fmt;
use std::io;
use std::path::PathBuf;

/// What is to be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choosable {
    /// One file or several.
    Files,
    /// A folder.
    Folder,
}

/// Is told, on another thread, what was chosen. It is nothing when the dialog was closed.
pub type OnChosen = Box<dyn FnOnce(Result<Vec<PathBuf>, ChooserError>) + Send>;

/// Shows the dialog.
pub trait FileChooser: fmt::Debug + Send {
    /// Shows it, with this title, instead of one that is open. It does not wait.
    ///
    /// # Errors
    /// The system starts no thread. `chosen` is not told.
    fn choose(&mut self, what: Choosable, title: &str, chosen: OnChosen) -> io::Result<()>;

    /// Closes it. It does not wait; one that is being opened may need to be told again.
    fn close(&mut self);
}

/// Why there is no dialog.
#[derive(Debug, thiserror::Error)]
pub enum ChooserError {
    /// This desktop has none.
    #[error("this desktop has no dialog for it")]
    NotThere,
    /// What was chosen is a file of another computer.
    #[error("what was chosen is not on this computer")]
    Elsewhere,
    /// It fails.
    #[error("{0}")]
    Failed(String),
}
