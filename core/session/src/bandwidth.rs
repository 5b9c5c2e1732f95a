//! What the User may request about the bandwidth.

use appearance::Level;

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
pub const MAX_KBIT: core::ops::RangeInclusive<u32> = 100..=1_000_000;
