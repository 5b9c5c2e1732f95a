//! Motion search for one macroblock.

use crate::analysis::MbAnalysis;
use crate::geometry::MbPosition;
use crate::macroblock::Macroblock;
use crate::mv_prediction::{PartitionMotion, PartitionNeighbours};
use crate::reference::Reference;
use crate::vector::{MotionVector, WHOLE_PIXEL};

/// A SAD that is good enough to end the search.
const GOOD_SAD: u32 = 128;
/// Steps of the local search, at most.
const MAX_STEPS: usize = 24;

/// The motion search for a macroblock.
pub(crate) struct MbSearch<'a> {
    /// The source macroblock.
    pub(crate) block: &'a Macroblock,
    /// The last source picture.
    pub(crate) last_source: Reference<'a>,
    /// The last decoded picture.
    pub(crate) reference: Reference<'a>,
    /// The position within the picture.
    pub(crate) at: MbPosition,
    /// What a bit is worth, see [`crate::cost::lambda`].
    pub(crate) lambda: u32,
}

/// The best vector so far.
#[derive(Clone, Copy)]
struct Best {
    vector: MotionVector,
    /// The SAD, with the cost of the vector's bits.
    cost: u32,
    sad: u32,
}

impl Best {
    fn into_analysis(self, is_exact_match: bool) -> MbAnalysis {
        let vectors = [self.vector; 4];
        MbAnalysis { is_changed: true, vectors, sad: self.sad, is_exact_match, copied_qp: None }
    }
}

impl MbSearch<'_> {
    /// Searches for a vector for the whole macroblock: an exact match among the candidates, else the
    /// best candidate, improved by a local search.
    pub(crate) fn run(
        &self,
        neighbours: &PartitionNeighbours,
        global_vectors: &[MotionVector],
        last_vector: MotionVector,
    ) -> MbAnalysis {
        let predicted = neighbours.median();
        let mut best = Best { vector: MotionVector::ZERO, cost: u32::MAX, sad: u32::MAX };
        let partitions = [neighbours.left, neighbours.above, neighbours.corner];
        let vectors = partitions.into_iter().filter_map(|partition| match partition {
            PartitionMotion::Inter(vector) => Some(vector.rounded()),
            PartitionMotion::Unavailable | PartitionMotion::Intra => None,
        });
        let candidates = [neighbours.skip().rounded(), last_vector].into_iter();
        let candidates = candidates.chain(vectors).chain(global_vectors.iter().copied());
        if let Some(vector) = candidates.clone().find(|vector| self.is_exact(*vector)) {
            self.consider(&mut best, vector, predicted);
            return best.into_analysis(true);
        }
        self.consider(&mut best, MotionVector::ZERO, predicted);
        for vector in candidates {
            if best.sad <= GOOD_SAD {
                break;
            }
            self.consider(&mut best, vector, predicted);
        }
        if best.sad > GOOD_SAD {
            self.search_locally(&mut best, predicted);
        }
        best.into_analysis(self.is_exact(best.vector))
    }

    /// Uses a vector with an exact match.
    pub(crate) fn use_exact(&self, vector: MotionVector, analysis: &mut MbAnalysis) {
        if let Some(sad) = self.reference.sad(self.block, self.at, vector) {
            *analysis = MbAnalysis { vectors: [vector; 4], sad, is_exact_match: true, ..*analysis };
        }
    }

    /// Whether the last source picture has exactly this macroblock where the vector points.
    pub(crate) fn is_exact(&self, vector: MotionVector) -> bool {
        self.last_source.is_exact(self.block, self.at, vector)
    }

    #[inline]
    fn consider(&self, best: &mut Best, vector: MotionVector, predicted: MotionVector) {
        if best.vector == vector && best.cost != u32::MAX {
            return;
        }
        let Some(sad) = self.reference.sad(self.block, self.at, vector) else { return };
        let cost = sad.saturating_add(self.lambda * vector.bits(predicted));
        if cost < best.cost {
            *best = Best { vector, cost, sad };
        }
    }

    /// Small-diamond search: moves to the best of the four neighbours, with a step that is halved
    /// when none is better.
    fn search_locally(&self, best: &mut Best, predicted: MotionVector) {
        let mut step = 4 * WHOLE_PIXEL;
        for _ in 0..MAX_STEPS {
            let from = best.vector;
            for (right, down) in [(step, 0), (-step, 0), (0, step), (0, -step)] {
                self.consider(best, from.plus(right, down), predicted);
            }
            if best.sad <= GOOD_SAD {
                return;
            }
            if best.vector == from {
                if step == WHOLE_PIXEL {
                    return;
                }
                step /= 2;
            }
        }
    }
}
