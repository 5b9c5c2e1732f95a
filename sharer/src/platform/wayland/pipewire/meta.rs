//! The metadata of PipeWire's buffers: cursor, damage, crop, header. Each is read from the bytes of `spa/buffer/meta.h`,
//! which another program has written.

use protocol::geometry::Rect;

use super::format::PixelFormat;
use super::pod::word;

/// Bytes of `struct spa_meta_header`, and its flag for a buffer without pixels.
pub(super) const HEADER: i32 = 32;
const CORRUPTED: u32 = 1 << 1;

/// Bytes of `struct spa_meta_region`.
pub(super) const REGION: i32 = 16;

/// Bytes of `struct spa_meta_cursor` and of `struct spa_meta_bitmap`.
const CURSOR: i32 = 28;
const BITMAP: i32 = 20;

/// The widest and highest cursor that is read, in px.
pub(super) const CURSOR_EDGE: u32 = 1024;

/// Regions of damage that are read from one buffer.
pub(super) const REGIONS: usize = 16;

/// The bytes that a cursor of this many pixels a side needs.
pub(super) const fn cursor_len(edge: i32) -> i32 {
    CURSOR + BITMAP + edge * edge * 4
}

/// Whether the header says that there are no pixels.
pub(super) fn is_corrupted(header: &[u8]) -> bool {
    word(header, 0).is_some_and(|flags| flags & CORRUPTED != 0)
}

/// The first region, which is what is valid of the pixels. `None` when all are.
pub(super) fn crop(regions: &[u8]) -> Option<Rect> {
    region(regions, 0)
}

/// The regions that changed; the list ends at the first that is empty.
pub(super) fn damage(regions: &[u8]) -> impl Iterator<Item = Rect> {
    (0..REGIONS).map_while(|number| region(regions, number))
}

fn region(regions: &[u8], number: usize) -> Option<Rect> {
    let bytes = regions.get(number * 16..)?;
    let coordinate = |at| word(bytes, at).map(|word| word.cast_signed());
    let (left, top) = (coordinate(0)?, coordinate(4)?);
    let (width, height) = (word(bytes, 8)?, word(bytes, 12)?);
    // What lies left of the picture or above it is cut off.
    let (x, y) = (u32::try_from(left.max(0)).ok()?, u32::try_from(top.max(0)).ok()?);
    let cut = |side: u32, from: i32| side.saturating_sub(from.min(0).unsigned_abs());
    let rect = Rect { x, y, width: cut(width, left), height: cut(height, top) };
    (width > 0 && height > 0).then_some(rect)
}

/// The cursor as a buffer has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) struct Cursor<'a> {
    /// Where it points, in px of the picture.
    pub(in super::super) position: (i32, i32),
    /// Its shape, if it is another one.
    pub(in super::super) shape: Option<Shape<'a>>,
}

/// The shape of a cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) struct Shape<'a> {
    /// The pixel that points.
    pub(in super::super) hotspot: (i32, i32),
    /// In px. Nothing is seen when one is 0.
    pub(in super::super) size: (u32, u32),
    format: PixelFormat,
    stride: usize,
    pixels: &'a [u8],
}

impl Shape<'_> {
    /// Its pixels as 0xAARRGGBB, colours premultiplied, rows from the top.
    pub(in super::super) fn argb(&self) -> Vec<u32> {
        let (width, height) = self.size;
        let (width, height) = (usize_of(width), usize_of(height));
        let mut argb = Vec::with_capacity(width * height);
        for row in 0..height {
            let row = self.pixels.get(row * self.stride..).unwrap_or_default();
            argb.extend(row.as_chunks::<4>().0.iter().take(width).map(|pixel| {
                let [first, green, third, alpha] = *pixel;
                match self.format {
                    PixelFormat::Bgra => u32::from_be_bytes([alpha, third, green, first]),
                    PixelFormat::Rgba => u32::from_be_bytes([alpha, first, green, third]),
                }
            }));
        }
        argb.resize(width * height, 0);
        argb
    }
}

