//! The files of a session, as the page shows them: those that the Helper sends, in batches about which the User is
//! asked, and those of the User, which the Helper gets when they want them.

use alloc::vec::Vec;

use protocol::bulk::TransferId;
use protocol::file_name::FileName;
use protocol::files::{FileBatch, OfferedFile};
use protocol::folder_path::FolderPath;
use protocol::limits::{FILE_BATCHES, FILE_ROWS, FILES_AT_ONCE, FILES_PER_BATCH};
use protocol::party::Party;
use protocol::right::RightDenial;
use protocol::transfer::{FileTransfer, TransferStop};

/// A file, or a folder with all its files, as the page shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileView {
    /// Names the row.
    pub key: u32,
    /// Its name and size.
    pub file: OfferedFile,
    /// Of a folder, how many files it has.
    pub count: Option<usize>,
    /// Of the archive of a folder of the User's, the files that are named.
    pub listed: Vec<OfferedFile>,
    /// Who sends it.
    pub sender: Party,
    /// How far it is.
    pub state: FileState,
}

/// How far a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileState {
    /// The User is asked.
    Asked,
    /// The User wants it, and others are sent before it.
    Waiting,
    /// The User has chosen it for the Helper, who has not said whether they want it.
    Offered,
    /// It is sent.
    Running {
        /// Bytes that have arrived.
        done: u64,
        /// The Helper has stopped it for a while.
        is_paused: bool,
    },
    /// It has arrived.
    Done,
    /// The User does not get it.
    Refused(RightDenial),
    /// It did not get to its end.
    Stopped(TransferStop),
    /// Of a folder, so many files did not get to their end.
    Incomplete {
        /// How many.
        missing: usize,
        /// Why the first of them did not.
        reason: TransferStop,
    },
}

impl FileState {
    /// Whether nothing more happens to it.
    pub fn is_over(self) -> bool {
        match self {
            Self::Done | Self::Refused(_) | Self::Stopped(_) | Self::Incomplete { .. } => true,
            Self::Asked | Self::Waiting | Self::Offered | Self::Running { .. } => false,
        }
    }
}

#[derive(Clone, Debug)]
struct Row {
    view: FileView,
    batch: u32,
    /// One, or those of a folder.
    items: Vec<Item>,
}

/// One file.
#[derive(Clone, Debug)]
struct Item {
    file: OfferedFile,
    /// The page's own name for a file of the Helper's.
    ticket: Option<u64>,
    id: Option<TransferId>,
    /// Bytes that have arrived.
    done: u64,
    /// What became of it.
    over: Option<Result<(), TransferStop>>,
}

impl Item {
    fn new(file: OfferedFile, ticket: Option<u64>, id: Option<TransferId>) -> Self {
        Self { file, ticket, id, done: 0, over: None }
    }

    fn is_running(&self) -> bool {
        self.id.is_some() && self.over.is_none()
    }
}

impl Row {
    fn item(&mut self, id: TransferId) -> Option<&mut Item> {
        self.items.iter_mut().find(|item| item.id == Some(id))
    }

    /// Shows what its files make of it, once it is sent.
    fn follow(&mut self) {
        let FileState::Running { done, is_paused } = self.view.state else { return };
        let missing = |item: &Item| item.over.and_then(Result::err);
        let reason = self.items.iter().find_map(missing);
        self.view.state = match reason {
            _ if self.items.iter().any(|item| item.over.is_none()) => {
                let bytes = self.items.iter().map(|item| item.done).sum();
                let hundredths =
                    |bytes: u64| bytes.saturating_mul(100) / self.view.file.size.max(1);
                // Otherwise nobody sees the difference.
                let shown = if hundredths(done) == hundredths(bytes) { done } else { bytes };
                FileState::Running { done: shown, is_paused }
            }
            None => FileState::Done,
            Some(reason) => {
                let missing = self.items.iter().filter_map(missing).count();
                if missing == self.items.len() {
                    FileState::Stopped(reason)
                } else {
                    FileState::Incomplete { missing, reason }
                }
            }
        };
    }

    /// Nothing more of it is sent that has not begun.
    fn give_up(&mut self, reason: TransferStop) {
        for item in self.items.iter_mut().filter(|item| item.id.is_none() && item.over.is_none()) {
            item.over = Some(Err(reason));
        }
        if !self.view.state.is_over() && !self.items.iter().any(|item| item.over.is_none()) {
            self.view.state = FileState::Running { done: 0, is_paused: false };
            self.follow();
        }
    }
}

/// A file that can be offered now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct NextFile {
    pub(super) ticket: u64,
    pub(super) batch: u32,
    pub(super) file: OfferedFile,
}

/// See the module.
#[derive(Debug, Default)]
pub(super) struct Files {
    rows: Vec<Row>,
    last_key: u32,
    last_batch: u32,
}

impl Files {
    /// All rows, oldest first.
    pub(super) fn view(&self) -> Vec<FileView> {
        self.rows.iter().map(|row| row.view.clone()).collect()
    }

