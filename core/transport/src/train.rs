//! What packets that left close together say about the way: they arrive as they left, or as far
//! apart as its narrowest place lets them through.

use alloc::vec::Vec;

/// A packet that arrived.
#[derive(Clone, Copy, Debug)]
pub(super) struct Packet {
    pub(super) departed_us: u64,
    /// On the Helper's clock.
    pub(super) arrived_us: u64,
    pub(super) bytes: u64,
}

/// What one train says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It arrived as it left: the way carries at least so much.
    Carried { kbit: u32, bytes: u64 },
    /// Each packet waited longer than the one before: the way carries just so much.
    Limited { kbit: u32 },
    /// Some waited, for whatever reason. It was carried nevertheless, at this rate.
    Uneven { kbit: u32, bytes: u64 },
}

/// Packets that say nothing about a rate.
const FEW: usize = 3;

/// From here on only the second half is looked at: many narrow places let the first packets through
/// at once, and only then hold to their rate.
const MANY: usize = 16;

/// Packets that show a slope.
const SLOPE: usize = 6;

/// Arrivals are told in quarters of a millisecond, and a busy receiver is a little late.
const UNSURE_US: u64 = 2_000;

/// No two packets are taken to be closer than this.
const CLOSEST_US: u64 = 500;

/// How well the waits follow a line (Pearson's coefficient) when a narrow place has made them.
const LINE: f64 = 0.9;

/// Looks at packets that left close together, in the order in which they left.
pub(super) fn judge(packets: &[Packet]) -> Option<Verdict> {
    let packets = if packets.len() >= MANY { packets.get(packets.len() / 2..)? } else { packets };
    let (first, rest) = packets.split_first()?;
    let last = rest.last()?;
    if packets.len() < FEW {
        return None;
    }
    let bytes = rest.iter().map(|packet| packet.bytes).sum();
    let left_us = last.departed_us.saturating_sub(first.departed_us);
    let newest_us = rest.iter().map(|packet| packet.arrived_us).max()?;
    let arrived_us = newest_us.saturating_sub(first.arrived_us);
    let stretched_us = arrived_us.saturating_sub(left_us);
    let kbit = rate(bytes, arrived_us.max(left_us));
    Some(if stretched_us <= UNSURE_US.max(arrived_us / 8) {
        Verdict::Carried { kbit, bytes }
    } else if packets.len() >= SLOPE && follows_a_line(packets) {
        Verdict::Limited { kbit }
    } else {
        Verdict::Uneven { kbit, bytes }
    })
}

/// In kbit/s.
pub(super) fn rate(bytes: u64, span_us: u64) -> u32 {
    u32::try_from(bytes.saturating_mul(8_000) / span_us.max(CLOSEST_US)).unwrap_or(u32::MAX)
}

/// Whether each packet waited longer than the one before by what it holds.
#[expect(clippy::cast_precision_loss, reason = "differences of milliseconds, for a coefficient")]
fn follows_a_line(packets: &[Packet]) -> bool {
    let took = |packet: &Packet| packet.arrived_us.wrapping_sub(packet.departed_us).cast_signed();
    let base = packets.first().map_or(0, took);
    let mut before = 0;
    let points: Vec<(f64, f64)> = packets
        .iter()
        .map(|packet| {
            before += packet.bytes;
            (before as f64, took(packet).wrapping_sub(base) as f64)
        })
        .collect();
    let count = points.len() as f64;
    let mean = |of: fn(&(f64, f64)) -> f64| points.iter().map(of).sum::<f64>() / count;
    let (x_mean, y_mean) = (mean(|point| point.0), mean(|point| point.1));
    let (mut xy, mut xx, mut yy) = (0.0, 0.0, 0.0);
    for (x, y) in points {
        let (x, y) = (x - x_mean, y - y_mean);
        xy += x * y;
        xx += x * x;
        yy += y * y;
    }
    xy > 0.0 && xy * xy >= LINE * LINE * xx * yy
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A train through a narrow place, with a wait of its own for each packet.
    fn train(count: u64, gap_us: u64, kbit: u64, waits: impl Fn(u64) -> u64) -> Vec<Packet> {
        let mut free = 0;
        (0..count)
            .map(|n| {
                let departed_us = n * gap_us;
                free = departed_us.max(free) + 1200 * 8000 / kbit;
                let arrived_us = 9_000_000 + free + waits(n);
                // As feedback tells it.
                Packet { departed_us, arrived_us: arrived_us / 250 * 250, bytes: 1200 }
            })
            .collect()
    }

    #[test]
    fn two_packets_say_nothing() {
        assert_eq!(judge(&[]), None);
        assert_eq!(judge(&train(2, 0, 1_000, |_| 0)), None);
    }

    #[test]
    fn one_late_packet_is_no_narrow_place() {
        let late = judge(&train(12, 100, 1_000_000, |n| if n == 11 { 30_000 } else { 0 }));
        assert!(matches!(late, Some(Verdict::Uneven { .. })), "{late:?}");
    }

    #[test]
    fn a_place_that_lets_the_first_packets_through_at_once_is_seen_through() {
        let mut packets = train(40, 50, 1_000_000, |_| 0);
        let rest = train(30, 50, 5_000, |_| 0);
        for (packet, held) in packets[10..].iter_mut().zip(rest) {
            packet.arrived_us = held.arrived_us;
        }
        match judge(&packets) {
            Some(Verdict::Limited { kbit }) => assert!((4_500..5_500).contains(&kbit), "{kbit}"),
            other => panic!("{other:?}"),
        }
    }

    proptest! {
        #[test]
        fn a_narrow_place_is_found_and_measured(kbit in 300..20_000u64, count in 8..60u64) {
            // Paced well above what the place lets through.
            let gap_us = 1200 * 8000 / (kbit * 4);
            let stretched = (count - count / 2 * u64::from(count >= 16)) * 7200 / kbit;
            prop_assume!(stretched > 5);
            match judge(&train(count, gap_us, kbit, |_| 0)) {
                Some(Verdict::Limited { kbit: found }) => {
                    let error = f64::from(found) / kbit as f64;
                    prop_assert!((0.8..1.2).contains(&error), "{found} for {kbit}");
                }
                other => prop_assert!(false, "{other:?}"),
            }
        }

        #[test]
        fn a_way_with_room_is_not_called_narrow(kbit in 500..50_000u64, count in 3..60u64) {
            let gap_us = 1200 * 8000 / kbit;
            match judge(&train(count, gap_us, kbit * 10, |_| 0)) {
                Some(Verdict::Carried { kbit: found, .. }) => {
                    prop_assert!(u64::from(found) * 10 <= kbit * 11, "{found} is more than {kbit}");
                }
                other => prop_assert!(false, "{other:?}"),
            }
        }

        #[test]
        fn jitter_is_not_called_narrow_often(seed in 0..u64::MAX) {
            // Sixty milliseconds of it, on packets that left within two.
            let wait = |n: u64| {
                let mixed = (seed ^ n.wrapping_mul(0x9e37_79b9_7f4a_7c15))
                    .wrapping_mul(0xbf58_476d_1ce4_e5b9);
                (mixed ^ (mixed >> 31)).wrapping_mul(0x94d0_49bb_1331_11eb) >> 33
            };
            let limited = (0..50u64)
                .filter(|round| {
                    let packets = train(30, 70, 1_000_000, |n| wait(n + round * 1000) % 60_000);
                    matches!(judge(&packets), Some(Verdict::Limited { .. }))
                })
                .count();
            prop_assert!(limited <= 1, "{limited} of 50");
        }
    }
}
