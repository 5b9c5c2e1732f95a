//! PURE. The session: who may see, and who may control.
//!
//! ```text
//!  the person sees   WAITING FOR CONNECT                      SCREEN SHARING        CONTROL SHARING
//!  states            Opening → Waiting ⇄ Proving → Introducing → Sharing ⇄──────── Controlling
//!                                                    (consent ∧ connected)  grant / stop
//!                    any ── end, refusal, silence, deadline ──▶ Ended(reason)
//! ```
//!
//! Law: every [`Session::handle`] must be followed by draining [`Session::poll`] until `None`.
//! Pictures flow only between [`Output::StartPictures`] and [`Output::StopPictures`], and the first
//! is made only by entering Sharing; [`Output::Inject`] is made only by the gate, which exists only
//! in Controlling.

mod events;
mod link;

use std::collections::VecDeque;
use std::mem;

use protocol::channel::Channel;
use protocol::code::{InvitationCode, Secret, Slot};
use protocol::geometry::Size;
use protocol::handshake::{SharerAwaitsConfirmation, SharerHandshake};
use protocol::input::InputEvent;
use protocol::limits;
use protocol::name::DisplayName;
use protocol::peer::{ControlRefusal, EndReason, Party, Phase, ToSharer, ToViewer};
use protocol::sealed::Introduction;
use protocol::signal::{Body64, FromSignal, Outcome, OwnerToken, Refusal, ToSignal};
use protocol::time::{Tick, earliest};
use rand_core::CryptoRngCore;

pub use events::{Input, Notice, Output, PersonInput, Question, SignalInput, TransportInput};
use link::Link;

use crate::gate::Gate;

/// What the User decided before anybody came.
#[derive(Clone, Debug)]
pub struct SessionOptions {
    /// The User's name, shown to the Helper who proved the code.
    pub name: DisplayName,
    /// How long the invitation lives.
    pub lifetime: std::time::Duration,
    /// Whether the Helper may never ask for control.
    pub view_only: bool,
    /// Whether this computer can be controlled at all.
    pub can_inject: bool,
}

/// The session machine.
#[derive(Debug)]
pub struct Session<R> {
    options: SessionOptions,
    secret: Secret,
    token: OwnerToken,
    rng: R,
    state: State,
    wrong_codes: u8,
    next_question: u32,
    screen: Option<Size>,
    signal_up: bool,
    outputs: VecDeque<Output>,
}

#[derive(Debug)]
enum State {
    /// No slot yet: the server was not reached, or did not answer.
    Opening,
    /// The invitation is open and nobody is in.
    Waiting(Invitation),
    /// Somebody claims the slot and has to prove the code.
    Proving {
        invitation: Invitation,
        handshake: SharerAwaitsConfirmation,
        until: Tick,
    },
    /// The code is proven. The direct connection comes up while the User is asked.
    Introducing {
        link: Link,
        consent: Consent,
        until: Tick,
    },
    /// Pictures flow. Input is dropped.
    Sharing(Sharing),
    /// Pictures flow, and input passes the gate.
    Controlling(Sharing, Gate),
    Ended(EndReason),
}

#[derive(Clone, Copy, Debug)]
struct Invitation {
    slot: Slot,
    expires: Tick,
}

#[derive(Clone, Copy, Debug)]
enum Consent {
    /// The Helper has not said who they are.
    AwaitingHello,
    Asked(Pending),
    Given,
}

/// A question that the User has not answered.
#[derive(Clone, Copy, Debug)]
struct Pending {
    id: u32,
    until: Tick,
}

#[derive(Debug)]
struct Sharing {
    link: Link,
    paused: bool,
    asking: Option<Pending>,
    /// Requests for control in a row that were not granted.
    refused: u32,
}

impl<R: CryptoRngCore> Session<R> {
    /// Begins: draws the secret. The invitation is opened as soon as the signal link is up.
    pub fn new(options: SessionOptions, mut rng: R) -> Self {
        let secret = Secret::generate(&mut rng);
        let token = OwnerToken::generate(&mut rng);
        Self {
            options,
            secret,
            token,
            rng,
            state: State::Opening,
            wrong_codes: 0,
            next_question: 1,
            screen: None,
            signal_up: false,
            outputs: VecDeque::new(),
        }
    }

