//! How many signal links are open at a time, also those that the registry does not keep.

use std::sync::Arc;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::bounds::Bounds;

/// The links of a server.
#[derive(Clone)]
pub(crate) struct Links {
    open: Arc<Semaphore>,
    closing: Arc<Semaphore>,
}

/// A link may be open, until this is dropped.
pub(crate) struct OpenLink {
    closing: Arc<Semaphore>,
    _permit: OwnedSemaphorePermit,
}

impl Links {
    pub(super) fn new(bounds: &Bounds) -> Self {
        let of = |links| Arc::new(Semaphore::new(links));
        Self { open: of(bounds.open_links()), closing: of(bounds.closing_links()) }
    }

    /// `None`: there are too many.
    pub(super) fn open(&self) -> Option<OpenLink> {
        let permit = Arc::clone(&self.open).try_acquire_owned().ok()?;
        Some(OpenLink { closing: Arc::clone(&self.closing), _permit: permit })
    }
}

impl OpenLink {
    /// The link may wait for the close frame of its client as long as this is held. `None`: too many do.
    pub(super) fn close(&self) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.closing).try_acquire_owned().ok()
    }
}
