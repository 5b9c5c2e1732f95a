//! PURE. Pictures in whole macroblocks, and single macroblocks taken out of them.

use alloc::vec;
use alloc::vec::Vec;
use core::ops::Range;

use super::scroll::Area;

/// Pixels along a macroblock's side: luma, and chroma in [`Sampling::Quarter`].
pub const LUMA: usize = 16;
/// See [`LUMA`].
pub const CHROMA: usize = 8;

/// How many pixels have a colour of their own (Table 6-1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sampling {
    /// 4:2:0: four pixels share theirs.
    #[default]
    Quarter,
    /// 4:4:4: each of them.
    Full,
}

impl Sampling {
    /// Pixels of chroma along the side of a macroblock.
    pub fn side(self) -> usize {
        match self {
            Self::Quarter => CHROMA,
            Self::Full => LUMA,
        }
    }

    /// Whether black is 0 and white is 255, rather than 16 and 235. Every decoder of shared colours
    /// takes the latter for granted. Those that know 4:4:4 heed what they are told, and in the full
    /// range there are more steps and no colour that programs without a graphics card cannot show: the
    /// blue of the limited range needs factors above 2, which do not fit into theirs.
    pub fn is_full_range(self) -> bool {
        self == Self::Full
    }

    /// Pixels of chroma that cover so many of luma.
    pub fn along(self, luma: usize) -> usize {
        match self {
            Self::Quarter => luma.div_ceil(2),
            Self::Full => luma,
        }
    }
}

/// The pixels of one macroblock, row by row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Luma, 16 by 16.
    pub y: [u8; 256],
    /// Chroma: 16 by 16, or 8 by 8 in the first quarter.
    pub u: [u8; 256],
    /// See `u`.
    pub v: [u8; 256],
}

impl Block {
    /// A block of no colour.
    pub const EMPTY: Self = Self { y: [0; 256], u: [128; 256], v: [128; 256] };

    /// Whether all of it has one colour.
    #[inline]
    pub fn is_plain(&self, sampling: Sampling) -> bool {
        let is_one = |pixels: &[u8]| pixels.iter().all(|pixel| *pixel == pixels[0]);
        let chroma = sampling.side() * sampling.side();
        is_one(&self.y) && is_one(&self.u[..chroma]) && is_one(&self.v[..chroma])
    }

    /// The luma of a quarter.
    #[inline]
    pub fn quarter(&self, number: usize) -> [u8; 64] {
        let mut quarter = [0; 64];
        let from = number / 2 * (LUMA * LUMA / 2) + number % 2 * (LUMA / 2);
        let lines = self.y.get(from..).unwrap_or_default().chunks(LUMA);
        for (line, ours) in quarter.as_chunks_mut::<{ LUMA / 2 }>().0.iter_mut().zip(lines) {
            if let Some(ours) = ours.first_chunk() {
                *line = *ours;
            }
        }
        quarter
    }
}

/// The part of a plane that has pixels in [`Sampling::Quarter`].
#[inline]
pub fn quarter(plane: &[u8; 256]) -> &[u8; 64] {
    let (quarters, _) = plane.as_chunks();
    &quarters[0]
}

/// See [`quarter`].
#[inline]
pub fn quarter_mut(plane: &mut [u8; 256]) -> &mut [u8; 64] {
    let (quarters, _) = plane.as_chunks_mut();
    &mut quarters[0]
}

/// Three planes that are whole macroblocks wide, or some rows of macroblocks of them.
#[derive(Debug)]
pub struct Planes<T> {
    /// Macroblocks in a row.
    pub wide: usize,
    /// Of the chroma.
    pub sampling: Sampling,
    /// Luma.
    pub y: T,
    /// Chroma.
    pub u: T,
    /// Chroma.
    pub v: T,
}

impl Planes<Vec<u8>> {
    /// Black.
    pub fn new(wide: usize, high: usize, sampling: Sampling) -> Self {
        let count = wide * high;
        let chroma = count * sampling.side() * sampling.side();
        let y = vec![16; count * LUMA * LUMA];
        Self { wide, sampling, y, u: vec![128; chroma], v: vec![128; chroma] }
    }

