//! The rights that a Helper can have, and what each of them requires.

use core::fmt;

use protocol::peer::{ControlRefusal, Party, Phase};
use protocol::time::Tick;

/// Something that the User can allow a Helper. The ids are the same on the wire, in JSON, in the
/// policy and in the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Right {
    /// See the picture.
    Look,
    /// Point and draw over the User's screen.
    Point,
    /// Type text into what has the focus, without mouse and shortcuts.
    Type,
    /// Use mouse and keyboard.
    Control,
    /// See and answer prompts of the system.
    SystemPrompts,
    /// Read what the User copies from now on.
    ClipboardRead,
    /// Put something into the User's clipboard.
    ClipboardWrite,
    /// Send a file to the User's computer.
    FileIn,
    /// Get a file that the User chooses.
    FileOut,
    /// Hear what the User's computer plays.
    Sound,
    /// Talk with the User.
    Voice,
    /// Record the session.
    Record,
    /// Bring another Helper.
    AnotherHelper,
    /// Hand the session over to another Helper.
    HandOver,
}

/// What Esc (the panic key) does to a right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnPanicKey {
    /// Nothing.
    Stays,
    /// The right ends.
    Ends,
    /// What is running pauses, the right stays.
    Pauses,
}

/// What a right requires and what ends it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RightTerms {
    /// Whether this build can do anything with it. A request for any other right is refused.
    pub is_available: bool,
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

impl Right {
    /// All rights, in the order of their table.
    pub const ALL: [Right; 14] = [
        Right::Look,
        Right::Point,
        Right::Type,
        Right::Control,
        Right::SystemPrompts,
        Right::ClipboardRead,
        Right::ClipboardWrite,
        Right::FileIn,
        Right::FileOut,
        Right::Sound,
        Right::Voice,
        Right::Record,
        Right::AnotherHelper,
        Right::HandOver,
    ];

    /// Its id on the wire, in JSON, in the policy and in the log.
    pub const fn id(self) -> &'static str {
        match self {
            Right::Look => "look",
            Right::Point => "point",
            Right::Type => "type",
            Right::Control => "control",
            Right::SystemPrompts => "system_prompts",
            Right::ClipboardRead => "clipboard_read",
            Right::ClipboardWrite => "clipboard_write",
            Right::FileIn => "file_in",
            Right::FileOut => "file_out",
            Right::Sound => "sound",
            Right::Voice => "voice",
            Right::Record => "record",
            Right::AnotherHelper => "another_helper",
            Right::HandOver => "hand_over",
        }
    }

    /// What it requires.
    pub const fn terms(self) -> RightTerms {
        use OnPanicKey::{Ends, Pauses, Stays};
        let (is_available, needs, on_panic_key, while_controlled) = match self {
            Right::Look => (true, None, Stays, false),
            Right::Control => (true, Some(Right::Look), Ends, false),
            // Granted together with control, by the same answer, and never later.
            Right::SystemPrompts => (true, Some(Right::Control), Ends, false),
            Right::Type => (false, Some(Right::Look), Ends, false),
            Right::Point | Right::ClipboardRead | Right::ClipboardWrite => {
                (false, Some(Right::Look), Ends, true)
            }
            Right::FileIn | Right::FileOut => (false, Some(Right::Look), Pauses, true),
            Right::Sound
            | Right::Voice
            | Right::Record
            | Right::AnotherHelper
            | Right::HandOver => (false, Some(Right::Look), Stays, false),
        };
        let phase = match self {
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
        RightTerms { is_available, phase, needs, on_panic_key, while_controlled }
    }
}

/// A set of rights.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct RightSet(u16);

impl RightSet {
    /// The set with one more right.
    #[must_use]
    pub fn with(self, right: Right) -> Self {
        Self(self.0 | Self::bit(right))
    }

    /// Whether the set has a right.
    pub fn contains(self, right: Right) -> bool {
        self.0 & Self::bit(right) != 0
    }

    /// Whether the set has no right.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Its rights, in the order of their table.
    pub fn iter(self) -> impl Iterator<Item = Right> {
        Right::ALL.into_iter().filter(move |right| self.contains(*right))
    }

    fn bit(right: Right) -> u16 {
        1 << right as u16
    }
}

impl FromIterator<Right> for RightSet {
    fn from_iter<I: IntoIterator<Item = Right>>(rights: I) -> Self {
        rights.into_iter().fold(Self::default(), Self::with)
    }
}

impl fmt::Debug for RightSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
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

/// Why a right is not granted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RightRefusal {
    /// This build cannot do anything with it.
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
            | RightRefusal::Needs(_)
            | RightRefusal::Phase
            | RightRefusal::WhileControlled => ControlRefusal::Declined,
            RightRefusal::NoInput | RightRefusal::NotAvailable => ControlRefusal::NoInput,
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
