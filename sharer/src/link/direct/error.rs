//! Errors of the WebRTC stack, without the texts in them: they quote what the other end has sent.

use crate::link::error_kind::error_kind;
use crate::link::path::PathError;

impl From<webrtc::error::Error> for PathError {
    fn from(error: webrtc::error::Error) -> Self {
        Self::Stack(error_kind(&error))
    }
}
