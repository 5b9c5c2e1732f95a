//! What can be wrong with PipeWire.

use crate::platform::error::Reason;

/// What is wrong with PipeWire.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PipeWireError {
    /// There is no library.
    #[error(
        "PipeWire is missing, which carries the screen of a Wayland desktop ({0}): install libpipewire-0.3-0 and pipewire"
    )]
    NoLibrary(Reason),
    /// The library does not do what it was asked for.
    #[error("PipeWire does not show the screen ({0}): check that pipewire and wireplumber run")]
    Failed(Reason),
}
