//! What the User may request about the bandwidth.

use appearance::Level;

/// A request of the User about the bandwidth. An empty one only asks for the current values.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BandwidthRequest {
    /// The level from here on.
    pub level: Option<Level>,
    /// Never send more than this, in kbit/s.
    pub max_kbit: Option<u32>,
}

/// The caps that can be set, in kbit/s. Below, a screen of text takes minutes; above, there is no
/// visible difference.
pub const MAX_KBIT: core::ops::RangeInclusive<u32> = 100..=1_000_000;
