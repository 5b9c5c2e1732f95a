//! Congestion control of the connection.
//!
//! The stack matches transport-wide feedback (TWCC) with sent packets; [`transport`] decides what
//! follows from it. The stack's own estimator (Google Congestion Control,
//! draft-ietf-rmcat-gcc-02) rises without a measurement on a screen that hardly changes, takes jitter
//! for a queue, and needs more than the first second to recognise a fast path. Its pacer starts at
//! 1 Mbit/s, queues without a report, and puts retransmissions behind keyframes: we pace before packets
//! enter the stack.

use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use rtc::interceptor::{
    BandwidthEstimator, CongestionControlBuilder, PacketReport, Registry, Slot, TwccSenderBuilder,
};
use rtc::peer_connection::configuration::media_engine::MediaEngine;
use rtc::rtp_transceiver::rtp_sender::{
    RTCPFeedback, RTCRtpHeaderExtensionCapability, RtpCodecKind,
};
use tokio::sync::Notify;
use tracing::trace;

use transport::{CongestionControl, NackAnswer, PacketFeedback};

use super::retransmission::{Retransmitter, WithRtx};
use crate::clock::Clock;
use crate::link::path::PathError;

/// The highest bit rate of the encoder, in kbit/s: a 1080p desktop at 30 frames a second looks no
/// better with more.
const MAX_ENCODER_KBIT_S: u32 = 30_000;

/// Congestion control, shared by what receives feedback, sends packets, and answers NACKs.
#[derive(Clone, Debug)]
pub(super) struct Estimate(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    control: Mutex<CongestionControl>,
    /// There was feedback.
    feedback: Notify,
    /// A lost packet is not retransmitted any more.
    given_up: Notify,
    /// The SSRC of the video stream; 0 before there is one.
    video_ssrc: AtomicU32,
    clock: Clock,
}

impl Estimate {
    pub(super) fn new() -> Self {
        let clock = Clock::start();
        Self(Arc::new(Shared {
            control: Mutex::new(CongestionControl::new(clock.micros())),
            feedback: Notify::new(),
            given_up: Notify::new(),
            video_ssrc: AtomicU32::new(0),
            clock,
        }))
    }

    /// The estimated bandwidth in kbit/s, as far as the encoder can use it.
    pub(super) fn kbit_s(&self) -> u32 {
        self.control().estimated_kbit_s().min(MAX_ENCODER_KBIT_S)
    }

    /// The SSRC of the video stream.
    pub(super) fn set_video_ssrc(&self, ssrc: u32) {
        self.0.video_ssrc.store(ssrc, Relaxed);
    }

    /// The round-trip time of connectivity checks.
    pub(super) fn on_connectivity_check(&self, round_trip: Duration) {
        let micros = u64::try_from(round_trip.as_micros()).unwrap_or(u64::MAX);
        self.control().on_connectivity_check(micros);
    }

    /// The packets of a keyframe of so many bytes are sent next.
    pub(super) fn on_keyframe(&self, bytes: usize) {
        self.control().on_keyframe(bytes);
    }

    /// A packet is NACKed. Returns whether it is retransmitted.
    pub(super) fn on_nack(&self, sequence_number: u16, bytes: usize) -> bool {
        let now = self.0.clock.micros();
        let answer = self.control().on_nack(sequence_number, bytes, now);
        if answer == NackAnswer::Keyframe {
            self.0.given_up.notify_one();
        }
        answer == NackAnswer::Retransmit
    }

    /// Waits until a lost packet is not retransmitted any more: only a keyframe helps.
    pub(super) async fn packet_given_up(&self) {
        self.0.given_up.notified().await;
    }

    /// A packet is sent for the first time.
    pub(super) fn on_packet_sent(&self, sequence_number: u16, bytes: usize) {
        let now = self.0.clock.micros();
        self.control().on_packet_sent(sequence_number, bytes, now);
    }

    /// How long to wait before the next packet, unless [`Self::feedback`] comes before.
    pub(super) fn send_delay(&self) -> Duration {
        let now = self.0.clock.micros();
        Duration::from_micros(self.control().next_send_us(now).saturating_sub(now))
    }

    /// Waits for feedback; returns at once when there was some since the last call.
    pub(super) async fn feedback(&self) {
        self.0.feedback.notified().await;
    }

    fn control(&self) -> MutexGuard<'_, CongestionControl> {
        // No panic leaves it half changed.
        self.0.control.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Adds congestion control and retransmission to the chain.
pub(super) fn configure(
    registry: Registry,
    estimate: &Estimate,
    media: &mut MediaEngine,
) -> Result<Registry, PathError> {
    let feedback = |typ: &str, parameter: &str| RTCPFeedback {
        typ: typ.to_owned(),
        parameter: parameter.to_owned(),
    };
    for (typ, parameter) in [("transport-cc", ""), ("nack", ""), ("nack", "pli"), ("ccm", "fir")] {
        media.register_feedback(feedback(typ, parameter), RtpCodecKind::Video);
    }
    let uri = rtc::sdp::extmap::TRANSPORT_CC_URI.to_owned();
    let extension = RTCRtpHeaderExtensionCapability { uri };
    media.register_header_extension(extension, RtpCodecKind::Video, None)?;
    let receiver = FeedbackReceiver(estimate.clone());
    Ok(registry
        .with(Slot::CongestionControl, WithRtx(CongestionControlBuilder::new(receiver).build()))
        .with(Slot::TwccSender, WithRtx(TwccSenderBuilder::new().build()))
        .with(Slot::NackResponder, Retransmitter::new(estimate.clone())))
}

/// Receives feedback from the stack.
struct FeedbackReceiver(Estimate);

impl BandwidthEstimator for FeedbackReceiver {
    fn on_reports(&mut self, now: Instant, reports: &[PacketReport]) {
        let Estimate(shared) = &self.0;
        let video_ssrc = shared.video_ssrc.load(Relaxed);
        let micros = |duration: Duration| u64::try_from(duration.as_micros()).unwrap_or(u64::MAX);
        let packets: Vec<PacketFeedback> = reports
            .iter()
            .map(|report| PacketFeedback {
                sequence_number: (report.ssrc == video_ssrc).then_some(report.rtp_sequence_number),
                bytes: report.size,
                departed_us: shared.clock.micros_at(report.departure),
                arrived_us: report.arrival.map(micros).filter(|_| report.arrived),
            })
            .collect();
        let mut control = self.0.control();
        control.on_feedback(&packets, shared.clock.micros_at(now));
        trace!(kbit = control.estimated_kbit_s(), path = %control, "feedback");
        drop(control);
        shared.feedback.notify_one();
    }

    fn target_bitrate(&self) -> f64 {
        f64::from(self.0.control().estimated_kbit_s()) * 1000.0
    }
}
