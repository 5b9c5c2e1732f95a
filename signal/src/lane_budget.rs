//! How many bytes lanes may carry: each, those of one address, and all together. It has no clock.
//!
//! A message is forwarded first and paid for afterwards: its sender is not read until its budget has
//! recovered. Each direction of a lane has a rate of its own, so that pictures do not hold up keys. Where the lanes
//! of an address use up their common rate, each gets an equal share of it. Where all lanes use up theirs, each address
//! gets an equal share, however many lanes it has; an IPv6 /48 counts as one. Who uses less than its share never
//! waits, and what it leaves is shared by the others.

use std::collections::BTreeMap;
use std::time::Duration;

use protocol::time::Tick;
use relay::Prefix;

use crate::address::Source;

/// The rates of lanes, in bytes per second.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LaneRates {
    /// One lane, in each direction.
    pub lane: u64,
    /// What the ends at one address send together.
    pub source: u64,
    /// All lanes together. Without any, there are no lanes.
    pub total: u64,
}

const MBIT: u64 = 125_000;

impl Default for LaneRates {
    /// 20 Mbit/s for a lane, more than a screen full of video takes; ten such lanes from an address; and
    /// 400 Mbit/s, of which a line of 1 Gbit/s keeps half.
    fn default() -> Self {
        Self { lane: 20 * MBIT, source: 200 * MBIT, total: 400 * MBIT }
    }
}

/// Bytes that a message costs besides its own: headers, and the work for it. So empty ones cost something.
const MESSAGE_COST: u64 = 64;

/// What may be sent at once, in time of the rate: a keyframe is a burst.
const BURST_US: u64 = 100_000;

/// Debts of a share beyond this time are forgiven: what was too much a while ago is over.
const DEBT_US: u64 = 500_000;

/// The same for the share of an address, for which all its lanes wait, one message of each.
const SHARE_DEBT_US: u64 = 2_000_000;

/// How often the shares of addresses are measured.
const MEASURE_US: u64 = 200_000;

/// How often shares are adapted, and how many times in a row they rise after a pause.
const ADAPT_US: u64 = 50_000;
const RISES: u64 = 200;

/// No share is smaller, in bytes per second: keys and acknowledgements pass.
const MIN_SHARE: u64 = 4_000;

/// A rate in the form of the Generic Cell Rate Algorithm (ITU-T I.371): the time, in µs, at which nothing
/// is used any more.
#[derive(Clone, Copy, Debug, Default)]
struct Bucket {
    free_at: u64,
}

impl Bucket {
    fn charge(&mut self, bytes: u64, rate: u64, now: u64) {
        let took = bytes.saturating_mul(1_000_000) / rate.max(1);
        self.free_at = self.free_at.max(now).saturating_add(took);
    }

    /// How long until the bucket has recovered, in µs.
    fn wait(self, now: u64) -> u64 {
        self.free_at.saturating_sub(now + BURST_US)
    }

    fn forgive(&mut self, now: u64, debt: u64) {
        self.free_at = self.free_at.min(now + BURST_US + debt);
    }
}

/// A rate that several ends share: each may use the same rate, and that is adapted until all of them
/// together use what there is. Who needs less than that never waits (max-min fairness).
#[derive(Debug)]
struct Pool {
    /// What each end may use, in bytes per second.
    each: u64,
    /// What was used since then, in µs.
    used: u64,
    since: u64,
}

impl Pool {
    fn new(rate: u64) -> Self {
        Self { each: rate, used: 0, since: 0 }
    }

    /// Charges an end that has sent, and returns how long it waits, in µs.
    fn charge(&mut self, share: &mut Bucket, bytes: u64, rate: u64, now: u64) -> u64 {
        self.used = self.used.saturating_add(bytes);
        let took = now.saturating_sub(self.since);
        if took >= ADAPT_US {
            let used = self.used.saturating_mul(1_000_000) / took;
            if used > rate {
                self.each = (u128::from(self.each) * u128::from(rate) / u128::from(used)) as u64;
            } else if used < rate - rate / 20 {
                for _ in 0..(took / ADAPT_US).min(RISES) {
                    self.each += self.each / 16;
                }
            }
            self.each = self.each.clamp(MIN_SHARE.min(rate), rate);
            (self.used, self.since) = (0, now);
        }
        share.charge(bytes, self.each, now);
        share.forgive(now, DEBT_US);
        share.wait(now)
    }
}

/// What an address has used of the total.
#[derive(Debug, Default)]
struct Share {
    ends: usize,
    bucket: Bucket,
    /// Bytes since the shares were last measured.
    used: u64,
    /// Whether it had to wait since then.
    has_waited: bool,
}

/// The total, of which each address may use the same rate. That is measured anew all the time: what those leave that
/// need less is shared equally by those that wait (max-min fairness).
///
/// It follows from who waits, not from whether too much was sent: a lane notices a new rate only after
/// it has waited by the old one, and a rate that is adapted until it fits would go up and down meanwhile.
#[derive(Debug)]
struct Total {
    rate: u64,
    each: u64,
    since: u64,
    shares: BTreeMap<Prefix, Share>,
}

