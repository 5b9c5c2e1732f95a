//! PURE. Which quantiser a picture gets, so that its bits fit.

use super::plan::Totals;
use super::transform::{QP_MAX, QP_MIN};

/// A picture of which more than a part changed need not be better than this: motion hides the noise,
/// and what stands still is sent again.
const MOVING_QP: u8 = 23;
/// A small change may be this good at once.
const SMALL_QP: u8 = 18;
/// What stood still is brought up to this.
pub const STILL_QP: u8 = 18;
/// The part of the picture up to which a change is small.
const SMALL_PART: usize = 10;

/// Bits that may be saved up, in ms of the bit rate.
const SAVED_MS: f64 = 150.0;
/// The part of what is saved up that a picture may take, unless it stands alone.
const SHARE: f64 = 0.5;
/// Bits that each picture gets, in ms of the bit rate: also after a large one something is to be
/// seen.
const LEAST_MS: f64 = 10.0;
/// How quickly the weights follow what pictures really took.
const FOLLOW: f64 = 0.3;

/// What is coded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A picture that stands alone.
    Alone = 0,
    /// What changed.
    Changes = 1,
    /// What stood still, once more.
    Again = 2,
}

/// A leaky bucket of bits, and what they buy.
#[derive(Debug)]
pub struct Budget {
    kbit_s: u32,
    /// Bits, below zero after a picture that was larger than thought.
    saved: f64,
    at_ms: Option<u64>,
    /// Bits for each difference of one quantiser step, for each [`Kind`].
    weights: [f64; 3],
}

impl Budget {
    /// For a bit rate in kbit/s.
    pub fn new(kbit_s: u32) -> Self {
        Self { kbit_s, saved: f64::from(kbit_s) * SAVED_MS, at_ms: None, weights: [2.0, 1.1, 1.0] }
    }

    /// Another bit rate from here on.
    pub fn set_kbit_s(&mut self, kbit_s: u32) {
        self.kbit_s = kbit_s;
        self.saved = self.saved.min(self.most());
    }

    fn most(&self) -> f64 {
        f64::from(self.kbit_s) * SAVED_MS
    }

    /// The quantiser for a picture at `ms`: `totals` of a picture of so many macroblocks.
    pub fn choose(&mut self, kind: Kind, ms: u64, totals: Totals, all: usize) -> u8 {
        let elapsed = ms.saturating_sub(self.at_ms.unwrap_or(ms)).min(1_000);
        self.at_ms = Some(ms);
        let gained = precise(elapsed) * f64::from(self.kbit_s);
        self.saved = (self.saved + gained).min(self.most());
        let least = f64::from(self.kbit_s) * LEAST_MS;
        let allowed = match kind {
            Kind::Alone => self.saved,
            Kind::Changes | Kind::Again => self.saved * SHARE,
        };
        let allowed = allowed.max(least);
        let finest = match kind {
            Kind::Again => STILL_QP,
            Kind::Changes if totals.news * SMALL_PART <= all => SMALL_QP,
            Kind::Alone | Kind::Changes => MOVING_QP,
        };
        let bits = self.weights[kind as usize] * precise(totals.difference);
        let fits = |qp: &u8| bits / step(*qp) <= allowed;
        (finest.max(QP_MIN)..QP_MAX).find(fits).unwrap_or(QP_MAX)
    }

    /// What a picture really took.
    pub fn spent(&mut self, kind: Kind, qp: u8, difference: u64, bits: usize) {
        let bits = precise(u64::try_from(bits).unwrap_or(u64::MAX));
        self.saved = (self.saved - bits).max(-self.most());
        // Headers of a picture that hardly changed say nothing about the weight.
        if difference > 10_000 {
            let weight = &mut self.weights[kind as usize];
            let real = bits * step(qp) / precise(difference);
            *weight += (real.clamp(0.02, 10.0) - *weight) * FOLLOW;
        }
    }
}

/// The quantisation step of each QP: 0.625 · 2^(QP / 6), as it doubles with each six (H.264 §8.5).
/// A table, as `core` has no exponential function.
#[expect(clippy::excessive_precision, reason = "each is the nearest number to the exact one")]
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

    fn totals(difference: u64, news: usize) -> Totals {
        Totals { news, moved: 0, difference }
    }

    #[test]
    fn pictures_keep_the_bit_rate_whatever_they_are() {
        for kbit_s in [300, 3_000, 30_000] {
            let mut budget = Budget::new(kbit_s);
            let mut sum = 0.0;
            for n in 0..300u64 {
                // Each takes another number of bits for its differences.
                let difference = 400_000 + n % 7 * 300_000;
                let qp = budget.choose(Kind::Changes, n * 33, totals(difference, 4_000), 8_160);
                let bits = precise(difference) / step(qp) * (0.5 + precise(n % 5) * 0.4);
                budget.spent(Kind::Changes, qp, difference, bits as usize);
                sum += bits;
            }
            let allowed = f64::from(kbit_s) * (300.0 * 33.0 + 2.0 * SAVED_MS);
            assert!(sum < allowed * 1.1 || kbit_s == 300, "{kbit_s} kbit/s: {sum} of {allowed}");
        }
    }

    #[test]
    fn a_rest_saves_up_no_more_than_its_bound() {
        let mut budget = Budget::new(1_000);
        let first = budget.choose(Kind::Changes, 0, totals(3_000_000, 8_160), 8_160);
        budget.choose(Kind::Changes, 60_000, totals(0, 0), 8_160);
        assert_eq!(budget.choose(Kind::Changes, 120_000, totals(3_000_000, 8_160), 8_160), first);
    }

    #[test]
    fn a_small_change_is_good_at_once() {
        let mut budget = Budget::new(6_000);
        assert_eq!(budget.choose(Kind::Changes, 0, totals(50_000, 40), 8_160), SMALL_QP);
        assert_eq!(budget.choose(Kind::Changes, 0, totals(50_000, 4_000), 8_160), MOVING_QP);
    }
}