    /// What the shell must do next, in order; `None` when nothing is left.
    pub fn poll(&mut self) -> Option<Output> {
        self.outputs.pop_front()
    }

    /// When [`Input::Timeout`] is due.
    pub fn deadline(&self) -> Option<Tick> {
        match &self.state {
            State::Opening | State::Ended(_) => None,
            State::Waiting(invitation) => Some(invitation.expires),
            State::Proving { until, .. } => Some(*until),
            State::Introducing { link, consent, until } => {
                let asked = match consent {
                    Consent::Asked(pending) => Some(pending.until),
                    Consent::AwaitingHello | Consent::Given => None,
                };
                let waiting = (!link.is_up()).then_some(*until);
                earliest(earliest(asked, waiting), link.deadline())
            }
            State::Sharing(sharing) | State::Controlling(sharing, _) => {
                earliest(sharing.asking.map(|pending| pending.until), sharing.link.deadline())
            }
        }
    }

    /// The phase that the person is shown.
    pub fn phase(&self) -> Phase {
        match &self.state {
            State::Opening
            | State::Waiting(_)
            | State::Proving { .. }
            | State::Introducing { .. } => Phase::WaitingForConnect,
            State::Sharing(_) => Phase::ScreenSharing,
            State::Controlling(..) => Phase::ControlSharing,
            State::Ended(_) => Phase::Ended,
        }
    }

    /// Why it ended, once it has.
    pub fn end_reason(&self) -> Option<EndReason> {
        match &self.state {
            State::Ended(reason) => Some(*reason),
            State::Opening
            | State::Waiting(_)
            | State::Proving { .. }
            | State::Introducing { .. }
            | State::Sharing(_)
            | State::Controlling(..) => None,
        }
    }

    /// Advances the session.
    pub fn handle(&mut self, input: Input, now: Tick) {
        match input {
            Input::Signal(signal) => self.on_signal(signal, now),
            Input::Transport(transport) => self.on_transport(transport, now),
            Input::Person(person) => self.on_person(person, now),
            Input::Screen(size) => self.on_screen(size),
            Input::ScreenFailed => self.end(EndReason::NoScreen),
            Input::Timeout => {}
        }
        self.on_time(now);
    }

    // --- the signal link -----------------------------------------------------------------------

    fn on_signal(&mut self, input: SignalInput, now: Tick) {
        match input {
            SignalInput::Up => {
                self.signal_up = true;
                self.open_invitation(now);
            }
            SignalInput::Down => {
                self.signal_up = false;
                match mem::replace(&mut self.state, State::Opening) {
                    // The claimant is lost with the link; the invitation is not.
                    State::Proving { invitation, .. } => self.state = State::Waiting(invitation),
                    mut state => {
                        if let Some(link) = state.link_mut() {
                            link.gone = true;
                        }
                        self.state = state;
                    }
                }
            }
            SignalInput::Message(message) => self.on_signal_message(message, now),
        }
    }

    fn open_invitation(&mut self, now: Tick) {
        let (slot, lifetime) = match &self.state {
            State::Opening => (None, self.options.lifetime),
            State::Waiting(invitation) => (Some(invitation.slot), invitation.expires.since(now)),
            // The server may end the claim; the direct connection does not need it.
            State::Proving { .. }
            | State::Introducing { .. }
            | State::Sharing(_)
            | State::Controlling(..)
            | State::Ended(_) => return,
        };
        self.outputs.push_back(Output::Signal(ToSignal::Open {
            version: protocol::VERSION,
            lifetime_s: u32::try_from(lifetime.as_secs()).unwrap_or(u32::MAX).max(1),
            token: self.token.clone(),
            slot,
        }));
    }

