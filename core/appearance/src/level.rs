//! The levels of degradation.

use core::fmt;
use core::str::FromStr;

use serde::{Deserialize, Serialize};

/// How much is given up for a slow line. Each level contains the one before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Nothing.
    #[default]
    None,
    /// Fewer frames while something large moves.
    NoFullWindowDrag,
    /// No wallpaper.
    NoBackground,
    /// No effects, no font smoothing, fewer colours.
    Full,
}

impl Level {
    /// All of them, from nothing to everything.
    pub const ALL: [Level; 4] =
        [Level::None, Level::NoFullWindowDrag, Level::NoBackground, Level::Full];

    /// The name by which people choose it.
    pub fn name(self) -> &'static str {
        match self {
            Level::None => "none",
            Level::NoFullWindowDrag => "no-full-window-drag",
            Level::NoBackground => "no-background",
            Level::Full => "full",
        }
    }
}

/// The text names no level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected none, no-full-window-drag, no-background or full")]
pub struct UnknownLevel;

impl FromStr for Level {
    type Err = UnknownLevel;

    /// Capital letters do not matter.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let named = |level: &Level| level.name().eq_ignore_ascii_case(text);
        Level::ALL.into_iter().find(named).ok_or(UnknownLevel)
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
