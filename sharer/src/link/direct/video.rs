//! Sends frames: H.264 access units become RTP packets (RFC 6184), paced by congestion control.

use std::sync::atomic::{AtomicU16, Ordering};
use std::sync::{Arc, Weak};
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use h264::ChromaFormat;
use rand_core::{OsRng, RngCore};
use rtc::media_stream::MediaStreamTrack;
use rtc::rtp;
use rtc::rtp::codec::h264::H264Payloader;
use rtc::rtp::packetizer::Payloader;
use rtc::rtp_transceiver::rtp_sender::{
    RTCRtpCodingParameters, RTCRtpEncodingParameters, RTCRtpRtxParameters, RtpCodecKind,
};
use tokio::sync::mpsc;
use transport::path::ReportedEstimate;
use webrtc::data_channel::DataChannel;
use webrtc::media_stream::track_local::static_rtp::TrackLocalStaticRTP;
use webrtc::media_stream::track_local::{TrackLocal, TrackLocalEvent};
use webrtc::peer_connection::{PeerConnection, StatsSelector};
use webrtc::rtp_transceiver::RtpSender;

use super::codec::{self, PLAYOUT_DELAY_URI, PLAYOUT_DELAY_ZERO};
use super::congestion::Estimate;
use super::keyframe_requests;
use crate::clock::Clock;
use crate::link::error_kind::error_kind;
use crate::link::path::{PathError, PathEvent, PathTask, TaskEnd};
use crate::link::pictures::{frame_record, stamp};
use crate::link::tasks::{PathEvents, Tasks};
use crate::picture::{EncodedFrame, FrameFormat};

/// Bytes of H.264 in one packet: with RTP, SRTP, UDP and IPv6 headers it stays within 1280 bytes,
/// the smallest MTU of IPv6 (RFC 8200 §5).
const PAYLOAD_BYTES: usize = 1150;

/// The size of a packet's headers, for the pacer.
const OVERHEAD_BYTES: usize = 60;

/// What is reported while frames are sent.
#[derive(Clone, Copy, Debug)]
pub(super) enum Progress {
    /// The estimated bandwidth has changed, in kbit/s.
    Estimate(u32),
    /// A frame was taken from the queue.
    FrameTaken,
    /// The frame that was taken was sent. It took so long to packetise it and to hand the packets to the stack, without
    /// the pauses of the pacer.
    FrameSent(Duration),
}

/// Sends frames on the video track.
pub(super) struct VideoSender {
    connection: Weak<dyn PeerConnection>,
    track: Arc<TrackLocalStaticRTP>,
    sender: Arc<dyn RtpSender>,
    ssrc: u32,
    estimate: Estimate,
    /// Where each frame is announced.
    records: Option<Arc<dyn DataChannel>>,
    /// Of the next packet.
    sequence_number: AtomicU16,
}

impl VideoSender {
    /// Adds the track to a connection that has not answered yet.
    pub(super) async fn attach(
        connection: &Arc<dyn PeerConnection>,
        sampling: ChromaFormat,
        estimate: Estimate,
        tasks: &mut Tasks,
    ) -> Result<Self, PathError> {
        let ssrc = OsRng.next_u32();
        let track = Arc::new(TrackLocalStaticRTP::new(MediaStreamTrack::new(
            "alongside".to_owned(),
            "screen".to_owned(),
            "screen".to_owned(),
            RtpCodecKind::Video,
            vec![RTCRtpEncodingParameters {
                rtp_coding_parameters: RTCRtpCodingParameters {
                    ssrc: Some(ssrc),
                    rtx: Some(RTCRtpRtxParameters { ssrc: OsRng.next_u32() }),
                    ..RTCRtpCodingParameters::default()
                },
                codec: codec::h264(sampling),
                ..RTCRtpEncodingParameters::default()
            }],
        )));
        let sender = connection.add_track(track.clone() as Arc<dyn TrackLocal>).await?;
        let events = tasks.events().clone();
        let requests = report_keyframe_requests(track.clone(), estimate.clone(), events);
        tasks.spawn(PathTask::KeyframeRequests, requests);
        let connection = Arc::downgrade(connection);
        // RFC 3550 §5.1: the first sequence number is random. Half of the range is kept free, so that it
        // does not wrap before SRTP has its roll-over counter (RFC 3711 §3.3.1).
        let sequence_number = AtomicU16::new((OsRng.next_u32() & 0x7fff) as u16);
        Ok(Self { connection, track, sender, ssrc, estimate, records: None, sequence_number })
    }

    /// Announces each frame on this channel before it is sent.
    pub(super) fn announce_on(&mut self, records: Arc<dyn DataChannel>) {
        self.records = Some(records);
    }

    /// Announces what changes with a frame. A page that misses it would go on showing old tiles, so a
    /// connection that cannot deliver it is given up.
    async fn announce(&self, record: &[u8]) -> Result<(), PathError> {
        let Some(records) = &self.records else { return Ok(()) };
        Ok(records.try_send(BytesMut::from(record)).await?)
    }

    async fn negotiated(&self) -> Result<Negotiated, PathError> {
        let parameters = self.sender.get_parameters().await?.rtp_parameters;
        let payload_type = parameters.codecs.first().ok_or(PathError::NoVideo)?.payload_type;
        let playout_delay = parameters
            .header_extensions
            .iter()
            .find(|extension| extension.uri == PLAYOUT_DELAY_URI)
            .and_then(|extension| u8::try_from(extension.id).ok());
        Ok(Negotiated { payload_type, playout_delay })
    }

