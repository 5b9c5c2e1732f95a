//! Intra_4x4 prediction: the 4x4 blocks of a macroblock are predicted and coded one after the other
//! (ITU-T H.264 §8.3.1).

use crate::chroma_format::ChromaFormat;
use crate::geometry::{BlockPosition, MB_SIDE, MbPosition};
use crate::macroblock::Macroblock;
use crate::planes::Planes;
use crate::residual::{Levels, Quantisers, code_4x4};
use crate::tables::BLOCK_POSITIONS;

/// How a 4x4 block is predicted from its edges (`Intra4x4PredMode`, Table 8-2).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Intra4x4Mode {
    /// Each column repeats the pixel above it.
    Vertical = 0,
    /// Each row repeats the pixel on its left.
    Horizontal = 1,
    /// The mean of the edges.
    #[default]
    Dc = 2,
    /// Diagonally down to the left.
    DownLeft = 3,
    /// Diagonally down to the right.
    DownRight = 4,
    /// Steeply down to the right.
    VerticalRight = 5,
    /// A little down to the right.
    HorizontalDown = 6,
    /// Steeply down to the left.
    VerticalLeft = 7,
    /// A little up to the right.
    HorizontalUp = 8,
}

impl Intra4x4Mode {
    const ALL: [Self; 9] = [
        Self::Dc,
        Self::Vertical,
        Self::Horizontal,
        Self::DownLeft,
        Self::DownRight,
        Self::VerticalRight,
        Self::HorizontalDown,
        Self::VerticalLeft,
        Self::HorizontalUp,
    ];
}

/// The modes of the four blocks along the edge of a neighbouring macroblock; `None` where there is no
/// macroblock in the slice. Blocks without Intra_4x4 prediction count as [`Intra4x4Mode::Dc`] (§8.3.1.1).
pub(crate) type ModeEdge = Option<[Intra4x4Mode; 4]>;

/// The Intra_4x4 prediction of a macroblock.
#[derive(Clone, Debug)]
pub(crate) struct Intra4x4Choice {
    /// The mode of each block, in raster order.
    pub(crate) modes: [Intra4x4Mode; 16],
    /// The predicted mode of each block (`predIntra4x4PredMode`).
    pub(crate) predicted_modes: [Intra4x4Mode; 16],
    /// The SAD of the luma, with the cost of the bits of the modes.
    pub(crate) cost: u32,
}

/// What is needed to choose modes.
#[derive(Clone, Copy)]
pub(crate) struct Intra4x4Context<'a> {
    /// The decoded planes of the slice.
    pub(crate) planes: &'a Planes<&'a [u8]>,
    /// The position of the macroblock within the slice.
    pub(crate) at: MbPosition,
    /// The modes on the left.
    pub(crate) left: ModeEdge,
    /// The modes above.
    pub(crate) above: ModeEdge,
    pub(crate) quantisers: &'a Quantisers,
    /// What a bit is worth, see [`crate::cost::lambda`].
    pub(crate) lambda: u32,
    /// The luma may not cost more.
    pub(crate) max_cost: u32,
}

/// Bytes from one line of [`BorderedMacroblock`] to the next.
const STRIDE: usize = 32;
/// The index of the first pixel of the macroblock.
const FIRST: usize = STRIDE + 8;

/// The pixels of one plane of a macroblock, with the line above it and the column on its left.
struct BorderedMacroblock {
    pixels: [u8; 17 * STRIDE],
    has_left: bool,
    has_above: bool,
    has_above_right: bool,
}

