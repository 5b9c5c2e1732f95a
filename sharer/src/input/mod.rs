//! What the Helper's hand does, done to the desktop: one thread with a bounded queue.
//!
//! Control can be taken back at any moment by [`InjectHandle::revoke`], from any thread. Every event
//! carries the epoch of control in which it was admitted and is thrown away when that is over, the
//! last time right before it is injected; what the thread has pressed comes up at once.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::SeqCst};

use crate::platform::{Desktop, DesktopError, Reason};
use session::display::Area;
use session::gate::Injection;

pub mod control;
mod held;
pub mod ledger;
mod queue;
pub mod recording;
mod thread;

pub use ledger::Ledger;
pub use thread::{InjectHandle, InjectThread};

/// Something that can do what is done to a desktop. It is used by one thread, which owns it.
pub trait Injector {
    /// Does one thing.
    fn inject(&mut self, injection: Injection) -> Result<(), InjectError>;

    /// Points mean this part of the desktop from here on.
    fn aim(&mut self, _area: Area) {}
}

/// Why something could not be done to the desktop.
#[derive(Debug, thiserror::Error)]
pub enum InjectError {
    /// The desktop is not there or has gone.
    #[error(transparent)]
    Desktop(#[from] DesktopError),
    /// The input library failed.
    #[error("input could not be injected ({0}): check that the X server has the XTEST extension")]
    Library(Reason),
    /// No key prints the character, and none could be made to.
    #[error("no key of this desktop can print the character")]
    Character,
    /// The injection thread has ended.
    #[error("input is injected no more: start alongside again")]
    Ended,
    /// The system refused a thread, or a file that records.
    #[error("the system refused a resource ({0}): close some programs and start again")]
    System(#[from] std::io::Error),
}

impl InjectError {
    /// Whether the next event may well succeed.
    fn is_passing(&self) -> bool {
        matches!(self, InjectError::Character)
    }
}

/// The injector for this desktop. Each press is written into the ledger before it is done.
#[cfg(target_os = "linux")]
pub fn desktop_injector(
    desktop: &Desktop,
    ledger: Ledger,
) -> Result<Box<dyn Injector>, InjectError> {
    Ok(Box::new(crate::platform::x11::inject::X11Injector::open(desktop, ledger)?))
}

/// The injector for this desktop, of which there is none yet.
#[cfg(not(target_os = "linux"))]
pub fn desktop_injector(_: &Desktop, _: Ledger) -> Result<Box<dyn Injector>, InjectError> {
    Err(DesktopError::Unsupported.into())
}

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
