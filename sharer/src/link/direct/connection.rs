//! A WebRTC connection as a [`Path`].

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use bytes::BytesMut;
use h264::ChromaFormat;
use protocol::channel::Channel;
use protocol::ice::address::Loopback;
use protocol::ice::candidate::Candidate;
use protocol::ice::offer::Offer;
use rtc::ice::mdns::MulticastDnsMode;
use rtc::interceptor::{Registry, SenderReportBuilder, Slot};
use rtc::mdns::MulticastSocket;
use rtc::peer_connection::configuration::media_engine::MediaEngine;
use rtc::peer_connection::configuration::setting_engine::{SettingEngine, SettingEngineBuilder};
use rtc::peer_connection::configuration::{RTCConfigurationBuilder, RTCIceTransportPolicy};
use rtc::peer_connection::sdp::RTCSessionDescription;
use rtc::peer_connection::transport::{
    RTCDtlsRole, RTCIceCandidate, RTCIceCandidateInit, RTCIceCandidatePair, RTCIceCandidateType,
};
use tokio::sync::mpsc;
use tokio::time::timeout;
use tracing::debug;
use webrtc::peer_connection::{PeerConnection, PeerConnectionBuilder};

use super::addresses::local_addresses;
use super::bulk::BulkRoom;
use super::candidates::Remote;
use super::channels::Channels;
use super::congestion::{self, Estimate};
use super::events::handler;
use super::message_video::{Feedback, MessageVideo};
use super::peer_ip::{self, PeerIp};
use super::relay_hold::RelayHold;
use super::routes::Routes;
use super::runtime::{LinkRuntime, REACTORS};
use super::tiles::TileSender;
use super::video::{Progress, VideoSender};
use super::{codec, keyframe_requests, mapped};
use crate::clock::Clock;
use crate::link::path::{
    ACCEPT_TIMEOUT, CALL_TIMEOUT, CLOSE_TIMEOUT, CONTROL_TIMEOUT, FromPath, Message, NotSent, Path,
    PathError, PathId, PathKind, PathTask, TaskEnd,
};
use crate::link::pictures::{Carrying, FrameAnswer};
use crate::link::reach::{OwnAddresses, Reach};
use crate::link::tasks::{PathEvents, Tasks};
use crate::picture::{MediaHandle, Pictures, RateControl};

/// Bytes that a data channel holds before it refuses more: those that wait, and those that are not acknowledged. Control
/// messages and cursors are small; this is several seconds of them. Transfers stay below (`bulk`).
const CHANNEL_BUFFER: usize = 1 << 21;

/// After this time without a packet from the other end the connection is called disconnected, and after
/// the second one more it has failed; the same times limit how long it may take to come up.
pub(super) const DISCONNECTED_AFTER: Duration = Duration::from_secs(2);
pub(super) const FAILED_AFTER: Duration = Duration::from_secs(25);

/// How often the selected pair is checked; RFC 7675 §5.1 asks for every 5 s. It also keeps the mappings of NATs. Whether the
/// Helper is there is what heartbeats are for.
pub(super) const KEEPALIVE: Duration = Duration::from_secs(2);

/// How often the browser is sent a report (RTCP SR) about the video; RFC 3550 §6.2 recommends 5 s at least.
const SENDER_REPORTS: Duration = Duration::from_secs(5);

/// Checks of each pair of candidates, one each 200 ms and one for each candidate that comes later: about
/// five seconds. Checks of the other end are answered after that, too.
pub(super) const CHECKS: u16 = 40;

/// How long a name of multicast DNS may take to resolve.
const MDNS_TIMEOUT: Duration = Duration::from_secs(2);

/// How often a relayed address is renewed. After an expired nonce (RFC 8489 §9.2.5) the stack waits as long
/// before it tries again, and a server keeps the address for ten minutes.
const RELAY_REFRESH: Duration = Duration::from_secs(60);

/// A connection to one viewer.
pub struct Direct {
    id: PathId,
    pub(super) connection: Arc<dyn PeerConnection>,
    channels: Channels,
    /// `None` without that channel.
    bulk_room: Option<BulkRoom>,
    estimate: Estimate,
    /// Whether names of multicast DNS are resolved.
    mdns: MulticastDnsMode,
    remote: Remote,
    peer: Arc<PeerIp>,
    /// Sends frames once there are any; `None` at the end that receives them.
    video: Option<Video>,
    carrying: Option<Carrying>,
    /// Queues that nothing can send from, because there is no video or no channel for tiles.
    kept: Option<Pictures>,
    tasks: Tasks,
}

