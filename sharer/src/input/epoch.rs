//! Epochs of control.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::SeqCst};

/// The number of the present epoch of control. An epoch ends when control is taken back.
#[derive(Clone, Debug, Default)]
pub struct ControlEpoch(Arc<AtomicU64>);

impl ControlEpoch {
    /// The present epoch.
    pub fn current(&self) -> u64 {
        self.0.load(SeqCst)
    }

    /// Ends it.
    pub(crate) fn end(&self) {
        self.0.fetch_add(1, SeqCst);
    }
}
