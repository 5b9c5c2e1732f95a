//! PURE. Luma between the pixels (ITU-T H.264 §8.4.2.2.1).

use super::band::Plan;
use super::motion::QUARTER;
use super::partition::{Cut, Nearby};
use super::search::Search;

/// Pixels around a quarter of a macroblock that have to be there, so that all places less than a
/// pixel away can be worked out.
pub const MARGIN: usize = 3;
/// Lines that take part.
const TALL: usize = QUARTER + 2 * MARGIN + 1;
/// Lines, and columns that count, of what is worked out: one more than the quarter on each side.
const LINES: usize = QUARTER + 2;
/// Columns as they are in memory, for wide registers.
const COLUMNS: usize = 16;
/// And as many as the filters reach to.
const WIDE: usize = COLUMNS + 8;

type Lines = [[u8; COLUMNS]; LINES];

/// A quarter of a macroblock, and all that is half a pixel away from its pixels. Line and column 1
/// are its first ones.
pub struct Patch {
    pixels: Lines,
    /// Half a pixel to the right of each (`b` in Figure 8-4).
    across: Lines,
    /// Half a pixel below (`h`).
    down: Lines,
    /// Both (`j`).
    both: Lines,
}

impl Patch {
    /// Takes the pixels from a plane, `left` and `top` being those of the margin.
    pub fn of(plane: &[u8], stride: usize, left: usize, top: usize) -> Option<Self> {
        if left + TALL > stride {
            return None;
        }
        let mut from = [[0i16; WIDE]; TALL];
        for (n, line) in from.iter_mut().enumerate() {
            let row = plane.get((top + n) * stride + left..)?.first_chunk::<TALL>()?;
            for (pixel, there) in line.iter_mut().zip(row) {
                *pixel = i16::from(*there);
            }
        }
        let empty = [[0; COLUMNS]; LINES];
        let mut patch = Self { pixels: empty, across: empty, down: empty, both: empty };
        let mut sums = [[0i16; COLUMNS]; TALL];
        for (sums, line) in sums.iter_mut().zip(&from) {
            for x in 0..COLUMNS {
                let (outer, inner) = (line[x] + line[x + 5], line[x + 1] + line[x + 4]);
                sums[x] = outer - 5 * inner + 20 * (line[x + 2] + line[x + 3]);
            }
        }
        for y in 0..LINES {
            let [a, b, c, d, e, f] = from[y..].first_chunk::<6>()?;
            for x in 0..COLUMNS {
                patch.pixels[y][x] = c[x + 2] as u8;
                patch.across[y][x] = ((sums[y + 2][x] + 16) >> 5).clamp(0, 255) as u8;
                let (outer, inner) = (a[x + 2] + f[x + 2], b[x + 2] + e[x + 2]);
                let sum = outer - 5 * inner + 20 * (c[x + 2] + d[x + 2]);
                patch.down[y][x] = ((sum + 16) >> 5).clamp(0, 255) as u8;
            }
            let [a, b, c, d, e, f] = sums[y..].first_chunk::<6>()?;
            for x in 0..COLUMNS {
                let (outer, inner, middle) = (a[x] + f[x], b[x] + e[x], c[x] + d[x]);
                // The filter divided by sixteen, so that it fits.
                let sum = (((outer - inner) >> 2) - inner + middle) >> 2;
                patch.both[y][x] = ((sum + middle + 32) >> 6).clamp(0, 255) as u8;
            }
        }
        Some(patch)
    }

