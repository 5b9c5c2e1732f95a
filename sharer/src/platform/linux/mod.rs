//! Linux: the desktop is X11's, or Wayland's, which is refused.

use std::ffi::OsStr;

use super::desktop_programs::{DesktopPrograms, ShowFolder};
use super::error::PlatformError;
use super::file_manager::FileManager;
use super::parts::{Options, Platform, SourceKind};
use super::press_watch::{NoPressWatch, PressWatch};
use super::x11::press_watch::X11PressWatch;
use super::{wayland, x11};
use crate::supervisor::Supervisor;
use programs::ProgramFolders;

pub(super) mod desk;
pub(super) mod gateway;
mod programs;
mod speech;
pub(super) mod terminal;
pub(super) mod wake;

/// Opens the desktop of this session.
pub(super) fn open(options: &Options) -> Result<Platform, PlatformError> {
    let names_display = options.desktop.address.is_some() || is_set("DISPLAY");
    // The portable capture decides by itself what it can show.
    if !names_display && is_set("WAYLAND_DISPLAY") && options.source != SourceKind::Scrap {
        return wayland::open(options);
    }
    x11::open(options)
}

/// The devices through which programs press, in the session of the User's own window.
pub(super) fn program_devices(address: Option<&str>) -> Result<Vec<String>, NoPressWatch> {
    if address.is_none() && is_set("WAYLAND_DISPLAY") {
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
    if address.is_none() && is_set("WAYLAND_DISPLAY") {
        return Err(NoPressWatch::NotKnownHere);
    }
    Ok(Box::new(X11PressWatch::spawn(address, supervisor)?))
}

/// The programs of the desktop.
pub(super) fn desktop_programs() -> DesktopPrograms {
    let folders = ProgramFolders::of_path();
    // It finds the file manager that the User chose.
    let show = folders.find("xdg-open").map(FileManager::new);
    let show = show.map(|show| Box::new(show) as Box<dyn ShowFolder>);
    DesktopPrograms { speech: Box::new(speech::Voices::new(folders)), folders: show }
}

/// What changes the appearance of the desktop of this session.
pub(super) use x11::appearance::of_display as appearance;

fn is_set(variable: &str) -> bool {
    std::env::var_os(variable).is_some_and(|value| value != OsStr::new(""))
}
