//! The most frequent motion vectors of the last picture.

use alloc::vec::Vec;
use core::cmp::Reverse;

use crate::analysis::MbHistory;
use crate::vector::MotionVector;

/// Macroblocks that must have had a vector.
const MIN_COUNT: u32 = 3;
/// Vectors that are reported, at most.
pub(crate) const MAX_VECTORS: usize = 8;

/// A vector and how many macroblocks have it.
#[derive(Clone, Copy)]
struct Counter {
    vector: MotionVector,
    count: u32,
}

/// Appends the vectors that most of what moved in the last picture had: motion often continues.
pub(crate) fn frequent_vectors(history: &[MbHistory], vectors: &mut Vec<MotionVector>) {
    // Misra and Gries: every vector of more than a 17th of the macroblocks has a counter in the end.
    let mut counters = [Counter { vector: MotionVector::ZERO, count: 0 }; 16];
    for mb in history {
        let vector = mb.vectors[0].rounded();
        if !mb.has_changed || vector == MotionVector::ZERO {
            continue;
        }
        let own = counters.iter_mut().find(|counter| counter.vector == vector && counter.count > 0);
        if let Some(counter) = own {
            counter.count += 1;
        } else if let Some(free) = counters.iter_mut().find(|counter| counter.count == 0) {
            *free = Counter { vector, count: 1 };
        } else {
            counters.iter_mut().for_each(|counter| counter.count -= 1);
        }
    }
    counters.sort_unstable_by_key(|counter| Reverse(counter.count));
    let frequent = counters.iter().filter(|counter| counter.count >= MIN_COUNT).take(MAX_VECTORS);
    vectors.extend(frequent.map(|counter| counter.vector));
}
