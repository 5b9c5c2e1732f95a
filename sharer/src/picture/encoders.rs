//! Opens an encoder.

use super::encode::{EncoderKind, EncoderOptions, VideoEncoder};
use super::open_h264::OpenH264;
use super::screen_encoder::ScreenEncoder;

/// Makes an encoder that has encoded no picture yet.
pub fn open(kind: EncoderKind, options: EncoderOptions) -> Box<dyn VideoEncoder> {
    match kind {
        EncoderKind::Screen(_) => Box::new(ScreenEncoder::new(options)),
        EncoderKind::OpenH264(tuning) => Box::new(OpenH264::new(options, tuning)),
    }
}
