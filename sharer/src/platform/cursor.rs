//! The cursor's shape and position as messages to the viewer.

use std::collections::VecDeque;
use std::time::Duration;

use protocol::cursor::{CursorMessage, CursorShape};
use protocol::geometry::Point;
use protocol::limits::{CURSOR_EDGE, CURSOR_SHAPES};
use protocol::time::Tick;

/// The shortest time between two queries of the pointer's position.
const PLACE_INTERVAL: Duration = Duration::from_millis(16);

/// A cursor as the desktop has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CursorImage {
    /// What the desktop calls this shape; another shape has another serial.
    pub serial: u32,
    /// In px.
    pub width: u16,
    /// In px.
    pub height: u16,
    /// The pixel that points.
    pub hot_x: u16,
    /// The pixel that points.
    pub hot_y: u16,
    /// Rows from the top, a pixel as 0xAARRGGBB with the colours premultiplied.
    pub argb: Vec<u32>,
}

/// Keeps track of what the viewer knows about the cursor.
#[derive(Debug, Default)]
pub struct CursorTracker {
    /// Serials and the ids under which they were sent, the oldest first: just as many as the
    /// viewer keeps, and forgotten in the same order.
    sent: VecDeque<(u32, u32)>,
    next_id: u32,
    /// The last message about the shape.
    shown: Option<Shown>,
    place: Option<Point>,
    looked: Option<Tick>,
    moved: bool,
    /// The pointer is on another display.
    is_away: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shown {
    Shape(u32),
    Hidden,
}

impl CursorTracker {
    /// A viewer that knows nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The cursor has this shape. `None` when the viewer needs no message, or the shape cannot be sent.
    pub fn shape(&mut self, image: &CursorImage) -> Option<CursorMessage> {
        if self.is_away {
            return None;
        }
        if image.argb.iter().all(|pixel| pixel >> 24 == 0) {
            let is_news = self.shown.replace(Shown::Hidden) != Some(Shown::Hidden);
            return is_news.then_some(CursorMessage::Hidden);
        }
        let edge = 1..=CURSOR_EDGE;
        let pixels = usize::from(image.width) * usize::from(image.height);
        if !edge.contains(&image.width)
            || !edge.contains(&image.height)
            || image.argb.len() != pixels
        {
            return None;
        }
        if let Some(&(_, id)) = self.sent.iter().find(|(serial, _)| *serial == image.serial) {
            let is_news = self.shown.replace(Shown::Shape(id)) != Some(Shown::Shape(id));
            return is_news.then_some(CursorMessage::Known { id });
        }
        let id = self.next_id;
        self.next_id = self.next_id.wrapping_add(1);
        if self.sent.len() == CURSOR_SHAPES {
            self.sent.pop_front();
        }
        self.sent.push_back((image.serial, id));
        self.shown = Some(Shown::Shape(id));
        Some(CursorMessage::Shape(CursorShape {
            id,
            width: image.width,
            height: image.height,
            hot_x: image.hot_x.min(image.width - 1),
            hot_y: image.hot_y.min(image.height - 1),
            rgba: image.argb.iter().flat_map(|pixel| straight(*pixel)).collect(),
        }))
    }

    /// The pointer is not on the shown display. A cursor that was never seen need not be hidden.
    pub fn leave(&mut self) -> Option<CursorMessage> {
        if std::mem::replace(&mut self.is_away, true) {
            return None;
        }
        let was_seen = matches!(self.shown, Some(Shown::Shape(_)));
        was_seen.then(|| {
            self.shown = Some(Shown::Hidden);
            CursorMessage::Hidden
        })
    }

    /// The pointer is on the shown display. Returns whether it was not: then [`Self::shape`] has to be
    /// called.
    pub fn come(&mut self) -> bool {
        std::mem::take(&mut self.is_away)
    }

    /// The pointer moved, or may have.
    pub fn moved(&mut self) {
        self.moved = true;
    }

    /// When to query the pointer's position.
    pub fn deadline(&self) -> Option<Tick> {
        self.moved.then(|| self.looked.map_or(Tick::from_millis(0), |at| at + PLACE_INTERVAL))
    }

    /// Whether it is time to query the pointer's position; [`Self::place`] takes the answer.
    pub fn is_due(&mut self, now: Tick) -> bool {
        let due = self.deadline().is_some_and(|at| now >= at);
        if due {
            self.moved = false;
            self.looked = Some(now);
        }
        due
    }

