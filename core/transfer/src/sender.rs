//! One transfer of this end: which bytes are read and sent next.

use alloc::collections::VecDeque;
use alloc::vec::Vec;

use protocol::bulk::{BulkRecord, Digest, Outcome, TransferId};
use protocol::limits::{TRANSFER_CHUNK_BYTES, TRANSFER_READS, TRANSFER_WINDOW};
use sha2::{Digest as _, Sha256};

use crate::Progress;

/// Bytes to read from the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chunk {
    /// The offset of the first one.
    pub offset: u64,
    /// How many: from 1 to [`TRANSFER_CHUNK_BYTES`].
    pub len: usize,
}

/// Why a transfer cannot go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SendError {
    /// The source has fewer bytes than were announced.
    #[error("the source has become shorter")]
    SourceChanged,
    /// The receiver acknowledged bytes that were not sent.
    #[error("expected an acknowledgement of what was sent, got another one")]
    Acknowledged,
    /// The receiver finished before everything was sent.
    #[error("expected the end of a transfer after its last byte, got it before")]
    FinishedEarly,
}

/// One transfer.
#[derive(Clone, Debug)]
pub struct Sender {
    id: TransferId,
    size: u64,
    acknowledged: u64,
    /// Up to where bytes were sent on this path, or are known to have arrived.
    sent: u64,
    /// Up to where bytes were read, on any path.
    read: u64,
    /// The chunks that are being read, which follow `sent`: at most [`TRANSFER_READS`]. Their bytes come in order.
    reading: VecDeque<Chunk>,
    /// Chunks whose bytes were asked for and are not needed any more. They come before those of `reading`.
    stale_reads: usize,
    /// Of the bytes up to `read`.
    hash: Sha256,
    is_paused: bool,
    /// [`BulkRecord::End`] was sent on this path.
    has_ended: bool,
    outcome: Option<Outcome>,
}

impl Sender {
    /// A transfer of so many bytes.
    pub fn new(id: TransferId, size: u64) -> Self {
        Self {
            id,
            size,
            acknowledged: 0,
            sent: 0,
            read: 0,
            reading: VecDeque::new(),
            stale_reads: 0,
            hash: Sha256::new(),
            is_paused: false,
            has_ended: false,
            outcome: None,
        }
    }

    /// Its name.
    pub fn id(&self) -> TransferId {
        self.id
    }

    /// The bytes to read and send next, at most so many. They are awaited from then on: [`Self::on_read`].
    pub fn poll_chunk(&mut self, most: usize) -> Option<Chunk> {
        let chunk = self.next_chunk(most)?;
        self.reading.push_back(chunk);
        Some(chunk)
    }

    /// What [`Self::poll_chunk`] would ask for.
    pub fn next_chunk(&self, most: usize) -> Option<Chunk> {
        if self.is_paused || self.reading.len() >= TRANSFER_READS {
            return None;
        }
        let most = most.min(TRANSFER_CHUNK_BYTES) as u64;
        let offset = self.sent + self.reading_bytes();
        let len = self.size.saturating_sub(offset).min(most);
        let fits = offset - self.acknowledged + len <= TRANSFER_WINDOW;
        // At most `TRANSFER_CHUNK_BYTES`, which is a `usize`.
        let len = usize::try_from(len).unwrap_or(TRANSFER_CHUNK_BYTES);
        (len > 0 && fits).then_some(Chunk { offset, len })
    }

    /// The bytes from `offset` on were read. Returns the record to send, or `None` if they are not needed any more: the
    /// path has changed, or the transfer was paused.
    ///
    /// # Errors
    /// When they are fewer than [`Self::poll_chunk`] asked for, or more.
    pub fn on_read<'a>(
        &mut self,
        offset: u64,
        bytes: &'a [u8],
    ) -> Result<Option<BulkRecord<'a>>, SendError> {
        if self.stale_reads > 0 {
            self.stale_reads -= 1;
            return Ok(None);
        }
        let Some(chunk) = self.reading.pop_front_if(|chunk| chunk.offset == offset) else {
            return Ok(None);
        };
        if chunk.len != bytes.len() {
            return Err(SendError::SourceChanged);
        }
        if self.is_paused {
            // Those behind it would leave a gap.
            self.drop_reads();
            return Ok(None);
        }
        let end = offset + bytes.len() as u64;
        if end > self.read {
            let known = usize::try_from(self.read - offset).unwrap_or(bytes.len());
            self.hash.update(bytes.get(known..).unwrap_or_default());
            self.read = end;
        }
        self.sent = end;
        Ok(Some(BulkRecord::Chunk { id: self.id, offset, bytes }))
    }

    /// The record that follows the last chunk, once on each path.
    pub fn poll_end(&mut self) -> Option<Vec<u8>> {
        let is_due = self.sent == self.size && !self.has_ended && !self.is_paused;
        if !is_due || self.outcome.is_some() {
            return None;
        }
        self.has_ended = true;
        let digest = Digest(self.hash.clone().finalize().into());
        Some(BulkRecord::End { id: self.id, size: self.size, digest }.encode())
    }

    /// The receiver has taken all bytes before this offset. Late acknowledgements of an earlier path count, too. Returns how many
    /// bytes are in flight no more.
    ///
    /// # Errors
    /// When the bytes were never sent.
    pub fn on_acknowledged(&mut self, taken_bytes: u64) -> Result<u64, SendError> {
        if taken_bytes > self.read {
            return Err(SendError::Acknowledged);
        }
        let before = self.in_flight();
        self.acknowledged = self.acknowledged.max(taken_bytes);
        if self.acknowledged > self.sent {
            // It has arrived over another path.
            self.sent = self.acknowledged;
            self.drop_reads();
        }
        Ok(before - self.in_flight())
    }

    /// The receiver has answered the end.
    ///
    /// # Errors
    /// When the end was never sent.
    pub fn on_finished(&mut self, outcome: Outcome) -> Result<(), SendError> {
        if self.read < self.size {
            return Err(SendError::FinishedEarly);
        }
        (self.acknowledged, self.sent) = (self.size, self.size);
        self.drop_reads();
        self.outcome.get_or_insert(outcome);
        Ok(())
    }

    /// What is in flight may be lost: it is sent again, on another path.
    pub fn on_path_changed(&mut self) {
        self.sent = self.acknowledged;
        self.drop_reads();
        self.has_ended = false;
    }

    /// The bytes that are being read are not needed.
    fn drop_reads(&mut self) {
        self.stale_reads += self.reading.len();
        self.reading.clear();
    }

    /// Sends nothing more until [`Self::resume`].
    pub fn pause(&mut self) {
        self.is_paused = true;
    }

    /// See [`Self::pause`].
    pub fn resume(&mut self) {
        self.is_paused = false;
    }

    /// Bytes that were sent on this path and are not acknowledged.
    pub fn in_flight(&self) -> u64 {
        self.sent - self.acknowledged
    }

    /// How many bytes from one offset to another are not acknowledged.
    pub fn unacknowledged(&self, from: u64, to: u64) -> u64 {
        to.saturating_sub(from.max(self.acknowledged))
    }

    /// Bytes that are being read, which will be in flight.
    pub fn reading_bytes(&self) -> u64 {
        self.reading.iter().map(|chunk| chunk.len as u64).sum()
    }

    /// How far it is.
    pub fn progress(&self) -> Progress {
        Progress { done: self.acknowledged, size: self.size }
    }

    /// How it has ended.
    pub fn outcome(&self) -> Option<Outcome> {
        self.outcome
    }
}
