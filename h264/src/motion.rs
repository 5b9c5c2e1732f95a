//! PURE. Where a macroblock was in the last picture (ITU-T H.264 §8.4).

use super::partition::Cut;
use super::planes::{Block, CHROMA, LUMA, Planes, Sampling};

/// Luma pixels along the side of a macroblock's quarter.
pub const QUARTER: usize = LUMA / 2;

/// A motion vector in whole pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Vector {
    /// To the right.
    pub x: i32,
    /// Down.
    pub y: i32,
}

impl Vector {
    /// No motion.
    pub const ZERO: Self = Self { x: 0, y: 0 };

    /// How many bits it takes where another one is expected.
    #[inline]
    pub fn bits(self, expected: Self) -> u32 {
        let bits = |difference: i32| {
            let twice = difference.unsigned_abs() * 8 + 1;
            2 * (32 - twice.leading_zeros()) - 1
        };
        bits(self.x - expected.x) + bits(self.y - expected.y)
    }
}

/// As far as vectors reach (Table A-1, level 3.1 and up, less a margin).
const REACH: Vector = Vector { x: 2040, y: 500 };

/// As far as [`Reference::hunt`] looks, to each side and up and down.
const HUNT: (usize, usize) = (96, 64);

/// From one place to another.
fn away(from: usize, to: usize) -> Option<i32> {
    i32::try_from(to).ok()?.checked_sub(i32::try_from(from).ok()?)
}

/// What a neighbour tells: `None` where there is none, or a vector where it was predicted from the
/// last picture, and nothing where it was not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Neighbour {
    /// Outside of the slice.
    #[default]
    Missing,
    /// Not predicted from another picture.
    Intra,
    /// Predicted with this vector.
    Inter(Vector),
}

/// The neighbours that count: left, above, above on the right, or above on the left instead.
#[derive(Clone, Copy, Debug, Default)]
pub struct Around {
    /// Left.
    pub left: Neighbour,
    /// Above.
    pub above: Neighbour,
    /// Above on the right; where that is missing, above on the left.
    pub corner: Neighbour,
}

impl Around {
    /// The vector that both ends expect (§8.4.1.3).
    #[inline]
    pub fn expected(&self) -> Vector {
        let Self { left, above, corner } = *self;
        if above == Neighbour::Missing && corner == Neighbour::Missing {
            return vector(left);
        }
        match [left, above, corner] {
            [Neighbour::Inter(only), b, c] if !is_inter(b) && !is_inter(c) => only,
            [a, Neighbour::Inter(only), c] if !is_inter(a) && !is_inter(c) => only,
            [a, b, Neighbour::Inter(only)] if !is_inter(a) && !is_inter(b) => only,
            [a, b, c] => {
                let (a, b, c) = (vector(a), vector(b), vector(c));
                Vector { x: median(a.x, b.x, c.x), y: median(a.y, b.y, c.y) }
            }
        }
    }

    /// The vector of a macroblock about which nothing is said (§8.4.1.1).
    #[inline]
    pub fn skipped(&self) -> Vector {
        let stays = Neighbour::Inter(Vector::ZERO);
        let Self { left, above, .. } = *self;
        if left == Neighbour::Missing
            || above == Neighbour::Missing
            || left == stays
            || above == stays
        {
            return Vector::ZERO;
        }
        self.expected()
    }
}

fn is_inter(neighbour: Neighbour) -> bool {
    matches!(neighbour, Neighbour::Inter(_))
}

fn vector(neighbour: Neighbour) -> Vector {
    match neighbour {
        Neighbour::Inter(vector) => vector,
        Neighbour::Missing | Neighbour::Intra => Vector::ZERO,
    }
}

fn median(a: i32, b: i32, c: i32) -> i32 {
    a.max(b).min(a.min(b).max(c))
}

/// The last picture, in which macroblocks are looked for.
#[derive(Clone, Copy)]
pub struct Reference<'a> {
    /// Its pixels.
    pub planes: &'a Planes<Vec<u8>>,
    /// Rows of macroblocks.
    pub high: usize,
}

