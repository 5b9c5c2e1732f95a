//! Fractional sample interpolation (ITU-T H.264 §8.4.2.2).

use crate::geometry::{PixelPosition, SUB_MB_SIDE};
use crate::vector::MotionVector;

/// Pixels around a sub-macroblock that the filters need for all places less than a pixel away.
pub(crate) const MARGIN: usize = 3;
/// Lines and columns that are read.
const INPUT_LINES: usize = SUB_MB_SIDE + 2 * MARGIN + 1;
/// Lines, and used columns, of the result: one more than the sub-macroblock on each side.
const LINES: usize = SUB_MB_SIDE + 2;
/// Columns of the result in memory, a multiple of the register width.
const COLUMNS: usize = 16;
/// Columns of the input in memory: the result's, and those that the filters reach.
const INPUT_COLUMNS: usize = COLUMNS + 8;

type Lines = [[u8; COLUMNS]; LINES];

/// The pixels of a sub-macroblock.
type Pixels = [[u8; SUB_MB_SIDE]; SUB_MB_SIDE];

/// The pixels of a sub-macroblock in the reference picture, and those at the half-pixel positions
/// around them. Its first pixel is at line 1, column 1.
pub(crate) struct HalfPixels {
    pixels: Lines,
    /// Half a pixel to the right of each (`b` in Figure 8-4).
    right: Lines,
    /// Half a pixel below (`h`).
    down: Lines,
    /// Half a pixel to the right and below (`j`).
    diagonal: Lines,
}

impl HalfPixels {
    /// Reads the pixels from a plane, `margin` being the first pixel of the margin, and filters them
    /// (§8.4.2.2.1).
    pub(crate) fn new(plane: &[u8], stride: usize, margin: PixelPosition) -> Option<Self> {
        let PixelPosition { x: left, y: top } = margin;
        if left + INPUT_LINES > stride {
            return None;
        }
        let mut from = [[0i16; INPUT_COLUMNS]; INPUT_LINES];
        for (n, line) in from.iter_mut().enumerate() {
            let row = plane.get((top + n) * stride + left..)?.first_chunk::<INPUT_LINES>()?;
            for (pixel, there) in line.iter_mut().zip(row) {
                *pixel = i16::from(*there);
            }
        }
        let empty = [[0; COLUMNS]; LINES];
        let mut result = Self { pixels: empty, right: empty, down: empty, diagonal: empty };
        let mut sums = [[0i16; COLUMNS]; INPUT_LINES];
        for (sums, line) in sums.iter_mut().zip(&from) {
            for x in 0..COLUMNS {
                let (outer, inner) = (line[x] + line[x + 5], line[x + 1] + line[x + 4]);
                sums[x] = outer - 5 * inner + 20 * (line[x + 2] + line[x + 3]);
            }
        }
        for y in 0..LINES {
            let [a, b, c, d, e, f] = from[y..].first_chunk::<6>()?;
            for x in 0..COLUMNS {
                result.pixels[y][x] = c[x + 2] as u8;
                result.right[y][x] = ((sums[y + 2][x] + 16) >> 5).clamp(0, 255) as u8;
                let (outer, inner) = (a[x + 2] + f[x + 2], b[x + 2] + e[x + 2]);
                let sum = outer - 5 * inner + 20 * (c[x + 2] + d[x + 2]);
                result.down[y][x] = ((sum + 16) >> 5).clamp(0, 255) as u8;
            }
            let [a, b, c, d, e, f] = sums[y..].first_chunk::<6>()?;
            for x in 0..COLUMNS {
                let (outer, inner, middle) = (a[x] + f[x], b[x] + e[x], c[x] + d[x]);
                // The filter divided by 16, so that the sum fits into 16 bits.
                let sum = (((outer - inner) >> 2) - inner + middle) >> 2;
                result.diagonal[y][x] = ((sum + middle + 32) >> 6).clamp(0, 255) as u8;
            }
        }
        Some(result)
    }

