//! The direct connection to the Helper's browser: the only folder that names the WebRTC crates.
//!
//! Its callbacks become [`RtcEvent`]s on one bounded channel.

mod checks;
mod congestion;
mod keyframe;
mod loopback;
mod repair;
mod tiles;
mod video;

use std::net::UdpSocket;
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
use tracing::debug;
use webrtc::data_channel::{DataChannel, DataChannelEvent, RTCDataChannelInit};
use webrtc::peer_connection::{
    PeerConnection, PeerConnectionBuilder, PeerConnectionEventHandler, RTCPeerConnectionIceEvent,
    RTCPeerConnectionState,
};

use crate::clock::Clock;
use crate::picture::{MediaHandle, Tile};
use crate::supervisor::{Part, Supervisor};
use session::TransportInput;
use tiles::TileSender;

pub use congestion::Estimate;
pub use loopback::{Sending, send_times};
pub use video::{Progress, VideoSender};

/// Bytes that may wait in a data channel before sending waits. Control messages and cursors are
/// small; this is several seconds of them.
const CHANNEL_BUFFER: usize = 1 << 20;

/// What the direct connection says.
#[derive(Debug)]
pub enum RtcEvent {
    /// For the session.
    Transport(TransportInput),
    /// The browser lost too much and needs a keyframe (PLI or FIR).
    KeyframeWanted,
    /// A task of the connection has panicked.
    TaskDied,
}

/// Why there is no direct connection.
#[derive(Debug, thiserror::Error)]
pub enum RtcError {
    /// The WebRTC stack refused something; the text is its own.
    #[error("the connection could not be prepared: {0}")]
    Stack(String),
    /// The other end's description has no video we can send.
    #[error("expected an offer to receive H.264 video")]
    NoVideo,
}

impl From<webrtc::error::Error> for RtcError {
    fn from(error: webrtc::error::Error) -> Self {
        Self::Stack(error.to_string())
    }
}

/// A connection to one viewer.
pub struct Rtc {
    connection: Arc<dyn PeerConnection>,
    channels: Vec<(Channel, Arc<dyn DataChannel>)>,
    estimate: Estimate,
}

impl Rtc {
    /// Accepts the viewer's offer, with as many colours as it takes, but no more than `most`. The
    /// answer, our candidates and everything later arrive as `events`.
    pub async fn accept(
        offer: String,
        most: ChromaFormat,
        events: mpsc::Sender<RtcEvent>,
    ) -> Result<(Self, VideoSender), RtcError> {
        let mut media = MediaEngine::default();
        let sampling = video::best(&offer, most);
        video::register(&mut media, sampling)?;
        let estimate = Estimate::new();
        let registry = configure_rtcp_reports(Registry::new());
        let registry = congestion::configure(registry, &estimate, &mut media)?;
        let registry = keyframe::configure(registry);
        let settings = SettingEngineBuilder::new()
            // A multicast socket that cannot be opened (no route) would fail the whole connection.
            // The viewer's own .local candidates are not needed: its checks reach us.
            .with_multicast_dns_mode(MulticastDnsMode::Disabled)
            .with_answering_dtls_role(RTCDtlsRole::Server)
            .build();
        let connection = PeerConnectionBuilder::new()
            .with_configuration(RTCConfigurationBuilder::new().build())
            .with_media_engine(media)
            .with_setting_engine(settings)
            .with_interceptor_registry(registry)
            .with_handler(Arc::new(Handler(events.clone())))
            .with_runtime(Arc::new(checks::Prompt::new()))
            .with_udp_addrs(local_addresses())
            .with_data_channel_send_buffer_limit(CHANNEL_BUFFER)
            .build()
            .await?;
        let connection: Arc<dyn PeerConnection> = Arc::new(connection);

        let (told, estimated) = (events.clone(), estimate.clone());
        let mut video = VideoSender::attach(&connection, sampling, estimated, told).await?;
        let channels = open_channels(&connection, &events).await?;
        if let Some((_, records)) = channels.iter().find(|(which, _)| *which == Channel::Frames) {
            video.announce_on(records.clone());
        }

        let offer = RTCSessionDescription::offer(offer)?;
        connection.set_remote_description(offer).await?;
        let answer = connection.create_answer(None).await?;
        connection.set_local_description(answer).await?;
        let answer = connection.local_description().await.ok_or(RtcError::NoVideo)?;
        let answer = TransportInput::Answer { sdp: answer.sdp };
        // A closed channel means that the session is over; nobody is left to tell.
        let _ = events.send(RtcEvent::Transport(answer)).await;
        Ok((Self { connection, channels, estimate }, video))
    }

    /// Adds one of the viewer's candidates. One that cannot be used is no reason to fail.
    pub async fn add_candidate(&self, candidate: String, mid: Option<String>, line: Option<u16>) {
        let init = RTCIceCandidateInit {
            candidate,
            sdp_mid: mid,
            sdp_mline_index: line,
            ..RTCIceCandidateInit::default()
        };
        if self.connection.add_ice_candidate(init).await.is_err() {
            debug!("a candidate of the viewer was not usable");
        }
    }

    /// From which address the viewer is heard, without its port: that of the pair of candidates in
    /// use. For the User's own session log; it is never traced.
    pub async fn peer_address(&self) -> Option<String> {
        let sctp = self.connection.sctp().await?;
        let pair = sctp.transport().ice_transport().get_selected_candidate_pair().await;
        pair.ok().flatten().map(|pair| pair.remote().address.clone())
    }

