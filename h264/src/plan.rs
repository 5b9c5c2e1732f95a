//! PURE. What changed since the last picture, and where it was before.

use super::band::{Band, Memory, Place, Plan, around, index};
use super::motion::{Neighbour, Reference, Vector, vector_bits};
use super::planes::{Block, LUMA, Planes, Source};
use super::scroll::Area;
use super::slice::lambda;

/// Notes what changed since the last picture, and keeps it in `now`. Returns the part that holds
/// all of it, in macroblocks.
pub fn compare(
    plans: &mut [Plan],
    memory: &[Memory],
    picture: Source<'_>,
    last: &Planes<Vec<u8>>,
    now: &mut Planes<&mut [u8]>,
) -> Option<Area> {
    let wide = last.wide;
    let mut area: Option<Area> = None;
    let mut block = Block::EMPTY;
    let rows = plans.chunks_mut(wide).zip(memory.chunks(wide));
    for (y, (plans, memory)) in rows.enumerate() {
        for (plan, memory) in plans.iter_mut().zip(memory) {
            *plan = Plan { is_news: memory.qp == 0, ..Plan::default() };
        }
        picture.differences(last, y, |x| {
            if let Some(plan) = plans.get_mut(x) {
                plan.is_news = true;
            }
        });
        for (x, (plan, memory)) in plans.iter().zip(memory).enumerate() {
            if !plan.is_news && memory.changed {
                // The picture that is written over is the one before the last.
                last.view().load(x, y, &mut block);
                now.store(x, y, &block);
            }
            if plan.is_news {
                picture.load(x, y, &mut block);
                now.store(x, y, &block);
                let here = Area { x: (x, x + 1), y: (y, y + 1) };
                area = Some(area.map_or(here, |area| area.and(here)));
            }
        }
    }
    area
}

