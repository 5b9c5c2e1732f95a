//! How an invitation begins and ends: opened, reopened by its owner, revoked, expired.

use std::time::Duration;

use protocol::code::Slot;
use protocol::limits::{
    EXPIRY_TOLERANCE, INVITATION_LIFETIME_MAX, INVITATION_LIFETIME_MIN, INVITATIONS,
    INVITATIONS_PER_ADDRESS,
};
use protocol::signal::{ClaimId, FromSignal, OwnerToken, Refusal, WaitingPlace};
use protocol::time::Tick;
use rand_core::RngCore;

use super::events::{CloseReason, ConnectionId, Note};
use super::invitation::{Claims, Entry, Invitation, Listing, Owner, Sharer};
use super::state::{Registry, Role};

/// The parameters of [`protocol::signal::ToSignal::Open`].
pub(super) struct Opening {
    pub(super) lifetime_s: u32,
    pub(super) token: OwnerToken,
    pub(super) slot: Option<Slot>,
    pub(super) unlisted: bool,
    pub(super) places: Vec<WaitingPlace>,
}

impl<R: RngCore> Registry<R> {
    /// Whether the invitation at `slot` is, or was, that of the owner of the token; `None` when nothing is known about
    /// the slot, as after a restart of the server.
    pub fn is_owner(&self, slot: Slot, token: &OwnerToken) -> Option<bool> {
        let owner = Owner::of(token);
        self.slots.get(slot).map(|entry| match entry {
            Entry::Open(invitation) => invitation.owner.is(&owner),
            Entry::Ended(tombstone) => tombstone.owner.is(&owner),
        })
    }

    pub(super) fn open(&mut self, connection: ConnectionId, opening: Opening, now: Tick) {
        let owner = Owner::of(&opening.token);
        let mut free = None;
        if let Some(slot) = opening.slot {
            match self.slots.get(slot) {
                Some(Entry::Open(invitation)) if invitation.owner.is(&owner) => {
                    return self.reopen(connection, slot, opening.places, now);
                }
                Some(Entry::Ended(tombstone)) if tombstone.owner.is(&owner) => {
                    let reason = tombstone.reason;
                    self.set_role(connection, Role::Sharer(None));
                    return self.refuse(connection, reason);
                }
                // It belongs to another owner now: draw another slot.
                Some(Entry::Open(_) | Entry::Ended(_)) => {}
                // This server has restarted: with the same slot, the code stays valid.
                None => free = Some(slot),
            }
        }
        let listing = if opening.unlisted { Listing::Unlisted } else { Listing::Listed };
        let Some(source) = self.connections.get(&connection).map(|c| c.source) else {
            return;
        };
        if self.slots.invitations() >= INVITATIONS
            && let Some(lost) = self.slots.longest_lost()
        {
            // Its sharer may still be looking for a way back; it gets the same slot if that is free then.
            let ends = self.end(lost, Refusal::Revoked, now);
            self.refuse_all(ends.viewers, Refusal::Revoked);
        }
        let of_source = self.usage.get(&source).map_or(0, |usage| usage.invitations);
        let room = self.slots.invitations() < INVITATIONS
            && of_source < INVITATIONS_PER_ADDRESS
            && self.has_room(source, None, opening.places.len());
        let slot = free.or_else(|| self.slots.draw(&mut self.rng, listing)).filter(|_| room);
        let Some(slot) = slot else {
            return self.refuse(connection, Refusal::Full);
        };
        let lifetime = Duration::from_secs(opening.lifetime_s.into())
            .clamp(INVITATION_LIFETIME_MIN, INVITATION_LIFETIME_MAX);
        // Random, so that a sharer that reconnects after a restart of this server does not confuse the
        // first claim after the restart with the first one before it.
        let mut first_claim = [0; 4];
        self.rng.fill_bytes(&mut first_claim);
        let next_claim = ClaimId(u32::from_le_bytes(first_claim));
        let opened_by = (source, connection);
        let invitation = Invitation::new(owner, listing, opened_by, now + lifetime, next_claim);
        self.usage.entry(source).or_default().invitations += 1;
        self.slots.insert(slot, invitation);
        let tags: Vec<_> = opening.places.iter().map(|place| place.tag).collect();
        self.wait(slot, source, opening.places);
        self.set_role(connection, Role::Sharer(Some(slot)));
        self.opened(connection, slot, now);
        self.note(Note::Opened);
        self.meet_waiting_claims(&tags, now);
    }

    /// Attaches an invitation to a new connection of its owner. Whether it is listed does not change.
    fn reopen(
        &mut self,
        connection: ConnectionId,
        slot: Slot,
        places: Vec<WaitingPlace>,
        now: Tick,
    ) {
        let Some(invitation) = self.slots.open(slot) else {
            return;
        };
        let source = invitation.source;
        let is_proven = matches!(invitation.claims, Claims::Proven(_));
        if !is_proven && !self.has_room(source, Some(slot), places.len()) {
            return self.refuse(connection, Refusal::Full);
        }
        if let Some(old) = invitation.sharer.connection() {
            // The server has not noticed yet that the old connection is dead.
            self.close(old, CloseReason::Replaced, now);
        }
        self.slots.edit(slot, |invitation| {
            invitation.sharer = Sharer::Connected(connection);
            invitation.was_taken_up |= is_proven;
        });
        let tags: Vec<_> = places.iter().map(|place| place.tag).collect();
        if !is_proven {
            self.wait(slot, source, places);
        }
        self.set_role(connection, Role::Sharer(Some(slot)));
        self.opened(connection, slot, now);
        self.note(Note::Reopened);
        self.meet_waiting_claims(&tags, now);
    }

    fn opened(&mut self, to: ConnectionId, slot: Slot, now: Tick) {
        let Some(invitation) = self.slots.open(slot) else {
            return;
        };
        let left = invitation.expires.since(now).as_secs();
        let expires_in_s = u32::try_from(left).unwrap_or(u32::MAX);
        self.send(to, FromSignal::Opened { slot, expires_in_s });
    }

    /// The sharer revokes its invitation. Within [`EXPIRY_TOLERANCE`] of its expiry the reason is
    /// [`Refusal::Expired`]: the lifetime is sent in whole seconds, so the sharer may see the expiry first.
    pub(super) fn revoke(&mut self, slot: Slot, now: Tick) {
        let is_over = self.slots.open(slot).is_some_and(|invitation| {
            let is_proven = matches!(invitation.claims, Claims::Proven(_));
            !is_proven && invitation.expires <= now + EXPIRY_TOLERANCE
        });
        let reason = if is_over { Refusal::Expired } else { Refusal::Revoked };
        let ends = self.end(slot, reason, now);
        self.refuse_all(ends.viewers, reason);
    }

    /// Handles every deadline up to `now`.
    pub(super) fn run_due(&mut self, now: Tick) {
        while let Some(slot) = self.slots.due(now) {
            let Some(invitation) = self.slots.open(slot) else {
                return;
            };
            let is_proven = matches!(invitation.claims, Claims::Proven(_));
            let is_lost = matches!(invitation.sharer, Sharer::Lost { until } if until <= now);
            if !is_proven && invitation.expires <= now {
                let ends = self.end(slot, Refusal::Expired, now);
                self.refuse_all(ends.sharer.into_iter().chain(ends.viewers), Refusal::Expired);
            } else if is_lost {
                let ends = self.end(slot, Refusal::Revoked, now);
                self.refuse_all(ends.viewers, Refusal::Revoked);
            } else {
                self.end_overdue_proof(slot, now);
            }
        }
    }
}
