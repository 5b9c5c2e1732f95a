//! Whether the lines of the session log get to the disk. Where the owner of the computer wants every session
//! logged, a session ends when they do not.

use protocol::limits::LOG_WRITE_TIMEOUT;
use protocol::time::Tick;

/// What follows when the session log cannot be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogNeed {
    /// The User is told, and the session goes on.
    Optional,
    /// The session ends.
    Required,
}

/// Compares what was appended to the log with what is on the disk.
#[derive(Debug)]
pub(crate) struct LogWatch {
    need: LogNeed,
    /// Bytes of all lines.
    appended: usize,
    /// How many of them are on the disk.
    written: usize,
    /// When more of them must be there; `None` while nothing is waited for.
    due: Option<Tick>,
}

impl LogWatch {
    pub(crate) fn new(need: LogNeed) -> Self {
        Self { need, appended: 0, written: 0, due: None }
    }

    /// What follows when the log cannot be written.
    pub(crate) fn need(&self) -> LogNeed {
        self.need
    }

    /// Lines were appended.
    pub(crate) fn append(&mut self, bytes: usize, now: Tick) {
        self.appended = self.appended.saturating_add(bytes);
        self.due = self.due.or_else(|| self.next_due(now));
    }

    /// So many bytes of all lines are on the disk.
    pub(crate) fn written(&mut self, bytes: usize, now: Tick) {
        if bytes > self.written {
            self.written = bytes;
            self.due = self.next_due(now);
        }
    }

    /// When [`Self::take_late`] has to be asked.
    pub(crate) fn deadline(&self) -> Option<Tick> {
        self.due
    }

    /// Whether nothing more has come to the disk for [`LOG_WRITE_TIMEOUT`], although it should. Says so once.
    pub(crate) fn take_late(&mut self, now: Tick) -> bool {
        let is_late = self.due.is_some_and(|due| now >= due);
        if is_late {
            self.stop();
        }
        is_late
    }

    /// The log cannot be written: nothing is waited for any more.
    pub(crate) fn stop(&mut self) {
        self.due = None;
        // Later lines are not waited for, either.
        self.written = usize::MAX;
    }

    fn next_due(&self, now: Tick) -> Option<Tick> {
        let is_waiting = self.need == LogNeed::Required && self.written < self.appended;
        is_waiting.then(|| now + LOG_WRITE_TIMEOUT)
    }
}
