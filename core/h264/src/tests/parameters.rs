//! What the sequence parameter set tells a decoder, read as a decoder reads it (ITU-T H.264 §7.3.2.1.1).

use super::*;

/// The bits of a NAL unit, without emulation prevention (§7.4.1).
struct Bits {
    bytes: Vec<u8>,
    at: usize,
}

impl Bits {
    /// Those of the first NAL unit of this type, behind its header.
    fn of(stream: &[u8], kind: u8) -> Self {
        let starts = stream.windows(4).enumerate();
        let found = |(at, four): (usize, &[u8])| {
            (four[..3] == [0, 0, 1] && four[3] & 0x1f == kind).then_some(at + 4)
        };
        let unit = &stream[starts.into_iter().find_map(found).expect("such a unit")..];
        let end = unit.windows(3).position(|three| three == [0, 0, 1]).unwrap_or(unit.len());
        let mut bytes = Vec::new();
        for byte in &unit[..end] {
            if !(*byte == 3 && bytes.ends_with(&[0, 0])) {
                bytes.push(*byte);
            }
        }
        Self { bytes, at: 0 }
    }

    fn u(&mut self, bits: usize) -> u32 {
        (0..bits).fold(0, |value, _| {
            let bit = self.bytes[self.at / 8] >> (7 - self.at % 8) & 1;
            self.at += 1;
            value << 1 | u32::from(bit)
        })
    }

    fn ue(&mut self) -> u32 {
        let mut zeros = 0;
        while self.u(1) == 0 {
            zeros += 1;
        }
        (1 << zeros) - 1 + self.u(zeros)
    }
}

/// `max_num_reorder_frames` and `max_dec_frame_buffering` of a stream with our fields.
fn buffering(stream: &[u8]) -> (u32, u32) {
    let mut bits = Bits::of(stream, 7);
    let profile = bits.u(8);
    bits.u(16);
    bits.ue();
    if profile == 244 {
        assert_eq!(bits.ue(), 3, "4:4:4");
        bits.u(1);
        bits.ue();
        bits.ue();
        assert_eq!(bits.u(2), 0, "no scaling matrix");
    }
    bits.ue();
    assert_eq!(bits.ue(), 2, "pic_order_cnt_type: output order is decoding order");
    bits.ue();
    bits.u(1);
    bits.ue();
    bits.ue();
    bits.u(2);
    if bits.u(1) == 1 {
        for _ in 0..4 {
            bits.ue();
        }
    }
    assert_eq!(bits.u(1), 1, "vui_parameters_present_flag");
    assert_eq!(bits.u(3), 1, "no aspect ratio, no overscan, a video signal type");
    bits.u(4);
    assert_eq!(bits.u(1), 1, "colour_description_present_flag");
    bits.u(24);
    assert_eq!(bits.u(5), 0, "no chroma location, timing, HRD, picture structure");
    assert_eq!(bits.u(1), 1, "bitstream_restriction_flag");
    bits.u(1);
    for _ in 0..4 {
        bits.ue();
    }
    (bits.ue(), bits.ue())
}

/// Else a decoder holds pictures back that might be reordered.
#[test]
fn a_decoder_may_show_each_picture_at_once() {
    for format in [ChromaFormat::Yuv420, ChromaFormat::Yuv444] {
        for (width, height) in [(64, 64), (642, 362), (1920, 1080)] {
            let picture = Picture::with_format(width, height, format);
            let mut encoder = Encoder::new(HIGH_RATE, 2);
            let stream = encoder.encode(picture.source(), 0, true, &Sequential).data;
            assert_eq!(buffering(&stream), (0, 1), "{format:?} {width} × {height}");
        }
    }
}
