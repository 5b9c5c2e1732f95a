//! The tables of the standard (ITU-T H.264, 08/2021) that the encoder needs.

use crate::geometry::BlockPosition;

/// A variable-length code.
#[derive(Clone, Copy)]
pub(crate) struct Code {
    pub(crate) bits: u8,
    /// The number of bits.
    pub(crate) length: u8,
}

/// For combinations that do not occur.
const NO_CODE: Code = code(0, 0);

const fn code(bits: u8, length: u8) -> Code {
    Code { bits, length }
}

/// The zig-zag scan: the index in a 4x4 block, in raster order, of each level (§8.5.6).
pub(crate) const ZIGZAG: [usize; 16] = [0, 1, 4, 8, 5, 2, 3, 6, 9, 12, 13, 10, 7, 11, 14, 15];

/// The positions of the sixteen 4x4 luma blocks of a macroblock in their coding order (§6.4.3).
pub(crate) const BLOCK_POSITIONS: [BlockPosition; 16] = [
    BlockPosition { x: 0, y: 0 },
    BlockPosition { x: 1, y: 0 },
    BlockPosition { x: 0, y: 1 },
    BlockPosition { x: 1, y: 1 },
    BlockPosition { x: 2, y: 0 },
    BlockPosition { x: 3, y: 0 },
    BlockPosition { x: 2, y: 1 },
    BlockPosition { x: 3, y: 1 },
    BlockPosition { x: 0, y: 2 },
    BlockPosition { x: 1, y: 2 },
    BlockPosition { x: 0, y: 3 },
    BlockPosition { x: 1, y: 3 },
    BlockPosition { x: 2, y: 2 },
    BlockPosition { x: 3, y: 2 },
    BlockPosition { x: 2, y: 3 },
    BlockPosition { x: 3, y: 3 },
];

/// The chroma QP for each luma QP (Table 8-15).
pub(crate) const CHROMA_QP: [u8; 52] = [
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25,
    26, 27, 28, 29, 29, 30, 31, 32, 32, 33, 34, 34, 35, 35, 36, 36, 37, 37, 37, 38, 38, 38, 39, 39,
    39, 39,
];

/// `codeNum` of each `coded_block_pattern` in inter predicted macroblocks (Table 9-4).
pub(crate) const INTER_PATTERN: [u8; 48] = inverse([
    0, 16, 1, 2, 4, 8, 32, 3, 5, 10, 12, 15, 47, 7, 11, 13, 14, 6, 9, 31, 35, 37, 42, 44, 33, 34,
    36, 40, 39, 43, 45, 46, 17, 18, 20, 24, 19, 21, 26, 28, 23, 27, 29, 30, 22, 25, 38, 41,
]);

/// The same in 4:4:4, where chroma has no pattern of its own (`ChromaArrayType` 3).
pub(crate) const INTER_PATTERN_444: [u8; 16] =
    inverse([0, 1, 2, 4, 8, 3, 5, 10, 12, 15, 7, 11, 13, 14, 6, 9]);

/// `codeNum` of each `coded_block_pattern` in Intra_4x4 macroblocks (Table 9-4).
pub(crate) const INTRA_PATTERN: [u8; 48] = inverse([
    47, 31, 15, 0, 23, 27, 29, 30, 7, 11, 13, 14, 39, 43, 45, 46, 16, 3, 5, 10, 12, 19, 21, 26, 28,
    35, 37, 42, 44, 1, 2, 4, 8, 17, 18, 20, 24, 6, 9, 22, 25, 32, 33, 34, 36, 40, 38, 41,
]);

/// The same in 4:4:4.
pub(crate) const INTRA_PATTERN_444: [u8; 16] =
    inverse([15, 0, 7, 11, 13, 14, 3, 5, 10, 12, 1, 2, 4, 8, 6, 9]);

const fn inverse<const N: usize>(patterns: [u8; N]) -> [u8; N] {
    let mut inverse = [0; N];
    let mut n = 0;
    while n < N {
        inverse[patterns[n] as usize] = n as u8;
        n += 1;
    }
    inverse
}

