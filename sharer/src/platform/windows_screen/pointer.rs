//! Images of the cursors of Windows: monochrome ones of an AND and an XOR mask, coloured ones, and coloured ones with a
//! mask.
//!
//! A cursor can invert what is below it, as the I-beam does, so that it is seen on every colour. An image for the Helper
//! has no such pixels. They become black with a white outline, which is seen on every colour as well; half-grey pixels
//! would vanish on grey.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use crate::platform::cursor::CursorImage;

/// The longest side of a cursor in px. The large ones that a User can choose have 256.
pub(in crate::platform) const EDGE: u32 = 256;

/// What is transparent, black and white, as premultiplied ARGB.
const CLEAR: u32 = 0;
const BLACK: u32 = 0xff00_0000;
const WHITE: u32 = 0xffff_ffff;

/// How the bytes of a shape are to be read, as `DXGI_OUTDUPL_POINTER_SHAPE_TYPE` has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::platform) enum ShapeKind {
    /// One bit for a pixel, the highest first: the AND mask, and below it the XOR mask.
    Monochrome,
    /// Four bytes for a pixel: blue, green, red, alpha. The colours are not premultiplied.
    Color,
    /// The same; where alpha is 255 the colour is XORed with the screen, where it is 0 it is there instead.
    MaskedColor,
}

/// A shape as Windows describes it.
#[derive(Clone, Copy, Debug)]
pub(in crate::platform) struct Shape<'a> {
    pub(in crate::platform) kind: ShapeKind,
    /// In px.
    pub(in crate::platform) width: u32,
    /// In px; of a monochrome shape, both masks together.
    pub(in crate::platform) height: u32,
    /// Bytes from one row to the next.
    pub(in crate::platform) pitch: u32,
    /// The pixel that points: its column and row.
    pub(in crate::platform) hot: (u32, u32),
    /// The rows from the top.
    pub(in crate::platform) bytes: &'a [u8],
}

/// What a pixel does to the screen below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pixel {
    /// Covers it with this, premultiplied ARGB.
    Covers(u32),
    /// Inverts some of its bits.
    Inverts,
}

impl Shape<'_> {
    /// The image; `None` when the shape contradicts itself or is too large.
    pub(in crate::platform) fn image(self) -> Option<CursorImage> {
        let height = match self.kind {
            ShapeKind::Monochrome => self.height / 2,
            ShapeKind::Color | ShapeKind::MaskedColor => self.height,
        };
        if !(1..=EDGE).contains(&self.width) || !(1..=EDGE).contains(&height) {
            return None;
        }
        let mut pixels = Vec::with_capacity(usize::try_from(self.width * height).ok()?);
        for y in 0..height {
            for x in 0..self.width {
                let pixel = match self.kind {
                    ShapeKind::Monochrome => of_masks(self.bit(x, y)?, self.bit(x, y + height)?),
                    ShapeKind::Color => Pixel::Covers(premultiplied(self.color(x, y)?)),
                    ShapeKind::MaskedColor => masked(self.color(x, y)?),
                };
                pixels.push(pixel);
            }
        }
        image((self.width, height), self.hot, &pixels)
    }

    fn bit(self, x: u32, y: u32) -> Option<bool> {
        let at = u64::from(y) * u64::from(self.pitch) + u64::from(x / 8);
        let byte = self.bytes.get(usize::try_from(at).ok()?)?;
        Some(byte & (0x80 >> (x % 8)) != 0)
    }

    fn color(self, x: u32, y: u32) -> Option<u32> {
        let at = u64::from(y) * u64::from(self.pitch) + u64::from(x) * 4;
        let at = usize::try_from(at).ok()?;
        let bytes = self.bytes.get(at..at.checked_add(4)?)?;
        Some(u32::from_le_bytes(bytes.try_into().ok()?))
    }
}

