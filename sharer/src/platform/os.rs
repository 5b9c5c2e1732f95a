//! The small functions that each operating system has of its own: files, the end of the program, the
//! terminal, waking.

#[cfg(unix)]
pub(super) use super::unix::{ending, files};
#[cfg(windows)]
pub(super) use super::windows::{ending, files};

#[cfg(not(target_os = "linux"))]
pub(super) use super::condvar_wake as wake;
#[cfg(target_os = "linux")]
pub(super) use super::linux::{terminal, wake};
#[cfg(not(target_os = "linux"))]
pub(super) use super::plain_terminal as terminal;
