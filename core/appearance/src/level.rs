//! The levels of degradation for low bandwidth.

use core::fmt;
use core::str::FromStr;

use serde::{Deserialize, Serialize};

/// A level of degradation. Each level includes the previous one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// No degradation.
    #[default]
    None,
    /// A lower frame rate while a large area changes.
    NoFullWindowDrag,
    /// No wallpaper.
    NoBackground,
    /// No desktop effects, no font smoothing, 4:2:0 chroma and no lossless tiles.
    Full,
}

impl Level {
    /// All levels, from the lowest to the highest.
    pub const ALL: [Level; 4] =
        [Level::None, Level::NoFullWindowDrag, Level::NoBackground, Level::Full];

    /// The name of the level on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Level::None => "none",
            Level::NoFullWindowDrag => "no-full-window-drag",
            Level::NoBackground => "no-background",
            Level::Full => "full",
        }
    }
}

/// The text is not the name of a level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected none, no-full-window-drag, no-background or full")]
pub struct UnknownLevel;

impl FromStr for Level {
    type Err = UnknownLevel;

    /// Parses the name of a level, in upper or lower case.
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
