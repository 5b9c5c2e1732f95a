//! Touches on the picture, as a mouse and as gestures for the view of the picture.
//!
//! Directly: a tap is a click at the finger, and one finger that moves moves the pointer. As a trackpad: the pointer
//! moves as far as the finger does, and clicks where it is. In both, a long press or a tap of two fingers is a click with
//! the other button, a second tap that moves drags, two fingers that move together turn the wheel, two that
//! move apart enlarge the picture, and three move it.

mod finger;

use alloc::collections::VecDeque;
use core::time::Duration;

use protocol::geometry::{Point, Size};
use protocol::time::Tick;

use crate::fit::{Bounds, CssPx, point};
use crate::number::floor;
use finger::{Fingers, Spot, apart};

/// How long a finger rests before it clicks the other button; the value that phones use.
const LONG_PRESS: Duration = Duration::from_millis(500);

/// How long after a tap the next one belongs to it.
const SECOND_TAP: Duration = Duration::from_millis(300);

/// How long two fingers may touch and still be a tap.
const TWO_TAP: Duration = Duration::from_millis(300);

/// How far in CSS px a finger may move and still be a tap.
const SLOP: CssPx = 10.0;

/// How far in CSS px from a tap the next one may be and still belong to it.
const SECOND_SLOP: CssPx = 40.0;

/// How far in CSS px two fingers must move apart or together until they enlarge.
const PINCH_SLOP: CssPx = 18.0;

/// Below this speed in CSS px per ms a picture that is let go stays where it is.
const FLING_SPEED: f64 = 0.2;

/// After such a rest a picture that is let go stays where it is.
const FLING_REST: Duration = Duration::from_millis(80);

/// A finger that moves slower than this (CSS px per ms) moves the pointer less than itself, a faster one more.
const PLAIN_SPEED: f64 = 0.5;

/// The bits of `PointerEvent.buttons`.
const NO_BUTTON: u16 = 0;
const LEFT: u16 = 1;
const RIGHT: u16 = 2;

/// How touches are meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TouchMode {
    /// The finger is the pointer.
    #[default]
    Direct,
    /// The screen is a trackpad.
    Trackpad,
}

/// What a finger does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TouchStep {
    /// It comes down.
    Down,
    /// It moves.
    Move,
    /// It comes up.
    Up,
    /// The browser took it away (`pointercancel`).
    Cancel,
}

/// A finger, at a position on the page in CSS px.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TouchInput {
    /// Which finger.
    pub id: i32,
    /// From the left.
    pub x: CssPx,
    /// From the top.
    pub y: CssPx,
    /// What it does.
    pub step: TouchStep,
}

/// The picture under the fingers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Surface {
    /// Its box on the page.
    pub bounds: Bounds,
    /// Its size in remote pixels.
    pub size: Size,
}

/// What follows on touches.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Gesture {
    /// The pointer is here, with this mask of buttons.
    Pointer(Point, u16),
    /// The wheel turns by so many CSS px (right, down) at a point.
    Scroll(Point, (CssPx, CssPx)),
    /// The picture is enlarged around a position on the page, and moved.
    Pinch {
        /// By how much it grows.
        factor: f64,
        /// What stays under the fingers.
        center: (CssPx, CssPx),
        /// How far it moves.
        pan: (CssPx, CssPx),
    },
    /// The picture is let go at this speed, in CSS px per ms.
    Fling((f64, f64)),
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum State {
    /// No finger, or fingers whose gesture is over.
    #[default]
    Idle,
    /// One finger that may become a tap, or at this tick a long press.
    Tap { long: Tick, is_second: bool },
    /// One finger moves the pointer.
    Move,
    /// One finger moves the pointer with the left button down.
    Drag,
    /// Two fingers that have not moved yet, until this tick a tap.
    Two { tap: Tick, apart: CssPx, center: Spot },
    /// Two fingers turn the wheel.
    Scroll,
    /// Two fingers enlarge and move the picture, three move it.
    View,
}

/// The fingers on the picture.
#[derive(Debug, Default)]
pub struct Touch {
    mode: TouchMode,
    fingers: Fingers,
    state: State,
    /// The last tap, and when it ended.
    tapped: Option<(Tick, Spot)>,
    /// The pointer of a trackpad, in remote pixels.
    pointer: Option<(f64, f64)>,
    /// The speed of the view in CSS px per ms, and when it moved last.
    speed: (f64, f64),
    moved: Tick,
    gestures: VecDeque<Gesture>,
}

