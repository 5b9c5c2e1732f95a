//! Why the desktop cannot be shared or controlled. What a library says is quoted as it is.

use crate::platform::fault::DesktopFault;
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
        // The Helper is told these; the session goes on.
        InjectError::Character
        | InjectError::OutOfReach
        | InjectError::NotTaken
        | InjectError::Ended => error.to_string(),
    }
}

/// The error of one system. Those of a Mac, which are long, are in English.
fn of_system(cause: &Cause) -> String {
    DesktopFault::of(cause).map_or_else(|| cause.to_string(), |fault| known(&fault))
}

/// An error of X11 or Wayland.
fn known(fault: &DesktopFault) -> String {
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
    }
}
