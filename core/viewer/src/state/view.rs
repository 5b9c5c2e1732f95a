//! PURE: what the page shows of the viewer's state.

use alloc::vec::Vec;

use protocol::geometry::{Display, Size};
use protocol::name::DisplayName;

use super::{Ending, Who};

/// What the page is in; `data-phase` of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Phase {
    /// Nothing is going on.
    #[default]
    Idle,
    /// The code is being proven.
    Joining,
    /// The code is proven, nothing is seen yet.
    WaitingForConnect,
    /// The screen is seen.
    ScreenSharing,
    /// The screen is seen and controlled.
    ControlSharing,
    /// It is over.
    Ended,
}

impl Phase {
    /// The value of `data-phase`.
    pub const fn attribute(self) -> &'static str {
        match self {
            Phase::Idle => "idle",
            Phase::Joining => "joining",
            Phase::WaitingForConnect => "waiting-for-connect",
            Phase::ScreenSharing => "screen-sharing",
            Phase::ControlSharing => "control-sharing",
            Phase::Ended => "ended",
        }
    }
}

/// How far the way to the User has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Step {
    /// The signal server is asked.
    #[default]
    Opening,
    /// The code is proven in both directions.
    Proving,
    /// The direct connection comes up.
    Connecting,
    /// The User is asked.
    Asking,
}

/// Whether the remote picture may be seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Picture {
    /// There is none.
    #[default]
    Hidden,
    /// It is shown.
    Shown,
    /// The User paused it: a card, never the frozen picture.
    Paused,
    /// The User answers a system prompt, which is theirs alone: a card.
    SystemPrompt,
    /// Nothing was heard for a while: dimmed, and nothing is sent.
    Interrupted,
}

/// What the Helper may do about control.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Control {
    /// Nothing: there is no picture to control.
    #[default]
    Unavailable,
    /// The User shares for viewing only.
    ViewOnly,
    /// Ask for it.
    Available,
    /// Wait for the User's answer.
    Asked,
    /// Use it, or give it up.
    Held,
}

/// What the Helper may do about being remembered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Remembering {
    /// Nothing yet.
    #[default]
    Unavailable,
    /// Propose it.
    Available,
    /// Wait until it is settled.
    Asked,
    /// Nothing more: the two know each other.
    Known,
}

/// What the Helper is asked or must read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    /// The User would like both to remember each other.
    Remember,
    /// The User's key is not the one of the contact with this name.
    OtherKey,
}

/// All that the page shows, in one value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// What the page is in.
    pub phase: Phase,
    /// How far it has come, while nothing is seen yet.
    pub step: Step,
    /// The User's name, once known.
    pub user: Option<DisplayName>,
    /// Whether the picture may be seen.
    pub picture: Picture,
    /// What may be done about control.
    pub control: Control,
    /// The size of the shared display, once known.
    pub screen: Option<Size>,
    /// The displays that can be chosen from, if there is a choice.
    pub displays: Vec<Display>,
    /// Which is seen; `None` when all are.
    pub display: Option<DisplayName>,
    /// Why it is over, when it is.
    pub ending: Option<Ending>,
    /// Whether the Helper came without a code, as somebody whom the User's computer knows.
    pub is_known: bool,
    /// Whether the two can agree to remember each other.
    pub remember: Remembering,
    /// What the Helper is asked or must read, in a box that stays until it is answered.
    pub asks: Option<Ask>,
}

impl View {
    /// Whether the page has a picture at all; a paused one is none.
    pub fn shows_picture(&self) -> bool {
        matches!(self.picture, Picture::Shown | Picture::Interrupted)
    }

    pub(super) fn joining(step: Step, who: Who) -> Self {
        let Who { user, is_known } = who;
        Self { phase: Phase::Joining, step, user, is_known, ..Self::default() }
    }
}