/// Reads the cursor; `None` when there is none on this picture.
pub(super) fn cursor(bytes: &[u8]) -> Option<Cursor<'_>> {
    let id = word(bytes, 0)?;
    let signed = |at| word(bytes, at).map(|word| word.cast_signed());
    let position = (signed(8)?, signed(12)?);
    let hotspot = (signed(16)?, signed(20)?);
    let offset = usize_of(word(bytes, 24)?);
    // Offset 0: the shape has not changed.
    let shape = if offset == 0 { None } else { shape(bytes.get(offset..)?, hotspot) };
    (id != 0).then_some(Cursor { position, shape })
}

fn shape(bytes: &[u8], hotspot: (i32, i32)) -> Option<Shape<'_>> {
    let (format, width, height) = (word(bytes, 0)?, word(bytes, 4)?, word(bytes, 8)?);
    let (stride, offset) = (word(bytes, 12)?.cast_signed(), word(bytes, 16)?);
    let nothing =
        Shape { hotspot: (0, 0), size: (0, 0), format: PixelFormat::Bgra, stride: 0, pixels: &[] };
    if width == 0 || height == 0 {
        return Some(nothing);
    }
    if width > CURSOR_EDGE || height > CURSOR_EDGE {
        return None;
    }
    let format = PixelFormat::of(format)?;
    let stride = usize::try_from(stride).ok().filter(|stride| *stride >= usize_of(width) * 4)?;
    let pixels = bytes.get(usize_of(offset)..)?;
    let needed = stride.checked_mul(usize_of(height) - 1)?.checked_add(usize_of(width) * 4)?;
    let pixels = pixels.get(..needed)?;
    Some(Shape { hotspot, size: (width, height), format, stride, pixels })
}

fn usize_of(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn bytes(words: &[u32]) -> Vec<u8> {
        words.iter().flat_map(|word| word.to_ne_bytes()).collect()
    }

    const BGRA: u32 = 12;
    const RGBA: u32 = 11;

    #[test]
    fn a_cursor_is_read_with_its_shape() {
        let head = [1, 0, 30, 40, 2, 3, 28];
        let of = |format| {
            let bitmap = [format, 2, 1, 8, 20, 0x4433_2211_u32.to_le(), 0xff00_0000_u32.to_le()];
            bytes(&[head.as_slice(), bitmap.as_slice()].concat())
        };
        let whole = of(BGRA);
        let read = cursor(&whole).unwrap();
        let shape = read.shape.unwrap();
        assert_eq!((read.position, shape.hotspot, shape.size), ((30, 40), (2, 3), (2, 1)));
        assert_eq!(shape.argb(), [0x4433_2211, 0xff00_0000]);
        let turned = of(RGBA);
        assert_eq!(cursor(&turned).unwrap().shape.unwrap().argb(), [0x4411_2233, 0xff00_0000]);
        assert_eq!(cursor(&bytes(&[1, 0, 30, 40, 2, 3, 0])).unwrap().shape, None);
        assert_eq!(cursor(&bytes(&[0, 0, 30, 40, 2, 3, 0])), None, "it is not on the picture");
        let short = whole.get(..whole.len() - 1).unwrap();
        assert_eq!(cursor(short).unwrap().shape, None, "pixels are missing");
    }

    #[test]
    fn regions_end_at_the_first_empty_one_and_begin_within_the_picture() {
        let minus_four = (-4_i32).cast_unsigned();
        let regions = bytes(&[minus_four, 2, 10, 5, 7, 8, 9, 1, 0, 0, 0, 0, 1, 1, 1, 1]);
        let rects: Vec<_> = damage(&regions).collect();
        let first = Rect { x: 0, y: 2, width: 6, height: 5 };
        assert_eq!(rects, [first, Rect { x: 7, y: 8, width: 9, height: 1 }]);
        assert_eq!(crop(&regions), Some(first));
        assert_eq!(crop(&[0; 16]), None);
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_to_an_end(
            words in proptest::collection::vec(prop_oneof![0..40u32, any::<u32>()], 0..60)
        ) {
            let bytes = bytes(&words);
            let _ = (damage(&bytes).count(), crop(&bytes), is_corrupted(&bytes));
            if let Some(shape) = cursor(&bytes).and_then(|cursor| cursor.shape) {
                let (width, height) = shape.size;
                prop_assert_eq!(shape.argb().len(), usize_of(width) * usize_of(height));
            }
        }
    }
}
