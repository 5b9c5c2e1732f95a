//! What the signal server says: the invitation, and the proof of its code.

use alloc::vec::Vec;

use protocol::code::InvitationCode;
use protocol::handshake::SharerHandshake;
use protocol::limits;
use protocol::peer::EndReason;
use protocol::sealed::Introduction;
use protocol::signal::{Body64, ClaimId, FromSignal, Outcome, Refusal, ToSignal};
use protocol::time::Tick;
use rand_core::CryptoRngCore;

use super::link::Link;
use super::{
    Comer, Consent, Introducing, Invitation, Known, Notice, Opening, Output, Proving, Session,
    SignalInput, State, Waiting,
};

impl<R: CryptoRngCore> Session<R> {
    pub(super) fn on_signal(&mut self, input: SignalInput, now: Tick) {
        match input {
            SignalInput::Up => {
                // Whom the server asked to come later comes later, also by a new connection.
                let waits = matches!(self.state, State::Opening(Opening { again: Some(_), .. }));
                if !waits {
                    self.open_invitation(now);
                }
            }
            SignalInput::Down => {
                // The claimant is lost with the link; the invitation is not, nor is what is proven.
                if let State::Proving(proving) = &self.state {
                    self.state = State::Waiting(proving.invitation);
                } else if let Some(link) = self.state.link_mut() {
                    link.signal_lost();
                }
            }
            SignalInput::Message(message) => self.on_signal_message(message, now),
        }
    }

    /// Opens the invitation, or takes it up again. A session that is already proven needs no
    /// server, and leaves what the server knows of it as it is.
    pub(super) fn open_invitation(&mut self, now: Tick) {
        let (slot, lifetime) = match &mut self.state {
            State::Opening(opening) => {
                opening.again = None;
                (None, opening.expires.since(now))
            }
            State::Waiting(invitation) => (Some(invitation.slot), invitation.expires.since(now)),
            State::Proving(_)
            | State::Introducing(_)
            | State::Sharing(_)
            | State::Controlling(..)
            | State::Ended(_) => return,
        };
        self.outputs.push_back(Output::Signal(ToSignal::Open {
            version: protocol::VERSION,
            lifetime_s: u32::try_from(lifetime.as_secs()).unwrap_or(u32::MAX).max(1),
            token: self.token.clone(),
            slot,
            unlisted: self.options.waiting.is_some(),
            places: self.options.waiting.as_ref().map(Waiting::places).unwrap_or_default(),
        }));
    }

    fn on_signal_message(&mut self, message: FromSignal, now: Tick) {
        match message {
            FromSignal::Opened { slot, expires_in_s } => {
                let granted = core::time::Duration::from_secs(expires_in_s.into());
                let (known, wished) = match &self.state {
                    State::Opening(opening) => (None, opening.expires),
                    State::Waiting(invitation) => (Some(invitation.slot), invitation.expires),
                    State::Proving(_)
                    | State::Introducing(_)
                    | State::Sharing(_)
                    | State::Controlling(..)
                    | State::Ended(_) => return,
                };
                // A server may shorten the invitation's life; it cannot lengthen it.
                let expires = wished.min(now + granted);
                self.state = State::Waiting(Invitation { slot, expires });
                if self.options.waiting.is_some() {
                    // No code leads there: the slot is only the server's name for it.
                    if known.is_none() {
                        self.announce_waiting(now);
                    }
                } else if known != Some(slot) {
                    let code = InvitationCode { slot, secret: self.secret.clone() };
                    let lifetime = expires.since(now);
                    self.outputs.push_back(Output::Notify(Notice::Invitation { code, lifetime }));
                }
            }
            FromSignal::Claimed { claim, body } => self.on_claimed(claim, &body, now),
            FromSignal::Relay { body } => self.on_relay(&body, now),
            FromSignal::PeerGone {} => self.on_peer_gone(now),
            FromSignal::Refused { reason } => self.on_refused(reason, now),
            FromSignal::Watched { tags } => self.on_watched(&tags),
            FromSignal::Waiting { .. } | FromSignal::Closing {} => {}
        }
    }

    fn on_peer_gone(&mut self, now: Tick) {
        if let State::Proving(proving) = &self.state {
            self.state = State::Waiting(proving.invitation);
            return;
        }
        let Some(link) = self.state.link_mut() else { return };
        link.peer_gone(now);
        if !link.is_up() {
            self.end(EndReason::HelperLeft);
        }
    }

