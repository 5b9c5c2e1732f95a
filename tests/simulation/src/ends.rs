//! The two ends: their names, and what no third party may see of them.

use protocol::name::DisplayName;

/// A text that only the two ends may see. It is part of each session description.
pub const CANARY: &str = "fingerprint-canary";

/// One of the ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    /// The one sharer.
    Sharer,
    /// One of the viewers.
    Viewer(usize),
}

/// A name.
pub fn name(text: &str) -> DisplayName {
    text.parse().expect("the tests' names can be shown")
}
