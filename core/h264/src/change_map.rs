//! Which macroblocks have to be coded.

use alloc::vec::Vec;

use crate::analysis::{MbAnalysis, MbHistory, Totals};
use crate::chroma_format::ChromaFormat;
use crate::geometry::{Area, MbPosition};
use crate::macroblock::Macroblock;
use crate::planes::Planes;
use crate::reference::Reference;
use crate::slice_rows::SliceRows;
use crate::source::Source;
use crate::vector::MotionVector;

/// Marks the macroblocks that differ from the last picture, and copies them to `current`. Returns the
/// area that contains all of them, in macroblocks.
pub(crate) fn compare(
    analysis: &mut [MbAnalysis],
    history: &[MbHistory],
    source: Source<'_>,
    last: &Planes<Vec<u8>>,
    current: &mut Planes<&mut [u8]>,
) -> Option<Area> {
    let mb_width = last.mb_width;
    let mut area: Option<Area> = None;
    let mut block = Macroblock::BLACK;
    let rows = analysis.chunks_mut(mb_width).zip(history.chunks(mb_width));
    for (y, (analysis, history)) in rows.enumerate() {
        for (mb, history) in analysis.iter_mut().zip(history) {
            *mb = MbAnalysis { is_changed: history.qp == 0, ..MbAnalysis::default() };
        }
        source.for_each_change(last, y, |x| {
            if let Some(mb) = analysis.get_mut(x) {
                mb.is_changed = true;
            }
        });
        for (x, (mb, history)) in analysis.iter().zip(history).enumerate() {
            let at = MbPosition { x, y };
            if !mb.is_changed && history.has_changed {
                // `current` still has the picture before the last.
                last.view().load(at, &mut block);
                current.store(at, &block);
            }
            if mb.is_changed {
                source.load(at, &mut block);
                current.store(at, &block);
                let here = Area { left: x, top: y, right: x + 1, bottom: y + 1 };
                area = Some(area.map_or(here, |area| area.union(here)));
            }
        }
    }
    area
}

/// A measure for the bits that an IDR picture takes: the sum of the absolute differences between each
/// pixel and the one on its left.
pub(crate) fn intra_activity(rows: &SliceRows<'_>) -> Totals {
    let stride = rows.source.luma_stride();
    let mut totals = Totals { changed: rows.analysis.len(), ..Totals::default() };
    let Planes { chroma_format, y, u, v, .. } = &rows.source;
    // In 4:2:0 chroma matters little beside the luma.
    let is_444 = *chroma_format == ChromaFormat::Yuv444;
    let chroma = if is_444 { [Some(u), Some(v)] } else { [None, None] };
    let planes = [Some(y)].into_iter().chain(chroma).flatten();
    for row in planes.flat_map(|plane| plane.chunks(stride)) {
        let pairs = row.iter().zip(row.get(1..).unwrap_or_default());
        totals.sad += pairs.map(|(a, b)| u64::from(a.abs_diff(*b))).sum::<u64>();
    }
    totals
}

/// Marks the macroblocks that did not change, but whose QP is larger than `qp`, to be coded again.
pub(crate) fn mark_for_refinement(
    rows: &mut SliceRows<'_>,
    reference: Reference<'_>,
    qp: u8,
) -> Totals {
    let mb_width = rows.mb_width();
    let mut totals = Totals::default();
    let mut block = Macroblock::BLACK;
    for y in 0..rows.row_count {
        for x in 0..mb_width {
            let n = y * mb_width + x;
            if rows.analysis[n].is_changed || rows.history[n].qp <= qp {
                continue;
            }
            let at = MbPosition { x, y };
            rows.source.view().load(at, &mut block);
            let sad = reference.sad(&block, rows.in_picture(at), MotionVector::ZERO);
            let sad = sad.unwrap_or(u32::MAX);
            rows.analysis[n] = MbAnalysis { is_changed: true, sad, ..MbAnalysis::default() };
            totals.changed += 1;
            totals.sad += u64::from(sad);
        }
    }
    totals
}
