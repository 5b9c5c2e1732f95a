//! Inputs of the registry: which message is allowed in which role.

use protocol::limits::SHARER_GRACE;
use protocol::signal::{FromSignal, Refusal, ToSignal};
use protocol::time::Tick;
use rand_core::RngCore;

use super::events::{CloseReason, Command, ConnectionId, Input};
use super::invitation::{Claims, Sharer};
use super::opening::Opening;
use super::proofs::Proofs;
use super::state::{Connection, Registry, Role};
use crate::address::Source;
use crate::connection_table::Entry;

impl<R: RngCore> Registry<R> {
    /// Handles an input. The caller must drain [`Registry::poll`] after each call.
    pub fn handle(&mut self, input: Input, now: Tick) {
        self.run_due(now);
        self.run_queue(now);
        self.revoke_due_grants(now);
        self.notify(now);
        match input {
            Input::Connected { connection, source } => self.connect(connection, source, now),
            Input::Message { connection, message } => self.message(connection, message, now),
            Input::Throttled { connection } => {
                self.refuse_and_close(connection, Refusal::RateLimited, CloseReason::TooMany, now);
            }
            Input::Disconnected { connection } => self.leave(connection, now),
            Input::Timeout => {}
        }
        self.notify(now);
    }

    fn connect(&mut self, connection: ConnectionId, source: Source, now: Tick) {
        if self.connections.contains_key(&connection) {
            return;
        }
        let (reason, why) = match self.links.enter(connection, Some(source)) {
            Entry::Kept { evicted } => {
                if let Some(victim) = evicted {
                    self.refuse_and_close(victim, Refusal::Full, CloseReason::Full, now);
                }
                let role = Role::Fresh;
                let entry = Connection { source, role, late_messages: 0 };
                self.connections.insert(connection, entry);
                return;
            }
            Entry::TooMany => (Refusal::RateLimited, CloseReason::TooMany),
            Entry::Full => (Refusal::Full, CloseReason::Full),
        };
        self.refuse(connection, reason);
        self.commands.push_back(Command::Close { connection, why });
    }

