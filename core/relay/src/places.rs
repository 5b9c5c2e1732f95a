//! Places of which there are only so many, shared fairly between addresses.
//!
//! While there are free ones, an address may have as many as its limit. When all are taken, who has few gets one of
//! those of who has most: first the widest prefixes are compared, then their parts. So a few addresses
//! cannot keep the others out, however long they stay.

use alloc::collections::{BTreeMap, BTreeSet};
use core::net::IpAddr;

use crate::prefix::{Prefix, Source};

/// Who has which place.
#[derive(Debug)]
pub struct Places {
    most: usize,
    of_address: usize,
    // INVARIANT: `by_prefix` holds each place of `taken` under each prefix of its source, and no empty set.
    taken: BTreeMap<u64, Source>,
    by_prefix: BTreeMap<Prefix, BTreeSet<u64>>,
}

/// Why there is no place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoPlace {
    /// The address has as many as it may have.
    Address,
    /// All are taken, and nobody has clearly more than the address.
    Full,
}

impl Places {
    /// So many places, and how many of them one address may have. An IPv6 /64 counts as one address. A /56 may have
    /// twice and a /48 four times as many.
    pub fn new(most: usize, of_address: usize) -> Self {
        Self { most, of_address, taken: BTreeMap::new(), by_prefix: BTreeMap::new() }
    }

    /// Takes a place under a new number. If all are taken, that of another is returned, which has to end: of the
    /// address with the most places the newest that `is_used` says is not in use, else the newest. Numbers that
    /// are larger are newer.
    ///
    /// # Errors
    /// When the address gets none; nothing has changed then.
    pub fn take(
        &mut self,
        id: u64,
        address: IpAddr,
        is_used: impl Fn(u64) -> bool,
    ) -> Result<Option<u64>, NoPlace> {
        let source = Source::from(address);
        let is_over = |prefix: Prefix| self.count(prefix) >= self.of_address * prefix.share();
        if source.prefixes().any(is_over) {
            return Err(NoPlace::Address);
        }
        let ends = if self.taken.len() < self.most {
            None
        } else {
            Some(self.who_gives_way(source, is_used).ok_or(NoPlace::Full)?)
        };
        if let Some(ends) = ends {
            self.give_back(ends);
        }
        self.taken.insert(id, source);
        for prefix in source.prefixes() {
            self.by_prefix.entry(prefix).or_default().insert(id);
        }
        Ok(ends)
    }

    /// A place is free again. One that is not taken is ignored.
    pub fn give_back(&mut self, id: u64) {
        let Some(source) = self.taken.remove(&id) else { return };
        for prefix in source.prefixes() {
            if let Some(its) = self.by_prefix.get_mut(&prefix) {
                its.remove(&id);
                if its.is_empty() {
                    self.by_prefix.remove(&prefix);
                }
            }
        }
    }

    fn count(&self, prefix: Prefix) -> usize {
        self.by_prefix.get(&prefix).map_or(0, BTreeSet::len)
    }

    /// The prefix with the most places.
    fn most_in(&self, (first, last): (Prefix, Prefix)) -> Option<Prefix> {
        let found = self.by_prefix.range(first..=last).max_by_key(|(_, its)| its.len());
        found.map(|(prefix, _)| *prefix)
    }

    fn who_gives_way(&self, source: Source, is_used: impl Fn(u64) -> bool) -> Option<u64> {
        let mut level = Prefix::all();
        let mut prefixes = source.prefixes();
        let mut most = loop {
            let (own, most) = (prefixes.next()?, self.most_in(level)?);
            let (has, others_have) = (self.count(own), self.count(most));
            if has == others_have {
                // It is among those that have most itself: a part of it gives way.
                level = own.parts()?;
            } else if has + 1 < others_have {
                break most;
            } else {
                return None;
            }
        };
        while let Some(part) = most.parts().and_then(|parts| self.most_in(parts)) {
            most = part;
        }
        let its = self.by_prefix.get(&most)?;
        its.iter().rev().find(|id| !is_used(**id)).or_else(|| its.last()).copied()
    }
}

#[cfg(test)]
mod tests {
    use alloc::format;
    use alloc::vec::Vec;

    use proptest::prelude::*;

