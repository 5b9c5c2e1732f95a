//! The 4x4 transform and the quantisation, in both directions (ITU-T H.264 §8.5).

/// The smallest QP that the encoder uses. With a smaller one, levels could be larger than Constrained
/// Baseline profile can represent.
pub(crate) const QP_MIN: u8 = 12;
/// The largest QP that the encoder uses.
pub(crate) const QP_MAX: u8 = 48;

/// The quantisation factors by QP modulo 6, for the three classes of positions.
const QUANT_SCALE: [[u32; 3]; 6] = [
    [13107, 5243, 8066],
    [11916, 4660, 7490],
    [10082, 4194, 6554],
    [9362, 3647, 5825],
    [8192, 3355, 5243],
    [7282, 2893, 4559],
];

/// The scaling factors of the decoder (`normAdjust4x4`, §8.5.9), likewise.
const LEVEL_SCALE: [[i32; 3]; 6] =
    [[10, 16, 13], [11, 18, 14], [13, 20, 16], [14, 23, 18], [16, 25, 20], [18, 29, 23]];

/// The class of each position in a block: 0 for even row and column, 1 for odd ones, 2 for mixed.
const POSITION_CLASS: [usize; 16] = [0, 2, 0, 2, 2, 1, 2, 1, 0, 2, 0, 2, 2, 1, 2, 1];

/// The factors for a QP.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Quantiser {
    scale: [i32; 16],
    level_scale: [i32; 16],
    /// The rounding offset. It determines the dead zone.
    round: i32,
    shift: u32,
    dc_level_scale: i32,
    dc_shift: u32,
    /// See [`Self::max_zero_sad`].
    max_zero_sad: u32,
}

impl Quantiser {
    /// The factors for a QP. Coefficients are rounded up from two thirds of a step on. For natural
    /// video the dead zone is usually larger, but on a desktop an error remains for many pictures.
    pub(crate) fn new(qp: u8) -> Self {
        let (step, period) = (usize::from(qp % 6), u32::from(qp / 6));
        let shift = 15 + period;
        let round = (1i32 << shift) / 3;
        let scale = core::array::from_fn(|n| {
            i32::try_from(QUANT_SCALE[step][POSITION_CLASS[n]]).unwrap_or(0)
        });
        let level_scale = core::array::from_fn(|n| LEVEL_SCALE[step][POSITION_CLASS[n]] << period);
        // A coefficient is at most the sum of the absolute differences times the largest product of
        // two transform factors: 4 at odd rows and columns, 1 at even ones.
        let largest = 4 * scale[5];
        let max_zero_sad = ((1i32 << shift) - round - 1) / largest.max(scale[0]);
        Self {
            scale,
            level_scale,
            round,
            shift,
            dc_level_scale: LEVEL_SCALE[step][0],
            dc_shift: period,
            max_zero_sad: u32::try_from(max_zero_sad).unwrap_or(0),
        }
    }

    /// The largest sum of absolute differences with which all levels of a block are certainly zero.
    #[inline]
    pub(crate) fn max_zero_sad(&self) -> u32 {
        self.max_zero_sad
    }

    /// Quantises coefficients to levels. `true` when any level is not zero.
    #[inline]
    pub(crate) fn quantise(&self, block: &mut [i32; 16]) -> bool {
        let mut any = 0;
        for (value, scale) in block.iter_mut().zip(self.scale) {
            let level = (value.abs() * scale + self.round) >> self.shift;
            any |= level;
            let sign = *value >> 31;
            *value = (level ^ sign) - sign;
        }
        any != 0
    }

    /// Scales levels to coefficients (§8.5.12.1).
    #[inline]
    pub(crate) fn dequantise(&self, block: &mut [i32; 16]) {
        for (value, factor) in block.iter_mut().zip(self.level_scale) {
            *value *= factor;
        }
    }

    #[inline]
    fn quantise_dc(&self, value: i32) -> i32 {
        let level = (i64::from(value.abs()) * i64::from(self.scale[0]) + 2 * i64::from(self.round))
            >> (self.shift + 1);
        let level = i32::try_from(level).unwrap_or(0);
        if value < 0 { -level } else { level }
    }

