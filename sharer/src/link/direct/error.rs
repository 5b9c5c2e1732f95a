//! Errors of the WebRTC stack.

use crate::link::path::PathError;

impl From<webrtc::error::Error> for PathError {
    fn from(error: webrtc::error::Error) -> Self {
        Self::Stack(error.to_string())
    }
}
