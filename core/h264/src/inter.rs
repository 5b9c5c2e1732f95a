//! Inter prediction (ITU-T H.264 §8.4.2).

use crate::chroma_format::ChromaFormat;
use crate::geometry::{CHROMA_420_SIDE, MB_SIDE, MbPosition, PixelPosition, SUB_MB_SIDE, SubMb};
use crate::interpolate::{ChromaPlace, HalfPixels, MARGIN, chroma};
use crate::macroblock::{Macroblock, chroma_420_mut};
use crate::partition::Partitioning;
use crate::reference::Reference;
use crate::vector::MotionVector;

impl Reference<'_> {
    /// Predicts the macroblock at `at` with one vector for each sub-macroblock; `false` when a vector
    /// points out of the picture.
    #[inline]
    pub(crate) fn predict(
        &self,
        at: MbPosition,
        vectors: &[MotionVector; 4],
        block: &mut Macroblock,
    ) -> bool {
        if Partitioning::of(vectors) == Partitioning::P16x16
            && let Some(place) = self.place(at, vectors[0])
        {
            let stride = self.planes.luma_stride();
            let predict = |plane: &[u8], to: &mut [u8; 256]| {
                copy::<MB_SIDE>(plane, stride, place, to.chunks_mut(MB_SIDE));
                Some(())
            };
            let place = ChromaPlace::of(place, MotionVector::ZERO);
            self.predict_chroma_420::<CHROMA_420_SIDE>(place, 0, block);
            return self.predict_full_planes(predict, block).is_some();
        }
        (0..4).all(|number| {
            self.predict_sub_mb(SubMb { mb: at, number }, vectors[number], block).is_some()
        })
    }

    /// Predicts each plane that has the luma resolution.
    #[inline]
    fn predict_full_planes(
        &self,
        predict: impl Fn(&[u8], &mut [u8; 256]) -> Option<()>,
        block: &mut Macroblock,
    ) -> Option<()> {
        predict(&self.planes.y, &mut block.y)?;
        if self.planes.chroma_format == ChromaFormat::Yuv444 {
            predict(&self.planes.u, &mut block.u)?;
            predict(&self.planes.v, &mut block.v)?;
        }
        Some(())
    }

    fn predict_sub_mb(
        &self,
        sub_mb: SubMb,
        vector: MotionVector,
        block: &mut Macroblock,
    ) -> Option<()> {
        let offset = SubMb::offset(sub_mb.number);
        let first = offset.y * MB_SIDE + offset.x;
        let first_chroma = offset.y / 2 * CHROMA_420_SIDE + offset.x / 2;
        let moved =
            |place: PixelPosition| PixelPosition { x: place.x + offset.x, y: place.y + offset.y };
        if let Some(place) = self.place(sub_mb.mb, vector) {
            let place = moved(place);
            let stride = self.planes.luma_stride();
            let predict = |plane: &[u8], to: &mut [u8; 256]| {
                copy::<SUB_MB_SIDE>(plane, stride, place, to.get_mut(first..)?.chunks_mut(MB_SIDE));
                Some(())
            };
            let place = ChromaPlace::of(place, MotionVector::ZERO);
            self.predict_chroma_420::<4>(place, first_chroma, block);
            return self.predict_full_planes(predict, block);
        }
        let near = vector.rounded();
        let predict = |plane: &[u8], to: &mut [u8; 256]| {
            let pixels = self.half_pixels(plane, sub_mb, near)?;
            let lines = to.get_mut(first..)?.chunks_mut(MB_SIDE);
            for (line, row) in lines.zip(pixels.at(vector.x - near.x, vector.y - near.y)) {
                *line.first_chunk_mut()? = row;
            }
            Some(())
        };
        let place = self.place(sub_mb.mb, vector.floor())?;
        let fraction = MotionVector { x: vector.x & 3, y: vector.y & 3 };
        let place = ChromaPlace::of(moved(place), fraction);
        self.predict_chroma_420::<4>(place, first_chroma, block);
        self.predict_full_planes(predict, block)
    }

    /// The pixels and half-pixels of a plane around a sub-macroblock moved by a vector of whole
    /// pixels; `None` where they are not all within the picture.
    pub(crate) fn half_pixels(
        &self,
        plane: &[u8],
        sub_mb: SubMb,
        vector: MotionVector,
    ) -> Option<HalfPixels> {
        let place = self.place(sub_mb.mb, vector)?;
        let offset = SubMb::offset(sub_mb.number);
        let x = (place.x + offset.x).checked_sub(MARGIN)?;
        let y = (place.y + offset.y).checked_sub(MARGIN)?;
        HalfPixels::new(plane, self.planes.luma_stride(), PixelPosition { x, y })
    }

    /// Predicts `N` by `N` chroma pixels in 4:2:0, and writes them from index `first` on.
    #[inline]
    fn predict_chroma_420<const N: usize>(
        &self,
        place: ChromaPlace,
        first: usize,
        block: &mut Macroblock,
    ) {
        if self.planes.chroma_format == ChromaFormat::Yuv444 {
            return;
        }
        let stride = self.planes.mb_width * CHROMA_420_SIDE;
        for (plane, block) in [(&self.planes.u, &mut block.u), (&self.planes.v, &mut block.v)] {
            let to = chroma_420_mut(block).get_mut(first..).unwrap_or_default();
            let to = to.chunks_mut(CHROMA_420_SIDE);
            match place.whole() {
                Some(pixel) => copy::<N>(plane, stride, pixel, to),
                None => chroma::<N>(plane, stride, place, to),
            }
        }
    }
}

/// Copies `N` by `N` pixels.
#[inline]
fn copy<'a, const N: usize>(
    plane: &[u8],
    stride: usize,
    from: PixelPosition,
    to: impl Iterator<Item = &'a mut [u8]>,
) {
    let Some(plane) = plane.get(from.y * stride + from.x..) else { return };
    for (row, line) in plane.chunks(stride).zip(to.take(N)) {
        if let (Some(from), Some(line)) = (row.first_chunk::<N>(), line.first_chunk_mut::<N>()) {
            *line = *from;
        }
    }
}
