//! The residual: the difference between source and prediction, as transform coefficient levels, and
//! the decoded pixels that follow from them (ITU-T H.264 §8.5).

use crate::chroma_format::ChromaFormat;
use crate::geometry::{BlockPosition, CHROMA_420_SIDE, MB_SIDE};
use crate::macroblock::{Macroblock, chroma_420, chroma_420_mut};
use crate::tables::{BLOCK_POSITIONS, CHROMA_QP, ZIGZAG};
use crate::transform::{Quantiser, forward, inverse};

/// The quantisers of a macroblock.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Quantisers {
    luma: Quantiser,
    chroma: Quantiser,
    /// [`Quantiser::max_zero_sad`] of chroma.
    max_zero_sad: u32,
}

impl Quantisers {
    /// The quantisers for a luma QP.
    pub(crate) fn new(qp: u8) -> Self {
        let chroma = CHROMA_QP.get(usize::from(qp)).copied().unwrap_or(39);
        let (luma, chroma) = (Quantiser::new(qp), Quantiser::new(chroma));
        Self { luma, chroma, max_zero_sad: chroma.max_zero_sad() }
    }

    /// The quantiser of a plane: 0 is luma, 1 and 2 are chroma.
    #[inline]
    pub(crate) fn of(&self, plane: usize) -> &Quantiser {
        if plane == 0 { &self.luma } else { &self.chroma }
    }
}

/// The transform coefficient levels of a macroblock. Each block is in zig-zag order.
#[derive(Clone, Debug)]
pub(crate) struct Levels {
    /// Luma, and in 4:4:4 Cb and Cr, which are coded like luma. The blocks are in coding order. With
    /// Intra_16x16 prediction the first level of each block is unused.
    pub(crate) luma: [[[i16; 16]; 16]; 3],
    /// The DC levels of the same planes quantisers Intra_16x16 prediction.
    pub(crate) luma_dc: [[i16; 16]; 3],
    /// The DC levels of Cb and Cr in 4:2:0.
    pub(crate) chroma_dc: [[i16; 4]; 2],
    /// The other levels of Cb and Cr in 4:2:0; the first level of each block is unused.
    pub(crate) chroma_ac: [[[i16; 16]; 4]; 2],
    /// `CodedBlockPatternLuma`: a bit for each sub-macroblock that has levels.
    pub(crate) luma_pattern: u8,
    /// `CodedBlockPatternChroma` in 4:2:0: 0 without levels, 1 quantisers DC levels only, 2 quantisers all.
    pub(crate) chroma_pattern: u8,
}

impl Levels {
    /// No levels.
    pub(crate) const NONE: Self = Self {
        luma: [[[0; 16]; 16]; 3],
        luma_dc: [[0; 16]; 3],
        chroma_dc: [[0; 4]; 2],
        chroma_ac: [[[0; 16]; 4]; 2],
        luma_pattern: 0,
        chroma_pattern: 0,
    };

    /// `coded_block_pattern`.
    pub(crate) fn pattern(&self) -> usize {
        usize::from(self.luma_pattern | self.chroma_pattern << 4)
    }
}

/// Writes the residual of a 4x4 block. Returns the sum of its absolute values.
#[inline]
fn residual_4x4<const N: usize>(
    source: &[u8],
    prediction: &[u8],
    at: BlockPosition,
    block: &mut [i32; 16],
) -> u32 {
    let (ours, theirs) = (take_4x4::<N>(source, at), take_4x4::<N>(prediction, at));
    for (difference, (ours, theirs)) in block.iter_mut().zip(ours.iter().zip(&theirs)) {
        *difference = i32::from(*ours) - i32::from(*theirs);
    }
    ours.iter().zip(&theirs).map(|(ours, theirs)| u32::from(ours.abs_diff(*theirs))).sum()
}

/// The pixels of a 4x4 block.
#[inline]
fn take_4x4<const N: usize>(plane: &[u8], at: BlockPosition) -> [u8; 16] {
    let mut block = [0; 16];
    let first = at.y * 4 * N + at.x * 4;
    if let Some(plane) = plane.get(first..first + 3 * N + 4) {
        for (n, pixel) in block.iter_mut().enumerate() {
            *pixel = plane[n / 4 * N + n % 4];
        }
    }
    block
}

/// Adds a residual to a 4x4 block.
#[inline]
fn add<const N: usize>(pixels: &mut [u8], at: BlockPosition, difference: &[i32; 16]) {
    for row in 0..4 {
        let first = (at.y * 4 + row) * N + at.x * 4;
        let Some(line) = pixels.get_mut(first..).and_then(|rest| rest.first_chunk_mut::<4>())
        else {
            return;
        };
        for (pixel, difference) in line.iter_mut().zip(&difference[row * 4..]) {
            *pixel = (i32::from(*pixel) + difference).clamp(0, 255) as u8;
        }
    }
}

