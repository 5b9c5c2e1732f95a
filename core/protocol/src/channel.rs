//! The data channels between sharer and viewer.
//!
//! All are negotiated out of band (W3C WebRTC `negotiated: true`, the same id on both sides). This
//! saves the round trip of DCEP (RFC 8832), and the peer cannot open other channels.

use crate::bulk;
use crate::limits::{
    CONTROL_MESSAGE_BYTES, CURSOR_EDGE, DAMAGE_RECTS, INPUT_MESSAGE_BYTES, TILE_BYTES,
    VIDEO_FRAME_BYTES,
};
use crate::party::Party;

/// Room for the fields of a binary message before its data.
const HEADER_BYTES: usize = 64;

/// The largest cursor shape, with four bytes per pixel.
const CURSOR_MESSAGE_BYTES: usize =
    4 * (CURSOR_EDGE as usize) * (CURSOR_EDGE as usize) + HEADER_BYTES;

/// A record of a frame with the most rectangles, of eight bytes each.
const FRAME_RECORD_BYTES: usize = 8 * DAMAGE_RECTS + HEADER_BYTES;

/// One data channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Channel {
    /// [`crate::peer`] messages in both directions: JSON text, reliable, in order.
    Control,
    /// [`crate::input`] events that must not be lost (keys, buttons, wheel): binary, reliable, in order.
    Input,
    /// [`crate::input`] pointer moves: binary, unordered, no retransmissions.
    Pointer,
    /// [`crate::cursor`] messages to the viewer: binary, reliable, in order.
    Cursor,
    /// [`crate::exact::FrameRecord`]s to the viewer: binary, reliable, unordered.
    Frames,
    /// [`crate::exact::LosslessTile`]s to the viewer: binary, reliable, in order.
    Tiles,
    /// [`crate::video::VideoFrame`]s to the viewer, for a path without RTP, or [`crate::tile_frame::TileFrame`]s
    /// for a page that decodes no video: binary, reliable, in order. On a data channel each message is one [`crate::fragment::Fragment`].
    Video,
    /// [`crate::bulk`] records in both directions: binary, reliable, in order. They give way to everything else. Nothing is
    /// sent before a control message of the other end has agreed to a transfer: an older version opens no such channel, and
    /// closes a lane on which it gets one.
    Bulk,
}

impl Channel {
    /// All channels, in the order of their ids.
    pub const ALL: [Channel; 8] = [
        Channel::Control,
        Channel::Input,
        Channel::Pointer,
        Channel::Cursor,
        Channel::Frames,
        Channel::Tiles,
        Channel::Video,
        Channel::Bulk,
    ];

    /// The SCTP stream id (RFC 8831 §6.4).
    pub const fn id(self) -> u16 {
        match self {
            Channel::Control => 0,
            Channel::Input => 1,
            Channel::Pointer => 2,
            Channel::Cursor => 3,
            Channel::Frames => 4,
            Channel::Tiles => 5,
            Channel::Video => 6,
            Channel::Bulk => 7,
        }
    }

    /// The channel with this id.
    pub fn of_id(id: u16) -> Option<Self> {
        Self::ALL.into_iter().find(|channel| channel.id() == id)
    }

    /// The largest message of the channel in bytes. On a lane a larger one ends the lane.
    pub const fn message_bytes(self) -> usize {
        match self {
            Channel::Control => CONTROL_MESSAGE_BYTES,
            Channel::Input | Channel::Pointer => INPUT_MESSAGE_BYTES,
            Channel::Cursor => CURSOR_MESSAGE_BYTES,
            Channel::Frames => FRAME_RECORD_BYTES,
            Channel::Tiles => TILE_BYTES + HEADER_BYTES,
            Channel::Video => VIDEO_FRAME_BYTES + HEADER_BYTES,
            Channel::Bulk => bulk::RECORD_BYTES,
        }
    }

    /// Whether this end sends on the channel.
    pub const fn is_sent_by(self, end: Party) -> bool {
        match self {
            Channel::Control | Channel::Bulk => true,
            Channel::Input | Channel::Pointer => matches!(end, Party::Helper),
            Channel::Cursor | Channel::Frames | Channel::Tiles | Channel::Video => {
                matches!(end, Party::User)
            }
        }
    }

    /// The channel's label.
    pub const fn label(self) -> &'static str {
        match self {
            Channel::Control => "control",
            Channel::Input => "input",
            Channel::Pointer => "pointer",
            Channel::Cursor => "cursor",
            Channel::Frames => "frames",
            Channel::Tiles => "exact",
            Channel::Video => "video",
            Channel::Bulk => "bulk",
        }
    }

    /// Whether messages arrive in order.
    pub const fn is_ordered(self) -> bool {
        match self {
            Channel::Control
            | Channel::Input
            | Channel::Cursor
            | Channel::Tiles
            | Channel::Video
            | Channel::Bulk => true,
            Channel::Pointer | Channel::Frames => false,
        }
    }

    /// Whether lost messages are retransmitted until they arrive.
    pub const fn is_reliable(self) -> bool {
        match self {
            Channel::Control
            | Channel::Input
            | Channel::Cursor
            | Channel::Frames
            | Channel::Tiles
            | Channel::Video
            | Channel::Bulk => true,
            Channel::Pointer => false,
        }
    }
}