    fn on_claimed(&mut self, claim: ClaimId, body: &Body64, now: Tick) {
        let State::Waiting(invitation) = self.state else { return };
        let body = body.as_bytes();
        let (comer, answer) = if let Some(waiting) = &self.options.waiting {
            let tag = SharerHandshake::comes_as(body);
            let mut known = waiting.known.iter();
            let Some(known) = known.find(|known| tag == Some(known.credential.tag)) else {
                return self.turn_away(claim, now);
            };
            let Known { credential, name, key, proof } = known;
            let comer = Comer::Known { name: name.clone(), key: *key, proof: *proof };
            (comer, SharerHandshake::answer_known(credential, body, &mut self.rng))
        } else {
            let code = InvitationCode { slot: invitation.slot, secret: self.secret.clone() };
            (Comer::ByCode, SharerHandshake::answer(&code, body, &mut self.rng))
        };
        match answer {
            Ok((handshake, answer)) => {
                self.relay(claim, answer);
                let until = now + limits::PROOF_TIMEOUT;
                self.state = State::Proving(Proving { invitation, claim, handshake, comer, until });
            }
            Err(_) => self.verdict(claim, Outcome::Abandoned),
        }
    }

    fn on_relay(&mut self, body: &Body64, now: Tick) {
        if let Some(link) = self.state.link_mut() {
            let opened = link.channel.open(body.as_bytes());
            match opened.map(|plain| Introduction::decode(&plain)) {
                Ok(Ok(message)) => self.on_introduction(message, now),
                Ok(Err(_)) => self.fault(),
                // Somebody between the ends changed, repeated or dropped a message. What is already
                // direct and encrypted is not touched by it.
                Err(_) => {
                    if let State::Introducing(introducing) = &self.state
                        && !introducing.link.is_up()
                    {
                        self.end(EndReason::Fault);
                    }
                }
            }
            return;
        }
        let state = self.take_state();
        if let State::Proving(proving) = state {
            self.on_confirmation(proving, body, now);
        } else {
            self.state = state;
        }
    }

    /// The claimant's confirmation: it is the proof that the code was typed.
    fn on_confirmation(&mut self, proving: Proving, body: &Body64, now: Tick) {
        let Proving { invitation, claim, handshake, comer, .. } = proving;
        match handshake.confirm(body.as_bytes()) {
            Ok((channel, confirmation)) => {
                let link = Link::new(channel, claim, comer, now);
                let until = now + limits::TRANSPORT_TIMEOUT;
                let consent = Consent::AwaitingHello;
                self.state = State::Introducing(Introducing { link, consent, until });
                self.relay(claim, confirmation);
                self.verdict(claim, Outcome::Proven);
                self.say(&Introduction::Welcome {
                    name: self.options.name.clone(),
                    version: protocol::VERSION,
                    view_only: self.options.view_only,
                });
            }
            Err(_) => {
                self.state = State::Waiting(invitation);
                if matches!(comer, Comer::Known { .. }) {
                    return self.turn_away(claim, now);
                }
                self.verdict(claim, Outcome::WrongCode);
                self.wrong_codes += 1;
                let attempts_left = limits::WRONG_CODES.saturating_sub(self.wrong_codes);
                self.outputs.push_back(Output::Notify(Notice::WrongCode { attempts_left }));
                if attempts_left == 0 {
                    self.end(EndReason::Burnt);
                }
            }
        }
    }

    fn on_refused(&mut self, reason: Refusal, now: Tick) {
        // Whom a Helper has found needs the server no more.
        if !matches!(self.state, State::Opening(_) | State::Waiting(_)) {
            return;
        }
        match reason {
            // The server forgot it: nobody can come by it any more.
            Refusal::Expired | Refusal::Revoked => self.end(EndReason::Expired),
            Refusal::Burnt => self.end(EndReason::Burnt),
            Refusal::Version => self.end(EndReason::Version),
            Refusal::Protocol => self.end(EndReason::Fault),
            Refusal::Full | Refusal::RateLimited => {
                if let State::Opening(opening) = &mut self.state {
                    opening.again = Some(now + limits::OPEN_AGAIN);
                }
                self.outputs.push_back(Output::Notify(Notice::ServerRefused(reason)));
            }
            // Said to viewers only.
            Refusal::Unknown | Refusal::Taken | Refusal::Busy | Refusal::WrongCode => {}
        }
    }

    pub(super) fn relay(&mut self, claim: ClaimId, body: Vec<u8>) {
        // A body longer than the server relays is dropped here; the other end times out.
        if let Some(body) = Body64::new(body) {
            let claim = Some(claim);
            self.outputs.push_back(Output::Signal(ToSignal::Relay { claim, body }));
        }
    }

    pub(super) fn verdict(&mut self, claim: ClaimId, outcome: Outcome) {
        self.outputs.push_back(Output::Signal(ToSignal::Verdict { claim, outcome }));
    }

    /// Says something sealed, by way of the server.
    pub(super) fn say(&mut self, message: &Introduction) {
        let Some(link) = self.state.link_mut() else { return };
        if !link.server_hears() {
            return;
        }
        let claim = link.claim;
        if let Ok(body) = link.channel.seal(&message.encode()) {
            self.relay(claim, body);
        }
    }
}
