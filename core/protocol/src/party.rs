//! The two people of a session.

use serde::{Deserialize, Serialize};

/// One of the two people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Party {
    /// The person who shares the screen.
    User,
    /// The person who helps.
    Helper,
}
