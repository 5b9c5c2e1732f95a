//! What is shown: which area of the virtual desktop, its pixels, and what of it is masked.

use session::display::Area;

use super::masked::MaskedWindows;
use crate::platform::kept::Kept;

/// See the module.
pub(super) struct Shown {
    pub(super) area: Area,
    pub(super) kept: Kept,
    pub(super) masked: MaskedWindows,
}
