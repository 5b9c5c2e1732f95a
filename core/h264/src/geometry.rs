//! Areas and positions.

/// A rectangle of pixels or of macroblocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Area {
    /// The first column.
    pub left: usize,
    /// The first row.
    pub top: usize,
    /// The column after the last one.
    pub right: usize,
    /// The row after the last one.
    pub bottom: usize,
}

impl Area {
    /// The smallest area that contains both.
    pub(crate) fn union(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }
}

/// The position of a macroblock, counted in macroblocks: within the picture, or within the rows of a
/// slice where the description says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct MbPosition {
    pub(crate) x: usize,
    pub(crate) y: usize,
}

/// The position of a luma pixel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PixelPosition {
    pub(crate) x: usize,
    pub(crate) y: usize,
}

/// The position of a 4x4 block within its macroblock, counted in blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct BlockPosition {
    pub(crate) x: usize,
    pub(crate) y: usize,
}

/// A sub-macroblock: one of the four 8x8 quarters of a macroblock, numbered in raster order (§6.4.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SubMb {
    /// The position of the macroblock within the picture.
    pub(crate) mb: MbPosition,
    /// 0 to 3.
    pub(crate) number: usize,
}

impl SubMb {
    /// The first pixel of a sub-macroblock within its macroblock.
    #[inline]
    pub(crate) const fn offset(number: usize) -> PixelPosition {
        PixelPosition { x: number % 2 * SUB_MB_SIDE, y: number / 2 * SUB_MB_SIDE }
    }
}

/// Luma pixels along the side of a macroblock.
pub(crate) const MB_SIDE: usize = 16;
/// Chroma pixels along the side of a macroblock in 4:2:0.
pub(crate) const CHROMA_420_SIDE: usize = 8;
/// Luma pixels along the side of a sub-macroblock.
pub(crate) const SUB_MB_SIDE: usize = 8;
