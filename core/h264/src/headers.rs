//! PURE. Parameter sets and slice headers (ITU-T H.264 §7.3).

use alloc::vec::Vec;

use super::bits::Bits;
use super::planes::Sampling;

/// Bits of the frame number.
const FRAME_NUM_BITS: u32 = 8;
/// `nal_ref_idc` 3 and the type of NAL unit (Table 7-1).
const SPS: u8 = 0x67;
const PPS: u8 = 0x68;
/// Slices of a picture that stands alone.
pub const IDR: u8 = 0x65;
/// Other slices.
pub const NON_IDR: u8 = 0x61;

/// The quantiser that slices give their own relative to.
const PPS_QP: i32 = 26;

/// A picture's size and kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    /// Pixels.
    pub width: usize,
    /// Pixels.
    pub height: usize,
    /// Of the chroma.
    pub sampling: Sampling,
}

impl Shape {
    /// Macroblocks in a row.
    pub fn wide(self) -> usize {
        self.width.div_ceil(16)
    }

    /// Rows of macroblocks.
    pub fn high(self) -> usize {
        self.height.div_ceil(16)
    }

    /// The lowest level that holds the picture at 60 a second (Table A-1), by its number times ten.
    fn level(self) -> u32 {
        match self.wide() * self.high() {
            0..=3600 => 32,
            3601..=8192 => 42,
            8193..=36864 => 52,
            _ => 62,
        }
    }
}

/// Writes the parameter sets: constrained baseline, or high 4:4:4 predictive where each pixel has a
/// colour of its own; BT.709, each picture shown as soon as it is there.
pub fn parameter_sets(bits: &mut Bits, shape: Shape, out: &mut Vec<u8>) {
    let number = |value: usize| u32::try_from(value).unwrap_or(u32::MAX);
    let (profile, constraints) = match shape.sampling {
        Sampling::Quarter => (66, 0xc0), // baseline, constrained: constraint_set0 and 1
        Sampling::Full => (244, 0),      // high 4:4:4 predictive
    };
    bits.put(profile, 8);
    bits.put(constraints, 8);
    bits.put(shape.level(), 8);
    bits.ue(0); // seq_parameter_set_id
    if shape.sampling == Sampling::Full {
        bits.ue(3); // chroma_format_idc: 4:4:4
        bits.flag(false); // separate_colour_plane_flag
        bits.ue(0); // bit_depth_luma_minus8
        bits.ue(0); // bit_depth_chroma_minus8
        bits.flag(false); // qpprime_y_zero_transform_bypass_flag
        bits.flag(false); // seq_scaling_matrix_present_flag
    }
    bits.ue(FRAME_NUM_BITS - 4);
    bits.ue(2); // pic_order_cnt_type: as they come
    bits.ue(1); // max_num_ref_frames
    bits.flag(false); // gaps_in_frame_num_value_allowed_flag
    bits.ue(number(shape.wide() - 1));
    bits.ue(number(shape.high() - 1));
    bits.flag(true); // frame_mbs_only_flag
    bits.flag(true); // direct_8x8_inference_flag
    let right = shape.wide() * 16 - shape.width;
    let bottom = shape.high() * 16 - shape.height;
    bits.flag(right > 0 || bottom > 0);
    if right > 0 || bottom > 0 {
        // Counted in pixels of chroma.
        bits.ue(0);
        bits.ue(number(shape.sampling.along(right)));
        bits.ue(0);
        bits.ue(number(shape.sampling.along(bottom)));
    }
    bits.flag(true); // vui_parameters_present_flag
    bits.flag(false); // aspect_ratio_info_present_flag
    bits.flag(false); // overscan_info_present_flag
    bits.flag(true); // video_signal_type_present_flag
    bits.put(5, 3); // video_format: unspecified
    bits.flag(shape.sampling.is_full_range()); // video_full_range_flag
    bits.flag(true); // colour_description_present_flag
    for _ in 0..3 {
        bits.put(1, 8); // BT.709 primaries, transfer and matrix
    }
    bits.flag(false); // chroma_loc_info_present_flag
    bits.flag(false); // timing_info_present_flag
    bits.flag(false); // nal_hrd_parameters_present_flag
    bits.flag(false); // vcl_hrd_parameters_present_flag
    bits.flag(false); // pic_struct_present_flag
    bits.flag(true); // bitstream_restriction_flag
    bits.flag(false); // motion_vectors_over_pic_boundaries_flag
    bits.ue(0); // max_bytes_per_pic_denom
    bits.ue(0); // max_bits_per_mb_denom
    bits.ue(13); // log2_max_mv_length_horizontal
    bits.ue(11); // log2_max_mv_length_vertical
    bits.ue(0); // max_num_reorder_frames
    bits.ue(1); // max_dec_frame_buffering
    bits.end_nal(SPS, out);

    bits.ue(0); // pic_parameter_set_id
    bits.ue(0); // seq_parameter_set_id
    bits.flag(false); // entropy_coding_mode_flag: CAVLC
    bits.flag(false); // bottom_field_pic_order_in_frame_present_flag
    bits.ue(0); // num_slice_groups_minus1
    bits.ue(0); // num_ref_idx_l0_default_active_minus1
    bits.ue(0); // num_ref_idx_l1_default_active_minus1
    bits.flag(false); // weighted_pred_flag
    bits.put(0, 2); // weighted_bipred_idc
    bits.se(PPS_QP - 26);
    bits.se(0); // pic_init_qs_minus26
    bits.se(0); // chroma_qp_index_offset
    bits.flag(true); // deblocking_filter_control_present_flag
    bits.flag(false); // constrained_intra_pred_flag
    bits.flag(false); // redundant_pic_cnt_present_flag
    bits.end_nal(PPS, out);
}

/// What a slice says first.
#[derive(Clone, Copy, Debug)]
pub struct SliceHeader {
    /// The number of its first macroblock.
    pub first: usize,
    /// Stands alone, with this number: two in a row must differ.
    pub idr: Option<u32>,
    /// Pictures since the last one that stands alone.
    pub frame: u32,
    /// The quantiser.
    pub qp: u8,
}

/// Writes a slice header (§7.3.3).
pub fn slice_header(bits: &mut Bits, header: SliceHeader) {
    bits.ue(u32::try_from(header.first).unwrap_or(u32::MAX));
    bits.ue(if header.idr.is_some() { 7 } else { 5 }); // slice_type: all slices I, or all P
    bits.ue(0); // pic_parameter_set_id
    bits.put(header.frame % (1 << FRAME_NUM_BITS), FRAME_NUM_BITS);
    match header.idr {
        Some(number) => {
            bits.ue(number);
            bits.flag(false); // no_output_of_prior_pics_flag
            bits.flag(false); // long_term_reference_flag
        }
        None => {
            bits.flag(false); // num_ref_idx_active_override_flag
            bits.flag(false); // ref_pic_list_modification_flag_l0
            bits.flag(false); // adaptive_ref_pic_marking_mode_flag
        }
    }
    bits.se(i32::from(header.qp) - PPS_QP);
    bits.ue(1); // disable_deblocking_filter_idc: text has hard edges
}
