//! PURE: how the two agree to remember each other.
//!
//! ```text
//! Idle ── Helper proposes, or says yes to the User's wish ──▶ Own ──▶ Asked ── Remember(key, proof) ──▶
//!   Meeting ── the proof holds, no contact has this name and another key ──▶ Keeping ──▶ Proven ──▶ Known
//! ```
//!
//! Nothing is kept before the User's key is proven, and nothing is said to be kept before it is. When
//! the User's side does not believe the Helper's proof, the contact is forgotten again.

use core::fmt;

use protocol::limits::REMEMBER_WISHES;
use protocol::name::DisplayName;
use protocol::peer::{RememberRefusal, ToSharer, ToViewer};
use protocol::trust::{IdentityKey, Pair, Proof, Shared, Side};

use super::view::{Ask, Remembering};
use super::{Context, Input, Note, Output};
use crate::contact::{Kind, Known};
use crate::log::Happening;

/// Why the two do not get to know each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotRemembered {
    /// The User's side says so.
    Refused(RememberRefusal),
    /// The Helper did not want to.
    Declined,
    /// A contact of this name has another key.
    OtherKey,
    /// The Helper has as many contacts as are kept.
    Full,
    /// This browser can keep no key, or no contact.
    Unable,
    /// The User's key was not proven.
    Unproven,
}

/// Names the connection, and is nobody else's business.
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
    /// The User wishes it; the Helper is asked.
    Wished,
    /// The Helper would like it; the own key is got.
    Own,
    /// The User is asked.
    Asked {
        own: IdentityKey,
    },
    /// The User's key is here; what the two have in common is computed.
    Meeting {
        own: IdentityKey,
        key: IdentityKey,
        proof: Proof,
    },
    /// The contact is written down.
    Keeping {
        key: IdentityKey,
        proof: Proof,
    },
    /// The own proof is on its way.
    Proven {
        key: IdentityKey,
        /// Was a contact before.
        was_known: bool,
    },
    /// They know each other.
    Known,
}

impl Step {
    const fn settled(is_known: bool) -> Self {
        if is_known { Step::Known } else { Step::Idle }
    }
}

/// Whether a message of the User's side was in its place.
#[must_use]
pub(super) enum Heard {
    Done,
    OutOfPlace,
}

/// The agreement of one session.
#[derive(Debug)]
pub(super) struct Remember {
    binding: Binding,
    step: Step,
    /// Whether they know each other already.
    is_known: bool,
    wishes: u32,
    warns: bool,
}

impl Remember {
    /// At the beginning of a session. `is_known` when the Helper came without a code.
    pub(super) fn new(binding: [u8; 32], is_known: bool) -> Self {
        let (binding, step) = (Binding(binding), Step::settled(is_known));
        Self { binding, step, is_known, wishes: 0, warns: false }
    }

    pub(super) fn view(&self, is_possible: bool) -> Remembering {
        match self.step {
            Step::Idle | Step::Wished if is_possible => Remembering::Available,
            Step::Idle | Step::Wished => Remembering::Unavailable,
            Step::Own
            | Step::Asked { .. }
            | Step::Meeting { .. }
            | Step::Keeping { .. }
            | Step::Proven { .. } => Remembering::Asked,
            Step::Known => Remembering::Known,
        }
    }

    pub(super) fn asks(&self) -> Option<Ask> {
        match self.step {
            _ if self.warns => Some(Ask::OtherKey),
            Step::Wished => Some(Ask::Remember),
            Step::Idle
            | Step::Own
            | Step::Asked { .. }
            | Step::Meeting { .. }
            | Step::Keeping { .. }
            | Step::Proven { .. }
            | Step::Known => None,
        }
    }

    /// What the Helper does, and what the driver answers.
    pub(super) fn handle<R>(&mut self, input: Input, user: &DisplayName, cx: &mut Context<R>) {
        match (input, self.step) {
            (Input::Dismiss, _) => self.warns = false,
            (Input::Remember, Step::Idle | Step::Wished)
            | (Input::AnswerWish(true), Step::Wished) => {
                self.step = Step::Own;
                cx.push(Output::Own);
            }
            (Input::AnswerWish(false), Step::Wished) => {
                self.refuse(NotRemembered::Declined, cx);
            }
            (Input::Own(Some(own)), Step::Own) => {
                self.step = Step::Asked { own };
                cx.push(Output::Control(ToSharer::Remember { key: own }));
            }
            (Input::Own(None), Step::Own) => self.refuse(NotRemembered::Unable, cx),
            (Input::Met { shared, known }, Step::Meeting { own, key, proof }) => {
                self.met(shared.as_ref(), known, (own, key, proof), user, cx);
            }
            (Input::Kept { key: kept, done }, Step::Keeping { key, proof }) if kept == key => {
                if done {
                    self.prove(key, proof, false, cx);
                } else {
                    self.refuse(NotRemembered::Unable, cx);
                }
            }
            (_, _) => {}
        }
    }

