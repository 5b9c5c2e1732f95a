//! The border round what is shared.

use crate::platform::parts::BorderOpener;

/// Shows the border.
pub(super) fn opener() -> Option<BorderOpener> {
    None
}
