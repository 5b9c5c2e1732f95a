//! Leaky-bucket rate control: chooses the quantisation parameter (QP) of each picture, so that its
//! bits fit.

use crate::analysis::Totals;
use crate::transform::{QP_MAX, QP_MIN};

/// The smallest QP of IDR pictures and large updates: motion hides the noise, and
/// unchanged macroblocks are refined later.
const LARGE_UPDATE_QP: u8 = 23;
/// The smallest QP of small updates.
const SMALL_UPDATE_QP: u8 = 18;
/// The QP to which unchanged macroblocks are refined.
pub(crate) const REFINEMENT_QP: u8 = 18;
/// An update is small if at most one in so many macroblocks changed.
const SMALL_UPDATE_DIVISOR: usize = 10;

/// The size of the bucket, in ms of the bit rate.
const BUCKET_MS: f64 = 150.0;
/// The part of the bucket's content that a picture other than an IDR picture may take.
const MAX_SHARE: f64 = 0.5;
/// The bits that each picture may take at least, in ms of the bit rate, so that something is shown
/// even after a large picture.
const MIN_MS: f64 = 10.0;
/// How quickly the weights follow the real sizes of pictures.
const ADAPTATION: f64 = 0.3;

/// What a picture codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PictureKind {
    /// An IDR picture: all macroblocks.
    Idr = 0,
    /// The macroblocks that changed.
    Update = 1,
    /// Unchanged macroblocks, again with a smaller QP.
    Refinement = 2,
}

/// A leaky bucket of bits, and an estimate of how many bits a picture takes.
#[derive(Debug)]
pub(crate) struct RateControl {
    kbit_s: u32,
    /// Bits that may be spent; negative after a picture that was larger than estimated.
    bucket: f64,
    last_ms: Option<u64>,
    /// Estimated bits for a SAD of one quantisation step, for each [`PictureKind`].
    weights: [f64; 3],
}

impl RateControl {
    /// Rate control with a full bucket, for a bit rate in kbit/s.
    pub(crate) fn new(kbit_s: u32) -> Self {
        let bucket = f64::from(kbit_s) * BUCKET_MS;
        Self { kbit_s, bucket, last_ms: None, weights: [2.0, 1.1, 1.0] }
    }

    /// Changes the bit rate.
    pub(crate) fn set_kbit_s(&mut self, kbit_s: u32) {
        self.kbit_s = kbit_s;
        self.bucket = self.bucket.min(self.size());
    }

    /// The size of the bucket in bits.
    fn size(&self) -> f64 {
        f64::from(self.kbit_s) * BUCKET_MS
    }

    /// The QP of a picture at `ms`. `mb_count` is the number of its macroblocks.
    pub(crate) fn choose_qp(
        &mut self,
        kind: PictureKind,
        ms: u64,
        totals: Totals,
        mb_count: usize,
    ) -> u8 {
        let elapsed = ms.saturating_sub(self.last_ms.unwrap_or(ms)).min(1_000);
        self.last_ms = Some(ms);
        let gained = precise(elapsed) * f64::from(self.kbit_s);
        self.bucket = (self.bucket + gained).min(self.size());
        let min = f64::from(self.kbit_s) * MIN_MS;
        let allowed = match kind {
            PictureKind::Idr => self.bucket,
            PictureKind::Update | PictureKind::Refinement => self.bucket * MAX_SHARE,
        };
        let allowed = allowed.max(min);
        let smallest = match kind {
            PictureKind::Refinement => REFINEMENT_QP,
            PictureKind::Update if totals.changed * SMALL_UPDATE_DIVISOR <= mb_count => {
                SMALL_UPDATE_QP
            }
            PictureKind::Idr | PictureKind::Update => LARGE_UPDATE_QP,
        };
        let bits = self.weights[kind as usize] * precise(totals.sad);
        let fits = |qp: &u8| bits / step(*qp) <= allowed;
        (smallest.max(QP_MIN)..QP_MAX).find(fits).unwrap_or(QP_MAX)
    }

