//! Double clicks.

use std::time::{Duration, Instant};

use crate::geometry::Point;

/// Counts presses that follow each other at one place.
#[derive(Default)]
pub(super) struct Clicks {
    last: Option<(Instant, Point)>,
    count: u8,
}

/// The time within which a second press makes a double click.
const DOUBLE_CLICK: Duration = Duration::from_millis(400);

impl Clicks {
    pub(super) fn press(&mut self, at: Point, now: Instant) -> u8 {
        let follows = self.last.is_some_and(|(before, there)| {
            let is_near = (at.x - there.x).abs() < 6.0 && (at.y - there.y).abs() < 6.0;
            is_near && now.saturating_duration_since(before) < DOUBLE_CLICK
        });
        self.count = if follows { self.count % 3 + 1 } else { 1 };
        self.last = Some((now, at));
        self.count
    }
}
