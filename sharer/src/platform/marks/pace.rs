//! How often marks are drawn.

use std::time::Duration;

use protocol::time::Tick;

/// The least time between two drawings: a painted frame.
const FRAME: Duration = Duration::from_millis(16);

/// A line that grows is drawn as a whole at each growth. The X server does nothing else meanwhile, and on Windows a
/// processor is busy, so that there is at least as long for others as for the marks.
#[derive(Debug, Default)]
pub(in crate::platform) struct Pace {
    next: Option<Tick>,
}

impl Pace {
    /// A drawing took this time.
    pub(in crate::platform) fn drawn(&mut self, from: Tick, to: Tick) {
        self.next = Some(to + to.since(from).max(FRAME));
    }

    /// When the next drawing may begin, if not now.
    pub(in crate::platform) fn wait(&self, now: Tick) -> Option<Tick> {
        self.next.filter(|next| *next > now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawing_waits_a_frame_and_as_long_as_the_last_one_took() {
        let mut pace = Pace::default();
        let at = |ms: u64| Tick::default() + Duration::from_millis(ms);
        assert_eq!(pace.wait(at(0)), None);
        pace.drawn(at(0), at(1));
        assert_eq!(pace.wait(at(16)), Some(at(17)));
        assert_eq!(pace.wait(at(17)), None);
        pace.drawn(at(100), at(400));
        assert_eq!(pace.wait(at(500)), Some(at(700)));
    }
}
