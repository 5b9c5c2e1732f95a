//! Displays that stand on their side or on their head: the surface of desktop duplication has the pixels as the panel
//! has them, and the picture as the User sees them.

use protocol::geometry::{Rect, Size};

use crate::platform::screen::{BYTES_PER_PIXEL, index};

/// How far the picture is turned clockwise to become the surface, as `DXGI_MODE_ROTATION` says it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::platform) enum Rotation {
    /// Not at all, or it is not said.
    #[default]
    Identity,
    /// By 90 degrees.
    Rotate90,
    /// By 180 degrees.
    Rotate180,
    /// By 270 degrees.
    Rotate270,
}

/// A rectangle of the surface: left, top, right and bottom edge in px, the last two outside of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::platform) struct SurfaceRect {
    pub(in crate::platform) left: u32,
    pub(in crate::platform) top: u32,
    pub(in crate::platform) right: u32,
    pub(in crate::platform) bottom: u32,
}

impl SurfaceRect {
    /// From signed edges; what is beyond the surface is cut off. `None` when nothing is left.
    pub(in crate::platform) fn new(
        [left, top, right, bottom]: [i32; 4],
        (width, height): (u32, u32),
    ) -> Option<Self> {
        let [left, top, right, bottom] =
            [left, top, right, bottom].map(|edge| u32::try_from(edge).unwrap_or(0));
        let (right, bottom) = (right.min(width), bottom.min(height));
        (left < right && top < bottom).then_some(Self { left, top, right, bottom })
    }
}

impl Rotation {
    /// The size of the surface of a picture.
    pub(in crate::platform) fn surface(self, picture: Size) -> (u32, u32) {
        let (width, height) = (picture.width(), picture.height());
        match self {
            Rotation::Identity | Rotation::Rotate180 => (width, height),
            Rotation::Rotate90 | Rotation::Rotate270 => (height, width),
        }
    }

    /// Where a rectangle of the surface is in the picture.
    pub(in crate::platform) fn in_picture(self, rect: SurfaceRect, picture: Size) -> Rect {
        let SurfaceRect { left, top, right, bottom } = rect;
        let (width, height) = (picture.width(), picture.height());
        let (x, y, end_x, end_y) = match self {
            Rotation::Identity => (left, top, right, bottom),
            Rotation::Rotate90 => {
                (width.saturating_sub(bottom), left, width.saturating_sub(top), right)
            }
            Rotation::Rotate180 => (
                width.saturating_sub(right),
                height.saturating_sub(bottom),
                width.saturating_sub(left),
                height.saturating_sub(top),
            ),
            Rotation::Rotate270 => {
                (top, height.saturating_sub(right), bottom, height.saturating_sub(left))
            }
        };
        Rect { x, y, width: end_x.saturating_sub(x), height: end_y.saturating_sub(y) }
    }

    /// The pixel of the surface that shows a pixel of the picture.
    fn on_surface(self, x: u32, y: u32, picture: Size) -> (u32, u32) {
        let (last_x, last_y) = (picture.width() - 1, picture.height() - 1);
        match self {
            Rotation::Identity => (x, y),
            Rotation::Rotate90 => (y, last_x.saturating_sub(x)),
            Rotation::Rotate180 => (last_x.saturating_sub(x), last_y.saturating_sub(y)),
            Rotation::Rotate270 => (last_y.saturating_sub(y), x),
        }
    }

