//! PURE. Macroblocks whose quarters go different ways (ITU-T H.264 §7.3.5, §8.4.1.3).
//!
//! Quarters are numbered as they are read: left and right above, left and right below.

use super::motion::{Around, Neighbour, Vector};

/// What is known of the motion of a macroblock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Motion {
    /// It is outside of the slice.
    #[default]
    Missing,
    /// It is not predicted from another picture.
    Intra,
    /// Its quarters are predicted with these vectors.
    Inter([Vector; 4]),
}

impl Motion {
    #[inline]
    fn quarter(self, number: usize) -> Neighbour {
        match self {
            Self::Missing => Neighbour::Missing,
            Self::Intra => Neighbour::Intra,
            Self::Inter(vectors) => Neighbour::Inter(vectors[number]),
        }
    }
}

/// The parts that have vectors of their own, with the numbers of Table 7-13.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    /// All goes one way.
    Whole = 0,
    /// Upper and lower half.
    Rows = 1,
    /// Left and right half.
    Columns = 2,
    /// Each quarter.
    Quarters = 3,
}

impl Cut {
    /// The fewest parts that do for the vectors of the quarters.
    #[inline]
    pub fn of([a, b, c, d]: &[Vector; 4]) -> Self {
        match (a == b && c == d, a == c && b == d) {
            (true, true) => Self::Whole,
            (true, false) => Self::Rows,
            (false, true) => Self::Columns,
            (false, false) => Self::Quarters,
        }
    }

    /// The first quarter of each part.
    #[inline]
    pub fn parts(self) -> &'static [usize] {
        match self {
            Self::Whole => &[0],
            Self::Rows => &[0, 2],
            Self::Columns => &[0, 1],
            Self::Quarters => &[0, 1, 2, 3],
        }
    }

    /// The quarters of the part that begins with one.
    #[inline]
    pub fn quarters(self, first: usize) -> &'static [usize] {
        match (self, first) {
            (Self::Whole, _) => &[0, 1, 2, 3],
            (Self::Rows, 0) => &[0, 1],
            (Self::Rows, _) => &[2, 3],
            (Self::Columns, 0) => &[0, 2],
            (Self::Columns, _) => &[1, 3],
            (Self::Quarters, 0) => &[0],
            (Self::Quarters, 1) => &[1],
            (Self::Quarters, 2) => &[2],
            (Self::Quarters, _) => &[3],
        }
    }

    /// Bits that say how it is cut.
    #[inline]
    pub fn bits(self) -> u32 {
        match self {
            Self::Whole => 1,
            Self::Rows | Self::Columns => 3,
            // Four types of quarters follow.
            Self::Quarters => 5 + 4,
        }
    }
}

/// The macroblocks around one that count.
#[derive(Clone, Copy, Debug, Default)]
pub struct Nearby {
    /// On the left.
    pub left: Motion,
    /// Above.
    pub above: Motion,
    /// Above on the right.
    pub right: Motion,
    /// Above on the left.
    pub corner: Motion,
}

impl Nearby {
    /// The neighbours of a macroblock that is not cut.
    #[inline]
    pub fn around(&self) -> Around {
        around(
            self.left.quarter(1),
            self.above.quarter(2),
            self.right.quarter(2),
            self.corner.quarter(3),
        )
    }

    /// The vector that both ends expect for the part that begins with a quarter. `own` holds the
    /// vectors of the parts before it.
    pub fn expected(&self, cut: Cut, first: usize, own: &[Vector; 4]) -> Vector {
        let Self { left, above, right, corner } = self;
        let own = |quarter: usize| Neighbour::Inter(own[quarter]);
        let around = match (cut, first) {
            (Cut::Whole, _) | (Cut::Rows, 0) => self.around(),
            (Cut::Rows, _) => around(left.quarter(3), own(0), Neighbour::Missing, left.quarter(1)),
            (Cut::Columns | Cut::Quarters, 0) => {
                around(left.quarter(1), above.quarter(2), above.quarter(3), corner.quarter(3))
            }
            (Cut::Columns, _) | (Cut::Quarters, 1) => {
                around(own(0), above.quarter(3), right.quarter(2), above.quarter(2))
            }
            (Cut::Quarters, 2) => around(left.quarter(3), own(0), own(1), left.quarter(1)),
            (Cut::Quarters, _) => around(own(2), own(1), Neighbour::Missing, own(0)),
        };
        // Halves rather go the way of the neighbour at their longer outer edge.
        let before = match (cut, first) {
            (Cut::Rows, 0) => around.above,
            (Cut::Rows, _) | (Cut::Columns, 0) => around.left,
            (Cut::Columns, _) => around.corner,
            (Cut::Whole | Cut::Quarters, _) => Neighbour::Missing,
        };
        match before {
            Neighbour::Inter(vector) => vector,
            Neighbour::Missing | Neighbour::Intra => around.expected(),
        }
    }
}

#[inline]
fn around(left: Neighbour, above: Neighbour, right: Neighbour, corner: Neighbour) -> Around {
    let corner = match right {
        Neighbour::Missing => corner,
        Neighbour::Intra | Neighbour::Inter(_) => right,
    };
    Around { left, above, corner }
}
