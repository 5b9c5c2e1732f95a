//! The host: the User's side of a session, with its invitation and its guests.
//!
//! ```text
//!  invitation   Opening → Open → (a guest is admitted) → Closed        any ── end ──▶ Ended
//! ```
//!
//! Law: every [`Host::handle`] must be followed by draining [`Host::poll`] until `None`.
//!
//! `invitation` takes what the signal server says, `person` what the User does; `proofs` holds the claimants who are
//! proving the code; `rejoin` meets a Helper again who was lost.

mod invitation;
mod person;
mod proofs;
mod rejoin;

use alloc::vec::Vec;

use protocol::code::{Secret, Slot};
use protocol::peer::{EndReason, Phase};
use protocol::signal::{Outcome, OwnerToken, ToSignal};
use protocol::time::{Tick, earliest};
use rand_core::CryptoRngCore;

use crate::display::Screen;
use crate::effect::Effect;
use crate::guest::Guest;
use crate::ids::{GuestId, PathId};
use crate::input::{Input, TransportInput};
use crate::known::{Availability, Strangers};
use crate::names::KnownName;
use crate::notice::Notice;
use crate::options::SessionOptions;
use crate::shared::Shared;
use proofs::Proofs;
use rejoin::Rejoin;

/// The session machine. It admits at most [`protocol::limits::GUESTS`] Helpers.
#[derive(Debug)]
pub struct Host<R> {
    shared: Shared,
    secret: Secret,
    token: OwnerToken,
    rng: R,
    invitation: Invitation,
    rejoin: Rejoin,
    guests: Vec<Guest>,
    /// Guests who have left while the shell wrote their contact, with the name of the contact.
    left_while_kept: Vec<(GuestId, KnownName)>,
    last_guest: u32,
    wrong_codes: u8,
    strangers: Strangers,
    availability: Availability,
    /// When something was handled last.
    now: Tick,
    /// Control was shared a moment ago: until then, what is typed may still be the Helper's.
    typed_by_helper_until: Option<Tick>,
    /// When the User was told last that the server refuses.
    refusal_said: Option<Tick>,
}

/// How a Helper can come.
#[derive(Debug)]
enum Invitation {
    /// No slot yet: the server was not reached, did not answer, or had no room.
    Opening {
        /// The invitation's life begins when the session does, wherever the server is.
        expires: Tick,
        /// When to ask a server again that had no room.
        retry: Option<Tick>,
    },
    /// It can be claimed, by several at once.
    Open(OpenInvitation),
    /// No more Helpers are admitted.
    Closed,
    /// The session is over.
    Ended(EndReason),
}

#[derive(Debug)]
struct OpenInvitation {
    slot: Slot,
    expires: Tick,
    /// How often the server has given it another slot.
    slot_changes: u8,
    /// Claimants who have to prove the code, or a key.
    proofs: Proofs,
}

impl<R: CryptoRngCore> Host<R> {
    /// Begins: draws the secret unless there is one. The invitation is opened as soon as the signal
    /// link is up.
    pub fn new(mut options: SessionOptions, mut rng: R, now: Tick) -> Self {
        let chosen = options.secret.take();
        let secret = chosen.unwrap_or_else(|| Secret::generate(options.code_language, &mut rng));
        let token = OwnerToken::generate(&mut rng);
        let invitation = Invitation::Opening { expires: now + options.lifetime, retry: None };
        Self {
            shared: Shared::new(options),
            secret,
            token,
            rng,
            invitation,
            rejoin: Rejoin::default(),
            guests: Vec::new(),
            left_while_kept: Vec::new(),
            last_guest: 0,
            wrong_codes: 0,
            strangers: Strangers::default(),
            availability: Availability::default(),
            now,
            typed_by_helper_until: None,
            refusal_said: None,
        }
    }

    /// What the shell must do next, in order; `None` when nothing is left.
    pub fn poll(&mut self) -> Option<Effect> {
        self.shared.effects.pop_front()
    }

    /// When [`Input::Timeout`] is due.
    pub fn deadline(&self) -> Option<Tick> {
        let invitation = match &self.invitation {
            Invitation::Ended(_) => return None,
            Invitation::Closed => None,
            Invitation::Opening { expires, retry } => earliest(Some(*expires), *retry),
            Invitation::Open(open) => {
                let opened = earliest(Some(open.expires), open.proofs.deadline());
                earliest(opened, self.availability.due())
            }
        };
        let guests = self.guests.iter().filter_map(|guest| guest.deadline(self.now)).min();
        let guests = earliest(guests, self.rejoin.deadline());
        let person = earliest(self.shared.questions.deadline(), self.typed_by_helper_until);
        earliest(earliest(invitation, guests), person)
    }

