//! PURE. What moves as a whole: scrolled text, dragged windows.
//!
//! The luma of the old and the new picture is compared row by row (or column by column) in broad
//! stripes. A row that is found elsewhere in the old picture, and only there, votes for a shift.

use alloc::vec;
use alloc::vec::Vec;
use core::cmp::Reverse;

use super::motion::Vector;

/// Pixels along a stripe in which rows are compared.
const STRIPE: usize = 64;
/// From one stripe to the next, in pixels.
const SPACING: usize = 192;
/// Shifts that are told at most.
pub const SHIFTS: usize = 3;
/// Rows that must have moved in the same way.
const VOTES: u32 = 5;
/// The largest shift that is searched for, in pixels.
const REACH: usize = 480;

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

/// Finds vertical shifts between two pictures. Keeps its buffers from one picture to the next.
#[derive(Debug, Default)]
pub struct Scrolls {
    rows: RowTable,
    /// Votes for each shift, from -[`REACH`] to [`REACH`].
    votes: Vec<u32>,
    ranked: Vec<Ranked>,
}

/// A shift with its votes.
#[derive(Clone, Copy, Debug)]
struct Ranked {
    shift: i32,
    votes: u32,
}

impl Scrolls {
    /// By how much parts of the area moved up or down, the likeliest first. The vectors point from
    /// the new place to the old one.
    pub fn find(&mut self, old: Luma<'_>, new: Luma<'_>, area: Area, found: &mut Vec<Vector>) {
        found.clear();
        self.votes.clear();
        self.votes.resize(2 * REACH + 1, 0);
        let mut left = area.x.0;
        while left + STRIPE / 2 <= area.x.1 {
            self.vote(old, new, (left, (left + STRIPE).min(area.x.1)), area.y);
            left += SPACING;
        }
        self.ranked.clear();
        let shifts = (-(REACH as i32)..).zip(&self.votes);
        let moved = shifts.filter(|(shift, votes)| *shift != 0 && **votes >= VOTES);
        self.ranked.extend(moved.map(|(shift, votes)| Ranked { shift, votes: *votes }));
        let order = |ranked: &Ranked| (Reverse(ranked.votes), ranked.shift.abs(), ranked.shift);
        self.ranked.sort_unstable_by_key(order);
        let best = self.ranked.iter().take(SHIFTS);
        found.extend(best.map(|ranked| Vector::whole(0, ranked.shift)));
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
        self.rows.begin(bottom - top);
        for y in top..bottom {
            self.rows.insert(row(old, y), y);
        }
        for y in top..bottom {
            let Some(from) = self.rows.find(row(new, y)) else { continue };
            // The shift, counted from the largest one upwards.
            let number = (from + REACH).checked_sub(y);
            if let Some(votes) = number.and_then(|number| self.votes.get_mut(number)) {
                *votes += 1;
            }
        }
    }
}

/// Where the rows of the old picture are, by their hashes: a table with open addressing and linear
/// probing, at most two thirds full.
#[derive(Debug, Default)]
struct RowTable {
    slots: Vec<Slot>,
    /// Slots of other generations are empty. So the table is emptied without a write to each slot.
    generation: u32,
    /// 64 less the binary logarithm of the number of slots: a hash is better in its high bits.
    shift: u32,
}

#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    hash: u64,
    generation: u32,
    /// [`SEVERAL`] when more than one row has this hash.
    row: u32,
}

/// Stands for a row that is there more than once, so that its place says nothing.
const SEVERAL: u32 = u32::MAX;

impl RowTable {
    /// Empties the table, and makes room for `rows`.
    fn begin(&mut self, rows: usize) {
        let size = (rows + rows / 2).next_power_of_two().max(2);
        self.generation = self.generation.wrapping_add(1);
        if self.slots.len() < size || self.generation == 0 {
            self.slots = vec![Slot::default(); size.max(self.slots.len())];
            self.generation = 1;
        }
        self.shift = 64 - self.slots.len().trailing_zeros();
    }

    /// Enters a row, of which there are no more than [`Self::begin`] made room for.
    fn insert(&mut self, hash: u64, row: usize) {
        let slot = self.slot(hash);
        let generation = self.generation;
        if let Some(slot) = self.slots.get_mut(slot) {
            let is_known = slot.generation == generation;
            let row = if is_known { SEVERAL } else { u32::try_from(row).unwrap_or(SEVERAL) };
            *slot = Slot { hash, generation, row };
        }
    }

    /// The only row with a hash.
    fn find(&self, hash: u64) -> Option<usize> {
        let slot = self.slots.get(self.slot(hash))?;
        let is_single = slot.generation == self.generation && slot.row != SEVERAL;
        is_single.then_some(slot.row as usize)
    }

    /// The slot of a hash, or the empty one where it would be.
    #[inline]
    fn slot(&self, hash: u64) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = (hash >> self.shift) as usize & mask;
        while let Some(slot) = self.slots.get(at)
            && slot.generation == self.generation
            && slot.hash != hash
        {
            at = (at + 1) & mask;
        }
        at
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
