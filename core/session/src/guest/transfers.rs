//! The transfers between the User's computer and one Helper. Each needs a right, and ends with it.

use alloc::string::{String, ToString as _};
use alloc::vec::Vec;

use protocol::bulk::{BulkRecord, Digest, TransferId};
use protocol::party::Party;
use protocol::peer::ToViewer;
use protocol::time::Tick;
use protocol::transfer::{
    ClipboardSizes, FileTransfer, TransferKind, TransferMessage, TransferStep, TransferStop,
};
use transfer::exchange::{Output, Violation};
use transfer::shell::{TransferEffect, TransferInput};

use super::Guest;
use crate::batches::Batches;
use crate::effect::Effect;
use crate::notice::{FileState, FolderFailure, Notice};
use crate::question::Question;
use crate::right::{GrantedFor, Right, RightEvent, RightRefusal};
use crate::shared::Shared;
use crate::transfers::{Moved, SentFile};

impl Guest {
    /// Whether a transfer is allowed at this moment, by the right that it needs.
    fn may_transfer(
        &self,
        shared: &Shared,
        what: &TransferKind,
        sender: Party,
    ) -> Result<(), TransferStop> {
        let right = what.right(sender).ok_or(TransferStop::Unknown)?;
        if !self.is_sharing() || !self.holds(right) {
            return Err(TransferStop::NotAllowed);
        }
        // What is not seen is not used.
        if shared.is_paused || self.is_shielded(shared) {
            return Err(TransferStop::Paused);
        }
        let uses_it = |id: &TransferId| id.chosen_by() == sender;
        if self.is_for_this_time(right)
            && matches!(what, TransferKind::Clipboard(_))
            && self.transfers.used.iter().any(uses_it)
        {
            return Err(TransferStop::NotAllowed);
        }
        Ok(())
    }

    fn is_for_this_time(&self, right: Right) -> bool {
        self.rights.terms().any(|(held, lasts)| held == right && lasts == GrantedFor::ThisTime)
    }

    /// The other transfers that need the same right.
    fn others_of(&self, right: Right, id: TransferId) -> impl Iterator<Item = TransferId> {
        let exchange = &self.transfers.exchange;
        let needs_it = move |other: &TransferId| {
            let what = exchange.what(*other);
            what.and_then(|what| what.right(other.chosen_by())) == Some(right)
        };
        exchange.ids().filter(move |other| *other != id).filter(needs_it)
    }

    /// What was copied leaves, or is there: a right for this time is used by it, even if it is stopped after that. The
    /// right lasts until then, so that the User can take it back.
    fn note_use(&mut self, shared: &mut Shared, id: TransferId) {
        let Some(TransferKind::Clipboard(sizes)) = self.transfers.exchange.what(id).cloned() else {
            return;
        };
        if self.transfers.used.contains(&id) {
            return;
        }
        self.transfers.used.push(id);
        let sender = id.chosen_by();
        if sender == Party::User {
            self.notify_clipboard(shared, sender, sizes);
        }
        let right = TransferKind::Clipboard(sizes).right(sender);
        let Some(right) = right.filter(|right| self.is_for_this_time(*right)) else { return };
        let others: Vec<TransferId> = self.others_of(right, id).collect();
        for other in others {
            self.transfers.exchange.stop(other, TransferStop::NotAllowed);
        }
    }

    /// A transfer of the clipboard is over.
    fn end_use(&mut self, shared: &mut Shared, id: TransferId, what: &TransferKind) {
        let was_used = self.transfers.used.contains(&id);
        self.transfers.used.retain(|used| *used != id);
        if let (true, TransferKind::Clipboard(_), Some(right)) =
            (was_used, what, what.right(id.chosen_by()))
        {
            self.use_up(shared, right);
        }
    }

    fn notify_clipboard(&self, shared: &mut Shared, sender: Party, sizes: ClipboardSizes) {
        let helper = self.identity.name();
        shared.notify(Some(self.id), Notice::ClipboardTransferred { helper, sender, sizes });
    }

    /// The Helper says something about a transfer.
    pub(super) fn on_transfer_message(&mut self, shared: &mut Shared, message: TransferMessage) {
        let TransferMessage { id, step } = message;
        let handled = match &step {
            TransferStep::Offer { what } => self.on_transfer_offer(shared, id, what),
            TransferStep::Accept {} => self.on_transfer_accepted(shared, id, &step),
            TransferStep::Refuse { .. }
            | TransferStep::Pause {}
            | TransferStep::Resume {}
            | TransferStep::Cancel { .. }
            | TransferStep::Done {}
            | TransferStep::Unknown => self.transfers.exchange.on_step(id, &step),
        };
        if handled == Err(Violation) {
            self.fault(shared);
        }
    }