    fn add(&mut self, view: FileView, items: Vec<Item>) -> &mut Row {
        if self.rows.len() >= FILE_ROWS {
            // Of those that are over, the oldest one; one that is not over is bounded in another way.
            let over = self.rows.iter().position(|row| row.view.state.is_over());
            let has_begun = |row: &Row| row.items.iter().any(|item| item.id.is_some());
            let waits = || self.rows.iter().position(|row| !has_begun(row));
            // At most [`protocol::limits::TRANSFERS`] of each end have an id, and stay.
            self.rows.remove(over.or_else(waits).unwrap_or(0));
        }
        self.last_key = self.last_key.wrapping_add(1);
        let view = FileView { key: self.last_key, ..view };
        self.rows.push(Row { view, batch: 0, items });
        self.rows.last_mut().expect("a row was added just now")
    }

    /// The Helper has chosen files, and folders among which these are empty. Returns the messages that offer them; what is too
    /// much is not taken.
    pub(super) fn choose(
        &mut self,
        chosen: Vec<(u64, OfferedFile)>,
        empty: &[FolderPath],
    ) -> Chosen {
        let asked = self.rows.iter().filter(|row| row.view.state == FileState::Asked);
        let mut batches: Vec<u32> = asked.map(|row| row.batch).collect();
        batches.dedup();
        let mut room = FILE_BATCHES.saturating_sub(batches.len());
        let mut answer = Chosen::default();
        let (alone, within): (Vec<_>, Vec<_>) =
            chosen.into_iter().partition(|(_, file)| file.folders.is_empty());
        for files in alone.chunks(FILES_PER_BATCH).take(room) {
            room -= 1;
            let batch = self.next_batch();
            for (ticket, file) in files {
                let view = asked_about(file.clone(), None);
                self.add(view, Vec::from([Item::new(file.clone(), Some(*ticket), None)])).batch =
                    batch;
            }
            let files = files.iter().map(|(_, file)| file.clone()).collect();
            answer.offers.extend(FileBatch::parts(batch, files, Vec::new()).into_iter().flatten());
            answer.batches += 1;
        }
        for (root, files) in by_root(within).into_iter().take(room) {
            let batch = self.next_batch();
            let all: Vec<OfferedFile> = files.iter().map(|(_, file)| file.clone()).collect();
            let size = all.iter().map(|file| file.size).sum();
            let within = |folder: &&FolderPath| folder.root() == Some(&root);
            let empty = empty.iter().filter(within).cloned().collect();
            let Some(parts) = FileBatch::parts(batch, all, empty) else {
                answer.has_too_large_folder = true;
                continue;
            };
            let view = asked_about(OfferedFile::alone(root, size), Some(files.len()));
            let items = files.into_iter().map(|(ticket, file)| Item::new(file, Some(ticket), None));
            self.add(view, items.collect()).batch = batch;
            answer.offers.extend(parts);
            answer.batches += 1;
        }
        answer
    }

    fn next_batch(&mut self) -> u32 {
        self.last_batch = self.last_batch.wrapping_add(1);
        self.last_batch
    }

    /// The User's answer about a batch.
    pub(super) fn answered(&mut self, batch: u32, refused: Option<RightDenial>) {
        let state = refused.map_or(FileState::Waiting, FileState::Refused);
        for row in &mut self.rows {
            if row.batch == batch && row.view.state == FileState::Asked {
                row.view.state = state;
            }
        }
    }

    /// Whether the User is asked about a batch, or a file of one is still to be sent.
    pub(super) fn wants_to_send(&self) -> bool {
        self.rows.iter().any(|row| row.view.sender == Party::Helper && !row.view.state.is_over())
    }

    /// The next file that can be offered. [`Files::begun`] has to follow if it was.
    pub(super) fn next(&self) -> Option<NextFile> {
        let of_helper = self.rows.iter().filter(|row| row.view.sender == Party::Helper);
        let running = of_helper.clone().flat_map(|row| &row.items).filter(|item| item.is_running());
        if running.count() >= FILES_AT_ONCE {
            return None;
        }
        let is_sent = |row: &&Row| {
            matches!(
                row.view.state,
                FileState::Waiting | FileState::Running { is_paused: false, .. }
            )
        };
        of_helper.filter(is_sent).find_map(|row| {
            let next = row.items.iter().find(|item| item.id.is_none() && item.over.is_none())?;
            Some(NextFile { ticket: next.ticket?, batch: row.batch, file: next.file.clone() })
        })
    }

    /// The file with this ticket is a transfer now.
    pub(super) fn begun(&mut self, ticket: u64, id: TransferId) {
        for row in &mut self.rows {
            if let Some(item) = row.items.iter_mut().find(|item| item.ticket == Some(ticket)) {
                item.id = Some(id);
                if row.view.state == FileState::Waiting {
                    row.view.state = FileState::Running { done: 0, is_paused: false };
                }
            }
        }
    }

