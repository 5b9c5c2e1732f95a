//! Motion vectors (ITU-T H.264 §8.4.1).

/// A motion vector in quarters of a luma pixel. It points from a place in the current picture to the
/// place in the reference picture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct MotionVector {
    /// To the right.
    pub(crate) x: i32,
    /// Down.
    pub(crate) y: i32,
}

/// The vectors of the four sub-macroblocks of a macroblock that did not move.
pub(crate) const NO_MOTION: [MotionVector; 4] = [MotionVector::ZERO; 4];

/// A step of one whole pixel.
pub(crate) const WHOLE_PIXEL: i32 = 4;

impl MotionVector {
    /// No motion.
    pub(crate) const ZERO: Self = Self { x: 0, y: 0 };

    /// A vector of whole pixels.
    pub(crate) const fn whole(x: i32, y: i32) -> Self {
        Self { x: x * WHOLE_PIXEL, y: y * WHOLE_PIXEL }
    }

    /// The vector moved by a number of quarters of a pixel.
    #[inline]
    #[must_use]
    pub(crate) const fn plus(self, right: i32, down: i32) -> Self {
        Self { x: self.x + right, y: self.y + down }
    }

    /// Whether both components are whole pixels.
    #[inline]
    pub(crate) const fn is_whole(self) -> bool {
        (self.x | self.y) & 3 == 0
    }

    /// The nearest vector of whole pixels.
    #[inline]
    #[must_use]
    pub(crate) const fn rounded(self) -> Self {
        Self { x: (self.x + 2) & !3, y: (self.y + 2) & !3 }
    }

    /// The whole pixels of the vector, rounded down.
    #[inline]
    #[must_use]
    pub(crate) const fn floor(self) -> Self {
        Self { x: self.x & !3, y: self.y & !3 }
    }

    /// Bits of the motion vector difference (`mvd_l0`) to the predicted vector.
    #[inline]
    pub(crate) fn bits(self, predicted: Self) -> u32 {
        let bits = |difference: i32| {
            let twice = difference.unsigned_abs() * 2 + 1;
            2 * (32 - twice.leading_zeros()) - 1
        };
        bits(self.x - predicted.x) + bits(self.y - predicted.y)
    }
}
