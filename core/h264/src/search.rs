//! PURE. Where what changed was before.

use alloc::vec::Vec;

use super::band::{Band, Memory, Place, Plan, index, nearby};
use super::motion::{Around, Neighbour, QUARTER, Reference, Vector};
use super::partition::{Cut, Motion};
use super::plan::Totals;
use super::planes::{Block, LUMA};
use super::slice::lambda;
use super::split::Guesses;

/// Looks where the changed macroblocks were before.
pub fn search(
    band: &mut Band<'_>,
    last: Reference<'_>,
    reference: Reference<'_>,
    hints: &[Vector],
    qp_now: u8,
) -> Totals {
    let lambda = lambda(qp_now);
    let mut hunts = HUNTS;
    let wide = band.pixels.wide;
    let mut totals = Totals::default();
    let mut block = Block::EMPTY;
    for row in 0..band.high {
        for x in 0..wide {
            let n = row * wide + x;
            if !band.plans[n].is_news {
                continue;
            }
            let y = band.top + row;
            band.source.view().load(x, row, &mut block);
            let search = Search { block: &block, last, reference, x, y, lambda };
            let around = nearby(|place| neighbour_plan(band, place, x, row)).around();
            let mut plan = search.run(&around, hints, band.memory[n].vectors[0].rounded());
            // Inside of something that is lost, not on its edge, where two motions meet.
            let is_lost = |place| {
                let plan = index(place, x, row, wide).and_then(|n| band.plans.get(n));
                plan.is_some_and(Plan::is_lost)
            };
            if hunts > 0 && plan.is_lost() && is_lost(Place::Left) && is_lost(Place::Above) {
                let found = last.hunt(&block, x, y);
                hunts = hunts.saturating_sub(if found.is_some() { 1 } else { IN_VAIN });
                if let Some(vector) = found {
                    search.take(vector, &mut plan);
                }
            }
            band.plans[n] = plan;
        }
    }
    look_back(band, last, reference, hints, lambda);
    for n in 0..band.plans.len() {
        let plan = band.plans[n];
        if !plan.is_news {
            continue;
        }
        totals.news += 1;
        if plan.is_moved {
            let qp = qp_there(band, (n % wide, n / wide), &plan.vectors);
            let qp = qp.filter(|there| *there <= qp_now.saturating_add(COARSER));
            band.plans[n].moved_qp = qp;
        }
        if band.plans[n].moved_qp.is_some() {
            totals.moved += 1;
        } else {
            totals.difference += u64::from(plan.difference);
        }
    }
    totals
}

/// The other way round: what was lost may have gone the way of its neighbours on the right and
/// below, which were found later, or its parts may have gone the ways of several.
fn look_back(
    band: &mut Band<'_>,
    last: Reference<'_>,
    reference: Reference<'_>,
    hints: &[Vector],
    lambda: u32,
) {
    let wide = band.pixels.wide;
    let mut between = LOOKS_BETWEEN;
    let mut block = Block::EMPTY;
    for n in (0..band.plans.len()).rev() {
        let mut plan = band.plans[n];
        if !plan.is_news || plan.is_moved || plan.difference <= DIVIDED {
            continue;
        }
        let (x, row) = (n % wide, n / wide);
        band.source.view().load(x, row, &mut block);
        let search = Search { block: &block, last, reference, x, y: band.top + row, lambda };
        let right = if x + 1 < wide { band.plans.get(n + 1) } else { None };
        let found = [right, band.plans.get(n + wide)].into_iter().flatten();
        let mut vectors = found.filter(|plan| plan.is_moved).map(|plan| plan.vectors[0]);
        let vector = vectors.find(|vector| search.is_there(*vector));
        drop(vectors);
        if let Some(vector) = vector {
            search.take(vector, &mut plan);
        } else {
            let mut guesses = Guesses::default();
            guesses.add(&plan.vectors);
            guesses.add(&band.memory[n].vectors);
            for (row, x) in ring(row, x) {
                let there = (x < wide).then(|| band.plans.get(row * wide + x)).flatten();
                guesses.add(there.map_or(&[], |plan| &plan.vectors));
            }
            guesses.add(hints);
            guesses.add(&[Vector::ZERO]);
            let nearby = nearby(|place| neighbour_plan(band, place, x, row));
            search.split(&nearby, &mut guesses, &mut plan);
            if !plan.is_moved && plan.difference > BETWEEN && between > 0 {
                between -= 1;
                search.between(&nearby, &mut plan);
            }
        }
        band.plans[n] = plan;
    }
}

