//! What is wrong with a desktop of X11 or Wayland, as a value that every system knows: the sentence about it is made
//! where the User reads it, in their language.

use super::error::Cause;

/// What is wrong. A text is the reason of a library or of the system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DesktopFault {
    /// `DISPLAY` is not set.
    XNoDisplay,
    /// The X server does not answer or refuses us.
    XRefused(String),
    /// The X server is a guest of Wayland.
    XGuest,
    /// The X server lacks this extension.
    XMissing(&'static str),
    /// So many bits a pixel.
    XDepth(u8),
    /// The input library failed.
    XInput(String),
    /// There is no session bus.
    PortalNoBus(String),
    /// No portal answers on the bus.
    PortalNone(String),
    /// No backend shows the screen.
    PortalNoScreen,
    /// The User said no in the dialog of the desktop.
    PortalRefused,
    /// The User did not answer it.
    PortalUnanswered,
    /// The portal answers with an error.
    PortalFailed(String),
    /// The desktop has ended the session.
    PortalClosed,
    /// The portal hangs.
    PortalSlow,
    /// The system refused a resource.
    Resource(String),
    /// There is no PipeWire.
    PipeWireMissing(String),
    /// PipeWire does not do what it was asked for.
    PipeWireFailed(String),
    /// The stream stays empty.
    WaylandNoPicture,
    /// What the portal grants cannot carry input.
    WaylandNoInput,
    /// Windows of other programs are not known.
    WaylandNoWindows,
}

impl DesktopFault {
    /// What an error of the system says; `None` for one of another system.
    #[cfg(target_os = "linux")]
    pub(crate) fn of(cause: &Cause) -> Option<Self> {
        if let Some(error) = cause.downcast_ref() {
            return Some(of_x11(error));
        }
        if let Some(error) = cause.downcast_ref() {
            return Some(of_wayland(error));
        }
        cause.downcast_ref().map(of_portal)
    }

    /// The errors of other systems are in their own words.
    #[cfg(not(target_os = "linux"))]
    pub(crate) fn of(_: &Cause) -> Option<Self> {
        None
    }
}

#[cfg(target_os = "linux")]
fn of_x11(error: &super::x11::X11Error) -> DesktopFault {
    use super::x11::X11Error;
    match error {
        X11Error::NoDisplay => DesktopFault::XNoDisplay,
        X11Error::Refused(why) => DesktopFault::XRefused(why.to_string()),
        X11Error::Guest => DesktopFault::XGuest,
        X11Error::Missing(extension) => DesktopFault::XMissing(extension),
        X11Error::Depth(depth) => DesktopFault::XDepth(*depth),
        X11Error::Input(why) => DesktopFault::XInput(why.to_string()),
    }
}

#[cfg(target_os = "linux")]
fn of_wayland(error: &super::wayland::WaylandError) -> DesktopFault {
    use super::wayland::{PipeWireError, WaylandError};
    match error {
        WaylandError::Portal(error) => of_portal(error),
        WaylandError::PipeWire(PipeWireError::NoLibrary(why)) => {
            DesktopFault::PipeWireMissing(why.to_string())
        }
        WaylandError::PipeWire(PipeWireError::Failed(why)) => {
            DesktopFault::PipeWireFailed(why.to_string())
        }
        WaylandError::NoPicture => DesktopFault::WaylandNoPicture,
        WaylandError::NoInput => DesktopFault::WaylandNoInput,
        WaylandError::NoWindows => DesktopFault::WaylandNoWindows,
    }
}

#[cfg(target_os = "linux")]
fn of_portal(error: &super::wayland::PortalError) -> DesktopFault {
    use super::wayland::PortalError;
    match error {
        PortalError::NoBus(why) => DesktopFault::PortalNoBus(why.to_string()),
        PortalError::NoPortal(why) => DesktopFault::PortalNone(why.to_string()),
        PortalError::NoScreenCast => DesktopFault::PortalNoScreen,
        PortalError::Refused => DesktopFault::PortalRefused,
        PortalError::Unanswered => DesktopFault::PortalUnanswered,
        PortalError::Failed(why) => DesktopFault::PortalFailed(why.to_string()),
        PortalError::Closed => DesktopFault::PortalClosed,
        PortalError::Slow => DesktopFault::PortalSlow,
        PortalError::System(error) => DesktopFault::Resource(error.to_string()),
    }
}

#[cfg(test)]
#[cfg(target_os = "linux")]
mod tests {
    use std::io;

    use catalogue::Language;

    use crate::platform::wayland::{PipeWireError, PortalError, WaylandError};
    use crate::platform::x11::X11Error;
    use crate::platform::{PlatformError, Reason};
    use crate::words::platform::desktop;
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