impl Reference<'_> {
    /// The macroblock at `x`, `y` moved by a vector, as its left upper luma pixel; `None` when it
    /// is not wholly within the picture.
    #[inline]
    fn place(&self, x: usize, y: usize, vector: Vector) -> Option<(usize, usize)> {
        if vector.x.abs() > REACH.x || vector.y.abs() > REACH.y {
            return None;
        }
        let left = (x * LUMA).checked_add_signed(isize::try_from(vector.x).ok()?)?;
        let top = (y * LUMA).checked_add_signed(isize::try_from(vector.y).ok()?)?;
        let fits = left <= (self.planes.wide - 1) * LUMA && top <= (self.high - 1) * LUMA;
        fits.then_some((left, top))
    }

    /// The sum of absolute luma differences to the macroblock at `x`, `y` moved by a vector.
    #[inline]
    pub fn difference(&self, block: &Block, x: usize, y: usize, vector: Vector) -> Option<u32> {
        let (left, top) = self.place(x, y, vector)?;
        let stride = self.planes.wide * LUMA;
        let rows = self.planes.y.get(top * stride + left..)?.chunks(stride);
        let mut sum = 0;
        for (theirs, ours) in rows.zip(block.y.as_chunks::<LUMA>().0) {
            let theirs = theirs.first_chunk::<LUMA>()?;
            let differences = theirs.iter().zip(ours).map(|(a, b)| u32::from(a.abs_diff(*b)));
            sum += differences.sum::<u32>();
        }
        Some(sum)
    }

    /// The same for each quarter of the macroblock.
    #[inline]
    pub fn differences(
        &self,
        block: &Block,
        x: usize,
        y: usize,
        vector: Vector,
    ) -> Option<[u32; 4]> {
        let (left, top) = self.place(x, y, vector)?;
        let stride = self.planes.wide * LUMA;
        let rows = self.planes.y.get(top * stride + left..)?.chunks(stride);
        let mut sums = [[0; 2]; 2];
        for (n, (theirs, ours)) in rows.zip(block.y.as_chunks::<LUMA>().0).enumerate() {
            let theirs = theirs.first_chunk::<LUMA>()?.as_chunks::<QUARTER>().0;
            let halves = theirs.iter().zip(ours.as_chunks::<QUARTER>().0);
            for (sum, (theirs, ours)) in sums[n / QUARTER].iter_mut().zip(halves) {
                let differences = theirs.iter().zip(ours).map(|(a, b)| u32::from(a.abs_diff(*b)));
                *sum += differences.sum::<u32>();
            }
        }
        let [[a, b], [c, d]] = sums;
        Some([a, b, c, d])
    }

    /// The same for one quarter of it.
    #[inline]
    pub fn quarter(&self, block: &Block, at: (usize, usize, usize), vector: Vector) -> Option<u32> {
        let mut sum = 0;
        for (theirs, ours) in self.quarter_lines(&self.planes.y, &block.y, at, vector)? {
            let differences = theirs.iter().zip(ours).map(|(a, b)| u32::from(a.abs_diff(*b)));
            sum += differences.sum::<u32>();
        }
        Some(sum)
    }

    /// [`Self::is_there`] for one quarter of it.
    #[inline]
    pub fn is_quarter_there(
        &self,
        block: &Block,
        at: (usize, usize, usize),
        vector: Vector,
    ) -> bool {
        let is_same = |plane: &[u8], block: &[u8; 256]| {
            let lines = self.quarter_lines(plane, block, at, vector);
            lines.is_some_and(|mut lines| lines.all(|(theirs, ours)| theirs == ours))
        };
        self.is_same_in_all(block, is_same)
    }

    /// The lines of a quarter, there and in the block.
    #[inline]
    fn quarter_lines<'a>(
        &self,
        plane: &'a [u8],
        block: &'a [u8; 256],
        (x, y, quarter): (usize, usize, usize),
        vector: Vector,
    ) -> Option<impl Iterator<Item = (&'a [u8; QUARTER], &'a [u8; QUARTER])> + use<'a>> {
        let (left, top) = self.place(x, y, vector)?;
        let (right, down) = (quarter % 2 * QUARTER, quarter / 2 * QUARTER);
        let stride = self.planes.wide * LUMA;
        let theirs = plane.get((top + down) * stride + left + right..)?.chunks(stride);
        let ours = block.get(down * LUMA + right..)?.chunks(LUMA).take(QUARTER);
        Some(theirs.zip(ours).filter_map(|(a, b)| Some((a.first_chunk()?, b.first_chunk()?))))
    }

    /// Asks of each plane that counts. Where four pixels share a colour, which may have moved by a
    /// half, only the luma does.
    #[inline]
    fn is_same_in_all(&self, block: &Block, is_same: impl Fn(&[u8], &[u8; 256]) -> bool) -> bool {
        let Planes { sampling, y, u, v, .. } = self.planes;
        is_same(y, &block.y)
            && (*sampling == Sampling::Quarter || is_same(u, &block.u) && is_same(v, &block.v))
    }

    /// Whether exactly the macroblock at `x`, `y` is there, moved by a vector.
    #[inline]
    pub fn is_there(&self, block: &Block, x: usize, y: usize, vector: Vector) -> bool {
        let Some((left, top)) = self.place(x, y, vector) else { return false };
        let stride = self.planes.wide * LUMA;
        let is_same = |plane: &[u8], block: &[u8; 256]| {
            let Some(rows) = plane.get(top * stride + left..) else { return false };
            let mut lines = rows.chunks(stride).zip(block.as_chunks::<LUMA>().0);
            lines.all(|(theirs, ours)| theirs.first_chunk::<LUMA>() == Some(ours))
        };
        self.is_same_in_all(block, is_same)
    }

    /// Looks for the very same macroblock around `x`, `y`.
    pub fn hunt(&self, block: &Block, x: usize, y: usize) -> Option<Vector> {
        // A row of one colour is everywhere.
        let rows = block.y.as_chunks::<LUMA>().0.iter().enumerate();
        let (row, wanted) = rows.skip(6).find(|(_, row)| row.iter().any(|p| *p != row[0]))?;
        let wanted = u128::from_le_bytes(*wanted);
        let stride = self.planes.wide * LUMA;
        let (left, top) = (x * LUMA, y * LUMA);
        let first = left.saturating_sub(HUNT.0);
        let width = (left + HUNT.0 + LUMA).min(stride) - first;
        let tops = top.saturating_sub(HUNT.1)..=(top + HUNT.1).min((self.high - 1) * LUMA);
        for there in tops {
            let line = self.planes.y.get((there + row) * stride + first..)?.get(..width)?;
            for (n, window) in line.windows(LUMA).enumerate() {
                let window = window.first_chunk::<LUMA>()?;
                if u128::from_le_bytes(*window) != wanted {
                    continue;
                }
                let vector = Vector { x: away(left, first + n)?, y: away(top, there)? };
                if self.is_there(block, x, y, vector) {
                    return Some(vector);
                }
            }
        }
        None
    }

    /// Takes the macroblock at `x`, `y` out, its quarters moved by vectors; `false` when they are
    /// not there.
    #[inline]
    pub fn predict(&self, x: usize, y: usize, vectors: &[Vector; 4], block: &mut Block) -> bool {
        if Cut::of(vectors) == Cut::Whole {
            let Some((left, top)) = self.place(x, y, vectors[0]) else { return false };
            self.part::<LUMA, CHROMA>((left, top), (0, 0), block);
            return true;
        }
        for (n, vector) in vectors.iter().enumerate() {
            let Some((left, top)) = self.place(x, y, *vector) else { return false };
            let (right, down) = (n % 2 * QUARTER, n / 2 * QUARTER);
            self.part::<QUARTER, 4>((left + right, top + down), (right, down), block);
        }
        true
    }

    /// Takes a part out: `N` luma pixels and `C` chroma pixels wide and high, from a place of the
    /// picture to one of the block.
    #[inline]
    fn part<const N: usize, const C: usize>(
        &self,
        (left, top): (usize, usize),
        (right, down): (usize, usize),
        block: &mut Block,
    ) {
        let wide = self.planes.wide;
        let to = block.y.get_mut(down * LUMA + right..).unwrap_or_default();
        copy::<N>(&self.planes.y, wide * LUMA, left, top, to.chunks_mut(LUMA));
        let (small_left, small_top, half) = (left / 2, top / 2, (left % 2, top % 2));
        for (plane, block) in [(&self.planes.u, &mut block.u), (&self.planes.v, &mut block.v)] {
            if self.planes.sampling == Sampling::Full {
                let to = block.get_mut(down * LUMA + right..).unwrap_or_default();
                copy::<N>(plane, wide * LUMA, left, top, to.chunks_mut(LUMA));
                continue;
            }
            let to = block.get_mut(down / 2 * CHROMA + right / 2..).unwrap_or_default();
            let (stride, to) = (wide * CHROMA, to.chunks_mut(CHROMA));
            match half {
                (0, 0) => copy::<C>(plane, stride, small_left, small_top, to),
                half => between::<C>(plane, stride, small_left, small_top, half, to),
            }
        }
    }
}

