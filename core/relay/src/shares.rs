//! Equal shares of what the server relays, for when that is used up.

use protocol::time::Tick;

use crate::bucket::{Bucket, Buckets, Rate};
use crate::limits::{ADDRESSES, BYTES_OVERALL};
use crate::prefix::{Prefix, Source};

const BYTES: Rate = Rate::bytes(BYTES_OVERALL);

/// How often the shares are adapted, in ms, and how many times in a row they rise after a pause.
const ADAPT_MS: u64 = 50;
const RISES: u64 = 100;

/// No share is smaller, in bytes per second: 8 Mbit/s.
const MIN_SHARE: u64 = 1_000_000;

/// Bytes that all relay, shared between addresses: each may use the same rate, and that is adapted until all of them
/// together use what there is. Who needs less than that loses nothing (max-min fairness). The addresses of an
/// IPv6 /48 have one share, since one host can have all of them.
pub(crate) struct Shares {
    /// What each may use, in bytes per second.
    each: u64,
    /// Bytes that were within the shares since then.
    used: u64,
    since: Tick,
    of: Buckets<Prefix>,
    overall: Bucket,
}

impl Shares {
    pub(crate) fn new(now: Tick) -> Self {
        let (of, overall) = (Buckets::new(ADDRESSES), Bucket::full(BYTES, now));
        Self { each: BYTES_OVERALL, used: 0, since: now, of, overall }
    }

    /// Whether so many bytes may be relayed for an address now: they are within its share, and there are so many.
    pub(crate) fn has(&mut self, source: Source, bytes: u64, now: Tick) -> bool {
        self.adapt(now);
        let is_within = self.of.has(source.widest(), Rate::bytes(self.each), bytes, now);
        if is_within {
            self.used = self.used.saturating_add(bytes);
        }
        is_within && self.overall.has(BYTES, bytes, now)
    }

    /// Counts bytes that are relayed.
    pub(crate) fn take(&mut self, source: Source, bytes: u64) {
        self.of.take(source.widest(), bytes);
        self.overall.take(bytes);
    }

    fn adapt(&mut self, now: Tick) {
        let took = u64::try_from(now.since(self.since).as_millis()).unwrap_or(u64::MAX);
        if took < ADAPT_MS {
            return;
        }
        let used = self.used.saturating_mul(1000) / took;
        if used > BYTES_OVERALL {
            let each = u128::from(self.each) * u128::from(BYTES_OVERALL) / u128::from(used);
            self.each = u64::try_from(each).unwrap_or(u64::MAX);
        } else if used < BYTES_OVERALL - BYTES_OVERALL / 20 {
            for _ in 0..(took / ADAPT_MS).min(RISES) {
                self.each = self.each.saturating_add(self.each / 16);
            }
        }
        self.each = self.each.clamp(MIN_SHARE, BYTES_OVERALL);
        (self.used, self.since) = (0, now);
    }
}

#[cfg(test)]
mod tests {
    use alloc::vec;
    use alloc::vec::Vec;
    use core::net::IpAddr;

    use proptest::prelude::*;

    use super::*;

    const PACKET: u64 = 20_000;

    /// Each source asks for so many bytes per second, for five seconds after five others. Returns what each got,
    /// in the same unit.
    fn share(wanted: &[u64]) -> Vec<u64> {
        let mut shares = Shares::new(Tick::default());
        let mut sent = vec![0; wanted.len()];
        let mut asked = vec![0; wanted.len()];
        for ms in 0..10_000 {
            let now = Tick::from_millis(ms);
            if ms == 5_000 {
                sent.fill(0);
            }
            for (n, wants) in (0_u32..).zip(wanted) {
                let source = Source::from(IpAddr::from((n + 1).to_be_bytes()));
                let at = n as usize;
                while asked[at] < wants * (ms + 1) / 1000 {
                    asked[at] += PACKET;
                    if shares.has(source, PACKET, now) {
                        shares.take(source, PACKET);
                        sent[at] += PACKET;
                    }
                }
            }
        }
        sent.iter().map(|bytes| bytes / 5).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(16))]
        #[test]
        fn an_address_gets_what_it_needs_or_an_equal_share_of_what_there_is(
            heavy in 7_usize..20, needs in 500_000_u64..50_000_000,
        ) {
            let mut wanted = vec![80_000_000; heavy];
            wanted.push(needs);
            let got = share(&wanted);
            let equal = BYTES_OVERALL / (heavy as u64 + 1);
            prop_assert!(got[heavy] * 100 > needs.min(equal) * 88, "{:?} of {needs}", got);
            let total: u64 = got.iter().sum();
            prop_assert!(total * 100 > BYTES_OVERALL * 85, "{total}");
            prop_assert!(total * 100 < BYTES_OVERALL * 115, "{total}");
        }
    }

    #[test]
    fn without_need_nobody_is_held_to_a_share() {
        let got = share(&[200_000_000, 1_000_000]);
        assert!(got[0] > 190_000_000, "{got:?}");
    }

    #[test]
    fn many_links_of_one_48_have_one_share() {
        let mut shares = Shares::new(Tick::default());
        let link =
            |n: u128| Source::from(IpAddr::from(((0x2001_0db8 << 96) + (n << 64)).to_be_bytes()));
        let passed = (0..40_000_u128).filter(|n| {
            let has = shares.has(link(*n), PACKET, Tick::default());
            shares.take(link(*n), if has { PACKET } else { 0 });
            has
        });
        assert_eq!(passed.count() as u64, BYTES_OVERALL / 2 / PACKET);
    }
}
