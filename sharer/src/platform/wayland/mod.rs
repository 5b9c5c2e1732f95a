//! Wayland: refused until its portals are spoken. A portal will grant the screen and input together,
//! so that both are opened here.

use super::error::PlatformError;
use super::parts::{Options, Platform};

/// Why a Wayland session cannot be shared.
#[derive(Debug, thiserror::Error)]
#[error("this is a Wayland session, whose screen X cannot show: log in to an X11 (Xorg) session")]
struct Refused;

/// The error of a session that only Wayland can show, or in which X is a guest of Wayland.
pub(super) fn refused() -> PlatformError {
    PlatformError::NoDesktop(Box::new(Refused))
}

/// Opens the desktop, which cannot be done yet.
pub(super) fn open(_: &Options) -> Result<Platform, PlatformError> {
    Err(refused())
}