    /// Sends text on the control channel. `false` when the channel is full or closed: the other end
    /// has not read a megabyte of small messages, and must not make us wait for it.
    #[must_use]
    pub async fn send_control(&self, text: &str) -> bool {
        match self.channel(Channel::Control) {
            Some(channel) => channel.try_send_text(text).await.is_ok(),
            None => false,
        }
    }

    /// Sends bytes on another channel; dropped when the channel's buffer is full, since a newer
    /// message will follow.
    pub async fn try_send(&self, channel: Channel, bytes: &[u8]) {
        if let Some(data) = self.channel(channel)
            && data.try_send(BytesMut::from(bytes)).await.is_err()
        {
            debug!(channel = channel.label(), "a message was dropped: the channel is full");
        }
    }

    /// Sends exact tiles in the background until there are no more.
    pub fn send_tiles(
        &self,
        tiles: mpsc::Receiver<Tile>,
        media: MediaHandle,
        clock: Clock,
        supervisor: &Supervisor,
    ) {
        if let Some(channel) = self.channel(Channel::Exact) {
            let sender = TileSender { channel: channel.clone(), estimate: self.estimate.clone() };
            supervisor.spawn(Part::Tiles, sender.run(tiles, media, clock));
        }
    }

    /// Closes the connection.
    pub async fn close(&self) {
        if self.connection.close().await.is_err() {
            debug!("the connection was closed already");
        }
    }

    fn channel(&self, wanted: Channel) -> Option<&Arc<dyn DataChannel>> {
        self.channels.iter().find(|(channel, _)| *channel == wanted).map(|(_, data)| data)
    }
}

/// Opens all channels and reads them; says when all are there.
async fn open_channels(
    connection: &Arc<dyn PeerConnection>,
    events: &mpsc::Sender<RtcEvent>,
) -> Result<Vec<(Channel, Arc<dyn DataChannel>)>, RtcError> {
    let mut channels = Vec::new();
    let (opened, all_open) = mpsc::channel(Channel::ALL.len());
    for channel in Channel::ALL {
        let terms = terms(channel);
        let data = connection.create_data_channel(channel.label(), Some(terms)).await?;
        let reading = read(channel, data.clone(), opened.clone(), events.clone());
        spawn_supervised(reading, events.clone());
        channels.push((channel, data));
    }
    spawn_supervised(say_when_up(all_open, events.clone()), events.clone());
    Ok(channels)
}

/// Starts a task whose panic is an event.
fn spawn_supervised(
    task: impl Future<Output = ()> + Send + 'static,
    events: mpsc::Sender<RtcEvent>,
) {
    let task = tokio::spawn(task);
    tokio::spawn(async move {
        if task.await.is_err_and(|error| error.is_panic()) {
            let _ = events.send(RtcEvent::TaskDied).await;
        }
    });
}

/// How a channel is agreed on: in advance, by both ends alike.
fn terms(channel: Channel) -> RTCDataChannelInit {
    RTCDataChannelInit {
        ordered: channel.is_ordered(),
        max_retransmits: (!channel.is_reliable()).then_some(0),
        negotiated: Some(channel.id()),
        ..RTCDataChannelInit::default()
    }
}

/// Reads one data channel until it closes.
async fn read(
    channel: Channel,
    data: Arc<dyn DataChannel>,
    opened: mpsc::Sender<Channel>,
    events: mpsc::Sender<RtcEvent>,
) {
    while let Some(event) = data.poll().await {
        let message = match event {
            DataChannelEvent::OnOpen => {
                let _ = opened.try_send(channel);
                continue;
            }
            DataChannelEvent::OnMessage(message) => message,
            DataChannelEvent::OnClose => break,
            DataChannelEvent::OnError
            | DataChannelEvent::OnClosing
            | DataChannelEvent::OnBufferedAmountLow
            | DataChannelEvent::OnBufferedAmountHigh
            | _ => continue,
        };
        // SCTP bounds it; what is too long for the channel is a fault that the session counts.
        let bytes = message.data.to_vec();
        let message = RtcEvent::Transport(TransportInput::Message { channel, bytes });
        // Waiting here slows the sender down (SCTP's own window), it does not lose anything.
        if events.send(message).await.is_err() {
            return;
        }
    }
    let _ = events.send(RtcEvent::Transport(TransportInput::Down)).await;
}

async fn say_when_up(mut opened: mpsc::Receiver<Channel>, events: mpsc::Sender<RtcEvent>) {
    for _ in Channel::ALL {
        if opened.recv().await.is_none() {
            return;
        }
    }
    let _ = events.send(RtcEvent::Transport(TransportInput::Up)).await;
}

/// Where to listen for the viewer: every interface, and loopback for a browser on this computer.
fn local_addresses() -> Vec<String> {
    ["0.0.0.0:0", "[::]:0", "127.0.0.1:0"]
        .into_iter()
        .filter(|address| UdpSocket::bind(address).is_ok())
        .map(str::to_owned)
        .collect()
}

struct Handler(mpsc::Sender<RtcEvent>);

#[async_trait::async_trait]
impl PeerConnectionEventHandler for Handler {
    async fn on_ice_candidate(&self, event: RTCPeerConnectionIceEvent) {
        let Ok(init) = event.candidate.to_json() else { return };
        let candidate = TransportInput::Candidate {
            candidate: init.candidate,
            mid: init.sdp_mid,
            line: init.sdp_mline_index,
        };
        let _ = self.0.send(RtcEvent::Transport(candidate)).await;
    }

    async fn on_connection_state_change(&self, state: RTCPeerConnectionState) {
        debug!(%state, "connection");
        if matches!(state, RTCPeerConnectionState::Failed | RTCPeerConnectionState::Closed) {
            let _ = self.0.send(RtcEvent::Transport(TransportInput::Down)).await;
        }
    }
}