    /// The pointer is here. `None` when it was there before.
    pub fn place(&mut self, point: Point) -> Option<CursorMessage> {
        let is_news = self.place.replace(point) != Some(point);
        is_news.then_some(CursorMessage::Position(point))
    }
}

/// Premultiplied ARGB as straight RGBA bytes.
fn straight(pixel: u32) -> [u8; 4] {
    let [alpha, red, green, blue] = pixel.to_be_bytes();
    let channel = |value: u8| {
        let alpha = u32::from(alpha);
        // A transparent pixel has no colour.
        let straight = (u32::from(value) * 255 + alpha / 2).checked_div(alpha).unwrap_or(0);
        u8::try_from(straight).unwrap_or(u8::MAX)
    };
    [channel(red), channel(green), channel(blue), alpha]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn image(serial: u32) -> CursorImage {
        let argb = vec![0xff00_0000; 4];
        CursorImage { serial, width: 2, height: 2, hot_x: 1, hot_y: 0, argb }
    }

    fn is_shape(message: Option<CursorMessage>) -> bool {
        matches!(message, Some(CursorMessage::Shape(_)))
    }

    #[test]
    fn colours_are_no_longer_premultiplied() {
        assert_eq!(straight(0xff11_2233), [0x11, 0x22, 0x33, 0xff]);
        assert_eq!(straight(0x8040_0000), [0x80, 0, 0, 0x80]);
        assert_eq!(straight(0x0000_0000), [0; 4]);
        assert_eq!(straight(0x01ff_ffff), [255, 255, 255, 1], "malformed, but no overflow");
    }

    #[test]
    fn a_shape_is_sent_once_while_the_viewer_keeps_it() {
        let mut tracker = CursorTracker::new();
        assert!(is_shape(tracker.shape(&image(7))));
        assert_eq!(tracker.shape(&image(7)), None, "it is shown already");
        assert!(is_shape(tracker.shape(&image(8))));
        assert_eq!(tracker.shape(&image(7)), Some(CursorMessage::Known { id: 0 }));
    }

    #[test]
    fn the_viewer_knows_every_shape_that_is_called_known() {
        let mut tracker = CursorTracker::new();
        let mut kept = VecDeque::new();
        for n in 0..20_000u32 {
            // Many shapes in no simple order, some of them often.
            let serial = n.wrapping_mul(2_654_435_761) >> (8 + n % 20);
            match tracker.shape(&image(serial)) {
                Some(CursorMessage::Shape(shape)) => {
                    if kept.len() == CURSOR_SHAPES {
                        kept.pop_front();
                    }
                    kept.push_back(shape.id);
                }
                Some(CursorMessage::Known { id }) => assert!(kept.contains(&id)),
                Some(CursorMessage::Hidden | CursorMessage::Position(_)) => unreachable!(),
                None => {}
            }
        }
    }

    #[test]
    fn what_cannot_be_shown_is_not_sent() {
        let mut tracker = CursorTracker::new();
        let huge = CursorImage { width: CURSOR_EDGE + 1, height: 1, ..image(1) };
        let argb = vec![0xff00_0000; usize::from(huge.width)];
        assert_eq!(tracker.shape(&CursorImage { argb, ..huge }), None);
        let clear = CursorImage { argb: vec![0; 4], ..image(2) };
        assert_eq!(tracker.shape(&clear), Some(CursorMessage::Hidden));
        assert_eq!(tracker.shape(&clear), None);
        assert!(is_shape(tracker.shape(&image(3))));
    }

    #[test]
    fn the_pointer_is_looked_for_sixty_times_a_second_at_most() {
        let mut tracker = CursorTracker::new();
        assert_eq!(tracker.deadline(), None);
        let mut queries = 0;
        for ms in 0..1000 {
            tracker.moved();
            queries += u32::from(tracker.is_due(Tick::from_millis(ms)));
        }
        assert!((55..=63).contains(&queries), "{queries}");
        // The last movement is never missed.
        tracker.moved();
        let due = tracker.deadline().unwrap();
        assert!(tracker.is_due(due));
        assert!(!tracker.is_due(due + Duration::from_secs(1)));
    }

    #[test]
    fn a_place_is_sent_when_it_is_another() {
        let mut tracker = CursorTracker::new();
        let point = Point { x: 1, y: 2 };
        assert_eq!(tracker.place(point), Some(CursorMessage::Position(point)));
        assert_eq!(tracker.place(point), None);
    }
}