#[inline]
fn copy<'a, const N: usize>(
    plane: &[u8],
    stride: usize,
    left: usize,
    top: usize,
    to: impl Iterator<Item = &'a mut [u8]>,
) {
    let Some(plane) = plane.get(top * stride + left..) else { return };
    for (row, line) in plane.chunks(stride).zip(to.take(N)) {
        if let (Some(place), Some(line)) = (row.first_chunk::<N>(), line.first_chunk_mut::<N>()) {
            *line = *place;
        }
    }
}

/// Chroma between the pixels: luma vectors of odd length point at half chroma pixels (§8.4.2.2.2).
fn between<'a, const N: usize>(
    plane: &[u8],
    stride: usize,
    left: usize,
    top: usize,
    (half_x, half_y): (usize, usize),
    to: impl Iterator<Item = &'a mut [u8]>,
) {
    for (n, line) in to.take(N).enumerate() {
        let row = |y: usize| plane.get(y * stride + left..).unwrap_or_default();
        let (upper, lower) = (row(top + n), row(top + n + half_y));
        let count = N + half_x;
        let (Some(upper), Some(lower)) = (upper.get(..count), lower.get(..count)) else { return };
        for (m, pixel) in line.iter_mut().take(N).enumerate() {
            let sum = u16::from(upper[m])
                + u16::from(upper[m + half_x])
                + u16::from(lower[m])
                + u16::from(lower[m + half_x]);
            // With one half only, each pixel is counted twice, and the rounding is the same.
            *pixel = u8::try_from((sum + 2) >> 2).unwrap_or(u8::MAX);
        }
    }
}