    /// The quarter moved by less than a pixel, in quarters of one.
    #[inline]
    pub fn at(&self, right: i32, down: i32) -> [[u8; QUARTER]; QUARTER] {
        // The pixel on the left above, and how far from there.
        let (x, y) = (1 + (right >> 2), 1 + (down >> 2));
        let (right, down) = (right & 3, down & 3);
        // Of two places half a pixel away the nearer one counts.
        let (next, below) = (x + (right >> 1), y + (down >> 1));
        match (right, down) {
            (0, 0) => part(&self.pixels, x, y),
            (2, 0) => part(&self.across, x, y),
            (0, 2) => part(&self.down, x, y),
            (2, 2) => part(&self.both, x, y),
            (_, 0) => mean(part(&self.across, x, y), part(&self.pixels, next, y)),
            (0, _) => mean(part(&self.down, x, y), part(&self.pixels, x, below)),
            (2, _) => mean(part(&self.both, x, y), part(&self.across, x, below)),
            (_, 2) => mean(part(&self.both, x, y), part(&self.down, next, y)),
            (_, _) => mean(part(&self.across, x, below), part(&self.down, next, y)),
        }
    }

    /// The sum of absolute differences to a quarter.
    #[inline]
    fn difference(&self, quarter: &[u8; 64], right: i32, down: i32) -> u32 {
        let there = self.at(right, down);
        let pairs = quarter.iter().zip(there.as_flattened());
        pairs.map(|(a, b)| u32::from(a.abs_diff(*b))).sum()
    }
}

#[inline]
fn part(lines: &Lines, x: i32, y: i32) -> [[u8; QUARTER]; QUARTER] {
    let mut part = [[0; QUARTER]; QUARTER];
    let (x, y) = (x.clamp(0, 2) as usize, y.clamp(0, 2) as usize);
    for (n, line) in part.iter_mut().enumerate() {
        line.copy_from_slice(&lines[y + n][x..x + QUARTER]);
    }
    part
}

#[inline]
fn mean(mut a: [[u8; QUARTER]; QUARTER], b: [[u8; QUARTER]; QUARTER]) -> [[u8; QUARTER]; QUARTER] {
    for (a, b) in a.as_flattened_mut().iter_mut().zip(b.as_flattened()) {
        *a = ((u16::from(*a) + u16::from(*b) + 1) >> 1) as u8;
    }
    a
}

impl Search<'_> {
    /// Moves the parts of a macroblock by less than a pixel, where that is better.
    pub fn between(&self, nearby: &Nearby, plan: &mut Plan) {
        let cut = Cut::of(&plan.vectors);
        for first in cut.parts() {
            self.part_between(cut, *first, nearby, plan);
        }
    }

    fn part_between(&self, cut: Cut, first: usize, nearby: &Nearby, plan: &mut Plan) {
        let from = plan.vectors[first];
        let expected = nearby.expected(cut, first, &plan.vectors);
        let quarters = cut.quarters(first);
        let luma = &self.reference.planes.y;
        let mut patches = [const { None }; 4];
        for quarter in quarters {
            let Some(patch) = self.reference.patch(luma, (self.x, self.y, *quarter), from) else {
                return;
            };
            patches[*quarter] = Some((patch, self.block.quarter(*quarter)));
        }
        let off = |(right, down): (i32, i32)| {
            let mut sum = 0;
            for (patch, ours) in patches.iter().flatten() {
                sum += patch.difference(ours, right, down);
            }
            sum
        };
        let cost =
            |by: (i32, i32), off: u32| off + self.lambda * from.plus(by.0, by.1).bits(expected);
        let whole = off((0, 0));
        let mut best = (cost((0, 0), whole), (0, 0), whole);
        for step in [2, 1] {
            let (x, y) = best.1;
            for (right, down) in AROUND {
                let by = (x + right * step, y + down * step);
                let off = off(by);
                if off < best.0 && cost(by, off) < best.0 {
                    best = (cost(by, off), by, off);
                }
            }
        }
        let vector = from.plus(best.1.0, best.1.1);
        for quarter in quarters {
            plan.vectors[*quarter] = vector;
        }
        plan.difference = plan.difference + best.2 - whole;
    }
}

/// All directions.
const AROUND: [(i32, i32); 8] =
    [(1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, -1), (1, -1), (-1, 1)];
