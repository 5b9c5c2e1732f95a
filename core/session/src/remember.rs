//! How the two get to remember each other.
//!
//! ```text
//!  Idle ──Remember──▶ Meeting ──▶ Asked ──yes──▶ Proving ──proof──▶ Keeping ──▶ Done
//!    └──wish──▶ Wished ──Remember──▶ Meeting ───────┘
//! ```
//!
//! Nothing is kept that is not proven, and nobody is asked who wished for it.

use protocol::limits;
use protocol::name::DisplayName;
use protocol::peer::{RememberRefusal, ToViewer};
use protocol::time::Tick;
use protocol::trust::{IdentityKey, Pair, Proof as KeyProof, Side};
use rand_core::CryptoRngCore;

use super::{Answer, Notice, Output, Pending, Question, Session, State};
use crate::contacts::Recognised;

/// What the shell knows of a Helper's key.
#[derive(Clone, Debug)]
pub struct Meeting {
    /// The User's own key.
    pub own: IdentityKey,
    /// What the two have in common.
    pub pair: Pair,
    /// Whether the Helper is remembered already.
    pub who: Recognised,
}

/// How far it has come.
#[derive(Debug, Default)]
pub(super) enum Stage {
    #[default]
    Idle,
    /// The User wished for it; the Helper is asked.
    Wished { until: Tick, alone: bool },
    /// The shell looks at the Helper's key.
    Meeting { key: IdentityKey, wished: bool },
    /// The User is about to be asked, once no other question stands.
    Held(Candidate),
    /// The User is asked.
    Asked(Pending, Candidate),
    /// The Helper has our proof and owes theirs.
    Proving { until: Tick, candidate: Candidate },
    /// The shell writes it down.
    Keeping(DisplayName),
    /// The two remember each other.
    Done(DisplayName),
}

#[derive(Debug)]
pub(super) struct Candidate {
    name: DisplayName,
    key: IdentityKey,
    own: IdentityKey,
    pair: Pair,
    is_new: bool,
}

/// Remembering in one session.
#[derive(Debug, Default)]
pub(super) struct Remember {
    stage: Stage,
    /// Requests in a row that came to nothing.
    refused: u32,
    /// The User does not want to be asked again.
    refused_for_good: bool,
}

impl Remember {
    pub(super) fn pending(&self) -> Option<Pending> {
        if let Stage::Asked(pending, _) = &self.stage { Some(*pending) } else { None }
    }

    pub(super) fn deadline(&self) -> Option<Tick> {
        match &self.stage {
            Stage::Asked(pending, _) => Some(pending.until),
            Stage::Wished { until, .. } | Stage::Proving { until, .. } => Some(*until),
            Stage::Idle
            | Stage::Meeting { .. }
            | Stage::Held(_)
            | Stage::Keeping(_)
            | Stage::Done(_) => None,
        }
    }

    fn take(&mut self) -> Stage {
        core::mem::take(&mut self.stage)
    }
}

impl<R: CryptoRngCore> Session<R> {
    fn remember_mut(&mut self) -> Option<&mut Remember> {
        self.state.sharing_mut().map(|sharing| &mut sharing.remember)
    }

    /// The User would like to remember the Helper, and be remembered.
    pub(super) fn on_wish(&mut self, now: Tick) {
        // Whoever types while control is shared may not be the User: then it is only a wish, and the
        // User is asked.
        let alone = matches!(self.state, State::Sharing(_));
        let until = now + limits::CONSENT_TIMEOUT;
        let Some(sharing) = self.state.sharing_mut().filter(|sharing| sharing.link.is_up()) else {
            return;
        };
        match &sharing.remember.stage {
            Stage::Idle => {
                sharing.remember.stage = Stage::Wished { until, alone };
                self.tell(ToViewer::RememberWish {});
            }
            Stage::Done(name) => {
                let remembered = Notice::Remembered { name: name.clone(), already: true };
                self.outputs.push_back(Output::Notify(remembered));
            }
            // It is under way.
            Stage::Wished { .. }
            | Stage::Meeting { .. }
            | Stage::Held(_)
            | Stage::Asked(..)
            | Stage::Proving { .. }
            | Stage::Keeping(_) => {}
        }
    }

