//! CAVLC: writes the transform coefficient levels of a block (ITU-T H.264 §9.2).

use crate::bit_writer::BitWriter;
use crate::tables::{CHROMA_DC_TOKEN, CHROMA_DC_ZEROS, COEFF_TOKEN, Code, RUN_BEFORE, TOTAL_ZEROS};

/// What selects the table of `coeff_token` (`nC`, §9.2.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BlockContext {
    /// The average number of coefficients of the blocks on the left and above.
    Neighbours(u8),
    /// The block holds the chroma DC coefficients of 4:2:0, whose table is fixed.
    ChromaDc,
}

/// Writes the levels of a block in zig-zag order: 4 of chroma DC, 15 without the DC, or 16. Returns
/// how many are not zero (`total_coeff`).
pub(crate) fn write_block(bits: &mut BitWriter, levels: &[i16], context: BlockContext) -> u8 {
    // The values in the reverse order, in which they are coded, and the zeros before each.
    let mut values = [0i16; 16];
    let mut runs = [0u8; 16];
    let mut total = 0usize;
    let mut run = 0;
    let mut seen = false;
    for level in levels.iter().rev().take(16) {
        if *level != 0 {
            if seen && total > 0 {
                runs[total - 1] = run;
            }
            values[total] = *level;
            total += 1;
            seen = true;
            run = 0;
        } else if seen {
            run += 1;
        }
    }
    if total > 0 {
        runs[total - 1] = run;
    }
    let ones = values[..total].iter().take(3).take_while(|value| value.abs() == 1).count();
    let token = match context {
        BlockContext::ChromaDc => CHROMA_DC_TOKEN[total.min(4)][ones],
        BlockContext::Neighbours(0..=1) => COEFF_TOKEN[0][total][ones],
        BlockContext::Neighbours(2..=3) => COEFF_TOKEN[1][total][ones],
        BlockContext::Neighbours(4..=7) => COEFF_TOKEN[2][total][ones],
        BlockContext::Neighbours(_) => COEFF_TOKEN[3][total][ones],
    };
    put(bits, token);
    if total == 0 {
        return 0;
    }
    for value in &values[..ones] {
        bits.flag(*value < 0);
    }
    write_levels(bits, &values[ones..total], total, ones);
    let mut zeros: usize = runs[..total].iter().map(|run| usize::from(*run)).sum();
    if total < levels.len() {
        put(
            bits,
            match context {
                BlockContext::ChromaDc => CHROMA_DC_ZEROS[total - 1][zeros],
                BlockContext::Neighbours(_) => TOTAL_ZEROS[total - 1][zeros],
            },
        );
    }
    for run in &runs[..total - 1] {
        if zeros == 0 {
            break;
        }
        let run = usize::from(*run);
        put(bits, RUN_BEFORE[(zeros - 1).min(6)][run]);
        zeros -= run;
    }
    u8::try_from(total).unwrap_or(16)
}

/// Writes the levels after the trailing ones (`level_prefix` and `level_suffix`, §9.2.2.1).
fn write_levels(bits: &mut BitWriter, values: &[i16], total: usize, ones: usize) {
    let mut suffix: u32 = u32::from(total > 10 && ones < 3);
    for (n, value) in values.iter().enumerate() {
        let size = u32::from(value.unsigned_abs());
        let mut code = size * 2 - if *value > 0 { 2 } else { 1 };
        // After fewer than three trailing ones, the first level cannot be a one.
        if n == 0 && ones < 3 {
            code -= 2;
        }
        if suffix == 0 {
            match code {
                0..=13 => bits.put(1, code + 1),
                14..=29 => {
                    bits.put(1, 15);
                    bits.put(code - 14, 4);
                }
                _ => {
                    bits.put(1, 16);
                    bits.put((code - 30).min(0xfff), 12);
                }
            }
            suffix = 1;
        } else if code < 15 << suffix {
            bits.put(1, (code >> suffix) + 1);
            bits.put(code & ((1 << suffix) - 1), suffix);
        } else {
            bits.put(1, 16);
            bits.put((code - (15 << suffix)).min(0xfff), 12);
        }
        if size > 3 << (suffix - 1) && suffix < 6 {
            suffix += 1;
        }
    }
}

#[inline]
fn put(bits: &mut BitWriter, code: Code) {
    bits.put(u32::from(code.bits), u32::from(code.length));
}
