//! A viewer in the same process, to measure and test sending without a browser.

use std::sync::Arc;
use std::time::Duration;

use h264::ChromaFormat;
use picture::samples::{Percentiles, Samples};
use protocol::channel::Channel;
use protocol::ice::address::Loopback;
use rtc::ice::mdns::MulticastDnsMode;
use rtc::interceptor::Registry;
use rtc::peer_connection::configuration::interceptor_registry::configure_twcc_receiver_only;
use rtc::peer_connection::configuration::media_engine::MediaEngine;
use rtc::peer_connection::configuration::setting_engine::SettingEngineBuilder;
use rtc::peer_connection::configuration::{RTCConfigurationBuilder, RTCOfferOptions};
use rtc::peer_connection::sdp::RTCSessionDescription;
use rtc::rtp_transceiver::rtp_sender::RtpCodecKind;
use rtc::rtp_transceiver::{RTCRtpTransceiverDirection, RTCRtpTransceiverInit};
use session::TransportInput;
use tokio::sync::mpsc;
use webrtc::peer_connection::{PeerConnection, PeerConnectionBuilder};

use super::addresses::local_addresses;
use super::channels::Channels;
use super::codec;
use super::connection::{Accepted, CHECKS, DISCONNECTED_AFTER, Direct, FAILED_AFTER, KEEPALIVE};
use super::events::handler;
use super::video::Progress;
use crate::clock::Clock;
use crate::link::path::{FromPath, Message, Path as _, PathError, PathEvent, PathId, PathTask};
use crate::link::reach::{OwnAddresses, Reach};
use crate::link::tasks::{PathEvents, Tasks};
use crate::picture::EncodedFrame;

/// Events of either end that may wait.
const EVENTS: usize = 256;

/// What was measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sending {
    /// How long each frame took.
    pub times: Percentiles,
    /// The last estimate of the bandwidth, in kbit/s; `None` when the viewer sent no feedback.
    pub estimated_kbit_s: Option<u32>,
}

/// Connects to a viewer in this process, sends it the frames, and measures how long each took.
pub async fn send_times(frames: Vec<EncodedFrame>, clock: Clock) -> Result<Sending, PathError> {
    let (mut path, viewer) = connect().await?;
    let video = path.take_video().ok_or(PathError::NoVideo)?;
    let (give, mut given) = mpsc::channel(1);
    let (mut samples, mut estimated_kbit_s) = (Samples::default(), None);
    let giving = async {
        for frame in frames {
            if give.send(frame).await.is_err() {
                break;
            }
        }
        drop(give);
    };
    let sending = video.run(&mut given, clock, |progress| match progress {
        Progress::FrameTaken => {}
        Progress::FrameSent(busy) => samples.add(busy),
        Progress::Estimate(kbit_s) => estimated_kbit_s = Some(kbit_s),
    });
    let ((), sent) = tokio::join!(giving, sending);
    sent?;
    Box::new(path).close().await;
    viewer.close().await;
    Ok(Sending { times: samples.percentiles(), estimated_kbit_s })
}

/// Both ends are on this computer.
fn here() -> Reach {
    Reach { loopback: Loopback::Allowed, ..Reach::default() }
}

/// Both ends of a direct path within this process, connected. What either reports from here on is not needed; its tasks
/// end with the queues.
async fn connect() -> Result<(Direct, Viewer), PathError> {
    let (path, viewer, _) = meet().await?;
    Ok((path, viewer))
}

/// Both ends of a direct path within this process, connected, and what they report: the sharer's first.
pub(super) async fn meet() -> Result<(Direct, Viewer, [mpsc::Receiver<FromPath>; 2]), PathError> {
    let (viewer_events, mut from_viewer) = mpsc::channel(EVENTS);
    let (viewer, offer) = Viewer::offer(viewer_events).await?;
    let (path_events, mut from_path) = mpsc::channel(EVENTS);
    let Accepted { path, sdp, .. } =
        Direct::accept(PathId(0), offer, ChromaFormat::Yuv420, here(), path_events).await?;
    viewer.answered(sdp).await?;
    // One of the two.
    let mut is_up = false;
    loop {
        let (FromPath { event, .. }, is_ours) = tokio::select! {
            Some(event) = from_path.recv() => (event, true),
            Some(event) = from_viewer.recv() => (event, false),
            else => return Err(PathError::NoVideo),
        };
        match event {
            PathEvent::Transport(TransportInput::Candidate { candidate, mid, line }) => {
                if is_ours {
                    viewer.add_candidate(candidate, mid, line).await;
                } else {
                    path.add_candidate(candidate, mid, line).await;
                }
            }
            // Each end sends once its own channels are open.
            PathEvent::Transport(TransportInput::Up) if is_up => break,
            PathEvent::Transport(TransportInput::Up) => is_up = true,
            PathEvent::Ended { why, .. } if !why.is_harmless() => {
                return Err(PathError::Stack("the two ends did not meet".into()));
            }
            PathEvent::Transport(_)
            | PathEvent::KeyframeRequested
            | PathEvent::Bulk(_)
            | PathEvent::BulkRoom
            | PathEvent::Ended { .. } => {}
        }
    }
    Ok((path, viewer, [from_path, from_viewer]))
}

