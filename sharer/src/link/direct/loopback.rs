//! A viewer in the same process, so that sending can be measured without a browser.

use std::sync::Arc;

use h264::ChromaFormat;
use rtc::interceptor::Registry;
use rtc::peer_connection::configuration::RTCConfigurationBuilder;
use rtc::peer_connection::configuration::interceptor_registry::configure_twcc_receiver_only;
use rtc::peer_connection::configuration::media_engine::MediaEngine;
use rtc::peer_connection::configuration::setting_engine::SettingEngineBuilder;
use rtc::peer_connection::sdp::RTCSessionDescription;
use rtc::rtp_transceiver::rtp_sender::RtpCodecKind;
use rtc::rtp_transceiver::{RTCRtpTransceiverDirection, RTCRtpTransceiverInit};
use tokio::sync::mpsc;
use webrtc::peer_connection::{PeerConnection, PeerConnectionBuilder};

use super::{
    Estimate, Handler, MulticastDnsMode, Progress, Rtc, RtcError, RtcEvent, local_addresses,
    open_channels, video,
};
use crate::clock::Clock;
use crate::picture::EncodedFrame;
use crate::picture::stages::{Percentiles, Samples};
use session::TransportInput;

/// Events of either end that may wait.
const EVENTS: usize = 256;

/// What was measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sending {
    /// How long each frame took.
    pub times: Percentiles,
    /// What the way was found to carry at last, in kbit/s; `None` when the viewer said nothing of what arrived.
    pub kbit: Option<u32>,
}

/// Connects to a viewer in this process, sends it the frames, and says how long that took for each.
pub async fn send_times(frames: Vec<EncodedFrame>, clock: Clock) -> Result<Sending, RtcError> {
    let (viewer_events, mut from_viewer) = mpsc::channel(EVENTS);
    let (viewer, offer) = Rtc::offer(viewer_events).await?;
    let (rtc_events, mut from_rtc) = mpsc::channel(EVENTS);
    let (rtc, video) = Rtc::accept(offer, ChromaFormat::Yuv420, rtc_events).await?;
    loop {
        let (event, is_ours) = tokio::select! {
            Some(event) = from_rtc.recv() => (event, true),
            Some(event) = from_viewer.recv() => (event, false),
            else => return Err(RtcError::NoVideo),
        };
        match event {
            RtcEvent::Transport(TransportInput::Answer { sdp }) => {
                viewer.answered(sdp).await?;
            }
            RtcEvent::Transport(TransportInput::Candidate { candidate, mid, line }) if is_ours => {
                viewer.add_candidate(candidate, mid, line).await;
            }
            RtcEvent::Transport(TransportInput::Candidate { candidate, mid, line }) => {
                rtc.add_candidate(candidate, mid, line).await;
            }
            RtcEvent::Transport(TransportInput::Up) if is_ours => break,
            RtcEvent::Transport(TransportInput::Down) => {
                return Err(RtcError::Stack("the two ends did not meet".into()));
            }
            RtcEvent::Transport(TransportInput::Up | TransportInput::Message { .. })
            | RtcEvent::KeyframeWanted
            | RtcEvent::TaskDied => {}
        }
    }
    let (give, given) = mpsc::channel(1);
    let (mut samples, mut found) = (Samples::default(), None);
    let giving = async {
        for frame in frames {
            if give.send(frame).await.is_err() {
                break;
            }
        }
        drop(give);
    };
    let sending = video.run(given, clock, |told| match told {
        Progress::Sent(busy) => samples.add(busy),
        Progress::Rate(kbit) => found = Some(kbit),
    });
    let ((), sent) = tokio::join!(giving, sending);
    sent?;
    rtc.close().await;
    viewer.close().await;
    Ok(Sending { times: samples.percentiles(), kbit: found })
}

/// The viewer's end without a browser, for measurements and tests: it shows nothing, but it connects,
/// listens and talks.
impl Rtc {
    /// Makes an offer, as a viewer does. Our candidates and everything later arrive as `events`.
    pub async fn offer(events: mpsc::Sender<RtcEvent>) -> Result<(Self, String), RtcError> {
        let mut media = MediaEngine::default();
        video::register(&mut media, ChromaFormat::Yuv420)?;
        // As a browser does: without it the sharer takes the line for one that is cut.
        let registry = configure_twcc_receiver_only(Registry::new(), &mut media)?;
        let settings =
            SettingEngineBuilder::new().with_multicast_dns_mode(MulticastDnsMode::Disabled).build();
        let connection = PeerConnectionBuilder::new()
            .with_configuration(RTCConfigurationBuilder::new().build())
            .with_media_engine(media)
            .with_setting_engine(settings)
            .with_interceptor_registry(registry)
            .with_handler(Arc::new(Handler(events.clone())))
            .with_udp_addrs(local_addresses())
            .build()
            .await?;
        let connection: Arc<dyn PeerConnection> = Arc::new(connection);
        let init = RTCRtpTransceiverInit {
            direction: RTCRtpTransceiverDirection::Recvonly,
            streams: Vec::new(),
            send_encodings: Vec::new(),
        };
        connection.add_transceiver_from_kind(RtpCodecKind::Video, Some(init)).await?;
        let channels = open_channels(&connection, &events).await?;
        let offer = connection.create_offer(None).await?;
        connection.set_local_description(offer.clone()).await?;
        Ok((Self { connection, channels, estimate: Estimate::new() }, offer.sdp))
    }

    /// Takes the answer to [`Rtc::offer`].
    pub async fn answered(&self, sdp: String) -> Result<(), RtcError> {
        let answer = RTCSessionDescription::answer(sdp)?;
        Ok(self.connection.set_remote_description(answer).await?)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use bytes::Bytes;
    use protocol::geometry::Size;

    use super::*;

    /// A slice that no decoder looks at.
    fn frame(n: u64, bytes: usize) -> EncodedFrame {
        let mut data = vec![0, 0, 0, 1, 0x41];
        data.resize(bytes, 0xa5);
        EncodedFrame {
            data: Bytes::from(data),
            captured_us: n * 33_333,
            keyframe: false,
            screen: Size::new(1920, 1080).unwrap(),
            changed: Vec::new(),
        }
    }

    /// The viewer in this process said nothing of what had arrived, so that one packet left in 100 ms
    /// once the first window was full: `bench-stages` seemed to hang.
    #[tokio::test(flavor = "multi_thread")]
    async fn a_viewer_in_this_process_says_what_arrived_and_the_window_opens() {
        let frames: Vec<_> = (0..60).map(|n| frame(n, 30_000)).collect();
        let count = frames.len();
        let sending = send_times(frames, Clock::start());
        // Without feedback it would take more than two minutes.
        let sending = tokio::time::timeout(Duration::from_secs(60), sending).await;
        let sending = sending.expect("all frames leave").expect("the two ends meet");
        assert_eq!(sending.times.count, count);
        assert!(sending.kbit.is_some(), "what arrives is told");
    }
}
