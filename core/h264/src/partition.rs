//! How a P macroblock is divided into partitions (ITU-T H.264 Table 7-13).

use crate::vector::MotionVector;

/// The partitions of a macroblock, each with a motion vector of its own. The numbers are those of
/// `mb_type` in P slices. Sub-macroblocks are not divided further.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Partitioning {
    /// One partition (`P_L0_16x16`).
    P16x16 = 0,
    /// The upper and the lower half (`P_L0_L0_16x8`).
    P16x8 = 1,
    /// The left and the right half (`P_L0_L0_8x16`).
    P8x16 = 2,
    /// Four sub-macroblocks (`P_8x8`, each of them `P_L0_8x8`).
    P8x8 = 3,
}

impl Partitioning {
    pub(crate) const ALL: [Self; 4] = [Self::P16x16, Self::P16x8, Self::P8x16, Self::P8x8];

    /// The fewest partitions that can represent the vectors of the sub-macroblocks.
    #[inline]
    pub(crate) fn of([a, b, c, d]: &[MotionVector; 4]) -> Self {
        match (a == b && c == d, a == c && b == d) {
            (true, true) => Self::P16x16,
            (true, false) => Self::P16x8,
            (false, true) => Self::P8x16,
            (false, false) => Self::P8x8,
        }
    }

    /// The first sub-macroblock of each partition.
    #[inline]
    pub(crate) fn first_sub_mbs(self) -> &'static [usize] {
        match self {
            Self::P16x16 => &[0],
            Self::P16x8 => &[0, 2],
            Self::P8x16 => &[0, 1],
            Self::P8x8 => &[0, 1, 2, 3],
        }
    }

    /// The sub-macroblocks of the partition that begins with `first`.
    #[inline]
    pub(crate) fn sub_mbs(self, first: usize) -> &'static [usize] {
        match (self, first) {
            (Self::P16x16, _) => &[0, 1, 2, 3],
            (Self::P16x8, 0) => &[0, 1],
            (Self::P16x8, _) => &[2, 3],
            (Self::P8x16, 0) => &[0, 2],
            (Self::P8x16, _) => &[1, 3],
            (Self::P8x8, 0) => &[0],
            (Self::P8x8, 1) => &[1],
            (Self::P8x8, 2) => &[2],
            (Self::P8x8, _) => &[3],
        }
    }

    /// Bits of `mb_type`, and of `sub_mb_type` where there is one.
    #[inline]
    pub(crate) fn type_bits(self) -> u32 {
        match self {
            Self::P16x16 => 1,
            Self::P16x8 | Self::P8x16 => 3,
            Self::P8x8 => 5 + 4,
        }
    }
}
