//! The picture, the cursor and the pointer, as the stream's buffers have told them.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use protocol::geometry::{Point, Rect, Size};

use super::pipewire::{Buffer, Cursor, Pixels};
use crate::platform::cursor::CursorImage;
use crate::platform::kept::Kept;
use crate::platform::screen::{BYTES_PER_PIXEL, FrameRef, RegionRef, ScreenChanges, index};

/// See the module.
pub(super) struct Shown {
    picture: Option<Kept>,
    /// Pixels with red and blue exchanged, for compositors that have them the other way round.
    exchanged: Vec<u8>,
    /// The corner of the picture in the stream.
    corner: (u32, u32),
    /// The picture is the present one: something has arrived since the watch began, or it is known that nothing will.
    is_current: bool,
    /// A picture has arrived since the watch began.
    has_arrived: bool,
    /// The size is another one since it was asked for last.
    has_new_size: bool,
    cursor: Option<CursorImage>,
    /// Where the pointer is in the stream, if it is there.
    pointer: Option<(i32, i32)>,
    news: ScreenChanges,
}

impl Shown {
    /// Nothing is known yet.
    pub(super) fn new() -> Self {
        Self {
            picture: None,
            exchanged: Vec::new(),
            corner: (0, 0),
            is_current: false,
            has_arrived: false,
            has_new_size: false,
            cursor: None,
            pointer: None,
            news: ScreenChanges::default(),
        }
    }

    /// The watch begins: what was seen before is not shown.
    pub(super) fn begin(&mut self) {
        self.is_current = false;
        self.has_arrived = false;
        self.pointer = None;
        self.news = ScreenChanges::default();
    }

    /// The watch ends.
    pub(super) fn end(&mut self) {
        self.begin();
    }

    /// Takes a buffer in.
    pub(super) fn take(&mut self, buffer: &Buffer<'_>) {
        tracing::trace!(
            has_pixels = buffer.pixels.is_some(),
            cursor = ?buffer.cursor.map(|cursor| cursor.map(|cursor| cursor.position)),
            shape = ?buffer.cursor.flatten().and_then(|cursor| cursor.shape).map(|shape| shape.size),
            "a buffer"
        );
        if let Some(cursor) = &buffer.cursor {
            self.take_cursor(*cursor);
        }
        let Some(pixels) = buffer.pixels else {
            return;
        };
        let whole = pixels.format.size.rect();
        let part = buffer.crop.unwrap_or(whole).clip(pixels.format.size).unwrap_or(whole);
        let Ok(size) = Size::new(part.width, part.height) else {
            return;
        };
        self.corner = (part.x, part.y);
        if self.size() != Some(size) {
            self.picture = Some(Kept::new(size));
            self.is_current = false;
            self.has_new_size = true;
            self.news.resized = true;
        }
        let was_current = std::mem::replace(&mut self.is_current, true);
        let has_arrived = std::mem::replace(&mut self.has_arrived, true);
        let Some(picture) = &mut self.picture else {
            return;
        };
        let bytes: &[u8] = if pixels.is_rgba() {
            exchange(&mut self.exchanged, pixels);
            &self.exchanged
        } else {
            pixels.bytes
        };
        let mut update = |rect: Rect| {
            let (x, y) = (index(part.x + rect.x), index(part.y + rect.y));
            let from = bytes.get(y * pixels.stride + x * BYTES_PER_PIXEL..).unwrap_or_default();
            picture.update(rect, from, pixels.stride);
        };
        let mut is_told = false;
        // What changed while nobody watched was told to nobody.
        if was_current && has_arrived {
            for rect in buffer.damage() {
                is_told = true;
                let from = Rect {
                    x: rect.x.saturating_sub(part.x),
                    y: rect.y.saturating_sub(part.y),
                    width: (rect.x.saturating_add(rect.width)).saturating_sub(part.x.max(rect.x)),
                    height: (rect.y.saturating_add(rect.height)).saturating_sub(part.y.max(rect.y)),
                };
                if let Some(rect) = from.clip(size) {
                    update(rect);
                }
            }
        }
        if !is_told {
            update(size.rect());
        }
        if !was_current {
            picture.change_all();
        }
        self.news.damage |= picture.has_changed();
    }

    fn take_cursor(&mut self, cursor: Option<Cursor<'_>>) {
        let pointer = cursor.map(|cursor| cursor.position);
        self.news.pointer |= pointer != self.pointer;
        self.pointer = pointer;
        let Some(image) = cursor.and_then(|cursor| cursor.shape).and_then(|shape| {
            let (width, height) = shape.size;
            let (hot_x, hot_y) = shape.hotspot;
            let argb = shape.argb();
            let mut hasher = DefaultHasher::new();
            (shape.size, shape.hotspot, &argb).hash(&mut hasher);
            // The compositor does not number its shapes.
            let [serial, _] = halves(hasher.finish());
            Some(CursorImage {
                serial,
                width: u16::try_from(width).ok()?,
                height: u16::try_from(height).ok()?,
                hot_x: u16::try_from(hot_x.max(0)).ok()?,
                hot_y: u16::try_from(hot_y.max(0)).ok()?,
                argb,
            })
        }) else {
            return;
        };
        if self.cursor.as_ref().map(|cursor| cursor.serial) != Some(image.serial) {
            self.cursor = Some(image);
            self.news.cursor = true;
        }
    }

