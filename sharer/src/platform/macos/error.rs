//! What can be wrong with the desktop of a Mac.

use crate::platform::error::{InjectError, PlatformError, Reason};

/// Why a Mac cannot be shared or controlled. Each text says what is wrong and how to mend it. The names in them are
/// those of System Settings since macOS 13.
///
/// A permission belongs to the program that macOS holds responsible: that is the terminal when alongside was started
/// in one.
#[derive(Debug, thiserror::Error)]
pub(in crate::platform) enum MacError {
    /// Pictures of the screen are not permitted.
    #[error(
        "macOS does not let alongside see the screen: allow it for alongside, or for the terminal that it runs in, in \
         System Settings > Privacy & Security > Screen Recording, then start alongside again"
    )]
    NoScreenAccess,
    /// Injected events are not permitted.
    #[error(
        "macOS does not let alongside use the mouse and keyboard: allow it for alongside, or for the terminal that it \
         runs in, in System Settings > Privacy & Security > Accessibility, then start alongside again"
    )]
    NoPostAccess,
    /// The keyboard cannot be watched, so that Esc could not end control.
    #[error(
        "macOS does not let alongside see that Esc is pressed, which must be able to stop control: allow it for \
         alongside, or for the terminal that it runs in, in System Settings > Privacy & Security > Input Monitoring, \
         then start alongside again"
    )]
    NoListenAccess,
    /// Secure event input is on: no program sees the keyboard, so that Esc could not end control.
    #[error(
        "a password field, or a program with Secure Keyboard Entry, has the keyboard to itself, so that alongside would \
         not see Esc: leave it, then share control again"
    )]
    SecureInput,
    /// There is no display, or none of a possible size.
    #[error("macOS has no display that is on: wake or connect one, then start alongside again")]
    NoDisplay,
    /// Several displays cannot be one picture here.
    #[error(
        "a Mac shares one display at a time: choose one of {known}, or its number counted from 0"
    )]
    OneDisplay {
        /// The names of those that there are.
        known: String,
    },
    /// A capture of another system was chosen.
    #[error("this capture is not for macOS: leave --screen out")]
    OtherCapture,
    /// The User ended the capture in the menu bar of macOS.
    #[error("sharing was stopped in the menu bar of macOS: start alongside again to share")]
    StoppedByUser,
    /// ScreenCaptureKit failed.
    #[error("macOS gives no picture of the screen ({0}): start alongside again")]
    Capture(Reason),
    /// ScreenCaptureKit or the event system does not answer.
    #[error("macOS does not answer ({0}): start alongside again")]
    Silent(&'static str),
    /// An event could not be made.
    #[error(
        "macOS refused an input event: check System Settings > Privacy & Security > Accessibility"
    )]
    Event,
}

impl From<MacError> for PlatformError {
    fn from(error: MacError) -> Self {
        PlatformError::NoDesktop(Box::new(error))
    }
}

impl From<MacError> for InjectError {
    fn from(error: MacError) -> Self {
        InjectError::Library(Box::new(error))
    }
}