impl BorderedMacroblock {
    /// Reads the border from a plane of the slice.
    fn new(plane: &[u8], mb_width: usize, at: MbPosition) -> Self {
        let stride = mb_width * MB_SIDE;
        let (has_left, has_above) = (at.x > 0, at.y > 0);
        let has_above_right = has_above && at.x + 1 < mb_width;
        let mut pixels = [0; 17 * STRIDE];
        let first = at.y * MB_SIDE * stride + at.x * MB_SIDE;
        if has_above {
            let from = first - stride - usize::from(has_left);
            let to = FIRST - STRIDE - usize::from(has_left);
            let count = usize::from(has_left) + MB_SIDE + if has_above_right { 4 } else { 0 };
            pixels[to..to + count].copy_from_slice(&plane[from..from + count]);
        }
        if has_left {
            for line in 0..MB_SIDE {
                pixels[FIRST + line * STRIDE - 1] = plane[first + line * stride - 1];
            }
        }
        Self { pixels, has_left, has_above, has_above_right }
    }

    /// Writes the decoded pixels of a block.
    fn store(&mut self, at: BlockPosition, block: &[u8; 16]) {
        for (line, from) in block.as_chunks::<4>().0.iter().enumerate() {
            let to = FIRST + (at.y * 4 + line) * STRIDE + at.x * 4;
            self.pixels[to..to + 4].copy_from_slice(from);
        }
    }

    /// Copies the macroblock without the border.
    fn copy_to(&self, plane: &mut [u8; 256]) {
        for (line, to) in plane.as_chunks_mut::<MB_SIDE>().0.iter_mut().enumerate() {
            to.copy_from_slice(&self.pixels[FIRST + line * STRIDE..][..MB_SIDE]);
        }
    }

    fn edges(&self, at: BlockPosition) -> BlockEdges {
        let BlockPosition { x, y } = at;
        let first = FIRST + y * 4 * STRIDE + x * 4;
        let (has_left, has_above) = (x > 0 || self.has_left, y > 0 || self.has_above);
        let mut around = [0; 13];
        for (n, pixel) in around[..4].iter_mut().enumerate() {
            *pixel = self.pixels[first + (3 - n) * STRIDE - 1];
        }
        around[4..].copy_from_slice(&self.pixels[first - STRIDE - 1..first - STRIDE + 8]);
        let has_above_right = match (x, y) {
            (3, 0) => self.has_above_right,
            // Blocks that are later in coding order are not decoded yet.
            (3, _) | (1, 1 | 3) => false,
            _ => true,
        };
        if !has_above_right {
            let last = around[8];
            around[9..].fill(last);
        }
        BlockEdges { around, has_left, has_above }
    }
}

/// The pixels around a block: from the lowest one on the left up to the corner, and from there to
/// the right.
struct BlockEdges {
    around: [u8; 13],
    has_left: bool,
    has_above: bool,
}

impl BlockEdges {
    /// Whether the pixels that a mode needs are available.
    fn allows(&self, mode: Intra4x4Mode) -> bool {
        match mode {
            Intra4x4Mode::Dc => true,
            Intra4x4Mode::Vertical | Intra4x4Mode::DownLeft | Intra4x4Mode::VerticalLeft => {
                self.has_above
            }
            Intra4x4Mode::Horizontal | Intra4x4Mode::HorizontalUp => self.has_left,
            Intra4x4Mode::DownRight
            | Intra4x4Mode::VerticalRight
            | Intra4x4Mode::HorizontalDown => self.has_left && self.has_above,
        }
    }

    fn dc(&self) -> u8 {
        let sum = |part: &[u8]| part.iter().map(|pixel| u16::from(*pixel)).sum::<u16>();
        let (left, above) = (sum(&self.around[..4]), sum(&self.around[5..9]));
        let mean = match (self.has_left, self.has_above) {
            (true, true) => (left + above + 4) >> 3,
            (true, false) => (left + 2) >> 2,
            (false, true) => (above + 2) >> 2,
            (false, false) => 128,
        };
        mean as u8
    }

