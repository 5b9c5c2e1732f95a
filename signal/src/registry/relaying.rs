//! What the two ends of a claim say to each other, and the sharer's verdict.

use protocol::code::Slot;
use protocol::limits::{RELAYED_BODIES, WRONG_CODES};
use protocol::signal::{Body64, ClaimId, FromSignal, Outcome, Refusal};
use protocol::time::Tick;
use rand_core::RngCore;

use super::events::{ConnectionId, Note};
use super::invitation::{Claims, Proven};
use super::proofs::{FromSharer, FromViewer, Proof};
use super::state::Registry;

impl<R: RngCore> Registry<R> {
    /// Relays a body to the other end. `meant` is the claim that the sharer named; a viewer has only one.
    pub(super) fn relay(
        &mut self,
        from: ConnectionId,
        slot: Slot,
        meant: Option<ClaimId>,
        body: Body64,
        now: Tick,
    ) {
        let Some(invitation) = self.slots.open(slot) else { return };
        match (&invitation.claims, meant) {
            (Claims::Proven(proven), _) => {
                self.relay_proven(from, slot, (*proven, meant), body, now);
            }
            (Claims::Proving(_), Some(id)) => self.relay_to_viewer(from, slot, id, body, now),
            (Claims::Proving(_), None) => self.relay_to_sharer(from, slot, body, now),
        }
    }

    fn relay_proven(
        &mut self,
        from: ConnectionId,
        slot: Slot,
        (Proven { id, viewer, relayed, .. }, meant): (Proven, Option<ClaimId>),
        body: Body64,
        now: Tick,
    ) {
        if meant.is_some_and(|meant| meant != id) {
            return self.late_message(from, now);
        }
        let sharer = self.slots.open(slot).and_then(|invitation| invitation.sharer.connection());
        let to = if viewer == from { sharer } else { Some(viewer) };
        let Some(to) = to else { return self.late_message(from, now) };
        if relayed >= RELAYED_BODIES {
            // The count is of both ends together. The viewer is disconnected: the sharer would lose its
            // invitation.
            return self.fault(viewer, now);
        }
        self.slots.edit(slot, |invitation| {
            if let Claims::Proven(proven) = &mut invitation.claims {
                proven.relayed += 1;
            }
        });
        let claim = (to != viewer).then_some(id);
        self.send(to, FromSignal::Relay { claim, body });
        self.note(Note::Relayed);
    }

    fn relay_to_viewer(
        &mut self,
        sharer: ConnectionId,
        slot: Slot,
        id: ClaimId,
        body: Body64,
        now: Tick,
    ) {
        match self.slots.edit(slot, |it| it.claims.proofs_mut()?.on_sharer(id)).flatten() {
            None => return self.late_message(sharer, now),
            Some(FromSharer::Left) => {}
            Some(FromSharer::TooMuch(viewer)) => self.fault(viewer, now),
            Some(FromSharer::Relay(viewer)) => {
                self.send(viewer, FromSignal::Relay { claim: None, body });
                self.note(Note::Relayed);
            }
        }
        self.begin_claims(slot, now);
    }

    fn relay_to_sharer(&mut self, viewer: ConnectionId, slot: Slot, body: Body64, now: Tick) {
        let bytes = body.as_bytes().len();
        let taken = self.slots.edit(slot, |invitation| {
            let wrong_codes = invitation.wrong_codes;
            invitation.claims.proofs_mut()?.on_viewer(viewer, bytes, wrong_codes)
        });
        match taken.flatten() {
            None => self.late_message(viewer, now),
            Some(FromViewer::Relay(id)) => {
                self.tell_sharer(slot, FromSignal::Relay { claim: Some(id), body });
                self.note(Note::Relayed);
            }
            Some(FromViewer::TooManyGuesses(id)) => {
                self.dismiss(slot, id, Refusal::Busy);
                self.begin_claims(slot, now);
            }
            Some(FromViewer::TooMuch) => self.fault(viewer, now),
        }
    }

    pub(super) fn verdict(
        &mut self,
        sharer: ConnectionId,
        slot: Slot,
        meant: ClaimId,
        outcome: Outcome,
        now: Tick,
    ) {
        let Some(invitation) = self.slots.open(slot) else { return };
        let proof = invitation.claims.proofs().and_then(|proofs| proofs.get(meant));
        let Some(proof) = proof.copied() else { return self.late_message(sharer, now) };
        let refusal = match outcome {
            Outcome::Proven => return self.proven(slot, proof, now),
            Outcome::WrongCode => {
                self.note(Note::WrongCode { source: proof.source });
                let wrong_codes = self.slots.edit(slot, |invitation| {
                    invitation.wrong_codes += 1;
                    invitation.wrong_codes
                });
                if wrong_codes >= Some(WRONG_CODES) {
                    let ends = self.end(slot, Refusal::Burnt, now);
                    let ends = ends.sharer.into_iter().chain(ends.viewers);
                    return self.refuse_all(ends, Refusal::Burnt);
                }
                Some(Refusal::WrongCode)
            }
            Outcome::UnknownClaimant => {
                self.note(Note::Stranger { source: proof.source });
                Some(Refusal::WrongCode)
            }
            Outcome::Abandoned => {
                self.charge_abandoned(slot, &proof);
                None
            }
        };
        self.slots.edit(slot, |it| it.claims.proofs_mut()?.remove(meant));
        match (self.release_viewer(&proof), refusal) {
            (Some(viewer), Some(reason)) => self.refuse(viewer, reason),
            (Some(viewer), None) => self.send(viewer, FromSignal::PeerGone { claim: None }),
            (None, _) => {}
        }
        self.begin_claims(slot, now);
    }

    /// The sharer has admitted the viewer of this claim: all others are refused.
    fn proven(&mut self, slot: Slot, proof: Proof, now: Tick) {
        self.note(Note::Proven);
        let Some((viewer, grant)) = proof.viewer else {
            // It has left since, and the sharer was told so.
            let ends = self.end(slot, Refusal::Taken, now);
            return self.refuse_all(ends.viewers, Refusal::Taken);
        };
        let proven = Proven { id: proof.id, viewer, grant, relayed: 0 };
        let others = self.end_proofs(slot, Claims::Proven(proven));
        if let Some(source) = self.slots.open(slot).map(|invitation| invitation.source) {
            self.leave_places(slot, source);
        }
        self.refuse_all(others, Refusal::Taken);
        self.refuse_waiting(slot, Refusal::Taken);
    }
}
