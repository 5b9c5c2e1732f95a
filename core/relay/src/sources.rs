//! What each source address uses, within bounds.

use alloc::collections::{BTreeMap, BTreeSet};

use crate::limits::{
    ADDRESSES, BYTES_PER_ADDRESS, NONCE_REQUESTS_OVERALL, NONCE_REQUESTS_PER_ADDRESS,
    REQUESTS_OVERALL, REQUESTS_PER_ADDRESS,
};
use protocol::time::Tick;

use crate::bucket::{Bucket, Buckets, Rate};
use crate::prefix::{Prefix, Source};
use crate::unanswered::PER_ADDRESS;

const BYTES: Rate = Rate::bytes(BYTES_PER_ADDRESS);
const REQUESTS: Rate = Rate::new(REQUESTS_PER_ADDRESS);
const OVERALL: Rate = Rate::new(REQUESTS_OVERALL);

const NONCE_REQUESTS: Rate = Rate::new(NONCE_REQUESTS_PER_ADDRESS);
const NONCE_OVERALL: Rate = Rate::new(NONCE_REQUESTS_OVERALL);

/// What says that a request comes from the address that it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AddressProof {
    /// Nothing: the address of a datagram can be forged.
    Nothing,
    /// Its connection.
    Connection,
    /// A nonce that the server has sent to the address.
    Nonce,
}

struct Usage {
    allocations: usize,
    bytes: Bucket,
    /// Bytes for peers that have not answered.
    unanswered: Bucket,
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
    with_nonce: Bucket,
    nonces: Buckets<Prefix>,
}

impl Sources {
    pub(crate) fn new(now: Tick) -> Self {
        let overall = Bucket::full(OVERALL, now);
        Self {
            table: BTreeMap::new(),
            idle: BTreeSet::new(),
            datagrams: overall,
            streams: overall,
            with_nonce: Bucket::full(NONCE_OVERALL, now),
            nonces: Buckets::new(ADDRESSES),
        }
    }

    /// Whether a request of this source is to be answered now. Datagrams, however many, take nothing from streams,
    /// and neither takes anything from those with a nonce.
    pub(crate) fn admit_request(&mut self, source: Source, proof: AddressProof, now: Tick) -> bool {
        let overall = match proof {
            AddressProof::Nothing => &mut self.datagrams,
            AddressProof::Connection => &mut self.streams,
            AddressProof::Nonce => return self.admit_with_nonce(source, now),
        };
        if !overall.has(OVERALL, 1, now) || !self.touch(source, now) {
            return false;
        }
        let Some(usage) = self.table.get_mut(&source) else { return false };
        let admitted = usage.requests.has(REQUESTS, 1, now);
        if admitted {
            usage.requests.take(1);
            match proof {
                AddressProof::Connection => self.streams.take(1),
                AddressProof::Nothing | AddressProof::Nonce => self.datagrams.take(1),
            }
        }
        admitted
    }

    fn admit_with_nonce(&mut self, source: Source, now: Tick) -> bool {
        let prefix = source.widest();
        let admitted = self.with_nonce.has(NONCE_OVERALL, 1, now)
            && self.nonces.has(prefix, NONCE_REQUESTS, 1, now);
        if admitted {
            self.with_nonce.take(1);
            self.nonces.take(prefix, 1);
        }
        admitted
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

    pub(crate) fn has_unanswered(&mut self, source: Source, bytes: u64, now: Tick) -> bool {
        let usage = self.table.get_mut(&source);
        usage.is_some_and(|usage| usage.unanswered.has(PER_ADDRESS, bytes, now))
    }

    pub(crate) fn take_unanswered(&mut self, source: Source, bytes: u64) {
        if let Some(usage) = self.table.get_mut(&source) {
            usage.unanswered.take(bytes);
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
        let usage = Usage {
            allocations: 0,
            bytes: Bucket::full(BYTES, now),
            unanswered: Bucket::full(PER_ADDRESS, now),
            requests: Bucket::full(REQUESTS, now),
            used: now,
        };
        self.table.insert(source, usage);
        self.idle.insert((now, source));
        true
    }
}

#[cfg(test)]
mod tests {
    use core::net::IpAddr;

    use super::*;

    #[test]
    fn the_table_stays_within_its_bound_and_keeps_those_with_allocations() {
        let mut sources = Sources::new(Tick::default());
        let source = |n: u32| Source::from(IpAddr::from(n.to_be_bytes()));
        assert!(sources.add_allocation(source(1), Tick::default()));
        for n in 2..40_000 {
            assert!(sources.admit_request(
                source(n),
                AddressProof::Nothing,
                Tick::from_millis(u64::from(n))
            ));
        }
        assert_eq!(sources.table.len(), ADDRESSES);
        assert_eq!(sources.table[&source(1)].allocations, 1);
        sources.remove_allocation(source(1));
        assert_eq!(sources.idle.len(), ADDRESSES);
    }

    #[test]
    fn forged_datagrams_take_nothing_from_streams() {
        let (mut sources, now) = (Sources::new(Tick::default()), Tick::default());
        let source = |n: u32| Source::from(IpAddr::from(n.to_be_bytes()));
        let forged = AddressProof::Nothing;
        let most = u32::try_from(REQUESTS_OVERALL.0).unwrap();
        assert!((1..=most).all(|n| sources.admit_request(source(n), forged, now)));
        assert!(!sources.admit_request(source(most + 1), forged, now));
        assert!(sources.admit_request(source(1), AddressProof::Connection, now));
    }
}
