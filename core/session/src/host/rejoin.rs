//! Meeting a Helper again when the signal server has lost one of the two, or every path is lost.
//!
//! ```text
//!  Idle ── a guest wants it, the link is up ──▶ Opening ── opened ──▶ Waiting ── the Helper claims ──▶ Idle
//! ```
//!
//! The sharer opens an unlisted invitation that waits only at the tag of the session's resumption. Before,
//! it ends the invitation of the claim that is lost, so that the server tells the page.

use alloc::vec;
use core::mem;

use protocol::code::Slot;
use protocol::limits;
use protocol::network::Network;
use protocol::signal::{Body64, ClaimId, Outcome, OwnerToken, ToSignal, WaitingPlace};
use protocol::time::Tick;
use protocol::trust::RendezvousTag;
use rand_core::CryptoRngCore;

use super::{Host, Invitation};
use crate::effect::Effect;
use crate::guest::Guest;

/// Where the sharer stands with meeting a Helper again.
#[derive(Debug, Default)]
pub(super) struct Rejoin {
    state: RejoinState,
    /// The link to the server is up.
    is_link_up: bool,
    /// The invitation that the guest came by, as long as the server may know it.
    claimed: Option<OwnInvitation>,
    /// The server answers first about the invitation that is left, and then about the new one.
    ignored_answers: u32,
}

#[derive(Debug, Default)]
enum RejoinState {
    #[default]
    Idle,
    /// The server was asked.
    Opening {
        invitation: OwnInvitation,
        /// Then the link counts as dead.
        until: Tick,
    },
    /// The Helper can claim it.
    Waiting {
        invitation: OwnInvitation,
        /// Then the link is made anew if the Helper is still lost.
        until: Tick,
    },
    /// The server has refused; it is asked again at this time.
    Refused(Tick),
}

/// An invitation of ours, as the server knows it.
#[derive(Clone, Debug)]
pub(super) struct OwnInvitation {
    pub(super) slot: Slot,
    pub(super) token: OwnerToken,
}

impl Rejoin {
    /// A guest was admitted who came by this invitation.
    pub(super) fn claimed(&mut self, invitation: OwnInvitation) {
        self.claimed = Some(invitation);
        self.state = RejoinState::Idle;
    }

    pub(super) fn link_up(&mut self) {
        self.link_down();
        self.is_link_up = true;
    }

    pub(super) fn link_down(&mut self) {
        self.is_link_up = false;
        self.ignored_answers = 0;
        self.leave();
    }

    /// The server may not have noticed that an invitation is left, and finds nobody at a tag at which two
    /// wait. So it is ended before another one is opened.
    fn leave(&mut self) {
        if let RejoinState::Opening { invitation, .. } | RejoinState::Waiting { invitation, .. } =
            mem::take(&mut self.state)
        {
            self.claimed = Some(invitation);
        }
    }

    /// The server lost the Helper, and with them the invitation by which they came.
    pub(super) fn peer_gone(&mut self) {
        self.claimed = None;
    }

    pub(super) fn deadline(&self) -> Option<Tick> {
        match &self.state {
            RejoinState::Idle => None,
            RejoinState::Opening { until, .. } | RejoinState::Waiting { until, .. } => Some(*until),
            // Without a link the next one is waited for.
            RejoinState::Refused(until) => self.is_link_up.then_some(*until),
        }
    }
}

impl<R: CryptoRngCore> Host<R> {
    /// Goes on with meeting a guest again, if one wants it.
    pub(super) fn follow_rejoin(&mut self, now: Tick) {
        let Some(tag) = self.guests.iter().find_map(|guest| guest.wants_rejoin(now)) else {
            return;
        };
        let is_lost = self.guests.iter().any(Guest::is_lost);
        match &mut self.rejoin.state {
            RejoinState::Idle if self.rejoin.is_link_up => self.wait_at(tag, now),
            RejoinState::Refused(at) if now >= *at && self.rejoin.is_link_up => {
                self.wait_at(tag, now);
            }
            // Nothing comes over the link, or not to the right server: a new one may be better.
            RejoinState::Opening { until, .. } if now >= *until => {
                self.rejoin.leave();
                self.rejoin.state = RejoinState::Refused(now + limits::OPEN_RETRY);
                self.rejoin.is_link_up = false;
                self.shared.push(Effect::RestartSignal);
            }
            RejoinState::Waiting { until, .. } if now >= *until => {
                *until = now + 2 * limits::REJOIN_TIMEOUT;
                if is_lost {
                    self.rejoin.is_link_up = false;
                    self.shared.push(Effect::RestartSignal);
                }
            }
            RejoinState::Idle
            | RejoinState::Opening { .. }
            | RejoinState::Waiting { .. }
            | RejoinState::Refused(_) => {}
        }
    }

