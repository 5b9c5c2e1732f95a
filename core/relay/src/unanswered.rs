//! What is sent to peers that have not answered: little, since they may want nothing from the relay.
//!
//! Each part counts the bytes of one of the bounds in [`limits`](crate::limits); those of allocations and
//! client addresses are kept there.

use core::net::IpAddr;

use crate::limits::{
    UNANSWERED_OVERALL, UNANSWERED_PEERS, UNANSWERED_PER_ADDRESS, UNANSWERED_PER_ALLOCATION,
    UNANSWERED_PER_PEER,
};
use protocol::time::Tick;

use crate::bucket::{Bucket, Buckets, Rate};
use crate::prefix::Source;

/// For one allocation.
pub(crate) const PER_ALLOCATION: Rate = Rate::new(UNANSWERED_PER_ALLOCATION);
/// For one address of clients.
pub(crate) const PER_ADDRESS: Rate = Rate::new(UNANSWERED_PER_ADDRESS);
const PER_PEER: Rate = Rate::new(UNANSWERED_PER_PEER);
const OVERALL: Rate = Rate::new(UNANSWERED_OVERALL);

/// What was sent to silent peers by the whole server.
pub(crate) struct Unanswered {
    overall: Bucket,
    peers: Buckets<Source>,
}

impl Unanswered {
    pub(crate) fn new(now: Tick) -> Self {
        Self { overall: Bucket::full(OVERALL, now), peers: Buckets::new(UNANSWERED_PEERS) }
    }

    /// Whether so many bytes may go to a silent peer now.
    pub(crate) fn has(&mut self, peer: IpAddr, bytes: u64, now: Tick) -> bool {
        self.overall.has(OVERALL, bytes, now)
            && self.peers.has(Source::from(peer), PER_PEER, bytes, now)
    }

    /// Counts bytes that went to a silent peer.
    pub(crate) fn take(&mut self, peer: IpAddr, bytes: u64) {
        self.overall.take(bytes);
        self.peers.take(Source::from(peer), bytes);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_peers_stays_within_its_bound() {
        let mut unanswered = Unanswered::new(Tick::default());
        let peer = |n: u32| IpAddr::from(n.to_be_bytes());
        for n in 1..100_000 {
            let now = Tick::from_millis(u64::from(n));
            assert!(unanswered.has(peer(n), 100, now));
            unanswered.take(peer(n), 100);
            assert!(unanswered.peers.len() <= UNANSWERED_PEERS);
        }
    }
}