impl Touch {
    /// How touches are meant.
    pub fn mode(&self) -> TouchMode {
        self.mode
    }

    /// Touches are meant in another way from now on. Call [`Touch::clear`] before.
    pub fn set_mode(&mut self, mode: TouchMode) {
        self.mode = mode;
    }

    /// The next gesture.
    pub fn poll(&mut self) -> Option<Gesture> {
        self.gestures.pop_front()
    }

    /// Handles a finger. Drain [`Touch::poll`] afterwards.
    pub fn handle(&mut self, input: TouchInput, surface: Surface, now: Tick) {
        let spot = Spot { x: input.x, y: input.y };
        if !spot.is_finite() {
            return;
        }
        match input.step {
            TouchStep::Down => self.down(input.id, spot, surface, now),
            TouchStep::Move => self.moved(input.id, spot, surface, now),
            TouchStep::Up => self.up(input.id, surface, now),
            TouchStep::Cancel => {
                if self.fingers.remove(input.id).is_some() {
                    self.end_drag(surface);
                    self.state = State::Idle;
                }
            }
        }
    }

    /// Forgets all fingers, without gestures: the caller releases what is held.
    pub fn clear(&mut self) {
        *self = Self { mode: self.mode, pointer: self.pointer, ..Self::default() };
    }

    /// When [`Touch::timeout`] is due.
    pub fn deadline(&self) -> Option<Tick> {
        match self.state {
            State::Tap { long, .. } => Some(long),
            State::Idle
            | State::Move
            | State::Drag
            | State::Two { .. }
            | State::Scroll
            | State::View => None,
        }
    }

    /// The deadline passed: a finger has rested long enough.
    pub fn timeout(&mut self, surface: Surface, now: Tick) {
        let State::Tap { long, is_second } = self.state else { return };
        let Some(finger) = self.fingers.first().filter(|_| now >= long) else { return };
        if is_second {
            self.begin_drag(finger.down, surface);
        } else {
            self.click(finger.down, RIGHT, surface);
            self.state = State::Idle;
        }
    }

    fn down(&mut self, id: i32, spot: Spot, surface: Surface, now: Tick) {
        self.end_drag(surface);
        if !self.fingers.add(id, spot) {
            return;
        }
        let tapped = self.tapped.take();
        self.speed = (0.0, 0.0);
        self.moved = now;
        self.state = match self.fingers.len() {
            1 => {
                let is_second = tapped.is_some_and(|(at, place)| {
                    now.since(at) < SECOND_TAP && apart(place, spot) < SECOND_SLOP
                });
                State::Tap { long: now + LONG_PRESS, is_second }
            }
            2 => {
                let (center, apart) = self.fingers.spread();
                State::Two { tap: now + TWO_TAP, apart, center }
            }
            3 => State::View,
            _ => State::Idle,
        };
    }

    fn moved(&mut self, id: i32, spot: Spot, surface: Surface, now: Tick) {
        let (before_center, before_apart) = self.fingers.spread();
        let Some(finger) = self.fingers.move_to(id, spot) else { return };
        let (center, spread) = self.fingers.spread();
        let step = (center.x - before_center.x, center.y - before_center.y);
        let elapsed = (now.since(self.moved).as_secs_f64() * 1000.0).max(1.0);
        match self.state {
            State::Tap { is_second, .. } if apart(finger.down, spot) > SLOP => {
                if is_second {
                    self.begin_drag(finger.down, surface);
                } else {
                    self.state = State::Move;
                }
                self.follow(spot, (0.0, 0.0), elapsed, surface);
            }
            State::Move | State::Drag => self.follow(spot, step, elapsed, surface),
            State::Two { apart: begun, center: from, .. } => {
                let (pinched, shifted) = ((spread - begun).abs(), apart(from, center));
                if pinched > PINCH_SLOP && pinched > shifted {
                    self.state = State::View;
                } else if shifted > SLOP {
                    self.state = State::Scroll;
                }
            }
            // The content follows the fingers, so the wheel turns against them.
            State::Scroll => {
                let at = self.place(center, surface);
                self.gestures.extend(at.map(|at| Gesture::Scroll(at, (-step.0, -step.1))));
            }
            State::View => {
                let is_pinch = self.fingers.len() == 2 && before_apart > 1.0 && spread > 1.0;
                let factor = if is_pinch { spread / before_apart } else { 1.0 };
                let center = (before_center.x, before_center.y);
                self.gestures.push_back(Gesture::Pinch { factor, center, pan: step });
                // Each finger brings its part, one after the other.
                let weight = (elapsed / 40.0).min(1.0);
                let blend = |old: f64, step: f64| old * (1.0 - weight) + step / elapsed * weight;
                self.speed = (blend(self.speed.0, step.0), blend(self.speed.1, step.1));
            }
            State::Tap { .. } | State::Idle => return,
        }
        self.moved = now;
    }

