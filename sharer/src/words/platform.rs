//! Why the desktop cannot be shared or controlled. What a library says is quoted as it is.

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
    #[cfg(target_os = "linux")]
    if let Some(said) = linux::of_system(cause) {
        return said;
    }
    cause.to_string()
}

#[cfg(target_os = "linux")]
mod linux {
    use crate::platform::x11::X11Error;
    use crate::platform::{Cause, PipeWireError, PortalError, WaylandError};
    use crate::words::say::{Say, say};

    /// Errors of X11 and Wayland.
    pub(super) fn of_system(cause: &Cause) -> Option<String> {
        if let Some(error) = cause.downcast_ref() {
            return Some(x11(error));
        }
        if let Some(error) = cause.downcast_ref() {
            return Some(wayland(error));
        }
        cause.downcast_ref().map(portal)
    }

    fn x11(error: &X11Error) -> String {
        match error {
            X11Error::NoDisplay => Say::XNoDisplay.to_owned(),
            X11Error::Refused(why) => say!(XRefused, Why = &why.to_string()),
            X11Error::Guest => Say::XGuest.to_owned(),
            X11Error::Missing(extension) => say!(XMissing, Extension = *extension),
            X11Error::Depth(depth) => say!(XDepth, Depth = &depth.to_string()),
            X11Error::Input(why) => say!(XInput, Why = &why.to_string()),
        }
    }

    fn wayland(error: &WaylandError) -> String {
        match error {
            WaylandError::Portal(error) => portal(error),
            WaylandError::PipeWire(PipeWireError::NoLibrary(why)) => {
                say!(PipewireMissing, Why = &why.to_string())
            }
            WaylandError::PipeWire(PipeWireError::Failed(why)) => {
                say!(PipewireFailed, Why = &why.to_string())
            }
            WaylandError::NoPicture => Say::WaylandNoPicture.to_owned(),
            WaylandError::NoInput => Say::WaylandNoInput.to_owned(),
            WaylandError::NoWindows => Say::WaylandNoWindows.to_owned(),
        }
    }

    fn portal(error: &PortalError) -> String {
        match error {
            PortalError::NoBus(why) => say!(PortalNoBus, Why = &why.to_string()),
            PortalError::NoPortal(why) => say!(PortalNone, Why = &why.to_string()),
            PortalError::NoScreenCast => Say::PortalNoScreen.to_owned(),
            PortalError::Refused => Say::PortalRefused.to_owned(),
            PortalError::Unanswered => Say::PortalUnanswered.to_owned(),
            PortalError::Failed(why) => say!(PortalFailed, Why = &why.to_string()),
            PortalError::Closed => Say::PortalClosed.to_owned(),
            PortalError::Slow => Say::PortalSlow.to_owned(),
            PortalError::System(error) => say!(DesktopResource, Why = &error.to_string()),
        }
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use std::io;

    use catalogue::Language;

    use super::*;
    use crate::platform::x11::X11Error;
    use crate::platform::{PipeWireError, PortalError, Reason, WaylandError};
    use crate::words::say::{speak, without_marks};

    fn errors() -> Vec<PlatformError> {
        let why = || Reason::of("the reason");
        let system = || io::Error::from_raw_os_error(24);
        let mut errors = vec![
            PlatformError::NoSuchDisplay {
                wanted: "HDMI-9".parse().expect("it is a name"),
                known: "eDP-1".to_owned(),
            },
            PlatformError::Lost(why()),
            PlatformError::System(system()),
            PlatformError::OtherSystem,
            PlatformError::Unsupported,
        ];
        let x11 = [
            X11Error::NoDisplay,
            X11Error::Refused(why()),
            X11Error::Guest,
            X11Error::Missing("DAMAGE"),
            X11Error::Depth(8),
            X11Error::Input(why()),
        ];
        errors.extend(x11.map(PlatformError::from));
        let portal = [
            PortalError::NoBus(why()),
            PortalError::NoPortal(why()),
            PortalError::NoScreenCast,
            PortalError::Refused,
            PortalError::Unanswered,
            PortalError::Failed(why()),
            PortalError::Closed,
            PortalError::Slow,
            PortalError::System(system()),
        ];
        errors.extend(portal.map(|error| WaylandError::from(error).into()));
        let wayland = [
            PipeWireError::NoLibrary(why()).into(),
            PipeWireError::Failed(why()).into(),
            WaylandError::NoPicture,
            WaylandError::NoInput,
            WaylandError::NoWindows,
        ];
        errors.extend(wayland.map(PlatformError::from));
        errors
    }

    #[test]
    fn a_desktop_that_cannot_be_shared_is_told_in_the_language_of_the_program() {
        for error in errors() {
            assert_eq!(desktop(&error), error.to_string(), "in English");
        }
        for language in Language::ALL.iter().filter(|language| **language != Language::English) {
            speak(*language);
            for error in errors() {
                let (said, english) = (desktop(&error), error.to_string());
                assert_ne!(said, english, "{language:?}");
                let said = without_marks(&said);
                for part in ["the reason", "DISPLAY", "xdg-desktop-portal-kde", "eDP-1", "DAMAGE"] {
                    assert_eq!(said.contains(part), english.contains(part), "{said}");
                }
            }
        }
    }
}
