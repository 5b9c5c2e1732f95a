//! Codes the macroblocks of a slice: chooses how each is predicted, and writes it (ITU-T H.264
//! §7.3.4).

use alloc::vec::Vec;

use crate::analysis::{MbAnalysis, MbHistory};
use crate::bit_writer::BitWriter;
use crate::chroma_format::ChromaFormat;
use crate::cost::lambda;
use crate::geometry::MbPosition;
use crate::intra::{best_intra_16x16, best_intra_chroma, predict_chroma_444};
use crate::intra_4x4::{Intra4x4Choice, Intra4x4Context, code_intra_4x4};
use crate::macroblock::Macroblock;
use crate::mb_writer::{CodedMb, MbWriter, SliceType};
use crate::planes::Planes;
use crate::reference::Reference;
use crate::residual::{Levels, Quantisers, code_chroma_420, code_inter, code_intra_16x16};
use crate::slice_rows::SliceRows;
use crate::vector::NO_MOTION;

/// The QP of macroblocks of one colour: small enough that each level of brightness is exact, since
/// nothing hides an error on a flat background, and large enough that it hardly costs more.
const FLAT_QP: u8 = 14;
/// At most this inter SAD, intra prediction is not tried.
const TRY_INTRA_SAD: u32 = 1024;
/// Bits that an intra predicted macroblock costs more than an inter predicted one.
const INTRA_BITS: u32 = 16;
/// At most this Intra_16x16 SAD, Intra_4x4 is not used.
const INTRA_4X4_SAD: u32 = 128;
/// Bits that Intra_4x4 costs more than Intra_16x16, besides those of the modes.
const INTRA_4X4_BITS: u32 = 16;

/// How a slice is coded.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SliceParameters {
    pub(crate) qp: u8,
    pub(crate) slice_type: SliceType,
    pub(crate) chroma_format: ChromaFormat,
}

/// Codes the macroblocks of a slice, whose header is written to `bits` already.
pub(crate) fn write_slice(
    rows: &mut SliceRows<'_>,
    reference: Reference<'_>,
    parameters: SliceParameters,
    bits: &mut BitWriter,
    coded: &mut Vec<CodedMb>,
) {
    let mb_width = rows.mb_width();
    coded.clear();
    coded.resize(rows.row_count * mb_width, CodedMb::default());
    let SliceParameters { qp, slice_type, chroma_format } = parameters;
    let mut coder = SliceCoder {
        writer: MbWriter { bits, coded, mb_width, chroma_format, slice_type, skip_run: 0, qp },
        parameters,
        quantisers: Quantisers::new(qp),
        flat_quantisers: Quantisers::new(qp.min(FLAT_QP)),
        is_flat: false,
        levels: Levels::NONE,
    };
    let (mut block, mut pixels) = (Macroblock::BLACK, Macroblock::BLACK);
    for y in 0..rows.row_count {
        for x in 0..mb_width {
            coder.code(rows, reference, MbPosition { x, y }, &mut block, &mut pixels);
        }
    }
    coder.writer.finish();
}

struct SliceCoder<'a> {
    writer: MbWriter<'a>,
    parameters: SliceParameters,
    quantisers: Quantisers,
    /// For macroblocks of one colour.
    flat_quantisers: Quantisers,
    /// The current macroblock has one colour.
    is_flat: bool,
    /// The levels of the current macroblock.
    levels: Levels,
}

/// The result of an attempt to use inter prediction.
enum InterAttempt {
    Coded,
    /// Intra prediction is better. If Intra_4x4 was tried, it is chosen, and its decoded pixels and
    /// levels are those of the current macroblock.
    Rejected(Option<Intra4x4Choice>),
}

