//! How the rights of one Helper are requested, granted and ended.

use core::mem;

use protocol::peer::{EndReason, Party, ToViewer};
use protocol::time::Tick;

use super::{Guest, GuestPhase};
use crate::effect::Effect;
use crate::gate::Gate;
use crate::notice::Notice;
use crate::question::{Answer, Question};
use crate::right::{GrantedFor, Right, RightEvent, RightRefusal};
use crate::rights::Situation;
use crate::shared::Shared;

impl Guest {
    fn push_right(&self, shared: &mut Shared, event: RightEvent) {
        shared.push(Effect::Right { guest: self.id, event });
    }

    /// Every request that can be granted in this phase is answered, by the User or by a refusal that
    /// says why.
    pub(super) fn on_control_request(&self, shared: &mut Shared) {
        let is_asked = shared.questions.has(self.id, Question::Control);
        if !matches!(self.phase, GuestPhase::Sharing) || is_asked {
            return;
        }
        if self.is_lost() {
            // The Helper hears nothing: they could not be told the answer.
            return self.control_refused(shared, RightRefusal::NoAnswer);
        }
        let situation = Situation {
            phase: self.phase(),
            view_only: shared.options.view_only,
            can_inject: shared.options.can_inject,
            paused: shared.is_paused,
        };
        if let Err(reason) = self.rights.request(Right::Control, &situation) {
            return self.control_refused(shared, reason);
        }
        if !self.ask(shared, Question::Control) {
            return self.control_refused(shared, RightRefusal::TooOften);
        }
        self.push_right(shared, RightEvent::Requested(Right::Control));
    }

    fn control_refused(&self, shared: &mut Shared, reason: RightRefusal) {
        self.push_right(shared, RightEvent::Refused { right: Right::Control, reason });
        self.send(shared, ToViewer::ControlRefused { reason: reason.of_control() });
    }

    /// The User's answer to a question about this Helper.
    pub(crate) fn on_answer(
        &mut self,
        shared: &mut Shared,
        question: Question,
        answer: Answer,
        now: Tick,
    ) {
        match question {
            Question::Connect => self.on_connect_answer(shared, answer, now),
            Question::Control => self.on_control_answer(shared, answer, now),
            Question::Remember => self.on_remember_answer(shared, answer, now),
        }
    }

    fn on_connect_answer(&mut self, shared: &mut Shared, answer: Answer, now: Tick) {
        let right = Right::Look;
        if !answer.allows() {
            let reason = RightRefusal::Declined;
            self.push_right(shared, RightEvent::Refused { right, reason });
            return self.end(shared, EndReason::Declined);
        }
        let lasts = GrantedFor::Session;
        if self.rights.grant(right, lasts).is_err() {
            return;
        }
        self.push_right(shared, RightEvent::Granted { right, lasts });
        self.await_lost(shared, now);
        if !self.is_reached() && !shared.prompts.is_open {
            shared.push(Effect::PreparePictures { guest: self.id });
        }
        self.share_when_ready(shared);
    }

    fn on_control_answer(&mut self, shared: &mut Shared, answer: Answer, now: Tick) {
        let prompts = answer == Answer::AllowWithPrompts && shared.options.answers_prompts;
        // Where prompts are not noticed, control includes them or is not given.
        let is_unsafe = shared.prompts.is_unwatched && !prompts;
        if answer.allows() && is_unsafe {
            shared.notify(Some(self.id), Notice::PromptsUnwatched);
            return self.control_refused(shared, RightRefusal::NoInput);
        }
        if answer.allows() && self.is_reached() && matches!(self.phase, GuestPhase::Sharing) {
            return self.grant_control(shared, prompts, now);
        }
        self.rights.refuse(Right::Control, answer == Answer::RefuseForGood);
        self.control_refused(shared, RightRefusal::Declined);
    }

    /// Opens the gate.
    fn grant_control(&mut self, shared: &mut Shared, prompts: bool, now: Tick) {
        let permit = match self.rights.grant_control(prompts) {
            Ok(permit) => permit,
            Err(reason) => return self.control_refused(shared, reason),
        };
        self.phase = GuestPhase::Controlling(Gate::open(permit, now));
        let lasts = GrantedFor::ThisTime;
        self.push_right(shared, RightEvent::Granted { right: Right::Control, lasts });
        if prompts {
            self.push_right(shared, RightEvent::Granted { right: Right::SystemPrompts, lasts });
        }
        self.announce_phase(shared);
        self.follow_shield(shared);
    }

    /// Ends a right and all that need it. Control ends only here: everything that is held comes up.
    pub(super) fn end_right(&mut self, shared: &mut Shared, right: Right, by: Party) {
        for right in self.rights.end(right) {
            if right == Right::Control
                && matches!(self.phase, GuestPhase::Controlling(_))
                && let GuestPhase::Controlling(gate) =
                    mem::replace(&mut self.phase, GuestPhase::Sharing)
            {
                let guest = self.id;
                let releases = gate.close().into_iter();
                shared.effects.extend(releases.map(|event| Effect::Inject { guest, event }));
            }
            self.push_right(shared, RightEvent::Ended { right, by });
            if right == Right::Control {
                shared.notify(Some(self.id), Notice::ControlEnded { by });
                self.send(shared, ToViewer::ControlEnded { by });
                self.announce_phase(shared);
                self.follow_shield(shared);
            }
        }
    }

    /// Ends control, if it is shared.
    pub(crate) fn end_control(&mut self, shared: &mut Shared, by: Party) {
        self.end_right(shared, Right::Control, by);
    }

    /// The User pressed the panic key, or took control back in another way.
    pub(crate) fn on_panic_key(&mut self, shared: &mut Shared) {
        let ending: alloc::vec::Vec<Right> = self.rights.ended_by_panic_key().collect();
        for right in ending {
            self.end_right(shared, right, Party::User);
        }
    }

    /// Ends the rights whose time is over.
    pub(super) fn expire_rights(&mut self, shared: &mut Shared, now: Tick) {
        for right in self.rights.expired(now) {
            self.end_right(shared, right, Party::User);
        }
    }

    /// The User did not answer a question about this Helper in time.
    pub(crate) fn on_no_answer(&mut self, shared: &mut Shared, question: Question) {
        let reason = RightRefusal::NoAnswer;
        match question {
            Question::Connect => {
                self.push_right(shared, RightEvent::Refused { right: Right::Look, reason });
                self.end(shared, EndReason::NoAnswer);
            }
            Question::Control => {
                self.rights.refuse(Right::Control, false);
                self.control_refused(shared, reason);
            }
            Question::Remember => self.on_no_remember_answer(shared),
        }
    }

    /// Settles an open question about control without the User.
    pub(crate) fn withdraw_control_question(&mut self, shared: &mut Shared, reason: RightRefusal) {
        if !shared.withdraw(self.id, Question::Control) {
            return;
        }
        if reason == RightRefusal::NoAnswer {
            self.rights.refuse(Right::Control, false);
        }
        self.control_refused(shared, reason);
    }

    /// Tells the User what the Helper may do, if that has changed.
    pub(crate) fn announce_rights(&mut self, shared: &mut Shared) {
        if let Some(rights) = self.rights.take_change() {
            let helper = self.identity.name();
            shared.notify(Some(self.id), Notice::Rights { helper, rights });
        }
    }
}
