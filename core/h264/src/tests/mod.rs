//! Streams are decoded by OpenH264, or by ffmpeg in 4:4:4, and compared bit for bit with the pictures
//! that the encoder decodes itself.

use std::io::Write as _;
use std::process::{Command, Stdio};
use std::vec;
use std::vec::Vec;

use openh264::decoder::Decoder;
use openh264::formats::YUVSource as _;

use crate::{ChromaFormat, Encoder, Sequential, Source};

mod content;
mod parameters;
mod prediction;

/// A bit rate, in kbit/s, at which no picture here is limited.
const HIGH_RATE: u32 = 50_000;

/// A source picture that owns its planes.
struct Picture {
    width: usize,
    height: usize,
    y: Vec<u8>,
    u: Vec<u8>,
    v: Vec<u8>,
    chroma_format: ChromaFormat,
}

impl Picture {
    fn grey(width: usize, height: usize) -> Self {
        Self::with_format(width, height, ChromaFormat::Yuv420)
    }

    fn with_format(width: usize, height: usize, chroma_format: ChromaFormat) -> Self {
        let chroma =
            vec![128; chroma_format.chroma_length(width) * chroma_format.chroma_length(height)];
        Self {
            width,
            height,
            y: vec![90; width * height],
            u: chroma.clone(),
            v: chroma,
            chroma_format,
        }
    }

    fn source(&self) -> Source<'_> {
        let Self { width, height, y, u, v, chroma_format } = self;
        Source {
            width: *width,
            height: *height,
            y,
            u,
            v,
            chroma_format: *chroma_format,
            damage: None,
        }
    }
}

/// An encoder and a decoder of its stream.
struct Pair {
    encoder: Encoder,
    ms: u64,
    decoder: Decoder,
    /// In 4:4:4, which [`Decoder`] does not support: the stream.
    stream_444: Vec<u8>,
    /// And its pictures as the encoder decodes them.
    pictures_444: Vec<Vec<u8>>,
}

impl Pair {
    fn new(kbit_s: u32) -> Self {
        let decoder = Decoder::new().unwrap();
        let (stream_444, pictures_444) = (Vec::new(), Vec::new());
        Self { encoder: Encoder::new(kbit_s, 2), ms: 0, decoder, stream_444, pictures_444 }
    }

    /// The picture as the encoder decodes it, plane by plane.
    fn expected(&self, picture: &Picture) -> [Vec<u8>; 3] {
        let ours = &self.encoder.stream.as_ref().unwrap().decoded[0];
        let (width, height) = (picture.width, picture.height);
        let chroma_width = picture.chroma_format.chroma_length(width);
        let chroma_height = picture.chroma_format.chroma_length(height);
        let crop = |plane: &[u8], mb_side: usize, width: usize, height: usize| {
            let rows = plane.chunks(ours.mb_width * mb_side).take(height);
            rows.flat_map(|row| &row[..width]).copied().collect()
        };
        let mb_side = picture.chroma_format.mb_side();
        [
            crop(&ours.y, 16, width, height),
            crop(&ours.u, mb_side, chroma_width, chroma_height),
            crop(&ours.v, mb_side, chroma_width, chroma_height),
        ]
    }

    /// Encodes a picture, decodes it, and compares the result with the picture as the encoder decodes
    /// it. Returns the size in bytes. In 4:4:4, [`Self::check_444`] decodes and compares.
    fn send(&mut self, picture: &Picture, is_key: bool) -> usize {
        self.ms += 33;
        let data = self.encoder.encode(picture.source(), self.ms, is_key, &Sequential).data;
        let expected = self.expected(picture);
        if picture.chroma_format == ChromaFormat::Yuv444 {
            self.stream_444.extend_from_slice(&data);
            self.pictures_444.push(expected.concat());
            return data.len();
        }
        let decoded = self.decoder.decode(&data).unwrap().expect("one picture");
        assert_eq!(decoded.dimensions(), (picture.width, picture.height));
        let (y, u, v) = decoded.strides();
        let planes = [
            (decoded.y(), y, picture.width),
            (decoded.u(), u, picture.width / 2),
            (decoded.v(), v, picture.width / 2),
        ];
        for (plane, ((theirs, stride, width), ours)) in planes.iter().zip(&expected).enumerate() {
            for (row, ours) in ours.chunks(*width).enumerate() {
                assert_eq!(&theirs[row * stride..][..*width], ours, "plane {plane}, row {row}");
            }
        }
        data.len()
    }