    /// Copies a part of the picture from the surface, one packed row after the other. What is not there stays as it
    /// is.
    pub(in crate::platform) fn copy(
        self,
        rect: Rect,
        picture: Size,
        (surface, stride): (&[u8], usize),
        to: &mut [u8],
    ) {
        let row_len = index(rect.width) * BYTES_PER_PIXEL;
        if row_len == 0 {
            return;
        }
        for (y, row) in (rect.y..rect.y + rect.height).zip(to.chunks_exact_mut(row_len)) {
            if self == Rotation::Identity {
                let from = index(y) * stride + index(rect.x) * BYTES_PER_PIXEL;
                if let Some(pixels) = surface.get(from..from + row_len) {
                    row.copy_from_slice(pixels);
                }
                continue;
            }
            let row = row.as_chunks_mut::<BYTES_PER_PIXEL>().0;
            for (x, pixel) in (rect.x..).zip(row) {
                let (x, y) = self.on_surface(x, y, picture);
                let from = index(y) * stride + index(x) * BYTES_PER_PIXEL;
                if let Some(found) = surface.get(from..from + BYTES_PER_PIXEL) {
                    pixel.copy_from_slice(found);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Rotation; 4] =
        [Rotation::Identity, Rotation::Rotate90, Rotation::Rotate180, Rotation::Rotate270];

    fn size() -> Size {
        Size::new(7, 5).unwrap()
    }

    /// The four corners of the surface in the picture, as the documentation of `DXGI_MODE_ROTATION` draws them: the
    /// first pixel of a surface that is turned by 90 degrees is at the upper right.
    #[test]
    fn the_first_pixel_of_the_surface_is_in_the_corner_that_the_rotation_says() {
        let first = SurfaceRect { left: 0, top: 0, right: 1, bottom: 1 };
        let corners = ALL.map(|rotation| {
            let rect = rotation.in_picture(first, size());
            assert_eq!((rect.width, rect.height), (1, 1));
            (rect.x, rect.y)
        });
        assert_eq!(corners, [(0, 0), (6, 0), (6, 4), (0, 4)]);
    }

    /// Each pixel of the surface has its own number, and is where its rectangle is.
    #[test]
    fn pixels_are_where_their_rectangles_are() {
        for rotation in ALL {
            let (width, height) = rotation.surface(size());
            let stride = index(width) * BYTES_PER_PIXEL + 12;
            let mut surface = vec![0xee; stride * index(height)];
            for y in 0..height {
                for x in 0..width {
                    let at = index(y) * stride + index(x) * BYTES_PER_PIXEL;
                    surface[at..at + 4].copy_from_slice(&(y * width + x).to_le_bytes());
                }
            }
            let mut picture = vec![0; 7 * 5 * BYTES_PER_PIXEL];
            rotation.copy(size().rect(), size(), (&surface, stride), &mut picture);
            for y in 0..height {
                for x in 0..width {
                    let pixel = SurfaceRect { left: x, top: y, right: x + 1, bottom: y + 1 };
                    let rect = rotation.in_picture(pixel, size());
                    let at = index(rect.y * 7 + rect.x) * BYTES_PER_PIXEL;
                    let found = u32::from_le_bytes(picture[at..at + 4].try_into().unwrap());
                    assert_eq!(found, y * width + x, "{rotation:?} {x} {y}");
                }
            }
            // A part is as that part of the whole.
            let part = Rect { x: 2, y: 1, width: 3, height: 4 };
            let mut pixels = vec![0; 3 * 4 * BYTES_PER_PIXEL];
            rotation.copy(part, size(), (&surface, stride), &mut pixels);
            for (row, found) in pixels.chunks(3 * BYTES_PER_PIXEL).enumerate() {
                let at = ((row + 1) * 7 + 2) * BYTES_PER_PIXEL;
                assert_eq!(found, &picture[at..at + 12], "{rotation:?}");
            }
        }
    }

    #[test]
    fn a_rectangle_beyond_the_surface_is_cut_off() {
        let new = |edges| SurfaceRect::new(edges, (10, 10));
        let cut = SurfaceRect { left: 0, top: 3, right: 10, bottom: 4 };
        assert_eq!(new([-5, 3, 99, 4]), Some(cut));
        for nothing in [[3, 3, 3, 9], [9, 9, 2, 2], [10, 0, 20, 5], [-9, -9, -1, -1]] {
            assert_eq!(new(nothing), None);
        }
    }
}