    /// Takes the bits of a coded picture out of the bucket, and adapts the estimate.
    pub(crate) fn spend(&mut self, kind: PictureKind, qp: u8, sad: u64, bits: usize) {
        let bits = precise(u64::try_from(bits).unwrap_or(u64::MAX));
        self.bucket = (self.bucket - bits).max(-self.size());
        // With few changes, most bits are headers.
        if sad > 10_000 {
            let weight = &mut self.weights[kind as usize];
            let measured = bits * step(qp) / precise(sad);
            *weight += (measured.clamp(0.02, 10.0) - *weight) * ADAPTATION;
        }
    }
}

/// The quantisation step of each QP: 0.625 · 2^(QP / 6), as it doubles every 6 (ITU-T H.264 §8.5). A
/// table, since `core` has no exponential function.
const STEPS: [f64; 52] = [
    0.625,
    0.7015387801933581,
    0.7874506561842958,
    0.8838834764831844,
    0.9921256574801246,
    1.1136233976754242,
    1.25,
    1.4030775603867163,
    1.5749013123685915,
    1.7677669529663689,
    1.9842513149602494,
    2.2272467953508484,
    2.5,
    2.806155120773432,
    3.149802624737183,
    3.5355339059327378,
    3.9685026299204984,
    4.454493590701697,
    5.0,
    5.612310241546864,
    6.299605249474366,
    7.0710678118654755,
    7.937005259840997,
    8.908987181403393,
    10.0,
    11.224620483093732,
    12.599210498948729,
    14.142135623730951,
    15.874010519681999,
    17.817974362806783,
    20.0,
    22.449240966187464,
    25.198420997897458,
    28.284271247461902,
    31.748021039363998,
    35.63594872561357,
    40.0,
    44.89848193237493,
    50.396841995794915,
    56.568542494923804,
    63.496042078727996,
    71.27189745122713,
    80.0,
    89.79696386474986,
    100.79368399158983,
    113.13708498984761,
    126.99208415745599,
    142.54379490245427,
    160.0,
    179.59392772949963,
    201.58736798317977,
    226.27416997969522,
];

fn step(qp: u8) -> f64 {
    STEPS[usize::from(qp.min(51))]
}

#[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
fn precise(value: u64) -> f64 {
    value as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn totals(sad: u64, changed: usize) -> Totals {
        Totals { changed, sad }
    }

    #[test]
    fn pictures_keep_the_bit_rate_whatever_they_cost() {
        for kbit_s in [300, 3_000, 30_000] {
            let mut rate_control = RateControl::new(kbit_s);
            let mut sum = 0.0;
            for n in 0..300u64 {
                // The bits for the same SAD differ from picture to picture.
                let sad = 400_000 + n % 7 * 300_000;
                let qp =
                    rate_control.choose_qp(PictureKind::Update, n * 33, totals(sad, 4_000), 8_160);
                let bits = precise(sad) / step(qp) * (0.5 + precise(n % 5) * 0.4);
                rate_control.spend(PictureKind::Update, qp, sad, bits as usize);
                sum += bits;
            }
            let allowed = f64::from(kbit_s) * (300.0 * 33.0 + 2.0 * BUCKET_MS);
            assert!(sum < allowed * 1.1 || kbit_s == 300, "{kbit_s} kbit/s: {sum} of {allowed}");
        }
    }

    #[test]
    fn a_pause_fills_the_bucket_no_further_than_its_size() {
        let mut rate_control = RateControl::new(1_000);
        let first = rate_control.choose_qp(PictureKind::Update, 0, totals(3_000_000, 8_160), 8_160);
        rate_control.choose_qp(PictureKind::Update, 60_000, totals(0, 0), 8_160);
        assert_eq!(
            rate_control.choose_qp(PictureKind::Update, 120_000, totals(3_000_000, 8_160), 8_160),
            first
        );
    }

    #[test]
    fn a_small_update_gets_a_small_qp_at_once() {
        let mut rate_control = RateControl::new(6_000);
        assert_eq!(
            rate_control.choose_qp(PictureKind::Update, 0, totals(50_000, 40), 8_160),
            SMALL_UPDATE_QP
        );
        assert_eq!(
            rate_control.choose_qp(PictureKind::Update, 0, totals(50_000, 4_000), 8_160),
            LARGE_UPDATE_QP
        );
    }
}
