//! The path of a frame from the encoder to the wire.

use std::sync::{Arc, Weak};
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use h264::planes::Sampling;
use protocol::exact::{FrameRecord, Stamp};
use rand_core::{OsRng, RngCore};
use rtc::media_stream::MediaStreamTrack;
use rtc::peer_connection::configuration::media_engine::{
    MIME_TYPE_H264, MIME_TYPE_RTX, MediaEngine,
};
use rtc::rtp;
use rtc::rtp::codec::h264::H264Payloader;
use rtc::rtp::packetizer::Payloader;
use rtc::rtp_transceiver::rtp_sender::{
    RTCRtpCodec, RTCRtpCodecParameters, RTCRtpCodingParameters, RTCRtpEncodingParameters,
    RTCRtpHeaderExtensionCapability, RTCRtpRtxParameters, RtpCodecKind,
};
use tokio::sync::mpsc;
use webrtc::data_channel::DataChannel;
use webrtc::media_stream::track_local::static_rtp::TrackLocalStaticRTP;
use webrtc::media_stream::track_local::{TrackLocal, TrackLocalEvent};
use webrtc::peer_connection::{PeerConnection, StatsSelector};
use webrtc::rtp_transceiver::RtpSender;

use super::congestion::Estimate;
use super::{RtcError, RtcEvent, keyframe};
use crate::clock::Clock;
use crate::picture::EncodedFrame;

/// Bytes of H.264 in one packet: with RTP, SRTP, UDP and IPv6 headers it stays within 1280 bytes,
/// the smallest MTU of IPv6 (RFC 8200 §5).
const PAYLOAD_BYTES: usize = 1150;

/// What a packet's headers add, for the pace.
const OVERHEAD_BYTES: usize = 60;

/// "Show each picture at once": minimum and maximum playout delay of zero
/// (`http://www.webrtc.org/experiments/rtp-hdrext/playout-delay`).
const PLAYOUT_DELAY_URI: &str = "http://www.webrtc.org/experiments/rtp-hdrext/playout-delay";
const PLAYOUT_DELAY_ZERO: [u8; 3] = [0, 0, 0];

/// Payload types we would offer; the browser's own numbers win.
const H264_TYPE: u8 = 102;
const RTX_TYPE: u8 = 103;

/// H.264 constrained baseline, one NAL unit or fragments of it in a packet (RFC 6184 §6.3).
const QUARTER_FMTP: &str = "level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f";
/// The same in high 4:4:4 predictive (RFC 6184 §8.1: `profile_idc` 244).
const FULL_FMTP: &str = "level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=f4001f";

/// As many colours as an offer takes, and we can make.
pub(super) fn best(offer: &str, most: Sampling) -> Sampling {
    let formats = offer.lines().filter_map(|line| line.strip_prefix("a=fmtp:")?.split_once(' '));
    let takes_full = formats.map(|(_, format)| format).any(|format| {
        let has = |wanted| format.split(';').any(|part| part.trim() == wanted);
        FULL_FMTP.split(';').all(has)
    });
    if takes_full { most } else { Sampling::Quarter }
}

/// Registers the one codec that is encoded, its retransmission format, and the playout delay.
pub(super) fn register(media: &mut MediaEngine, sampling: Sampling) -> Result<(), RtcError> {
    let codec = RTCRtpCodecParameters { rtp_codec: h264(sampling), payload_type: H264_TYPE };
    media.register_codec(codec, RtpCodecKind::Video)?;
    let rtx = RTCRtpCodec {
        mime_type: MIME_TYPE_RTX.to_owned(),
        clock_rate: 90_000,
        channels: 0,
        sdp_fmtp_line: format!("apt={H264_TYPE}"),
        rtcp_feedback: Vec::new(),
    };
    let rtx = RTCRtpCodecParameters { rtp_codec: rtx, payload_type: RTX_TYPE };
    media.register_codec(rtx, RtpCodecKind::Video)?;
    let uri = PLAYOUT_DELAY_URI.to_owned();
    let extension = RTCRtpHeaderExtensionCapability { uri };
    media.register_header_extension(extension, RtpCodecKind::Video, None)?;
    Ok(())
}

fn h264(sampling: Sampling) -> RTCRtpCodec {
    let format = match sampling {
        Sampling::Quarter => QUARTER_FMTP,
        Sampling::Full => FULL_FMTP,
    };
    RTCRtpCodec {
        mime_type: MIME_TYPE_H264.to_owned(),
        clock_rate: 90_000,
        channels: 0,
        sdp_fmtp_line: format.to_owned(),
        rtcp_feedback: Vec::new(),
    }
}

