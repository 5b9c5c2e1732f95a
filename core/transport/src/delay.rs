//! How long packets wait on the way, beyond what the way takes at least.

/// How long the quickest packet is remembered, in µs: twice at most. Long enough that it is not
/// forgotten while a queue of our own drains, short enough to follow the drift of two clocks (some
/// milliseconds a minute) and a way that has become longer.
const REMEMBERED_US: u64 = 10_000_000;

/// Compares each packet with the quickest one of late.
#[derive(Debug, Default)]
pub(super) struct Delay {
    /// The quickest since `since`, and before it. The two ends' clocks begin anywhere, so that only
    /// differences mean anything.
    quickest: Option<i64>,
    before: Option<i64>,
    since_us: u64,
}

impl Delay {
    /// How long the packet waited, in µs.
    pub(super) fn waited(&mut self, departed_us: u64, arrived_us: u64) -> u64 {
        let took = signed(arrived_us) - signed(departed_us);
        let age = departed_us.saturating_sub(self.since_us);
        if age >= REMEMBERED_US {
            let is_recent = age < 2 * REMEMBERED_US;
            self.before = self.quickest.take().filter(|_| is_recent);
            self.since_us = departed_us;
        }
        self.quickest = Some(self.quickest.map_or(took, |quickest| quickest.min(took)));
        let least = self.before.map_or(took, |before| before.min(took));
        let least = self.quickest.map_or(least, |quickest| quickest.min(least));
        took.abs_diff(least)
    }

    /// From here on the way takes so much longer.
    pub(super) fn lengthen(&mut self, by_us: u64) {
        let by = signed(by_us);
        self.before = None;
        self.quickest = self.quickest.map(|quickest| quickest + by);
    }
}

fn signed(us: u64) -> i64 {
    i64::try_from(us).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_quickest_packet_is_the_measure_until_it_is_old() {
        let mut delay = Delay::default();
        // The Helper's clock is 5 s ahead.
        assert_eq!(delay.waited(0, 5_010_000), 0);
        assert_eq!(delay.waited(1_000, 5_031_000), 20_000);
        assert_eq!(delay.waited(9_000_000, 14_040_000), 30_000);
        assert_eq!(delay.waited(15_000_000, 20_040_000), 30_000);
        assert_eq!(delay.waited(30_000_000, 35_040_000), 0, "the way has become longer");
        assert_eq!(delay.waited(31_000_000, 36_010_000), 0, "and shorter again");
    }

    #[test]
    fn clocks_that_drift_do_not_look_like_a_queue() {
        let mut delay = Delay::default();
        // 100 millionths, for ten minutes.
        for second in 0..600u64 {
            let departed = second * 1_000_000;
            let waited = delay.waited(departed, departed + 7_000 + second * 100);
            assert!(waited <= 2_100, "{waited} µs");
        }
    }

    #[test]
    fn a_longer_way_can_be_accepted() {
        let mut delay = Delay::default();
        assert_eq!(delay.waited(0, 10_000), 0);
        assert_eq!(delay.waited(1_000, 61_000), 50_000);
        delay.lengthen(50_000);
        assert_eq!(delay.waited(2_000, 62_000), 0);
    }
}
