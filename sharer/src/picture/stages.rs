//! How long the stages of a frame take.

use std::time::Duration;

/// Samples kept of each stage; the oldest goes first.
const KEPT: usize = 512;

/// The times of the last frames, stage by stage.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StageTimes {
    /// Fetching what changed.
    pub capture: Percentiles,
    /// Converting it.
    pub convert: Percentiles,
    /// Encoding the picture.
    pub encode: Percentiles,
}

/// How a number of samples is spread.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Percentiles {
    /// How many samples there are.
    pub count: usize,
    /// Half of them took no longer, in µs.
    pub median_us: u32,
    /// 95 of 100 took no longer, in µs.
    pub p95_us: u32,
}

/// The last samples of each stage.
#[derive(Debug, Default)]
pub(crate) struct Stages {
    pub(crate) capture: Samples,
    pub(crate) convert: Samples,
    pub(crate) encode: Samples,
}

impl Stages {
    pub(crate) fn times(&self) -> StageTimes {
        StageTimes {
            capture: self.capture.percentiles(),
            convert: self.convert.percentiles(),
            encode: self.encode.percentiles(),
        }
    }
}

/// A ring of samples.
#[derive(Debug, Default)]
pub(crate) struct Samples {
    ring: Vec<u32>,
    next: usize,
}

impl Samples {
    pub(crate) fn add(&mut self, time: Duration) {
        let sample = u32::try_from(time.as_micros()).unwrap_or(u32::MAX);
        if self.ring.len() < KEPT {
            self.ring.push(sample);
        } else {
            self.ring[self.next] = sample;
        }
        self.next = (self.next + 1) % KEPT;
    }

    pub(crate) fn percentiles(&self) -> Percentiles {
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
