//! How much was sent lately.

use core::time::Duration;

use protocol::time::Tick;

/// Spans that are looked back over, the one that is not over yet included.
const SPANS: u64 = 9;

/// How long a span is.
const SPAN: Duration = Duration::from_millis(250);

/// Counts bytes over the last two seconds.
#[derive(Debug, Default)]
pub struct Rate {
    /// Bytes of each span; a span's place is its number modulo [`SPANS`].
    bytes: [usize; SPANS as usize],
    /// The number of the newest span.
    newest: u64,
}

impl Rate {
    /// So many bytes were sent.
    pub fn add(&mut self, bytes: usize, now: Tick) {
        self.forget(now);
        let count = &mut self.bytes[place(self.newest)];
        *count = count.saturating_add(bytes);
    }

    /// The rate in kbit/s.
    pub fn kbit_s(&mut self, now: Tick) -> u32 {
        self.forget(now);
        let begun = millis(SPAN) * (SPANS - 1) + now.as_millis() % millis(SPAN);
        let bits = self.bytes.iter().fold(0u64, |sum, bytes| {
            sum.saturating_add(u64::try_from(*bytes).unwrap_or(u64::MAX).saturating_mul(8))
        });
        u32::try_from(bits / begun.max(1)).unwrap_or(u32::MAX)
    }

    /// Clears spans that are too old.
    fn forget(&mut self, now: Tick) {
        let span = now.as_millis() / millis(SPAN);
        let passed = span.saturating_sub(self.newest).min(SPANS);
        for number in 1..=passed {
            self.bytes[place(self.newest.wrapping_add(number))] = 0;
        }
        // After a long silence all places are empty, whichever is the newest.
        self.newest = self.newest.max(span);
    }
}

fn place(span: u64) -> usize {
    usize::try_from(span % SPANS).unwrap_or_default()
}

fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(ms: u64) -> Tick {
        Tick::from_millis(ms)
    }

    #[test]
    fn a_steady_stream_has_its_rate_and_silence_has_none() {
        let mut rate = Rate::default();
        assert_eq!(rate.kbit_s(at(0)), 0);
        // 1000 bytes every 10 ms are 800 kbit/s.
        for ms in (0..10_000).step_by(10) {
            rate.add(1_000, at(ms));
            if ms > 3_000 {
                let kbit_s = rate.kbit_s(at(ms));
                assert!((790..=810).contains(&kbit_s), "{kbit_s} at {ms}");
            }
        }
        assert!(rate.kbit_s(at(11_000)) < 500);
        assert_eq!(rate.kbit_s(at(12_500)), 0);
        assert_eq!(rate.kbit_s(at(9_000_000)), 0);
        rate.add(250_000, at(9_000_000));
        assert!((880..=1_000).contains(&rate.kbit_s(at(9_000_001))));
    }

    #[test]
    fn no_number_of_bytes_is_too_many() {
        let mut rate = Rate::default();
        for _ in 0..3 {
            rate.add(usize::MAX, at(1));
        }
        assert_eq!(rate.kbit_s(at(1)), u32::MAX);
    }
}
