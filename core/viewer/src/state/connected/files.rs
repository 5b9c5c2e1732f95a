//! Files: the batches that the Helper offers, and what they do about each file.

use alloc::vec::Vec;

use protocol::bulk::{Digest, TransferId};
use protocol::files::OfferedFile;
use protocol::folder_path::FolderPath;
use protocol::party::Party;
use protocol::peer::ToSharer;
use protocol::right::{Right, RightDenial};
use protocol::transfer::{FileTransfer, TransferKind, TransferStop};
use transfer::shell::TransferEffect;

use super::{Connected, Flow};
use crate::log::LogEvent;
use crate::outcome::Notice;
use crate::state::context::Context;
use crate::state::files::NextFile;
use crate::state::input::FileAct;
use crate::state::output::Output;

impl Connected {
    /// The Helper would like to send these files: the User is asked.
    pub(super) fn send_files<R>(
        &mut self,
        mut chosen: Vec<(u64, OfferedFile)>,
        empty: &[FolderPath],
        cx: &mut Context<R>,
    ) -> Flow {
        if !self.is_shared() || !self.rights.offers(Right::FileIn) {
            return Flow::Continue;
        }
        if !self.rights.takes_folders() {
            let before = chosen.len();
            chosen.retain(|(_, file)| file.folders.is_empty());
            if chosen.len() < before {
                cx.push(Output::Notify(Notice::FoldersNotTaken));
            }
        }
        let chosen = self.files.choose(chosen, empty);
        if chosen.has_too_large_folder {
            cx.push(Output::Notify(Notice::FolderTooLarge));
        }
        for _ in 0..chosen.batches {
            self.rights.want(Right::FileIn);
            cx.push(Output::Log(LogEvent::RightRequested(Right::FileIn)));
        }
        for batch in chosen.offers {
            match self.say(ToSharer::OfferFiles(batch), cx) {
                Flow::Continue => {}
                flow @ (Flow::End(_) | Flow::Leave(_)) => return flow,
            }
        }
        Flow::Continue
    }

    /// The User's answer about a batch.
    pub(super) fn on_files_answered<R>(
        &mut self,
        batch: u32,
        refused: Option<RightDenial>,
        cx: &mut Context<R>,
    ) {
        self.files.answered(batch, refused);
        if let Some(reason) = refused {
            cx.push(Output::Log(LogEvent::RightRefused(Right::FileIn, reason)));
        }
    }

    /// Offers the files of agreed batches, a few at once.
    pub(super) fn offer_files<R>(&mut self, cx: &mut Context<R>) {
        while let Some(NextFile { ticket, batch, file }) = self.files.next() {
            let what = TransferKind::File(FileTransfer::new(batch, file));
            if self.may_transfer(&what, Party::Helper).is_err() {
                return;
            }
            let Some(id) = self.transfers.offer(what.clone()) else { return };
            self.files.begun(ticket, id);
            let effect = TransferEffect::Begin { id, what, ticket: Some(ticket) };
            cx.push(Output::Transfer(effect));
        }
    }

    /// The Helper does something about a file.
    pub(super) fn on_file_act<R>(&mut self, key: u32, act: FileAct, cx: &mut Context<R>) -> Flow {
        match act {
            FileAct::Get if self.files.is_offered(key) => {
                let id = self.files.transfers(key).first().copied();
                let offered = id.and_then(|id| self.transfers.what(id));
                // In a pause it stays offered.
                if let Some(what) = offered.cloned()
                    && self.may_transfer(&what, Party::User) == Ok(())
                    && let Some(id) = self.files.accept(key)
                {
                    // The page looks whether there is room for it, and accepts or refuses it.
                    cx.push(Output::Transfer(TransferEffect::Offered { id, what }));
                }
            }
            FileAct::Get => {}
            FileAct::TogglePause => {
                let (ids, is_paused) = self.files.toggle_pause(key);
                for id in ids {
                    self.transfers.set_paused(id, is_paused);
                }
            }
            FileAct::Cancel => {
                let (ids, is_offered) = (self.files.transfers(key), self.files.is_offered(key));
                self.files.cancel(key);
                for id in ids {
                    if is_offered {
                        self.transfers.refuse(id, TransferStop::Declined);
                    } else {
                        self.transfers.stop(id, TransferStop::Declined);
                    }
                }
            }
        }
        self.give_up_sending(cx)
    }

    /// Once no file is left that the Helper would like to send, they do not need the right any more.
    pub(super) fn give_up_sending<R>(&mut self, cx: &mut Context<R>) -> Flow {
        if self.files.wants_to_send() {
            return Flow::Continue;
        }
        self.give_up_right(Right::FileIn, cx)
    }

    /// The Helper does not have a right any more.
    pub(super) fn end_transfers_of(&mut self, right: Right) {
        if right == Right::FileIn {
            self.files.end_sending();
        }
        self.stop_transfers_of(right, TransferStop::NotAllowed);
    }

    /// A transfer is over.
    pub(super) fn on_file_ended<R>(
        &mut self,
        id: TransferId,
        what: &TransferKind,
        outcome: Result<Digest, TransferStop>,
        cx: &mut Context<R>,
    ) {
        let TransferKind::File(file) = what else { return };
        self.files.ended(id, outcome.err());
        let (file, sender) = (file.clone(), id.chosen_by());
        cx.push(Output::Log(LogEvent::File { file, sender, outcome }));
    }

    /// Notes how far files are.
    pub(super) fn follow_progress(&mut self) {
        for id in self.transfers.ids() {
            if let Some(progress) = self.transfers.progress(id) {
                self.files.progressed(id, progress.done);
            }
        }
    }
}
