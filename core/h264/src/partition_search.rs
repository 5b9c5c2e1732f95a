//! Motion search for macroblocks in which several motions meet: how they are divided into
//! partitions, and with which vectors.

use crate::analysis::MbAnalysis;
use crate::geometry::SubMb;
use crate::mb_search::MbSearch;
use crate::mv_prediction::MbNeighbours;
use crate::partition::Partitioning;
use crate::vector::{MotionVector, WHOLE_PIXEL};

/// Candidates at most: the given ones, and one from the local search of each sub-macroblock.
const MAX_CANDIDATES: usize = 20;
/// Given candidates, at most.
const MAX_GIVEN: usize = 16;
/// Steps of the local search of a sub-macroblock, at most.
const MAX_STEPS: usize = 6;
/// A SAD of a sub-macroblock that is good enough to omit the local search.
const GOOD_SAD: u32 = 48;

/// Candidate vectors, each of them once.
#[derive(Debug)]
pub(crate) struct Candidates {
    vectors: [MotionVector; MAX_CANDIDATES],
    count: usize,
}

impl Default for Candidates {
    fn default() -> Self {
        Self { vectors: [MotionVector::ZERO; MAX_CANDIDATES], count: 0 }
    }
}

impl Candidates {
    /// Adds vectors that are not among them, as long as there is room.
    pub(crate) fn add(&mut self, vectors: &[MotionVector]) {
        for vector in vectors {
            if self.count < MAX_GIVEN {
                self.put(vector.rounded());
            }
        }
    }

    fn put(&mut self, vector: MotionVector) {
        let known = &self.vectors[..self.count];
        if self.count < MAX_CANDIDATES && !known.contains(&vector) {
            self.vectors[self.count] = vector;
            self.count += 1;
        }
    }
}

/// The candidates whose places are within the picture, with the SADs of the sub-macroblocks.
struct Measured {
    vectors: [MotionVector; MAX_CANDIDATES],
    sads: [[u32; 4]; MAX_CANDIDATES],
    count: usize,
}

impl Measured {
    fn all(&self) -> impl Iterator<Item = (MotionVector, &[u32; 4])> {
        self.vectors.iter().copied().zip(&self.sads).take(self.count)
    }
}

/// The best vectors for a partitioning.
#[derive(Clone, Copy)]
struct Choice {
    vectors: [MotionVector; 4],
    /// The SAD, with the cost of the bits.
    cost: u32,
    sad: u32,
}

/// The best vector of a partition so far.
#[derive(Clone, Copy)]
struct Best {
    vector: MotionVector,
    cost: u32,
    sad: u32,
}

impl MbSearch<'_> {
    /// Finds the best partitioning of the macroblock, and the vectors of its partitions.
    pub(crate) fn search_partitions(
        &self,
        neighbours: &MbNeighbours,
        candidates: &mut Candidates,
        analysis: &mut MbAnalysis,
    ) {
        let mut measured = Measured {
            vectors: [MotionVector::ZERO; MAX_CANDIDATES],
            sads: [[0; 4]; MAX_CANDIDATES],
            count: 0,
        };
        let given = candidates.count;
        self.measure(candidates, 0, &mut measured);
        for number in 0..4 {
            let best = measured.all().min_by_key(|(_, sads)| sads[number]);
            if let Some((vector, sads)) = best
                && sads[number] > GOOD_SAD
            {
                candidates.put(self.search_sub_mb_locally(number, vector, sads[number]));
            }
        }
        self.measure(candidates, given, &mut measured);
        let mut best: Option<Choice> = None;
        for partitioning in Partitioning::ALL {
            let Some(choice) = self.choose_vectors(partitioning, neighbours, &measured) else {
                continue;
            };
            if best.is_none_or(|best| choice.cost < best.cost) {
                best = Some(choice);
            }
        }
        if let Some(Choice { vectors, sad, .. }) = best {
            *analysis = MbAnalysis { vectors, sad, ..*analysis };
            analysis.is_exact_match = (0..4).all(|number| {
                let sub_mb = SubMb { mb: self.at, number };
                self.last_source.is_sub_mb_exact(self.block, sub_mb, vectors[number])
            });
        }
    }

    /// Measures the candidates from an index on.
    fn measure(&self, candidates: &Candidates, from: usize, measured: &mut Measured) {
        for vector in &candidates.vectors[from..candidates.count] {
            if let Some(sads) = self.reference.sub_mb_sads(self.block, self.at, *vector) {
                measured.vectors[measured.count] = *vector;
                measured.sads[measured.count] = sads;
                measured.count += 1;
            }
        }
    }

    /// Small-diamond search for one sub-macroblock.
    fn search_sub_mb_locally(&self, number: usize, from: MotionVector, sad: u32) -> MotionVector {
        let sub_mb = SubMb { mb: self.at, number };
        let (mut best, mut least) = (from, sad);
        let mut step = 2 * WHOLE_PIXEL;
        for _ in 0..MAX_STEPS {
            let from = best;
            for (right, down) in [(step, 0), (-step, 0), (0, step), (0, -step)] {
                let vector = from.plus(right, down);
                let Some(sad) = self.reference.sub_mb_sad(self.block, sub_mb, vector) else {
                    continue;
                };
                if sad < least {
                    (best, least) = (vector, sad);
                }
            }
            if best == from {
                if step == WHOLE_PIXEL {
                    break;
                }
                step = WHOLE_PIXEL;
            }
        }
        best
    }

    /// The best vectors for a partitioning; `None` without candidates.
    fn choose_vectors(
        &self,
        partitioning: Partitioning,
        neighbours: &MbNeighbours,
        measured: &Measured,
    ) -> Option<Choice> {
        let mut vectors = [MotionVector::ZERO; 4];
        let (mut cost, mut sad) = (self.lambda * partitioning.type_bits(), 0);
        for first in partitioning.first_sub_mbs() {
            let sub_mbs = partitioning.sub_mbs(*first);
            let predicted = neighbours.predict(partitioning, *first, &vectors);
            let mut best = Best { vector: MotionVector::ZERO, cost: u32::MAX, sad: u32::MAX };
            for (vector, sads) in measured.all() {
                let sad = sub_mbs.iter().map(|number| sads[*number]).sum::<u32>();
                if sad < best.cost {
                    let cost = sad + self.lambda * vector.bits(predicted);
                    if cost < best.cost {
                        best = Best { vector, cost, sad };
                    }
                }
            }
            if best.cost == u32::MAX {
                return None;
            }
            for number in sub_mbs {
                vectors[*number] = best.vector;
            }
            cost += best.cost;
            sad += best.sad;
        }
        Some(Choice { vectors, cost, sad })
    }
}