/// The image of a cursor that GDI describes by bitmaps whose pixels were read as 0xXXRRGGBB: `mask` is the AND mask, with
/// the XOR mask below it where there is no `color`. `None` when they contradict each other.
pub(in crate::platform) fn of_bitmaps(
    (width, height): (u32, u32),
    hot: (u32, u32),
    mask: &[u32],
    color: Option<&[u32]>,
) -> Option<CursorImage> {
    let len = usize::try_from(width.checked_mul(height)?).ok()?;
    let is_set = |pixel: u32| pixel & 0x00ff_ffff != 0;
    let and = mask.get(..len)?;
    let pixels: Vec<Pixel> = match color {
        None => {
            let xor = mask.get(len..len.checked_mul(2)?)?;
            and.iter().zip(xor).map(|(and, xor)| of_masks(is_set(*and), is_set(*xor))).collect()
        }
        Some(color) => {
            let color = color.get(..len)?;
            // Older cursors have no alpha; it is 0 everywhere then, and the mask says what is transparent.
            let has_alpha = color.iter().any(|pixel| pixel >> 24 != 0);
            let pixel = |(color, and): (&u32, &u32)| match (has_alpha, is_set(*and)) {
                (true, _) => Pixel::Covers(premultiplied(*color)),
                (false, false) => Pixel::Covers(color | BLACK),
                (false, true) if is_set(*color) => Pixel::Inverts,
                (false, true) => Pixel::Covers(CLEAR),
            };
            color.iter().zip(and).map(pixel).collect()
        }
    };
    image((width, height), hot, &pixels)
}

/// No cursor is shown.
pub(in crate::platform) fn hidden() -> CursorImage {
    CursorImage { serial: 0, width: 1, height: 1, hot_x: 0, hot_y: 0, argb: vec![CLEAR] }
}

fn of_masks(and: bool, xor: bool) -> Pixel {
    match (and, xor) {
        (false, false) => Pixel::Covers(BLACK),
        (false, true) => Pixel::Covers(WHITE),
        (true, false) => Pixel::Covers(CLEAR),
        (true, true) => Pixel::Inverts,
    }
}

fn masked(pixel: u32) -> Pixel {
    let color = pixel & 0x00ff_ffff;
    match (pixel >> 24, color) {
        (0, _) => Pixel::Covers(color | BLACK),
        // XOR with nothing leaves the screen as it is.
        (_, 0) => Pixel::Covers(CLEAR),
        (_, _) => Pixel::Inverts,
    }
}

fn premultiplied(pixel: u32) -> u32 {
    let [alpha, red, green, blue] = pixel.to_be_bytes();
    let channel = |value: u8| {
        let product = u16::from(value) * u16::from(alpha);
        u8::try_from((product + 127) / 255).unwrap_or(u8::MAX)
    };
    u32::from_be_bytes([alpha, channel(red), channel(green), channel(blue)])
}

fn image((width, height): (u32, u32), hot: (u32, u32), pixels: &[Pixel]) -> Option<CursorImage> {
    if !(1..=EDGE).contains(&width) || !(1..=EDGE).contains(&height) {
        return None;
    }
    let at = |x: u32, y: u32| {
        let index = usize::try_from(y * width + x).ok()?;
        pixels.get(index).copied().filter(|_| x < width)
    };
    let touches_inverted = |x: u32, y: u32| {
        let (left, right) = (x.saturating_sub(1), x + 1);
        let beside = [(left, y), (right, y), (x, y.saturating_sub(1)), (x, y + 1)];
        beside.into_iter().any(|(x, y)| at(x, y) == Some(Pixel::Inverts))
    };
    let mut argb = Vec::with_capacity(pixels.len());
    for y in 0..height {
        for x in 0..width {
            argb.push(match at(x, y)? {
                Pixel::Covers(CLEAR) if touches_inverted(x, y) => WHITE,
                Pixel::Covers(pixel) => pixel,
                Pixel::Inverts => BLACK,
            });
        }
    }
    let short = |length: u32| u16::try_from(length).unwrap_or(u16::MAX);
    let mut image = CursorImage {
        serial: 0,
        width: short(width),
        height: short(height),
        hot_x: short(hot.0.min(width - 1)),
        hot_y: short(hot.1.min(height - 1)),
        argb,
    };
    image.serial = serial(&image);
    Some(image)
}

