//! Each kind of prediction decodes.

use std::vec::Vec;

use proptest::prelude::*;

use super::{HIGH_RATE, Pair, Picture, drag, noise, random, scroll, text};
use crate::ChromaFormat;
use crate::mv_prediction::MbMotion;
use crate::partition::Partitioning;

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
    fn decoders_and_the_encoder_decode_the_same_picture(
        (width, height) in (8..80usize, 8..60usize), changes in changes(), seed in any::<u32>(),
        is_444 in any::<bool>()
    ) {
        let mut seed = seed;
        let chroma_format = if is_444 { ChromaFormat::Yuv444 } else { ChromaFormat::Yuv420 };
        let mut picture = Picture::with_format(width * 2, height * 2, chroma_format);
        let (width, height) = (picture.width, picture.height);
        let mut pair = Pair::new(HIGH_RATE);
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
        if is_444 {
            pair.check_444();
        }
    }
}

/// How many macroblocks of the last picture have each partitioning.
fn partitionings(pair: &Pair) -> [usize; 4] {
    let mut counts = [0; 4];
    let buffers = &pair.encoder.stream.as_ref().unwrap().buffers;
    for coded in buffers.iter().flat_map(|buffers| &buffers.coded) {
        if let MbMotion::Inter(vectors) = coded.motion {
            counts[Partitioning::of(&vectors) as usize] += 1;
        }
    }
    counts
}

/// Each vector is written as the difference to the predicted one. The prediction differs for each
/// partitioning, and for each neighbour that may be unavailable.
#[test]
fn each_partitioning_decodes() {
    for chroma_format in [ChromaFormat::Yuv420, ChromaFormat::Yuv444] {
        let mut picture = Picture::with_format(320, 240, chroma_format);
        let mut seed = 11;
        let mut pair = Pair::new(HIGH_RATE);
        pair.encoder.max_slices = 3;
        noise(&mut picture, &mut seed, (0, 0, 320, 240));
        pair.send(&picture, true);
        let mut all = [0; 4];
        for round in 0..40 {
            let mut number = |below: usize| random(&mut seed) as usize % below;
            for _ in 0..8 {
                // Along partitions, along macroblocks, and across them.
                let grid = [8, 16, 1][round % 3];
                let area = (number(40) * 8, number(30) * 8, number(8) * 8 + 8, number(8) * 8 + 8);
                let area = (area.0 / grid * grid, area.1 / grid * grid, area.2, area.3);
                let by = (number(40).cast_signed() - 20, number(40).cast_signed() - 20);
                drag(&mut picture, area, by);
            }
            pair.encoder.set_bitrate(if round % 2 == 0 { HIGH_RATE } else { 3_000 });
            pair.send(&picture, false);
            for (sum, count) in all.iter_mut().zip(partitionings(&pair)) {
                *sum += count;
            }
        }
        assert!(all.iter().all(|count| *count > 100), "{all:?}");
        if chroma_format == ChromaFormat::Yuv444 {
            pair.check_444();
        }
    }
}

/// Draws soft waves, like natural video, moved by fractions of a pixel.
fn drift(picture: &mut Picture, right: f64, down: f64) {
    let Picture { width: wide, height: high, y, u, v, chroma_format } = picture;
    for (plane, chroma_format) in
        [(y, ChromaFormat::Yuv444), (u, *chroma_format), (v, *chroma_format)]
    {
        let (wide, high) = (chroma_format.chroma_length(*wide), chroma_format.chroma_length(*high));
        let step = 16.0 / chroma_format.mb_side() as f64;
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

/// Each of the sixteen fractional positions has its own interpolation, for luma and for chroma.
#[test]
fn each_fractional_position_decodes() {
    for chroma_format in [ChromaFormat::Yuv420, ChromaFormat::Yuv444] {
        let mut picture = Picture::with_format(320, 240, chroma_format);
        let mut pair = Pair::new(HIGH_RATE);
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
            let buffers = &pair.encoder.stream.as_ref().unwrap().buffers;
            for coded in buffers.iter().flat_map(|buffers| &buffers.coded) {
                if let MbMotion::Inter(vectors) = coded.motion {
                    for vector in vectors {
                        places[(vector.y & 3) as usize * 4 + (vector.x & 3) as usize] += 1;
                    }
                }
            }
        }
        assert!(places.iter().all(|count| *count > 20), "{places:?}");
        if chroma_format == ChromaFormat::Yuv444 {
            pair.check_444();
        }
    }
}

/// Draws stripes, with another direction in each square of 4x4 to 16x16 pixels.
fn stripes(picture: &mut Picture, seed: &mut u32) {
    let Picture { width: wide, height: high, y, u, v, chroma_format } = picture;
    for (plane, chroma_format) in
        [(y, ChromaFormat::Yuv444), (u, *chroma_format), (v, *chroma_format)]
    {
        let (wide, high) = (chroma_format.chroma_length(*wide), chroma_format.chroma_length(*high));
        for top in (0..high - 15).step_by(16) {
            for left in (0..wide - 15).step_by(16) {
                let side = 4 << (random(seed) % 3);
                let mut slopes = [(0, 0, 0); 16];
                slopes.fill_with(|| {
                    let slope = |number: u32| (number % 5).cast_signed() - 2;
                    (slope(random(seed)), slope(random(seed)), random(seed).cast_signed() % 60)
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

/// Each Intra_4x4 mode reads other edges, some of which are outside of the picture or the slice.
#[test]
fn each_intra_4x4_mode_decodes() {
    for chroma_format in [ChromaFormat::Yuv420, ChromaFormat::Yuv444] {
        let mut picture = Picture::with_format(320, 240, chroma_format);
        let mut seed = 21;
        let mut pair = Pair::new(HIGH_RATE);
        pair.encoder.max_slices = 3;
        let mut counts = [[0; 9]; 2];
        for round in 0..16 {
            stripes(&mut picture, &mut seed);
            pair.encoder.set_bitrate(if round % 4 < 2 { HIGH_RATE } else { 4_000 });
            let is_key = round % 2 == 0;
            pair.send(&picture, is_key);
            let buffers = &pair.encoder.stream.as_ref().unwrap().buffers;
            for coded in buffers.iter().flat_map(|buffers| &buffers.coded) {
                if coded.motion == MbMotion::Intra {
                    for mode in [coded.right_modes, coded.bottom_modes].as_flattened() {
                        counts[usize::from(is_key)][*mode as usize] += 1;
                    }
                }
            }
        }
        assert!(counts.as_flattened().iter().all(|count| *count > 20), "{counts:?}");
        if chroma_format == ChromaFormat::Yuv444 {
            pair.check_444();
        }
    }
}

#[test]
fn several_slices_decode_like_one() {
    for chroma_format in [ChromaFormat::Yuv420, ChromaFormat::Yuv444] {
        let mut picture = Picture::with_format(1280, 720, chroma_format);
        let mut pair = Pair::new(HIGH_RATE);
        pair.encoder.max_slices = 3;
        let mut seed = 1;
        pair.send(&picture, true);
        for _ in 0..3 {
            noise(&mut picture, &mut seed, (0, 0, 1280, 720));
            pair.send(&picture, false);
            scroll(&mut picture, 17);
            pair.send(&picture, false);
        }
        pair.send(&picture, false);
        if chroma_format == ChromaFormat::Yuv444 {
            pair.check_444();
        }
    }
}
