//! Windows: the screen cannot be shared yet. Files, signals and the synthetic screen work.

use super::appearance::settings::{DesktopSettings, unknown};
use super::error::PlatformError;
use super::parts::{Options, Platform};

pub(super) mod files;

/// Requests to end the program.
pub(super) mod ending {
    /// Waits for Ctrl-C.
    pub(crate) async fn requested() {
        let _ = tokio::signal::ctrl_c().await;
    }
}

pub(super) use super::condvar_wake as wake;
pub(super) use super::plain_terminal as terminal;

/// Opens the desktop, which cannot be done yet.
pub(super) fn open(_: &Options) -> Result<Platform, PlatformError> {
    Err(PlatformError::Unsupported)
}

/// Nothing is known of this desktop's settings.
pub(super) fn appearance(_: Option<String>) -> DesktopSettings {
    unknown()
}
