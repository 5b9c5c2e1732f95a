//! The pixels of a single macroblock.

use crate::chroma_format::ChromaFormat;
use crate::geometry::{MB_SIDE, SUB_MB_SIDE, SubMb};

/// The pixels of one macroblock, in raster order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Macroblock {
    /// Luma, 16x16.
    pub(crate) y: [u8; 256],
    /// Chroma: 16x16 in 4:4:4; in 4:2:0 8x8, in the first 64 elements.
    pub(crate) u: [u8; 256],
    /// See `u`.
    pub(crate) v: [u8; 256],
}

impl Macroblock {
    /// Black.
    pub(crate) const BLACK: Self = Self { y: [0; 256], u: [128; 256], v: [128; 256] };

    /// Whether all pixels have the same colour.
    #[inline]
    pub(crate) fn is_flat(&self, format: ChromaFormat) -> bool {
        let is_one = |pixels: &[u8]| pixels.iter().all(|pixel| *pixel == pixels[0]);
        let chroma = format.mb_side() * format.mb_side();
        is_one(&self.y) && is_one(&self.u[..chroma]) && is_one(&self.v[..chroma])
    }

    /// The luma of a sub-macroblock.
    #[inline]
    pub(crate) fn sub_mb(&self, number: usize) -> [u8; 64] {
        let mut sub_mb = [0; 64];
        let offset = SubMb::offset(number);
        let from = offset.y * MB_SIDE + offset.x;
        let lines = self.y.get(from..).unwrap_or_default().chunks(MB_SIDE);
        for (line, ours) in sub_mb.as_chunks_mut::<SUB_MB_SIDE>().0.iter_mut().zip(lines) {
            if let Some(ours) = ours.first_chunk() {
                *line = *ours;
            }
        }
        sub_mb
    }
}

/// The elements of a chroma plane that are used in 4:2:0.
#[inline]
pub(crate) fn chroma_420(plane: &[u8; 256]) -> &[u8; 64] {
    let (first, _) = plane.as_chunks();
    &first[0]
}

/// See [`chroma_420`].
#[inline]
pub(crate) fn chroma_420_mut(plane: &mut [u8; 256]) -> &mut [u8; 64] {
    let (first, _) = plane.as_chunks_mut();
    &mut first[0]
}
