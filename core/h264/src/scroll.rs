//! PURE. What moves as a whole: scrolled text, dragged windows.
//!
//! The luma of the old and the new picture is compared row by row (or column by column) in broad
//! stripes. A row that is found elsewhere in the old picture, and only there, votes for a shift.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::motion::Vector;

/// Pixels along a stripe in which rows are compared.
const STRIPE: usize = 64;
/// From one stripe to the next, in pixels.
const SPACING: usize = 192;
/// Shifts that are told at most.
pub const SHIFTS: usize = 3;
/// Rows that must have moved in the same way.
const VOTES: u32 = 5;
/// As far as a shift is looked for, in pixels.
const REACH: i32 = 480;

/// Luma of a picture.
#[derive(Clone, Copy)]
pub struct Luma<'a> {
    /// Row by row.
    pub pixels: &'a [u8],
    /// From one row to the next.
    pub stride: usize,
}

/// A part of the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Area {
    /// First column and the one behind the last.
    pub x: (usize, usize),
    /// First row and the one behind the last.
    pub y: (usize, usize),
}

impl Area {
    /// What holds both.
    pub fn and(self, other: Self) -> Self {
        Self {
            x: (self.x.0.min(other.x.0), self.x.1.max(other.x.1)),
            y: (self.y.0.min(other.y.0), self.y.1.max(other.y.1)),
        }
    }
}

type Rows = HashMap<u64, Option<usize>, BuildHasherDefault<Plain>>;

/// Finds shifts, and keeps its memory from one picture to the next.
#[derive(Debug, Default)]
pub struct Scrolls {
    /// Where the old rows are; nowhere if there are several of a kind.
    rows: Rows,
    votes: HashMap<i32, u32>,
    ranked: Vec<(i32, u32)>,
}

impl Scrolls {
    /// By how much parts of the area moved up or down, the likeliest first. The vectors point from
    /// the new place to the old one.
    pub fn find(&mut self, old: Luma<'_>, new: Luma<'_>, area: Area, found: &mut Vec<Vector>) {
        found.clear();
        self.votes.clear();
        let mut left = area.x.0;
        while left + STRIPE / 2 <= area.x.1 {
            self.vote(old, new, (left, (left + STRIPE).min(area.x.1)), area.y);
            left += SPACING;
        }
        self.ranked.clear();
        let moved = self.votes.iter().filter(|(shift, count)| **shift != 0 && **count >= VOTES);
        self.ranked.extend(moved.map(|(shift, count)| (*shift, *count)));
        self.ranked.sort_unstable_by_key(|(shift, count)| (Reverse(*count), shift.abs(), *shift));
        found.extend(self.ranked.iter().take(SHIFTS).map(|(y, _)| Vector::whole(0, *y)));
    }

    fn vote(
        &mut self,
        old: Luma<'_>,
        new: Luma<'_>,
        (left, right): (usize, usize),
        (top, bottom): (usize, usize),
    ) {
        let row = |luma: Luma<'_>, y: usize| {
            let from = y * luma.stride;
            hash(luma.pixels.get(from + left..from + right).unwrap_or_default())
        };
        self.rows.clear();
        for y in top..bottom {
            // A row that is there twice says nothing.
            self.rows.entry(row(old, y)).and_modify(|place| *place = None).or_insert(Some(y));
        }
        for y in top..bottom {
            if let Some(Some(place)) = self.rows.get(&row(new, y)) {
                let (Ok(from), Ok(to)) = (i32::try_from(*place), i32::try_from(y)) else {
                    continue;
                };
                if (from - to).abs() <= REACH {
                    *self.votes.entry(from - to).or_default() += 1;
                }
            }
        }
    }
}

/// Quick, and of no use against anybody who wants two rows to look alike: then a shift is guessed
/// wrongly, which costs a few bits.
#[inline]
fn hash(bytes: &[u8]) -> u64 {
    let (words, rest) = bytes.as_chunks::<8>();
    let mix =
        |hash: u64, word: u64| (hash.rotate_left(23) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let hash = words.iter().fold(0, |hash, word| mix(hash, u64::from_le_bytes(*word)));
    rest.iter().fold(hash, |hash, byte| mix(hash, u64::from(*byte)))
}

/// The keys are hashes already.
#[derive(Debug, Default)]
struct Plain(u64);

impl Hasher for Plain {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = hash(bytes);
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = value;
    }
}
