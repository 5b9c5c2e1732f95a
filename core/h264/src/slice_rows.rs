//! The rows of macroblocks of a slice, and the neighbours of a macroblock within them.

use crate::analysis::{MbAnalysis, MbHistory};
use crate::geometry::MbPosition;
use crate::mv_prediction::{MbMotion, MbNeighbours};
use crate::planes::Planes;

/// The rows of macroblocks of a slice, with all data that belongs to them.
pub(crate) struct SliceRows<'a> {
    /// The first row, within the picture.
    pub(crate) first_row: usize,
    /// The number of rows.
    pub(crate) row_count: usize,
    /// The decoded picture.
    pub(crate) decoded: Planes<&'a mut [u8]>,
    /// The source picture.
    pub(crate) source: Planes<&'a mut [u8]>,
    /// One for each macroblock.
    pub(crate) analysis: &'a mut [MbAnalysis],
    /// One for each macroblock.
    pub(crate) history: &'a mut [MbHistory],
}

impl SliceRows<'_> {
    /// Macroblocks in a row.
    #[inline]
    pub(crate) fn mb_width(&self) -> usize {
        self.decoded.mb_width
    }

    /// The position within the picture of a position within the slice.
    #[inline]
    pub(crate) fn in_picture(&self, at: MbPosition) -> MbPosition {
        MbPosition { x: at.x, y: self.first_row + at.y }
    }

    /// The motion of the neighbours, as far as it is analysed.
    pub(crate) fn neighbours(&self, at: MbPosition) -> MbNeighbours {
        neighbours(|neighbour| {
            neighbour
                .index(at, self.mb_width())
                .and_then(|n| self.analysis.get(n))
                .map_or(MbMotion::Unavailable, |analysis| MbMotion::Inter(analysis.vectors))
        })
    }
}

/// A neighbouring macroblock (§6.4.9).
#[derive(Clone, Copy)]
pub(crate) enum Neighbour {
    /// A.
    Left,
    /// B.
    Above,
    /// C.
    AboveRight,
    /// D.
    AboveLeft,
}

impl Neighbour {
    /// The index of the neighbour of the macroblock at `at` within the slice; `None` where there is
    /// none in the slice.
    #[inline]
    pub(crate) fn index(self, at: MbPosition, mb_width: usize) -> Option<usize> {
        let MbPosition { x, y } = at;
        match self {
            Self::Left => (x > 0).then(|| y * mb_width + x - 1),
            Self::Above => (y > 0).then(|| (y - 1) * mb_width + x),
            Self::AboveRight => (y > 0 && x + 1 < mb_width).then(|| (y - 1) * mb_width + x + 1),
            Self::AboveLeft => (y > 0 && x > 0).then(|| (y - 1) * mb_width + x - 1),
        }
    }
}

/// Collects the motion of the neighbours.
#[inline]
pub(crate) fn neighbours(motion: impl Fn(Neighbour) -> MbMotion) -> MbNeighbours {
    MbNeighbours {
        left: motion(Neighbour::Left),
        above: motion(Neighbour::Above),
        above_right: motion(Neighbour::AboveRight),
        above_left: motion(Neighbour::AboveLeft),
    }
}
