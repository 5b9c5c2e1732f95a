//! PURE. What each thing that an end may say does to an invitation.

use std::time::Duration;

use protocol::code::Slot;
use protocol::limits::{
    EXPIRY_SLACK, INVITATION_LIFETIME_MAX, INVITATION_LIFETIME_MIN, INVITATIONS,
    INVITATIONS_PER_ADDRESS, PROOF_TIMEOUT, RELAYED_BODIES, WRONG_CODES,
};
use protocol::signal::{Body64, ClaimId, FromSignal, Outcome, OwnerToken, Place, Refusal};
use protocol::time::Tick;
use rand_core::RngCore;

use super::slots::{Claim, Entry, Invitation, Listing, Owner, Sharer};
use super::{CloseReason, Connection, ConnectionId, Note, Registry, Role};

/// What a sharer says of the invitation that it opens; as in [`protocol::signal::ToSignal::Open`].
pub(super) struct Opening {
    pub(super) lifetime_s: u32,
    pub(super) token: OwnerToken,
    pub(super) slot: Option<Slot>,
    pub(super) unlisted: bool,
    pub(super) places: Vec<Place>,
}

impl<R: RngCore> Registry<R> {
    /// Whether this build speaks `version`; otherwise says so and closes.
    pub(super) fn speaks(&mut self, connection: ConnectionId, version: u16, now: Tick) -> bool {
        let spoken = (protocol::OLDEST_VERSION..=protocol::VERSION).contains(&version);
        if !spoken {
            self.refuse_and_close(connection, Refusal::Version, CloseReason::Version, now);
        }
        spoken
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
                // Somebody else's by now: another slot is better than none.
                Some(Entry::Open(_) | Entry::Ended(_)) => {}
                // This server was restarted since: the code that was told stays good.
                None => free = Some(slot),
            }
        }
        let listing = if opening.unlisted { Listing::Unlisted } else { Listing::Listed };
        let Some(source) = self.connections.get(&connection).map(|c| c.source) else {
            return;
        };
        let of_source = self.sources.get(&source).map_or(0, |tally| tally.invitations);
        let room = self.slots.invitations() < INVITATIONS
            && of_source < INVITATIONS_PER_ADDRESS
            && self.has_room(source, None, opening.places.len());
        let slot = free.or_else(|| self.slots.draw(&mut self.rng, listing)).filter(|_| room);
        let Some(slot) = slot else {
            return self.refuse(connection, Refusal::Full);
        };
        let lifetime = Duration::from_secs(opening.lifetime_s.into())
            .clamp(INVITATION_LIFETIME_MIN, INVITATION_LIFETIME_MAX);
        // Drawn, so that a sharer which outlives this server's restart does not take the first claim
        // after it for the first before it.
        let mut first_claim = [0; 4];
        self.rng.fill_bytes(&mut first_claim);
        let invitation = Invitation {
            owner,
            listing,
            source,
            sharer: Sharer::Here(connection),
            claim: Claim::Free,
            expires: now + lifetime,
            wrong_codes: 0,
            next_claim: ClaimId(u32::from_le_bytes(first_claim)),
        };
        self.sources.entry(source).or_default().invitations += 1;
        self.slots.insert(slot, invitation);
        self.wait(slot, source, opening.places);
        self.set_role(connection, Role::Sharer(Some(slot)));
        self.opened(connection, slot, now);
        self.note(Note::Opened);
    }

    /// Gives an invitation back to its owner, on a new connection. Whether it is listed stays as it was
    /// when it was first opened.
    fn reopen(&mut self, connection: ConnectionId, slot: Slot, places: Vec<Place>, now: Tick) {
        let Some(invitation) = self.slots.open(slot) else {
            return;
        };
        let source = invitation.source;
        let is_proven = matches!(invitation.claim, Claim::Proven { .. });
        if !is_proven && !self.has_room(source, Some(slot), places.len()) {
            return self.refuse(connection, Refusal::Full);
        }
        if let Some(old) = invitation.sharer.connection() {
            // The owner noticed before the server did that the old connection is dead.
            self.close(old, CloseReason::Replaced, now);
        }
        self.slots.edit(slot, |invitation| invitation.sharer = Sharer::Here(connection));
        if !is_proven {
            self.wait(slot, source, places);
        }
        self.set_role(connection, Role::Sharer(Some(slot)));
        self.opened(connection, slot, now);
        self.note(Note::Reopened);
    }

    fn opened(&mut self, to: ConnectionId, slot: Slot, now: Tick) {
        let Some(invitation) = self.slots.open(slot) else {
            return;
        };
        let left = invitation.expires.since(now).as_secs();
        let expires_in_s = u32::try_from(left).unwrap_or(u32::MAX);
        self.send(to, FromSignal::Opened { slot, expires_in_s });
    }

    pub(super) fn claim(&mut self, viewer: ConnectionId, slot: Slot, body: Body64, now: Tick) {
        let found = match self.slots.get(slot) {
            Some(Entry::Open(invitation)) if invitation.listing == Listing::Listed => Ok(slot),
            Some(Entry::Ended(tombstone)) if tombstone.listing == Listing::Listed => {
                Err(tombstone.reason)
            }
            // Nobody learns by trying numbers whether somebody waits there for others.
            Some(Entry::Open(_) | Entry::Ended(_)) | None => Err(Refusal::Unknown),
        };
        self.claim_found(viewer, found, body, now);
    }

    /// Begins a claim of the open invitation that was `found`, or says why there is none.
    pub(super) fn claim_found(
        &mut self,
        viewer: ConnectionId,
        found: Result<Slot, Refusal>,
        body: Body64,
        now: Tick,
    ) {
        let claimed = found.and_then(|slot| {
            let Invitation { claim, sharer, next_claim, .. } =
                self.slots.open(slot).ok_or(Refusal::Unknown)?;
            match (claim, sharer) {
                (Claim::Free, Sharer::Here(sharer)) => Ok((slot, *sharer, *next_claim)),
                (Claim::Proving { .. }, _) | (Claim::Free, Sharer::Lost { .. }) => {
                    Err(Refusal::Busy)
                }
                (Claim::Proven { .. }, _) => Err(Refusal::Taken),
            }
        });
        match claimed {
            Ok((slot, sharer, claim)) => {
                let until = now + PROOF_TIMEOUT;
                self.slots.edit(slot, |invitation| invitation.begin_claim(viewer, until));
                self.set_role(viewer, Role::Viewer(Some(slot)));
                self.forgive(sharer);
                self.send(sharer, FromSignal::Claimed { claim, body });
                self.note(Note::Claimed);
            }
            Err(reason) => {
                self.set_role(viewer, Role::Viewer(None));
                self.refuse(viewer, reason);
            }
        }
    }

    /// Hands on what one end says to the other. `meant` is the claim that the sharer speaks of; a
    /// viewer has only one.
    pub(super) fn relay(
        &mut self,
        from: ConnectionId,
        slot: Slot,
        meant: Option<ClaimId>,
        body: Body64,
        now: Tick,
    ) {
        let Some(Invitation { sharer, claim, .. }) = self.slots.open(slot) else {
            return;
        };
        let (sharer, mut claim) = (*sharer, *claim);
        let (Claim::Proving { id, viewer, relayed, .. } | Claim::Proven { id, viewer, relayed }) =
            &mut claim
        else {
            return self.stray(from, now);
        };
        if meant.is_some_and(|meant| meant != *id) {
            return self.stray(from, now);
        }
        let viewer = *viewer;
        let to = if viewer == from { sharer.connection() } else { Some(viewer) };
        let Some(to) = to else {
            return self.stray(from, now);
        };
        *relayed += 1;
        if *relayed > RELAYED_BODIES {
            // The bodies of both ends count, so it is not said who sent too many. The viewer goes:
            // the sharer has more to lose, and nobody could have claimed its time without it.
            return self.fault(viewer, now);
        }
        self.slots.edit(slot, |invitation| invitation.claim = claim);
        self.send(to, FromSignal::Relay { body });
        self.note(Note::Relayed);
    }

    pub(super) fn verdict(
        &mut self,
        sharer: ConnectionId,
        slot: Slot,
        meant: ClaimId,
        outcome: Outcome,
        now: Tick,
    ) {
        let Some(invitation) = self.slots.open(slot) else {
            return;
        };
        let wrong_codes = invitation.wrong_codes;
        let (id, viewer, relayed) = match invitation.claim {
            Claim::Proving { id, viewer, relayed, .. } if id == meant => (id, viewer, relayed),
            Claim::Free | Claim::Proving { .. } | Claim::Proven { .. } => {
                return self.stray(sharer, now);
            }
        };
        match outcome {
            Outcome::Proven => {
                let claim = Claim::Proven { id, viewer, relayed };
                let source = invitation.source;
                self.slots.edit(slot, |invitation| invitation.claim = claim);
                self.leave_places(slot, source);
                self.note(Note::Proven);
            }
            Outcome::WrongCode => {
                if let Some(Connection { source, .. }) = self.connections.get(&viewer) {
                    let source = *source;
                    self.note(Note::WrongCode { source });
                }
                if wrong_codes + 1 >= WRONG_CODES {
                    let ends = self.end(slot, Refusal::Burnt, now);
                    self.refuse_all(
                        [ends.sharer, ends.viewer].into_iter().flatten(),
                        Refusal::Burnt,
                    );
                } else {
                    self.slots.edit(slot, |invitation| invitation.wrong_codes += 1);
                    self.free(slot);
                    self.refuse(viewer, Refusal::WrongCode);
                }
            }
            Outcome::Stranger => {
                if let Some(Connection { source, .. }) = self.connections.get(&viewer) {
                    let source = *source;
                    self.note(Note::Stranger { source });
                }
                self.free(slot);
                self.refuse(viewer, Refusal::WrongCode);
            }
            Outcome::Abandoned => {
                self.free(slot);
                self.send(viewer, FromSignal::PeerGone {});
            }
        }
    }

    /// The sharer takes the invitation back. When its time is as good as over, that is the reason: it
    /// is told in whole seconds, so that the sharer's clock may be the first to say so.
    pub(super) fn revoke(&mut self, slot: Slot, now: Tick) {
        let is_over = self.slots.open(slot).is_some_and(|invitation| {
            let is_proven = matches!(invitation.claim, Claim::Proven { .. });
            !is_proven && invitation.expires <= now + EXPIRY_SLACK
        });
        let reason = if is_over { Refusal::Expired } else { Refusal::Revoked };
        let ends = self.end(slot, reason, now);
        self.refuse_all(ends.viewer, reason);
    }

    /// Does what is due by `now`.
    pub(super) fn run_due(&mut self, now: Tick) {
        while let Some(slot) = self.slots.due(now) {
            let Some(invitation) = self.slots.open(slot) else {
                return;
            };
            let is_proven = matches!(invitation.claim, Claim::Proven { .. });
            let is_lost = matches!(invitation.sharer, Sharer::Lost { until } if until <= now);
            if !is_proven && invitation.expires <= now {
                let ends = self.end(slot, Refusal::Expired, now);
                self.refuse_all([ends.sharer, ends.viewer].into_iter().flatten(), Refusal::Expired);
            } else if is_lost {
                let ends = self.end(slot, Refusal::Revoked, now);
                self.refuse_all(ends.viewer, Refusal::Revoked);
            } else {
                let ends = self.free(slot);
                for end in [ends.sharer, ends.viewer].into_iter().flatten() {
                    self.send(end, FromSignal::PeerGone {});
                }
                self.note(Note::ProofTimedOut);
            }
        }
    }
}
