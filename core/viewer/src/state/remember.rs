//! The exchange by which the two ends remember each other.
//!
//! ```text
//! Idle ── Helper proposes, or accepts the User's proposal ──▶ LoadingKey ──▶ Proposed ── Remember(key, proof) ──▶
//!   Agreeing ── the proof is valid, no contact has this name and another key ──▶ Saving ──▶ Proven ──▶ Known
//! ```
//!
//! A contact is saved only after the User's key is proven, and reported only after it is saved. When
//! the User's side rejects the Helper's proof, the contact is deleted again.

use core::fmt;

use protocol::hex::Hex;
use protocol::limits::REMEMBER_PROPOSALS;
use protocol::name::DisplayName;
use protocol::peer::{ToSharer, ToViewer};
use protocol::trust::{IdentityKey, KeyProof, Pair, Party, SharedSecret};

use super::context::{Context, Unexpected};
use super::input::MemoryInput;
use super::output::Output;
use super::view::{Prompt, Remembering};
use crate::contact::{ContactStatus, Kind};
use crate::log::LogEvent;
use crate::outcome::{NotRemembered, Notice};

/// The channel binding of the handshake, which proofs refer to. Not for logs.
#[derive(Clone)]
struct Binding([u8; 32]);

impl fmt::Debug for Binding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Binding(…)")
    }
}

#[derive(Clone, Copy, Debug)]
enum Step {
    Idle,
    /// The User proposed it; the Helper is asked.
    UserProposed,
    /// The Helper proposed or accepted it; the own key is loaded.
    LoadingKey,
    /// The User is asked.
    Proposed {
        own: IdentityKey,
    },
    /// The User's key has arrived; the key agreement is computed.
    Agreeing {
        own: IdentityKey,
        key: IdentityKey,
        proof: KeyProof,
    },
    /// The contact is saved.
    Saving {
        key: IdentityKey,
        proof: KeyProof,
    },
    /// The own proof is sent.
    Proven {
        key: IdentityKey,
        /// Whether it was a contact before.
        was_known: bool,
    },
    /// The two remember each other.
    Known,
}

impl Step {
    const fn settled(is_known: bool) -> Self {
        if is_known { Step::Known } else { Step::Idle }
    }
}

/// The exchange of one session.
#[derive(Debug)]
pub(super) struct Remember {
    binding: Binding,
    step: Step,
    /// Whether the two remember each other already.
    is_known: bool,
    /// Proposals of the User so far.
    proposals: u32,
    /// The warning that is shown: [`Prompt::OtherKey`] or [`Prompt::Resembles`].
    warning: Option<Prompt>,
}

impl Remember {
    /// At the beginning of a session. `is_known` when the Helper connected without a code.
    pub(super) fn new(binding: [u8; 32], is_known: bool) -> Self {
        let (binding, step) = (Binding(binding), Step::settled(is_known));
        Self { binding, step, is_known, proposals: 0, warning: None }
    }

    /// What is needed to begin anew: the binding, and whether the two remember each other. An exchange that is
    /// going on is given up.
    pub(super) fn keep(&self) -> (Hex<32>, bool) {
        (Hex(self.binding.0), self.is_known)
    }

    pub(super) fn view(&self, is_possible: bool) -> Remembering {
        match self.step {
            Step::Idle | Step::UserProposed if is_possible => Remembering::Available,
            Step::Idle | Step::UserProposed => Remembering::Unavailable,
            Step::LoadingKey
            | Step::Proposed { .. }
            | Step::Agreeing { .. }
            | Step::Saving { .. }
            | Step::Proven { .. } => Remembering::Pending,
            Step::Known => Remembering::Known,
        }
    }

    pub(super) fn prompt(&self) -> Option<Prompt> {
        match self.step {
            _ if self.warning.is_some() => self.warning,
            Step::UserProposed => Some(Prompt::Remember),
            Step::Idle
            | Step::LoadingKey
            | Step::Proposed { .. }
            | Step::Agreeing { .. }
            | Step::Saving { .. }
            | Step::Proven { .. }
            | Step::Known => None,
        }
    }

    /// An input of the Helper, or an answer of the driver.
    pub(super) fn handle<R>(
        &mut self,
        input: MemoryInput,
        user: &DisplayName,
        cx: &mut Context<R>,
    ) {
        match (input, self.step) {
            (MemoryInput::DismissWarning, _) => self.warning = None,
            // Once they remember each other, the key is proven.
            (MemoryInput::Resembles, _) if !self.is_known => {
                self.warning.get_or_insert(Prompt::Resembles);
            }
            (MemoryInput::Propose, Step::Idle | Step::UserProposed)
            | (MemoryInput::Answer(true), Step::UserProposed) => {
                self.step = Step::LoadingKey;
                cx.push(Output::LoadOwnKey);
            }
            (MemoryInput::Answer(false), Step::UserProposed) => {
                self.refuse(NotRemembered::Declined, cx);
            }
            (MemoryInput::OwnKey(Some(own)), Step::LoadingKey) => {
                self.step = Step::Proposed { own };
                cx.say(ToSharer::Remember { key: own });
            }
            (MemoryInput::OwnKey(None), Step::LoadingKey) => {
                self.refuse(NotRemembered::Unable, cx);
            }
            (MemoryInput::Agreed { shared, status }, Step::Agreeing { own, key, proof }) => {
                match self.verify(shared.as_ref(), own, key, &proof) {
                    Some(proof) => self.save(key, proof, status, user, cx),
                    None => self.refuse(NotRemembered::Unproven, cx),
                }
            }
            (MemoryInput::Saved { key: saved, done }, Step::Saving { key, proof })
                if saved == key =>
            {
                if done {
                    self.prove(key, proof, false, cx);
                } else {
                    self.refuse(NotRemembered::Unable, cx);
                }
            }
            (_, _) => {}
        }
    }

