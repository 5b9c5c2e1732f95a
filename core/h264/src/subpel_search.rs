//! Motion search at half-pixel and quarter-pixel positions.

use crate::analysis::MbAnalysis;
use crate::geometry::SubMb;
use crate::mb_search::MbSearch;
use crate::mv_prediction::MbNeighbours;
use crate::partition::Partitioning;

/// A fraction of a vector, in quarters of a pixel, that is tried.
#[derive(Clone, Copy)]
struct Fraction {
    right: i32,
    down: i32,
}

/// The best fraction so far.
struct Best {
    fraction: Fraction,
    /// The SAD, with the cost of the vector's bits.
    cost: u32,
    sad: u32,
}

/// The eight directions.
const DIRECTIONS: [Fraction; 8] = [
    Fraction { right: 1, down: 0 },
    Fraction { right: -1, down: 0 },
    Fraction { right: 0, down: 1 },
    Fraction { right: 0, down: -1 },
    Fraction { right: 1, down: 1 },
    Fraction { right: -1, down: -1 },
    Fraction { right: 1, down: -1 },
    Fraction { right: -1, down: 1 },
];

impl MbSearch<'_> {
    /// Moves the partitions of a macroblock by less than a pixel, where that is better.
    pub(crate) fn refine_subpel(&self, neighbours: &MbNeighbours, analysis: &mut MbAnalysis) {
        let partitioning = Partitioning::of(&analysis.vectors);
        for first in partitioning.first_sub_mbs() {
            self.refine_partition(partitioning, *first, neighbours, analysis);
        }
    }

    fn refine_partition(
        &self,
        partitioning: Partitioning,
        first: usize,
        neighbours: &MbNeighbours,
        analysis: &mut MbAnalysis,
    ) {
        let from = analysis.vectors[first];
        let predicted = neighbours.predict(partitioning, first, &analysis.vectors);
        let sub_mbs = partitioning.sub_mbs(first);
        let luma = &self.reference.planes.y;
        let mut pairs = [const { None }; 4];
        for number in sub_mbs {
            let sub_mb = SubMb { mb: self.at, number: *number };
            let Some(there) = self.reference.half_pixels(luma, sub_mb, from) else { return };
            pairs[*number] = Some((there, self.block.sub_mb(*number)));
        }
        let sad_at = |fraction: Fraction| {
            let mut sum = 0;
            for (there, ours) in pairs.iter().flatten() {
                sum += there.sad(ours, fraction.right, fraction.down);
            }
            sum
        };
        let cost_of = |fraction: Fraction, sad: u32| {
            sad + self.lambda * from.plus(fraction.right, fraction.down).bits(predicted)
        };
        let whole = Fraction { right: 0, down: 0 };
        let whole_sad = sad_at(whole);
        let mut best = Best { fraction: whole, cost: cost_of(whole, whole_sad), sad: whole_sad };
        for step in [2, 1] {
            let center = best.fraction;
            for direction in DIRECTIONS {
                let fraction = Fraction {
                    right: center.right + direction.right * step,
                    down: center.down + direction.down * step,
                };
                let sad = sad_at(fraction);
                if sad < best.cost && cost_of(fraction, sad) < best.cost {
                    best = Best { fraction, cost: cost_of(fraction, sad), sad };
                }
            }
        }
        let vector = from.plus(best.fraction.right, best.fraction.down);
        for number in sub_mbs {
            analysis.vectors[*number] = vector;
        }
        analysis.sad = analysis.sad + best.sad - whole_sad;
    }
}
