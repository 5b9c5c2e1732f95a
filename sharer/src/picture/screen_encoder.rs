//! The `h264` encoder for screen content, behind the trait of all encoders.

use std::panic::resume_unwind;
use std::thread;

use bytes::Bytes;
use h264::{Area, Encoder, SliceJob, SliceRunner, Source};

use super::convert::Picture;
use super::encode::{EncodeError, Encoded, EncoderOptions, VideoEncoder};
use crate::platform::screen::index;
use picture::pacing::FrameKind;

/// The encoder of [`h264`].
#[derive(Debug)]
pub struct ScreenEncoder {
    encoder: Encoder,
    /// The damage of the current picture, kept to reuse its memory.
    damage: Vec<Area>,
}

impl ScreenEncoder {
    /// An encoder without a picture yet.
    pub fn new(options: EncoderOptions) -> Self {
        let cores = thread::available_parallelism().map_or(1, std::num::NonZero::get);
        Self { encoder: Encoder::new(options.kbit_s, cores), damage: Vec::new() }
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
        self.damage.clear();
        self.damage.extend(picture.touched().unwrap_or_default().iter().map(|rect| Area {
            left: index(rect.x),
            top: index(rect.y),
            right: index(rect.x + rect.width),
            bottom: index(rect.y + rect.height),
        }));
        let damage = picture.touched().map(|_| &self.damage[..]);
        let (width, height) = (picture.width(), picture.height());
        let source = Source { width, height, y, u, v, chroma_format: picture.sampling(), damage };
        let frame = self.encoder.encode(source, ms, kind == FrameKind::Key, &Threads);
        let kind = if frame.is_key { FrameKind::Key } else { FrameKind::Delta };
        Ok(Encoded::Frame { data: Bytes::from(frame.data), kind })
    }

    fn set_bitrate(&mut self, kbit_s: u32) -> Result<(), EncodeError> {
        self.encoder.set_bitrate(kbit_s);
        Ok(())
    }

    fn set_max_fps(&mut self, _: u32) -> Result<(), EncodeError> {
        // The rate control follows the times of the pictures, at any rate.
        Ok(())
    }
}

/// Runs each slice but the first on a thread of its own. The threads end before [`SliceRunner::run`]
/// returns.
struct Threads;

impl SliceRunner for Threads {
    fn run(&self, jobs: &mut [SliceJob<'_>]) {
        match jobs {
            [] => {}
            [only] => only.run(),
            [first, others @ ..] => thread::scope(|scope| {
                let others: Vec<_> =
                    others.iter_mut().map(|job| scope.spawn(move || job.run())).collect();
                first.run();
                for other in others {
                    if let Err(panic) = other.join() {
                        resume_unwind(panic);
                    }
                }
            }),
        }
    }
}