    /// The prediction in raster order, with the filtered edges of [`Self::filter`].
    #[inline]
    fn predict(&self, mode: Intra4x4Mode, filtered: &FilteredEdges) -> [u8; 16] {
        let around = &self.around;
        let FilteredEdges { two, three } = filtered;
        match mode {
            Intra4x4Mode::Dc => [self.dc(); 16],
            Intra4x4Mode::Vertical => each(|_, x| around[5 + x]),
            Intra4x4Mode::Horizontal => each(|y, _| around[3 - y]),
            Intra4x4Mode::DownLeft => each(|y, x| three[6 + x + y]),
            Intra4x4Mode::DownRight => each(|y, x| three[4 + x - y]),
            Intra4x4Mode::VerticalRight => each(|y, x| match (2 * x).checked_sub(y) {
                Some(z) if z % 2 == 0 => two[4 + x - y / 2],
                Some(_) => three[4 + x - y / 2],
                None => three[5 + 2 * x - y],
            }),
            Intra4x4Mode::HorizontalDown => each(|y, x| match (2 * y).checked_sub(x) {
                Some(z) if z % 2 == 0 => two[3 + x / 2 - y],
                Some(_) => three[4 + x / 2 - y],
                None => three[3 + x - 2 * y],
            }),
            Intra4x4Mode::VerticalLeft => each(|y, x| match y % 2 {
                0 => two[5 + x + y / 2],
                _ => three[6 + x + y / 2],
            }),
            Intra4x4Mode::HorizontalUp => each(|y, x| match x + 2 * y {
                z @ (0 | 2 | 4) => two[2 - z / 2],
                z @ (1 | 3) => three[2 - z / 2],
                5 => mean_of_three(around[1], around[0], around[0]),
                _ => around[0],
            }),
        }
    }

    fn filter(&self) -> FilteredEdges {
        let around = &self.around;
        let (mut two, mut three) = ([0; 13], [0; 13]);
        for n in 0..12 {
            two[n] = ((u16::from(around[n]) + u16::from(around[n + 1]) + 1) >> 1) as u8;
        }
        for n in 1..12 {
            three[n] = mean_of_three(around[n - 1], around[n], around[n + 1]);
        }
        // The last pixel is repeated.
        three[12] = mean_of_three(around[11], around[12], around[12]);
        FilteredEdges { two, three }
    }
}

/// The pixels around a block, filtered.
struct FilteredEdges {
    /// The mean of each pixel and the next one.
    two: [u8; 13],
    /// The weighted mean of each pixel and those on both sides.
    three: [u8; 13],
}

/// A block of pixels that are functions of line and column.
#[inline]
fn each(pixel: impl Fn(usize, usize) -> u8) -> [u8; 16] {
    let mut block = [0; 16];
    for y in 0..4 {
        for x in 0..4 {
            block[y * 4 + x] = pixel(y, x);
        }
    }
    block
}

#[inline]
fn mean_of_three(a: u8, b: u8, c: u8) -> u8 {
    ((u16::from(a) + 2 * u16::from(b) + u16::from(c) + 2) >> 2) as u8
}

/// Predicts and codes a macroblock with Intra_4x4; `None` as soon as the luma costs `max_cost` or
/// more. Chroma in 4:4:4 has the modes of the luma (§8.3.4.5); chroma in 4:2:0 is not touched.
pub(crate) fn code_intra_4x4(
    block: &Macroblock,
    context: Intra4x4Context<'_>,
    levels: &mut Levels,
    pixels: &mut Macroblock,
) -> Option<Intra4x4Choice> {
    let Intra4x4Context { planes, at, quantisers, .. } = context;
    levels.luma_pattern = 0;
    let choice = code_luma(block, context, levels, pixels)?;
    if planes.chroma_format == ChromaFormat::Yuv444 {
        let chroma = [(planes.u, &block.u, &mut pixels.u), (planes.v, &block.v, &mut pixels.v)];
        for (plane, (decoded, source, pixels)) in (1..).zip(chroma) {
            let mut bordered = BorderedMacroblock::new(decoded, planes.mb_width, at);
            for (number, position) in BLOCK_POSITIONS.into_iter().enumerate() {
                let edges = bordered.edges(position);
                let mode = choice.modes[position.y * 4 + position.x];
                let mut prediction = edges.predict(mode, &edges.filter());
                let ours = take(source, position);
                let block_levels = &mut levels.luma[plane][number];
                if code_4x4(&ours, &mut prediction, quantisers.of(plane), block_levels) {
                    levels.luma_pattern |= 1 << (number / 4);
                }
                bordered.store(position, &prediction);
            }
            bordered.copy_to(pixels);
        }
    }
    Some(choice)
}

