//! How much the way to the Helper carries.
//!
//! The stack's estimator (Google Congestion Control over transport-wide feedback) is wrapped, for
//! two reasons: its number is needed outside, for encoder and pacer; and on a screen that hardly
//! changes it grows without evidence, so it is held to a multiple of what was really sent.
//! The stack's own pacer is left out: it starts at 1 Mbit/s, queues without telling anybody, and
//! puts retransmissions behind keyframes. [`crate::pacer`] paces before packets enter the stack.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use rtc::interceptor::{
    BandwidthEstimator, CongestionControlBuilder, EstimatorStats, Gcc, NackResponderBuilder,
    PacketReport, Registry, Slot, TwccSenderBuilder,
};
use rtc::peer_connection::configuration::media_engine::MediaEngine;
use rtc::rtp_transceiver::rtp_sender::{
    RTCPFeedback, RTCRtpHeaderExtensionCapability, RtpCodecKind,
};

use super::RtcError;

/// What is assumed before anything was measured, in kbit/s: a poor home connection.
const START_KBIT: u32 = 6_000;
/// The estimate never goes below, in kbit/s.
const MIN_KBIT: u32 = 150;
/// Nor above: a 1080p desktop at 30 frames a second looks no better with more.
const MAX_KBIT: u32 = 30_000;

/// Packets kept for retransmission: two seconds of a 6 Mbit/s stream.
const NACK_PACKETS: u16 = 2048;

/// How far back the sent rate is measured.
const WINDOW: Duration = Duration::from_secs(2);

/// The current estimate, shared with encoder and pacer.
#[derive(Clone, Debug)]
pub struct Estimate(Arc<AtomicU32>);

impl Estimate {
    pub(super) fn new() -> Self {
        Self(Arc::new(AtomicU32::new(START_KBIT)))
    }

    /// In kbit/s.
    pub fn kbit(&self) -> u32 {
        self.0.load(Ordering::Relaxed)
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
    let bits = |kbit: u32| f64::from(kbit) * 1000.0;
    let estimator = Evidence {
        inner: Gcc::new(bits(START_KBIT), bits(MIN_KBIT), bits(MAX_KBIT)),
        published: estimate.clone(),
        sent: VecDeque::new(),
        sent_bytes: 0,
        best_kbit: START_KBIT,
    };
    Ok(registry
        .with(Slot::CongestionControl, CongestionControlBuilder::new(estimator).build())
        .with(Slot::TwccSender, TwccSenderBuilder::new().build())
        .with(Slot::NackResponder, NackResponderBuilder::new().with_size(NACK_PACKETS).build()))
}

/// An estimator that believes what it saw.
struct Evidence<E> {
    inner: E,
    published: Estimate,
    /// When packets left, and how large they were, over the last [`WINDOW`].
    sent: VecDeque<(Instant, usize)>,
    sent_bytes: usize,
    /// The highest rate that was really carried, in kbit/s.
    best_kbit: u32,
}

impl<E: BandwidthEstimator> Evidence<E> {
    fn observe(&mut self, reports: &[PacketReport]) {
        for report in reports.iter().filter(|report| report.arrived) {
            self.sent.push_back((report.departure, report.size));
            self.sent_bytes += report.size;
        }
        let Some((newest, _)) = self.sent.back().copied() else { return };
        while let Some((at, size)) = self.sent.front().copied() {
            if newest.saturating_duration_since(at) <= WINDOW {
                break;
            }
            self.sent.pop_front();
            self.sent_bytes -= size;
        }
        let window_ms = usize::try_from(WINDOW.as_millis()).unwrap_or(usize::MAX);
        let kbit = u32::try_from(self.sent_bytes * 8 / window_ms).unwrap_or(u32::MAX);
        self.best_kbit = self.best_kbit.max(kbit);
    }

    fn publish(&mut self) {
        let estimated = to_kbit(self.inner.target_bitrate());
        // A falling estimate is new evidence; what was carried before counts no longer.
        self.best_kbit = self.best_kbit.min(estimated.max(MIN_KBIT));
        let ceiling = (self.best_kbit.saturating_mul(3) / 2).max(START_KBIT / 2);
        self.published.0.store(estimated.min(ceiling), Ordering::Relaxed);
    }
}

impl<E: BandwidthEstimator> BandwidthEstimator for Evidence<E> {
    fn on_reports(&mut self, now: Instant, reports: &[PacketReport]) {
        self.inner.on_reports(now, reports);
        self.observe(reports);
        self.publish();
    }

    fn target_bitrate(&self) -> f64 {
        self.inner.target_bitrate()
    }

    fn handle_timeout(&mut self, now: Instant) {
        self.inner.handle_timeout(now);
        self.publish();
    }

    fn poll_timeout(&self) -> Option<Instant> {
        self.inner.poll_timeout()
    }

    fn stats(&self) -> EstimatorStats {
        self.inner.stats()
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped before")]
fn to_kbit(bits_per_second: f64) -> u32 {
    (bits_per_second / 1000.0).clamp(f64::from(MIN_KBIT), f64::from(MAX_KBIT)) as u32
}
