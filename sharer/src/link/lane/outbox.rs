//! What waits to be sent on a lane, and what is sent next.
//!
//! Messages are cut into fragments. What a person waits for goes between the fragments of a picture; tiles
//! give way to everything but transfers of files. No more is handed to the socket than the window allows, so that what is urgent
//! finds short queues on the whole way.

use std::collections::VecDeque;

use protocol::channel::Channel;
use protocol::fragment::Cutter;
use protocol::lane::{LaneError, LaneSender, Record};
use protocol::limits::{BULK_QUEUE_BYTES, LANE_FRAGMENT_BYTES};
use protocol::time::{Tick, earliest};
use transport::stream_window::{Room, StreamWindow};

/// Bytes of messages that may wait, besides pictures. They are small; this is several seconds of them.
const MESSAGE_BYTES: usize = 1 << 20;

/// How far small messages may exceed the window: a click is not held up by a picture.
const URGENT_BYTES: usize = 8 * 1024;

/// A larger message waits for the window like a picture: the shape of a large cursor.
const SMALL_BYTES: usize = 4 * 1024;

/// Bytes of pictures for each byte of transfers, while both wait: a moving picture slows a file down, and does not stop it.
const PICTURE_SHARE: usize = 7;

/// How much longer a fragment is as a sealed record.
const OVERHEAD_BYTES: usize = 19;

/// One message, as far as it is not sent.
#[derive(Debug)]
struct Waiting {
    channel: Channel,
    message: Vec<u8>,
    cutter: Cutter,
}

impl Waiting {
    fn new(channel: Channel, is_text: bool, message: Vec<u8>) -> Self {
        Self { channel, message, cutter: Cutter::new(is_text) }
    }
}

/// Messages, a frame and a tile.
#[derive(Debug, Default)]
pub(super) struct Outbox {
    control: VecDeque<Waiting>,
    /// Cursors, in their own order: a large shape does not hold up control messages.
    cursors: VecDeque<Waiting>,
    /// Bytes in both.
    message_bytes: usize,
    frame: Option<Waiting>,
    tile: Option<Waiting>,
    /// Records of transfers.
    bulk: VecDeque<Waiting>,
    bulk_bytes: usize,
    /// Bytes of pictures that were sent while a record waited, without those that its own bytes make up for.
    before_bulk: usize,
}

/// What comes next.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// This sealed record is to be sent now.
    Send(Vec<u8>),
    /// Nothing before that time, or before something changes.
    At(Tick),
    /// Nothing before something changes.
    Idle,
}

/// There is no room for another message.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Full;

impl Outbox {
    /// Queues a message, if there is room for it.
    pub(super) fn push(
        &mut self,
        channel: Channel,
        is_text: bool,
        message: &[u8],
    ) -> Result<(), Full> {
        if channel == Channel::Bulk {
            if message.len() > channel.message_bytes() || !self.has_bulk_room() {
                return Err(Full);
            }
            self.bulk_bytes += message.len();
            self.bulk.push_back(Waiting::new(channel, is_text, message.to_vec()));
            return Ok(());
        }
        let after = self.message_bytes + message.len();
        if message.len() > channel.message_bytes() || after > MESSAGE_BYTES {
            return Err(Full);
        }
        self.message_bytes = after;
        let queue = if channel == Channel::Cursor { &mut self.cursors } else { &mut self.control };
        queue.push_back(Waiting::new(channel, is_text, message.to_vec()));
        Ok(())
    }

    /// Whether there is room for a record of a transfer.
    pub(super) fn has_bulk_room(&self) -> bool {
        self.bulk_bytes < BULK_QUEUE_BYTES
    }

    /// Whether half of the room for records of transfers is free.
    pub(super) fn is_bulk_low(&self) -> bool {
        self.bulk_bytes <= BULK_QUEUE_BYTES / 2
    }

    /// Sets the frame to send; there must be none.
    pub(super) fn set_frame(&mut self, message: Vec<u8>) {
        debug_assert!(self.frame.is_none(), "the frame before was sent");
        self.frame = Some(Waiting::new(Channel::Video, false, message));
    }

    /// Sets the tile to send; there must be none.
    pub(super) fn set_tile(&mut self, message: Vec<u8>) {
        debug_assert!(self.tile.is_none(), "the tile before was sent");
        self.tile = Some(Waiting::new(Channel::Tiles, false, message));
    }

    /// Whether a frame is still to be sent, or a part of one.
    pub(super) fn has_frame(&self) -> bool {
        self.frame.is_some()
    }

    /// Whether a tile is still to be sent, or a part of one.
    pub(super) fn has_tile(&self) -> bool {
        self.tile.is_some()
    }

    /// Drops a tile of which nothing was sent yet. Returns whether there was one.
    pub(super) fn drop_unsent_tile(&mut self) -> bool {
        self.tile.take_if(|tile| !tile.cutter.has_begun()).is_some()
    }

    /// Whether all messages were sent, besides pictures.
    pub(super) fn has_no_messages(&self) -> bool {
        self.control.is_empty() && self.cursors.is_empty()
    }

