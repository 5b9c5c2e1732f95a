//! Why something that the Helper asked for or did has no effect.

use serde::{Deserialize, Serialize};

/// Why control was not granted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ControlRefusal {
    /// The User declined.
    Declined,
    /// The User did not answer in time.
    NoAnswer,
    /// The User shares for viewing only.
    ViewOnly,
    /// The Helper asked too often. The User is not asked again.
    TooOften,
    /// This computer has no input injection.
    NoInput,
    /// Sharing is paused. The Helper cannot control what they do not see.
    Paused,
}

/// Why the Helper's input does not arrive although control is shared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InputLoss {
    /// The keyboard layout of the User's computer has no key for the character.
    Character,
    /// The window in front takes input from nobody but the User, on Windows one that runs as an administrator.
    OutOfReach,
    /// The desktop took no input at this moment.
    NotTaken,
    /// It was more at once than is taken.
    TooMuch,
}

/// Why the two do not remember each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RememberRefusal {
    /// The User declined.
    Declined,
    /// The User did not answer in time.
    NoAnswer,
    /// The Helper asked too often. The User is not asked again.
    TooOften,
    /// The User's computer cannot store contacts, or has no room for another.
    Unable,
    /// The proof of the Helper's key was missing or wrong.
    Unproven,
}
