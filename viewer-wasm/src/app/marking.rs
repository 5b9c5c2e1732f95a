//! Tools on the picture: while one is on, nothing that happens on the picture goes to the User's computer as input.

use protocol::input::Action;
use protocol::right::Right;
use viewer::input::keyboard::KeyEvent;
use viewer::input::touch::{TouchInput, TouchStep};
use viewer::marking::{MarkKey, Marked, Tool};
use viewer::state::{Input, PersonInput, RightState};

use super::core::Core;
use crate::event::{DefaultAction, DeviceEvent, MarkLook};

impl Core {
    /// Takes a tool, or puts it away. Without the right the User is asked, and the tool is on when they have agreed.
    pub(super) fn toggle_tool(&mut self, tool: Tool) {
        let is_on = self.devices.marking.tool() == Some(tool);
        self.devices.wanted_tool = None;
        match self.view().right(Right::Point) {
            None => {}
            Some(RightState::Held { .. }) => self.choose_tool(Some(tool).filter(|_| !is_on)),
            Some(RightState::Available) => {
                self.devices.wanted_tool = Some(tool);
                self.give(Input::Person(PersonInput::RequestRight(Right::Point)));
            }
            Some(RightState::Requested) => self.devices.wanted_tool = Some(tool),
        }
    }

    fn choose_tool(&mut self, tool: Option<Tool>) {
        self.release_all();
        self.devices.mark_touch = None;
        let marked = self.devices.marking.choose(tool);
        self.send_marks(marked);
        self.show_tool();
        if tool.is_some() {
            self.picture.place.focus();
        }
    }

    fn show_tool(&self) {
        let marking = &self.devices.marking;
        self.widgets.marks.show(self.viewer.view(), marking.tool(), marking.refuses_text());
    }

    /// The view has changed: a tool goes with the right, and comes when the User has agreed.
    pub(super) fn follow_tool(&mut self) {
        let is_held = matches!(self.view().right(Right::Point), Some(RightState::Held { .. }));
        if !is_held && self.devices.marking.tool().is_some() {
            self.choose_tool(None);
        } else if is_held && let Some(tool) = self.devices.wanted_tool.take() {
            self.choose_tool(Some(tool));
        } else if self.view().right(Right::Point) == Some(RightState::Available) {
            // The User said no.
            self.devices.wanted_tool = None;
        }
        self.show_tool();
    }

    /// How the next mark is drawn.
    pub(super) fn set_mark_look(&mut self, look: MarkLook) {
        match look {
            MarkLook::Color(color) => self.devices.marking.set_color(color),
            MarkLook::Kept(kept) => self.devices.marking.set_kept(kept),
            MarkLook::Text(text) => {
                self.devices.marking.set_text(&text);
                self.show_tool();
            }
        }
    }

    /// An event of a device while a tool is on.
    pub(super) fn on_marking(&mut self, event: DeviceEvent) -> DefaultAction {
        match event {
            DeviceEvent::Key(event) => return self.on_mark_key(&event),
            // A view that is enlarged scrolls as it does without a tool.
            DeviceEvent::Text(_) | DeviceEvent::Wheel { .. } => return DefaultAction::Allow,
            DeviceEvent::Pointer { x, y, bounds, buttons } => {
                self.devices.pointer.ignore(buttons);
                if let Some(at) = self.point(x, y, bounds) {
                    let marked = self.devices.marking.moved(at, buttons & 1 != 0);
                    self.send_marks(marked);
                }
            }
            DeviceEvent::Touch(TouchInput { id, x, y, step }, bounds) => {
                // Only the first finger draws. One that was down beside it begins nothing when the first is up.
                if step == TouchStep::Down && self.devices.mark_touch.is_none() {
                    self.devices.mark_touch = Some(id);
                }
                if self.devices.mark_touch != Some(id) {
                    return DefaultAction::Prevent;
                }
                let is_down = matches!(step, TouchStep::Down | TouchStep::Move);
                if !is_down {
                    self.devices.mark_touch = None;
                }
                if let Some(at) = self.point(x, y, bounds) {
                    let marked = self.devices.marking.moved(at, is_down);
                    self.send_marks(marked);
                }
            }
        }
        if self.devices.marking.waits() {
            self.timers.at_frame();
        }
        DefaultAction::Prevent
    }

    fn on_mark_key(&mut self, event: &KeyEvent) -> DefaultAction {
        let far = if event.modifiers.shift { 5 } else { 1 };
        let key = match event.key.as_str() {
            "ArrowLeft" => MarkKey::Move(-far, 0),
            "ArrowRight" => MarkKey::Move(far, 0),
            "ArrowUp" => MarkKey::Move(0, -far),
            "ArrowDown" => MarkKey::Move(0, far),
            "Enter" | " " => MarkKey::Press,
            "Escape" => MarkKey::Leave,
            _ => return DefaultAction::Allow,
        };
        // A held key places one text or step.
        let again = event.repeat && matches!(key, MarkKey::Press | MarkKey::Leave);
        if event.action == Action::Press && !again {
            let marked = self.devices.marking.key(key);
            self.send_marks(marked);
            self.show_tool();
        }
        DefaultAction::Prevent
    }

    /// The page is about to be painted.
    pub(super) fn send_waiting_marks(&mut self) {
        let marked = self.devices.marking.frame();
        self.send_marks(marked);
    }

    pub(super) fn send_marks(&mut self, marked: impl IntoIterator<Item = Marked>) {
        for marked in marked {
            self.give(Input::Person(match marked {
                Marked::PointAt(at, color) => PersonInput::PointAt(at, color),
                Marked::Mark(mark) => PersonInput::Mark(mark),
            }));
        }
    }
}
