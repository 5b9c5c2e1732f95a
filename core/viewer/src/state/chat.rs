//! How many chat messages of the sharer are shown.

use protocol::limits::{CHAT_MESSAGES, CHAT_WINDOW};
use protocol::time::Tick;

/// Counts the chat messages in the current [`CHAT_WINDOW`].
#[derive(Debug)]
pub(super) struct ChatWindow {
    since: Tick,
    count: u32,
}

impl ChatWindow {
    pub(super) fn new(now: Tick) -> Self {
        Self { since: now, count: 0 }
    }

    /// Counts a message. Returns whether it is within [`CHAT_MESSAGES`].
    pub(super) fn admits(&mut self, now: Tick) -> bool {
        if now.since(self.since) >= CHAT_WINDOW {
            *self = Self::new(now);
        }
        self.count = self.count.saturating_add(1);
        self.count <= CHAT_MESSAGES
    }
}