    fn on_signal_message(&mut self, message: FromSignal, now: Tick) {
        match message {
            FromSignal::Opened { slot, expires_in_s } => self.on_opened(slot, expires_in_s, now),
            FromSignal::Claimed { body } => self.on_claimed(&body, now),
            FromSignal::Relay { body } => self.on_relay(&body, now),
            FromSignal::PeerGone {} => match &mut self.state {
                State::Proving { invitation, .. } => self.state = State::Waiting(*invitation),
                State::Introducing { link, .. } if !link.is_up() => {
                    self.end(EndReason::HelperLeft);
                }
                state => {
                    if let Some(link) = state.link_mut() {
                        link.gone = true;
                    }
                }
            },
            FromSignal::Refused { reason } => self.on_refused(reason),
            FromSignal::Closing {} => {}
        }
    }

    fn on_opened(&mut self, slot: Slot, expires_in_s: u32, now: Tick) {
        let known = match &self.state {
            State::Opening => None,
            State::Waiting(invitation) => Some(*invitation),
            State::Proving { .. }
            | State::Introducing { .. }
            | State::Sharing(_)
            | State::Controlling(..)
            | State::Ended(_) => return,
        };
        let granted = std::time::Duration::from_secs(expires_in_s.into());
        // A server may shorten the invitation's life; it cannot lengthen it.
        let mut expires = now + granted.min(self.options.lifetime);
        if let Some(known) = known {
            expires = expires.min(known.expires);
        }
        self.state = State::Waiting(Invitation { slot, expires });
        if known.is_none_or(|known| known.slot != slot) {
            let code = InvitationCode { slot, secret: self.secret.clone() };
            let lifetime = expires.since(now);
            self.outputs.push_back(Output::Notify(Notice::Invitation { code, lifetime }));
        }
    }

    fn on_claimed(&mut self, body: &Body64, now: Tick) {
        let State::Waiting(invitation) = self.state else { return };
        let code = InvitationCode { slot: invitation.slot, secret: self.secret.clone() };
        match SharerHandshake::answer(&code, body.as_bytes(), &mut self.rng) {
            Ok((handshake, answer)) => {
                self.relay(answer);
                let until = now + limits::PROOF_TIMEOUT;
                self.state = State::Proving { invitation, handshake, until };
            }
            Err(_) => self.verdict(Outcome::Abandoned),
        }
    }

    fn on_relay(&mut self, body: &Body64, now: Tick) {
        match mem::replace(&mut self.state, State::Opening) {
            State::Proving { invitation, handshake, .. } => {
                match handshake.confirm(body.as_bytes()) {
                    Ok((channel, confirmation)) => {
                        self.relay(confirmation);
                        self.verdict(Outcome::Proven);
                        let mut link = Link::new(channel, now);
                        self.say(
                            &mut link,
                            &Introduction::Welcome {
                                name: self.options.name.clone(),
                                version: protocol::VERSION,
                                view_only: self.options.view_only,
                            },
                        );
                        let until = now + limits::TRANSPORT_TIMEOUT;
                        let consent = Consent::AwaitingHello;
                        self.state = State::Introducing { link, consent, until };
                    }
                    Err(_) => {
                        self.state = State::Waiting(invitation);
                        self.on_wrong_code();
                    }
                }
            }
            mut state => {
                let opened = state.link_mut().map(|link| link.channel.open(body.as_bytes()));
                self.state = state;
                match opened.map(|opened| opened.map(|plain| Introduction::decode(&plain))) {
                    None => {}
                    Some(Ok(Ok(message))) => self.on_introduction(message, now),
                    Some(Ok(Err(_))) => self.fault(),
                    // Somebody between the ends changed, repeated or dropped a message. What is
                    // already direct and encrypted is not touched by it.
                    Some(Err(_)) => {
                        if let State::Introducing { link, .. } = &self.state
                            && !link.is_up()
                        {
                            self.end(EndReason::Fault);
                        }
                    }
                }
            }
        }
    }

    fn on_wrong_code(&mut self) {
        self.verdict(Outcome::WrongCode);
        self.wrong_codes += 1;
        let attempts_left = limits::WRONG_CODES.saturating_sub(self.wrong_codes);
        self.outputs.push_back(Output::Notify(Notice::WrongCode { attempts_left }));
        if attempts_left == 0 {
            self.end(EndReason::Burnt);
        }
    }

