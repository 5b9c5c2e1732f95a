//! All transfers of one end, in both directions: agreed on by control messages, and carried by records.
//!
//! Whether a transfer is allowed is not decided here: the caller asks the rights before it passes an offer on, and calls
//! [`Exchange::stop`] when a right is over. Nothing of a transfer is put out after that.
//!
//! Law: every call must be followed by draining [`Exchange::poll`] until `None`.

use alloc::collections::VecDeque;
use alloc::vec::Vec;

use protocol::bulk::{BulkRecord, Digest, Outcome, TransferId};
use protocol::limits::TRANSFERS;
use protocol::party::Party;
use protocol::time::{Tick, earliest};
use protocol::transfer::{TransferKind, TransferMessage, TransferStep, TransferStop};

use crate::Progress;
use crate::incoming::{Incoming, Received};
use crate::outgoing::{Outgoing, Output as Sent};
pub use output::Output;
use output::is_about;

mod output;

/// The other end broke a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected a step that follows, got another one")]
pub struct Violation;

/// How far an agreement is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Offered; the receiver has not answered.
    Offered,
    /// Its bytes are sent.
    Running,
    /// All bytes are there; the receiver puts them where they belong.
    Arrived,
}

#[derive(Clone, Debug)]
struct Agreement {
    id: TransferId,
    what: TransferKind,
    size: u64,
    state: State,
    /// Paused by this end, and by the other one.
    paused: [bool; 2],
    /// Of all bytes: of what this end sends, once the end was sent; of what arrives, once it was compared.
    digest: Option<Digest>,
}

/// Whether the path has room for a record.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Room {
    #[default]
    Unknown,
    Asked,
    Known,
}

/// See the module.
#[derive(Debug)]
pub struct Exchange {
    end: Party,
    next: Option<TransferId>,
    /// The highest id of the other end.
    last: Option<TransferId>,
    agreements: Vec<Agreement>,
    outgoing: Outgoing,
    incoming: Incoming,
    outputs: VecDeque<Output>,
    /// Records that wait for room: at most one of its own accord, and one for each chunk that was being read.
    records: VecDeque<Vec<u8>>,
    room: Room,
    /// There is a path.
    has_path: bool,
}

impl Exchange {
    /// The transfers of this end.
    pub fn new(end: Party) -> Self {
        Self {
            end,
            next: Some(TransferId::first(end)),
            last: None,
            agreements: Vec::new(),
            outgoing: Outgoing::default(),
            incoming: Incoming::default(),
            outputs: VecDeque::new(),
            records: VecDeque::new(),
            room: Room::Unknown,
            has_path: false,
        }
    }

    /// Offers something to the other end. `None` when there are too many transfers, or it has no bytes or too many.
    pub fn offer(&mut self, what: TransferKind) -> Option<TransferId> {
        let size = what.size()?;
        if self.sent_by(self.end).count() >= TRANSFERS {
            return None;
        }
        let id = self.next?;
        self.next = id.next();
        self.add(id, what.clone(), size);
        self.say(id, TransferStep::Offer { what });
        Some(id)
    }

    /// Takes an offer of the other end, which waits for [`Exchange::accept`] or [`Exchange::refuse`]. Returns `false` when
    /// it was refused: there are too many, or it is something unknown.
    pub fn on_offer(&mut self, id: TransferId, what: &TransferKind) -> Result<bool, Violation> {
        if id.chosen_by() == self.end || self.last.is_some_and(|last| id <= last) {
            return Err(Violation);
        }
        self.last = Some(id);
        let size = match (what, what.size()) {
            (TransferKind::Unknown, _) => {
                self.refuse(id, TransferStop::Unknown);
                return Ok(false);
            }
            (TransferKind::Clipboard(_) | TransferKind::File(_), None) => return Err(Violation),
            (TransferKind::Clipboard(_) | TransferKind::File(_), Some(size)) => size,
        };
        if self.sent_by(id.chosen_by()).count() >= TRANSFERS {
            self.refuse(id, TransferStop::Busy);
            return Ok(false);
        }
        self.add(id, what.clone(), size);
        Ok(true)
    }

    /// This end is ready for the bytes.
    pub fn accept(&mut self, id: TransferId) {
        let end = self.end;
        let Some(agreement) = self.find(id) else { return };
        if agreement.state != State::Offered || id.chosen_by() == end {
            return;
        }
        agreement.state = State::Running;
        let size = agreement.size;
        if self.incoming.expect(id, size).is_err() {
            return self.stop(id, TransferStop::Busy);
        }
        self.follow_pause(id);
        self.say(id, TransferStep::Accept {});
    }

