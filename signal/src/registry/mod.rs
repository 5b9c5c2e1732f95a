//! PURE. Who waits where, and who may speak to whom.
//!
//! A sharer opens an invitation and waits at its slot; one viewer at a time claims it and proves
//! the code to the sharer through bodies that are relayed and not understood here. The sharer's
//! verdict decides.
//!
//! ```text
//!            Claim                    Proven
//!   Free ────────────▶ Proving ────────────────▶ Proven
//!    ▲                    │                        │ viewer leaves
//!    └────────────────────┤ wrong code, abandoned, ▼
//!     fewer than 3 wrong  │ too slow, an end left  tombstone: Taken
//!                         ▼
//!      tombstone: Burnt (third wrong code), Expired, Revoked (also from Free)
//! ```
//!
//! Those who know each other meet at a tag instead. A sharer waits at its places while it is connected
//! and not given to anybody (Free or Proving); pages watch tags. Each learns of the other's coming and
//! going, and of nobody else's.

use std::collections::{BTreeMap, VecDeque};

use protocol::code::Slot;
use protocol::limits::{
    SHARER_GRACE, SIGNAL_CONNECTIONS, SIGNAL_CONNECTIONS_PER_ADDRESS, STRAY_MESSAGES,
};
use protocol::signal::{FromSignal, Refusal, ToSignal};
use protocol::time::{Tick, earliest};
use rand_core::RngCore;

use crate::address::Source;

mod events;
mod meeting;
mod places;
mod rules;
mod slots;
#[cfg(test)]
pub(crate) mod tests;

pub use events::{CloseReason, Command, ConnectionId, Input, Note};

use places::Places;
use rules::Opening;
use slots::{Claim, Invitation, Sharer, Slots};

/// What a connection is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// It has asked for nothing yet, or only looked: that leaves nothing behind, so that it may become
    /// anything.
    Fresh,
    /// It opened invitations; `Some` while one is open.
    Sharer(Option<Slot>),
    /// It claimed invitations; `Some` while a claim stands.
    Viewer(Option<Slot>),
    /// A page that watches tags, and does nothing else.
    Watcher,
}

struct Connection {
    source: Source,
    role: Role,
    /// Messages that came too late to mean anything.
    strays: u32,
}

/// What one source has.
#[derive(Debug, Default, PartialEq, Eq)]
struct Tally {
    connections: usize,
    invitations: usize,
    places: usize,
    watches: usize,
}

/// All invitations of a server, and the connections that have to do with them.
pub struct Registry<R> {
    rng: R,
    slots: Slots,
    // INVARIANT: they hold each open invitation whose sharer is connected and whose claim is not proven,
    // and each watcher, and nobody else.
    places: Places,
    connections: BTreeMap<ConnectionId, Connection>,
    sources: BTreeMap<Source, Tally>,
    commands: VecDeque<Command>,
}

impl<R: RngCore> Registry<R> {
    /// A registry without invitations, which draws its slots with `rng`.
    pub fn new(rng: R) -> Self {
        Self {
            rng,
            slots: Slots::default(),
            places: Places::default(),
            connections: BTreeMap::new(),
            sources: BTreeMap::new(),
            commands: VecDeque::new(),
        }
    }

    /// Takes what happened. Every call must be followed by draining [`Registry::poll`].
    pub fn handle(&mut self, input: Input, now: Tick) {
        self.run_due(now);
        self.tell_news(now);
        match input {
            Input::Connected { connection, source } => self.connect(connection, source),
            Input::Message { connection, message } => self.message(connection, message, now),
            Input::Throttled { connection } => {
                self.refuse_and_close(connection, Refusal::RateLimited, CloseReason::TooMany, now);
            }
            Input::Disconnected { connection } => self.leave(connection, now),
            Input::Timeout => {}
        }
        self.tell_news(now);
    }

    /// Returns what the caller must do next; `None` means nothing is left to do.
    pub fn poll(&mut self) -> Option<Command> {
        self.commands.pop_front()
    }

    /// Returns when [`Input::Timeout`] is due.
    pub fn deadline(&self) -> Option<Tick> {
        earliest(self.slots.next_due(), self.places.next_due())
    }

    /// Number of open invitations.
    pub fn invitations(&self) -> usize {
        self.slots.invitations()
    }

    /// Number of places at which sharers wait.
    pub fn places(&self) -> usize {
        self.places.places()
    }

    /// Number of tags that pages watch.
    pub fn watches(&self) -> usize {
        self.places.watches()
    }