/// The rows and columns of the macroblocks all around one; where there is none, of none.
fn ring(row: usize, x: usize) -> impl Iterator<Item = (usize, usize)> {
    const STEPS: [(isize, isize); 8] =
        [(0, 1), (1, 0), (0, -1), (-1, 0), (1, 1), (1, -1), (-1, 1), (-1, -1)];
    STEPS.into_iter().filter_map(move |(down, right)| {
        Some((row.checked_add_signed(down)?, x.checked_add_signed(right)?))
    })
}

/// The ways that most of what moved in the last picture went, behind the hints that are there: what
/// moves goes on.
pub fn habits(memory: &[Memory], hints: &mut Vec<Vector>) {
    // Whoever has a majority among those that are not here takes a place (Misra and Gries).
    let mut counts = [(Vector::ZERO, 0u32); 16];
    for memory in memory {
        let vector = memory.vectors[0].rounded();
        if !memory.changed || vector == Vector::ZERO {
            continue;
        }
        if let Some((_, count)) = counts.iter_mut().find(|(v, count)| *v == vector && *count > 0) {
            *count += 1;
        } else if let Some(place) = counts.iter_mut().find(|(_, count)| *count == 0) {
            *place = (vector, 1);
        } else {
            counts.iter_mut().for_each(|(_, count)| *count -= 1);
        }
    }
    counts.sort_unstable_by_key(|(_, count)| core::cmp::Reverse(*count));
    let often = counts.iter().filter(|(_, count)| *count >= HABIT).take(HABITS);
    hints.extend(often.map(|(vector, _)| *vector));
}

/// Macroblocks that must have gone a way.
const HABIT: u32 = 3;
/// Ways that are told at most.
pub const HABITS: usize = 8;

impl Plan {
    fn is_lost(&self) -> bool {
        self.is_news && !self.is_moved && self.difference > LOST
    }
}

/// What only moved may be coarser by so much than what is coded now.
const COARSER: u8 = 2;

/// The coarsest quantiser of the pixels that vectors point at; `None` when they are not all in the
/// band.
fn qp_there(band: &Band<'_>, (x, row): (usize, usize), vectors: &[Vector; 4]) -> Option<u8> {
    if Cut::of(vectors) == Cut::Whole {
        return coarsest(band, (x * LUMA, row * LUMA), vectors[0], LUMA);
    }
    let mut worst = 0;
    for (n, vector) in vectors.iter().enumerate() {
        let at = (x * LUMA + n % 2 * QUARTER, row * LUMA + n / 2 * QUARTER);
        worst = worst.max(coarsest(band, at, *vector, QUARTER)?);
    }
    Some(worst)
}

/// The same for one square.
fn coarsest(
    band: &Band<'_>,
    (left, top): (usize, usize),
    vector: Vector,
    side: usize,
) -> Option<u8> {
    let wide = band.pixels.wide;
    let touched = |at: usize, by: i32| {
        let first = at.checked_add_signed(isize::try_from(by).ok()?)?;
        Some(first / LUMA..=(first + side - 1) / LUMA)
    };
    let mut coarsest = 0;
    for row in touched(top, vector.y >> 2)? {
        for x in touched(left, vector.x >> 2)? {
            coarsest = coarsest.max(band.memory.get(row * wide + x)?.qp);
        }
    }
    Some(coarsest)
}

fn neighbour_plan(band: &Band<'_>, place: Place, x: usize, row: usize) -> Motion {
    index(place, x, row, band.pixels.wide)
        .and_then(|n| band.plans.get(n))
        .map_or(Motion::Missing, |plan| Motion::Inter(plan.vectors))
}

