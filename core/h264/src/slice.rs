//! PURE. A slice: some rows of macroblocks, coded one after the other (ITU-T H.264 §7.3.4, §7.3.5).

use alloc::vec::Vec;

use super::band::{Band, Memory, Place, Plan, index, nearby};
use super::bits::Bits;
use super::cavlc::{self, write_block};
use super::intra::{ChromaMode, LumaMode, best_chroma, best_luma, chroma_like_luma};
use super::intra4::{Mode, Predicted, code_blocks};
use super::motion::{Reference, Vector};
use super::partition::{Cut, Motion, Nearby};
use super::planes::{Block, Planes, Sampling};
use super::residual::{Levels, Quantisers, code, code_shared, code_whole};
use super::tables::{
    BLOCK_PLACES, INTER_PATTERN, INTER_PATTERN_FULL, INTRA_PATTERN, INTRA_PATTERN_FULL,
};

/// What neighbours have to know of a coded macroblock.
#[derive(Clone, Copy, Debug, Default)]
pub struct Coded {
    /// How it moved.
    pub motion: Motion,
    /// How many levels each block of Y, U and V has, row by row; two in a row where colours are
    /// shared.
    counts: [[u8; 16]; 3],
    /// How its 4x4 blocks are predicted: those on the right, and the lowest.
    pub modes: [[Mode; 4]; 2],
}

impl Coded {
    fn of(motion: Motion) -> Self {
        Self { motion, ..Self::default() }
    }
}

/// The vectors of a macroblock that is where it was.
const STAYS: [Vector; 4] = [Vector::ZERO; 4];

/// How a slice is coded.
#[derive(Clone, Copy, Debug)]
pub struct Task {
    /// The quantiser.
    pub qp: u8,
    /// No macroblock may lean on another picture.
    pub is_intra: bool,
    /// Of the chroma.
    pub sampling: Sampling,
}

/// Codes the macroblocks of a slice, whose header is in `bits` already.
pub fn write(
    band: &mut Band<'_>,
    reference: Reference<'_>,
    task: Task,
    bits: &mut Bits,
    coded: &mut Vec<Coded>,
) {
    let wide = band.pixels.wide;
    coded.clear();
    coded.resize(band.high * wide, Coded::default());
    let mut writer = Writer {
        coded,
        wide,
        skipped: 0,
        bits,
        with: Quantisers::new(task.qp),
        with_plain: Quantisers::new(task.qp.min(PLAIN_QP)),
        qp: task.qp,
        is_plain: false,
        levels: Levels::NONE,
        task,
    };
    let (mut block, mut pixels) = (Block::EMPTY, Block::EMPTY);
    for row in 0..band.high {
        for x in 0..wide {
            writer.macroblock(band, reference, (x, row), &mut block, &mut pixels);
        }
    }
    if writer.skipped > 0 {
        writer.bits.ue(writer.skipped);
    }
}

struct Writer<'a> {
    coded: &'a mut Vec<Coded>,
    wide: usize,
    skipped: u32,
    bits: &'a mut Bits,
    with: Quantisers,
    with_plain: Quantisers,
    /// The quantiser of the last macroblock that said one.
    qp: u8,
    /// The macroblock at hand has one colour.
    is_plain: bool,
    levels: Levels,
    task: Task,
}

