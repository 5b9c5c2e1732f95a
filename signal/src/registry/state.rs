//! What the registry keeps, and what the rules in the files beside this one share.

use std::collections::{BTreeMap, VecDeque};

use protocol::code::Slot;
use protocol::limits::LATE_MESSAGES;
use protocol::signal::{FromSignal, Refusal};
use protocol::time::{Tick, earliest};
use rand_core::RngCore;

use super::claim_queue::ClaimQueue;
use super::events::{CloseReason, Command, ConnectionId, Note};
use super::grants::Grants;
use super::invitation::{Claims, Invitation};
use super::presence::Presence;
use super::slots::Slots;
use super::waiting_claims::WaitingClaims;
use crate::address::Source;
use crate::bounds::Bounds;
use crate::connection_table::{ConnectionTable, Use};

/// What a connection does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// It has sent nothing yet, or only [`protocol::signal::ToSignal::QueryWatched`], which leaves no state.
    /// Its next message may give it any role.
    Fresh,
    /// It opens invitations; `Some` while one is open.
    Sharer(Option<Slot>),
    /// It claims invitations; `Some` while it holds a claim.
    Viewer(Option<Slot>),
    /// A page that watches tags, and does nothing else.
    Watcher,
}

impl Role {
    fn of_use(self) -> Use {
        match self {
            Role::Fresh | Role::Sharer(None) | Role::Viewer(None) => Use::Idle,
            Role::Sharer(Some(_)) | Role::Viewer(Some(_)) | Role::Watcher => Use::Busy,
        }
    }
}

pub(super) struct Connection {
    pub(super) source: Source,
    pub(super) role: Role,
    /// Messages about a claim or an invitation that had ended; bounded by [`LATE_MESSAGES`].
    pub(super) late_messages: u32,
}

/// What one source uses of its limits.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Usage {
    pub(super) invitations: usize,
    pub(super) places: usize,
    pub(super) watches: usize,
}

/// All invitations of a server and all its connections.
pub struct Registry<R> {
    pub(super) rng: R,
    pub(super) slots: Slots,
    // INVARIANT: holds the slot of each open invitation whose sharer is connected and whose claim is not
    // proven, and each connection in the role of a watcher, and no others.
    pub(super) presence: Presence,
    pub(super) connections: BTreeMap<ConnectionId, Connection>,
    // INVARIANT: holds exactly the connections; those that hold an invitation or a claim, or watch, are busy.
    pub(super) links: ConnectionTable<ConnectionId>,
    pub(super) usage: BTreeMap<Source, Usage>,
    pub(super) grants: Grants,
    pub(super) waiting_claims: WaitingClaims,
    // INVARIANT: claims wait only at an open invitation that no claim may begin at now.
    pub(super) queue: ClaimQueue,
    pub(super) commands: VecDeque<Command>,
}

impl<R: RngCore> Registry<R> {
    /// A registry without invitations. It draws slots with `rng`.
    pub fn new(rng: R) -> Self {
        Self::with_bounds(rng, &Bounds::default())
    }

    /// The same, with so many connections.
    pub fn with_bounds(rng: R, bounds: &Bounds) -> Self {
        Self {
            rng,
            links: ConnectionTable::new(bounds.signal),
            slots: Slots::default(),
            presence: Presence::default(),
            connections: BTreeMap::new(),
            usage: BTreeMap::new(),
            grants: Grants::default(),
            waiting_claims: WaitingClaims::default(),
            queue: ClaimQueue::default(),
            commands: VecDeque::new(),
        }
    }

    /// Returns what the caller must do next; `None` means nothing is left to do.
    pub fn poll(&mut self) -> Option<Command> {
        self.commands.pop_front()
    }

    /// Returns when [`super::events::Input::Timeout`] is due.
    pub fn deadline(&self) -> Option<Tick> {
        let others = earliest(self.presence.next_due(), self.grants.next_due());
        earliest(earliest(self.slots.next_due(), self.queue.next_due()), others)
    }

    /// Number of open invitations.
    pub fn invitations(&self) -> usize {
        self.slots.invitations()
    }

    /// Number of places at which sharers wait.
    pub fn places(&self) -> usize {
        self.presence.places()
    }

    /// Number of tags that pages watch.
    pub fn watches(&self) -> usize {
        self.presence.watches()
    }

