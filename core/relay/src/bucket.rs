//! A token bucket: how much may pass in a time.

use alloc::collections::BTreeMap;
use core::time::Duration;

use protocol::time::Tick;

/// The size of a bucket, and what is added to it each second.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rate {
    burst: u64,
    per_second: u64,
}

impl Rate {
    /// A bucket of `burst` tokens to which `per_second` are added.
    pub(crate) const fn new((burst, per_second): (u64, u64)) -> Self {
        Self { burst, per_second }
    }

    /// Bytes per second, with the bytes of half a second at once.
    pub(crate) const fn bytes(per_second: u64) -> Self {
        Self { burst: per_second / 2, per_second }
    }
}

/// The tokens that are left. It is full at first.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bucket {
    tokens: u64,
    filled: Tick,
}

impl Bucket {
    pub(crate) fn full(rate: Rate, now: Tick) -> Self {
        Self { tokens: rate.burst, filled: now }
    }

    /// Whether so many tokens are there; nothing is taken.
    pub(crate) fn has(&mut self, rate: Rate, amount: u64, now: Tick) -> bool {
        let elapsed = now.since(self.filled);
        if elapsed > Duration::ZERO {
            let ms = u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX);
            let added = ms.saturating_mul(rate.per_second) / 1000;
            // Less than a token is not lost: the time for it counts on.
            if added > 0 {
                self.tokens = self.tokens.saturating_add(added).min(rate.burst);
                self.filled = now;
            }
        }
        self.tokens >= amount
    }

    /// Takes tokens that are there.
    pub(crate) fn take(&mut self, amount: u64) {
        self.tokens = self.tokens.saturating_sub(amount);
    }
}

/// A bucket for each key, in a table that is bounded: when it is full, full buckets are forgotten.
pub(crate) struct Buckets<K> {
    table: BTreeMap<K, Bucket>,
    most: usize,
}

impl<K: Copy + Ord> Buckets<K> {
    /// A table of at most so many.
    pub(crate) fn new(most: usize) -> Self {
        Self { table: BTreeMap::new(), most }
    }

    /// Whether so many tokens are there. Nothing is taken. `false` also if no bucket can be forgotten.
    pub(crate) fn has(&mut self, key: K, rate: Rate, amount: u64, now: Tick) -> bool {
        if !self.table.contains_key(&key) && self.table.len() >= self.most {
            self.table.retain(|_, bucket| !bucket.has(rate, rate.burst, now));
            if self.table.len() >= self.most {
                return false;
            }
        }
        let bucket = self.table.entry(key).or_insert_with(|| Bucket::full(rate, now));
        bucket.has(rate, amount, now)
    }

    /// Takes tokens that are there.
    pub(crate) fn take(&mut self, key: K, amount: u64) {
        if let Some(bucket) = self.table.get_mut(&key) {
            bucket.take(amount);
        }
    }

    #[cfg(test)]
    pub(crate) fn len(&self) -> usize {
        self.table.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_gives_its_burst_and_then_its_rate() {
        let rate = Rate::new((10, 5));
        let mut bucket = Bucket::full(rate, Tick::from_millis(0));
        let mut passed = 0;
        for ms in 0..10_000 {
            let now = Tick::from_millis(ms);
            while bucket.has(rate, 1, now) {
                bucket.take(1);
                passed += 1;
            }
        }
        assert_eq!(passed, 10 + 49);
    }
}
