use std::io::Write as _;
use std::process::{Command, Stdio};
use std::vec;

use openh264::decoder::Decoder;
use openh264::formats::YUVSource as _;
use proptest::prelude::*;

use super::planes::Sampling;
use super::transform::{QP_MAX, QP_MIN};
use super::*;

/// More bits than any picture here needs.
const RICH: u32 = 50_000;

/// A picture of its own.
struct Picture {
    width: usize,
    height: usize,
    y: Vec<u8>,
    u: Vec<u8>,
    v: Vec<u8>,
    sampling: Sampling,
}

impl Picture {
    fn grey(width: usize, height: usize) -> Self {
        Self::sampled(width, height, Sampling::Quarter)
    }

    fn sampled(width: usize, height: usize, sampling: Sampling) -> Self {
        let chroma = vec![128; sampling.along(width) * sampling.along(height)];
        Self { width, height, y: vec![90; width * height], u: chroma.clone(), v: chroma, sampling }
    }

    fn source(&self) -> Source<'_> {
        let Self { width, height, y, u, v, sampling } = self;
        Source { width: *width, height: *height, y, u, v, sampling: *sampling, touched: None }
    }
}

/// An encoder, and the decoder at the other end.
struct Pair {
    encoder: Encoder,
    ms: u64,
    decoder: Decoder,
    /// A stream that [`Decoder`] does not take, and its pictures as the encoder has them.
    full: (Vec<u8>, Vec<Vec<u8>>),
}

impl Pair {
    fn new(kbit_s: u32) -> Self {
        let decoder = Decoder::new().unwrap();
        Self { encoder: Encoder::new(kbit_s, 2), ms: 0, decoder, full: Default::default() }
    }

    /// What the encoder thinks that the decoder has, plane by plane.
    fn thought(&self, picture: &Picture) -> [Vec<u8>; 3] {
        let ours = &self.encoder.running.as_ref().unwrap().pictures[0];
        let (width, height) = (picture.width, picture.height);
        let small = (picture.sampling.along(width), picture.sampling.along(height));
        let stride = ours.wide * picture.sampling.side();
        let planes = [
            (&ours.y, ours.wide * 16, (width, height)),
            (&ours.u, stride, small),
            (&ours.v, stride, small),
        ];
        planes.map(|(plane, stride, (width, height))| {
            let rows = plane.chunks(stride).take(height);
            rows.flat_map(|row| &row[..width]).copied().collect()
        })
    }

