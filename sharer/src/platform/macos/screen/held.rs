//! The picture of the screen as it was captured last. Frames are copied into it, only what changed.

use protocol::geometry::{Rect, Size};

use crate::platform::damage::Damage;
use crate::platform::screen::{BYTES_PER_PIXEL, Patch, index, whole_len};

/// The pixels of a frame, borrowed while macOS keeps them.
#[derive(Clone, Copy, Debug)]
pub(super) struct FramePixels<'a> {
    /// Blue, green, red, alpha.
    pub(super) data: &'a [u8],
    /// Bytes from one row to the next.
    pub(super) stride: usize,
    /// In px.
    pub(super) width: usize,
    /// In px.
    pub(super) height: usize,
}

/// See the module.
#[derive(Debug)]
pub(super) struct HeldPicture {
    size: Size,
    data: Vec<u8>,
    patches: Vec<Patch>,
}

impl HeldPicture {
    /// A black picture.
    pub(super) fn new(size: Size) -> Self {
        Self { size, data: vec![0; whole_len(size)], patches: Vec::new() }
    }

    /// Its size.
    pub(super) fn size(&self) -> Size {
        self.size
    }

    /// Its pixels, with one row more than it has: see [`Patch`].
    pub(super) fn data(&self) -> &[u8] {
        &self.data
    }

    /// What the last frame changed.
    pub(super) fn patches(&self) -> &[Patch] {
        &self.patches
    }

    /// Takes over what changed. `false` for a frame of another size, or without all its rows: it is left alone.
    pub(super) fn take(&mut self, frame: FramePixels<'_>, changed: &mut Damage) -> bool {
        self.patches.clear();
        let row = index(self.size.width()) * BYTES_PER_PIXEL;
        let height = index(self.size.height());
        let is_whole = frame.stride >= row
            && frame.stride.checked_mul(height).is_some_and(|len| frame.data.len() >= len);
        if (frame.width, frame.height) != (index(self.size.width()), height) || !is_whole {
            return false;
        }
        changed.align(self.size);
        for rect in changed.rects() {
            self.copy(frame, *rect);
            self.patches.push(Patch::of_whole(*rect, self.size));
        }
        true
    }

    fn copy(&mut self, frame: FramePixels<'_>, rect: Rect) {
        let stride = index(self.size.width()) * BYTES_PER_PIXEL;
        let (left, width) = (index(rect.x) * BYTES_PER_PIXEL, index(rect.width) * BYTES_PER_PIXEL);
        for y in index(rect.y)..index(rect.y) + index(rect.height) {
            let (from, to) = (y * frame.stride + left, y * stride + left);
            let from = frame.data.get(from..from + width);
            if let (Some(to), Some(from)) = (self.data.get_mut(to..to + width), from) {
                to.copy_from_slice(from);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WIDTH: usize = 5;
    const HEIGHT: usize = 4;
    /// Rows of a frame are longer than the picture: macOS aligns them.
    const STRIDE: usize = 32;

    fn size() -> Size {
        Size::new(5, 4).unwrap()
    }

    /// A frame in which each byte of a pixel is that pixel's number, more than `from`.
    fn frame(from: u8) -> Vec<u8> {
        let mut data = vec![0xee; STRIDE * HEIGHT];
        for (y, row) in data.chunks_mut(STRIDE).enumerate() {
            for (x, pixel) in row.chunks_mut(BYTES_PER_PIXEL).take(WIDTH).enumerate() {
                pixel.fill(from + u8::try_from(y * WIDTH + x).unwrap());
            }
        }
        data
    }

    fn take(picture: &mut HeldPicture, data: &[u8], rects: &[Rect]) -> bool {
        let mut damage = Damage::new();
        rects.iter().for_each(|rect| damage.add(*rect));
        let pixels = FramePixels { data, stride: STRIDE, width: WIDTH, height: HEIGHT };
        picture.take(pixels, &mut damage)
    }

    fn pixel(picture: &HeldPicture, x: usize, y: usize) -> u8 {
        picture.data()[(y * WIDTH + x) * BYTES_PER_PIXEL]
    }

    #[test]
    fn only_what_changed_is_copied_and_each_patch_says_where_it_is() {
        let mut picture = HeldPicture::new(size());
        assert!(take(&mut picture, &frame(10), &[size().rect()]));
        assert_eq!(pixel(&picture, 0, 0), 10);
        assert_eq!(pixel(&picture, 4, 3), 29);
        let rect = Rect { x: 2, y: 2, width: 2, height: 2 };
        assert!(take(&mut picture, &frame(100), &[rect]));
        assert_eq!(pixel(&picture, 2, 2), 112);
        assert_eq!(pixel(&picture, 3, 3), 118);
        assert_eq!(pixel(&picture, 1, 2), 21, "beside it nothing changed");
        assert_eq!(pixel(&picture, 2, 1), 17);
        assert_eq!(picture.patches().len(), 1);
        let patch = picture.patches()[0];
        assert_eq!(patch.rect, rect);
        assert_eq!(picture.data()[patch.offset], 112);
        assert_eq!(picture.data()[patch.offset + patch.stride], 117);
        // As much as a patch may read.
        assert!(patch.offset + 2 * patch.stride <= picture.data().len());
        assert_eq!(picture.size(), size());
    }

    #[test]
    fn a_frame_of_another_size_changes_nothing() {
        let mut picture = HeldPicture::new(size());
        let data = frame(10);
        for (width, height, stride, len) in [
            (6, HEIGHT, STRIDE, data.len()),
            (WIDTH, 3, STRIDE, data.len()),
            (WIDTH, HEIGHT, 16, data.len()),
            (WIDTH, HEIGHT, STRIDE, data.len() - 1),
        ] {
            let mut damage = Damage::new();
            damage.add(size().rect());
            let pixels = FramePixels { data: &data[..len], stride, width, height };
            assert!(!picture.take(pixels, &mut damage));
            assert!(picture.patches().is_empty());
        }
        assert!(picture.data().iter().all(|byte| *byte == 0));
    }
}