    fn up(&mut self, id: i32, surface: Surface, now: Tick) {
        let Some(finger) = self.fingers.remove(id) else { return };
        match core::mem::take(&mut self.state) {
            State::Tap { .. } => {
                self.click(finger.down, LEFT, surface);
                self.tapped = Some((now, finger.down));
            }
            State::Drag => {
                self.state = State::Drag;
                self.end_drag(surface);
            }
            State::Two { tap, center, .. } if now < tap => self.click(center, RIGHT, surface),
            State::View if now.since(self.moved) < FLING_REST => {
                let (x, y) = self.speed;
                if x * x + y * y > FLING_SPEED * FLING_SPEED {
                    self.gestures.push_back(Gesture::Fling(self.speed));
                }
            }
            State::Idle | State::Move | State::Two { .. } | State::Scroll | State::View => {}
        }
    }

    fn begin_drag(&mut self, at: Spot, surface: Surface) {
        self.state = State::Drag;
        if let Some(at) = self.place(at, surface) {
            self.gestures.extend([NO_BUTTON, LEFT].map(|held| Gesture::Pointer(at, held)));
        }
    }

    /// Lets go of the button, where the finger is now or was.
    fn end_drag(&mut self, surface: Surface) {
        if self.state != State::Drag {
            return;
        }
        self.state = State::Idle;
        let at = self.fingers.last();
        let at = self.place(at, surface).unwrap_or(Point { x: 0, y: 0 });
        self.gestures.push_back(Gesture::Pointer(at, NO_BUTTON));
    }

    fn click(&mut self, at: Spot, button: u16, surface: Surface) {
        if let Some(at) = self.place(at, surface) {
            let states = [NO_BUTTON, button, NO_BUTTON];
            self.gestures.extend(states.map(|held| Gesture::Pointer(at, held)));
        }
    }

    /// The pointer follows one finger, which has moved by `step` in `elapsed` ms.
    fn follow(&mut self, spot: Spot, step: (CssPx, CssPx), elapsed: f64, surface: Surface) {
        if self.mode == TouchMode::Trackpad {
            let (width, height) =
                (f64::from(surface.size.width()), f64::from(surface.size.height()));
            let speed = (step.0.abs() + step.1.abs()) / elapsed;
            let gain = (0.5 + speed / PLAIN_SPEED / 2.0).min(2.0);
            let scale = width / surface.bounds.width.max(1.0) * gain;
            let (x, y) = self.pointer.unwrap_or((width / 2.0, height / 2.0));
            let moved = |v: f64, step: f64, side: f64| (v + step * scale).clamp(0.0, side - 1.0);
            self.pointer = Some((moved(x, step.0, width), moved(y, step.1, height)));
        }
        let held = if self.state == State::Drag { LEFT } else { NO_BUTTON };
        if let Some(at) = self.place(spot, surface) {
            self.gestures.push_back(Gesture::Pointer(at, held));
        }
    }

    /// Where a finger at this position acts: there, or where the trackpad's pointer is.
    fn place(&mut self, spot: Spot, surface: Surface) -> Option<Point> {
        let size = surface.size;
        match self.mode {
            TouchMode::Direct => {
                let at = point(spot.x, spot.y, surface.bounds, size)?;
                let (x, y) = at.to_pixel(size);
                self.pointer = Some((f64::from(x), f64::from(y)));
                Some(at)
            }
            TouchMode::Trackpad => {
                let middle = (f64::from(size.width()) / 2.0, f64::from(size.height()) / 2.0);
                let (x, y) = self.pointer.unwrap_or(middle);
                // Within the picture by the clamp above, or by the picture before it.
                Some(Point::from_pixel(floor(x) as u32, floor(y) as u32, size))
            }
        }
    }
}

#[cfg(test)]
mod tests;
