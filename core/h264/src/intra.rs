//! Intra prediction of whole macroblocks: Intra_16x16, and chroma in 4:2:0 (ITU-T H.264 §8.3.3,
//! §8.3.4).

use core::array;

use crate::geometry::{CHROMA_420_SIDE, MB_SIDE, MbPosition};
use crate::macroblock::{Macroblock, chroma_420, chroma_420_mut};
use crate::planes::Planes;

/// How a macroblock is predicted with Intra_16x16 (`Intra16x16PredMode`, Table 8-4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Intra16x16Mode {
    /// Each column repeats the pixel above it.
    Vertical = 0,
    /// Each row repeats the pixel on its left.
    Horizontal = 1,
    /// The mean of the edges.
    Dc = 2,
}

/// How chroma is predicted in 4:2:0 (`intra_chroma_pred_mode`, Table 8-5).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum IntraChromaMode {
    /// The mean of the edges, for each 4x4 block.
    Dc = 0,
    /// Each row repeats the pixel on its left.
    Horizontal = 1,
    /// Each column repeats the pixel above it.
    Vertical = 2,
}

/// The pixels along the edges of a macroblock, in the neighbouring macroblocks of the slice.
#[derive(Clone, Copy, Debug)]
struct Edges<const N: usize> {
    left: Option<[u8; N]>,
    above: Option<[u8; N]>,
}

impl<const N: usize> Edges<N> {
    /// Reads the edges from a plane of the slice.
    #[inline]
    fn new(plane: &[u8], stride: usize, at: MbPosition) -> Self {
        let first = at.y * N * stride + at.x * N;
        let left = (at.x > 0)
            .then(|| array::from_fn(|n| plane.get(first + n * stride - 1).copied().unwrap_or(0)));
        let above = (at.y > 0)
            .then(|| plane.get(first.wrapping_sub(stride)..)?.first_chunk::<N>().copied())
            .flatten();
        Self { left, above }
    }

    fn dc(&self) -> u8 {
        let sum = |edge: Option<[u8; N]>| {
            edge.map(|edge| edge.iter().map(|pixel| u32::from(*pixel)).sum::<u32>())
        };
        let count = u32::try_from(N).unwrap_or(1);
        let mean = match (sum(self.left), sum(self.above)) {
            (Some(a), Some(b)) => (a + b + count) / (2 * count),
            (Some(only), None) | (None, Some(only)) => (only + count / 2) / count,
            (None, None) => 128,
        };
        u8::try_from(mean).unwrap_or(u8::MAX)
    }
}

/// The best Intra_16x16 prediction of the luma.
#[derive(Clone, Copy)]
pub(crate) struct Intra16x16Choice {
    pub(crate) mode: Intra16x16Mode,
    pub(crate) sad: u32,
}

/// Predicts the luma with the best Intra_16x16 mode. `planes` and `at` are those of the slice.
pub(crate) fn best_intra_16x16(
    block: &Macroblock,
    planes: &Planes<&[u8]>,
    at: MbPosition,
    prediction: &mut [u8; 256],
) -> Intra16x16Choice {
    let edges = Edges::<MB_SIDE>::new(planes.y, planes.luma_stride(), at);
    let mut best = Intra16x16Choice { mode: Intra16x16Mode::Dc, sad: u32::MAX };
    for mode in [Intra16x16Mode::Dc, Intra16x16Mode::Vertical, Intra16x16Mode::Horizontal] {
        let Some(attempt) = predict_16x16(&edges, mode) else { continue };
        let sad = sad(&block.y, &attempt);
        if sad < best.sad {
            best = Intra16x16Choice { mode, sad };
            *prediction = attempt;
        }
    }
    best
}

/// Predicts the chroma in 4:4:4, which has the mode of the luma (§8.3.4.5).
pub(crate) fn predict_chroma_444(
    planes: &Planes<&[u8]>,
    at: MbPosition,
    mode: Intra16x16Mode,
    prediction: &mut Macroblock,
) {
    for (plane, prediction) in [(planes.u, &mut prediction.u), (planes.v, &mut prediction.v)] {
        let edges = Edges::<MB_SIDE>::new(plane, planes.luma_stride(), at);
        if let Some(pixels) = predict_16x16(&edges, mode) {
            *prediction = pixels;
        }
    }
}

