//! The files that are sent: what the User is told of them, when they wait, and when they end by themselves.

use alloc::vec::Vec;

use protocol::bulk::TransferId;
use protocol::files::OfferedFile;
use protocol::limits::{FILE_PROGRESS_INTERVAL, FILE_STALLED};
use protocol::party::Party;
use protocol::time::Tick;
use protocol::transfer::TransferStop;

use super::Guest;
use crate::notice::{FileNotice, FileState, FolderFailure, Notice};
use crate::right::Right;
use crate::shared::Shared;
use crate::transfers::{Moved, SentFile, Transfers};

impl Guest {
    pub(super) fn tell_of_file(&self, shared: &mut Shared, id: TransferId, state: FileState) {
        let Some(sent) = self.transfers.files.iter().find(|sent| sent.id == id) else { return };
        let OfferedFile { name, size, folders } = sent.file.clone();
        let (sender, contents) = (id.chosen_by(), sent.contents.clone());
        let file = FileNotice { id, name, folders, contents, sender, size, state };
        shared.notify(Some(self.id), Notice::File(file));
    }

    /// A file is over.
    pub(super) fn end_file(&mut self, shared: &mut Shared, id: TransferId, state: FileState) {
        let Some(sent) = self.transfers.files.iter().find(|sent| sent.id == id) else { return };
        let (batch, depth) = (sent.batch, sent.file.folders.names().len());
        let name = sent.file.name.clone();
        self.tell_of_file(shared, id, state.clone());
        let folders = &mut self.transfers.folders;
        let told = match state {
            FileState::Done { path, .. } => folders.arrived(batch, path, depth),
            FileState::Failed { reason } => {
                folders.missed(batch, 1, FolderFailure { file: Some(name), reason })
            }
            FileState::Offered | FileState::Running { .. } | FileState::Paused => None,
        };
        self.tell_of_folder(shared, told);
        self.transfers.files.retain(|sent| sent.id != id);
        let right = match id.chosen_by() {
            Party::Helper => Right::FileIn,
            Party::User => Right::FileOut,
        };
        self.use_up_files(shared, right);
    }

    /// The panic key stops the files that are there, also those that are still to come, and leaves the rights to them. One that the
    /// User agrees to afterwards is not among them.
    pub(super) fn hold_files(&mut self) {
        let Transfers { files, choices, again, held, .. } = &mut self.transfers;
        choices.values_mut().for_each(|is_held| *is_held = true);
        files.iter_mut().for_each(|sent| sent.is_held = true);
        *held = *again;
        self.batches.hold(true);
    }

    /// The User stops one file for a while, or goes on with it: with a file of a folder, all of the folder.
    pub(crate) fn hold_file(&mut self, id: TransferId, is_held: bool) {
        let files = &mut self.transfers.files;
        let Some(one) = files.iter().find(|sent| sent.id == id) else { return };
        let folder = (!one.file.folders.is_empty()).then_some(one.batch);
        let is_it = |sent: &SentFile| {
            sent.id == id || (!sent.file.folders.is_empty() && folder == Some(sent.batch))
        };
        files.iter_mut().filter(|sent| is_it(sent)).for_each(|sent| sent.is_held = is_held);
        if let Some(batch) = folder {
            self.batches.hold_one(batch, is_held);
        }
    }

    /// The User goes on.
    pub(crate) fn release_files(&mut self) {
        self.transfers.files.iter_mut().for_each(|sent| sent.is_held = false);
        self.transfers.choices.values_mut().for_each(|is_held| *is_held = false);
        self.transfers.held = 0;
        self.batches.hold(false);
    }