    /// The sub-macroblock moved by less than a pixel, in quarters of a pixel.
    #[inline]
    pub(crate) fn at(&self, right: i32, down: i32) -> Pixels {
        // The pixel above on the left, and the distance from there.
        let (x, y) = (1 + (right >> 2), 1 + (down >> 2));
        let (right, down) = (right & 3, down & 3);
        // Quarter positions are the mean of the two nearest whole or half positions.
        let (x_near, y_near) = (x + (right >> 1), y + (down >> 1));
        match (right, down) {
            (0, 0) => part(&self.pixels, x, y),
            (2, 0) => part(&self.right, x, y),
            (0, 2) => part(&self.down, x, y),
            (2, 2) => part(&self.diagonal, x, y),
            (_, 0) => mean(part(&self.right, x, y), part(&self.pixels, x_near, y)),
            (0, _) => mean(part(&self.down, x, y), part(&self.pixels, x, y_near)),
            (2, _) => mean(part(&self.diagonal, x, y), part(&self.right, x, y_near)),
            (_, 2) => mean(part(&self.diagonal, x, y), part(&self.down, x_near, y)),
            (_, _) => mean(part(&self.right, x, y_near), part(&self.down, x_near, y)),
        }
    }

    /// The sum of absolute differences to a sub-macroblock.
    #[inline]
    pub(crate) fn sad(&self, sub_mb: &[u8; 64], right: i32, down: i32) -> u32 {
        let there = self.at(right, down);
        let pairs = sub_mb.iter().zip(there.as_flattened());
        pairs.map(|(a, b)| u32::from(a.abs_diff(*b))).sum()
    }
}

#[inline]
fn part(lines: &Lines, x: i32, y: i32) -> Pixels {
    let mut part = [[0; SUB_MB_SIDE]; SUB_MB_SIDE];
    let (x, y) = (x.clamp(0, 2) as usize, y.clamp(0, 2) as usize);
    for (n, line) in part.iter_mut().enumerate() {
        line.copy_from_slice(&lines[y + n][x..x + SUB_MB_SIDE]);
    }
    part
}

#[inline]
fn mean(mut a: Pixels, b: Pixels) -> Pixels {
    for (a, b) in a.as_flattened_mut().iter_mut().zip(b.as_flattened()) {
        *a = ((u16::from(*a) + u16::from(*b) + 1) >> 1) as u8;
    }
    a
}

/// A chroma place in 4:2:0: a pixel, and eighths of a pixel from there.
#[derive(Clone, Copy)]
pub(crate) struct ChromaPlace {
    pixel: PixelPosition,
    eighths_right: u16,
    eighths_down: u16,
}

impl ChromaPlace {
    /// The place for a luma pixel and quarters of a luma pixel from there. A luma pixel is half a
    /// chroma pixel.
    #[inline]
    pub(crate) fn of(luma: PixelPosition, fraction: MotionVector) -> Self {
        let eighths = |at: usize, quarters: i32| (at % 2 * 4) as u16 + quarters as u16;
        Self {
            pixel: PixelPosition { x: luma.x / 2, y: luma.y / 2 },
            eighths_right: eighths(luma.x, fraction.x),
            eighths_down: eighths(luma.y, fraction.y),
        }
    }

    /// The pixel, if the place is between no pixels.
    #[inline]
    pub(crate) fn whole(self) -> Option<PixelPosition> {
        (self.eighths_right == 0 && self.eighths_down == 0).then_some(self.pixel)
    }
}

/// Interpolates `N` by `N` chroma pixels in 4:2:0 (§8.4.2.2.2).
pub(crate) fn chroma<'a, const N: usize>(
    plane: &[u8],
    stride: usize,
    place: ChromaPlace,
    to: impl Iterator<Item = &'a mut [u8]>,
) {
    let ChromaPlace { pixel, eighths_right: right, eighths_down: down } = place;
    // With a weight of 0 the next pixel is not read: it may be outside of the picture.
    let (next, below) = (usize::from(right > 0), usize::from(down > 0));
    let row = |y: usize, x: usize| {
        let row = plane.get(y * stride + pixel.x + x..)?;
        row.first_chunk::<N>()
    };
    let weights = [(8 - right) * (8 - down), right * (8 - down), (8 - right) * down, right * down];
    for (line, y) in to.take(N).zip(pixel.y..) {
        let rows = (row(y, 0), row(y, next), row(y + below, 0), row(y + below, next));
        let (Some(a), Some(b), Some(c), Some(d)) = rows else { return };
        let Some(line) = line.first_chunk_mut::<N>() else { return };
        for n in 0..N {
            let sum = u16::from(a[n]) * weights[0]
                + u16::from(b[n]) * weights[1]
                + u16::from(c[n]) * weights[2]
                + u16::from(d[n]) * weights[3];
            line[n] = ((sum + 32) >> 6) as u8;
        }
    }
}
