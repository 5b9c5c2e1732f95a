//! All transfers of this end: they take turns, within a window that the path sets.
//!
//! The hard bound is [`TRANSFER_WINDOW`]. Below it a [`StreamWindow`] bounds what waits on the path, and a [`BackgroundPace`]
//! keeps its queues empty, so that a click and the picture are not held up by a file.
//!
//! ```text
//! poll ── Read ──▶ the shell reads ── on_read ──▶ a record ── on_sent ──▶ the path
//!   ▲───────── on_record: Ack ◀────── the other end ◀──────────────────────┘
//! ```

use alloc::collections::VecDeque;
use alloc::vec::Vec;

use protocol::bulk::{BulkRecord, Outcome, TransferId};
use protocol::limits::{TRANSFER_WINDOW, TRANSFERS};
use protocol::time::Tick;
use transport::background_pace::BackgroundPace;
use transport::stream_window::{Room, StreamWindow};
use transport::way_back::WayBack;

use crate::Progress;
use crate::sender::{Chunk, SendError, Sender};

/// What the shell has to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Output {
    /// Read these bytes of a source, and give them to [`Outgoing::on_read`].
    Read {
        /// Which transfer.
        id: TransferId,
        /// Which bytes.
        chunk: Chunk,
    },
    /// Send this record on the channel.
    Send(Vec<u8>),
    /// The receiver has everything. The transfer is forgotten.
    Finished {
        /// Which transfer.
        id: TransferId,
        /// Whether it arrived intact.
        outcome: Outcome,
    },
    /// The transfer cannot go on, and is forgotten. The other end must be told.
    Failed {
        /// Which transfer.
        id: TransferId,
        /// Why.
        error: SendError,
    },
}

/// Why a transfer was not begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotBegun {
    /// There are [`TRANSFERS`] already.
    #[error("too many transfers at once")]
    TooMany,
    /// There is one with the same name.
    #[error("there is such a transfer")]
    Known,
}

/// See the module.
#[derive(Debug, Default)]
pub struct Outgoing {
    /// The one whose turn is next stands first.
    senders: VecDeque<Sender>,
    window: StreamWindow,
    pace: BackgroundPace,
    back: WayBack,
    /// Bytes of records that were made and not sent so far.
    waiting: u64,
    /// What `window` counts: bytes sent on this path, and those of them that have arrived.
    sent: u64,
    delivered: u64,
    /// The path takes no more for now.
    is_blocked: bool,
    /// When the window will have room, at the earliest.
    room_at: Option<Tick>,
    failed: VecDeque<(TransferId, SendError)>,
}

impl Outgoing {
    /// Begins a transfer. The other end must have agreed to it.
    pub fn begin(&mut self, id: TransferId, size: u64) -> Result<(), NotBegun> {
        if self.senders.iter().any(|sender| sender.id() == id) {
            return Err(NotBegun::Known);
        }
        if self.senders.len() >= TRANSFERS {
            return Err(NotBegun::TooMany);
        }
        self.senders.push_back(Sender::new(id, size));
        Ok(())
    }

    /// What the shell must do next.
    pub fn poll(&mut self, now: Tick) -> Option<Output> {
        if let Some((id, error)) = self.failed.pop_front() {
            return Some(Output::Failed { id, error });
        }
        if let Some(output) = self.poll_finished() {
            return Some(output);
        }
        if self.is_blocked {
            return None;
        }
        if let Some(end) = self.senders.iter_mut().find_map(Sender::poll_end) {
            return Some(Output::Send(end));
        }
        self.poll_chunk(now)
    }

    fn poll_finished(&mut self) -> Option<Output> {
        let outcome = |sender: &Sender| sender.outcome().map(|outcome| (sender.id(), outcome));
        let (id, outcome) = self.senders.iter().find_map(outcome)?;
        self.senders.retain(|sender| sender.id() != id);
        Some(Output::Finished { id, outcome })
    }