/// Looks where the changed macroblocks were before.
pub fn search(
    band: &mut Band<'_>,
    last: Reference<'_>,
    reference: Reference<'_>,
    shifts: &[Vector],
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
            let at = |place| neighbour_plan(band, place, x, row);
            let mut plan = search.run(at, shifts, band.memory[n].vector);
            // Inside of something that is lost, not on its edge, where two motions meet.
            let is_lost = |place| {
                let plan = index(place, x, row, wide).and_then(|n| band.plans.get(n));
                plan.is_some_and(Plan::is_lost)
            };
            if hunts > 0 && plan.is_lost() && is_lost(Place::Left) && is_lost(Place::Above) {
                hunts -= 1;
                if let Some(vector) = last.hunt(&block, x, y) {
                    search.take(vector, &mut plan);
                }
            }
            band.plans[n] = plan;
        }
    }
    look_back(band, last, reference, lambda);
    for n in 0..band.plans.len() {
        let plan = band.plans[n];
        if !plan.is_news {
            continue;
        }
        totals.news += 1;
        if plan.is_moved {
            let qp = qp_there(band, (n % wide, n / wide), plan.vector);
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
/// below, which were found later.
fn look_back(band: &mut Band<'_>, last: Reference<'_>, reference: Reference<'_>, lambda: u32) {
    let wide = band.pixels.wide;
    let mut block = Block::EMPTY;
    for n in (0..band.plans.len()).rev() {
        let mut plan = band.plans[n];
        if !plan.is_news || !plan.is_lost() {
            continue;
        }
        let (x, row) = (n % wide, n / wide);
        let right = if x + 1 < wide { band.plans.get(n + 1) } else { None };
        let found = [right, band.plans.get(n + wide)].into_iter().flatten();
        let mut vectors = found.filter(|plan| plan.is_moved).map(|plan| plan.vector);
        band.source.view().load(x, row, &mut block);
        let search = Search { block: &block, last, reference, x, y: band.top + row, lambda };
        let vector = vectors.find(|vector| search.is_there(*vector));
        drop(vectors);
        if let Some(vector) = vector {
            search.take(vector, &mut plan);
            band.plans[n] = plan;
        }
    }
}

impl Plan {
    fn is_lost(&self) -> bool {
        self.is_news && !self.is_moved && self.difference > LOST
    }
}

/// What only moved may be coarser by so much than what is coded now.
const COARSER: u8 = 2;

/// The coarsest quantiser of the pixels that a vector points at; `None` when they are not all in
/// the band.
fn qp_there(band: &Band<'_>, (x, row): (usize, usize), vector: Vector) -> Option<u8> {
    let wide = band.pixels.wide;
    let first = |at: usize, by: i32| {
        let at = i32::try_from(at * LUMA).ok()?.checked_add(by)?;
        let (at, rest) = (at.div_euclid(16), at.rem_euclid(16));
        Some((usize::try_from(at).ok()?, usize::from(rest != 0)))
    };
    let ((x, more_x), (row, more_row)) = (first(x, vector.x)?, first(row, vector.y)?);
    let mut coarsest = 0;
    for row in row..=row + more_row {
        for x in x..=x + more_x {
            coarsest = coarsest.max(band.memory.get(row * wide + x)?.qp);
        }
    }
    Some(coarsest)
}

/// How much there is in a picture that stands alone: the sum of the differences from each pixel to
/// the one on its left.
pub fn look(band: &mut Band<'_>) -> Totals {
    let stride = band.pixels.wide * LUMA;
    let mut totals = Totals { news: band.plans.len(), ..Totals::default() };
    for row in band.source.y.chunks(stride) {
        let pairs = row.iter().zip(row.get(1..).unwrap_or_default());
        totals.difference += pairs.map(|(a, b)| u64::from(a.abs_diff(*b))).sum::<u64>();
    }
    totals
}

/// Marks what did not change, but went through a coarser quantiser than `above`, to be coded again.
pub fn refine(band: &mut Band<'_>, reference: Reference<'_>, above: u8) -> Totals {
    let wide = band.pixels.wide;
    let mut totals = Totals::default();
    let mut block = Block::EMPTY;
    for row in 0..band.high {
        for x in 0..wide {
            let n = row * wide + x;
            if band.plans[n].is_news || band.memory[n].qp <= above {
                continue;
            }
            band.source.view().load(x, row, &mut block);
            let there = reference.difference(&block, x, band.top + row, Vector::ZERO);
            let difference = there.unwrap_or(u32::MAX);
            band.plans[n] = Plan { is_news: true, difference, ..Plan::default() };
            totals.news += 1;
            totals.difference += u64::from(difference);
        }
    }
    totals
}

/// Sums over a slice.
#[derive(Clone, Copy, Debug, Default)]
pub struct Totals {
    /// Macroblocks that changed.
    pub news: usize,
    /// Those of them that only moved.
    pub moved: usize,
    /// Sum of absolute differences to where they were before.
    pub difference: u64,
}

impl Totals {
    /// Both together.
    pub fn and(self, other: Self) -> Self {
        Self {
            news: self.news + other.news,
            moved: self.moved + other.moved,
            difference: self.difference + other.difference,
        }
    }
}

fn neighbour_plan(band: &Band<'_>, place: Place, x: usize, row: usize) -> Neighbour {
    index(place, x, row, band.pixels.wide)
        .and_then(|n| band.plans.get(n))
        .map_or(Neighbour::Missing, |plan| Neighbour::Inter(plan.vector))
}

/// The search for where a macroblock was.
struct Search<'a> {
    block: &'a Block,
    /// The last picture as it came.
    last: Reference<'a>,
    /// What the decoder has of it.
    reference: Reference<'a>,
    x: usize,
    y: usize,
    lambda: u32,
}

/// A macroblock that is off by no more than this is not looked for any longer.
const GOOD: u32 = 128;
/// A macroblock that is off by more is hunted for: a window that is dragged is somewhere, exactly.
const LOST: u32 = 300;
/// Hunts in a slice, at most. Where one succeeds, the neighbours find the same way.
const HUNTS: u32 = 48;
/// Steps that the search goes from the best guess, at most.
const STEPS: usize = 24;

impl Search<'_> {
    /// Where it was.
    fn run(&self, at: impl Fn(Place) -> Neighbour, shifts: &[Vector], before: Vector) -> Plan {
        let around = around(at);
        let expected = around.expected();
        let mut best = Best { vector: Vector::ZERO, cost: u32::MAX, difference: u32::MAX };
        let neighbours = [around.left, around.above, around.corner];
        let vectors = neighbours.into_iter().filter_map(|neighbour| match neighbour {
            Neighbour::Inter(vector) => Some(vector),
            Neighbour::Missing | Neighbour::Intra => None,
        });
        let guesses = [around.skipped(), before].into_iter();
        let guesses = guesses.chain(vectors).chain(shifts.iter().copied());
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
            *plan = Plan { vector, difference, is_moved: true, ..*plan };
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
        let cost = difference.saturating_add(self.lambda * vector_bits(vector, expected));
        if cost < best.cost {
            *best = Best { vector, cost, difference };
        }
    }

    /// Small steps downhill, the first ones longer.
    fn wander(&self, best: &mut Best, expected: Vector) {
        let mut step = 4;
        for _ in 0..STEPS {
            let Vector { x, y } = best.vector;
            for (right, down) in [(step, 0), (-step, 0), (0, step), (0, -step)] {
                self.consider(best, Vector { x: x + right, y: y + down }, expected);
            }
            if best.difference <= GOOD {
                return;
            }
            if best.vector == (Vector { x, y }) {
                if step == 1 {
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
        Plan { is_news: true, vector, difference, is_moved, moved_qp: None }
    }
}