impl Writer<'_> {
    /// The quantiser of the macroblock at hand.
    fn wanted_qp(&self) -> u8 {
        if self.is_plain { self.task.qp.min(PLAIN_QP) } else { self.task.qp }
    }

    /// Says which quantiser the macroblock's levels have: `mb_qp_delta`, which goes round in 52 steps
    /// from -26 to 25 (§7.4.5).
    fn say_quantiser(&mut self) {
        let qp = self.wanted_qp();
        let difference = i32::from(qp) - i32::from(self.qp);
        self.bits.se((difference + 26).rem_euclid(52) - 26);
        self.qp = qp;
    }

    fn macroblock(
        &mut self,
        band: &mut Band<'_>,
        reference: Reference<'_>,
        (x, row): (usize, usize),
        block: &mut Block,
        pixels: &mut Block,
    ) {
        let n = row * self.wide + x;
        let y = band.top + row;
        let plan = band.plans[n];
        let memory = band.memory[n];
        if !self.task.is_intra && !plan.is_news {
            self.stay(x, row);
            // The picture that is written over is the one before the last.
            if memory.changed && reference.predict(x, y, &STAYS, pixels) {
                band.pixels.store(x, row, pixels);
            }
            band.memory[n].changed = false;
            band.memory[n].vectors = STAYS;
            return;
        }
        band.source.view().load(x, row, block);
        self.is_plain = block.is_plain(self.task.sampling);
        // What only moved is as good as it was there; on plain ground that shows.
        let plan = if self.is_plain { Plan { moved_qp: None, ..plan } } else { plan };
        let qp = plan.moved_qp.unwrap_or(self.wanted_qp());
        band.memory[n] = Memory { qp, changed: true, vectors: plan.vectors };
        let inter = if self.task.is_intra {
            Err(None)
        } else {
            self.inter(reference, (x, row, y), plan, block, pixels, &band.pixels.view())
        };
        if let Err(predicted) = inter {
            self.intra(&band.pixels.view(), (x, row), predicted, block, pixels);
        }
        band.pixels.store(x, row, pixels);
    }

    fn nearby(&self, x: usize, row: usize) -> Nearby {
        nearby(|place| {
            index(place, x, row, self.wide)
                .and_then(|n| self.coded.get(n))
                .map_or(Motion::Missing, |coded| coded.motion)
        })
    }

    /// A macroblock that is as it was.
    fn stay(&mut self, x: usize, row: usize) {
        self.levels.full_pattern = 0;
        self.levels.chroma_pattern = 0;
        self.moved(x, row, &STAYS);
    }

    /// Writes a macroblock that is predicted from the last picture, with the levels at hand.
    fn moved(&mut self, x: usize, row: usize, vectors: &[Vector; 4]) {
        let n = row * self.wide + x;
        let nearby = self.nearby(x, row);
        let pattern = self.levels.pattern();
        self.coded[n] = Coded::of(Motion::Inter(*vectors));
        let cut = Cut::of(vectors);
        if pattern == 0 && cut == Cut::Whole && vectors[0] == nearby.around().skipped() {
            self.skipped += 1;
            return;
        }
        self.bits.ue(self.skipped);
        self.skipped = 0;
        self.bits.ue(cut as u32); // mb_type
        if cut == Cut::Quarters {
            self.bits.put(0b1111, 4); // sub_mb_type: four times P_L0_8x8
        }
        for first in cut.parts() {
            let expected = nearby.expected(cut, *first, vectors);
            self.bits.se(vectors[*first].x - expected.x);
            self.bits.se(vectors[*first].y - expected.y);
        }
        self.bits.ue(u32::from(match self.task.sampling {
            Sampling::Quarter => INTER_PATTERN[pattern],
            Sampling::Full => INTER_PATTERN_FULL[pattern],
        }));
        if pattern > 0 {
            self.say_quantiser();
            for plane in 0..self.full_planes() {
                self.full(x, row, plane, 16);
            }
            self.chroma(x, row);
        }
    }

    /// Codes a macroblock from the last picture; an error when that is not worth it, with the
    /// prediction of its blocks, if that was tried: then `pixels` and the levels at hand are of it.
    fn inter(
        &mut self,
        reference: Reference<'_>,
        (x, row, y): (usize, usize, usize),
        plan: Plan,
        block: &Block,
        pixels: &mut Block,
        planes: &Planes<&[u8]>,
    ) -> Result<(), Option<Predicted>> {
        if !reference.predict(x, y, &plan.vectors, pixels) {
            return Err(None);
        }
        let lambda = lambda(self.wanted_qp());
        let worth_a_look = if self.is_plain { 0 } else { WORTH_A_LOOK };
        if plan.difference > worth_a_look && plan.moved_qp.is_none() {
            let mut guess = [0; 256];
            let (_, off) = best_luma(block, planes, x, row, row > 0, &mut guess);
            let most = plan.difference.saturating_sub(lambda * INTRA_BITS);
            if off < most {
                return Err(None);
            }
            if let Some(predicted) = self.blocks(planes, (x, row), block, most, pixels) {
                return Err(Some(predicted));
            }
        }
        let is_moved = plan.moved_qp.is_some();
        let with = if self.is_plain { &self.with_plain } else { &self.with };
        code(block, pixels, with, &mut self.levels, self.task.sampling, is_moved);
        self.moved(x, row, &plan.vectors);
        Ok(())
    }

    /// Codes a macroblock from its own picture; `predicted` where its blocks were tried already.
    fn intra(
        &mut self,
        planes: &Planes<&[u8]>,
        (x, row): (usize, usize),
        predicted: Option<Predicted>,
        block: &Block,
        pixels: &mut Block,
    ) {
        let n = row * self.wide + x;
        let mut luma = [0; 256];
        let (mode, off) = best_luma(block, planes, x, row, row > 0, &mut luma);
        let chroma = (self.task.sampling == Sampling::Quarter)
            .then(|| best_chroma(block, planes, x, row, row > 0, pixels));
        self.coded[n] = Coded::of(Motion::Intra);
        let most = off.saturating_sub(lambda(self.wanted_qp()) * BLOCKS_BITS);
        let predicted = match predicted {
            _ if off <= WORTH_BLOCKS => None,
            Some(predicted) => Some(predicted).filter(|predicted| predicted.cost < most),
            None => self.blocks(planes, (x, row), block, most, pixels),
        };
        if let Some(predicted) = predicted {
            if self.task.sampling == Sampling::Quarter {
                let with = if self.is_plain { &self.with_plain } else { &self.with };
                code_shared(block, pixels, with, &mut self.levels);
            }
            self.blocks_type(n, &predicted, chroma);
            for plane in 0..self.full_planes() {
                self.full(x, row, plane, 16);
            }
            self.chroma(x, row);
            return;
        }
        if chroma.is_none() {
            chroma_like_luma(planes, x, row, row > 0, mode, pixels);
        }
        pixels.y = luma;
        let with = if self.is_plain { &self.with_plain } else { &self.with };
        code_whole(block, pixels, with, &mut self.levels, self.task.sampling);
        self.whole_type(mode, chroma);
        for plane in 0..self.full_planes() {
            let around = self.around_block::<4>((x, row), plane, (0, 0));
            write_block(self.bits, &self.levels.full_dc[plane], around);
            if self.levels.full_pattern > 0 {
                self.full(x, row, plane, 15);
            }
        }
        self.chroma(x, row);
    }

    /// Predicts the 4x4 blocks one by one, if that costs less than `most`.
    fn blocks(
        &mut self,
        planes: &Planes<&[u8]>,
        (x, row): (usize, usize),
        block: &Block,
        most: u32,
        pixels: &mut Block,
    ) -> Option<Predicted> {
        let modes = |place| index(place, x, row, self.wide).map(|n| self.coded[n].modes);
        let left = modes(Place::Left).map(|[right, _]| right);
        let above = modes(Place::Above).map(|[_, below]| below);
        let lambda = lambda(self.wanted_qp());
        let with = if self.is_plain { &self.with_plain } else { &self.with };
        let with = (with, lambda, most);
        code_blocks(block, planes, (x, row), (left, above), with, &mut self.levels, pixels)
    }

    /// The type of a macroblock whose blocks are predicted one by one, and how (§7.3.5.1).
    fn blocks_type(&mut self, n: usize, predicted: &Predicted, chroma: Option<ChromaMode>) {
        let modes = &predicted.modes;
        self.coded[n].modes = [
            [modes[3], modes[7], modes[11], modes[15]],
            [modes[12], modes[13], modes[14], modes[15]],
        ];
        if self.task.is_intra {
            self.bits.ue(0);
        } else {
            self.bits.ue(self.skipped);
            self.skipped = 0;
            self.bits.ue(5);
        }
        for (block_x, block_y) in BLOCK_PLACES {
            let n = block_y * 4 + block_x;
            let (mode, expected) = (modes[n] as u32, predicted.expected[n] as u32);
            self.bits.flag(mode == expected);
            if mode != expected {
                self.bits.put(mode - u32::from(mode > expected), 3);
            }
        }
        if let Some(chroma) = chroma {
            self.bits.ue(chroma as u32);
        }
        let pattern = self.levels.pattern();
        self.bits.ue(u32::from(match self.task.sampling {
            Sampling::Quarter => INTRA_PATTERN[pattern],
            Sampling::Full => INTRA_PATTERN_FULL[pattern],
        }));
        if pattern > 0 {
            self.say_quantiser();
        }
    }

    /// Planes that are coded as luma is.
    fn full_planes(&self) -> usize {
        match self.task.sampling {
            Sampling::Quarter => 1,
            Sampling::Full => 3,
        }
    }

    /// The type of a macroblock whose luma is predicted as a whole (Tables 7-11 and 7-13).
    fn whole_type(&mut self, mode: LumaMode, chroma: Option<ChromaMode>) {
        let full = if self.levels.full_pattern > 0 { 12 } else { 0 };
        let number = 1 + mode as u32 + u32::from(self.levels.chroma_pattern) * 4 + full;
        if self.task.is_intra {
            self.bits.ue(number);
        } else {
            self.bits.ue(self.skipped);
            self.skipped = 0;
            self.bits.ue(5 + number);
        }
        if let Some(chroma) = chroma {
            self.bits.ue(chroma as u32);
        }
        self.say_quantiser();
    }

    /// The levels of a plane of full resolution, of the quarters that have any.
    fn full(&mut self, x: usize, row: usize, plane: usize, count: usize) {
        let n = row * self.wide + x;
        for (number, (block_x, block_y)) in BLOCK_PLACES.into_iter().enumerate() {
            if self.levels.full_pattern >> (number / 4) & 1 == 0 {
                continue;
            }
            let around = self.around_block::<4>((x, row), plane, (block_x, block_y));
            let levels = &self.levels.full[plane][number][16 - count..];
            let written = write_block(self.bits, levels, around);
            self.coded[n].counts[plane][block_y * 4 + block_x] = written;
        }
    }

    fn chroma(&mut self, x: usize, row: usize) {
        if self.levels.chroma_pattern == 0 {
            return;
        }
        for dc in &self.levels.chroma_dc {
            write_block(self.bits, dc, cavlc::Around::ChromaDc);
        }
        if self.levels.chroma_pattern < 2 {
            return;
        }
        let n = row * self.wide + x;
        for plane in 0..2 {
            for number in 0..4 {
                let around = self.around_block::<2>((x, row), 1 + plane, (number % 2, number / 2));
                let levels = &self.levels.chroma[plane][number][1..];
                let count = write_block(self.bits, levels, around);
                self.coded[n].counts[1 + plane][number] = count;
            }
        }
    }

    /// How many levels the blocks around a block have, where `N` are in a row (§9.2.1).
    #[inline]
    fn around_block<const N: usize>(
        &self,
        (x, row): (usize, usize),
        plane: usize,
        (block_x, block_y): (usize, usize),
    ) -> cavlc::Around {
        let n = row * self.wide + x;
        let of = |n: usize, x: usize, y: usize| self.coded[n].counts[plane][y * N + x];
        let left = match block_x {
            0 => (x > 0).then(|| of(n - 1, N - 1, block_y)),
            inside => Some(of(n, inside - 1, block_y)),
        };
        let above = match block_y {
            0 => (row > 0).then(|| of(n - self.wide, block_x, N - 1)),
            inside => Some(of(n, block_x, inside - 1)),
        };
        cavlc::Around::Blocks(match (left, above) {
            (Some(left), Some(above)) => (left + above).div_ceil(2),
            (Some(only), None) | (None, Some(only)) => only,
            (None, None) => 0,
        })
    }
}

/// The quantiser of what has one colour: fine enough that each step of brightness is right, since on
/// plain ground nothing hides what is off, and coarse enough that it hardly costs more.
const PLAIN_QP: u8 = 14;
/// A macroblock that is off by less is not tried without the last picture.
const WORTH_A_LOOK: u32 = 1024;
/// Bits that a macroblock without the last picture costs more.
const INTRA_BITS: u32 = 16;

/// A macroblock that is off by less is not predicted block by block.
const WORTH_BLOCKS: u32 = 128;
/// Bits that this costs more, besides those for the modes.
const BLOCKS_BITS: u32 = 16;

/// What a bit is worth, in sums of absolute differences.
pub fn lambda(qp: u8) -> u32 {
    // Doubles with each six steps of the quantiser.
    const OF_SIX: [u32; 6] = [16, 18, 20, 23, 25, 28];
    (OF_SIX[usize::from(qp % 6)] << (qp / 6) >> 6).max(1)
}
