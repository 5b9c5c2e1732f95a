//! One transfer to this end: which bytes are new, what is acknowledged, and whether all are intact.

use alloc::collections::VecDeque;

use protocol::bulk::{BulkRecord, Digest, Outcome, TransferId};
use protocol::limits::{TRANSFER_ACK_BYTES, TRANSFER_ACK_DELAY, TRANSFER_WINDOW};
use protocol::time::Tick;
use sha2::{Digest as _, Sha256};

use crate::Progress;

/// New bytes of a transfer, which the shell has to write at this offset. They follow those before them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Write<'a> {
    /// Where.
    pub offset: u64,
    /// What: never empty.
    pub bytes: &'a [u8],
}

/// What the sender must not send. The transfer cannot go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReceiveError {
    /// Bytes before this chunk, or before the end, are missing.
    #[error("expected the bytes that follow, got later ones")]
    Gap,
    /// There are more bytes than were announced, or the sender counts others.
    #[error("expected as many bytes as were announced, got another number")]
    Size,
    /// More is in flight than [`TRANSFER_WINDOW`].
    #[error("the sender does not wait for acknowledgements")]
    Window,
    /// The sender names another digest than before.
    #[error("expected the same digest as before, got another one")]
    Digest,
}

/// Times of arrival that are kept; of more, the last bytes count as those before them. One a millisecond is noted.
const ARRIVALS: usize = 1024;

/// One transfer.
#[derive(Clone, Debug)]
pub struct Receiver {
    id: TransferId,
    size: u64,
    /// Up to where bytes have arrived.
    arrived: u64,
    /// Up to where the shell has written them.
    written: u64,
    acknowledged: u64,
    /// Up to where bytes had arrived at a time, of what is not written: the oldest first.
    arrivals: VecDeque<(u64, Tick)>,
    /// When the last byte that is written arrived, or came once more.
    written_arrived: Tick,
    /// When the rest must be acknowledged.
    ack_due: Option<Tick>,
    hash: Sha256,
    /// What the sender has named at the end, and how it compares.
    end: Option<(Digest, Outcome)>,
    /// The answer to the end has to be sent.
    owes_answer: bool,
    /// Nothing is acknowledged or answered.
    is_paused: bool,
}

impl Receiver {
    /// A transfer of so many bytes, as the sender has announced it.
    pub fn new(id: TransferId, size: u64) -> Self {
        Self {
            id,
            size,
            arrived: 0,
            written: 0,
            acknowledged: 0,
            arrivals: VecDeque::new(),
            written_arrived: Tick::default(),
            ack_due: None,
            hash: Sha256::new(),
            end: None,
            owes_answer: false,
            is_paused: false,
        }
    }

    /// Its name.
    pub fn id(&self) -> TransferId {
        self.id
    }

    /// Takes a chunk. Returns what is new of it; what has arrived before is acknowledged once more, since the sender may not know.
    pub fn on_chunk<'a>(
        &mut self,
        offset: u64,
        bytes: &'a [u8],
        now: Tick,
    ) -> Result<Option<Write<'a>>, ReceiveError> {
        let end = offset.checked_add(bytes.len() as u64).ok_or(ReceiveError::Size)?;
        if end > self.size {
            return Err(ReceiveError::Size);
        }
        if offset > self.arrived {
            return Err(ReceiveError::Gap);
        }
        // A sender that follows the rules knows of no later byte than the one acknowledged last.
        if end - self.acknowledged.min(end) > TRANSFER_WINDOW {
            return Err(ReceiveError::Window);
        }
        let known = usize::try_from(self.arrived - offset).unwrap_or(usize::MAX);
        let Some(new) = bytes.get(known..).filter(|new| !new.is_empty()) else {
            self.written_arrived = now;
            self.ack_due.get_or_insert(now + TRANSFER_ACK_DELAY);
            return Ok(None);
        };
        let write = Write { offset: self.arrived, bytes: new };
        self.hash.update(new);
        self.arrived = end;
        self.note_arrival(end, now);
        Ok(Some(write))
    }

    fn note_arrival(&mut self, end: u64, now: Tick) {
        let is_full = self.arrivals.len() >= ARRIVALS;
        match self.arrivals.back_mut() {
            Some(last) if is_full || last.1 == now => last.0 = end,
            Some(_) | None => self.arrivals.push_back((end, now)),
        }
    }

    /// The shell has written all bytes before this offset. Only these are acknowledged, so a slow disk slows the sender.
    pub fn on_written(&mut self, written_bytes: u64, now: Tick) {
        let written = written_bytes.clamp(self.written, self.arrived);
        if written > self.written {
            self.written = written;
            while let Some((end, at)) = self.arrivals.front().copied() {
                self.written_arrived = at;
                if end > written {
                    break;
                }
                self.arrivals.pop_front();
            }
            self.ack_due.get_or_insert(now + TRANSFER_ACK_DELAY);
        }
    }

    /// The sender has sent everything. It may say so on each path.
    pub fn on_end(&mut self, size: u64, digest: Digest) -> Result<(), ReceiveError> {
        if size != self.size {
            return Err(ReceiveError::Size);
        }
        if self.arrived < self.size {
            return Err(ReceiveError::Gap);
        }
        match &self.end {
            Some((before, _)) if *before != digest => return Err(ReceiveError::Digest),
            Some(_) => {}
            None => {
                let is_intact = digest.0 == <[u8; 32]>::from(self.hash.clone().finalize());
                let outcome = if is_intact { Outcome::Intact } else { Outcome::Damaged };
                self.end = Some((digest, outcome));
            }
        }
        self.owes_answer = true;
        Ok(())
    }

    /// Acknowledges and answers nothing while it is paused. What arrives then is taken, up to the window.
    pub fn set_paused(&mut self, paused: bool) {
        self.is_paused = paused;
    }

    /// The record that is to be sent now, if any.
    pub fn poll(&mut self, now: Tick) -> Option<BulkRecord<'static>> {
        if self.is_paused {
            return None;
        }
        if let Some(outcome) = self.outcome().filter(|_| self.owes_answer) {
            self.owes_answer = false;
            self.ack_due = None;
            self.acknowledged = self.size;
            return Some(BulkRecord::Finished { id: self.id, outcome });
        }
        let unacknowledged = self.written - self.acknowledged;
        let is_much = unacknowledged >= TRANSFER_ACK_BYTES
            || (unacknowledged > 0 && self.written == self.size);
        if !is_much && self.ack_due.is_none_or(|due| now < due) {
            return None;
        }
        self.ack_due = None;
        self.acknowledged = self.written;
        let arrived_ms = self.written_arrived.low_millis();
        Some(BulkRecord::Ack { id: self.id, taken_bytes: self.written, arrived_ms })
    }

    /// When an acknowledgement will be due.
    pub fn deadline(&self) -> Option<Tick> {
        self.ack_due.filter(|_| !self.is_paused)
    }

    /// How it has ended, once everything was written.
    pub fn outcome(&self) -> Option<Outcome> {
        self.end.map(|(_, outcome)| outcome).filter(|_| self.written == self.size)
    }

    /// The digest of the bytes, once they are known to be those that were sent.
    pub fn verified(&self) -> Option<Digest> {
        self.end.filter(|(_, outcome)| *outcome == Outcome::Intact).map(|(digest, _)| digest)
    }

    /// Whether all bytes are written, and are those that were sent.
    pub fn is_complete(&self) -> bool {
        self.outcome() == Some(Outcome::Intact)
    }

    /// How far it is.
    pub fn progress(&self) -> Progress {
        Progress { done: self.written, size: self.size }
    }
}
