//! Measures the stages of a frame without a session.

use std::time::Duration;

use picture::pacing::FrameKind;

use super::convert::{Colours, Picture};
use super::encode::{Encoded, EncoderOptions};
use super::event::{EncodedFrame, FrameFormat, MediaError};
use super::handle::MediaOptions;
use super::stages::{StageTimes, Stages};
use super::{encoders, handle};
use crate::clock::Clock;
use crate::platform::{PlatformError, wake};

/// How much of the picture each frame updates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Extent {
    /// What changed.
    #[default]
    Changes,
    /// Everything, changed or not.
    Everything,
}

/// What was measured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The stages' times.
    pub times: StageTimes,
    /// Frames that the encoder made.
    pub frames: u32,
    /// Frames that the encoder skipped.
    pub skipped: u32,
    /// Bytes of all frames.
    pub bytes: u64,
    /// Bytes of the largest frame.
    pub largest: u64,
    /// How long it took in all.
    pub duration: Duration,
    /// How the screen was captured, where there are several ways.
    pub method: Option<&'static str>,
}

/// Captures, converts and encodes on this thread until `frames` pictures were captured or `limit` is
/// over. `on_frame` gets each frame.
pub fn run(
    options: &MediaOptions,
    extent: Extent,
    frames: u32,
    limit: Duration,
    mut on_frame: impl FnMut(EncodedFrame),
) -> Result<Report, MediaError> {
    let clock = Clock::start();
    let (_waker, sleeper) = wake::pair().map_err(PlatformError::System)?;
    let mut source = handle::open_screen(options)?()?;
    source.watch()?;
    // A desktop that asks for its screen has been asked now.
    while !source.is_open() {
        source.wait(&sleeper, None)?;
    }
    let mut picture = Picture::black(source.size(), options.encoder.sampling());
    let limits = EncoderOptions { kbit_s: options.kbit_s, max_fps: options.max_fps };
    let mut encoder = encoders::open(options.encoder, limits);
    let (mut stages, mut report) = (Stages::default(), Report::default());
    let interval = 1_000_000 / u64::from(options.max_fps.max(1));
    let (mut next, mut captures) = (0, 0);
    let limit = u64::try_from(limit.as_micros()).unwrap_or(u64::MAX);
    let began = clock.micros();
    let end = began.saturating_add(limit);
    while captures < frames && clock.micros() < end {
        let wait = Duration::from_micros(u64::saturating_sub(next, clock.micros()));
        source.wait(&sleeper, Some(wait))?;
        if clock.micros() < next {
            continue;
        }
        next = clock.micros() + interval;
        if extent == Extent::Everything {
            source.unwatch()?;
            source.watch()?;
        }
        let start = clock.micros();
        let Some(frame) = source.capture()? else {
            continue;
        };
        let captured = clock.micros();
        picture.update(&frame, Colours::All)?;
        let converted = clock.micros();
        let encoded = encoder.encode(&picture, start / 1000, FrameKind::Delta)?;
        picture.settle();
        let done = clock.micros();
        captures += 1;
        match encoded {
            Encoded::Frame { data, kind } => {
                let keyframe = kind == FrameKind::Key;
                let bytes = u64::try_from(data.len()).unwrap_or(u64::MAX);
                report.frames += 1;
                report.bytes += bytes;
                report.largest = report.largest.max(bytes);
                on_frame(EncodedFrame {
                    format: FrameFormat::H264,
                    data,
                    captured_us: start,
                    keyframe,
                    screen: picture.size(),
                    changed: Vec::new(),
                });
            }
            Encoded::Skipped => report.skipped += 1,
        }
        stages.capture.add(Duration::from_micros(captured - start));
        stages.convert.add(Duration::from_micros(converted - captured));
        stages.encode.add(Duration::from_micros(done - converted));
    }
    report.method = source.method();
    report.duration = Duration::from_micros(clock.micros() - began);
    report.times = stages.times();
    Ok(report)
}
