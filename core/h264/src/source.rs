//! Pictures as the caller passes them.

use alloc::vec::Vec;
use core::ops::Range;

use crate::chroma_format::ChromaFormat;
use crate::geometry::{Area, CHROMA_420_SIDE, MB_SIDE, MbPosition};
use crate::macroblock::{Macroblock, chroma_420_mut};
use crate::planes::{Planes, load};

/// A picture to encode. Its size need not be a multiple of the macroblock size.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// Width in pixels, even.
    pub width: usize,
    /// Height in pixels, even.
    pub height: usize,
    /// Luma, `width` bytes a row.
    pub y: &'a [u8],
    /// Chroma (Cb): `width` bytes a row in 4:4:4, `width / 2` in 4:2:0.
    pub u: &'a [u8],
    /// Chroma (Cr), like `u`.
    pub v: &'a [u8],
    /// The resolution of the chroma planes.
    pub chroma_format: ChromaFormat,
    /// The areas, in pixels, outside of which the picture is the same as the previous one; `None` if
    /// they are not known.
    pub damage: Option<&'a [Area]>,
}

/// A plane of a new picture, and the same plane of the previous one.
#[derive(Clone, Copy)]
struct PlanePair<'a> {
    new: &'a [u8],
    /// Pixels.
    width: usize,
    /// Pixels.
    height: usize,
    old: &'a [u8],
    old_stride: usize,
}

impl Source<'_> {
    /// Calls `changed` with the column of each macroblock of row `y` that differs from `previous`,
    /// with some columns more than once.
    pub(crate) fn for_each_change(
        &self,
        previous: &Planes<Vec<u8>>,
        y: usize,
        mut changed: impl FnMut(usize),
    ) {
        let columns = self.damaged_columns(y);
        if columns.is_empty() {
            return;
        }
        let (width, height) = (self.width, self.height);
        let old_stride = previous.luma_stride();
        let luma = PlanePair { new: self.y, width, height, old: &previous.y, old_stride };
        row_changes::<MB_SIDE>(luma, y, columns.clone(), &mut changed);
        let width = self.chroma_format.chroma_length(width);
        let height = self.chroma_format.chroma_length(height);
        let old_stride = previous.mb_width * self.chroma_format.mb_side();
        for (new, old) in [(self.u, &previous.u), (self.v, &previous.v)] {
            let chroma = PlanePair { new, width, height, old, old_stride };
            let columns = columns.clone();
            match self.chroma_format {
                ChromaFormat::Yuv420 => {
                    row_changes::<CHROMA_420_SIDE>(chroma, y, columns, &mut changed);
                }
                ChromaFormat::Yuv444 => row_changes::<MB_SIDE>(chroma, y, columns, &mut changed),
            }
        }
    }

    /// The columns of macroblocks of row `y` that may differ from the previous picture.
    fn damaged_columns(&self, y: usize) -> Range<usize> {
        let all = 0..self.width.div_ceil(MB_SIDE);
        let Some(damage) = self.damage else { return all };
        let rows = y * MB_SIDE..(y + 1) * MB_SIDE;
        let here = damage.iter().filter(|area| area.top < rows.end && area.bottom > rows.start);
        let columns = here.map(|area| area.left / MB_SIDE..area.right.div_ceil(MB_SIDE));
        let columns = columns.reduce(|a, b| a.start.min(b.start)..a.end.max(b.end));
        columns.map_or(0..0, |columns| columns.start..columns.end.min(all.end))
    }

    /// Reads a macroblock. Beyond the picture's right and lower edge the last pixels are repeated.
    #[inline]
    pub(crate) fn load(&self, at: MbPosition, block: &mut Macroblock) {
        let (width, height) = (self.width, self.height);
        load_padded::<MB_SIDE>(self.y, width, height, at, &mut block.y);
        for (plane, block) in [(self.u, &mut block.u), (self.v, &mut block.v)] {
            match self.chroma_format {
                ChromaFormat::Yuv420 => {
                    let block = chroma_420_mut(block);
                    load_padded::<CHROMA_420_SIDE>(plane, width / 2, height / 2, at, block);
                }
                ChromaFormat::Yuv444 => load_padded::<MB_SIDE>(plane, width, height, at, block),
            }
        }
    }
}

#[inline]
fn load_padded<const N: usize>(
    plane: &[u8],
    width: usize,
    height: usize,
    at: MbPosition,
    block: &mut [u8],
) {
    if (at.x + 1) * N <= width && (at.y + 1) * N <= height {
        return load::<N>(plane, width, at, block);
    }
    for (n, line) in block.as_chunks_mut::<N>().0.iter_mut().enumerate() {
        let row = (at.y * N + n).min(height.saturating_sub(1)) * width;
        let Some(row) = plane.get(row..row + width) else { continue };
        for (m, pixel) in line.iter_mut().enumerate() {
            *pixel = row.get((at.x * N + m).min(width - 1)).copied().unwrap_or(0);
        }
    }
}

fn row_changes<const N: usize>(
    planes: PlanePair<'_>,
    y: usize,
    columns: Range<usize>,
    changed: &mut impl FnMut(usize),
) {
    let PlanePair { new, width, height, old, old_stride } = planes;
    let pixels = columns.start * N..(columns.end * N).min(width);
    for line in y * N..((y + 1) * N).min(height) {
        let part = |plane: &'_ [u8], stride: usize| -> Range<usize> {
            let from = (line * stride + pixels.start).min(plane.len());
            from..(line * stride + pixels.end).clamp(from, plane.len())
        };
        let (new, old) = (&new[part(new, width)], &old[part(old, old_stride)]);
        if new == old {
            continue;
        }
        for (x, (new, old)) in columns.clone().zip(new.chunks(N).zip(old.chunks(N))) {
            if new != old {
                changed(x);
            }
        }
    }
}