    fn on_refused(&mut self, reason: Refusal) {
        let waiting = matches!(self.state, State::Opening | State::Waiting(_));
        match reason {
            Refusal::Expired if waiting => self.end(EndReason::Expired),
            Refusal::Burnt if waiting => self.end(EndReason::Burnt),
            Refusal::Version if waiting => self.end(EndReason::Version),
            Refusal::Full | Refusal::RateLimited if waiting => {
                self.outputs.push_back(Output::Notify(Notice::ServerRefused(reason)));
            }
            Refusal::Protocol | Refusal::Revoked if waiting => self.end(EndReason::Fault),
            // Refusals that are said to viewers, or that no longer concern a proven session.
            Refusal::Unknown
            | Refusal::Taken
            | Refusal::Busy
            | Refusal::WrongCode
            | Refusal::Expired
            | Refusal::Burnt
            | Refusal::Version
            | Refusal::Full
            | Refusal::RateLimited
            | Refusal::Protocol
            | Refusal::Revoked => {}
        }
    }

    // --- the sealed introduction ---------------------------------------------------------------

    fn on_introduction(&mut self, message: Introduction, now: Tick) {
        let State::Introducing { link, consent, .. } = &mut self.state else {
            // Late candidates are harmless; the rest has nothing to say any more.
            if let Introduction::Candidate { candidate, mid, line } = message {
                self.on_candidate(candidate, mid, line);
            }
            return;
        };
        match message {
            Introduction::Hello { name, version } => {
                if version < protocol::OLDEST_VERSION {
                    return self.end(EndReason::Version);
                }
                if !matches!(consent, Consent::AwaitingHello) {
                    return self.fault();
                }
                link.helper = Some(name.clone());
                let pending =
                    Pending { id: self.next_question, until: now + limits::CONSENT_TIMEOUT };
                self.next_question += 1;
                *consent = Consent::Asked(pending);
                let question = Question::Connect;
                self.outputs.push_back(Output::Ask { id: pending.id, question, helper: name });
            }
            Introduction::Offer { sdp } => {
                if !link.begin_transport() {
                    return self.fault();
                }
                self.outputs.push_back(Output::AcceptOffer { sdp });
            }
            Introduction::Candidate { candidate, mid, line } => {
                self.on_candidate(candidate, mid, line);
            }
            Introduction::Bye { reason } => self.end(helper_reason(reason)),
            Introduction::Welcome { .. } | Introduction::Answer { .. } => self.fault(),
        }
    }

    fn on_candidate(&mut self, candidate: String, mid: Option<String>, line: Option<u16>) {
        if self.state.link_mut().is_some_and(Link::takes_candidate) {
            self.outputs.push_back(Output::AddCandidate { candidate, mid, line });
        }
    }

    // --- the direct connection -----------------------------------------------------------------

    fn on_transport(&mut self, input: TransportInput, now: Tick) {
        match input {
            TransportInput::Answer { sdp } => self.say_to_helper(&Introduction::Answer { sdp }),
            TransportInput::Candidate { candidate, mid, line } => {
                self.say_to_helper(&Introduction::Candidate { candidate, mid, line });
            }
            TransportInput::Up => {
                if let Some(link) = self.state.link_mut() {
                    link.up(now);
                    let (phase, paused) = (Phase::WaitingForConnect, false);
                    self.tell(ToViewer::Phase { phase, paused });
                    self.share_when_ready();
                }
            }
            TransportInput::Down => {
                let up = self.state.link_mut().is_some_and(|link| link.is_up());
                self.end(if up { EndReason::ConnectionLost } else { EndReason::NoPath });
            }
            TransportInput::Message { channel, bytes } => {
                let Some(link) = self.state.link_mut() else { return };
                link.hear(now);
                match channel {
                    Channel::Control => self.on_control_message(&bytes, now),
                    Channel::Input | Channel::Pointer => self.on_input_event(&bytes, now),
                    Channel::Cursor => self.fault(),
                }
            }
        }
    }

