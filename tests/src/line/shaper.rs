//! One direction of a line: whether a packet is lost, and when it arrives otherwise.

use std::time::Duration;

use alongside_simulation::random::Chance;

/// How good a line is, the same in both directions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quality {
    /// The least delay.
    pub delay: Duration,
    /// The most that is added to it. Packets overtake each other unless [`Self::keeps_order`].
    pub jitter: Duration,
    /// Whether a packet waits for one that left before it.
    pub keeps_order: bool,
    /// Packets lost, of a hundred.
    pub loss: u64,
    /// The rate of the bottleneck, in kbit/s.
    pub kbit: Option<u32>,
    /// The length of the queue at the bottleneck, as a time; a packet that would wait longer is dropped.
    pub queue: Duration,
    /// Every packet is lost.
    pub is_down: bool,
}

impl Quality {
    /// No delay, no loss, no bottleneck.
    pub const GOOD: Self = Self {
        delay: Duration::ZERO,
        jitter: Duration::ZERO,
        keeps_order: true,
        loss: 0,
        kbit: None,
        queue: Duration::from_millis(500),
        is_down: false,
    };

    /// With this delay, half of the round trip, and this jitter.
    #[must_use]
    pub const fn delay(self, delay_ms: u64, jitter_ms: u64) -> Self {
        let (delay, jitter) = (Duration::from_millis(delay_ms), Duration::from_millis(jitter_ms));
        Self { delay, jitter, ..self }
    }

    /// With packets that overtake each other where there is jitter.
    #[must_use]
    pub const fn reordering(self) -> Self {
        Self { keeps_order: false, ..self }
    }

    /// With so many packets of a hundred lost.
    #[must_use]
    pub const fn loss(self, loss: u64) -> Self {
        Self { loss, ..self }
    }

    /// With a bottleneck.
    #[must_use]
    pub const fn kbit(self, kbit: u32) -> Self {
        Self { kbit: Some(kbit), ..self }
    }

    /// With every packet lost.
    #[must_use]
    pub const fn down(self) -> Self {
        Self { is_down: true, ..self }
    }
}

/// One direction.
#[derive(Debug)]
pub(super) struct Shaper {
    chance: Chance,
    /// When the bottleneck has sent all that is queued.
    free: Duration,
    /// When the last packet arrives.
    last: Duration,
}

impl Shaper {
    /// A shaper with its own source of randomness.
    pub(super) fn new(chance: Chance) -> Self {
        Self { chance, free: Duration::ZERO, last: Duration::ZERO }
    }

    /// When a packet that leaves `now` arrives; `None` when it does not.
    pub(super) fn pass(
        &mut self,
        bytes: usize,
        now: Duration,
        quality: &Quality,
    ) -> Option<Duration> {
        // Drawn for each packet, so that a change of the quality does not shift the later ones.
        let is_lost = self.chance.percent(quality.loss);
        let jitter = self.chance.below(1 + u64::try_from(quality.jitter.as_micros()).unwrap());
        if is_lost || quality.is_down {
            return None;
        }
        let through = match quality.kbit {
            Some(kbit) => {
                let begins = self.free.max(now);
                if begins - now > quality.queue {
                    return None;
                }
                let micros = u64::try_from(bytes).unwrap() * 8_000 / u64::from(kbit.max(1));
                self.free = begins + Duration::from_micros(micros);
                self.free
            }
            None => {
                self.free = now;
                now
            }
        };
        let mut arrives = through + quality.delay + Duration::from_micros(jitter);
        if quality.keeps_order {
            arrives = arrives.max(self.last);
            self.last = arrives;
        }
        Some(arrives)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ms(ms: u64) -> Duration {
        Duration::from_millis(ms)
    }

    #[test]
    fn a_narrow_place_passes_what_it_can_and_drops_what_waits_too_long() {
        let mut shaper = Shaper::new(Chance::new(1));
        let quality = Quality::GOOD.kbit(1_000).delay(10, 0);
        // 1250 bytes take 10 ms each; 500 ms of them may wait.
        let arrivals: Vec<_> = (0..100).map(|_| shaper.pass(1250, ms(0), &quality)).collect();
        assert_eq!(arrivals[0], Some(ms(20)));
        assert_eq!(arrivals[50], Some(ms(520)));
        assert!(arrivals[51..].iter().all(Option::is_none));
        assert_eq!(shaper.pass(1250, ms(2_000), &quality), Some(ms(2_020)));
    }

    #[test]
    fn jitter_overtakes_only_where_it_may() {
        for keeps_order in [true, false] {
            let mut shaper = Shaper::new(Chance::new(7));
            let quality = Quality { keeps_order, ..Quality::GOOD.delay(70, 60) };
            let arrivals: Vec<_> =
                (0..200).map(|n| shaper.pass(100, ms(n), &quality).unwrap()).collect();
            assert_eq!(arrivals.is_sorted(), keeps_order);
            for (n, arrival) in (0..).zip(&arrivals) {
                assert!((ms(n + 70)..=ms(n + 200)).contains(arrival), "{n}: {arrival:?}");
            }
        }
    }

    #[test]
    fn as_many_are_lost_as_it_says() {
        let mut shaper = Shaper::new(Chance::new(3));
        let quality = Quality::GOOD.loss(5);
        let lost = (0..10_000).filter(|_| shaper.pass(100, ms(0), &quality).is_none()).count();
        assert!((400..=600).contains(&lost), "{lost} of 10000 at 5 %");
        assert_eq!(shaper.pass(100, ms(0), &quality.down()), None);
    }
}