    fn connect(&mut self, connection: ConnectionId, source: Source) {
        let tally = self.sources.get(&source).map_or(0, |tally| tally.connections);
        let refusal = if self.connections.contains_key(&connection) {
            return;
        } else if self.connections.len() >= SIGNAL_CONNECTIONS {
            Some((Refusal::Full, CloseReason::Full))
        } else if tally >= SIGNAL_CONNECTIONS_PER_ADDRESS {
            Some((Refusal::RateLimited, CloseReason::TooMany))
        } else {
            None
        };
        if let Some((reason, why)) = refusal {
            self.refuse(connection, reason);
            self.commands.push_back(Command::Close { connection, why });
            return;
        }
        self.sources.entry(source).or_default().connections += 1;
        let role = Role::Fresh;
        self.connections.insert(connection, Connection { source, role, strays: 0 });
    }

    fn message(&mut self, connection: ConnectionId, message: ToSignal, now: Tick) {
        // A connection that was closed here may still have messages under way.
        let Some(role) = self.connections.get(&connection).map(|c| c.role) else {
            return;
        };
        match (message, role) {
            (
                ToSignal::Open { version, lifetime_s, token, slot, unlisted, places },
                Role::Fresh | Role::Sharer(None),
            ) => {
                if self.speaks(connection, version, now) {
                    let opening = Opening { lifetime_s, token, slot, unlisted, places };
                    self.open(connection, opening, now);
                }
            }
            (ToSignal::Move { places }, Role::Sharer(Some(slot))) => {
                self.move_to(connection, slot, places);
            }
            (ToSignal::Claim { version, slot, body }, Role::Fresh | Role::Viewer(None)) => {
                if self.speaks(connection, version, now) {
                    self.claim(connection, slot, body, now);
                }
            }
            (ToSignal::ClaimAt { version, tag, body }, Role::Fresh | Role::Viewer(None)) => {
                if self.speaks(connection, version, now) {
                    self.claim_at(connection, tag, body, now);
                }
            }
            (ToSignal::Watch { version, tags }, Role::Fresh | Role::Watcher) => {
                if self.speaks(connection, version, now) {
                    self.watch(connection, tags);
                }
            }
            // Not of a sharer that waits: it is told about its own tags, and could not tell the two apart.
            (ToSignal::Look { version, tags }, Role::Fresh) => {
                if self.speaks(connection, version, now) {
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
            // These crossed the end of their claim or invitation on the way.
            (
                ToSignal::Move { .. }
                | ToSignal::Revoke {}
                | ToSignal::Verdict { .. }
                | ToSignal::Relay { claim: Some(_), .. },
                Role::Sharer(None),
            )
            | (ToSignal::Relay { claim: None, .. }, Role::Viewer(None)) => {
                self.stray(connection, now);
            }
            // The rest no honest end says.
            (ToSignal::Open { .. }, Role::Sharer(Some(_)) | Role::Viewer(_) | Role::Watcher)
            | (
                ToSignal::Claim { .. } | ToSignal::ClaimAt { .. },
                Role::Viewer(Some(_)) | Role::Sharer(_) | Role::Watcher,
            )
            | (ToSignal::Watch { .. }, Role::Sharer(_) | Role::Viewer(_))
            | (ToSignal::Look { .. }, Role::Sharer(_) | Role::Viewer(_) | Role::Watcher)
            | (
                ToSignal::Move { .. } | ToSignal::Revoke {} | ToSignal::Verdict { .. },
                Role::Fresh | Role::Viewer(_) | Role::Watcher,
            )
            | (ToSignal::Relay { .. }, Role::Fresh | Role::Watcher)
            | (ToSignal::Relay { claim: None, .. }, Role::Sharer(_))
            | (ToSignal::Relay { claim: Some(_), .. }, Role::Viewer(_)) => {
                self.fault(connection, now);
            }
        }
    }

    /// Forgets a connection, with what hangs on it.
    fn leave(&mut self, connection: ConnectionId, now: Tick) {
        let Some(Connection { source, role, .. }) = self.connections.remove(&connection) else {
            return;
        };
        self.give_back(source, 1, |tally| &mut tally.connections);
        match role {
            Role::Fresh | Role::Sharer(None) | Role::Viewer(None) => {}
            Role::Watcher => {
                let count = self.places.unwatch(connection);
                self.give_back(source, count, |tally| &mut tally.watches);
            }
            Role::Sharer(Some(slot)) => {
                let until = now + SHARER_GRACE;
                self.slots.edit(slot, |invitation| invitation.sharer = Sharer::Lost { until });
                if let Some(source) = self.slots.open(slot).map(|invitation| invitation.source) {
                    // It names its places again when it comes back; until then nobody could reach it.
                    self.leave_places(slot, source);
                }
                let viewer = match self.slots.open(slot).map(|invitation| invitation.claim) {
                    // The sharer's half of an unfinished proof went with its connection.
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

    /// Ends the invitation at `slot`. The caller tells the two ends, which it gets back.
    fn end(&mut self, slot: Slot, reason: Refusal, now: Tick) -> Ends {
        let Some(invitation) = self.slots.end(slot, reason, now) else {
            return Ends::default();
        };
        self.leave_places(slot, invitation.source);
        self.give_back(invitation.source, 1, |tally| &mut tally.invitations);
        let ends = Ends::of(&invitation);
        if let Some(sharer) = ends.sharer {
            self.set_role(sharer, Role::Sharer(None));
        }
        if let Some(viewer) = ends.viewer {
            self.set_role(viewer, Role::Viewer(None));
        }
        self.note(Note::Ended(reason));
        ends
    }

    /// Ends the claim at `slot`, so that it can be claimed again. The caller tells the two ends.
    fn free(&mut self, slot: Slot) -> Ends {
        let Some(invitation) = self.slots.open(slot) else {
            return Ends::default();
        };
        let ends = Ends::of(invitation);
        self.slots.edit(slot, |invitation| invitation.claim = Claim::Free);
        if let Some(viewer) = ends.viewer {
            self.set_role(viewer, Role::Viewer(None));
        }
        ends
    }

    fn stray(&mut self, connection: ConnectionId, now: Tick) {
        let Some(entry) = self.connections.get_mut(&connection) else {
            return;
        };
        entry.strays += 1;
        if entry.strays > STRAY_MESSAGES {
            self.fault(connection, now);
        }
    }

    /// A new claim begins: what is late for the last ones is no longer held against the sharer.
    /// How often viewers come and go is not in its hands.
    fn forgive(&mut self, sharer: ConnectionId) {
        if let Some(entry) = self.connections.get_mut(&sharer) {
            entry.strays = 0;
        }
    }

    fn fault(&mut self, connection: ConnectionId, now: Tick) {
        self.refuse_and_close(connection, Refusal::Protocol, CloseReason::Protocol, now);
    }

    fn refuse_and_close(
        &mut self,
        connection: ConnectionId,
        reason: Refusal,
        why: CloseReason,
        now: Tick,
    ) {
        if self.connections.contains_key(&connection) {
            self.refuse(connection, reason);
            self.close(connection, why, now);
        }
    }

    fn close(&mut self, connection: ConnectionId, why: CloseReason, now: Tick) {
        self.commands.push_back(Command::Close { connection, why });
        self.leave(connection, now);
    }

    fn refuse(&mut self, to: ConnectionId, reason: Refusal) {
        self.send(to, FromSignal::Refused { reason });
        self.note(Note::Refused(reason));
    }

    fn refuse_all(&mut self, ends: impl IntoIterator<Item = ConnectionId>, reason: Refusal) {
        for end in ends {
            self.refuse(end, reason);
        }
    }

    fn send(&mut self, to: ConnectionId, message: FromSignal) {
        self.commands.push_back(Command::Send { to, message });
    }

    fn note(&mut self, note: Note) {
        self.commands.push_back(Command::Note(note));
    }

    fn set_role(&mut self, connection: ConnectionId, role: Role) {
        if let Some(entry) = self.connections.get_mut(&connection) {
            entry.role = role;
        }
    }

    /// Counts `number` things less for `source`; forgets the source when nothing is left.
    fn give_back(
        &mut self,
        source: Source,
        number: usize,
        what: impl Fn(&mut Tally) -> &mut usize,
    ) {
        let Some(tally) = self.sources.get_mut(&source) else {
            return;
        };
        let count = what(tally);
        *count = count.saturating_sub(number);
        if *tally == Tally::default() {
            self.sources.remove(&source);
        }
    }
}

/// The two ends of an invitation, as far as they are connected.
#[derive(Clone, Copy, Default)]
struct Ends {
    sharer: Option<ConnectionId>,
    viewer: Option<ConnectionId>,
}

impl Ends {
    fn of(invitation: &Invitation) -> Self {
        Self { sharer: invitation.sharer.connection(), viewer: invitation.claim.viewer() }
    }
}
