//! Why a person's press cannot be proved on a Wayland desktop.

use crate::platform::error::{PlatformError, Reason};
use crate::platform::press_watch::NoPressWatch;

/// Each text says what is wrong.
#[derive(Debug, thiserror::Error)]
pub(in crate::platform) enum Unproven {
    /// The compositor is not one whose ways to inject are all known.
    #[error(
        "this Wayland desktop has ways to press keys that are not noticed here: only on GNOME is a person told from a \
         program"
    )]
    OtherCompositor,
    /// Any program may inject through an interface of the compositor, and nobody sees it.
    #[error("this desktop lets any program press keys unnoticed ({0})")]
    OpenToAll(String),
    /// The compositor cannot be asked.
    #[error("the compositor does not answer ({0})")]
    NoCompositor(Reason),
    /// The session's bus is not there, or shows its calls to nobody.
    #[error("the calls on the session's D-Bus cannot be watched ({0})")]
    NoBus(Reason),
}

impl From<zbus::Error> for Unproven {
    fn from(error: zbus::Error) -> Self {
        Self::NoBus(Reason::of(error))
    }
}

impl From<Unproven> for PlatformError {
    fn from(error: Unproven) -> Self {
        PlatformError::Lost(Reason::of(error))
    }
}

impl From<Unproven> for NoPressWatch {
    fn from(error: Unproven) -> Self {
        NoPressWatch::Unproven(Box::new(error))
    }
}
