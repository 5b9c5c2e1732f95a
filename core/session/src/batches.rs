//! The batches of files that a Helper offers.

use alloc::collections::VecDeque;
use alloc::vec::Vec;

use protocol::files::{FileBatch, OfferedFile};
use protocol::limits::FILE_BATCHES;
use protocol::transfer::{TransferKind, TransferMessage, TransferStep};

/// A batch has more files, or longer names, than it may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TooManyFiles;

/// The batches of files of one Helper.
#[derive(Debug, Default)]
pub(crate) struct Batches {
    /// One of which further messages are to come. It is within the bounds of a batch.
    pub(crate) arriving: Option<FileBatch>,
    /// Those that were offered. The User is asked about the first one. At most [`protocol::limits::FILE_BATCHES`].
    pub(crate) waiting: VecDeque<FileBatch>,
    /// Those that the User wants, with the files that are still to come. At most [`protocol::limits::FILE_BATCHES`].
    agreed: Vec<Agreed>,
}

/// A batch that the User wants.
#[derive(Debug)]
struct Agreed {
    /// Unlike that of the page, the shell hears it once in a session: all files of a folder go to one folder, and those of
    /// another folder do not.
    number: u32,
    batch: FileBatch,
    /// The panic key or the User has stopped it.
    is_held: bool,
}

impl Batches {
    /// A message offers files. Returns the whole batch with the last one of it.
    ///
    /// # Errors
    /// When the batch has more than it may have. It is forgotten.
    pub(crate) fn add(&mut self, part: FileBatch) -> Result<Option<FileBatch>, TooManyFiles> {
        let is_known = |before: &FileBatch| before.batch == part.batch;
        // One of which the rest has not come is not offered any more: messages come in order.
        let mut whole = match self.arriving.take().filter(is_known) {
            Some(mut before) => {
                before.more = part.more;
                before.files.extend(part.files);
                before.empty.extend(part.empty);
                before
            }
            None => part,
        };
        if !whole.is_whole_within_bounds() {
            return Err(TooManyFiles);
        }
        if core::mem::take(&mut whole.more) {
            self.arriving = Some(whole);
            return Ok(None);
        }
        Ok(Some(whole))
    }

    /// Whether a message goes on with a batch.
    pub(crate) fn is_continued_by(&self, part: &FileBatch) -> bool {
        self.arriving.as_ref().is_some_and(|before| before.batch == part.batch)
    }

    /// Whether there is room for another one, with a number that none of them has.
    pub(crate) fn takes(&self, batch: u32) -> bool {
        let agreed = self.agreed.iter().map(|agreed| agreed.batch.batch);
        let mut all = self.waiting.iter().map(|waiting| waiting.batch).chain(agreed);
        self.waiting.len() + self.agreed.len() < FILE_BATCHES && all.all(|other| other != batch)
    }

    /// The User wants a batch. `number` is its number among all of the session.
    pub(crate) fn agree(&mut self, batch: FileBatch, number: u32) {
        self.agreed.push(Agreed { number, batch, is_held: false });
    }

    /// Whether a transfer is offered of a file that the User wants, and that is still to come.
    pub(crate) fn expects(&self, message: &TransferMessage) -> bool {
        let TransferStep::Offer { what: TransferKind::File(offered) } = &message.step else {
            return false;
        };
        let is_named = |agreed: &&Agreed| agreed.batch.batch == offered.batch;
        self.agreed.iter().find(is_named).is_some_and(|it| it.batch.files.contains(&offered.file))
    }

    /// Takes a file out of those that are still to come. Returns the number of its batch, and whether the panic key has stopped
    /// that; `None` if it is none of them.
    pub(crate) fn take(&mut self, batch: u32, file: &OfferedFile) -> Option<(u32, bool)> {
        let agreed = self.agreed.iter_mut().find(|agreed| agreed.batch.batch == batch)?;
        let at = agreed.batch.files.iter().position(|other| other == file)?;
        agreed.batch.files.remove(at);
        let taken = (agreed.number, agreed.is_held);
        self.agreed.retain(|agreed| !agreed.batch.files.is_empty());
        Some(taken)
    }

    /// The panic key stops those that the User wants, or the User goes on.
    pub(crate) fn hold(&mut self, is_held: bool) {
        for agreed in &mut self.agreed {
            agreed.is_held = is_held;
        }
    }

    /// The User stops the one with this number, or goes on with it.
    pub(crate) fn hold_one(&mut self, number: u32, is_held: bool) {
        for agreed in self.agreed.iter_mut().filter(|agreed| agreed.number == number) {
            agreed.is_held = is_held;
        }
    }

    /// Whether one is stopped.
    pub(crate) fn is_held(&self) -> bool {
        self.agreed.iter().any(|agreed| agreed.is_held)
    }

    /// The User does not want the batch with this number any more. Returns how many files were still to come.
    pub(crate) fn forgo(&mut self, number: u32) -> usize {
        let of_it = self.agreed.iter().filter(|agreed| agreed.number == number);
        let count = of_it.map(|agreed| agreed.batch.files.len()).sum();
        self.agreed.retain(|agreed| agreed.number != number);
        count
    }

    /// How many files are still to come.
    pub(crate) fn to_come(&self) -> usize {
        self.agreed.iter().map(|agreed| agreed.batch.files.len()).sum()
    }

    /// Whether no file is still to come.
    pub(crate) fn is_complete(&self) -> bool {
        self.agreed.is_empty()
    }

    /// The right is over: none of them may come any more. Returns how many were still to come of each.
    pub(crate) fn end(&mut self) -> Vec<(u32, usize)> {
        let left = |agreed: Agreed| (agreed.number, agreed.batch.files.len());
        core::mem::take(&mut self.agreed).into_iter().map(left).collect()
    }
}