    /// The User has chosen a file for the Helper.
    pub(super) fn offered(&mut self, id: TransferId, offered: &FileTransfer) {
        let (sender, state, file) = (Party::User, FileState::Offered, offered.file.clone());
        let count = offered.contents.as_ref().map(|contents| contents.files as usize);
        let listed = offered.contents.iter().flat_map(|contents| contents.first.clone()).collect();
        let view = FileView { key: 0, file: file.clone(), count, listed, sender, state };
        self.add(view, Vec::from([Item::new(file, None, Some(id))]));
    }

    /// Of a transfer, so many bytes have arrived.
    pub(super) fn progressed(&mut self, id: TransferId, bytes: u64) {
        let Some(row) = self.find(id) else { return };
        if let Some(item) = row.item(id) {
            item.done = bytes;
        }
        row.follow();
    }

    /// The transfers of a row.
    pub(super) fn transfers(&self, key: u32) -> Vec<TransferId> {
        let row = self.row(key).filter(|row| !row.view.state.is_over());
        let items = row.into_iter().flat_map(|row| &row.items);
        items.filter(|item| item.is_running()).filter_map(|item| item.id).collect()
    }

    /// Whether the Helper has not said whether they want it.
    pub(super) fn is_offered(&self, key: u32) -> bool {
        self.row(key).is_some_and(|row| row.view.state == FileState::Offered)
    }

    fn row(&self, key: u32) -> Option<&Row> {
        self.rows.iter().find(|row| row.view.key == key)
    }

    fn row_mut(&mut self, key: u32) -> Option<&mut Row> {
        self.rows.iter_mut().find(|row| row.view.key == key)
    }

    /// The row of a transfer.
    fn find(&mut self, id: TransferId) -> Option<&mut Row> {
        self.rows.iter_mut().find(|row| row.items.iter().any(|item| item.id == Some(id)))
    }

    /// The Helper wants a file of the User's. Returns its transfer.
    pub(super) fn accept(&mut self, key: u32) -> Option<TransferId> {
        let row = self.row_mut(key).filter(|row| row.view.state == FileState::Offered)?;
        row.view.state = FileState::Running { done: 0, is_paused: false };
        row.items.first()?.id
    }

    /// The Helper stops a file for a while, or lets it go on. Returns its transfers, and whether they are stopped now.
    pub(super) fn toggle_pause(&mut self, key: u32) -> (Vec<TransferId>, bool) {
        let Some(row) = self.row_mut(key) else { return (Vec::new(), false) };
        let FileState::Running { is_paused, .. } = &mut row.view.state else {
            return (Vec::new(), false);
        };
        *is_paused = !*is_paused;
        let paused = *is_paused;
        (self.transfers(key), paused)
    }

    /// The Helper does not want what is no transfer yet. Of a batch about which the User is asked, it is not sent if the
    /// User agrees.
    pub(super) fn cancel(&mut self, key: u32) {
        let Some(row) = self.row_mut(key) else { return };
        if row.view.state == FileState::Offered {
            row.view.state = FileState::Stopped(TransferStop::Declined);
        }
        row.give_up(TransferStop::Declined);
    }

    /// A transfer is over.
    pub(super) fn ended(&mut self, id: TransferId, stopped: Option<TransferStop>) {
        let Some(row) = self.find(id) else { return };
        if let Some(item) = row.item(id).filter(|item| item.over.is_none()) {
            item.over = Some(stopped.map_or(Ok(()), Err));
            if stopped.is_none() {
                item.done = item.file.size;
            }
        }
        if row.view.state == FileState::Offered {
            row.view.state = FileState::Running { done: 0, is_paused: false };
        }
        if stopped == Some(TransferStop::Declined) && row.view.sender == Party::Helper {
            // With a file, the User has cancelled all of its folder.
            row.give_up(TransferStop::Declined);
        }
        row.follow();
    }

    /// The right to send files is over.
    pub(super) fn end_sending(&mut self) {
        for row in &mut self.rows {
            if matches!(row.view.state, FileState::Waiting | FileState::Running { .. }) {
                row.give_up(TransferStop::NotAllowed);
            }
        }
    }
}

/// What becomes of files that the Helper has chosen.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Chosen {
    /// The messages that offer them.
    pub(super) offers: Vec<FileBatch>,
    /// How many questions they are.
    pub(super) batches: usize,
    /// There is a folder that is not offered: it has more than it may have.
    pub(super) has_too_large_folder: bool,
}

fn asked_about(file: OfferedFile, count: Option<usize>) -> FileView {
    let (sender, state, listed) = (Party::Helper, FileState::Asked, Vec::new());
    FileView { key: 0, file, count, listed, sender, state }
}

type Within = Vec<(u64, OfferedFile)>;

/// The files of each folder that is sent.
fn by_root(files: Within) -> Vec<(FileName, Within)> {
    let mut folders: Vec<(FileName, Within)> = Vec::new();
    for (ticket, file) in files {
        let Some(root) = file.folders.root().cloned() else { continue };
        match folders.iter_mut().find(|(other, _)| *other == root) {
            Some((_, files)) => files.push((ticket, file)),
            None => folders.push((root, Vec::from([(ticket, file)]))),
        }
    }
    folders
}

#[cfg(test)]
mod tests;