    fn on_transfer_offer(
        &mut self,
        shared: &mut Shared,
        id: TransferId,
        what: &TransferKind,
    ) -> Result<(), Violation> {
        if !self.transfers.exchange.on_offer(id, what)? {
            self.forgo_file(shared, what, TransferStop::Busy);
            return Ok(());
        }
        // It may have been in flight when the right ended, so that it is no fault.
        match (self.may_transfer(shared, what, Party::Helper), what) {
            // It waits for the end of the pause.
            (Ok(()), _) | (Err(TransferStop::Paused), TransferKind::File(_)) => {}
            (Err(reason), _) => {
                self.transfers.exchange.refuse(id, reason);
                self.forgo_file(shared, what, reason);
                return Ok(());
            }
        }
        match what {
            TransferKind::Clipboard(_) if self.others_of(Right::ClipboardWrite, id).count() > 0 => {
                self.transfers.exchange.refuse(id, TransferStop::Busy);
            }
            TransferKind::Clipboard(_) => {
                self.begin_transfer(shared, id, what, None, false);
                self.transfers.exchange.accept(id);
            }
            TransferKind::File(file) => {
                if let Some((batch, is_held)) = self.batches.take(file.batch, &file.file) {
                    let file = FileTransfer::new(batch, file.file.clone());
                    self.begin_transfer(shared, id, &TransferKind::File(file), None, is_held);
                    self.follow_files(shared);
                    self.transfers.exchange.accept(id);
                } else {
                    // The User was asked about other ones.
                    self.transfers.exchange.refuse(id, TransferStop::NotAllowed);
                }
            }
            TransferKind::Unknown => {}
        }
        Ok(())
    }

    /// A file of an agreed batch was refused: it is not offered again, so the right does not last for it.
    fn forgo_file(&mut self, shared: &mut Shared, what: &TransferKind, reason: TransferStop) {
        if let TransferKind::File(file) = what
            && let Some((number, _)) = self.batches.take(file.batch, &file.file)
        {
            let failure = FolderFailure { file: Some(file.file.name.clone()), reason };
            let told = self.transfers.folders.missed(number, 1, failure);
            self.tell_of_folder(shared, told);
            self.use_up_files(shared, Right::FileIn);
        }
    }

    /// The Helper wants what was offered. Meanwhile it may have become something that they may not have.
    fn on_transfer_accepted(
        &mut self,
        shared: &mut Shared,
        id: TransferId,
        step: &TransferStep,
    ) -> Result<(), Violation> {
        self.follow_files(shared);
        self.transfers.exchange.on_step(id, step)?;
        let Some(what) = self.transfers.exchange.what(id).cloned() else { return Ok(()) };
        match (self.may_transfer(shared, &what, Party::User), what) {
            // It waits for the end of the pause.
            (Ok(()), _) | (Err(TransferStop::Paused), TransferKind::File(_)) => {}
            (Err(reason), _) => self.transfers.exchange.stop(id, reason),
        }
        Ok(())
    }

    fn begin_transfer(
        &mut self,
        shared: &mut Shared,
        id: TransferId,
        what: &TransferKind,
        ticket: Option<u64>,
        is_held: bool,
    ) {
        if let TransferKind::File(FileTransfer { file, batch, contents }) = what {
            let (file, told, batch) = (file.clone(), (0, Tick::from_millis(0)), *batch);
            let contents = contents.clone();
            let (is_paused, moved) = (false, (Moved::default(), None));
            let sent = SentFile { id, file, contents, batch, told, is_paused, is_held, moved };
            self.transfers.files.push(sent);
            self.tell_of_file(shared, id, FileState::Offered);
        }
        self.push_transfer(shared, TransferEffect::Begin { id, what: what.clone(), ticket });
    }

    fn push_transfer(&self, shared: &mut Shared, effect: TransferEffect) {
        shared.push(Effect::Transfer { guest: self.id, effect });
    }

    /// Bytes of a transfer have come, or what the Helper says about those of the User.
    pub(super) fn on_bulk(&mut self, shared: &mut Shared, bytes: &[u8], now: Tick) {
        if self.transfers.exchange.on_record(bytes, now) == Err(Violation) {
            self.fault(shared);
        }
    }

