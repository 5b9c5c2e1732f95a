//! Durations of the last frames, as percentiles.

use alloc::vec::Vec;
use core::time::Duration;

/// Samples kept; the oldest is replaced first.
const KEPT: usize = 512;

/// The distribution of a number of samples.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Percentiles {
    /// How many samples there are.
    pub count: usize,
    /// The median, in µs.
    pub median_us: u32,
    /// The 95th percentile, in µs.
    pub p95_us: u32,
}

/// A ring of samples.
#[derive(Debug, Default)]
pub struct Samples {
    ring: Vec<u32>,
    next: usize,
}

impl Samples {
    /// Adds a sample.
    pub fn add(&mut self, time: Duration) {
        let sample = u32::try_from(time.as_micros()).unwrap_or(u32::MAX);
        match self.ring.get_mut(self.next) {
            Some(oldest) => *oldest = sample,
            None => self.ring.push(sample),
        }
        self.next = (self.next + 1) % KEPT;
    }

    /// The distribution of the samples kept.
    pub fn percentiles(&self) -> Percentiles {
        let mut sorted = self.ring.clone();
        sorted.sort_unstable();
        let count = sorted.len();
        let at = |percent: usize| sorted.get((count * percent).div_ceil(100).max(1) - 1).copied();
        Percentiles {
            count,
            median_us: at(50).unwrap_or_default(),
            p95_us: at(95).unwrap_or_default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_those_of_the_last_samples() {
        let mut samples = Samples::default();
        assert_eq!(samples.percentiles(), Percentiles::default());
        samples.add(Duration::from_micros(7));
        assert_eq!(samples.percentiles(), Percentiles { count: 1, median_us: 7, p95_us: 7 });
        for us in 1..=10_000 {
            samples.add(Duration::from_micros(us));
        }
        let want = Percentiles { count: KEPT, median_us: 9_744, p95_us: 9_975 };
        assert_eq!(samples.percentiles(), want);
    }
}
