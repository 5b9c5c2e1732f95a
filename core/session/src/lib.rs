//! The session: who may see, and who may control.
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
//!
//! What each side may say is in a room of its own: `invitation` (the signal server, and the proof
//! of the code), `known` (those who need no code), `helper` (the Helper, once proven), `displays` (what of
//! the desktop the Helper sees and points at), `person` (the User), `remember` (how they become known). `phases` changes phases, `link` bounds what the Helper
//! may do.
#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;
#[cfg(test)]
extern crate std;

pub mod bandwidth;
pub mod contacts;
pub mod display;
pub mod gate;
pub mod record;

mod displays;
mod events;
mod helper;
mod invitation;
mod known;
mod link;
mod person;
mod phases;
mod remember;

use alloc::collections::VecDeque;
use core::mem;

use protocol::code::{Secret, Slot};
use protocol::handshake::SharerAwaitsConfirmation;
use protocol::limits;
use protocol::name::DisplayName;
use protocol::peer::{ControlRefusal, EndReason, Phase, ToViewer};
use protocol::signal::{ClaimId, Outcome, OwnerToken};
use protocol::time::{Tick, earliest};
use protocol::trust::IdentityKey;
use rand_core::CryptoRngCore;

pub use events::{
    Answer, Input, LogAnswer, Notice, Output, PersonInput, Question, SignalInput, TransportInput,
};
pub use known::{Known, Proof, Spot, Waiting};
pub use remember::Meeting;

use displays::Shown;
use known::{Availability, Strangers};
use link::Link;
use remember::Remember;

use crate::gate::Gate;

/// What the User decided before anybody came.
#[derive(Clone, Debug)]
pub struct SessionOptions {
    /// The User's name, shown to the Helper who proved the code.
    pub name: DisplayName,
    /// How long the invitation lives.
    pub lifetime: core::time::Duration,
    /// Whether the Helper may never ask for control.
    pub view_only: bool,
    /// Whether this computer can be controlled at all.
    pub can_inject: bool,
    /// The secret that the User has chosen; without it one is drawn.
    pub secret: Option<Secret>,
    /// The oldest protocol that a Helper may speak, when the policy asks for more than this build.
    pub oldest_version: u16,
    /// Who may come without a code. When there is anybody, nobody can come by one.
    pub waiting: Option<Waiting>,
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
    strangers: Strangers,
    availability: Availability,
    next_question: u32,
    shown: Shown,
    /// A system prompt is open on the desktop.
    prompt_open: bool,
    /// Control was shared a moment ago: until then, what is typed may still be the Helper's.
    keyboard_settles: Option<Tick>,
    /// Pictures are on: [`Output::StartPictures`] was said last.
    pictures_on: bool,
    outputs: VecDeque<Output>,
}

#[derive(Debug)]
enum State {
    /// No slot yet: the server was not reached, did not answer, or had no room.
    Opening(Opening),
    /// The invitation is open and nobody is in.
    Waiting(Invitation),
    /// Somebody claims the slot and has to prove the code.
    Proving(Proving),
    /// The code is proven. The direct connection comes up while the User is asked.
    Introducing(Introducing),
    /// Pictures flow. Input is dropped.
    Sharing(Sharing),
    /// Pictures flow, and input passes the gate.
    Controlling(Sharing, Gate),
    Ended(EndReason),
}

#[derive(Clone, Copy, Debug)]
struct Opening {
    /// The invitation's life begins when it is wished for, wherever the server is.
    expires: Tick,
    /// When to ask a server again that had no room.
    again: Option<Tick>,
}

#[derive(Clone, Copy, Debug)]
struct Invitation {
    slot: Slot,
    expires: Tick,
}

#[derive(Debug)]
struct Proving {
    invitation: Invitation,
    claim: ClaimId,
    handshake: SharerAwaitsConfirmation,
    /// As whom they come.
    comer: Comer,
    until: Tick,
}

/// As whom somebody comes.
#[derive(Clone, Debug)]
enum Comer {
    /// As one who knows the code.
    ByCode,
    /// As one whom this computer knows.
    Known { name: DisplayName, key: IdentityKey, proof: Proof },
}

#[derive(Debug)]
struct Introducing {
    link: Link,
    consent: Consent,
    /// Until then the Helper must have said who they are, and the connection must be up.
    until: Tick,
}

#[derive(Clone, Copy, Debug)]
enum Consent {
    /// The Helper has not said who they are.
    AwaitingHello,
    Asked(Pending),
    Given,
    Refused,
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
    /// The User does not want to be asked again.
    refused_for_good: bool,
    /// The Helper in control may see and answer system prompts, too.
    prompts_allowed: bool,
    remember: Remember,
}

impl<R: CryptoRngCore> Session<R> {
    /// Begins: draws the secret unless there is one. The invitation is opened as soon as the signal link is up.
    pub fn new(mut options: SessionOptions, mut rng: R, now: Tick) -> Self {
        let secret = options.secret.take().unwrap_or_else(|| Secret::generate(&mut rng));
        let token = OwnerToken::generate(&mut rng);
        let opening = Opening { expires: now + options.lifetime, again: None };
        Self {
            options,
            secret,
            token,
            rng,
            state: State::Opening(opening),
            wrong_codes: 0,
            strangers: Strangers::default(),
            availability: Availability::default(),
            next_question: 1,
            shown: Shown::default(),
            prompt_open: false,
            keyboard_settles: None,
            pictures_on: false,
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
            State::Ended(_) => None,
            State::Opening(opening) => earliest(Some(opening.expires), opening.again),
            State::Waiting(invitation) => {
                earliest(Some(invitation.expires), self.availability.due())
            }
            State::Proving(proving) => Some(proving.until),
            State::Introducing(introducing) => {
                let asked = match introducing.consent {
                    Consent::Asked(pending) => Some(pending.until),
                    Consent::AwaitingHello | Consent::Given | Consent::Refused => None,
                };
                let waiting = introducing.is_incomplete().then_some(introducing.until);
                earliest(earliest(asked, waiting), introducing.link.deadline())
            }
            State::Sharing(sharing) | State::Controlling(sharing, _) => {
                let asked = sharing.asking.map(|pending| pending.until);
                let asked = earliest(asked, sharing.remember.deadline());
                earliest(earliest(asked, self.keyboard_settles), sharing.link.deadline())
            }
        }
    }

