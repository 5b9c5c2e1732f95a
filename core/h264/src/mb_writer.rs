//! Writes the macroblocks of a slice (macroblock layer, ITU-T H.264 §7.3.5).

use crate::bit_writer::BitWriter;
use crate::cavlc::{BlockContext, write_block};
use crate::chroma_format::ChromaFormat;
use crate::geometry::{BlockPosition, MbPosition};
use crate::intra::{Intra16x16Mode, IntraChromaMode};
use crate::intra_4x4::{Intra4x4Choice, Intra4x4Mode, ModeEdge};
use crate::mv_prediction::{MbMotion, MbNeighbours};
use crate::partition::Partitioning;
use crate::residual::Levels;
use crate::slice_rows::{Neighbour, neighbours};
use crate::tables::{
    BLOCK_POSITIONS, INTER_PATTERN, INTER_PATTERN_444, INTRA_PATTERN, INTRA_PATTERN_444,
};
use crate::vector::MotionVector;

/// `mb_type` of intra macroblocks in P slices: 5 plus the number in I slices (Table 7-13).
const INTRA_IN_P: u32 = 5;

/// What the neighbours have to know of a macroblock that is written.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct CodedMb {
    pub(crate) motion: MbMotion,
    /// The number of levels (`total_coeff`) of each block of Y, Cb and Cr, in raster order: chroma in
    /// 4:2:0 has two blocks in a row.
    counts: [[u8; 16]; 3],
    /// The Intra_4x4 modes of the blocks in the right column.
    pub(crate) right_modes: [Intra4x4Mode; 4],
    /// The Intra_4x4 modes of the blocks in the lowest row.
    pub(crate) bottom_modes: [Intra4x4Mode; 4],
}

impl CodedMb {
    fn new(motion: MbMotion) -> Self {
        Self { motion, ..Self::default() }
    }
}

/// The type of the slice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SliceType {
    /// Without inter prediction.
    I,
    /// With inter prediction.
    P,
}

/// Writes macroblocks one after the other. Positions are those within the slice.
pub(crate) struct MbWriter<'a> {
    pub(crate) bits: &'a mut BitWriter,
    pub(crate) coded: &'a mut [CodedMb],
    pub(crate) mb_width: usize,
    pub(crate) chroma_format: ChromaFormat,
    pub(crate) slice_type: SliceType,
    /// Skipped macroblocks since the last one that was written (`mb_skip_run`).
    pub(crate) skip_run: u32,
    /// The QP of the last macroblock with a `mb_qp_delta`.
    pub(crate) qp: u8,
}

