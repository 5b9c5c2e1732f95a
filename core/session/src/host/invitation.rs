//! What the signal server says: the invitation, the proof of its code or of a known key, and who of
//! the known Helpers is there.

use protocol::code::InvitationCode;
use protocol::handshake::SharerHandshake;
use protocol::limits;
use protocol::network::Network;
use protocol::peer::EndReason;
use protocol::sealed::Introduction;
use protocol::signal::{Body64, ClaimId, FromSignal, Outcome, Refusal, ToSignal};
use protocol::time::Tick;
use protocol::trust::RendezvousTag;
use rand_core::CryptoRngCore;

use alloc::vec::Vec;

use super::proofs::{Proof, Proofs};
use super::rejoin::OwnInvitation;
use super::{Host, Invitation, OpenInvitation};
use crate::effect::Effect;
use crate::guest::Guest;
use crate::identity::{ClaimantIdentity, Identity};
use crate::ids::GuestId;
use crate::input::SignalInput;
use crate::known::{KnownHelper, KnownHelpers};
use crate::notice::Notice;

impl<R: CryptoRngCore> Host<R> {
    pub(super) fn on_signal(&mut self, input: SignalInput, now: Tick) {
        match input {
            SignalInput::Up => {
                self.rejoin.link_up();
                // When the server asked to come later, a new connection changes nothing.
                if !matches!(self.invitation, Invitation::Opening { retry: Some(_), .. }) {
                    self.open_invitation(now);
                }
            }
            SignalInput::Down => {
                // The claimants are lost with the link; the invitation and the guests are not.
                if let Invitation::Open(open) = &mut self.invitation {
                    open.proofs = Proofs::default();
                }
                self.rejoin.link_down();
                self.with_guests(|guest, _| guest.on_signal_down());
            }
            SignalInput::Message(message) => self.on_signal_message(message, now),
        }
    }

    /// Opens the invitation, or takes it up again. Once it is closed no server is needed, and what
    /// the server knows of it is left as it is.
    pub(super) fn open_invitation(&mut self, now: Tick) {
        let (slot, lifetime) = match &mut self.invitation {
            Invitation::Opening { expires, retry } => {
                *retry = None;
                (None, expires.since(now))
            }
            Invitation::Open(open) => (Some(open.slot), open.expires.since(now)),
            Invitation::Closed | Invitation::Ended(_) => return,
        };
        let known = self.shared.options.known_helpers.as_ref();
        let open = ToSignal::Open {
            version: protocol::VERSION,
            lifetime_s: u32::try_from(lifetime.as_secs()).unwrap_or(u32::MAX).max(1),
            token: self.token.clone(),
            slot,
            unlisted: known.is_some(),
            places: known.map(KnownHelpers::places).unwrap_or_default(),
        };
        self.shared.push(Effect::Signal(open));
    }

    fn on_signal_message(&mut self, message: FromSignal, now: Tick) {
        match message {
            FromSignal::Opened { slot, .. } if self.on_rejoin_opened(slot, now) => {}
            FromSignal::Opened { slot, expires_in_s } => {
                let granted = core::time::Duration::from_secs(expires_in_s.into());
                let (known, wanted, changes) = match &self.invitation {
                    Invitation::Opening { expires, .. } => (None, *expires, 0),
                    Invitation::Open(open) => (Some(open.slot), open.expires, open.slot_changes),
                    Invitation::Closed | Invitation::Ended(_) => return,
                };
                // A server may shorten the invitation's life; it cannot lengthen it.
                let expires = wanted.min(now + granted);
                let needs_code = self.shared.options.known_helpers.is_none();
                let is_change = needs_code && known.is_some_and(|known| known != slot);
                if is_change && changes >= limits::SLOT_CHANGES {
                    self.shared.notify(None, Notice::SlotChanges);
                    return self.close_invitation(EndReason::Fault);
                }
                let slot_changes = changes + u8::from(is_change);
                // A server that opens it again has forgotten who was claiming.
                let proofs = Proofs::default();
                let open = OpenInvitation { slot, expires, slot_changes, proofs };
                self.invitation = Invitation::Open(open);
                if !needs_code {
                    // No code leads there: the slot is only the server's name for it.
                    if known.is_none() {
                        self.announce_available(now);
                    }
                } else if known != Some(slot) {
                    let code = InvitationCode { slot, secret: self.secret.clone() };
                    let lifetime = expires.since(now);
                    self.shared.notify(None, Notice::Invitation { code, lifetime });
                }
            }
            FromSignal::Claimed { claim, body, network } => {
                if !self.on_rejoin_claimed(claim, &body, &network, now) {
                    self.on_claimed(claim, &body, network, now);
                }
            }
            FromSignal::Relay { claim, body } => self.on_relay(claim, &body, now),
            FromSignal::PeerGone { claim } => self.on_peer_gone(claim),
            FromSignal::Refused { reason } => self.on_refused(reason, now),
            FromSignal::Watched { tags } => self.on_watched(&tags),
            FromSignal::Waiting { .. } | FromSignal::ClaimBegun { .. } | FromSignal::Closing {} => {
            }
        }
    }