    /// The phase that the User is shown: the most advanced phase of all guests.
    pub fn phase(&self) -> Phase {
        if matches!(self.invitation, Invitation::Ended(_)) {
            Phase::Ended
        } else if self.is_controlled() {
            Phase::ControlSharing
        } else if self.guests.iter().any(Guest::is_sharing) {
            Phase::ScreenSharing
        } else {
            Phase::WaitingForConnect
        }
    }

    /// The id of the next question.
    pub(crate) fn next_question(&self) -> u32 {
        self.shared.questions.next_id()
    }

    /// Why it ended, once it has.
    pub fn end_reason(&self) -> Option<EndReason> {
        if let Invitation::Ended(reason) = &self.invitation { Some(*reason) } else { None }
    }

    /// The rights that a Helper holds.
    #[cfg(test)]
    pub(crate) fn held(&self, guest: GuestId) -> crate::right::RightSet {
        let guest = self.guests.iter().find(|it| it.id == guest);
        guest.map_or_else(Default::default, Guest::held)
    }

    /// Advances the session.
    pub fn handle(&mut self, input: Input, now: Tick) {
        let is_overdue = self.deadline().is_some_and(|due| due <= now);
        self.now = now;
        let was_controlled = self.is_controlled();
        if is_overdue {
            // The computer may have slept. What ended meanwhile is over, whatever arrives first.
            self.on_time(now);
            self.follow_guests();
        }
        if matches!(self.invitation, Invitation::Ended(_)) {
            return self.handle_after_end(&input);
        }
        match input {
            Input::Signal(signal) => self.on_signal(signal, now),
            Input::Transport { guest, path, input } => self.on_transport(guest, path, input, now),
            Input::Person(person) => self.on_person(person, now),
            Input::Typed(typed) => self.on_typed(typed, now),
            Input::Screen(screen) => self.on_screen(screen),
            Input::ScreenFailed => self.end(EndReason::NoScreen),
            Input::ScreenRefused => self.end(EndReason::Declined),
            Input::Fault => self.end(EndReason::Fault),
            Input::SystemPrompt { open } => self.on_system_prompt(open),
            Input::PromptsUnwatched => self.on_prompts_unwatched(),
            Input::InputLost(reason) => {
                self.with_guests(|guest, shared| guest.on_input_lost(shared, reason, now));
            }
            Input::ElementFound { guest, step, element, corners } => {
                self.with_guest(guest, |guest, shared| {
                    guest.on_element(shared, step, element, corners);
                });
            }
            Input::KnownHelpers(known) => self.on_known_helpers(known),
            Input::Recognised { guest, recognition } => {
                self.with_guest(guest, |guest, shared| {
                    guest.on_recognised(shared, recognition, now);
                });
            }
            Input::ContactKept { guest, kept } => self.on_contact_kept(guest, kept),
            Input::Unresponsive { guest } => self.with_guest(guest, |guest, shared| {
                guest.end(shared, EndReason::ConnectionLost);
            }),
            Input::Transfer { guest, input } => self.with_guest(guest, |guest, shared| {
                guest.on_transfer_input(shared, input, now);
            }),
            Input::Timeout => {}
        }
        self.on_time(now);
        self.with_guests(|guest, shared| guest.follow_transfers(shared, now));
        self.follow_guests();
        self.follow_rejoin(now);
        // Before a question is shown: no mark may lie over it.
        self.with_guests(Guest::follow_marks);
        self.shared.show_question(now);
        self.follow_availability(now);
        self.follow_keyboard(was_controlled, now);
    }

    /// A session that has ended answers only what does not depend on it.
    fn handle_after_end(&mut self, input: &Input) {
        use crate::input::PersonInput::Bandwidth;
        if let Input::Person(Bandwidth(request)) | Input::Typed(Some(Bandwidth(request))) = input {
            self.shared.push(Effect::Bandwidth(*request));
        }
        if let Input::ContactKept { guest, kept } = input {
            self.on_contact_kept(*guest, *kept);
        }
    }

    /// The shell wrote the contact of a guest, or could not. The guest may have left since.
    fn on_contact_kept(&mut self, id: GuestId, kept: bool) {
        let Some(left) = self.left_while_kept.iter().position(|(guest, _)| *guest == id) else {
            return self.with_guest(id, |guest, shared| guest.on_contact_kept(shared, kept));
        };
        let (_, KnownName { name, key }) = self.left_while_kept.swap_remove(left);
        if kept {
            self.shared.notify(Some(id), Notice::Remembered { name, key, already: false });
        }
    }

    /// Whether a path is known: it was asked for, and has not been closed.
    pub(crate) fn knows_path(&self, guest: GuestId, path: PathId) -> bool {
        let mut guests = self.guests.iter().filter(|it| it.id == guest);
        guests.any(|guest| guest.paths().any(|id| id == path))
    }

