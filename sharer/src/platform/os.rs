//! The small functions that each operating system has of its own: the account, files, the end of the program, the
//! terminal, waking, the default gateway, what is shown outside of the windows, how a program with a window begins.

#[cfg(unix)]
pub(super) use super::unix::{account, disk, ending, files, folders, language, suspension};
#[cfg(windows)]
pub(super) use super::windows::{
    account, desk, disk, ending, files, folders, gateway, language, network, suspension, terminal,
    windowed,
};

#[cfg(not(target_os = "linux"))]
pub(super) use super::condvar_wake as wake;
#[cfg(target_os = "linux")]
pub(super) use super::linux::{desk, gateway, terminal, wake};
#[cfg(target_os = "macos")]
pub(super) use super::no_desk as desk;
#[cfg(all(unix, not(target_os = "linux")))]
pub(super) use super::no_gateway as gateway;
#[cfg(not(windows))]
pub(super) use super::no_windowed as windowed;
#[cfg(all(unix, not(target_os = "linux")))]
pub(super) use super::plain_terminal as terminal;
#[cfg(unix)]
pub(super) use super::unknown_network as network;