    /// The size of the picture, once there is one.
    pub(super) fn size(&self) -> Option<Size> {
        self.picture.as_ref().map(Kept::size)
    }

    /// The size, if it is another one since the last call.
    pub(super) fn take_new_size(&mut self) -> Option<Size> {
        if std::mem::take(&mut self.has_new_size) { self.size() } else { None }
    }

    /// Whether the picture is the present one.
    pub(super) fn is_current(&self) -> bool {
        self.is_current
    }

    /// Nothing has arrived since the watch began, so that nothing has changed.
    pub(super) fn call_current(&mut self) {
        if let Some(picture) = &mut self.picture {
            picture.change_all();
            self.is_current = true;
            self.news.damage = true;
        }
    }

    /// Whether anything has happened since [`Self::take_news`].
    pub(super) fn has_news(&self) -> bool {
        self.news.any()
    }

    /// What has happened.
    pub(super) fn take_news(&mut self) -> ScreenChanges {
        std::mem::take(&mut self.news)
    }

    /// What changed in the picture.
    pub(super) fn frame(&mut self) -> Option<FrameRef<'_>> {
        self.picture.as_mut().filter(|_| self.is_current).and_then(Kept::frame)
    }

    /// A part of the picture as it was returned; `None` when it has changed since.
    pub(super) fn region(&self, rect: Rect) -> Option<RegionRef<'_>> {
        self.picture.as_ref().filter(|_| self.is_current).and_then(|picture| picture.region(rect))
    }

    /// The shape of the cursor.
    pub(super) fn cursor(&self) -> Option<CursorImage> {
        self.cursor.clone()
    }

    /// Where the pointer is on the picture.
    pub(super) fn pointer(&self) -> Option<Point> {
        let (size, (x, y)) = (self.size()?, self.pointer?);
        let place = |at: i32, corner: u32| u32::try_from(at).ok()?.checked_sub(corner);
        let (x, y) = (place(x, self.corner.0)?, place(y, self.corner.1)?);
        (x < size.width() && y < size.height()).then(|| Point::from_pixel(x, y, size))
    }
}

/// The upper and the lower half of a number.
fn halves(number: u64) -> [u32; 2] {
    let [a, b, c, d, e, f, g, h] = number.to_be_bytes();
    [u32::from_be_bytes([a, b, c, d]), u32::from_be_bytes([e, f, g, h])]
}

