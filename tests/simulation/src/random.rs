//! Seeded random numbers, and tests that run with many seeds.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use rand_core::{CryptoRng, RngCore};

/// SplitMix64: the same seed gives the same run. It also replaces the
/// cryptographic generator of the machines, so it implements [`CryptoRng`].
#[derive(Clone, Debug)]
pub struct Chance(u64);

impl Chance {
    /// A generator with this seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// An independent generator.
    pub fn fork(&mut self) -> Self {
        Self(self.next_u64())
    }

    /// A number below `top`; 0 when `top` is 0.
    pub fn below(&mut self, top: u64) -> u64 {
        self.next_u64().checked_rem(top).unwrap_or(0)
    }

    /// A number from `low` to `high`, both included.
    pub fn between(&mut self, low: u64, high: u64) -> u64 {
        low + self.below(high - low + 1)
    }

    /// True `percent` times out of a hundred.
    pub fn percent(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// One of `choices`.
    ///
    /// # Panics
    /// When there is none.
    pub fn pick<'a, T>(&mut self, choices: &'a [T]) -> &'a T {
        let index = self.below(u64::try_from(choices.len()).unwrap());
        &choices[usize::try_from(index).unwrap()]
    }

    /// Up to `most` random bytes.
    pub fn bytes(&mut self, most: u64) -> Vec<u8> {
        let mut bytes = vec![0; usize::try_from(self.below(most + 1)).unwrap()];
        self.fill_bytes(&mut bytes);
        bytes
    }
}

impl RngCore for Chance {
    fn next_u32(&mut self) -> u32 {
        u32::try_from(self.next_u64() >> 32).unwrap()
    }

    fn next_u64(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn fill_bytes(&mut self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            chunk.copy_from_slice(&self.next_u64().to_le_bytes()[..chunk.len()]);
        }
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), rand_core::Error> {
        self.fill_bytes(bytes);
        Ok(())
    }
}

impl CryptoRng for Chance {}

/// Runs `test` with the seeds in `regressions`, then with `count` further ones. A failing seed is
/// printed; put it into the table beside the test.
///
/// `ALONGSIDE_SEED=n` runs that seed alone. `ALONGSIDE_RUNS=n` makes `n` times as many runs, with
/// seeds that no run before had.
///
/// # Panics
/// When a run does.
pub fn runs(regressions: &[u64], count: u64, test: impl Fn(Chance)) {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let one = |seed: u64| {
        if let Err(panic) = catch_unwind(AssertUnwindSafe(|| test(Chance::new(seed)))) {
            eprintln!("failing seed: {seed} (ALONGSIDE_SEED={seed} runs it alone)");
            resume_unwind(panic);
        }
    };
    if let Some(seed) = number("ALONGSIDE_SEED") {
        return one(seed);
    }
    regressions.iter().copied().for_each(one);
    (0..count * number("ALONGSIDE_RUNS").unwrap_or(1)).for_each(one);
}
