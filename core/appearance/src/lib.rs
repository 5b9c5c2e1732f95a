//! Reduces the desktop's appearance (wallpaper, effects, font smoothing) at low bandwidth, and restores it.
#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;
#[cfg(test)]
extern crate std;

mod level;
mod parameter;
pub mod plan;
pub mod record;

pub use level::{Level, UnknownLevel};
pub use parameter::SystemParameter;
