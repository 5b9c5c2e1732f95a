//! The errors of DXGI.

use windows::Win32::Foundation::{E_ACCESSDENIED, E_NOTIMPL};
use windows::Win32::Graphics::Dxgi::{
    DXGI_ERROR_ACCESS_LOST, DXGI_ERROR_INVALID_CALL, DXGI_ERROR_NOT_CURRENTLY_AVAILABLE,
    DXGI_ERROR_SESSION_DISCONNECTED, DXGI_ERROR_UNSUPPORTED,
};
use windows::core::Error;

use crate::platform::windows_screen::duplicated::Fault;

/// What an error means.
#[expect(clippy::needless_pass_by_value, reason = "it is handed to map_err")]
pub(super) fn fault(error: Error) -> Fault {
    match error.code() {
        DXGI_ERROR_ACCESS_LOST => Fault::AccessLost,
        DXGI_ERROR_INVALID_CALL => Fault::InvalidCall,
        E_ACCESSDENIED => Fault::AccessDenied,
        DXGI_ERROR_NOT_CURRENTLY_AVAILABLE => Fault::NotCurrentlyAvailable,
        DXGI_ERROR_SESSION_DISCONNECTED => Fault::SessionDisconnected,
        DXGI_ERROR_UNSUPPORTED | E_NOTIMPL => Fault::Unsupported,
        code => Fault::Other(code.0),
    }
}