    /// What to send now, sealed and counted as sent.
    pub(super) fn next(
        &mut self,
        sender: &mut LaneSender,
        window: &mut StreamWindow,
        now: Tick,
    ) -> Result<Next, LaneError> {
        let cut = window.fragment_bytes();
        let mut turn = Turn { sender, window, now, cut, at: None };
        if let Some(sealed) = self.next_message(&mut turn)? {
            return Ok(Next::Send(sealed));
        }
        if self.bulk.is_empty() {
            self.before_bulk = 0;
        }
        let is_turn_of_bulk = self.before_bulk >= PICTURE_SHARE * cut;
        let sealed = if is_turn_of_bulk {
            self.next_record(true, &mut turn)?
        } else {
            match self.next_picture(&mut turn)? {
                Some(sealed) => Some(sealed),
                // A frame waits for room, which it gets before a record does.
                None if self.frame.is_some() => None,
                None => self.next_record(false, &mut turn)?,
            }
        };
        Ok(sealed.map_or(turn.at.map_or(Next::Idle, Next::At), Next::Send))
    }

    fn next_message(&mut self, turn: &mut Turn<'_>) -> Result<Option<Vec<u8>>, LaneError> {
        for queue in [&mut self.control, &mut self.cursors] {
            let Some(first) = queue.front_mut() else { continue };
            let is_small = first.message.len() <= SMALL_BYTES;
            let len = first.cutter.rest(&first.message) + OVERHEAD_BYTES;
            let most = turn.window.window() + URGENT_BYTES;
            let fits = is_small && turn.window.in_flight() + len <= most;
            if !fits && !turn.has_room(first) {
                continue;
            }
            let cut = if is_small { LANE_FRAGMENT_BYTES } else { turn.cut };
            let (sealed, is_last) = turn.seal(first, cut)?;
            if is_last && let Some(sent) = queue.pop_front() {
                self.message_bytes -= sent.message.len();
            }
            return Ok(Some(sealed));
        }
        Ok(None)
    }

    /// The next fragment of the frame, or else of the tile.
    fn next_picture(&mut self, turn: &mut Turn<'_>) -> Result<Option<Vec<u8>>, LaneError> {
        let is_frame = self.frame.is_some();
        let picture = if is_frame { &mut self.frame } else { &mut self.tile };
        let Some(waiting) = picture else { return Ok(None) };
        let has_room =
            if is_frame { turn.has_room(waiting) } else { turn.has_background_room(waiting) };
        if !has_room {
            return Ok(None);
        }
        let (sealed, is_last) = turn.seal(waiting, turn.cut)?;
        if is_last {
            *picture = None;
        }
        self.before_bulk += sealed.len();
        Ok(Some(sealed))
    }

    /// The next fragment of a record of a transfer. When it is its turn, it gives way to pictures no more.
    fn next_record(
        &mut self,
        is_its_turn: bool,
        turn: &mut Turn<'_>,
    ) -> Result<Option<Vec<u8>>, LaneError> {
        let Some(record) = self.bulk.front_mut() else { return Ok(None) };
        let has_room =
            if is_its_turn { turn.has_room(record) } else { turn.has_background_room(record) };
        if !has_room {
            return Ok(None);
        }
        let (sealed, is_last) = turn.seal(record, turn.cut)?;
        if is_last && let Some(sent) = self.bulk.pop_front() {
            self.bulk_bytes -= sent.message.len();
        }
        self.before_bulk = self.before_bulk.saturating_sub(PICTURE_SHARE * sealed.len());
        Ok(Some(sealed))
    }
}

/// What one record is sealed with, and what the window allows.
struct Turn<'a> {
    sender: &'a mut LaneSender,
    window: &'a mut StreamWindow,
    now: Tick,
    /// The largest fragment.
    cut: usize,
    /// When there will be room for what has none now.
    at: Option<Tick>,
}

impl Turn<'_> {
    fn has_room(&mut self, waiting: &Waiting) -> bool {
        self.note(self.window.room(self.length(waiting), self.now))
    }

    /// The same for what gives way to everything else.
    fn has_background_room(&mut self, waiting: &Waiting) -> bool {
        self.note(self.window.background_room(self.length(waiting), self.now))
    }

    /// The length of the next fragment as a sealed record.
    fn length(&self, waiting: &Waiting) -> usize {
        waiting.cutter.rest(&waiting.message).min(self.cut) + OVERHEAD_BYTES
    }

    fn note(&mut self, room: Room) -> bool {
        match room {
            Room::Now => true,
            Room::At(when) => {
                self.at = earliest(self.at, Some(when));
                false
            }
            Room::AfterAck => false,
        }
    }

    /// Seals the next fragment of a message, and counts it as sent. Returns whether it is the last.
    fn seal(
        &mut self,
        waiting: &mut Waiting,
        payload_bytes: usize,
    ) -> Result<(Vec<u8>, bool), LaneError> {
        let Waiting { channel, message, cutter } = waiting;
        let fragment = cutter.next(message, payload_bytes);
        let is_last = fragment.is_last;
        let sealed = self.sender.seal(&Record::Message { channel: *channel, fragment })?;
        self.window.on_sent(sealed.len(), self.now);
        Ok((sealed, is_last))
    }
}
