//! What can be wrong with a Wayland desktop.

use super::pipewire::PipeWireError;
use super::portal::PortalError;
use crate::platform::error::PlatformError;

/// Why a Wayland desktop cannot be shared. Each text says what is wrong and how to mend it.
#[derive(Debug, thiserror::Error)]
pub(crate) enum WaylandError {
    /// The portal.
    #[error(transparent)]
    Portal(#[from] PortalError),
    /// PipeWire.
    #[error(transparent)]
    PipeWire(#[from] PipeWireError),
    /// The stream stays empty.
    #[error("the desktop sends no picture: check that pipewire and wireplumber run")]
    NoPicture,
    /// What the portal grants cannot carry input.
    #[error(
        "this desktop lets no program control it: its portal has no RemoteDesktop. The screen can be shared"
    )]
    NoInput,
    /// Windows of other programs are not known on Wayland.
    #[error("a Wayland desktop does not tell which windows are open")]
    NoWindows,
    /// The desktop lets this program inject nothing.
    #[error(
        "the desktop lets nobody else use mouse and keyboard: share the screen again, and allow remote interaction in \
         the question of the desktop"
    )]
    NotAllowed,
}

impl From<WaylandError> for PlatformError {
    fn from(error: WaylandError) -> Self {
        let is_refusal =
            matches!(error, WaylandError::Portal(PortalError::Refused | PortalError::Unanswered));
        if is_refusal {
            PlatformError::Refused(Box::new(error))
        } else {
            PlatformError::NoDesktop(Box::new(error))
        }
    }
}
