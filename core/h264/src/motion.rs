//! PURE. Where a macroblock was in the last picture (ITU-T H.264 §8.4).

use alloc::vec::Vec;

use super::planes::{Block, LUMA, Planes, Sampling};

/// Luma pixels along the side of a macroblock's quarter.
pub const QUARTER: usize = LUMA / 2;

/// A motion vector in quarters of a pixel.
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

    /// A vector of whole pixels.
    pub const fn whole(x: i32, y: i32) -> Self {
        Self { x: x * 4, y: y * 4 }
    }

    /// By so many quarters of a pixel further.
    #[inline]
    #[must_use]
    pub const fn plus(self, right: i32, down: i32) -> Self {
        Self { x: self.x + right, y: self.y + down }
    }

    /// Whether it leads from pixels to pixels.
    #[inline]
    pub const fn is_whole(self) -> bool {
        (self.x | self.y) & 3 == 0
    }

    /// The nearest vector of whole pixels.
    #[inline]
    #[must_use]
    pub const fn rounded(self) -> Self {
        Self { x: (self.x + 2) & !3, y: (self.y + 2) & !3 }
    }

    /// How many bits it takes where another one is expected.
    #[inline]
    pub fn bits(self, expected: Self) -> u32 {
        let bits = |difference: i32| {
            let twice = difference.unsigned_abs() * 2 + 1;
            2 * (32 - twice.leading_zeros()) - 1
        };
        bits(self.x - expected.x) + bits(self.y - expected.y)
    }
}

/// As far as vectors reach (Table A-1, level 3.1 and up, less a margin).
const REACH: Vector = Vector::whole(2040, 500);

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
    /// The macroblock at `x`, `y` moved by a vector of whole pixels, as its left upper luma pixel;
    /// `None` when the vector is not whole, or when that is not wholly within the picture.
    #[inline]
    pub fn place(&self, x: usize, y: usize, vector: Vector) -> Option<(usize, usize)> {
        if !vector.is_whole() || vector.x.abs() > REACH.x || vector.y.abs() > REACH.y {
            return None;
        }
        let left = (x * LUMA).checked_add_signed(isize::try_from(vector.x >> 2).ok()?)?;
        let top = (y * LUMA).checked_add_signed(isize::try_from(vector.y >> 2).ok()?)?;
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
                let vector = Vector::whole(away(left, first + n)?, away(top, there)?);
                if self.is_there(block, x, y, vector) {
                    return Some(vector);
                }
            }
        }
        None
    }
}
