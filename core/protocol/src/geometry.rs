//! Sizes, rectangles and points of the remote picture.

use serde::{Deserialize, Serialize};

use crate::limits::DISPLAY_EDGE;
use crate::name::DisplayName;

/// The size of a display or picture in px. Both sides are at least 1 and at most
/// [`DISPLAY_EDGE`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "RawSize", into = "RawSize")]
pub struct Size {
    width: u32,
    height: u32,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSize {
    width: u32,
    height: u32,
}

/// The size is zero, or larger than [`DISPLAY_EDGE`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected a size from 1x1 to {DISPLAY_EDGE}x{DISPLAY_EDGE} px, got {width}x{height}")]
pub struct SizeError {
    width: u32,
    height: u32,
}

impl Size {
    /// Creates a size. Both sides must be from 1 to [`DISPLAY_EDGE`] px.
    pub fn new(width: u32, height: u32) -> Result<Self, SizeError> {
        let edge = 1..=DISPLAY_EDGE;
        if edge.contains(&width) && edge.contains(&height) {
            Ok(Self { width, height })
        } else {
            Err(SizeError { width, height })
        }
    }

    /// Width in px.
    pub fn width(self) -> u32 {
        self.width
    }

    /// Height in px.
    pub fn height(self) -> u32 {
        self.height
    }

    /// The rectangle with this size at the origin.
    pub fn rect(self) -> Rect {
        Rect { x: 0, y: 0, width: self.width, height: self.height }
    }
}

impl TryFrom<RawSize> for Size {
    type Error = SizeError;

    fn try_from(raw: RawSize) -> Result<Self, SizeError> {
        Size::new(raw.width, raw.height)
    }
}

impl From<Size> for RawSize {
    fn from(size: Size) -> RawSize {
        RawSize { width: size.width, height: size.height }
    }
}

/// A display of the desktop, as it is offered to the Helper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Display {
    /// Its name on the desktop, for example `HDMI-1`.
    pub name: DisplayName,
    /// Its size.
    pub size: Size,
    /// Whether it is the primary display.
    pub is_primary: bool,
}

/// A point on the picture, independent of its size: 0 is the first, 65535 the last pixel of a side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "(u16, u16)", into = "(u16, u16)")]
pub struct Point {
    /// 0 (left) to 65535 (right).
    pub x: u16,
    /// 0 (top) to 65535 (bottom).
    pub y: u16,
}

impl From<(u16, u16)> for Point {
    fn from((x, y): (u16, u16)) -> Self {
        Self { x, y }
    }
}

impl From<Point> for (u16, u16) {
    fn from(point: Point) -> Self {
        (point.x, point.y)
    }
}

impl Point {
    /// The point of pixel (`x`, `y`) in a picture of `size`. Coordinates outside are clamped.
    pub fn from_pixel(x: u32, y: u32, size: Size) -> Self {
        Self { x: normalise(x, size.width), y: normalise(y, size.height) }
    }

    /// The pixel of this point in a picture of `size`.
    pub fn to_pixel(self, size: Size) -> (u32, u32) {
        (pixel(self.x, size.width), pixel(self.y, size.height))
    }
}

fn normalise(v: u32, side: u32) -> u16 {
    let last = u64::from(side.saturating_sub(1));
    if last == 0 {
        return 0;
    }
    let v = u64::from(v).min(last);
    u16::try_from((v * 65_535 + last / 2) / last).unwrap_or(u16::MAX)
}

fn pixel(v: u16, side: u32) -> u32 {
    let last = u64::from(side.saturating_sub(1));
    u32::try_from((u64::from(v) * last + 32_767) / 65_535).unwrap_or(0)
}

/// A rectangle of pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rect {
    /// Left edge in px.
    pub x: u32,
    /// Top edge in px.
    pub y: u32,
    /// Width in px.
    pub width: u32,
    /// Height in px.
    pub height: u32,
}

impl Rect {
    /// Whether it contains no pixel.
    pub fn is_empty(self) -> bool {
        self.width == 0 || self.height == 0
    }