/// How frames are sent.
#[derive(Clone)]
enum Video {
    /// Over RTP.
    Rtp(Arc<VideoSender>),
    /// On a data channel: the browser's offer has no video.
    Messages(Arc<MessageVideo>),
}

/// A direct path, and what the Helper's browser has to be sent first.
pub struct Accepted {
    /// The path.
    pub path: Direct,
    /// The answer to the offer.
    pub sdp: String,
    /// The chroma format of the video that was agreed on. `None` when the video goes in messages, about which
    /// the page speaks for itself.
    pub sampling: Option<ChromaFormat>,
}

impl Direct {
    /// Accepts the viewer's offer, with the best chroma format that it takes, but none better than
    /// `best`. Our candidates and everything later arrive as `events`; nothing waits for them here.
    pub async fn accept(
        id: PathId,
        offer: String,
        best: ChromaFormat,
        reach: Reach,
        events: mpsc::Sender<FromPath>,
    ) -> Result<Accepted, PathError> {
        let accepting = Self::answer(id, offer, best, reach, events);
        timeout(ACCEPT_TIMEOUT, accepting).await.unwrap_or(Err(PathError::TimedOut))
    }

    async fn answer(
        id: PathId,
        offer: String,
        best: ChromaFormat,
        reach: Reach,
        events: mpsc::Sender<FromPath>,
    ) -> Result<Accepted, PathError> {
        let offer = Offer::read(&offer)?;
        let mut media = MediaEngine::default();
        let sampling = codec::negotiate(&offer.sdp, best);
        codec::register(&mut media, sampling)?;
        let estimate = Estimate::new();
        let registry = congestion::configure(sender_reports(), &estimate, &mut media)?;
        let registry = keyframe_requests::configure(registry);
        let (routes, ice_servers) = Routes::new(&reach);
        let mdns = mdns_mode();
        let (handler, stack_events) = handler();
        let relay_hold = Arc::clone(routes.hold());
        let runtime = Arc::new(LinkRuntime::new(routes, reach.loopback, stack_events.closed()));
        let (sockets, peer) = (runtime.locals(), Arc::clone(runtime.peer()));
        let connection = PeerConnectionBuilder::new()
            .with_configuration(
                RTCConfigurationBuilder::new()
                    .with_ice_servers(ice_servers)
                    .with_ice_transport_policy(transport_policy(reach.own_addresses))
                    .build(),
            )
            .with_media_engine(media)
            .with_setting_engine(settings(mdns))
            .with_interceptor_registry(registry)
            .with_handler(handler)
            .with_runtime(runtime)
            .with_udp_addrs(local_addresses(reach.options.udp_ports)?)
            .with_data_channel_send_buffer_limit(CHANNEL_BUFFER)
            .with_dedicated_reactor_pool_size(REACTORS)
            .build()
            .await?;
        let connection: Arc<dyn PeerConnection> = Arc::new(connection);

        let mut tasks = Tasks::new(PathEvents::new(id, events));
        let reporting = stack_events.report(tasks.events().clone(), reach.own_addresses);
        tasks.spawn(PathTask::Connection, reporting);
        if let Some(mapper) = reach.port_mapper {
            let (events, hold) = (tasks.events().clone(), Arc::clone(&relay_hold));
            let reporting = mapped::report(mapper, sockets, events, hold);
            tasks.spawn(PathTask::PortMapping, reporting);
        }
        let takes_rtp = codec::has_video(&offer.sdp);
        let rtp = if takes_rtp {
            let sender = VideoSender::attach(&connection, sampling, estimate.clone(), &mut tasks);
            Some(sender.await?)
        } else {
            None
        };
        let channels = Channels::open(&connection, &mut tasks).await?;
        let video = match rtp {
            Some(mut video) => {
                if let Some(records) = channels.get(Channel::Frames) {
                    video.announce_on(records.clone());
                }
                Some(Video::Rtp(Arc::new(video)))
            }
            None => {
                let video = MessageVideo::new(&channels, tasks.events().clone());
                video.map(|video| Video::Messages(Arc::new(video)))
            }
        };

        let bulk_room = BulkRoom::watch(&channels, &mut tasks);
        let remote = Remote::new(reach.loopback, relay_hold);
        let sdp = answer(&*connection, offer, &remote).await?;
        let path = Self {
            id,
            connection,
            channels,
            bulk_room,
            estimate,
            mdns,
            remote,
            peer,
            video,
            carrying: None,
            kept: None,
            tasks,
        };
        Ok(Accepted { path, sdp, sampling: takes_rtp.then_some(sampling) })
    }

