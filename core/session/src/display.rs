//! The displays of the desktop, and which of them the picture shows.

use alloc::vec::Vec;

use core::fmt;
use core::str::FromStr;

use protocol::geometry::{Display, Rect, Size};
use protocol::name::DisplayName;

/// Which display is shared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum DisplayChoice {
    /// The one the desktop calls its main display.
    #[default]
    Primary,
    /// The display with this number, counted from 0 in the desktop's order.
    Number(usize),
    /// The display that the desktop calls so.
    Named(DisplayName),
    /// All displays, as one picture.
    All,
}

impl DisplayChoice {
    /// Whether it is one display and no other: a Helper cannot choose.
    pub fn is_fixed(&self) -> bool {
        matches!(self, DisplayChoice::Number(_) | DisplayChoice::Named(_))
    }
}

impl FromStr for DisplayChoice {
    type Err = protocol::name::NameError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.eq_ignore_ascii_case("all") {
            return Ok(DisplayChoice::All);
        }
        match text.parse() {
            Ok(number) => Ok(DisplayChoice::Number(number)),
            Err(_) => text.parse().map(DisplayChoice::Named),
        }
    }
}

impl fmt::Display for DisplayChoice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DisplayChoice::Primary => f.write_str("primary"),
            DisplayChoice::Number(number) => number.fmt(f),
            DisplayChoice::Named(name) => name.fmt(f),
            DisplayChoice::All => f.write_str("all"),
        }
    }
}

/// A part of the desktop. The corner may be negative: displays lie left of and above the main one, too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Area {
    /// Its left edge on the desktop in px.
    pub x: i32,
    /// Its top edge on the desktop in px.
    pub y: i32,
    /// Its size.
    pub size: Size,
}

impl Area {
    /// The part of a rectangle on the desktop that lies in this area, counted from the area's corner.
    pub fn clip(&self, x: i32, y: i32, width: u32, height: u32) -> Option<Rect> {
        let (left, top) = (i64::from(x) - i64::from(self.x), i64::from(y) - i64::from(self.y));
        let (right, bottom) = (left + i64::from(width), top + i64::from(height));
        // Negative edges lie outside to the left and above; no desktop reaches beyond 32 bits.
        let [left, top, right, bottom] =
            [left, top, right, bottom].map(|edge| u32::try_from(edge.max(0)).unwrap_or(u32::MAX));
        let (width, height) = (right - left, bottom - top);
        Rect { x: left, y: top, width, height }.clip(self.size)
    }
}

/// What the picture shows, and what it could show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// The part of the desktop that is shown.
    pub area: Area,
    /// The displays that a Helper may choose from; at most [`protocol::limits::DISPLAYS`].
    pub displays: Vec<Display>,
    /// Which of them is shown; `None` when all are, or when nobody knows.
    pub shown: Option<DisplayName>,
}

impl Layout {
    /// A picture of which nothing is known but its size.
    pub fn plain(size: Size) -> Self {
        Self { area: Area { x: 0, y: 0, size }, displays: Vec::new(), shown: None }
    }
}

/// What is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Screen {
    /// Which part of the desktop.
    pub layout: Layout,
    /// Frames captured from then on show it, in µs of the clock.
    pub since_us: u64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rectangle_is_cut_to_the_display_and_counted_from_its_corner() {
        let size = Size::new(100, 50).unwrap();
        let display = Area { x: 200, y: -10, size };
        let rect = |x, y, width, height| Some(Rect { x, y, width, height });
        assert_eq!(display.clip(200, -10, 100, 50), rect(0, 0, 100, 50));
        assert_eq!(display.clip(190, -20, 20, 20), rect(0, 0, 10, 10));
        assert_eq!(display.clip(290, 30, 500, 500), rect(90, 40, 10, 10));
        assert_eq!(display.clip(0, 0, 200, 50), None);
        assert_eq!(display.clip(300, 0, 5, 5), None);
        // Desktops of other systems are larger than 16 bits.
        let far = Area { x: -100_000, y: 70_000, size };
        assert_eq!(far.clip(-100_000, 70_000, u32::MAX, 10), rect(0, 0, 100, 10));
        assert_eq!(far.clip(i32::MAX, i32::MIN, u32::MAX, u32::MAX), None);
    }
}
