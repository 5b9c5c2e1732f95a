//! The encoder of the OpenH264 library.

use std::os::raw::c_void;

use bytes::Bytes;
use openh264::encoder::{
    BitRate, Complexity, Encoder, EncoderConfig, FrameRate, FrameType, IntraFramePeriod, Profile,
    QpRange, RateControlMode, UsageType, VuiConfig,
};
use openh264::formats::YUVSlices;
use openh264::{OpenH264API, Timestamp};
use openh264_sys2::{
    ENCODER_OPTION_BITRATE, ENCODER_OPTION_FRAME_RATE, ENCODER_OPTION_MAX_BITRATE, SBitrateInfo,
    SPATIAL_LAYER_0, SPATIAL_LAYER_ALL,
};
use picture::pacing::FrameKind;

use super::convert::Picture;
use super::encode::{EncodeError, Encoded, EncoderOptions, Tuning, VideoEncoder};

/// The library refuses bit rates that are smaller than the frame rate or larger than a level's.
const LEAST_KBIT_S: u32 = 16;
const MOST_KBIT_S: u32 = 100_000;

/// OpenH264.
pub struct OpenH264 {
    options: EncoderOptions,
    tuning: Tuning,
    /// Made with the first picture, and again when the size changes: otherwise the library would fall
    /// back to its initial settings.
    running: Option<Running>,
}

struct Running {
    encoder: Encoder,
    size: (usize, usize),
    /// The target in bit/s.
    bits: u32,
    /// The time of the last picture; the library's rate control needs it to increase.
    ms: u64,
}

impl From<openh264::Error> for EncodeError {
    fn from(error: openh264::Error) -> Self {
        EncodeError::Library(error.to_string())
    }
}

impl OpenH264 {
    /// An encoder that has seen no picture.
    pub fn new(options: EncoderOptions, tuning: Tuning) -> Self {
        Self { options, tuning, running: None }
    }
}

impl VideoEncoder for OpenH264 {
    fn encode(
        &mut self,
        picture: &Picture,
        ms: u64,
        kind: FrameKind,
    ) -> Result<Encoded, EncodeError> {
        let size = (picture.width(), picture.height());
        let (running, is_first) = match self.running.take() {
            Some(running) if running.size == size => (self.running.insert(running), false),
            Some(_) | None => {
                let encoder = Encoder::with_api_config(
                    OpenH264API::from_source(),
                    config(self.options, self.tuning),
                )?;
                (self.running.insert(Running { encoder, size, bits: 0, ms: 0 }), true)
            }
        };
        let ms = ms.max(running.ms + 1);
        running.ms = ms;
        // The first picture is a keyframe anyway; before it the library accepts no option.
        if kind == FrameKind::Key && !is_first {
            running.encoder.force_intra_frame();
        }
        let planes = YUVSlices::new(picture.planes(), size, (size.0, size.0 / 2, size.0 / 2));
        let stream = running.encoder.encode_at(&planes, Timestamp::from_millis(ms))?;
        let kind = match stream.frame_type() {
            FrameType::IDR => FrameKind::Key,
            FrameType::I | FrameType::P | FrameType::IPMixed => FrameKind::Delta,
            FrameType::Skip | FrameType::Invalid => return Ok(Encoded::Skipped),
        };
        let data = Bytes::from(stream.to_vec());
        if data.is_empty() {
            return Ok(Encoded::Skipped);
        }
        if is_first {
            // Allows the rate control a maximum above its initial target.
            running.set_bitrate(self.options.kbit_s)?;
        }
        Ok(Encoded::Frame { data, kind })
    }

    fn set_bitrate(&mut self, kbit_s: u32) -> Result<(), EncodeError> {
        self.options.kbit_s = kbit_s;
        self.running.as_mut().map_or(Ok(()), |running| running.set_bitrate(kbit_s))
    }

    fn set_max_fps(&mut self, fps: u32) -> Result<(), EncodeError> {
        self.options.max_fps = fps;
        self.running.as_mut().map_or(Ok(()), |running| running.set(Setting::FrameRate(hertz(fps))))
    }
}