/// Chooses the modes, and codes the luma.
fn code_luma(
    block: &Macroblock,
    context: Intra4x4Context<'_>,
    levels: &mut Levels,
    pixels: &mut Macroblock,
) -> Option<Intra4x4Choice> {
    let Intra4x4Context { planes, at, left, above, quantisers, lambda, max_cost } = context;
    let mut bordered = BorderedMacroblock::new(planes.y, planes.mb_width, at);
    let dc = [Intra4x4Mode::Dc; 16];
    let mut choice = Intra4x4Choice { modes: dc, predicted_modes: dc, cost: 0 };
    for (number, position) in BLOCK_POSITIONS.into_iter().enumerate() {
        let BlockPosition { x, y } = position;
        let n = y * 4 + x;
        let a = if x > 0 { Some(choice.modes[n - 1]) } else { left.map(|modes| modes[y]) };
        let b = if y > 0 { Some(choice.modes[n - 4]) } else { above.map(|modes| modes[x]) };
        // The smaller of both (§8.3.1.1).
        let predicted = match (a, b) {
            (Some(a), Some(b)) if (a as u8) < b as u8 => a,
            (Some(_), Some(b)) => b,
            (None, _) | (_, None) => Intra4x4Mode::Dc,
        };
        let ours = take(&block.y, position);
        let mut best = best_mode(&bordered.edges(position), &ours, predicted, lambda);
        choice.cost += best.cost;
        if choice.cost >= max_cost {
            return None;
        }
        choice.modes[n] = best.mode;
        choice.predicted_modes[n] = predicted;
        if code_4x4(&ours, &mut best.pixels, quantisers.of(0), &mut levels.luma[0][number]) {
            levels.luma_pattern |= 1 << (number / 4);
        }
        bordered.store(position, &best.pixels);
    }
    bordered.copy_to(&mut pixels.y);
    Some(choice)
}

/// The prediction of a block.
struct BlockPrediction {
    mode: Intra4x4Mode,
    /// The SAD, with the cost of the mode's bits.
    cost: u32,
    pixels: [u8; 16],
}

/// The best mode for a block. The predicted mode takes 1 bit, others take 4.
#[inline]
fn best_mode(
    edges: &BlockEdges,
    ours: &[u8; 16],
    predicted: Intra4x4Mode,
    lambda: u32,
) -> BlockPrediction {
    let filtered = edges.filter();
    let mut best = BlockPrediction { mode: Intra4x4Mode::Dc, cost: u32::MAX, pixels: [0; 16] };
    for mode in Intra4x4Mode::ALL.into_iter().filter(|mode| edges.allows(*mode)) {
        let pixels = edges.predict(mode, &filtered);
        let pairs = ours.iter().zip(&pixels);
        let sad = pairs.map(|(a, b)| u32::from(a.abs_diff(*b))).sum::<u32>();
        let cost = sad + lambda * if mode == predicted { 1 } else { 4 };
        if cost < best.cost {
            best = BlockPrediction { mode, cost, pixels };
        }
        if sad == 0 {
            break;
        }
    }
    best
}

/// A 4x4 block of a plane of a macroblock.
#[inline]
fn take(plane: &[u8; 256], at: BlockPosition) -> [u8; 16] {
    let mut block = [0; 16];
    for (line, to) in block.as_chunks_mut::<4>().0.iter_mut().enumerate() {
        let from = (at.y * 4 + line) * MB_SIDE + at.x * 4;
        to.copy_from_slice(&plane[from..from + 4]);
    }
    block
}