/// The search for where a macroblock was.
pub struct Search<'a> {
    /// The macroblock as it came.
    pub block: &'a Block,
    /// The last picture as it came.
    pub last: Reference<'a>,
    /// What the decoder has of it.
    pub reference: Reference<'a>,
    /// Its place in the picture.
    pub x: usize,
    /// See `x`.
    pub y: usize,
    /// What a bit is worth.
    pub lambda: u32,
}

/// A macroblock that is off by no more than this is not looked for any longer.
const GOOD: u32 = 128;
/// A macroblock that is off by more is hunted for: a window that is dragged is somewhere, exactly.
const LOST: u32 = 300;
/// A macroblock that is off by more may have gone several ways.
const DIVIDED: u32 = 200;
/// A macroblock that is off by more may have gone by parts of pixels.
const BETWEEN: u32 = 200;
/// Looks between the pixels in a slice, at most.
const LOOKS_BETWEEN: u32 = 800;
/// Hunts in a slice, at most. Where one succeeds, the neighbours find the same way.
const HUNTS: u32 = 48;
/// A hunt in vain counts for as many: where nothing is found, nothing will be.
const IN_VAIN: u32 = 4;
/// A step of one pixel.
pub const WHOLE: i32 = 4;
/// Steps that the search goes from the best guess, at most.
const STEPS: usize = 24;

impl Search<'_> {
    /// Where it was.
    fn run(&self, around: &Around, hints: &[Vector], before: Vector) -> Plan {
        let expected = around.expected();
        let mut best = Best { vector: Vector::ZERO, cost: u32::MAX, difference: u32::MAX };
        let neighbours = [around.left, around.above, around.corner];
        let vectors = neighbours.into_iter().filter_map(|neighbour| match neighbour {
            Neighbour::Inter(vector) => Some(vector.rounded()),
            Neighbour::Missing | Neighbour::Intra => None,
        });
        let guesses = [around.skipped().rounded(), before].into_iter();
        let guesses = guesses.chain(vectors).chain(hints.iter().copied());
        if let Some(vector) = guesses.clone().find(|vector| self.is_there(*vector)) {
            self.consider(&mut best, vector, expected);
            return best.plan(true);
        }
        self.consider(&mut best, Vector::ZERO, expected);
        for vector in guesses {
            if best.difference <= GOOD {
                break;
            }
            self.consider(&mut best, vector, expected);
        }
        if best.difference > GOOD {
            self.wander(&mut best, expected);
        }
        best.plan(self.is_there(best.vector))
    }

    /// Takes a vector at which exactly this was.
    fn take(&self, vector: Vector, plan: &mut Plan) {
        if let Some(difference) = self.reference.difference(self.block, self.x, self.y, vector) {
            *plan = Plan { vectors: [vector; 4], difference, is_moved: true, ..*plan };
        }
    }

    fn is_there(&self, vector: Vector) -> bool {
        self.last.is_there(self.block, self.x, self.y, vector)
    }

    #[inline]
    fn consider(&self, best: &mut Best, vector: Vector, expected: Vector) {
        if best.vector == vector && best.cost != u32::MAX {
            return;
        }
        let Some(difference) = self.reference.difference(self.block, self.x, self.y, vector) else {
            return;
        };
        let cost = difference.saturating_add(self.lambda * vector.bits(expected));
        if cost < best.cost {
            *best = Best { vector, cost, difference };
        }
    }

    /// Small steps downhill, the first ones longer.
    fn wander(&self, best: &mut Best, expected: Vector) {
        let mut step = 4 * WHOLE;
        for _ in 0..STEPS {
            let from = best.vector;
            for (right, down) in [(step, 0), (-step, 0), (0, step), (0, -step)] {
                self.consider(best, from.plus(right, down), expected);
            }
            if best.difference <= GOOD {
                return;
            }
            if best.vector == from {
                if step == WHOLE {
                    return;
                }
                step /= 2;
            }
        }
    }
}

#[derive(Clone, Copy)]
struct Best {
    vector: Vector,
    cost: u32,
    difference: u32,
}

impl Best {
    fn plan(self, is_moved: bool) -> Plan {
        let Self { vector, difference, .. } = self;
        Plan { is_news: true, vectors: [vector; 4], difference, is_moved, moved_qp: None }
    }
}
