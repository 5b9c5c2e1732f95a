//! How frames of the picture are named.

/// Names a frame: the sharer's media clock at its capture, in ticks of 90 kHz modulo 2³². The path that
/// carried the frame reports it; records, tiles and the announcement of a picture refer to it.
pub use protocol::exact::RtpTimestamp as FrameStamp;

/// How many ticks `one` is later than `other`: a signed difference, since stamps wrap around
/// (RFC 3550 §5.1).
pub(crate) fn ticks_between(one: FrameStamp, other: FrameStamp) -> i32 {
    one.0.wrapping_sub(other.0) as i32
}

/// The frame that the driver has to take a picture of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TakenFrame {
    /// No frame was shown yet.
    Missing,
    /// It may not be what the screen shows now.
    Old,
    /// It shows the screen.
    Current,
}
