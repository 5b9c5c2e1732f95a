//! Which connections a server keeps when there are more than it can have: those of one source are
//! bounded, and where all of them are too many, the source that has the most loses one. Pure.
//!
//! A source counts with the blocks that it is part of ([`Source::blocks`]), so that an IPv6 site does not have the
//! share of 65,536 sources.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::address::{Block, Source};

/// How many connections there may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ConnectionBounds {
    /// In all.
    pub(crate) total: usize,
    /// Of one source. A block of sources has [`Block::share`] times as many.
    pub(crate) per_source: usize,
}

/// Whether a connection is of use already.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Use {
    /// Its client has not said what it wants, or holds nothing.
    Idle,
    /// It is served.
    Busy,
}

/// What becomes of a new connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub(crate) enum Entry<K> {
    /// It is kept. Another one must be closed for it; it has left the table.
    Kept { evicted: Option<K> },
    /// Its source has too many.
    TooMany,
    /// There are too many in all, and no source has so many that it loses one for this.
    Full,
}

/// A connection in the order in which connections are evicted: idle ones first, the oldest first.
type Member<K> = (Use, K);

/// The connections of a server. Their names `K` are in the order of their age.
#[derive(Debug)]
pub(crate) struct ConnectionTable<K> {
    bounds: ConnectionBounds,
    /// `None`: it is that of a trusted proxy, and serves no client.
    all: BTreeMap<K, (Option<Source>, Use)>,
    /// The connections of each block of each level.
    blocks: BTreeMap<Block, BTreeSet<Member<K>>>,
    // INVARIANT: holds each block of the widest level in `blocks` once, with how many connections it has and
    // the one of them that is evicted first.
    by_weight: BTreeSet<(usize, Reverse<Member<K>>, Block)>,
}

impl<K: Copy + Ord> ConnectionTable<K> {
    pub(crate) fn new(bounds: ConnectionBounds) -> Self {
        Self { bounds, all: BTreeMap::new(), blocks: BTreeMap::new(), by_weight: BTreeSet::new() }
    }

    /// Number of connections.
    #[cfg(test)]
    pub(crate) fn len(&self) -> usize {
        self.all.len()
    }

    /// A connection begins, idle.
    pub(crate) fn enter(&mut self, connection: K, source: Option<Source>) -> Entry<K> {
        let mut evicted = None;
        for block in source.into_iter().flat_map(Source::blocks) {
            let Some(members) = self.blocks.get(&block) else { continue };
            if members.len() >= self.bounds.per_source.saturating_mul(block.share()) {
                // Others at the same address, such as an office, do not suffer from one who says nothing.
                match members.first() {
                    Some((Use::Idle, oldest)) => evicted = Some(*oldest),
                    Some((Use::Busy, _)) | None => return Entry::TooMany,
                }
                break;
            }
        }
        if evicted.is_none() && self.all.len() >= self.bounds.total {
            let Some(victim) = self.heaviest(source) else { return Entry::Full };
            evicted = Some(victim);
        }
        if let Some(victim) = evicted {
            self.leave(victim);
        }
        self.put(connection, source, Use::Idle);
        Entry::Kept { evicted }
    }

    /// Sets what a connection is of use for.
    pub(crate) fn set(&mut self, connection: K, to: Use) {
        if let Some((source, is)) = self.all.get(&connection).copied()
            && is != to
        {
            self.leave(connection);
            self.put(connection, source, to);
        }
    }

    /// The connection of a trusted proxy serves a client from now on; `None`: no client. Where the client has too many, it
    /// serves nobody.
    pub(crate) fn serve(&mut self, connection: K, client: Option<Source>) -> Entry<K> {
        if !self.all.contains_key(&connection) {
            // It was evicted, and is about to end.
            return Entry::Kept { evicted: None };
        }
        self.leave(connection);
        let entry = self.enter(connection, client);
        match entry {
            Entry::Kept { .. } if client.is_some() => self.set(connection, Use::Busy),
            Entry::Kept { .. } => {}
            Entry::TooMany | Entry::Full => self.put(connection, None, Use::Idle),
        }
        entry
    }

    /// A connection has ended.
    pub(crate) fn leave(&mut self, connection: K) {
        let Some((source, is)) = self.all.remove(&connection) else { return };
        let Some(source) = source else { return };
        for block in source.blocks() {
            self.change(block, source, |members| {
                members.remove(&(is, connection));
            });
        }
    }

    fn put(&mut self, connection: K, source: Option<Source>, is: Use) {
        self.all.insert(connection, (source, is));
        let Some(source) = source else { return };
        for block in source.blocks() {
            self.change(block, source, |members| {
                members.insert((is, connection));
            });
        }
    }

    fn change(
        &mut self,
        block: Block,
        source: Source,
        change: impl FnOnce(&mut BTreeSet<Member<K>>),
    ) {
        let is_widest = source.widest() == block;
        let members = self.blocks.entry(block).or_default();
        if is_widest && let Some(first) = members.first() {
            self.by_weight.remove(&(members.len(), Reverse(*first), block));
        }
        change(members);
        match members.first() {
            Some(first) if is_widest => {
                self.by_weight.insert((members.len(), Reverse(*first), block));
            }
            Some(_) => {}
            None => {
                self.blocks.remove(&block);
            }
        }
    }

