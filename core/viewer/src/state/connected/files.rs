//! Files: the batches that the Helper offers, and what they do about each file.

use alloc::vec::Vec;

use protocol::bulk::{Digest, TransferId};
use protocol::files::OfferedFile;
use protocol::party::Party;
use protocol::peer::ToSharer;
use protocol::right::{Right, RightDenial};
use protocol::time::Tick;
use protocol::transfer::{FileTransfer, TransferKind, TransferStop};
use transfer::shell::{TransferEffect, TransferInput};

use super::{Connected, Flow};
use crate::log::LogEvent;
use crate::state::context::Context;
use crate::state::files::NextFile;
use crate::state::input::FileAct;
use crate::state::output::Output;

impl Connected {
    /// The Helper would like to send these files: the User is asked.
    pub(super) fn send_files<R>(
        &mut self,
        chosen: Vec<(u64, OfferedFile)>,
        cx: &mut Context<R>,
    ) -> Flow {
        if !self.is_shared() || !self.rights.offers(Right::FileIn) {
            return Flow::Continue;
        }
        for batch in self.files.choose(chosen) {
            self.rights.want(Right::FileIn);
            cx.push(Output::Log(LogEvent::RightRequested(Right::FileIn)));
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
            let what = TransferKind::File(FileTransfer { batch, file });
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
    pub(super) fn on_file_act<R>(
        &mut self,
        key: u32,
        act: FileAct,
        cx: &mut Context<R>,
        now: Tick,
    ) -> Flow {
        match act {
            FileAct::Get => {
                let offered = self.files.transfer(key).and_then(|id| self.transfers.what(id));
                let allowed = offered.map(|what| self.may_transfer(what, Party::User));
                // In a pause it stays offered.
                if allowed == Some(Ok(()))
                    && let Some(id) = self.files.accept(key)
                {
                    self.on_transfer_input(TransferInput::Accept { id }, cx, now);
                }
            }
            FileAct::TogglePause => {
                if let Some((id, is_paused)) = self.files.toggle_pause(key) {
                    self.transfers.set_paused(id, is_paused);
                }
            }
            FileAct::Cancel => match self.files.transfer(key) {
                Some(id) if self.files.is_offered(key) => {
                    self.files.cancel(key);
                    self.transfers.refuse(id, TransferStop::Declined);
                }
                Some(id) => self.transfers.stop(id, TransferStop::Declined),
                None => self.files.cancel(key),
            },
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
