//! What the tests of the whole stand on: drivers of the real programs, a real X display and a real
//! browser.
#![forbid(unsafe_code)]

pub mod clock;
pub mod random;

pub mod image;
pub mod process;

pub mod rig;
pub mod server;

#[cfg(target_os = "linux")]
pub mod browser;
#[cfg(target_os = "linux")]
pub mod x11;
#[cfg(target_os = "linux")]
pub mod xvfb;

pub mod netem;
