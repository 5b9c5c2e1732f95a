//! What the way carries, from what the Helper's browser tells about each packet.
//!
//! Evidence alone moves the estimate:
//! - up: a train of packets that arrived as it left, at a higher rate than was known ([`train`]), or a
//!   rate that is used up without a queue;
//! - down: a train that a narrow place stretched; a queue that grows, or stands while we fill the way;
//!   many packets lost.
//!
//! Where nothing is sent there is no evidence, and the estimate stays. Some lost packets mean nothing
//! (radio loses them at any rate), and neither do packets that are late now and then.

use alloc::vec::Vec;

use alloc::collections::VecDeque;

use super::Report;
use super::delay::Delay;
use super::train::{self, Packet, Verdict, rate};

/// What is assumed before anything was measured, in kbit/s: a poor home connection.
pub(super) const START_KBIT: u32 = 6_000;
/// The estimate never goes below, in kbit/s.
const MIN_KBIT: u32 = 150;
/// Nor above: no picture has to leave faster.
const MAX_KBIT: u32 = 100_000;

/// How far back arrivals are looked at, in µs, and how many of them.
const RECENT_US: u64 = 500_000;
const RECENT_PACKETS: usize = 4096;

/// Packets that leave further apart than this are of two trains.
const TRAIN_GAP_US: u64 = 8_000;
/// Packets of one train that are looked at together.
const TRAIN_PACKETS: usize = 128;

/// Bytes that have to get through at a higher rate before it is believed.
const PROOF_BYTES: u64 = 7_000;
/// What is left of a measured rate for everything else on the way, in percent.
const SHARE_PERCENT: u32 = 90;
/// How many times higher the estimate gets at once, before and after a limit was met.
const LEAP_FRESH: u32 = 4;
const LEAP: u32 = 2;

/// A queue is one from so much waiting on, beyond the jitter of the way, in µs.
const QUEUE_US: u64 = 12_000;
/// The most that jitter excuses.
const JITTER_MOST_US: u64 = 60_000;
/// The span in which all packets waited, where there is a queue.
const QUEUE_SPAN_US: u64 = 120_000;
/// Packets that make such a span.
const QUEUE_PACKETS: usize = 5;
/// How much longer the last packets of it wait than the first ones when a queue grows, in µs.
const GROWS_US: u64 = 4_000;
/// What is sent through a queue's narrow place, in percent of what it lets through: it has to drain.
const DRAIN_PERCENT: u32 = 85;
/// How long a queue that does not drain is ours. Then the way has become longer.
const NOT_OURS_US: u64 = 2_000_000;

/// After a queue the estimate does not rise above what was carried for so long, in µs; twice as long
/// each time that there is a queue again soon after.
const HOLD_US: u64 = 1_000_000;
const HOLD_MOST_US: u64 = 4_000_000;
const SOON_US: u64 = 5_000_000;

/// Packets after which losses are counted.
const LOSS_PACKETS: u32 = 100;
/// Losses up to this many of a hundred are the radio's.
const LOSS_PERCENT: u32 = 10;
/// From here on what arrives is what the way carries.
const LOSS_MUCH_PERCENT: u32 = 30;

/// How often a rate that is used up without a queue rises, in µs, and by how many percent.
const RISE_US: u64 = 200_000;
const RISE_PERCENT: u32 = 8;

#[derive(Clone, Copy, Debug)]
struct Arrival {
    packet: Packet,
    waited_us: u64,
}

/// See the module.
#[derive(Debug)]
pub(super) struct Estimator {
    kbit: u32,
    /// No limit was met so far.
    is_fresh: bool,
    delay: Delay,
    recent: VecDeque<Arrival>,
    train: Vec<Packet>,
    /// Bytes that got through at more than the estimate, and the lowest rate at which they did.
    proof: Option<(u64, u32)>,
    /// What the last train was limited to.
    limited: Option<u32>,
    /// How much packets' waits differ while there is no queue, in µs.
    jitter_us: u64,
    /// How much later than the quickest the slowest packet was lately, in µs.
    spread_us: u64,
    queue: Option<Queue>,
    hold: Hold,
    lost: u32,
    counted: u32,
    risen_us: u64,
}

/// A queue that stands.
#[derive(Clone, Copy, Debug)]
struct Queue {
    since_us: u64,
    /// The least wait when it began.
    floor_us: u64,
}

/// The last limit that was met.
#[derive(Debug, Default)]
struct Hold {
    kbit: u32,
    until_us: u64,
    length_us: u64,
}

impl Estimator {
    pub(super) fn new() -> Self {
        Self {
            kbit: START_KBIT,
            is_fresh: true,
            delay: Delay::default(),
            recent: VecDeque::new(),
            train: Vec::new(),
            proof: None,
            limited: None,
            jitter_us: 0,
            spread_us: 0,
            queue: None,
            hold: Hold::default(),
            lost: 0,
            counted: 0,
            risen_us: 0,
        }
    }

