//! Claimants who are proving the code, or a key, side by side.
//!
//! Each has a handshake of its own, and its claim names it in every message, so that none waits for another. A claimant
//! that says nothing has tested nothing; its proof ends with [`PROOF_TIMEOUT`].

use alloc::vec::Vec;

use protocol::handshake::SharerAwaitsConfirmation;
use protocol::limits::{CLAIMS_AT_ONCE, PROOF_TIMEOUT};
use protocol::network::Network;
use protocol::signal::ClaimId;
use protocol::time::Tick;

use crate::identity::ClaimantIdentity;

/// A claim that was answered, and whose claimant has not sent its confirmation.
#[derive(Debug)]
pub(super) struct Proof {
    pub(super) claim: ClaimId,
    pub(super) network: Network,
    pub(super) handshake: SharerAwaitsConfirmation,
    pub(super) claimant: ClaimantIdentity,
    pub(super) begun: Tick,
}

/// The proofs in flight, in the order in which they began.
#[derive(Debug, Default)]
pub(super) struct Proofs(Vec<Proof>);

impl Proofs {
    /// Whether another proof may begin. An honest server has the same bound.
    pub(super) fn has_room(&self) -> bool {
        self.0.len() < CLAIMS_AT_ONCE
    }

    /// Begins a proof. It replaces one of the same claim.
    pub(super) fn begin(&mut self, proof: Proof) {
        self.0.retain(|other| other.claim != proof.claim);
        self.0.push(proof);
    }

    /// Takes out the proof of a claim. A server of an older build names no claim, and has one at a time.
    pub(super) fn take(&mut self, claim: Option<ClaimId>) -> Option<Proof> {
        match claim {
            Some(claim) => {
                let at = self.0.iter().position(|proof| proof.claim == claim)?;
                Some(self.0.remove(at))
            }
            None => self.0.pop(),
        }
    }

    /// Takes out a proof that has taken too long.
    pub(super) fn take_overdue(&mut self, now: Tick) -> Option<Proof> {
        let is_overdue = self.deadline().is_some_and(|due| due <= now);
        is_overdue.then(|| self.0.remove(0))
    }

    /// When the next proof has taken too long.
    pub(super) fn deadline(&self) -> Option<Tick> {
        self.0.first().map(|proof| proof.begun + PROOF_TIMEOUT)
    }
}
