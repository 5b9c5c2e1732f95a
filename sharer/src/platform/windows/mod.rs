//! Windows: the parts of its desktop, and what else the sharer asks of this system.
//!
//! Windows is called through the functions of the `windows` crate, which are unsafe as those of C are. They are called
//! in this folder only; each block says why it is sound.
#![allow(unsafe_code, reason = "Windows has no other interface; each block says why it is sound")]

use super::error::PlatformError;
use super::parts::{Options, Platform};

pub(super) mod account;
mod appearance;
mod bitmap;
mod border;
mod clipboard;
mod cursor;
pub(super) mod desk;
mod desktop;
pub(super) mod disk;
mod displays;
mod elements;
pub(super) mod ending;
mod event;
mod file_chooser;
pub(super) mod files;
pub(super) mod folders;
pub(super) mod gateway;
mod hooks;
mod input;
mod integrity;
pub(super) mod language;
mod layered;
mod mark;
mod marks;
pub(super) mod network;
mod panic_key;
mod press_watch;
mod programs;
mod prompts;
mod pump;
mod screen;
mod seen;
mod speech;
pub(super) mod suspension;
pub(super) mod terminal;
pub(super) mod windowed;

pub(super) use appearance::appearance;
pub(super) use press_watch::{press_watch, program_devices};
pub(super) use programs::desktop_programs;
pub(super) use screen::NoDesktop;

/// Tells nothing: the windows ask Windows themselves which colours it prefers.
pub(super) fn watch_preferred(_: impl Fn(kit::theme::Preferred) + Send + 'static) {}

/// Opens the desktop on which the program runs. Each part opens what it needs on the thread that will use it.
pub(super) fn open(options: &Options) -> Result<Platform, PlatformError> {
    let desktop = &options.desktop;
    Ok(Platform {
        screen: screen::opener(options)?,
        input: input::open(desktop),
        prompts: prompts::opener(),
        appearance: Some(appearance(None)),
        asks: None,
        farewell: None,
        border: border::opener(),
        marks: Some(marks::opener(options.own.clone())),
        elements: Some(elements::opener()),
        clipboard: Some(clipboard::opener()),
    })
}
