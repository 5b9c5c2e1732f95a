//! What the User does.

use alloc::string::String;

use protocol::limits;
use protocol::peer::{EndReason, Party, ToViewer};
use protocol::time::Tick;
use rand_core::CryptoRngCore;

use super::Host;
use crate::effect::Effect;
use crate::guest::Guest;
use crate::input::PersonInput;
use crate::notice::Notice;
use crate::question::Answer;
use crate::right::RightRefusal;

impl<R: CryptoRngCore> Host<R> {
    pub(super) fn on_person(&mut self, input: PersonInput, now: Tick) {
        match input {
            PersonInput::Answer { id, answer } => self.on_answer(id, answer, now),
            PersonInput::Chat { text } => self.chat(text),
            PersonInput::SendFile { path } => self.send_file(path, now),
            PersonInput::CancelFile { id } => {
                self.with_guests(|guest, shared| guest.on_cancel_file(shared, id));
            }
            PersonInput::PauseFile { id } => {
                self.with_guests(|guest, _| guest.hold_file(id, true));
            }
            PersonInput::ResumeFile { id } => {
                self.with_guests(|guest, _| guest.hold_file(id, false));
            }
            PersonInput::Remember => {
                self.with_guests(|guest, shared| guest.on_remember_request(shared, now));
            }
            PersonInput::Pause => self.pause(),
            PersonInput::Resume => self.resume(),
            PersonInput::NextStep => self.with_guests(|guest, _| guest.on_next_step()),
            PersonInput::StopControl => self.with_guests(Guest::on_panic_key),
            PersonInput::Revoke(right) => {
                self.with_guests(|guest, shared| guest.on_revoke(shared, right));
            }
            // It concerns no Helper, so that it is the same in every state.
            PersonInput::Bandwidth(request) => self.shared.push(Effect::Bandwidth(request)),
            PersonInput::Disconnect => self.end(EndReason::UserLeft),
        }
    }

    /// While the Helper has the keyboard, too, a message need not be the User's word, whether it was typed on a
    /// terminal or in the window of a program. It is marked for everybody who reads it.
    fn chat(&mut self, text: String) {
        if !self.guests.iter().any(Guest::is_sharing) {
            return;
        }
        let under_control = self.may_be_typed_by_helper();
        self.with_guests(|guest, shared| {
            if guest.is_sharing() {
                guest.send(shared, ToViewer::Chat { text: text.clone(), under_control });
            }
        });
        self.shared.notify(None, Notice::Chat { from: Party::User, text, under_control });
    }

    /// Sends a file to each Helper who is there.
    fn send_file(&mut self, path: String, now: Tick) {
        if !self.guests.iter().any(Guest::is_sharing) {
            let reason = RightRefusal::Phase;
            return self.shared.notify(None, Notice::FileNotSent { path, reason });
        }
        self.with_guests(|guest, shared| {
            if guest.is_sharing() {
                guest.on_send_file(shared, path.clone(), now);
            }
        });
    }

    /// Whether the Helper has the keyboard, too, or had it a moment ago.
    fn may_be_typed_by_helper(&self) -> bool {
        self.is_controlled() || self.typed_by_helper_until.is_some()
    }

    /// What is typed while the Helper has the keyboard, too, may refuse and end, and never grant.
    pub(super) fn on_typed(&mut self, typed: Option<PersonInput>, now: Tick) {
        let may_be_helper = self.may_be_typed_by_helper();
        if let Some(until) = &mut self.typed_by_helper_until {
            // A long text that was pasted goes on arriving after control has ended.
            *until = now + limits::TERMINAL_QUIET_TIME;
        }
        match typed {
            Some(input) if input.grants() && may_be_helper => {
                self.shared.notify(None, Notice::NotAllowedByTyping);
            }
            Some(input) => self.on_person(input, now),
            None => {}
        }
    }

    pub(super) fn is_controlled(&self) -> bool {
        self.guests.iter().any(Guest::is_controlling)
    }

    /// The keyboard is the User's alone a moment after control has ended, and then what was typed
    /// before is thrown away.
    pub(super) fn follow_keyboard(&mut self, was_controlled: bool, now: Tick) {
        if self.end_reason().is_some() || self.is_controlled() {
            self.typed_by_helper_until = None;
        } else if was_controlled {
            self.typed_by_helper_until = Some(now + limits::TERMINAL_QUIET_TIME);
        } else if self.typed_by_helper_until.is_some_and(|until| now >= until) {
            self.typed_by_helper_until = None;
            self.shared.push(Effect::DiscardTyped);
        }
    }

    /// An answer counts for the question that is shown, and for no other.
    fn on_answer(&mut self, id: u32, answer: Answer, now: Tick) {
        let Some(request) = self.shared.questions.answer(id) else { return };
        self.shared.push(Effect::Answered { id });
        self.with_guest(request.guest, |guest, shared| {
            guest.on_answer(shared, request.question, answer, now);
        });
    }

    fn pause(&mut self) {
        // What is not seen is not controlled.
        self.with_guests(|guest, shared| guest.end_control(shared, Party::User));
        // Also before the screen is shared: it then begins hidden.
        if self.shared.is_paused || self.guests.is_empty() {
            return;
        }
        self.shared.is_paused = true;
        self.with_guests(Guest::pause);
    }

    fn resume(&mut self) {
        self.with_guests(|guest, _| guest.release_files());
        if core::mem::replace(&mut self.shared.is_paused, false) {
            self.with_guests(Guest::resume);
        }
    }
}