/// `coeff_token` by `nC` (0 and 1, 2 and 3, 4 to 7, 8 and more), `total_coeff` and `trailing_ones`
/// (Table 9-5).
pub(crate) const COEFF_TOKEN: [[[Code; 4]; 17]; 4] = [
    tokens(
        [
            [1, 0, 0, 0],
            [6, 2, 0, 0],
            [8, 6, 3, 0],
            [9, 8, 7, 5],
            [10, 9, 8, 6],
            [11, 10, 9, 7],
            [13, 11, 10, 8],
            [13, 13, 11, 9],
            [13, 13, 13, 10],
            [14, 14, 13, 11],
            [14, 14, 14, 13],
            [15, 15, 14, 14],
            [15, 15, 15, 14],
            [16, 15, 15, 15],
            [16, 16, 16, 15],
            [16, 16, 16, 16],
            [16, 16, 16, 16],
        ],
        [
            [1, 0, 0, 0],
            [5, 1, 0, 0],
            [7, 4, 1, 0],
            [7, 6, 5, 3],
            [7, 6, 5, 3],
            [7, 6, 5, 4],
            [15, 6, 5, 4],
            [11, 14, 5, 4],
            [8, 10, 13, 4],
            [15, 14, 9, 4],
            [11, 10, 13, 12],
            [15, 14, 9, 12],
            [11, 10, 13, 8],
            [15, 1, 9, 12],
            [11, 14, 13, 8],
            [7, 10, 9, 12],
            [4, 6, 5, 8],
        ],
    ),
    tokens(
        [
            [2, 0, 0, 0],
            [6, 2, 0, 0],
            [6, 5, 3, 0],
            [7, 6, 6, 4],
            [8, 6, 6, 4],
            [8, 7, 7, 5],
            [9, 8, 8, 6],
            [11, 9, 9, 6],
            [11, 11, 11, 7],
            [12, 11, 11, 9],
            [12, 12, 12, 11],
            [12, 12, 12, 11],
            [13, 13, 13, 12],
            [13, 13, 13, 13],
            [13, 14, 13, 13],
            [14, 14, 14, 13],
            [14, 14, 14, 14],
        ],
        [
            [3, 0, 0, 0],
            [11, 2, 0, 0],
            [7, 7, 3, 0],
            [7, 10, 9, 5],
            [7, 6, 5, 4],
            [4, 6, 5, 6],
            [7, 6, 5, 8],
            [15, 6, 5, 4],
            [11, 14, 13, 4],
            [15, 10, 9, 4],
            [11, 14, 13, 12],
            [8, 10, 9, 8],
            [15, 14, 13, 12],
            [11, 10, 9, 12],
            [7, 11, 6, 8],
            [9, 8, 10, 1],
            [7, 6, 5, 4],
        ],
    ),
    tokens(
        [
            [4, 0, 0, 0],
            [6, 4, 0, 0],
            [6, 5, 4, 0],
            [6, 5, 5, 4],
            [7, 5, 5, 4],
            [7, 5, 5, 4],
            [7, 6, 6, 4],
            [7, 6, 6, 4],
            [8, 7, 7, 5],
            [8, 8, 7, 6],
            [9, 8, 8, 7],
            [9, 9, 8, 8],
            [9, 9, 9, 8],
            [10, 9, 9, 9],
            [10, 10, 10, 10],
            [10, 10, 10, 10],
            [10, 10, 10, 10],
        ],
        [
            [15, 0, 0, 0],
            [15, 14, 0, 0],
            [11, 15, 13, 0],
            [8, 12, 14, 12],
            [15, 10, 11, 11],
            [11, 8, 9, 10],
            [9, 14, 13, 9],
            [8, 10, 9, 8],
            [15, 14, 13, 13],
            [11, 14, 10, 12],
            [15, 10, 13, 12],
            [11, 14, 9, 12],
            [8, 10, 13, 8],
            [13, 7, 9, 12],
            [9, 12, 11, 10],
            [5, 8, 7, 6],
            [1, 4, 3, 2],
        ],
    ),
    fixed_tokens(),
];

/// `coeff_token` of the chroma DC coefficients of 4:2:0 (Table 9-5, `nC` of -1).
pub(crate) const CHROMA_DC_TOKEN: [[Code; 4]; 5] = [
    [code(1, 2), NO_CODE, NO_CODE, NO_CODE],
    [code(7, 6), code(1, 1), NO_CODE, NO_CODE],
    [code(4, 6), code(6, 6), code(1, 3), NO_CODE],
    [code(3, 6), code(3, 7), code(2, 7), code(5, 6)],
    [code(2, 6), code(3, 8), code(2, 8), code(0, 7)],
];

const fn tokens(lengths: [[u8; 4]; 17], bits: [[u8; 4]; 17]) -> [[Code; 4]; 17] {
    let mut codes = [[NO_CODE; 4]; 17];
    let mut n = 0;
    while n < 17 {
        let mut ones = 0;
        while ones < 4 {
            codes[n][ones] = code(bits[n][ones], lengths[n][ones]);
            ones += 1;
        }
        n += 1;
    }
    codes
}

/// For `nC` of 8 and more: six bits, `total_coeff` minus one and `trailing_ones`.
const fn fixed_tokens() -> [[Code; 4]; 17] {
    let mut codes = [[code(0, 6); 4]; 17];
    codes[0][0] = code(3, 6);
    let mut n = 1;
    while n < 17 {
        let mut ones = 0;
        while ones < 4 {
            codes[n][ones] = code((n as u8 - 1) * 4 + ones as u8, 6);
            ones += 1;
        }
        n += 1;
    }
    codes
}

