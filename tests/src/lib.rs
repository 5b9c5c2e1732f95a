//! What the tests of the whole stand on: a world in virtual time for the simulation, and drivers of
//! the real programs, a real X display and a real browser for the rest.
#![forbid(unsafe_code)]

pub mod clock;
pub mod random;

pub mod hostile;
pub mod netem;
pub mod reference;
pub mod world;

pub mod image;
pub mod process;

pub mod claimant;
#[cfg(unix)]
pub mod computer;
pub mod helper;
pub mod native;
pub mod rig;
pub mod server;
pub mod smtp;

#[cfg(target_os = "linux")]
pub mod browser;
#[cfg(target_os = "linux")]
pub mod line;
#[cfg(target_os = "linux")]
pub mod watch;
#[cfg(target_os = "linux")]
pub mod x11;
#[cfg(target_os = "linux")]
pub mod xvfb;
