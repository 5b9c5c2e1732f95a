//! PURE. What a prediction leaves over: to levels, and back to the pixels that a decoder will have.

use super::planes::{Block, CHROMA, LUMA, Sampling, quarter, quarter_mut};
use super::tables::{BLOCK_PLACES, CHROMA_QP, ZIGZAG};
use super::transform::{Quantiser, forward, inverse};

/// The quantisers of a slice.
#[derive(Clone, Copy, Debug)]
pub struct Quantisers {
    luma: Quantiser,
    chroma: Quantiser,
    /// Shared colours that differ less than this along a 4x4 block leave nothing.
    silence: u32,
}

impl Quantisers {
    /// For a luma quantiser.
    pub fn new(qp: u8) -> Self {
        let chroma = CHROMA_QP.get(usize::from(qp)).copied().unwrap_or(39);
        let (luma, chroma) = (Quantiser::new(qp), Quantiser::new(chroma));
        Self { luma, chroma, silence: chroma.silence() }
    }

    /// That of Y, U or V.
    #[inline]
    pub fn of(&self, plane: usize) -> &Quantiser {
        if plane == 0 { &self.luma } else { &self.chroma }
    }
}

/// The levels of a macroblock, each block in the order of coding.
#[derive(Clone, Debug)]
pub struct Levels {
    /// Luma, and chroma of full resolution, in the standard's order of blocks. With a DC of its own,
    /// the first level is left out.
    pub full: [[[i16; 16]; 16]; 3],
    /// DC, where the macroblock is predicted as a whole.
    pub full_dc: [[i16; 16]; 3],
    /// Chroma DC, U and V.
    pub chroma_dc: [[i16; 4]; 2],
    /// Chroma, U and V; the first level is left out.
    pub chroma: [[[i16; 16]; 4]; 2],
    /// Which quarters of what is in full resolution have levels (the low four bits of
    /// `coded_block_pattern`).
    pub full_pattern: u8,
    /// 0: no chroma, 1: DC only, 2: all (the high bits of `coded_block_pattern`).
    pub chroma_pattern: u8,
}

impl Levels {
    /// None.
    pub const NONE: Self = Self {
        full: [[[0; 16]; 16]; 3],
        full_dc: [[0; 16]; 3],
        chroma_dc: [[0; 4]; 2],
        chroma: [[[0; 16]; 4]; 2],
        full_pattern: 0,
        chroma_pattern: 0,
    };

    /// `coded_block_pattern`.
    pub fn pattern(&self) -> usize {
        usize::from(self.full_pattern | self.chroma_pattern << 4)
    }
}

/// Takes the difference of a 4x4 block; `None` when it is too small to leave anything.
#[inline]
fn differ<const N: usize>(
    source: &[u8],
    prediction: &[u8],
    x: usize,
    y: usize,
    silence: u32,
) -> Option<[i32; 16]> {
    let mut block = [0; 16];
    let mut sum = 0;
    for row in 0..4 {
        let at = (y * 4 + row) * N + x * 4;
        let ours = source.get(at..)?.first_chunk::<4>()?;
        let theirs = prediction.get(at..)?.first_chunk::<4>()?;
        for column in 0..4 {
            let difference = i32::from(ours[column]) - i32::from(theirs[column]);
            block[row * 4 + column] = difference;
            sum += difference.unsigned_abs();
        }
    }
    (sum > silence).then_some(block)
}

/// Adds a difference to a 4x4 block.
#[inline]
fn add<const N: usize>(pixels: &mut [u8], x: usize, y: usize, difference: &[i32; 16]) {
    for row in 0..4 {
        let at = (y * 4 + row) * N + x * 4;
        let Some(line) = pixels.get_mut(at..).and_then(|rest| rest.first_chunk_mut::<4>()) else {
            return;
        };
        for (pixel, difference) in line.iter_mut().zip(&difference[row * 4..]) {
            *pixel = (i32::from(*pixel) + difference).clamp(0, 255) as u8;
        }
    }
}

#[inline]
fn in_order(block: &[i32; 16], levels: &mut [i16; 16]) {
    for (level, place) in levels.iter_mut().zip(ZIGZAG) {
        *level = block[place] as i16;
    }
}

