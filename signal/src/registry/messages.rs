//! Inputs of the registry: which message is allowed in which role.

use protocol::limits::{SHARER_GRACE, SIGNAL_CONNECTIONS, SIGNAL_CONNECTIONS_PER_ADDRESS};
use protocol::signal::{FromSignal, Refusal, ToSignal};
use protocol::time::Tick;
use rand_core::RngCore;

use super::events::{CloseReason, Command, ConnectionId, Input};
use super::invitation::{Claim, Sharer};
use super::opening::Opening;
use super::state::{Connection, Registry, Role};
use crate::address::Source;

impl<R: RngCore> Registry<R> {
    /// Handles an input. The caller must drain [`Registry::poll`] after each call.
    pub fn handle(&mut self, input: Input, now: Tick) {
        self.run_due(now);
        self.revoke_due_grants(now);
        self.notify(now);
        match input {
            Input::Connected { connection, source } => self.connect(connection, source),
            Input::Message { connection, message } => self.message(connection, message, now),
            Input::Throttled { connection } => {
                self.refuse_and_close(connection, Refusal::RateLimited, CloseReason::TooMany, now);
            }
            Input::Disconnected { connection } => self.leave(connection, now),
            Input::Timeout => {}
        }
        self.notify(now);
    }

    fn connect(&mut self, connection: ConnectionId, source: Source) {
        let of_source = self.usage.get(&source).map_or(0, |usage| usage.connections);
        let refusal = if self.connections.contains_key(&connection) {
            return;
        } else if self.connections.len() >= SIGNAL_CONNECTIONS {
            Some((Refusal::Full, CloseReason::Full))
        } else if of_source >= SIGNAL_CONNECTIONS_PER_ADDRESS {
            Some((Refusal::RateLimited, CloseReason::TooMany))
        } else {
            None
        };
        if let Some((reason, why)) = refusal {
            self.refuse(connection, reason);
            self.commands.push_back(Command::Close { connection, why });
            return;
        }
        self.usage.entry(source).or_default().connections += 1;
        let role = Role::Fresh;
        self.connections.insert(connection, Connection { source, role, late_messages: 0 });
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
                self.move_to(connection, slot, places);
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
                ToSignal::Claim { .. } | ToSignal::ClaimAt { .. },
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
        let Some(Connection { source, role, .. }) = self.connections.remove(&connection) else {
            return;
        };
        self.release(source, 1, |usage| &mut usage.connections);
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
                let viewer = match self.slots.open(slot).map(|invitation| invitation.claim) {
                    // The sharer's state of an unfinished proof is lost with its connection.
                    Some(Claim::Proving { .. }) => self.free(slot).viewer,
                    Some(Claim::Proven { viewer, .. }) => Some(viewer),
                    Some(Claim::Free) | None => None,
                };
                if let Some(viewer) = viewer {
                    self.send(viewer, FromSignal::PeerGone {});
                }
            }
            Role::Viewer(Some(slot)) => {
                let ends = match self.slots.open(slot).map(|invitation| invitation.claim) {
                    Some(Claim::Proven { .. }) => self.end(slot, Refusal::Taken, now),
                    Some(Claim::Free | Claim::Proving { .. }) | None => self.free(slot),
                };
                if let Some(sharer) = ends.sharer {
                    self.send(sharer, FromSignal::PeerGone {});
                }
            }
        }
    }
}
