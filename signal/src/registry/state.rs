//! What the registry keeps, and what the rules in the files beside this one share.

use std::collections::{BTreeMap, VecDeque};

use protocol::code::Slot;
use protocol::limits::LATE_MESSAGES;
use protocol::signal::{FromSignal, Refusal};
use protocol::time::{Tick, earliest};
use rand_core::RngCore;

use super::events::{CloseReason, Command, ConnectionId, Note};
use super::grants::Grants;
use super::invitation::{Claim, Invitation};
use super::presence::Presence;
use super::slots::Slots;
use crate::address::Source;

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

pub(super) struct Connection {
    pub(super) source: Source,
    pub(super) role: Role,
    /// Messages about a claim or an invitation that had ended; bounded by [`LATE_MESSAGES`].
    pub(super) late_messages: u32,
}

/// What one source uses of its limits.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Usage {
    pub(super) connections: usize,
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
    pub(super) usage: BTreeMap<Source, Usage>,
    pub(super) grants: Grants,
    pub(super) commands: VecDeque<Command>,
}

impl<R: RngCore> Registry<R> {
    /// A registry without invitations. It draws slots with `rng`.
    pub fn new(rng: R) -> Self {
        Self {
            rng,
            slots: Slots::default(),
            presence: Presence::default(),
            connections: BTreeMap::new(),
            usage: BTreeMap::new(),
            grants: Grants::default(),
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
        earliest(self.slots.next_due(), others)
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

    /// Ends the invitation at `slot`. The caller sends the two ends, which are returned, the reason.
    pub(super) fn end(&mut self, slot: Slot, reason: Refusal, now: Tick) -> Ends {
        let Some(invitation) = self.slots.end(slot, reason, now) else {
            return Ends::default();
        };
        self.leave_places(slot, invitation.source);
        self.release(invitation.source, 1, |usage| &mut usage.invitations);
        match (invitation.claim.grant(), reason) {
            // The viewer's signal link broke; its session may go on without it.
            (Some(grant), Refusal::Taken) => self.revoke_grant_later(grant, now),
            // The sharer's did; it sends its viewer away to meet it anew, while the session may go on.
            (Some(grant), Refusal::Revoked)
                if invitation.was_taken_up && invitation.sharer.connection().is_some() =>
            {
                self.revoke_grant_later(grant, now);
            }
            (Some(grant), _) => self.revoke_grant(grant),
            (None, _) => {}
        }
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

    /// Ends the claim at `slot`, so that it can be claimed again. The caller sends the two ends, which are
    /// returned, the reason.
    pub(super) fn free(&mut self, slot: Slot) -> Ends {
        let Some(invitation) = self.slots.open(slot) else {
            return Ends::default();
        };
        let ends = Ends::of(invitation);
        let grant = invitation.claim.grant();
        self.slots.edit(slot, |invitation| invitation.claim = Claim::Free);
        if let Some(grant) = grant {
            self.revoke_grant(grant);
        }
        if let Some(viewer) = ends.viewer {
            self.set_role(viewer, Role::Viewer(None));
        }
        ends
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
        if let Some(entry) = self.connections.get_mut(&connection) {
            entry.role = role;
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

/// The two ends of an invitation, as far as they are connected.
#[derive(Clone, Copy, Default)]
pub(super) struct Ends {
    pub(super) sharer: Option<ConnectionId>,
    pub(super) viewer: Option<ConnectionId>,
}

impl Ends {
    pub(super) fn of(invitation: &Invitation) -> Self {
        Self { sharer: invitation.sharer.connection(), viewer: invitation.claim.viewer() }
    }
}
