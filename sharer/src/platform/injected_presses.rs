//! The record of key presses that were injected. The watcher of the panic key sees our presses like
//! those of a keyboard, and ignores the ones in this record.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};

/// Presses that were injected and not yet seen by the watcher, counted by key code.
#[derive(Clone, Debug)]
pub struct InjectedPresses(Arc<[AtomicU32; 256]>);

impl InjectedPresses {
    /// An empty record.
    pub fn new() -> Self {
        Self(Arc::new([const { AtomicU32::new(0) }; 256]))
    }

    /// A press of this key is about to be injected.
    pub fn add(&self, keycode: u8) {
        self.0[usize::from(keycode)].fetch_add(1, SeqCst);
    }

    /// A press of this key was seen. Removes one such press from the record; `false` when there was
    /// none, so that the press is not ours.
    pub fn remove(&self, keycode: u8) -> bool {
        let count = &self.0[usize::from(keycode)];
        count.fetch_update(SeqCst, SeqCst, |count| count.checked_sub(1)).is_ok()
    }

    /// Removes all presses.
    pub fn clear(&self) {
        for count in self.0.iter() {
            count.store(0, SeqCst);
        }
    }
}

impl Default for InjectedPresses {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_press_is_removed_once() {
        let presses = InjectedPresses::new();
        assert!(!presses.remove(9));
        presses.add(9);
        presses.add(9);
        assert!(!presses.remove(10));
        assert!(presses.remove(9) && presses.remove(9) && !presses.remove(9));
        presses.add(9);
        presses.clear();
        assert!(!presses.remove(9));
    }
}
