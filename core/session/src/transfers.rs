//! The transfers of one Helper, and what the shell was told of them.

use alloc::vec::Vec;

use protocol::bulk::TransferId;
use protocol::files::OfferedFile;
use protocol::party::Party;
use protocol::time::Tick;
use transfer::exchange::Exchange;

use crate::folders::Folders;

/// The transfers of one Helper.
#[derive(Debug)]
pub(crate) struct Transfers {
    pub(crate) exchange: Exchange,
    /// [`crate::Effect::ReadClipboard`] was said last.
    pub(crate) reads_clipboard: bool,
    /// Files that the User has chosen, and that the shell opens.
    pub(crate) chosen: u32,
    pub(crate) folders: Folders,
    /// How many batches the User has wanted.
    pub(crate) last_batch: u32,
    /// How many files were in them.
    pub(crate) wanted: usize,
    /// Those of the clipboard of which bytes have left, or all have come: the right for this time was used by them.
    pub(crate) used: Vec<TransferId>,
    /// The files that are sent, and what the User was told of them last.
    pub(crate) files: Vec<SentFile>,
    /// The panic key has stopped them, until the User goes on.
    pub(crate) holds_files: bool,
}

/// A file that is sent.
#[derive(Debug)]
pub(crate) struct SentFile {
    pub(crate) id: TransferId,
    pub(crate) file: OfferedFile,
    /// The number of its batch.
    pub(crate) batch: u32,
    /// How many bytes the User was told of, and when.
    pub(crate) told: (u64, Tick),
    pub(crate) is_paused: bool,
}

impl Transfers {
    pub(crate) fn new() -> Self {
        Self {
            exchange: Exchange::new(Party::User),
            reads_clipboard: false,
            chosen: 0,
            folders: Folders::default(),
            last_batch: 0,
            wanted: 0,
            used: Vec::new(),
            files: Vec::new(),
            holds_files: false,
        }
    }

    pub(crate) fn deadline(&self) -> Option<Tick> {
        self.exchange.deadline()
    }

    /// Another path is used from now on.
    pub(crate) fn on_path_changed(&mut self) {
        self.exchange.on_path_changed();
    }
}
