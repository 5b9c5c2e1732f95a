//! An invitation: its owner, its claim, and what is remembered of it when it has ended.

use protocol::signal::{ClaimId, OwnerToken, Refusal};
use protocol::time::{Tick, earliest};
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;

use super::events::{ConnectionId, GrantId};
use crate::address::Source;

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

/// Who holds a claim on an invitation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Claim {
    /// No viewer.
    Free,
    /// A viewer is proving the code. The sharer is connected.
    Proving {
        id: ClaimId,
        viewer: ConnectionId,
        grant: GrantId,
        /// When the proof has taken too long.
        until: Tick,
        /// Bodies relayed within this claim.
        relayed: u32,
    },
    /// A viewer proved the code: no other viewer can claim this invitation.
    Proven { id: ClaimId, viewer: ConnectionId, grant: GrantId, relayed: u32 },
}

impl Claim {
    pub(super) fn viewer(self) -> Option<ConnectionId> {
        match self {
            Claim::Free => None,
            Claim::Proving { viewer, .. } | Claim::Proven { viewer, .. } => Some(viewer),
        }
    }

    /// What its two ends may use of the network.
    pub(super) fn grant(self) -> Option<GrantId> {
        match self {
            Claim::Free => None,
            Claim::Proving { grant, .. } | Claim::Proven { grant, .. } => Some(grant),
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
    pub(super) claim: Claim,
    /// The sharer has attached it to another connection while the claim was proven.
    pub(super) was_taken_up: bool,
    /// Has no effect once the claim is proven.
    pub(super) expires: Tick,
    pub(super) wrong_codes: u8,
    /// The identifier of the next claim. It counts up for the lifetime of the invitation.
    pub(super) next_claim: ClaimId,
}

impl Invitation {
    /// Begins a claim of `viewer`, which must prove the code by `until`.
    pub(super) fn begin_claim(&mut self, viewer: ConnectionId, grant: GrantId, until: Tick) {
        let id = self.next_claim;
        self.claim = Claim::Proving { id, viewer, grant, until, relayed: 0 };
        // After 2³² claims the number repeats; no message about the first claim is in flight then.
        self.next_claim = ClaimId(id.0.wrapping_add(1));
    }

    /// The next deadline of this invitation.
    pub(super) fn due(&self) -> Option<Tick> {
        let by_claim = match self.claim {
            Claim::Free => Some(self.expires),
            Claim::Proving { until, .. } => Some(until.min(self.expires)),
            Claim::Proven { .. } => None,
        };
        let by_sharer = match self.sharer {
            Sharer::Connected(_) => None,
            Sharer::Lost { until } => Some(until),
        };
        earliest(by_claim, by_sharer)
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
