//! What the User does.

use protocol::limits;
use protocol::peer::{ControlRefusal, EndReason, Party, ToViewer};
use protocol::time::Tick;
use rand_core::CryptoRngCore;

use super::{Answer, Consent, Notice, Output, PersonInput, Session, State};

impl<R: CryptoRngCore> Session<R> {
    pub(super) fn on_person(&mut self, input: PersonInput, now: Tick) {
        match input {
            PersonInput::Answer { id, answer } => self.on_answer(id, answer, now),
            PersonInput::Chat { text } => {
                if matches!(self.state, State::Sharing(_) | State::Controlling(..)) {
                    self.tell(ToViewer::Chat { text: text.clone() });
                    let from = Party::User;
                    self.outputs.push_back(Output::Notify(Notice::Chat { from, text }));
                }
            }
            PersonInput::Remember => self.on_wish(now),
            PersonInput::Pause => self.pause(),
            PersonInput::Resume => self.resume(),
            PersonInput::StopControl => self.leave_control(Party::User),
            // No Helper has a say in it, so that it is the same in every state.
            PersonInput::Bandwidth(wish) => self.outputs.push_back(Output::Bandwidth(wish)),
            PersonInput::Disconnect => self.end(EndReason::UserLeft),
        }
    }

    /// What is typed while the Helper has the keyboard, too, may say no, and never yes.
    pub(super) fn on_typed(&mut self, said: Option<PersonInput>, now: Tick) {
        let is_shared = self.is_controlled() || self.keyboard_settles.is_some();
        if let Some(until) = &mut self.keyboard_settles {
            // Whoever pasted a long text goes on typing after control has ended.
            *until = now + limits::KEYBOARD_SETTLES;
        }
        match said {
            Some(input) if input.grants() && is_shared => {
                self.outputs.push_back(Output::Notify(Notice::NotAllowedByTyping));
            }
            Some(input) => self.on_person(input, now),
            None => {}
        }
    }

    pub(super) fn is_controlled(&self) -> bool {
        matches!(self.state, State::Controlling(..))
    }

    /// The keyboard is the User's alone a moment after control has ended, and then what was typed
    /// before is thrown away.
    pub(super) fn settle_keyboard(&mut self, was_controlled: bool, now: Tick) {
        if self.is_controlled() {
            self.keyboard_settles = None;
        } else if was_controlled {
            self.keyboard_settles = Some(now + limits::KEYBOARD_SETTLES);
        } else if self.keyboard_settles.is_some_and(|until| now >= until) {
            self.keyboard_settles = None;
            self.outputs.push_back(Output::DiscardTyped);
        }
    }

    /// An answer counts for the question that stands, and for no other.
    fn on_answer(&mut self, id: u32, answer: Answer, now: Tick) {
        if self.on_remember_answer(id, answer, now) {
            return;
        }
        match &mut self.state {
            State::Introducing(introducing) => {
                let Consent::Asked(pending) = introducing.consent else { return };
                if pending.id != id {
                    return;
                }
                if answer.allows() {
                    introducing.consent = Consent::Given;
                    if !introducing.link.is_up() && !self.prompt_open {
                        self.outputs.push_back(Output::PreparePictures);
                    }
                    self.share_when_ready();
                } else {
                    introducing.consent = Consent::Refused;
                    self.end(EndReason::Declined);
                }
            }
            State::Sharing(sharing) => {
                if sharing.asking.is_none_or(|pending| pending.id != id) {
                    return;
                }
                sharing.asking = None;
                if answer.allows() && sharing.link.is_up() {
                    sharing.prompts_allowed = answer == Answer::AllowWithPrompts;
                    self.enter_control(now);
                } else {
                    sharing.refused += 1;
                    sharing.refused_for_good |= answer == Answer::RefuseForGood;
                    self.tell(ToViewer::ControlRefused { reason: ControlRefusal::Declined });
                }
            }
            State::Opening(_)
            | State::Waiting(_)
            | State::Proving(_)
            | State::Controlling(..)
            | State::Ended(_) => {}
        }
    }

    fn pause(&mut self) {
        // What nobody sees, nobody controls.
        self.leave_control(Party::User);
        let State::Sharing(sharing) = &mut self.state else { return };
        if sharing.paused {
            return;
        }
        sharing.paused = true;
        self.withdraw_control_question(ControlRefusal::Paused);
        self.follow_pictures();
        self.announce();
    }

    fn resume(&mut self) {
        let State::Sharing(sharing) = &mut self.state else { return };
        if !sharing.paused {
            return;
        }
        sharing.paused = false;
        self.follow_pictures();
        self.announce();
    }
}
