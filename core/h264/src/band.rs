//! PURE. Macroblocks of a picture: what is known of each, and of those around it.

use super::motion::Vector;
use super::partition::{Motion, Nearby};
use super::planes::Planes;

/// What was found out about a macroblock before it is coded.
#[derive(Clone, Copy, Debug, Default)]
pub struct Plan {
    /// The picture differs here from the last one that was coded.
    pub is_news: bool,
    /// Where its quarters were in the last picture.
    pub vectors: [Vector; 4],
    /// How far that is off, in sums of absolute luma differences.
    pub difference: u32,
    /// The last picture showed exactly this there.
    pub is_moved: bool,
    /// And it went through this quantiser: what the decoder has of it is good enough.
    pub moved_qp: Option<u8>,
}

/// What is kept of each macroblock from one picture to the next.
#[derive(Clone, Copy, Debug, Default)]
pub struct Memory {
    /// The quantiser that its present pixels went through; 0 before the first.
    pub qp: u8,
    /// It changed in the last picture: the older one of the two pictures in memory differs here.
    pub changed: bool,
    /// How its quarters moved last.
    pub vectors: [Vector; 4],
}

/// The rows of macroblocks of a slice, with everything that belongs to them.
pub struct Band<'a> {
    /// The first row, within the picture.
    pub top: usize,
    /// Rows.
    pub high: usize,
    /// What the decoder will have.
    pub pixels: Planes<&'a mut [u8]>,
    /// The picture as it came.
    pub source: Planes<&'a mut [u8]>,
    /// One for each macroblock.
    pub plans: &'a mut [Plan],
    /// One for each macroblock.
    pub memory: &'a mut [Memory],
}

/// A neighbour's place.
#[derive(Clone, Copy)]
pub enum Place {
    /// On the left.
    Left,
    /// Above.
    Above,
    /// Above on the right.
    AboveRight,
    /// Above on the left.
    AboveLeft,
}

/// The number of a neighbour among the macroblocks of a band.
#[inline]
pub fn index(place: Place, x: usize, row: usize, wide: usize) -> Option<usize> {
    match place {
        Place::Left => (x > 0).then(|| row * wide + x - 1),
        Place::Above => (row > 0).then(|| (row - 1) * wide + x),
        Place::AboveRight => (row > 0 && x + 1 < wide).then(|| (row - 1) * wide + x + 1),
        Place::AboveLeft => (row > 0 && x > 0).then(|| (row - 1) * wide + x - 1),
    }
}

/// The neighbours that count.
#[inline]
pub fn nearby(at: impl Fn(Place) -> Motion) -> Nearby {
    Nearby {
        left: at(Place::Left),
        above: at(Place::Above),
        right: at(Place::AboveRight),
        corner: at(Place::AboveLeft),
    }
}