/// The planes of full resolution, with their quantisers.
fn full_planes<'a>(
    source: &'a Block,
    pixels: &'a mut Block,
    with: &'a Quantisers,
    sampling: Sampling,
) -> impl Iterator<Item = (&'a [u8; 256], &'a mut [u8; 256], &'a Quantiser)> {
    let count = match sampling {
        Sampling::Quarter => 1,
        Sampling::Full => 3,
    };
    let planes = [
        (&source.y, &mut pixels.y, &with.luma),
        (&source.u, &mut pixels.u, &with.chroma),
        (&source.v, &mut pixels.v, &with.chroma),
    ];
    planes.into_iter().take(count)
}

/// Turns what a prediction leaves over into levels, and the prediction into what a decoder will
/// have. What only moved (`is_moved`) leaves nothing but the rounding of shared colours.
pub fn code(
    source: &Block,
    pixels: &mut Block,
    with: &Quantisers,
    levels: &mut Levels,
    sampling: Sampling,
    is_moved: bool,
) {
    levels.full_pattern = 0;
    levels.chroma_pattern = 0;
    if !is_moved {
        let planes = full_planes(source, pixels, with, sampling);
        for ((source, pixels, quantiser), levels_of) in planes.zip(&mut levels.full) {
            levels.full_pattern |= code_plane(source, pixels, quantiser, levels_of);
        }
    }
    if sampling == Sampling::Quarter {
        let silence = if is_moved { with.silence * MOVED } else { with.silence / 2 };
        code_chroma(source, pixels, with, levels, silence);
    }
}

/// Codes a plane block by block. Returns which quarters have levels.
fn code_plane(
    source: &[u8; 256],
    pixels: &mut [u8; 256],
    quantiser: &Quantiser,
    levels: &mut [[i16; 16]; 16],
) -> u8 {
    let mut pattern = 0;
    for (n, (x, y)) in BLOCK_PLACES.into_iter().enumerate() {
        levels[n] = [0; 16];
        let Some(mut block) = differ::<LUMA>(source, pixels, x, y, quantiser.silence()) else {
            continue;
        };
        forward(&mut block);
        if quantiser.quantise(&mut block) {
            in_order(&block, &mut levels[n]);
            pattern |= 1 << (n / 4);
            quantiser.restore(&mut block);
            inverse(&mut block);
            add::<LUMA>(pixels, x, y, &block);
        }
    }
    pattern
}

/// The same for a single 4x4 block, row by row. `true` when there are any levels.
pub fn code_one(
    source: &[u8; 16],
    pixels: &mut [u8; 16],
    quantiser: &Quantiser,
    levels: &mut [i16; 16],
) -> bool {
    *levels = [0; 16];
    let mut block = [0; 16];
    let mut sum = 0;
    for (difference, (ours, theirs)) in block.iter_mut().zip(source.iter().zip(&*pixels)) {
        *difference = i32::from(*ours) - i32::from(*theirs);
        sum += difference.unsigned_abs();
    }
    if sum <= quantiser.silence() {
        return false;
    }
    forward(&mut block);
    if !quantiser.quantise(&mut block) {
        return false;
    }
    in_order(&block, levels);
    quantiser.restore(&mut block);
    inverse(&mut block);
    for (pixel, difference) in pixels.iter_mut().zip(block) {
        *pixel = (i32::from(*pixel) + difference).clamp(0, 255) as u8;
    }
    true
}

/// Codes shared colours alone, after the luma.
pub fn code_shared(source: &Block, pixels: &mut Block, with: &Quantisers, levels: &mut Levels) {
    levels.chroma_pattern = 0;
    code_chroma(source, pixels, with, levels, with.silence / 2);
}

/// The same for a macroblock that is predicted as a whole: the sixteen DC coefficients of a plane
/// are coded together.
pub fn code_whole(
    source: &Block,
    pixels: &mut Block,
    with: &Quantisers,
    levels: &mut Levels,
    sampling: Sampling,
) {
    levels.full_pattern = 0;
    levels.chroma_pattern = 0;
    let planes = full_planes(source, pixels, with, sampling);
    let of_planes = levels.full.iter_mut().zip(&mut levels.full_dc);
    for ((source, pixels, quantiser), (levels_of, dc)) in planes.zip(of_planes) {
        levels.full_pattern |= code_whole_plane(source, pixels, quantiser, levels_of, dc);
    }
    if sampling == Sampling::Quarter {
        code_chroma(source, pixels, with, levels, with.silence / 2);
    }
}

