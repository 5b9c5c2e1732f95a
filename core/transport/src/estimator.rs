//! Estimates the bandwidth of the path from transport-wide feedback.
//!
//! Only measurements move the estimate:
//! - up: a packet train that arrived as it was sent, at a higher rate than the estimate
//!   ([`packet_train`]), or an estimate that is fully used without a queue;
//! - down: a packet train that a bottleneck dispersed; a queue that grows, or stands while we fill the
//!   path; high packet loss.
//!
//! While nothing is sent nothing is measured, and the estimate stays. Low packet loss is ignored (radio
//! links lose packets at any rate), and so are packets that are late now and then.

use alloc::collections::VecDeque;
use alloc::vec::Vec;

use super::feedback::PacketFeedback;
use super::packet_train::{self, Measurement, Packet, rate};
use super::queueing_delay::QueueingDelay;

/// The estimate before the first measurement, in kbit/s: a poor home connection.
const START_KBIT_S: u32 = 6_000;
/// The lowest estimate, in kbit/s.
const MIN_KBIT_S: u32 = 150;
/// The highest estimate, in kbit/s: no picture has to be sent faster.
const MAX_KBIT_S: u32 = 100_000;

/// How far back arrivals are kept, in µs, and how many of them.
const RECENT_US: u64 = 500_000;
const RECENT_PACKETS: usize = 4096;

/// Packets that were sent further apart than this belong to two trains.
const TRAIN_GAP_US: u64 = 8_000;
/// Packets of one train at most.
const TRAIN_PACKETS: usize = 128;

/// Bytes that have to be delivered at a higher rate before it is believed.
const MIN_DELIVERED_BYTES: u64 = 7_000;
/// The estimate in percent of a measured rate: the rest is for other traffic.
const SHARE_PERCENT: u32 = 90;
/// How many times higher the estimate gets at once, before and after the first bottleneck was met.
const INITIAL_LEAP: u32 = 4;
const LEAP: u32 = 2;

/// The queueing delay from which on there is a queue, beyond the jitter of the path, in µs.
const QUEUE_US: u64 = 12_000;
/// The most jitter that is taken into account.
const MAX_JITTER_US: u64 = 60_000;
/// There is a queue when all packets of this span were delayed.
const QUEUE_SPAN_US: u64 = 120_000;
/// Packets in such a span at least.
const QUEUE_PACKETS: usize = 5;
/// A queue grows when the last packets of the span were delayed this much more than the first, in µs.
const GROWS_US: u64 = 4_000;
/// What is sent into a bottleneck with a queue, in percent of its bandwidth: the queue has to drain.
const DRAIN_PERCENT: u32 = 85;
/// A queue that has not drained after this time is not ours: the path has become longer.
const MAX_DRAIN_US: u64 = 2_000_000;

/// After a queue the estimate does not rise above the measured bandwidth for so long, in µs; twice as
/// long each time that there is a queue again soon after.
const HOLD_US: u64 = 1_000_000;
const MAX_HOLD_US: u64 = 4_000_000;
const SOON_US: u64 = 5_000_000;

/// Packets over which the loss rate is computed.
const LOSS_PACKETS: u32 = 100;
/// Packet loss up to this many percent is ignored: radio links lose so much at any rate.
const LOSS_PERCENT: u32 = 10;
/// From this packet loss on, the rate that arrives is the bandwidth.
const HIGH_LOSS_PERCENT: u32 = 30;

/// How often an estimate that is fully used without a queue rises, in µs, and by how many percent.
const RISE_US: u64 = 200_000;
const RISE_PERCENT: u32 = 8;

#[derive(Clone, Copy, Debug)]
struct Arrival {
    packet: Packet,
    queueing_us: u64,
}

/// See the module.
#[derive(Debug)]
pub(super) struct Estimator {
    kbit_s: u32,
    /// No bottleneck was met so far.
    is_initial: bool,
    delay: QueueingDelay,
    recent: VecDeque<Arrival>,
    train: Vec<Packet>,
    /// Bytes that were delivered at more than the estimate, and the lowest rate at which they were.
    delivered: Option<(u64, u32)>,
    /// The bottleneck that the last train measured.
    bottleneck_kbit_s: Option<u32>,
    /// How much the delay of packets varies while there is no queue, in µs.
    jitter_us: u64,
    /// The recent difference between the largest and the smallest delay, in µs.
    spread_us: u64,
    queue: Option<Queue>,
    hold: Hold,
    lost: u32,
    counted: u32,
    risen_us: u64,
}

