//! Mouse and pen on the picture, as pointer events for the wire.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use protocol::geometry::Point;
use protocol::input::{Action, Button, InputEvent};

use crate::number::trunc;

/// 1/120 notches in one scrolled CSS px: Chromium scrolls 100 px a notch.
const UNITS_PER_PX: f64 = 1.2;
/// 1/120 notches in a line: three lines a notch.
const UNITS_PER_LINE: f64 = 40.0;
/// 1/120 notches in a page.
const UNITS_PER_PAGE: f64 = 360.0;
/// The most that one wheel event turns: ten notches. A larger turn is a broken device.
const WHEEL_MAX: f64 = 1200.0;

/// What a wheel's numbers count (`WheelEvent.deltaMode`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WheelUnit {
    /// CSS px.
    Pixel,
    /// Lines of text.
    Line,
    /// Pages.
    Page,
}

impl WheelUnit {
    /// The unit with this number; unknown ones are none.
    pub fn from_mode(mode: u32) -> Option<Self> {
        Some(match mode {
            0 => WheelUnit::Pixel,
            1 => WheelUnit::Line,
            2 => WheelUnit::Page,
            _ => return None,
        })
    }

    fn units(self) -> f64 {
        match self {
            WheelUnit::Pixel => UNITS_PER_PX,
            WheelUnit::Line => UNITS_PER_LINE,
            WheelUnit::Page => UNITS_PER_PAGE,
        }
    }
}

/// The Helper's pointer.
///
/// Moves wait for [`Pointer::frame`]: more than one per painted frame cannot be seen. Every other event
/// carries its own position and replaces a move that waits.
#[derive(Debug, Default)]
pub struct Pointer {
    seq: u32,
    waiting: Option<Point>,
    pressed: BTreeSet<Button>,
    /// Buttons that were down when everything was released, until all are up: they press nothing.
    ignored: BTreeSet<Button>,
    rest: (f64, f64),
}

impl Pointer {
    /// A pointer whose events follow the one with this number.
    pub fn after(seq: u32) -> Self {
        Self { seq, ..Self::default() }
    }

    /// The number of the last event.
    pub fn seq(&self) -> u32 {
        self.seq
    }

    /// The pointer is at `at` with these buttons down (`PointerEvent.buttons`). The mask, not the
    /// event's name, tells which buttons were pressed or released: a second button pressed while the first
    /// is down is a `pointermove` (Pointer Events §4.2.5), and lost releases show in it.
    pub fn moved(&mut self, at: Point, mask: u16) -> Vec<InputEvent> {
        let mut down = buttons(mask);
        if down.is_empty() {
            self.ignored.clear();
        }
        down.retain(|button| !self.ignored.contains(button));
        let released: Vec<_> = self.pressed.difference(&down).copied().collect();
        let pressed: Vec<_> = down.difference(&self.pressed).copied().collect();
        if released.is_empty() && pressed.is_empty() {
            self.waiting = Some(at);
            return Vec::new();
        }
        self.pressed = down;
        let released = released.into_iter().map(|button| (button, Action::Release));
        let pressed = pressed.into_iter().map(|button| (button, Action::Press));
        released.chain(pressed).map(|(button, action)| self.button(at, button, action)).collect()
    }

    /// A whole click, for touch.
    pub fn click(&mut self, at: Point, button: Button) -> [InputEvent; 2] {
        [Action::Press, Action::Release].map(|action| self.button(at, button, action))
    }

    /// The wheel turned by `delta` (right, down).
    pub fn wheel(&mut self, at: Point, delta: (f64, f64), unit: WheelUnit) -> Option<InputEvent> {
        let turn = |rest: &mut f64, delta: f64| {
            let delta = if delta.is_finite() { delta * unit.units() } else { 0.0 };
            let whole = (*rest + delta).clamp(-WHEEL_MAX, WHEEL_MAX);
            let turned = trunc(whole);
            *rest = whole - turned;
            // Within ±WHEEL_MAX by the clamp.
            turned as i16
        };
        let dx = turn(&mut self.rest.0, delta.0);
        let dy = turn(&mut self.rest.1, delta.1);
        (dx != 0 || dy != 0).then(|| {
            let seq = self.next();
            InputEvent::Wheel { seq, point: at, dx, dy }
        })
    }

    /// The pointer follows a finger, at the next frame.
    pub fn follow(&mut self, at: Point) {
        self.waiting = Some(at);
    }

    /// Whether a move waits for the next frame.
    pub fn has_move(&self) -> bool {
        self.waiting.is_some()
    }

    /// A frame is painted: the move that waits, if any.
    pub fn frame(&mut self) -> Option<InputEvent> {
        let point = self.waiting.take()?;
        let seq = self.next();
        Some(InputEvent::Move { seq, point })
    }

    /// Points refer to another picture from now on.
    pub fn switch_picture(&mut self, number: u32) -> InputEvent {
        self.pressed.clear();
        let seq = self.next();
        InputEvent::Picture { seq, number }
    }

    /// Whether a button is pressed.
    pub fn is_pressed(&self) -> bool {
        !self.pressed.is_empty()
    }

    /// Forgets every pressed button and a move that waits. The sequence number continues: it must never
    /// go back. A button that stays down is not pressed anew by the next move.
    pub fn clear(&mut self) {
        let mut ignored = core::mem::take(&mut self.ignored);
        ignored.append(&mut self.pressed);
        *self = Self { seq: self.seq, ignored, ..Self::default() };
    }