    /// The end of a connection that receives video.
    pub(super) fn receiving(
        id: PathId,
        connection: Arc<dyn PeerConnection>,
        channels: Channels,
        mut tasks: Tasks,
    ) -> Self {
        let bulk_room = BulkRoom::watch(&channels, &mut tasks);
        let estimate = Estimate::new();
        let remote = Remote::new(Loopback::Allowed, Arc::new(RelayHold::new()));
        let mdns = MulticastDnsMode::Disabled;
        let peer = Arc::default();
        let (video, carrying, kept) = (None, None, None);
        Self {
            id,
            connection,
            channels,
            bulk_room,
            estimate,
            mdns,
            remote,
            peer,
            video,
            carrying,
            kept,
            tasks,
        }
    }

    /// The pair of candidates that is used now.
    async fn selected_pair(&self) -> Option<RTCIceCandidatePair> {
        in_time(async {
            let sctp = self.connection.sctp().await?;
            sctp.transport().ice_transport().get_selected_candidate_pair().await.ok()?
        })
        .await
        .flatten()
    }

    /// Takes the sender of frames, to measure it apart.
    pub(super) fn take_video(&mut self) -> Option<Arc<VideoSender>> {
        match self.video.take()? {
            Video::Rtp(video) => Some(video),
            Video::Messages(_) => None,
        }
    }
}

#[async_trait::async_trait]
impl Path for Direct {
    fn id(&self) -> PathId {
        self.id
    }