/// The viewer's end without a browser, for measurements and tests: it shows nothing, but it connects,
/// receives and sends messages.
pub struct Viewer {
    pub(super) direct: Direct,
}

impl Viewer {
    /// Makes an offer, as a viewer does. Our candidates and everything later arrive as `events`.
    pub async fn offer(events: mpsc::Sender<FromPath>) -> Result<(Self, String), PathError> {
        let mut media = MediaEngine::default();
        codec::register(&mut media, ChromaFormat::Yuv420)?;
        // As a browser does: without feedback the sharer takes the path for one that is cut.
        let registry = configure_twcc_receiver_only(Registry::new(), &mut media)?;
        // As browsers do, it takes the first pair that works.
        let at_once = Some(Duration::ZERO);
        let settings = SettingEngineBuilder::new()
            .with_multicast_dns_mode(MulticastDnsMode::Disabled)
            .with_srflx_acceptance_min_wait(at_once)
            .with_prflx_acceptance_min_wait(at_once)
            .with_relay_acceptance_min_wait(at_once)
            .with_ice_timeouts(Some(DISCONNECTED_AFTER), Some(FAILED_AFTER), Some(KEEPALIVE))
            .with_ice_connection_attempts(None, Some(CHECKS))
            .build();
        let (handler, stack_events) = handler();
        let connection = PeerConnectionBuilder::new()
            .with_configuration(RTCConfigurationBuilder::new().build())
            .with_media_engine(media)
            .with_setting_engine(settings)
            .with_interceptor_registry(registry)
            .with_handler(handler)
            .with_udp_addrs(local_addresses(None)?)
            .build()
            .await?;
        let connection: Arc<dyn PeerConnection> = Arc::new(connection);
        let mut tasks = Tasks::new(PathEvents::new(PathId(0), events));
        let reporting = stack_events.report(tasks.events().clone(), OwnAddresses::All);
        tasks.spawn(PathTask::Connection, reporting);
        let init = RTCRtpTransceiverInit {
            direction: RTCRtpTransceiverDirection::Recvonly,
            streams: Vec::new(),
            send_encodings: Vec::new(),
        };
        connection.add_transceiver_from_kind(RtpCodecKind::Video, Some(init)).await?;
        let channels = Channels::open(&connection, &mut tasks).await?;
        let offer = connection.create_offer(None).await?;
        connection.set_local_description(offer.clone()).await?;
        let direct = Direct::receiving(PathId(0), connection, channels, tasks);
        Ok((Self { direct }, offer.sdp))
    }

    /// Makes an offer with new ICE credentials, for [`Path::restart`](crate::link::path::Path::restart).
    pub async fn restart(&self) -> Result<String, PathError> {
        let connection = &self.direct.connection;
        let options = RTCOfferOptions { ice_restart: true };
        let offer = connection.create_offer(Some(options)).await?;
        connection.set_local_description(offer.clone()).await?;
        Ok(offer.sdp)
    }

    /// Takes the answer to [`Viewer::offer`] or [`Viewer::restart`].
    pub async fn answered(&self, sdp: String) -> Result<(), PathError> {
        let answer = RTCSessionDescription::answer(sdp)?;
        Ok(self.direct.connection.set_remote_description(answer).await?)
    }

    /// Adds one of the sharer's candidates.
    pub async fn add_candidate(&self, candidate: String, mid: Option<String>, line: Option<u16>) {
        self.direct.add_candidate(candidate, mid, line).await;
    }

    /// Sends a text on the control channel. `false` when it is closed or full.
    pub async fn send_control(&self, text: &str) -> bool {
        self.direct.send(Channel::Control, Message::Text(text)).await.is_ok()
    }

    /// Closes the connection.
    pub async fn close(self) {
        Box::new(self.direct).close().await;
    }
}

