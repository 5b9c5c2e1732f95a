//! How the rights of one Helper are requested, granted and ended.

use alloc::vec::Vec;
use core::mem;

use protocol::peer::{EndReason, Party, ToViewer};
use protocol::time::Tick;
use protocol::transfer::TransferStop;
use transfer::shell::TransferEffect;

use super::{Guest, GuestPhase};
use crate::effect::Effect;
use crate::gate::Gate;
use crate::notice::Notice;
use crate::question::{Answer, Question};
use crate::right::{
    GrantedFor, OnPanicKey, PICTURE_AND_CONTROL, Right, RightEvent, RightRefusal, RightSet,
};
use crate::rights::Situation;
use crate::shared::Shared;

impl Guest {
    pub(super) fn push_right(&self, shared: &mut Shared, event: RightEvent) {
        shared.push(Effect::Right { guest: self.id, event });
    }

    pub(super) fn on_control_request(&self, shared: &mut Shared) {
        if matches!(self.phase, GuestPhase::Sharing) {
            self.request(shared, Right::Control, Question::Control);
        }
    }

    /// The Helper requests a right beside the picture and control, which have messages of their own.
    pub(super) fn on_right_request(&self, shared: &mut Shared, right: Right, now: Tick) {
        let question = Question::of_right(right).filter(|question| question.is_beside());
        match question {
            // What is held already needs no question; a request may have been in flight.
            Some(_) if !self.is_sharing() => {}
            // They are asked about with the files.
            Some(Question::FileIn) => self.refused(shared, right, RightRefusal::NotAvailable),
            Some(_) if self.holds(right) => self.tell_rights(shared, now),
            Some(question) => self.request(shared, right, question),
            // They have messages of their own, and entries of their own in the log.
            None if PICTURE_AND_CONTROL.contains(right) || !self.is_sharing() => {}
            None => self.refused(shared, right, RightRefusal::NotAvailable),
        }
    }

    /// Every request that can be granted in this phase is answered, by the User or by a refusal that
    /// says why.
    fn request(&self, shared: &mut Shared, right: Right, question: Question) {
        if shared.questions.has(self.id, question) {
            return;
        }
        if self.is_lost() {
            // The Helper hears nothing: they could not be told the answer.
            return self.refused(shared, right, RightRefusal::NoAnswer);
        }
        if let Err(reason) = self.rights.request(right, &self.situation(shared)) {
            return self.refused(shared, right, reason);
        }
        if !self.ask(shared, question) {
            return self.refused(shared, right, RightRefusal::TooOften);
        }
        self.push_right(shared, RightEvent::Requested(right));
    }

    /// What a request is judged by.
    pub(super) fn situation(&self, shared: &Shared) -> Situation {
        Situation {
            phase: self.phase(),
            view_only: shared.options.view_only,
            can_inject: shared.options.can_inject,
            paused: shared.is_paused,
            offered: shared.options.offered,
        }
    }

    fn control_refused(&self, shared: &mut Shared, reason: RightRefusal) {
        self.refused(shared, Right::Control, reason);
    }

