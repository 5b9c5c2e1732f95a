//! PURE: the way out of the picture by keyboard.

use alloc::vec::Vec;

use protocol::input::Action;

use super::stroke::{Family, Stroke};

/// Recognises Ctrl, Alt and Shift pressed and let go with nothing else: the way out of a picture
/// that takes every key, the Tab key as well.
#[derive(Debug, Default)]
pub(super) struct Leaving {
    down: Vec<Family>,
    all: bool,
    spoiled: bool,
}

impl Leaving {
    /// Looks at a stroke; `true` when it completes the way out.
    pub(super) fn watch(&mut self, stroke: &Stroke) -> bool {
        let family = match stroke.family() {
            Some(family @ (Family::Shift | Family::Control | Family::Alt))
                if !stroke.is_alt_graph() =>
            {
                family
            }
            _ => {
                self.spoiled |= stroke.action == Action::Press && !self.down.is_empty();
                return false;
            }
        };
        match stroke.action {
            Action::Press => {
                if !self.down.contains(&family) {
                    self.down.push(family);
                }
                self.all |= self.down.len() == 3;
                false
            }
            Action::Release => {
                self.down.retain(|held| *held != family);
                if !self.down.is_empty() {
                    return false;
                }
                let leave = self.all && !self.spoiled;
                *self = Self::default();
                leave
            }
        }
    }
}
