//! Events of keyboard, pointer and touch, through their state machines to the viewer.

use protocol::geometry::Point;
use protocol::input::InputEvent;
use viewer::fit::{Bounds, point};
use viewer::input::combination::MenuKey;
use viewer::input::keyboard::{KeyEvent, KeyResult};
use viewer::input::pointer::WheelUnit;
use viewer::input::sticky::Modifier;
use viewer::input::touch::{Gesture, Surface, TouchInput, TouchMode, TouchStep};
use viewer::state::{Input, PersonInput};

use super::core::Core;
use crate::event::{DefaultAction, DeviceEvent};
use crate::web::clock::tick;

impl Core {
    /// Handles an event of a device. Without control every event keeps its default action: scrolling, the
    /// Tab key.
    pub(super) fn on_device(&mut self, event: DeviceEvent) -> DefaultAction {
        if self.devices.marking.tool().is_some() {
            return self.on_marking(event);
        }
        if !self.viewer.is_controlling() {
            return DefaultAction::Allow;
        }
        match event {
            DeviceEvent::Key(event) => return self.on_key(&event),
            DeviceEvent::Text(text) => {
                let events = self.devices.sticky.typed(&text, self.view().system);
                self.send_input(events);
                self.mark_modifiers();
            }
            DeviceEvent::Pointer { x, y, bounds, buttons } => {
                if let Some(at) = self.point(x, y, bounds) {
                    self.picture.cursor.set_touched(None);
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
            DeviceEvent::Touch(touch, bounds) => self.on_touch(touch, bounds),
        }
        DefaultAction::Prevent
    }

    fn on_key(&mut self, event: &KeyEvent) -> DefaultAction {
        if self.is_paste(event) {
            return DefaultAction::Allow;
        }
        self.devices.keyboard.set_remote(self.view().system);
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

    pub(super) fn point(&self, x: f64, y: f64, bounds: Bounds) -> Option<Point> {
        point(x, y, bounds, self.picture.size(self.view())?)
    }

    fn on_touch(&mut self, touch: TouchInput, bounds: Bounds) {
        let Some(size) = self.picture.size(self.view()) else { return };
        let surface = Surface { bounds, size };
        self.devices.surface = Some(surface);
        if touch.step == TouchStep::Down {
            self.picture.place.stop();
        }
        self.devices.touch.handle(touch, surface, tick());
        self.perform_gestures();
    }

    fn perform_gestures(&mut self) {
        while let Some(gesture) = self.devices.touch.poll() {
            match gesture {
                Gesture::Pointer(at, buttons) => self.point_by_touch(at, buttons),
                Gesture::Scroll(at, delta) => {
                    let event = self.devices.pointer.wheel(at, delta, WheelUnit::Pixel);
                    self.send_input(event);
                }
                Gesture::Pinch { factor, center, pan } => {
                    self.picture.place.pinch(factor, center, pan);
                    self.lay_out();
                }
                Gesture::Fling(speed) => {
                    self.picture.place.fling(speed, tick());
                    self.timers.at_frame();
                }
            }
        }
    }

    /// A finger has no pointer above it: the cursor is drawn where the pointer is.
    fn point_by_touch(&mut self, at: Point, buttons: u16) {
        let events = self.devices.pointer.moved(at, buttons);
        self.send_input(events);
        self.send_at_frame();
        self.picture.cursor.set_touched(Some(at));
        if self.devices.touch.mode() == TouchMode::Trackpad
            && let Some(size) = self.picture.size(self.view())
        {
            self.picture.place.reveal(at, size);
            self.lay_out();
        } else {
            self.picture.draw_cursor(self.viewer.view());
        }
    }

    /// Between finger and trackpad.
    pub(super) fn toggle_trackpad(&mut self) {
        self.release_all();
        let mode = match self.devices.touch.mode() {
            TouchMode::Direct => TouchMode::Trackpad,
            TouchMode::Trackpad => TouchMode::Direct,
        };
        self.devices.touch.set_mode(mode);
        self.widgets.touch_keys.mark_mode(mode);
    }

    /// A modifier of the row of keys was tapped.
    pub(super) fn tap_modifier(&mut self, modifier: Modifier) {
        self.devices.sticky.toggle(modifier);
        self.mark_modifiers();
    }

    /// A key of the row was tapped.
    pub(super) fn tap_key(&mut self, key: MenuKey) {
        let events = self.devices.sticky.press(key, self.view().system);
        self.send_input(events);
        self.mark_modifiers();
    }

    fn mark_modifiers(&self) {
        self.widgets.touch_keys.mark(self.devices.sticky.modifiers());
    }

    /// The deadline of keyboard or touch passed.
    pub(super) fn devices_timeout(&mut self) {
        let now = tick();
        self.devices.keyboard.timeout(now);
        self.send_keys();
        if let Some(surface) = self.devices.surface {
            self.devices.touch.timeout(surface, now);
            self.perform_gestures();
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
        self.send_waiting_marks();
        let event = self.devices.pointer.frame();
        self.send_input(event);
        if self.picture.place.is_flying() {
            if self.picture.place.frame(tick()) {
                self.timers.at_frame();
            }
            self.lay_out();
        }
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