impl Total {
    fn new(rate: u64) -> Self {
        Self { rate, each: rate, since: 0, shares: BTreeMap::new() }
    }

    fn join(&mut self, prefix: Prefix) {
        self.shares.entry(prefix).or_default().ends += 1;
    }

    fn leave(&mut self, prefix: Prefix) {
        if let Some(share) = self.shares.get_mut(&prefix) {
            share.ends = share.ends.saturating_sub(1);
            if share.ends == 0 {
                self.shares.remove(&prefix);
            }
        }
    }

    /// Charges an address that has sent, and returns how long it waits, in µs.
    fn charge(&mut self, prefix: Prefix, bytes: u64, now: u64) -> u64 {
        if now.saturating_sub(self.since) >= MEASURE_US {
            self.measure(now);
        }
        let each = self.each;
        let Some(share) = self.shares.get_mut(&prefix) else { return 0 };
        share.used = share.used.saturating_add(bytes);
        share.bucket.charge(bytes, each, now);
        share.bucket.forgive(now, SHARE_DEBT_US);
        let wait = share.bucket.wait(now);
        share.has_waited |= wait > 0;
        wait
    }

    fn measure(&mut self, now: u64) {
        let took = now.saturating_sub(self.since).max(1);
        let mut needs: Vec<u64> = Vec::with_capacity(self.shares.len());
        for share in self.shares.values_mut() {
            let used = share.used.saturating_mul(1_000_000) / took;
            let waits = share.has_waited || share.bucket.wait(now) > 0;
            needs.push(if waits { u64::MAX } else { used });
            (share.used, share.has_waited) = (0, false);
        }
        self.each = equal_share(&mut needs, self.rate).max(MIN_SHARE.min(self.rate));
        self.since = now;
    }
}

/// What each may use so that all together use no more than `total`, and as much as they need: the water level.
fn equal_share(needs: &mut [u64], total: u64) -> u64 {
    needs.sort_unstable();
    let (mut left, mut others) = (total, needs.len() as u64);
    for need in needs {
        let equal = left / others.max(1);
        if *need > equal {
            return equal;
        }
        (left, others) = (left - *need, others - 1);
    }
    total
}

/// Identifies a connection of a lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct LaneSocketId(pub(crate) u64);

#[derive(Debug)]
struct End {
    source: Source,
    own: Bucket,
    of_source: Bucket,
}

/// The budgets of all lanes.
#[derive(Debug)]
pub(crate) struct LaneBudget {
    rates: LaneRates,
    total: Total,
    /// The pool of each address, and how many ends it has.
    sources: BTreeMap<Source, (usize, Pool)>,
    ends: BTreeMap<LaneSocketId, End>,
}

impl LaneBudget {
    pub(crate) fn new(rates: LaneRates) -> Self {
        let total = Total::new(rates.total);
        Self { rates, total, sources: BTreeMap::new(), ends: BTreeMap::new() }
    }

    /// An end has connected.
    pub(crate) fn join(&mut self, id: LaneSocketId, source: Source) {
        let (own, of_source) = Default::default();
        if self.ends.insert(id, End { source, own, of_source }).is_none() {
            let rate = self.rates.source;
            self.sources.entry(source).or_insert_with(|| (0, Pool::new(rate))).0 += 1;
            self.total.join(widest(source));
        }
    }

    /// An end has gone.
    pub(crate) fn leave(&mut self, id: LaneSocketId) {
        let Some(end) = self.ends.remove(&id) else { return };
        if let Some((ends, _)) = self.sources.get_mut(&end.source) {
            *ends = ends.saturating_sub(1);
            if *ends == 0 {
                self.sources.remove(&end.source);
            }
        }
        self.total.leave(widest(end.source));
    }

    /// An end has sent so many bytes. Returns how long it waits before it sends more.
    pub(crate) fn charge(&mut self, id: LaneSocketId, bytes: usize, now: Tick) -> Duration {
        let (bytes, now) = (bytes as u64 + MESSAGE_COST, now.as_millis().saturating_mul(1000));
        let Some(end) = self.ends.get_mut(&id) else { return Duration::ZERO };
        end.own.charge(bytes, self.rates.lane, now);
        let of_total = self.total.charge(widest(end.source), bytes, now);
        let mut wait = end.own.wait(now).max(of_total);
        if let Some((_, pool)) = self.sources.get_mut(&end.source) {
            wait = wait.max(pool.charge(&mut end.of_source, bytes, self.rates.source, now));
        }
        Duration::from_micros(wait)
    }
}

