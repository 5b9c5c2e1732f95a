//! Claims: beginning one, relaying its messages, and the sharer's verdict.

use protocol::code::Slot;
use protocol::limits::{PROOF_TIMEOUT, RELAYED_BODIES, WRONG_CODES};
use protocol::network::Network;
use protocol::signal::{Body64, ClaimId, FromSignal, Outcome, Refusal};
use protocol::time::Tick;
use rand_core::RngCore;

use super::events::{ConnectionId, Note};
use super::invitation::{Claim, Entry, Invitation, Listing, Sharer};
use super::state::{Connection, Registry, Role};

impl<R: RngCore> Registry<R> {
    pub(super) fn claim(&mut self, viewer: ConnectionId, slot: Slot, body: Body64, now: Tick) {
        let found = match self.slots.get(slot) {
            Some(Entry::Open(invitation)) if invitation.listing == Listing::Listed => Ok(slot),
            Some(Entry::Ended(tombstone)) if tombstone.listing == Listing::Listed => {
                Err(tombstone.reason)
            }
            // Trying slots does not reveal whether there is an unlisted invitation.
            Some(Entry::Open(_) | Entry::Ended(_)) | None => Err(Refusal::Unknown),
        };
        self.claim_found(viewer, found, body, now);
    }

    /// Begins a claim on the open invitation at the slot that was `found`, or refuses.
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
                (Claim::Free, Sharer::Connected(sharer)) => Ok((slot, *sharer, *next_claim)),
                (Claim::Proving { .. }, _) | (Claim::Free, Sharer::Lost { .. }) => {
                    Err(Refusal::Busy)
                }
                (Claim::Proven { .. }, _) => Err(Refusal::Taken),
            }
        });
        match claimed {
            Ok((slot, sharer, claim)) => {
                let until = now + PROOF_TIMEOUT;
                let (grant, of_sharer, of_viewer) = self.grant(sharer, viewer);
                self.slots.edit(slot, |invitation| invitation.begin_claim(viewer, grant, until));
                self.set_role(viewer, Role::Viewer(Some(slot)));
                self.reset_late_messages(sharer);
                let lane = |token| Network { ice_servers: Vec::new(), lane: Some(token) };
                self.send(viewer, FromSignal::ClaimBegun { network: lane(of_viewer) });
                let network = lane(of_sharer);
                self.send(sharer, FromSignal::Claimed { claim, body, network });
                self.note(Note::Claimed);
            }
            Err(reason) => {
                self.set_role(viewer, Role::Viewer(None));
                self.refuse(viewer, reason);
            }
        }
    }

    /// Relays a body to the other end. `meant` is the claim that the sharer named; a viewer has only one.
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
        let (Claim::Proving { id, viewer, relayed, .. }
        | Claim::Proven { id, viewer, relayed, .. }) = &mut claim
        else {
            return self.late_message(from, now);
        };
        if meant.is_some_and(|meant| meant != *id) {
            return self.late_message(from, now);
        }
        let viewer = *viewer;
        let to = if viewer == from { sharer.connection() } else { Some(viewer) };
        let Some(to) = to else {
            return self.late_message(from, now);
        };
        *relayed += 1;
        if *relayed > RELAYED_BODIES {
            // The count is of both ends together. The viewer is disconnected: the sharer would lose its
            // invitation.
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
        let (id, viewer, grant, relayed) = match invitation.claim {
            Claim::Proving { id, viewer, grant, relayed, .. } if id == meant => {
                (id, viewer, grant, relayed)
            }
            Claim::Free | Claim::Proving { .. } | Claim::Proven { .. } => {
                return self.late_message(sharer, now);
            }
        };
        match outcome {
            Outcome::Proven => {
                let claim = Claim::Proven { id, viewer, grant, relayed };
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
            Outcome::UnknownClaimant => {
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
}