    fn on_control_message(&mut self, bytes: &[u8], now: Tick) {
        let message = std::str::from_utf8(bytes).ok().map(ToSharer::decode);
        let Some(Ok(message)) = message else { return self.fault() };
        match message {
            ToSharer::Ping { at } => self.outputs.push_back(Output::Pong { at }),
            ToSharer::Bye { reason } => self.end(helper_reason(reason)),
            ToSharer::Chat { text } => {
                if matches!(self.state, State::Sharing(_) | State::Controlling(..))
                    && self.state.link_mut().is_some_and(|link| link.takes_chat(now))
                {
                    let from = Party::Helper;
                    self.outputs.push_back(Output::Notify(Notice::Chat { from, text }));
                }
            }
            ToSharer::RequestControl {} => self.on_request_control(now),
            ToSharer::GiveUpControl {} => self.leave_control(Party::Helper),
            ToSharer::Unknown => {}
        }
    }

    fn on_input_event(&mut self, bytes: &[u8], now: Tick) {
        let Ok(event) = InputEvent::decode(bytes) else { return self.fault() };
        // Outside Control Sharing events are dropped without blame: they may have been on their
        // way when control ended.
        if let State::Controlling(_, gate) = &mut self.state {
            self.outputs.extend(gate.admit(event, now).into_iter().map(Output::Inject));
        }
    }

    fn on_request_control(&mut self, now: Tick) {
        let State::Sharing(sharing) = &mut self.state else { return };
        let refusal = if self.options.view_only {
            Some(ControlRefusal::ViewOnly)
        } else if !self.options.can_inject {
            Some(ControlRefusal::NoInput)
        } else if sharing.refused >= limits::CONTROL_REQUESTS {
            Some(ControlRefusal::TooOften)
        } else {
            None
        };
        if let Some(reason) = refusal {
            return self.tell(ToViewer::ControlRefused { reason });
        }
        if sharing.asking.is_some() {
            return;
        }
        let pending = Pending { id: self.next_question, until: now + limits::CONSENT_TIMEOUT };
        self.next_question += 1;
        sharing.asking = Some(pending);
        let helper = sharing.link.helper_name();
        let question = Question::Control;
        self.outputs.push_back(Output::Ask { id: pending.id, question, helper });
    }

    // --- the person ----------------------------------------------------------------------------

    fn on_person(&mut self, input: PersonInput, now: Tick) {
        match input {
            PersonInput::Answer { id, allow } => self.on_answer(id, allow, now),
            PersonInput::Chat { text } => {
                if matches!(self.state, State::Sharing(_) | State::Controlling(..)) {
                    self.tell(ToViewer::Chat { text: text.clone() });
                    let from = Party::User;
                    self.outputs.push_back(Output::Notify(Notice::Chat { from, text }));
                }
            }
            PersonInput::Pause => self.pause(),
            PersonInput::Resume => self.resume(),
            PersonInput::StopControl => self.leave_control(Party::User),
            PersonInput::Disconnect => self.end(EndReason::UserLeft),
        }
    }

    fn on_answer(&mut self, id: u32, allow: bool, now: Tick) {
        match &mut self.state {
            State::Introducing { consent, .. } => match *consent {
                Consent::Asked(pending) if pending.id == id => {
                    if allow {
                        *consent = Consent::Given;
                        self.share_when_ready();
                    } else {
                        self.end(EndReason::Declined);
                    }
                }
                Consent::Asked(_) | Consent::AwaitingHello | Consent::Given => {}
            },
            State::Sharing(sharing) => {
                if sharing.asking.is_none_or(|pending| pending.id != id) {
                    return;
                }
                sharing.asking = None;
                if allow {
                    self.enter_control(now);
                } else {
                    sharing.refused += 1;
                    self.tell(ToViewer::ControlRefused { reason: ControlRefusal::Declined });
                }
            }
            State::Opening
            | State::Waiting(_)
            | State::Proving { .. }
            | State::Controlling(..)
            | State::Ended(_) => {}
        }
    }

    fn pause(&mut self) {
        // What nobody sees, nobody controls.
        self.leave_control(Party::User);
        let State::Sharing(sharing) = &mut self.state else { return };
        if mem::replace(&mut sharing.paused, true) {
            return;
        }
        if let Some(pending) = sharing.asking.take() {
            self.outputs.push_back(Output::Withdraw { id: pending.id });
        }
        self.outputs.push_back(Output::StopPictures);
        self.announce();
    }

