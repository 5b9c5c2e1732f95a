//! All transfers to this end.

use alloc::collections::VecDeque;
use alloc::vec::Vec;

use protocol::bulk::{BulkRecord, Digest, Outcome, TransferId};
use protocol::limits::TRANSFERS;
use protocol::time::{Tick, earliest};

use crate::Progress;
use crate::outgoing::NotBegun;
use crate::receiver::{ReceiveError, Receiver, Write};

/// What the other end has sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Received<'a> {
    /// Nothing new.
    Nothing,
    /// New bytes: the shell writes them, and says so by [`Incoming::on_written`].
    Write {
        /// Of which transfer.
        id: TransferId,
        /// The bytes.
        write: Write<'a>,
    },
}

/// A record for the other end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The record to send on the channel.
    pub record: Vec<u8>,
    /// The transfer that is over with it, and forgotten.
    pub over: Option<(TransferId, Outcome)>,
    /// The digest of its bytes, if they are those that were sent.
    pub digest: Option<Digest>,
}

/// See the module.
#[derive(Debug, Default)]
pub struct Incoming {
    receivers: Vec<Receiver>,
    /// The last ones that are over, to answer a sender that has missed the answer. At most [`TRANSFERS`].
    over: VecDeque<(TransferId, Outcome)>,
    /// Answers that are to be sent once more: at most one for each of `over`.
    repeated: VecDeque<(TransferId, Outcome)>,
}

impl Incoming {
    /// Expects a transfer that was agreed on.
    pub fn expect(&mut self, id: TransferId, size: u64) -> Result<(), NotBegun> {
        if self.receivers.iter().any(|receiver| receiver.id() == id) {
            return Err(NotBegun::Known);
        }
        if self.receivers.len() >= TRANSFERS {
            return Err(NotBegun::TooMany);
        }
        self.over.retain(|(over, _)| *over != id);
        self.repeated.retain(|(over, _)| *over != id);
        self.receivers.push(Receiver::new(id, size));
        Ok(())
    }

    /// Handles a chunk or an end. What belongs to no transfer is dropped: it was cancelled meanwhile.
    ///
    /// # Errors
    /// When the transfer cannot go on. It is forgotten, and the other end must be told.
    pub fn on_record<'a>(
        &mut self,
        record: &BulkRecord<'a>,
        now: Tick,
    ) -> Result<Received<'a>, ReceiveError> {
        let id = record.id();
        let Some(receiver) = self.receivers.iter_mut().find(|receiver| receiver.id() == id) else {
            if let BulkRecord::Chunk { .. } | BulkRecord::End { .. } = record {
                self.repeat(id);
            }
            return Ok(Received::Nothing);
        };
        let handled = match record {
            BulkRecord::Chunk { offset, bytes, .. } => receiver.on_chunk(*offset, bytes, now),
            BulkRecord::End { size, digest, .. } => receiver.on_end(*size, *digest).map(|()| None),
            BulkRecord::Ack { .. } | BulkRecord::Finished { .. } => Ok(None),
        };
        match handled {
            Ok(write) => Ok(write.map_or(Received::Nothing, |write| Received::Write { id, write })),
            Err(error) => {
                self.cancel(id);
                Err(error)
            }
        }
    }

    fn repeat(&mut self, id: TransferId) {
        let is_queued = self.repeated.iter().any(|(queued, _)| *queued == id);
        let over = self.over.iter().find(|(over, _)| *over == id);
        self.repeated.extend(over.filter(|_| !is_queued).copied());
    }

    /// The shell has written all bytes of a transfer before this offset.
    pub fn on_written(&mut self, id: TransferId, written_bytes: u64, now: Tick) {
        if let Some(receiver) = self.receivers.iter_mut().find(|receiver| receiver.id() == id) {
            receiver.on_written(written_bytes, now);
        }
    }

    /// The record that is to be sent now, if any.
    pub fn poll(&mut self, now: Tick) -> Option<Answer> {
        if let Some((id, outcome)) = self.repeated.pop_front() {
            let record = BulkRecord::Finished { id, outcome }.encode();
            return Some(Answer { record, over: None, digest: None });
        }
        let record = self.receivers.iter_mut().find_map(|receiver| receiver.poll(now))?;
        let over = match &record {
            BulkRecord::Finished { id, outcome } => Some((*id, *outcome)),
            BulkRecord::Chunk { .. } | BulkRecord::Ack { .. } | BulkRecord::End { .. } => None,
        };
        let mut digest = None;
        if let Some(over) = over {
            let receiver = self.receivers.iter().find(|receiver| receiver.id() == over.0);
            digest = receiver.and_then(Receiver::verified);
            self.cancel(over.0);
            if self.over.len() >= TRANSFERS {
                self.over.pop_front();
            }
            self.over.push_back(over);
        }
        Some(Answer { record: record.encode(), over, digest })
    }

    /// When [`Self::poll`] will have more to do, without an input.
    pub fn deadline(&self) -> Option<Tick> {
        self.receivers.iter().map(Receiver::deadline).fold(None, earliest)
    }

    /// Acknowledges nothing of a transfer while it is paused, and does not answer its end.
    pub fn set_paused(&mut self, id: TransferId, paused: bool) {
        if let Some(receiver) = self.receivers.iter_mut().find(|receiver| receiver.id() == id) {
            receiver.set_paused(paused);
        }
    }

    /// Forgets a transfer: what arrives of it from now on is dropped.
    pub fn cancel(&mut self, id: TransferId) {
        self.receivers.retain(|receiver| receiver.id() != id);
    }

    /// How far a transfer is.
    pub fn progress(&self, id: TransferId) -> Option<Progress> {
        self.receivers.iter().find(|receiver| receiver.id() == id).map(Receiver::progress)
    }
}
