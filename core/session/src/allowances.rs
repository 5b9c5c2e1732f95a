//! How much one Helper may send of what costs the User's side time.

use core::time::Duration;

use protocol::limits;
use protocol::time::Tick;

/// The bounds of one Helper.
#[derive(Debug)]
pub(crate) struct Allowances {
    pub(crate) chat: Allowance,
    pub(crate) pings: Allowance,
    pub(crate) display_requests: Allowance,
    pub(crate) path_offers: Allowance,
    pub(crate) keyframe_requests: Allowance,
    pub(crate) reloads: Allowance,
    pub(crate) hearing_changes: Allowance,
    pub(crate) decoders: Allowance,
    faults: u32,
}

impl Allowances {
    pub(crate) fn new(now: Tick) -> Self {
        let requests = |most| Allowance::new(most, limits::REQUEST_WINDOW, now);
        Self {
            chat: Allowance::new(limits::CHAT_MESSAGES, limits::CHAT_WINDOW, now),
            pings: requests(limits::PINGS),
            display_requests: requests(limits::DISPLAY_REQUESTS),
            path_offers: requests(limits::PATH_OFFERS),
            keyframe_requests: requests(limits::KEYFRAME_REQUESTS),
            reloads: requests(limits::RELOADS),
            hearing_changes: requests(limits::HEARING_CHANGES),
            decoders: requests(limits::DECODERS),
            faults: 0,
        }
    }

    /// Counts a broken rule. `true` when it was one too many.
    pub(crate) fn fault(&mut self) -> bool {
        self.faults += 1;
        self.faults >= limits::PEER_PROTOCOL_ERRORS
    }
}

/// So many messages in a window of time.
#[derive(Debug)]
pub(crate) struct Allowance {
    most: u32,
    window: Duration,
    begun: Tick,
    taken: u32,
}

impl Allowance {
    fn new(most: u32, window: Duration, now: Tick) -> Self {
        Self { most, window, begun: now, taken: 0 }
    }

    /// Counts one message. Returns whether it is within the bound; above it, it is to be dropped.
    pub(crate) fn take(&mut self, now: Tick) -> bool {
        if now.since(self.begun) >= self.window {
            self.begun = now;
            self.taken = 0;
        }
        self.taken = self.taken.saturating_add(1);
        self.taken <= self.most
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn above_the_bound_nothing_is_taken_until_the_next_window() {
        let now = Tick::from_millis(0);
        let mut allowance = Allowance::new(3, Duration::from_secs(1), now);
        assert_eq!((0..10).filter(|_| allowance.take(now)).count(), 3);
        assert!(allowance.take(now + Duration::from_secs(1)));
    }
}
