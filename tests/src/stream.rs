//! Streams of our encoder as messages, as a sharer sends them.

use base64::Engine as _;
use h264::{ChromaFormat, Encoder, Sequential, Source};
use protocol::exact::RtpTimestamp;
use protocol::fragment;
use protocol::video::{AvcProfile, VideoFrame};

use crate::image::Image;

/// Bytes of a fragment on a data channel.
const FRAGMENT_BYTES: usize = 16 * 1024;

/// Encodes pictures, and packs them into messages.
pub struct Stream {
    encoder: Encoder,
    chroma_format: ChromaFormat,
    profile: AvcProfile,
    timestamp: RtpTimestamp,
}

impl Stream {
    /// A stream whose first frame is taken at a time of the media clock.
    pub fn new(chroma_format: ChromaFormat, timestamp: u32) -> Self {
        let profile = AvcProfile([0; 3]);
        let timestamp = RtpTimestamp(timestamp);
        Self { encoder: Encoder::new(20_000, 1), chroma_format, profile, timestamp }
    }

    /// Encodes a picture, 20 ms after the last one. Returns its fragments in base64.
    ///
    /// # Panics
    /// When a side of the picture is odd.
    pub fn encode(&mut self, image: &Image, keyframe: bool) -> Vec<String> {
        let [y, u, v] = planes(image, self.chroma_format);
        let source = Source {
            width: image.width,
            height: image.height,
            y: &y,
            u: &u,
            v: &v,
            chroma_format: self.chroma_format,
            damage: None,
        };
        let ms = u64::from(self.timestamp.0) / 90;
        let frame = self.encoder.encode(source, ms, keyframe, &Sequential);
        self.profile = AvcProfile::of(&frame.data).unwrap_or(self.profile);
        let message = VideoFrame {
            timestamp: self.timestamp,
            keyframe: frame.is_key,
            profile: self.profile,
            data: &frame.data,
        };
        self.timestamp.0 = self.timestamp.0.wrapping_add(1800);
        let engine = base64::engine::general_purpose::STANDARD;
        fragment::cut(&message.encode(), false, FRAGMENT_BYTES)
            .map(|fragment| engine.encode(fragment.encode()))
            .collect()
    }
}

/// The planes of a picture in BT.709.
fn planes(image: &Image, chroma_format: ChromaFormat) -> [Vec<u8>; 3] {
    let (offset, luma, chroma) =
        if chroma_format.is_full_range() { (0.0, 255.0, 255.0) } else { (16.0, 219.0, 224.0) };
    let yuv = |[r, g, b]: [u8; 3]| {
        let [r, g, b] = [r, g, b].map(|part| f64::from(part) / 255.0);
        let y = 0.2126 * r + 0.7152 * g + 0.0722 * b;
        let (u, v) = ((b - y) / 1.8556, (r - y) / 1.5748);
        [offset + luma * y, 128.0 + chroma * u, 128.0 + chroma * v]
    };
    // Rounded and clamped.
    let byte = |value: f64| value.round() as u8;
    let pixels: Vec<[f64; 3]> = image.pixels.iter().map(|pixel| yuv(*pixel)).collect();
    let step = match chroma_format {
        ChromaFormat::Yuv420 => 2,
        ChromaFormat::Yuv444 => 1,
    };
    let plane = |part: usize, step: usize| {
        let mean = |x: usize, y: usize| {
            let block = (0..step * step).map(|n| (x + n % step, y + n / step));
            let sum: f64 = block.map(|(x, y)| pixels[y * image.width + x][part]).sum();
            byte(sum / (step * step) as f64)
        };
        let rows = (0..image.height).step_by(step);
        rows.flat_map(|y| (0..image.width).step_by(step).map(move |x| (x, y)))
            .map(|(x, y)| mean(x, y))
            .collect()
    };
    [plane(0, 1), plane(1, step), plane(2, step)]
}
