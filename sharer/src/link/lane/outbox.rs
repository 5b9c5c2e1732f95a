//! What waits to be sent on a lane, and what is sent next.
//!
//! Messages are cut into fragments. What a person waits for goes between the fragments of a picture; tiles
//! give way to everything. No more is handed to the socket than the window allows, so that what is urgent
//! finds short queues on the whole way.

use std::collections::VecDeque;

use protocol::channel::Channel;
use protocol::fragment::Cutter;
use protocol::lane::{LaneError, LaneSender, Record};
use protocol::limits::LANE_FRAGMENT_BYTES;
use protocol::time::Tick;
use transport::stream_window::{Room, StreamWindow};

/// Bytes of messages that may wait, besides pictures. They are small; this is several seconds of them.
const MESSAGE_BYTES: usize = 1 << 20;

/// How far small messages may exceed the window: a click is not held up by a picture.
const URGENT_BYTES: usize = 8 * 1024;

/// A larger message waits for the window like a picture: the shape of a large cursor.
const SMALL_BYTES: usize = 4 * 1024;

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
        let after = self.message_bytes + message.len();
        if message.len() > channel.message_bytes() || after > MESSAGE_BYTES {
            return Err(Full);
        }
        self.message_bytes = after;
        let queue = if channel == Channel::Cursor { &mut self.cursors } else { &mut self.control };
        queue.push_back(Waiting::new(channel, is_text, message.to_vec()));
        Ok(())
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
        let mut at = None;
        let room_for = |room: Room, at: &mut Option<Tick>| match room {
            Room::Now => true,
            Room::At(when) => {
                *at = Some(at.map_or(when, |at: Tick| at.min(when)));
                false
            }
            Room::AfterAck => false,
        };
        let cut = window.fragment_bytes();
        let length =
            |waiting: &Waiting| waiting.cutter.rest(&waiting.message).min(cut) + OVERHEAD_BYTES;
        for queue in [&mut self.control, &mut self.cursors] {
            let Some(first) = queue.front_mut() else { continue };
            let is_small = first.message.len() <= SMALL_BYTES;
            let len = first.cutter.rest(&first.message) + OVERHEAD_BYTES;
            let fits = is_small && window.in_flight() + len <= window.window() + URGENT_BYTES;
            if !fits && !room_for(window.room(length(first), now), &mut at) {
                continue;
            }
            let (sealed, is_last) =
                seal(first, sender, if is_small { LANE_FRAGMENT_BYTES } else { cut })?;
            if is_last && let Some(sent) = queue.pop_front() {
                self.message_bytes -= sent.message.len();
            }
            window.on_sent(sealed.len(), now);
            return Ok(Next::Send(sealed));
        }
        if let Some(frame) = &mut self.frame {
            if room_for(window.room(length(frame), now), &mut at) {
                let (sealed, is_last) = seal(frame, sender, cut)?;
                if is_last {
                    self.frame = None;
                }
                window.on_sent(sealed.len(), now);
                return Ok(Next::Send(sealed));
            }
        } else if let Some(tile) = &mut self.tile
            && room_for(window.background_room(length(tile), now), &mut at)
        {
            let (sealed, is_last) = seal(tile, sender, cut)?;
            if is_last {
                self.tile = None;
            }
            window.on_sent(sealed.len(), now);
            return Ok(Next::Send(sealed));
        }
        Ok(at.map_or(Next::Idle, Next::At))
    }
}

/// Seals the next fragment of a message. Returns whether it is the last.
fn seal(
    waiting: &mut Waiting,
    sender: &mut LaneSender,
    payload_bytes: usize,
) -> Result<(Vec<u8>, bool), LaneError> {
    let Waiting { channel, message, cutter } = waiting;
    let fragment = cutter.next(message, payload_bytes);
    let sealed = sender.seal(&Record::Message { channel: *channel, fragment })?;
    Ok((sealed, fragment.is_last))
}