    /// Nothing of a file is sent while the User does not see the Helper act, or has stopped it.
    pub(super) fn follow_files(&mut self, shared: &mut Shared) {
        let is_unseen = shared.is_paused || self.is_shielded(shared);
        let Transfers { exchange, files, .. } = &mut self.transfers;
        let mut news = Vec::new();
        for sent in files {
            let pause = is_unseen || sent.is_held;
            if sent.is_paused == pause {
                continue;
            }
            sent.is_paused = pause;
            exchange.set_paused(sent.id, pause);
            let (bytes, _) = sent.told;
            let state = if pause { FileState::Paused } else { FileState::Running { bytes } };
            news.push((sent.id, state));
        }
        for (id, state) in news {
            self.tell_of_file(shared, id, state);
        }
    }

    /// Ends files of which nothing has come for a long time, those that the Helper neither takes nor refuses, and batches of which no
    /// file comes. What somebody has paused, or what waits for a path, does not count.
    pub(super) fn end_stalled(&mut self, shared: &mut Shared, now: Tick) {
        let is_held_up = self.is_lost() || shared.is_paused || self.is_shielded(shared);
        let is_late = |since: Tick| now.since(since) >= FILE_STALLED;
        let Transfers { exchange, files, .. } = &mut self.transfers;
        let mut stalled = Vec::new();
        for sent in files {
            let is_agreed = !exchange.is_offered(sent.id);
            let bytes = exchange.progress(sent.id).map_or(0, |progress| progress.done);
            let moved = Moved { is_agreed, bytes };
            let could_move = !is_held_up && (!is_agreed || exchange.is_running(sent.id));
            if !could_move || sent.moved.0 != moved || sent.moved.1.is_none() {
                sent.moved = (moved, could_move.then_some(now));
            } else if sent.deadline().is_some_and(|ends| now >= ends) {
                let reason =
                    if is_agreed { TransferStop::Stalled } else { TransferStop::Unanswered };
                stalled.push((sent.id, reason));
            }
        }
        for (id, reason) in stalled {
            self.transfers.exchange.stop(id, reason);
        }
        let could_come = !is_held_up
            && !self.batches.is_complete()
            && !self.batches.is_held()
            && !self.has_transfer_of(Right::FileIn);
        if !could_come {
            self.transfers.idle_since = None;
        } else if is_late(*self.transfers.idle_since.get_or_insert(now)) {
            self.transfers.idle_since = None;
            let count = self.batches.to_come();
            shared.notify(Some(self.id), Notice::FilesNotCome { count });
            self.end_batches(shared, TransferStop::Stalled);
            self.use_up_files(shared, Right::FileIn);
        }
    }

    /// Tells the User how far files are, now and then.
    pub(super) fn tell_progress(&mut self, shared: &mut Shared, now: Tick) {
        let Transfers { exchange, files, .. } = &mut self.transfers;
        let mut news = Vec::new();
        for sent in files {
            let done = exchange.progress(sent.id).map_or(0, |progress| progress.done);
            let (bytes, at) = sent.told;
            if done > bytes && now.since(at) >= FILE_PROGRESS_INTERVAL {
                sent.told = (done, now);
                news.push((sent.id, done));
            }
        }
        for (id, bytes) in news {
            self.tell_of_file(shared, id, FileState::Running { bytes });
        }
    }

    /// The User does not want a file any more, or not to send it. With a file of a folder all of the folder ends.
    pub(crate) fn on_cancel_file(&mut self, shared: &mut Shared, id: TransferId) {
        let reason = TransferStop::Declined;
        let Some(sent) = self.transfers.files.iter().find(|sent| sent.id == id) else { return };
        if sent.file.folders.is_empty() {
            return self.transfers.exchange.stop(id, reason);
        }
        let batch = sent.batch;
        let is_of_it = |sent: &&SentFile| sent.batch == batch;
        let of_it = self.transfers.files.iter().filter(is_of_it).map(|sent| sent.id);
        for id in of_it.collect::<Vec<_>>() {
            self.transfers.exchange.stop(id, reason);
        }
        let count = self.batches.forgo(batch);
        let failure = FolderFailure { file: None, reason };
        let told = self.transfers.folders.missed(batch, count, failure);
        self.tell_of_folder(shared, told);
    }
}
