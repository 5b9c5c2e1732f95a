//! Packet trains: packets sent close together measure the path. They arrive as they were sent, or as
//! far apart as the bottleneck lets them through (packet dispersion).

use alloc::vec::Vec;

/// A packet that arrived.
#[derive(Clone, Copy, Debug)]
pub(super) struct Packet {
    pub(super) departed_us: u64,
    /// On the Helper's clock.
    pub(super) arrived_us: u64,
    pub(super) bytes: u64,
}

/// What one packet train measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Measurement {
    /// It arrived as it was sent: the bandwidth is at least this rate.
    AtLeast { kbit_s: u32, bytes: u64 },
    /// Each packet was delayed more than the one before: the bandwidth of the bottleneck.
    Bottleneck { kbit_s: u32 },
    /// Some packets were delayed for another reason. The train was delivered at this rate.
    Disturbed { kbit_s: u32, bytes: u64 },
}

/// Fewer packets measure nothing.
const MIN_PACKETS: usize = 3;

/// Of a train this long only the second half is measured: many bottlenecks (token buckets) let the
/// first packets through at once, and only then hold to their rate.
const LONG_TRAIN_PACKETS: usize = 16;

/// Packets that are enough to recognise a slope.
const SLOPE_PACKETS: usize = 6;

/// Feedback gives arrivals in units of 250 µs, and a busy receiver is a little late.
const TOLERANCE_US: u64 = 2_000;

/// A shorter span is taken for this one.
const MIN_SPAN_US: u64 = 500;

/// How well the delays correlate with the bytes before them (Pearson's coefficient) behind a
/// bottleneck.
const MIN_CORRELATION: f64 = 0.9;

/// Measures packets that were sent close together, in the order in which they were sent.
pub(super) fn measure(packets: &[Packet]) -> Option<Measurement> {
    let packets = if packets.len() >= LONG_TRAIN_PACKETS {
        packets.get(packets.len() / 2..)?
    } else {
        packets
    };
    let (first, rest) = packets.split_first()?;
    let last = rest.last()?;
    if packets.len() < MIN_PACKETS {
        return None;
    }
    let bytes = rest.iter().map(|packet| packet.bytes).sum();
    let sent_us = last.departed_us.saturating_sub(first.departed_us);
    let newest_us = rest.iter().map(|packet| packet.arrived_us).max()?;
    let arrived_us = newest_us.saturating_sub(first.arrived_us);
    let stretched_us = arrived_us.saturating_sub(sent_us);
    let kbit_s = rate(bytes, arrived_us.max(sent_us));
    Some(if stretched_us <= TOLERANCE_US.max(arrived_us / 8) {
        Measurement::AtLeast { kbit_s, bytes }
    } else if packets.len() >= SLOPE_PACKETS && is_proportional(packets) {
        Measurement::Bottleneck { kbit_s }
    } else {
        Measurement::Disturbed { kbit_s, bytes }
    })
}

/// In kbit/s.
pub(super) fn rate(bytes: u64, span_us: u64) -> u32 {
    u32::try_from(bytes.saturating_mul(8_000) / span_us.max(MIN_SPAN_US)).unwrap_or(u32::MAX)
}

