//! What is known of each macroblock: found out before it is coded, and kept from the last picture.

use crate::vector::MotionVector;

/// What was found out about a macroblock before it is coded.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct MbAnalysis {
    /// It has to be coded: it differs from the last picture, or it is refined.
    pub(crate) is_changed: bool,
    /// The motion vectors of its sub-macroblocks.
    pub(crate) vectors: [MotionVector; 4],
    /// The sum of absolute luma differences (SAD) to the prediction with these vectors.
    pub(crate) sad: u32,
    /// The last source picture had exactly these pixels where the vectors point.
    pub(crate) is_exact_match: bool,
    /// Set for an exact match whose reference pixels were coded finely enough: their QP. The
    /// prediction is then used without a luma residual.
    pub(crate) copied_qp: Option<u8>,
}

/// What is kept of each macroblock from one picture to the next.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct MbHistory {
    /// The QP of its current pixels; 0 before the first picture.
    pub(crate) qp: u8,
    /// It changed in the last picture, so the two pictures that are kept differ here.
    pub(crate) has_changed: bool,
    /// Its motion vectors in the last picture.
    pub(crate) vectors: [MotionVector; 4],
}

/// Sums over the macroblocks of a slice or of a picture.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Totals {
    /// Macroblocks that changed.
    pub(crate) changed: usize,
    /// The sum of absolute differences to their predictions.
    pub(crate) sad: u64,
}

impl Totals {
    /// The sums of both.
    pub(crate) fn plus(self, other: Self) -> Self {
        Self { changed: self.changed + other.changed, sad: self.sad + other.sad }
    }
}
