//! The media thread's way to whoever listens, and its ends.

use tokio::sync::mpsc::Sender;

use super::{MediaError, MediaEvent};

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

/// The way to the listener.
pub(super) struct Events(Sender<MediaEvent>);

impl Events {
    pub(super) fn to(listener: Sender<MediaEvent>) -> Self {
        Self(listener)
    }

    /// Waits for room: nothing that the viewer builds on may be lost.
    pub(super) fn send(&self, event: MediaEvent) -> Result<(), End> {
        self.0.blocking_send(event).map_err(|_| End::Stopped)
    }

    /// Sends what a newer message of its kind will soon replace, if there is room.
    pub(super) fn offer(&self, event: MediaEvent) {
        let _ = self.0.try_send(event);
    }
}
