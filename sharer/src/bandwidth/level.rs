//! PURE. How much is given up for a slow line, and what the User may wish for.

use clap::ValueEnum;
use serde::{Deserialize, Serialize};

/// How much is given up for a slow line. Each level contains the one before it.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize, ValueEnum,
)]
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

/// What the User says about the bandwidth. Nothing in it: they only ask.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    /// The level from here on.
    pub level: Option<Level>,
    /// Never send more than this, in kbit/s.
    pub max_kbit: Option<u32>,
}

/// The caps that can be kept, in kbit/s. Below, a screen of text takes minutes; above, nobody sees
/// a difference.
pub const MAX_KBIT: std::ops::RangeInclusive<u32> = 100..=1_000_000;
