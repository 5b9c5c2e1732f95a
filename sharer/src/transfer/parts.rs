//! Sources, sinks and what they report.

use protocol::bulk::TransferId;
use protocol::transfer::TransferStop;

use super::stop::{SavedFile, StopFlag};
use crate::files::chosen::Chosen;
use crate::platform::clipboard::ClipboardContents;

/// A transfer on the threads. Its id may be that of an earlier one, of which something can still come: the page counts anew when
/// it is loaded again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Run {
    pub(crate) id: TransferId,
    /// Counts all transfers of the session.
    pub(super) serial: u64,
}

#[cfg(test)]
impl Run {
    /// The transfer with this number.
    pub(crate) fn numbered(id: TransferId, serial: u64) -> Self {
        Self { id, serial }
    }
}

/// What is sent.
pub(crate) trait Source: Send {
    /// Reads so many bytes from an offset.
    fn read(&mut self, offset: u64, len: usize) -> Result<Vec<u8>, TransferStop>;
}

/// Where something that is received goes.
pub(crate) trait Sink: Send {
    /// Writes bytes, which follow those before them.
    fn write(&mut self, offset: u64, bytes: Vec<u8>) -> Result<(), TransferStop>;

    /// Whether it may take minutes to finish it.
    fn is_scanned(&self) -> bool;

    /// Everything was written, and is intact. Nothing is kept once the transfer is stopped.
    fn finish(self: Box<Self>, stop: &StopFlag) -> Result<Finished, TransferStop>;
}

/// What a sink has made of the bytes.
#[derive(Debug)]
pub(crate) enum Finished {
    /// They are in memory.
    Memory(Vec<u8>),
    /// They are a file.
    File(SavedFile),
}

/// What happened beside the session loop.
#[derive(Debug)]
pub(crate) enum TransferEvent {
    /// Bytes of a source; none when they cannot be read.
    Read { run: Run, offset: u64, bytes: Vec<u8> },
    /// All bytes of a sink before this offset are written.
    Written { run: Run, bytes: u64 },
    /// A sink is finished.
    Finished { run: Run, finished: Finished },
    /// A source or a sink cannot go on.
    Failed { run: Run, reason: TransferStop },
    /// What the User has chosen was opened, or cannot be: this is why.
    Opened { choice: u32, path: String, opened: Result<Chosen, String> },
    /// The User has copied something, while the Helper may read it.
    Copied { epoch: u64, contents: ClipboardContents },
    /// The Helper's contents are in the User's clipboard, or are not.
    InClipboard { run: Run, put: Put },
}

/// What became of contents for the User's clipboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Put {
    /// They are there.
    There,
    /// They are not, and what the User had copied still is.
    NotThere,
    /// They are not, and what the User had copied is lost.
    Emptied,
}
