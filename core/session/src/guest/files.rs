//! Files: the User is asked about each batch that the Helper offers, and chooses those that the Helper gets.
//!
//! [`Right::FileIn`] is held while files of an agreed batch are still to come, and only for them.

use alloc::string::String;

use protocol::files::FileBatch;
use protocol::limits::FILES_PER_SESSION;
use protocol::peer::{Party, ToViewer};
use protocol::time::Tick;
use protocol::transfer::TransferStop;

use super::Guest;
use crate::batches::TooManyFiles;
use crate::effect::Effect;
use crate::notice::{FolderFailure, FolderNotice, Notice};
use crate::question::{Answer, Question};
use crate::questions::Request;
use crate::right::{GrantedFor, Right, RightEvent, RightRefusal};
use crate::shared::Shared;

impl Guest {
    /// The Helper would like to send files.
    pub(super) fn on_files_offered(&mut self, shared: &mut Shared, part: FileBatch) {
        if !self.is_sharing() {
            return;
        }
        let batch = match self.batches.add(part) {
            Ok(Some(batch)) if batch.is_one_folder_or_none() && !batch.files.is_empty() => batch,
            Ok(None) => return,
            // No page offers the like.
            Ok(Some(_)) | Err(TooManyFiles) => return self.fault(shared),
        };
        let allowed = if self.is_lost() {
            Err(RightRefusal::NoAnswer)
        } else if !self.batches.takes(batch.batch) || !self.has_room_for(&batch) {
            Err(RightRefusal::TooOften)
        } else {
            self.rights.request(Right::FileIn, &self.situation(shared))
        };
        match allowed {
            Ok(()) => {
                self.batches.waiting.push_back(batch);
                self.ask_about_files(shared);
            }
            Err(reason) => {
                self.push_right(shared, RightEvent::Refused { right: Right::FileIn, reason });
                self.answer_files(shared, batch.batch, Some(reason));
            }
        }
    }

    /// Whether a session may have so many files and empty folders, with those that wait for an answer.
    fn has_room_for(&self, batch: &FileBatch) -> bool {
        let waiting: usize = self.batches.waiting.iter().map(FileBatch::count).sum();
        self.transfers.wanted + waiting + batch.count() <= FILES_PER_SESSION
    }

    /// Asks about the first batch that waits.
    fn ask_about_files(&mut self, shared: &mut Shared) {
        let question = Question::FileIn;
        if shared.questions.has(self.id, question) {
            return;
        }
        let Some(batch) = self.batches.waiting.front().cloned() else { return };
        let (helper, proof) = (self.identity.name(), self.identity.proof);
        let (resembles, files) = (self.identity.resembles.clone(), Some(batch));
        let guest = self.id;
        let request = Request { guest, question, helper, alias: None, proof, resembles, files };
        let right = Right::FileIn;
        if shared.ask(request) {
            return self.push_right(shared, RightEvent::Requested(right));
        }
        let reason = RightRefusal::TooOften;
        self.push_right(shared, RightEvent::Refused { right, reason });
        self.refuse_files(shared, reason);
    }

    /// No file of the agreed batches comes any more that has not begun.
    pub(super) fn end_batches(&mut self, shared: &mut Shared, reason: TransferStop) {
        for (number, count) in self.batches.end() {
            let failure = FolderFailure { file: None, reason };
            let told = self.transfers.folders.missed(number, count, failure);
            self.tell_of_folder(shared, told);
        }
    }

    /// All files of a folder are over.
    pub(super) fn tell_of_folder(&self, shared: &mut Shared, told: Option<FolderNotice>) {
        if let Some(told) = told {
            shared.notify(Some(self.id), Notice::Folder(told));
        }
    }

