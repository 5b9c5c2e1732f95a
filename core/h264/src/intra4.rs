//! PURE. Macroblocks whose 4x4 blocks are predicted one after the other (ITU-T H.264 §8.3.1).

use super::planes::{Block, LUMA, Planes, Sampling};
use super::residual::{Levels, Quantisers, code_one};
use super::tables::BLOCK_PLACES;

/// How a 4x4 block is predicted from its edges, with the numbers of Table 8-2.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// Each column goes on.
    Vertical = 0,
    /// Each row goes on.
    Horizontal = 1,
    /// One colour.
    #[default]
    Dc = 2,
    /// Down to the left.
    DownLeft = 3,
    /// Down to the right.
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

impl Mode {
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

/// The modes along a macroblock's edge; `None` where there is no macroblock. One that is predicted
/// in another way counts as [`Mode::Dc`].
pub type Edge = Option<[Mode; 4]>;

/// A macroblock that was predicted so.
#[derive(Clone, Debug)]
pub struct Predicted {
    /// The mode of each block, row by row.
    pub modes: [Mode; 16],
    /// What both ends expect the modes to be.
    pub expected: [Mode; 16],
    /// What is left over, in sums of absolute differences, with the bits for the modes.
    pub cost: u32,
}

/// From one line of [`Canvas`] to the next.
const STRIDE: usize = 32;
/// Where the macroblock begins there.
const FIRST: usize = STRIDE + 8;

/// The macroblock, the line above it and the column on its left.
struct Canvas {
    pixels: [u8; 17 * STRIDE],
    has_left: bool,
    has_above: bool,
    has_right: bool,
}

impl Canvas {
    fn new(plane: &[u8], wide: usize, x: usize, row: usize) -> Self {
        let stride = wide * LUMA;
        let (has_left, has_above) = (x > 0, row > 0);
        let has_right = has_above && x + 1 < wide;
        let mut pixels = [0; 17 * STRIDE];
        let at = row * LUMA * stride + x * LUMA;
        if has_above {
            let from = at - stride - usize::from(has_left);
            let to = FIRST - STRIDE - usize::from(has_left);
            let count = usize::from(has_left) + LUMA + if has_right { 4 } else { 0 };
            pixels[to..to + count].copy_from_slice(&plane[from..from + count]);
        }
        if has_left {
            for line in 0..LUMA {
                pixels[FIRST + line * STRIDE - 1] = plane[at + line * stride - 1];
            }
        }
        Self { pixels, has_left, has_above, has_right }
    }

    /// Puts a block into its place.
    fn put(&mut self, x: usize, y: usize, block: &[u8; 16]) {
        for (line, from) in block.as_chunks::<4>().0.iter().enumerate() {
            let to = FIRST + (y * 4 + line) * STRIDE + x * 4;
            self.pixels[to..to + 4].copy_from_slice(from);
        }
    }

    /// Gives the macroblock.
    fn give(&self, plane: &mut [u8; 256]) {
        for (line, to) in plane.as_chunks_mut::<LUMA>().0.iter_mut().enumerate() {
            to.copy_from_slice(&self.pixels[FIRST + line * STRIDE..][..LUMA]);
        }
    }