/// `total_zeros` by `total_coeff` minus one (Tables 9-7 and 9-8).
pub(crate) const TOTAL_ZEROS: [[Code; 16]; 15] = zeros(
    [
        [1, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 9],
        [3, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 6, 6, 6, 6, 0],
        [4, 3, 3, 3, 4, 4, 3, 3, 4, 5, 5, 6, 5, 6, 0, 0],
        [5, 3, 4, 4, 3, 3, 3, 4, 3, 4, 5, 5, 5, 0, 0, 0],
        [4, 4, 4, 3, 3, 3, 3, 3, 4, 5, 4, 5, 0, 0, 0, 0],
        [6, 5, 3, 3, 3, 3, 3, 3, 4, 3, 6, 0, 0, 0, 0, 0],
        [6, 5, 3, 3, 3, 2, 3, 4, 3, 6, 0, 0, 0, 0, 0, 0],
        [6, 4, 5, 3, 2, 2, 3, 3, 6, 0, 0, 0, 0, 0, 0, 0],
        [6, 6, 4, 2, 2, 3, 2, 5, 0, 0, 0, 0, 0, 0, 0, 0],
        [5, 5, 3, 2, 2, 2, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        [4, 4, 3, 3, 1, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        [4, 4, 2, 1, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        [3, 3, 1, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        [2, 2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        [1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    ],
    [
        [1, 3, 2, 3, 2, 3, 2, 3, 2, 3, 2, 3, 2, 3, 2, 1],
        [7, 6, 5, 4, 3, 5, 4, 3, 2, 3, 2, 3, 2, 1, 0, 0],
        [5, 7, 6, 5, 4, 3, 4, 3, 2, 3, 2, 1, 1, 0, 0, 0],
        [3, 7, 5, 4, 6, 5, 4, 3, 3, 2, 2, 1, 0, 0, 0, 0],
        [5, 4, 3, 7, 6, 5, 4, 3, 2, 1, 1, 0, 0, 0, 0, 0],
        [1, 1, 7, 6, 5, 4, 3, 2, 1, 1, 0, 0, 0, 0, 0, 0],
        [1, 1, 5, 4, 3, 3, 2, 1, 1, 0, 0, 0, 0, 0, 0, 0],
        [1, 1, 1, 3, 3, 2, 2, 1, 0, 0, 0, 0, 0, 0, 0, 0],
        [1, 0, 1, 3, 2, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0],
        [1, 0, 1, 3, 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        [0, 1, 1, 2, 1, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        [0, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        [0, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        [0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        [0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    ],
);

/// `total_zeros` of the chroma DC coefficients of 4:2:0 (Table 9-9a).
pub(crate) const CHROMA_DC_ZEROS: [[Code; 4]; 3] = [
    [code(1, 1), code(1, 2), code(1, 3), code(0, 3)],
    [code(1, 1), code(1, 2), code(0, 2), NO_CODE],
    [code(1, 1), code(0, 1), NO_CODE, NO_CODE],
];

/// `run_before` by `zerosLeft` minus one (Table 9-10); the last row is for more than six.
pub(crate) const RUN_BEFORE: [[Code; 15]; 7] = runs(
    [
        [1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        [1, 2, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        [2, 2, 2, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        [2, 2, 2, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        [2, 2, 3, 3, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        [2, 3, 3, 3, 3, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0],
        [3, 3, 3, 3, 3, 3, 3, 4, 5, 6, 7, 8, 9, 10, 11],
    ],
    [
        [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        [1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        [3, 2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        [3, 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        [3, 2, 3, 2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        [3, 0, 1, 3, 2, 5, 4, 0, 0, 0, 0, 0, 0, 0, 0],
        [7, 6, 5, 4, 3, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1],
    ],
);

const fn zeros(lengths: [[u8; 16]; 15], bits: [[u8; 16]; 15]) -> [[Code; 16]; 15] {
    let mut codes = [[NO_CODE; 16]; 15];
    let mut n = 0;
    while n < 15 {
        let mut zeros = 0;
        while zeros < 16 {
            codes[n][zeros] = code(bits[n][zeros], lengths[n][zeros]);
            zeros += 1;
        }
        n += 1;
    }
    codes
}

const fn runs(lengths: [[u8; 15]; 7], bits: [[u8; 15]; 7]) -> [[Code; 15]; 7] {
    let mut codes = [[NO_CODE; 15]; 7];
    let mut n = 0;
    while n < 7 {
        let mut run = 0;
        while run < 15 {
            codes[n][run] = code(bits[n][run], lengths[n][run]);
            run += 1;
        }
        n += 1;
    }
    codes
}
