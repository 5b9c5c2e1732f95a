//! The files of a session, as the page shows them: those that the Helper sends, in batches about which the User is
//! asked, and those of the User, which the Helper gets when they want them.

use alloc::vec::Vec;

use protocol::bulk::TransferId;
use protocol::files::{FileBatch, OfferedFile};
use protocol::limits::{FILE_BATCHES, FILE_ROWS, FILES_AT_ONCE, FILES_PER_BATCH};
use protocol::party::Party;
use protocol::right::RightDenial;
use protocol::transfer::TransferStop;

/// A file as the page shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileView {
    /// Names the row.
    pub key: u32,
    /// Its name and size.
    pub file: OfferedFile,
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
}

impl FileState {
    /// Whether nothing more happens to it.
    pub fn is_over(self) -> bool {
        match self {
            Self::Done | Self::Refused(_) | Self::Stopped(_) => true,
            Self::Asked | Self::Waiting | Self::Offered | Self::Running { .. } => false,
        }
    }
}

#[derive(Clone, Debug)]
struct Row {
    view: FileView,
    batch: u32,
    /// The page's own name for a file of the Helper's.
    ticket: Option<u64>,
    id: Option<TransferId>,
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

    fn add(&mut self, file: OfferedFile, sender: Party, state: FileState) -> &mut Row {
        if self.rows.len() >= FILE_ROWS {
            // Of those that are over, the oldest one; one that is not over is bounded in another way.
            let over = self.rows.iter().position(|row| row.view.state.is_over());
            let waits = || self.rows.iter().position(|row| row.id.is_none());
            // At most [`protocol::limits::TRANSFERS`] of each end have an id, and stay.
            self.rows.remove(over.or_else(waits).unwrap_or(0));
        }
        self.last_key = self.last_key.wrapping_add(1);
        let view = FileView { key: self.last_key, file, sender, state };
        self.rows.push(Row { view, batch: 0, ticket: None, id: None });
        self.rows.last_mut().expect("a row was added just now")
    }

    /// The Helper has chosen files. Returns the batches to offer; what is too much is not taken.
    pub(super) fn choose(&mut self, chosen: Vec<(u64, OfferedFile)>) -> Vec<FileBatch> {
        let asked = self.rows.iter().filter(|row| row.view.state == FileState::Asked);
        let mut batches: Vec<u32> = asked.map(|row| row.batch).collect();
        batches.dedup();
        let room = FILE_BATCHES.saturating_sub(batches.len());
        let mut offered = Vec::new();
        for chosen in chosen.chunks(FILES_PER_BATCH).take(room) {
            self.last_batch = self.last_batch.wrapping_add(1);
            let batch = self.last_batch;
            for (ticket, file) in chosen {
                let row = self.add(file.clone(), Party::Helper, FileState::Asked);
                (row.batch, row.ticket) = (batch, Some(*ticket));
            }
            let files = chosen.iter().map(|(_, file)| file.clone()).collect();
            offered.push(FileBatch { batch, files });
        }
        offered
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
        let is_sent = |row: &&Row| {
            row.view.sender == Party::Helper && matches!(row.view.state, FileState::Running { .. })
        };
        if self.rows.iter().filter(is_sent).count() >= FILES_AT_ONCE {
            return None;
        }
        let next = self.rows.iter().find(|row| row.view.state == FileState::Waiting)?;
        let (ticket, batch, file) = (next.ticket?, next.batch, next.view.file.clone());
        Some(NextFile { ticket, batch, file })
    }

    /// The file with this ticket is a transfer now.
    pub(super) fn begun(&mut self, ticket: u64, id: TransferId) {
        if let Some(row) = self.rows.iter_mut().find(|row| row.ticket == Some(ticket)) {
            row.id = Some(id);
            row.view.state = FileState::Running { done: 0, is_paused: false };
        }
    }

    /// The User has chosen a file for the Helper.
    pub(super) fn offered(&mut self, id: TransferId, file: OfferedFile) {
        self.add(file, Party::User, FileState::Offered).id = Some(id);
    }

    /// Of a transfer, so many bytes have arrived.
    pub(super) fn progressed(&mut self, id: TransferId, bytes: u64) {
        let Some(row) = self.rows.iter_mut().find(|row| row.id == Some(id)) else { return };
        let hundredths = |bytes: u64| bytes.saturating_mul(100) / row.view.file.size.max(1);
        if let FileState::Running { done, .. } = row.view.state
            && hundredths(done) == hundredths(bytes)
        {
            // Nobody sees the difference.
            return;
        }
        if let FileState::Running { done, .. } = &mut row.view.state {
            *done = bytes;
        }
    }

    /// The transfer of the file of a row.
    pub(super) fn transfer(&self, key: u32) -> Option<TransferId> {
        self.row(key).and_then(|row| row.id).filter(|_| self.is_open(key))
    }

    /// Whether the Helper has not said whether they want it.
    pub(super) fn is_offered(&self, key: u32) -> bool {
        self.row(key).is_some_and(|row| row.view.state == FileState::Offered)
    }

    fn row(&self, key: u32) -> Option<&Row> {
        self.rows.iter().find(|row| row.view.key == key)
    }

    fn is_open(&self, key: u32) -> bool {
        self.row(key).is_some_and(|row| !row.view.state.is_over())
    }

