//! PURE. The 4x4 transform, the quantiser and their way back (ITU-T H.264 §8.5).

/// The finest and the coarsest quantiser that the encoder uses. Below the finest one, levels could
/// grow out of what constrained baseline can write.
pub const QP_MIN: u8 = 12;
/// See [`QP_MIN`].
pub const QP_MAX: u8 = 48;

/// What coefficients are multiplied with, by the quantiser modulo 6, for the three kinds of places.
const SCALE: [[u32; 3]; 6] = [
    [13107, 5243, 8066],
    [11916, 4660, 7490],
    [10082, 4194, 6554],
    [9362, 3647, 5825],
    [8192, 3355, 5243],
    [7282, 2893, 4559],
];

/// And on the way back (§8.5.9, `normAdjust4x4`).
const UNSCALE: [[i32; 3]; 6] =
    [[10, 16, 13], [11, 18, 14], [13, 20, 16], [14, 23, 18], [16, 25, 20], [18, 29, 23]];

/// The kind of each place of a block: both even, both odd, mixed.
const KIND: [usize; 16] = [0, 2, 0, 2, 2, 1, 2, 1, 0, 2, 0, 2, 2, 1, 2, 1];

/// A quantiser with its factors.
#[derive(Clone, Copy, Debug)]
pub struct Quantiser {
    scale: [i32; 16],
    unscale: [i32; 16],
    /// Half a step or less: what is smaller becomes zero.
    round: i32,
    shift: u32,
    dc_unscale: i32,
    dc_shift: u32,
    /// A block whose absolute differences add up to no more has only zeros.
    silence: u32,
}

impl Quantiser {
    /// The factors for a quantiser. It rounds up from two thirds of a step, where films are usually
    /// rounded up later: on a desktop what is off stays so for many pictures.
    pub fn new(qp: u8) -> Self {
        let (step, octave) = (usize::from(qp % 6), u32::from(qp / 6));
        let shift = 15 + octave;
        let round = (1i32 << shift) / 3;
        let scale = core::array::from_fn(|n| i32::try_from(SCALE[step][KIND[n]]).unwrap_or(0));
        let unscale = core::array::from_fn(|n| UNSCALE[step][KIND[n]] << octave);
        // No coefficient is larger than the sum of the differences times the largest product of
        // two factors of the transform, 4 where both are odd.
        let largest = 4 * scale[5];
        let silence = ((1i32 << shift) - round - 1) / largest.max(scale[0]);
        Self {
            scale,
            unscale,
            round,
            shift,
            dc_unscale: UNSCALE[step][0],
            dc_shift: octave,
            silence: u32::try_from(silence).unwrap_or(0),
        }
    }

    /// See the field.
    #[inline]
    pub fn silence(&self) -> u32 {
        self.silence
    }

    /// Coefficients to levels. `true` when any is not zero.
    #[inline]
    pub fn quantise(&self, block: &mut [i32; 16]) -> bool {
        let mut any = 0;
        for (value, scale) in block.iter_mut().zip(self.scale) {
            let level = (value.abs() * scale + self.round) >> self.shift;
            any |= level;
            let sign = *value >> 31;
            *value = (level ^ sign) - sign;
        }
        any != 0
    }

    /// Levels to coefficients.
    #[inline]
    pub fn restore(&self, block: &mut [i32; 16]) {
        for (value, factor) in block.iter_mut().zip(self.unscale) {
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

    /// The sixteen DC coefficients of a macroblock that is predicted as a whole, row by row, to
    /// levels. `true` when any is not zero.
    pub fn quantise_luma_dc(&self, dc: &mut [i32; 16]) -> bool {
        hadamard(dc);
        let mut any = false;
        for value in dc {
            *value = self.quantise_dc((*value + 1) >> 1);
            any |= *value != 0;
        }
        any
    }

    /// And back (§8.5.10).
    pub fn restore_luma_dc(&self, dc: &mut [i32; 16]) {
        hadamard(dc);
        for value in dc {
            // The quantiser is 12 at least.
            *value = (*value * self.dc_unscale) << self.dc_shift.saturating_sub(2);
        }
    }

    /// The four DC coefficients of a chroma plane to levels. `true` when any is not zero.
    pub fn quantise_chroma_dc(&self, dc: &mut [i32; 4]) -> bool {
        *dc = hadamard_2(*dc).map(|value| self.quantise_dc(value));
        dc.iter().any(|level| *level != 0)
    }

    /// And back (§8.5.11.2).
    pub fn restore_chroma_dc(&self, dc: &mut [i32; 4]) {
        *dc = hadamard_2(*dc).map(|value| ((value * self.dc_unscale) << self.dc_shift) >> 1);
    }
}

fn hadamard_2([a, b, c, d]: [i32; 4]) -> [i32; 4] {
    [a + b + c + d, a - b + c - d, a + b - c - d, a - b - c + d]
}

fn hadamard(block: &mut [i32; 16]) {
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

/// Differences to coefficients.
#[inline]
pub fn forward(block: &mut [i32; 16]) {
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

/// Coefficients to differences, rounded (§8.5.12.2).
#[inline]
pub fn inverse(block: &mut [i32; 16]) {
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
