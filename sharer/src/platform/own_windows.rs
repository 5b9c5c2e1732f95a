//! The windows of this program that are not part of the picture that is sent.

use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// How many there can be; further ones are sent as any other window. The window of the User has fewer.
pub const OWN_WINDOWS: usize = 8;

/// Their numbers on the desktop that is shared. A window is added before it is shown, and removed when it is closed.
/// Clones share them; nobody waits for longer than it takes to copy a few numbers.
#[derive(Clone, Debug, Default)]
pub struct OwnWindows(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    /// Changes with the numbers.
    version: AtomicU32,
    windows: Mutex<Vec<u32>>,
}

impl OwnWindows {
    /// Leaves a window out of the picture.
    pub fn add(&self, window: u32) {
        let mut windows = self.lock();
        if windows.contains(&window) {
            return;
        }
        if windows.len() >= OWN_WINDOWS {
            tracing::warn!("more than {OWN_WINDOWS} windows: one is sent");
            return;
        }
        windows.push(window);
        self.0.version.fetch_add(1, SeqCst);
    }

    /// The window is closed.
    pub fn remove(&self, window: u32) {
        let mut windows = self.lock();
        windows.retain(|known| *known != window);
        self.0.version.fetch_add(1, SeqCst);
    }

    /// Whether they are others than at this version.
    pub fn changed_since(&self, version: Option<u32>) -> bool {
        version != Some(self.0.version.load(SeqCst))
    }

    /// Hands each number out. Returns the version of them.
    pub fn each(&self, window: impl FnMut(u32)) -> u32 {
        let windows = self.lock();
        windows.iter().copied().for_each(window);
        self.0.version.load(SeqCst)
    }

    fn lock(&self) -> MutexGuard<'_, Vec<u32>> {
        self.0.windows.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl PartialEq for OwnWindows {
    /// Whether they are shared.
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for OwnWindows {}