    /// The Helper wants a file of the User's. Returns its transfer.
    pub(super) fn accept(&mut self, key: u32) -> Option<TransferId> {
        let row = self.rows.iter_mut().find(|row| row.view.key == key)?;
        if row.view.state != FileState::Offered {
            return None;
        }
        row.view.state = FileState::Running { done: 0, is_paused: false };
        row.id
    }

    /// The Helper stops a file for a while, or lets it go on. Returns its transfer, and whether it is stopped now.
    pub(super) fn toggle_pause(&mut self, key: u32) -> Option<(TransferId, bool)> {
        let row = self.rows.iter_mut().find(|row| row.view.key == key)?;
        let FileState::Running { is_paused, .. } = &mut row.view.state else { return None };
        *is_paused = !*is_paused;
        Some((row.id?, *is_paused))
    }

    /// The Helper does not want a file any more that is no transfer yet. Of a batch about which the User is asked, it is
    /// not sent if the User agrees.
    pub(super) fn cancel(&mut self, key: u32) {
        if let Some(row) = self.rows.iter_mut().find(|row| row.view.key == key)
            && !row.view.state.is_over()
        {
            row.view.state = FileState::Stopped(TransferStop::Declined);
        }
    }

    /// A transfer is over. Returns the key of its row.
    pub(super) fn ended(&mut self, id: TransferId, stopped: Option<TransferStop>) -> Option<u32> {
        let row = self.rows.iter_mut().find(|row| row.id == Some(id))?;
        if !row.view.state.is_over() {
            row.view.state = stopped.map_or(FileState::Done, FileState::Stopped);
        }
        Some(row.view.key)
    }

    /// The right to send files is over.
    pub(super) fn end_sending(&mut self) {
        for row in &mut self.rows {
            if row.view.state == FileState::Waiting {
                row.view.state = FileState::Stopped(TransferStop::NotAllowed);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use alloc::vec;

    use protocol::file_name::FileName;

    use super::*;

    fn file(name: &str) -> OfferedFile {
        OfferedFile { name: FileName::lossy(name), size: 10 }
    }

    fn chosen(count: u64) -> Vec<(u64, OfferedFile)> {
        (0..count).map(|ticket| (ticket, file("a.txt"))).collect()
    }

    fn states(files: &Files) -> Vec<FileState> {
        files.view().iter().map(|view| view.state).collect()
    }

    #[test]
    fn a_batch_that_the_user_wants_is_sent_a_few_files_at_once() {
        let mut files = Files::default();
        let batches = files.choose(chosen(FILES_AT_ONCE as u64 + 1));
        assert_eq!(batches.len(), 1);
        assert_eq!(files.next(), None, "the User is asked");
        files.answered(batches[0].batch, None);
        for n in 0..FILES_AT_ONCE as u32 {
            let next = files.next().unwrap();
            files.begun(next.ticket, TransferId(2 * n + 1));
        }
        assert_eq!(files.next(), None, "the last one waits");
        files.progressed(TransferId(1), 4);
        assert_eq!(states(&files)[0], FileState::Running { done: 4, is_paused: false });
        files.ended(TransferId(1), None);
        assert_eq!(states(&files)[0], FileState::Done);
        assert!(files.next().is_some());
        files.end_sending();
        assert_eq!(files.next(), None);
    }

    #[test]
    fn what_is_refused_or_cancelled_is_not_sent() {
        let mut files = Files::default();
        let batches = files.choose(chosen(2));
        files.cancel(files.view()[0].key);
        files.answered(batches[0].batch, None);
        assert_eq!(files.next().unwrap().ticket, 1);
        let mut files = Files::default();
        let batches = files.choose(chosen(2));
        files.answered(batches[0].batch, Some(RightDenial::Declined));
        assert_eq!(states(&files), vec![FileState::Refused(RightDenial::Declined); 2]);
        assert_eq!(files.next(), None);
        assert!(!files.wants_to_send());
    }

    #[test]
    fn many_files_are_several_batches_and_too_many_are_not_taken() {
        let mut files = Files::default();
        let batches = files.choose(chosen(FILES_PER_BATCH as u64 + 1));
        assert_eq!(
            batches.iter().map(|it| it.files.len()).collect::<Vec<_>>(),
            [FILES_PER_BATCH, 1]
        );
        assert_eq!(files.choose(chosen(10_000)).len(), FILE_BATCHES - 2);
        let taken = FILES_PER_BATCH + 1 + (FILE_BATCHES - 2) * FILES_PER_BATCH;
        assert_eq!(files.view().len(), taken);
    }

    #[test]
    fn a_row_that_is_sent_stays_when_there_are_too_many() {
        let mut files = Files::default();
        files.offered(TransferId(2), file("b.txt"));
        let key = files.view()[0].key;
        for _ in 0..FILE_ROWS {
            files.add(file("a.txt"), Party::Helper, FileState::Asked);
        }
        assert_eq!(files.view().len(), FILE_ROWS);
        assert_eq!(files.transfer(key), Some(TransferId(2)));
    }

    #[test]
    fn a_file_of_the_users_comes_when_the_helper_wants_it() {
        let mut files = Files::default();
        files.offered(TransferId(2), file("b.txt"));
        let key = files.view()[0].key;
        assert_eq!(files.toggle_pause(key), None, "it has not begun");
        assert_eq!(files.accept(key), Some(TransferId(2)));
        assert_eq!(files.accept(key), None);
        assert_eq!(files.toggle_pause(key), Some((TransferId(2), true)));
        assert_eq!(files.ended(TransferId(2), Some(TransferStop::NotAllowed)), Some(key));
        assert_eq!(files.transfer(key), None);
    }
}
