//! When to ping the sharer, and how long it has been silent.

use protocol::limits::{HEARTBEAT_GONE, HEARTBEAT_INTERVAL, HEARTBEAT_LOST, HEARTBEAT_STALE};
use protocol::time::Tick;

/// Pings and silence.
#[derive(Debug)]
pub(super) struct Heartbeat {
    received: Tick,
    ping: Tick,
    /// Nothing was received for [`HEARTBEAT_STALE`].
    is_stale: bool,
}

/// What the silence means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Silence {
    /// Nothing new.
    None,
    /// From now on the picture counts as interrupted.
    Stale,
    /// The sharer is gone.
    Lost,
}

impl Heartbeat {
    pub(super) fn new(now: Tick) -> Self {
        Self { received: now, ping: now, is_stale: false }
    }

    pub(super) fn is_stale(&self) -> bool {
        self.is_stale
    }

    /// When a ping is due, or the silence has lasted for the next limit.
    pub(super) fn deadline(&self, has_signal: bool) -> Tick {
        let silence = if !self.is_stale {
            HEARTBEAT_STALE
        } else if has_signal {
            HEARTBEAT_LOST
        } else {
            HEARTBEAT_GONE
        };
        self.ping.min(self.received + silence)
    }

    /// A message of the sharer arrived. Returns whether that ends an interruption.
    pub(super) fn received(&mut self, now: Tick) -> bool {
        self.received = now;
        core::mem::take(&mut self.is_stale)
    }

    /// Whether a ping is due; it counts as sent.
    pub(super) fn ping(&mut self, now: Tick) -> bool {
        let is_due = now >= self.ping;
        if is_due {
            self.ping = now + HEARTBEAT_INTERVAL;
        }
        is_due
    }

    /// How the silence stands. While the server could still bring a message (`has_signal`), the
    /// sharer counts as lost later.
    pub(super) fn silence(&mut self, has_signal: bool, now: Tick) -> Silence {
        let silence = now.since(self.received);
        let is_gone = silence >= HEARTBEAT_GONE && !has_signal;
        if is_gone || silence >= HEARTBEAT_LOST {
            return Silence::Lost;
        }
        if silence >= HEARTBEAT_STALE && !self.is_stale {
            self.is_stale = true;
            return Silence::Stale;
        }
        Silence::None
    }
}
