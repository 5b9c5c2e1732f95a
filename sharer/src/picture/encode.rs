//! H.264 in Annex B form, as every browser decodes it: what all encoders have in common.

use bytes::Bytes;
use h264::ChromaFormat;
use picture::pacing::FrameKind;

use super::convert::Picture;

/// An encoder of pictures. One thread owns it.
pub trait VideoEncoder {
    /// Encodes a picture that was captured at `ms`. A picture of another size than the last one
    /// becomes a keyframe.
    fn encode(
        &mut self,
        picture: &Picture,
        ms: u64,
        kind: FrameKind,
    ) -> Result<Encoded, EncodeError>;

    /// The bit rate to keep from here on, in kbit/s.
    fn set_bitrate(&mut self, kbit_s: u32) -> Result<(), EncodeError>;

    /// The highest frame rate from here on, in frames per second.
    fn set_max_fps(&mut self, fps: u32) -> Result<(), EncodeError>;
}

/// The result for one picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Encoded {
    /// One access unit in Annex B form; a keyframe begins with its parameter sets.
    Frame {
        /// The access unit.
        data: Bytes,
        /// Whether it is a keyframe.
        kind: FrameKind,
    },
    /// The picture was skipped to keep the bit rate.
    Skipped,
}

/// Why a picture could not be encoded.
#[derive(Debug, thiserror::Error)]
pub enum EncodeError {
    /// The encoder library failed.
    #[error("the video encoder failed: {0}")]
    Library(String),
    /// The encoder library refused a setting.
    #[error("the video encoder refused its {0} (status {1})")]
    Setting(&'static str, i32),
}

/// Which encoder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EncoderKind {
    /// Our own, for screen content (see [`h264`]), with this chroma format at best.
    Screen(ChromaFormat),
    /// OpenH264.
    OpenH264(Tuning),
}

impl Default for EncoderKind {
    fn default() -> Self {
        Self::Screen(ChromaFormat::Yuv444)
    }
}

impl EncoderKind {
    /// The best chroma format that it can encode.
    pub fn sampling(self) -> ChromaFormat {
        match self {
            Self::Screen(sampling) => sampling,
            Self::OpenH264(_) => ChromaFormat::Yuv420,
        }
    }
}

/// What kind of pictures OpenH264 is tuned for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tuning {
    /// Desktops: scrolling text takes a quarter of the bits, for twice the processor time.
    #[default]
    Text,
    /// Natural video and games, or a slow processor.
    Speed,
}

/// How an encoder begins.
#[derive(Clone, Copy, Debug)]
pub struct EncoderOptions {
    /// Bit rate in kbit/s.
    pub kbit_s: u32,
    /// Frames per second at most.
    pub max_fps: u32,
}