impl SliceCoder<'_> {
    /// The QP of the current macroblock.
    fn qp(&self) -> u8 {
        if self.is_flat { self.parameters.qp.min(FLAT_QP) } else { self.parameters.qp }
    }

    /// Codes the macroblock at `at` within the slice. `block` and `pixels` are buffers for its source
    /// and its decoded pixels.
    fn code(
        &mut self,
        rows: &mut SliceRows<'_>,
        reference: Reference<'_>,
        at: MbPosition,
        block: &mut Macroblock,
        pixels: &mut Macroblock,
    ) {
        let n = at.y * rows.mb_width() + at.x;
        let mut analysis = rows.analysis[n];
        let is_intra = self.parameters.slice_type == SliceType::I;
        if !is_intra && !analysis.is_changed {
            self.write_unchanged(at);
            // `decoded` still has the picture before the last.
            let history = &mut rows.history[n];
            let was_changed = history.has_changed;
            (history.has_changed, history.vectors) = (false, NO_MOTION);
            if was_changed && reference.predict(rows.in_picture(at), &NO_MOTION, pixels) {
                rows.decoded.store(at, pixels);
            }
            return;
        }
        rows.source.view().load(at, block);
        self.is_flat = block.is_flat(self.parameters.chroma_format);
        if self.is_flat {
            // A copy is only as good as its source, and errors on a flat background are visible.
            analysis.copied_qp = None;
        }
        let qp = analysis.copied_qp.unwrap_or(self.qp());
        rows.history[n] = MbHistory { qp, has_changed: true, vectors: analysis.vectors };
        let attempt = if is_intra {
            InterAttempt::Rejected(None)
        } else {
            self.try_inter(rows, reference, at, analysis, block, pixels)
        };
        if let InterAttempt::Rejected(intra_4x4) = attempt {
            self.code_intra(&rows.decoded.view(), at, intra_4x4, block, pixels);
        }
        rows.decoded.store(at, pixels);
    }

    fn write_unchanged(&mut self, at: MbPosition) {
        self.levels.luma_pattern = 0;
        self.levels.chroma_pattern = 0;
        let qp = self.qp();
        self.writer.write_inter(at, &NO_MOTION, &self.levels, qp);
    }

    /// Codes a macroblock with inter prediction, unless intra prediction is better.
    fn try_inter(
        &mut self,
        rows: &SliceRows<'_>,
        reference: Reference<'_>,
        at: MbPosition,
        analysis: MbAnalysis,
        block: &Macroblock,
        pixels: &mut Macroblock,
    ) -> InterAttempt {
        if !reference.predict(rows.in_picture(at), &analysis.vectors, pixels) {
            return InterAttempt::Rejected(None);
        }
        let qp = self.qp();
        let try_intra_sad = if self.is_flat { 0 } else { TRY_INTRA_SAD };
        if analysis.sad > try_intra_sad && analysis.copied_qp.is_none() {
            let planes = rows.decoded.view();
            let mut prediction = [0; 256];
            let choice = best_intra_16x16(block, &planes, at, &mut prediction);
            let max_cost = analysis.sad.saturating_sub(lambda(qp) * INTRA_BITS);
            if choice.sad < max_cost {
                return InterAttempt::Rejected(None);
            }
            if let Some(choice) = self.try_intra_4x4(&planes, at, block, max_cost, pixels) {
                return InterAttempt::Rejected(Some(choice));
            }
        }
        let is_copied = analysis.copied_qp.is_some();
        let quantisers = if self.is_flat { &self.flat_quantisers } else { &self.quantisers };
        let format = self.parameters.chroma_format;
        code_inter(block, pixels, quantisers, &mut self.levels, format, is_copied);
        self.writer.write_inter(at, &analysis.vectors, &self.levels, qp);
        InterAttempt::Coded
    }

    /// Codes a macroblock with intra prediction. `intra_4x4` is the choice if it was tried already.
    fn code_intra(
        &mut self,
        planes: &Planes<&[u8]>,
        at: MbPosition,
        intra_4x4: Option<Intra4x4Choice>,
        block: &Macroblock,
        pixels: &mut Macroblock,
    ) {
        let qp = self.qp();
        let format = self.parameters.chroma_format;
        let mut luma = [0; 256];
        let intra_16x16 = best_intra_16x16(block, planes, at, &mut luma);
        let chroma =
            (format == ChromaFormat::Yuv420).then(|| best_intra_chroma(block, planes, at, pixels));
        let max_cost = intra_16x16.sad.saturating_sub(lambda(qp) * INTRA_4X4_BITS);
        let intra_4x4 = match intra_4x4 {
            _ if intra_16x16.sad <= INTRA_4X4_SAD => None,
            Some(choice) => Some(choice).filter(|choice| choice.cost < max_cost),
            None => self.try_intra_4x4(planes, at, block, max_cost, pixels),
        };
        let quantisers = if self.is_flat { &self.flat_quantisers } else { &self.quantisers };
        if let Some(choice) = intra_4x4 {
            if format == ChromaFormat::Yuv420 {
                code_chroma_420(block, pixels, quantisers, &mut self.levels);
            }
            self.writer.write_intra_4x4(at, &choice, chroma, &self.levels, qp);
            return;
        }
        if chroma.is_none() {
            predict_chroma_444(planes, at, intra_16x16.mode, pixels);
        }
        pixels.y = luma;
        code_intra_16x16(block, pixels, quantisers, &mut self.levels, format);
        self.writer.write_intra_16x16(at, intra_16x16.mode, chroma, &self.levels, qp);
    }

    /// Predicts a macroblock with Intra_4x4, if that costs less than `max_cost`.
    fn try_intra_4x4(
        &mut self,
        planes: &Planes<&[u8]>,
        at: MbPosition,
        block: &Macroblock,
        max_cost: u32,
        pixels: &mut Macroblock,
    ) -> Option<Intra4x4Choice> {
        let context = Intra4x4Context {
            planes,
            at,
            left: self.writer.left_modes(at),
            above: self.writer.above_modes(at),
            quantisers: if self.is_flat { &self.flat_quantisers } else { &self.quantisers },
            lambda: lambda(self.qp()),
            max_cost,
        };
        code_intra_4x4(block, context, &mut self.levels, pixels)
    }
}
