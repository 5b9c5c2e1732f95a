//! The guest's path: the one that carries the channels and the pictures now.

use h264::ChromaFormat;
use protocol::channel::Channel;
use tokio::sync::mpsc;

use crate::clock::Clock;
use crate::link::direct::connection::{Accepted, Direct};
use crate::link::path::{FromPath, Message, NotSent, Path, PathError, PathEvent, PathId};
use crate::link::reach::Reach;
use crate::picture::{MediaHandle, Pictures, RateControl};

/// The current path, and the pictures while there is none.
pub(crate) struct GuestPath {
    current: Option<Box<dyn Path>>,
    /// A message could not be sent on the current path.
    has_failed: bool,
    /// The best chroma format that the encoder can make.
    best_sampling: ChromaFormat,
    /// The queues of pictures, while no path carries them.
    pictures: Option<Pictures>,
    media: MediaHandle,
    clock: Clock,
    events: mpsc::Sender<FromPath>,
    /// How a direct path reaches the Helper.
    reach: Reach,
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
        let (current, has_failed, pictures) = (None, false, Some(pictures));
        let reach = Reach::default();
        Self { current, has_failed, best_sampling, pictures, media, clock, events, reach }
    }

    /// Lets direct paths reach the Helper so.
    pub(crate) fn reaching(mut self, reach: Reach) -> Self {
        self.reach = reach;
        self
    }

    /// Accepts an offer of a direct path, which replaces the current one. Returns the answer (SDP).
    pub(crate) async fn accept(
        &mut self,
        id: PathId,
        offer: String,
        rates: RateControl,
    ) -> Result<String, PathError> {
        self.close().await;
        let reach = self.reach.clone();
        let Accepted { path, sdp, sampling } =
            Direct::accept(id, offer, self.best_sampling, reach, self.events.clone()).await?;
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
        self.has_failed = false;
    }

    /// An event of the current path. What comes from an earlier one is dropped.
    pub(crate) fn current_event(&self, from: FromPath) -> Option<PathEvent> {
        let current = self.current.as_ref()?.id();
        (from.path == current).then_some(from.event)
    }

    /// Sends a control message. Fails once: later messages on the path are dropped, since each may
    /// wait for [`CALL_TIMEOUT`](crate::link::path::CALL_TIMEOUT).
    pub(crate) async fn send_control(&mut self, message: &str) -> Result<(), NotSent> {
        if self.has_failed {
            return Ok(());
        }
        let sent = self.send(Channel::Control, Message::Text(message)).await;
        self.has_failed = sent.is_err();
        sent
    }

    /// Sends a message. Without a path it is dropped.
    pub(crate) async fn send(&self, channel: Channel, message: Message<'_>) -> Result<(), NotSent> {
        match &self.current {
            Some(path) if !self.has_failed => path.send(channel, message).await,
            Some(_) | None => Ok(()),
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

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU32, Ordering::SeqCst};

    use super::*;

    /// A path that takes no message, and counts them.
    struct Hung(Arc<AtomicU32>);

    #[async_trait::async_trait]
    impl Path for Hung {
        fn id(&self) -> PathId {
            PathId(1)
        }

        fn estimated_kbit_s(&self) -> u32 {
            0
        }

        async fn send(&self, _: Channel, _: Message<'_>) -> Result<(), NotSent> {
            self.0.fetch_add(1, SeqCst);
            Err(NotSent)
        }

        async fn add_candidate(&self, _: String, _: Option<String>, _: Option<u16>) {}

        async fn peer_address(&self) -> Option<String> {
            None
        }

        fn carry(&mut self, _: Pictures, _: MediaHandle, _: RateControl, _: Clock) {}

        async fn close(self: Box<Self>) -> Option<Pictures> {
            None
        }
    }

    #[tokio::test]
    async fn a_path_that_takes_no_message_is_tried_once() {
        let media = MediaHandle::without_thread();
        let rates = RateControl::new(media.clone(), None);
        let pictures = Pictures { frames: mpsc::channel(1).1, tiles: mpsc::channel(1).1 };
        let (clock, events) = (Clock::start(), mpsc::channel(1).0);
        let mut path = GuestPath::new(ChromaFormat::Yuv420, pictures, media, clock, events);
        let count = Arc::new(AtomicU32::new(0));
        for tried in 1..=2 {
            path.carry_on(Box::new(Hung(count.clone())), rates.clone());
            assert!(path.send_control("first").await.is_err());
            assert!(path.send_control("second").await.is_ok());
            assert!(path.send(Channel::Cursor, Message::Binary(&[])).await.is_ok());
            assert_eq!(count.load(SeqCst), tried);
        }
    }
}
