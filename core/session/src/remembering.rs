//! How far a User and a Helper have come in making each other contacts.
//!
//! ```text
//!  Idle ──Remember──▶ Recognising ──▶ Asking ──yes──▶ Proving ──proof──▶ Keeping ──▶ Done
//!    └──the User requests──▶ Requested ──Remember──▶ Recognising ──▶ Proving
//! ```
//!
//! No key is kept that is not proven, and a User who requested it is not asked.

use protocol::name::DisplayName;
use protocol::time::Tick;
use protocol::trust::{IdentityKey, Pair};

use crate::names::KnownName;

/// How far it has come.
#[derive(Debug, Default)]
pub(crate) enum Stage {
    #[default]
    Idle,
    /// The User requested it; the Helper is asked.
    Requested {
        until: Tick,
        /// The Helper cannot have typed the request: the User need not be asked.
        is_certain: bool,
    },
    /// The shell looks the Helper's key up.
    Recognising { key: IdentityKey, is_certain: bool },
    /// The question to the User is shown, or waits for its turn.
    Asking(Candidate),
    /// Our proof is sent; the Helper's is awaited.
    Proving { until: Tick, candidate: Candidate },
    /// The shell writes the contact down.
    Keeping(KnownName),
    /// The two remember each other.
    Done(KnownName),
}

/// A Helper who may become a contact.
#[derive(Debug)]
pub(crate) struct Candidate {
    pub(crate) name: DisplayName,
    pub(crate) key: IdentityKey,
    pub(crate) own: IdentityKey,
    pub(crate) pair: Pair,
    pub(crate) is_new: bool,
}

/// The state of it for one Helper.
#[derive(Debug, Default)]
pub(crate) struct Remembering {
    pub(crate) stage: Stage,
    /// Requests of the Helper in a row that came to nothing.
    pub(crate) refused: u32,
    /// The User does not want to be asked again.
    pub(crate) refused_for_good: bool,
}

impl Remembering {
    pub(crate) fn deadline(&self) -> Option<Tick> {
        match &self.stage {
            Stage::Requested { until, .. } | Stage::Proving { until, .. } => Some(*until),
            Stage::Idle
            | Stage::Recognising { .. }
            | Stage::Asking(_)
            | Stage::Keeping(_)
            | Stage::Done(_) => None,
        }
    }

    pub(crate) fn take(&mut self) -> Stage {
        core::mem::take(&mut self.stage)
    }
}
