//! Programs of the desktop that the User's window starts when it is asked to: a voice, the file manager, and the dialog in
//! which files are chosen.
//!
//! Programs are started directly, never through a shell. A system without them has [`DesktopPrograms::none`].

use std::fmt;
use std::io;
use std::path::Path;

use protocol::word_list::CodeLanguage;

use super::file_chooser::FileChooser;

/// The programs of one desktop.
#[derive(Debug)]
pub struct DesktopPrograms {
    /// Speaks.
    pub speech: Box<dyn Speech>,
    /// Shows folders; `None` where no program does.
    pub folders: Option<Box<dyn ShowFolder>>,
    /// Chooses files; `None` where nothing does.
    pub chooser: Option<Box<dyn FileChooser>>,
}

impl DesktopPrograms {
    /// Where none is known.
    pub fn none() -> Self {
        Self { speech: Box::new(NoVoice), folders: None, chooser: None }
    }
}

/// Speaks to whoever is in the room. What it says may be secret: other accounts of the computer cannot read it, as
/// they could if it was an argument of a program.
pub trait Speech: fmt::Debug + Send {
    /// Begins to say these lines, one after the other, in this language. What was being said is stopped. It does not wait:
    /// `ended` is told when all is said, it was stopped, or it failed.
    ///
    /// # Errors
    /// Nothing can speak here. `ended` is not told.
    fn say(
        &mut self,
        lines: &[String],
        language: CodeLanguage,
        ended: Ended,
    ) -> Result<(), SpeechError>;

    /// Stops, at the end of the line that is being said at the latest.
    fn stop(&mut self);
}

/// Is told how speaking ended, on another thread.
pub type Ended = Box<dyn FnOnce(Result<(), SpeechError>) + Send>;

/// Why nothing is said.
#[derive(Debug, thiserror::Error)]
pub enum SpeechError {
    /// This system's voice is not used yet.
    #[error("speech is not used on this system yet")]
    NotHere,
    /// No program speaks. It is in this package.
    #[error("no program speaks here")]
    NotInstalled {
        /// The name of the package.
        package: &'static str,
    },
    /// The programs that are there do not speak.
    #[error("no voice works here")]
    Failed,
    /// The system starts no program.
    #[error("the voice cannot be started: {0}")]
    System(#[from] io::Error),
}

/// Shows a folder in the desktop's file manager.
pub trait ShowFolder: fmt::Debug + Send {
    /// Shows it. It does not wait until the file manager has.
    ///
    /// # Errors
    /// The path does not begin at the root, there is no such folder, or the program cannot be started.
    fn show(&mut self, folder: &Path) -> io::Result<()>;
}

/// Bytes that are said. They fit into a pipe, so that writing them never waits for a program.
#[cfg(any(target_os = "linux", windows))]
pub(in crate::platform) const SPOKEN_BYTES: usize = 4096;

/// The lines as one text. None of them is a command: those of Speech Dispatcher begin with `!-!`.
#[cfg(any(target_os = "linux", windows))]
pub(in crate::platform) fn plain_text(lines: &[String]) -> String {
    let mut text = String::new();
    for line in lines {
        let plain = line.trim_start_matches(|c: char| c == '!' || c.is_whitespace());
        if text.len() + plain.len() >= SPOKEN_BYTES {
            break;
        }
        text.extend(plain.chars().filter(|c| !c.is_control()).chain(['\n']));
    }
    text
}

/// Speaks not at all.
#[derive(Debug)]
struct NoVoice;

impl Speech for NoVoice {
    fn say(&mut self, _: &[String], _: CodeLanguage, _: Ended) -> Result<(), SpeechError> {
        Err(SpeechError::NotHere)
    }

    fn stop(&mut self) {}
}
