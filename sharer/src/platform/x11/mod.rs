//! X11: capture, input, the panic key, system prompts, displays, appearance.

pub mod appearance;
#[cfg(target_os = "linux")]
pub mod capture;
#[cfg(target_os = "linux")]
pub(crate) mod connection;
#[cfg(target_os = "linux")]
pub mod displays;
#[cfg(target_os = "linux")]
pub mod inject;
pub mod keymap;
pub mod panic_key;
pub mod prompts;
#[cfg(target_os = "linux")]
mod shm;
#[cfg(target_os = "linux")]
mod xkb;
