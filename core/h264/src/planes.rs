//! Pictures in whole macroblocks, and single macroblocks read from and written to them.

use alloc::vec;
use alloc::vec::Vec;

use crate::chroma_format::ChromaFormat;
use crate::geometry::{CHROMA_420_SIDE, MB_SIDE, MbPosition};
use crate::macroblock::{Macroblock, chroma_420, chroma_420_mut};

/// Three planes of whole macroblocks: a picture, or some rows of macroblocks of one.
#[derive(Debug)]
pub(crate) struct Planes<T> {
    /// Macroblocks in a row.
    pub(crate) mb_width: usize,
    pub(crate) chroma_format: ChromaFormat,
    /// Luma.
    pub(crate) y: T,
    /// Chroma (Cb).
    pub(crate) u: T,
    /// Chroma (Cr).
    pub(crate) v: T,
}

impl<T> Planes<T> {
    /// Bytes from one luma row to the next.
    #[inline]
    pub(crate) fn luma_stride(&self) -> usize {
        self.mb_width * MB_SIDE
    }
}

impl Planes<Vec<u8>> {
    /// A black picture.
    pub(crate) fn new(mb_width: usize, mb_height: usize, chroma_format: ChromaFormat) -> Self {
        let count = mb_width * mb_height;
        let chroma = count * chroma_format.mb_side() * chroma_format.mb_side();
        let y = vec![16; count * MB_SIDE * MB_SIDE];
        Self { mb_width, chroma_format, y, u: vec![128; chroma], v: vec![128; chroma] }
    }

    /// The whole picture, for reading.
    pub(crate) fn view(&self) -> Planes<&[u8]> {
        let Self { mb_width, chroma_format, y, u, v } = self;
        Planes { mb_width: *mb_width, chroma_format: *chroma_format, y, u, v }
    }

    /// The whole picture, for writing.
    pub(crate) fn view_mut(&mut self) -> Planes<&mut [u8]> {
        let Self { mb_width, chroma_format, y, u, v } = self;
        Planes { mb_width: *mb_width, chroma_format: *chroma_format, y, u, v }
    }
}

impl<'a> Planes<&'a mut [u8]> {
    /// Splits off the first rows of macroblocks.
    pub(crate) fn take_rows(&mut self, rows: usize) -> Planes<&'a mut [u8]> {
        let count = self.mb_width * rows;
        let chroma = count * self.chroma_format.mb_side() * self.chroma_format.mb_side();
        Planes {
            mb_width: self.mb_width,
            chroma_format: self.chroma_format,
            y: self.y.split_off_mut(..count * MB_SIDE * MB_SIDE).unwrap_or_default(),
            u: self.u.split_off_mut(..chroma).unwrap_or_default(),
            v: self.v.split_off_mut(..chroma).unwrap_or_default(),
        }
    }
}

impl Planes<&mut [u8]> {
    /// Writes a macroblock to its position.
    #[inline]
    pub(crate) fn store(&mut self, at: MbPosition, block: &Macroblock) {
        let stride = self.luma_stride();
        store::<MB_SIDE>(self.y, stride, at, &block.y);
        let chroma = [(&mut *self.u, &block.u), (&mut *self.v, &block.v)];
        for (plane, block) in chroma {
            match self.chroma_format {
                ChromaFormat::Yuv420 => {
                    store::<CHROMA_420_SIDE>(plane, stride / 2, at, chroma_420(block));
                }
                ChromaFormat::Yuv444 => store::<MB_SIDE>(plane, stride, at, block),
            }
        }
    }

    /// The same planes, for reading.
    pub(crate) fn view(&self) -> Planes<&[u8]> {
        let Self { mb_width, chroma_format, y, u, v } = self;
        Planes { mb_width: *mb_width, chroma_format: *chroma_format, y, u, v }
    }
}

impl Planes<&[u8]> {
    /// Reads a macroblock.
    #[inline]
    pub(crate) fn load(&self, at: MbPosition, block: &mut Macroblock) {
        let stride = self.luma_stride();
        load::<MB_SIDE>(self.y, stride, at, &mut block.y);
        for (plane, block) in [(self.u, &mut block.u), (self.v, &mut block.v)] {
            match self.chroma_format {
                ChromaFormat::Yuv420 => {
                    load::<CHROMA_420_SIDE>(plane, stride / 2, at, chroma_420_mut(block));
                }
                ChromaFormat::Yuv444 => load::<MB_SIDE>(plane, stride, at, block),
            }
        }
    }
}

#[inline]
fn store<const N: usize>(plane: &mut [u8], stride: usize, at: MbPosition, block: &[u8]) {
    let from = at.y * N * stride + at.x * N;
    let Some(plane) = plane.get_mut(from..) else { return };
    for (row, line) in plane.chunks_mut(stride).zip(block.as_chunks::<N>().0) {
        if let Some(place) = row.first_chunk_mut::<N>() {
            *place = *line;
        }
    }
}

/// Reads the `N` by `N` pixels of a macroblock from a plane.
#[inline]
pub(crate) fn load<const N: usize>(plane: &[u8], stride: usize, at: MbPosition, block: &mut [u8]) {
    let from = at.y * N * stride + at.x * N;
    let Some(plane) = plane.get(from..) else { return };
    for (row, line) in plane.chunks(stride).zip(block.as_chunks_mut::<N>().0) {
        if let Some(place) = row.first_chunk::<N>() {
            *line = *place;
        }
    }
}
