//! System prompts.

use crate::platform::parts::PromptOpener;

/// The watcher of system prompts.
pub(super) fn opener() -> Option<PromptOpener> {
    None
}