    /// All of it, to be read.
    pub fn view(&self) -> Planes<&[u8]> {
        Planes { wide: self.wide, sampling: self.sampling, y: &self.y, u: &self.u, v: &self.v }
    }

    /// All of it, to be written.
    pub fn all(&mut self) -> Planes<&mut [u8]> {
        let Self { wide, sampling, y, u, v } = self;
        Planes { wide: *wide, sampling: *sampling, y, u, v }
    }
}

impl<'a> Planes<&'a mut [u8]> {
    /// Splits off the first rows of macroblocks.
    pub fn take_rows(&mut self, rows: usize) -> Planes<&'a mut [u8]> {
        let count = self.wide * rows;
        let chroma = count * self.sampling.side() * self.sampling.side();
        Planes {
            wide: self.wide,
            sampling: self.sampling,
            y: self.y.split_off_mut(..count * LUMA * LUMA).unwrap_or_default(),
            u: self.u.split_off_mut(..chroma).unwrap_or_default(),
            v: self.v.split_off_mut(..chroma).unwrap_or_default(),
        }
    }
}

impl Planes<&mut [u8]> {
    /// Puts a macroblock in its place.
    #[inline]
    pub fn store(&mut self, x: usize, y: usize, block: &Block) {
        store::<LUMA>(self.y, self.wide * LUMA, x, y, &block.y);
        let chroma = [(&mut *self.u, &block.u), (&mut *self.v, &block.v)];
        for (plane, block) in chroma {
            match self.sampling {
                Sampling::Quarter => {
                    store::<CHROMA>(plane, self.wide * CHROMA, x, y, quarter(block));
                }
                Sampling::Full => store::<LUMA>(plane, self.wide * LUMA, x, y, block),
            }
        }
    }

    /// The same planes, to be read.
    pub fn view(&self) -> Planes<&[u8]> {
        Planes { wide: self.wide, sampling: self.sampling, y: self.y, u: self.u, v: self.v }
    }
}

impl Planes<&[u8]> {
    /// Takes a macroblock out.
    #[inline]
    pub fn load(&self, x: usize, y: usize, block: &mut Block) {
        load::<LUMA>(self.y, self.wide * LUMA, x, y, &mut block.y);
        for (plane, block) in [(self.u, &mut block.u), (self.v, &mut block.v)] {
            match self.sampling {
                Sampling::Quarter => {
                    load::<CHROMA>(plane, self.wide * CHROMA, x, y, quarter_mut(block));
                }
                Sampling::Full => load::<LUMA>(plane, self.wide * LUMA, x, y, block),
            }
        }
    }
}

#[inline]
fn store<const N: usize>(plane: &mut [u8], stride: usize, x: usize, y: usize, block: &[u8]) {
    let from = y * N * stride + x * N;
    let Some(plane) = plane.get_mut(from..) else { return };
    for (row, line) in plane.chunks_mut(stride).zip(block.as_chunks::<N>().0) {
        if let Some(place) = row.first_chunk_mut::<N>() {
            *place = *line;
        }
    }
}

#[inline]
fn load<const N: usize>(plane: &[u8], stride: usize, x: usize, y: usize, block: &mut [u8]) {
    let from = y * N * stride + x * N;
    let Some(plane) = plane.get(from..) else { return };
    for (row, line) in plane.chunks(stride).zip(block.as_chunks_mut::<N>().0) {
        if let Some(place) = row.first_chunk::<N>() {
            *line = *place;
        }
    }
}

/// A picture whose edges need not be those of macroblocks; borrowed from whoever made it.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// Width in pixels, even.
    pub width: usize,
    /// Height in pixels, even.
    pub height: usize,
    /// Luma, `width` bytes a row.
    pub y: &'a [u8],
    /// Chroma: as many, or half as many.
    pub u: &'a [u8],
    /// See `u`.
    pub v: &'a [u8],
    /// Of the chroma.
    pub sampling: Sampling,
    /// Where it may differ from the picture before, in pixels; `None` where that is not known.
    pub touched: Option<&'a [Area]>,
}

