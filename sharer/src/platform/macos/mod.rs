//! macOS: screen, input, panic key, system prompts.
//!
//! Nothing of this has run on a Mac yet; docs/macos-checklist.md says how to try it. What decides is in modules that
//! also compile, and are tested, elsewhere: [`geometry`], [`screen`] without its source, [`input`] without its injector.
//! The frameworks are called through the `objc2` crates, whose functions are unsafe as those of Objective-C are. They are
//! called in this folder only; each block says why it is sound.
//!
//! Not here yet: the border, the desktop's appearance, speech, and telling a person's press from a program's. An event
//! has the number of the program that posted it (`kCGEventSourceUnixProcessID`, 0 for devices), but that program can set
//! it to 0, so that it is no evidence.
#![allow(unsafe_code, reason = "macOS has no other interface; each block says why it is sound")]

mod agents;
mod error;
mod geometry;
mod input;
mod screen;

#[cfg(target_os = "macos")]
mod access;
#[cfg(target_os = "macos")]
mod displays;
#[cfg(target_os = "macos")]
mod panic_key;
#[cfg(target_os = "macos")]
mod prompts;
#[cfg(target_os = "macos")]
mod secure_input;
#[cfg(target_os = "macos")]
mod system;
#[cfg(target_os = "macos")]
mod tap;

pub(super) use error::MacError;
#[cfg(target_os = "macos")]
pub(super) use system::{
    appearance, desktop_programs, open, press_watch, program_devices, watch_preferred,
};