    /// The guest of a claim. A server of an older build names none, and relays for the newest one.
    fn guest_of(&self, claim: Option<ClaimId>) -> Option<GuestId> {
        let guest = match claim {
            Some(claim) => self.guests.iter().find(|guest| guest.claim() == claim),
            None => self.guests.last(),
        };
        guest.map(|guest| guest.id)
    }

    /// Takes out the proof of a claim, if it is in flight.
    fn take_proof(&mut self, claim: Option<ClaimId>) -> Option<Proof> {
        match &mut self.invitation {
            Invitation::Open(open) => open.proofs.take(claim),
            Invitation::Opening { .. } | Invitation::Closed | Invitation::Ended(_) => None,
        }
    }

    fn on_peer_gone(&mut self, claim: Option<ClaimId>) {
        if self.take_proof(claim).is_some() {
            return;
        }
        if let Some(id) = self.guest_of(claim) {
            self.rejoin.peer_gone();
            self.with_guest(id, |guest, shared| guest.on_peer_gone(shared));
        }
    }

    fn on_claimed(&mut self, claim: ClaimId, body: &Body64, network: Network, now: Tick) {
        let Invitation::Open(open) = &mut self.invitation else { return };
        if !open.proofs.has_room() {
            return self.verdict(claim, Outcome::Abandoned);
        }
        let body = body.as_bytes();
        let (claimant, answer) = if let Some(known) = &self.shared.options.known_helpers {
            let tag = SharerHandshake::claimed_tag(body);
            let mut helpers = known.helpers.iter();
            let Some(known) = helpers.find(|known| tag == Some(known.credential.tag)) else {
                return self.refuse_stranger(claim, now);
            };
            let KnownHelper { credential, name, key, proof } = known;
            let claimant = ClaimantIdentity::Known { name: name.clone(), key: *key, proof: *proof };
            (claimant, SharerHandshake::answer_known(credential, body, &mut self.rng))
        } else {
            let code = InvitationCode { slot: open.slot, secret: self.secret.clone() };
            (ClaimantIdentity::ByCode, SharerHandshake::answer(&code, body, &mut self.rng))
        };
        match answer {
            Ok((handshake, answer)) => {
                open.proofs.begin(Proof { claim, network, handshake, claimant, begun: now });
                self.relay(claim, answer);
            }
            Err(_) => self.verdict(claim, Outcome::Abandoned),
        }
    }

    fn on_relay(&mut self, claim: Option<ClaimId>, body: &Body64, now: Tick) {
        if let Some(proof) = self.take_proof(claim) {
            self.on_confirmation(proof, body, now);
        } else if let Some(id) = self.guest_of(claim) {
            self.with_guest(id, |guest, shared| guest.on_sealed(shared, body.as_bytes(), now));
        }
    }

    /// A claimant's confirmation: it is the proof of the code, or of the key. However many prove side by side, they are
    /// judged here one after another, and none after the last wrong one.
    fn on_confirmation(&mut self, proof: Proof, body: &Body64, now: Tick) {
        let Proof { claim, network, handshake, claimant, begun } = proof;
        let Invitation::Open(open) = &mut self.invitation else { return };
        match handshake.confirm(body.as_bytes()) {
            Ok((channel, confirmation)) => {
                let slot = open.slot;
                // The server gives the invitation to one Helper, and refuses the others.
                open.proofs = Proofs::default();
                if self.guests.len() + 1 >= limits::GUESTS {
                    self.invitation = Invitation::Closed;
                }
                self.last_guest += 1;
                let id = GuestId(self.last_guest);
                self.relay(claim, confirmation);
                self.verdict(claim, Outcome::Proven);
                let token = self.token.clone();
                self.rejoin.claimed(OwnInvitation { slot, token });
                let welcome = Introduction::Welcome {
                    name: self.shared.options.name.clone(),
                    version: protocol::VERSION,
                    view_only: self.shared.options.view_only,
                    reconnect_s: u32::try_from(self.shared.options.reconnect_for.as_secs())
                        .unwrap_or(u32::MAX),
                    system: self.shared.options.system,
                };
                let identity = Identity::new(channel, claim, network, claimant);
                let mut guest = Guest::new(id, identity, now.since(begun), now);
                if let Some(hash) = self.shared.options.page {
                    guest.send_sealed(&mut self.shared, &Introduction::Page { hash });
                }
                guest.send_sealed(&mut self.shared, &welcome);
                self.guests.push(guest);
            }
            Err(_) => {
                if matches!(claimant, ClaimantIdentity::Known { .. }) {
                    return self.refuse_stranger(claim, now);
                }
                self.verdict(claim, Outcome::WrongCode);
                self.wrong_codes += 1;
                let attempts_left = limits::WRONG_CODES.saturating_sub(self.wrong_codes);
                self.shared.notify(None, Notice::WrongCode { attempts_left });
                if attempts_left == 0 {
                    self.close_invitation(EndReason::Burnt);
                }
            }
        }
    }

