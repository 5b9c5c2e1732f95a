//! The User's clipboard: what other programs have copied, and what they paste.
//!
//! It decides nothing: the caller asks only while the Helper may read or write. What a password manager has marked is
//! never read.

use std::fmt;
use std::sync::Arc;

use protocol::limits::CLIPBOARD_BYTES;

use super::error::PlatformError;

#[cfg(target_os = "linux")]
pub(super) mod format;
#[cfg(target_os = "linux")]
pub(super) mod gathering;
#[cfg(target_os = "linux")]
pub mod thread;

/// What is copied, in each format that it has.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct ClipboardContents {
    /// Plain text.
    pub text: Option<String>,
    /// HTML, which is not checked.
    pub html: Option<String>,
    /// A PNG file. Of what another program has copied only the signature is checked.
    pub png: Option<Vec<u8>>,
}

impl ClipboardContents {
    /// The size of all formats together.
    pub fn bytes(&self) -> usize {
        let Self { text, html, png } = self;
        let text = text.as_ref().map_or(0, String::len);
        let html = html.as_ref().map_or(0, String::len);
        let png = png.as_ref().map_or(0, Vec::len);
        text.saturating_add(html).saturating_add(png)
    }

    /// Whether there is no format at all.
    pub fn is_empty(&self) -> bool {
        let Self { text, html, png } = self;
        text.is_none() && html.is_none() && png.is_none()
    }
}

/// Sizes only: what people copy is not for a log.
impl fmt::Debug for ClipboardContents {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClipboardContents")
            .field("text", &self.text.as_ref().map(String::len))
            .field("html", &self.html.as_ref().map(String::len))
            .field("png", &self.png.as_ref().map(Vec::len))
            .finish()
    }
}

/// Why the clipboard cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum ClipboardError {
    /// It is not used on this system yet.
    #[error("the clipboard cannot be shared on this desktop yet")]
    Unsupported,
    /// A program has marked what it copied as secret, as password managers do.
    #[error("the program that copied it has marked it as secret")]
    Secret,
    /// The program that copied does not answer, or too slowly.
    #[error("the program that copied it does not answer")]
    Silent,
    /// Something else was copied, or the clipboard was emptied.
    #[error("the clipboard changed while it was read")]
    Changed,
    /// No format of it is small enough.
    #[error("it is larger than {CLIPBOARD_BYTES} bytes")]
    TooLarge,
    /// Another program has copied at the same moment, or does not let this one in.
    #[error("another program has taken the clipboard")]
    Taken,
    /// It was not wanted any more. What was there is still there.
    #[error("it is not wanted any more")]
    Unwanted,
    /// Nothing was put in, and what was there is lost.
    #[error("the clipboard is empty now: the desktop has not taken the new content")]
    Emptied,
    /// The desktop does not do its part.
    #[error(transparent)]
    Platform(#[from] PlatformError),
}

/// Called on another thread when another program has copied something, and not for what was
/// [written](Clipboard::write_while). It does not wait.
pub type CopyNotice = Box<dyn Fn() + Send>;

/// Whether something is still to be written: the right to it may end at any moment. It is asked on any thread, right
/// before anything changes, and does not wait.
#[derive(Clone)]
pub struct StillWanted(Arc<dyn Fn() -> bool + Send + Sync>);

impl StillWanted {
    /// As long as this is true.
    pub fn while_true(is_wanted: impl Fn() -> bool + Send + Sync + 'static) -> Self {
        Self(Arc::new(is_wanted))
    }

    /// Whether it is.
    pub fn is_wanted(&self) -> bool {
        (self.0)()
    }
}

impl fmt::Debug for StillWanted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("StillWanted").field(&self.is_wanted()).finish()
    }
}

/// The clipboard. What was written is no longer pasted by other programs when this is dropped, unless the desktop keeps
/// it, as Windows does.
pub trait Clipboard: fmt::Debug + Send {
    /// What is copied now; `None` when it is nothing, or nothing in a known format. It waits for the program that
    /// copied, with a limit. A format for which there is no room within [`CLIPBOARD_BYTES`] is left out.
    fn read(&mut self) -> Result<Option<ClipboardContents>, ClipboardError>;

    /// Other programs paste this from now on. While another program keeps the clipboard it is tried again, up to a
    /// limit, as long as this is wanted.
    fn write_while(
        &mut self,
        contents: ClipboardContents,
        wanted: &StillWanted,
    ) -> Result<(), ClipboardError>;

    /// The same, wanted to the end.
    fn write(&mut self, contents: ClipboardContents) -> Result<(), ClipboardError> {
        self.write_while(contents, &StillWanted::while_true(|| true))
    }

    /// How often another program has copied something since the clipboard was opened. While it has not grown since
    /// a moment, what can be read is from before that moment. A copy counts from the moment when the desktop knows of it,
    /// also while the thread that is told of copies is busy.
    fn copies(&self) -> u64;
}