    /// This end does not want it.
    pub fn refuse(&mut self, id: TransferId, reason: TransferStop) {
        self.agreements.retain(|agreement| agreement.id != id);
        self.say(id, TransferStep::Refuse { reason });
    }

    /// Ends a transfer of either end before its end. What waits of it is not sent.
    pub fn stop(&mut self, id: TransferId, reason: TransferStop) {
        if self.find(id).is_some() {
            self.say(id, TransferStep::Cancel { reason });
            self.forget(id, Some(reason));
        }
    }

    /// What has arrived is where it belongs. Returns what it is, and its digest.
    pub fn done(&mut self, id: TransferId) -> Option<(TransferKind, Option<Digest>)> {
        let arrived = self.find(id).filter(|agreement| agreement.state == State::Arrived)?;
        let (what, digest) = (arrived.what.clone(), arrived.digest);
        self.say(id, TransferStep::Done {});
        self.forget(id, None);
        Some((what, digest))
    }

    /// Pauses a transfer, or lets it go on. While this end pauses it, no record of it is put out, also none that waited,
    /// and nothing is acknowledged: the other end can send no more than what one window holds.
    pub fn set_paused(&mut self, id: TransferId, paused: bool) {
        let Some(agreement) = self.find(id) else { return };
        if core::mem::replace(&mut agreement.paused[0], paused) != paused {
            self.say(id, if paused { TransferStep::Pause {} } else { TransferStep::Resume {} });
            self.follow_pause(id);
        }
    }

    /// The other end has said this, and it is allowed. Late messages about what is over are dropped.
    pub fn on_step(&mut self, id: TransferId, step: &TransferStep) -> Result<(), Violation> {
        if let TransferStep::Offer { what } = step {
            return self.on_offer(id, what).map(|_| ());
        }
        let is_own = id.chosen_by() == self.end;
        let Some(agreement) = self.find(id) else { return Ok(()) };
        match step {
            TransferStep::Accept {} if is_own && agreement.state == State::Offered => {
                agreement.state = State::Running;
                let size = agreement.size;
                if self.outgoing.begin(id, size).is_err() {
                    self.stop(id, TransferStop::Busy);
                }
                self.follow_pause(id);
            }
            TransferStep::Refuse { reason } if is_own && agreement.state == State::Offered => {
                self.forget(id, Some(*reason));
            }
            TransferStep::Cancel { reason } => self.forget(id, Some(*reason)),
            TransferStep::Pause {} | TransferStep::Resume {} => {
                agreement.paused[1] = matches!(step, TransferStep::Pause {});
                self.follow_pause(id);
            }
            TransferStep::Done {} if is_own && agreement.digest.is_some() => {
                let (what, digest) = (agreement.what.clone(), agreement.digest);
                // It may come on another path than the answer to the last record.
                self.forget(id, None);
                self.outputs.push_back(Output::Delivered { id, what, digest });
            }
            TransferStep::Unknown => {}
            TransferStep::Offer { .. }
            | TransferStep::Accept {}
            | TransferStep::Refuse { .. }
            | TransferStep::Done {} => return Err(Violation),
        }
        Ok(())
    }

    /// A record of the other end. What belongs to no transfer is dropped.
    pub fn on_record(&mut self, bytes: &[u8], now: Tick) -> Result<(), Violation> {
        let Ok(record) = BulkRecord::decode(bytes) else { return Err(Violation) };
        let id = record.id();
        match &record {
            BulkRecord::Chunk { .. } | BulkRecord::End { .. } => {
                match self.incoming.on_record(&record, now) {
                    Ok(Received::Nothing) => {}
                    Ok(Received::Write { id, write }) => {
                        let (offset, bytes) = (write.offset, write.bytes.to_vec());
                        self.outputs.push_back(Output::Write { id, offset, bytes });
                    }
                    Err(_) => {
                        self.stop(id, TransferStop::Damaged);
                        return Err(Violation);
                    }
                }
            }
            BulkRecord::Ack { .. } | BulkRecord::Finished { .. } => {
                self.outgoing.on_record(&record, now);
            }
        }
        Ok(())
    }