impl Source<'_> {
    /// Tells which macroblocks of a row differ from those of `last`, some more than once.
    pub fn differences(&self, last: &Planes<Vec<u8>>, y: usize, mut tell: impl FnMut(usize)) {
        let wide = last.wide;
        let columns = self.touched_columns(y);
        if columns.is_empty() {
            return;
        }
        let (width, height) = (self.width, self.height);
        let luma = (self.y, &last.y[..], width, wide * LUMA, height);
        row_differences::<LUMA>(luma, y, columns.clone(), &mut tell);
        let (width, height) = (self.sampling.along(width), self.sampling.along(height));
        let stride = wide * self.sampling.side();
        for (ours, theirs) in [(self.u, &last.u), (self.v, &last.v)] {
            let (chroma, columns) = ((ours, &theirs[..], width, stride, height), columns.clone());
            match self.sampling {
                Sampling::Quarter => row_differences::<CHROMA>(chroma, y, columns, &mut tell),
                Sampling::Full => row_differences::<LUMA>(chroma, y, columns, &mut tell),
            }
        }
    }

    /// The macroblocks of a row that may differ.
    fn touched_columns(&self, y: usize) -> Range<usize> {
        let all = 0..self.width.div_ceil(LUMA);
        let Some(touched) = self.touched else { return all };
        let rows = y * LUMA..(y + 1) * LUMA;
        let here = touched.iter().filter(|area| area.y.0 < rows.end && area.y.1 > rows.start);
        let columns = here.map(|area| area.x.0 / LUMA..area.x.1.div_ceil(LUMA));
        let columns = columns.reduce(|a, b| a.start.min(b.start)..a.end.max(b.end));
        columns.map_or(0..0, |columns| columns.start..columns.end.min(all.end))
    }

    /// Takes a macroblock out. Beyond the picture's edges its last pixels go on.
    #[inline]
    pub fn load(&self, x: usize, y: usize, block: &mut Block) {
        let (width, height) = (self.width, self.height);
        load_edge::<LUMA>(self.y, width, height, x, y, &mut block.y);
        for (plane, block) in [(self.u, &mut block.u), (self.v, &mut block.v)] {
            match self.sampling {
                Sampling::Quarter => {
                    load_edge::<CHROMA>(plane, width / 2, height / 2, x, y, quarter_mut(block));
                }
                Sampling::Full => load_edge::<LUMA>(plane, width, height, x, y, block),
            }
        }
    }
}

#[inline]
fn load_edge<const N: usize>(
    plane: &[u8],
    width: usize,
    height: usize,
    x: usize,
    y: usize,
    block: &mut [u8],
) {
    if (x + 1) * N <= width && (y + 1) * N <= height {
        return load::<N>(plane, width, x, y, block);
    }
    for (n, line) in block.as_chunks_mut::<N>().0.iter_mut().enumerate() {
        let row = (y * N + n).min(height.saturating_sub(1)) * width;
        let Some(row) = plane.get(row..row + width) else { continue };
        for (m, pixel) in line.iter_mut().enumerate() {
            *pixel = row.get((x * N + m).min(width - 1)).copied().unwrap_or(0);
        }
    }
}

fn row_differences<const N: usize>(
    (ours, theirs, width, stride, height): (&[u8], &[u8], usize, usize, usize),
    y: usize,
    columns: Range<usize>,
    tell: &mut impl FnMut(usize),
) {
    let pixels = columns.start * N..(columns.end * N).min(width);
    for line in y * N..((y + 1) * N).min(height) {
        let part = |plane: &'_ [u8], stride: usize| -> Range<usize> {
            let from = (line * stride + pixels.start).min(plane.len());
            from..(line * stride + pixels.end).clamp(from, plane.len())
        };
        let (ours, theirs) = (&ours[part(ours, width)], &theirs[part(theirs, stride)]);
        if ours == theirs {
            continue;
        }
        for (x, (ours, theirs)) in columns.clone().zip(ours.chunks(N).zip(theirs.chunks(N))) {
            if ours != theirs {
                tell(x);
            }
        }
    }
}