/// Predicts 16x16 pixels; `None` where the edge is missing.
fn predict_16x16(edges: &Edges<MB_SIDE>, mode: Intra16x16Mode) -> Option<[u8; 256]> {
    let mut block = [0; 256];
    let lines = block.as_chunks_mut::<MB_SIDE>().0;
    match mode {
        Intra16x16Mode::Vertical => lines.fill(edges.above?),
        Intra16x16Mode::Horizontal => {
            for (line, pixel) in lines.iter_mut().zip(edges.left?) {
                *line = [pixel; MB_SIDE];
            }
        }
        Intra16x16Mode::Dc => lines.fill([edges.dc(); MB_SIDE]),
    }
    Some(block)
}

/// Predicts the chroma in 4:2:0 with the best mode, which both planes share. `planes` and `at` are
/// those of the slice.
pub(crate) fn best_intra_chroma(
    block: &Macroblock,
    planes: &Planes<&[u8]>,
    at: MbPosition,
    prediction: &mut Macroblock,
) -> IntraChromaMode {
    let stride = planes.mb_width * CHROMA_420_SIDE;
    let u = Edges::<CHROMA_420_SIDE>::new(planes.u, stride, at);
    let v = Edges::<CHROMA_420_SIDE>::new(planes.v, stride, at);
    let (mut best, mut least) = (IntraChromaMode::Dc, u32::MAX);
    for mode in [IntraChromaMode::Dc, IntraChromaMode::Horizontal, IntraChromaMode::Vertical] {
        let attempts = (predict_chroma_420(&u, mode), predict_chroma_420(&v, mode));
        let (Some(our_u), Some(our_v)) = attempts else { continue };
        let sad = sad(chroma_420(&block.u), &our_u) + sad(chroma_420(&block.v), &our_v);
        if sad < least {
            (best, least) = (mode, sad);
            *chroma_420_mut(&mut prediction.u) = our_u;
            *chroma_420_mut(&mut prediction.v) = our_v;
        }
    }
    best
}

/// Predicts 8x8 chroma pixels; `None` where the edge is missing.
fn predict_chroma_420(edges: &Edges<CHROMA_420_SIDE>, mode: IntraChromaMode) -> Option<[u8; 64]> {
    let mut block = [0; 64];
    let lines = block.as_chunks_mut::<CHROMA_420_SIDE>().0;
    match mode {
        IntraChromaMode::Vertical => lines.fill(edges.above?),
        IntraChromaMode::Horizontal => {
            for (line, pixel) in lines.iter_mut().zip(edges.left?) {
                *line = [pixel; CHROMA_420_SIDE];
            }
        }
        IntraChromaMode::Dc => {
            for (n, line) in lines.iter_mut().enumerate() {
                for (m, four) in line.as_chunks_mut::<4>().0.iter_mut().enumerate() {
                    *four = [block_dc(edges, m, n / 4); 4];
                }
            }
        }
    }
    Some(block)
}

/// The DC prediction of the 4x4 chroma block at column `x` and row `y` (§8.3.4.1 to §8.3.4.3): the
/// two blocks off the diagonal prefer the edge that they touch.
fn block_dc(edges: &Edges<CHROMA_420_SIDE>, x: usize, y: usize) -> u8 {
    let sum = |edge: Option<[u8; CHROMA_420_SIDE]>, part: usize| {
        edge.map(|edge| edge[part * 4..part * 4 + 4].iter().map(|p| u32::from(*p)).sum::<u32>())
    };
    let (above, left) = (sum(edges.above, x), sum(edges.left, y));
    let mean = match ((x, y), above, left) {
        ((1, 0), Some(above), _) => (above + 2) / 4,
        ((0, 1), _, Some(left)) => (left + 2) / 4,
        (_, Some(above), Some(left)) => (above + left + 4) / 8,
        (_, Some(only), None) | (_, None, Some(only)) => (only + 2) / 4,
        (_, None, None) => 128,
    };
    u8::try_from(mean).unwrap_or(u8::MAX)
}

#[inline]
fn sad<const N: usize>(a: &[u8; N], b: &[u8; N]) -> u32 {
    a.iter().zip(b).map(|(a, b)| u32::from(a.abs_diff(*b))).sum()
}