    /// Encodes and decodes, and holds what came out against what the encoder thinks came out.
    /// Returns the bytes.
    fn send(&mut self, picture: &Picture, is_key: bool) -> usize {
        self.ms += 33;
        let data = self.encoder.encode(picture.source(), self.ms, is_key, &Sequential).data;
        let thought = self.thought(picture);
        if picture.sampling == Sampling::Full {
            self.full.0.extend_from_slice(&data);
            self.full.1.push(thought.concat());
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
        for (plane, ((theirs, stride, width), ours)) in planes.iter().zip(&thought).enumerate() {
            for (row, ours) in ours.chunks(*width).enumerate() {
                assert_eq!(&theirs[row * stride..][..*width], ours, "plane {plane}, row {row}");
            }
        }
        data.len()
    }

    /// Decodes what was sent in full colour, with the decoder that browsers use, and holds it
    /// against what the encoder thinks.
    fn check_full(self) {
        let (stream, pictures) = self.full;
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

    /// How far luma is off in the middle, in squares.
    fn error(&self, picture: &Picture) -> f64 {
        let ours = &self.encoder.running.as_ref().unwrap().pictures[0];
        let rows = picture.y.chunks(picture.width).zip(ours.y.chunks(ours.wide * 16));
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
    let Picture { y, u, v, sampling, .. } = picture;
    let chroma = |luma: usize| luma * sampling.side() / 16;
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

/// Something like text: dark strokes on a light ground, in one colour for each line.
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

/// Copies a part of the picture to another place, which need not be all within.
fn drag(
    picture: &mut Picture,
    (left, top, width, height): (usize, usize, usize, usize),
    (right, down): (isize, isize),
) {
    let Picture { width: wide, height: high, y, u, v, sampling } = picture;
    let shared = 16 / sampling.side();
    for (plane, scale) in [(y, 1), (u, shared), (v, shared)] {
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
    if picture.sampling == Sampling::Full {
        picture.u.copy_within(by * wide.., 0);
        picture.v.copy_within(by * wide.., 0);
    }
}

#[derive(Clone, Debug)]
enum Change {
    Noise(usize, usize, usize, usize),
    Text(usize, usize),
    Scroll(usize),
    Drag((usize, usize, usize, usize), (isize, isize)),
    Nothing,
    Key,
    Rate(u32),
}

fn changes() -> impl Strategy<Value = Vec<Change>> {
    let change =
        prop_oneof![
            (0..40usize, 0..30usize, 1..30usize, 1..30usize)
                .prop_map(|(x, y, w, h)| Change::Noise(x * 2, y * 2, w * 2, h * 2)),
            (0..80usize, 1..20usize).prop_map(|(y, h)| Change::Text(y, h)),
            (1..40usize).prop_map(Change::Scroll),
            ((0..100usize, 0..80usize, 4..80usize, 4..60usize), (-24..24isize, -24..24isize))
                .prop_map(|(area, by)| Change::Drag(area, by)),
            Just(Change::Nothing),
            Just(Change::Key),
            (20..60_000u32).prop_map(Change::Rate),
        ];
    proptest::collection::vec(change, 1..12)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn every_decoder_has_exactly_the_picture_that_the_encoder_thinks_it_has(
        (width, height) in (8..80usize, 8..60usize), changes in changes(), seed in any::<u32>(),
        is_full in any::<bool>()
    ) {
        let mut seed = seed;
        let sampling = if is_full { Sampling::Full } else { Sampling::Quarter };
        let mut picture = Picture::sampled(width * 2, height * 2, sampling);
        let (width, height) = (picture.width, picture.height);
        let mut pair = Pair::new(RICH);
        pair.send(&picture, true);
        for change in changes {
            let mut is_key = false;
            match change {
                Change::Noise(x, y, w, h) => {
                    let (x, y) = (x.min(width - 2), y.min(height - 2));
                    let area = (x, y, w.min(width - x), h.min(height - y));
                    noise(&mut picture, &mut seed, area);
                }
                Change::Text(y, h) => {
                    let y = y.min(height - 1);
                    text(&mut picture, &mut seed, y..(y + h).min(height));
                }
                Change::Scroll(by) => scroll(&mut picture, by.min(height - 1)),
                Change::Drag(area, by) => drag(&mut picture, area, by),
                Change::Nothing => {}
                Change::Key => is_key = true,
                Change::Rate(kbit_s) => pair.encoder.set_bitrate(kbit_s),
            }
            pair.send(&picture, is_key);
        }
        if is_full {
            pair.check_full();
        }
    }
}

/// How the macroblocks of the last picture were cut, with how many of each kind.
fn cuts(pair: &Pair) -> [usize; 4] {
    let mut counts = [0; 4];
    let scratch = &pair.encoder.running.as_ref().unwrap().scratch;
    for coded in scratch.iter().flat_map(|scratch| &scratch.coded) {
        if let partition::Motion::Inter(vectors) = coded.motion {
            counts[partition::Cut::of(&vectors) as usize] += 1;
        }
    }
    counts
}

/// Each vector is written as the difference to one that the decoder works out by itself, in another
/// way for each cut and each neighbour that may be missing.
#[test]
fn macroblocks_are_cut_in_each_way_and_decode() {
    for sampling in [Sampling::Quarter, Sampling::Full] {
        let mut picture = Picture::sampled(320, 240, sampling);
        let mut seed = 11;
        let mut pair = Pair::new(RICH);
        pair.encoder.slices = 3;
        noise(&mut picture, &mut seed, (0, 0, 320, 240));
        pair.send(&picture, true);
        let mut all = [0; 4];
        for round in 0..40 {
            let mut number = |below: usize| random(&mut seed) as usize % below;
            for _ in 0..8 {
                // Halves and quarters of macroblocks, and what lies across them.
                let grid = [8, 16, 1][round % 3];
                let area = (number(40) * 8, number(30) * 8, number(8) * 8 + 8, number(8) * 8 + 8);
                let area = (area.0 / grid * grid, area.1 / grid * grid, area.2, area.3);
                let by = (number(40).cast_signed() - 20, number(40).cast_signed() - 20);
                drag(&mut picture, area, by);
            }
            pair.encoder.set_bitrate(if round % 2 == 0 { RICH } else { 3_000 });
            pair.send(&picture, false);
            for (sum, count) in all.iter_mut().zip(cuts(&pair)) {
                *sum += count;
            }
        }
        assert!(all.iter().all(|count| *count > 100), "{all:?}");
        if sampling == Sampling::Full {
            pair.check_full();
        }
    }
}

/// Something soft, as in a film, that goes by less than a pixel with each picture.
fn drift(picture: &mut Picture, right: f64, down: f64) {
    let Picture { width: wide, height: high, y, u, v, sampling } = picture;
    for (plane, sampling) in [(y, Sampling::Full), (u, *sampling), (v, *sampling)] {
        let (wide, high) = (sampling.along(*wide), sampling.along(*high));
        let step = 16.0 / sampling.side() as f64;
        for row in 0..high {
            for x in 0..wide {
                let (x_there, y_there) = (x as f64 * step + right, row as f64 * step + down);
                let waves =
                    (x_there * 0.31).sin() * (y_there * 0.23).cos() + (x_there * 0.05).sin();
                plane[row * wide + x] = (128.0 + 50.0 * waves) as u8;
            }
        }
    }
}

/// Each of the sixteen places in a pixel is worked out in its own way, for luma and for chroma.
#[test]
fn vectors_lead_to_each_place_between_the_pixels_and_decode() {
    for sampling in [Sampling::Quarter, Sampling::Full] {
        let mut picture = Picture::sampled(320, 240, sampling);
        let mut pair = Pair::new(RICH);
        drift(&mut picture, 0.0, 0.0);
        pair.send(&picture, true);
        let mut places = [0; 16];
        for round in 1..=24 {
            let by = f64::from(round);
            drift(&mut picture, by * 1.75, by * by * 0.25);
            // Two motions meet along the middle.
            let mut other = Picture::grey(320, 240);
            drift(&mut other, -by * 0.5, by * 0.75);
            picture.y[..320 * 100].copy_from_slice(&other.y[..320 * 100]);
            pair.send(&picture, false);
            let scratch = &pair.encoder.running.as_ref().unwrap().scratch;
            for coded in scratch.iter().flat_map(|scratch| &scratch.coded) {
                if let partition::Motion::Inter(vectors) = coded.motion {
                    for vector in vectors {
                        places[(vector.y & 3) as usize * 4 + (vector.x & 3) as usize] += 1;
                    }
                }
            }
        }
        assert!(places.iter().all(|count| *count > 20), "{places:?}");
        if sampling == Sampling::Full {
            pair.check_full();
        }
    }
}

/// Stripes in a direction of their own in each square of 4x4 to 16x16 pixels.
fn stripes(picture: &mut Picture, seed: &mut u32) {
    let Picture { width: wide, height: high, y, u, v, sampling } = picture;
    for (plane, sampling) in [(y, Sampling::Full), (u, *sampling), (v, *sampling)] {
        let (wide, high) = (sampling.along(*wide), sampling.along(*high));
        for top in (0..high - 15).step_by(16) {
            for left in (0..wide - 15).step_by(16) {
                let side = 4 << (random(seed) % 3);
                let mut slopes = [(0, 0, 0); 16];
                slopes.fill_with(|| {
                    let way = |number: u32| (number % 5).cast_signed() - 2;
                    (way(random(seed)), way(random(seed)), random(seed).cast_signed() % 60)
                });
                for n in 0..256 {
                    let (x, row) = (n % 16, n / 16);
                    let (right, down, light) = slopes[row / side * 4 % 16 + x / side % 4];
                    let wave = x as i32 * right + row as i32 * down;
                    plane[(top + row) * wide + left + x] =
                        (80 + light + wave.rem_euclid(7) * 12) as u8;
                }
            }
        }
    }
}

/// Each block has its own way of being predicted, and each way its own edges, which end at those of
/// the picture and of the slice.
#[test]
fn blocks_are_predicted_in_each_way_and_decode() {
    for sampling in [Sampling::Quarter, Sampling::Full] {
        let mut picture = Picture::sampled(320, 240, sampling);
        let mut seed = 21;
        let mut pair = Pair::new(RICH);
        pair.encoder.slices = 3;
        let mut ways = [[0; 9]; 2];
        for round in 0..16 {
            stripes(&mut picture, &mut seed);
            pair.encoder.set_bitrate(if round % 4 < 2 { RICH } else { 4_000 });
            let is_key = round % 2 == 0;
            pair.send(&picture, is_key);
            let scratch = &pair.encoder.running.as_ref().unwrap().scratch;
            for coded in scratch.iter().flat_map(|scratch| &scratch.coded) {
                if coded.motion == partition::Motion::Intra {
                    for mode in coded.modes.as_flattened() {
                        ways[usize::from(is_key)][*mode as usize] += 1;
                    }
                }
            }
        }
        assert!(ways.as_flattened().iter().all(|count| *count > 20), "{ways:?}");
        if sampling == Sampling::Full {
            pair.check_full();
        }
    }
}

#[test]
fn several_slices_decode_like_one() {
    for sampling in [Sampling::Quarter, Sampling::Full] {
        let mut picture = Picture::sampled(1280, 720, sampling);
        let mut pair = Pair::new(RICH);
        pair.encoder.slices = 3;
        let mut seed = 1;
        pair.send(&picture, true);
        for _ in 0..3 {
            noise(&mut picture, &mut seed, (0, 0, 1280, 720));
            pair.send(&picture, false);
            scroll(&mut picture, 17);
            pair.send(&picture, false);
        }
        pair.send(&picture, false);
        if sampling == Sampling::Full {
            pair.check_full();
        }
    }
}

#[test]
fn a_picture_that_stands_still_takes_next_to_nothing() {
    let mut picture = Picture::grey(1280, 720);
    let mut seed = 1;
    text(&mut picture, &mut seed, 0..720);
    let mut pair = Pair::new(RICH);
    pair.send(&picture, true);
    // Until everything is as sharp as it gets.
    let most = 40;
    let sharp = (0..most).find(|_| pair.send(&picture, false) < 100);
    assert!(sharp.is_some(), "after {most} more pictures bits were still sent");
    assert!(pair.send(&picture, false) < 40);
    assert!(pair.error(&picture) < 6.0, "{}", pair.error(&picture));
}

#[test]
fn text_that_scrolls_is_sent_once() {
    let mut picture = Picture::grey(1280, 720);
    let mut seed = 1;
    text(&mut picture, &mut seed, 0..720);
    let mut pair = Pair::new(RICH);
    let whole = pair.send(&picture, true);
    while pair.send(&picture, false) > 100 {}
    for by in [16, 17, 34, 5] {
        scroll(&mut picture, by);
        text(&mut picture, &mut seed, 720 - by..720);
        let bytes = pair.send(&picture, false);
        assert!(bytes < whole / 8, "{bytes} bytes for {by} new rows, {whole} for all of it");
    }
}

#[test]
fn a_dragged_window_is_sent_once() {
    let mut window = Picture::grey(320, 240);
    let mut seed = 4;
    text(&mut window, &mut seed, 0..240);
    let mut pair = Pair::new(RICH);
    let at = |pair: &mut Pair, x: usize, y: usize, is_key: bool| {
        let mut picture = Picture::grey(1280, 720);
        for row in 0..240 {
            let line = &window.y[row * 320..][..320];
            picture.y[(y + row) * 1280 + x..][..320].copy_from_slice(line);
        }
        pair.send(&picture, is_key)
    };
    let whole = at(&mut pair, 400, 200, true);
    while at(&mut pair, 400, 200, false) > 100 {}
    for (x, y) in [(431, 190), (466, 229), (400, 200), (338, 233)] {
        let bytes = at(&mut pair, x, y, false);
        assert!(bytes < whole / 3, "{bytes} bytes after a step to {x}, {y}; {whole} for all of it");
    }
}

#[test]
fn plain_ground_is_right_at_once() {
    let samplings = [Sampling::Quarter, Sampling::Full].into_iter();
    for (sampling, colour) in samplings.flat_map(|s| [90, 97, 203].map(|colour| (s, colour))) {
        let mut window = Picture::grey(320, 240);
        let mut seed = 4;
        text(&mut window, &mut seed, 0..240);
        let mut pair = Pair::new(1_500);
        for step in 0..12usize {
            let mut picture = Picture::sampled(640, 480, sampling);
            picture.y.fill(colour);
            picture.u.fill(140);
            let (x, y) = (20 + step * 23, 10 + step * 11);
            for row in 0..240 {
                let line = &window.y[row * 320..][..320];
                picture.y[(y + row) * 640 + x..][..320].copy_from_slice(line);
            }
            pair.send(&picture, false);
            let [luma, ..] = pair.thought(&picture);
            let (mut ground, mut block) = (0, planes::Block::EMPTY);
            for (left, top) in (0..40).flat_map(|x| (0..30).map(move |y| (x, y))) {
                picture.source().load(left, top, &mut block);
                if block.is_plain(sampling) && block.y[0] == colour {
                    ground += 1;
                    let rows = luma.chunks(640).skip(top * 16).take(16);
                    let pixels = rows.flat_map(|row| &row[left * 16..][..16]);
                    let worst = pixels.map(|pixel| pixel.abs_diff(colour)).max().unwrap();
                    assert!(worst <= 2, "step {step}: {left}, {top} is off by {worst}");
                }
            }
            assert!(ground > 500);
        }
    }
}

/// From the coarsest quantiser to that of plain ground is further than a difference may be.
#[test]
fn plain_ground_beside_the_coarsest_quantiser_decodes() {
    for sampling in [Sampling::Quarter, Sampling::Full] {
        let mut picture = Picture::sampled(320, 240, sampling);
        let mut pair = Pair::new(10);
        let mut seed = 6;
        for step in 0..6 {
            noise(&mut picture, &mut seed, (step * 32, 48, 64, 96));
            picture.y[320 * 160..].fill(30 + step as u8);
            pair.send(&picture, step == 3);
        }
        if sampling == Sampling::Full {
            pair.check_full();
        }
    }
}

#[test]
fn the_bit_rate_is_kept() {
    for kbit_s in [2_000, 8_000] {
        let mut picture = Picture::grey(640, 480);
        let mut pair = Pair::new(kbit_s);
        let mut seed = 3;
        pair.send(&picture, true);
        let mut bytes = 0;
        for n in 0..60 {
            noise(&mut picture, &mut seed, (n % 8 * 32, 64, 160, 160));
            bytes += pair.send(&picture, false);
        }
        let kbit = bytes * 8 / 2_000;
        let most = usize::try_from(kbit_s).unwrap() * 13 / 10;
        assert!(kbit < most, "{kbit} kbit/s instead of {kbit_s}");
    }
}

#[test]
fn another_size_begins_anew() {
    let mut pair = Pair::new(RICH);
    for (width, height) in [(640, 360), (16, 16), (18, 5000), (3840, 2160), (2160, 3840)] {
        pair.decoder = Decoder::new().unwrap();
        let picture = Picture::grey(width, height);
        assert!(pair.encoder.encode(picture.source(), 0, false, &Sequential).is_key);
        pair.send(&picture, true);
    }
}

#[test]
fn every_quantiser_goes_both_ways() {
    let mut seed = 5;
    let mut picture = Picture::sampled(96, 96, Sampling::Full);
    for qp in QP_MIN..=QP_MAX {
        noise(&mut picture, &mut seed, (0, 0, 96, 96));
        let mut source = planes::Block::EMPTY;
        picture.source().load(2, 3, &mut source);
        for whole in [false, true] {
            let mut pixels = planes::Block::EMPTY;
            let mut levels = residual::Levels::NONE;
            let with = residual::Quantisers::new(qp);
            let full = Sampling::Full;
            if whole {
                residual::code_whole(&source, &mut pixels, &with, &mut levels, full);
            } else {
                residual::code(&source, &mut pixels, &with, &mut levels, full, false);
            }
            // A pixel is off by no more than the steps of all sixteen coefficients allow.
            let step = 0.625 * (f64::from(qp) / 6.0).exp2();
            let worst = source.y.iter().zip(&pixels.y).map(|(a, b)| a.abs_diff(*b)).max().unwrap();
            assert!(f64::from(worst) < 4.0 * step + 2.0, "quantiser {qp}: off by {worst}");
        }
    }
}

#[test]
fn only_what_is_said_to_be_touched_is_looked_at() {
    let mut picture = Picture::grey(640, 360);
    let mut pair = Pair::new(RICH);
    pair.send(&picture, true);
    while pair.send(&picture, false) > 100 {}
    let mut seed = 9;
    noise(&mut picture, &mut seed, (100, 100, 20, 20));
    let mut bytes = |areas: &[Area]| {
        pair.ms += 33;
        let source = Source { touched: Some(areas), ..picture.source() };
        pair.encoder.encode(source, pair.ms, false, &Sequential).data.len()
    };
    let elsewhere = Area { x: (300, 400), y: (100, 120) };
    assert!(bytes(&[elsewhere]) < 100);
    let there = bytes(&[elsewhere, Area { x: (100, 120), y: (100, 120) }]);
    assert!(there > 200, "{there} bytes");
}
