//! Motion vector prediction: encoder and decoder derive the same vector from the neighbours, and only
//! the difference to it is written (ITU-T H.264 §8.4.1).

use crate::partition::Partitioning;
use crate::vector::MotionVector;

/// What a neighbouring macroblock contributes to the prediction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum MbMotion {
    /// It is outside of the slice.
    #[default]
    Unavailable,
    /// It is intra predicted.
    Intra,
    /// It is inter predicted, with one vector for each sub-macroblock.
    Inter([MotionVector; 4]),
}

impl MbMotion {
    #[inline]
    fn sub_mb(self, number: usize) -> PartitionMotion {
        match self {
            Self::Unavailable => PartitionMotion::Unavailable,
            Self::Intra => PartitionMotion::Intra,
            Self::Inter(vectors) => PartitionMotion::Inter(vectors[number]),
        }
    }
}

/// What a neighbouring partition contributes to the prediction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum PartitionMotion {
    /// It is outside of the slice, or not decoded yet.
    #[default]
    Unavailable,
    /// It is intra predicted.
    Intra,
    /// It is inter predicted with this vector.
    Inter(MotionVector),
}

impl PartitionMotion {
    fn is_inter(self) -> bool {
        matches!(self, Self::Inter(_))
    }

    /// The vector, or zero where there is none (§8.4.1.3.2).
    fn vector(self) -> MotionVector {
        match self {
            Self::Inter(vector) => vector,
            Self::Unavailable | Self::Intra => MotionVector::ZERO,
        }
    }
}

/// The neighbouring partitions A, B and C of a partition (§8.4.1.3.2).
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct PartitionNeighbours {
    /// A: on the left.
    pub(crate) left: PartitionMotion,
    /// B: above.
    pub(crate) above: PartitionMotion,
    /// C: above on the right; where that is unavailable D, above on the left.
    pub(crate) corner: PartitionMotion,
}

impl PartitionNeighbours {
    #[inline]
    fn new(
        left: PartitionMotion,
        above: PartitionMotion,
        above_right: PartitionMotion,
        above_left: PartitionMotion,
    ) -> Self {
        let corner = match above_right {
            PartitionMotion::Unavailable => above_left,
            PartitionMotion::Intra | PartitionMotion::Inter(_) => above_right,
        };
        Self { left, above, corner }
    }

    /// The median prediction (§8.4.1.3.1).
    #[inline]
    pub(crate) fn median(&self) -> MotionVector {
        let Self { left, above, corner } = *self;
        if above == PartitionMotion::Unavailable && corner == PartitionMotion::Unavailable {
            return left.vector();
        }
        match [left, above, corner] {
            [PartitionMotion::Inter(only), b, c] if !b.is_inter() && !c.is_inter() => only,
            [a, PartitionMotion::Inter(only), c] if !a.is_inter() && !c.is_inter() => only,
            [a, b, PartitionMotion::Inter(only)] if !a.is_inter() && !b.is_inter() => only,
            [a, b, c] => {
                let (a, b, c) = (a.vector(), b.vector(), c.vector());
                MotionVector { x: median(a.x, b.x, c.x), y: median(a.y, b.y, c.y) }
            }
        }
    }

    /// The vector of a skipped macroblock (`P_Skip`, §8.4.1.1).
    #[inline]
    pub(crate) fn skip(&self) -> MotionVector {
        let zero = PartitionMotion::Inter(MotionVector::ZERO);
        let Self { left, above, .. } = *self;
        if left == PartitionMotion::Unavailable
            || above == PartitionMotion::Unavailable
            || left == zero
            || above == zero
        {
            return MotionVector::ZERO;
        }
        self.median()
    }
}

fn median(a: i32, b: i32, c: i32) -> i32 {
    a.max(b).min(a.min(b).max(c))
}

/// The neighbouring macroblocks A, B, C and D (§6.4.9).
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct MbNeighbours {
    /// A: on the left.
    pub(crate) left: MbMotion,
    /// B: above.
    pub(crate) above: MbMotion,
    /// C: above on the right.
    pub(crate) above_right: MbMotion,
    /// D: above on the left.
    pub(crate) above_left: MbMotion,
}

impl MbNeighbours {
    /// The neighbouring partitions of a macroblock of one partition.
    #[inline]
    pub(crate) fn of_16x16(&self) -> PartitionNeighbours {
        PartitionNeighbours::new(
            self.left.sub_mb(1),
            self.above.sub_mb(2),
            self.above_right.sub_mb(2),
            self.above_left.sub_mb(3),
        )
    }

    /// The predicted vector of the partition that begins with the sub-macroblock `first` (§8.4.1.3).
    /// `own` holds the vectors of the partitions before it.
    pub(crate) fn predict(
        &self,
        partitioning: Partitioning,
        first: usize,
        own: &[MotionVector; 4],
    ) -> MotionVector {
        use Partitioning::{P8x8, P8x16, P16x8, P16x16};
        let Self { left, above, above_right, above_left } = self;
        let own = |sub_mb: usize| PartitionMotion::Inter(own[sub_mb]);
        let neighbours = PartitionNeighbours::new;
        let unavailable = PartitionMotion::Unavailable;
        let neighbours = match (partitioning, first) {
            (P16x16, _) | (P16x8, 0) => self.of_16x16(),
            (P16x8, _) => neighbours(left.sub_mb(3), own(0), unavailable, left.sub_mb(1)),
            (P8x16 | P8x8, 0) => {
                neighbours(left.sub_mb(1), above.sub_mb(2), above.sub_mb(3), above_left.sub_mb(3))
            }
            (P8x16, _) | (P8x8, 1) => {
                neighbours(own(0), above.sub_mb(3), above_right.sub_mb(2), above.sub_mb(2))
            }
            (P8x8, 2) => neighbours(left.sub_mb(3), own(0), own(1), left.sub_mb(1)),
            (P8x8, _) => neighbours(own(2), own(1), unavailable, own(0)),
        };
        // The directional prediction of 16x8 and 8x16 partitions (Figure 8-3).
        let directional = match (partitioning, first) {
            (P16x8, 0) => neighbours.above,
            (P16x8, _) | (P8x16, 0) => neighbours.left,
            (P8x16, _) => neighbours.corner,
            (P16x16 | P8x8, _) => unavailable,
        };
        match directional {
            PartitionMotion::Inter(vector) => vector,
            PartitionMotion::Unavailable | PartitionMotion::Intra => neighbours.median(),
        }
    }
}
