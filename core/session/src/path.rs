//! A path to one Helper: a transport below the channels. The Helper's identity and rights do not
//! depend on it.

use core::time::Duration;

use protocol::limits;
use protocol::time::Tick;

use crate::ids::PathId;

/// A path to one Helper, and whether it is alive.
#[derive(Debug)]
pub(crate) struct Path {
    pub(crate) id: PathId,
    state: PathState,
    /// What is held was released because of the silence.
    is_stale: bool,
    /// ICE candidates that were taken.
    candidates: u32,
}

#[derive(Clone, Copy, Debug)]
enum PathState {
    /// It is being set up.
    New,
    Up {
        /// When the Helper was heard last.
        heard: Tick,
    },
    /// It was up. The Helper's last message may still be in flight on the server.
    Down {
        /// Since when.
        since: Tick,
    },
}

impl Path {
    pub(crate) fn new(id: PathId) -> Self {
        Self { id, state: PathState::New, is_stale: false, candidates: 0 }
    }

    /// All channels are open. A second report changes nothing.
    pub(crate) fn up(&mut self, now: Tick) {
        if let PathState::New = self.state {
            self.state = PathState::Up { heard: now };
        }
    }

    /// The transport failed or closed. A second report changes nothing.
    pub(crate) fn down(&mut self, now: Tick) {
        if let PathState::Up { .. } = self.state {
            self.state = PathState::Down { since: now };
        }
    }

    pub(crate) fn is_up(&self) -> bool {
        matches!(self.state, PathState::Up { .. })
    }

    pub(crate) fn was_up(&self) -> bool {
        matches!(self.state, PathState::Up { .. } | PathState::Down { .. })
    }

    /// A message arrived. Returns whether the path is up.
    pub(crate) fn heard(&mut self, now: Tick) -> bool {
        let PathState::Up { heard } = &mut self.state else { return false };
        *heard = now;
        self.is_stale = false;
        true
    }

    /// Whether the Helper has been silent for too long.
    pub(crate) fn is_lost(&self, silence_limit: Duration, now: Tick) -> bool {
        match self.state {
            PathState::New => false,
            PathState::Up { heard } => now >= heard + silence_limit,
            PathState::Down { since } => now >= since + limits::LAST_WORD,
        }
    }

    /// `true` once, when the silence becomes long enough to release what is held.
    pub(crate) fn turned_stale(&mut self, now: Tick) -> bool {
        let PathState::Up { heard } = self.state else { return false };
        let is_stale = now >= heard + limits::HEARTBEAT_STALE;
        is_stale && !core::mem::replace(&mut self.is_stale, is_stale)
    }

    /// When the silence has to be judged again.
    pub(crate) fn deadline(&self, silence_limit: Duration) -> Option<Tick> {
        match self.state {
            PathState::New => None,
            PathState::Up { heard } => {
                let end = heard + silence_limit;
                Some(if self.is_stale { end } else { end.min(heard + limits::HEARTBEAT_STALE) })
            }
            PathState::Down { since } => Some(since + limits::LAST_WORD),
        }
    }

    /// Whether one more candidate is taken.
    pub(crate) fn takes_candidate(&mut self) -> bool {
        self.candidates = self.candidates.saturating_add(1);
        self.candidates <= limits::CANDIDATES
    }
}
