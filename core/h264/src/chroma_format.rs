//! Chroma formats (ITU-T H.264 Table 6-1).

use crate::geometry::{CHROMA_420_SIDE, MB_SIDE};

/// The resolution of the chroma planes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ChromaFormat {
    /// 4:2:0: half the luma resolution in both directions (`chroma_format_idc` 1).
    #[default]
    Yuv420,
    /// 4:4:4: the luma resolution (`chroma_format_idc` 3).
    Yuv444,
}

impl ChromaFormat {
    /// Chroma pixels along the side of a macroblock.
    pub(crate) fn mb_side(self) -> usize {
        match self {
            Self::Yuv420 => CHROMA_420_SIDE,
            Self::Yuv444 => MB_SIDE,
        }
    }

    /// Whether the picture uses the full range (black 0, white 255: `video_full_range_flag` 1) rather
    /// than the limited range (16 to 235). All decoders of 4:2:0 assume the limited range. Decoders of
    /// 4:4:4 read the flag, and the full range has more steps. In the limited range some saturated
    /// colours come out wrong where a browser converts without a GPU: blue needs a factor above 2,
    /// which the software conversion cannot represent.
    pub fn is_full_range(self) -> bool {
        self == Self::Yuv444
    }

    /// The number of chroma pixels that cover a number of luma pixels, along one direction.
    pub fn chroma_length(self, luma: usize) -> usize {
        match self {
            Self::Yuv420 => luma.div_ceil(2),
            Self::Yuv444 => luma,
        }
    }
}