    /// The shell reports something about a transfer.
    pub(crate) fn on_transfer_input(
        &mut self,
        shared: &mut Shared,
        input: TransferInput,
        now: Tick,
    ) {
        let exchange = &mut self.transfers.exchange;
        match input {
            TransferInput::Offer { ticket, what } => {
                let is_held = matches!(what, TransferKind::File(_)) && self.transfers.take_again();
                self.offer_transfer(shared, ticket, &what, is_held);
            }
            TransferInput::Chosen { choice, ticket, what } => {
                match self.transfers.choices.remove(&choice) {
                    Some(is_held) => self.offer_transfer(shared, ticket, &what, is_held),
                    // The right has ended since, whatever the Helper has now.
                    None => self.push_transfer(shared, TransferEffect::NotOffered { ticket }),
                }
            }
            TransferInput::Accept { id } => exchange.accept(id),
            TransferInput::Refuse { id, reason } => exchange.refuse(id, reason),
            TransferInput::Read { id, offset, bytes } => exchange.on_read(id, offset, &bytes),
            TransferInput::Written { id, bytes } => exchange.on_written(id, bytes, now),
            TransferInput::Kept { id } => self.on_transfer_kept(shared, id, None),
            TransferInput::Saved { id, path } => self.on_transfer_kept(shared, id, Some(path)),
            TransferInput::Unreadable { choice } => {
                self.transfers.choices.remove(&choice);
                self.use_up_files(shared, Right::FileOut);
            }
            TransferInput::Stop { id, reason } => exchange.stop(id, reason),
            TransferInput::Room => exchange.on_room(),
        }
    }

    fn offer_transfer(
        &mut self,
        shared: &mut Shared,
        ticket: u64,
        what: &TransferKind,
        is_held: bool,
    ) {
        let allowed = self.may_transfer(shared, what, Party::User);
        let refused = allowed
            .and_then(|()| self.transfers.exchange.offer(what.clone()).ok_or(TransferStop::Busy));
        match refused.ok() {
            Some(id) => self.begin_transfer(shared, id, what, Some(ticket), is_held),
            None => {
                self.push_transfer(shared, TransferEffect::NotOffered { ticket });
                if let (TransferKind::File(FileTransfer { file, .. }), Err(why)) = (what, &refused)
                {
                    let (path, reason) = (file.name.to_string(), not_sent(*why));
                    shared.notify(Some(self.id), Notice::FileNotSent { path, reason });
                    self.use_up_files(shared, Right::FileOut);
                }
            }
        }
    }

    /// What the Helper sent is where it belongs.
    fn on_transfer_kept(&mut self, shared: &mut Shared, id: TransferId, path: Option<String>) {
        if let Some((what, digest)) = self.transfers.exchange.done(id) {
            // Before the end of a right for this time: the page would take that for a revoke.
            while let Some(message) = self.transfers.exchange.poll_saying() {
                self.send(shared, ToViewer::Transfer(message));
            }
            self.on_transferred(shared, id, &what, path, digest);
        }
    }

    /// A transfer got to its end.
    fn on_transferred(
        &mut self,
        shared: &mut Shared,
        id: TransferId,
        what: &TransferKind,
        path: Option<String>,
        digest: Option<Digest>,
    ) {
        let sender = id.chosen_by();
        self.push_transfer(shared, TransferEffect::Ended { id, sender, stopped: None });
        if let (TransferKind::Clipboard(sizes), Party::Helper) = (what, sender) {
            self.notify_clipboard(shared, sender, *sizes);
        }
        if matches!(what, TransferKind::File(_)) {
            let digest = digest.unwrap_or(Digest([0; 32]));
            self.end_file(shared, id, FileState::Done { path, digest });
        }
        self.end_use(shared, id, what);
    }

    /// A right that was granted for this time is over with one transfer.
    fn use_up(&mut self, shared: &mut Shared, right: Right) {
        if self.is_for_this_time(right) {
            self.end_right_for(shared, right, Party::User, true);
        }
    }

    /// Stops the transfers that need a right.
    pub(super) fn stop_transfers_of(&mut self, right: Right, reason: TransferStop) {
        let exchange = &mut self.transfers.exchange;
        let needs_it = |id: &TransferId| {
            exchange.what(*id).and_then(|what| what.right(id.chosen_by())) == Some(right)
        };
        let stopped: Vec<TransferId> = exchange.ids().filter(needs_it).collect();
        for id in stopped {
            exchange.stop(id, reason);
        }
    }

