//! How the User and a Helper become contacts of each other; see [`crate::remembering`].

use protocol::limits;
use protocol::peer::{RememberRefusal, ToViewer};
use protocol::time::Tick;
use protocol::trust::{IdentityKey, KeyProof, Party};

use super::{Guest, GuestPhase};
use crate::contacts::{Contact, Recognised};
use crate::effect::Effect;
use crate::names::KnownName;
use crate::notice::Notice;
use crate::question::{Answer, Question};
use crate::recognition::Recognition;
use crate::remembering::{Candidate, Stage};
use crate::shared::Shared;

impl Guest {
    /// The User would like to remember the Helper, and be remembered.
    pub(crate) fn on_remember_request(&mut self, shared: &mut Shared, now: Tick) {
        if !self.is_sharing() || !self.is_reached() {
            return;
        }
        match &self.remembering.stage {
            Stage::Idle => {
                // What is typed while control is shared may be the Helper's. Then the User is asked.
                let is_certain = matches!(self.phase, GuestPhase::Sharing);
                let until = now + limits::CONSENT_TIMEOUT;
                self.remembering.stage = Stage::Requested { until, is_certain };
                self.send(shared, ToViewer::RememberProposal {});
            }
            Stage::Done(KnownName { name, key }) => {
                let (name, key, already) = (name.clone(), *key, true);
                shared.notify(Some(self.id), Notice::Remembered { name, key, already });
            }
            // It is in progress.
            Stage::Requested { .. }
            | Stage::Recognising { .. }
            | Stage::Asking(_)
            | Stage::Proving { .. }
            | Stage::Keeping(_) => {}
        }
    }

    /// The Helper would like to be remembered, or agrees.
    pub(super) fn on_remember(&mut self, shared: &mut Shared, key: IdentityKey) {
        if !self.is_sharing() {
            return;
        }
        if self.is_lost() {
            // The Helper hears nothing: they could not be told the answer.
            return self.refuse_remembering(shared, RememberRefusal::NoAnswer);
        }
        let is_certain = match &self.remembering.stage {
            Stage::Idle => false,
            Stage::Requested { is_certain, .. } => *is_certain,
            Stage::Recognising { .. }
            | Stage::Asking(_)
            | Stage::Proving { .. }
            | Stage::Keeping(_)
            | Stage::Done(_) => return,
        };
        let too_often = self.remembering.refused >= limits::REMEMBER_REQUESTS;
        if !is_certain && (self.remembering.refused_for_good || too_often) {
            return self.refuse_remembering(shared, RememberRefusal::TooOften);
        }
        self.remembering.stage = Stage::Recognising { key, is_certain };
        let name = self.identity.name();
        shared.push(Effect::Recognise { guest: self.id, name, key });
    }

    /// The shell has looked the key up; `None` when this computer cannot keep contacts.
    pub(crate) fn on_recognised(
        &mut self,
        shared: &mut Shared,
        recognition: Option<Recognition>,
        now: Tick,
    ) {
        if !self.is_sharing() {
            return;
        }
        let stage = self.remembering.take();
        // An interruption may have taken a request back, and the Helper may have named another key since.
        let is_about = |key| recognition.as_ref().is_none_or(|found| found.key == key);
        let &Stage::Recognising { key, is_certain } = &stage else {
            self.remembering.stage = stage;
            return;
        };
        if !is_about(key) {
            self.remembering.stage = stage;
            return;
        }
        let Some(Recognition { own, pair, who, .. }) = recognition else {
            return self.fail_remembering(shared, RememberRefusal::Unable);
        };
        let (name, is_new) = match who {
            Recognised::New => (self.identity.name(), true),
            Recognised::Contact(name) => (name, false),
            Recognised::OtherKey(Contact { name, key, .. }) => {
                shared.notify(Some(self.id), Notice::OtherKey { name, key });
                return self.fail_remembering(shared, RememberRefusal::Unproven);
            }
        };
        let candidate = Candidate { name, key, own, pair, is_new };
        // A contact may have forgotten this computer. The User is asked about a Helper who only claims
        // to be a contact: our key and our contacts are shown only to proven contacts.
        if is_certain || (!is_new && self.identity.key == Some(key)) {
            return self.prove_to_helper(shared, candidate, now);
        }
        self.remembering.stage = Stage::Asking(candidate);
        if !self.ask(shared, Question::Remember) {
            self.fail_remembering(shared, RememberRefusal::TooOften);
        }
    }

    /// The User's answer.
    pub(super) fn on_remember_answer(&mut self, shared: &mut Shared, answer: Answer, now: Tick) {
        self.remembering.refused_for_good |= answer == Answer::RefuseForGood;
        let stage = self.remembering.take();
        let Stage::Asking(candidate) = stage else {
            self.remembering.stage = stage;
            return;
        };
        if answer.allows() {
            self.prove_to_helper(shared, candidate, now);
        } else {
            self.fail_remembering(shared, RememberRefusal::Declined);
        }
    }

    /// The User did not answer in time.
    pub(super) fn on_no_remember_answer(&mut self, shared: &mut Shared) {
        self.fail_remembering(shared, RememberRefusal::NoAnswer);
    }

