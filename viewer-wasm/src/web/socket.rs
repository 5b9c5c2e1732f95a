//! A WebSocket to the signal server.

use protocol::signal::SUBPROTOCOL;
use web_sys::{BinaryType, Event as DomEvent, MessageEvent, WebSocket};

use super::dom::window;
use super::listener::Listener;
use crate::error::Error;
use crate::event::{Emit, Event};
use viewer::state::SignalInput;

/// A WebSocket to the server that served the page. Closes when it is dropped; messages sent before still
/// leave.
pub(crate) struct Socket {
    socket: WebSocket,
    _listeners: [Listener; 3],
}

impl Socket {
    /// Opens a connection. Its events are wrapped by `event`.
    pub(crate) fn open(emit: &Emit, event: fn(SignalInput) -> Event) -> Result<Self, Error> {
        Self::adopt(WebSocket::new_with_str(&address("/ws")?, SUBPROTOCOL)?, emit, event)
    }

    /// Takes over a connection that is being opened, or is open.
    pub(crate) fn adopt(
        socket: WebSocket,
        emit: &Emit,
        event: fn(SignalInput) -> Event,
    ) -> Result<Self, Error> {
        socket.set_binary_type(BinaryType::Arraybuffer);
        let on = |input: SignalInput| {
            let emit = emit.clone();
            move |_: DomEvent| {
                emit(event(input.clone()));
            }
        };
        let received = emit.clone();
        let listeners = [
            Listener::new(&socket, "open", on(SignalInput::Open))?,
            Listener::new(&socket, "close", on(SignalInput::Closed))?,
            Listener::new(&socket, "message", move |message: MessageEvent| {
                // The protocol has no binary messages: one becomes the empty text, which is a fault.
                let text = message.data().as_string().unwrap_or_default();
                received(event(SignalInput::Text(text)));
            })?,
        ];
        Ok(Self { socket, _listeners: listeners })
    }

    /// The event that happened before it was taken over.
    pub(crate) fn missed(&self) -> Option<SignalInput> {
        match self.socket.ready_state() {
            WebSocket::CONNECTING => None,
            WebSocket::OPEN => Some(SignalInput::Open),
            _ => Some(SignalInput::Closed),
        }
    }

    /// Sends a text. While the connection is not open the text is dropped: an event reports that it closed.
    pub(crate) fn send(&self, text: &str) {
        if self.socket.ready_state() == WebSocket::OPEN {
            let _ = self.socket.send_with_str(text);
        }
    }
}

/// The address of a WebSocket on the server that served the page.
pub(super) fn address(path: &str) -> Result<String, Error> {
    let location = window()?.location();
    let scheme = if location.protocol()? == "https:" { "wss" } else { "ws" };
    Ok(format!("{scheme}://{}{path}", location.host()?))
}

impl Drop for Socket {
    fn drop(&mut self) {
        let _ = self.socket.close();
    }
}
