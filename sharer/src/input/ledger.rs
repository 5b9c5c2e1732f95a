//! Which key presses are ours. The panic key's watcher sees our presses like anybody's; those in
//! the ledger it lets pass.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};

/// Presses that were injected and not yet seen, by key code.
#[derive(Clone, Debug)]
pub struct Ledger(Arc<[AtomicU32; 256]>);

impl Ledger {
    /// An empty ledger.
    pub fn new() -> Self {
        Self(Arc::new([const { AtomicU32::new(0) }; 256]))
    }

    /// A press of this key is about to be injected.
    pub fn write(&self, keycode: u8) {
        self.0[usize::from(keycode)].fetch_add(1, SeqCst);
    }

    /// A press of this key was seen. Whether it was in the ledger; it no longer is.
    pub fn strike(&self, keycode: u8) -> bool {
        let count = &self.0[usize::from(keycode)];
        count.fetch_update(SeqCst, SeqCst, |count| count.checked_sub(1)).is_ok()
    }

    /// Forgets everything.
    pub fn clear(&self) {
        for count in self.0.iter() {
            count.store(0, SeqCst);
        }
    }
}

impl Default for Ledger {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_press_is_struck_once() {
        let ledger = Ledger::new();
        assert!(!ledger.strike(9));
        ledger.write(9);
        ledger.write(9);
        assert!(!ledger.strike(10));
        assert!(ledger.strike(9) && ledger.strike(9) && !ledger.strike(9));
        ledger.write(9);
        ledger.clear();
        assert!(!ledger.strike(9));
    }
}