    /// The round-trip time of connectivity checks, if one was answered.
    async fn round_trip(&self, clock: Clock) -> Option<Duration> {
        let connection = self.connection.upgrade()?;
        let now = clock.instant(clock.now());
        let stats = connection.get_stats(now, StatsSelector::None).await;
        let answered = stats.candidate_pairs().filter(|pair| pair.responses_received > 0);
        answered
            .map(|pair| pair.current_round_trip_time)
            .filter_map(|seconds| Duration::try_from_secs_f64(seconds).ok())
            .min()
    }

    /// Sends frames until `frames` closes. Reports a changed estimate, and each frame when it is taken, and when its last
    /// packet was sent and the pacer would let another one follow: only then is there room for another
    /// frame.
    pub(super) async fn run(
        &self,
        frames: &mut mpsc::Receiver<EncodedFrame>,
        clock: Clock,
        mut on_progress: impl FnMut(Progress) + Send,
    ) -> Result<(), PathError> {
        let mut payloader = H264Payloader::default();
        let mut negotiated = None;
        let mut announced = None;
        let mut reported = ReportedEstimate::default();
        loop {
            let frame = tokio::select! {
                frame = frames.recv() => frame,
                () = self.estimate.feedback() => {
                    self.report_estimate(&mut reported, &mut on_progress);
                    continue;
                }
            };
            let Some(frame) = frame else { return Ok(()) };
            on_progress(Progress::FrameTaken);
            if frame.format == FrameFormat::Tiles {
                // It was made for the path before.
                on_progress(Progress::FrameSent(Duration::ZERO));
                continue;
            }
            // Frames come once the connection is up, and the parameters are agreed on since then.
            let negotiated = match negotiated {
                Some(known) => known,
                None => {
                    if let Some(round_trip) = self.round_trip(clock).await {
                        self.estimate.on_connectivity_check(round_trip);
                    }
                    *negotiated.insert(self.negotiated().await?)
                }
            };
            let mut mark = clock.micros();
            let mut busy_us = 0;
            let record = frame_record(&frame, &mut announced);
            self.announce(&record).await?;
            if frame.keyframe {
                self.estimate.on_keyframe(frame.data.len());
            }
            let payloads = payloader
                .payload(PAYLOAD_BYTES, &frame.data)
                .map_err(|error| PathError::Stack(error_kind(&error)))?;
            let last = payloads.len().saturating_sub(1);
            for (n, payload) in payloads.into_iter().enumerate() {
                // It wraps around, as sequence numbers do. No other task counts.
                let sequence_number = self.sequence_number.fetch_add(1, Ordering::Relaxed);
                let header = self.header(&frame, negotiated, sequence_number, n == last)?;
                self.estimate.on_packet_sent(sequence_number, payload.len() + OVERHEAD_BYTES);
                self.track.write_rtp(rtp::Packet { header, payload }).await?;
                busy_us += clock.micros() - mark;
                self.wait(&mut reported, &mut on_progress).await;
                mark = clock.micros();
            }
            // Once more: if the first is lost, the page hides tiles until SCTP has retransmitted it.
            self.announce(&record).await?;
            on_progress(Progress::FrameSent(Duration::from_micros(busy_us)));
        }
    }

    /// The RTP header of one packet of a frame.
    fn header(
        &self,
        frame: &EncodedFrame,
        negotiated: Negotiated,
        sequence_number: u16,
        is_last: bool,
    ) -> Result<rtp::Header, PathError> {
        let mut header = rtp::Header {
            version: 2,
            marker: is_last,
            payload_type: negotiated.payload_type,
            sequence_number,
            timestamp: stamp(frame.captured_us).0,
            ssrc: self.ssrc,
            ..rtp::Header::default()
        };
        if let Some(id) = negotiated.playout_delay {
            let zero = Bytes::from_static(&PLAYOUT_DELAY_ZERO);
            header.set_extension(id, zero).map_err(|error| PathError::Stack(error_kind(&error)))?;
        }
        Ok(header)
    }

    /// Waits until another packet may be sent.
    async fn wait(
        &self,
        reported: &mut ReportedEstimate,
        on_progress: &mut (impl FnMut(Progress) + Send),
    ) {
        loop {
            let wait = self.estimate.send_delay();
            if wait.is_zero() {
                return;
            }
            tokio::select! {
                () = tokio::time::sleep(wait) => {}
                () = self.estimate.feedback() => self.report_estimate(reported, on_progress),
            }
        }
    }

    fn report_estimate(
        &self,
        reported: &mut ReportedEstimate,
        on_progress: &mut (impl FnMut(Progress) + Send),
    ) {
        if let Some(kbit_s) = reported.update(self.estimate.kbit_s()) {
            on_progress(Progress::Estimate(kbit_s));
        }
    }
}

/// What the answer settled.
#[derive(Clone, Copy, Debug)]
struct Negotiated {
    payload_type: u8,
    /// The id of the header extension, if the browser knows it.
    playout_delay: Option<u8>,
}

/// Reports each keyframe request of the browser, and each packet that was lost for good.
async fn report_keyframe_requests(
    track: Arc<TrackLocalStaticRTP>,
    estimate: Estimate,
    events: PathEvents,
) -> TaskEnd {
    loop {
        tokio::select! {
            event = track.poll() => match event {
                Some(TrackLocalEvent::OnRtcpPacket(packets)) => {
                    let mut packets = packets.iter().map(AsRef::as_ref);
                    if !packets.any(keyframe_requests::is_request) {
                        continue;
                    }
                }
                Some(_) => continue,
                None => return TaskEnd::Closed,
            },
            () = estimate.packet_given_up() => {}
        }
        if let Err(end) = events.send(PathEvent::KeyframeRequested).await {
            return end;
        }
    }
}