fn code_whole_plane(
    source: &[u8; 256],
    pixels: &mut [u8; 256],
    quantiser: &Quantiser,
    levels: &mut [[i16; 16]; 16],
    dc_levels: &mut [i16; 16],
) -> u8 {
    let mut pattern = 0;
    let mut dc = [0; 16];
    let mut blocks = [[0; 16]; 16];
    for (n, (x, y)) in BLOCK_PLACES.into_iter().enumerate() {
        let block = &mut blocks[n];
        levels[n] = [0; 16];
        if let Some(difference) = differ::<LUMA>(source, pixels, x, y, 0) {
            *block = difference;
            forward(block);
            dc[y * 4 + x] = block[0];
            block[0] = 0;
            if quantiser.quantise(block) {
                in_order(block, &mut levels[n]);
                // All quarters or none (Table 7-11).
                pattern = 15;
                quantiser.restore(block);
            }
        }
    }
    quantiser.quantise_luma_dc(&mut dc);
    in_order(&dc, dc_levels);
    quantiser.restore_luma_dc(&mut dc);
    for (block, (x, y)) in blocks.iter_mut().zip(BLOCK_PLACES) {
        block[0] = dc[y * 4 + x];
        if block.iter().any(|coefficient| *coefficient != 0) {
            inverse(block);
            add::<LUMA>(pixels, x, y, block);
        }
    }
    pattern
}

/// Chroma that moved by half a pixel is a little blurred each time. So much of it is let pass, in
/// the differences that would leave nothing in a single block.
const MOVED: u32 = 12;

fn code_chroma(
    source: &Block,
    pixels: &mut Block,
    with: &Quantisers,
    levels: &mut Levels,
    silence: u32,
) {
    let pairs = [(&source.u, &pixels.u), (&source.v, &pixels.v)];
    let is_quiet = pairs.map(|(a, b)| {
        let (a, b) = (quarter(a), quarter(b));
        a.iter().zip(b).map(|(a, b)| u32::from(a.abs_diff(*b))).sum::<u32>() <= silence
    });
    if is_quiet == [true, true] {
        return;
    }
    let planes = [(&source.u, &mut pixels.u), (&source.v, &mut pixels.v)];
    let planes = planes.map(|(source, pixels)| (quarter(source), quarter_mut(pixels)));
    for (plane, (source, pixels)) in planes.into_iter().enumerate() {
        levels.chroma[plane] = [[0; 16]; 4];
        levels.chroma_dc[plane] = [0; 4];
        if is_quiet[plane] {
            continue;
        }
        let mut blocks = [[0; 16]; 4];
        let mut dc = [0; 4];
        let mut is_loud = false;
        for (n, block) in blocks.iter_mut().enumerate() {
            if let Some(difference) = differ::<CHROMA>(source, pixels, n % 2, n / 2, 0) {
                let sum: u32 = difference.iter().map(|value| value.unsigned_abs()).sum();
                is_loud |= sum > with.silence / 2;
                *block = difference;
            }
        }
        if !is_loud {
            continue;
        }
        for (n, block) in blocks.iter_mut().enumerate() {
            forward(block);
            dc[n] = block[0];
            block[0] = 0;
            if with.chroma.quantise(block) {
                in_order(block, &mut levels.chroma[plane][n]);
                levels.chroma_pattern = 2;
                with.chroma.restore(block);
            }
        }
        if with.chroma.quantise_chroma_dc(&mut dc) {
            levels.chroma_dc[plane] = dc.map(|level| level as i16);
            levels.chroma_pattern = levels.chroma_pattern.max(1);
            with.chroma.restore_chroma_dc(&mut dc);
        }
        for (n, block) in blocks.iter_mut().enumerate() {
            block[0] = dc[n];
            if block.iter().any(|coefficient| *coefficient != 0) {
                inverse(block);
                add::<CHROMA>(pixels, n % 2, n / 2, block);
            }
        }
    }
}
