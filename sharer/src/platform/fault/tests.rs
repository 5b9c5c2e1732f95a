use std::io;

use catalogue::Language;

use super::DesktopFault;
use crate::platform::appearance::{AppearanceError, StoreError};
use crate::platform::clipboard::ClipboardError;
use crate::platform::macos::MacError;
use crate::platform::press_watch::NoPressWatch;
use crate::platform::wayland::{PipeWireError, PortalError, Unproven, WaylandError};
use crate::platform::x11::X11Error;
use crate::platform::{InjectError, PlatformError, Reason};
use crate::words::platform::{appearance, clipboard, desktop, encoder, input, known, presses};
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
        WaylandError::NotAllowed,
    ];
    errors.extend(wayland.map(PlatformError::from));
    let macos = [
        MacError::NoScreenAccess,
        MacError::NoPostAccess,
        MacError::NoListenAccess,
        MacError::SecureInput,
        MacError::NoDisplay,
        MacError::OneDisplay { known: "eDP-1".to_owned() },
        MacError::OtherCapture,
        MacError::StoppedByUser,
        MacError::Capture(why()),
        MacError::Silent("the reason"),
        MacError::Event,
    ];
    errors.extend(macos.map(PlatformError::from));
    errors
}

fn of_input() -> Vec<InjectError> {
    vec![
        InjectError::Platform(PlatformError::OtherSystem),
        MacError::Event.into(),
        InjectError::Character,
        InjectError::OutOfReach,
        InjectError::NotTaken,
        InjectError::Ended,
        InjectError::System(io::Error::from_raw_os_error(24)),
    ]
}

fn of_presses() -> Vec<NoPressWatch> {
    let why = || Reason::of("the reason");
    vec![
        NoPressWatch::NotKnownHere,
        Unproven::OtherCompositor.into(),
        Unproven::OpenToAll("the reason".to_owned()).into(),
        Unproven::NoCompositor(why()).into(),
        Unproven::NoBus(why()).into(),
        NoPressWatch::Failed(PlatformError::Lost(why())),
    ]
}

fn of_appearance() -> Vec<AppearanceError> {
    let path = || "/users/ursula/eDP-1".into();
    let foreign = ::appearance::record::RecordError::Malformed("the reason".to_owned());
    vec![
        StoreError::Foreign { path: path(), error: foreign }.into(),
        StoreError::Io { path: path(), error: io::Error::other("the reason") }.into(),
        AppearanceError::NoPlace,
        AppearanceError::Busy,
        AppearanceError::NotRestored(2),
    ]
}

/// What is said, and the error's own text.
fn said() -> Vec<(String, String)> {
    let clipboard_fault = ClipboardError::Unsupported;
    let mut said = vec![(clipboard(&clipboard_fault), clipboard_fault.to_string())];
    said.extend(errors().iter().map(|error| (desktop(error), error.to_string())));
    said.extend(of_input().iter().map(|error| (input(error), error.to_string())));
    said.extend(of_presses().iter().map(|error| (presses(error), error.to_string())));
    said.extend(of_appearance().iter().map(|error| (appearance(error), error.to_string())));
    said
}

#[test]
fn a_desktop_that_cannot_be_shared_is_told_in_the_language_of_the_program() {
    for (said, own) in said() {
        assert_eq!(said, own, "in English");
    }
    // What Windows shows and what encodes have no error that is made here.
    let others = || [known(&DesktopFault::WindowsNoDesktop), encoder("the reason")];
    let english = others();
    let parts =
        ["the reason", "DISPLAY", "xdg-desktop-portal-kde", "eDP-1", "DAMAGE", "Esc", "--screen"];
    for language in Language::ALL.iter().filter(|language| **language != Language::English) {
        speak(*language);
        for (said, english) in said().into_iter().chain(others().into_iter().zip(english.clone())) {
            assert_ne!(said, english, "{language:?}");
            let said = without_marks(&said);
            for part in parts {
                assert_eq!(said.contains(part), english.contains(part), "{said}");
            }
        }
    }
}
