//! SHELL: what the Helper's hands do goes through the reducers to the viewer.

use protocol::geometry::Point;
use protocol::input::InputEvent;

use super::core::Core;
use crate::event::{FingerStep, Hand, Reaction};
use crate::web::clock::tick;
use viewer::fit::{Frame, point};
use viewer::input::keyboard::Verdict;
use viewer::input::pointer::WheelUnit;
use viewer::input::touch::{Gesture, Place};
use viewer::input::typed_text;
use viewer::state::Input;

impl Core {
    /// Works on what the hands do. While the Helper only looks, the browser keeps its own ways:
    /// scrolling, the Tab key, everything.
    pub(super) fn hand(&mut self, hand: Hand) -> Reaction {
        if !self.viewer.controls() {
            return Reaction::Allow;
        }
        match hand {
            Hand::Key(stroke) => {
                let verdict = self.keyboard.handle(&stroke, tick());
                self.send_keys();
                match verdict {
                    Verdict::Taken => Reaction::Prevent,
                    Verdict::Left => Reaction::Allow,
                    Verdict::Leave => {
                        self.let_go();
                        self.page.focus_bar();
                        Reaction::Prevent
                    }
                }
            }
            Hand::Text(text) => {
                self.send(typed_text(&text));
                Reaction::Prevent
            }
            Hand::Pointer { x, y, frame, buttons } => {
                if let Some(at) = self.point(x, y, frame) {
                    self.moved_here();
                    let events = self.pointer.moved(at, buttons);
                    self.send(events);
                    self.paint_soon();
                }
                Reaction::Prevent
            }
            Hand::Wheel { x, y, frame, delta, unit } => {
                if let Some(at) = self.point(x, y, frame) {
                    let event = self.pointer.wheel(at, delta, unit);
                    self.send(event);
                }
                Reaction::Prevent
            }
            Hand::Finger { id, x, y, frame, step } => {
                if let Some(point) = self.point(x, y, frame) {
                    self.finger(id, Place { x, y, point }, step);
                }
                Reaction::Prevent
            }
        }
    }

    fn point(&self, x: f64, y: f64, frame: Frame) -> Option<Point> {
        let size = self.viewer.view().screen.or(self.decoded)?;
        point(x, y, frame, size)
    }

    fn finger(&mut self, id: i32, place: Place, step: FingerStep) {
        let gesture = match step {
            FingerStep::Down => {
                self.touch.down(id, place, tick());
                None
            }
            FingerStep::Move => self.touch.moved(id, place),
            FingerStep::Up => self.touch.up(id),
            FingerStep::Cancel => {
                self.touch.cancel(id);
                None
            }
        };
        if let Some(gesture) = gesture {
            self.gesture(gesture);
        }
    }

    pub(super) fn gesture(&mut self, gesture: Gesture) {
        match gesture {
            Gesture::Click(at, button) => {
                self.moved_here();
                let events = self.pointer.click(at, button);
                self.send(events);
            }
            Gesture::Move(at) => {
                self.moved_here();
                self.pointer.follow(at);
                self.paint_soon();
            }
            Gesture::Scroll(at, delta) => {
                let event = self.pointer.wheel(at, delta, WheelUnit::Pixel);
                self.send(event);
            }
        }
    }

    pub(super) fn send_keys(&mut self) {
        while let Some(event) = self.keyboard.poll() {
            self.give(Input::Hand(event));
        }
    }

    fn send(&mut self, events: impl IntoIterator<Item = InputEvent>) {
        for event in events {
            self.give(Input::Hand(event));
        }
    }

    /// A move that waits is sent when the page is painted.
    fn paint_soon(&mut self) {
        if self.pointer.waits() {
            self.painting.at_frame();
        }
    }

    /// The Helper's own pointer is the remote one from here on.
    fn moved_here(&mut self) {
        if self.cursor.stands() {
            self.cursor.moved_here();
            self.draw_cursor();
        }
    }

    /// Lets go of everything, on both sides: nobody will say when it comes up.
    pub(super) fn let_go(&mut self) {
        let held = self.keyboard.holds() || self.pointer.holds();
        self.forget_held();
        if held {
            self.give(Input::Hand(InputEvent::ReleaseAll));
        }
    }

    /// Forgets everything that is held, on this side only.
    pub(super) fn forget_held(&mut self) {
        self.keyboard.clear();
        self.pointer.clear();
        self.touch.clear();
    }
}
