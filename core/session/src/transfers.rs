//! The transfers of one Helper, and what the shell was told of them.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use protocol::bulk::TransferId;
use protocol::files::{ArchiveContents, OfferedFile};
use protocol::limits::{FILE_STALLED, FILE_UNANSWERED};
use protocol::party::Party;
use protocol::time::{Tick, earliest};
use transfer::exchange::Exchange;

use crate::folders::Folders;

/// The transfers of one Helper.
#[derive(Debug)]
pub(crate) struct Transfers {
    pub(crate) exchange: Exchange,
    /// [`crate::Effect::ReadClipboard`] was said last.
    pub(crate) reads_clipboard: bool,
    /// Files that the User has chosen, and that the shell opens, by the numbers of the choices: whether the panic key has
    /// stopped them, until the User goes on. They go with the right.
    pub(crate) choices: BTreeMap<u32, bool>,
    /// The number of the last choice.
    pub(crate) last_choice: u32,
    /// Files that the shell offers again, to a page that was loaded again.
    pub(crate) again: u32,
    pub(crate) folders: Folders,
    /// How many batches the User has wanted.
    pub(crate) last_batch: u32,
    /// How many files and empty folders were in them.
    pub(crate) wanted: usize,
    /// Those of the clipboard of which bytes have left, or all have come: the right for this time was used by them.
    pub(crate) used: Vec<TransferId>,
    /// The files that are sent, and what the User was told of them last.
    pub(crate) files: Vec<SentFile>,
    /// Of [`Self::again`], those that the panic key has stopped, until the User goes on.
    pub(crate) held: u32,
    /// Since when files of agreed batches could come, and none does.
    pub(crate) idle_since: Option<Tick>,
}

/// A file that is sent.
#[derive(Debug)]
pub(crate) struct SentFile {
    pub(crate) id: TransferId,
    pub(crate) file: OfferedFile,
    /// What is in it, if it is the archive of a folder.
    pub(crate) contents: Option<ArchiveContents>,
    /// The number of its batch.
    pub(crate) batch: u32,
    /// How many bytes the User was told of, and when.
    pub(crate) told: (u64, Tick),
    pub(crate) is_paused: bool,
    /// The panic key or the User has stopped it, until the User goes on.
    pub(crate) is_held: bool,
    /// How far it was when it moved last, and since when it could have moved.
    pub(crate) moved: (Moved, Option<Tick>),
}

/// How far a file is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Moved {
    /// The receiver has agreed to it.
    pub(crate) is_agreed: bool,
    /// Bytes that have arrived.
    pub(crate) bytes: u64,
}

impl SentFile {
    /// When it ends unless it moves.
    pub(crate) fn deadline(&self) -> Option<Tick> {
        let (moved, since) = self.moved;
        Some(since? + if moved.is_agreed { FILE_STALLED } else { FILE_UNANSWERED })
    }
}

impl Transfers {
    pub(crate) fn new() -> Self {
        Self {
            exchange: Exchange::new(Party::User),
            reads_clipboard: false,
            choices: BTreeMap::new(),
            last_choice: 0,
            again: 0,
            folders: Folders::default(),
            last_batch: 0,
            wanted: 0,
            used: Vec::new(),
            files: Vec::new(),
            held: 0,
            idle_since: None,
        }
    }

    /// The User chooses a file, which the shell opens. Returns the number of the choice.
    pub(crate) fn choose(&mut self) -> u32 {
        self.last_choice = self.last_choice.wrapping_add(1);
        self.choices.insert(self.last_choice, false);
        self.last_choice
    }

    /// A file is offered again. Returns whether the panic key has stopped it.
    pub(crate) fn take_again(&mut self) -> bool {
        self.again = self.again.saturating_sub(1);
        let is_held = self.held > 0;
        self.held = self.held.saturating_sub(1);
        is_held
    }

    pub(crate) fn deadline(&self) -> Option<Tick> {
        let idle = self.idle_since.map(|since| since + FILE_STALLED);
        let ends = self.files.iter().filter_map(SentFile::deadline).chain(idle).min();
        earliest(self.exchange.deadline(), ends)
    }

    /// Another path is used from now on.
    pub(crate) fn on_path_changed(&mut self) {
        self.exchange.on_path_changed();
    }
}