    fn wait_at(&mut self, tag: RendezvousTag, now: Tick) {
        let open = |token, slot, unlisted, places| {
            let lifetime = limits::INVITATION_LIFETIME_MAX.as_secs();
            let lifetime_s = u32::try_from(lifetime).unwrap_or(u32::MAX);
            let version = protocol::VERSION;
            Effect::Signal(ToSignal::Open { version, lifetime_s, token, slot, unlisted, places })
        };
        if let Some(OwnInvitation { slot, token }) = self.rejoin.claimed.take() {
            let is_known = self.guests.iter().any(Guest::is_claim_connected);
            if !is_known {
                // On a new link it has to be taken up again to be ended.
                self.rejoin.ignored_answers = 1;
                self.shared.push(open(token, Some(slot), true, vec![]));
            }
            self.shared.push(Effect::Signal(ToSignal::Revoke {}));
        }
        self.with_guests(|guest, _| guest.on_signal_down());
        // We draw the slot ourselves, so that it is known also when the answer does not arrive.
        let slot = draw_slot(&mut self.rng);
        let token = OwnerToken::generate(&mut self.rng);
        let place = WaitingPlace { tag, card: None };
        self.shared.push(open(token.clone(), Some(slot), true, vec![place]));
        let invitation = OwnInvitation { slot, token };
        let until = now + limits::REJOIN_TIMEOUT;
        self.rejoin.state = RejoinState::Opening { invitation, until };
    }

    /// The server has opened an invitation. Returns whether it was one to meet a guest again.
    pub(super) fn on_rejoin_opened(&mut self, slot: Slot, now: Tick) -> bool {
        if mem::take(&mut self.rejoin.ignored_answers) > 0 {
            return true;
        }
        let RejoinState::Opening { invitation, .. } = &self.rejoin.state else {
            return false;
        };
        let invitation = OwnInvitation { slot, token: invitation.token.clone() };
        let until = now + 2 * limits::REJOIN_TIMEOUT;
        self.rejoin.state = RejoinState::Waiting { invitation, until };
        true
    }

    /// The server refuses to open an invitation, or has ended it. Returns whether it was one to meet a
    /// guest again.
    pub(super) fn on_rejoin_refused(&mut self, now: Tick) -> bool {
        if mem::take(&mut self.rejoin.ignored_answers) > 0 {
            return true;
        }
        match &self.rejoin.state {
            RejoinState::Opening { .. } | RejoinState::Waiting { .. } => {
                self.rejoin.state = RejoinState::Refused(now + limits::REJOIN_RETRY_MAX);
                true
            }
            RejoinState::Idle | RejoinState::Refused(_) => false,
        }
    }

    /// Somebody claims to be a guest. Returns whether it was claimed for that.
    pub(super) fn on_rejoin_claimed(
        &mut self,
        claim: ClaimId,
        body: &Body64,
        network: &Network,
        now: Tick,
    ) -> bool {
        let RejoinState::Waiting { invitation, .. } = &self.rejoin.state else {
            return matches!(self.invitation, Invitation::Closed);
        };
        let invitation = invitation.clone();
        let Self { guests, rng, .. } = self;
        let answer = guests.iter_mut().find_map(|guest| {
            let network = network.clone();
            guest.resume_claim(claim, network, body.as_bytes(), rng, now).ok()
        });
        match answer {
            Some(answer) => {
                self.relay(claim, answer);
                self.verdict(claim, Outcome::Proven);
                self.rejoin.claimed(invitation);
            }
            // It waits for the right one.
            None => self.verdict(claim, Outcome::UnknownClaimant),
        }
        true
    }
}

/// A slot with the most digits: those with fewer are for codes that are read out.
fn draw_slot(rng: &mut impl CryptoRngCore) -> Slot {
    let first = limits::SLOT_MAX / 10 + 1;
    let number = first + rng.next_u32() % (limits::SLOT_MAX - first + 1);
    Slot::try_from(number).expect("it is from 1 to SLOT_MAX")
}
