//! The guest's path: the one that carries the channels and the pictures now.

use h264::ChromaFormat;
use protocol::channel::Channel;
use tokio::sync::mpsc;

use crate::clock::Clock;
use crate::link::direct::connection::{Accepted, Direct};
use crate::link::path::{FromPath, Message, NotSent, Path, PathError, PathEvent, PathId};
use crate::picture::{MediaHandle, Pictures, RateControl};

/// The current path, and the pictures while there is none.
pub(crate) struct GuestPath {
    current: Option<Box<dyn Path>>,
    /// The best chroma format that the encoder can make.
    best_sampling: ChromaFormat,
    /// The queues of pictures, while no path carries them.
    pictures: Option<Pictures>,
    media: MediaHandle,
    clock: Clock,
    events: mpsc::Sender<FromPath>,
}

impl GuestPath {
    /// No path yet.
    pub(crate) fn new(
        best_sampling: ChromaFormat,
        pictures: Pictures,
        media: MediaHandle,
        clock: Clock,
        events: mpsc::Sender<FromPath>,
    ) -> Self {
        let current = None;
        Self { current, best_sampling, pictures: Some(pictures), media, clock, events }
    }

    /// Accepts an offer of a direct path, which replaces the current one. Returns the answer (SDP).
    pub(crate) async fn accept(
        &mut self,
        id: PathId,
        offer: String,
        rates: RateControl,
    ) -> Result<String, PathError> {
        self.close().await;
        let Accepted { path, sdp, sampling } =
            Direct::accept(id, offer, self.best_sampling, self.events.clone()).await?;
        self.media.set_sampling(sampling);
        self.carry_on(Box::new(path), rates);
        Ok(sdp)
    }

    /// Lets a path carry the pictures from here on.
    fn carry_on(&mut self, mut path: Box<dyn Path>, rates: RateControl) {
        if let Some(pictures) = self.pictures.take() {
            path.carry(pictures, self.media.clone(), rates, self.clock);
        }
        self.current = Some(path);
    }

    /// An event of the current path. What comes from an earlier one is dropped.
    pub(crate) fn current_event(&self, from: FromPath) -> Option<PathEvent> {
        let current = self.current.as_ref()?.id();
        (from.path == current).then_some(from.event)
    }

    /// Sends a message; without a path there is nobody to send it to.
    pub(crate) async fn send(&self, channel: Channel, message: Message<'_>) -> Result<(), NotSent> {
        match &self.current {
            Some(path) => path.send(channel, message).await,
            None => Ok(()),
        }
    }

    /// Adds one of the Helper's ICE candidates.
    pub(crate) async fn add_candidate(
        &self,
        candidate: String,
        mid: Option<String>,
        line: Option<u16>,
    ) {
        if let Some(path) = &self.current {
            path.add_candidate(candidate, mid, line).await;
        }
    }

    /// The address at the Helper's end.
    pub(crate) async fn peer_address(&self) -> Option<String> {
        match &self.current {
            Some(path) => path.peer_address().await,
            None => None,
        }
    }

    /// Whether this is the current path.
    pub(crate) fn is(&self, id: PathId) -> bool {
        self.current.as_ref().is_some_and(|path| path.id() == id)
    }

    /// Closes the path, if there is one; the next one goes on with its pictures.
    pub(crate) async fn close(&mut self) {
        if let Some(path) = self.current.take() {
            self.pictures = path.close().await;
        }
    }
}
