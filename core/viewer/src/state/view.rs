//! What the page shows of the viewer's state.

use alloc::vec::Vec;

use protocol::element::Element;
use protocol::geometry::{Display, Size};
use protocol::name::DisplayName;
use protocol::peer::Phase as WirePhase;
use protocol::right::Right;
use protocol::system::System;
use protocol::time::Tick;

use super::context::PeerLabel;
use super::files::FileView;
use super::rights::{RightState, RightView};
use crate::outcome::Ending;

/// The phase of the session; `data-phase` of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Phase {
    /// No session.
    #[default]
    Idle,
    /// The code is being proven.
    Joining,
    /// The code is proven, the screen is not shared yet.
    WaitingForConnect,
    /// The screen is shared.
    ScreenSharing,
    /// The screen is shared and the Helper controls it.
    ControlSharing,
    /// The session is over.
    Ended,
}

impl Phase {
    /// The phase that the sharer announces; `None` for the end.
    pub(super) fn from_wire(phase: WirePhase) -> Option<Self> {
        match phase {
            WirePhase::WaitingForConnect => Some(Phase::WaitingForConnect),
            WirePhase::ScreenSharing => Some(Phase::ScreenSharing),
            WirePhase::ControlSharing => Some(Phase::ControlSharing),
            WirePhase::Ended => None,
        }
    }

    /// The phase as the sharer announces it; `None` while no sharer has.
    pub(super) fn to_wire(self) -> Option<WirePhase> {
        match self {
            Phase::WaitingForConnect => Some(WirePhase::WaitingForConnect),
            Phase::ScreenSharing => Some(WirePhase::ScreenSharing),
            Phase::ControlSharing => Some(WirePhase::ControlSharing),
            Phase::Idle | Phase::Joining | Phase::Ended => None,
        }
    }

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

/// How far the connection to the User has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Step {
    /// The signal server is asked.
    #[default]
    Opening,
    /// The code is proven in both directions.
    Proving,
    /// The path comes up.
    Connecting,
    /// The User is asked.
    Asking,
}

/// Whether the remote picture is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Picture {
    /// There is no picture.
    #[default]
    Hidden,
    /// The picture is shown.
    Shown,
    /// The User paused it: a card is shown, never the frozen picture.
    Paused,
    /// The User answers a system prompt, which the Helper must not see: a card is shown.
    SystemPrompt,
    /// The sharer has been silent for a while: the picture is dimmed, and no input is sent.
    Interrupted,
}

/// What the Helper can do about control.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Control {
    /// Nothing: no screen is shared.
    #[default]
    Unavailable,
    /// The User shares for viewing only.
    ViewOnly,
    /// Request it.
    Available,
    /// Wait for the User's answer.
    Requested,
    /// Use it, or end it.
    Granted,
}

/// What the Helper can do so that the two remember each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Remembering {
    /// Nothing yet.
    #[default]
    Unavailable,
    /// Propose it.
    Available,
    /// Wait for the result.
    Pending,
    /// Nothing more: the two remember each other.
    Known,
}

/// A question to the Helper, or a warning, in a box that stays until it is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prompt {
    /// The User proposes that the two remember each other.
    Remember,
    /// The User's key is not the one of the contact with this name.
    OtherKey,
    /// The User has the name of a contact, or one that looks like it, and has proved no key.
    Resembles,
}

/// The steps that the Helper suggests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Steps {
    /// All.
    pub count: u8,
    /// Those that the User has done, from the first one.
    pub done: u8,
}

/// All that the page shows, in one value.
// fields: one each for a thing that the page shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// The phase.
    pub phase: Phase,
    /// How far the connection has come, while no screen is shared.
    pub step: Step,
    /// The User's name, once known.
    pub user: Option<DisplayName>,
    /// Whether the picture is shown.
    pub picture: Picture,
    /// What the Helper can do about control.
    pub control: Control,
    /// The size of the shared picture, once known.
    pub screen: Option<Size>,
    /// The system of the User's computer.
    pub system: System,
    /// The displays that can be chosen from, if there is a choice.
    pub displays: Vec<Display>,
    /// The display that is shown; `None` when all are.
    pub display: Option<DisplayName>,
    /// The steps that the Helper suggests.
    pub steps: Steps,
    /// The step, from 1, of which it was told last what is there.
    pub step_element: Option<(u8, Element)>,
    /// The rights beside the picture and control that the sharer offers.
    pub rights: Vec<RightView>,
    /// The files of the session.
    pub files: Vec<FileView>,
    /// How much of a large clipboard has arrived, in hundredths, while one is sent either way.
    pub clipboard: Option<u8>,
    /// Why the session is over, when it is.
    pub ending: Option<Ending>,
    /// Whether the Helper connected without a code.
    pub is_known: bool,
    /// What the Helper can do so that the two remember each other.
    pub remember: Remembering,
    /// The question or warning that is shown.
    pub prompt: Option<Prompt>,
    /// When the session is given up, while it waits for its connection to come back.
    pub reconnecting: Option<Tick>,
}

impl View {
    /// Whether the page shows a picture; a paused one is not shown.
    pub fn shows_picture(&self) -> bool {
        matches!(self.picture, Picture::Shown | Picture::Interrupted)
    }

    /// What the Helper can do about a right; `None` where the sharer does not offer it.
    pub fn right(&self, right: Right) -> Option<RightState> {
        self.rights.iter().find(|row| row.right == right).map(|row| row.state)
    }

    /// Whether the Helper can point and draw now.
    pub fn can_mark(&self) -> bool {
        let is_held = matches!(self.right(Right::Point), Some(RightState::Held { .. }));
        is_held && self.picture == Picture::Shown
    }

    pub(super) fn joining(step: Step, peer: PeerLabel) -> Self {
        let PeerLabel { user, is_known } = peer;
        Self { phase: Phase::Joining, step, user, is_known, ..Self::default() }
    }
}
