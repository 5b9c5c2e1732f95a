//! Our own encoder behind the trait that all have.

use std::panic::resume_unwind;
use std::thread;

use bytes::Bytes;
use h264::planes::Source;
use h264::scroll::Area;
use h264::{Encoder, SliceJob, SliceRunner};

use super::convert::Picture;
use super::encode::{EncodeError, Encoded, EncoderOptions, VideoEncoder};
use super::pacing::FrameKind;
use super::source::index;

/// See [`h264`].
#[derive(Debug)]
pub struct ScreenEncoder {
    encoder: Encoder,
    touched: Vec<Area>,
}

impl ScreenEncoder {
    /// An encoder that has seen no picture.
    pub fn new(options: EncoderOptions) -> Self {
        let cores = thread::available_parallelism().map_or(1, std::num::NonZero::get);
        Self { encoder: Encoder::new(options.kbit_s, cores), touched: Vec::new() }
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
        self.touched.clear();
        self.touched.extend(picture.touched().unwrap_or_default().iter().map(|rect| Area {
            x: (index(rect.x), index(rect.x + rect.width)),
            y: (index(rect.y), index(rect.y + rect.height)),
        }));
        let touched = picture.touched().map(|_| &self.touched[..]);
        let (width, height) = (picture.width(), picture.height());
        let source = Source { width, height, y, u, v, sampling: picture.sampling(), touched };
        let frame = self.encoder.encode(source, ms, kind == FrameKind::Key, &Threads);
        let kind = if frame.is_key { FrameKind::Key } else { FrameKind::Delta };
        Ok(Encoded::Frame { data: Bytes::from(frame.data), kind })
    }

    fn set_bitrate(&mut self, kbit_s: u32) -> Result<(), EncodeError> {
        self.encoder.set_bitrate(kbit_s);
        Ok(())
    }

    fn set_max_fps(&mut self, _: u32) -> Result<(), EncodeError> {
        // Each picture gets what was saved up since the last one, whenever that was.
        Ok(())
    }
}

/// Runs each slice but the first on a thread of its own, which has ended when the picture is done.
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