/// A number of this very image. Handles of cursors are used again for others, so that they are no serials.
fn serial(image: &CursorImage) -> u32 {
    let mut hasher = DefaultHasher::new();
    (image.width, image.hot_x, image.hot_y).hash(&mut hasher);
    image.argb.hash(&mut hasher);
    u32::try_from(hasher.finish() >> 32).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(kind: ShapeKind, (width, height, pitch): (u32, u32, u32), bytes: &[u8]) -> Shape<'_> {
        Shape { kind, width, height, pitch, hot: (1, 0), bytes }
    }

    #[test]
    fn a_monochrome_shape_covers_lets_through_and_inverts() {
        // AND 0011, XOR 0101.
        let shape = shape(ShapeKind::Monochrome, (4, 2, 1), &[0b0011_0000, 0b0101_0000]);
        let image = shape.image().unwrap();
        assert_eq!((image.width, image.height, image.hot_x, image.hot_y), (4, 1, 1, 0));
        // The third pixel is transparent, and outlines the inverted one beside it.
        assert_eq!(image.argb, [BLACK, WHITE, WHITE, BLACK]);
    }

    #[test]
    fn an_inverting_line_is_black_in_a_white_outline() {
        // An I-beam of 8 × 3 pixels: only the column 4 inverts.
        let shape =
            shape(ShapeKind::Monochrome, (8, 6, 2), &[255, 0, 255, 0, 255, 0, 8, 0, 8, 0, 8, 0]);
        let image = shape.image().unwrap();
        for row in image.argb.chunks(8) {
            assert_eq!(row, [CLEAR, CLEAR, CLEAR, WHITE, BLACK, WHITE, CLEAR, CLEAR]);
        }
    }

    #[test]
    fn colours_are_premultiplied() {
        let bytes = [0xff, 0x80, 0x00, 0x80, 0x10, 0x20, 0x30, 0xff, 9, 9, 9, 0];
        let image = shape(ShapeKind::Color, (3, 1, 12), &bytes).image().unwrap();
        assert_eq!(image.argb, [0x8000_4080, 0xff30_2010, CLEAR]);
    }

    #[test]
    fn the_mask_of_a_colour_says_what_is_xored() {
        let bytes = [1, 2, 3, 0, 0, 0, 0, 0xff, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0xff];
        let image = shape(ShapeKind::MaskedColor, (4, 1, 16), &bytes).image().unwrap();
        assert_eq!(image.argb, [0xff03_0201, CLEAR, WHITE, BLACK]);
    }

    #[test]
    fn a_shape_that_contradicts_itself_has_no_image() {
        for (kind, width, height, pitch) in [
            (ShapeKind::Color, 3, 2, 12),
            (ShapeKind::Color, 3, 2, u32::MAX),
            (ShapeKind::MaskedColor, 0, 1, 12),
            (ShapeKind::Color, 1, EDGE + 1, 0),
            (ShapeKind::Monochrome, 8, 1, 1),
            (ShapeKind::Monochrome, u32::MAX, u32::MAX, 1),
            (ShapeKind::Monochrome, 200, 2, 1),
        ] {
            let bytes = [0; 12];
            assert_eq!(shape(kind, (width, height, pitch), &bytes).image(), None, "{kind:?}");
        }
        assert_eq!(of_bitmaps((2, 2), (0, 0), &[0; 4], None), None, "the XOR mask is missing");
        assert_eq!(of_bitmaps((2, 2), (0, 0), &[0; 4], Some(&[0; 3])), None);
        assert_eq!(of_bitmaps((u32::MAX, u32::MAX), (0, 0), &[0; 4], None), None);
    }

    #[test]
    fn bitmaps_of_gdi_make_the_same_image_as_the_shape() {
        let white = 0x00ff_ffff;
        let image = of_bitmaps((4, 1), (1, 0), &[0, 0, white, white, 0, white, 0, white], None);
        let shape = shape(ShapeKind::Monochrome, (4, 2, 1), &[0b0011_0000, 0b0101_0000]);
        assert_eq!(image, shape.image());
        let color = [0x0011_2233, 0, 0, white];
        let image = of_bitmaps((4, 1), (9, 9), &[0, 0, white, white], Some(&color)).unwrap();
        assert_eq!(
            image.argb,
            [0xff11_2233, BLACK, WHITE, BLACK],
            "without alpha the mask says it"
        );
        assert_eq!((image.hot_x, image.hot_y), (3, 0));
        let image = of_bitmaps((2, 1), (0, 0), &[0, white], Some(&[0x80ff_0000, 0])).unwrap();
        assert_eq!(image.argb, [0x8080_0000, CLEAR]);
    }

    #[test]
    fn the_same_image_has_the_same_serial_and_another_one_another() {
        let image =
            |bytes: &[u8]| shape(ShapeKind::Color, (1, 1, 4), bytes).image().unwrap().serial;
        assert_eq!(image(&[1, 2, 3, 255]), image(&[1, 2, 3, 255]));
        assert_ne!(image(&[1, 2, 3, 255]), image(&[1, 2, 4, 255]));
    }
}
