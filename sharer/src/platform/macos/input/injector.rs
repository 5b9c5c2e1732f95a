//! What injects.

use std::collections::BTreeMap;

use objc2_core_graphics::CGEventField;

use protocol::geometry::Point;
use protocol::input::{Action, Button};
use protocol::key::PhysicalKey;

use session::display::Area;
use session::gate::Injection;

use super::clicks::Clicks;
use super::events::Events;
use super::keys;
use super::modifiers;
use super::pressed::Pressed;
use crate::clock::Clock;
use crate::platform::displays::Selection;
use crate::platform::error::InjectError;
use crate::platform::injector::Injector;
use crate::platform::macos::displays;
use crate::platform::macos::geometry::{self, MacDisplay};
use crate::platform::parts::{Desktop, InjectorOpener};

/// Lines that a page scrolls by a notch of the wheel. A notch of a mouse is one on a Mac, which accelerates it; ours are
/// not accelerated.
const LINES: i32 = 3;

/// Opens the injector. The record of presses is not needed: our events are marked.
pub(in crate::platform::macos) fn opener(desktop: &Desktop) -> InjectorOpener {
    let desktop = desktop.clone();
    Box::new(move |_| Ok(Box::new(MacInjector::open(&desktop)?)))
}

/// See the module.
struct MacInjector {
    events: Events,
    codes: BTreeMap<PhysicalKey, u16>,
    /// The display that points refer to; `None` when it is gone, so that nothing is done with the pointer.
    display: Option<MacDisplay>,
    /// Where the pointer was brought to, in points.
    place: (f64, f64),
    pressed: Pressed,
    clicks: Clicks,
    clock: Clock,
}

impl MacInjector {
    fn open(desktop: &Desktop) -> Result<Self, InjectError> {
        let mut selection = Selection::new(desktop.choice.clone());
        Ok(Self {
            events: Events::open()?,
            codes: keys::table(),
            display: Some(displays::shown(&mut selection)?.display),
            place: displays::pointer().unwrap_or_default(),
            pressed: Pressed::default(),
            clicks: Clicks::default(),
            clock: Clock::start(),
        })
    }

    fn move_to(&mut self, point: Point) -> Result<(), InjectError> {
        let place = self.display.and_then(|display| geometry::to_desktop(point, &display));
        let Some(place) = place else {
            return Ok(());
        };
        let dragged = self.pressed.dragging().map(|button| (button, self.clicks.of(button)));
        // Each release comes with a move to its place. Where that is none, it is no drag.
        if dragged.is_some() && place == self.place {
            return Ok(());
        }
        let (dx, dy) = (place.0 - self.place.0, place.1 - self.place.1);
        self.place = place;
        self.events
            .motion(place, dragged)?
            .flagged(|made| modifiers::flags(made, self.pressed.keys()))
            // Games and drawings read how far it moved.
            .with(CGEventField::MouseEventDeltaX, dx as i64)
            .with(CGEventField::MouseEventDeltaY, dy as i64)
            .post();
        Ok(())
    }

    fn button(&mut self, button: Button, action: Action) -> Result<(), InjectError> {
        if action == Action::Press && self.display.is_none() {
            return Ok(());
        }
        let was_down = self.pressed.button(button, action);
        let click = match action {
            Action::Press if was_down => return Ok(()),
            Action::Press => self.clicks.press(button, self.place, self.clock.now()),
            Action::Release => self.clicks.of(button),
        };
        self.events
            .button(self.place, button, action, click)?
            .flagged(|made| modifiers::flags(made, self.pressed.keys()))
            .post();
        Ok(())
    }

    fn scroll(&self, right: i16, down: i16) -> Result<(), InjectError> {
        let lines = |notches: i16| -i32::from(notches) * LINES;
        self.events
            .wheel(lines(down), lines(right))?
            .flagged(|made| modifiers::flags(made, self.pressed.keys()))
            .post();
        Ok(())
    }

    fn key(&mut self, key: PhysicalKey, action: Action) -> Result<(), InjectError> {
        // Keys that no Mac has are not used for typing.
        let Some(code) = self.codes.get(&key) else {
            return Ok(());
        };
        let was_down = self.pressed.key(key, action);
        let repeats = was_down && action == Action::Press;
        if repeats && key.is_modifier() {
            return Ok(());
        }
        // macOS repeats the keys of keyboards only, so that the repeats of the Helper's are passed on.
        self.events
            .key(*code, action)?
            .flagged(|made| modifiers::flags(made, self.pressed.keys()))
            .with(CGEventField::KeyboardEventAutorepeat, repeats.into())
            .post();
        Ok(())
    }

    fn character(&mut self, character: char, action: Action) -> Result<(), InjectError> {
        let was_down = self.pressed.character(character, action);
        let repeats = was_down && action == Action::Press;
        // Of a key that prints whatever the event says. Without modifiers, with which it would be a shortcut.
        self.events
            .key(CHARACTER_KEY, action)?
            .printing(character)
            .flagged(|made| modifiers::flags(made, [].iter()))
            .with(CGEventField::KeyboardEventAutorepeat, repeats.into())
            .post();
        Ok(())
    }
}

/// A key that has a letter on every keyboard, `kVK_ANSI_A`.
const CHARACTER_KEY: u16 = 0;

impl Injector for MacInjector {
    fn inject(&mut self, injection: Injection) -> Result<(), InjectError> {
        match injection {
            Injection::Move(point) => self.move_to(point),
            Injection::Button(button, action) => self.button(button, action),
            Injection::Scroll { right, down } => self.scroll(right, down),
            Injection::Key(key, action) => self.key(key, action),
            Injection::Character(character, action) => self.character(character, action),
        }
    }

    fn set_area(&mut self, area: Area) {
        self.display = geometry::display_of(&displays::list(), area);
    }
}

impl Drop for MacInjector {
    fn drop(&mut self) {
        for release in self.pressed.releases() {
            if let Err(error) = self.inject(release) {
                tracing::error!(%error, "a key or button could not be released");
            }
        }
    }
}