/// A queue that has not drained yet.
#[derive(Clone, Copy, Debug)]
struct Queue {
    since_us: u64,
    /// The smallest queueing delay when it began.
    floor_us: u64,
}

/// What the estimate may not exceed for a while after a queue.
#[derive(Debug, Default)]
struct Hold {
    kbit_s: u32,
    until_us: u64,
    length_us: u64,
}

impl Estimator {
    pub(super) fn new() -> Self {
        Self {
            kbit_s: START_KBIT_S,
            is_initial: true,
            delay: QueueingDelay::default(),
            recent: VecDeque::new(),
            train: Vec::new(),
            delivered: None,
            bottleneck_kbit_s: None,
            jitter_us: 0,
            spread_us: 0,
            queue: None,
            hold: Hold::default(),
            lost: 0,
            counted: 0,
            risen_us: 0,
        }
    }

    /// The estimated bandwidth in kbit/s.
    pub(super) fn kbit_s(&self) -> u32 {
        self.kbit_s
    }

    /// The queueing delay of the newest packet, in µs.
    pub(super) fn queueing_us(&self) -> u64 {
        self.recent.back().map_or(0, |arrival| arrival.queueing_us)
    }

    /// Takes in one feedback message, in the order in which the packets were sent.
    pub(super) fn on_feedback(&mut self, packets: &[PacketFeedback], now_us: u64) {
        for packet in packets {
            if let Some(arrived_us) = packet.arrived_us {
                self.on_arrival(packet, arrived_us);
            }
        }
        self.end_train(now_us);
        self.detect_queue(now_us);
        self.count_losses(packets);
        self.detect_loss(now_us);
        self.rise(now_us);
    }

    /// Feedback is back after a long time: earlier measurements may no longer hold.
    pub(super) fn restart(&mut self) {
        self.set((self.kbit_s / 2).max(START_KBIT_S.min(self.kbit_s)));
        self.is_initial = true;
        self.recent.clear();
        self.train.clear();
        (self.lost, self.counted) = (0, 0);
        self.hold = Hold::default();
    }

    fn on_arrival(&mut self, feedback: &PacketFeedback, arrived_us: u64) {
        let bytes = u64::try_from(feedback.bytes).unwrap_or(u64::MAX);
        let packet = Packet { departed_us: feedback.departed_us, arrived_us, bytes };
        let queueing_us = self.delay.of_packet(packet.departed_us, arrived_us);
        self.recent.push_back(Arrival { packet, queueing_us });
        let old = packet.departed_us.saturating_sub(RECENT_US);
        while self.recent.len() > RECENT_PACKETS
            || self.recent.front().is_some_and(|first| first.packet.departed_us < old)
        {
            self.recent.pop_front();
        }
        let gap =
            self.train.last().map_or(0, |last| packet.departed_us.saturating_sub(last.departed_us));
        if gap > TRAIN_GAP_US || self.train.len() >= TRAIN_PACKETS {
            self.end_train(packet.departed_us);
        }
        self.train.push(packet);
    }

    fn end_train(&mut self, now_us: u64) {
        let measured = packet_train::measure(&self.train);
        self.train.clear();
        match measured {
            Some(
                Measurement::AtLeast { kbit_s, bytes } | Measurement::Disturbed { kbit_s, bytes },
            ) => {
                if kbit_s > self.kbit_s {
                    self.on_delivered(kbit_s, bytes, now_us);
                }
                if let Some(Measurement::AtLeast { .. }) = measured {
                    self.bottleneck_kbit_s = None;
                }
            }
            Some(Measurement::Bottleneck { kbit_s }) => {
                self.delivered = None;
                // A single train may have been delayed by other traffic. Two in a row are believed;
                // the first measurement of all, too, since nothing better is known.
                let before = self.bottleneck_kbit_s.replace(kbit_s);
                let limit =
                    if self.is_initial { Some(kbit_s) } else { before.map(|b| b.max(kbit_s)) };
                if let Some(limit) = limit.map(|limit| percent(limit, SHARE_PERCENT))
                    && limit < self.kbit_s
                {
                    self.set(limit);
                    self.is_initial = false;
                }
            }
            None => {}
        }
    }

