//! Events of CoreGraphics: made, marked as ours, and posted.

use objc2_core_foundation::{CFRetained, CGPoint};
use objc2_core_graphics::{
    CGEvent, CGEventField, CGEventFlags, CGEventSource, CGEventSourceStateID, CGEventTapLocation,
    CGEventType, CGMouseButton, CGScrollEventUnit,
};

use protocol::input::{Action, Button};

use crate::platform::macos::error::MacError;

/// What our events carry as `kCGEventSourceUserData`; those of keyboards and mice carry 0. It is no secret: a program
/// that may post events can do more than pass as the Helper.
pub(in crate::platform::macos) const OURS: i64 = 0x616c_6f6e_6773_6964;

/// Makes and posts events.
#[derive(Debug)]
pub(super) struct Events(CFRetained<CGEventSource>);

/// An event that was not posted yet.
pub(super) struct Event(CFRetained<CGEvent>);

impl Events {
    /// Fails where there is no window server.
    pub(super) fn open() -> Result<Self, MacError> {
        let state = CGEventSourceStateID::CombinedSessionState;
        let source = CGEventSource::new(state).ok_or(MacError::Event)?;
        // By default the User's mouse and keyboard are ignored for a quarter of a second after each event of ours. They
        // are to work as well, and Esc above all.
        CGEventSource::set_local_events_suppression_interval(Some(&source), 0.0);
        Ok(Self(source))
    }

    /// The pointer moves; `dragged` is the button that is down, and the number of its click.
    pub(super) fn motion(
        &self,
        place: (f64, f64),
        dragged: Option<(Button, i64)>,
    ) -> Result<Event, MacError> {
        let Some((button, click)) = dragged else {
            return self.mouse(CGEventType::MouseMoved, place, Button::Left);
        };
        let kind = match button {
            Button::Left => CGEventType::LeftMouseDragged,
            Button::Right => CGEventType::RightMouseDragged,
            Button::Middle | Button::Back | Button::Forward => CGEventType::OtherMouseDragged,
        };
        Ok(self.mouse(kind, place, button)?.with(CGEventField::MouseEventClickState, click))
    }

    /// A button goes down or comes up.
    pub(super) fn button(
        &self,
        place: (f64, f64),
        button: Button,
        action: Action,
        click: i64,
    ) -> Result<Event, MacError> {
        let kind = match (button, action) {
            (Button::Left, Action::Press) => CGEventType::LeftMouseDown,
            (Button::Left, Action::Release) => CGEventType::LeftMouseUp,
            (Button::Right, Action::Press) => CGEventType::RightMouseDown,
            (Button::Right, Action::Release) => CGEventType::RightMouseUp,
            (Button::Middle | Button::Back | Button::Forward, Action::Press) => {
                CGEventType::OtherMouseDown
            }
            (Button::Middle | Button::Back | Button::Forward, Action::Release) => {
                CGEventType::OtherMouseUp
            }
        };
        Ok(self.mouse(kind, place, button)?.with(CGEventField::MouseEventClickState, click))
    }

    /// The wheel turns, in lines up and to the left.
    pub(super) fn wheel(&self, up: i32, left: i32) -> Result<Event, MacError> {
        let unit = CGScrollEventUnit::Line;
        made(CGEvent::new_scroll_wheel_event2(Some(&self.0), unit, 2, up, left, 0))
    }

    /// A key goes down or comes up, by its virtual key code.
    pub(super) fn key(&self, code: u16, action: Action) -> Result<Event, MacError> {
        made(CGEvent::new_keyboard_event(Some(&self.0), code, action == Action::Press))
    }

    fn mouse(
        &self,
        kind: CGEventType,
        (x, y): (f64, f64),
        button: Button,
    ) -> Result<Event, MacError> {
        let number = match button {
            Button::Left => 0,
            Button::Right => 1,
            Button::Middle => 2,
            Button::Back => 3,
            Button::Forward => 4,
        };
        let (place, button) = (CGPoint { x, y }, CGMouseButton(number));
        made(CGEvent::new_mouse_event(Some(&self.0), kind, place, button))
    }
}

fn made(event: Option<CFRetained<CGEvent>>) -> Result<Event, MacError> {
    event.map(Event).ok_or(MacError::Event)
}

impl Event {
    /// Sets a field.
    pub(super) fn with(self, field: CGEventField, value: i64) -> Self {
        CGEvent::set_integer_value_field(Some(&self.0), field, value);
        self
    }

    /// The text that a key prints.
    pub(super) fn printing(self, character: char) -> Self {
        let mut units = [0; 2];
        let text = character.encode_utf16(&mut units);
        // SAFETY: the pointer and the number of units are those of `text`, which the call copies.
        unsafe {
            CGEvent::keyboard_set_unicode_string(Some(&self.0), text.len() as _, text.as_ptr());
        }
        self
    }

    /// Replaces the flags by what `flags` makes of them.
    pub(super) fn flagged(self, flags: impl FnOnce(u64) -> u64) -> Self {
        let made = CGEvent::flags(Some(&self.0)).0;
        CGEvent::set_flags(Some(&self.0), CGEventFlags(flags(made)));
        self
    }

    /// Posts it, where events of devices enter.
    pub(super) fn post(self) {
        let Self(event) = self.with(CGEventField::EventSourceUserData, OURS);
        CGEvent::post(CGEventTapLocation::HIDEventTap, Some(&event));
    }
}
