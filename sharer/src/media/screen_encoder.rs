//! Our own encoder behind the trait that all have.

use bytes::Bytes;
use h264::Encoder;
use h264::planes::Source;

use super::convert::Picture;
use super::encode::{EncodeError, Encoded, EncoderOptions, VideoEncoder};
use super::pacing::FrameKind;

/// See [`h264`].
#[derive(Debug)]
pub struct ScreenEncoder(Encoder);

impl ScreenEncoder {
    /// An encoder that has seen no picture.
    pub fn new(options: EncoderOptions) -> Self {
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        Self(Encoder::new(options.kbit_s, cores))
    }
}

impl VideoEncoder for ScreenEncoder {
    fn encode(
        &mut self,
        picture: &Picture,
        ms: u64,
        kind: FrameKind,
    ) -> Result<Encoded, EncodeError> {
        let (y, u, v) = picture.planes();
        let source = Source { width: picture.width(), height: picture.height(), y, u, v };
        let frame = self.0.encode(source, ms, kind == FrameKind::Key);
        let kind = if frame.is_key { FrameKind::Key } else { FrameKind::Delta };
        Ok(Encoded::Frame { data: Bytes::from(frame.data), kind })
    }

    fn set_bitrate(&mut self, kbit_s: u32) -> Result<(), EncodeError> {
        self.0.set_bitrate(kbit_s);
        Ok(())
    }

    fn set_max_fps(&mut self, _: u32) -> Result<(), EncodeError> {
        // Each picture gets what was saved up since the last one, whenever that was.
        Ok(())
    }
}
