//! Linux: the desktop is Wayland's, or X11's.

use std::ffi::OsStr;

use super::desktop_programs::{DesktopPrograms, ShowFolder};
use super::error::PlatformError;
use super::file_chooser::FileChooser;
use super::file_manager::FileManager;
use super::parts::{Options, Platform, SourceKind};
use super::press_watch::{NoPressWatch, PressWatch};
use super::x11::press_watch::X11PressWatch;
use super::{wayland, x11};
use crate::supervisor::Supervisor;
use file_chooser::PortalChooser;
use programs::ProgramFolders;

pub(super) mod bus;
pub(super) mod desk;
mod file_chooser;
pub(super) mod gateway;
mod preferred;
mod programs;
mod speech;
pub(super) mod terminal;
pub(super) mod wake;

/// Opens the desktop of this session.
pub(super) fn open(options: &Options) -> Result<Platform, PlatformError> {
    match options.source {
        SourceKind::Portal => wayland::open(options),
        // In a Wayland session DISPLAY names a guest of it, which has a part of the windows only.
        SourceKind::Auto if options.desktop.address.is_none() && is_wayland() => {
            wayland::open(options)
        }
        SourceKind::Auto
        | SourceKind::X11
        | SourceKind::Scrap
        | SourceKind::Gdi
        | SourceKind::Synthetic { .. } => x11::open(options),
    }
}

/// Whether the program runs in a Wayland session.
fn is_wayland() -> bool {
    is_set("WAYLAND_DISPLAY")
        || std::env::var_os("XDG_SESSION_TYPE").is_some_and(|kind| kind == "wayland")
}

/// The devices through which programs press, in the session of the User's own window.
pub(super) fn program_devices(address: Option<&str>) -> Result<Vec<String>, NoPressWatch> {
    if address.is_none() && is_wayland() {
        return Err(NoPressWatch::NotKnownHere);
    }
    Ok(x11::press_watch::program_devices(address)?)
}

/// What tells a person from a program, in the session of the User's own window.
pub(super) fn press_watch(
    address: Option<&str>,
    supervisor: &Supervisor,
) -> Result<Box<dyn PressWatch>, NoPressWatch> {
    // Where there is a Wayland session, a window may be one of its own, of which X knows nothing.
    if address.is_none() && is_wayland() {
        return wayland::press_watch(supervisor);
    }
    Ok(Box::new(X11PressWatch::spawn(address, supervisor)?))
}

/// The programs of the desktop.
pub(super) fn desktop_programs() -> DesktopPrograms {
    let folders = ProgramFolders::of_path();
    // It finds the file manager that the User chose.
    let show = folders.find("xdg-open").map(FileManager::new);
    let show = show.map(|show| Box::new(show) as Box<dyn ShowFolder>);
    let chooser = Some(Box::new(PortalChooser::default()) as Box<dyn FileChooser>);
    DesktopPrograms { speech: Box::new(speech::Voices::new(folders)), folders: show, chooser }
}

/// Tells which colours the desktop prefers.
pub(super) use preferred::watch as watch_preferred;

/// What changes the appearance of the desktop of this session.
pub(super) use x11::appearance::of_display as appearance;

fn is_set(variable: &str) -> bool {
    std::env::var_os(variable).is_some_and(|value| value != OsStr::new(""))
}
