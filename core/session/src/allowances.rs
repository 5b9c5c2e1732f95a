//! How much one Helper may send of what costs the User's side time, and how much of some things they are sent.

use core::time::Duration;

use protocol::limits;
use protocol::time::Tick;

/// The bounds of one Helper.
// fields: one for each kind of message that is bounded.
#[derive(Debug)]
pub(crate) struct Allowances {
    pub(crate) chat: Allowance,
    pub(crate) pings: Allowance,
    pub(crate) display_requests: Allowance,
    pub(crate) right_requests: Allowance,
    pub(crate) path_offers: Allowance,
    pub(crate) keyframe_requests: Allowance,
    pub(crate) reloads: Allowance,
    pub(crate) hearing_changes: Allowance,
    pub(crate) decoders: Allowance,
    pub(crate) input_losses: Allowance,
    pub(crate) pictures: Allowance,
    pub(crate) transfers: Allowance,
    pub(crate) marks: Allowance,
    pub(crate) steps: Allowance,
    pub(crate) pointer_places: Allowance,
    pub(crate) marks_refused: Allowance,
    faults: u32,
}

impl Allowances {
    pub(crate) fn new(now: Tick) -> Self {
        let requests = |most| Allowance::new(most, limits::REQUEST_WINDOW, now);
        Self {
            chat: Allowance::new(limits::CHAT_MESSAGES, limits::CHAT_WINDOW, now),
            pings: requests(limits::PINGS),
            display_requests: requests(limits::DISPLAY_REQUESTS),
            right_requests: requests(limits::RIGHT_REQUESTS),
            path_offers: requests(limits::PATH_OFFERS),
            keyframe_requests: requests(limits::KEYFRAME_REQUESTS),
            reloads: requests(limits::RELOADS),
            hearing_changes: requests(limits::HEARING_CHANGES),
            decoders: requests(limits::DECODERS),
            input_losses: requests(limits::INPUT_LOSSES),
            pictures: requests(limits::PICTURE_MESSAGES),
            transfers: requests(limits::TRANSFER_MESSAGES),
            marks: requests(limits::MARK_MESSAGES),
            steps: requests(limits::STEP_MESSAGES),
            pointer_places: requests(limits::POINTER_PLACES),
            marks_refused: requests(limits::MARKS_REFUSED),
            faults: 0,
        }
    }

    /// Counts a broken rule. `true` when it was one too many.
    pub(crate) fn fault(&mut self) -> bool {
        self.faults += 1;
        self.faults >= limits::PEER_PROTOCOL_ERRORS
    }
}

/// So many messages at once, and as many again spread evenly over each window: what is taken comes back with
/// time, so that a burst does not silence the rest of a window.
#[derive(Debug)]
pub(crate) struct Allowance {
    /// In which time one message comes back.
    interval: Duration,
    window: Duration,
    /// In which time everything that was taken comes back, counted from `since`.
    owed: Duration,
    since: Tick,
}

impl Allowance {
    pub(crate) fn new(most: u32, window: Duration, now: Tick) -> Self {
        Self { interval: window / most.max(1), window, owed: Duration::ZERO, since: now }
    }

    /// Counts one message. Returns whether it is within the bound; above it, it is to be dropped.
    pub(crate) fn take(&mut self, now: Tick) -> bool {
        self.owed = self.owed.saturating_sub(now.since(self.since));
        self.since = now;
        let owed = self.owed + self.interval;
        let is_within = owed <= self.window;
        if is_within {
            self.owed = owed;
        }
        is_within
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(allowance: &mut Allowance, now: Tick) -> usize {
        (0..100).filter(|_| allowance.take(now)).count()
    }

    #[test]
    fn no_more_than_the_bound_are_taken_at_once() {
        let now = Tick::from_millis(0);
        let mut allowance = Allowance::new(7, Duration::from_secs(1), now);
        assert_eq!(taken(&mut allowance, now), 7);
        assert_eq!(taken(&mut allowance, now + Duration::from_secs(60)), 7, "nothing is saved up");
    }

    /// The pings of a long sleep arrive at once when the computer wakes up; the next ones must be answered.
    #[test]
    fn after_a_burst_the_next_message_is_taken_soon() {
        let now = Tick::from_millis(0);
        let mut allowance = Allowance::new(60, Duration::from_secs(10), now);
        taken(&mut allowance, now);
        for n in 1..=20 {
            assert!(allowance.take(now + Duration::from_millis(500) * n), "{n}");
        }
    }

    #[test]
    fn in_a_window_after_a_burst_as_many_again_are_taken() {
        let mut allowance = Allowance::new(60, Duration::from_secs(10), Tick::from_millis(0));
        let every_ms = (0..10_000).filter(|ms| allowance.take(Tick::from_millis(*ms)));
        assert_eq!(every_ms.count(), 119);
    }
}