    /// In kbit/s.
    pub(super) fn kbit(&self) -> u32 {
        self.kbit
    }

    /// How long the newest packet waited on the way, in µs.
    pub(super) fn waited_us(&self) -> u64 {
        self.recent.back().map_or(0, |arrival| arrival.waited_us)
    }

    /// Takes in what one feedback message tells, in the order in which packets left.
    pub(super) fn reported(&mut self, reports: &[Report], now_us: u64) {
        for report in reports {
            if let Some(arrived_us) = report.arrived_us {
                self.arrived(report, arrived_us);
            }
        }
        self.end_train(now_us);
        self.look_for_a_queue(now_us);
        self.count_losses(reports);
        self.look_for_losses(now_us);
        self.rise(now_us);
    }

    /// Nothing was heard for long, and now there is something again: what was known before may be true
    /// no longer.
    pub(super) fn begin_again(&mut self) {
        self.set((self.kbit / 2).max(START_KBIT.min(self.kbit)));
        self.is_fresh = true;
        self.recent.clear();
        self.train.clear();
        (self.lost, self.counted) = (0, 0);
        self.hold = Hold::default();
    }

    fn arrived(&mut self, report: &Report, arrived_us: u64) {
        let bytes = u64::try_from(report.bytes).unwrap_or(u64::MAX);
        let packet = Packet { departed_us: report.departed_us, arrived_us, bytes };
        let waited_us = self.delay.waited(packet.departed_us, arrived_us);
        self.recent.push_back(Arrival { packet, waited_us });
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
        let verdict = train::judge(&self.train);
        self.train.clear();
        match verdict {
            Some(Verdict::Carried { kbit, bytes } | Verdict::Uneven { kbit, bytes }) => {
                if kbit > self.kbit {
                    self.prove(kbit, bytes, now_us);
                }
                if let Some(Verdict::Carried { .. }) = verdict {
                    self.limited = None;
                }
            }
            Some(Verdict::Limited { kbit }) => {
                self.proof = None;
                // A single train may have met somebody else's; before anything else is known it is
                // the best that there is.
                let before = self.limited.replace(kbit);
                let limit = if self.is_fresh { Some(kbit) } else { before.map(|b| b.max(kbit)) };
                if let Some(limit) = limit.map(|limit| percent(limit, SHARE_PERCENT))
                    && limit < self.kbit
                {
                    self.set(limit);
                    self.is_fresh = false;
                }
            }
            None => {}
        }
    }

    /// So much got through faster than was known.
    fn prove(&mut self, kbit: u32, bytes: u64, now_us: u64) {
        let (before, slowest) = self.proof.unwrap_or((0, u32::MAX));
        let (bytes, slowest) = (before.saturating_add(bytes), slowest.min(kbit));
        if bytes < PROOF_BYTES {
            self.proof = Some((bytes, slowest));
            return;
        }
        self.proof = None;
        let leap = if self.is_fresh { LEAP_FRESH } else { LEAP };
        let risen = percent(slowest, SHARE_PERCENT).min(self.kbit.saturating_mul(leap));
        self.raise(risen, now_us);
    }

    fn raise(&mut self, kbit: u32, now_us: u64) {
        let most = if now_us < self.hold.until_us { self.hold.kbit } else { MAX_KBIT };
        self.set(self.kbit.max(kbit.min(most)));
    }

    fn set(&mut self, kbit: u32) {
        self.kbit = kbit.clamp(MIN_KBIT, MAX_KBIT);
    }

    /// The packets that arrived last, enough of them to tell a queue.
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

    fn look_for_a_queue(&mut self, now_us: u64) {
        // The newest first.
        let Some(newest) = self.newest() else { return };
        let most = newest.iter().map(|arrival| arrival.waited_us).max().unwrap_or(0);
        let least =
            |part: &[Arrival]| part.iter().map(|arrival| arrival.waited_us).min().unwrap_or(0);
        let floor = least(&newest);
        self.spread_us = (most - floor).max(self.spread_us - self.spread_us / 8);
        if floor <= QUEUE_US + self.jitter_us.min(JITTER_MOST_US) {
            self.queue = None;
            let mut waits: Vec<u64> = newest.iter().map(|arrival| arrival.waited_us).collect();
            waits.sort_unstable();
            let usual = waits.get(waits.len() / 2).map_or(0, |median| median - floor);
            self.jitter_us = (self.jitter_us * 7 + usual) / 8;
            return;
        }
        let queue = *self.queue.get_or_insert(Queue { since_us: now_us, floor_us: floor });
        let third = newest.len() / 3;
        let (late, early) = (newest.get(..third), newest.get(newest.len() - third..));
        let grows = least(late.unwrap_or(&[])) > least(early.unwrap_or(&[])) + GROWS_US;
        let Some(carried) = self.carried_through(floor / 2) else { return };
        if !grows && now_us.saturating_sub(queue.since_us) > NOT_OURS_US {
            // We sent less than the way carries for so long that a queue of ours would have gone.
            if floor > queue.floor_us / 2 {
                self.delay.lengthen(floor);
                self.recent.clear();
            }
            self.queue = None;
            return;
        }
        let is_ours = self.sent_kbit() >= self.kbit / 2;
        if grows || is_ours {
            self.limit(carried, now_us);
        }
    }