    fn resume(&mut self) {
        let State::Sharing(sharing) = &mut self.state else { return };
        if mem::replace(&mut sharing.paused, false) {
            self.outputs.push_back(Output::StartPictures);
            self.announce();
        }
    }

    // --- phases --------------------------------------------------------------------------------

    /// Enters Sharing once the User agreed and the connection is up, in whichever order.
    fn share_when_ready(&mut self) {
        match mem::replace(&mut self.state, State::Opening) {
            State::Introducing { link, consent: Consent::Given, .. } if link.is_up() => {
                self.state =
                    State::Sharing(Sharing { link, paused: false, asking: None, refused: 0 });
                if let Some(size) = self.screen {
                    self.tell(ToViewer::Screen { size });
                }
                self.announce();
                self.outputs.push_back(Output::StartPictures);
            }
            state => self.state = state,
        }
    }

    fn enter_control(&mut self, now: Tick) {
        match mem::replace(&mut self.state, State::Opening) {
            State::Sharing(mut sharing) if !sharing.paused => {
                sharing.refused = 0;
                self.state = State::Controlling(sharing, Gate::open(now));
                self.outputs.push_back(Output::ControlStarted);
                self.announce();
            }
            state => self.state = state,
        }
    }

    /// The only way out of control: everything that is held comes up.
    fn leave_control(&mut self, by: Party) {
        match mem::replace(&mut self.state, State::Opening) {
            State::Controlling(sharing, gate) => {
                self.outputs.extend(gate.close().into_iter().map(Output::Inject));
                self.outputs.push_back(Output::ControlEnded { by });
                self.state = State::Sharing(sharing);
                self.tell(ToViewer::ControlEnded { by });
                self.announce();
            }
            state => self.state = state,
        }
    }

    fn end(&mut self, reason: EndReason) {
        let phase = self.phase();
        if phase == Phase::Ended {
            return;
        }
        self.leave_control(Party::User);
        match mem::replace(&mut self.state, State::Ended(reason)) {
            State::Sharing(sharing) => {
                self.withdraw(sharing.asking);
                self.outputs.push_back(Output::StopPictures);
                self.bye(sharing.link, reason);
            }
            State::Introducing { link, consent, .. } => {
                if let Consent::Asked(pending) = consent {
                    self.withdraw(Some(pending));
                }
                self.bye(link, reason);
            }
            State::Opening | State::Waiting(_) | State::Proving { .. } => {}
            State::Controlling(..) | State::Ended(_) => {}
        }
        self.outputs.push_back(Output::Signal(ToSignal::Revoke {}));
        self.outputs.push_back(Output::CloseTransport);
        let ended = Notice::Phase { phase: Phase::Ended, helper: None, reason: Some(reason) };
        self.outputs.push_back(Output::Notify(ended));
    }

    fn withdraw(&mut self, pending: Option<Pending>) {
        if let Some(pending) = pending {
            self.outputs.push_back(Output::Withdraw { id: pending.id });
        }
    }

    fn bye(&mut self, mut link: Link, reason: EndReason) {
        if link.is_up() {
            self.outputs.push_back(Output::Tell(ToViewer::Bye { reason }));
        } else {
            self.say(&mut link, &Introduction::Bye { reason });
        }
    }

    /// Says the phase that holds to both people.
    fn announce(&mut self) {
        let phase = self.phase();
        let (helper, paused) = match &self.state {
            State::Sharing(sharing) | State::Controlling(sharing, _) => {
                (Some(sharing.link.helper_name()), sharing.paused)
            }
            State::Opening
            | State::Waiting(_)
            | State::Proving { .. }
            | State::Introducing { .. }
            | State::Ended(_) => (None, false),
        };
        self.tell(ToViewer::Phase { phase, paused });
        let notice = match helper {
            Some(helper) if paused => Notice::Paused { phase, helper },
            helper => Notice::Phase { phase, helper, reason: None },
        };
        self.outputs.push_back(Output::Notify(notice));
    }

    fn on_screen(&mut self, size: Size) {
        self.screen = Some(size);
        if matches!(self.state, State::Sharing(_) | State::Controlling(..)) {
            self.tell(ToViewer::Screen { size });
        }
    }

