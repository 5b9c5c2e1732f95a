//! The panic key: Esc, pressed by the User, ends the Helper's control before anything else happens.
//!
//! The watcher takes control back by itself, on a thread of its own; the session need not be awake for
//! it. The Helper's own Esc is typed: it is in the record of [injected presses](super::InjectedPresses).

use std::time::Duration;

use tokio::sync::mpsc::Sender;

use super::error::PlatformError;
use super::injected_presses::InjectedPresses;
use crate::supervisor::Supervisor;

/// How long [`PanicKey::arm`] may wait for the desktop. A desktop that takes longer hangs; control is
/// refused, and the session goes on.
pub const ARM_TIMEOUT: Duration = Duration::from_secs(2);

/// The watcher of the panic key. It is idle until it is armed, and ends when dropped.
pub trait PanicKey: std::fmt::Debug + Send {
    /// Watches from now on: control is about to be shared. The keyboards are watched when it returns.
    /// It waits for [`ARM_TIMEOUT`] at most.
    fn arm(&self) -> Result<(), PlatformError>;

    /// Stops watching. It does not wait.
    fn disarm(&self);
}

/// Takes control back. It can be called from any thread, and does not wait.
pub trait RevokeControl: Send + Sync {
    /// No event that was admitted so far is injected any more, and what is held is released.
    fn revoke_control(&self);
}

/// What the watcher reports. In either case control was taken back already.
#[derive(Debug)]
pub enum PanicEvent {
    /// The User pressed the panic key.
    Pressed,
    /// The keyboards cannot be watched any more.
    Failed(PlatformError),
}

/// What a watcher of the panic key needs.
pub struct PanicKeyContext {
    /// What takes control back.
    pub control: Box<dyn RevokeControl>,
    /// The presses that are ours.
    pub injected: InjectedPresses,
    /// Where it reports. Never waited for: a full channel holds such a report already.
    pub events: Sender<PanicEvent>,
    /// Watches over its thread.
    pub supervisor: Supervisor,
}

impl std::fmt::Debug for PanicKeyContext {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PanicKeyContext").finish_non_exhaustive()
    }
}
