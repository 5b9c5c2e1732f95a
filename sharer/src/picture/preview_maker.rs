//! Makes the small pictures for the User of what the media thread sends.

use protocol::geometry::Size;
use protocol::time::Tick;

use super::convert::Picture;
use super::preview::{PREVIEW_INTERVAL, PREVIEW_SIDE, Preview};
use super::scale::{average, span};
use crate::platform::screen::{BYTES_PER_PIXEL, index};

/// See the module. Its memory is reused; while no picture is wanted there is none.
pub(super) struct PreviewMaker {
    preview: Preview,
    /// There is a picture of the screen.
    has_picture: bool,
    /// It has changed since the last small one.
    has_changed: bool,
    /// When the next one may be made.
    next: Tick,
    planes: [Vec<u8>; 3],
    rgba: Vec<u8>,
}

impl PreviewMaker {
    pub(super) fn new(preview: Preview) -> Self {
        Self {
            preview,
            has_picture: false,
            has_changed: false,
            next: Tick::default(),
            planes: [const { Vec::new() }; 3],
            rgba: Vec::new(),
        }
    }

    /// Something was captured.
    pub(super) fn on_capture(&mut self) {
        (self.has_picture, self.has_changed) = (true, true);
    }

    /// Nothing is sent, or another picture has begun that was not captured yet.
    pub(super) fn clear(&mut self) {
        self.has_picture = false;
        self.preview.clear();
    }

    /// When a picture is to be made; `None` while there is nothing to make.
    pub(super) fn deadline(&mut self) -> Option<Tick> {
        if !self.preview.is_wanted() {
            // The first one that is wanted shows the whole, whatever changed until then.
            self.has_changed = true;
            self.planes = [const { Vec::new() }; 3];
            self.rgba = Vec::new();
            return None;
        }
        (self.has_picture && self.has_changed).then_some(self.next)
    }

    /// Makes a small picture of one in planes.
    pub(super) fn make(&mut self, picture: &Picture, now: Tick) {
        let from = (picture.width(), picture.height());
        let (size, to) = small(from);
        let (y, u, v) = picture.planes();
        let chroma = picture.chroma_size();
        for (plane, (source, from)) in
            self.planes.iter_mut().zip([(y, from), (u, chroma), (v, chroma)])
        {
            plane.resize(to.0 * to.1, 0);
            average(source, from, plane, to);
        }
        let [y, u, v] = &self.planes;
        let colours = if picture.sampling().is_full_range() { FULL } else { LIMITED };
        self.rgba.clear();
        for ((y, u), v) in y.iter().zip(u).zip(v) {
            self.rgba.extend(colours.rgba(*y, *u, *v));
        }
        self.publish(size, now);
    }

    /// Makes a small picture of one in blue, green, red and a byte of no meaning, with `stride` bytes from one row to
    /// the next.
    pub(super) fn make_of_pixels(&mut self, pixels: &[u8], stride: usize, size: Size, now: Tick) {
        let from = (index(size.width()), index(size.height()));
        let (size, to) = small(from);
        self.rgba.clear();
        for row in 0..to.1 {
            let rows = span(row, from.1, to.1);
            for column in 0..to.0 {
                let columns = span(column, from.0, to.0);
                let (mut sums, mut count) = ([0; 3], 0);
                for row in rows.clone() {
                    let bytes = columns.start * BYTES_PER_PIXEL..columns.end * BYTES_PER_PIXEL;
                    let row = pixels.get(row * stride..).and_then(|row| row.get(bytes));
                    for [blue, green, red, _] in row.unwrap_or_default().as_chunks().0 {
                        for (sum, part) in sums.iter_mut().zip([red, green, blue]) {
                            *sum += u32::from(*part);
                        }
                        count += 1;
                    }
                }
                let mean = |sum: u32| u8::try_from((sum + count / 2) / count.max(1)).unwrap_or(255);
                let [red, green, blue] = sums.map(mean);
                self.rgba.extend([red, green, blue, 255]);
            }
        }
        self.publish(size, now);
    }

    fn publish(&mut self, size: (u32, u32), now: Tick) {
        // Where the User's window reads just now, the next one replaces this.
        self.has_changed = !self.preview.publish(size, &mut self.rgba);
        self.next = now + PREVIEW_INTERVAL;
    }
}

impl Drop for PreviewMaker {
    fn drop(&mut self) {
        self.clear();
    }
}

/// The size of a small picture of one of this size, as it is shown and as indices.
fn small((width, height): (usize, usize)) -> ((u32, u32), (usize, usize)) {
    let (most, long) = (index(PREVIEW_SIDE), width.max(height).max(1));
    let side = |side: usize| if long <= most { side } else { (side * most / long).max(1) };
    let to = (side(width), side(height));
    let px = |side: usize| u32::try_from(side).unwrap_or(PREVIEW_SIDE);
    ((px(to.0), px(to.1)), to)
}

/// How BT.709 makes colours of luma and chroma, in 1/65536: the least luma, and what luma and the differences of chroma
/// count.
#[derive(Clone, Copy)]
struct Matrix {
    black: i32,
    luma: i32,
    red_of_v: i32,
    green_of_u: i32,
    green_of_v: i32,
    blue_of_u: i32,
}

/// Luma and chroma from 0 to 255.
const FULL: Matrix = Matrix {
    black: 0,
    luma: 65_536,
    red_of_v: 103_206,
    green_of_u: -12_276,
    green_of_v: -30_679,
    blue_of_u: 121_609,
};

