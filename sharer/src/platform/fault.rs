//! What is wrong with a desktop of one system, as a value that every system knows: the sentence about it is made where
//! the User reads it, in their language.

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
    /// The User lets nobody else use mouse and keyboard.
    WaylandNotAllowed,
    /// Programs can press keys on this compositor in ways that are not known here.
    PressesOtherCompositor,
    /// Any program can press keys through this interface of the compositor.
    PressesOpenToAll(String),
    /// The compositor cannot be asked.
    PressesNoCompositor(String),
    /// The calls on the session's bus are not shown.
    PressesNoBus(String),
    /// Windows shows no desktop to this program.
    WindowsNoDesktop,
    /// macOS does not permit pictures of the screen.
    MacNoScreen,
    /// It does not permit input.
    MacNoInput,
    /// It does not permit to watch for Esc.
    MacNoEsc,
    /// No program sees the keyboard.
    MacSecureInput,
    /// There is no display.
    MacNoDisplay,
    /// Several displays are no picture; these are there.
    MacOneDisplay(String),
    /// The capture is that of another system.
    MacOtherCapture,
    /// The User ended the capture in the menu bar.
    MacStopped,
    /// There is no picture.
    MacCapture(String),
    /// This part of macOS does not answer.
    MacSilent(&'static str),
    /// An event was refused.
    MacEvent,
}

/// What the errors of each system say, where that system is.
const OF_SYSTEM: &[fn(&Cause) -> Option<DesktopFault>] = &[
    #[cfg(target_os = "linux")]
    |cause| cause.downcast_ref().map(of_x11),
    #[cfg(target_os = "linux")]
    |cause| cause.downcast_ref().map(of_wayland),
    #[cfg(target_os = "linux")]
    |cause| cause.downcast_ref().map(of_portal),
    #[cfg(target_os = "linux")]
    |cause| cause.downcast_ref().map(of_press_watch),
    #[cfg(any(target_os = "macos", test))]
    |cause| cause.downcast_ref().map(of_mac),
    #[cfg(windows)]
    |cause| cause.downcast_ref().map(of_windows),
];

impl DesktopFault {
    /// What an error of the system says; `None` for one that no system has.
    pub(crate) fn of(cause: &Cause) -> Option<Self> {
        OF_SYSTEM.iter().find_map(|of_system| of_system(cause))
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
        WaylandError::NotAllowed => DesktopFault::WaylandNotAllowed,
    }
}

#[cfg(target_os = "linux")]
fn of_press_watch(error: &super::wayland::Unproven) -> DesktopFault {
    use super::wayland::Unproven;
    match error {
        Unproven::OtherCompositor => DesktopFault::PressesOtherCompositor,
        Unproven::OpenToAll(interface) => DesktopFault::PressesOpenToAll(interface.clone()),
        Unproven::NoCompositor(why) => DesktopFault::PressesNoCompositor(why.to_string()),
        Unproven::NoBus(why) => DesktopFault::PressesNoBus(why.to_string()),
    }
}

#[cfg(windows)]
fn of_windows(_: &super::windows::NoDesktop) -> DesktopFault {
    DesktopFault::WindowsNoDesktop
}

#[cfg(any(target_os = "macos", test))]
fn of_mac(error: &super::macos::MacError) -> DesktopFault {
    use super::macos::MacError;
    match error {
        MacError::NoScreenAccess => DesktopFault::MacNoScreen,
        MacError::NoPostAccess => DesktopFault::MacNoInput,
        MacError::NoListenAccess => DesktopFault::MacNoEsc,
        MacError::SecureInput => DesktopFault::MacSecureInput,
        MacError::NoDisplay => DesktopFault::MacNoDisplay,
        MacError::OneDisplay { known } => DesktopFault::MacOneDisplay(known.clone()),
        MacError::OtherCapture => DesktopFault::MacOtherCapture,
        MacError::StoppedByUser => DesktopFault::MacStopped,
        MacError::Capture(why) => DesktopFault::MacCapture(why.to_string()),
        MacError::Silent(part) => DesktopFault::MacSilent(part),
        MacError::Event => DesktopFault::MacEvent,
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
mod tests;