    /// Follows what the Helper may do with the clipboard. A transfer of it does not wait for the end of a pause: the User
    /// may have copied it for another purpose by then.
    pub(super) fn follow_clipboard(&mut self, shared: &mut Shared) {
        let is_seen = self.is_sharing() && !shared.is_paused && !self.is_shielded(shared);
        if !is_seen {
            for right in [Right::ClipboardRead, Right::ClipboardWrite] {
                self.stop_transfers_of(right, TransferStop::Paused);
            }
        }
        let reads = is_seen && self.holds(Right::ClipboardRead);
        if core::mem::replace(&mut self.transfers.reads_clipboard, reads) != reads {
            shared.push(Effect::ReadClipboard { guest: self.id, on: reads });
        }
    }

    /// Whether there is a transfer that needs a right.
    pub(super) fn has_transfer_of(&self, right: Right) -> bool {
        let exchange = &self.transfers.exchange;
        exchange
            .ids()
            .any(|id| exchange.what(id).and_then(|what| what.right(id.chosen_by())) == Some(right))
    }

    /// The page was loaded again, and knows of no transfer.
    pub(super) fn forget_transfers(&mut self, shared: &mut Shared) {
        self.transfers.exchange.begin_again();
        // The shell offers the User's to the new page, so that the right lasts.
        let of_user = |sent: &&SentFile| sent.id.chosen_by() == Party::User;
        let again: Vec<&SentFile> = self.transfers.files.iter().filter(of_user).collect();
        let has_held = self.transfers.held > 0 || again.iter().any(|sent| sent.is_held);
        let count = u32::try_from(again.len()).unwrap_or(u32::MAX);
        self.transfers.again = self.transfers.again.saturating_add(count);
        // Which of them comes first is not known.
        self.transfers.held = if has_held { self.transfers.again } else { 0 };
        if shared.withdraw(self.id, Question::FileIn) {
            // It counts: the User has been asked.
            self.rights.refuse(Right::FileIn, false);
            self.push_right(
                shared,
                RightEvent::Refused { right: Right::FileIn, reason: RightRefusal::Withdrawn },
            );
        }
        self.end_batches(shared, TransferStop::PageReloaded);
        self.batches = Batches::default();
        self.use_up_files(shared, Right::FileIn);
    }

    /// Does what the transfers have to do next.
    pub(crate) fn follow_transfers(&mut self, shared: &mut Shared, now: Tick) {
        self.follow_clipboard(shared);
        self.follow_files(shared);
        self.end_stalled(shared, now);
        while let Some(output) = self.transfers.exchange.poll(now) {
            let effect = match output {
                // It was told that the session is over.
                Output::Say(_) if !self.is_sharing() => continue,
                Output::Say(message) => {
                    self.send(shared, ToViewer::Transfer(message));
                    continue;
                }
                Output::Delivered { id, what, digest } => {
                    self.on_transferred(shared, id, &what, None, digest);
                    continue;
                }
                Output::AskRoom => TransferEffect::AskRoom,
                Output::Send(record) => {
                    if let Ok(BulkRecord::Chunk { id, .. }) = BulkRecord::decode(&record) {
                        self.note_use(shared, id);
                    }
                    TransferEffect::Send(record)
                }
                Output::Read { id, chunk } => TransferEffect::Read { id, chunk },
                Output::Write { id, offset, bytes } => TransferEffect::Write { id, offset, bytes },
                Output::Arrived { id, .. } => {
                    self.note_use(shared, id);
                    TransferEffect::Arrived { id }
                }
                Output::Stopped { id, reason, what } => {
                    self.end_use(shared, id, &what);
                    let sender = id.chosen_by();
                    self.end_file(shared, id, FileState::Failed { reason });
                    TransferEffect::Ended { id, sender, stopped: Some(reason) }
                }
            };
            self.push_transfer(shared, effect);
        }
        self.tell_progress(shared, now);
    }
}

/// Why a file that the User has chosen is not sent, as they read it.
fn not_sent(why: TransferStop) -> RightRefusal {
    match why {
        TransferStop::Paused => RightRefusal::Paused,
        TransferStop::Busy => RightRefusal::TooOften,
        TransferStop::NotAllowed
        | TransferStop::Declined
        | TransferStop::Changed
        | TransferStop::Damaged
        | TransferStop::Failed
        | TransferStop::DiskFull
        | TransferStop::TooLarge
        | TransferStop::PageReloaded
        | TransferStop::Scanner
        | TransferStop::Stalled
        | TransferStop::Unanswered
        | TransferStop::Unknown => RightRefusal::NotAvailable,
    }
}