#[inline]
fn to_zigzag(block: &[i32; 16], levels: &mut [i16; 16]) {
    for (level, place) in levels.iter_mut().zip(ZIGZAG) {
        *level = block[place] as i16;
    }
}

/// A plane of a macroblock that is coded like luma.
struct LumaLikePlane<'a> {
    source: &'a [u8; 256],
    pixels: &'a mut [u8; 256],
    quantiser: &'a Quantiser,
}

/// The planes that are coded like luma: one in 4:2:0, three in 4:4:4.
fn luma_like_planes<'a>(
    source: &'a Macroblock,
    pixels: &'a mut Macroblock,
    quantisers: &'a Quantisers,
    chroma_format: ChromaFormat,
) -> impl Iterator<Item = LumaLikePlane<'a>> {
    let count = match chroma_format {
        ChromaFormat::Yuv420 => 1,
        ChromaFormat::Yuv444 => 3,
    };
    let planes = [
        LumaLikePlane { source: &source.y, pixels: &mut pixels.y, quantiser: &quantisers.luma },
        LumaLikePlane { source: &source.u, pixels: &mut pixels.u, quantiser: &quantisers.chroma },
        LumaLikePlane { source: &source.v, pixels: &mut pixels.v, quantiser: &quantisers.chroma },
    ];
    planes.into_iter().take(count)
}

/// Codes the residual of an inter predicted macroblock: writes `levels`, and turns the prediction in
/// `pixels` into the decoded pixels. With `is_copied` only the chroma of 4:2:0 is coded, which the
/// interpolation may have changed.
pub(crate) fn code_inter(
    source: &Macroblock,
    pixels: &mut Macroblock,
    quantisers: &Quantisers,
    levels: &mut Levels,
    chroma_format: ChromaFormat,
    is_copied: bool,
) {
    levels.luma_pattern = 0;
    levels.chroma_pattern = 0;
    if !is_copied {
        let planes = luma_like_planes(source, pixels, quantisers, chroma_format);
        for (LumaLikePlane { source, pixels, quantiser }, levels_of) in planes.zip(&mut levels.luma)
        {
            levels.luma_pattern |= code_luma_plane(source, pixels, quantiser, levels_of);
        }
    }
    if chroma_format == ChromaFormat::Yuv420 {
        let max_zero_sad = if is_copied {
            quantisers.max_zero_sad * COPIED_DEAD_ZONE
        } else {
            quantisers.max_zero_sad / 2
        };
        code_chroma_planes(source, pixels, quantisers, levels, max_zero_sad);
    }
}

/// Codes the blocks of a plane. Returns the sub-macroblocks that have levels, as a bit pattern.
fn code_luma_plane(
    source: &[u8; 256],
    pixels: &mut [u8; 256],
    quantiser: &Quantiser,
    levels: &mut [[i16; 16]; 16],
) -> u8 {
    let mut pattern = 0;
    for (n, at) in BLOCK_POSITIONS.into_iter().enumerate() {
        levels[n] = [0; 16];
        let mut block = [0; 16];
        let sad = residual_4x4::<MB_SIDE>(source, pixels, at, &mut block);
        if sad <= quantiser.max_zero_sad() {
            continue;
        }
        forward(&mut block);
        if quantiser.quantise(&mut block) {
            to_zigzag(&block, &mut levels[n]);
            pattern |= 1 << (n / 4);
            quantiser.dequantise(&mut block);
            inverse(&mut block);
            add::<MB_SIDE>(pixels, at, &block);
        }
    }
    pattern
}

/// Codes a single 4x4 block in raster order. `true` when it has levels.
#[inline]
pub(crate) fn code_4x4(
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
    if sum <= quantiser.max_zero_sad() {
        return false;
    }
    forward(&mut block);
    if !quantiser.quantise(&mut block) {
        return false;
    }
    to_zigzag(&block, levels);
    quantiser.dequantise(&mut block);
    inverse(&mut block);
    for (pixel, difference) in pixels.iter_mut().zip(block) {
        *pixel = (i32::from(*pixel) + difference).clamp(0, 255) as u8;
    }
    true
}

/// Codes the chroma of a macroblock in 4:2:0.
pub(crate) fn code_chroma_420(
    source: &Macroblock,
    pixels: &mut Macroblock,
    quantisers: &Quantisers,
    levels: &mut Levels,
) {
    levels.chroma_pattern = 0;
    code_chroma_planes(source, pixels, quantisers, levels, quantisers.max_zero_sad / 2);
}

