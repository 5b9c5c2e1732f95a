//! PURE. Pictures in whole macroblocks, and single macroblocks taken out of them.

use std::ops::Range;

use super::scroll::Area;

/// Pixels along a macroblock's side, luma and chroma.
pub const LUMA: usize = 16;
/// See [`LUMA`].
pub const CHROMA: usize = 8;

/// The pixels of one macroblock, row by row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Luma, 16 by 16.
    pub y: [u8; 256],
    /// Chroma, 8 by 8 each.
    pub u: [u8; 64],
    /// See `u`.
    pub v: [u8; 64],
}

impl Block {
    /// A block of no colour.
    pub const EMPTY: Self = Self { y: [0; 256], u: [128; 64], v: [128; 64] };
}

/// Three planes of 4:2:0 that are whole macroblocks wide, or some rows of macroblocks of them.
#[derive(Debug)]
pub struct Planes<T> {
    /// Macroblocks in a row.
    pub wide: usize,
    /// Luma.
    pub y: T,
    /// Chroma.
    pub u: T,
    /// Chroma.
    pub v: T,
}

impl Planes<Vec<u8>> {
    /// Black.
    pub fn new(wide: usize, high: usize) -> Self {
        let count = wide * high;
        Self {
            wide,
            y: vec![16; count * LUMA * LUMA],
            u: vec![128; count * CHROMA * CHROMA],
            v: vec![128; count * CHROMA * CHROMA],
        }
    }

    /// All of it, to be read.
    pub fn view(&self) -> Planes<&[u8]> {
        Planes { wide: self.wide, y: &self.y, u: &self.u, v: &self.v }
    }

    /// All of it, to be written.
    pub fn all(&mut self) -> Planes<&mut [u8]> {
        Planes { wide: self.wide, y: &mut self.y, u: &mut self.u, v: &mut self.v }
    }

    /// Takes apart after each of `rows`, which are numbers of rows of macroblocks.
    pub fn bands(&mut self, rows: &[usize]) -> Vec<Planes<&mut [u8]>> {
        let wide = self.wide;
        let (mut y, mut u, mut v) = (&mut self.y[..], &mut self.u[..], &mut self.v[..]);
        rows.iter()
            .map(|rows| {
                let count = wide * rows;
                let chroma = count * CHROMA * CHROMA;
                Planes {
                    wide,
                    y: take(&mut y, count * LUMA * LUMA),
                    u: take(&mut u, chroma),
                    v: take(&mut v, chroma),
                }
            })
            .collect()
    }
}

/// Takes the first `count` off.
fn take<'a>(rest: &mut &'a mut [u8], count: usize) -> &'a mut [u8] {
    let (taken, left) = std::mem::take(rest).split_at_mut(count);
    *rest = left;
    taken
}

impl Planes<&mut [u8]> {
    /// Puts a macroblock in its place.
    #[inline]
    pub fn store(&mut self, x: usize, y: usize, block: &Block) {
        store::<LUMA>(self.y, self.wide * LUMA, x, y, &block.y);
        store::<CHROMA>(self.u, self.wide * CHROMA, x, y, &block.u);
        store::<CHROMA>(self.v, self.wide * CHROMA, x, y, &block.v);
    }

    /// The same planes, to be read.
    pub fn view(&self) -> Planes<&[u8]> {
        Planes { wide: self.wide, y: self.y, u: self.u, v: self.v }
    }
}

impl Planes<&[u8]> {
    /// Takes a macroblock out.
    #[inline]
    pub fn load(&self, x: usize, y: usize, block: &mut Block) {
        load::<LUMA>(self.y, self.wide * LUMA, x, y, &mut block.y);
        load::<CHROMA>(self.u, self.wide * CHROMA, x, y, &mut block.u);
        load::<CHROMA>(self.v, self.wide * CHROMA, x, y, &mut block.v);
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
    /// Chroma, half as many.
    pub u: &'a [u8],
    /// See `u`.
    pub v: &'a [u8],
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
        for (ours, theirs) in [(self.u, &last.u), (self.v, &last.v)] {
            let chroma = (ours, &theirs[..], width / 2, wide * CHROMA, height / 2);
            row_differences::<CHROMA>(chroma, y, columns.clone(), &mut tell);
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
        load_edge::<CHROMA>(self.u, width / 2, height / 2, x, y, &mut block.u);
        load_edge::<CHROMA>(self.v, width / 2, height / 2, x, y, &mut block.v);
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
