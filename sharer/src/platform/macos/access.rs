//! What macOS permits this program (TCC). Each question is shown to the User by macOS itself, once; afterwards only
//! System Settings helps. What is permitted is known to the program after its next start.

use objc2_core_graphics::{
    CGPreflightListenEventAccess, CGPreflightPostEventAccess, CGPreflightScreenCaptureAccess,
    CGRequestListenEventAccess, CGRequestPostEventAccess, CGRequestScreenCaptureAccess,
};

use super::error::MacError;

/// Whether the screen may be captured. If not, macOS asks the User.
pub(super) fn screen() -> Result<(), MacError> {
    if CGPreflightScreenCaptureAccess() || CGRequestScreenCaptureAccess() {
        Ok(())
    } else {
        Err(MacError::NoScreenAccess)
    }
}

/// Whether input may be injected, and the keyboard watched for Esc. If not, macOS asks the User.
pub(super) fn input() -> Result<(), MacError> {
    if !CGPreflightPostEventAccess() && !CGRequestPostEventAccess() {
        return Err(MacError::NoPostAccess);
    }
    if !CGPreflightListenEventAccess() && !CGRequestListenEventAccess() {
        return Err(MacError::NoListenAccess);
    }
    Ok(())
}