    /// Decodes the 4:4:4 stream with the decoder that browsers use, and compares the pictures.
    fn check_444(self) {
        let Self { stream_444: stream, pictures_444: pictures, .. } = self;
        let mut ffmpeg = Command::new("ffmpeg")
            .args(["-loglevel", "error", "-f", "h264", "-i", "pipe:0", "-fps_mode", "passthrough"])
            .args(["-f", "rawvideo", "-pix_fmt", "yuvj444p", "pipe:1"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("ffmpeg is installed by `cargo xtask setup`");
        let mut stdin = ffmpeg.stdin.take().unwrap();
        let writing = std::thread::spawn(move || stdin.write_all(&stream));
        let output = ffmpeg.wait_with_output().unwrap();
        writing.join().unwrap().unwrap();
        let mut decoded = &output.stdout[..];
        for (n, ours) in pictures.iter().enumerate() {
            let (theirs, rest) = decoded.split_at_checked(ours.len()).expect("a decoded picture");
            let first = theirs.iter().zip(ours).position(|(theirs, ours)| theirs != ours);
            assert_eq!(first, None, "picture {n} differs at a byte of its {}", ours.len());
            decoded = rest;
        }
        assert!(decoded.is_empty(), "{} more bytes were decoded", decoded.len());
    }

    /// The mean squared error of the luma.
    fn mean_squared_error(&self, picture: &Picture) -> f64 {
        let ours = &self.encoder.stream.as_ref().unwrap().decoded[0];
        let rows = picture.y.chunks(picture.width).zip(ours.y.chunks(ours.mb_width * 16));
        let squares = rows.flat_map(|(a, b)| a.iter().zip(b)).map(|(a, b)| {
            let difference = f64::from(*a) - f64::from(*b);
            difference * difference
        });
        squares.sum::<f64>() / picture.y.len() as f64
    }
}

fn random(seed: &mut u32) -> u32 {
    *seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
    *seed >> 16
}

fn noise(
    picture: &mut Picture,
    seed: &mut u32,
    (left, top, width, height): (usize, usize, usize, usize),
) {
    let wide = picture.width;
    let Picture { y, u, v, chroma_format, .. } = picture;
    let chroma = |luma: usize| luma * chroma_format.mb_side() / 16;
    for row in top..top + height {
        for pixel in &mut y[row * wide + left..][..width] {
            *pixel = random(seed) as u8;
        }
        for plane in [&mut *u, &mut *v] {
            let from = chroma(row) * chroma(wide) + chroma(left);
            for pixel in &mut plane[from..][..chroma(width)] {
                *pixel = random(seed) as u8;
            }
        }
    }
}

/// Draws something like text: dark strokes on a light background.
fn text(picture: &mut Picture, seed: &mut u32, rows: std::ops::Range<usize>) {
    let wide = picture.width;
    let y = &mut picture.y;
    for row in rows {
        let ink = row % 16 > 3;
        for cell in y[row * wide..][..wide].chunks_mut(3) {
            cell.fill(if ink && random(seed).is_multiple_of(3) { 40 } else { 225 });
        }
    }
}

/// Copies a part of the picture to another place, which need not be wholly within the picture.
fn drag(
    picture: &mut Picture,
    (left, top, width, height): (usize, usize, usize, usize),
    (right, down): (isize, isize),
) {
    let Picture { width: wide, height: high, y, u, v, chroma_format } = picture;
    let chroma_scale = 16 / chroma_format.mb_side();
    for (plane, scale) in [(y, 1), (u, chroma_scale), (v, chroma_scale)] {
        let (wide, high) = (*wide / scale, *high / scale);
        let old = plane.clone();
        for row in top / scale..((top + height) / scale).min(high) {
            for x in left / scale..((left + width) / scale).min(wide) {
                let to = row
                    .checked_add_signed(down / scale.cast_signed())
                    .zip(x.checked_add_signed(right / scale.cast_signed()));
                if let Some((to_row, to_x)) = to
                    && to_row < high
                    && to_x < wide
                {
                    plane[to_row * wide + to_x] = old[row * wide + x];
                }
            }
        }
    }
}

fn scroll(picture: &mut Picture, by: usize) {
    let wide = picture.width;
    picture.y.copy_within(by * wide.., 0);
    if picture.chroma_format == ChromaFormat::Yuv444 {
        picture.u.copy_within(by * wide.., 0);
        picture.v.copy_within(by * wide.., 0);
    }
}