/// A slice that no decoder reads.
#[cfg(test)]
pub(crate) fn frame(n: u64, bytes: usize) -> EncodedFrame {
    let mut data = vec![0, 0, 0, 1, 0x41];
    data.resize(bytes, 0xa5);
    EncodedFrame {
        format: crate::picture::FrameFormat::H264,
        data: bytes::Bytes::from(data),
        captured_us: n * 33_333,
        keyframe: false,
        screen: protocol::geometry::Size::new(1920, 1080).unwrap(),
        changed: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use picture::refinement::CellRow;
    use protocol::geometry::Rect;

    use super::*;
    use crate::picture::{MediaHandle, Pictures, RateControl, Tile};

    /// Longer than each of the path's own time-outs.
    const PATIENCE: Duration = Duration::from_secs(20);

    /// Without feedback from the viewer in this process, one packet was sent each 100 ms once the
    /// initial window was full: `bench-stages` seemed to hang.
    #[tokio::test(flavor = "multi_thread")]
    async fn a_viewer_in_this_process_sends_feedback_and_the_window_opens() {
        let frames: Vec<_> = (0..60).map(|n| frame(n, 30_000)).collect();
        let count = frames.len();
        let sending = send_times(frames, Clock::start());
        // Without feedback it would take more than two minutes.
        let sending = tokio::time::timeout(Duration::from_secs(60), sending).await;
        let sending = sending.expect("all frames are sent").expect("the two ends meet");
        assert_eq!(sending.times.count, count);
        assert!(sending.estimated_kbit_s.is_some(), "there is feedback");
    }

    /// A queue of events from which nothing is taken, and which is full.
    async fn full() -> (mpsc::Sender<FromPath>, mpsc::Receiver<FromPath>) {
        let (events, from) = mpsc::channel(1);
        let event = FromPath { path: PathId(0), event: PathEvent::KeyframeRequested };
        events.send(event).await.unwrap();
        (events, from)
    }

    /// The session loop takes the events, and waits for these calls: they must not wait for it.
    #[tokio::test(flavor = "multi_thread")]
    async fn an_offer_is_accepted_and_the_path_closed_while_no_event_is_taken() {
        let (viewer_events, _from_viewer) = full().await;
        let (viewer, offer) = Viewer::offer(viewer_events).await.unwrap();
        let (events, _from) = full().await;
        let accepting = Direct::accept(PathId(0), offer, ChromaFormat::Yuv420, here(), events);
        let accepted = tokio::time::timeout(PATIENCE, accepting).await;
        let accepted = accepted.expect("accepting does not wait for the loop").unwrap();
        let closing = Box::new(accepted.path).close();
        tokio::time::timeout(PATIENCE, closing).await.expect("nor does closing");
        let closing = tokio::time::timeout(PATIENCE, viewer.close());
        closing.await.expect("at neither end");
    }

    /// Pictures do not know which path carries them.
    #[tokio::test(flavor = "multi_thread")]
    async fn a_second_path_goes_on_with_the_pictures_of_the_first() {
        let media = MediaHandle::without_thread();
        let rates = RateControl::new(media.clone(), None);
        let (frames, from_frames) = mpsc::channel(4);
        let (_tiles, from_tiles) = mpsc::channel(4);
        let mut pictures = Pictures { frames: from_frames, tiles: from_tiles };
        for sent in 1..=2 {
            let (mut path, viewer) = connect().await.unwrap();
            path.carry(pictures, media.clone(), rates.clone(), Clock::start());
            frames.send(frame(sent, 5_000)).await.unwrap();
            let sending = tokio::time::timeout(PATIENCE, media.until_frames_sent(sent));
            sending.await.expect("the frame is sent");
            pictures = Box::new(path).close().await.expect("the queues are given back");
            viewer.close().await;
        }
    }

    fn tile(bytes: usize) -> Tile {
        let rect = Rect { x: 0, y: 0, width: 64, height: 64 };
        let row = CellRow { rect, since_us: 0 };
        Tile { row, png: vec![0xa5; bytes] }
    }

    /// The media thread waits for the answers before it makes more.
    #[tokio::test(flavor = "multi_thread")]
    async fn a_frame_and_tiles_that_are_being_sent_when_the_path_closes_are_answered() {
        const TILES: usize = 32;
        let media = MediaHandle::without_thread();
        media.start();
        let rates = RateControl::new(media.clone(), None);
        let (frames, from_frames) = mpsc::channel(4);
        let (tiles, from_tiles) = mpsc::channel(TILES);
        let pictures = Pictures { frames: from_frames, tiles: from_tiles };
        let (mut path, viewer) = connect().await.unwrap();
        path.carry(pictures, media.clone(), rates, Clock::start());
        // The pacer takes longer for this frame than the test does.
        frames.send(frame(1, 20_000_000)).await.unwrap();
        // The next one waits while too many bytes are in flight.
        for _ in 0..TILES {
            tiles.send(tile(60_000)).await.unwrap();
        }
        let taking = async {
            while frames.capacity() < 4 || tiles.capacity() < 2 {
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
        };
        tokio::time::timeout(PATIENCE, taking).await.expect("the frame and two tiles are taken");
        let pictures = Box::new(path).close().await.expect("the queues are given back");
        let (frames_answered, tiles_answered) = media.answered();
        assert_eq!(frames_answered, 1);
        assert_eq!(tiles_answered + pictures.tiles.len(), TILES);
        viewer.close().await;
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_path_that_cannot_send_pictures_gives_them_back() {
        let (events, _from) = mpsc::channel(EVENTS);
        let (Viewer { mut direct }, _offer) = Viewer::offer(events).await.unwrap();
        let media = MediaHandle::without_thread();
        let rates = RateControl::new(media.clone(), None);
        let pictures = Pictures { frames: mpsc::channel(4).1, tiles: mpsc::channel(4).1 };
        direct.carry(pictures, media, rates, Clock::start());
        assert!(Box::new(direct).close().await.is_some());
    }
}
