//! Content as it is on desktops, and its size and quality.

use super::{Decoder, HIGH_RATE, Pair, Picture, noise, scroll, text};
use crate::geometry::MbPosition;
use crate::macroblock::Macroblock;
use crate::residual::{Levels, Quantisers, code_inter, code_intra_16x16};
use crate::transform::{QP_MAX, QP_MIN};
use crate::{Area, ChromaFormat, Encoder, Sequential, SliceJob, SliceRunner, Source};

#[test]
fn an_unchanged_picture_takes_few_bytes() {
    let mut picture = Picture::grey(1280, 720);
    let mut seed = 1;
    text(&mut picture, &mut seed, 0..720);
    let mut pair = Pair::new(HIGH_RATE);
    pair.send(&picture, true);
    // Until the refinement is complete.
    let most = 40;
    let sharp = (0..most).find(|_| pair.send(&picture, false) < 100);
    assert!(sharp.is_some(), "after {most} more pictures bits were still sent");
    assert!(pair.send(&picture, false) < 40);
    assert!(pair.mean_squared_error(&picture) < 6.0, "{}", pair.mean_squared_error(&picture));
}

#[test]
fn text_that_scrolls_is_sent_once() {
    let mut picture = Picture::grey(1280, 720);
    let mut seed = 1;
    text(&mut picture, &mut seed, 0..720);
    let mut pair = Pair::new(HIGH_RATE);
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
    let mut pair = Pair::new(HIGH_RATE);
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
fn a_flat_background_is_exact_at_once() {
    let chroma_formats = [ChromaFormat::Yuv420, ChromaFormat::Yuv444].into_iter();
    for (chroma_format, colour) in
        chroma_formats.flat_map(|s| [90, 97, 203].map(|colour| (s, colour)))
    {
        let mut window = Picture::grey(320, 240);
        let mut seed = 4;
        text(&mut window, &mut seed, 0..240);
        let mut pair = Pair::new(1_500);
        for step in 0..12usize {
            let mut picture = Picture::with_format(640, 480, chroma_format);
            picture.y.fill(colour);
            picture.u.fill(140);
            let (x, y) = (20 + step * 23, 10 + step * 11);
            for row in 0..240 {
                let line = &window.y[row * 320..][..320];
                picture.y[(y + row) * 640 + x..][..320].copy_from_slice(line);
            }
            pair.send(&picture, false);
            let [luma, ..] = pair.expected(&picture);
            let (mut backgrounds, mut block) = (0, Macroblock::BLACK);
            for (left, top) in (0..40).flat_map(|x| (0..30).map(move |y| (x, y))) {
                picture.source().load(MbPosition { x: left, y: top }, &mut block);
                if block.is_flat(chroma_format) && block.y[0] == colour {
                    backgrounds += 1;
                    let rows = luma.chunks(640).skip(top * 16).take(16);
                    let pixels = rows.flat_map(|row| &row[left * 16..][..16]);
                    let worst = pixels.map(|pixel| pixel.abs_diff(colour)).max().unwrap();
                    assert!(worst <= 2, "step {step}: {left}, {top} is off by {worst}");
                }
            }
            assert!(backgrounds > 500);
        }
    }
}

/// The difference from the largest QP to that of flat macroblocks does not fit into `mb_qp_delta`
/// without wrapping around.
#[test]
fn flat_macroblocks_beside_the_largest_qp_decode() {
    for chroma_format in [ChromaFormat::Yuv420, ChromaFormat::Yuv444] {
        let mut picture = Picture::with_format(320, 240, chroma_format);
        let mut pair = Pair::new(10);
        let mut seed = 6;
        for step in 0..6 {
            noise(&mut picture, &mut seed, (step * 32, 48, 64, 96));
            picture.y[320 * 160..].fill(30 + step as u8);
            pair.send(&picture, step == 3);
        }
        if chroma_format == ChromaFormat::Yuv444 {
            pair.check_444();
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
fn another_size_starts_with_an_idr_picture() {
    let mut pair = Pair::new(HIGH_RATE);
    for (width, height) in [(640, 360), (16, 16), (18, 5000), (3840, 2160), (2160, 3840)] {
        pair.decoder = Decoder::new().unwrap();
        let picture = Picture::grey(width, height);
        assert!(pair.encoder.encode(picture.source(), 0, false, &Sequential).is_key);
        pair.send(&picture, true);
    }
}

#[test]
fn each_qp_codes_and_decodes() {
    let mut seed = 5;
    let mut picture = Picture::with_format(96, 96, ChromaFormat::Yuv444);
    for qp in QP_MIN..=QP_MAX {
        noise(&mut picture, &mut seed, (0, 0, 96, 96));
        let mut source = Macroblock::BLACK;
        picture.source().load(MbPosition { x: 2, y: 3 }, &mut source);
        for is_16x16 in [false, true] {
            let mut pixels = Macroblock::BLACK;
            let mut levels = Levels::NONE;
            let quantisers = Quantisers::new(qp);
            let full = ChromaFormat::Yuv444;
            if is_16x16 {
                code_intra_16x16(&source, &mut pixels, &quantisers, &mut levels, full);
            } else {
                code_inter(&source, &mut pixels, &quantisers, &mut levels, full, false);
            }
            // A pixel is off by no more than the steps of all sixteen coefficients allow.
            let step = 0.625 * (f64::from(qp) / 6.0).exp2();
            let worst = source.y.iter().zip(&pixels.y).map(|(a, b)| a.abs_diff(*b)).max().unwrap();
            assert!(f64::from(worst) < 4.0 * step + 2.0, "QP {qp}: off by {worst}");
        }
    }
}

#[test]
fn only_damaged_areas_are_compared() {
    let mut picture = Picture::grey(640, 360);
    let mut pair = Pair::new(HIGH_RATE);
    pair.send(&picture, true);
    while pair.send(&picture, false) > 100 {}
    let mut seed = 9;
    noise(&mut picture, &mut seed, (100, 100, 20, 20));
    let mut bytes = |areas: &[Area]| {
        pair.ms += 33;
        let source = Source { damage: Some(areas), ..picture.source() };
        pair.encoder.encode(source, pair.ms, false, &Sequential).data.len()
    };
    let elsewhere = Area { left: 300, top: 100, right: 400, bottom: 120 };
    assert!(bytes(&[elsewhere]) < 100);
    let there = bytes(&[elsewhere, Area { left: 100, top: 100, right: 120, bottom: 120 }]);
    assert!(there > 200, "{there} bytes");
}

/// Runs the last slice first.
struct Reversed;

impl SliceRunner for Reversed {
    fn run(&self, jobs: &mut [SliceJob<'_>]) {
        jobs.iter_mut().rev().for_each(SliceJob::run);
    }
}

#[test]
fn the_order_in_which_slices_run_does_not_matter() {
    let mut picture = Picture::grey(1280, 720);
    let mut seed = 2;
    let mut encoders = [(); 2].map(|()| Encoder::new(HIGH_RATE, 2));
    for n in 0..4 {
        noise(&mut picture, &mut seed, (0, 0, 1280, 600));
        let [first, second] = &mut encoders;
        let first = first.encode(picture.source(), n * 33, n == 2, &Sequential).data;
        let second = second.encode(picture.source(), n * 33, n == 2, &Reversed).data;
        assert!(first == second, "picture {n} differs");
        let nals = first.windows(4).filter(|bytes| *bytes == [0, 0, 0, 1]).count();
        assert!(nals >= 2, "picture {n} has one slice");
    }
}
