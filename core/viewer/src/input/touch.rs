//! Touches on the picture, as mouse gestures.
//!
//! A tap is a click at the finger, a long press a click with the other button, two fingers turn the
//! wheel. One finger that moves moves the pointer without a button.

use alloc::collections::BTreeMap;
use core::time::Duration;

use protocol::geometry::Point;
use protocol::input::Button;
use protocol::time::Tick;

/// How long a finger rests before it clicks the other button; the value that phones use.
const LONG_PRESS: Duration = Duration::from_millis(500);

/// How far in CSS px a finger may move and still be a tap.
const SLOP: f64 = 10.0;

/// Fingers that are followed; further ones are dropped.
const FINGERS: usize = 5;

/// Where a finger is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TouchPoint {
    /// On the page, in CSS px.
    pub x: f64,
    /// On the page, in CSS px.
    pub y: f64,
    /// On the picture.
    pub point: Point,
}

/// What the pointer should do.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Gesture {
    /// A click with a button.
    Click(Point, Button),
    /// The pointer moves.
    Move(Point),
    /// The wheel turns by so many CSS px (right, down) at a point.
    Scroll(Point, (f64, f64)),
}

#[derive(Clone, Copy, Debug)]
struct Finger {
    down: TouchPoint,
    now: TouchPoint,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
    /// No finger, or fingers whose gesture is over.
    #[default]
    Idle,
    /// One finger that may become a tap, or at this tick a long press.
    Tap { long: Tick },
    /// One finger moves the pointer.
    Drag,
    /// Two fingers turn the wheel.
    Scroll,
}

/// The fingers on the picture.
#[derive(Debug, Default)]
pub struct Touch {
    fingers: BTreeMap<i32, Finger>,
    state: State,
}

impl Touch {
    /// A finger comes down.
    pub fn down(&mut self, id: i32, at: TouchPoint, now: Tick) {
        if self.fingers.len() >= FINGERS {
            return;
        }
        self.fingers.insert(id, Finger { down: at, now: at });
        self.state = match self.fingers.len() {
            1 => State::Tap { long: now + LONG_PRESS },
            2 => State::Scroll,
            _ => State::Idle,
        };
    }

    /// A finger moves.
    pub fn moved(&mut self, id: i32, at: TouchPoint) -> Option<Gesture> {
        let count = self.fingers.len() as f64;
        let finger = self.fingers.get_mut(&id)?;
        let before = core::mem::replace(&mut finger.now, at);
        let far = is_far(finger.down, at);
        match self.state {
            State::Tap { .. } if far => {
                self.state = State::Drag;
                Some(Gesture::Move(at.point))
            }
            State::Drag => Some(Gesture::Move(at.point)),
            // The content follows the fingers, so the wheel turns against them; each of the two
            // brings its half.
            State::Scroll => {
                let delta = ((before.x - at.x) / count, (before.y - at.y) / count);
                let first = self.fingers.values().next()?;
                Some(Gesture::Scroll(first.down.point, delta))
            }
            State::Tap { .. } | State::Idle => None,
        }
    }

    /// A finger comes up.
    pub fn up(&mut self, id: i32) -> Option<Gesture> {
        let finger = self.fingers.remove(&id)?;
        let state = core::mem::take(&mut self.state);
        matches!(state, State::Tap { .. })
            .then_some(Gesture::Click(finger.down.point, Button::Left))
    }

    /// The browser took a finger away (`pointercancel`).
    pub fn cancel(&mut self, id: i32) {
        self.fingers.remove(&id);
        self.state = State::Idle;
    }

    /// Forgets all fingers.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// When [`Touch::timeout`] is due.
    pub fn deadline(&self) -> Option<Tick> {
        match self.state {
            State::Tap { long } => Some(long),
            State::Idle | State::Drag | State::Scroll => None,
        }
    }

    /// The deadline passed: a finger has rested long enough.
    pub fn timeout(&mut self, now: Tick) -> Option<Gesture> {
        if self.deadline().is_none_or(|long| now < long) {
            return None;
        }
        self.state = State::Idle;
        let finger = self.fingers.values().next()?;
        Some(Gesture::Click(finger.down.point, Button::Right))
    }
}

/// Whether a finger has moved too far for a tap.
fn is_far(down: TouchPoint, now: TouchPoint) -> bool {
    let (x, y) = (now.x - down.x, now.y - down.y);
    x * x + y * y > SLOP * SLOP
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(x: f64, y: f64) -> TouchPoint {
        TouchPoint { x, y, point: Point { x: x as u16, y: y as u16 } }
    }

    fn tick(ms: u64) -> Tick {
        Tick::from_millis(ms)
    }

    #[test]
    fn a_tap_is_a_click_where_the_finger_came_down() {
        let mut touch = Touch::default();
        touch.down(1, place(5.0, 5.0), tick(0));
        assert_eq!(touch.moved(1, place(8.0, 8.0)), None, "a finger trembles");
        assert_eq!(touch.up(1), Some(Gesture::Click(Point { x: 5, y: 5 }, Button::Left)));
        assert_eq!(touch.deadline(), None);
    }

    #[test]
    fn a_long_press_is_the_other_button_once() {
        let mut touch = Touch::default();
        touch.down(1, place(5.0, 5.0), tick(0));
        assert_eq!(touch.timeout(tick(499)), None);
        let click = Gesture::Click(Point { x: 5, y: 5 }, Button::Right);
        assert_eq!(touch.timeout(tick(500)), Some(click));
        assert_eq!(touch.up(1), None);
    }

    #[test]
    fn one_finger_takes_the_pointer_along() {
        let mut touch = Touch::default();
        touch.down(1, place(0.0, 0.0), tick(0));
        assert_eq!(touch.moved(1, place(20.0, 0.0)), Some(Gesture::Move(Point { x: 20, y: 0 })));
        assert_eq!(touch.up(1), None, "no click at the end");
    }

    #[test]
    fn two_fingers_turn_the_wheel_and_never_click() {
        let mut touch = Touch::default();
        touch.down(1, place(0.0, 100.0), tick(0));
        touch.down(2, place(50.0, 100.0), tick(10));
        assert_eq!(touch.timeout(tick(9999)), None);
        let first = touch.moved(1, place(0.0, 80.0));
        assert_eq!(first, Some(Gesture::Scroll(Point { x: 0, y: 100 }, (0.0, 10.0))));
        assert_eq!(touch.up(1), None);
        assert_eq!(touch.up(2), None);
        touch.down(3, place(1.0, 1.0), tick(20));
        assert!(touch.up(3).is_some(), "the next tap is one again");
    }
}
