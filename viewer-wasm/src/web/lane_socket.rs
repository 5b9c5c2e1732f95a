//! The WebSocket of a lane.

use js_sys::{ArrayBuffer, Uint8Array};
use protocol::lane::{PATH, SUBPROTOCOL};
use protocol::limits::LANE_MESSAGE_BYTES;
use wasm_bindgen::JsCast as _;
use web_sys::{BinaryType, Event as DomEvent, MessageEvent, WebSocket};

use super::listener::Listener;
use super::socket::address;
use crate::error::Error;
use crate::event::{Emit, Event};
use viewer::lane::Input;
use viewer::state::PathId;

/// A WebSocket to the server that served the page. Closes when it is dropped; messages sent before still leave.
pub(crate) struct LaneSocket {
    id: PathId,
    socket: WebSocket,
    _listeners: [Listener; 3],
}

impl LaneSocket {
    /// Opens the WebSocket of a path.
    pub(crate) fn open(id: PathId, emit: &Emit) -> Result<Self, Error> {
        let socket = WebSocket::new_with_str(&address(PATH)?, SUBPROTOCOL)?;
        socket.set_binary_type(BinaryType::Arraybuffer);
        let on = |input: Input| {
            let emit = emit.clone();
            move |_: DomEvent| {
                emit(Event::Lane(id, input.clone()));
            }
        };
        let received = emit.clone();
        let listeners = [
            Listener::new(&socket, "open", on(Input::Open))?,
            Listener::new(&socket, "close", on(Input::Closed))?,
            Listener::new(&socket, "message", move |message: MessageEvent| {
                received(Event::Lane(id, read(&message)));
            })?,
        ];
        Ok(Self { id, socket, _listeners: listeners })
    }

    /// Whether its events are those of this path.
    pub(crate) fn is_for(&self, id: PathId) -> bool {
        self.id == id
    }

    pub(crate) fn is_open(&self) -> bool {
        self.socket.ready_state() == WebSocket::OPEN
    }

    /// Whether it has closed, or could not be opened.
    pub(crate) fn has_closed(&self) -> bool {
        self.socket.ready_state() >= WebSocket::CLOSING
    }

    pub(crate) fn send_text(&self, text: &str) {
        if self.is_open() {
            let _ = self.socket.send_with_str(text);
        }
    }

    pub(crate) fn send_bytes(&self, bytes: &[u8]) {
        if self.is_open() {
            let _ = self.socket.send_with_u8_array(bytes);
        }
    }

    /// Bytes that wait to be sent.
    pub(crate) fn backlog(&self) -> u32 {
        self.socket.buffered_amount()
    }
}

impl Drop for LaneSocket {
    fn drop(&mut self) {
        let _ = self.socket.close();
    }
}

/// Copies a message. One that is larger than the lane allows is cut, and thereby refused.
fn read(message: &MessageEvent) -> Input {
    match message.data().dyn_into::<ArrayBuffer>() {
        Ok(buffer) => {
            let bytes = Uint8Array::new(&buffer);
            let most = u32::try_from(LANE_MESSAGE_BYTES).unwrap_or(u32::MAX);
            Input::Binary(bytes.subarray(0, bytes.length().min(most)).to_vec())
        }
        Err(data) => Input::Text(data.as_string().unwrap_or_default()),
    }
}
