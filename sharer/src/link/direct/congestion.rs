//! How much the way to the Helper carries.
//!
//! The stack matches feedback (transport-wide) with what was sent; what follows from it decides
//! [`transport`]. The stack's own estimator (Google Congestion Control) rises without evidence on a
//! screen that hardly changes, takes jitter for a queue, and cannot tell a wide way in the first second.
//! Its pacer starts at 1 Mbit/s, queues without telling anybody, and puts retransmissions behind
//! keyframes: we pace before packets enter the stack.

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

use super::RtcError;
use super::repair::{Repairs, WithRepairs};
use crate::clock::Clock;
use transport::{Answer, Flow, Report};

/// The encoder gets no more, in kbit/s: a 1080p desktop at 30 frames a second looks no better with it.
const ENCODER_MOST_KBIT: u32 = 30_000;

/// The current estimate, shared by who hears feedback, who sends, and who encodes.
#[derive(Clone, Debug)]
pub struct Estimate(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    flow: Mutex<Flow>,
    /// There was feedback.
    news: Notify,
    /// A packet was lost for good.
    lost: Notify,
    /// The stream whose packets have the numbers that are counted; 0 before there is one.
    video: AtomicU32,
    clock: Clock,
}

impl Estimate {
    pub(super) fn new() -> Self {
        let clock = Clock::start();
        let flow = Mutex::new(Flow::new(clock.micros()));
        let (news, lost) = (Notify::new(), Notify::new());
        Self(Arc::new(Shared { flow, news, lost, video: AtomicU32::new(0), clock }))
    }

    /// What the encoder may make, in kbit/s.
    pub fn kbit(&self) -> u32 {
        self.flow().kbit().min(ENCODER_MOST_KBIT)
    }

    /// Packets of this stream are counted.
    pub(super) fn count(&self, ssrc: u32) {
        self.0.video.store(ssrc, Relaxed);
    }

    /// How long the answers to connectivity checks took.
    pub(super) fn answers_in(&self, round_trip: Duration) {
        let micros = u64::try_from(round_trip.as_micros()).unwrap_or(u64::MAX);
        self.flow().answers_in(micros);
    }

    /// The packets of a keyframe of so many bytes are next.
    pub(super) fn keyframe(&self, bytes: usize) {
        self.flow().keyframe(bytes);
    }

    /// A packet is asked for again. Returns whether it is sent.
    pub(super) fn asked_again(&self, number: u16, bytes: usize) -> bool {
        let now = self.0.clock.micros();
        let answer = self.flow().asked_again(number, bytes, now);
        if answer == Answer::Keyframe {
            self.0.lost.notify_one();
        }
        answer == Answer::Again
    }

    /// Waits until a packet was lost for good.
    pub(super) async fn lost(&self) {
        self.0.lost.notified().await;
    }

    /// A packet leaves.
    pub(super) fn sent(&self, number: u16, bytes: usize) {
        let now = self.0.clock.micros();
        self.flow().sent(number, bytes, now);
    }

    /// How long to wait before the next packet leaves, unless there is [`Self::news`] before.
    pub(super) fn wait(&self) -> Duration {
        let now = self.0.clock.micros();
        Duration::from_micros(self.flow().next(now).saturating_sub(now))
    }

    /// Waits for feedback, or is done at once when there was some since it was waited for last.
    pub(super) async fn news(&self) {
        self.0.news.notified().await;
    }

    fn flow(&self) -> MutexGuard<'_, Flow> {
        // It is whole at every moment.
        self.0.flow.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Adds congestion control and retransmission to the chain.
pub(super) fn configure(
    registry: Registry,
    estimate: &Estimate,
    media: &mut MediaEngine,
) -> Result<Registry, RtcError> {
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
    let ears = Ears(estimate.clone());
    Ok(registry
        .with(Slot::CongestionControl, WithRepairs(CongestionControlBuilder::new(ears).build()))
        .with(Slot::TwccSender, WithRepairs(TwccSenderBuilder::new().build()))
        .with(Slot::NackResponder, Repairs::new(estimate.clone())))
}

/// Hears feedback.
struct Ears(Estimate);

impl BandwidthEstimator for Ears {
    fn on_reports(&mut self, now: Instant, reports: &[PacketReport]) {
        let Estimate(shared) = &self.0;
        let video = shared.video.load(Relaxed);
        let micros = |duration: Duration| u64::try_from(duration.as_micros()).unwrap_or(u64::MAX);
        let reports: Vec<Report> = reports
            .iter()
            .map(|report| Report {
                number: (report.ssrc == video).then_some(report.rtp_sequence_number),
                bytes: report.size,
                departed_us: shared.clock.micros_at(report.departure),
                arrived_us: report.arrival.map(micros).filter(|_| report.arrived),
            })
            .collect();
        let mut flow = self.0.flow();
        flow.reported(&reports, shared.clock.micros_at(now));
        trace!(kbit = flow.kbit(), way = %flow, "feedback");
        drop(flow);
        shared.news.notify_one();
    }

    fn target_bitrate(&self) -> f64 {
        f64::from(self.0.flow().kbit()) * 1000.0
    }
}
