//! Connections that `boot.js` opened while the module was compiled.

use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{RtcPeerConnection, WebSocket};

/// A WebRTC connection and a WebSocket to the signal server, both unused. What is not taken is closed.
#[derive(Default)]
pub(crate) struct Preopened {
    connection: Option<RtcPeerConnection>,
    socket: Option<WebSocket>,
}

impl Preopened {
    /// A value of another type counts as none.
    pub(crate) fn new(connection: JsValue, socket: JsValue) -> Self {
        Self { connection: connection.dyn_into().ok(), socket: socket.dyn_into().ok() }
    }

    pub(crate) fn connection(&mut self) -> Option<RtcPeerConnection> {
        self.connection.take()
    }

    pub(crate) fn socket(&mut self) -> Option<WebSocket> {
        self.socket.take()
    }
}

impl Drop for Preopened {
    fn drop(&mut self) {
        if let Some(connection) = &self.connection {
            connection.close();
        }
        if let Some(socket) = &self.socket {
            let _ = socket.close();
        }
    }
}