    /// The bytes that [`Output::Read`] asked for. What cannot be read is an empty slice.
    pub fn on_read(&mut self, id: TransferId, offset: u64, bytes: &[u8]) {
        self.records.extend(self.outgoing.on_read(id, offset, bytes));
    }

    /// All bytes before this offset were written.
    pub fn on_written(&mut self, id: TransferId, written_bytes: u64, now: Tick) {
        self.incoming.on_written(id, written_bytes, now);
    }

    /// The path has room for a record.
    pub fn on_room(&mut self) {
        if self.room == Room::Asked {
            self.room = Room::Known;
        }
    }

    /// Another path is used from now on.
    pub fn on_path_changed(&mut self) {
        // An acknowledgement among them is made again when it is asked for.
        self.records.clear();
        self.outgoing.on_path_changed();
        self.room = Room::Unknown;
        self.has_path = true;
    }

    /// The other end has begun again: it knows of no transfer, and counts from its first id. An offer of this end may still reach it,
    /// so each is cancelled.
    pub fn begin_again(&mut self) {
        self.last = None;
        let reason = TransferStop::PageReloaded;
        let known: Vec<TransferId> = self.ids().collect();
        for id in known {
            if id.chosen_by() == self.end {
                self.say(id, TransferStep::Cancel { reason });
            }
            self.forget(id, Some(reason));
        }
    }

    /// What this end has to say next, ahead of everything else: it must come before what the caller says.
    pub fn poll_saying(&mut self) -> Option<TransferMessage> {
        let at = self.outputs.iter().position(|output| matches!(output, Output::Say(_)))?;
        let Some(Output::Say(message)) = self.outputs.remove(at) else { return None };
        Some(message)
    }

    /// What to do next.
    pub fn poll(&mut self, now: Tick) -> Option<Output> {
        loop {
            if let Some(output) = self.outputs.pop_front() {
                return Some(output);
            }
            if !self.has_path {
                return None;
            }
            if self.next_record().is_none() {
                if self.make_record(now) {
                    continue;
                }
                return self.outputs.pop_front();
            }
            match self.room {
                Room::Unknown => {
                    self.room = Room::Asked;
                    return Some(Output::AskRoom);
                }
                Room::Asked => return self.outputs.pop_front(),
                Room::Known => {
                    self.room = Room::Unknown;
                    let next = self.next_record();
                    if let Some(record) = next.and_then(|at| self.records.remove(at)) {
                        self.note_sent(&record, now);
                        return Some(Output::Send(record));
                    }
                }
            }
        }
    }

    /// The first record that waits and is of no paused transfer.
    fn next_record(&self) -> Option<usize> {
        self.records.iter().position(|record| !self.is_held(record))
    }

    fn is_held(&self, record: &[u8]) -> bool {
        let Ok(id) = BulkRecord::decode(record).map(|record| record.id()) else { return false };
        let Some(agreement) = self.agreements.iter().find(|it| it.id == id) else { return false };
        let [by_this_end, by_the_other] = agreement.paused;
        by_this_end || (by_the_other && id.chosen_by() == self.end)
    }

    /// Makes the next record, or an output. Whether there was anything.
    fn make_record(&mut self, now: Tick) -> bool {
        if let Some(answer) = self.incoming.poll(now) {
            self.records.push_back(answer.record);
            if let Some((id, outcome)) = answer.over {
                self.on_all_written(id, outcome, answer.digest);
            }
            return true;
        }
        match self.outgoing.poll(now) {
            Some(Sent::Send(record)) => self.records.push_back(record),
            Some(Sent::Read { id, chunk }) => self.outputs.push_back(Output::Read { id, chunk }),
            // The control message that it is done follows.
            Some(Sent::Finished { outcome: Outcome::Intact, .. }) => {}
            Some(Sent::Finished { id, outcome: Outcome::Damaged }) => {
                self.stop(id, TransferStop::Damaged);
            }
            Some(Sent::Failed { id, .. }) => self.stop(id, TransferStop::Failed),
            None => return false,
        }
        true
    }

    fn on_all_written(&mut self, id: TransferId, outcome: Outcome, digest: Option<Digest>) {
        let Some(agreement) = self.find(id) else { return };
        match outcome {
            Outcome::Intact => {
                (agreement.state, agreement.digest) = (State::Arrived, digest);
                let what = agreement.what.clone();
                self.outputs.push_back(Output::Arrived { id, what });
            }
            Outcome::Damaged => self.stop(id, TransferStop::Damaged),
        }
    }

