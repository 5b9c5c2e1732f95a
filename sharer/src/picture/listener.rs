//! Where the media thread's events go, and why its loop ends.

use tokio::sync::mpsc::Sender;

use super::event::{MediaError, MediaEvent};

/// Why the loop ends.
pub(super) enum End {
    Stopped,
    Failed(MediaError),
}

impl<E: Into<MediaError>> From<E> for End {
    fn from(error: E) -> Self {
        End::Failed(error.into())
    }
}

/// The receiver of events.
pub(super) struct Listener(Sender<MediaEvent>);

impl Listener {
    pub(super) fn new(events: Sender<MediaEvent>) -> Self {
        Self(events)
    }

    /// Waits for room: no event that the viewer depends on may be lost.
    pub(super) fn send(&self, event: MediaEvent) -> Result<(), End> {
        self.0.blocking_send(event).map_err(|_| End::Stopped)
    }

    /// Sends an event that a newer one of its kind soon replaces, if there is room.
    pub(super) fn send_if_room(&self, event: MediaEvent) {
        let _ = self.0.try_send(event);
    }
}