    /// The Helper would like to be remembered, or agrees.
    pub(super) fn on_remember(&mut self, key: IdentityKey) {
        let Some(sharing) = self.state.sharing_mut() else { return };
        let remember = &mut sharing.remember;
        let wished = match &remember.stage {
            Stage::Idle => false,
            Stage::Wished { alone, .. } => *alone,
            Stage::Meeting { .. }
            | Stage::Held(_)
            | Stage::Asked(..)
            | Stage::Proving { .. }
            | Stage::Keeping(_)
            | Stage::Done(_) => return,
        };
        let too_often = remember.refused >= limits::REMEMBER_REQUESTS;
        if !wished && (remember.refused_for_good || too_often) {
            return self.refuse_remembering(RememberRefusal::TooOften);
        }
        remember.stage = Stage::Meeting { key, wished };
        let name = sharing.link.helper_name();
        self.outputs.push_back(Output::Meet { name, key });
    }

    /// The shell has looked at the key; `None` when this computer can remember nobody.
    pub(super) fn on_meeting(&mut self, meeting: Option<Meeting>, now: Tick) {
        let Some(sharing) = self.state.sharing_mut() else { return };
        let (name, theirs) = (sharing.link.helper_name(), sharing.link.key);
        let stage = sharing.remember.take();
        let Stage::Meeting { key, wished } = stage else {
            sharing.remember.stage = stage;
            return;
        };
        let Some(Meeting { own, pair, who }) = meeting else {
            return self.give_up_remembering(RememberRefusal::Unable);
        };
        let (name, is_new) = match who {
            Recognised::New => (name, true),
            Recognised::Contact(name) => (name, false),
            Recognised::OtherKey(name) => {
                self.outputs.push_back(Output::Notify(Notice::OtherKey { name }));
                return self.give_up_remembering(RememberRefusal::Unproven);
            }
        };
        let candidate = Candidate { name, key, own, pair, is_new };
        // A contact may have forgotten this computer. Whoever only says that they are one is asked
        // about: our key, and whom we know, are not for everybody.
        if wished || (!is_new && theirs == Some(key)) {
            self.prove_to_helper(candidate, now);
        } else if let Some(remember) = self.remember_mut() {
            remember.stage = Stage::Held(candidate);
        }
    }

    /// Asks what waits to be asked, one question at a time.
    pub(super) fn ask_to_remember(&mut self, now: Tick) {
        let Some(sharing) = self.state.sharing_mut() else { return };
        if sharing.asking.is_some() || !matches!(sharing.remember.stage, Stage::Held(_)) {
            return;
        }
        let (helper, proof, alias) = (sharing.link.helper_name(), sharing.link.proof, None);
        let pending = self.question(now);
        let Some(remember) = self.remember_mut() else { return };
        let Stage::Held(candidate) = remember.take() else { return };
        remember.stage = Stage::Asked(pending, candidate);
        let (id, question) = (pending.id, Question::Remember);
        self.outputs.push_back(Output::Ask { id, question, helper, alias, proof });
    }

    /// Another question goes first; this one is asked again afterwards.
    pub(super) fn postpone_remembering(&mut self) {
        let Some(remember) = self.remember_mut() else { return };
        let stage = remember.take();
        if let Stage::Asked(pending, candidate) = stage {
            remember.stage = Stage::Held(candidate);
            self.outputs.push_back(Output::Withdraw { id: pending.id });
        } else {
            remember.stage = stage;
        }
    }

    /// The User's answer, if it is to this question. Returns whether it was.
    pub(super) fn on_remember_answer(&mut self, id: u32, answer: Answer, now: Tick) -> bool {
        let Some(remember) = self.remember_mut() else { return false };
        if remember.pending().is_none_or(|pending| pending.id != id) {
            return false;
        }
        remember.refused_for_good |= answer == Answer::RefuseForGood;
        if let Stage::Asked(_, candidate) = remember.take() {
            if answer.allows() {
                self.prove_to_helper(candidate, now);
            } else {
                self.give_up_remembering(RememberRefusal::Declined);
            }
        }
        true
    }

    fn prove_to_helper(&mut self, candidate: Candidate, now: Tick) {
        let Some(sharing) = self.state.sharing_mut() else { return };
        let key = candidate.own;
        let proof = candidate.pair.prove(Side::User, sharing.link.channel.binding());
        let until = now + limits::PROOF_TIMEOUT;
        sharing.remember.stage = Stage::Proving { until, candidate };
        self.tell(ToViewer::Remember { key, proof });
    }

