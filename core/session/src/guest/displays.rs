//! What the Helper sees of the desktop, and which picture they point at.
//!
//! Each picture that shows another part of the desktop has a number. The page says from when on it
//! points at a picture; input that points at another one is dropped, so that no click that was meant
//! for one display lands on another.

use protocol::exact::RtpTimestamp;
use protocol::input::InputEvent;
use protocol::name::DisplayName;
use protocol::peer::ToViewer;

use super::Guest;
use crate::display::{DisplayChoice, Screen};
use crate::effect::Effect;
use crate::shared::Shared;

impl Guest {
    /// The picture shows something from now on; `is_other` when it is another part of the desktop.
    pub(crate) fn on_screen(&mut self, shared: &mut Shared, is_other: bool) {
        if is_other {
            // What is held was pressed on something else.
            self.release_all(shared);
            // It was drawn on something else.
            self.clear_marks(shared);
        }
        if self.is_sharing() {
            self.send_screen(shared);
        }
    }

    pub(super) fn send_screen(&mut self, shared: &mut Shared) {
        let Some(Screen { layout, since_us }) = shared.screen.screen.clone() else { return };
        let (size, since) = (layout.area.size, RtpTimestamp::of_micros(since_us));
        let picture = shared.screen.number;
        self.send(shared, ToViewer::Screen { size, picture, since });
        if layout.displays.len() > 1 || self.knows_displays {
            self.knows_displays = true;
            let (displays, shown) = (layout.displays, layout.shown);
            self.send(shared, ToViewer::Displays { displays, shown });
        }
    }

    /// The Helper may see each display they were told of, as long as they see anything.
    pub(super) fn on_display_request(&self, shared: &mut Shared, name: Option<DisplayName>) {
        let Some(screen) = &shared.screen.screen else { return };
        let displays = &screen.layout.displays;
        let is_there = |name: &DisplayName| displays.iter().any(|display| display.name == *name);
        if !self.pictures_on || displays.len() < 2 || !name.as_ref().is_none_or(is_there) {
            return;
        }
        let display = name.map_or(DisplayChoice::All, DisplayChoice::Named);
        shared.push(Effect::ShowDisplay { guest: self.id, display });
    }

    /// Whether an event is meant for the picture that is shown, or for none.
    pub(super) fn points_at_what_is_shown(&mut self, shared: &Shared, event: InputEvent) -> bool {
        match event {
            InputEvent::Picture { number, .. } => {
                self.pointed_at = Some(number);
                true
            }
            InputEvent::Move { .. } | InputEvent::Button { .. } | InputEvent::Wheel { .. } => {
                self.pointed_at.is_none_or(|number| number == shared.screen.number)
            }
            InputEvent::Key { .. } | InputEvent::Character { .. } | InputEvent::ReleaseAll => true,
        }
    }
}
