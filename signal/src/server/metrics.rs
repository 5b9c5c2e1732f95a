//! Metrics in the Prometheus text format. No label has a slot, a tag or an address as its value.

use std::fmt::Write as _;
use std::sync::atomic::{AtomicUsize, Ordering};

use protocol::signal::Refusal;

use crate::registry::Note;

/// Number of [`Refusal`]s.
const REFUSALS: usize = 11;

macro_rules! numbers {
    ($($(#[doc = $help:literal])* $name:ident: $kind:literal $metric:literal,)*) => {
        /// Numbers since the server's start, or of this moment.
        #[derive(Default)]
        pub(crate) struct Metrics {
            $($(#[doc = $help])* pub(crate) $name: Number,)*
            refused: [Number; REFUSALS],
            ended: [Number; REFUSALS],
        }

        impl Metrics {
            fn plain(&self, text: &mut String) {
                $(
                    head(text, $metric, $kind, concat!($($help),*).trim());
                    line(text, $metric, &self.$name);
                )*
            }
        }
    };
}

numbers! {
    /// WebSockets that are connected.
    websockets: "gauge" "alongside_websockets",
    /// Invitations that are open.
    invitations: "gauge" "alongside_invitations",
    /// Places at which sharers wait for Helpers they know.
    places: "gauge" "alongside_places",
    /// Tags that pages of Helpers watch.
    watched: "gauge" "alongside_watched_tags",
    /// WebSockets that ever connected.
    connected: "counter" "alongside_websockets_total",
    /// WebSockets refused because of their Origin.
    foreign_origin: "counter" "alongside_foreign_origins_total",
    /// Connections closed because others had none, or theirs were too many.
    evicted: "counter" "alongside_connections_evicted_total",
    /// Connections closed at once because their address had too many.
    connections_refused: "counter" "alongside_connections_refused_total",
    /// Requests through a proxy refused because their client had too many.
    requests_refused: "counter" "alongside_requests_refused_total",
    /// Requests for a host that is not this server.
    misdirected: "counter" "alongside_misdirected_total",
    /// WebSockets dropped because they did not keep up.
    slow: "counter" "alongside_slow_clients_total",
    /// Invitations opened.
    opened: "counter" "alongside_opened_total",
    /// Invitations that their sharer took up again after a lost connection.
    reopened: "counter" "alongside_reopened_total",
    /// Claims that began to prove a code.
    claimed: "counter" "alongside_claims_total",
    /// Claims that proved the code.
    proven: "counter" "alongside_proven_total",
    /// Claims that had a wrong code.
    wrong_codes: "counter" "alongside_wrong_codes_total",
    /// Claims of somebody who may not come without a code.
    strangers: "counter" "alongside_strangers_total",
    /// Claims that ended without a verdict.
    abandoned: "counter" "alongside_abandoned_total",
    /// Claims whose proof took too long.
    timed_out: "counter" "alongside_proof_timeouts_total",
    /// Bodies relayed between two ends.
    relayed: "counter" "alongside_relayed_total",
    /// Lanes with both ends connected.
    lanes: "gauge" "alongside_lanes",
    /// Bytes forwarded on lanes.
    lane_bytes: "counter" "alongside_lane_bytes_total",
    /// Connections of lanes refused because there were too many.
    lanes_refused: "counter" "alongside_lanes_refused_total",
    /// Connections of lanes closed because too much waited for them.
    lanes_dropped: "counter" "alongside_lanes_dropped_total",
    /// Times that a page said which tags it watches.
    watches: "counter" "alongside_watches_total",
    /// Times that somebody asked which tags are watched.
    looks: "counter" "alongside_looks_total",
}

/// One number of [`Metrics`].
#[derive(Default)]
pub(crate) struct Number(AtomicUsize);

impl Number {
    pub(crate) fn add(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }

    pub(crate) fn add_many(&self, number: usize) {
        self.0.fetch_add(number, Ordering::Relaxed);
    }

    pub(crate) fn set(&self, value: usize) {
        self.0.store(value, Ordering::Relaxed);
    }
}

impl Metrics {
    /// Counts what happened in the registry.
    pub(crate) fn count(&self, note: Note) {
        match note {
            Note::Opened => self.opened.add(),
            Note::Reopened => self.reopened.add(),
            Note::Claimed => self.claimed.add(),
            Note::Relayed => self.relayed.add(),
            Note::Proven => self.proven.add(),
            Note::WrongCode { .. } => self.wrong_codes.add(),
            Note::Stranger { .. } => self.strangers.add(),
            Note::Watches => self.watches.add(),
            Note::Looked => self.looks.add(),
            Note::Abandoned { .. } => self.abandoned.add(),
            Note::ProofTimedOut => self.timed_out.add(),
            Note::Ended(reason) => of(&self.ended, reason).add(),
            Note::Refused(reason) => of(&self.refused, reason).add(),
        }
    }

    /// The numbers in Prometheus' text format 0.0.4.
    pub(crate) fn render(&self) -> String {
        let mut text = String::new();
        self.plain(&mut text);
        for (metric, numbers, help) in [
            ("alongside_ended_total", &self.ended, "Invitations that ended, by reason."),
            ("alongside_refused_total", &self.refused, "Refusals sent, by reason."),
        ] {
            head(&mut text, metric, "counter", help);
            for reason in ALL_REFUSALS {
                let series = format!("{metric}{{reason=\"{}\"}}", name(reason));
                line(&mut text, &series, of(numbers, reason));
            }
        }
        text
    }
}

const ALL_REFUSALS: [Refusal; REFUSALS] = [
    Refusal::Unknown,
    Refusal::Taken,
    Refusal::Busy,
    Refusal::Expired,
    Refusal::Burnt,
    Refusal::Revoked,
    Refusal::WrongCode,
    Refusal::RateLimited,
    Refusal::Full,
    Refusal::Version,
    Refusal::Protocol,
];

fn of(numbers: &[Number; REFUSALS], reason: Refusal) -> &Number {
    let [unknown, taken, busy, expired, burnt, revoked, wrong_code, rate, full, version, protocol] =
        numbers;
    match reason {
        Refusal::Unknown => unknown,
        Refusal::Taken => taken,
        Refusal::Busy => busy,
        Refusal::Expired => expired,
        Refusal::Burnt => burnt,
        Refusal::Revoked => revoked,
        Refusal::WrongCode => wrong_code,
        Refusal::RateLimited => rate,
        Refusal::Full => full,
        Refusal::Version => version,
        Refusal::Protocol => protocol,
    }
}

/// The reason as it is written in metrics and logs, the same word as on the wire.
pub(crate) fn name(reason: Refusal) -> &'static str {
    match reason {
        Refusal::Unknown => "unknown",
        Refusal::Taken => "taken",
        Refusal::Busy => "busy",
        Refusal::Expired => "expired",
        Refusal::Burnt => "burnt",
        Refusal::Revoked => "revoked",
        Refusal::WrongCode => "wrong_code",
        Refusal::RateLimited => "rate_limited",
        Refusal::Full => "full",
        Refusal::Version => "version",
        Refusal::Protocol => "protocol",
    }
}

pub(crate) fn head(text: &mut String, metric: &str, kind: &str, help: &str) {
    // Writing to a String cannot fail.
    let _ = writeln!(text, "# HELP {metric} {help}\n# TYPE {metric} {kind}");
}

fn line(text: &mut String, series: &str, number: &Number) {
    let _ = writeln!(text, "{series} {}", number.0.load(Ordering::Relaxed));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_rendered_as_prometheus_reads_them() {
        let metrics = Metrics::default();
        metrics.websockets.set(3);
        metrics.places.set(7);
        metrics.count(Note::Looked);
        metrics.count(Note::Ended(Refusal::Burnt));
        let text = metrics.render();
        for line in [
            "# HELP alongside_websockets WebSockets that are connected.",
            "# TYPE alongside_websockets gauge",
            "alongside_websockets 3",
            "alongside_places 7",
            "# TYPE alongside_looks_total counter",
            "alongside_looks_total 1",
            "alongside_ended_total{reason=\"burnt\"} 1",
            "alongside_ended_total{reason=\"expired\"} 0",
        ] {
            assert!(text.lines().any(|l| l == line), "{line} in\n{text}");
        }
    }

    #[test]
    fn reasons_are_called_as_on_the_wire() {
        for reason in ALL_REFUSALS {
            let wire = protocol::signal::FromSignal::Refused { reason }.encode();
            assert!(wire.contains(&format!("\"{}\"", name(reason))), "{wire}");
        }
    }
}
