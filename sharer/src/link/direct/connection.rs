//! A WebRTC connection as a [`Path`].

use std::future::Future;
use std::sync::Arc;

use bytes::BytesMut;
use h264::ChromaFormat;
use protocol::channel::Channel;
use rtc::ice::mdns::MulticastDnsMode;
use rtc::interceptor::Registry;
use rtc::peer_connection::configuration::RTCConfigurationBuilder;
use rtc::peer_connection::configuration::interceptor_registry::configure_rtcp_reports;
use rtc::peer_connection::configuration::media_engine::MediaEngine;
use rtc::peer_connection::configuration::setting_engine::SettingEngineBuilder;
use rtc::peer_connection::sdp::RTCSessionDescription;
use rtc::peer_connection::transport::{RTCDtlsRole, RTCIceCandidateInit};
use tokio::sync::mpsc;
use tokio::time::timeout;
use tracing::debug;
use webrtc::peer_connection::{PeerConnection, PeerConnectionBuilder};

use super::addresses::local_addresses;
use super::channels::Channels;
use super::congestion::{self, Estimate};
use super::events::handler;
use super::tiles::TileSender;
use super::video::{Progress, VideoSender};
use super::{codec, ice_checks, keyframe_requests};
use crate::clock::Clock;
use crate::link::path::{
    ACCEPT_TIMEOUT, CALL_TIMEOUT, CLOSE_TIMEOUT, CONTROL_TIMEOUT, FromPath, Message, NotSent, Path,
    PathError, PathId, PathTask, TaskEnd,
};
use crate::link::pictures::{Carrying, FrameAnswer};
use crate::link::tasks::{PathEvents, Tasks};
use crate::picture::{MediaHandle, Pictures, RateControl};

/// Bytes that a data channel buffers before it refuses more. Control messages and cursors are small;
/// this is several seconds of them.
const CHANNEL_BUFFER: usize = 1 << 20;

/// A connection to one viewer.
pub struct Direct {
    id: PathId,
    pub(super) connection: Arc<dyn PeerConnection>,
    channels: Channels,
    estimate: Estimate,
    /// Sends frames once there are any.
    video: Option<VideoSender>,
    carrying: Option<Carrying>,
    /// Queues that nothing can send from, because there is no video or no channel for tiles.
    kept: Option<Pictures>,
    tasks: Tasks,
}

/// A direct path, and what the Helper's browser has to be sent first.
pub struct Accepted {
    /// The path.
    pub path: Direct,
    /// The answer to the offer.
    pub sdp: String,
    /// The chroma format of the video that was agreed on.
    pub sampling: ChromaFormat,
}

impl Direct {
    /// Accepts the viewer's offer, with the best chroma format that it takes, but none better than
    /// `best`. Our candidates and everything later arrive as `events`; nothing waits for them here.
    pub async fn accept(
        id: PathId,
        offer: String,
        best: ChromaFormat,
        events: mpsc::Sender<FromPath>,
    ) -> Result<Accepted, PathError> {
        let accepting = Self::answer(id, offer, best, events);
        timeout(ACCEPT_TIMEOUT, accepting).await.unwrap_or(Err(PathError::TimedOut))
    }

    async fn answer(
        id: PathId,
        offer: String,
        best: ChromaFormat,
        events: mpsc::Sender<FromPath>,
    ) -> Result<Accepted, PathError> {
        let mut media = MediaEngine::default();
        let sampling = codec::negotiate(&offer, best);
        codec::register(&mut media, sampling)?;
        let estimate = Estimate::new();
        let registry = configure_rtcp_reports(Registry::new());
        let registry = congestion::configure(registry, &estimate, &mut media)?;
        let registry = keyframe_requests::configure(registry);
        let settings = SettingEngineBuilder::new()
            // A multicast socket that cannot be opened (no route) would fail the whole connection.
            // The viewer's own .local candidates are not needed: its checks reach us.
            .with_multicast_dns_mode(MulticastDnsMode::Disabled)
            .with_answering_dtls_role(RTCDtlsRole::Server)
            .build();
        let (handler, stack_events) = handler();
        let connection = PeerConnectionBuilder::new()
            .with_configuration(RTCConfigurationBuilder::new().build())
            .with_media_engine(media)
            .with_setting_engine(settings)
            .with_interceptor_registry(registry)
            .with_handler(handler)
            .with_runtime(Arc::new(ice_checks::Repeating::new()))
            .with_udp_addrs(local_addresses())
            .with_data_channel_send_buffer_limit(CHANNEL_BUFFER)
            .build()
            .await?;
        let connection: Arc<dyn PeerConnection> = Arc::new(connection);

        let mut tasks = Tasks::new(PathEvents::new(id, events));
        let reporting = stack_events.report(tasks.events().clone());
        tasks.spawn(PathTask::Connection, reporting);
        let mut video =
            VideoSender::attach(&connection, sampling, estimate.clone(), &mut tasks).await?;
        let channels = Channels::open(&connection, &mut tasks).await?;
        if let Some(records) = channels.get(Channel::Frames) {
            video.announce_on(records.clone());
        }

        let offer = RTCSessionDescription::offer(offer)?;
        connection.set_remote_description(offer).await?;
        let answer = connection.create_answer(None).await?;
        connection.set_local_description(answer).await?;
        let answer = connection.local_description().await.ok_or(PathError::NoVideo)?;
        let (video, carrying, kept) = (Some(video), None, None);
        let path = Self { id, connection, channels, estimate, video, carrying, kept, tasks };
        Ok(Accepted { path, sdp: answer.sdp, sampling })
    }