    // --- time and faults -----------------------------------------------------------------------

    fn on_time(&mut self, now: Tick) {
        match &mut self.state {
            State::Opening | State::Ended(_) => {}
            State::Waiting(invitation) => {
                if now >= invitation.expires {
                    self.end(EndReason::Expired);
                }
            }
            State::Proving { invitation, until, .. } => {
                if now >= *until {
                    self.state = State::Waiting(*invitation);
                    self.verdict(Outcome::Abandoned);
                }
            }
            State::Introducing { link, consent, until } => {
                let unanswered = match consent {
                    Consent::Asked(pending) => now >= pending.until,
                    Consent::AwaitingHello | Consent::Given => false,
                };
                if unanswered {
                    self.end(EndReason::NoAnswer);
                } else if !link.is_up() && now >= *until {
                    self.end(EndReason::NoPath);
                } else if link.is_lost(now) {
                    self.end(EndReason::ConnectionLost);
                } else {
                    link.turned_stale(now);
                }
            }
            State::Sharing(sharing) => {
                if sharing.link.is_lost(now) {
                    return self.end(EndReason::ConnectionLost);
                }
                sharing.link.turned_stale(now);
                if let Some(pending) = sharing.asking
                    && now >= pending.until
                {
                    sharing.asking = None;
                    sharing.refused += 1;
                    self.outputs.push_back(Output::Withdraw { id: pending.id });
                    self.tell(ToViewer::ControlRefused { reason: ControlRefusal::NoAnswer });
                }
            }
            State::Controlling(sharing, gate) => {
                if sharing.link.is_lost(now) {
                    return self.end(EndReason::ConnectionLost);
                }
                if sharing.link.turned_stale(now) {
                    // The hand may be gone: nothing stays pressed.
                    self.outputs.extend(gate.release_all().into_iter().map(Output::Inject));
                }
            }
        }
    }

    fn fault(&mut self) {
        if self.state.link_mut().is_some_and(|link| link.fault()) {
            self.end(EndReason::Fault);
        }
    }

    // --- saying things -------------------------------------------------------------------------

    fn relay(&mut self, body: Vec<u8>) {
        // A body longer than the server relays is dropped here; the other end times out.
        if let Some(body) = Body64::new(body) {
            self.outputs.push_back(Output::Signal(ToSignal::Relay { body }));
        }
    }

    fn verdict(&mut self, outcome: Outcome) {
        self.outputs.push_back(Output::Signal(ToSignal::Verdict { outcome }));
    }

    fn say(&mut self, link: &mut Link, message: &Introduction) {
        if let Ok(body) = link.channel.seal(&message.encode()) {
            self.relay(body);
        }
    }

    fn say_to_helper(&mut self, message: &Introduction) {
        let sealed = self.state.link_mut().map(|link| link.channel.seal(&message.encode()));
        if let Some(Ok(body)) = sealed {
            self.relay(body);
        }
    }

    fn tell(&mut self, message: ToViewer) {
        if self.state.link_mut().is_some_and(|link| link.is_up()) {
            self.outputs.push_back(Output::Tell(message));
        }
    }
}

impl State {
    fn link_mut(&mut self) -> Option<&mut Link> {
        match self {
            State::Introducing { link, .. } => Some(link),
            State::Sharing(sharing) | State::Controlling(sharing, _) => Some(&mut sharing.link),
            State::Opening | State::Waiting(_) | State::Proving { .. } | State::Ended(_) => None,
        }
    }
}

/// Why it ends when the Helper says so: a Helper cannot put words into the User's mouth.
fn helper_reason(said: EndReason) -> EndReason {
    match said {
        EndReason::NoDecoder
        | EndReason::NoPath
        | EndReason::Version
        | EndReason::ConnectionLost
        | EndReason::Fault => said,
        EndReason::UserLeft
        | EndReason::HelperLeft
        | EndReason::Declined
        | EndReason::NoAnswer
        | EndReason::Expired
        | EndReason::Burnt
        | EndReason::NoScreen => EndReason::HelperLeft,
    }
}

#[cfg(test)]
mod tests;
