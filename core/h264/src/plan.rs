//! PURE. What changed since the last picture.

use alloc::vec::Vec;

use super::band::{Band, Memory, Plan};
use super::motion::{Reference, Vector};
use super::planes::{Block, LUMA, Planes, Sampling, Source};
use super::scroll::Area;

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

/// How much there is in a picture that stands alone: the sum of the differences from each pixel to
/// the one on its left.
pub fn look(band: &mut Band<'_>) -> Totals {
    let stride = band.pixels.wide * LUMA;
    let mut totals = Totals { news: band.plans.len(), ..Totals::default() };
    let Planes { sampling, y, u, v, .. } = &band.source;
    // Shared colours are few beside the luma.
    let chroma = if *sampling == Sampling::Full { [Some(u), Some(v)] } else { [None, None] };
    for row in [Some(y)].into_iter().chain(chroma).flatten().flat_map(|plane| plane.chunks(stride))
    {
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