/// What is told of the frames.
#[derive(Clone, Copy, Debug)]
pub enum Progress {
    /// What the way carries, in kbit/s, as far as it is known now.
    Rate(u32),
    /// A frame has left. It took so long to make its packets and hand them to the stack; the pauses that spread
    /// them over time are not counted.
    Sent(Duration),
}

/// Sends frames on the video track.
pub struct VideoSender {
    connection: Weak<dyn PeerConnection>,
    track: Arc<TrackLocalStaticRTP>,
    sender: Arc<dyn RtpSender>,
    ssrc: u32,
    sampling: Sampling,
    estimate: Estimate,
    /// Where each frame is announced.
    records: Option<Arc<dyn DataChannel>>,
}

impl VideoSender {
    /// Adds the track to a connection that has not answered yet.
    pub(super) async fn attach(
        connection: &Arc<dyn PeerConnection>,
        sampling: Sampling,
        estimate: Estimate,
        events: mpsc::Sender<RtcEvent>,
    ) -> Result<Self, RtcError> {
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
                codec: h264(sampling),
                ..RTCRtpEncodingParameters::default()
            }],
        )));
        let sender = connection.add_track(track.clone() as Arc<dyn TrackLocal>).await?;
        let requests = hear_keyframe_requests(track.clone(), estimate.clone(), events.clone());
        super::spawn_supervised(requests, events);
        let connection = Arc::downgrade(connection);
        Ok(Self { connection, track, sender, ssrc, sampling, estimate, records: None })
    }

    /// Announces each frame on this channel before it leaves.
    pub(super) fn announce_on(&mut self, records: Arc<dyn DataChannel>) {
        self.records = Some(records);
    }

    /// As many colours as the viewer takes.
    pub fn sampling(&self) -> Sampling {
        self.sampling
    }

    /// The estimate that the encoder follows.
    pub fn estimate(&self) -> Estimate {
        self.estimate.clone()
    }

    /// Says what changes with a frame. A page that misses it would go on showing what was there, so
    /// that a connection on which it cannot be said is none.
    async fn announce(&self, record: &[u8]) -> Result<(), RtcError> {
        let Some(records) = &self.records else { return Ok(()) };
        Ok(records.try_send(BytesMut::from(record)).await?)
    }

    /// What is said of a frame.
    fn record(frame: &EncodedFrame, last: &mut Option<Stamp>) -> Vec<u8> {
        let stamp = stamp(frame.captured_us);
        let record = FrameRecord {
            stamp,
            after: last.replace(stamp).unwrap_or(stamp),
            size: frame.screen,
            changed: frame.changed.clone(),
        };
        record.encode()
    }

    async fn negotiated(&self) -> Result<Negotiated, RtcError> {
        let parameters = self.sender.get_parameters().await?.rtp_parameters;
        let payload_type = parameters.codecs.first().ok_or(RtcError::NoVideo)?.payload_type;
        let playout_delay = parameters
            .header_extensions
            .iter()
            .find(|extension| extension.uri == PLAYOUT_DELAY_URI)
            .and_then(|extension| u8::try_from(extension.id).ok());
        Ok(Negotiated { payload_type, playout_delay })
    }

    /// How long the answer to a connectivity check took, if one came.
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

    /// Sends frames until `frames` closes. Tells what the way carries whenever that changes, and of
    /// each frame when the last of its packets has left and another one could: only then is there room
    /// for another frame.
    pub async fn run(
        self,
        mut frames: mpsc::Receiver<EncodedFrame>,
        clock: Clock,
        mut tell: impl FnMut(Progress) + Send,
    ) -> Result<(), RtcError> {
        let mut payloader = H264Payloader::default();
        // RFC 3550 §5.1: the first sequence number is random. Half of the range is kept free, so
        // that it does not wrap before SRTP has its roll-over counter.
        let mut sequence_number = (OsRng.next_u32() & 0x7fff) as u16;
        let mut negotiated = None;
        let mut announced = None;
        let mut told_kbit = 0;
        loop {
            let frame = tokio::select! {
                frame = frames.recv() => frame,
                () = self.estimate.news() => {
                    self.tell_rate(&mut told_kbit, &mut tell);
                    continue;
                }
            };
            let Some(frame) = frame else { return Ok(()) };
            // Frames come once the connection is up, and what was negotiated is known since then.
            let Negotiated { payload_type, playout_delay } = match negotiated {
                Some(known) => known,
                None => {
                    if let Some(round_trip) = self.round_trip(clock).await {
                        self.estimate.answers_in(round_trip);
                    }
                    *negotiated.insert(self.negotiated().await?)
                }
            };
            let mut mark = clock.micros();
            let mut busy_us = 0;
            let record = Self::record(&frame, &mut announced);
            self.announce(&record).await?;
            if frame.keyframe {
                self.estimate.keyframe(frame.data.len());
            }
            let payloads = payloader
                .payload(PAYLOAD_BYTES, &frame.data)
                .map_err(|error| RtcError::Stack(error.to_string()))?;
            let last = payloads.len().saturating_sub(1);
            for (n, payload) in payloads.into_iter().enumerate() {
                let mut header = rtp::Header {
                    version: 2,
                    marker: n == last,
                    payload_type,
                    sequence_number,
                    timestamp: stamp(frame.captured_us).0,
                    ssrc: self.ssrc,
                    ..rtp::Header::default()
                };
                if let Some(id) = playout_delay {
                    let zero = Bytes::from_static(&PLAYOUT_DELAY_ZERO);
                    header
                        .set_extension(id, zero)
                        .map_err(|error| RtcError::Stack(error.to_string()))?;
                }
                self.estimate.sent(sequence_number, payload.len() + OVERHEAD_BYTES);
                sequence_number = sequence_number.wrapping_add(1);
                self.track.write_rtp(rtp::Packet { header, payload }).await?;
                busy_us += clock.micros() - mark;
                self.wait(&mut told_kbit, &mut tell).await;
                mark = clock.micros();
            }
            // Once more: should the first be lost, tiles would hide until it is repeated.
            self.announce(&record).await?;
            tell(Progress::Sent(Duration::from_micros(busy_us)));
        }
    }

    /// Waits until another packet may leave.
    async fn wait(&self, told_kbit: &mut u32, tell: &mut (impl FnMut(Progress) + Send)) {
        loop {
            let wait = self.estimate.wait();
            if wait.is_zero() {
                return;
            }
            tokio::select! {
                () = tokio::time::sleep(wait) => {}
                () = self.estimate.news() => self.tell_rate(told_kbit, tell),
            }
        }
    }

    /// Tells a rate that is another one than before.
    fn tell_rate(&self, told_kbit: &mut u32, tell: &mut (impl FnMut(Progress) + Send)) {
        let kbit = self.estimate.kbit();
        if kbit.abs_diff(*told_kbit) > *told_kbit / 32 {
            *told_kbit = kbit;
            tell(Progress::Rate(kbit));
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

/// The 90 kHz form of the media clock, modulo 2³² (RFC 6184 §5.1).
pub(super) fn stamp(micros: u64) -> Stamp {
    Stamp::of_micros(micros)
}

async fn hear_keyframe_requests(
    track: Arc<TrackLocalStaticRTP>,
    estimate: Estimate,
    events: mpsc::Sender<RtcEvent>,
) {
    loop {
        tokio::select! {
            event = track.poll() => match event {
                Some(TrackLocalEvent::OnRtcpPacket(packets)) => {
                    let mut packets = packets.iter();
                    let is_asked = packets.any(|packet| keyframe::is_request(packet.as_ref()));
                    if !is_asked {
                        continue;
                    }
                }
                Some(_) => continue,
                None => return,
            },
            () = estimate.lost() => {}
        }
        let _ = events.send(RtcEvent::KeyframeWanted).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_pixel_has_its_colour_where_the_offer_takes_it() {
        let fmtp = |profile: &str, mode: u8| {
            format!(
                "v=0\r\na=fmtp:102 level-asymmetry-allowed=1;packetization-mode={mode};profile-level-id={profile}\r\n"
            )
        };
        let (full, quarter) = (Sampling::Full, Sampling::Quarter);
        assert_eq!(best(&fmtp("f4001f", 1), full), full);
        assert_eq!(best(&fmtp("f4001f", 1), quarter), quarter, "the encoder cannot make it");
        assert_eq!(best(&fmtp("f4001f", 0), full), quarter, "no fragments");
        assert_eq!(best(&fmtp("42e01f", 1), full), quarter);
        assert_eq!(best("", full), quarter);
        let apart = fmtp("42e01f", 1) + &fmtp("f4001f", 0);
        assert_eq!(best(&apart, full), quarter, "of two formats, each has half of it");
    }
}