    fn edges(&self, x: usize, y: usize) -> Edges {
        let at = FIRST + y * 4 * STRIDE + x * 4;
        let (has_left, has_above) = (x > 0 || self.has_left, y > 0 || self.has_above);
        let mut around = [0; 13];
        for (n, pixel) in around[..4].iter_mut().enumerate() {
            *pixel = self.pixels[at + (3 - n) * STRIDE - 1];
        }
        around[4..].copy_from_slice(&self.pixels[at - STRIDE - 1..at - STRIDE + 8]);
        let goes_on = match (x, y) {
            (3, 0) => self.has_right,
            // What comes later in the order of blocks is not there yet.
            (3, _) | (1, 1 | 3) => false,
            _ => true,
        };
        if !goes_on {
            let last = around[8];
            around[9..].fill(last);
        }
        Edges { around, has_left, has_above }
    }
}

/// The pixels around a block: from the lowest one on the left up to the corner, and from there to
/// the right.
struct Edges {
    around: [u8; 13],
    has_left: bool,
    has_above: bool,
}

impl Edges {
    fn has(&self, mode: Mode) -> bool {
        match mode {
            Mode::Dc => true,
            Mode::Vertical | Mode::DownLeft | Mode::VerticalLeft => self.has_above,
            Mode::Horizontal | Mode::HorizontalUp => self.has_left,
            Mode::DownRight | Mode::VerticalRight | Mode::HorizontalDown => {
                self.has_left && self.has_above
            }
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

    /// The prediction, row by row.
    #[inline]
    fn predict(&self, mode: Mode, two: &[u8; 13], three: &[u8; 13]) -> [u8; 16] {
        let around = &self.around;
        match mode {
            Mode::Dc => [self.dc(); 16],
            Mode::Vertical => each(|_, x| around[5 + x]),
            Mode::Horizontal => each(|y, _| around[3 - y]),
            Mode::DownLeft => each(|y, x| three[6 + x + y]),
            Mode::DownRight => each(|y, x| three[4 + x - y]),
            Mode::VerticalRight => each(|y, x| match (2 * x).checked_sub(y) {
                Some(z) if z % 2 == 0 => two[4 + x - y / 2],
                Some(_) => three[4 + x - y / 2],
                None => three[5 + 2 * x - y],
            }),
            Mode::HorizontalDown => each(|y, x| match (2 * y).checked_sub(x) {
                Some(z) if z % 2 == 0 => two[3 + x / 2 - y],
                Some(_) => three[4 + x / 2 - y],
                None => three[3 + x - 2 * y],
            }),
            Mode::VerticalLeft => each(|y, x| match y % 2 {
                0 => two[5 + x + y / 2],
                _ => three[6 + x + y / 2],
            }),
            Mode::HorizontalUp => each(|y, x| match x + 2 * y {
                z @ (0 | 2 | 4) => two[2 - z / 2],
                z @ (1 | 3) => three[2 - z / 2],
                5 => mean_of_three(around[1], around[0], around[0]),
                _ => around[0],
            }),
        }
    }

    /// The mean of each pixel and the next one, and of each with those on both sides.
    fn means(&self) -> ([u8; 13], [u8; 13]) {
        let around = &self.around;
        let (mut two, mut three) = ([0; 13], [0; 13]);
        for n in 0..12 {
            two[n] = ((u16::from(around[n]) + u16::from(around[n + 1]) + 1) >> 1) as u8;
        }
        for n in 1..12 {
            three[n] = mean_of_three(around[n - 1], around[n], around[n + 1]);
        }
        // The last one goes on.
        three[12] = mean_of_three(around[11], around[12], around[12]);
        (two, three)
    }
}

/// A block of which each pixel is made from line and column.
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

/// Predicts and codes a macroblock block by block; `None` as soon as the luma costs more than
/// `most`. `lambda` is what a bit is worth. Colours of all pixels go the ways of the luma (§8.3.4.5);
/// shared ones are not touched.
pub fn code_blocks(
    block: &Block,
    planes: &Planes<&[u8]>,
    (x, row): (usize, usize),
    (left, above): (Edge, Edge),
    (with, lambda, most): (&Quantisers, u32, u32),
    levels: &mut Levels,
    pixels: &mut Block,
) -> Option<Predicted> {
    let mut canvas = Canvas::new(planes.y, planes.wide, x, row);
    let none = [Mode::Dc; 16];
    let mut done = Predicted { modes: none, expected: none, cost: 0 };
    levels.full_pattern = 0;
    for (number, (block_x, block_y)) in BLOCK_PLACES.into_iter().enumerate() {
        let n = block_y * 4 + block_x;
        let beside = if block_x > 0 { Some(done.modes[n - 1]) } else { left.map(|m| m[block_y]) };
        let over = if block_y > 0 { Some(done.modes[n - 4]) } else { above.map(|m| m[block_x]) };
        let expected = match (beside, over) {
            (Some(a), Some(b)) if (a as u8) < b as u8 => a,
            (Some(_), Some(b)) => b,
            (None, _) | (_, None) => Mode::Dc,
        };
        let ours = take(&block.y, block_x, block_y);
        let edges = canvas.edges(block_x, block_y);
        let (two, three) = edges.means();
        let mut best = (u32::MAX, Mode::Dc, [0; 16]);
        for mode in Mode::ALL.into_iter().filter(|mode| edges.has(*mode)) {
            let prediction = edges.predict(mode, &two, &three);
            let pairs = ours.iter().zip(&prediction);
            let off = pairs.map(|(a, b)| u32::from(a.abs_diff(*b))).sum::<u32>();
            let cost = off + lambda * if mode == expected { 1 } else { 4 };
            if cost < best.0 {
                best = (cost, mode, prediction);
            }
            if off == 0 {
                break;
            }
        }
        let (cost, mode, mut prediction) = best;
        done.cost += cost;
        if done.cost >= most {
            return None;
        }
        (done.modes[n], done.expected[n]) = (mode, expected);
        if code_one(&ours, &mut prediction, with.of(0), &mut levels.full[0][number]) {
            levels.full_pattern |= 1 << (number / 4);
        }
        canvas.put(block_x, block_y, &prediction);
    }
    canvas.give(&mut pixels.y);
    if planes.sampling == Sampling::Full {
        let colours = [(planes.u, &block.u, &mut pixels.u), (planes.v, &block.v, &mut pixels.v)];
        for (plane, (there, ours, pixels)) in (1..).zip(colours) {
            let mut canvas = Canvas::new(there, planes.wide, x, row);
            for (number, (block_x, block_y)) in BLOCK_PLACES.into_iter().enumerate() {
                let edges = canvas.edges(block_x, block_y);
                let (two, three) = edges.means();
                let mode = done.modes[block_y * 4 + block_x];
                let mut prediction = edges.predict(mode, &two, &three);
                let ours = take(ours, block_x, block_y);
                let levels_of = &mut levels.full[plane][number];
                if code_one(&ours, &mut prediction, with.of(plane), levels_of) {
                    levels.full_pattern |= 1 << (number / 4);
                }
                canvas.put(block_x, block_y, &prediction);
            }
            canvas.give(pixels);
        }
    }
    Some(done)
}

/// A 4x4 block of a plane of a macroblock.
#[inline]
fn take(plane: &[u8; 256], x: usize, y: usize) -> [u8; 16] {
    let mut block = [0; 16];
    for (line, to) in block.as_chunks_mut::<4>().0.iter_mut().enumerate() {
        let from = (y * 4 + line) * LUMA + x * 4;
        to.copy_from_slice(&plane[from..from + 4]);
    }
    block
}