    fn prove_to_helper(&mut self, shared: &mut Shared, candidate: Candidate, now: Tick) {
        let key = candidate.own;
        let proof = candidate.pair.prove(Party::User, &self.identity.binding);
        let until = now + limits::PROOF_TIMEOUT;
        self.remembering.stage = Stage::Proving { until, candidate };
        self.send(shared, ToViewer::Remember { key, proof });
    }

    /// The Helper keeps our key, and proves theirs.
    pub(super) fn on_remember_proof(&mut self, shared: &mut Shared, proof: &KeyProof) {
        if !self.is_sharing() {
            return;
        }
        let stage = self.remembering.take();
        let Stage::Proving { candidate, .. } = stage else {
            self.remembering.stage = stage;
            return;
        };
        let Candidate { name, key, pair, is_new, .. } = candidate;
        if !pair.verify_proof(Party::Helper, &self.identity.binding, proof) {
            let reason = RememberRefusal::Unproven;
            self.fail_remembering(shared, reason);
            shared.notify(Some(self.id), Notice::NotRemembered { reason });
        } else if is_new {
            self.remembering.stage = Stage::Keeping(KnownName { name: name.clone(), key });
            shared.push(Effect::KeepContact { guest: self.id, name, key });
        } else {
            self.remembered(shared, KnownName { name, key }, true);
        }
    }

    /// The Helper does not want to, or cannot.
    pub(super) fn on_remember_refused(&mut self, shared: &mut Shared) {
        match self.remembering.take() {
            Stage::Requested { .. } | Stage::Proving { .. } => {
                let reason = RememberRefusal::Declined;
                shared.notify(Some(self.id), Notice::NotRemembered { reason });
            }
            // The Helper took the request back.
            Stage::Asking(_) => {
                self.remembering.refused += 1;
                shared.withdraw(self.id, Question::Remember);
            }
            other @ (Stage::Idle
            | Stage::Recognising { .. }
            | Stage::Keeping(_)
            | Stage::Done(_)) => self.remembering.stage = other,
        }
    }

    /// The shell wrote the contact down, or could not; then it has said why.
    pub(crate) fn on_contact_kept(&mut self, shared: &mut Shared, kept: bool) {
        if !self.is_sharing() {
            return;
        }
        match self.remembering.take() {
            Stage::Keeping(contact) if kept => self.remembered(shared, contact, false),
            Stage::Keeping(_) => self.fail_remembering(shared, RememberRefusal::Unable),
            other @ (Stage::Idle
            | Stage::Requested { .. }
            | Stage::Recognising { .. }
            | Stage::Asking(_)
            | Stage::Proving { .. }
            | Stage::Done(_)) => self.remembering.stage = other,
        }
    }

    /// The contact that the shell writes now.
    pub(crate) fn contact_in_writing(&self) -> Option<&KnownName> {
        let Stage::Keeping(contact) = &self.remembering.stage else { return None };
        Some(contact)
    }

    fn remembered(&mut self, shared: &mut Shared, contact: KnownName, already: bool) {
        self.remembering.stage = Stage::Done(contact.clone());
        self.send(shared, ToViewer::Remembered {});
        let KnownName { name, key } = contact;
        shared.notify(Some(self.id), Notice::Remembered { name, key, already });
    }

    /// It comes to nothing, and counts.
    fn fail_remembering(&mut self, shared: &mut Shared, reason: RememberRefusal) {
        self.remembering.refused += 1;
        self.refuse_remembering(shared, reason);
    }

    fn refuse_remembering(&mut self, shared: &mut Shared, reason: RememberRefusal) {
        self.remembering.stage = Stage::Idle;
        self.send(shared, ToViewer::RememberRefused { reason });
    }

    /// What the Helper did not answer in time.
    pub(super) fn expire_remembering(&mut self, shared: &mut Shared, now: Tick) {
        if self.remembering.deadline().is_none_or(|until| now < until) {
            return;
        }
        match self.remembering.take() {
            Stage::Requested { .. } => {
                let reason = RememberRefusal::NoAnswer;
                shared.notify(Some(self.id), Notice::NotRemembered { reason });
            }
            Stage::Proving { .. } => {
                let reason = RememberRefusal::Unproven;
                self.fail_remembering(shared, reason);
                shared.notify(Some(self.id), Notice::NotRemembered { reason });
            }
            other @ (Stage::Idle
            | Stage::Recognising { .. }
            | Stage::Asking(_)
            | Stage::Keeping(_)
            | Stage::Done(_)) => self.remembering.stage = other,
        }
    }

    /// The path is down, or the session ends: an answer could not be sent.
    pub(super) fn withdraw_remembering(&mut self, shared: &mut Shared) {
        match self.remembering.take() {
            // It counts, or a Helper who comes and goes could ask without end.
            Stage::Asking(_) => {
                self.remembering.refused += 1;
                shared.withdraw(self.id, Question::Remember);
            }
            Stage::Recognising { .. } => self.remembering.refused += 1,
            other @ (Stage::Keeping(_) | Stage::Done(_)) => self.remembering.stage = other,
            Stage::Idle | Stage::Requested { .. } | Stage::Proving { .. } => {}
        }
    }
}
