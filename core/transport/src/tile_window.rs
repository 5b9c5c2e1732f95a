//! How many bytes of tiles may be in flight at once.
//!
//! A window of the bandwidth-delay product (RFC 9002 uses the term "bytes in flight" likewise) and a
//! little more, so that the path never runs dry; hardly more, so that nothing waits long behind a tile.
//! It is not a rate: each acknowledgement makes room at once, so a path that is faster than estimated
//! is filled all the same.

use core::time::Duration;

use protocol::limits::TILE_QUEUE_DELAY;
use protocol::time::Tick;

/// A longer round trip is not believed.
const MAX_ROUND_TRIP: Duration = Duration::from_millis(400);

/// Bytes that may be in flight on the slowest path: a few packets.
const MIN_BYTES: usize = 4 * 1024;

/// How soon the data channel is checked for room again, at first and at most.
const POLL_INTERVALS: (Duration, Duration) = (Duration::from_millis(1), Duration::from_millis(16));

/// See the module.
#[derive(Debug, Default)]
pub struct TileWindow {
    /// The shortest round trip measured.
    round_trip: Option<Duration>,
    /// When something was sent while nothing else was in flight, and how much.
    probe: Option<(Tick, usize)>,
}

impl TileWindow {
    /// Whether `len` bytes may follow the `in_flight` ones on a path of this estimated bandwidth.
    pub fn has_room(&self, in_flight: usize, len: usize, estimated_kbit_s: u32) -> bool {
        let time = self.round_trip.unwrap_or_default() + TILE_QUEUE_DELAY;
        let ms = usize::try_from(time.as_millis()).unwrap_or(usize::MAX);
        let kbit_s = usize::try_from(estimated_kbit_s).unwrap_or(usize::MAX);
        let bytes = (kbit_s.saturating_mul(ms) / 8).max(MIN_BYTES);
        in_flight == 0 || in_flight.saturating_add(len) <= bytes
    }

    /// `len` bytes were sent while `in_flight` others were in flight.
    pub fn on_sent(&mut self, in_flight: usize, len: usize, now: Tick) {
        self.probe = (in_flight == 0).then_some((now, len));
    }

    /// So many bytes are in flight now.
    pub fn on_in_flight(&mut self, in_flight: usize, now: Tick) {
        if let Some((at, len)) = self.probe
            && in_flight < len
        {
            let round_trip = now.since(at).min(MAX_ROUND_TRIP);
            self.round_trip = Some(self.round_trip.map_or(round_trip, |r| r.min(round_trip)));
            self.probe = None;
        }
    }

    /// How long to wait before checking for room again, after so many checks in a row without.
    pub fn poll_interval(checks: u32) -> Duration {
        let (first, longest) = POLL_INTERVALS;
        first.saturating_mul(1 << checks.min(8)).min(longest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(ms: u64) -> Tick {
        Tick::from_millis(ms)
    }

    #[test]
    fn what_follows_waits_no_longer_than_a_frame() {
        let window = TileWindow::default();
        // 8 Mbit/s are 1000 bytes a ms.
        assert!(window.has_room(20_000, 20_000, 8_000));
        assert!(!window.has_room(20_000, 20_001, 8_000));
    }

    #[test]
    fn something_may_always_be_in_flight() {
        assert!(TileWindow::default().has_room(0, 60_000, 0));
        assert!(TileWindow::default().has_room(1_000, 1_000, 1));
    }

    #[test]
    fn a_long_path_holds_more() {
        let mut window = TileWindow::default();
        window.on_sent(0, 10_000, at(0));
        window.on_in_flight(10_000, at(90));
        window.on_in_flight(9_000, at(100));
        assert!(window.has_room(139_000, 1_000, 8_000));
        assert!(!window.has_room(139_000, 1_001, 8_000));
        // What waited behind others says nothing about the path, and a longer round trip is a busier
        // path.
        window.on_sent(500, 10_000, at(200));
        window.on_in_flight(0, at(201));
        window.on_sent(0, 10_000, at(300));
        window.on_in_flight(0, at(600));
        assert!(window.has_room(139_000, 1_000, 8_000));
        window.on_sent(0, 10_000, at(700));
        window.on_in_flight(0, at(710));
        assert!(!window.has_room(139_000, 1_000, 8_000));
    }

    #[test]
    fn room_is_looked_for_less_and_less_often() {
        let ms = |checks| TileWindow::poll_interval(checks).as_millis();
        assert_eq!([0, 1, 4, 5, 1_000].map(ms), [1, 2, 16, 16, 16]);
    }
}