    /// The connection that is closed for one of `source`: of the block that has the most. One that is in use
    /// is closed only if its block has more even so.
    fn heaviest(&self, source: Option<Source>) -> Option<K> {
        let (weight, Reverse((is, victim)), _) = self.by_weight.last()?;
        let own = source.and_then(|source| self.blocks.get(&source.widest()));
        let own = own.map_or(0, BTreeSet::len);
        (*is == Use::Idle || *weight >= own + 2).then_some(*victim)
    }

    /// Panics where an invariant does not hold.
    #[cfg(test)]
    fn check(&self) {
        assert!(self.all.len() <= self.bounds.total);
        let mut blocks: BTreeMap<Block, BTreeSet<Member<K>>> = BTreeMap::new();
        let mut widest = BTreeSet::new();
        for (connection, (source, is)) in &self.all {
            let Some(source) = source else { continue };
            widest.insert(source.widest());
            for block in source.blocks() {
                blocks.entry(block).or_default().insert((*is, *connection));
            }
        }
        for (block, members) in &blocks {
            assert!(members.len() <= self.bounds.per_source * block.share());
        }
        let weights = widest.into_iter().map(|block| {
            let members = &blocks[&block];
            (members.len(), Reverse(*members.first().unwrap()), block)
        });
        assert!(self.by_weight.iter().copied().eq(weights.collect::<BTreeSet<_>>()));
        assert!(self.blocks.iter().eq(blocks.iter()));
    }
}

#[cfg(test)]
mod tests {
    use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

    use proptest::prelude::*;

    use super::*;

    fn v4(n: u32) -> Option<Source> {
        Some(IpAddr::V4(Ipv4Addr::from_bits(n)).into())
    }

    /// The /64 of this number in one /48.
    fn v6(n: u16) -> Option<Source> {
        Some(IpAddr::V6(Ipv6Addr::new(0x2001, 0xdb8, 1, n, 0, 0, 0, 1)).into())
    }

    const KEPT: Entry<u32> = Entry::Kept { evicted: None };

    fn table(total: usize, per_source: usize) -> ConnectionTable<u32> {
        ConnectionTable::new(ConnectionBounds { total, per_source })
    }

    #[test]
    fn a_source_has_no_more_than_its_part_and_loses_its_own_first() {
        let mut table = table(100, 3);
        for n in 0..3 {
            assert_eq!(table.enter(n, v4(1)), KEPT);
        }
        table.set(0, Use::Busy);
        assert_eq!(table.enter(3, v4(1)), Entry::Kept { evicted: Some(1) }, "the oldest idle one");
        for n in [2, 3] {
            table.set(n, Use::Busy);
        }
        assert_eq!(table.enter(4, v4(1)), Entry::TooMany);
        assert_eq!(table.enter(5, v4(2)), KEPT);
        table.leave(0);
        assert_eq!(table.enter(6, v4(1)), KEPT);
        table.check();
    }

    #[test]
    fn an_ipv6_site_is_bounded_whatever_prefixes_it_uses() {
        let mut table = table(1_000, 4);
        let kept = (0..256).filter(|n| table.enter(u32::from(*n), v6(*n)) == KEPT).count();
        assert_eq!(kept, 8, "a /56 has two shares");
        let kept = (0..256_u16).filter(|n| table.enter(1_000 + u32::from(*n), v6(n << 8)) == KEPT);
        assert_eq!(kept.count(), 8, "a /48 has four");
        table.check();
    }

    #[test]
    fn a_source_of_an_ipv6_site_loses_its_own_and_not_one_of_a_neighbour() {
        let mut table = table(1_000, 2);
        for n in 0..2 {
            assert_eq!(table.enter(n, v6(1)), KEPT);
        }
        for n in 2..4 {
            assert_eq!(table.enter(n, v6(0)), KEPT, "now their /56 is full, too");
        }
        assert_eq!(table.enter(4, v6(0)), Entry::Kept { evicted: Some(2) });
        table.check();
    }

    #[test]
    fn who_loses_its_own_takes_none_of_others_even_if_the_table_is_full() {
        let mut table = table(4, 2);
        for n in 0..4 {
            assert_eq!(table.enter(n, v4(n / 2)), KEPT);
        }
        assert_eq!(table.enter(4, v4(1)), Entry::Kept { evicted: Some(2) });
        assert_eq!(table.len(), 4);
        table.check();
    }

    #[test]
    fn what_is_of_no_use_any_more_is_evicted_like_any_idle_one() {
        let mut table = table(10, 1);
        assert_eq!(table.enter(0, v4(1)), KEPT);
        table.set(0, Use::Busy);
        assert_eq!(table.enter(1, v4(1)), Entry::TooMany);
        table.set(0, Use::Idle);
        assert_eq!(table.enter(1, v4(1)), Entry::Kept { evicted: Some(0) });
        table.check();
    }