    /// At which rate the packets arrived that waited so long at least, up to the newest: the rate of
    /// the narrow place that they waited for.
    fn carried_through(&self, wait_us: u64) -> Option<u32> {
        let waiting = self.recent.iter().rev().take_while(|arrival| arrival.waited_us > wait_us);
        let (mut first, mut last) = (u64::MAX, 0);
        let mut bytes = 0;
        let mut of_first = 0;
        for Arrival { packet, .. } in waiting {
            if packet.arrived_us < first {
                (first, of_first) = (packet.arrived_us, packet.bytes);
            }
            last = last.max(packet.arrived_us);
            bytes += packet.bytes;
        }
        let span = last.checked_sub(first).filter(|span| *span >= QUEUE_SPAN_US / 4)?;
        Some(rate(bytes - of_first, span))
    }

    /// What was sent lately and arrived, in kbit/s.
    fn sent_kbit(&self) -> u32 {
        let Some((first, last)) = self.recent.front().zip(self.recent.back()) else { return 0 };
        let span = last.packet.departed_us.saturating_sub(first.packet.departed_us);
        let bytes = self.recent.iter().map(|arrival| arrival.packet.bytes).sum();
        rate(bytes, span.max(RECENT_US / 2))
    }

    /// A narrow place carries so much.
    fn limit(&mut self, carried: u32, now_us: u64) {
        let kbit = percent(carried, DRAIN_PERCENT);
        self.proof = None;
        self.is_fresh = false;
        if kbit >= self.kbit {
            return;
        }
        self.set(kbit);
        let Hold { until_us, length_us, .. } = self.hold;
        let length_us = if now_us < until_us {
            length_us
        } else if until_us > 0 && now_us < until_us + SOON_US {
            (length_us * 2).min(HOLD_MOST_US)
        } else {
            HOLD_US
        };
        self.hold =
            Hold { kbit: percent(carried, SHARE_PERCENT), until_us: now_us + length_us, length_us };
    }

    fn count_losses(&mut self, reports: &[Report]) {
        let Some(newest) = self.recent.back() else { return };
        // What left so shortly before may only have been overtaken, and is not told of again.
        let settled_us = newest.packet.departed_us.saturating_sub(self.spread_us);
        let settled = reports.iter().filter(|report| report.departed_us <= settled_us);
        // A feedback message that got lost itself tells of nothing: the packets that the next one does
        // not begin with look lost, and may not be.
        for report in settled.skip_while(|report| report.arrived_us.is_none()) {
            self.counted += 1;
            self.lost += u32::from(report.arrived_us.is_none());
        }
    }

    fn look_for_losses(&mut self, now_us: u64) {
        if self.counted < LOSS_PACKETS {
            return;
        }
        let lost_percent = self.lost * 100 / self.counted;
        (self.lost, self.counted) = (0, 0);
        if lost_percent >= LOSS_MUCH_PERCENT {
            self.limit(self.sent_kbit(), now_us);
        } else if lost_percent > LOSS_PERCENT {
            let kbit = percent(self.kbit, 100 - lost_percent / 2);
            self.limit(kbit.max(self.sent_kbit()), now_us);
        }
    }

    /// A rate that is used up without a queue may be more.
    fn rise(&mut self, now_us: u64) {
        let is_used = self.sent_kbit() >= percent(self.kbit, 80);
        if is_used && self.queue.is_none() && now_us.saturating_sub(self.risen_us) >= RISE_US {
            self.risen_us = now_us;
            self.raise(percent(self.kbit, 100 + RISE_PERCENT), now_us);
        }
    }
}

/// For traces.
impl core::fmt::Display for Estimator {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let (waited, sent) = (self.waited_us(), self.sent_kbit());
        write!(f, "{waited} µs waited (jitter {}), {sent} kbit/s arrived", self.jitter_us)?;
        match self.queue {
            Some(queue) => write!(f, ", {} µs in a queue", queue.floor_us),
            None => Ok(()),
        }
    }
}

fn percent(kbit: u32, percent: u32) -> u32 {
    u32::try_from(u64::from(kbit) * u64::from(percent) / 100).unwrap_or(u32::MAX)
}
