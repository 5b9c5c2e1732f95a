//! The claims of one invitation that prove the code side by side. Pure.
//!
//! ```text
//!            the sharer answers              the viewer's proof            the sharer judges
//!   Claimed ────────────────────▶ Answered ─────────────────────▶ Guessed ──────────────────▶ verdict
//! ```
//!
//! A viewer that says nothing stays in `Answered`, and there a newer claim can take its place: it has tested no code. A
//! guess begins with the viewer's proof and ends with the verdict, whoever leaves meanwhile, and together with the wrong
//! codes there are never more of them than [`WRONG_CODES`].
//!
//! What is sent to the sharer about claims is bounded by what it has answered and judged, so that viewers cannot fill its
//! queue ([`protocol::limits::SIGNAL_QUEUE`]).

use protocol::limits::{
    CLAIMS_AT_ONCE, CLAIMS_UNANSWERED, PROOF_BODIES, PROOF_BYTES, PROOF_TIMEOUT, WRONG_CODES,
};
use protocol::signal::ClaimId;
use protocol::time::Tick;

use super::events::{ConnectionId, GrantId};
use crate::address::{Block, Source};

/// Whose message is awaited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// The sharer's answer.
    Claimed,
    /// The viewer's proof.
    Answered,
    /// The sharer's verdict: this is a guess.
    Guessed,
}

/// A claim whose viewer has to prove the code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Proof {
    pub(super) id: ClaimId,
    pub(super) source: Source,
    /// The viewer, and what the two ends may use of the network. `None` when the viewer has left and the sharer's answer or
    /// verdict is in flight.
    pub(super) viewer: Option<(ConnectionId, GrantId)>,
    pub(super) step: Step,
    /// The sharer has answered the claim. A viewer may send its proof before: then it is a wrong one.
    is_answered: bool,
    /// When the proof has taken too long.
    until: Tick,
    /// Bodies relayed within this claim, and bytes of those of the viewer.
    relayed: u32,
    bytes: usize,
}

/// What becomes of a viewer's body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FromViewer {
    /// It is relayed, as one of this claim.
    Relay(ClaimId),
    /// So many guesses are in flight that one more could exceed [`WRONG_CODES`].
    TooManyGuesses(ClaimId),
    /// It has sent more than a proof needs.
    TooMuch,
}

/// What becomes of a body of the sharer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FromSharer {
    /// It is relayed to this viewer.
    Relay(ConnectionId),
    /// The viewer has left.
    Left,
    /// The claim has had more bodies than a proof needs.
    TooMuch(ConnectionId),
}

/// The proofs in flight, in the order in which they began.
#[derive(Debug, Default)]
pub(super) struct Proofs(Vec<Proof>);

impl Proofs {
    /// Begins the proof of `viewer`.
    pub(super) fn begin(
        &mut self,
        id: ClaimId,
        source: Source,
        viewer: (ConnectionId, GrantId),
        now: Tick,
    ) {
        let until = now + PROOF_TIMEOUT;
        self.0.push(Proof {
            id,
            source,
            viewer: Some(viewer),
            step: Step::Claimed,
            is_answered: false,
            until,
            relayed: 0,
            bytes: 0,
        });
    }

    /// Whether the sharer has answered enough claims to be sent another one.
    pub(super) fn may_begin(&self) -> bool {
        self.unanswered() < CLAIMS_UNANSWERED
    }

    /// Whether a proof has to end before another one begins.
    pub(super) fn is_full(&self) -> bool {
        self.0.len() >= CLAIMS_AT_ONCE
    }

    /// The claim whose place a newer one may take: of those whose viewer has said nothing since it was answered, one of
    /// the block that has the most claims here; then one of a block that has proven nothing before; then the oldest.
    pub(super) fn most_silent(&self, is_unproven: impl Fn(Block) -> bool) -> Option<ClaimId> {
        let rank = |proof: &Proof| {
            let block = proof.source.widest();
            let of_block = self.0.iter().filter(|other| other.source.widest() == block);
            (of_block.count(), is_unproven(block))
        };
        let silent = self.0.iter().rev().filter(|proof| proof.step == Step::Answered);
        // The last of several maxima: the oldest one.
        silent.max_by_key(|proof| rank(proof)).map(|proof| proof.id)
    }