    #[test]
    fn one_in_use_is_evicted_only_for_a_source_that_has_fewer_even_with_the_new_one() {
        let mut table = table(4, 8);
        for n in 0..4 {
            assert_eq!(table.enter(n, v4(n / 3)), KEPT);
            table.set(n, Use::Busy);
        }
        assert_eq!(table.enter(4, v4(1)), Entry::Kept { evicted: Some(0) }, "three against one");
        table.set(4, Use::Busy);
        assert_eq!(table.enter(5, v4(1)), Entry::Full, "two against two");
        table.check();
    }

    #[test]
    fn who_has_the_most_makes_room_for_others() {
        let mut table = table(10, 8);
        for n in 0..8 {
            assert_eq!(table.enter(n, v4(1)), KEPT);
            table.set(n, Use::Busy);
        }
        assert_eq!(table.enter(8, v4(2)), KEPT);
        assert_eq!(table.enter(9, v4(3)), KEPT);
        assert_eq!(table.enter(10, v4(4)), Entry::Kept { evicted: Some(0) });
        assert_eq!(table.len(), 10);
        table.check();
    }

    #[test]
    fn where_all_have_one_the_oldest_that_says_nothing_goes() {
        let mut table = table(10, 8);
        for n in 0..10 {
            assert_eq!(table.enter(n, v4(100 - n)), KEPT);
        }
        table.set(0, Use::Busy);
        assert_eq!(table.enter(10, v4(50)), Entry::Kept { evicted: Some(1) });
        for n in 0..=10 {
            table.set(n, Use::Busy);
        }
        assert_eq!(table.enter(11, v4(51)), Entry::Full, "nobody has more than a fair share");
        table.check();
    }

    #[test]
    fn a_connection_of_a_proxy_counts_for_the_client_that_it_serves() {
        let mut table = table(10, 3);
        for n in 0..6 {
            assert_eq!(table.enter(n, None), KEPT);
        }
        for n in 0..3 {
            assert_eq!(table.serve(n, v4(1)), KEPT);
        }
        assert_eq!(table.serve(3, v4(1)), Entry::TooMany);
        assert_eq!(table.serve(3, v4(2)), KEPT, "another client on the same connection");
        assert_eq!(table.serve(0, v4(1)), KEPT, "the next request on a connection of its own");
        assert_eq!(table.enter(6, v4(1)), Entry::TooMany, "past the proxy it has no more");
        assert_eq!(table.serve(0, None), KEPT);
        assert_eq!(table.serve(4, v4(1)), KEPT);
        table.check();
        for n in 7..11 {
            assert_eq!(table.enter(n, v4(n)), KEPT);
        }
        // The one with most makes room, whatever way it came.
        assert_eq!(table.enter(11, v4(11)), Entry::Kept { evicted: Some(1) });
        assert_eq!(table.serve(1, v4(1)), KEPT);
        assert_eq!(table.len(), 10, "what was evicted does not come back");
        table.check();
    }

    #[test]
    fn what_comes_through_a_proxy_is_not_evicted() {
        let mut table = table(4, 2);
        for n in 0..4 {
            assert_eq!(table.enter(n, None), KEPT);
        }
        assert_eq!(table.enter(4, v4(1)), Entry::Full);
        table.leave(3);
        assert_eq!(table.enter(5, v4(1)), KEPT);
        assert_eq!(table.enter(6, None), Entry::Kept { evicted: Some(5) });
        table.check();
    }

    proptest! {
        /// Whatever others do, a source that has none gets a connection as long as somebody has two, or an idle
        /// one.
        #[test]
        fn a_newcomer_gets_a_connection_while_anybody_has_more(
            steps in proptest::collection::vec((0..12_u32, 0..4_u8), 0..400),
        ) {
            let mut table = table(16, 6);
            let mut open: Vec<u32> = Vec::new();
            for (number, (n, what)) in (0_u32..).zip(steps) {
                match what {
                    0 | 1 => match table.enter(number, v4(n)) {
                        Entry::Kept { evicted } => {
                            open.retain(|other| Some(*other) != evicted);
                            open.push(number);
                        }
                        Entry::TooMany => prop_assert_eq!(table.blocks[&v4(n).unwrap().widest()].len(), 6),
                        Entry::Full => prop_assert_eq!(table.len(), 16),
                    },
                    2 if !open.is_empty() => table.set(open[n as usize % open.len()], Use::Busy),
                    3 if !open.is_empty() => table.leave(open.swap_remove(n as usize % open.len())),
                    _ => {}
                }
                table.check();
            }
            let somebody_has_two = table.by_weight.last().is_some_and(|(weight, ..)| *weight >= 2);
            let entry = table.enter(1_000, v4(99));
            let is_kept = matches!(entry, Entry::Kept { .. });
            prop_assert!(is_kept || !somebody_has_two);
        }
    }
}