    /// The Helper keeps our key, and proves theirs.
    pub(super) fn on_remember_proof(&mut self, proof: &KeyProof) {
        let Some(sharing) = self.state.sharing_mut() else { return };
        let stage = sharing.remember.take();
        let Stage::Proving { candidate, .. } = stage else {
            sharing.remember.stage = stage;
            return;
        };
        let Candidate { name, key, pair, is_new, .. } = candidate;
        if !pair.is_proven(Side::Helper, sharing.link.channel.binding(), proof) {
            self.give_up_remembering(RememberRefusal::Unproven);
            let unproven = Notice::NotRemembered { reason: RememberRefusal::Unproven };
            self.outputs.push_back(Output::Notify(unproven));
        } else if is_new {
            sharing.remember.stage = Stage::Keeping(name.clone());
            self.outputs.push_back(Output::Keep { name, key });
        } else {
            self.remembered(name, true);
        }
    }

    /// The Helper does not want to, or cannot.
    pub(super) fn on_remember_refused(&mut self) {
        let Some(remember) = self.remember_mut() else { return };
        match remember.take() {
            Stage::Wished { .. } | Stage::Proving { .. } => {
                let reason = RememberRefusal::Declined;
                self.outputs.push_back(Output::Notify(Notice::NotRemembered { reason }));
            }
            // The Helper took back what they asked for.
            Stage::Asked(pending, _) => {
                remember.refused += 1;
                self.outputs.push_back(Output::Withdraw { id: pending.id });
            }
            Stage::Held(_) => remember.refused += 1,
            other @ (Stage::Idle | Stage::Meeting { .. } | Stage::Keeping(_) | Stage::Done(_)) => {
                remember.stage = other;
            }
        }
    }

    /// The shell wrote it down, or could not; then it has said why.
    pub(super) fn on_kept(&mut self, kept: bool) {
        let Some(remember) = self.remember_mut() else { return };
        let stage = remember.take();
        match stage {
            Stage::Keeping(name) if kept => self.remembered(name, false),
            Stage::Keeping(_) => self.give_up_remembering(RememberRefusal::Unable),
            Stage::Idle
            | Stage::Wished { .. }
            | Stage::Meeting { .. }
            | Stage::Held(_)
            | Stage::Asked(..)
            | Stage::Proving { .. }
            | Stage::Done(_) => remember.stage = stage,
        }
    }

    fn remembered(&mut self, name: DisplayName, already: bool) {
        if let Some(remember) = self.remember_mut() {
            remember.stage = Stage::Done(name.clone());
        }
        self.tell(ToViewer::Remembered {});
        self.outputs.push_back(Output::Notify(Notice::Remembered { name, already }));
    }

    /// It comes to nothing, and counts.
    fn give_up_remembering(&mut self, reason: RememberRefusal) {
        if let Some(remember) = self.remember_mut() {
            remember.refused += 1;
        }
        self.refuse_remembering(reason);
    }

    fn refuse_remembering(&mut self, reason: RememberRefusal) {
        if let Some(remember) = self.remember_mut() {
            remember.stage = Stage::Idle;
        }
        self.tell(ToViewer::RememberRefused { reason });
    }

    /// What nobody answered in time.
    pub(super) fn expire_remembering(&mut self, now: Tick) {
        let Some(remember) = self.remember_mut() else { return };
        if remember.deadline().is_none_or(|until| now < until) {
            return;
        }
        match remember.take() {
            Stage::Asked(pending, _) => {
                self.outputs.push_back(Output::Withdraw { id: pending.id });
                self.give_up_remembering(RememberRefusal::NoAnswer);
            }
            Stage::Wished { .. } => {
                let reason = RememberRefusal::NoAnswer;
                self.outputs.push_back(Output::Notify(Notice::NotRemembered { reason }));
            }
            Stage::Proving { .. } => {
                let reason = RememberRefusal::Unproven;
                self.give_up_remembering(reason);
                self.outputs.push_back(Output::Notify(Notice::NotRemembered { reason }));
            }
            other @ (Stage::Idle
            | Stage::Meeting { .. }
            | Stage::Held(_)
            | Stage::Keeping(_)
            | Stage::Done(_)) => remember.stage = other,
        }
    }

    /// The connection is down: an answer could not be heard.
    pub(super) fn withdraw_remembering(&mut self) {
        let Some(remember) = self.remember_mut() else { return };
        let stage = remember.take();
        match stage {
            Stage::Asked(pending, _) => {
                self.outputs.push_back(Output::Withdraw { id: pending.id });
            }
            Stage::Keeping(_) | Stage::Done(_) => remember.stage = stage,
            Stage::Idle
            | Stage::Wished { .. }
            | Stage::Meeting { .. }
            | Stage::Held(_)
            | Stage::Proving { .. } => {}
        }
    }
}