/// Copies the rows of the pixels with red and blue exchanged.
fn exchange(exchanged: &mut Vec<u8>, pixels: Pixels<'_>) {
    let len = pixels.stride.saturating_mul(index(pixels.format.size.height()));
    let bytes = pixels.bytes.get(..len).unwrap_or(pixels.bytes);
    exchanged.resize(bytes.len(), 0);
    let (to, from) = (exchanged.as_chunks_mut::<4>().0, bytes.as_chunks::<4>().0);
    for (to, [red, green, blue, alpha]) in to.iter_mut().zip(from) {
        *to = [*blue, *green, *red, *alpha];
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Numbers that fit the picture of these tests, and any.
    fn number() -> impl Strategy<Value = u32> {
        prop_oneof![0..12u32, any::<u32>()]
    }

    fn rect() -> impl Strategy<Value = Rect> {
        (number(), number(), number(), number()).prop_map(|(x, y, width, height)| Rect {
            x,
            y,
            width,
            height,
        })
    }

    proptest! {
        #[test]
        fn whatever_pipewire_says_of_its_buffers_the_picture_is_read_within_them(
            buffers in proptest::collection::vec(
                (
                    proptest::option::of(rect()),
                    proptest::collection::vec(number(), 0..16),
                    (0..200usize, prop_oneof![1..48usize, 1..=0x7fff_ffff_usize]),
                    (any::<i32>(), any::<i32>()),
                    any::<bool>(),
                ),
                1..5,
            )
        ) {
            let mut shown = Shown::new();
            shown.begin();
            for (crop, damage, (len, stride), position, is_rgba) in buffers {
                let (bytes, damage) = (vec![7; len], words(&damage));
                let pixels = Some(Pixels::of(&bytes, size(), stride, is_rgba));
                let cursor = Some(Some(Cursor { position, shape: None }));
                shown.take(&Buffer { pixels, cursor, crop, damage: &damage });
                let whole = shown.size().unwrap();
                prop_assert!(whole.width() <= 8 && whole.height() <= 4);
                if let Some(frame) = shown.frame() {
                    for patch in frame.patches {
                        prop_assert_eq!(patch.rect.clip(whole), Some(patch.rect));
                    }
                }
                let _ = (shown.pointer(), shown.region(whole.rect()));
                let _ = shown.take_news();
            }
        }
    }

    /// 8 × 4 pixels, and rows that are longer.
    const STRIDE: usize = 40;

    fn size() -> Size {
        Size::new(8, 4).unwrap()
    }

    fn stream(value: u8) -> Vec<u8> {
        vec![value; STRIDE * 4]
    }

    fn buffer<'a>(bytes: &'a [u8], is_rgba: bool) -> Buffer<'a> {
        let pixels = Some(Pixels::of(bytes, size(), STRIDE, is_rgba));
        Buffer { pixels, cursor: None, crop: None, damage: &[] }
    }

    fn words(words: &[u32]) -> Vec<u8> {
        words.iter().flat_map(|word| word.to_ne_bytes()).collect()
    }

    /// What is returned of a frame: the rectangles, and their first pixels.
    fn frame(shown: &mut Shown) -> Vec<(Rect, [u8; 4])> {
        let Some(frame) = shown.frame() else { return Vec::new() };
        let pixel = |at: usize| *frame.data[at..].first_chunk().unwrap();
        frame.patches.iter().map(|patch| (patch.rect, pixel(patch.offset))).collect()
    }

    #[test]
    fn what_was_seen_before_a_pause_is_not_shown_after_it_until_it_is_known_to_be_the_present() {
        let mut shown = Shown::new();
        shown.begin();
        assert!(frame(&mut shown).is_empty());
        shown.take(&buffer(&stream(7), false));
        assert!(shown.take_news().resized);
        assert_eq!(frame(&mut shown), [(size().rect(), [7; 4])]);
        shown.end();
        shown.begin();
        assert!(frame(&mut shown).is_empty() && shown.region(size().rect()).is_none());
        // The same again: everything counts as changed.
        shown.take(&buffer(&stream(7), false));
        assert_eq!(frame(&mut shown), [(size().rect(), [7; 4])]);
        shown.begin();
        shown.call_current();
        assert!(shown.take_news().damage);
        assert_eq!(frame(&mut shown), [(size().rect(), [7; 4])]);
    }

    #[test]
    fn only_what_differs_is_returned_and_a_buffer_without_pixels_changes_nothing() {
        let mut shown = Shown::new();
        shown.take(&buffer(&stream(7), false));
        frame(&mut shown);
        shown.take_news();
        let mut bytes = stream(7);
        bytes[2 * STRIDE + 4 * 4] = 9;
        shown.take(&buffer(&bytes, false));
        let rect = Rect { x: 0, y: 2, width: 8, height: 2 };
        assert_eq!(frame(&mut shown), [(rect, [7; 4])]);
        shown.take_news();
        shown.take(&Buffer { pixels: None, ..buffer(&bytes, false) });
        shown.take(&buffer(&bytes, false));
        assert!(!shown.has_news() && frame(&mut shown).is_empty());
    }

    #[test]
    fn damage_is_believed_and_counts_from_the_corner_that_is_valid() {
        let mut shown = Shown::new();
        let crop = Some(Rect { x: 2, y: 0, width: 6, height: 4 });
        shown.take(&Buffer { crop, ..buffer(&stream(7), false) });
        assert_eq!(shown.size(), Size::new(6, 4).ok());
        frame(&mut shown);
        // Everything is another, and two columns are said to be.
        let (bytes, damage) = (stream(8), words(&[4, 0, 2, 4]));
        shown.take(&Buffer { crop, damage: &damage, ..buffer(&bytes, false) });
        assert_eq!(frame(&mut shown), [(Rect { x: 2, y: 0, width: 2, height: 4 }, [8; 4])]);
    }

    #[test]
    fn red_and_blue_change_places_where_the_compositor_has_them_the_other_way_round() {
        let mut shown = Shown::new();
        let bytes: Vec<u8> = [1, 2, 3, 4].into_iter().cycle().take(STRIDE * 4).collect();
        shown.take(&buffer(&bytes, true));
        assert_eq!(frame(&mut shown), [(size().rect(), [3, 2, 1, 4])]);
    }

    #[test]
    fn pixels_that_are_missing_are_left_out() {
        let mut shown = Shown::new();
        let bytes = stream(7);
        shown.take(&buffer(&bytes[..STRIDE + 3], false));
        shown.take(&buffer(&[], true));
        assert_eq!(frame(&mut shown).len(), 1);
    }

    #[test]
    fn the_pointer_is_on_the_picture_or_nowhere() {
        let mut shown = Shown::new();
        let at = |x, y| Some(Some(Cursor { position: (x, y), shape: None }));
        let bytes = stream(0);
        let mut see = |cursor| {
            shown.take(&Buffer { cursor, ..buffer(&bytes, false) });
            shown.pointer()
        };
        assert_eq!(see(at(7, 3)), Some(Point { x: 65_535, y: 65_535 }));
        assert_eq!(see(None), Some(Point { x: 65_535, y: 65_535 }), "it has not moved");
        assert_eq!(see(at(8, 3)), None);
        assert_eq!(see(at(-1, 0)), None);
        assert_eq!(see(Some(None)), None);
    }
}
