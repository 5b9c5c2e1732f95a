//! PURE. Macroblocks predicted from the last picture (ITU-T H.264 §8.4.2).

use super::between::{MARGIN, Patch};
use super::motion::{QUARTER, Reference, Vector};
use super::partition::Cut;
use super::planes::{Block, CHROMA, LUMA, Sampling, quarter_mut};

impl Reference<'_> {
    /// Takes the macroblock at `x`, `y` out, its quarters moved by vectors; `false` when they are
    /// not there.
    #[inline]
    pub fn predict(&self, x: usize, y: usize, vectors: &[Vector; 4], block: &mut Block) -> bool {
        if Cut::of(vectors) == Cut::Whole
            && let Some(place) = self.place(x, y, vectors[0])
        {
            let stride = self.planes.wide * LUMA;
            let take = |plane: &[u8], to: &mut [u8; 256]| {
                copy::<LUMA>(plane, stride, place, to.chunks_mut(LUMA));
                Some(())
            };
            self.chroma::<CHROMA>(place, (0, 0), 0, block);
            return self.full(take, block).is_some();
        }
        (0..4)
            .all(|quarter| self.predict_quarter((x, y, quarter), vectors[quarter], block).is_some())
    }

    /// Does the same with each plane that has all pixels.
    #[inline]
    fn full(
        &self,
        take: impl Fn(&[u8], &mut [u8; 256]) -> Option<()>,
        block: &mut Block,
    ) -> Option<()> {
        take(&self.planes.y, &mut block.y)?;
        if self.planes.sampling == Sampling::Full {
            take(&self.planes.u, &mut block.u)?;
            take(&self.planes.v, &mut block.v)?;
        }
        Some(())
    }

    fn predict_quarter(
        &self,
        (x, y, quarter): (usize, usize, usize),
        vector: Vector,
        block: &mut Block,
    ) -> Option<()> {
        let (right, down) = (quarter % 2 * QUARTER, quarter / 2 * QUARTER);
        let (first, first_chroma) = (down * LUMA + right, down / 2 * CHROMA + right / 2);
        if let Some((left, top)) = self.place(x, y, vector) {
            let place = (left + right, top + down);
            let stride = self.planes.wide * LUMA;
            let take = |plane: &[u8], to: &mut [u8; 256]| {
                copy::<QUARTER>(plane, stride, place, to.get_mut(first..)?.chunks_mut(LUMA));
                Some(())
            };
            self.chroma::<4>(place, (0, 0), first_chroma, block);
            return self.full(take, block);
        }
        let near = vector.rounded();
        let take = |plane: &[u8], to: &mut [u8; 256]| {
            let patch = self.patch(plane, (x, y, quarter), near)?;
            let lines = to.get_mut(first..)?.chunks_mut(LUMA);
            for (line, row) in lines.zip(patch.at(vector.x - near.x, vector.y - near.y)) {
                *line.first_chunk_mut()? = row;
            }
            Some(())
        };
        let floor = Vector { x: vector.x & !3, y: vector.y & !3 };
        let (left, top) = self.place(x, y, floor)?;
        let rest = (vector.x & 3, vector.y & 3);
        self.chroma::<4>((left + right, top + down), rest, first_chroma, block);
        self.full(take, block)
    }

    /// Pixels of a plane around a quarter moved by a vector of whole pixels; `None` where the picture
    /// ends.
    pub fn patch(
        &self,
        plane: &[u8],
        (x, y, quarter): (usize, usize, usize),
        vector: Vector,
    ) -> Option<Patch> {
        let (left, top) = self.place(x, y, vector)?;
        let left = (left + quarter % 2 * QUARTER).checked_sub(MARGIN)?;
        let top = (top + quarter / 2 * QUARTER).checked_sub(MARGIN)?;
        Patch::of(plane, self.planes.wide * LUMA, left, top)
    }

    /// Takes shared colours out, `N` pixels wide and high, for a place in luma: whole pixels, and quarters.
    #[inline]
    fn chroma<const N: usize>(
        &self,
        (left, top): (usize, usize),
        (right, down): (i32, i32),
        at: usize,
        block: &mut Block,
    ) {
        if self.planes.sampling == Sampling::Full {
            return;
        }
        let stride = self.planes.wide * CHROMA;
        let place = (left / 2, top / 2);
        // A luma pixel is half a chroma pixel, which is counted in eighths.
        let eighths = |at: usize, rest: i32| (at % 2 * 4) as u16 + rest as u16;
        let part = (eighths(left, right), eighths(top, down));
        for (plane, block) in [(&self.planes.u, &mut block.u), (&self.planes.v, &mut block.v)] {
            let to = quarter_mut(block).get_mut(at..).unwrap_or_default().chunks_mut(CHROMA);
            match part {
                (0, 0) => copy::<N>(plane, stride, place, to),
                part => between::<N>(plane, stride, place, part, to),
            }
        }
    }
}

#[inline]
fn copy<'a, const N: usize>(
    plane: &[u8],
    stride: usize,
    (left, top): (usize, usize),
    to: impl Iterator<Item = &'a mut [u8]>,
) {
    let Some(plane) = plane.get(top * stride + left..) else { return };
    for (row, line) in plane.chunks(stride).zip(to.take(N)) {
        if let (Some(place), Some(line)) = (row.first_chunk::<N>(), line.first_chunk_mut::<N>()) {
            *line = *place;
        }
    }
}

/// Chroma between the pixels, so many eighths further (§8.4.2.2.2).
fn between<'a, const N: usize>(
    plane: &[u8],
    stride: usize,
    (left, top): (usize, usize),
    (right, down): (u16, u16),
    to: impl Iterator<Item = &'a mut [u8]>,
) {
    // Where nothing of them counts, the pixels beyond may not be there.
    let (next, below) = (usize::from(right > 0), usize::from(down > 0));
    let row = |y: usize, x: usize| {
        let row = plane.get(y * stride + left + x..)?;
        row.first_chunk::<N>()
    };
    let weights = [(8 - right) * (8 - down), right * (8 - down), (8 - right) * down, right * down];
    for (line, y) in to.take(N).zip(top..) {
        let rows = (row(y, 0), row(y, next), row(y + below, 0), row(y + below, next));
        let (Some(a), Some(b), Some(c), Some(d)) = rows else { return };
        let Some(line) = line.first_chunk_mut::<N>() else { return };
        for n in 0..N {
            let sum = u16::from(a[n]) * weights[0]
                + u16::from(b[n]) * weights[1]
                + u16::from(c[n]) * weights[2]
                + u16::from(d[n]) * weights[3];
            line[n] = ((sum + 32) >> 6) as u8;
        }
    }
}