    fn estimated_kbit_s(&self) -> u32 {
        match &self.video {
            Some(Video::Messages(video)) => video.estimated_kbit_s(),
            Some(Video::Rtp(_)) | None => self.estimate.kbit_s(),
        }
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

    async fn has_bulk_room(&self) -> bool {
        let Some(bulk_room) = &self.bulk_room else { return false };
        in_time(bulk_room.has_room()).await.unwrap_or(false)
    }

    async fn add_candidate(&self, candidate: String, mid: Option<String>, line: Option<u16>) {
        // The end of candidates is an empty text. The stack does not wait for it.
        let candidate = match candidate.parse::<Candidate>() {
            Ok(candidate) => candidate,
            Err(error) => {
                debug!(%error, "dropped a candidate of the viewer");
                return;
            }
        };
        if let Some(candidate) = self.remote.admit(&candidate) {
            add_candidate(&*self.connection, candidate, (mid, line)).await;
        }
    }

    /// That of the selected candidate pair (RFC 8445 §8.1.1).
    async fn peer_address(&self) -> Option<String> {
        let pair = self.selected_pair().await?;
        peer_ip::of_candidate(&pair.remote().address, &self.peer).map(|ip| ip.to_string())
    }

    async fn path_kind(&self) -> Option<PathKind> {
        let pair = self.selected_pair().await?;
        let (local, remote) = (pair.local(), pair.remote());
        let is_relayed = |candidate: &RTCIceCandidate| candidate.typ == RTCIceCandidateType::Relay;
        // The relay of the other end may be known from a check first (peer-reflexive).
        let is_known_relay = self.remote.has_relay(&remote.address, remote.port);
        let is_relay = is_relayed(local) || is_relayed(remote) || is_known_relay;
        Some(if is_relay { PathKind::Relay } else { PathKind::Direct })
    }

    /// The stack gives up when it cannot open a socket again, and with it the connection; so that for
    /// multicast DNS, which may fail, is tried before.
    async fn restart(&self, offer: &str) -> Result<String, PathError> {
        if self.mdns == MulticastDnsMode::QueryOnly && mdns_mode() != self.mdns {
            return Err(PathError::NoRestart);
        }
        let offer = Offer::read(offer)?;
        self.remote.restart();
        let restarting = answer(&*self.connection, offer, &self.remote);
        timeout(ACCEPT_TIMEOUT, restarting).await.unwrap_or(Err(PathError::TimedOut))
    }

    fn carry(&mut self, pictures: Pictures, media: MediaHandle, rates: RateControl, clock: Clock) {
        let Some((video, channel)) = self.video.clone().zip(self.channels.get(Channel::Tiles))
        else {
            self.kept = Some(pictures);
            return;
        };
        rates.on_estimate(self.estimated_kbit_s());
        let sender = TileSender {
            channel: channel.clone(),
            estimate: self.estimate.clone(),
            media: media.clone(),
            rates: rates.clone(),
            clock,
        };
        let video = match video {
            Video::Rtp(video) => video,
            Video::Messages(video) => {
                let feedback = Feedback { media, rates, clock };
                self.carrying = Some(Carrying::start(
                    &mut self.tasks,
                    pictures,
                    move |frames| Box::pin(async move { video.run(frames, &feedback).await }),
                    move |tiles| Box::pin(sender.run(tiles)),
                ));
                return;
            }
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

    async fn release(&mut self) -> Option<Pictures> {
        match self.carrying.take() {
            Some(carrying) => carrying.stop().await,
            None => self.kept.take(),
        }
    }

    async fn close(mut self: Box<Self>) -> Option<Pictures> {
        // The tasks stop at once, so that the time-out below does not lose the queues.
        let pictures = self.release().await;
        match timeout(CLOSE_TIMEOUT, self.connection.close()).await {
            Ok(Ok(())) => {}
            Ok(Err(_)) => debug!("the connection was closed already"),
            Err(_) => debug!("the connection did not close in time"),
        }
        pictures
    }
}

/// Reports about the video. No media comes from the browser, so there is nothing to report about what is received.
fn sender_reports() -> Registry {
    let reports = SenderReportBuilder::new().with_interval(SENDER_REPORTS).build();
    Registry::new().with(Slot::SenderReport, reports)
}

/// Which of our addresses the stack uses.
fn transport_policy(own: OwnAddresses) -> RTCIceTransportPolicy {
    match own {
        OwnAddresses::All => RTCIceTransportPolicy::All,
        OwnAddresses::Relayed => RTCIceTransportPolicy::Relay,
    }
}

/// How the stack behaves at our end.
fn settings(mdns: MulticastDnsMode) -> SettingEngine {
    SettingEngineBuilder::new()
        .with_multicast_dns_mode(mdns)
        .with_multicast_dns_timeout(Some(MDNS_TIMEOUT))
        .with_answering_dtls_role(RTCDtlsRole::Server)
        .with_ice_timeouts(Some(DISCONNECTED_AFTER), Some(FAILED_AFTER), Some(KEEPALIVE))
        .with_ice_connection_attempts(None, Some(CHECKS))
        .with_turn_allocation_refresh_interval_cap(RELAY_REFRESH)
        // After a restart the sockets are new ones, on the interfaces that there are then.
        .with_discard_local_candidates_during_ice_restart(true)
        .build()
}

/// Browsers hide their local addresses behind names of multicast DNS. A socket for them that cannot be
/// opened (no route) would fail the whole connection; without it, the browser's checks still reach us.
pub(super) fn mdns_mode() -> MulticastDnsMode {
    match MulticastSocket::new().into_std() {
        Ok(_) => MulticastDnsMode::QueryOnly,
        Err(_) => MulticastDnsMode::Disabled,
    }
}

/// Takes an offer, and makes the answer.
async fn answer(
    connection: &dyn PeerConnection,
    offer: Offer,
    remote: &Remote,
) -> Result<String, PathError> {
    let description = RTCSessionDescription::offer(offer.sdp)?;
    connection.set_remote_description(description).await?;
    for candidate in offer.candidates.iter().filter_map(|candidate| remote.admit(candidate)) {
        add_candidate(connection, candidate, (None, None)).await;
    }
    let answer = connection.create_answer(None).await?;
    connection.set_local_description(answer).await?;
    let answer = connection.local_description().await.ok_or(PathError::NoVideo)?;
    Ok(answer.sdp)
}

/// Gives the stack a candidate of the media section that is named by its id or its index.
async fn add_candidate(
    connection: &dyn PeerConnection,
    candidate: String,
    (sdp_mid, sdp_mline_index): (Option<String>, Option<u16>),
) {
    let init = RTCIceCandidateInit {
        candidate,
        sdp_mid,
        sdp_mline_index,
        ..RTCIceCandidateInit::default()
    };
    let added = in_time(connection.add_ice_candidate(init)).await;
    if !matches!(added, Some(Ok(()))) {
        debug!("a candidate of the viewer was not usable");
    }
}

/// The result of a call to the stack, if it comes in time.
async fn in_time<T>(call: impl Future<Output = T>) -> Option<T> {
    timeout(CALL_TIMEOUT, call).await.ok()
}
