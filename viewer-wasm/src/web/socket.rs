//! The link to the signal server.

use protocol::signal::SUBPROTOCOL;
use web_sys::{BinaryType, Event as DomEvent, MessageEvent, WebSocket};

use super::listen::Listener;
use super::window;
use crate::error::Error;
use crate::event::{Event, SocketEvent, Tell};

/// A WebSocket to the server that served the page. Closes when it is dropped; what was sent before
/// still leaves.
pub(crate) struct Socket {
    socket: WebSocket,
    _listeners: [Listener; 3],
}

impl Socket {
    /// Opens a link; what it says is told as `event` wraps it.
    pub(crate) fn open(tell: &Tell, event: fn(SocketEvent) -> Event) -> Result<Self, Error> {
        let location = window()?.location();
        let scheme = if location.protocol()? == "https:" { "wss" } else { "ws" };
        let url = format!("{scheme}://{}/ws", location.host()?);
        Self::take(WebSocket::new_with_str(&url, SUBPROTOCOL)?, tell, event)
    }

    /// Takes over a link that is opened already, and may be open.
    pub(crate) fn take(
        socket: WebSocket,
        tell: &Tell,
        event: fn(SocketEvent) -> Event,
    ) -> Result<Self, Error> {
        socket.set_binary_type(BinaryType::Arraybuffer);
        let say = |what: SocketEvent| {
            let tell = tell.clone();
            move |_: DomEvent| {
                tell(event(what.clone()));
            }
        };
        let heard = tell.clone();
        let listeners = [
            Listener::new(&socket, "open", say(SocketEvent::Open))?,
            Listener::new(&socket, "close", say(SocketEvent::Closed))?,
            Listener::new(&socket, "message", move |message: MessageEvent| {
                // The protocol has no binary messages: one becomes the empty text, a fault.
                let text = message.data().as_string().unwrap_or_default();
                heard(event(SocketEvent::Text(text)));
            })?,
        ];
        Ok(Self { socket, _listeners: listeners })
    }

    /// What would have been told of it before it was taken over.
    pub(crate) fn missed(&self) -> Option<SocketEvent> {
        match self.socket.ready_state() {
            WebSocket::CONNECTING => None,
            WebSocket::OPEN => Some(SocketEvent::Open),
            _ => Some(SocketEvent::Closed),
        }
    }

    /// Sends a text. While the link is not open it is dropped: its closing is told anyway.
    pub(crate) fn send(&self, text: &str) {
        if self.socket.ready_state() == WebSocket::OPEN {
            let _ = self.socket.send_with_str(text);
        }
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        let _ = self.socket.close();
    }
}
