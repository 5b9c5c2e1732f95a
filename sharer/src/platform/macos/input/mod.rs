//! Input into the desktop of a Mac, by events of CoreGraphics.
//!
//! macOS neither counts clicks nor tracks modifiers for injected events: [`clicks`] and [`modifiers`] do.

pub(super) mod clicks;
pub(super) mod keys;
pub(super) mod modifiers;
pub(super) mod pressed;

#[cfg(target_os = "macos")]
pub(super) mod events;
#[cfg(target_os = "macos")]
mod injector;

#[cfg(target_os = "macos")]
pub(super) use injector::opener;
