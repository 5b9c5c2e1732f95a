//! What the User decided before a Helper came.

use alloc::vec::Vec;

use protocol::code::Secret;
use protocol::name::DisplayName;
use protocol::sealed::PageHash;
use protocol::system::System;
use protocol::word_list::CodeLanguage;

use crate::known::KnownHelpers;
use crate::log_watch::LogNeed;
use crate::names::KnownName;
use crate::right::{ControlStop, RightSet};

/// What the User decided before a Helper came.
// fields: one each for a thing that is decided or known before the session, and read by one part of it.
#[derive(Clone, Debug)]
pub struct SessionOptions {
    /// The User's name, shown to a Helper who proved the code.
    pub name: DisplayName,
    /// How long the invitation lives.
    pub lifetime: core::time::Duration,
    /// Whether the Helper may never request control.
    pub view_only: bool,
    /// Whether this computer can be controlled at all.
    pub can_inject: bool,
    /// The rights that this computer can do something with, and that its owner allows. A request for any other one is
    /// refused without asking the User.
    pub offered: RightSet,
    /// What ends control at once when the User wants it back.
    pub control_stop: ControlStop,
    /// Whether what is injected reaches prompts of the system. Where it does not, [`crate::Right::SystemPrompts`] is
    /// never granted, and [`crate::Answer::AllowWithPrompts`] is the plain yes.
    pub answers_prompts: bool,
    /// The secret that the User has chosen; without it one is drawn.
    pub secret: Option<Secret>,
    /// The language of the words that are drawn.
    pub code_language: CodeLanguage,
    /// The oldest protocol that a Helper may speak, when the policy asks for more than this build.
    pub oldest_version: u16,
    /// How long a Helper who cannot be reached any more is waited for: from
    /// [`RECONNECT_TIMEOUT_MIN`](protocol::limits::RECONNECT_TIMEOUT_MIN) to
    /// [`RECONNECT_TIMEOUT_MAX`](protocol::limits::RECONNECT_TIMEOUT_MAX).
    pub reconnect_for: core::time::Duration,
    /// What follows when the session log cannot be written.
    pub log: LogNeed,
    /// Who may come without a code. When it is there, a code admits no Helper.
    pub known_helpers: Option<KnownHelpers>,
    /// The names that belong to keys that this computer knows. A Helper with another key, or with none,
    /// who has such a name, or one that looks like it, is announced as another person.
    pub known_names: Vec<KnownName>,
    /// The page that this build of the program has inside, if it has one. A Helper whose page says that it is
    /// another one is reported to the User.
    pub page: Option<PageHash>,
    /// The system of this computer, so that the Helper's page knows its shortcuts.
    pub system: System,
    /// The id of the first question; see [`crate::Driver::next_question`].
    pub first_question: u32,
}
