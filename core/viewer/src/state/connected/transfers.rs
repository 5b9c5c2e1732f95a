//! The transfers between the Helper's computer and the User's. Each needs a right that the Helper asked for.

use alloc::vec::Vec;

use protocol::bulk::{Digest, TransferId};
use protocol::limits::CLIPBOARD_SHOWN_BYTES;
use protocol::party::Party;
use protocol::peer::ToSharer;
use protocol::right::Right;
use protocol::time::Tick;
use protocol::transfer::{TransferKind, TransferMessage, TransferStep, TransferStop};
use transfer::exchange::{self, Violation};
use transfer::shell::{TransferEffect, TransferInput};

use super::{Connected, Flow};
use crate::log::LogEvent;
use crate::state::context::Context;
use crate::state::output::Output;

impl Connected {
    /// Whether a transfer is allowed at this moment, by the right that it needs.
    pub(super) fn may_transfer(
        &self,
        what: &TransferKind,
        sender: Party,
    ) -> Result<(), TransferStop> {
        let right = what.right(sender).ok_or(TransferStop::Unknown)?;
        // A file of the User's comes only if the Helper says so.
        let needs_right = right != Right::FileOut;
        if !self.is_shared() || (needs_right && !self.rights.holds(right)) {
            return Err(TransferStop::NotAllowed);
        }
        // What is not seen is not used.
        if self.is_paused || self.has_prompt {
            return Err(TransferStop::Paused);
        }
        Ok(())
    }

    /// The transfers of the clipboard.
    fn clipboards(&self) -> impl Iterator<Item = TransferId> {
        let is_one = move |id: &TransferId| {
            matches!(self.transfers.what(*id), Some(TransferKind::Clipboard(_)))
        };
        self.transfers.ids().filter(is_one)
    }

    /// How much of the clipboard that takes longest has arrived, in hundredths.
    pub(super) fn clipboard_progress(&self) -> Option<u8> {
        let progress = self.clipboards().filter_map(|id| self.transfers.progress(id));
        let large = progress.filter(|progress| progress.size >= CLIPBOARD_SHOWN_BYTES);
        let part = large.map(|progress| progress.done.saturating_mul(100) / progress.size).min()?;
        u8::try_from(part).ok()
    }

    /// The Helper does not want to wait for it.
    pub(super) fn cancel_clipboard(&mut self) {
        let ids: Vec<TransferId> = self.clipboards().collect();
        for id in ids {
            self.transfers.stop(id, TransferStop::Declined);
        }
    }

    /// The sharer says something about a transfer.
    pub(super) fn on_transfer_message<R>(
        &mut self,
        message: TransferMessage,
        cx: &mut Context<R>,
    ) -> Flow {
        let TransferMessage { id, step } = message;
        let handled = match &step {
            TransferStep::Offer { what } => self.on_transfer_offer(id, what, cx),
            TransferStep::Accept {}
            | TransferStep::Refuse { .. }
            | TransferStep::Pause {}
            | TransferStep::Resume {}
            | TransferStep::Cancel { .. }
            | TransferStep::Done {}
            | TransferStep::Unknown => self.transfers.on_step(id, &step),
        };
        handled.map_or_else(|Violation| cx.fault().into(), |()| Flow::Continue)
    }

    fn on_transfer_offer<R>(
        &mut self,
        id: TransferId,
        what: &TransferKind,
        cx: &mut Context<R>,
    ) -> Result<(), Violation> {
        if !self.transfers.on_offer(id, what)? {
            return Ok(());
        }
        match self.may_transfer(what, Party::User) {
            Ok(()) => {
                if let TransferKind::File(file) = what {
                    self.files.offered(id, file);
                    return Ok(());
                }
                let what = what.clone();
                cx.push(Output::Transfer(TransferEffect::Offered { id, what }));
            }
            // It may have been in flight when the Helper gave the right up.
            Err(reason) => self.transfers.refuse(id, reason),
        }
        Ok(())
    }

    /// Bytes of a transfer have come, or what the sharer says about those of the Helper.
    pub(super) fn on_bulk<R>(&mut self, bytes: &[u8], cx: &mut Context<R>, now: Tick) -> Flow {
        let handled = self.transfers.on_record(bytes, now);
        handled.map_or_else(|Violation| cx.fault().into(), |()| Flow::Continue)
    }

