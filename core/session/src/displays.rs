//! What of the desktop the Helper sees, and what their points mean.
//!
//! Each picture that shows something else has a number. The page says from when on it points at a
//! picture; what points at another one is dropped, so that no click that was meant for one display
//! lands on another.

use protocol::exact::Stamp;
use protocol::input::InputEvent;
use protocol::name::DisplayName;
use protocol::peer::ToViewer;
use rand_core::CryptoRngCore;

use super::{Output, Session, State};
use crate::display::DisplayChoice;
use crate::display::Screen;

/// See the module.
#[derive(Debug, Default)]
pub(super) struct Shown {
    screen: Option<Screen>,
    /// Which picture this is.
    number: u32,
    /// The picture at which the Helper points; `None` as long as the page has not said.
    aim: Option<u32>,
    /// The Helper was told of displays.
    has_told: bool,
}

impl<R: CryptoRngCore> Session<R> {
    pub(super) fn on_screen(&mut self, screen: Screen) {
        let area = screen.layout.area;
        let is_other = self.shown.screen.as_ref().is_some_and(|old| old.layout.area != area);
        self.shown.screen = Some(screen);
        if is_other {
            self.shown.number = self.shown.number.wrapping_add(1);
            if let State::Controlling(_, gate) = &mut self.state {
                // What is held was pressed on something else.
                self.outputs.extend(gate.release_all().into_iter().map(Output::Inject));
            }
        }
        if matches!(self.state, State::Sharing(_) | State::Controlling(..)) {
            self.tell_screen();
        }
    }

    pub(super) fn tell_screen(&mut self) {
        let Some(Screen { layout, since_us }) = self.shown.screen.clone() else { return };
        let (size, since) = (layout.area.size, Stamp::of_micros(since_us));
        self.tell(ToViewer::Screen { size, picture: self.shown.number, since });
        if layout.displays.len() > 1 || self.shown.has_told {
            self.shown.has_told = true;
            self.tell(ToViewer::Displays { displays: layout.displays, shown: layout.shown });
        }
    }

    /// The Helper may see whatever they were told of, as long as they see anything.
    pub(super) fn on_show_display(&mut self, name: Option<DisplayName>) {
        let Some(screen) = &self.shown.screen else { return };
        let displays = &screen.layout.displays;
        let is_there = |name: &DisplayName| displays.iter().any(|display| display.name == *name);
        if !self.pictures_on || displays.len() < 2 || !name.as_ref().is_none_or(is_there) {
            return;
        }
        let choice = name.map_or(DisplayChoice::All, DisplayChoice::Named);
        self.outputs.push_back(Output::ShowDisplay(choice));
    }

    /// Whether an event means the picture that is shown, or none.
    pub(super) fn points_at_what_is_shown(&mut self, event: InputEvent) -> bool {
        match event {
            InputEvent::Picture { number, .. } => {
                self.shown.aim = Some(number);
                true
            }
            InputEvent::Move { .. } | InputEvent::Button { .. } | InputEvent::Wheel { .. } => {
                self.shown.aim.is_none_or(|aim| aim == self.shown.number)
            }
            InputEvent::Key { .. } | InputEvent::Character { .. } | InputEvent::ReleaseAll => true,
        }
    }
}
