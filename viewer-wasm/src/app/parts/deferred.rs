//! Messages of the sharer that are handled only after the first frame is shown, which they would delay.

use std::collections::VecDeque;

use protocol::cursor::CursorMessage;
use viewer::log::SharerEntry;

/// Messages that wait at most. Before the first frame a sharer sends about six; above this number none
/// waits.
const WAITING: usize = 32;

/// The messages that wait.
#[derive(Debug, Default)]
pub(in crate::app) struct Deferred {
    /// Whether a frame has been shown, or a second has passed.
    is_over: bool,
    cursor: VecDeque<CursorMessage>,
    entries: VecDeque<SharerEntry>,
}

impl Deferred {
    /// Whether a message waits.
    pub(in crate::app) fn defers(&self) -> bool {
        !self.is_over && self.cursor.len() + self.entries.len() < WAITING
    }

    pub(in crate::app) fn add_cursor(&mut self, message: CursorMessage) {
        self.cursor.push_back(message);
    }

    pub(in crate::app) fn add_entry(&mut self, entry: SharerEntry) {
        self.entries.push_back(entry);
    }

    /// Nothing waits from now on. Returns whether that is new.
    pub(in crate::app) fn finish(&mut self) -> bool {
        !std::mem::replace(&mut self.is_over, true)
    }

    /// The messages that have waited.
    pub(in crate::app) fn take_cursor(&mut self) -> VecDeque<CursorMessage> {
        std::mem::take(&mut self.cursor)
    }

    /// The entries that have waited.
    pub(in crate::app) fn take_entries(&mut self) -> VecDeque<SharerEntry> {
        std::mem::take(&mut self.entries)
    }
}