/// Luma from 16 to 235, chroma from 16 to 240.
const LIMITED: Matrix = Matrix {
    black: 16,
    luma: 76_309,
    red_of_v: 117_489,
    green_of_u: -13_975,
    green_of_v: -34_925,
    blue_of_u: 138_438,
};

impl Matrix {
    fn rgba(self, y: u8, u: u8, v: u8) -> [u8; 4] {
        let luma = (i32::from(y) - self.black) * self.luma + 32_768;
        let (u, v) = (i32::from(u) - 128, i32::from(v) - 128);
        let part = |part: i32| u8::try_from((part >> 16).clamp(0, 255)).unwrap_or(255);
        [
            part(luma + self.red_of_v * v),
            part(luma + self.green_of_u * u + self.green_of_v * v),
            part(luma + self.blue_of_u * u),
            255,
        ]
    }
}

#[cfg(test)]
mod tests {
    use h264::ChromaFormat;
    use proptest::prelude::*;

    use super::*;
    use crate::picture::convert::Colours;
    use crate::platform::screen::{FrameRef, Patch, whole_len};

    /// A preview that is wanted, and what makes it.
    fn wanted() -> (Preview, PreviewMaker) {
        let preview = Preview::default();
        preview.want(true);
        let mut maker = PreviewMaker::new(preview.clone());
        maker.on_capture();
        (preview, maker)
    }

    fn read(preview: &Preview) -> ((u32, u32), Vec<u8>) {
        let mut read = None;
        preview.read_after(0, |pixels| {
            read = pixels.map(|pixels| ((pixels.width, pixels.height), pixels.rgba.to_vec()));
        });
        read.expect("there is a picture")
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(3))]
        /// Blocks of one colour each, as large as a small pixel: every way to make the picture shows the colours.
        #[test]
        fn a_preview_is_the_screen_made_smaller(
            colours in proptest::collection::vec(any::<[u8; 3]>(), 4), pick: u64,
        ) {
            // 4 by 4 pixels become one.
            let size = Size::new(1920, 1080).unwrap();
            let stride = 1920 * 4;
            let mut bgra = vec![0; whole_len(size)];
            let of = |x: usize, y: usize| colours[((pick >> ((x / 4 + y / 4 * 7) % 60)) & 3) as usize];
            for y in 0..1080 {
                for x in 0..1920 {
                    bgra[y * stride + x * 4..][..3].copy_from_slice(&of(x, y));
                }
            }
            let check = |preview: &Preview, tolerance: u8| {
                let (size, rgba) = read(preview);
                assert_eq!(size, (480, 270));
                for y in 0..270 {
                    for x in 0..480 {
                        let [blue, green, red] = of(x * 4, y * 4);
                        let got = &rgba[(y * 480 + x) * 4..][..4];
                        for (got, want) in got.iter().zip([red, green, blue, 255]) {
                            assert!(got.abs_diff(want) <= tolerance, "{x}, {y}: {got} {want}");
                        }
                    }
                }
            };
            let (preview, mut maker) = wanted();
            maker.make_of_pixels(&bgra, stride, size, Tick::default());
            check(&preview, 0);
            for sampling in [ChromaFormat::Yuv444, ChromaFormat::Yuv420] {
                let mut picture = Picture::black(size, sampling);
                let patches = [Patch::of_whole(size.rect(), size)];
                let frame = FrameRef { data: &bgra, patches: &patches, size };
                picture.update(&frame, Colours::All).unwrap();
                let (preview, mut maker) = wanted();
                maker.make(&picture, Tick::default());
                // The rounding of two conversions.
                check(&preview, 5);
            }
        }
    }

    proptest! {
        #[test]
        fn no_preview_is_too_large_and_each_keeps_its_shape(w in 1..9000usize, h in 1..9000usize) {
            let ((width, height), to) = small((w, h));
            prop_assert_eq!(to, (index(width), index(height)));
            prop_assert!(width.max(height) <= PREVIEW_SIDE && width.min(height) >= 1);
            if w.max(h) <= 480 {
                prop_assert_eq!(to, (w, h));
            } else {
                prop_assert!((to.0 * h).abs_diff(to.1 * w) <= w.max(h) * 2, "{:?}", to);
            }
        }
    }

    #[test]
    fn none_is_made_too_often_or_of_nothing_or_that_nobody_wants() {
        let preview = Preview::default();
        let mut maker = PreviewMaker::new(preview.clone());
        let picture = Picture::black(Size::new(64, 48).unwrap(), ChromaFormat::Yuv420);
        maker.on_capture();
        assert_eq!(maker.deadline(), None, "nobody wants it");
        preview.want(true);
        assert_eq!(maker.deadline(), Some(Tick::default()), "though nothing has changed since");
        maker.make(&picture, Tick::from_millis(10));
        assert_eq!(maker.deadline(), None, "nothing has changed");
        maker.on_capture();
        assert_eq!(maker.deadline(), Some(Tick::from_millis(10) + PREVIEW_INTERVAL));
        maker.clear();
        assert_eq!(maker.deadline(), None, "nothing is sent");
        assert_eq!(preview.read_after(1, |pixels| assert_eq!(pixels, None)), Some(2));
        maker.on_capture();
        preview.want(false);
        assert_eq!(maker.deadline(), None);
        assert!(maker.planes.iter().all(|plane| plane.capacity() == 0), "its memory is freed");
    }
}
