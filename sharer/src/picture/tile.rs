//! Compresses a part of the screen as PNG (ISO/IEC 15948), with a palette when it has few colours, as
//! most text has.

use png::{BitDepth, ColorType, DeflateCompression, Encoder, Filter};
use protocol::geometry::Rect;

use crate::platform::screen::{BYTES_PER_PIXEL, index};

/// Colours that a palette can hold.
const PALETTE: usize = 256;

/// The compression level of zlib, of 9. For a screen of text, more saves little, and less makes it half
/// as large again; a row of cells of a photograph takes a millisecond.
const LEVEL: u8 = 3;

/// Slots of the hash table of colours: four times as many, so that few collide.
const TABLE: usize = 1024;

/// Compresses tiles. Its buffers are reused.
#[derive(Debug)]
pub struct TileEncoder {
    /// Indices into the palette, or red, green and blue.
    pixels: Vec<u8>,
    palette: Vec<u8>,
    /// A colour and its index; an index of [`PALETTE`] or more is none.
    table: Vec<(u32, u16)>,
}

/// A tile could not be made: there are fewer pixels than the rectangle has, or there is no memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the pixels of a tile are not as they were announced")]
pub struct TileError;

impl TileEncoder {
    /// An encoder.
    pub fn new() -> Self {
        Self { pixels: Vec::new(), palette: Vec::new(), table: vec![(0, u16::MAX); TABLE] }
    }

    /// The PNG picture of `rect`, whose pixels (blue, green, red, unused) begin at the start of `bgra`,
    /// one row every `stride` bytes. It replaces what is in `out`.
    pub fn encode(
        &mut self,
        bgra: &[u8],
        stride: usize,
        rect: Rect,
        out: &mut Vec<u8>,
    ) -> Result<(), TileError> {
        out.clear();
        let (width, height) = (index(rect.width), index(rect.height));
        let row_bytes = width * BYTES_PER_PIXEL;
        let rows = |n: usize| bgra.get(n * stride..).and_then(|row| row.get(..row_bytes));
        if (0..height).any(|n| rows(n).is_none()) {
            return Err(TileError);
        }
        let all = || (0..height).filter_map(rows);
        let mut encoder = Encoder::new(&mut *out, rect.width, rect.height);
        if self.fill_indexed(all()) {
            encoder.set_color(ColorType::Indexed);
            let depth = self.pack(width);
            encoder.set_depth(depth);
            encoder.set_palette(self.palette.as_slice());
            encoder.set_filter(Filter::NoFilter);
        } else {
            self.fill_rgb(all());
            encoder.set_color(ColorType::Rgb);
            encoder.set_depth(BitDepth::Eight);
            encoder.set_filter(Filter::Adaptive);
        }
        encoder.set_deflate_compression(DeflateCompression::Level(LEVEL));
        let mut writer = encoder.write_header().map_err(|_| TileError)?;
        writer.write_image_data(&self.pixels).map_err(|_| TileError)?;
        writer.finish().map_err(|_| TileError)
    }