/// A setting of a running encoder that the wrapper does not offer.
enum Setting {
    MaxBitrate(SBitrateInfo),
    Bitrate(SBitrateInfo),
    FrameRate(f32),
}

impl Running {
    fn set_bitrate(&mut self, kbit_s: u32) -> Result<(), EncodeError> {
        let info = |layer, bits: u32| SBitrateInfo {
            iLayer: layer,
            iBitrate: i32::try_from(bits).unwrap_or(i32::MAX),
        };
        let bits = kbit_s.clamp(LEAST_KBIT_S, MOST_KBIT_S) * 1000;
        let target = Setting::Bitrate(info(SPATIAL_LAYER_ALL, bits));
        // With a maximum equal to the target the rate control stays well below it.
        let maximum = Setting::MaxBitrate(info(SPATIAL_LAYER_0, bits / 2 * 3));
        // The maximum must never be below the target, or the library applies half of the new target
        // and fails.
        let steps = if bits > self.bits { [maximum, target] } else { [target, maximum] };
        self.bits = bits;
        steps.into_iter().try_for_each(|step| self.set(step))
    }

    #[allow(unsafe_code, reason = "the wrapper cannot change a running encoder")]
    fn set(&mut self, mut setting: Setting) -> Result<(), EncodeError> {
        let (name, option, value): (_, _, *mut c_void) = match &mut setting {
            Setting::MaxBitrate(info) => {
                ("maximum bit rate", ENCODER_OPTION_MAX_BITRATE, (&raw mut *info).cast())
            }
            Setting::Bitrate(info) => ("bit rate", ENCODER_OPTION_BITRATE, (&raw mut *info).cast()),
            Setting::FrameRate(hertz) => {
                ("frame rate", ENCODER_OPTION_FRAME_RATE, (&raw mut *hertz).cast())
            }
        };
        // SAFETY: the encoder is alive, and each option is given the type that the library
        // documents for it (codec_app_def.h), which it copies.
        let status = unsafe { self.encoder.raw_api().set_option(option, value) };
        if status == 0 { Ok(()) } else { Err(EncodeError::Setting(name, status)) }
    }
}

fn config(options: EncoderOptions, tuning: Tuning) -> EncoderConfig {
    let config = match tuning {
        // The library requires this; otherwise it changes it with a message on standard error.
        Tuning::Text => EncoderConfig::new()
            .usage_type(UsageType::ScreenContentRealTime)
            .scene_change_detect(true)
            .adaptive_quantization(false)
            .background_detection(false),
        // A keyframe at each change of window would only fill the path.
        Tuning::Speed => EncoderConfig::new()
            .usage_type(UsageType::CameraVideoRealTime)
            .scene_change_detect(false),
    };
    config
        .profile(Profile::Baseline)
        .complexity(Complexity::Low)
        .num_threads(1)
        // The other modes expect frames at regular intervals, and ours are not.
        .rate_control_mode(RateControlMode::Timestamp)
        .bitrate(BitRate::from_bps(options.kbit_s.clamp(LEAST_KBIT_S, MOST_KBIT_S) * 1000))
        // The default is one frame per second.
        .max_frame_rate(FrameRate::from_hz(hertz(options.max_fps)))
        // Without skipping there is no rate control at all.
        .skip_frames(true)
        // A range that begins at 0 would be replaced by one that never gets text sharp.
        .qp(QpRange::new(12, 46))
        // Keyframes are made on request, not at regular intervals.
        .intra_frame_period(IntraFramePeriod::from_num_frames(0))
        .vui(VuiConfig::bt709())
}

#[expect(clippy::cast_precision_loss, reason = "frame rates are small numbers")]
fn hertz(fps: u32) -> f32 {
    fps.clamp(1, 240) as f32
}

#[cfg(test)]
mod tests {
    use h264::ChromaFormat;
    use openh264::decoder::Decoder;
    use openh264::formats::YUVSource as _;
    use protocol::geometry::Size;

