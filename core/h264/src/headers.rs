//! Parameter sets and slice headers (ITU-T H.264 §7.3.2, §7.3.3).

use alloc::vec::Vec;

use crate::bit_writer::BitWriter;
use crate::chroma_format::ChromaFormat;
use crate::geometry::MB_SIDE;

/// Bits of `frame_num`.
const FRAME_NUM_BITS: u32 = 8;
/// The NAL unit header of a sequence parameter set: `nal_ref_idc` 3, and the type (Table 7-1).
const SPS: u8 = 0x67;
/// The NAL unit header of a picture parameter set.
const PPS: u8 = 0x68;
/// The NAL unit header of a slice of an IDR picture.
pub(crate) const IDR_SLICE: u8 = 0x65;
/// The NAL unit header of a slice of another picture.
pub(crate) const NON_IDR_SLICE: u8 = 0x61;

/// The QP to which slices write theirs relative (`pic_init_qp_minus26`).
const PPS_QP: i32 = 26;

/// The size and chroma format of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PictureFormat {
    /// Pixels.
    pub(crate) width: usize,
    /// Pixels.
    pub(crate) height: usize,
    pub(crate) chroma_format: ChromaFormat,
}

impl PictureFormat {
    /// Macroblocks in a row.
    pub(crate) fn mb_width(self) -> usize {
        self.width.div_ceil(MB_SIDE)
    }

    /// Rows of macroblocks.
    pub(crate) fn mb_height(self) -> usize {
        self.height.div_ceil(MB_SIDE)
    }

    /// `level_idc`: the lowest level that allows this size at 60 pictures a second (Table A-1).
    fn level(self) -> u32 {
        match self.mb_width() * self.mb_height() {
            0..=3600 => 32,
            3601..=8192 => 42,
            8193..=36864 => 52,
            _ => 62,
        }
    }
}

/// Writes the parameter sets: Constrained Baseline profile for 4:2:0, High 4:4:4 Predictive profile
/// for 4:4:4; BT.709; no reordering of pictures.
pub(crate) fn parameter_sets(bits: &mut BitWriter, format: PictureFormat, out: &mut Vec<u8>) {
    let number = |value: usize| u32::try_from(value).unwrap_or(u32::MAX);
    let (profile, constraints) = match format.chroma_format {
        ChromaFormat::Yuv420 => (66, 0xc0), // Baseline, constraint_set0_flag and constraint_set1_flag
        ChromaFormat::Yuv444 => (244, 0),   // High 4:4:4 Predictive
    };
    bits.put(profile, 8);
    bits.put(constraints, 8);
    bits.put(format.level(), 8);
    bits.ue(0); // seq_parameter_set_id
    if format.chroma_format == ChromaFormat::Yuv444 {
        bits.ue(3); // chroma_format_idc: 4:4:4
        bits.flag(false); // separate_colour_plane_flag
        bits.ue(0); // bit_depth_luma_minus8
        bits.ue(0); // bit_depth_chroma_minus8
        bits.flag(false); // qpprime_y_zero_transform_bypass_flag
        bits.flag(false); // seq_scaling_matrix_present_flag
    }
    bits.ue(FRAME_NUM_BITS - 4);
    bits.ue(2); // pic_order_cnt_type: output order is decoding order
    bits.ue(1); // max_num_ref_frames
    bits.flag(false); // gaps_in_frame_num_value_allowed_flag
    bits.ue(number(format.mb_width() - 1));
    bits.ue(number(format.mb_height() - 1));
    bits.flag(true); // frame_mbs_only_flag
    bits.flag(true); // direct_8x8_inference_flag
    let right = format.mb_width() * MB_SIDE - format.width;
    let bottom = format.mb_height() * MB_SIDE - format.height;
    bits.flag(right > 0 || bottom > 0);
    if right > 0 || bottom > 0 {
        // frame_crop_*_offset, counted in chroma pixels.
        bits.ue(0);
        bits.ue(number(format.chroma_format.chroma_length(right)));
        bits.ue(0);
        bits.ue(number(format.chroma_format.chroma_length(bottom)));
    }
    bits.flag(true); // vui_parameters_present_flag
    bits.flag(false); // aspect_ratio_info_present_flag
    bits.flag(false); // overscan_info_present_flag
    bits.flag(true); // video_signal_type_present_flag
    bits.put(5, 3); // video_format: unspecified
    bits.flag(format.chroma_format.is_full_range()); // video_full_range_flag
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
    bits.finish_nal(SPS, out);

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
    bits.finish_nal(PPS, out);
}

/// The contents of a slice header.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SliceHeader {
    /// `first_mb_in_slice`.
    pub(crate) first_mb: usize,
    /// `idr_pic_id` of an IDR picture: those of two consecutive ones must differ.
    pub(crate) idr_pic_id: Option<u32>,
    /// Pictures since the last IDR picture.
    pub(crate) frame_num: u32,
    /// The QP of the slice.
    pub(crate) qp: u8,
}

/// Writes a slice header (§7.3.3).
pub(crate) fn slice_header(bits: &mut BitWriter, header: SliceHeader) {
    bits.ue(u32::try_from(header.first_mb).unwrap_or(u32::MAX));
    bits.ue(if header.idr_pic_id.is_some() { 7 } else { 5 }); // slice_type: all slices are I, or all are P
    bits.ue(0); // pic_parameter_set_id
    bits.put(header.frame_num % (1 << FRAME_NUM_BITS), FRAME_NUM_BITS);
    match header.idr_pic_id {
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