    /// So much was delivered faster than the estimate.
    fn on_delivered(&mut self, kbit_s: u32, bytes: u64, now_us: u64) {
        let (before, slowest) = self.delivered.unwrap_or((0, u32::MAX));
        let (bytes, slowest) = (before.saturating_add(bytes), slowest.min(kbit_s));
        if bytes < MIN_DELIVERED_BYTES {
            self.delivered = Some((bytes, slowest));
            return;
        }
        self.delivered = None;
        let leap = if self.is_initial { INITIAL_LEAP } else { LEAP };
        let risen = percent(slowest, SHARE_PERCENT).min(self.kbit_s.saturating_mul(leap));
        self.raise(risen, now_us);
    }

    fn raise(&mut self, kbit_s: u32, now_us: u64) {
        let most = if now_us < self.hold.until_us { self.hold.kbit_s } else { MAX_KBIT_S };
        self.set(self.kbit_s.max(kbit_s.min(most)));
    }

    fn set(&mut self, kbit_s: u32) {
        self.kbit_s = kbit_s.clamp(MIN_KBIT_S, MAX_KBIT_S);
    }

    /// The packets that arrived last, enough of them to detect a queue.
    fn newest(&self) -> Option<Vec<Arrival>> {
        let last = self.recent.back()?.packet.arrived_us;
        let is_in = |n: usize, arrival: &Arrival| {
            n < QUEUE_PACKETS || last.saturating_sub(arrival.packet.arrived_us) <= QUEUE_SPAN_US
        };
        let newest = self.recent.iter().rev().copied().enumerate();
        let newest: Vec<_> = newest
            .take_while(|(n, arrival)| is_in(*n, arrival))
            .map(|(_, arrival)| arrival)
            .collect();
        (newest.len() >= QUEUE_PACKETS).then_some(newest)
    }

    fn detect_queue(&mut self, now_us: u64) {
        // The newest first.
        let Some(newest) = self.newest() else { return };
        let most = newest.iter().map(|arrival| arrival.queueing_us).max().unwrap_or(0);
        let least =
            |part: &[Arrival]| part.iter().map(|arrival| arrival.queueing_us).min().unwrap_or(0);
        let floor = least(&newest);
        self.spread_us = (most - floor).max(self.spread_us - self.spread_us / 8);
        if floor <= QUEUE_US + self.jitter_us.min(MAX_JITTER_US) {
            self.queue = None;
            let mut delays: Vec<u64> = newest.iter().map(|arrival| arrival.queueing_us).collect();
            delays.sort_unstable();
            let usual = delays.get(delays.len() / 2).map_or(0, |median| median - floor);
            self.jitter_us = (self.jitter_us * 7 + usual) / 8;
            return;
        }
        let queue = *self.queue.get_or_insert(Queue { since_us: now_us, floor_us: floor });
        let third = newest.len() / 3;
        let (late, early) = (newest.get(..third), newest.get(newest.len() - third..));
        let grows = least(late.unwrap_or(&[])) > least(early.unwrap_or(&[])) + GROWS_US;
        let Some(bandwidth) = self.bottleneck_kbit_s_behind(floor / 2) else { return };
        if !grows && now_us.saturating_sub(queue.since_us) > MAX_DRAIN_US {
            // We sent less than the bandwidth for so long that a queue of ours would have drained.
            if floor > queue.floor_us / 2 {
                self.delay.lengthen_path(floor);
                self.recent.clear();
            }
            self.queue = None;
            return;
        }
        let is_ours = self.delivered_kbit_s() >= self.kbit_s / 2;
        if grows || is_ours {
            self.limit(bandwidth, now_us);
        }
    }

