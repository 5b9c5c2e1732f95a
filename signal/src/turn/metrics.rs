//! The relay's numbers in the Prometheus text format.

use std::fmt::Write as _;

use relay::Refusal;

use super::hub::Hub;
use crate::server::metrics::head;

/// Appends the numbers.
pub(crate) fn render(hub: &Hub, text: &mut String) {
    let (counts, dropped) = hub.counts();
    let numbers = [
        ("alongside_turn_allocations", "gauge", "Relayed addresses that are open.", {
            u64::try_from(counts.allocations).unwrap_or(u64::MAX)
        }),
        ("alongside_turn_credentials", "gauge", "Credentials of the relay that are valid.", {
            u64::try_from(counts.credentials).unwrap_or(u64::MAX)
        }),
        (
            "alongside_turn_allocations_total",
            "counter",
            "Relayed addresses ever opened.",
            counts.allocated,
        ),
        (
            "alongside_turn_bindings_total",
            "counter",
            "STUN Binding requests answered.",
            counts.bindings,
        ),
        (
            "alongside_turn_packets_total",
            "counter",
            "Packets relayed; a packet between two clients of this server counts for both.",
            counts.packets,
        ),
        (
            "alongside_turn_bytes_total",
            "counter",
            "Bytes relayed, without headers; see alongside_turn_packets_total.",
            counts.bytes,
        ),
        (
            "alongside_turn_dropped_total",
            "counter",
            "Packets of the relay dropped because a queue was full.",
            dropped,
        ),
    ];
    for (metric, kind, help, value) in numbers {
        head(text, metric, kind, help);
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{metric} {value}");
    }
    let refused = "alongside_turn_refused_total";
    head(text, refused, "counter", "Requests and packets that the relay refused, by reason.");
    for reason in Refusal::ALL {
        let value = counts.refused(reason);
        let _ = writeln!(text, "{refused}{{reason=\"{}\"}} {value}", reason.name());
    }
}
