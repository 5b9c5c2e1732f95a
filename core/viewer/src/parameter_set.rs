//! Reads the sequence parameter set at the beginning of a keyframe (ITU-T H.264 §7.3.2.1.1), as far as a
//! decoder must be told about it: profile, level and size.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use protocol::geometry::Size;

/// NAL unit types (Table 7-1).
const SLICE: u8 = 1;
const IDR_SLICE: u8 = 5;
const SPS: u8 = 7;

/// Bytes of a sequence parameter set that are read at most. Ours have about 30; a longer one could only hold
/// scaling matrices or HRD parameters, which no sharer sends.
const SPS_BYTES: usize = 256;

/// The side of a macroblock, in px.
const MB_SIDE: u32 = 16;

/// Pictures a second for which the level must suffice.
const RATE: u64 = 60;

/// `level_idc`, `MaxMBPS` and `MaxFS` of the levels (Table A-1), from the lowest that any decoder of a browser
/// lacks to the highest.
const LEVELS: [(u8, u64, u64); 9] = [
    (31, 108_000, 3_600),
    (32, 216_000, 5_120),
    (40, 245_760, 8_192),
    (42, 522_240, 8_704),
    (51, 983_040, 36_864),
    (52, 2_073_600, 36_864),
    (60, 4_177_920, 139_264),
    (61, 8_355_840, 139_264),
    (62, 16_711_680, 139_264),
];

/// Profiles whose parameter sets have the fields of the chroma format.
const HIGH_PROFILES: [u8; 4] = [100, 110, 122, 244];

/// What a sequence parameter set says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ParameterSet {
    /// `profile_idc`.
    pub(crate) profile: u8,
    /// The constraint flags, as one byte.
    pub(crate) constraints: u8,
    /// `level_idc`.
    pub(crate) level: u8,
    /// The size without the cropped margin.
    pub(crate) size: Size,
}

impl ParameterSet {
    /// Reads that of an access unit in Annex B format. `None` if none precedes the first slice, or if it cannot
    /// be read.
    pub(crate) fn of_unit(unit: &[u8]) -> Option<Self> {
        nal_units(unit)
            .take_while(|nal| !matches!(kind(nal), Some(SLICE | IDR_SLICE)))
            .find(|nal| kind(nal) == Some(SPS))
            .and_then(Self::read)
    }

    fn read(nal: &[u8]) -> Option<Self> {
        let payload = without_emulation(nal.get(1..)?);
        let mut bits = Bits { bytes: &payload, at: 0 };
        let (profile, constraints, level) = (bits.byte()?, bits.byte()?, bits.byte()?);
        bits.ue()?; // seq_parameter_set_id
        let mut chroma = 1;
        if HIGH_PROFILES.contains(&profile) {
            chroma = bits.ue()?;
            if chroma == 3 {
                bits.bit()?; // separate_colour_plane_flag
            }
            bits.ue()?; // bit_depth_luma_minus8
            bits.ue()?; // bit_depth_chroma_minus8
            bits.bit()?; // qpprime_y_zero_transform_bypass_flag
            if bits.bit()? {
                return None; // seq_scaling_matrix_present_flag
            }
        }
        bits.ue()?; // log2_max_frame_num_minus4
        match bits.ue()? {
            0 => bits.ue().map(drop)?, // log2_max_pic_order_cnt_lsb_minus4
            2 => {}
            _ => return None, // Reorders pictures, which is a delay.
        }
        bits.ue()?; // max_num_ref_frames
        bits.bit()?; // gaps_in_frame_num_value_allowed_flag
        let width = bits.ue()?.checked_add(1)?.checked_mul(MB_SIDE)?;
        let height = bits.ue()?.checked_add(1)?.checked_mul(MB_SIDE)?;
        if !bits.bit()? {
            return None; // frame_mbs_only_flag: interlaced
        }
        bits.bit()?; // direct_8x8_inference_flag
        let mut margin = [0; 4];
        if bits.bit()? {
            // frame_crop_*_offset, counted in chroma pixels: left, right, top, bottom.
            let unit = if chroma == 3 { 1 } else { 2 };
            for side in &mut margin {
                *side = bits.ue()?.checked_mul(unit)?;
            }
        }
        let [left, right, top, bottom] = margin;
        let width = width.checked_sub(left)?.checked_sub(right)?;
        let height = height.checked_sub(top)?.checked_sub(bottom)?;
        Some(Self { profile, constraints, level, size: Size::new(width, height).ok()? })
    }

    /// The codec's name for a browser (RFC 6381 §3.3, `avc1.PPCCLL`).
    ///
    /// Its level is never below what the size needs at 60 frames a second: with a lower one some browsers
    /// silently decode in software.
    pub(crate) fn codec(&self) -> String {
        let Self { profile, constraints, level, size } = *self;
        let level = level.max(level_of(size));
        format!("avc1.{profile:02X}{constraints:02X}{level:02X}")
    }
}

/// The lowest level that allows a size at [`RATE`] pictures a second.
fn level_of(size: Size) -> u8 {
    let mbs = |side: u32| u64::from(side.div_ceil(MB_SIDE));
    let (width, height) = (mbs(size.width()), mbs(size.height()));
    let long = width.max(height);
    let fits = |(_, per_second, frame): &&(u8, u64, u64)| {
        // §A.3.1: a side is at most √(8 · MaxFS).
        width * height <= *frame && width * height * RATE <= *per_second && long * long <= 8 * frame
    };
    LEVELS.iter().find(fits).map_or(62, |(level, ..)| *level)
}

