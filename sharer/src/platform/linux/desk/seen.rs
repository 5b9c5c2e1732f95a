//! What icon and menu show at this moment, for the desktop's questions about them.

use std::sync::{Mutex, PoisonError};

use crate::platform::desk::{Choice, Chosen, Outside};

/// What is shown, and where choices go.
pub(super) struct Seen {
    shown: Mutex<(Outside, u32)>,
    chosen: Chosen,
}

impl Seen {
    pub(super) fn new(outside: Outside, chosen: Chosen) -> Self {
        Self { shown: Mutex::new((outside, 1)), chosen }
    }

    /// Shows this from now on. The number of the change, if icon or menu are others by it.
    pub(super) fn show(&self, outside: &Outside) -> Option<u32> {
        let mut shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        let (before, revision) = &mut *shown;
        let announcement = before.announcement.clone();
        if *before == (Outside { announcement, ..outside.clone() }) {
            return None;
        }
        before.clone_from(outside);
        *revision = revision.wrapping_add(1);
        Some(*revision)
    }

    /// Something about what is shown.
    pub(super) fn with<R>(&self, read: impl FnOnce(&Outside) -> R) -> R {
        read(&self.shown.lock().unwrap_or_else(PoisonError::into_inner).0)
    }

    /// How often it has changed.
    pub(super) fn revision(&self) -> u32 {
        self.shown.lock().unwrap_or_else(PoisonError::into_inner).1
    }

    /// The User has chosen this. What is not in the menu now was chosen from an old one.
    pub(super) fn choose(&self, choice: Choice) {
        if self.with(|outside| outside.menu.iter().any(|(offered, _)| *offered == choice)) {
            (self.chosen)(choice);
        }
    }
}
