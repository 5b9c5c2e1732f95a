//! The two people of a session.

use serde::{Deserialize, Serialize};

/// One of the two people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Party {
    /// Who shares the screen.
    User,
    /// Who helps.
    Helper,
}
