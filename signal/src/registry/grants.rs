//! What the two ends of a claim may use of the network: a lane, and relays. Both end with the claim.
//!
//! The signal link of an end may break while its session goes on over that lane or relay. So what a proven
//! claim was granted stays for [`SHARER_GRACE`] when its viewer is gone.

use std::collections::BTreeSet;

use protocol::limits::{LINGERING_GRANTS, SHARER_GRACE};
use protocol::network::LaneToken;
use protocol::time::Tick;
use rand_core::RngCore;

use super::events::{Command, ConnectionId, GrantId, GrantedEnd};
use super::state::Registry;

/// The grants of all claims.
#[derive(Default)]
pub(super) struct Grants {
    next: u64,
    // INVARIANT: holds each grant whose claim has ended and which is not revoked yet, with the time at
    // which it is; at most LINGERING_GRANTS.
    lingering: BTreeSet<(Tick, GrantId)>,
}

impl Grants {
    pub(super) fn next_due(&self) -> Option<Tick> {
        self.lingering.first().map(|(due, _)| *due)
    }

    /// All grants that outlive their claim.
    #[cfg(test)]
    pub(super) fn lingering(&self) -> impl Iterator<Item = GrantId> {
        self.lingering.iter().map(|(_, grant)| *grant)
    }
}

impl<R: RngCore> Registry<R> {
    /// Grants both ends of a claim what they may use. Returns the tokens of sharer and viewer.
    pub(super) fn grant(
        &mut self,
        sharer: ConnectionId,
        viewer: ConnectionId,
    ) -> (GrantId, LaneToken, LaneToken) {
        let grant = GrantId(self.grants.next);
        self.grants.next += 1;
        let (of_sharer, of_viewer) = (self.draw_token(), self.draw_token());
        self.commands.push_back(Command::Grant {
            grant,
            sharer: GrantedEnd { connection: sharer, lane: of_sharer },
            viewer: GrantedEnd { connection: viewer, lane: of_viewer },
        });
        (grant, of_sharer, of_viewer)
    }

    fn draw_token(&mut self) -> LaneToken {
        let mut bytes = [0; 16];
        self.rng.fill_bytes(&mut bytes);
        LaneToken::new(bytes)
    }

    /// Revokes a grant now.
    pub(super) fn revoke_grant(&mut self, grant: GrantId) {
        self.commands.push_back(Command::RevokeGrant { grant });
    }

    /// Revokes a grant when its ends have had time to come back. If too many wait for that, the one that
    /// has waited longest is revoked now.
    pub(super) fn revoke_grant_later(&mut self, grant: GrantId, now: Tick) {
        self.grants.lingering.insert((now + SHARER_GRACE, grant));
        if self.grants.lingering.len() > LINGERING_GRANTS
            && let Some((_, oldest)) = self.grants.lingering.pop_first()
        {
            self.revoke_grant(oldest);
        }
    }

    /// Revokes every grant whose time has come.
    pub(super) fn revoke_due_grants(&mut self, now: Tick) {
        while self.grants.next_due().is_some_and(|due| due <= now) {
            if let Some((_, grant)) = self.grants.lingering.pop_first() {
                self.revoke_grant(grant);
            }
        }
    }
}