    /// The User's answer about the first batch.
    pub(super) fn on_files_answer(&mut self, shared: &mut Shared, answer: Answer, now: Tick) {
        let right = Right::FileIn;
        let Some(batch) = self.batches.waiting.pop_front() else { return };
        let number = batch.batch;
        if !answer.allows() || !self.is_reached() || !self.is_sharing() {
            let reason = RightRefusal::Declined;
            self.rights.refuse(right, answer == Answer::RefuseForGood);
            self.push_right(shared, RightEvent::Refused { right, reason });
            self.answer_files(shared, number, Some(reason));
        } else if let Err(reason) = self.grant_files(shared, right, now) {
            self.push_right(shared, RightEvent::Refused { right, reason });
            self.answer_files(shared, number, Some(reason));
        } else {
            self.transfers.last_batch = self.transfers.last_batch.wrapping_add(1);
            self.transfers.wanted += batch.count();
            self.transfers.folders.agree(self.transfers.last_batch, &batch);
            if !batch.empty.is_empty() {
                let (guest, number) = (self.id, self.transfers.last_batch);
                let empty = batch.empty.clone();
                shared.push(Effect::ReceiveFolder { guest, batch: number, empty });
            }
            self.batches.agree(batch, self.transfers.last_batch);
            self.answer_files(shared, number, None);
        }
        self.ask_about_files(shared);
    }

    /// Grants one of the rights about files for this time, unless it is held.
    fn grant_files(
        &mut self,
        shared: &mut Shared,
        right: Right,
        now: Tick,
    ) -> Result<(), RightRefusal> {
        if self.holds(right) {
            return Ok(());
        }
        let lasts = GrantedFor::ThisTime;
        self.rights.grant(right, lasts)?;
        self.push_right(shared, RightEvent::Granted { right, lasts });
        self.send(shared, ToViewer::RightGranted { right: lasts.held(right, now) });
        Ok(())
    }

    /// The User did not answer about the first batch in time.
    pub(super) fn on_no_files_answer(&mut self, shared: &mut Shared) {
        let (right, reason) = (Right::FileIn, RightRefusal::NoAnswer);
        let Some(batch) = self.batches.waiting.pop_front() else { return };
        self.rights.refuse(right, false);
        self.push_right(shared, RightEvent::Refused { right, reason });
        self.answer_files(shared, batch.batch, Some(reason));
        self.ask_about_files(shared);
    }

    /// The User is not asked about the batches that wait.
    pub(super) fn refuse_files(&mut self, shared: &mut Shared, reason: RightRefusal) {
        while let Some(batch) = self.batches.waiting.pop_front() {
            self.answer_files(shared, batch.batch, Some(reason));
        }
    }

    fn answer_files(&self, shared: &mut Shared, batch: u32, refused: Option<RightRefusal>) {
        let refused = refused.map(RightRefusal::of_right);
        self.send(shared, ToViewer::FilesAnswered { batch, refused });
    }

    /// The User has chosen a file that the Helper gets.
    pub(crate) fn on_send_file(&mut self, shared: &mut Shared, path: String, now: Tick) {
        let right = Right::FileOut;
        let allowed = if self.holds(right) {
            Ok(())
        } else {
            let situation = self.situation(shared);
            let allowed = self.rights.request(right, &situation);
            // The User does it: earlier refusals do not count.
            allowed.or_else(
                |reason| {
                    if reason == RightRefusal::TooOften { Ok(()) } else { Err(reason) }
                },
            )
        };
        match allowed.and_then(|()| self.grant_files(shared, right, now)) {
            Ok(()) => {
                // If the Helper has asked for it, they get it.
                shared.withdraw(self.id, Question::FileOut);
                let choice = self.transfers.choose();
                shared.push(Effect::SendFile { guest: self.id, choice, path });
            }
            Err(reason) => shared.notify(Some(self.id), Notice::FileNotSent { path, reason }),
        }
    }

    /// Ends a right about files that was granted for this time, once nothing is left that needs it.
    pub(super) fn use_up_files(&mut self, shared: &mut Shared, right: Right) {
        let is_wanted = if right == Right::FileIn {
            !self.batches.is_complete()
        } else {
            self.transfers.again > 0 || !self.transfers.choices.is_empty()
        };
        let this_time = |(held, lasts)| held == right && lasts == GrantedFor::ThisTime;
        if !is_wanted && !self.has_transfer_of(right) && self.rights.terms().any(this_time) {
            self.end_right(shared, right, Party::User);
        }
    }
}
