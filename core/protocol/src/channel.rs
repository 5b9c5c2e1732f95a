//! The data channels between sharer and viewer.
//!
//! All are negotiated in advance (WebRTC `negotiated: true`, same id on both sides), so that no
//! round trip is spent on opening them and no channel exists that was not foreseen.

/// One data channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Channel {
    /// [`crate::peer`] messages in both directions: JSON text, reliable, in order.
    Control,
    /// [`crate::input`] events that must arrive (keys, buttons, wheel): binary, reliable, in order.
    Input,
    /// [`crate::input`] pointer moves: binary, unordered, never repeated.
    Pointer,
    /// [`crate::cursor`] messages to the viewer: binary, reliable, in order.
    Cursor,
    /// [`crate::exact::FrameRecord`]s to the viewer: binary, reliable, in any order.
    Frames,
    /// [`crate::exact::ExactTile`]s to the viewer: binary, reliable, in order.
    Exact,
}

impl Channel {
    /// All channels, in the order of their ids.
    pub const ALL: [Channel; 6] = [
        Channel::Control,
        Channel::Input,
        Channel::Pointer,
        Channel::Cursor,
        Channel::Frames,
        Channel::Exact,
    ];

    /// The SCTP stream id (RFC 8831 §6.4).
    pub const fn id(self) -> u16 {
        match self {
            Channel::Control => 0,
            Channel::Input => 1,
            Channel::Pointer => 2,
            Channel::Cursor => 3,
            Channel::Frames => 4,
            Channel::Exact => 5,
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
            Channel::Exact => "exact",
        }
    }

    /// Whether messages arrive in order.
    pub const fn is_ordered(self) -> bool {
        match self {
            Channel::Control | Channel::Input | Channel::Cursor | Channel::Exact => true,
            Channel::Pointer | Channel::Frames => false,
        }
    }

    /// Whether messages are repeated until they arrive.
    pub const fn is_reliable(self) -> bool {
        match self {
            Channel::Control
            | Channel::Input
            | Channel::Cursor
            | Channel::Frames
            | Channel::Exact => true,
            Channel::Pointer => false,
        }
    }
}