    use super::super::convert::Colours;
    use super::*;
    use crate::platform::screen::{FrameRef, Patch, ScreenSource as _, whole_len};
    use crate::platform::synthetic::{Motion, Synthetic, read_number};

    const OPTIONS: EncoderOptions = EncoderOptions { kbit_s: 2_000, max_fps: 30 };

    /// NAL unit types in an access unit.
    fn types(data: &[u8]) -> Vec<u8> {
        data.windows(4)
            .filter(|window| window.starts_with(&[0, 0, 1]))
            .map(|window| window[3] & 0x1f)
            .collect()
    }

    fn frame(encoded: Encoded) -> (Bytes, FrameKind) {
        match encoded {
            Encoded::Frame { data, kind } => (data, kind),
            Encoded::Skipped => panic!("the frame was skipped"),
        }
    }

    fn noise(picture: &mut Picture, seed: &mut u32) {
        let (y, _, _) = picture.planes_mut();
        for pixel in y {
            *seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            *pixel = (*seed >> 24) as u8 / 2 + 16;
        }
    }

    #[test]
    fn the_stream_is_constrained_baseline_and_decodes_to_the_picture() {
        for (width, height) in [(640, 360), (641, 361)] {
            let size = Size::new(width, height).unwrap();
            let mut source = Synthetic::new(size, Motion::Still);
            source.watch().unwrap();
            let mut picture = Picture::black(size, ChromaFormat::Yuv420);
            picture.update(&source.capture().unwrap().unwrap(), Colours::All).unwrap();
            let mut encoder = OpenH264::new(OPTIONS, Tuning::Speed);
            let (data, kind) = frame(encoder.encode(&picture, 5, FrameKind::Delta).unwrap());
            assert_eq!(kind, FrameKind::Key, "the first is a keyframe whatever is asked for");
            assert_eq!(types(&data), [7, 8, 5], "parameter sets and picture, one slice");
            assert_eq!(data[4..7], [0x67, 0x42, 0xc0], "constrained baseline");
            let (data, kind) = frame(encoder.encode(&picture, 38, FrameKind::Delta).unwrap());
            assert_eq!((types(&data), kind), (vec![1], FrameKind::Delta));
            let (data, kind) = frame(encoder.encode(&picture, 71, FrameKind::Key).unwrap());
            assert_eq!((types(&data), kind), (vec![7, 8, 5], FrameKind::Key));

            let mut decoder = Decoder::new().unwrap();
            let decoded = decoder.decode(&data).unwrap().unwrap();
            assert_eq!(decoded.dimensions(), (picture.width(), picture.height()));
            let stride = decoded.strides().0;
            let number = read_number(size, |x, y| {
                decoded.y()[usize::try_from(y).unwrap() * stride + usize::try_from(x).unwrap()]
                    > 127
            });
            assert_eq!(number, Some(0));
        }
    }

    #[test]
    fn another_size_is_a_keyframe_and_keeps_the_settings() {
        let mut encoder = OpenH264::new(OPTIONS, Tuning::Speed);
        let mut picture = Picture::black(Size::new(320, 200).unwrap(), ChromaFormat::Yuv420);
        let mut seed = 1;
        noise(&mut picture, &mut seed);
        frame(encoder.encode(&picture, 0, FrameKind::Delta).unwrap());
        encoder.set_bitrate(400).unwrap();
        let mut picture = Picture::black(Size::new(640, 400).unwrap(), ChromaFormat::Yuv420);
        noise(&mut picture, &mut seed);
        let (_, kind) = frame(encoder.encode(&picture, 33, FrameKind::Delta).unwrap());
        assert_eq!(kind, FrameKind::Key);
        let bits = bits_of_noise(&mut encoder, &mut picture, 66, 60);
        assert!(bits < 1_200_000, "400 kbit/s for two seconds of noise were {bits} bits");
    }