    /// The next chunk of the transfer whose turn it is.
    fn poll_chunk(&mut self, now: Tick) -> Option<Output> {
        self.room_at = None;
        // On a slow path chunks are short: what comes between two of them does not wait for long.
        let most = self.pace.chunk_bytes();
        let (turn, next) = self
            .senders
            .iter()
            .enumerate()
            .find_map(|(turn, sender)| Some((turn, sender.next_chunk(most)?)))?;
        let reading: u64 = self.senders.iter().map(Sender::reading_bytes).sum();
        let in_flight = self.in_flight() + reading;
        if in_flight + next.len as u64 > TRANSFER_WINDOW {
            return None;
        }
        // What is being read or waits counts as sent soon.
        let ahead = reading + self.waiting + next.len as u64;
        let ahead = usize::try_from(ahead).unwrap_or(usize::MAX);
        let is_next_ahead = reading + self.waiting > 0;
        if is_next_ahead && self.window.in_flight() == 0 && ahead > self.window_bytes() {
            // What is in flight bounds the window, and nothing is so far.
            return None;
        }
        match self.room(ahead, now) {
            Room::Now => {}
            Room::At(tick) => {
                self.room_at = Some(tick);
                return None;
            }
            Room::AfterAck => return None,
        }
        let mut sender = self.senders.remove(turn)?;
        let id = sender.id();
        let chunk = sender.poll_chunk(most);
        self.senders.push_back(sender);
        self.pace.on_taken(chunk.map_or(0, |chunk| chunk.len), now);
        chunk.map(|chunk| Output::Read { id, chunk })
    }

    /// The window that the pace needs.
    fn pace_window(&self) -> Option<usize> {
        let round_trip = self.window.delays()?.round_trip;
        (!self.window.is_draining()).then(|| self.pace.window(round_trip))
    }

    fn window_bytes(&self) -> usize {
        self.pace_window().unwrap_or_else(|| self.window.window())
    }

    /// When there is room for so many bytes.
    fn room(&mut self, len: usize, now: Tick) -> Room {
        let Some(window) = self.pace_window() else {
            return self.window.background_room(len, now);
        };
        let in_flight = self.window.in_flight();
        let has_room = in_flight == 0 || in_flight.saturating_add(len) <= window;
        let paced = self.pace.room(now);
        let paced = if has_room { paced } else { Room::AfterAck };
        // Until a queue was seen, what rises faster counts.
        match (self.pace.has_stood(), paced, self.window.background_room(len, now)) {
            (false, _, Room::Now) => Room::Now,
            (false, Room::AfterAck, first) => first,
            (false, Room::At(paced), Room::At(first)) => Room::At(paced.min(first)),
            (_, paced, _) => paced,
        }
    }

    /// The bytes that [`Output::Read`] asked for. Returns the record to send, then: [`Self::on_sent`]. What cannot be read
    /// is an empty slice.
    pub fn on_read(&mut self, id: TransferId, offset: u64, bytes: &[u8]) -> Option<Vec<u8>> {
        let sender = self.senders.iter_mut().find(|sender| sender.id() == id)?;
        match sender.on_read(offset, bytes) {
            Ok(record) => {
                let message = record?.encode();
                self.waiting += bytes.len() as u64;
                Some(message)
            }
            Err(error) => {
                self.fail(id, error);
                None
            }
        }
    }

    /// A record leaves: how long its acknowledgement takes is counted from here.
    pub fn on_sent(&mut self, record: &BulkRecord<'_>, now: Tick) {
        match record {
            BulkRecord::Chunk { id, offset, bytes } => {
                self.waiting = self.waiting.saturating_sub(bytes.len() as u64);
                // What an earlier path has acknowledged meanwhile is not acknowledged again, and would stay in the window.
                let end = offset.saturating_add(bytes.len() as u64);
                let len = self.find(*id).map_or(0, |sender| sender.unacknowledged(*offset, end));
                if len > 0 {
                    self.sent += len;
                    self.window.on_sent(usize::try_from(len).unwrap_or(usize::MAX), now);
                }
            }
            BulkRecord::Ack { .. } | BulkRecord::End { .. } | BulkRecord::Finished { .. } => {}
        }
    }

