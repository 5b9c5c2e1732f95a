//! Drivers of the real programs, an X server and a browser, for the tests of the whole program.
#![forbid(unsafe_code)]

pub mod clock;

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
pub mod stream;
pub mod turn;

#[cfg(target_os = "linux")]
pub mod browser;
#[cfg(target_os = "linux")]
pub mod clipboard;
#[cfg(target_os = "linux")]
pub mod desktop_services;
#[cfg(target_os = "linux")]
pub mod intruder;
#[cfg(target_os = "linux")]
pub mod keyboards;
#[cfg(target_os = "linux")]
pub mod line;
#[cfg(target_os = "linux")]
pub mod namespace;
#[cfg(target_os = "linux")]
pub mod networks;
#[cfg(target_os = "linux")]
pub mod screen_reader;
#[cfg(target_os = "linux")]
pub mod seat;
#[cfg(target_os = "linux")]
pub mod watch;
#[cfg(target_os = "linux")]
pub mod wayland;
#[cfg(target_os = "linux")]
pub mod wine;
#[cfg(target_os = "linux")]
pub mod x11;
#[cfg(target_os = "linux")]
pub mod xterm;
#[cfg(target_os = "linux")]
pub mod xvfb;