    /// When [`Exchange::poll`] may have more to do, without a call.
    pub fn deadline(&self) -> Option<Tick> {
        if !self.has_path || self.next_record().is_some() {
            return None;
        }
        earliest(self.outgoing.deadline(), self.incoming.deadline())
    }

    /// A record leaves. The end of a transfer can be answered from then on.
    fn note_sent(&mut self, record: &[u8], now: Tick) {
        let Ok(record) = BulkRecord::decode(record) else { return };
        self.outgoing.on_sent(&record, now);
        if let BulkRecord::End { id, digest, .. } = record
            && let Some(agreement) = self.find(id)
        {
            agreement.digest = Some(digest);
        }
    }

    /// How far a transfer is.
    pub fn progress(&self, id: TransferId) -> Option<Progress> {
        let agreement = self.agreements.iter().find(|agreement| agreement.id == id)?;
        let running = self.outgoing.progress(id).or_else(|| self.incoming.progress(id));
        // What was sent to its end has arrived, once nothing is known of it any more but that the other end puts it away.
        let has_all = agreement.state == State::Arrived || agreement.digest.is_some();
        let done = if has_all { agreement.size } else { 0 };
        Some(running.unwrap_or(Progress { done, size: agreement.size }))
    }

    /// Whether bytes of a transfer, or its end, could come at any moment: it is agreed on, paused by nobody, and not waiting for
    /// this end to put it away.
    pub fn is_running(&self, id: TransferId) -> bool {
        let is_it = |agreement: &&Agreement| agreement.id == id;
        let agreement = self.agreements.iter().find(is_it);
        agreement.is_some_and(|it| it.state == State::Running && it.paused == [false; 2])
    }

    /// Whether the receiver could say at any moment that it wants a transfer: nobody has paused that.
    pub fn is_offered(&self, id: TransferId) -> bool {
        let is_it = |agreement: &&Agreement| agreement.id == id;
        let agreement = self.agreements.iter().find(is_it);
        agreement.is_some_and(|it| it.state == State::Offered && it.paused == [false; 2])
    }

    /// What a transfer is, while it is known.
    pub fn what(&self, id: TransferId) -> Option<&TransferKind> {
        self.agreements.iter().find(|it| it.id == id).map(|agreement| &agreement.what)
    }

    /// All transfers, of both ends.
    pub fn ids(&self) -> impl Iterator<Item = TransferId> {
        self.agreements.iter().map(|agreement| agreement.id)
    }

    /// The transfers that this end offered, or the other one.
    pub fn sent_by(&self, end: Party) -> impl Iterator<Item = TransferId> {
        self.ids().filter(move |id| id.chosen_by() == end)
    }

    fn add(&mut self, id: TransferId, what: TransferKind, size: u64) {
        let (state, paused) = (State::Offered, [false; 2]);
        let digest = None;
        self.agreements.push(Agreement { id, what, size, state, paused, digest });
    }

    fn find(&mut self, id: TransferId) -> Option<&mut Agreement> {
        self.agreements.iter_mut().find(|agreement| agreement.id == id)
    }

    fn follow_pause(&mut self, id: TransferId) {
        let Some(agreement) = self.agreements.iter().find(|it| it.id == id) else { return };
        if agreement.paused == [false; 2] {
            self.outgoing.resume(id);
        } else {
            self.outgoing.pause(id);
        }
        self.incoming.set_paused(id, agreement.paused[0]);
    }

    /// Forgets a transfer, and what waits of it.
    fn forget(&mut self, id: TransferId, stopped: Option<TransferStop>) {
        let Some(at) = self.agreements.iter().position(|agreement| agreement.id == id) else {
            return;
        };
        let agreement = self.agreements.remove(at);
        self.outgoing.cancel(id);
        self.incoming.cancel(id);
        if let Some(reason) = stopped {
            self.records
                .retain(|record| BulkRecord::decode(record).is_ok_and(|record| record.id() != id));
            self.outputs.retain(|output| !is_about(output, id));
            self.outputs.push_back(Output::Stopped { id, what: agreement.what, reason });
        }
    }

    fn say(&mut self, id: TransferId, step: TransferStep) {
        self.outputs.push_back(Output::Say(TransferMessage { id, step }));
    }
}

#[cfg(test)]
mod tests;
