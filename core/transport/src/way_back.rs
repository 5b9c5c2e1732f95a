//! By how much an acknowledgement is late: a disk that has to write the bytes first, a program that is busy, and what waits on
//! the way back. None of that is a queue of the way there.
//!
//! The receiver says when the bytes arrived, by its own clock. From then until the acknowledgement is here takes an unknown
//! time, since the clocks begin anywhere; but how much longer it takes than the shortest one is known. LEDBAT compares times of
//! two clocks in the same way (RFC 6817 §2.4.2).

use core::time::Duration;

use protocol::time::Tick;

/// For how long the shortest way back is believed, and as long again. Clocks run apart: by a millisecond meanwhile, if one of
/// them is wrong by 50 of a million.
const LIFETIME: Duration = Duration::from_secs(10);

/// See the module.
#[derive(Debug, Default)]
pub struct WayBack {
    known: Option<Known>,
}

#[derive(Clone, Copy, Debug)]
struct Known {
    /// The first way back: a difference of the clocks, to which others are compared.
    first: u32,
    /// The shortest one of this time and of the time before, in ms more than the first.
    shortest: i32,
    before: i32,
    begun: Tick,
}

impl WayBack {
    /// By how much an acknowledgement is late that comes now. Its bytes arrived at that time of the receiver's clock.
    pub fn late(&mut self, arrived_ms: u32, now: Tick) -> Duration {
        let took = now.low_millis().wrapping_sub(arrived_ms);
        let first = Known { first: took, shortest: 0, before: 0, begun: now };
        let known = self.known.get_or_insert(first);
        let longer = took.wrapping_sub(known.first).cast_signed();
        if now.since(known.begun) >= LIFETIME {
            (known.before, known.shortest, known.begun) = (known.shortest, longer, now);
        }
        known.shortest = known.shortest.min(longer);
        let late = i64::from(longer) - i64::from(known.shortest.min(known.before));
        Duration::from_millis(late.max(0).unsigned_abs())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Acknowledgements of bytes that arrived at these times of a clock that is `ahead` by so many ms.
    fn late(back: &mut WayBack, ahead: u32, arrived: u64, now: u64) -> u128 {
        let arrived_ms = Tick::from_millis(arrived).low_millis().wrapping_add(ahead);
        back.late(arrived_ms, Tick::from_millis(now)).as_millis()
    }

    #[test]
    fn what_the_way_back_takes_longer_than_its_shortest_is_late_wherever_the_clocks_begin() {
        for ahead in [0, 12_345, u32::MAX - 1_010, u32::MAX / 2] {
            let mut back = WayBack::default();
            assert_eq!(late(&mut back, ahead, 1_000, 1_012), 0);
            assert_eq!(late(&mut back, ahead, 1_002, 1_044), 30);
            assert_eq!(late(&mut back, ahead, 1_040, 1_050), 0, "the shortest one so far");
            assert_eq!(late(&mut back, ahead, 1_041, 1_053), 2);
        }
    }

    #[test]
    fn a_way_back_that_became_longer_counts_soon() {
        let mut back = WayBack::default();
        let mut seen = [0; 40];
        for (second, seen) in (0..).zip(&mut seen) {
            let takes = if second < 5 { 10 } else { 60 };
            *seen = late(&mut back, 77, second * 1_000, second * 1_000 + takes);
        }
        assert_eq!((seen[4], seen[5], seen[9]), (0, 50, 50));
        assert_eq!(seen[25..], [0; 15], "{seen:?}");
    }

    #[test]
    fn no_time_that_the_other_end_may_say_is_an_error() {
        let mut back = WayBack::default();
        for (n, arrived_ms) in (0..).zip([0, u32::MAX, 1 << 31, 5, (1 << 31) + 9, 0, u32::MAX]) {
            let late = back.late(arrived_ms, Tick::from_millis(n * 7_000));
            assert!(late <= Duration::from_millis(1 << 32), "{late:?}");
        }
    }
}
