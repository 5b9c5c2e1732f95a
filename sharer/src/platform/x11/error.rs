//! What can be wrong with an X server.

use x11rb::errors::{ConnectError, ConnectionError, ReplyError, ReplyOrIdError};

use crate::platform::error::{InjectError, PlatformError, Reason};

/// Why an X display cannot be used. Each text says what is wrong and how to mend it.
#[derive(Debug, thiserror::Error)]
pub enum X11Error {
    /// `DISPLAY` is not set.
    #[error("no X display: set DISPLAY, or run alongside inside the desktop session")]
    NoDisplay,
    /// The X server does not answer or refuses us.
    #[error("the X display cannot be opened ({0}): check DISPLAY and XAUTHORITY")]
    Refused(Reason),
    /// The X server is a guest of Wayland.
    #[error(
        "this X display belongs to a Wayland session and cannot show its screen: leave --screen out, and run alongside \
         inside the session, which has WAYLAND_DISPLAY set"
    )]
    Guest,
    /// The X server lacks something that cannot be done without.
    #[error(
        "the X server has no {0} extension: use an X server that does. (--screen scrap does without, but every \
         account of this computer can then read your screen)"
    )]
    Missing(&'static str),
    /// The pixels have a format that has not been used for decades.
    #[error("the X display has {0} bits a pixel: set its depth to 24")]
    Depth(u8),
    /// The input library failed.
    #[error("input could not be injected ({0}): check that the X server has the XTEST extension")]
    Input(Reason),
}

impl From<X11Error> for PlatformError {
    fn from(error: X11Error) -> Self {
        PlatformError::NoDesktop(Box::new(error))
    }
}

impl From<X11Error> for InjectError {
    fn from(error: X11Error) -> Self {
        match error {
            X11Error::Input(_) => InjectError::Library(Box::new(error)),
            X11Error::NoDisplay
            | X11Error::Guest
            | X11Error::Refused(_)
            | X11Error::Missing(_)
            | X11Error::Depth(_) => InjectError::Platform(error.into()),
        }
    }
}

impl From<ConnectError> for X11Error {
    fn from(error: ConnectError) -> Self {
        X11Error::Refused(Reason::of(error))
    }
}

impl From<ConnectionError> for PlatformError {
    fn from(error: ConnectionError) -> Self {
        PlatformError::Lost(Reason::of(error))
    }
}

impl From<ReplyError> for PlatformError {
    fn from(error: ReplyError) -> Self {
        PlatformError::Lost(Reason::of(error))
    }
}

impl From<ReplyOrIdError> for PlatformError {
    fn from(error: ReplyOrIdError) -> Self {
        PlatformError::Lost(Reason::of(error))
    }
}
