//! How many bytes of tiles may be under way at once.
//!
//! As many as the way carries in a round trip, and a little more, so that it never runs dry; hardly more,
//! so that nothing waits long behind them. Not a rate: what arrives makes room at once, so a way that
//! carries more than the estimate says is filled all the same.

use core::time::Duration;

use protocol::limits::EXACT_DELAY;
use protocol::time::Tick;

/// A longer round trip is not believed.
const LONGEST_TRIP: Duration = Duration::from_millis(400);

/// So much may be under way on the poorest line: a few packets.
const LEAST_BYTES: usize = 4 * 1024;

/// See the module.
#[derive(Debug, Default)]
pub struct Window {
    /// The shortest round trip seen.
    trip: Option<Duration>,
    /// When something was sent while nothing else was under way, and how much.
    probe: Option<(Tick, usize)>,
}

impl Window {
    /// Whether `len` bytes may follow the `outstanding` ones, on a way that carries so much.
    pub fn has_room(&self, outstanding: usize, len: usize, kbit_s: u32) -> bool {
        let time = self.trip.unwrap_or_default() + EXACT_DELAY;
        let ms = usize::try_from(time.as_millis()).unwrap_or(usize::MAX);
        let kbit_s = usize::try_from(kbit_s).unwrap_or(usize::MAX);
        let bytes = (kbit_s.saturating_mul(ms) / 8).max(LEAST_BYTES);
        outstanding == 0 || outstanding.saturating_add(len) <= bytes
    }

    /// `len` bytes left while `outstanding` others were under way.
    pub fn sent(&mut self, outstanding: usize, len: usize, now: Tick) {
        self.probe = (outstanding == 0).then_some((now, len));
    }

    /// So many bytes are under way now.
    pub fn look(&mut self, outstanding: usize, now: Tick) {
        if let Some((at, len)) = self.probe
            && outstanding < len
        {
            let trip = now.since(at).min(LONGEST_TRIP);
            self.trip = Some(self.trip.map_or(trip, |known| known.min(trip)));
            self.probe = None;
        }
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
        let window = Window::default();
        // 8 Mbit/s are 1000 bytes a ms.
        assert!(window.has_room(20_000, 20_000, 8_000));
        assert!(!window.has_room(20_000, 20_001, 8_000));
    }

    #[test]
    fn something_may_always_be_under_way() {
        assert!(Window::default().has_room(0, 60_000, 0));
        assert!(Window::default().has_room(1_000, 1_000, 1));
    }

    #[test]
    fn a_long_way_holds_more() {
        let mut window = Window::default();
        window.sent(0, 10_000, at(0));
        window.look(10_000, at(90));
        window.look(9_000, at(100));
        assert!(window.has_room(139_000, 1_000, 8_000));
        assert!(!window.has_room(139_000, 1_001, 8_000));
        // What waited behind others says nothing about the way, and a longer trip is a busier one.
        window.sent(500, 10_000, at(200));
        window.look(0, at(201));
        window.sent(0, 10_000, at(300));
        window.look(0, at(600));
        assert!(window.has_room(139_000, 1_000, 8_000));
        window.sent(0, 10_000, at(700));
        window.look(0, at(710));
        assert!(!window.has_room(139_000, 1_000, 8_000));
    }
}
