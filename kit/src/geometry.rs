//! Points, sizes and rectangles, in physical pixels unless said otherwise.

/// A point; x to the right, y down, from the upper left corner of the window's content.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Point {
    /// To the right.
    pub x: f32,
    /// Down.
    pub y: f32,
}

impl Point {
    /// The point at `x` and `y`.
    #[must_use]
    pub const fn new(x: f32, y: f32) -> Self {
        Self { x, y }
    }
}

/// A width and a height; never negative.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Size {
    /// The width.
    pub width: f32,
    /// The height.
    pub height: f32,
}

impl Size {
    /// The size of `width` and `height`. What is negative or no number becomes 0.
    #[must_use]
    pub const fn new(width: f32, height: f32) -> Self {
        // `max` yields the other one when one is no number.
        Self { width: width.max(0.0), height: height.max(0.0) }
    }
}

/// A rectangle with its sides parallel to the axes.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Rect {
    /// The left side.
    pub x: f32,
    /// The upper side.
    pub y: f32,
    /// To the right of `x`.
    pub width: f32,
    /// Down from `y`.
    pub height: f32,
}

impl Rect {
    /// A rectangle from its upper left corner. A negative width or height becomes 0.
    #[must_use]
    pub const fn new(x: f32, y: f32, width: f32, height: f32) -> Self {
        Self { x, y, width: width.max(0.0), height: height.max(0.0) }
    }

    /// The x of the right side.
    #[must_use]
    pub fn right(&self) -> f32 {
        self.x + self.width
    }

    /// The y of the lower side.
    #[must_use]
    pub fn bottom(&self) -> f32 {
        self.y + self.height
    }

    /// The size.
    #[must_use]
    pub fn size(&self) -> Size {
        Size::new(self.width, self.height)
    }

    /// Whether nothing lies in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.width <= 0.0 || self.height <= 0.0
    }

    /// Whether `point` lies in it; the right and lower sides do not belong to it.
    #[must_use]
    pub fn contains(&self, point: Point) -> bool {
        (self.x..self.right()).contains(&point.x) && (self.y..self.bottom()).contains(&point.y)
    }

    /// What lies in both; empty when nothing does.
    #[must_use]
    pub fn intersection(&self, other: &Self) -> Self {
        let (x, y) = (self.x.max(other.x), self.y.max(other.y));
        let right = self.right().min(other.right());
        let bottom = self.bottom().min(other.bottom());
        Self::new(x, y, right - x, bottom - y)
    }

    /// Smaller by `by` on each side; a negative `by` makes it larger.
    #[must_use]
    pub fn inset(&self, by: f32) -> Self {
        Self::new(self.x + by, self.y + by, self.width - 2.0 * by, self.height - 2.0 * by)
    }

    /// Moved by `x` and `y`.
    #[must_use]
    pub fn moved(&self, x: f32, y: f32) -> Self {
        Self { x: self.x + x, y: self.y + y, ..*self }
    }
}