/// Codes the residual of an Intra_16x16 predicted macroblock: the sixteen DC coefficients of a plane
/// are transformed once more and coded together.
pub(crate) fn code_intra_16x16(
    source: &Macroblock,
    pixels: &mut Macroblock,
    quantisers: &Quantisers,
    levels: &mut Levels,
    chroma_format: ChromaFormat,
) {
    levels.luma_pattern = 0;
    levels.chroma_pattern = 0;
    let planes = luma_like_planes(source, pixels, quantisers, chroma_format);
    let of_planes = levels.luma.iter_mut().zip(&mut levels.luma_dc);
    for (LumaLikePlane { source, pixels, quantiser }, (levels_of, dc)) in planes.zip(of_planes) {
        levels.luma_pattern |= code_intra_16x16_plane(source, pixels, quantiser, levels_of, dc);
    }
    if chroma_format == ChromaFormat::Yuv420 {
        code_chroma_planes(source, pixels, quantisers, levels, quantisers.max_zero_sad / 2);
    }
}

fn code_intra_16x16_plane(
    source: &[u8; 256],
    pixels: &mut [u8; 256],
    quantiser: &Quantiser,
    levels: &mut [[i16; 16]; 16],
    dc_levels: &mut [i16; 16],
) -> u8 {
    let mut pattern = 0;
    let mut dc = [0; 16];
    let mut blocks = [[0; 16]; 16];
    for (n, at) in BLOCK_POSITIONS.into_iter().enumerate() {
        let block = &mut blocks[n];
        levels[n] = [0; 16];
        if residual_4x4::<MB_SIDE>(source, pixels, at, block) > 0 {
            forward(block);
            dc[at.y * 4 + at.x] = block[0];
            block[0] = 0;
            if quantiser.quantise(block) {
                to_zigzag(block, &mut levels[n]);
                // All sub-macroblocks or none (Table 7-11).
                pattern = 15;
                quantiser.dequantise(block);
            }
        }
    }
    quantiser.quantise_luma_dc(&mut dc);
    to_zigzag(&dc, dc_levels);
    quantiser.dequantise_luma_dc(&mut dc);
    for (block, at) in blocks.iter_mut().zip(BLOCK_POSITIONS) {
        block[0] = dc[at.y * 4 + at.x];
        if block.iter().any(|coefficient| *coefficient != 0) {
            inverse(block);
            add::<MB_SIDE>(pixels, at, block);
        }
    }
    pattern
}

/// The dead zone of chroma in 4:2:0 whose luma is copied, in multiples of
/// [`Quantiser::max_zero_sad`]. Each move by half a chroma pixel blurs it slightly.
const COPIED_DEAD_ZONE: u32 = 12;

fn code_chroma_planes(
    source: &Macroblock,
    pixels: &mut Macroblock,
    quantisers: &Quantisers,
    levels: &mut Levels,
    max_zero_sad: u32,
) {
    let pairs = [(&source.u, &pixels.u), (&source.v, &pixels.v)];
    let is_zero = pairs.map(|(a, b)| {
        let (a, b) = (chroma_420(a), chroma_420(b));
        a.iter().zip(b).map(|(a, b)| u32::from(a.abs_diff(*b))).sum::<u32>() <= max_zero_sad
    });
    if is_zero == [true, true] {
        return;
    }
    let planes = [(&source.u, &mut pixels.u), (&source.v, &mut pixels.v)];
    let planes = planes.map(|(source, pixels)| (chroma_420(source), chroma_420_mut(pixels)));
    for (plane, (source, pixels)) in planes.into_iter().enumerate() {
        levels.chroma_ac[plane] = [[0; 16]; 4];
        levels.chroma_dc[plane] = [0; 4];
        if is_zero[plane] {
            continue;
        }
        let mut blocks = [[0; 16]; 4];
        let mut dc = [0; 4];
        let mut has_levels = false;
        for (n, block) in blocks.iter_mut().enumerate() {
            let at = BlockPosition { x: n % 2, y: n / 2 };
            let sad = residual_4x4::<CHROMA_420_SIDE>(source, pixels, at, block);
            has_levels |= sad > quantisers.max_zero_sad / 2;
        }
        if !has_levels {
            continue;
        }
        for (n, block) in blocks.iter_mut().enumerate() {
            forward(block);
            dc[n] = block[0];
            block[0] = 0;
            if quantisers.chroma.quantise(block) {
                to_zigzag(block, &mut levels.chroma_ac[plane][n]);
                levels.chroma_pattern = 2;
                quantisers.chroma.dequantise(block);
            }
        }
        if quantisers.chroma.quantise_chroma_dc(&mut dc) {
            levels.chroma_dc[plane] = dc.map(|level| level as i16);
            levels.chroma_pattern = levels.chroma_pattern.max(1);
            quantisers.chroma.dequantise_chroma_dc(&mut dc);
        }
        for (n, block) in blocks.iter_mut().enumerate() {
            block[0] = dc[n];
            if block.iter().any(|coefficient| *coefficient != 0) {
                inverse(block);
                add::<CHROMA_420_SIDE>(pixels, BlockPosition { x: n % 2, y: n / 2 }, block);
            }
        }
    }
}
