//! What `boot.js` made while the module was compiled.

use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{RtcPeerConnection, WebSocket};

/// A connection and a link to the signal server, on which nothing was said. What nobody takes is
/// closed.
#[derive(Default)]
pub(crate) struct Early {
    peer: Option<RtcPeerConnection>,
    socket: Option<WebSocket>,
}

impl Early {
    /// What is not what it should be is nothing.
    pub(crate) fn new(peer: JsValue, socket: JsValue) -> Self {
        Self { peer: peer.dyn_into().ok(), socket: socket.dyn_into().ok() }
    }

    pub(crate) fn peer(&mut self) -> Option<RtcPeerConnection> {
        self.peer.take()
    }

    pub(crate) fn socket(&mut self) -> Option<WebSocket> {
        self.socket.take()
    }
}

impl Drop for Early {
    fn drop(&mut self) {
        if let Some(peer) = &self.peer {
            peer.close();
        }
        if let Some(socket) = &self.socket {
            let _ = socket.close();
        }
    }
}
