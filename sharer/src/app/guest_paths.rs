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
    /// What the page decodes of video in messages. `None`: nothing, so that the picture consists of tiles alone.
    /// Until the page says it, 4:2:0.
    message_sampling: Option<ChromaFormat>,
    /// Whether the media thread was ordered to make video.
    has_video: bool,
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
        let (message_sampling, has_video) = (Some(ChromaFormat::Yuv420), true);
        Self {
            open,
            active,
            best_sampling,
            message_sampling,
            has_video,
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
        self.message_sampling = video.map(|video| match video {
            MessageVideo::Yuv444 => self.best_sampling,
            MessageVideo::Yuv420 => ChromaFormat::Yuv420,
        });
        let active = self.active.and_then(|id| self.open.get(&id));
        if active.is_some_and(|open| open.sampling.is_none()) {
            self.order_format(self.message_sampling);
        }
    }

    /// Drops the frames that wait: they have a format of which the next path's end can make nothing.
    fn drop_frames(&mut self) {
        let frames = self.pictures.as_mut().map(|pictures| &mut pictures.frames);
        for _ in frames.into_iter().flat_map(|frames| std::iter::from_fn(|| frames.try_recv().ok()))
        {
            self.media.frame_sent();
        }
    }

    /// Orders video in this chroma format, or tiles alone.
    fn order_format(&mut self, sampling: Option<ChromaFormat>) {
        if let Some(sampling) = sampling {
            self.media.set_sampling(sampling);
        }
        let has_video = sampling.is_some();
        if std::mem::replace(&mut self.has_video, has_video) != has_video {
            self.media.set_video(has_video);
        }
    }

    /// Lets a path carry the pictures from here on. A picture that was begun on the one before is begun
    /// anew.
    pub(crate) async fn use_path(&mut self, id: PathId, rates: RateControl) {
        if let Some(OpenPath { path, .. }) = self.active.and_then(|old| self.open.get_mut(&old)) {
            self.pictures = path.release().await;
        }
        let Some(OpenPath { sampling, .. }) = self.open.get(&id) else { return };
        let sampling = sampling.or(self.message_sampling);
        self.active = Some(id);
        if self.has_video != sampling.is_some() {
            self.drop_frames();
        }
        self.order_format(sampling);
        // Another format begins anew by itself.
        if self.media.is_wanted() {
            self.media.pause();
            self.media.start();
        }
        let Some(OpenPath { path, .. }) = self.open.get_mut(&id) else { return };
        if let Some(pictures) = self.pictures.take() {
            path.carry(pictures, self.media.clone(), rates, self.clock);
        }
    }

    /// An event of an open path. What comes from a closed one is dropped.
    pub(crate) fn open_event(&self, from: FromPath) -> Option<PathEvent> {
        self.open.contains_key(&from.path).then_some(from.event)
    }

    /// The path that carries the pictures.
    pub(crate) fn active(&self) -> Option<PathId> {
        self.active
    }

    /// Whether a record of a transfer finds room on the path in use. If not, an event follows when there is.
    pub(crate) async fn has_bulk_room(&self) -> bool {
        match self.active.and_then(|id| self.open.get(&id)) {
            Some(open) if !open.has_failed => open.path.has_bulk_room().await,
            Some(_) | None => false,
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    /// A path that sends nothing.
    struct Idle(PathId, Option<Pictures>);

    #[async_trait::async_trait]
    impl Path for Idle {
        fn id(&self) -> PathId {
            self.0
        }

        fn estimated_kbit_s(&self) -> u32 {
            1_000
        }

        async fn send(&self, _: Channel, _: Message<'_>) -> Result<(), NotSent> {
            Ok(())
        }

        async fn has_bulk_room(&self) -> bool {
            false
        }

        async fn add_candidate(&self, _: String, _: Option<String>, _: Option<u16>) {}

        async fn peer_address(&self) -> Option<String> {
            None
        }

        fn carry(&mut self, pictures: Pictures, _: MediaHandle, _: RateControl, _: Clock) {
            self.1 = Some(pictures);
        }

        async fn release(&mut self) -> Option<Pictures> {
            self.1.take()
        }

        async fn close(self: Box<Self>) -> Option<Pictures> {
            self.1
        }
    }

    #[tokio::test]
    async fn only_where_the_page_decodes_no_video_the_picture_consists_of_tiles_alone() {
        let (media, clock) = (MediaHandle::without_thread(), Clock::start());
        let (frames, frame_queue) = mpsc::channel(1);
        let pictures = Pictures { frames: frame_queue, tiles: mpsc::channel(1).1 };
        let server = ("https://help.example.org".parse().unwrap(), Reach::default());
        let events = mpsc::channel(1).0;
        let best = ChromaFormat::Yuv444;
        let mut paths = GuestPaths::new(best, pictures, media.clone(), clock, events, server);
        let (lane, direct) = (PathId(1), PathId(2));
        paths.add(Box::new(Idle(lane, None)), None);
        paths.add(Box::new(Idle(direct, None)), Some(ChromaFormat::Yuv420));
        frames.try_send(crate::link::direct::loopback::frame(1, 100)).unwrap();
        let rates = || RateControl::new(media.clone(), None);
        // What is said about messages does not concern video over RTP.
        paths.use_path(direct, rates()).await;
        paths.decodes(None);
        assert_eq!(media.ordered_video(), None);
        assert_eq!(media.answered().0, 0);
        paths.use_path(lane, rates()).await;
        assert_eq!(media.ordered_video(), Some(false));
        assert_eq!(media.answered().0, 1, "the frame that waited is not sent");
        paths.use_path(direct, rates()).await;
        assert_eq!(media.ordered_video(), Some(true));
        paths.use_path(lane, rates()).await;
        assert_eq!(media.ordered_video(), Some(false));
        for video in [MessageVideo::Yuv420, MessageVideo::Yuv444] {
            paths.decodes(Some(video));
            assert_eq!(media.ordered_video(), Some(true));
        }
    }
}
