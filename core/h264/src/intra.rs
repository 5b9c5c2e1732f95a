//! PURE. Macroblocks predicted from their own picture (ITU-T H.264 §8.3.3, §8.3.4).

use super::planes::{Block, CHROMA, LUMA, Planes, quarter, quarter_mut};

/// How the luma of a macroblock is predicted from its edges (Table 8-4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LumaMode {
    /// Each column goes on.
    Vertical = 0,
    /// Each row goes on.
    Horizontal = 1,
    /// One colour.
    Dc = 2,
}

/// How the chroma is predicted (Table 8-5).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChromaMode {
    /// One colour for each quarter.
    Dc = 0,
    /// Each row goes on.
    Horizontal = 1,
    /// Each column goes on.
    Vertical = 2,
}

/// The pixels along a macroblock's edges, where there are any.
#[derive(Clone, Copy, Debug)]
pub struct Edges<const N: usize> {
    /// Of the macroblock on the left.
    pub left: Option<[u8; N]>,
    /// Of the one above.
    pub above: Option<[u8; N]>,
}

impl<const N: usize> Edges<N> {
    /// Looks at a plane; `has_above` where the slice goes on above.
    #[inline]
    pub fn of(plane: &[u8], stride: usize, x: usize, y: usize, has_above: bool) -> Self {
        let at = y * N * stride + x * N;
        let left = (x > 0).then(|| {
            core::array::from_fn(|n| plane.get(at + n * stride - 1).copied().unwrap_or(0))
        });
        let above = has_above
            .then(|| plane.get(at.wrapping_sub(stride)..)?.first_chunk::<N>().copied())
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

/// Predicts the luma in the way that comes nearest to it. Returns the way, and how far it is off.
pub fn best_luma(
    block: &Block,
    planes: &Planes<&[u8]>,
    x: usize,
    y: usize,
    has_above: bool,
    prediction: &mut [u8; 256],
) -> (LumaMode, u32) {
    let edges = Edges::<LUMA>::of(planes.y, planes.wide * LUMA, x, y, has_above);
    let mut best = (LumaMode::Dc, u32::MAX);
    for mode in [LumaMode::Dc, LumaMode::Vertical, LumaMode::Horizontal] {
        let Some(attempt) = whole(&edges, mode) else { continue };
        let difference = difference(&block.y, &attempt);
        if difference < best.1 {
            best = (mode, difference);
            *prediction = attempt;
        }
    }
    best
}

/// Predicts chroma of full resolution, for which the way of the luma counts (§8.3.4.5).
pub fn chroma_like_luma(
    planes: &Planes<&[u8]>,
    x: usize,
    y: usize,
    has_above: bool,
    mode: LumaMode,
    prediction: &mut Block,
) {
    for (plane, prediction) in [(planes.u, &mut prediction.u), (planes.v, &mut prediction.v)] {
        let edges = Edges::<LUMA>::of(plane, planes.wide * LUMA, x, y, has_above);
        if let Some(pixels) = whole(&edges, mode) {
            *prediction = pixels;
        }
    }
}

/// A prediction of 16 by 16; `None` where its edge is missing.
fn whole(edges: &Edges<LUMA>, mode: LumaMode) -> Option<[u8; 256]> {
    let mut block = [0; 256];
    let lines = block.as_chunks_mut::<LUMA>().0;
    match mode {
        LumaMode::Vertical => lines.fill(edges.above?),
        LumaMode::Horizontal => {
            for (line, pixel) in lines.iter_mut().zip(edges.left?) {
                *line = [pixel; LUMA];
            }
        }
        LumaMode::Dc => lines.fill([edges.dc(); LUMA]),
    }
    Some(block)
}

/// Predicts chroma of a quarter of the resolution in the way that comes nearest to it. Both planes go the same way.
pub fn best_chroma(
    block: &Block,
    planes: &Planes<&[u8]>,
    x: usize,
    y: usize,
    has_above: bool,
    prediction: &mut Block,
) -> ChromaMode {
    let stride = planes.wide * CHROMA;
    let u = Edges::<CHROMA>::of(planes.u, stride, x, y, has_above);
    let v = Edges::<CHROMA>::of(planes.v, stride, x, y, has_above);
    let mut best = (ChromaMode::Dc, u32::MAX);
    for mode in [ChromaMode::Dc, ChromaMode::Horizontal, ChromaMode::Vertical] {
        let (Some(our_u), Some(our_v)) = (chroma(&u, mode), chroma(&v, mode)) else { continue };
        let off = difference(quarter(&block.u), &our_u) + difference(quarter(&block.v), &our_v);
        if off < best.1 {
            best = (mode, off);
            *quarter_mut(&mut prediction.u) = our_u;
            *quarter_mut(&mut prediction.v) = our_v;
        }
    }
    best.0
}

fn chroma(edges: &Edges<CHROMA>, mode: ChromaMode) -> Option<[u8; 64]> {
    let mut block = [0; 64];
    let lines = block.as_chunks_mut::<CHROMA>().0;
    match mode {
        ChromaMode::Vertical => lines.fill(edges.above?),
        ChromaMode::Horizontal => {
            for (line, pixel) in lines.iter_mut().zip(edges.left?) {
                *line = [pixel; CHROMA];
            }
        }
        ChromaMode::Dc => {
            for (n, line) in lines.iter_mut().enumerate() {
                for (m, quarter) in line.as_chunks_mut::<4>().0.iter_mut().enumerate() {
                    *quarter = [quarter_dc(edges, m, n / 4); 4];
                }
            }
        }
    }
    Some(block)
}

/// The colour of a quarter (§8.3.4.1 to 3): those off the diagonal ask the edge that they touch
/// first.
fn quarter_dc(edges: &Edges<CHROMA>, x: usize, y: usize) -> u8 {
    let sum = |edge: Option<[u8; CHROMA]>, part: usize| {
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
fn difference<const N: usize>(a: &[u8; N], b: &[u8; N]) -> u32 {
    a.iter().zip(b).map(|(a, b)| u32::from(a.abs_diff(*b))).sum()
}
