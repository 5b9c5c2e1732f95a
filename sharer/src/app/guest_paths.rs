//! The guest's paths: the one in use carries the pictures, the others are ready.

use std::collections::BTreeMap;

use h264::ChromaFormat;
use protocol::channel::Channel;
use protocol::handshake::LaneSecret;
use protocol::network::{IceServer, LaneToken};
use protocol::peer::MessageVideo;
use tokio::sync::mpsc;

use crate::clock::Clock;
use crate::link::direct::connection::{Accepted, Direct};
use crate::link::lane::connection::Lane;
use crate::link::path::{FromPath, Message, NotSent, Path, PathError, PathEvent, PathId, PathKind};
use crate::link::reach::Reach;
use crate::link::signal::ServerUrl;
use crate::picture::{MediaHandle, Pictures, RateControl};

/// The paths to the Helper, and the pictures while none carries them.
pub(crate) struct GuestPaths {
    open: BTreeMap<PathId, OpenPath>,
    active: Option<PathId>,
    /// The best chroma format that the encoder can make.
    best_sampling: ChromaFormat,
    /// What the page decodes of video in messages.
    message_sampling: ChromaFormat,
    /// The queues of pictures, while no path carries them.
    pictures: Option<Pictures>,
    media: MediaHandle,
    clock: Clock,
    events: mpsc::Sender<FromPath>,
    /// How a direct path reaches the Helper.
    reach: Reach,
    /// Where the lane is.
    server: ServerUrl,
}

struct OpenPath {
    path: Box<dyn Path>,
    /// The chroma format that was agreed on for it; `None` when it carries video in messages.
    sampling: Option<ChromaFormat>,
    /// A message could not be sent on it.
    has_failed: bool,
}

impl GuestPaths {
    /// No path yet.
    pub(crate) fn new(
        best_sampling: ChromaFormat,
        pictures: Pictures,
        media: MediaHandle,
        clock: Clock,
        events: mpsc::Sender<FromPath>,
        (server, reach): (ServerUrl, Reach),
    ) -> Self {
        let (open, active, pictures) = (BTreeMap::new(), None, Some(pictures));
        let message_sampling = ChromaFormat::Yuv420;
        Self {
            open,
            active,
            best_sampling,
            message_sampling,
            pictures,
            media,
            clock,
            events,
            reach,
            server,
        }
    }

    /// Accepts an offer of a direct path. Returns the answer (SDP).
    pub(crate) async fn accept(
        &mut self,
        id: PathId,
        offer: String,
        ice_servers: Vec<IceServer>,
    ) -> Result<String, PathError> {
        let reach = Reach { ice_servers, ..self.reach.clone() };
        let Accepted { path, sdp, sampling } =
            Direct::accept(id, offer, self.best_sampling, reach, self.events.clone()).await?;
        self.add(Box::new(path), sampling);
        Ok(sdp)
    }

    /// Opens the path over the signal server's lane.
    pub(crate) fn open_lane(&mut self, id: PathId, token: LaneToken, secret: LaneSecret) {
        let (events, dialer) = (self.events.clone(), self.reach.options.dialer.clone());
        let lane = Lane::open(id, (&self.server, dialer), token, secret, events);
        self.add(Box::new(lane), None);
    }

    fn add(&mut self, path: Box<dyn Path>, sampling: Option<ChromaFormat>) {
        let opened = OpenPath { path, sampling, has_failed: false };
        self.open.insert(opened.path.id(), opened);
    }

    /// The page says which H.264 it decodes in messages.
    pub(crate) fn decodes(&mut self, video: Option<MessageVideo>) {
        let sampling = match video {
            Some(MessageVideo::Yuv444) => self.best_sampling,
            Some(MessageVideo::Yuv420) | None => ChromaFormat::Yuv420,
        };
        self.message_sampling = sampling;
        let active = self.active.and_then(|id| self.open.get(&id));
        if active.is_some_and(|open| open.sampling.is_none()) {
            self.media.set_sampling(sampling);
        }
    }

    /// Lets a path carry the pictures from here on. A picture that was begun on the one before is begun
    /// anew.
    pub(crate) async fn use_path(&mut self, id: PathId, rates: RateControl) {
        if let Some(OpenPath { path, .. }) = self.active.and_then(|old| self.open.get_mut(&old)) {
            self.pictures = path.release().await;
        }
        let Some(OpenPath { path, sampling, .. }) = self.open.get_mut(&id) else { return };
        self.active = Some(id);
        self.media.set_sampling(sampling.unwrap_or(self.message_sampling));
        if self.media.is_wanted() {
            self.media.pause();
            self.media.start();
        }
        if let Some(pictures) = self.pictures.take() {
            path.carry(pictures, self.media.clone(), rates, self.clock);
        }
    }

    /// An event of an open path. What comes from a closed one is dropped.
    pub(crate) fn open_event(&self, from: FromPath) -> Option<PathEvent> {
        self.open.contains_key(&from.path).then_some(from.event)
    }

    /// Whether this path carries the pictures.
    pub(crate) fn is_active(&self, id: PathId) -> bool {
        self.active == Some(id)
    }

    /// Sends a control message. Fails once: later messages on the path are dropped, since each may
    /// wait for [`CALL_TIMEOUT`](crate::link::path::CALL_TIMEOUT).
    pub(crate) async fn send_control(&mut self, id: PathId, message: &str) -> Result<(), NotSent> {
        let Some(open) = self.open.get_mut(&id).filter(|open| !open.has_failed) else {
            return Ok(());
        };
        let sent = open.path.send(Channel::Control, Message::Text(message)).await;
        open.has_failed = sent.is_err();
        sent
    }

    /// Sends a message on the path in use. Without one it is dropped.
    pub(crate) async fn send(&self, channel: Channel, message: Message<'_>) -> Result<(), NotSent> {
        match self.active.and_then(|id| self.open.get(&id)) {
            Some(open) if !open.has_failed => open.path.send(channel, message).await,
            Some(_) | None => Ok(()),
        }
    }

    /// Adds one of the Helper's ICE candidates.
    pub(crate) async fn add_candidate(
        &self,
        id: PathId,
        candidate: String,
        mid: Option<String>,
        line: Option<u16>,
    ) {
        if let Some(open) = self.open.get(&id) {
            open.path.add_candidate(candidate, mid, line).await;
        }
    }

    /// The address at the Helper's end of a path.
    pub(crate) async fn peer_address(&self, id: PathId) -> Option<String> {
        self.open.get(&id)?.path.peer_address().await
    }

    /// Which way the path in use takes.
    pub(crate) async fn kind(&self) -> Option<PathKind> {
        self.open.get(&self.active?)?.path.path_kind().await
    }

    /// Closes a path; the next one goes on with its pictures.
    pub(crate) async fn close(&mut self, id: PathId) {
        let Some(OpenPath { path, .. }) = self.open.remove(&id) else { return };
        if self.active == Some(id) {
            self.active = None;
            self.pictures = path.close().await;
        } else {
            // It has no pictures, and an end that does not answer must not hold up the session.
            tokio::spawn(path.close());
        }
    }
}
