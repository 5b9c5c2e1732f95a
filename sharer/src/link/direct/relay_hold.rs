//! Gives a port of the router a head start over relays.
//!
//! The stack stays with the first pair of candidates that the browser nominates, so that a session that begins on
//! a relay stays there. Where routers translate strictly, the port that a router is asked for (`--map-port`) is the only way to a
//! direct pair, and some routers take a second to open it. A router that was not heard before is not waited for.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use protocol::limits::CHECKED_CANDIDATES;
use tokio::time::Instant;

/// For how long after a path was begun relays are kept back while the router is asked. By then the lane carries
/// pictures.
const ASKED: Duration = Duration::from_millis(1_500);

/// For how long after the router has answered: two round trips, in which the Helper is told the address and checks
/// it.
const MAPPED: Duration = Duration::from_millis(400);

/// Relays of the other end that are remembered, also when the connection is restarted once. Further ones are
/// not kept back.
const MAX_RELAYS: usize = 2 * CHECKED_CANDIDATES;

/// Whether relays are kept back, and which addresses are the other end's relays.
#[derive(Debug)]
pub(super) struct RelayHold {
    /// Whether relays may be kept back: most packets are sent when they are not.
    is_set: AtomicBool,
    state: Mutex<State>,
}

impl RelayHold {
    /// Nothing is kept back yet.
    pub(super) fn new() -> Self {
        let state = State { begun: Instant::now(), until: None, relays: Vec::new() };
        Self { is_set: AtomicBool::new(false), state: Mutex::new(state) }
    }

    /// The router was asked, and is known to answer.
    pub(super) fn on_asked(&self) {
        self.change(State::on_asked);
    }

    /// It has opened a port.
    pub(super) fn on_mapped(&self) {
        self.change(|state| state.on_mapped(Instant::now()));
    }

    /// It opens none.
    pub(super) fn on_refused(&self) {
        self.change(|state| state.until = None);
    }

    /// This is an address of a relay of the other end.
    pub(super) fn add_relay(&self, relay: SocketAddr) {
        self.lock().add_relay(relay);
    }

    /// Whether nothing is sent through relays now.
    pub(super) fn holds(&self) -> bool {
        self.is_set.load(Ordering::Relaxed) && self.is_held(&self.lock())
    }

    /// Whether packets from and to this address are dropped now: it is a relay of the other end. What is dropped is
    /// repeated, as after a loss.
    pub(super) fn drops(&self, address: SocketAddr) -> bool {
        if !self.is_set.load(Ordering::Relaxed) {
            return false;
        }
        let state = self.lock();
        self.is_held(&state) && state.relays.contains(&address)
    }

    fn is_held(&self, state: &State) -> bool {
        let is_held = state.is_held(Instant::now());
        if !is_held {
            self.is_set.store(false, Ordering::Relaxed);
        }
        is_held
    }

    fn change(&self, change: impl FnOnce(&mut State)) {
        let mut state = self.lock();
        change(&mut state);
        self.is_set.store(state.until.is_some(), Ordering::Relaxed);
    }

    /// Locks. What a panicking thread has left is whole: each change is one assignment.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The same, with the time as an argument.
#[derive(Debug)]
struct State {
    begun: Instant,
    until: Option<Instant>,
    relays: Vec<SocketAddr>,
}

impl State {
    fn on_asked(&mut self) {
        self.until = Some(self.begun + ASKED);
    }

    fn on_mapped(&mut self, now: Instant) {
        self.until = Some((now + MAPPED).min(self.begun + ASKED + MAPPED));
    }

    fn is_held(&self, now: Instant) -> bool {
        self.until.is_some_and(|until| now < until)
    }

    fn add_relay(&mut self, relay: SocketAddr) {
        if self.relays.len() < MAX_RELAYS && !self.relays.contains(&relay) {
            self.relays.push(relay);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOMENT: Duration = Duration::from_millis(1);

    #[test]
    fn relays_wait_for_a_router_that_was_asked_and_not_for_long() {
        let begun = Instant::now();
        let path = || State { begun, until: None, relays: Vec::new() };
        let mut state = path();
        assert!(!state.is_held(begun), "nobody was asked");
        state.on_asked();
        assert!(state.is_held(begun) && state.is_held(begun + ASKED - MOMENT));
        assert!(!state.is_held(begun + ASKED), "it is silent");

        let mut state = path();
        state.on_asked();
        let mapped = begun + ASKED / 2;
        state.on_mapped(mapped);
        assert!(state.is_held(mapped + MAPPED - MOMENT), "the Helper checks the address");
        assert!(!state.is_held(mapped + MAPPED));

        let mut state = path();
        state.on_mapped(begun + ASKED * 10);
        assert!(!state.is_held(begun + ASKED * 10), "a session that is there is not disturbed");
    }

    #[test]
    fn only_the_relays_of_the_other_end_are_kept_back_and_only_while_the_router_is_asked() {
        let [relay, other] = ["5.9.0.2:40000", "5.1.1.2:40000"].map(|text| text.parse().unwrap());
        let hold = RelayHold::new();
        hold.add_relay(relay);
        assert!(!hold.holds() && !hold.drops(relay));
        hold.on_asked();
        assert!(hold.holds() && hold.drops(relay) && !hold.drops(other));
        hold.on_refused();
        assert!(!hold.holds() && !hold.drops(relay));
    }

    #[test]
    fn the_list_of_relays_is_bounded() {
        let hold = RelayHold::new();
        for port in 1..1_000 {
            hold.add_relay(SocketAddr::from(([5, 9, 0, 2], port)));
        }
        assert_eq!(hold.lock().relays.len(), MAX_RELAYS);
    }
}
