//! Images of the clipboard where programs copy and paste pixels: to a PNG file, and from one that the Helper has sent.
#![cfg_attr(
    not(windows),
    allow(dead_code, reason = "other systems have PNG files in the clipboard")
)]

use std::io::{Cursor, Error, Write};

use png::{
    BitDepth, ColorType, Decoder, DeflateCompression, Encoder, Filter, Limits, Transformations,
};
use transfer::windows_clipboard::dib::{Image, rgba_len};

/// The compression level of zlib, of 9.
const LEVEL: u8 = 3;

/// The image as a PNG file. `None` when that has more than `room` bytes.
pub(super) fn compress(image: &Image, room: usize) -> Option<Vec<u8>> {
    let mut out = Bounded { bytes: Vec::new(), room };
    let mut encoder = Encoder::new(&mut out, image.width(), image.height());
    let has_alpha = image.has_alpha();
    encoder.set_color(if has_alpha { ColorType::Rgba } else { ColorType::Rgb });
    encoder.set_depth(BitDepth::Eight);
    encoder.set_deflate_compression(DeflateCompression::Level(LEVEL));
    encoder.set_filter(Filter::Up);
    let mut writer = encoder.write_header().ok()?;
    let mut rows = writer.stream_writer().ok()?;
    if has_alpha {
        rows.write_all(image.rgba()).ok()?;
    } else {
        for row in image.rgba().chunks_exact(usize::try_from(image.width()).ok()? * 4) {
            let row: Vec<u8> =
                row.chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
            rows.write_all(&row).ok()?;
        }
    }
    rows.finish().ok()?;
    writer.finish().ok()?;
    Some(out.bytes)
}

/// The pixels of a PNG file. `None` when it is none, is not whole, or has too many for [`Image`]: that is known before they
/// are decompressed.
pub(super) fn decompress(file: &[u8]) -> Option<Image> {
    let limits = Limits { bytes: protocol::limits::CLIPBOARD_IMAGE_BYTES };
    let mut decoder = Decoder::new_with_limits(Cursor::new(file), limits);
    decoder.set_transformations(Transformations::normalize_to_color8() | Transformations::ALPHA);
    let mut reader = decoder.read_info().ok()?;
    let (width, height) = reader.info().size();
    let len = rgba_len(width, height)?;
    // Gray and alpha, or all four.
    let mut pixels = vec![0; reader.output_buffer_size().filter(|size| *size <= len)?];
    let frame = reader.next_frame(&mut pixels).ok()?;
    let rgba = match frame.color_type {
        ColorType::Rgba => pixels,
        ColorType::GrayscaleAlpha => {
            pixels.chunks_exact(2).flat_map(|it| [it[0], it[0], it[0], it[1]]).collect()
        }
        ColorType::Grayscale | ColorType::Rgb | ColorType::Indexed => return None,
    };
    Image::new(width, height, rgba)
}

/// Takes so many bytes and no more.
struct Bounded {
    bytes: Vec<u8>,
    room: usize,
}

impl Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if self.bytes.len().saturating_add(bytes.len()) > self.room {
            return Err(Error::other("there is no room"));
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use protocol::limits::{CLIPBOARD_BYTES, CLIPBOARD_IMAGE_BYTES};

    use super::*;

    #[test]
    fn an_image_becomes_a_file_and_the_same_image_again() {
        for alpha in [255, 7] {
            let pixels = [[1, 2, 3, 255], [4, 5, 6, alpha], [7, 8, 9, 255]].concat();
            let image = Image::new(3, 1, pixels).unwrap();
            let file = compress(&image, CLIPBOARD_BYTES).unwrap();
            assert_eq!(decompress(&file), Some(image.clone()));
            assert_eq!(compress(&image, file.len() - 1), None, "there is no room for it");
            assert!(compress(&image, file.len()).is_some());
        }
    }

    #[test]
    fn files_of_every_kind_are_read() {
        let file = |kind, depth, data: &[u8], palette: Option<&[u8]>| {
            let mut file = Vec::new();
            let mut encoder = Encoder::new(&mut file, 2, 1);
            encoder.set_color(kind);
            encoder.set_depth(depth);
            if let Some(palette) = palette {
                encoder.set_palette(palette);
            }
            encoder.write_header().unwrap().write_image_data(data).unwrap();
            decompress(&file).unwrap().rgba().to_vec()
        };
        let (black, white) = ([0, 0, 0, 255], [255; 4]);
        let gray = [black, white].concat();
        assert_eq!(file(ColorType::Grayscale, BitDepth::One, &[0x40], None), gray);
        let deep = [0, 9, 255, 9];
        assert_eq!(file(ColorType::Grayscale, BitDepth::Sixteen, &deep, None), gray);
        let palette = Some(&[0, 0, 0, 255, 255, 255][..]);
        assert_eq!(file(ColorType::Indexed, BitDepth::Eight, &[0, 1], palette), gray);
        let with_alpha = [9, 8, 7, 6];
        assert_eq!(
            file(ColorType::GrayscaleAlpha, BitDepth::Eight, &with_alpha, None),
            [9, 9, 9, 8, 7, 7, 7, 6]
        );
    }

    #[test]
    fn a_small_file_of_a_large_image_is_not_decompressed() {
        let side = u32::try_from((CLIPBOARD_IMAGE_BYTES / 4).isqrt()).unwrap();
        let file = |height| {
            let mut file = Vec::new();
            let mut encoder = Encoder::new(&mut file, side, height);
            encoder.set_color(ColorType::Grayscale);
            encoder.set_depth(BitDepth::One);
            let rows = vec![0; side as usize / 8 * height as usize];
            encoder.write_header().unwrap().write_image_data(&rows).unwrap();
            file
        };
        assert!(decompress(&file(side)).is_some());
        assert_eq!(decompress(&file(side + 1)), None);
        for file in [&b""[..], b"\x89PNG\r\n\x1a\n", b"GIF89a"] {
            assert_eq!(decompress(file), None);
        }
    }

    proptest! {
        #[test]
        fn a_damaged_file_is_an_image_or_none(at in 0..70_usize, byte: u8, cut in 0..80_usize) {
            let image = Image::new(2, 2, (0..16).collect()).unwrap();
            let mut file = compress(&image, CLIPBOARD_BYTES).unwrap();
            if let Some(damaged) = file.get_mut(at) {
                *damaged = byte;
            }
            file.truncate(file.len().max(1) - cut.min(file.len() - 1));
            let _ = decompress(&file);
        }
    }
}