    use super::*;

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    /// Takes as many places as there are, at most so many.
    fn fill(places: &mut Places, next: &mut u64, address: &str, at_most: usize) -> usize {
        let taken = (0..at_most).take_while(|_| {
            *next += 1;
            places.take(*next, ip(address), |_| true) == Ok(None)
        });
        taken.count()
    }

    #[test]
    fn who_has_nothing_gets_a_place_although_nine_others_have_all() {
        let (mut places, mut next) = (Places::new(4096, 480), 0);
        let nine: usize =
            (1..=9).map(|n| fill(&mut places, &mut next, &format!("192.0.2.{n}"), 480)).sum();
        assert_eq!(nine, 4096);
        let mut evicted = Vec::new();
        for n in 0..200 {
            let new = 10_000 + n;
            evicted.push(places.take(new, ip("198.51.100.1"), |_| true).unwrap().unwrap());
        }
        assert!(evicted.iter().all(|id| *id < 10_000), "nobody loses a place to itself");
        assert_eq!(places.taken.len(), 4096);
        // One of the nine that has as many as the others takes nothing from them.
        assert_eq!(places.take(20_000, ip("192.0.2.1"), |_| true), Err(NoPlace::Full));
    }

    #[test]
    fn what_is_not_in_use_gives_way_first() {
        let mut places = Places::new(4, 480);
        for id in 1..=4 {
            assert_eq!(places.take(id, ip("192.0.2.1"), |_| true), Ok(None));
        }
        assert_eq!(places.take(5, ip("192.0.2.2"), |id| id != 2), Ok(Some(2)));
        assert_eq!(places.take(6, ip("192.0.2.3"), |_| true), Ok(Some(4)), "else the newest");
    }

    #[test]
    fn addresses_of_one_56_count_together() {
        let (mut places, mut next) = (Places::new(100_000, 10), 0);
        let of_56: usize = (0..256)
            .map(|n| fill(&mut places, &mut next, &format!("2001:db8:1:{n:x}::1"), 100))
            .sum();
        assert_eq!(of_56, 2 * 10);
        let of_48: usize = (0..256)
            .map(|n| fill(&mut places, &mut next, &format!("2001:db8:1:{:x}::1", n << 8), 100))
            .sum();
        assert_eq!(of_56 + of_48, 4 * 10);
        assert_eq!(fill(&mut places, &mut next, "2001:db8:2::1", 100), 10);
    }

    #[test]
    fn many_links_of_one_48_give_way_to_another_address() {
        let (mut places, mut next) = (Places::new(30, 10), 0);
        for n in 0..30 {
            let link = format!("2001:db8:1:{:x}::1", n << 8);
            assert_eq!(fill(&mut places, &mut next, &link, 1), 1);
        }
        for n in 0..10 {
            assert!(places.take(1_000 + n, ip("192.0.2.1"), |_| true).unwrap().unwrap() <= 30);
        }
    }

    proptest! {
        #[test]
        fn the_places_never_exceed_their_number_and_the_indexes_agree(
            steps in prop::collection::vec((0_u8..6, 0_u8..4, any::<bool>()), 0..200),
        ) {
            let mut places = Places::new(12, 6);
            for (id, (host, net, is_taken)) in (0_u64..).zip(steps) {
                if is_taken {
                    let address = if net == 0 {
                        ip(&format!("192.0.2.{host}"))
                    } else {
                        ip(&format!("2001:db8:{net}:{host}::1"))
                    };
                    let before = places.taken.len();
                    match places.take(id, address, |_| true) {
                        Ok(Some(ended)) => {
                            prop_assert!(ended < id && before == 12);
                            prop_assert!(!places.taken.contains_key(&ended));
                        }
                        Ok(None) => prop_assert!(before < 12),
                        Err(_) => prop_assert_eq!(places.taken.len(), before),
                    }
                } else {
                    places.give_back(u64::from(host) * 7 + u64::from(net));
                }
                prop_assert!(places.taken.len() <= 12);
                let sources = places.taken.iter();
                let pairs: usize = sources.map(|(_, source)| source.prefixes().count()).sum();
                let indexed: usize = places.by_prefix.values().map(BTreeSet::len).sum();
                prop_assert_eq!(pairs, indexed);
                prop_assert!(places.by_prefix.values().all(|its| !its.is_empty()));
            }
        }
    }
}