    /// The other end has said this about a transfer. What it says about one that is over is late.
    pub fn on_record(&mut self, record: &BulkRecord<'_>, now: Tick) {
        let id = record.id();
        let Some(sender) = self.senders.iter_mut().find(|sender| sender.id() == id) else { return };
        let before = sender.in_flight();
        let handled = match record {
            BulkRecord::Ack { taken_bytes, .. } => sender.on_acknowledged(*taken_bytes).map(|_| ()),
            BulkRecord::Finished { outcome, .. } => sender.on_finished(*outcome),
            BulkRecord::Chunk { .. } | BulkRecord::End { .. } => Ok(()),
        };
        let arrived = before.saturating_sub(sender.in_flight());
        if let Err(error) = handled {
            self.fail(id, error);
            return;
        }
        self.delivered = (self.delivered + arrived).min(self.sent);
        if arrived == 0 {
            return;
        }
        let late = match record {
            BulkRecord::Ack { arrived_ms, .. } => Some(self.back.late(*arrived_ms, now)),
            BulkRecord::Chunk { .. } | BulkRecord::End { .. } | BulkRecord::Finished { .. } => None,
        };
        // It is never more than was sent.
        let _ = self.window.on_late_ack(self.delivered, late, now);
        if let Some(delays) = self.window.delays() {
            self.pace.on_ack(self.delivered, delays, late.unwrap_or_default(), now);
        }
    }

    /// Another path is used from now on: what is not acknowledged is sent again.
    pub fn on_path_changed(&mut self) {
        for sender in &mut self.senders {
            sender.on_path_changed();
        }
        self.is_blocked = false;
        self.forget_path();
    }

    /// Whether the path takes no record for now. None is put out then.
    pub fn set_blocked(&mut self, is_blocked: bool) {
        self.is_blocked = is_blocked;
    }

    /// Sends no more of a transfer until [`Self::resume`].
    pub fn pause(&mut self, id: TransferId) {
        self.find(id).into_iter().for_each(Sender::pause);
    }

    /// See [`Self::pause`].
    pub fn resume(&mut self, id: TransferId) {
        self.find(id).into_iter().for_each(Sender::resume);
    }

    /// Forgets a transfer. The other end must be told.
    pub fn cancel(&mut self, id: TransferId) {
        let in_flight = self.find(id).map_or(0, |sender| sender.in_flight());
        self.senders.retain(|sender| sender.id() != id);
        if in_flight > 0 {
            // Nobody will acknowledge these bytes.
            self.forget_path();
        }
    }

    /// How far a transfer is.
    pub fn progress(&self, id: TransferId) -> Option<Progress> {
        self.senders.iter().find(|sender| sender.id() == id).map(Sender::progress)
    }

    /// When [`Self::poll`] may have more to do, without an input.
    pub fn deadline(&self) -> Option<Tick> {
        self.room_at
    }

    /// Bytes of all transfers that are in flight on this path.
    pub fn in_flight(&self) -> u64 {
        self.senders.iter().map(Sender::in_flight).sum()
    }

    fn find(&mut self, id: TransferId) -> Option<&mut Sender> {
        self.senders.iter_mut().find(|sender| sender.id() == id)
    }

    fn fail(&mut self, id: TransferId, error: SendError) {
        self.cancel(id);
        self.failed.push_back((id, error));
    }

    /// Nothing is known about the path.
    fn forget_path(&mut self) {
        (self.window, self.pace) = (StreamWindow::new(), BackgroundPace::default());
        self.back = WayBack::default();
        (self.waiting, self.sent, self.delivered, self.room_at) = (0, 0, 0, None);
    }
}
