//! The rights that a Helper can have, and what each of them requires.

use core::time::Duration;

use protocol::limits;
use protocol::peer::{ControlRefusal, Party, Phase};
use protocol::right::{HeldRight, RightDenial};
pub use protocol::right::{Lasting, Right, RightSet};
use protocol::time::Tick;

/// The rights that have been there from the beginning: the picture and control.
pub const PICTURE_AND_CONTROL: RightSet =
    RightSet::of([Right::Look, Right::Control, Right::SystemPrompts]);

/// What Esc (the panic key) does to a right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnPanicKey {
    /// Nothing.
    Stays,
    /// The right ends.
    Ends,
    /// What is running waits until the User goes on.
    Pauses,
}

/// What a right requires and what ends it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RightTerms {
    /// The phase in which it can be requested.
    pub phase: Phase,
    /// The right that must be held first, and whose end ends this one.
    pub needs: Option<Right>,
    /// What the panic key does to it.
    pub on_panic_key: OnPanicKey,
    /// Whether it can be granted while control is shared. Never by an answer on a terminal, which the
    /// Helper may have typed.
    pub while_controlled: bool,
}

impl RightTerms {
    /// What a right requires.
    pub const fn of(right: Right) -> Self {
        use OnPanicKey::{Ends, Pauses, Stays};
        let (needs, on_panic_key, while_controlled) = match right {
            Right::Look => (None, Stays, false),
            Right::Control | Right::Type => (Some(Right::Look), Ends, false),
            // Granted together with control, by the same answer, and never later.
            Right::SystemPrompts => (Some(Right::Control), Ends, false),
            Right::Point | Right::ClipboardRead | Right::ClipboardWrite => {
                (Some(Right::Look), Ends, true)
            }
            Right::FileIn | Right::FileOut => (Some(Right::Look), Pauses, true),
            Right::Sound
            | Right::Voice
            | Right::Record
            | Right::AnotherHelper
            | Right::HandOver => (Some(Right::Look), Stays, false),
        };
        let phase = match right {
            Right::Look => Phase::WaitingForConnect,
            Right::Point
            | Right::Type
            | Right::Control
            | Right::SystemPrompts
            | Right::ClipboardRead
            | Right::ClipboardWrite
            | Right::FileIn
            | Right::FileOut
            | Right::Sound
            | Right::Voice
            | Right::Record
            | Right::AnotherHelper
            | Right::HandOver => Phase::ScreenSharing,
        };
        Self { phase, needs, on_panic_key, while_controlled }
    }
}

/// For how long a right is granted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GrantedFor {
    /// Until it is given up, taken back or used up.
    ThisTime,
    /// Until a moment.
    Until(Tick),
    /// As long as the session lives.
    Session,
}

impl GrantedFor {
    /// A right that is held for so long, as the page is told.
    pub(crate) fn held(self, right: Right, now: Tick) -> HeldRight {
        let left_s = match self {
            // Rounded up: a page that counts to 0 is told of the end.
            Self::Until(end) => u32::try_from(end.since(now).as_millis().div_ceil(1000)).ok(),
            Self::ThisTime | Self::Session => None,
        };
        HeldRight { right: Some(right), lasting: self.lasting(), left_s }
    }

    /// From now on, as the User said.
    pub fn from(lasting: Lasting, now: Tick) -> Self {
        match lasting {
            Lasting::ThisTime => GrantedFor::ThisTime,
            Lasting::TenMinutes => GrantedFor::Until(now + limits::RIGHT_TIME),
            Lasting::Session => GrantedFor::Session,
        }
    }

    /// As the two people are told.
    pub fn lasting(self) -> Lasting {
        match self {
            GrantedFor::ThisTime => Lasting::ThisTime,
            GrantedFor::Until(_) => Lasting::TenMinutes,
            GrantedFor::Session => Lasting::Session,
        }
    }
}

/// What ends control at once when the User wants it back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ControlStop {
    /// The panic key, whatever the Helper does to mouse and keyboard.
    #[default]
    PanicKey,
    /// No key: this desktop shows this program none that is pressed elsewhere. So control also ends by itself, after
    /// [`CONTROL_WITHOUT_PANIC_KEY`](protocol::limits::CONTROL_WITHOUT_PANIC_KEY).
    TimeLimit,
}

impl ControlStop {
    /// How long control lasts at most.
    pub fn limit(self) -> Option<Duration> {
        match self {
            ControlStop::PanicKey => None,
            ControlStop::TimeLimit => Some(limits::CONTROL_WITHOUT_PANIC_KEY),
        }
    }
}

/// Why a right is not granted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RightRefusal {
    /// This computer cannot do anything with it, or its owner does not allow it.
    NotAvailable,
    /// It cannot be requested in this phase.
    Phase,
    /// Another right has to be held first.
    Needs(Right),
    /// It cannot be granted while control is shared.
    WhileControlled,
    /// The User shares for viewing only.
    ViewOnly,
    /// This computer cannot be controlled, or not now.
    NoInput,
    /// The screen is paused.
    Paused,
    /// Requested too often, or the User does not want to be asked again.
    TooOften,
    /// The Helper does not want it any more.
    Withdrawn,
    /// The User said no.
    Declined,
    /// The User did not answer in time, or the answer could not be used any more.
    NoAnswer,
}

impl RightRefusal {
    /// The same in a message about control.
    pub fn of_control(self) -> ControlRefusal {
        match self {
            RightRefusal::ViewOnly => ControlRefusal::ViewOnly,
            RightRefusal::Paused => ControlRefusal::Paused,
            RightRefusal::TooOften => ControlRefusal::TooOften,
            RightRefusal::NoAnswer => ControlRefusal::NoAnswer,
            RightRefusal::Declined
            | RightRefusal::Withdrawn
            | RightRefusal::Needs(_)
            | RightRefusal::Phase
            | RightRefusal::WhileControlled => ControlRefusal::Declined,
            RightRefusal::NoInput | RightRefusal::NotAvailable => ControlRefusal::NoInput,
        }
    }

    /// The same in a message about another right.
    pub fn of_right(self) -> RightDenial {
        match self {
            RightRefusal::Paused => RightDenial::Paused,
            RightRefusal::TooOften => RightDenial::TooOften,
            RightRefusal::NoAnswer => RightDenial::NoAnswer,
            RightRefusal::Withdrawn => RightDenial::Withdrawn,
            RightRefusal::Declined => RightDenial::Declined,
            RightRefusal::Needs(_)
            | RightRefusal::Phase
            | RightRefusal::WhileControlled
            | RightRefusal::ViewOnly
            | RightRefusal::NoInput
            | RightRefusal::NotAvailable => RightDenial::NotAvailable,
        }
    }
}

/// Something that happened to a right of one Helper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RightEvent {
    /// The Helper requested it, and the User is going to be asked.
    Requested(Right),
    /// The User granted it.
    Granted {
        /// Which right.
        right: Right,
        /// For how long.
        lasts: GrantedFor,
    },
    /// It was not granted. Without [`RightEvent::Requested`] before it, the User was not asked.
    Refused {
        /// Which right.
        right: Right,
        /// Why.
        reason: RightRefusal,
    },
    /// It is over.
    Ended {
        /// Which right.
        right: Right,
        /// Who ended it; for a right whose time was over, the User, who set the time.
        by: Party,
    },
}
