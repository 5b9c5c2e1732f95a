//! Events of keyboard, pointer and touch, through their state machines to the viewer.

use protocol::geometry::Point;
use protocol::input::InputEvent;
use viewer::fit::{Bounds, point};
use viewer::input::keyboard::{KeyEvent, KeyResult};
use viewer::input::pointer::WheelUnit;
use viewer::input::text::typed_text;
use viewer::input::touch::{Gesture, TouchPoint};
use viewer::state::{Input, PersonInput};

use super::core::Core;
use crate::event::{DefaultAction, DeviceEvent, TouchStep};
use crate::web::clock::tick;

impl Core {
    /// Handles an event of a device. Without control every event keeps its default action: scrolling, the
    /// Tab key.
    pub(super) fn on_device(&mut self, event: DeviceEvent) -> DefaultAction {
        if !self.viewer.is_controlling() {
            return DefaultAction::Allow;
        }
        match event {
            DeviceEvent::Key(event) => return self.on_key(&event),
            DeviceEvent::Text(text) => self.send_input(typed_text(&text)),
            DeviceEvent::Pointer { x, y, bounds, buttons } => {
                if let Some(at) = self.point(x, y, bounds) {
                    self.moved_locally();
                    let events = self.devices.pointer.moved(at, buttons);
                    self.send_input(events);
                    self.send_at_frame();
                }
            }
            DeviceEvent::Wheel { x, y, bounds, delta, unit } => {
                if let Some(at) = self.point(x, y, bounds) {
                    let event = self.devices.pointer.wheel(at, delta, unit);
                    self.send_input(event);
                }
            }
            DeviceEvent::Touch { id, x, y, bounds, step } => {
                if let Some(point) = self.point(x, y, bounds) {
                    self.on_touch(id, TouchPoint { x, y, point }, step);
                }
            }
        }
        DefaultAction::Prevent
    }

    fn on_key(&mut self, event: &KeyEvent) -> DefaultAction {
        let result = self.devices.keyboard.handle(event, tick());
        self.send_keys();
        match result {
            KeyResult::Handled => DefaultAction::Prevent,
            KeyResult::Default => DefaultAction::Allow,
            KeyResult::Leave => {
                self.release_all();
                self.widgets.page.focus_bar();
                DefaultAction::Prevent
            }
        }
    }

    fn point(&self, x: f64, y: f64, bounds: Bounds) -> Option<Point> {
        point(x, y, bounds, self.picture.size(self.view())?)
    }

    fn on_touch(&mut self, id: i32, at: TouchPoint, step: TouchStep) {
        let touch = &mut self.devices.touch;
        let gesture = match step {
            TouchStep::Down => {
                touch.down(id, at, tick());
                None
            }
            TouchStep::Move => touch.moved(id, at),
            TouchStep::Up => touch.up(id),
            TouchStep::Cancel => {
                touch.cancel(id);
                None
            }
        };
        if let Some(gesture) = gesture {
            self.on_gesture(gesture);
        }
    }

    fn on_gesture(&mut self, gesture: Gesture) {
        match gesture {
            Gesture::Click(at, button) => {
                self.moved_locally();
                let events = self.devices.pointer.click(at, button);
                self.send_input(events);
            }
            Gesture::Move(at) => {
                self.moved_locally();
                self.devices.pointer.follow(at);
                self.send_at_frame();
            }
            Gesture::Scroll(at, delta) => {
                let event = self.devices.pointer.wheel(at, delta, WheelUnit::Pixel);
                self.send_input(event);
            }
        }
    }

    /// The deadline of keyboard or touch passed.
    pub(super) fn devices_timeout(&mut self) {
        let now = tick();
        self.devices.keyboard.timeout(now);
        self.send_keys();
        if let Some(gesture) = self.devices.touch.timeout(now) {
            self.on_gesture(gesture);
        }
    }

    fn send_keys(&mut self) {
        while let Some(event) = self.devices.keyboard.poll() {
            self.send_input([event]);
        }
    }

    pub(super) fn send_input(&mut self, events: impl IntoIterator<Item = InputEvent>) {
        for event in events {
            self.give(Input::Person(PersonInput::Control(event)));
        }
    }

    /// A move that waits is sent when the page is painted.
    fn send_at_frame(&mut self) {
        if self.devices.pointer.has_move() {
            self.timers.at_frame();
        }
    }

    /// The page is about to be painted.
    pub(super) fn send_move(&mut self) {
        let event = self.devices.pointer.frame();
        self.send_input(event);
    }

    /// The Helper moved the pointer.
    fn moved_locally(&mut self) {
        if self.picture.cursor.is_image() {
            self.picture.cursor.moved_locally();
            self.picture.draw_cursor(self.viewer.view());
        }
    }

    /// Releases everything on both sides: no release will be reported.
    pub(super) fn release_all(&mut self) {
        let is_pressed = self.devices.is_pressed();
        self.devices.clear();
        if is_pressed {
            self.send_input([InputEvent::ReleaseAll]);
        }
    }
}
