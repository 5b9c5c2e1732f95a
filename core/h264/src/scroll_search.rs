//! Search for areas that scrolled vertically, such as text.
//!
//! The luma of the old and the new picture is compared in vertical stripes. Each stripe of a row in
//! the new picture that exists exactly once in the old picture votes for a shift.

use alloc::vec;
use alloc::vec::Vec;
use core::cmp::Reverse;

use crate::geometry::Area;
use crate::vector::MotionVector;

/// The width of a stripe in pixels.
const STRIPE_WIDTH: usize = 64;
/// Pixels from one stripe to the next.
const STRIPE_SPACING: usize = 192;
/// Shifts that are reported, at most.
pub(crate) const MAX_SHIFTS: usize = 3;
/// Votes that a shift needs.
const MIN_VOTES: u32 = 5;
/// The largest shift that is searched for, in pixels.
const MAX_DISTANCE: usize = 480;

/// The luma plane of a picture.
#[derive(Clone, Copy)]
pub(crate) struct LumaPlane<'a> {
    pub(crate) pixels: &'a [u8],
    /// Bytes from one row to the next.
    pub(crate) stride: usize,
}

/// Finds vertical shifts between two pictures. Keeps its buffers from one picture to the next.
#[derive(Debug, Default)]
pub(crate) struct ScrollSearch {
    rows: RowTable,
    /// Votes for each shift, from -[`MAX_DISTANCE`] to [`MAX_DISTANCE`].
    votes: Vec<u32>,
    ranked: Vec<Ranked>,
}

/// A shift with its votes.
#[derive(Clone, Copy, Debug)]
struct Ranked {
    shift: i32,
    votes: u32,
}

impl ScrollSearch {
    /// Writes the vectors of parts of `area`, which is in pixels, that moved up or down: the likeliest
    /// first.
    pub(crate) fn find(
        &mut self,
        old: LumaPlane<'_>,
        new: LumaPlane<'_>,
        area: Area,
        found: &mut Vec<MotionVector>,
    ) {
        found.clear();
        self.votes.clear();
        self.votes.resize(2 * MAX_DISTANCE + 1, 0);
        let mut left = area.left;
        while left + STRIPE_WIDTH / 2 <= area.right {
            let right = (left + STRIPE_WIDTH).min(area.right);
            self.vote(old, new, Area { left, right, ..area });
            left += STRIPE_SPACING;
        }
        self.ranked.clear();
        let shifts = (-(MAX_DISTANCE as i32)..).zip(&self.votes);
        let moved = shifts.filter(|(shift, votes)| *shift != 0 && **votes >= MIN_VOTES);
        self.ranked.extend(moved.map(|(shift, votes)| Ranked { shift, votes: *votes }));
        let order = |ranked: &Ranked| (Reverse(ranked.votes), ranked.shift.abs(), ranked.shift);
        self.ranked.sort_unstable_by_key(order);
        let best = self.ranked.iter().take(MAX_SHIFTS);
        found.extend(best.map(|ranked| MotionVector::whole(0, ranked.shift)));
    }

    /// Counts the votes of the rows of a stripe.
    fn vote(&mut self, old: LumaPlane<'_>, new: LumaPlane<'_>, stripe: Area) {
        let Area { left, top, right, bottom } = stripe;
        let row = |luma: LumaPlane<'_>, y: usize| {
            let from = y * luma.stride;
            hash(luma.pixels.get(from + left..from + right).unwrap_or_default())
        };
        self.rows.clear(bottom - top);
        for y in top..bottom {
            self.rows.insert(row(old, y), y);
        }
        for y in top..bottom {
            let Some(from) = self.rows.find(row(new, y)) else { continue };
            // The index of the shift among the votes.
            let index = (from + MAX_DISTANCE).checked_sub(y);
            if let Some(votes) = index.and_then(|index| self.votes.get_mut(index)) {
                *votes += 1;
            }
        }
    }
}

/// The rows of the old picture by their hashes: a table with open addressing and linear probing, at
/// most two thirds full.
#[derive(Debug, Default)]
struct RowTable {
    slots: Vec<Slot>,
    /// Slots of other generations are empty, so that clearing the table does not write to each slot.
    generation: u32,
    /// 64 minus the binary logarithm of the number of slots: the high bits of a hash are the better
    /// ones.
    shift: u32,
}

#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    hash: u64,
    generation: u32,
    /// [`SEVERAL`] when more than one row has this hash.
    row: u32,
}

/// The row of a hash that several rows have.
const SEVERAL: u32 = u32::MAX;

impl RowTable {
    /// Empties the table, and makes room for `rows` rows.
    fn clear(&mut self, rows: usize) {
        let size = (rows + rows / 2).next_power_of_two().max(2);
        self.generation = self.generation.wrapping_add(1);
        if self.slots.len() < size || self.generation == 0 {
            self.slots = vec![Slot::default(); size.max(self.slots.len())];
            self.generation = 1;
        }
        self.shift = 64 - self.slots.len().trailing_zeros();
    }

    /// Adds a row; at most as many as [`Self::clear`] made room for.
    fn insert(&mut self, hash: u64, row: usize) {
        let slot = self.slot(hash);
        let generation = self.generation;
        if let Some(slot) = self.slots.get_mut(slot) {
            let is_known = slot.generation == generation;
            let row = if is_known { SEVERAL } else { u32::try_from(row).unwrap_or(SEVERAL) };
            *slot = Slot { hash, generation, row };
        }
    }

    /// The row with a hash, if it is the only one.
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

/// A fast hash without protection against chosen input: a collision makes the search report a wrong
/// shift, which costs a few bits.
#[inline]
fn hash(bytes: &[u8]) -> u64 {
    let (words, rest) = bytes.as_chunks::<8>();
    let mix =
        |hash: u64, word: u64| (hash.rotate_left(23) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let hash = words.iter().fold(0, |hash, word| mix(hash, u64::from_le_bytes(*word)));
    rest.iter().fold(hash, |hash, byte| mix(hash, u64::from(*byte)))
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Also after it was cleared, with other numbers of rows, and with hashes that share a slot.
        #[test]
        fn the_row_table_finds_the_rows_whose_hash_is_unique(
            tables in proptest::collection::vec(
                proptest::collection::vec((0..8u64, 0..4u64), 0..40), 1..6),
        ) {
            let mut table = RowTable::default();
            for hashes in tables {
                table.clear(hashes.len());
                let mut known: HashMap<u64, Option<usize>> = HashMap::new();
                for (row, (high, low)) in hashes.into_iter().enumerate() {
                    let hash = high << 61 | low;
                    table.insert(hash, row);
                    known.entry(hash).and_modify(|known| *known = None).or_insert(Some(row));
                }
                for (high, low) in (0..8).flat_map(|high| (0..4).map(move |low| (high, low))) {
                    let hash = high << 61 | low;
                    prop_assert_eq!(table.find(hash), known.get(&hash).copied().flatten());
                }
            }
        }
    }
}
