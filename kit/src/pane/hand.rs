//! What the user did last with pointer and keys, for whoever has to decide whether a press was meant.

use std::time::Instant;

use crate::geometry::Point;
use crate::input::KeyPress;
use crate::view::{Origin, Press};

/// See the module.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hand {
    /// The window system says where the window is, so that the host looks for the pointer when the window comes to it. Where it
    /// does not, what is under the pointer when it enters may have come to it.
    pub(super) knows_places: bool,
    /// The pointer is a finger.
    pub(super) is_touch: bool,
    pressed: Option<(Instant, Point)>,
    moved: Option<Instant>,
    pub(super) typed: Option<Instant>,
}

impl Hand {
    pub(super) fn new() -> Self {
        Self { knows_places: true, is_touch: false, pressed: None, moved: None, typed: None }
    }

    pub(super) fn moves(&mut self, now: Instant) {
        self.moved = Some(now);
    }

    pub(super) fn presses(&mut self, at: Point, now: Instant) {
        self.pressed = Some((now, at));
    }

    pub(super) fn types(&mut self, key: &KeyPress, now: Instant) {
        self.enters(key.text.as_deref().unwrap_or_default(), now);
    }

    pub(super) fn enters(&mut self, text: &str, now: Instant) {
        if text.chars().any(|c| !c.is_control() && c != ' ') {
            self.typed = Some(now);
        }
    }

    /// The press behind an activation. A key activates when it goes down, a pointer when it is released.
    pub(super) fn press(&self, origin: Origin, now: Instant) -> Option<Press> {
        let (at, place) = match origin {
            Origin::Pointer => self.pressed.map(|(at, place)| (at, Some(place)))?,
            Origin::Key => (now, None),
            Origin::Accessibility | Origin::System => return None,
        };
        Some(Press { at, place, moved: self.moved, is_touch: self.is_touch && place.is_some() })
    }
}