/// Whether each packet was delayed more than the one before, in proportion to its size.
#[expect(clippy::cast_precision_loss, reason = "differences of milliseconds, for a coefficient")]
fn is_proportional(packets: &[Packet]) -> bool {
    let one_way =
        |packet: &Packet| packet.arrived_us.wrapping_sub(packet.departed_us).cast_signed();
    let base = packets.first().map_or(0, one_way);
    let mut before = 0;
    let points: Vec<(f64, f64)> = packets
        .iter()
        .map(|packet| {
            before += packet.bytes;
            (before as f64, one_way(packet).wrapping_sub(base) as f64)
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
    xy > 0.0 && xy * xy >= MIN_CORRELATION * MIN_CORRELATION * xx * yy
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A train through a bottleneck, with an extra delay for each packet.
    fn train(count: u64, gap_us: u64, kbit: u64, delays: impl Fn(u64) -> u64) -> Vec<Packet> {
        let mut free = 0;
        (0..count)
            .map(|n| {
                let departed_us = n * gap_us;
                free = departed_us.max(free) + 1200 * 8000 / kbit;
                let arrived_us = 9_000_000 + free + delays(n);
                // In the units of feedback.
                Packet { departed_us, arrived_us: arrived_us / 250 * 250, bytes: 1200 }
            })
            .collect()
    }

    #[test]
    fn two_packets_measure_nothing() {
        assert_eq!(measure(&[]), None);
        assert_eq!(measure(&train(2, 0, 1_000, |_| 0)), None);
    }

    #[test]
    fn one_late_packet_is_no_bottleneck() {
        let late = measure(&train(12, 100, 1_000_000, |n| if n == 11 { 30_000 } else { 0 }));
        assert!(matches!(late, Some(Measurement::Disturbed { .. })), "{late:?}");
    }

    #[test]
    fn a_bottleneck_with_a_burst_allowance_is_recognised() {
        let mut packets = train(40, 50, 1_000_000, |_| 0);
        let rest = train(30, 50, 5_000, |_| 0);
        for (packet, delayed) in packets[10..].iter_mut().zip(rest) {
            packet.arrived_us = delayed.arrived_us;
        }
        match measure(&packets) {
            Some(Measurement::Bottleneck { kbit_s }) => {
                assert!((4_500..5_500).contains(&kbit_s), "{kbit_s}")
            }
            other => panic!("{other:?}"),
        }
    }

    proptest! {
        #[test]
        fn a_bottleneck_is_found_and_measured(kbit in 300..20_000u64, count in 8..60u64) {
            // Paced well above the bandwidth of the bottleneck.
            let gap_us = 1200 * 8000 / (kbit * 4);
            let stretched = (count - count / 2 * u64::from(count >= 16)) * 7200 / kbit;
            prop_assume!(stretched > 5);
            match measure(&train(count, gap_us, kbit, |_| 0)) {
                Some(Measurement::Bottleneck { kbit_s: found }) => {
                    let error = f64::from(found) / kbit as f64;
                    prop_assert!((0.8..1.2).contains(&error), "{found} for {kbit}");
                }
                other => prop_assert!(false, "{other:?}"),
            }
        }

        #[test]
        fn a_path_with_room_has_no_bottleneck(kbit in 500..50_000u64, count in 3..60u64) {
            let gap_us = 1200 * 8000 / kbit;
            match measure(&train(count, gap_us, kbit * 10, |_| 0)) {
                Some(Measurement::AtLeast { kbit_s: found, .. }) => {
                    prop_assert!(u64::from(found) * 10 <= kbit * 11, "{found} is more than {kbit}");
                }
                other => prop_assert!(false, "{other:?}"),
            }
        }

        #[test]
        fn jitter_is_rarely_taken_for_a_bottleneck(seed in 0..u64::MAX) {
            // Sixty milliseconds of it, on packets that were sent within two.
            let jitter = |n: u64| {
                let mixed = (seed ^ n.wrapping_mul(0x9e37_79b9_7f4a_7c15))
                    .wrapping_mul(0xbf58_476d_1ce4_e5b9);
                (mixed ^ (mixed >> 31)).wrapping_mul(0x94d0_49bb_1331_11eb) >> 33
            };
            let mistaken = (0..50u64)
                .filter(|round| {
                    let packets = train(30, 70, 1_000_000, |n| jitter(n + round * 1000) % 60_000);
                    matches!(measure(&packets), Some(Measurement::Bottleneck { .. }))
                })
                .count();
            prop_assert!(mistaken <= 1, "{mistaken} of 50");
        }
    }
}