    /// Transforms and quantises the sixteen DC coefficients of a plane of an Intra_16x16 macroblock, in
    /// raster order. `true` when any level is not zero.
    pub(crate) fn quantise_luma_dc(&self, dc: &mut [i32; 16]) -> bool {
        hadamard_4x4(dc);
        let mut any = false;
        for value in dc {
            *value = self.quantise_dc((*value + 1) >> 1);
            any |= *value != 0;
        }
        any
    }

    /// Transforms and scales their levels (§8.5.10).
    pub(crate) fn dequantise_luma_dc(&self, dc: &mut [i32; 16]) {
        hadamard_4x4(dc);
        for value in dc {
            // Exact, as the QP is at least 12.
            *value = (*value * self.dc_level_scale) << self.dc_shift.saturating_sub(2);
        }
    }

    /// Transforms and quantises the four DC coefficients of a chroma plane in 4:2:0. `true` when any
    /// level is not zero.
    pub(crate) fn quantise_chroma_dc(&self, dc: &mut [i32; 4]) -> bool {
        *dc = hadamard_2x2(*dc).map(|value| self.quantise_dc(value));
        dc.iter().any(|level| *level != 0)
    }

    /// Transforms and scales their levels (§8.5.11).
    pub(crate) fn dequantise_chroma_dc(&self, dc: &mut [i32; 4]) {
        *dc = hadamard_2x2(*dc).map(|value| ((value * self.dc_level_scale) << self.dc_shift) >> 1);
    }
}

fn hadamard_2x2([a, b, c, d]: [i32; 4]) -> [i32; 4] {
    [a + b + c + d, a - b + c - d, a + b - c - d, a - b - c + d]
}

fn hadamard_4x4(block: &mut [i32; 16]) {
    let pass = |[a, b, c, d]: [i32; 4]| {
        let (s, t, u, v) = (a + b, a - b, c + d, c - d);
        [s + u, s - u, t - v, t + v]
    };
    for row in 0..4 {
        let at = row * 4;
        let out = pass([block[at], block[at + 1], block[at + 2], block[at + 3]]);
        block[at..at + 4].copy_from_slice(&out);
    }
    for column in 0..4 {
        let out = pass([block[column], block[column + 4], block[column + 8], block[column + 12]]);
        for (n, value) in out.into_iter().enumerate() {
            block[column + n * 4] = value;
        }
    }
}

/// The forward transform: residual to coefficients.
#[inline]
pub(crate) fn forward(block: &mut [i32; 16]) {
    for row in 0..4 {
        let at = row * 4;
        let (s, t) = (block[at] + block[at + 3], block[at] - block[at + 3]);
        let (u, v) = (block[at + 1] + block[at + 2], block[at + 1] - block[at + 2]);
        block[at] = s + u;
        block[at + 1] = 2 * t + v;
        block[at + 2] = s - u;
        block[at + 3] = t - 2 * v;
    }
    for x in 0..4 {
        let (s, t) = (block[x] + block[x + 12], block[x] - block[x + 12]);
        let (u, v) = (block[x + 4] + block[x + 8], block[x + 4] - block[x + 8]);
        block[x] = s + u;
        block[x + 4] = 2 * t + v;
        block[x + 8] = s - u;
        block[x + 12] = t - 2 * v;
    }
}

/// The inverse transform: coefficients to residual, rounded (§8.5.12.2).
#[inline]
pub(crate) fn inverse(block: &mut [i32; 16]) {
    for row in 0..4 {
        let at = row * 4;
        let (e, f) = (block[at] + block[at + 2], block[at] - block[at + 2]);
        let g = (block[at + 1] >> 1) - block[at + 3];
        let h = block[at + 1] + (block[at + 3] >> 1);
        block[at] = e + h;
        block[at + 1] = f + g;
        block[at + 2] = f - g;
        block[at + 3] = e - h;
    }
    for x in 0..4 {
        let (e, f) = (block[x] + block[x + 8], block[x] - block[x + 8]);
        let g = (block[x + 4] >> 1) - block[x + 12];
        let h = block[x + 4] + (block[x + 12] >> 1);
        block[x] = (e + h + 32) >> 6;
        block[x + 4] = (f + g + 32) >> 6;
        block[x + 8] = (f - g + 32) >> 6;
        block[x + 12] = (e - h + 32) >> 6;
    }
}
