//! System prompts: windows in which the desktop asks the User for a password or a right.

use super::error::PlatformError;

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
    /// Prompts cannot be noticed any more. The watcher has ended.
    Failed(PlatformError),
}
