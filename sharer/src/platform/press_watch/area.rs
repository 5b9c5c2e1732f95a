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
        let ((left, right), (top, bottom)) = self.edges();
        let ((others_left, others_right), (others_top, others_bottom)) = other.edges();
        left < others_right && others_left < right && top < others_bottom && others_top < bottom
    }

    /// What is read of a window at this place: all but a margin that is too thin for anything to be read in it. The
    /// border round what is shared covers that at the edge of the screen.
    pub(crate) fn within_margin(self) -> Area {
        let margin = i32::from(BORDER_WIDTH);
        if self.width.min(self.height) < 8 * margin {
            return self;
        }
        Area {
            x: self.x.saturating_add(margin),
            y: self.y.saturating_add(margin),
            width: self.width - 2 * margin,
            height: self.height - 2 * margin,
        }
    }

    /// Whether all of `other` is within it.
    pub(crate) fn holds(self, other: Area) -> bool {
        let ((left, right), (top, bottom)) = self.edges();
        let ((others_left, others_right), (others_top, others_bottom)) = other.edges();
        left <= others_left && top <= others_top && others_right <= right && others_bottom <= bottom
    }

    /// The left and right, and the upper and lower edges. Other programs choose where their windows are, also where no
    /// screen is: the sums need more than 32 bits.
    fn edges(self) -> ((i64, i64), (i64, i64)) {
        let along = |from: i32, length: i32| (from.into(), i64::from(from) + i64::from(length));
        (along(self.x, self.width), along(self.y, self.height))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_at_the_end_of_all_numbers_is_where_it_is() {
        let whole = Area { x: i32::MIN, y: i32::MIN, width: i32::MAX, height: i32::MAX };
        let far = Area { x: i32::MAX - 1, y: 0, width: i32::MAX, height: 10 };
        let near = Area { x: -10, y: -10, width: 5, height: 5 };
        assert!(whole.meets(near) && whole.holds(near));
        assert!(!far.meets(near) && !far.holds(near) && !whole.meets(far));
        assert!(far.meets(Area { x: i32::MAX, y: 5, width: 1, height: 1 }));
        let end = Area { x: i32::MAX - 1, y: i32::MAX - 1, width: 1000, height: 1000 };
        assert_eq!(end.within_margin().x, i32::MAX);
    }
}
