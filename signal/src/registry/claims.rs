//! Claims: how they begin, and how they end without a verdict.

use protocol::code::Slot;
use protocol::network::Network;
use protocol::signal::{Body64, ClaimId, FromSignal, Refusal};
use protocol::time::Tick;
use rand_core::RngCore;

use super::claim_queue::Queued;
use super::events::{ConnectionId, Note};
use super::invitation::{Claims, Entry, Listing, Proven, Sharer};
use super::proofs::{Proof, Step};
use super::state::{Registry, Role};

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
        self.waiting_claims.leave(viewer);
        self.queue.leave(viewer);
        self.set_role(viewer, Role::Viewer(None));
        let claimed = found.and_then(|slot| {
            let invitation = self.slots.open(slot).ok_or(Refusal::Unknown)?;
            match (&invitation.claims, invitation.sharer) {
                (Claims::Proving(_), Sharer::Connected(_)) => Ok(slot),
                (Claims::Proving(_), Sharer::Lost { .. }) => Err(Refusal::Busy),
                (Claims::Proven(_), _) => Err(Refusal::Taken),
            }
        });
        match claimed {
            Ok(slot) => {
                self.wait_for_sharer(slot, viewer, body, now);
                self.begin_claims(slot, now);
            }
            Err(reason) => self.refuse(viewer, reason),
        }
    }

    /// Lets a claim wait until it may begin.
    fn wait_for_sharer(&mut self, slot: Slot, viewer: ConnectionId, body: Body64, now: Tick) {
        let Some(source) = self.connections.get(&viewer).map(|c| c.source) else { return };
        let Some(invitation) = self.slots.open(slot) else { return };
        let is_unproven = |block| invitation.is_unproven(block);
        match self.queue.wait(slot, (viewer, source.widest()), body, is_unproven, now) {
            Queued::Waits { instead_of: Some(other) } => self.refuse(other, Refusal::Busy),
            Queued::Waits { instead_of: None } => {}
            Queued::No => self.refuse(viewer, Refusal::Busy),
        }
    }

    /// Begins the claims that wait, as far as the sharer has answered others. Where the proofs in flight are too many, the
    /// one ends whose viewer has been silent longest.
    pub(super) fn begin_claims(&mut self, slot: Slot, now: Tick) {
        while !self.queue.is_empty(slot) {
            let Some(invitation) = self.slots.open(slot) else { return };
            let (Claims::Proving(proofs), Sharer::Connected(sharer)) =
                (&invitation.claims, invitation.sharer)
            else {
                return;
            };
            if !proofs.may_begin() {
                return;
            }
            let is_unproven = |block| invitation.is_unproven(block);
            let silent = proofs.is_full().then(|| proofs.most_silent(is_unproven));
            if silent == Some(None) {
                return;
            }
            let Some((viewer, body)) = self.queue.next(slot, is_unproven) else { return };
            if let Some(silent) = silent.flatten() {
                self.dismiss(slot, silent, Refusal::Busy);
            }
            self.begin_claim((slot, sharer), viewer, body, now);
        }
    }

    fn begin_claim(
        &mut self,
        (slot, sharer): (Slot, ConnectionId),
        viewer: ConnectionId,
        body: Body64,
        now: Tick,
    ) {
        let Some(claim) = self.slots.open(slot).map(|invitation| invitation.next_claim) else {
            return;
        };
        let Some(source) = self.connections.get(&viewer).map(|c| c.source) else { return };
        let (grant, of_sharer, of_viewer) = self.grant(sharer, viewer);
        self.slots.edit(slot, |invitation| invitation.begin_claim((viewer, source), grant, now));
        self.set_role(viewer, Role::Viewer(Some(slot)));
        self.reset_late_messages(sharer);
        let lane = |token| Network { ice_servers: Vec::new(), lane: Some(token) };
        self.send(viewer, FromSignal::ClaimBegun { network: lane(of_viewer) });
        let network = lane(of_sharer);
        self.send(sharer, FromSignal::Claimed { claim, body, network });
        self.note(Note::Claimed);
    }

    /// Refuses claims that have waited for too long.
    pub(super) fn run_queue(&mut self, now: Tick) {
        while let Some(viewer) = self.queue.due(now) {
            self.queue.leave(viewer);
            self.refuse(viewer, Refusal::Busy);
        }
    }

    /// Refuses the viewer of a claim, which has proven nothing.
    pub(super) fn dismiss(&mut self, slot: Slot, id: ClaimId, reason: Refusal) {
        let dismissed = self.slots.edit(slot, |it| it.claims.proofs_mut()?.dismiss(id)).flatten();
        let Some(proof) = dismissed else { return };
        self.charge_abandoned(slot, &proof);
        if let Some(viewer) = self.release_viewer(&proof) {
            self.tell_sharer(slot, FromSignal::PeerGone { claim: Some(id) });
            self.refuse(viewer, reason);
        }
    }

    /// Takes from the viewer of a claim that ends what it had by it. Returns the viewer, if it is there.
    pub(super) fn release_viewer(&mut self, proof: &Proof) -> Option<ConnectionId> {
        let (viewer, grant) = proof.viewer?;
        self.revoke_grant(grant);
        self.set_role(viewer, Role::Viewer(None));
        Some(viewer)
    }

    /// A proof at this slot has taken too long.
    pub(super) fn end_overdue_proof(&mut self, slot: Slot, now: Tick) {
        let overdue = self.slots.edit(slot, |invitation| {
            let proofs = invitation.claims.proofs_mut()?;
            proofs.overdue(now).and_then(|id| proofs.remove(id))
        });
        let Some(proof) = overdue.flatten() else { return };
        self.note(Note::ProofTimedOut);
        self.charge_abandoned(slot, &proof);
        if let Some(viewer) = self.release_viewer(&proof) {
            self.tell_sharer(slot, FromSignal::PeerGone { claim: Some(proof.id) });
            self.send(viewer, FromSignal::PeerGone { claim: None });
        }
        self.begin_claims(slot, now);
    }

    /// A claim at `slot` has ended without a verdict. One whose viewer left before the sharer's answer was charged then.
    pub(super) fn charge_abandoned(&mut self, slot: Slot, proof: &Proof) {
        if proof.viewer.is_none() && proof.step == Step::Claimed {
            return;
        }
        let source = proof.source;
        self.slots.edit(slot, |invitation| invitation.add_unproven(source.widest()));
        // A claim of one's own invitation, as that of the doctor, keeps no stranger out.
        if self.slots.open(slot).is_some_and(|invitation| invitation.source != source) {
            self.note(Note::Abandoned { source });
        }
    }

    /// The viewer of a claim at this slot has disconnected.
    pub(super) fn viewer_left(&mut self, viewer: ConnectionId, slot: Slot, now: Tick) {
        let Some(invitation) = self.slots.open(slot) else { return };
        if let Claims::Proven(Proven { id, .. }) = invitation.claims {
            let ends = self.end(slot, Refusal::Taken, now);
            if let Some(sharer) = ends.sharer {
                self.send(sharer, FromSignal::PeerGone { claim: Some(id) });
            }
            return;
        }
        let left = self.slots.edit(slot, |invitation| {
            let proofs = invitation.claims.proofs_mut()?;
            proofs.of_viewer(viewer).and_then(|id| proofs.dismiss(id))
        });
        let Some(proof) = left.flatten() else { return };
        self.release_viewer(&proof);
        // A guess is charged by its verdict, which is in flight.
        if proof.step != Step::Guessed {
            self.charge_abandoned(slot, &proof);
        }
        self.tell_sharer(slot, FromSignal::PeerGone { claim: Some(proof.id) });
        self.begin_claims(slot, now);
    }

    /// Sends to the sharer of the invitation, if it is connected.
    pub(super) fn tell_sharer(&mut self, slot: Slot, message: FromSignal) {
        let sharer = self.slots.open(slot).and_then(|invitation| invitation.sharer.connection());
        if let Some(sharer) = sharer {
            self.send(sharer, message);
        }
    }
}