    /// These buttons are down for something else than the User's computer: they press nothing there until all are up.
    pub fn ignore(&mut self, mask: u16) {
        self.ignored = buttons(mask);
    }

    fn button(&mut self, point: Point, button: Button, action: Action) -> InputEvent {
        let seq = self.next();
        InputEvent::Button { seq, point, button, action }
    }

    fn next(&mut self) -> u32 {
        self.waiting = None;
        self.seq = self.seq.wrapping_add(1);
        self.seq
    }
}

/// The buttons of a mask (Pointer Events §4.1.1.1): its order is not that of the numbers.
fn buttons(mask: u16) -> BTreeSet<Button> {
    [
        (1, Button::Left),
        (2, Button::Right),
        (4, Button::Middle),
        (8, Button::Back),
        (16, Button::Forward),
    ]
    .into_iter()
    .filter_map(|(bit, button)| (mask & bit != 0).then_some(button))
    .collect()
}

#[cfg(test)]
#[expect(clippy::wildcard_enum_match_arm, reason = "a test picks what it looks at")]
mod tests {
    use super::*;

    fn at(x: u16) -> Point {
        Point { x, y: 1 }
    }

    #[test]
    fn moves_are_coalesced_to_one_a_frame() {
        let mut pointer = Pointer::default();
        assert_eq!(pointer.frame(), None);
        assert!(pointer.moved(at(1), 0).is_empty());
        assert!(pointer.moved(at(2), 0).is_empty());
        assert_eq!(pointer.frame(), Some(InputEvent::Move { seq: 1, point: at(2) }));
        assert_eq!(pointer.frame(), None);
    }

    #[test]
    fn a_button_carries_its_place_and_supersedes_the_move_that_waits() {
        let mut pointer = Pointer::default();
        let _ = pointer.moved(at(1), 0);
        let press = InputEvent::Button {
            seq: 1,
            point: at(2),
            button: Button::Left,
            action: Action::Press,
        };
        assert_eq!(pointer.moved(at(2), 1), [press]);
        assert_eq!(pointer.frame(), None);
    }

    #[test]
    fn a_second_button_in_a_move_event_is_seen() {
        let mut pointer = Pointer::default();
        assert_eq!(pointer.moved(at(1), 1).len(), 1);
        let both = pointer.moved(at(2), 3);
        assert!(
            matches!(
                both.as_slice(),
                [InputEvent::Button { button: Button::Right, action: Action::Press, .. }]
            ),
            "{both:?}"
        );
        assert_eq!(pointer.moved(at(2), 0).len(), 2, "both come up");
        assert!(!pointer.is_pressed());
    }

    #[test]
    fn a_lost_release_shows_in_the_next_event() {
        let mut pointer = Pointer::default();
        let _ = pointer.moved(at(1), 2);
        let events = pointer.moved(at(9), 0);
        assert!(
            matches!(
                events.as_slice(),
                [InputEvent::Button { button: Button::Right, action: Action::Release, .. }]
            ),
            "{events:?}"
        );
    }

    #[test]
    fn unknown_buttons_are_dropped() {
        assert!(Pointer::default().moved(at(1), 32 | 64).is_empty());
    }

    #[test]
    fn a_wheel_is_counted_in_120ths_of_a_notch() {
        for (delta, unit, dy) in [
            (100.0, WheelUnit::Pixel, 120),
            (-3.0, WheelUnit::Line, -120),
            (1.0, WheelUnit::Page, 360),
            (1e300, WheelUnit::Page, 1200),
        ] {
            let event = Pointer::default().wheel(at(1), (0.0, delta), unit);
            assert_eq!(event, Some(InputEvent::Wheel { seq: 1, point: at(1), dx: 0, dy }));
        }
        assert_eq!(Pointer::default().wheel(at(1), (f64::NAN, 0.0), WheelUnit::Pixel), None);
    }

    #[test]
    fn small_turns_add_up() {
        let mut pointer = Pointer::default();
        let turned: i32 = (0..100)
            .filter_map(|_| pointer.wheel(at(1), (0.0, 0.5), WheelUnit::Pixel))
            .map(|event| match event {
                InputEvent::Wheel { dy, .. } => i32::from(dy),
                other => panic!("{other:?}"),
            })
            .sum();
        assert!((59..=60).contains(&turned), "{turned}");
    }

    #[test]
    fn the_count_never_runs_back() {
        let mut pointer = Pointer::default();
        let _ = pointer.moved(at(1), 1);
        pointer.clear();
        let _ = pointer.moved(at(1), 0);
        assert_eq!(pointer.frame(), Some(InputEvent::Move { seq: 2, point: at(1) }));
    }

    #[test]
    fn a_button_that_was_down_for_something_else_presses_nothing_until_all_are_up() {
        let mut pointer = Pointer::default();
        pointer.ignore(1);
        pointer.clear();
        assert!(pointer.moved(at(1), 1).is_empty());
        assert_eq!(pointer.moved(at(1), 3).len(), 1, "another button");
        assert_eq!(pointer.moved(at(1), 1).len(), 1, "it comes up");
        assert!(pointer.moved(at(1), 0).is_empty(), "its press was not sent");
        assert_eq!(pointer.moved(at(1), 1).len(), 1, "a new press");
        pointer.clear();
        assert!(pointer.moved(at(2), 1).is_empty(), "released on both sides, and still down here");
    }
}