    /// The smallest rectangle that contains both.
    pub fn union(self, other: Rect) -> Rect {
        if self.is_empty() {
            return other;
        }
        if other.is_empty() {
            return self;
        }
        let x = self.x.min(other.x);
        let y = self.y.min(other.y);
        let right = self.x.saturating_add(self.width).max(other.x.saturating_add(other.width));
        let bottom = self.y.saturating_add(self.height).max(other.y.saturating_add(other.height));
        Rect { x, y, width: right - x, height: bottom - y }
    }

    /// Whether the two intersect.
    pub fn meets(self, other: Rect) -> bool {
        let overlap = |a: u32, a_len: u32, b: u32, b_len: u32| {
            a < b.saturating_add(b_len) && b < a.saturating_add(a_len)
        };
        !self.is_empty()
            && !other.is_empty()
            && overlap(self.x, self.width, other.x, other.width)
            && overlap(self.y, self.height, other.y, other.height)
    }

    /// The part of it within a picture of `size`. `None` when they do not intersect.
    pub fn clip(self, size: Size) -> Option<Rect> {
        let x = self.x.min(size.width);
        let y = self.y.min(size.height);
        let right = self.x.saturating_add(self.width).min(size.width);
        let bottom = self.y.saturating_add(self.height).min(size.height);
        let clipped =
            Rect { x, y, width: right.saturating_sub(x), height: bottom.saturating_sub(y) };
        (!clipped.is_empty()).then_some(clipped)
    }

    /// The smallest rectangle that contains it and has even position and size, as 4:2:0 chroma needs it.
    /// It is clipped to a picture of `size`, whose sides are even.
    pub fn even(self, size: Size) -> Option<Rect> {
        let x = self.x & !1;
        let y = self.y & !1;
        let right = self.x.saturating_add(self.width).saturating_add(1) & !1;
        let bottom = self.y.saturating_add(self.height).saturating_add(1) & !1;
        Rect { x, y, width: right.saturating_sub(x), height: bottom.saturating_sub(y) }.clip(size)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_pixel_survives_the_wire(side in 1..=DISPLAY_EDGE, v in 0..DISPLAY_EDGE) {
            let v = v.min(side - 1);
            prop_assert_eq!(pixel(normalise(v, side), side), v);
        }

        #[test]
        fn two_meet_where_a_pixel_is_in_both(
            x in 0..9u32, y in 0..9u32, w in 0..4u32, h in 0..4u32,
        ) {
            let a = Rect { x: 3, y: 4, width: 3, height: 2 };
            let b = Rect { x, y, width: w, height: h };
            let holds = |r: Rect, x, y| {
                r.x <= x && x < r.x + r.width && r.y <= y && y < r.y + r.height
            };
            let common = (0..12).any(|x| (0..12).any(|y| holds(a, x, y) && holds(b, x, y)));
            prop_assert_eq!(a.meets(b), common);
            prop_assert_eq!(b.meets(a), common);
        }

        #[test]
        fn a_point_never_leaves_the_picture(x: u16, y: u16, w in 1..=DISPLAY_EDGE, h in 1..=DISPLAY_EDGE) {
            let (px, py) = Point { x, y }.to_pixel(Size::new(w, h).unwrap());
            prop_assert!(px < w && py < h);
        }

        #[test]
        fn an_even_rectangle_holds_the_original(x in 0..4000u32, y in 0..4000u32, w in 1..4000u32, h in 1..4000u32) {
            let size = Size::new(4096, 4096).unwrap();
            let rect = Rect { x, y, width: w, height: h };
            let Some(clipped) = rect.clip(size) else { return Ok(()) };
            let even = rect.even(size).unwrap();
            prop_assert_eq!(even.union(clipped), even);
            prop_assert_eq!((even.x | even.y | even.width | even.height) & 1, 0);
        }
    }

    #[test]
    fn a_size_nobody_has_is_refused() {
        assert!(Size::new(0, 5).is_err());
        assert!(Size::new(5, DISPLAY_EDGE + 1).is_err());
        assert!(serde_json::from_str::<Size>(r#"{"width":0,"height":1}"#).is_err());
    }
}
