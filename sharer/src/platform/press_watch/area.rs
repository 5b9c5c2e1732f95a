//! Places of windows on the screen.

use crate::platform::border::BORDER_WIDTH;

/// A place on the screen, in px.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Area {
    /// The left edge.
    pub(crate) x: i32,
    /// The upper edge.
    pub(crate) y: i32,
    /// The width.
    pub(crate) width: i32,
    /// The height.
    pub(crate) height: i32,
}

impl Area {
    /// Whether they have a pixel in common.
    pub(crate) fn meets(self, other: Area) -> bool {
        self.x < other.x + other.width
            && other.x < self.x + self.width
            && self.y < other.y + other.height
            && other.y < self.y + self.height
    }

    /// What is read of a window at this place: all but a margin that is too thin for anything to be read in it. The
    /// border round what is shared covers that at the edge of the screen.
    pub(crate) fn within_margin(self) -> Area {
        let margin = i32::from(BORDER_WIDTH);
        if self.width.min(self.height) < 8 * margin {
            return self;
        }
        Area {
            x: self.x + margin,
            y: self.y + margin,
            width: self.width - 2 * margin,
            height: self.height - 2 * margin,
        }
    }

    /// Whether all of `other` is within it.
    pub(crate) fn holds(self, other: Area) -> bool {
        self.x <= other.x
            && self.y <= other.y
            && other.x + other.width <= self.x + self.width
            && other.y + other.height <= self.y + self.height
    }
}
