//! What each source address uses, within bounds.

use alloc::collections::{BTreeMap, BTreeSet};
use core::net::IpAddr;

use crate::limits::{ADDRESSES, BYTES_PER_ADDRESS, REQUESTS_OVERALL, REQUESTS_PER_ADDRESS};
use protocol::time::Tick;

use crate::bucket::{Bucket, Rate};

const BYTES: Rate = Rate::bytes(BYTES_PER_ADDRESS);
const REQUESTS: Rate = Rate::new(REQUESTS_PER_ADDRESS);
const OVERALL: Rate = Rate::new(REQUESTS_OVERALL);

/// What counts as one address: an IPv4 address, or an IPv6 /64, the prefix of one link (RFC 4291
/// §2.5.4), because a host can use every address of its link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Source(u64);

impl From<IpAddr> for Source {
    fn from(address: IpAddr) -> Self {
        let [a, b, c, d, e, f, g, h, ..] = match address.to_canonical() {
            // No IPv6 address has this form: ::/64 holds no hosts.
            IpAddr::V4(v4) => u128::from(v4.to_bits()) << 64,
            IpAddr::V6(v6) => v6.to_bits(),
        }
        .to_be_bytes();
        Self(u64::from_be_bytes([a, b, c, d, e, f, g, h]))
    }
}

struct Usage {
    allocations: usize,
    bytes: Bucket,
    requests: Bucket,
    used: Tick,
}

/// All sources, at most [`ADDRESSES`].
pub(crate) struct Sources {
    table: BTreeMap<Source, Usage>,
    // INVARIANT: holds (used, source) of each entry of `table` that has no allocation.
    idle: BTreeSet<(Tick, Source)>,
    datagrams: Bucket,
    streams: Bucket,
}

impl Sources {
    pub(crate) fn new(now: Tick) -> Self {
        let overall = Bucket::full(OVERALL, now);
        Self { table: BTreeMap::new(), idle: BTreeSet::new(), datagrams: overall, streams: overall }
    }

    /// Whether a request of this source is to be answered now. The address of a datagram can be forged, that of
    /// a stream cannot; so datagrams, however many, take nothing from streams.
    pub(crate) fn admit_request(&mut self, source: Source, is_stream: bool, now: Tick) -> bool {
        let overall = if is_stream { &mut self.streams } else { &mut self.datagrams };
        if !overall.has(OVERALL, 1, now) || !self.touch(source, now) {
            return false;
        }
        let Some(usage) = self.table.get_mut(&source) else { return false };
        let admitted = usage.requests.has(REQUESTS, 1, now);
        if admitted {
            usage.requests.take(1);
            let overall = if is_stream { &mut self.streams } else { &mut self.datagrams };
            overall.take(1);
        }
        admitted
    }

    pub(crate) fn allocations(&self, source: Source) -> usize {
        self.table.get(&source).map_or(0, |usage| usage.allocations)
    }

    /// Counts one more allocation. `false` when there is no room for the source.
    pub(crate) fn add_allocation(&mut self, source: Source, now: Tick) -> bool {
        if !self.touch(source, now) {
            return false;
        }
        if let Some(usage) = self.table.get_mut(&source) {
            self.idle.remove(&(usage.used, source));
            usage.allocations += 1;
        }
        true
    }

    pub(crate) fn remove_allocation(&mut self, source: Source) {
        if let Some(usage) = self.table.get_mut(&source) {
            usage.allocations = usage.allocations.saturating_sub(1);
            if usage.allocations == 0 {
                self.idle.insert((usage.used, source));
            }
        }
    }

    pub(crate) fn has_bytes(&mut self, source: Source, bytes: u64, now: Tick) -> bool {
        self.table.get_mut(&source).is_some_and(|usage| usage.bytes.has(BYTES, bytes, now))
    }

    pub(crate) fn take_bytes(&mut self, source: Source, bytes: u64) {
        if let Some(usage) = self.table.get_mut(&source) {
            usage.bytes.take(bytes);
        }
    }

    /// Notes that a source is in use, and makes room for it if necessary.
    fn touch(&mut self, source: Source, now: Tick) -> bool {
        if let Some(usage) = self.table.get_mut(&source) {
            if usage.allocations == 0 {
                self.idle.remove(&(usage.used, source));
                self.idle.insert((now, source));
            }
            usage.used = now;
            return true;
        }
        if self.table.len() >= ADDRESSES {
            let Some((_, oldest)) = self.idle.pop_first() else { return false };
            self.table.remove(&oldest);
        }
        let (bytes, requests) = (Bucket::full(BYTES, now), Bucket::full(REQUESTS, now));
        self.table.insert(source, Usage { allocations: 0, bytes, requests, used: now });
        self.idle.insert((now, source));
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_stays_within_its_bound_and_keeps_those_with_allocations() {
        let mut sources = Sources::new(Tick::default());
        let source = |n: u32| Source::from(IpAddr::from(n.to_be_bytes()));
        assert!(sources.add_allocation(source(1), Tick::default()));
        for n in 2..40_000 {
            assert!(sources.admit_request(source(n), false, Tick::from_millis(u64::from(n))));
        }
        assert_eq!(sources.table.len(), ADDRESSES);
        assert_eq!(sources.allocations(source(1)), 1);
        sources.remove_allocation(source(1));
        assert_eq!(sources.idle.len(), ADDRESSES);
    }

    #[test]
    fn forged_datagrams_take_nothing_from_streams() {
        let (mut sources, now) = (Sources::new(Tick::default()), Tick::default());
        let source = |n: u32| Source::from(IpAddr::from(n.to_be_bytes()));
        let most = u32::try_from(REQUESTS_OVERALL.0).unwrap();
        assert!((1..=most).all(|n| sources.admit_request(source(n), false, now)));
        assert!(!sources.admit_request(source(most + 1), false, now));
        assert!(sources.admit_request(source(1), true, now));
    }

    #[test]
    fn an_ipv6_link_is_one_source() {
        let source = |text: &str| Source::from(text.parse::<IpAddr>().unwrap());
        assert_eq!(source("2001:db8::1"), source("2001:db8::2"));
        assert_ne!(source("2001:db8:0:1::1"), source("2001:db8::1"));
        assert_eq!(source("::ffff:192.0.2.1"), source("192.0.2.1"));
        assert_ne!(source("192.0.2.1"), source("192.0.2.2"));
    }
}
