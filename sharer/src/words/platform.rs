//! Why the desktop cannot be shared or controlled. What a library says is quoted as it is.

use crate::platform::appearance::{AppearanceError, StoreError};
use crate::platform::clipboard::ClipboardError;
use crate::platform::fault::DesktopFault;
use crate::platform::press_watch::NoPressWatch;
use crate::platform::{Cause, InjectError, PlatformError};
use crate::words::say::{Say, say};

/// The desktop cannot be used.
pub fn desktop(error: &PlatformError) -> String {
    match error {
        PlatformError::NoDesktop(cause) | PlatformError::Refused(cause) => of_system(cause),
        PlatformError::NoSuchDisplay { wanted, known } => {
            say!(NoSuchDisplay, Wanted = &wanted.to_string(), Known = known)
        }
        PlatformError::Lost(why) => say!(DesktopLost, Why = &why.to_string()),
        PlatformError::System(error) => say!(DesktopResource, Why = &error.to_string()),
        PlatformError::OtherSystem => Say::DesktopOtherSystem.to_owned(),
        PlatformError::Unsupported => Say::DesktopUnsupported.to_owned(),
    }
}

/// Input cannot be injected.
pub fn input(error: &InjectError) -> String {
    match error {
        InjectError::Platform(error) => desktop(error),
        InjectError::Library(cause) => of_system(cause),
        InjectError::System(error) => say!(DesktopResource, Why = &error.to_string()),
        InjectError::Character => Say::InputCharacter.to_owned(),
        InjectError::OutOfReach => Say::InputOutOfReach.to_owned(),
        InjectError::NotTaken => Say::InputNotTaken.to_owned(),
        InjectError::Ended => Say::InputEnded.to_owned(),
    }
}

/// A person is not told from a program here.
pub fn presses(error: &NoPressWatch) -> String {
    match error {
        NoPressWatch::NotKnownHere => Say::PressesNotKnown.to_owned(),
        NoPressWatch::Unproven(cause) => of_system(cause),
        NoPressWatch::Failed(error) => desktop(error),
    }
}

/// The clipboard cannot be opened.
pub fn clipboard(error: &ClipboardError) -> String {
    match error {
        ClipboardError::Unsupported => Say::ClipboardUnsupported.to_owned(),
        ClipboardError::Platform(error) => desktop(error),
        // Those are of one transfer, which tells them in its own way.
        ClipboardError::Secret
        | ClipboardError::Silent
        | ClipboardError::Changed
        | ClipboardError::TooLarge
        | ClipboardError::Taken
        | ClipboardError::Unwanted
        | ClipboardError::Emptied => error.to_string(),
    }
}

/// The looks of the desktop are not changed, or not restored. Follows a colon.
pub fn appearance(error: &AppearanceError) -> String {
    match error {
        AppearanceError::Store(StoreError::Foreign { path, error }) => {
            let path = path.display().to_string();
            say!(AppearanceForeign, Path = &path, Why = &error.to_string())
        }
        AppearanceError::Store(StoreError::Io { path, error }) => {
            let path = path.display().to_string();
            say!(AppearanceUnusable, Path = &path, Why = &error.to_string())
        }
        AppearanceError::NoPlace => Say::AppearanceNoPlace.to_owned(),
        AppearanceError::Busy => Say::AppearanceBusy.to_owned(),
        AppearanceError::NotRestored(count) => say!(AppearanceLeft, N = *count),
    }
}

/// The picture cannot be encoded.
pub fn encoder(why: &str) -> String {
    say!(EncoderFailed, Why = why)
}

/// The error of one system.
fn of_system(cause: &Cause) -> String {
    DesktopFault::of(cause).map_or_else(|| cause.to_string(), |fault| known(&fault))
}

/// An error that one system has.
pub fn known(fault: &DesktopFault) -> String {
    match fault {
        DesktopFault::XNoDisplay => Say::XNoDisplay.to_owned(),
        DesktopFault::XRefused(why) => say!(XRefused, Why = why),
        DesktopFault::XGuest => Say::XGuest.to_owned(),
        DesktopFault::XMissing(extension) => say!(XMissing, Extension = *extension),
        DesktopFault::XDepth(depth) => say!(XDepth, Depth = &depth.to_string()),
        DesktopFault::XInput(why) => say!(XInput, Why = why),
        DesktopFault::PortalNoBus(why) => say!(PortalNoBus, Why = why),
        DesktopFault::PortalNone(why) => say!(PortalNone, Why = why),
        DesktopFault::PortalNoScreen => Say::PortalNoScreen.to_owned(),
        DesktopFault::PortalRefused => Say::PortalRefused.to_owned(),
        DesktopFault::PortalUnanswered => Say::PortalUnanswered.to_owned(),
        DesktopFault::PortalFailed(why) => say!(PortalFailed, Why = why),
        DesktopFault::PortalClosed => Say::PortalClosed.to_owned(),
        DesktopFault::PortalSlow => Say::PortalSlow.to_owned(),
        DesktopFault::Resource(why) => say!(DesktopResource, Why = why),
        DesktopFault::PipeWireMissing(why) => say!(PipewireMissing, Why = why),
        DesktopFault::PipeWireFailed(why) => say!(PipewireFailed, Why = why),
        DesktopFault::WaylandNoPicture => Say::WaylandNoPicture.to_owned(),
        DesktopFault::WaylandNoInput => Say::WaylandNoInput.to_owned(),
        DesktopFault::WaylandNoWindows => Say::WaylandNoWindows.to_owned(),
        DesktopFault::WaylandNotAllowed => Say::WaylandNotAllowed.to_owned(),
        DesktopFault::PressesOtherCompositor => Say::PressesOtherCompositor.to_owned(),
        DesktopFault::PressesOpenToAll(interface) => say!(PressesOpenToAll, Why = interface),
        DesktopFault::PressesNoCompositor(why) => say!(PressesNoCompositor, Why = why),
        DesktopFault::PressesNoBus(why) => say!(PressesNoBus, Why = why),
        DesktopFault::WindowsNoDesktop => Say::WindowsNoDesktop.to_owned(),
        DesktopFault::MacNoScreen => Say::MacNoScreen.to_owned(),
        DesktopFault::MacNoInput => Say::MacNoInput.to_owned(),
        DesktopFault::MacNoEsc => Say::MacNoEsc.to_owned(),
        DesktopFault::MacSecureInput => Say::MacSecureInput.to_owned(),
        DesktopFault::MacNoDisplay => Say::MacNoDisplay.to_owned(),
        DesktopFault::MacOneDisplay(known) => say!(MacOneDisplay, Known = known),
        DesktopFault::MacOtherCapture => Say::MacOtherCapture.to_owned(),
        DesktopFault::MacStopped => Say::MacStopped.to_owned(),
        DesktopFault::MacCapture(why) => say!(MacCapture, Why = why),
        DesktopFault::MacSilent(part) => say!(MacSilent, Why = *part),
        DesktopFault::MacEvent => Say::MacEvent.to_owned(),
    }
}