    /// Ends the invitation at `slot`. The caller sends the ends, which are returned, the reason.
    pub(super) fn end(&mut self, slot: Slot, reason: Refusal, now: Tick) -> Ends {
        let Some(invitation) = self.slots.end(slot, reason, now) else {
            return Ends::default();
        };
        self.leave_places(slot, invitation.source);
        self.release(invitation.source, 1, |usage| &mut usage.invitations);
        // The viewer's signal link broke; its session may go on without it. Or the sharer's did; it sends its viewer away
        // to meet it anew, while the session may go on.
        let is_met_anew = invitation.was_taken_up && invitation.sharer.connection().is_some();
        let may_go_on = reason == Refusal::Taken || reason == Refusal::Revoked && is_met_anew;
        let is_proven = invitation.claims.proven().is_some();
        for (_, grant) in invitation.claims.viewers() {
            if is_proven && may_go_on {
                self.revoke_grant_later(grant, now);
            } else {
                self.revoke_grant(grant);
            }
        }
        let ends = Ends::of(&invitation);
        if let Some(sharer) = ends.sharer {
            self.set_role(sharer, Role::Sharer(None));
        }
        for viewer in &ends.viewers {
            self.set_role(*viewer, Role::Viewer(None));
        }
        self.note(Note::Ended(reason));
        self.refuse_waiting(slot, reason);
        ends
    }

    /// Ends all proofs at `slot`, for `claims` to come instead. The caller sends the viewers, which are returned, the
    /// reason.
    pub(super) fn end_proofs(&mut self, slot: Slot, claims: Claims) -> Vec<ConnectionId> {
        let ended = self
            .slots
            .edit(slot, |invitation| std::mem::replace(&mut invitation.claims, claims).viewers());
        let kept = self.slots.open(slot).and_then(|invitation| invitation.claims.proven());
        let mut viewers = Vec::new();
        for (viewer, grant) in ended.unwrap_or_default() {
            if kept.is_none_or(|kept| kept.viewer != viewer) {
                self.revoke_grant(grant);
                self.set_role(viewer, Role::Viewer(None));
                viewers.push(viewer);
            }
        }
        viewers
    }

    /// Refuses all claims that wait at `slot`.
    pub(super) fn refuse_waiting(&mut self, slot: Slot, reason: Refusal) {
        let waiting = self.queue.leave_all(slot);
        self.refuse_all(waiting, reason);
    }

    pub(super) fn late_message(&mut self, connection: ConnectionId, now: Tick) {
        let Some(entry) = self.connections.get_mut(&connection) else {
            return;
        };
        entry.late_messages += 1;
        if entry.late_messages > LATE_MESSAGES {
            self.fault(connection, now);
        }
    }

    /// A new claim begins: messages that were late for earlier claims no longer count against the sharer,
    /// which cannot influence how often viewers connect and leave.
    pub(super) fn reset_late_messages(&mut self, sharer: ConnectionId) {
        if let Some(entry) = self.connections.get_mut(&sharer) {
            entry.late_messages = 0;
        }
    }

    pub(super) fn fault(&mut self, connection: ConnectionId, now: Tick) {
        self.refuse_and_close(connection, Refusal::Protocol, CloseReason::Protocol, now);
    }

    pub(super) fn refuse_and_close(
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

    pub(super) fn close(&mut self, connection: ConnectionId, why: CloseReason, now: Tick) {
        self.commands.push_back(Command::Close { connection, why });
        self.leave(connection, now);
    }

    pub(super) fn refuse(&mut self, to: ConnectionId, reason: Refusal) {
        self.send(to, FromSignal::Refused { reason });
        self.note(Note::Refused(reason));
    }

    pub(super) fn refuse_all(
        &mut self,
        ends: impl IntoIterator<Item = ConnectionId>,
        reason: Refusal,
    ) {
        for end in ends {
            self.refuse(end, reason);
        }
    }

    pub(super) fn send(&mut self, to: ConnectionId, message: FromSignal) {
        self.commands.push_back(Command::Send { to, message });
    }

    pub(super) fn note(&mut self, note: Note) {
        self.commands.push_back(Command::Note(note));
    }

    pub(super) fn set_role(&mut self, connection: ConnectionId, role: Role) {
        self.links.set(connection, role.of_use());
        if let Some(entry) = self.connections.get_mut(&connection) {
            entry.role = role;
        }
    }

    /// Adds `number` to what `source` uses.
    pub(super) fn take(
        &mut self,
        source: Source,
        number: usize,
        what: impl Fn(&mut Usage) -> &mut usize,
    ) {
        if number > 0 {
            *what(self.usage.entry(source).or_default()) += number;
        }
    }

    /// Subtracts `number` from what `source` uses; removes the source when it uses nothing.
    pub(super) fn release(
        &mut self,
        source: Source,
        number: usize,
        what: impl Fn(&mut Usage) -> &mut usize,
    ) {
        let Some(usage) = self.usage.get_mut(&source) else {
            return;
        };
        let count = what(usage);
        *count = count.saturating_sub(number);
        if *usage == Usage::default() {
            self.usage.remove(&source);
        }
    }
}

/// The ends of an invitation, as far as they are connected.
#[derive(Default)]
pub(super) struct Ends {
    pub(super) sharer: Option<ConnectionId>,
    pub(super) viewers: Vec<ConnectionId>,
}

impl Ends {
    pub(super) fn of(invitation: &Invitation) -> Self {
        let viewers = invitation.claims.viewers();
        let viewers = viewers.into_iter().map(|(viewer, _)| viewer).collect();
        Self { sharer: invitation.sharer.connection(), viewers }
    }
}
