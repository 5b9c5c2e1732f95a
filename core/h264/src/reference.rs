//! The reference picture, and how far macroblocks differ from places in it.

use alloc::vec::Vec;

use crate::chroma_format::ChromaFormat;
use crate::geometry::{MB_SIDE, MbPosition, PixelPosition, SUB_MB_SIDE, SubMb};
use crate::macroblock::Macroblock;
use crate::planes::Planes;
use crate::vector::MotionVector;

/// The longest vector in each direction (Table A-1, level 3.1 and up, with a margin).
const MAX_VECTOR: MotionVector = MotionVector::whole(2040, 500);

/// How far [`Reference::find_exact`] searches to the left and to the right, and up and down.
const EXACT_RANGE: PixelPosition = PixelPosition { x: 96, y: 64 };

/// The last picture: as it is decoded, or as its source was.
#[derive(Clone, Copy)]
pub(crate) struct Reference<'a> {
    pub(crate) planes: &'a Planes<Vec<u8>>,
    /// Rows of macroblocks.
    pub(crate) mb_height: usize,
}

/// A line of a sub-macroblock.
type Line = [u8; SUB_MB_SIDE];

impl Reference<'_> {
    /// The first luma pixel of the macroblock at `at` moved by a vector of whole pixels; `None` when
    /// the vector is not whole, or when the macroblock would not be wholly within the picture.
    #[inline]
    pub(crate) fn place(&self, at: MbPosition, vector: MotionVector) -> Option<PixelPosition> {
        if !vector.is_whole() || vector.x.abs() > MAX_VECTOR.x || vector.y.abs() > MAX_VECTOR.y {
            return None;
        }
        let x = (at.x * MB_SIDE).checked_add_signed(isize::try_from(vector.x >> 2).ok()?)?;
        let y = (at.y * MB_SIDE).checked_add_signed(isize::try_from(vector.y >> 2).ok()?)?;
        let fits = x <= (self.planes.mb_width - 1) * MB_SIDE && y <= (self.mb_height - 1) * MB_SIDE;
        fits.then_some(PixelPosition { x, y })
    }

    /// The sum of absolute luma differences (SAD) to the macroblock at `at` moved by a vector of
    /// whole pixels.
    #[inline]
    pub(crate) fn sad(
        &self,
        block: &Macroblock,
        at: MbPosition,
        vector: MotionVector,
    ) -> Option<u32> {
        let place = self.place(at, vector)?;
        let stride = self.planes.luma_stride();
        let rows = self.planes.y.get(place.y * stride + place.x..)?.chunks(stride);
        let mut sum = 0;
        for (theirs, ours) in rows.zip(block.y.as_chunks::<MB_SIDE>().0) {
            let theirs = theirs.first_chunk::<MB_SIDE>()?;
            let differences = theirs.iter().zip(ours).map(|(a, b)| u32::from(a.abs_diff(*b)));
            sum += differences.sum::<u32>();
        }
        Some(sum)
    }

    /// [`Self::sad`] for each sub-macroblock.
    #[inline]
    pub(crate) fn sub_mb_sads(
        &self,
        block: &Macroblock,
        at: MbPosition,
        vector: MotionVector,
    ) -> Option<[u32; 4]> {
        let place = self.place(at, vector)?;
        let stride = self.planes.luma_stride();
        let rows = self.planes.y.get(place.y * stride + place.x..)?.chunks(stride);
        let mut sums = [[0; 2]; 2];
        for (n, (theirs, ours)) in rows.zip(block.y.as_chunks::<MB_SIDE>().0).enumerate() {
            let theirs = theirs.first_chunk::<MB_SIDE>()?.as_chunks::<SUB_MB_SIDE>().0;
            let halves = theirs.iter().zip(ours.as_chunks::<SUB_MB_SIDE>().0);
            for (sum, (theirs, ours)) in sums[n / SUB_MB_SIDE].iter_mut().zip(halves) {
                let differences = theirs.iter().zip(ours).map(|(a, b)| u32::from(a.abs_diff(*b)));
                *sum += differences.sum::<u32>();
            }
        }
        let [[a, b], [c, d]] = sums;
        Some([a, b, c, d])
    }

    /// [`Self::sad`] for one sub-macroblock.
    #[inline]
    pub(crate) fn sub_mb_sad(
        &self,
        block: &Macroblock,
        sub_mb: SubMb,
        vector: MotionVector,
    ) -> Option<u32> {
        let mut sum = 0;
        for (theirs, ours) in self.sub_mb_lines(&self.planes.y, &block.y, sub_mb, vector)? {
            let differences = theirs.iter().zip(ours).map(|(a, b)| u32::from(a.abs_diff(*b)));
            sum += differences.sum::<u32>();
        }
        Some(sum)
    }

    /// Whether the picture has exactly the macroblock at `at`, moved by a vector.
    #[inline]
    pub(crate) fn is_exact(
        &self,
        block: &Macroblock,
        at: MbPosition,
        vector: MotionVector,
    ) -> bool {
        let Some(place) = self.place(at, vector) else { return false };
        let stride = self.planes.luma_stride();
        let is_same = |plane: &[u8], block: &[u8; 256]| {
            let Some(rows) = plane.get(place.y * stride + place.x..) else { return false };
            let mut lines = rows.chunks(stride).zip(block.as_chunks::<MB_SIDE>().0);
            lines.all(|(theirs, ours)| theirs.first_chunk::<MB_SIDE>() == Some(ours))
        };
        self.is_same_in_all(block, is_same)
    }

    /// [`Self::is_exact`] for one sub-macroblock.
    #[inline]
    pub(crate) fn is_sub_mb_exact(
        &self,
        block: &Macroblock,
        sub_mb: SubMb,
        vector: MotionVector,
    ) -> bool {
        let is_same = |plane: &[u8], block: &[u8; 256]| {
            let lines = self.sub_mb_lines(plane, block, sub_mb, vector);
            lines.is_some_and(|mut lines| lines.all(|(theirs, ours)| theirs == ours))
        };
        self.is_same_in_all(block, is_same)
    }

    /// The lines of a sub-macroblock, in a plane of the picture and in the macroblock.
    #[inline]
    fn sub_mb_lines<'a>(
        &self,
        plane: &'a [u8],
        block: &'a [u8; 256],
        sub_mb: SubMb,
        vector: MotionVector,
    ) -> Option<impl Iterator<Item = (&'a Line, &'a Line)> + use<'a>> {
        let place = self.place(sub_mb.mb, vector)?;
        let offset = SubMb::offset(sub_mb.number);
        let stride = self.planes.luma_stride();
        let from = (place.y + offset.y) * stride + place.x + offset.x;
        let theirs = plane.get(from..)?.chunks(stride);
        let ours = block.get(offset.y * MB_SIDE + offset.x..)?.chunks(MB_SIDE).take(SUB_MB_SIDE);
        Some(theirs.zip(ours).filter_map(|(a, b)| Some((a.first_chunk()?, b.first_chunk()?))))
    }

    /// Checks each plane that has the luma resolution. In 4:2:0 a vector may move chroma by half a
    /// pixel, so that only the luma can be compared.
    #[inline]
    fn is_same_in_all(
        &self,
        block: &Macroblock,
        is_same: impl Fn(&[u8], &[u8; 256]) -> bool,
    ) -> bool {
        let Planes { chroma_format, y, u, v, .. } = self.planes;
        is_same(y, &block.y)
            && (*chroma_format == ChromaFormat::Yuv420
                || is_same(u, &block.u) && is_same(v, &block.v))
    }

    /// Searches all places around `at` for exactly this macroblock.
    pub(crate) fn find_exact(&self, block: &Macroblock, at: MbPosition) -> Option<MotionVector> {
        // A row of one colour would be found everywhere.
        let rows = block.y.as_chunks::<MB_SIDE>().0.iter().enumerate();
        let (row, wanted) = rows.skip(6).find(|(_, row)| row.iter().any(|p| *p != row[0]))?;
        let wanted = u128::from_le_bytes(*wanted);
        let stride = self.planes.luma_stride();
        let (left, top) = (at.x * MB_SIDE, at.y * MB_SIDE);
        let first = left.saturating_sub(EXACT_RANGE.x);
        let width = (left + EXACT_RANGE.x + MB_SIDE).min(stride) - first;
        let last = (top + EXACT_RANGE.y).min((self.mb_height - 1) * MB_SIDE);
        for there in top.saturating_sub(EXACT_RANGE.y)..=last {
            let line = self.planes.y.get((there + row) * stride + first..)?.get(..width)?;
            for (n, window) in line.windows(MB_SIDE).enumerate() {
                let window = window.first_chunk::<MB_SIDE>()?;
                if u128::from_le_bytes(*window) != wanted {
                    continue;
                }
                let vector = MotionVector::whole(offset(left, first + n)?, offset(top, there)?);
                if self.is_exact(block, at, vector) {
                    return Some(vector);
                }
            }
        }
        None
    }
}

fn offset(from: usize, to: usize) -> Option<i32> {
    i32::try_from(to).ok()?.checked_sub(i32::try_from(from).ok()?)
}
