//! The batches of files that a Helper offers.

use alloc::collections::VecDeque;
use alloc::vec::Vec;

use protocol::files::{FileBatch, OfferedFile};

/// The batches of files of one Helper.
#[derive(Debug, Default)]
pub(crate) struct Batches {
    /// Those that were offered. The User is asked about the first one. At most [`protocol::limits::FILE_BATCHES`].
    pub(crate) waiting: VecDeque<FileBatch>,
    /// Those that the User wants, with the files that are still to come. At most [`protocol::limits::FILE_BATCHES`].
    pub(crate) agreed: Vec<FileBatch>,
}

impl Batches {
    /// Takes a file out of those that are still to come. `false` if it is none of them.
    pub(crate) fn take(&mut self, batch: u32, file: &OfferedFile) -> bool {
        let Some(agreed) = self.agreed.iter_mut().find(|agreed| agreed.batch == batch) else {
            return false;
        };
        let Some(at) = agreed.files.iter().position(|other| other == file) else { return false };
        agreed.files.remove(at);
        self.agreed.retain(|agreed| !agreed.files.is_empty());
        true
    }

    /// Whether no file is still to come.
    pub(crate) fn is_complete(&self) -> bool {
        self.agreed.is_empty()
    }

    /// The right is over: none of them may come any more.
    pub(crate) fn end(&mut self) {
        self.agreed.clear();
    }
}
