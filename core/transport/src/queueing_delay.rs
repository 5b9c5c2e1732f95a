//! Queueing delay: how long packets wait in queues of the path, beyond its smallest one-way delay.

/// How long the smallest one-way delay is remembered, in µs: between once and twice this time. Long
/// enough that it is not forgotten while a queue of our own drains, short enough to follow the drift
/// of two clocks (some milliseconds a minute) and a path that has become longer.
const REMEMBERED_US: u64 = 10_000_000;

/// Compares each packet's one-way delay with the smallest recent one.
#[derive(Debug, Default)]
pub(super) struct QueueingDelay {
    /// The smallest one-way delay since `since_us`, and in the period before it. The two ends' clocks
    /// have different origins, so only differences mean anything.
    smallest: Option<i64>,
    smallest_before: Option<i64>,
    since_us: u64,
}

impl QueueingDelay {
    /// The queueing delay of a packet, in µs.
    pub(super) fn of_packet(&mut self, departed_us: u64, arrived_us: u64) -> u64 {
        let one_way = signed(arrived_us) - signed(departed_us);
        let age = departed_us.saturating_sub(self.since_us);
        if age >= REMEMBERED_US {
            let is_recent = age < 2 * REMEMBERED_US;
            self.smallest_before = self.smallest.take().filter(|_| is_recent);
            self.since_us = departed_us;
        }
        self.smallest = Some(self.smallest.map_or(one_way, |smallest| smallest.min(one_way)));
        let least = self.smallest_before.map_or(one_way, |before| before.min(one_way));
        let least = self.smallest.map_or(least, |smallest| smallest.min(least));
        one_way.abs_diff(least)
    }

    /// Accepts that the path itself has become longer by this much.
    pub(super) fn lengthen_path(&mut self, by_us: u64) {
        let by = signed(by_us);
        self.smallest_before = None;
        self.smallest = self.smallest.map(|smallest| smallest + by);
    }
}

fn signed(us: u64) -> i64 {
    i64::try_from(us).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_smallest_delay_is_the_measure_until_it_is_old() {
        let mut delay = QueueingDelay::default();
        // The Helper's clock is 5 s ahead.
        assert_eq!(delay.of_packet(0, 5_010_000), 0);
        assert_eq!(delay.of_packet(1_000, 5_031_000), 20_000);
        assert_eq!(delay.of_packet(9_000_000, 14_040_000), 30_000);
        assert_eq!(delay.of_packet(15_000_000, 20_040_000), 30_000);
        assert_eq!(delay.of_packet(30_000_000, 35_040_000), 0, "the path has become longer");
        assert_eq!(delay.of_packet(31_000_000, 36_010_000), 0, "and shorter again");
    }

    #[test]
    fn clocks_that_drift_do_not_look_like_a_queue() {
        let mut delay = QueueingDelay::default();
        // 100 millionths, for ten minutes.
        for second in 0..600u64 {
            let departed = second * 1_000_000;
            let waited = delay.of_packet(departed, departed + 7_000 + second * 100);
            assert!(waited <= 2_100, "{waited} µs");
        }
    }

    #[test]
    fn a_longer_path_can_be_accepted() {
        let mut delay = QueueingDelay::default();
        assert_eq!(delay.of_packet(0, 10_000), 0);
        assert_eq!(delay.of_packet(1_000, 61_000), 50_000);
        delay.lengthen_path(50_000);
        assert_eq!(delay.of_packet(2_000, 62_000), 0);
    }
}
