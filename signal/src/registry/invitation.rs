//! An invitation: its owner, its claim, and what is remembered of it when it has ended.

use std::collections::VecDeque;

use protocol::limits::UNPROVEN_SOURCES;
use protocol::signal::{ClaimId, OwnerToken, Refusal};
use protocol::time::{Tick, earliest};
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;

use super::events::{ConnectionId, GrantId};
use super::proofs::Proofs;
use crate::address::{Block, Source};

/// The hash of an [`OwnerToken`]: recognises the owner without storing the token.
#[derive(Clone)]
pub(super) struct Owner([u8; 32]);

impl Owner {
    pub(super) fn of(token: &OwnerToken) -> Self {
        Self(Sha256::digest(token.as_bytes()).into())
    }

    /// Compares in constant time.
    pub(super) fn is(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

/// Who claims an invitation.
#[derive(Debug)]
pub(super) enum Claims {
    /// Any number of viewers that prove the code, within the bounds.
    Proving(Proofs),
    /// A viewer proved the code: no other viewer can claim this invitation.
    Proven(Proven),
}

/// The claim that was proven.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Proven {
    pub(super) id: ClaimId,
    pub(super) viewer: ConnectionId,
    /// What its two ends may use of the network.
    pub(super) grant: GrantId,
    /// Bodies relayed since it was proven.
    pub(super) relayed: u32,
}

impl Claims {
    /// The proofs in flight; `None` when one has succeeded.
    pub(super) fn proofs(&self) -> Option<&Proofs> {
        match self {
            Claims::Proving(proofs) => Some(proofs),
            Claims::Proven(_) => None,
        }
    }

    /// The same, to be changed.
    pub(super) fn proofs_mut(&mut self) -> Option<&mut Proofs> {
        match self {
            Claims::Proving(proofs) => Some(proofs),
            Claims::Proven(_) => None,
        }
    }

    /// The claim that was proven.
    pub(super) fn proven(&self) -> Option<Proven> {
        match self {
            Claims::Proving(_) => None,
            Claims::Proven(proven) => Some(*proven),
        }
    }

    /// The viewers that are connected, each with what its claim was granted.
    pub(super) fn viewers(&self) -> Vec<(ConnectionId, GrantId)> {
        match self {
            Claims::Proving(proofs) => proofs.iter().filter_map(|proof| proof.viewer).collect(),
            Claims::Proven(proven) => vec![(proven.viewer, proven.grant)],
        }
    }
}

/// The connection of the sharer that opened an invitation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sharer {
    /// Connected.
    Connected(ConnectionId),
    /// It lost its connection, and may reconnect until then.
    Lost { until: Tick },
}

impl Sharer {
    pub(super) fn connection(self) -> Option<ConnectionId> {
        match self {
            Sharer::Connected(connection) => Some(connection),
            Sharer::Lost { .. } => None,
        }
    }
}

impl Sharer {
    /// Until when one that lost its connection is waited for.
    pub(super) fn lost(self) -> Option<Tick> {
        match self {
            Sharer::Connected(_) => None,
            Sharer::Lost { until } => Some(until),
        }
    }
}

/// Whether an invitation can be claimed by its slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Listing {
    /// Any viewer may claim it by its slot.
    Listed,
    /// It is claimed by a tag. Only its owner can find out that the slot is in use.
    Unlisted,
}

pub(super) struct Invitation {
    pub(super) owner: Owner,
    pub(super) listing: Listing,
    /// The source whose [`protocol::limits::INVITATIONS_PER_ADDRESS`] it counts towards.
    pub(super) source: Source,
    pub(super) sharer: Sharer,
    pub(super) claims: Claims,
    /// The sharer has attached it to another connection while the claim was proven.
    pub(super) was_taken_up: bool,
    /// Has no effect once the claim is proven.
    pub(super) expires: Tick,
    pub(super) wrong_codes: u8,
    /// Blocks of viewers that have claimed it and not proven anything; the latest [`UNPROVEN_SOURCES`] of them.
    unproven: VecDeque<Block>,
    /// The identifier of the next claim. It counts up for the lifetime of the invitation.
    pub(super) next_claim: ClaimId,
}

impl Invitation {
    /// An invitation that no viewer has claimed.
    pub(super) fn new(
        owner: Owner,
        listing: Listing,
        (source, sharer): (Source, ConnectionId),
        expires: Tick,
        next_claim: ClaimId,
    ) -> Self {
        Self {
            owner,
            listing,
            source,
            sharer: Sharer::Connected(sharer),
            claims: Claims::Proving(Proofs::default()),
            was_taken_up: false,
            expires,
            wrong_codes: 0,
            unproven: VecDeque::new(),
            next_claim,
        }
    }

    /// Begins a claim of `viewer`, which must prove the code within [`protocol::limits::PROOF_TIMEOUT`].
    pub(super) fn begin_claim(
        &mut self,
        (viewer, source): (ConnectionId, Source),
        grant: GrantId,
        now: Tick,
    ) {
        let id = self.next_claim;
        if let Claims::Proving(proofs) = &mut self.claims {
            proofs.begin(id, source, (viewer, grant), now);
        }
        // After 2³² claims the number repeats; no message about the first claim is in flight then.
        self.next_claim = ClaimId(id.0.wrapping_add(1));
    }

    /// A claim of a viewer of this block has ended without a verdict.
    pub(super) fn add_unproven(&mut self, block: Block) {
        if !self.unproven.contains(&block) {
            self.unproven.push_back(block);
            if self.unproven.len() > UNPROVEN_SOURCES {
                self.unproven.pop_front();
            }
        }
    }

    /// Whether a claim of this block has ended so.
    pub(super) fn is_unproven(&self, block: Block) -> bool {
        self.unproven.contains(&block)
    }

    /// The next deadline of this invitation.
    pub(super) fn due(&self) -> Option<Tick> {
        let by_claims = match &self.claims {
            Claims::Proving(proofs) => earliest(Some(self.expires), proofs.due()),
            Claims::Proven(_) => None,
        };
        earliest(by_claims, self.sharer.lost())
    }
}

/// An ended invitation, kept to answer later claims with the reason.
pub(super) struct Tombstone {
    pub(super) owner: Owner,
    pub(super) listing: Listing,
    pub(super) reason: Refusal,
}

pub(super) enum Entry {
    Open(Invitation),
    Ended(Tombstone),
}