    /// The phase that the person is shown.
    pub fn phase(&self) -> Phase {
        match &self.state {
            State::Opening(_) | State::Waiting(_) | State::Proving(_) | State::Introducing(_) => {
                Phase::WaitingForConnect
            }
            State::Sharing(_) => Phase::ScreenSharing,
            State::Controlling(..) => Phase::ControlSharing,
            State::Ended(_) => Phase::Ended,
        }
    }

    /// Why it ended, once it has.
    pub fn end_reason(&self) -> Option<EndReason> {
        if let State::Ended(reason) = &self.state { Some(*reason) } else { None }
    }

    /// Advances the session.
    pub fn handle(&mut self, input: Input, now: Tick) {
        let was_controlled = self.is_controlled();
        match input {
            Input::Signal(signal) => self.on_signal(signal, now),
            Input::Transport(transport) => self.on_transport(transport, now),
            Input::Person(person) => self.on_person(person, now),
            Input::Typed(said) => self.on_typed(said, now),
            Input::Screen(screen) => self.on_screen(screen),
            Input::ScreenFailed => self.end(EndReason::NoScreen),
            Input::Fault => self.end(EndReason::Fault),
            Input::SystemPrompt { open } => self.on_system_prompt(open),
            Input::Waiting(waiting) => self.on_waiting(waiting),
            Input::Meeting(meeting) => self.on_meeting(meeting, now),
            Input::Kept(kept) => self.on_kept(kept),
            Input::Timeout => {}
        }
        self.on_time(now);
        self.expire_remembering(now);
        self.ask_to_remember(now);
        self.follow_availability(now);
        self.settle_keyboard(was_controlled, now);
    }

    fn on_time(&mut self, now: Tick) {
        match &mut self.state {
            State::Ended(_) => {}
            State::Opening(opening) => {
                if now >= opening.expires {
                    self.end(EndReason::Expired);
                } else if opening.again.is_some_and(|again| now >= again) {
                    self.open_invitation(now);
                }
            }
            State::Waiting(invitation) => {
                if now >= invitation.expires {
                    self.end(EndReason::Expired);
                }
            }
            State::Proving(Proving { invitation, claim, until, .. }) => {
                if now >= *until {
                    let claim = *claim;
                    self.state = State::Waiting(*invitation);
                    self.verdict(claim, Outcome::Abandoned);
                }
            }
            State::Introducing(introducing) => {
                let late = now >= introducing.until && introducing.is_incomplete();
                let up = introducing.link.was_up();
                if introducing.consent.is_unanswered(now) {
                    self.end(EndReason::NoAnswer);
                } else if late {
                    // Connected and yet without a word: that is no viewer.
                    self.end(if up { EndReason::Fault } else { EndReason::NoPath });
                } else if introducing.link.is_lost(now) {
                    self.end(EndReason::ConnectionLost);
                } else {
                    introducing.link.turned_stale(now);
                }
            }
            State::Sharing(sharing) => {
                if sharing.link.is_lost(now) {
                    return self.end(EndReason::ConnectionLost);
                }
                sharing.link.turned_stale(now);
                if sharing.asking.is_some_and(|pending| now >= pending.until) {
                    self.withdraw_control_question(ControlRefusal::NoAnswer);
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

    fn tell(&mut self, message: ToViewer) {
        if self.state.link_mut().is_some_and(|link| link.is_up()) {
            self.outputs.push_back(Output::Tell(message));
        }
    }

    fn question(&mut self, now: Tick) -> Pending {
        let id = self.next_question;
        self.next_question += 1;
        Pending { id, until: now + limits::CONSENT_TIMEOUT }
    }

    /// Takes the state out, to be put back changed. What would be forgotten would end the session.
    fn take_state(&mut self) -> State {
        mem::replace(&mut self.state, State::Ended(EndReason::Fault))
    }
}

impl State {
    fn sharing_mut(&mut self) -> Option<&mut Sharing> {
        match self {
            State::Sharing(sharing) | State::Controlling(sharing, _) => Some(sharing),
            State::Opening(_)
            | State::Waiting(_)
            | State::Proving(_)
            | State::Introducing(_)
            | State::Ended(_) => None,
        }
    }

    fn link_mut(&mut self) -> Option<&mut Link> {
        match self {
            State::Introducing(introducing) => Some(&mut introducing.link),
            State::Sharing(sharing) | State::Controlling(sharing, _) => Some(&mut sharing.link),
            State::Opening(_) | State::Waiting(_) | State::Proving(_) | State::Ended(_) => None,
        }
    }
}

impl Introducing {
    /// Whether something is missing that does not depend on the User.
    fn is_incomplete(&self) -> bool {
        !self.link.was_up() || matches!(self.consent, Consent::AwaitingHello)
    }
}

impl Consent {
    fn is_unanswered(self, now: Tick) -> bool {
        match self {
            Consent::Asked(pending) => now >= pending.until,
            Consent::AwaitingHello | Consent::Given | Consent::Refused => false,
        }
    }
}

#[cfg(test)]
mod tests;