    /// The rate at which the packets arrived that were delayed so long at least, up to the newest: the
    /// bandwidth of the bottleneck that delayed them.
    fn bottleneck_kbit_s_behind(&self, delay_us: u64) -> Option<u32> {
        let delayed = self.recent.iter().rev().take_while(|arrival| arrival.queueing_us > delay_us);
        let (mut first, mut last) = (u64::MAX, 0);
        let mut bytes = 0;
        let mut of_first = 0;
        for Arrival { packet, .. } in delayed {
            if packet.arrived_us < first {
                (first, of_first) = (packet.arrived_us, packet.bytes);
            }
            last = last.max(packet.arrived_us);
            bytes += packet.bytes;
        }
        let span = last.checked_sub(first).filter(|span| *span >= QUEUE_SPAN_US / 4)?;
        Some(rate(bytes - of_first, span))
    }

    /// The recent rate of packets that arrived, in kbit/s.
    fn delivered_kbit_s(&self) -> u32 {
        let Some((first, last)) = self.recent.front().zip(self.recent.back()) else { return 0 };
        let span = last.packet.departed_us.saturating_sub(first.packet.departed_us);
        let bytes = self.recent.iter().map(|arrival| arrival.packet.bytes).sum();
        rate(bytes, span.max(RECENT_US / 2))
    }

    /// A bottleneck has this bandwidth.
    fn limit(&mut self, bandwidth: u32, now_us: u64) {
        let kbit_s = percent(bandwidth, DRAIN_PERCENT);
        self.delivered = None;
        self.is_initial = false;
        if kbit_s >= self.kbit_s {
            return;
        }
        self.set(kbit_s);
        let Hold { until_us, length_us, .. } = self.hold;
        let length_us = if now_us < until_us {
            length_us
        } else if until_us > 0 && now_us < until_us + SOON_US {
            (length_us * 2).min(MAX_HOLD_US)
        } else {
            HOLD_US
        };
        self.hold = Hold {
            kbit_s: percent(bandwidth, SHARE_PERCENT),
            until_us: now_us + length_us,
            length_us,
        };
    }

    fn count_losses(&mut self, packets: &[PacketFeedback]) {
        let Some(newest) = self.recent.back() else { return };
        // A packet sent shortly before may only have been reordered, and is not reported again.
        let settled_us = newest.packet.departed_us.saturating_sub(self.spread_us);
        let settled = packets.iter().filter(|packet| packet.departed_us <= settled_us);
        // A feedback message may be lost itself: packets missing at the beginning of the next one look
        // lost, and may have arrived.
        for packet in settled.skip_while(|packet| packet.arrived_us.is_none()) {
            self.counted += 1;
            self.lost += u32::from(packet.arrived_us.is_none());
        }
    }

    fn detect_loss(&mut self, now_us: u64) {
        if self.counted < LOSS_PACKETS {
            return;
        }
        let lost_percent = self.lost * 100 / self.counted;
        (self.lost, self.counted) = (0, 0);
        if lost_percent >= HIGH_LOSS_PERCENT {
            self.limit(self.delivered_kbit_s(), now_us);
        } else if lost_percent > LOSS_PERCENT {
            let kbit_s = percent(self.kbit_s, 100 - lost_percent / 2);
            self.limit(kbit_s.max(self.delivered_kbit_s()), now_us);
        }
    }

    /// Raises an estimate that is fully used without a queue.
    fn rise(&mut self, now_us: u64) {
        let is_used = self.delivered_kbit_s() >= percent(self.kbit_s, 80);
        if is_used && self.queue.is_none() && now_us.saturating_sub(self.risen_us) >= RISE_US {
            self.risen_us = now_us;
            self.raise(percent(self.kbit_s, 100 + RISE_PERCENT), now_us);
        }
    }
}

/// For traces.
impl core::fmt::Display for Estimator {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let (queueing, delivered) = (self.queueing_us(), self.delivered_kbit_s());
        write!(f, "queueing delay {queueing} µs (jitter {}), ", self.jitter_us)?;
        write!(f, "{delivered} kbit/s delivered")?;
        match self.queue {
            Some(queue) => write!(f, ", {} µs in a queue", queue.floor_us),
            None => Ok(()),
        }
    }
}

fn percent(kbit_s: u32, percent: u32) -> u32 {
    u32::try_from(u64::from(kbit_s) * u64::from(percent) / 100).unwrap_or(u32::MAX)
}