impl MbWriter<'_> {
    /// Writes an inter predicted macroblock, or skips it (`P_Skip`) if that means the same.
    pub(crate) fn write_inter(
        &mut self,
        at: MbPosition,
        vectors: &[MotionVector; 4],
        levels: &Levels,
        qp: u8,
    ) {
        let neighbours = self.neighbours(at);
        let pattern = levels.pattern();
        *self.coded_mut(at) = CodedMb::new(MbMotion::Inter(*vectors));
        let partitioning = Partitioning::of(vectors);
        if pattern == 0
            && partitioning == Partitioning::P16x16
            && vectors[0] == neighbours.of_16x16().skip()
        {
            self.skip_run += 1;
            return;
        }
        self.write_skip_run();
        self.bits.ue(partitioning as u32); // mb_type
        if partitioning == Partitioning::P8x8 {
            self.bits.put(0b1111, 4); // sub_mb_type: four times P_L0_8x8
        }
        for first in partitioning.first_sub_mbs() {
            let predicted = neighbours.predict(partitioning, *first, vectors);
            self.bits.se(vectors[*first].x - predicted.x);
            self.bits.se(vectors[*first].y - predicted.y);
        }
        self.bits.ue(u32::from(match self.chroma_format {
            ChromaFormat::Yuv420 => INTER_PATTERN[pattern],
            ChromaFormat::Yuv444 => INTER_PATTERN_444[pattern],
        }));
        if pattern > 0 {
            self.write_qp(qp);
            self.write_residual(at, levels);
        }
    }

    /// Writes an Intra_4x4 macroblock. `chroma` is the chroma mode in 4:2:0.
    pub(crate) fn write_intra_4x4(
        &mut self,
        at: MbPosition,
        choice: &Intra4x4Choice,
        chroma: Option<IntraChromaMode>,
        levels: &Levels,
        qp: u8,
    ) {
        let modes = &choice.modes;
        *self.coded_mut(at) = CodedMb {
            right_modes: [modes[3], modes[7], modes[11], modes[15]],
            bottom_modes: [modes[12], modes[13], modes[14], modes[15]],
            ..CodedMb::new(MbMotion::Intra)
        };
        self.write_intra_type(0);
        for BlockPosition { x, y } in BLOCK_POSITIONS {
            let n = y * 4 + x;
            let (mode, predicted) = (modes[n] as u32, choice.predicted_modes[n] as u32);
            self.bits.flag(mode == predicted); // prev_intra4x4_pred_mode_flag
            if mode != predicted {
                self.bits.put(mode - u32::from(mode > predicted), 3); // rem_intra4x4_pred_mode
            }
        }
        if let Some(chroma) = chroma {
            self.bits.ue(chroma as u32);
        }
        let pattern = levels.pattern();
        self.bits.ue(u32::from(match self.chroma_format {
            ChromaFormat::Yuv420 => INTRA_PATTERN[pattern],
            ChromaFormat::Yuv444 => INTRA_PATTERN_444[pattern],
        }));
        if pattern > 0 {
            self.write_qp(qp);
        }
        self.write_residual(at, levels);
    }

    /// Writes an Intra_16x16 macroblock. `chroma` is the chroma mode in 4:2:0.
    pub(crate) fn write_intra_16x16(
        &mut self,
        at: MbPosition,
        mode: Intra16x16Mode,
        chroma: Option<IntraChromaMode>,
        levels: &Levels,
        qp: u8,
    ) {
        *self.coded_mut(at) = CodedMb::new(MbMotion::Intra);
        // Table 7-11: the mode, and the coded block pattern.
        let luma = if levels.luma_pattern > 0 { 12 } else { 0 };
        self.write_intra_type(1 + mode as u32 + u32::from(levels.chroma_pattern) * 4 + luma);
        if let Some(chroma) = chroma {
            self.bits.ue(chroma as u32);
        }
        self.write_qp(qp);
        for plane in 0..self.luma_like_planes() {
            let context = self.block_context::<4>(at, plane, BlockPosition { x: 0, y: 0 });
            write_block(self.bits, &levels.luma_dc[plane], context);
            if levels.luma_pattern > 0 {
                self.write_luma(at, levels, plane, 1);
            }
        }
        self.write_chroma(at, levels);
    }

    /// Writes the skipped macroblocks at the end of the slice.
    pub(crate) fn finish(self) {
        if self.skip_run > 0 {
            self.bits.ue(self.skip_run);
        }
    }

    /// The Intra_4x4 modes of the macroblock on the left, along the common edge.
    pub(crate) fn left_modes(&self, at: MbPosition) -> ModeEdge {
        Neighbour::Left.index(at, self.mb_width).map(|n| self.coded[n].right_modes)
    }

    /// The Intra_4x4 modes of the macroblock above, along the common edge.
    pub(crate) fn above_modes(&self, at: MbPosition) -> ModeEdge {
        Neighbour::Above.index(at, self.mb_width).map(|n| self.coded[n].bottom_modes)
    }

    fn coded_mut(&mut self, at: MbPosition) -> &mut CodedMb {
        &mut self.coded[at.y * self.mb_width + at.x]
    }

    fn neighbours(&self, at: MbPosition) -> MbNeighbours {
        neighbours(|neighbour| {
            neighbour
                .index(at, self.mb_width)
                .and_then(|n| self.coded.get(n))
                .map_or(MbMotion::Unavailable, |coded| coded.motion)
        })
    }

    fn write_skip_run(&mut self) {
        self.bits.ue(self.skip_run);
        self.skip_run = 0;
    }

    /// `mb_type` of an intra macroblock, by its number in I slices.
    fn write_intra_type(&mut self, number: u32) {
        match self.slice_type {
            SliceType::I => self.bits.ue(number),
            SliceType::P => {
                self.write_skip_run();
                self.bits.ue(INTRA_IN_P + number);
            }
        }
    }

    /// `mb_qp_delta`, which wraps around in 52 steps from -26 to 25 (§7.4.5).
    fn write_qp(&mut self, qp: u8) {
        let difference = i32::from(qp) - i32::from(self.qp);
        self.bits.se((difference + 26).rem_euclid(52) - 26);
        self.qp = qp;
    }

    /// Planes that are coded like luma.
    fn luma_like_planes(&self) -> usize {
        match self.chroma_format {
            ChromaFormat::Yuv420 => 1,
            ChromaFormat::Yuv444 => 3,
        }
    }

    fn write_residual(&mut self, at: MbPosition, levels: &Levels) {
        for plane in 0..self.luma_like_planes() {
            self.write_luma(at, levels, plane, 0);
        }
        self.write_chroma(at, levels);
    }

    /// The levels of a plane that is coded like luma, from the index `first` of each block on.
    fn write_luma(&mut self, at: MbPosition, levels: &Levels, plane: usize, first: usize) {
        for (number, position) in BLOCK_POSITIONS.into_iter().enumerate() {
            if levels.luma_pattern >> (number / 4) & 1 == 0 {
                continue;
            }
            let context = self.block_context::<4>(at, plane, position);
            let count = write_block(self.bits, &levels.luma[plane][number][first..], context);
            self.coded_mut(at).counts[plane][position.y * 4 + position.x] = count;
        }
    }

    /// The levels of the chroma in 4:2:0.
    fn write_chroma(&mut self, at: MbPosition, levels: &Levels) {
        if levels.chroma_pattern == 0 {
            return;
        }
        for dc in &levels.chroma_dc {
            write_block(self.bits, dc, BlockContext::ChromaDc);
        }
        if levels.chroma_pattern < 2 {
            return;
        }
        for plane in 0..2 {
            for number in 0..4 {
                let position = BlockPosition { x: number % 2, y: number / 2 };
                let context = self.block_context::<2>(at, 1 + plane, position);
                let count = write_block(self.bits, &levels.chroma_ac[plane][number][1..], context);
                self.coded_mut(at).counts[1 + plane][number] = count;
            }
        }
    }

    /// The average number of levels of the blocks on the left and above (`nC`, §9.2.1), in a plane
    /// with `N` blocks in a row.
    #[inline]
    fn block_context<const N: usize>(
        &self,
        at: MbPosition,
        plane: usize,
        block: BlockPosition,
    ) -> BlockContext {
        let n = at.y * self.mb_width + at.x;
        let count = |n: usize, x: usize, y: usize| self.coded[n].counts[plane][y * N + x];
        let left = match block.x {
            0 => (at.x > 0).then(|| count(n - 1, N - 1, block.y)),
            x => Some(count(n, x - 1, block.y)),
        };
        let above = match block.y {
            0 => (at.y > 0).then(|| count(n - self.mb_width, block.x, N - 1)),
            y => Some(count(n, block.x, y - 1)),
        };
        BlockContext::Neighbours(match (left, above) {
            (Some(left), Some(above)) => (left + above).div_ceil(2),
            (Some(only), None) | (None, Some(only)) => only,
            (None, None) => 0,
        })
    }
}