    /// Takes a body of a viewer. `None`: it has no claim here.
    pub(super) fn on_viewer(
        &mut self,
        viewer: ConnectionId,
        bytes: usize,
        wrong_codes: u8,
    ) -> Option<FromViewer> {
        let guesses = usize::from(wrong_codes) + self.count(Step::Guessed);
        let proof = self.0.iter_mut().find(|proof| proof.is_of(viewer))?;
        if proof.step != Step::Guessed && guesses >= usize::from(WRONG_CODES) {
            return Some(FromViewer::TooManyGuesses(proof.id));
        }
        if proof.relayed >= PROOF_BODIES || proof.bytes + bytes > PROOF_BYTES {
            return Some(FromViewer::TooMuch);
        }
        proof.step = Step::Guessed;
        proof.relayed += 1;
        proof.bytes += bytes;
        Some(FromViewer::Relay(proof.id))
    }

    /// Takes a body of the sharer. `None`: there is no such claim.
    pub(super) fn on_sharer(&mut self, id: ClaimId) -> Option<FromSharer> {
        let proof = self.0.iter_mut().find(|proof| proof.id == id)?;
        proof.is_answered = true;
        let Some((viewer, _)) = proof.viewer else {
            if proof.step == Step::Claimed {
                self.remove(id);
            }
            return Some(FromSharer::Left);
        };
        if proof.relayed >= PROOF_BODIES {
            return Some(FromSharer::TooMuch(viewer));
        }
        if proof.step == Step::Claimed {
            proof.step = Step::Answered;
        }
        proof.relayed += 1;
        Some(FromSharer::Relay(viewer))
    }

    /// The viewer of a claim leaves, or is refused. Returns the claim as it was. While the sharer's answer or verdict is in
    /// flight, the claim keeps its place.
    pub(super) fn dismiss(&mut self, id: ClaimId) -> Option<Proof> {
        let proof = self.0.iter_mut().find(|proof| proof.id == id)?;
        let dismissed = *proof;
        match proof.step {
            Step::Claimed | Step::Guessed => proof.viewer = None,
            Step::Answered => {
                self.remove(id);
            }
        }
        Some(dismissed)
    }

    /// The claim of a viewer.
    pub(super) fn of_viewer(&self, viewer: ConnectionId) -> Option<ClaimId> {
        self.0.iter().find(|proof| proof.is_of(viewer)).map(|proof| proof.id)
    }

    /// The proof of a claim.
    pub(super) fn get(&self, id: ClaimId) -> Option<&Proof> {
        self.0.iter().find(|proof| proof.id == id)
    }

    /// Ends the proof of a claim.
    pub(super) fn remove(&mut self, id: ClaimId) -> Option<Proof> {
        let at = self.0.iter().position(|proof| proof.id == id)?;
        Some(self.0.remove(at))
    }

    /// All of them.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Proof> {
        self.0.iter()
    }

    /// A proof that has taken too long.
    pub(super) fn overdue(&self, now: Tick) -> Option<ClaimId> {
        self.0.first().filter(|proof| proof.until <= now).map(|proof| proof.id)
    }

    /// When the next proof has taken too long.
    pub(super) fn due(&self) -> Option<Tick> {
        self.0.first().map(|proof| proof.until)
    }

    fn unanswered(&self) -> usize {
        self.0.iter().filter(|proof| !proof.is_answered).count()
    }

    fn count(&self, step: Step) -> usize {
        self.0.iter().filter(|proof| proof.step == step).count()
    }

    /// Panics where an invariant does not hold.
    #[cfg(test)]
    pub(super) fn check(&self) {
        assert!(self.0.len() <= CLAIMS_AT_ONCE);
        assert!(self.unanswered() <= CLAIMS_UNANSWERED);
        assert!(self.count(Step::Guessed) <= usize::from(WRONG_CODES));
        assert!(self.0.is_sorted_by_key(|proof| proof.until));
        for proof in &self.0 {
            assert!(proof.viewer.is_some() || proof.step != Step::Answered);
            assert!(proof.is_answered || proof.step != Step::Answered);
            assert!(proof.relayed <= PROOF_BODIES && proof.bytes <= PROOF_BYTES);
        }
    }
}

impl Proof {
    fn is_of(&self, connection: ConnectionId) -> bool {
        self.viewer.is_some_and(|(viewer, _)| viewer == connection)
    }
}