    fn on_refused(&mut self, reason: Refusal, now: Tick) {
        if self.on_rejoin_refused(now) {
            return;
        }
        // A closed invitation needs the server no more.
        if !matches!(self.invitation, Invitation::Opening { .. } | Invitation::Open(_)) {
            return;
        }
        match reason {
            // The server forgot it: nobody can come by it any more.
            Refusal::Expired | Refusal::Revoked => self.close_invitation(EndReason::Expired),
            Refusal::Burnt => self.close_invitation(EndReason::Burnt),
            Refusal::Version => self.close_invitation(EndReason::Version),
            Refusal::Protocol => self.close_invitation(EndReason::Fault),
            Refusal::Full | Refusal::RateLimited => {
                if let Invitation::Opening { retry, .. } = &mut self.invitation {
                    *retry = Some(now + limits::OPEN_RETRY);
                }
                // However often it says so: the User must be able to read what else is said.
                if self.refusal_said.is_none_or(|said| now >= said + limits::OPEN_RETRY) {
                    self.refusal_said = Some(now);
                    self.shared.notify(None, Notice::ServerRefused(reason));
                }
            }
            // Said to viewers only.
            Refusal::Unknown | Refusal::Taken | Refusal::Busy | Refusal::WrongCode => {}
        }
    }

    /// A claimant is none of the known Helpers. The invitation stays open.
    fn refuse_stranger(&mut self, claim: ClaimId, now: Tick) {
        self.verdict(claim, Outcome::UnknownClaimant);
        if let Some(attempts) = self.strangers.count(now) {
            self.shared.notify(None, Notice::Stranger { attempts });
        }
    }

    /// Another day has begun, or the end of one is near.
    pub(super) fn on_known_helpers(&mut self, known: KnownHelpers) {
        // When a code is needed, there are no known Helpers.
        let Some(current) = &mut self.shared.options.known_helpers else { return };
        let before = core::mem::replace(current, known);
        let (tags, places) = (current.tags(), current.places());
        let can_move = matches!(self.invitation, Invitation::Open(_));
        if can_move && before.tags() != tags {
            self.shared.push(Effect::Signal(ToSignal::SetPlaces { places }));
        }
    }

    /// A Helper watches some of our places, or none any more.
    fn on_watched(&mut self, tags: &[RendezvousTag]) {
        if let Some(known) = &self.shared.options.known_helpers {
            self.availability.update(known.names_at(tags));
        }
    }

    /// Tells the User who is available, when that has changed and they were not told just now.
    pub(super) fn follow_availability(&mut self, now: Tick) {
        let is_due = self.availability.due().is_some_and(|due| now >= due);
        if is_due && matches!(self.invitation, Invitation::Open(_)) {
            self.announce_available(now);
        }
    }

    fn announce_available(&mut self, now: Tick) {
        let Some(known) = &self.shared.options.known_helpers else { return };
        let helpers = known.names();
        let available = self.availability.announce(now);
        self.shared.notify(None, Notice::Waiting { helpers, available });
    }

    pub(super) fn relay(&mut self, claim: ClaimId, body: Vec<u8>) {
        // A body longer than the server relays is dropped here; the other end times out.
        if let Some(body) = Body64::new(body) {
            let claim = Some(claim);
            self.shared.push(Effect::Signal(ToSignal::Relay { claim, body }));
        }
    }

    pub(super) fn verdict(&mut self, claim: ClaimId, outcome: Outcome) {
        self.shared.push(Effect::Signal(ToSignal::Verdict { claim, outcome }));
    }

    #[cfg(test)]
    pub(crate) fn known_helpers(&self) -> Option<&KnownHelpers> {
        self.shared.options.known_helpers.as_ref()
    }
}
