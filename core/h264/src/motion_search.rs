//! Motion search for the changed macroblocks of a slice.

use crate::analysis::{MbAnalysis, Totals};
use crate::cost::lambda;
use crate::geometry::{MB_SIDE, MbPosition, PixelPosition, SUB_MB_SIDE, SubMb};
use crate::macroblock::Macroblock;
use crate::mb_search::MbSearch;
use crate::partition::Partitioning;
use crate::partition_search::Candidates;
use crate::reference::Reference;
use crate::slice_rows::{Neighbour, SliceRows};
use crate::vector::MotionVector;

/// Above this SAD the surroundings are searched for an exact match: a dragged window is somewhere.
const EXACT_SEARCH_SAD: u32 = 300;
/// Above this SAD several partitions are tried.
const PARTITIONS_SAD: u32 = 200;
/// Above this SAD half-pixel and quarter-pixel positions are tried.
const SUBPEL_SAD: u32 = 200;
/// Searches at half-pixel and quarter-pixel positions in a slice, at most.
const MAX_SUBPEL_SEARCHES: u32 = 800;
/// Searches for an exact match in a slice, at most. After a success the neighbours find the same
/// vector without one.
const MAX_EXACT_SEARCHES: u32 = 48;
/// A search without success counts for as many, as the next ones are unlikely to succeed.
const FAILED_SEARCH: u32 = 4;
/// An exact match is copied from pixels whose QP is larger by so much, at most.
const COARSER_QP: u8 = 2;

/// The pictures in which is searched, and with which vectors first.
#[derive(Clone, Copy)]
pub(crate) struct SearchContext<'a> {
    /// The last source picture.
    pub(crate) last_source: Reference<'a>,
    /// The last decoded picture.
    pub(crate) reference: Reference<'a>,
    /// Vectors that are likely for many macroblocks.
    pub(crate) global_vectors: &'a [MotionVector],
    /// The QP that the picture will probably have.
    pub(crate) qp: u8,
}

impl<'a> SearchContext<'a> {
    fn for_mb<'b>(&self, block: &'b Macroblock, at: MbPosition) -> MbSearch<'b>
    where
        'a: 'b,
    {
        let Self { last_source, reference, qp, .. } = *self;
        MbSearch { block, last_source, reference, at, lambda: lambda(qp) }
    }
}

/// Finds motion vectors for the changed macroblocks.
pub(crate) fn search_motion(rows: &mut SliceRows<'_>, context: SearchContext<'_>) -> Totals {
    search_whole_mbs(rows, context);
    search_partitions(rows, context);
    let mb_width = rows.mb_width();
    let mut totals = Totals::default();
    for n in 0..rows.analysis.len() {
        let analysis = rows.analysis[n];
        if !analysis.is_changed {
            continue;
        }
        totals.changed += 1;
        if analysis.is_exact_match {
            let at = MbPosition { x: n % mb_width, y: n / mb_width };
            let qp = reference_qp(rows, at, &analysis.vectors);
            let qp = qp.filter(|there| *there <= context.qp.saturating_add(COARSER_QP));
            rows.analysis[n].copied_qp = qp;
        }
        if rows.analysis[n].copied_qp.is_none() {
            totals.sad += u64::from(analysis.sad);
        }
    }
    totals
}

/// The first pass, in raster order: one vector for each macroblock.
fn search_whole_mbs(rows: &mut SliceRows<'_>, context: SearchContext<'_>) {
    let mut exact_searches = MAX_EXACT_SEARCHES;
    let mb_width = rows.mb_width();
    let mut block = Macroblock::BLACK;
    for y in 0..rows.row_count {
        for x in 0..mb_width {
            let n = y * mb_width + x;
            if !rows.analysis[n].is_changed {
                continue;
            }
            let at = MbPosition { x, y };
            rows.source.view().load(at, &mut block);
            let search = context.for_mb(&block, rows.in_picture(at));
            let neighbours = rows.neighbours(at).of_16x16();
            let last_vector = rows.history[n].vectors[0].rounded();
            let mut analysis = search.run(&neighbours, context.global_vectors, last_vector);
            // Only inside of an area without a match, not on its edge, where two motions meet.
            let has_no_match = |neighbour: Neighbour| {
                let mb = neighbour.index(at, mb_width).and_then(|n| rows.analysis.get(n));
                mb.is_some_and(MbAnalysis::has_no_match)
            };
            if exact_searches > 0
                && analysis.has_no_match()
                && has_no_match(Neighbour::Left)
                && has_no_match(Neighbour::Above)
            {
                let found = context.last_source.find_exact(&block, search.at);
                let cost = if found.is_some() { 1 } else { FAILED_SEARCH };
                exact_searches = exact_searches.saturating_sub(cost);
                if let Some(vector) = found {
                    search.use_exact(vector, &mut analysis);
                }
            }
            rows.analysis[n] = analysis;
        }
    }
}