/// What has one share of the total: an IPv4 address or an IPv6 /48.
fn widest(source: Source) -> Prefix {
    relay::widest_prefix(source.address())
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;

    use super::*;

    const MESSAGE: usize = 16_000;

    fn source(n: u8) -> Source {
        IpAddr::from([192, 0, 2, n]).into()
    }

    fn share(rates: LaneRates, wanted: &[(u8, u64)]) -> Vec<u64> {
        let ends = wanted.iter().map(|(host, wants)| (IpAddr::from([192, 0, 2, *host]), *wants));
        share_of(rates, &ends.collect::<Vec<_>>())
    }

    /// Each end sends what it wants, in bytes per second, for ten seconds after ten others. Returns what
    /// each got, in the same unit.
    fn share_of(rates: LaneRates, wanted: &[(IpAddr, u64)]) -> Vec<u64> {
        let mut budget = LaneBudget::new(rates);
        let mut free_at = vec![0_u64; wanted.len()];
        let mut sent = vec![0_u64; wanted.len()];
        for (n, (from, _)) in wanted.iter().enumerate() {
            budget.join(LaneSocketId(n as u64), (*from).into());
        }
        for ms in 0..20_000_u64 {
            if ms == 10_000 {
                sent.fill(0);
            }
            for (n, (_, wants)) in wanted.iter().enumerate() {
                let since = if ms < 10_000 { 0 } else { 10_000 };
                while ms >= free_at[n] && sent[n] < wants * (ms - since + 1) / 1000 {
                    let id = LaneSocketId(n as u64);
                    let now = Tick::from_millis(ms);
                    let wait = budget.charge(id, MESSAGE, now);
                    sent[n] += MESSAGE as u64;
                    free_at[n] = ms + u64::try_from(wait.as_millis()).unwrap();
                    if !wait.is_zero() {
                        break;
                    }
                }
            }
        }
        sent.iter().map(|bytes| bytes / 10).collect()
    }

    fn is_near(got: u64, expected: u64) -> bool {
        got * 100 > expected * 85 && got * 100 < expected * 115
    }

    #[test]
    fn a_lane_has_no_more_than_its_rate() {
        let rates = LaneRates { lane: 1_000_000, source: 50_000_000, total: 50_000_000 };
        let got = share(rates, &[(1, 100_000_000), (2, 500_000)]);
        assert!(is_near(got[0], 1_000_000) && is_near(got[1], 500_000), "{got:?}");
    }

    #[test]
    fn where_the_total_is_used_up_each_lane_has_an_equal_share() {
        let rates = LaneRates { lane: 3_000_000, source: 50_000_000, total: 4_000_000 };
        let many = 100_000_000;
        let got = share(rates, &[(1, many), (2, many), (3, many), (4, many)]);
        assert!(got.iter().all(|bytes| is_near(*bytes, 1_000_000)), "{got:?}");
        let got = share(rates, &[(1, many), (2, many), (3, 200_000)]);
        assert!(is_near(got[2], 200_000), "who needs little waits for nobody: {got:?}");
        assert!(is_near(got[0], got[1]), "{got:?}");
        let total: u64 = got.iter().sum();
        assert!(is_near(total, 4_000_000), "{got:?}");
    }

    #[test]
    fn the_lanes_of_one_address_share_its_rate() {
        let rates = LaneRates { lane: 3_000_000, source: 2_000_000, total: 50_000_000 };
        let many = 100_000_000;
        let got = share(rates, &[(1, many), (1, many), (2, 1_500_000)]);
        assert!(is_near(got[0], 1_000_000) && is_near(got[1], 1_000_000), "{got:?}");
        assert!(is_near(got[2], 1_500_000), "{got:?}");
    }

    #[test]
    fn many_lanes_of_one_address_take_no_more_than_its_share() {
        let rates = LaneRates { lane: 3_000_000, source: 4_000_000, total: 8_000_000 };
        let many = 100_000_000;
        for (sources, lanes) in [(3, 1), (3, 20), (3, 100), (7, 30)] {
            for needs in [400_000, many] {
                let mut wanted = vec![(1, needs)];
                for host in 0..sources {
                    wanted.extend((0..lanes).map(|_| (host + 2, many)));
                }
                let got = share(rates, &wanted);
                let equal = (rates.total / u64::from(sources + 1)).min(rates.lane);
                assert!(
                    got[0] * 100 > needs.min(equal) * 85,
                    "{sources} {lanes}: {} of {needs}",
                    got[0]
                );
                let total: u64 = got.iter().sum();
                assert!(is_near(total, rates.total), "{sources} {lanes} {needs}: {total}");
            }
        }
    }

    #[test]
    fn many_links_of_one_48_have_one_share() {
        let rates = LaneRates { lane: 3_000_000, source: 4_000_000, total: 4_000_000 };
        let many = 100_000_000;
        let mut ends: Vec<(IpAddr, u64)> = vec![(IpAddr::from([192, 0, 2, 1]), many)];
        for n in 0..40_u16 {
            let link = IpAddr::from([0x2001, 0xdb8, 1, n * 0x100, 0, 0, 0, 1]);
            ends.push((link, many));
        }
        let got = share_of(rates, &ends);
        assert!(got[0] * 100 > 2_000_000 * 85, "{got:?}");
    }

    #[test]
    fn nothing_is_kept_of_ends_that_have_gone() {
        let mut budget = LaneBudget::new(LaneRates::default());
        for n in 0..100 {
            budget.join(LaneSocketId(n), source(1));
        }
        for n in 0..100 {
            budget.leave(LaneSocketId(n));
            budget.leave(LaneSocketId(n));
        }
        assert!(
            budget.sources.is_empty() && budget.total.shares.is_empty() && budget.ends.is_empty()
        );
    }
}