    fn bits_of_noise(
        encoder: &mut OpenH264,
        picture: &mut Picture,
        start: u64,
        frames: u64,
    ) -> usize {
        let mut seed = 7;
        (0..frames)
            .map(|n| {
                noise(picture, &mut seed);
                match encoder.encode(picture, start + n * 33, FrameKind::Delta).unwrap() {
                    Encoded::Frame { data, .. } => data.len() * 8,
                    Encoded::Skipped => 0,
                }
            })
            .sum()
    }

    #[test]
    fn the_bit_rate_can_rise_and_fall_in_a_running_stream() {
        let mut encoder = OpenH264::new(OPTIONS, Tuning::Speed);
        let mut picture = Picture::black(Size::new(320, 200).unwrap(), ChromaFormat::Yuv420);
        let mut rate = |encoder: &mut OpenH264, start| {
            bits_of_noise(encoder, &mut picture, start, 90) / 3 / 1000
        };
        rate(&mut encoder, 0);
        encoder.set_bitrate(6_000).unwrap();
        let high = rate(&mut encoder, 3_000);
        encoder.set_bitrate(800).unwrap();
        let low = rate(&mut encoder, 6_000);
        encoder.set_bitrate(4_000).unwrap();
        let middle = rate(&mut encoder, 9_000);
        assert!(low < 1_400 && middle > 2 * low && high > middle, "{high} {low} {middle} kbit/s");
    }

    #[test]
    fn fewer_colours_take_fewer_bytes() {
        // Squares of all colours that move, with grey between them: a desktop's icons and windows.
        let size = Size::new(320, 240).unwrap();
        let bytes_of = |colours| {
            let mut encoder = OpenH264::new(OPTIONS, Tuning::Speed);
            let mut picture = Picture::black(size, ChromaFormat::Yuv420);
            let mut sum = 0;
            for n in 0..20u32 {
                let mut data = vec![0; whole_len(size)];
                for (at, pixel) in (0u32..).zip(data.chunks_exact_mut(4)) {
                    let (x, y) = (at % 320 + n * 3, at / 320);
                    let square = (x / 20) * 37 + (y / 20) * 91;
                    let grey = [x as u8, x as u8, x as u8, 0];
                    let bright =
                        [(square * 53) as u8, (square * 101) as u8, (square * 29) as u8, 0];
                    pixel.copy_from_slice(if square % 3 == 0 { &grey } else { &bright });
                }
                let patches = [Patch::of_whole(size.rect(), size)];
                picture
                    .update(&FrameRef { data: &data, patches: &patches, size }, colours)
                    .unwrap();
                let encoded = encoder.encode(&picture, u64::from(n) * 33, FrameKind::Delta);
                if let Encoded::Frame { data, .. } = encoded.unwrap() {
                    sum += data.len();
                }
            }
            sum
        };
        let (all, fewer) = (bytes_of(Colours::All), bytes_of(Colours::Fewer));
        assert!(fewer * 10 < all * 9, "{all} bytes with all colours, {fewer} with fewer");
    }

    #[test]
    fn the_frame_rate_can_change_in_a_running_stream() {
        let mut encoder = OpenH264::new(OPTIONS, Tuning::Speed);
        let picture = Picture::black(Size::new(64, 64).unwrap(), ChromaFormat::Yuv420);
        frame(encoder.encode(&picture, 0, FrameKind::Delta).unwrap());
        encoder.set_max_fps(15).unwrap();
        // A clock that stands still is no reason to fail.
        frame(encoder.encode(&picture, 0, FrameKind::Delta).unwrap());
    }

    #[test]
    fn the_largest_and_the_smallest_picture_are_encoded() {
        for (width, height) in [(3840, 2160), (2160, 3840), (1, 1), (2, 1), (17, 5000)] {
            let size = super::super::scale::encoded_size(Size::new(width, height).unwrap());
            let mut encoder = OpenH264::new(OPTIONS, Tuning::Speed);
            let encoded =
                encoder.encode(&Picture::black(size, ChromaFormat::Yuv420), 0, FrameKind::Key);
            assert!(matches!(encoded, Ok(Encoded::Frame { .. })), "{size:?}: {encoded:?}");
        }
    }
}