    /// The page reports something about a transfer.
    pub(super) fn on_transfer_input<R>(
        &mut self,
        input: TransferInput,
        cx: &mut Context<R>,
        now: Tick,
    ) {
        let transfers = &mut self.transfers;
        match input {
            TransferInput::Offer { ticket, what } => self.offer_transfer(ticket, what, cx),
            TransferInput::Accept { id } => {
                let Some(what) = transfers.what(id).cloned() else { return };
                match (self.may_transfer(&what, Party::User), &what) {
                    // It waits for the end of the pause.
                    (Ok(()), _) | (Err(TransferStop::Paused), TransferKind::File(_)) => {
                        let effect = TransferEffect::Begin { id, what, ticket: None };
                        cx.push(Output::Transfer(effect));
                        self.transfers.accept(id);
                    }
                    (Err(reason), _) => self.refuse_transfer(id, reason, cx),
                }
            }
            TransferInput::Refuse { id, reason } => self.refuse_transfer(id, reason, cx),
            TransferInput::Read { id, offset, bytes } => transfers.on_read(id, offset, &bytes),
            TransferInput::Written { id, bytes } => transfers.on_written(id, bytes, now),
            TransferInput::Kept { id } | TransferInput::Saved { id, .. } => {
                if let Some((what, digest)) = transfers.done(id) {
                    self.on_transferred(id, &what, digest, cx);
                }
            }
            TransferInput::Unreadable { .. } | TransferInput::Chosen { .. } => {}
            TransferInput::Stop { id, reason } => transfers.stop(id, reason),
            TransferInput::Room => transfers.on_room(),
        }
    }

    /// This end does not take what was offered. A file that the Helper wanted has a row, which says so.
    fn refuse_transfer<R>(&mut self, id: TransferId, reason: TransferStop, cx: &mut Context<R>) {
        let Some(what) = self.transfers.what(id).cloned() else { return };
        self.transfers.refuse(id, reason);
        self.on_file_ended(id, &what, Err(reason), cx);
        // The page may have a place for it already.
        let sender = id.chosen_by();
        cx.push(Output::Transfer(TransferEffect::Ended { id, sender, stopped: Some(reason) }));
    }

    fn offer_transfer<R>(&mut self, ticket: u64, what: TransferKind, cx: &mut Context<R>) {
        let allowed = self.may_transfer(&what, Party::Helper);
        let offered = allowed.ok().and_then(|()| self.transfers.offer(what.clone()));
        cx.push(Output::Transfer(match offered {
            Some(id) => TransferEffect::Begin { id, what, ticket: Some(ticket) },
            None => TransferEffect::NotOffered { ticket },
        }));
    }

    /// A right is over, and with it the transfers that need it.
    pub(super) fn stop_transfers_of(&mut self, right: Right, reason: TransferStop) {
        let transfers = &mut self.transfers;
        let needs_it = |id: &TransferId| {
            transfers.what(*id).and_then(|what| what.right(id.chosen_by())) == Some(right)
        };
        let stopped: Vec<TransferId> = transfers.ids().filter(needs_it).collect();
        for id in stopped {
            transfers.stop(id, reason);
        }
    }

    /// Does what the transfers have to do next.
    pub(super) fn follow_transfers<R>(&mut self, cx: &mut Context<R>, now: Tick) -> Flow {
        if self.is_paused || self.has_prompt || !self.is_shared() {
            for right in [Right::ClipboardRead, Right::ClipboardWrite] {
                self.stop_transfers_of(right, TransferStop::Paused);
            }
        }
        self.offer_files(cx);
        let mut has_stopped = false;
        while let Some(output) = self.transfers.poll(now) {
            let effect = match output {
                exchange::Output::Say(message) => match self.say(ToSharer::Transfer(message), cx) {
                    Flow::Continue => continue,
                    flow @ (Flow::End(_) | Flow::Leave(_)) => return flow,
                },
                exchange::Output::Delivered { id, what, digest } => {
                    self.on_transferred(id, &what, digest, cx);
                    continue;
                }
                exchange::Output::AskRoom => TransferEffect::AskRoom,
                exchange::Output::Send(record) => TransferEffect::Send(record),
                exchange::Output::Read { id, chunk } => TransferEffect::Read { id, chunk },
                exchange::Output::Write { id, offset, bytes } => {
                    TransferEffect::Write { id, offset, bytes }
                }
                exchange::Output::Arrived { id, .. } => TransferEffect::Arrived { id },
                exchange::Output::Stopped { id, reason, what } => {
                    self.on_file_ended(id, &what, Err(reason), cx);
                    has_stopped |= what.right(id.chosen_by()) == Some(Right::FileIn);
                    let sender = id.chosen_by();
                    TransferEffect::Ended { id, sender, stopped: Some(reason) }
                }
            };
            cx.push(Output::Transfer(effect));
        }
        self.follow_progress();
        // One that the sharer has refused may have been the last one of its batch.
        if has_stopped { self.give_up_sending(cx) } else { Flow::Continue }
    }

    /// A transfer got to its end.
    fn on_transferred<R>(
        &mut self,
        id: TransferId,
        what: &TransferKind,
        digest: Option<Digest>,
        cx: &mut Context<R>,
    ) {
        self.on_file_ended(id, what, Ok(digest.unwrap_or(Digest([0; 32]))), cx);
        let sender = id.chosen_by();
        if let TransferKind::Clipboard(sizes) = what {
            cx.push(Output::Log(LogEvent::ClipboardTransferred { sender, sizes: *sizes }));
        }
        cx.push(Output::Transfer(TransferEffect::Ended { id, sender, stopped: None }));
    }
}
