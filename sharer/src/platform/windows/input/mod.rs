//! Input into the desktop, and the key that stops it.

use crate::platform::error::PlatformError;
use crate::platform::parts::{Desktop, Input, NoInput};

/// Input for this desktop.
pub(super) fn open(_: &Desktop) -> Result<Input, NoInput> {
    Err(NoInput::Refused(PlatformError::Unsupported.into()))
}