    /// One index for each pixel; `false` when there are too many colours.
    fn fill_indexed<'a>(&mut self, rows: impl Iterator<Item = &'a [u8]>) -> bool {
        self.pixels.clear();
        self.palette.clear();
        self.table.fill((0, u16::MAX));
        let (mut last, mut last_index) = (None, 0);
        for row in rows {
            for pixel in row.as_chunks::<BYTES_PER_PIXEL>().0 {
                let [blue, green, red, _] = *pixel;
                let colour = u32::from_le_bytes([blue, green, red, 0]);
                if last != Some(colour) {
                    let Some(found) = self.index_of(colour) else { return false };
                    (last, last_index) = (Some(colour), found);
                }
                self.pixels.push(last_index);
            }
        }
        true
    }

    fn index_of(&mut self, colour: u32) -> Option<u8> {
        // Fibonacci hashing: the upper bits of the product are well mixed.
        let mut slot = index(colour.wrapping_mul(0x9e37_79b9) >> 22);
        loop {
            let entry = self.table.get_mut(slot % TABLE)?;
            match *entry {
                (known, found) if found != u16::MAX => {
                    if known == colour {
                        return u8::try_from(found).ok();
                    }
                }
                _ => {
                    let new = self.palette.len() / 3;
                    if new == PALETTE {
                        return None;
                    }
                    let [blue, green, red, _] = colour.to_le_bytes();
                    self.palette.extend_from_slice(&[red, green, blue]);
                    *entry = (colour, u16::try_from(new).ok()?);
                    return u8::try_from(new).ok();
                }
            }
            // At most a quarter of the slots is taken: a free one is near.
            slot += 1;
        }
    }

    /// Packs several indices into a byte if they are small (ISO/IEC 15948, 7.2: the leftmost pixel in the
    /// high-order bits).
    fn pack(&mut self, width: usize) -> BitDepth {
        let (depth, bits) = match self.palette.len() / 3 {
            0..=2 => (BitDepth::One, 1),
            3..=4 => (BitDepth::Two, 2),
            5..=16 => (BitDepth::Four, 4),
            _ => return BitDepth::Eight,
        };
        let per_byte = 8 / bits;
        let mut to = 0;
        for row in 0..self.pixels.len() / width.max(1) {
            for first in (0..width).step_by(per_byte) {
                let mut byte = 0;
                for n in 0..per_byte {
                    let column = first + n;
                    let value = if column < width {
                        self.pixels.get(row * width + column).copied().unwrap_or(0)
                    } else {
                        0
                    };
                    byte = byte << bits | value;
                }
                // Never after what is still to be read: a byte holds at least one pixel.
                if let Some(packed) = self.pixels.get_mut(to) {
                    *packed = byte;
                }
                to += 1;
            }
        }
        self.pixels.truncate(to);
        depth
    }

    fn fill_rgb<'a>(&mut self, rows: impl Iterator<Item = &'a [u8]>) {
        self.pixels.clear();
        for row in rows {
            for [blue, green, red, _] in row.as_chunks::<BYTES_PER_PIXEL>().0 {
                self.pixels.extend_from_slice(&[*red, *green, *blue]);
            }
        }
    }
}

impl Default for TileEncoder {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn decode(bytes: &[u8]) -> (u32, u32, Vec<u8>) {
        let mut decoder = png::Decoder::new(std::io::Cursor::new(bytes));
        decoder.set_transformations(png::Transformations::EXPAND);
        let mut reader = decoder.read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut pixels).unwrap();
        assert_eq!(info.color_type, ColorType::Rgb);
        (info.width, info.height, pixels)
    }

    proptest! {
        #[test]
        fn a_tile_is_the_screen_pixel_by_pixel(
            width in 1..140u32, height in 1..=64u32, colours in 1..400u32, extra in 0..9usize, seed: u32,
        ) {
            let stride = index(width) * 4 + extra * 4;
            let mut state = seed | 1;
            let mut bgra = vec![0; stride * index(height) + 4];
            for pixel in bgra.as_chunks_mut::<4>().0 {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                let colour = ((state >> 8) % colours).wrapping_mul(2_654_435_761);
                *pixel = colour.to_le_bytes();
            }
            let rect = Rect { x: 64, y: 0, width, height };
            let mut png = Vec::new();
            TileEncoder::new().encode(&bgra, stride, rect, &mut png).unwrap();
            let (w, h, pixels) = decode(&png);
            prop_assert_eq!((w, h), (width, height));
            let expected: Vec<u8> = (0..index(height))
                .flat_map(|row| bgra[row * stride..][..index(width) * 4].as_chunks::<4>().0)
                .flat_map(|[b, g, r, _]| [*r, *g, *b])
                .collect();
            prop_assert_eq!(pixels, expected);
        }
    }

    #[test]
    fn pixels_that_are_not_there_are_an_error() {
        let rect = Rect { x: 0, y: 0, width: 64, height: 64 };
        let mut out = vec![1];
        let short = vec![0; 64 * 64 * 4 - 1];
        assert_eq!(TileEncoder::new().encode(&short, 256, rect, &mut out), Err(TileError));
        assert!(out.is_empty());
    }

    #[test]
    fn the_noisiest_cell_fits_into_a_message() {
        let mut state = 1u32;
        let bgra: Vec<u8> = (0..64 * 64 * 4)
            .map(|_| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                (state >> 24) as u8
            })
            .collect();
        let rect = Rect { x: 0, y: 0, width: 64, height: 64 };
        let mut out = Vec::new();
        TileEncoder::new().encode(&bgra, 256, rect, &mut out).unwrap();
        assert!(out.len() <= protocol::limits::TILE_BYTES, "{}", out.len());
    }
}