    fn message(&mut self, connection: ConnectionId, message: ToSignal, now: Tick) {
        // Messages of a connection that the registry has closed may still be in flight.
        let Some(role) = self.connections.get(&connection).map(|c| c.role) else {
            return;
        };
        match (message, role) {
            (
                ToSignal::Open { version, lifetime_s, token, slot, unlisted, places },
                Role::Fresh | Role::Sharer(None),
            ) => {
                if self.supports(connection, version, now) {
                    let opening = Opening { lifetime_s, token, slot, unlisted, places };
                    self.open(connection, opening, now);
                }
            }
            (ToSignal::SetPlaces { places }, Role::Sharer(Some(slot))) => {
                self.move_to(connection, slot, places, now);
            }
            (ToSignal::Claim { version, slot, body }, Role::Fresh | Role::Viewer(None)) => {
                if self.supports(connection, version, now) {
                    self.claim(connection, slot, body, now);
                }
            }
            (ToSignal::ClaimAt { version, tag, body }, Role::Fresh | Role::Viewer(None)) => {
                if self.supports(connection, version, now) {
                    self.claim_at(connection, tag, body, now);
                }
            }
            (ToSignal::AwaitAt { version, tag, body }, Role::Fresh | Role::Viewer(None)) => {
                if self.supports(connection, version, now) {
                    self.await_at(connection, tag, body, now);
                }
            }
            (ToSignal::Watch { version, tags }, Role::Fresh | Role::Watcher) => {
                if self.supports(connection, version, now) {
                    self.watch(connection, tags);
                }
            }
            // Not from a sharer: it receives `Watched` about its own tags, and could not distinguish the
            // two.
            (ToSignal::QueryWatched { version, tags }, Role::Fresh) => {
                if self.supports(connection, version, now) {
                    self.look(connection, tags);
                }
            }
            (ToSignal::Revoke {}, Role::Sharer(Some(slot))) => self.revoke(slot, now),
            (ToSignal::Verdict { claim, outcome }, Role::Sharer(Some(slot))) => {
                self.verdict(connection, slot, claim, outcome, now);
            }
            (ToSignal::Relay { claim: claim @ Some(_), body }, Role::Sharer(Some(slot)))
            | (ToSignal::Relay { claim: claim @ None, body }, Role::Viewer(Some(slot))) => {
                self.relay(connection, slot, claim, body, now);
            }
            // Sent before the sender knew that its claim or invitation had ended.
            (
                ToSignal::SetPlaces { .. }
                | ToSignal::Revoke {}
                | ToSignal::Verdict { .. }
                | ToSignal::Relay { claim: Some(_), .. },
                Role::Sharer(None),
            )
            | (ToSignal::Relay { claim: None, .. }, Role::Viewer(None)) => {
                self.late_message(connection, now);
            }
            // No correct client sends the rest.
            (ToSignal::Open { .. }, Role::Sharer(Some(_)) | Role::Viewer(_) | Role::Watcher)
            | (
                ToSignal::Claim { .. } | ToSignal::ClaimAt { .. } | ToSignal::AwaitAt { .. },
                Role::Viewer(Some(_)) | Role::Sharer(_) | Role::Watcher,
            )
            | (ToSignal::Watch { .. }, Role::Sharer(_) | Role::Viewer(_))
            | (ToSignal::QueryWatched { .. }, Role::Sharer(_) | Role::Viewer(_) | Role::Watcher)
            | (
                ToSignal::SetPlaces { .. } | ToSignal::Revoke {} | ToSignal::Verdict { .. },
                Role::Fresh | Role::Viewer(_) | Role::Watcher,
            )
            | (ToSignal::Relay { .. }, Role::Fresh | Role::Watcher)
            | (ToSignal::Relay { claim: None, .. }, Role::Sharer(_))
            | (ToSignal::Relay { claim: Some(_), .. }, Role::Viewer(_)) => {
                self.fault(connection, now);
            }
        }
    }

    /// Whether this server supports `version`; if not, refuses and closes the connection.
    fn supports(&mut self, connection: ConnectionId, version: u16, now: Tick) -> bool {
        let supported = (protocol::OLDEST_VERSION..=protocol::VERSION).contains(&version);
        if !supported {
            self.refuse_and_close(connection, Refusal::Version, CloseReason::Version, now);
        }
        supported
    }

    /// Removes a connection, its claim and its places.
    pub(super) fn leave(&mut self, connection: ConnectionId, now: Tick) {
        let Some(Connection { role, source, .. }) = self.connections.remove(&connection) else {
            return;
        };
        self.links.leave(connection);
        self.waiting_claims.leave(connection);
        self.queue.leave(connection);
        match role {
            Role::Fresh | Role::Sharer(None) | Role::Viewer(None) => {}
            Role::Watcher => {
                let count = self.presence.unwatch(connection);
                self.release(source, count, |usage| &mut usage.watches);
            }
            Role::Sharer(Some(slot)) => {
                let until = now + SHARER_GRACE;
                self.slots.edit(slot, |invitation| invitation.sharer = Sharer::Lost { until });
                if let Some(source) = self.slots.open(slot).map(|invitation| invitation.source) {
                    // It sends its places again when it reopens its invitation; until then it cannot be
                    // reached.
                    self.leave_places(slot, source);
                }
                let proven = self.slots.open(slot).and_then(|it| it.claims.proven());
                let viewers = match proven {
                    // The sharer's state of unfinished proofs is lost with its connection.
                    None => self.end_proofs(slot, Claims::Proving(Proofs::default())),
                    Some(proven) => vec![proven.viewer],
                };
                for viewer in viewers {
                    self.send(viewer, FromSignal::PeerGone { claim: None });
                }
                self.refuse_waiting(slot, Refusal::Busy);
            }
            Role::Viewer(Some(slot)) => self.viewer_left(connection, slot, now),
        }
    }
}
