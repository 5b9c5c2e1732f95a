//! System prompts: windows in which the desktop asks the User for a password or a right.

use super::error::PlatformError;

/// Whether the Helper can answer prompts, if the User allows it.
///
/// On Windows they are on the secure desktop, or belong to programs of a higher integrity level, which take no input from
/// a program without `uiAccess`: that needs a signature and a folder that only an administrator can write.
pub const ANSWERS_PROMPTS: bool = cfg!(not(windows));

/// The watcher of system prompts. It ends when dropped.
pub trait PromptWatch: std::fmt::Debug + Send {}

/// What the watcher reports.
#[derive(Debug)]
pub enum PromptEvent {
    /// A prompt is open, or none is any more.
    Open(bool),
    /// A prompt may be open: not all windows can be examined now. The watcher goes on, and reports
    /// [`Self::Open`] as soon as it knows again.
    Unwatched,
    /// A window is in front that takes nothing from this program, or none is any more. The Helper sees it; nothing is
    /// injected meanwhile.
    OutOfReach(bool),
    /// Prompts cannot be noticed any more. The watcher has ended.
    Failed(PlatformError),
}
