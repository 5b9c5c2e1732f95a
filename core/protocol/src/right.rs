//! The rights that a Helper can have, one by one, and what the two ends tell each other of them.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Something that the User can allow a Helper. The ids are the same on the wire, in JSON, in the
/// policy and in the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
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

    /// The text of the entry in the session log that it was granted for so long.
    pub fn granted_entry(self, lasting: Lasting) -> String {
        format!("{} ({})", self.id(), lasting.id())
    }

    /// The right of this id; `None` for one that only another version knows.
    pub fn of_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|right| right.id() == id)
    }
}

/// A set of rights.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct RightSet(u16);

impl RightSet {
    /// The set of these rights.
    pub const fn of<const N: usize>(rights: [Right; N]) -> Self {
        let (mut set, mut at) = (0, 0);
        while at < N {
            set |= 1 << rights[at] as u16;
            at += 1;
        }
        Self(set)
    }

    /// The set with one more right.
    #[must_use]
    pub fn with(self, right: Right) -> Self {
        Self(self.0 | Self::bit(right))
    }

    /// The set without a right.
    #[must_use]
    pub fn without(self, right: Right) -> Self {
        Self(self.0 & !Self::bit(right))
    }

    /// Whether the set has a right.
    pub fn contains(self, right: Right) -> bool {
        self.0 & Self::bit(right) != 0
    }

    /// As a number, for this build alone: a page that is loaded again reads it.
    pub fn bits(self) -> u16 {
        self.0
    }

    /// The set with this number. What is no right is left out.
    pub fn of_bits(bits: u16) -> Self {
        Self::of(Right::ALL).intersection(Self(bits))
    }

    fn intersection(self, other: Self) -> Self {
        Self(self.0 & other.0)
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

impl Serialize for RightSet {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

impl<'de> Deserialize<'de> for RightSet {
    /// Rights that only another version knows are left out.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let ids = Vec::<String>::deserialize(deserializer)?;
        Ok(ids.iter().filter_map(|id| Right::of_id(id)).collect())
    }
}

/// Reads the right of a message; `None` for one that only another version knows, and for `null`, as which that is written.
pub(crate) fn known<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Right>, D::Error> {
    let id = Option::<String>::deserialize(deserializer)?;
    Ok(id.and_then(|id| Right::of_id(&id)))
}

/// For how long a right is granted, as the two people are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lasting {
    /// Until it is given up, taken back or used.
    ThisTime,
    /// For [`RIGHT_TIME`](crate::limits::RIGHT_TIME).
    TenMinutes,
    /// As long as the session lives.
    Session,
}

impl Lasting {
    /// Its name in the session log.
    pub const fn id(self) -> &'static str {
        match self {
            Lasting::ThisTime => "this time",
            Lasting::TenMinutes => "10 minutes",
            Lasting::Session => "session",
        }
    }
}

/// A right that is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldRight {
    /// Which; `None` for one that only another version knows.
    #[serde(deserialize_with = "known")]
    pub right: Option<Right>,
    /// For how long.
    pub lasting: Lasting,
    /// The seconds that are left, of a right for a time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left_s: Option<u32>,
}

/// Why a right is not granted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RightDenial {
    /// The User declined.
    Declined,
    /// The User did not answer in time.
    NoAnswer,
    /// The Helper does not want it any more.
    Withdrawn,
    /// The Helper asked too often. The User is not asked again.
    TooOften,
    /// Sharing is paused.
    Paused,
    /// The User's computer cannot do it, or its owner does not allow it, or not now.
    NotAvailable,
}