    fn refused(&self, shared: &mut Shared, right: Right, reason: RightRefusal) {
        self.push_right(shared, RightEvent::Refused { right, reason });
        if reason == RightRefusal::Withdrawn {
            // The Helper knows it, and may have asked again meanwhile.
            return;
        }
        if right == Right::FileIn {
            // The batch is answered.
            return;
        }
        self.send(
            shared,
            if right == Right::Control {
                ToViewer::ControlRefused { reason: reason.of_control() }
            } else {
                ToViewer::RightRefused { right: Some(right), reason: reason.of_right() }
            },
        );
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
            Question::Point => self.on_right_answer(shared, Right::Point, answer, now),
            Question::ClipboardRead => {
                self.on_right_answer(shared, Right::ClipboardRead, answer, now)
            }
            Question::ClipboardWrite => {
                self.on_right_answer(shared, Right::ClipboardWrite, answer, now);
            }
            Question::FileIn => self.on_files_answer(shared, answer, now),
            Question::FileOut => self.on_right_answer(shared, Right::FileOut, answer, now),
            Question::Remember => self.on_remember_answer(shared, answer, now),
        }
    }

    fn on_right_answer(&mut self, shared: &mut Shared, right: Right, answer: Answer, now: Tick) {
        if !answer.allows() || !self.is_reached() || !self.is_sharing() {
            self.rights.refuse(right, answer == Answer::RefuseForGood);
            return self.refused(shared, right, RightRefusal::Declined);
        }
        let lasts = GrantedFor::from(answer.lasting(), now);
        if let Err(reason) = self.rights.grant(right, lasts) {
            return self.refused(shared, right, reason);
        }
        self.push_right(shared, RightEvent::Granted { right, lasts });
        self.send(shared, ToViewer::RightGranted { right: lasts.held(right, now) });
        let helper = self.identity.name();
        shared
            .notify(Some(self.id), Notice::RightGranted { helper, right, lasts: lasts.lasting() });
    }

    /// Tells the page which rights beside the picture and control can be requested, and which are held.
    pub(super) fn tell_rights(&self, shared: &mut Shared, now: Tick) {
        let beside = |right: Right| Question::of_right(right).is_some_and(Question::is_beside);
        let requestable = shared.options.offered.iter().filter(|right| beside(*right)).collect();
        if requestable == RightSet::default() {
            return;
        }
        let held = self.rights.terms().filter(|(right, _)| beside(*right));
        let held = held.map(|(right, lasts)| lasts.held(right, now)).collect();
        self.send(shared, ToViewer::Rights { requestable, held, folders: true });
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
        self.share_when_ready(shared, now);
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
        let limit = shared.options.control_stop.limit();
        let lasts = limit.map_or(GrantedFor::ThisTime, |limit| GrantedFor::Until(now + limit));
        let permit = match self.rights.grant_control(prompts, lasts) {
            Ok(permit) => permit,
            Err(reason) => return self.control_refused(shared, reason),
        };
        self.phase = GuestPhase::Controlling(Gate::open(permit, now));
        self.push_right(shared, RightEvent::Granted { right: Right::Control, lasts });
        if prompts {
            self.push_right(shared, RightEvent::Granted { right: Right::SystemPrompts, lasts });
        }
        self.announce_phase(shared);
        self.follow_shield(shared);
    }

    /// Ends a right and all that need it.
    pub(super) fn end_right(&mut self, shared: &mut Shared, right: Right, by: Party) {
        self.end_right_for(shared, right, by, false);
    }

    /// Ends a right and all that need it, by somebody or because its time is over. Control ends only here: everything
    /// that is held comes up.
    pub(super) fn end_right_for(
        &mut self,
        shared: &mut Shared,
        right: Right,
        by: Party,
        is_over: bool,
    ) {
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
            if right == Right::FileIn {
                self.end_batches(shared, TransferStop::NotAllowed);
            }
            if right == Right::FileOut {
                // What is still being opened is not sent by a later grant.
                for choice in mem::take(&mut self.transfers.choices).into_keys() {
                    let (guest, effect) = (self.id, TransferEffect::StopOpening { choice });
                    shared.push(Effect::Transfer { guest, effect });
                }
            }
            self.stop_transfers_of(right, TransferStop::NotAllowed);
            if right == Right::Point {
                self.follow_marks(shared);
            }
            self.push_right(shared, RightEvent::Ended { right, by });
            if right == Right::Control {
                shared.notify(Some(self.id), Notice::ControlEnded { by, is_over });
                self.send(shared, ToViewer::ControlEnded { by });
                self.announce_phase(shared);
                self.follow_shield(shared);
            } else if Question::of_right(right).is_some_and(Question::is_beside) {
                self.send(shared, ToViewer::RightEnded { right: Some(right), by });
                let helper = self.identity.name();
                shared.notify(Some(self.id), Notice::RightEnded { helper, right, by, is_over });
            }
        }
    }

    /// The Helper gives up a right beside the picture and control.
    pub(super) fn on_right_given_up(&mut self, shared: &mut Shared, right: Right) {
        if let Some(question) = Question::of_right(right).filter(|question| question.is_beside()) {
            if shared.withdraw(self.id, question) {
                // It counts: the User has been asked.
                self.rights.refuse(right, false);
                self.refused(shared, right, RightRefusal::Withdrawn);
            }
            if right == Right::FileIn {
                self.refuse_files(shared, RightRefusal::Withdrawn);
            }
            self.end_right(shared, right, Party::Helper);
        }
    }

    /// The User takes a right back. Without the right to look there is no session.
    pub(crate) fn on_revoke(&mut self, shared: &mut Shared, right: Right) {
        if right == Right::Look {
            return self.end(shared, EndReason::UserLeft);
        }
        // Prompts were granted with control, in one answer: what the Helper holds down may be in a prompt now.
        let right = if right == Right::SystemPrompts { Right::Control } else { right };
        self.end_right(shared, right, Party::User);
    }

    /// Ends control, if it is shared.
    pub(crate) fn end_control(&mut self, shared: &mut Shared, by: Party) {
        self.end_right(shared, Right::Control, by);
    }

    /// The User pressed the panic key, or took control back in another way.
    pub(crate) fn on_panic_key(&mut self, shared: &mut Shared) {
        self.hold_files();
        let ending: Vec<Right> = self.rights.on_panic_key(OnPanicKey::Ends).collect();
        for right in ending {
            self.end_right(shared, right, Party::User);
        }
    }

    /// Ends the rights whose time is over.
    pub(super) fn expire_rights(&mut self, shared: &mut Shared, now: Tick) {
        for right in self.rights.expired(now) {
            self.end_right_for(shared, right, Party::User, true);
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
            Question::Control => self.on_no_right_answer(shared, Right::Control),
            Question::Point => self.on_no_right_answer(shared, Right::Point),
            Question::ClipboardRead => self.on_no_right_answer(shared, Right::ClipboardRead),
            Question::ClipboardWrite => self.on_no_right_answer(shared, Right::ClipboardWrite),
            Question::FileIn => self.on_no_files_answer(shared),
            Question::FileOut => self.on_no_right_answer(shared, Right::FileOut),
            Question::Remember => self.on_no_remember_answer(shared),
        }
    }

    fn on_no_right_answer(&mut self, shared: &mut Shared, right: Right) {
        self.rights.refuse(right, false);
        self.refused(shared, right, RightRefusal::NoAnswer);
    }

    /// Settles the open questions about rights without the User, except whether the Helper may connect.
    pub(crate) fn withdraw_right_questions(&mut self, shared: &mut Shared, reason: RightRefusal) {
        self.refuse_files(shared, reason);
        for right in Right::ALL.into_iter().filter(|right| *right != Right::Look) {
            let Some(question) = Question::of_right(right) else { continue };
            if !shared.withdraw(self.id, question) {
                continue;
            }
            if reason == RightRefusal::NoAnswer {
                self.rights.refuse(right, false);
            }
            self.refused(shared, right, reason);
        }
    }

    /// Tells the User what the Helper may do, if that has changed.
    pub(crate) fn announce_rights(&mut self, shared: &mut Shared) {
        if let Some(rights) = self.rights.take_change() {
            let helper = self.identity.name();
            shared.notify(Some(self.id), Notice::Rights { helper, rights });
        }
    }
}
