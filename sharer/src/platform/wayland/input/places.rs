//! Where a point of the picture is, as the portal counts places in its stream.
//!
//! It should count as the desktop does, which has fewer places than pixels on a scaled display. GNOME's compositor
//! counts pixels, while the portal in front of it takes no place outside of the desktop's size. What is beyond that is
//! reached by a relative motion, which both count as the desktop does.

use protocol::geometry::{Point, Size};

/// See the module.
#[derive(Clone, Copy, Debug)]
pub(super) struct Places {
    /// The size of the stream as the desktop counts: a place outside of it is an error of the portal.
    counted: Size,
    /// The size of the picture, where its pixels count.
    pixels: Option<Size>,
}

impl Places {
    /// Places that count as the desktop does.
    pub(super) fn of_desktop(counted: Size) -> Self {
        Self { counted, pixels: None }
    }

    /// Places that count as the pixels of this picture.
    pub(super) fn of_pixels(counted: Size, picture: Size) -> Self {
        Self { counted, pixels: Some(picture) }
    }

    /// The place of the point, or the nearest one that the portal takes; and how far the point is from there, as the
    /// desktop counts.
    pub(super) fn of(self, point: Point) -> ((f64, f64), Option<(f64, f64)>) {
        let picture = self.pixels.unwrap_or(self.counted);
        let (x, y) = point.to_pixel(picture);
        let (x, beyond_x) = split(x, self.counted.width(), picture.width());
        let (y, beyond_y) = split(y, self.counted.height(), picture.height());
        let is_beyond = beyond_x > 0.0 || beyond_y > 0.0;
        ((x, y), is_beyond.then_some((beyond_x, beyond_y)))
    }
}

/// The place on one axis, and what is beyond.
fn split(at: u32, counted: u32, pixels: u32) -> (f64, f64) {
    let nearest = at.min(counted.saturating_sub(1));
    (nearest.into(), f64::from(at - nearest) * f64::from(counted) / f64::from(pixels))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn size(width: u32, height: u32) -> Size {
        Size::new(width, height).unwrap()
    }

    #[test]
    fn a_scaled_display_is_pointed_at_in_its_far_part_too() {
        let (counted, picture) = (size(640, 360), size(1280, 720));
        let at = |x, y| Places::of_pixels(counted, picture).of(Point::from_pixel(x, y, picture));
        assert_eq!(at(0, 0), ((0.0, 0.0), None));
        assert_eq!(at(639, 359), ((639.0, 359.0), None));
        assert_eq!(at(1279, 100), ((639.0, 100.0), Some((320.0, 0.0))));
        assert_eq!(at(100, 719), ((100.0, 359.0), Some((0.0, 180.0))));
        // Counted as pixels, and from there as the desktop: the same pixel.
        let ((x, y), rest) = at(900, 500);
        let (dx, dy) = rest.unwrap();
        assert_eq!((x + dx * 2.0, y + dy * 2.0), (900.0, 500.0));
    }

    #[test]
    fn a_display_without_scaling_and_a_desktop_that_counts_itself_need_one_motion() {
        let (counted, picture) = (size(640, 360), size(1280, 720));
        let last = Point { x: u16::MAX, y: u16::MAX };
        assert_eq!(Places::of_desktop(counted).of(last), ((639.0, 359.0), None));
        assert_eq!(Places::of_pixels(picture, picture).of(last), ((1279.0, 719.0), None));
    }
}