    /// A message of the User's side.
    pub(super) fn on_message<R>(
        &mut self,
        message: ToViewer,
        user: &DisplayName,
        cx: &mut Context<R>,
    ) -> Result<(), Unexpected> {
        match (message, self.step) {
            (ToViewer::RememberProposal {}, Step::Idle | Step::Known) => {
                self.proposals = self.proposals.saturating_add(1);
                if self.proposals > REMEMBER_PROPOSALS {
                    cx.say(ToSharer::RememberRefused {});
                } else {
                    self.step = Step::UserProposed;
                }
            }
            // Both proposed it: the sharer takes the Helper's key as the answer.
            (
                ToViewer::RememberProposal {},
                Step::UserProposed
                | Step::LoadingKey
                | Step::Proposed { .. }
                | Step::Agreeing { .. },
            ) => {}
            (ToViewer::Remember { key, proof }, Step::Proposed { own }) => {
                self.step = Step::Agreeing { own, key, proof };
                cx.push(Output::AgreeKey { name: user.clone(), key });
            }
            (ToViewer::Remembered {}, Step::Proven { was_known, .. }) => {
                (self.step, self.is_known) = (Step::Known, true);
                let notice = if was_known { Notice::RememberedAlready } else { Notice::Remembered };
                cx.push(Output::Notify(notice));
                cx.push(Output::Log(LogEvent::Remembered));
            }
            (ToViewer::RememberRefused { reason }, Step::Proposed { .. }) => {
                self.settle(NotRemembered::Refused(reason), cx);
            }
            (ToViewer::RememberRefused { reason }, Step::Proven { key, was_known }) => {
                if !was_known {
                    cx.push(Output::DeleteContact(key));
                }
                self.settle(NotRemembered::Refused(reason), cx);
            }
            // The User's side withdrew its proposal, or its message crossed an answer.
            (ToViewer::RememberRefused { .. }, _) => {
                if let Step::UserProposed = self.step {
                    self.step = Step::settled(self.is_known);
                }
            }
            (_, _) => return Err(Unexpected),
        }
        Ok(())
    }

    /// Verifies the User's proof. Returns the own one.
    fn verify(
        &self,
        shared: Option<&SharedSecret>,
        own: IdentityKey,
        key: IdentityKey,
        proof: &KeyProof,
    ) -> Option<KeyProof> {
        let binding = &self.binding.0;
        let pair = Pair::new(shared?, &key, &own);
        let is_proven = key != own && pair.verify_proof(Party::User, binding, proof);
        is_proven.then(|| pair.prove(Party::Helper, binding))
    }

    /// The User's key is proven: saves the contact, unless its status forbids that.
    fn save<R>(
        &mut self,
        key: IdentityKey,
        proof: KeyProof,
        status: ContactStatus,
        user: &DisplayName,
        cx: &mut Context<R>,
    ) {
        match status {
            ContactStatus::New => {
                self.step = Step::Saving { key, proof };
                cx.push(Output::SaveContact { name: user.clone(), key, kind: Kind::Person });
            }
            ContactStatus::Known => self.prove(key, proof, true, cx),
            ContactStatus::OtherKey => {
                self.warning = Some(Prompt::OtherKey);
                self.refuse(NotRemembered::OtherKey, cx);
            }
            ContactStatus::Full => self.refuse(NotRemembered::Full, cx),
        }
    }

    fn prove<R>(
        &mut self,
        key: IdentityKey,
        proof: KeyProof,
        was_known: bool,
        cx: &mut Context<R>,
    ) {
        self.step = Step::Proven { key, was_known };
        cx.say(ToSharer::RememberProof { proof });
    }

    /// The Helper's side declines, or cannot.
    fn refuse<R>(&mut self, why: NotRemembered, cx: &mut Context<R>) {
        cx.say(ToSharer::RememberRefused {});
        self.settle(why, cx);
    }

    fn settle<R>(&mut self, why: NotRemembered, cx: &mut Context<R>) {
        self.step = Step::settled(self.is_known);
        // The Helper who has just declined needs no notice, and for another key there is a warning.
        if !matches!(why, NotRemembered::Declined | NotRemembered::OtherKey) {
            cx.push(Output::Notify(Notice::NotRemembered(why)));
        }
        cx.push(Output::Log(LogEvent::NotRemembered(why)));
    }
}
