//! H.264 pictures as messages, for paths and browsers without H.264 in RTP. The page decodes them with
//! WebCodecs.
//!
//! ```text
//! message = RTP timestamp (4 bytes, little endian) ‖ flags (1 byte: 1 keyframe)
//!         ‖ profile_idc ‖ constraint flags ‖ level_idc ‖ access unit (Annex B)
//! ```

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use crate::bytes::Reader;
use crate::exact::RtpTimestamp;
use crate::limits::VIDEO_FRAME_BYTES;

const KEYFRAME: u8 = 1;

/// The type of a NAL unit with a slice of an IDR picture, of another picture, and of a sequence parameter
/// set (ITU-T H.264 Table 7-1).
const IDR_SLICE: u8 = 5;
const SLICE: u8 = 1;
const SEQUENCE_PARAMETER_SET: u8 = 7;

/// What a decoder must support: `profile_idc`, the byte with the constraint flags, and `level_idc` of a
/// sequence parameter set (ITU-T H.264 §7.3.2.1.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AvcProfile(pub [u8; 3]);

impl AvcProfile {
    /// That of the first sequence parameter set in an access unit (Annex B). `None` if it has none; each
    /// keyframe has one.
    pub fn of(access_unit: &[u8]) -> Option<Self> {
        let mut rest = access_unit;
        loop {
            let at = rest.windows(3).position(|bytes| bytes == [0, 0, 1])?;
            let unit = rest.get(at + 3..)?;
            let (header, after) = unit.split_first()?;
            match header & 0x1f {
                SEQUENCE_PARAMETER_SET => return after.first_chunk().copied().map(Self),
                SLICE | IDR_SLICE => return None,
                _ => rest = after,
            }
        }
    }

    /// The codec string for WebCodecs (RFC 6381 §3.3), such as `avc1.42c02a`.
    pub fn codec_string(self) -> String {
        let Self([profile, constraints, level]) = self;
        format!("avc1.{profile:02x}{constraints:02x}{level:02x}")
    }
}

/// One picture: an access unit of the video.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VideoFrame<'a> {
    /// The time of capture.
    pub timestamp: RtpTimestamp,
    /// It can be decoded without earlier ones, and begins with its parameter sets.
    pub keyframe: bool,
    /// The profile of the video, that of the last keyframe.
    pub profile: AvcProfile,
    /// The access unit as a byte stream (ITU-T H.264 Annex B), at most [`VIDEO_FRAME_BYTES`].
    pub data: &'a [u8],
}

/// The bytes are not a [`VideoFrame`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected a picture of the video, got something else")]
pub struct MalformedFrame;

impl<'a> VideoFrame<'a> {
    /// Encodes the message.
    pub fn encode(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(8 + self.data.len());
        bytes.extend_from_slice(&self.timestamp.0.to_le_bytes());
        bytes.push(if self.keyframe { KEYFRAME } else { 0 });
        bytes.extend_from_slice(&self.profile.0);
        bytes.extend_from_slice(self.data);
        bytes
    }

    /// Decodes a message. The data begins with a start code; the browser decodes the rest.
    pub fn decode(bytes: &'a [u8]) -> Result<Self, MalformedFrame> {
        Self::read(bytes).ok_or(MalformedFrame)
    }

    fn read(bytes: &'a [u8]) -> Option<Self> {
        let mut reader = Reader::new(bytes);
        let timestamp = RtpTimestamp(reader.u32()?);
        let flags = reader.u8()?;
        let profile = AvcProfile([reader.u8()?, reader.u8()?, reader.u8()?]);
        let data = reader.rest();
        let is_stream = data.starts_with(&[0, 0, 1]) || data.starts_with(&[0, 0, 0, 1]);
        let fits = is_stream && data.len() <= VIDEO_FRAME_BYTES && flags & !KEYFRAME == 0;
        fits.then_some(Self { timestamp, keyframe: flags & KEYFRAME != 0, profile, data })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec;

    const KEYFRAME_UNIT: &[u8] =
        &[0, 0, 0, 1, 0x67, 66, 0xc0, 42, 9, 0, 0, 0, 1, 0x68, 1, 0, 0, 1, 0x65, 1, 2];

    #[test]
    fn a_picture_survives_being_sent() {
        let profile = AvcProfile([66, 0xc0, 42]);
        let timestamp = RtpTimestamp(0x0102_0304);
        let frame = VideoFrame { timestamp, keyframe: true, profile, data: KEYFRAME_UNIT };
        let bytes = frame.encode();
        assert_eq!(bytes.get(..8).unwrap(), [4, 3, 2, 1, 1, 66, 0xc0, 42]);
        assert_eq!(VideoFrame::decode(&bytes), Ok(frame));
    }

    #[test]
    fn what_is_no_picture_is_refused() {
        let frame = [0, 0, 0, 0, 0, 66, 0xc0, 42, 0, 0, 1, 0x61];
        assert!(VideoFrame::decode(&frame).is_ok());
        for n in 0..11 {
            assert_eq!(VideoFrame::decode(frame.get(..n).unwrap()), Err(MalformedFrame), "{n}");
        }
        for (at, byte) in [(4, 2), (8, 1), (10, 2)] {
            let mut changed = frame;
            *changed.get_mut(at).unwrap() = byte;
            assert_eq!(VideoFrame::decode(&changed), Err(MalformedFrame), "{at}");
        }
        let mut large = frame.to_vec();
        large.resize(8 + VIDEO_FRAME_BYTES, 0);
        assert!(VideoFrame::decode(&large).is_ok());
        large.push(0);
        assert_eq!(VideoFrame::decode(&large), Err(MalformedFrame));
    }

    #[test]
    fn the_profile_is_that_of_the_parameter_set() {
        assert_eq!(AvcProfile::of(KEYFRAME_UNIT), Some(AvcProfile([66, 0xc0, 42])));
        assert_eq!(AvcProfile([66, 0xc0, 42]).codec_string(), "avc1.42c02a");
        assert_eq!(AvcProfile([244, 0, 5]).codec_string(), "avc1.f40005");
        assert_eq!(AvcProfile::of(&[0, 0, 1, 0x61, 0, 0, 1, 0x67, 66, 0, 42]), None);
        let delimited = vec![0, 0, 0, 1, 9, 0x10, 0, 0, 1, 0x67, 66, 0, 42];
        assert_eq!(AvcProfile::of(&delimited), Some(AvcProfile([66, 0, 42])));
        for short in [&[][..], &[0, 0, 1], &[0, 0, 1, 0x67, 66, 0]] {
            assert_eq!(AvcProfile::of(short), None);
        }
    }
}
