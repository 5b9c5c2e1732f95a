//! The desktop on which the sharer runs, behind one set of traits.
//!
//! [`open`] opens all parts of a desktop together, since some systems grant the screen and input
//! together. Each system is one folder with the same functions; `cfg` for operating systems appears
//! nowhere else in the sharer. The parts: [`screen`], [`injector`], [`panic_key`], [`prompts`],
//! [`displays`], [`appearance`], [`border`], [`marks`], [`elements`], [`clipboard`]. [`press_watch`], [`desk`] and [`mod@desktop_programs`] belong to the User's own
//! window, whatever is shared. Threads are started by [`crate::supervisor`].

#[cfg(any(windows, test))]
mod access_list;
pub mod appearance;
pub(crate) mod atomic_file;
pub mod border;
mod child;
pub mod clipboard;
#[cfg(any(windows, test))]
mod clipboard_image;
pub mod cursor;
pub mod damage;
#[cfg(any(windows, test))]
mod default_route;
pub(crate) mod desk;
pub mod desktop_programs;
pub(crate) mod disk;
pub mod displays;
pub mod elements;
mod error;
pub mod fault;
pub mod file_chooser;
#[cfg(any(target_os = "linux", windows))]
mod file_manager;
pub(crate) mod files;
pub mod folders;
mod injected_presses;
pub mod injector;
#[cfg(any(target_os = "linux", windows, test))]
mod kept;
pub mod marks;
pub mod network_kind;
mod os;
pub mod own_windows;
pub mod panic_key;
pub mod parts;
pub mod press_watch;
#[cfg(any(windows, test))]
mod program_data;
pub mod prompts;
pub mod screen;
mod shortcuts;
pub mod synthetic;
pub mod wake;

#[cfg(not(target_os = "linux"))]
mod condvar_wake;
#[cfg(target_os = "linux")]
mod linux;
// Its parts without the system are tested everywhere.
#[cfg(any(target_os = "macos", test))]
mod macos;
#[cfg(target_os = "macos")]
mod no_desk;
#[cfg(all(unix, not(target_os = "linux")))]
mod no_gateway;
#[cfg(not(windows))]
mod no_windowed;
#[cfg(all(unix, not(target_os = "linux")))]
mod plain_terminal;
#[cfg(unix)]
mod unix;
#[cfg(unix)]
mod unknown_network;
#[cfg(target_os = "linux")]
mod wayland;
#[cfg(windows)]
mod windows;
#[cfg(any(windows, test))]
mod windows_input;
#[cfg(any(windows, test))]
mod windows_screen;
#[cfg(target_os = "linux")]
pub mod x11;

#[cfg(windows)]
use self::windows as system;
#[cfg(target_os = "linux")]
use linux as system;
#[cfg(target_os = "macos")]
use macos as system;

pub use error::{Cause, InjectError, PlatformError, Reason};
pub use folders::{SYSTEM, System};
pub use injected_presses::InjectedPresses;
pub use injector::Injector;
pub(crate) use os::account::home as account_home;
pub(crate) use os::desk::open_desk;
pub(crate) use os::ending::requested as end_requested;
pub(crate) use os::gateway::default_gateway;
pub(crate) use os::language::languages;
pub(crate) use os::network::network_kind;
pub(crate) use os::suspension::elapsed as elapsed_with_suspension;
pub(crate) use os::terminal::{discard_input, wait_for_input};
pub(crate) use os::windowed::{begin as begin_windowed, begin_in_terminal, show_failure};
pub use parts::{Desktop, Input, NoInput, Options, Platform, SourceKind};
pub use prompts::ANSWERS_PROMPTS;
pub use shortcuts::SHORTCUTS;

use appearance::AppearanceError;
use desktop_programs::DesktopPrograms;
use kit::theme::Preferred;
use press_watch::{NoPressWatch, PressWatch};

use crate::supervisor::Supervisor;

/// Opens the desktop with all its parts. A part that is missing has its reason; without a screen there
/// is nothing to share, so that this is an error.
pub fn open(options: &Options) -> Result<Platform, PlatformError> {
    let mut platform = match options.source {
        SourceKind::Synthetic { size, motion } => synthetic::open(size, motion),
        SourceKind::Auto
        | SourceKind::X11
        | SourceKind::Portal
        | SourceKind::Scrap
        | SourceKind::Gdi => system::open(options)?,
    };
    if let Some(path) = &options.record_input {
        platform.input = synthetic::recording::open(path);
    }
    Ok(platform)
}

/// Starts what tells a person at this computer from a program, on the desktop where the User's own window is:
/// the one at `address`, or that of the session in which the program runs.
pub fn open_press_watch(
    address: Option<&str>,
    supervisor: &Supervisor,
) -> Result<Box<dyn PressWatch>, NoPressWatch> {
    system::press_watch(address, supervisor)
}

/// The programs of the desktop on which the User's own window is.
pub fn desktop_programs() -> DesktopPrograms {
    system::desktop_programs()
}

/// Tells which colours the desktop of the User's window prefers, now and after each change, on another thread: where the
/// windows cannot ask it themselves.
pub fn watch_preferred(told: impl Fn(Preferred) + Send + 'static) {
    system::watch_preferred(told);
}

/// The devices through which programs press on the desktop of the User's window, by name. The list is empty where they
/// are not told apart.
pub fn program_devices(address: Option<&str>) -> Vec<String> {
    system::program_devices(address)
        .inspect_err(|error| tracing::debug!(%error, "devices are not known here"))
        .unwrap_or_default()
}

/// Restores what a session that did not end properly has left changed on the desktop of this session.
/// Returns how many changes there were.
pub fn restore_appearance() -> Result<usize, AppearanceError> {
    appearance::restore(system::appearance(None))
}