    /// The end of a connection that receives video.
    pub(super) fn receiving(
        id: PathId,
        connection: Arc<dyn PeerConnection>,
        channels: Channels,
        tasks: Tasks,
    ) -> Self {
        let estimate = Estimate::new();
        let (video, carrying, kept) = (None, None, None);
        Self { id, connection, channels, estimate, video, carrying, kept, tasks }
    }

    /// Takes the sender of frames, to measure it apart.
    pub(super) fn take_video(&mut self) -> Option<VideoSender> {
        self.video.take()
    }
}

#[async_trait::async_trait]
impl Path for Direct {
    fn id(&self) -> PathId {
        self.id
    }

    fn estimated_kbit_s(&self) -> u32 {
        self.estimate.kbit_s()
    }

    async fn send(&self, channel: Channel, message: Message<'_>) -> Result<(), NotSent> {
        let data = self.channels.get(channel).ok_or(NotSent)?;
        let sending = async {
            match message {
                Message::Text(text) => data.try_send_text(text).await,
                Message::Binary(bytes) => data.try_send(BytesMut::from(bytes)).await,
            }
        };
        let limit = if channel == Channel::Control { CONTROL_TIMEOUT } else { CALL_TIMEOUT };
        timeout(limit, sending).await.ok().and_then(Result::ok).ok_or(NotSent)
    }

    async fn add_candidate(&self, candidate: String, mid: Option<String>, line: Option<u16>) {
        let init = RTCIceCandidateInit {
            candidate,
            sdp_mid: mid,
            sdp_mline_index: line,
            ..RTCIceCandidateInit::default()
        };
        let added = in_time(self.connection.add_ice_candidate(init)).await;
        if !matches!(added, Some(Ok(()))) {
            debug!("a candidate of the viewer was not usable");
        }
    }

    /// That of the selected candidate pair (RFC 8445 §8.1.1).
    async fn peer_address(&self) -> Option<String> {
        in_time(async {
            let sctp = self.connection.sctp().await?;
            let pair = sctp.transport().ice_transport().get_selected_candidate_pair().await;
            pair.ok().flatten().map(|pair| pair.remote().address.clone())
        })
        .await
        .flatten()
    }

    fn carry(&mut self, pictures: Pictures, media: MediaHandle, rates: RateControl, clock: Clock) {
        let Some((video, channel)) = self.video.take().zip(self.channels.get(Channel::Tiles))
        else {
            self.kept = Some(pictures);
            return;
        };
        rates.on_estimate(self.estimate.kbit_s());
        let sender = TileSender {
            channel: channel.clone(),
            estimate: self.estimate.clone(),
            media: media.clone(),
            rates: rates.clone(),
            clock,
        };
        // If sending stops on the way, this is dropped with it.
        let mut sending = None;
        let on_progress = move |progress| match progress {
            Progress::Estimate(kbit_s) => rates.on_estimate(kbit_s),
            Progress::FrameTaken => drop(sending.replace(FrameAnswer(media.clone()))),
            Progress::FrameSent(_) => drop(sending.take()),
        };
        self.carrying = Some(Carrying::start(
            &mut self.tasks,
            pictures,
            move |frames| {
                Box::pin(async move {
                    match video.run(frames, clock, on_progress).await {
                        Ok(()) => TaskEnd::Finished,
                        Err(error) => TaskEnd::Failed(error.to_string()),
                    }
                })
            },
            move |tiles| Box::pin(sender.run(tiles)),
        ));
    }

    async fn close(mut self: Box<Self>) -> Option<Pictures> {
        // The tasks stop at once, so that the time-out below does not lose the queues.
        let pictures = match self.carrying.take() {
            Some(carrying) => carrying.stop().await,
            None => self.kept.take(),
        };
        match timeout(CLOSE_TIMEOUT, self.connection.close()).await {
            Ok(Ok(())) => {}
            Ok(Err(_)) => debug!("the connection was closed already"),
            Err(_) => debug!("the connection did not close in time"),
        }
        pictures
    }
}

/// The result of a call to the stack, if it comes in time.
async fn in_time<T>(call: impl Future<Output = T>) -> Option<T> {
    timeout(CALL_TIMEOUT, call).await.ok()
}
