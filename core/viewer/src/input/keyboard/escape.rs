//! The key combination by which the keyboard focus leaves the picture.

use alloc::vec::Vec;

use protocol::input::Action;

use super::event::{Family, KeyEvent};

/// Recognises Ctrl, Alt and Shift pressed and released without any other key. The picture takes every
/// other key, Tab as well.
#[derive(Debug, Default)]
pub(super) struct Escape {
    down: Vec<Family>,
    /// All three were pressed at once.
    all: bool,
    /// Another key was pressed with them.
    other: bool,
}

impl Escape {
    /// Handles an event; `true` when it completes the combination.
    pub(super) fn handle(&mut self, event: &KeyEvent) -> bool {
        let family = match event.family() {
            Some(family @ (Family::Shift | Family::Control | Family::Alt))
                if !event.is_alt_graph() =>
            {
                family
            }
            _ => {
                self.other |= event.action == Action::Press && !self.down.is_empty();
                return false;
            }
        };
        match event.action {
            Action::Press => {
                if !self.down.contains(&family) {
                    self.down.push(family);
                }
                self.all |= self.down.len() == 3;
                false
            }
            Action::Release => {
                self.down.retain(|pressed| *pressed != family);
                if !self.down.is_empty() {
                    return false;
                }
                let leave = self.all && !self.other;
                *self = Self::default();
                leave
            }
        }
    }
}