    /// What the User's side says.
    pub(super) fn told<R>(
        &mut self,
        message: ToViewer,
        user: &DisplayName,
        cx: &mut Context<R>,
    ) -> Heard {
        match (message, self.step) {
            (ToViewer::RememberWish {}, Step::Idle | Step::Known) => {
                self.wishes = self.wishes.saturating_add(1);
                if self.wishes > REMEMBER_WISHES {
                    cx.push(Output::Control(ToSharer::RememberRefused {}));
                } else {
                    self.step = Step::Wished;
                }
            }
            // Both had the same thought: the sharer takes the Helper's key as the answer.
            (
                ToViewer::RememberWish {},
                Step::Wished | Step::Own | Step::Asked { .. } | Step::Meeting { .. },
            ) => {}
            (ToViewer::Remember { key, proof }, Step::Asked { own }) => {
                self.step = Step::Meeting { own, key, proof };
                cx.push(Output::Meet { name: user.clone(), key });
            }
            (ToViewer::Remembered {}, Step::Proven { was_known, .. }) => {
                (self.step, self.is_known) = (Step::Known, true);
                let note = if was_known { Note::RememberedAlready } else { Note::Remembered };
                cx.push(Output::Note(note));
                cx.push(Output::Log(Happening::Remembered));
            }
            (ToViewer::RememberRefused { reason }, Step::Asked { .. }) => {
                self.settle(NotRemembered::Refused(reason), cx);
            }
            (ToViewer::RememberRefused { reason }, Step::Proven { key, was_known }) => {
                if !was_known {
                    cx.push(Output::Forget(key));
                }
                self.settle(NotRemembered::Refused(reason), cx);
            }
            // The User's side took its wish back, or crossed an answer.
            (ToViewer::RememberRefused { .. }, _) => {
                if let Step::Wished = self.step {
                    self.step = Step::settled(self.is_known);
                }
            }
            (_, _) => return Heard::OutOfPlace,
        }
        Heard::Done
    }

    fn met<R>(
        &mut self,
        shared: Option<&Shared>,
        known: Known,
        (own, key, proof): (IdentityKey, IdentityKey, Proof),
        user: &DisplayName,
        cx: &mut Context<R>,
    ) {
        let binding = &self.binding.0;
        let pair = shared.map(|shared| Pair::new(shared, &key, &own));
        let pair = pair.filter(|pair| pair.is_proven(Side::User, binding, &proof));
        let Some(pair) = pair.filter(|_| key != own) else {
            return self.refuse(NotRemembered::Unproven, cx);
        };
        let proof = pair.prove(Side::Helper, binding);
        match known {
            Known::New => {
                self.step = Step::Keeping { key, proof };
                cx.push(Output::Keep { name: user.clone(), key, kind: Kind::Person });
            }
            Known::Already => self.prove(key, proof, true, cx),
            Known::OtherKey => {
                self.warns = true;
                self.refuse(NotRemembered::OtherKey, cx);
            }
            Known::Full => self.refuse(NotRemembered::Full, cx),
        }
    }

    fn prove<R>(&mut self, key: IdentityKey, proof: Proof, was_known: bool, cx: &mut Context<R>) {
        self.step = Step::Proven { key, was_known };
        cx.push(Output::Control(ToSharer::RememberProof { proof }));
    }

    /// The Helper's side does not want to, or cannot.
    fn refuse<R>(&mut self, why: NotRemembered, cx: &mut Context<R>) {
        cx.push(Output::Control(ToSharer::RememberRefused {}));
        self.settle(why, cx);
    }

    fn settle<R>(&mut self, why: NotRemembered, cx: &mut Context<R>) {
        self.step = Step::settled(self.is_known);
        // Who just said no need not be told, and of another key a box speaks that stays.
        if !matches!(why, NotRemembered::Declined | NotRemembered::OtherKey) {
            cx.push(Output::Note(Note::NotRemembered(why)));
        }
        cx.push(Output::Log(Happening::NotRemembered(why)));
    }
}
