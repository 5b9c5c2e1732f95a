//! PURE. Macroblocks in which several motions meet.

use super::band::Plan;
use super::motion::Vector;
use super::partition::{Cut, Nearby};
use super::search::{Search, WHOLE};

/// Vectors that are tried.
#[derive(Debug)]
pub struct Guesses {
    vectors: [Vector; GUESSES],
    count: usize,
}

/// As many at most, so many of them before the quarters go on by themselves.
const GUESSES: usize = 20;
const GIVEN: usize = 16;
/// Steps that a quarter goes from the best guess, at most.
const STEPS: usize = 6;
/// A quarter that is off by no more than this goes nowhere.
const GOOD: u32 = 48;

impl Default for Guesses {
    fn default() -> Self {
        Self { vectors: [Vector::ZERO; GUESSES], count: 0 }
    }
}

impl Guesses {
    /// Adds what is not among them, as long as there is room.
    pub fn add(&mut self, vectors: &[Vector]) {
        for vector in vectors {
            if self.count < GIVEN {
                self.put(vector.rounded());
            }
        }
    }

    fn put(&mut self, vector: Vector) {
        let known = &self.vectors[..self.count];
        if self.count < GUESSES && !known.contains(&vector) {
            self.vectors[self.count] = vector;
            self.count += 1;
        }
    }
}

/// What vectors leave over of each quarter.
struct Found {
    vectors: [Vector; GUESSES],
    off: [[u32; 4]; GUESSES],
    count: usize,
}

impl Found {
    fn all(&self) -> impl Iterator<Item = (Vector, &[u32; 4])> {
        self.vectors.iter().copied().zip(&self.off).take(self.count)
    }
}

impl Search<'_> {
    /// Finds the best way to cut the macroblock, and the vectors of its parts.
    pub fn split(&self, nearby: &Nearby, guesses: &mut Guesses, plan: &mut Plan) {
        let mut found =
            Found { vectors: [Vector::ZERO; GUESSES], off: [[0; 4]; GUESSES], count: 0 };
        let given = guesses.count;
        self.measure(guesses, 0, &mut found);
        for quarter in 0..4 {
            let best = found.all().min_by_key(|(_, off)| off[quarter]);
            if let Some((vector, off)) = best
                && off[quarter] > GOOD
            {
                guesses.put(self.wander_quarter(quarter, vector, off[quarter]));
            }
        }
        self.measure(guesses, given, &mut found);
        let mut best: Option<(u32, Plan)> = None;
        for cut in [Cut::Whole, Cut::Rows, Cut::Columns, Cut::Quarters] {
            let (cost, vectors, difference) = self.cut(cut, nearby, &found);
            if best.is_none_or(|(least, _)| cost < least) {
                best = Some((cost, Plan { vectors, difference, ..*plan }));
            }
        }
        if let Some((_, better)) = best {
            *plan = better;
            plan.is_moved = (0..4).all(|quarter| {
                let at = (self.x, self.y, quarter);
                self.last.is_quarter_there(self.block, at, plan.vectors[quarter])
            });
        }
    }

    fn measure(&self, guesses: &Guesses, from: usize, found: &mut Found) {
        for vector in &guesses.vectors[from..guesses.count] {
            let off = self.reference.differences(self.block, self.x, self.y, *vector);
            if let Some(off) = off {
                found.vectors[found.count] = *vector;
                found.off[found.count] = off;
                found.count += 1;
            }
        }
    }

    /// Small steps downhill.
    fn wander_quarter(&self, quarter: usize, from: Vector, off: u32) -> Vector {
        let at = (self.x, self.y, quarter);
        let (mut best, mut least) = (from, off);
        let mut step = 2 * WHOLE;
        for _ in 0..STEPS {
            let from = best;
            for (right, down) in [(step, 0), (-step, 0), (0, step), (0, -step)] {
                let vector = from.plus(right, down);
                let Some(off) = self.reference.quarter(self.block, at, vector) else { continue };
                if off < least {
                    (best, least) = (vector, off);
                }
            }
            if best == from {
                if step == WHOLE {
                    break;
                }
                step = WHOLE;
            }
        }
        best
    }

    /// The vectors that do best with a way to cut: cost, vectors, and what they leave over.
    fn cut(&self, cut: Cut, nearby: &Nearby, found: &Found) -> (u32, [Vector; 4], u32) {
        let mut vectors = [Vector::ZERO; 4];
        let (mut cost, mut difference) = (self.lambda * cut.bits(), 0);
        for first in cut.parts() {
            let quarters = cut.quarters(*first);
            let expected = nearby.expected(cut, *first, &vectors);
            let mut best = (u32::MAX, Vector::ZERO, u32::MAX);
            for (vector, off) in found.all() {
                let off = quarters.iter().map(|quarter| off[*quarter]).sum::<u32>();
                if off < best.0 {
                    let cost = off + self.lambda * vector.bits(expected);
                    if cost < best.0 {
                        best = (cost, vector, off);
                    }
                }
            }
            let (part, vector, off) = best;
            if part == u32::MAX {
                return (u32::MAX, vectors, u32::MAX);
            }
            for quarter in quarters {
                vectors[*quarter] = vector;
            }
            cost += part;
            difference += off;
        }
        (cost, vectors, difference)
    }
}