    /// Does something with a guest; nothing when there is none of this id.
    fn with_guest(&mut self, id: GuestId, act: impl FnOnce(&mut Guest, &mut Shared)) {
        if let Some(guest) = self.guests.iter_mut().find(|guest| guest.id == id) {
            act(guest, &mut self.shared);
        }
    }

    /// Does something with each guest.
    fn with_guests(&mut self, mut act: impl FnMut(&mut Guest, &mut Shared)) {
        for guest in &mut self.guests {
            act(guest, &mut self.shared);
        }
    }

    fn on_time(&mut self, now: Tick) {
        if let Some(expired) = self.shared.questions.expire(now) {
            let (id, request) = (expired.id, expired.request);
            self.shared.push(Effect::Withdraw { id });
            self.with_guest(request.guest, |guest, shared| {
                guest.on_no_answer(shared, request.question);
            });
        }
        self.with_guests(|guest, shared| guest.on_time(shared, now));
        match &mut self.invitation {
            Invitation::Opening { expires, .. } if now >= *expires => {
                self.close_invitation(EndReason::Expired);
            }
            Invitation::Opening { retry: Some(retry), .. } if now >= *retry => {
                self.open_invitation(now);
            }
            Invitation::Open(open) if now >= open.expires => {
                self.close_invitation(EndReason::Expired);
            }
            Invitation::Open(open) => {
                while let Some(proof) = open.proofs.take_overdue(now) {
                    let (claim, outcome) = (proof.claim, Outcome::Abandoned);
                    self.shared.push(Effect::Signal(ToSignal::Verdict { claim, outcome }));
                }
            }
            Invitation::Opening { .. } | Invitation::Closed | Invitation::Ended(_) => {}
        }
    }

    fn on_transport(&mut self, guest: GuestId, path: PathId, input: TransportInput, now: Tick) {
        self.with_guest(guest, |guest, shared| guest.on_transport(shared, path, input, now));
    }

    fn on_screen(&mut self, screen: Screen) {
        let area = screen.layout.area;
        let shown = &mut self.shared.screen;
        let is_other = shown.screen.as_ref().is_some_and(|old| old.layout.area != area);
        shown.screen = Some(screen);
        if is_other {
            shown.number = shown.number.wrapping_add(1);
        }
        self.with_guests(|guest, shared| guest.on_screen(shared, is_other));
    }

    fn on_system_prompt(&mut self, open: bool) {
        if core::mem::replace(&mut self.shared.prompts.is_open, open) != open {
            self.with_guests(Guest::on_system_prompt);
        }
    }

    fn on_prompts_unwatched(&mut self) {
        // A prompt that is open stays open: it would not be noticed that it closes.
        self.shared.prompts.is_unwatched = true;
        self.with_guests(Guest::on_prompts_unwatched);
    }

    /// Removes guests that have ended, and ends the session with the last one.
    fn follow_guests(&mut self) {
        self.with_guests(|guest, shared| guest.announce_rights(shared));
        let Some(reason) = self.guests.iter().find_map(Guest::end_reason) else { return };
        if self.guests.iter().all(|guest| guest.end_reason().is_some()) {
            return self.end(reason);
        }
        let Self { guests, shared, left_while_kept, .. } = self;
        guests.retain(|guest| {
            let has_ended = guest.end_reason().is_some();
            if has_ended {
                close_paths(guest, shared);
                left_while_kept.extend(contact_in_writing(guest));
            }
            !has_ended
        });
    }

    /// No more Helpers can come. Without a guest the session is over.
    fn close_invitation(&mut self, reason: EndReason) {
        if self.guests.is_empty() {
            self.end(reason);
        } else {
            self.invitation = Invitation::Closed;
        }
    }

    /// Ends the session, whatever it is doing.
    fn end(&mut self, reason: EndReason) {
        if matches!(self.invitation, Invitation::Ended(_)) {
            return;
        }
        let now = self.now;
        self.with_guests(|guest, shared| {
            guest.end(shared, reason);
            guest.follow_transfers(shared, now);
            guest.announce_rights(shared);
        });
        self.invitation = Invitation::Ended(reason);
        self.shared.push(Effect::Signal(ToSignal::Revoke {}));
        for guest in &self.guests {
            close_paths(guest, &mut self.shared);
            self.left_while_kept.extend(contact_in_writing(guest));
        }
        self.guests.clear();
        let stop = self.shared.options.control_stop;
        let (phase, reason) = (Phase::Ended, Some(reason));
        let ended = Notice::Phase { phase, helper: None, reason, stop };
        self.shared.notify(None, ended);
    }
}

fn close_paths(guest: &Guest, shared: &mut Shared) {
    for path in guest.paths() {
        shared.push(Effect::ClosePath { guest: guest.id, path });
    }
}

/// The guest and the name of the contact, while the shell writes it.
fn contact_in_writing(guest: &Guest) -> Option<(GuestId, KnownName)> {
    guest.contact_in_writing().map(|contact| (guest.id, contact.clone()))
}