/// The second pass, in reverse order. A macroblock without a good match may have the vector of its
/// neighbours on the right or below, which were searched later, or its partitions the vectors of
/// several neighbours.
fn search_partitions(rows: &mut SliceRows<'_>, context: SearchContext<'_>) {
    let mb_width = rows.mb_width();
    let mut subpel_searches = MAX_SUBPEL_SEARCHES;
    let mut block = Macroblock::BLACK;
    for n in (0..rows.analysis.len()).rev() {
        let mut analysis = rows.analysis[n];
        if !analysis.is_changed || analysis.is_exact_match || analysis.sad <= PARTITIONS_SAD {
            continue;
        }
        let at = MbPosition { x: n % mb_width, y: n / mb_width };
        rows.source.view().load(at, &mut block);
        let search = context.for_mb(&block, rows.in_picture(at));
        let right = if at.x + 1 < mb_width { rows.analysis.get(n + 1) } else { None };
        let later = [right, rows.analysis.get(n + mb_width)].into_iter().flatten();
        let mut vectors = later.filter(|mb| mb.is_exact_match).map(|mb| mb.vectors[0]);
        let vector = vectors.find(|vector| search.is_exact(*vector));
        drop(vectors);
        if let Some(vector) = vector {
            search.use_exact(vector, &mut analysis);
        } else {
            let mut candidates = candidates(rows, at, context.global_vectors);
            let neighbours = rows.neighbours(at);
            search.search_partitions(&neighbours, &mut candidates, &mut analysis);
            if !analysis.is_exact_match && analysis.sad > SUBPEL_SAD && subpel_searches > 0 {
                subpel_searches -= 1;
                search.refine_subpel(&neighbours, &mut analysis);
            }
        }
        rows.analysis[n] = analysis;
    }
}

/// Candidates for the partitions of a macroblock, the likeliest first.
fn candidates(rows: &SliceRows<'_>, at: MbPosition, global_vectors: &[MotionVector]) -> Candidates {
    let mb_width = rows.mb_width();
    let n = at.y * mb_width + at.x;
    let mut candidates = Candidates::default();
    candidates.add(&rows.analysis[n].vectors);
    candidates.add(&rows.history[n].vectors);
    for MbPosition { x, y } in surrounding(at) {
        let there = (x < mb_width).then(|| rows.analysis.get(y * mb_width + x)).flatten();
        candidates.add(there.map_or(&[], |mb| &mb.vectors));
    }
    candidates.add(global_vectors);
    candidates.add(&[MotionVector::ZERO]);
    candidates
}

/// The positions of the eight macroblocks around one. Those on the right and below may be outside of
/// the slice.
fn surrounding(at: MbPosition) -> impl Iterator<Item = MbPosition> {
    // Right and down.
    const STEPS: [(isize, isize); 8] =
        [(1, 0), (0, 1), (-1, 0), (0, -1), (1, 1), (-1, 1), (1, -1), (-1, -1)];
    STEPS.into_iter().filter_map(move |(right, down)| {
        let (x, y) = (at.x.checked_add_signed(right)?, at.y.checked_add_signed(down)?);
        Some(MbPosition { x, y })
    })
}

impl MbAnalysis {
    fn has_no_match(&self) -> bool {
        self.is_changed && !self.is_exact_match && self.sad > EXACT_SEARCH_SAD
    }
}

/// The largest QP of the pixels that vectors point at; `None` when they are not all in the slice.
fn reference_qp(rows: &SliceRows<'_>, at: MbPosition, vectors: &[MotionVector; 4]) -> Option<u8> {
    let first = PixelPosition { x: at.x * MB_SIDE, y: at.y * MB_SIDE };
    if Partitioning::of(vectors) == Partitioning::P16x16 {
        return square_qp(rows, first, vectors[0], MB_SIDE);
    }
    let mut largest = 0;
    for (number, vector) in vectors.iter().enumerate() {
        let offset = SubMb::offset(number);
        let first = PixelPosition { x: first.x + offset.x, y: first.y + offset.y };
        largest = largest.max(square_qp(rows, first, *vector, SUB_MB_SIDE)?);
    }
    Some(largest)
}

/// [`reference_qp`] for one square.
fn square_qp(
    rows: &SliceRows<'_>,
    first: PixelPosition,
    vector: MotionVector,
    side: usize,
) -> Option<u8> {
    let mb_width = rows.mb_width();
    let covered = |at: usize, by: i32| {
        let first = at.checked_add_signed(isize::try_from(by).ok()?)?;
        Some(first / MB_SIDE..=(first + side - 1) / MB_SIDE)
    };
    let mut largest = 0;
    for y in covered(first.y, vector.y >> 2)? {
        for x in covered(first.x, vector.x >> 2)? {
            largest = largest.max(rows.history.get(y * mb_width + x)?.qp);
        }
    }
    Some(largest)
}