/// The NAL units of a byte stream (Annex B). What precedes the first start code is dropped.
fn nal_units(unit: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = after_start_code(unit).map(|(_, rest)| rest);
    core::iter::from_fn(move || {
        let nal = rest?;
        // A slice is the last NAL unit that is asked for, and a long one: its end is not searched for.
        if matches!(kind(nal), Some(SLICE | IDR_SLICE)) {
            rest = None;
            return Some(nal);
        }
        let next = after_start_code(nal);
        rest = next.map(|(_, rest)| rest);
        Some(next.map_or(nal, |(before, _)| before))
    })
}

/// What is before and after the next start code.
fn after_start_code(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let at = bytes.windows(3).position(|window| window == [0, 0, 1])?;
    Some((bytes.get(..at)?, bytes.get(at + 3..)?))
}

fn kind(nal: &[u8]) -> Option<u8> {
    nal.first().map(|header| header & 0x1f)
}

/// The payload without `emulation_prevention_three_byte` (§7.4.1), cut at [`SPS_BYTES`].
fn without_emulation(nal: &[u8]) -> Vec<u8> {
    let mut payload = Vec::with_capacity(nal.len().min(SPS_BYTES));
    let mut zeros = 0;
    for byte in nal.iter().copied().take(SPS_BYTES) {
        if zeros >= 2 && byte == 3 {
            zeros = 0;
            continue;
        }
        zeros = if byte == 0 { zeros + 1 } else { 0 };
        payload.push(byte);
    }
    payload
}

/// Reads bits, the most significant first.
struct Bits<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Bits<'_> {
    fn bit(&mut self) -> Option<bool> {
        let byte = self.bytes.get(self.at / 8)?;
        let bit = byte >> (7 - self.at % 8) & 1;
        self.at += 1;
        Some(bit == 1)
    }

    fn bits(&mut self, count: u32) -> Option<u32> {
        (0..count).try_fold(0, |value, _| Some(value << 1 | u32::from(self.bit()?)))
    }

    fn byte(&mut self) -> Option<u8> {
        self.bits(8).and_then(|byte| u8::try_from(byte).ok())
    }

    /// An Exp-Golomb code (§9.1) below 2³¹.
    fn ue(&mut self) -> Option<u32> {
        let mut zeros = 0;
        while !self.bit()? {
            zeros += 1;
            if zeros > 30 {
                return None;
            }
        }
        Some((1 << zeros) - 1 + self.bits(zeros)?)
    }
}

#[cfg(test)]
mod tests {
    use std::vec;

    use h264::{ChromaFormat, Encoder, Sequential, Source};
    use proptest::prelude::*;

    use super::*;

    fn keyframe(width: usize, height: usize, chroma_format: ChromaFormat) -> Vec<u8> {
        let y = vec![90; width * height];
        let c = vec![128; chroma_format.chroma_length(width) * chroma_format.chroma_length(height)];
        let source = Source { width, height, y: &y, u: &c, v: &c, chroma_format, damage: None };
        Encoder::new(1000, 1).encode(source, 0, true, &Sequential).data
    }

    #[test]
    fn profile_level_and_size_are_those_of_our_encoder() {
        for (width, height, codec) in [
            (64, 48, "avc1.42C020"),
            (1280, 720, "avc1.42C020"),
            (1920, 1080, "avc1.42C02A"),
            (2560, 1440, "avc1.42C034"),
            (3840, 2160, "avc1.42C034"),
            (802, 602, "avc1.42C020"),
        ] {
            let unit = keyframe(width, height, ChromaFormat::Yuv420);
            let set = ParameterSet::of_unit(&unit).unwrap();
            let side = |side: usize| u32::try_from(side).unwrap();
            assert_eq!(set.size, Size::new(side(width), side(height)).unwrap());
            assert_eq!(set.codec(), codec);
        }
        let set = ParameterSet::of_unit(&keyframe(802, 602, ChromaFormat::Yuv444)).unwrap();
        assert_eq!((set.size, set.codec()), (Size::new(802, 602).unwrap(), "avc1.F40020".into()));
    }

    #[test]
    fn the_level_is_never_below_what_the_size_needs() {
        let set = |width, height, level| {
            let size = Size::new(width, height).unwrap();
            ParameterSet { profile: 66, constraints: 0xc0, level, size }.codec()
        };
        assert_eq!(set(1920, 1080, 31), "avc1.42C02A");
        assert_eq!(set(1920, 1200, 31), "avc1.42C033");
        assert_eq!(set(3840, 2160, 10), "avc1.42C034");
        assert_eq!(set(640, 480, 40), "avc1.42C028", "nor below what the stream says");
        assert_eq!(set(5120, 320, 31), "avc1.42C033", "a side counts as well as the area");
    }

    #[test]
    fn a_frame_without_parameter_sets_has_none() {
        let size = 32;
        let (y, c) = (vec![90; size * size], vec![128; size * size / 4]);
        let chroma_format = ChromaFormat::Yuv420;
        let source =
            Source { width: size, height: size, y: &y, u: &c, v: &c, chroma_format, damage: None };
        let mut encoder = Encoder::new(1000, 1);
        assert!(
            ParameterSet::of_unit(&encoder.encode(source, 0, true, &Sequential).data).is_some()
        );
        let unit = encoder.encode(source, 20, false, &Sequential);
        assert_eq!(ParameterSet::of_unit(&unit.data), None);
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let _ = ParameterSet::of_unit(&bytes);
            let unit = [&[0, 0, 1, 0x67][..], &bytes].concat();
            let _ = ParameterSet::of_unit(&unit);
        }
    }
}
