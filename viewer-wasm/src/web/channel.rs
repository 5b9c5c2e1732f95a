//! A data channel.

use js_sys::{ArrayBuffer, Uint8Array};
use protocol::channel::Channel;
use protocol::limits::{CONTROL_MESSAGE_BYTES, CURSOR_EDGE};
use wasm_bindgen::JsCast as _;
use web_sys::{
    Event as DomEvent, MessageEvent, RtcDataChannel, RtcDataChannelInit, RtcDataChannelState,
    RtcDataChannelType, RtcPeerConnection,
};

use super::listener::Listener;
use crate::error::Error;
use crate::event::{Emit, Event};
use viewer::state::{PathId, PathInput, PeerMessage};

/// Bytes that may wait in the pointer channel. Above that the network is slower than the pointer, and a
/// newer move replaces this one.
const POINTER_BACKLOG: u32 = 1024;

/// Bytes that may wait in any other channel. Above that nothing arrives on the other side, which the
/// heartbeat is about to notice.
const BACKLOG: u32 = 1024 * 1024;

/// The largest message of any channel: a cursor shape.
const MESSAGE_BYTES: u32 = CURSOR_EDGE as u32 * CURSOR_EDGE as u32 * 4 + 64;

/// One of the channels.
pub(crate) struct DataChannel {
    inner: RtcDataChannel,
    backlog: u32,
    _listeners: Vec<Listener>,
}

impl DataChannel {
    pub(crate) fn open(
        connection: &RtcPeerConnection,
        path: PathId,
        channel: Channel,
        emit: &Emit,
    ) -> Result<Self, Error> {
        let init = RtcDataChannelInit::new();
        init.set_negotiated(true);
        init.set_id(channel.id());
        init.set_ordered(channel.is_ordered());
        if !channel.is_reliable() {
            init.set_max_retransmits(0);
        }
        let inner = connection.create_data_channel_with_data_channel_dict(channel.label(), &init);
        inner.set_binary_type(RtcDataChannelType::Arraybuffer);
        let received = emit.clone();
        let mut listeners = vec![Listener::new(&inner, "message", move |event: MessageEvent| {
            received(Event::Peer(channel, read(&event)));
        })?];
        // The path is up when its control channel is: the channels open together.
        if channel == Channel::Control {
            for (kind, input) in [("open", PathInput::Up), ("close", PathInput::Down)] {
                let emit = emit.clone();
                listeners.push(Listener::new(&inner, kind, move |_: DomEvent| {
                    emit(Event::Path(path, input.clone()));
                })?);
            }
        }
        let backlog = if channel.is_reliable() { BACKLOG } else { POINTER_BACKLOG };
        Ok(Self { inner, backlog, _listeners: listeners })
    }

    pub(crate) fn send_text(&self, text: &str) {
        if self.has_room() {
            let _ = self.inner.send_with_str(text);
        }
    }

    pub(crate) fn send_bytes(&self, bytes: &[u8]) {
        if self.has_room() {
            let _ = self.inner.send_with_u8_array(bytes);
        }
    }

    fn has_room(&self) -> bool {
        self.inner.ready_state() == RtcDataChannelState::Open
            && self.inner.buffered_amount() < self.backlog
    }
}

/// Copies a message, unless it is too large.
fn read(event: &MessageEvent) -> PeerMessage {
    match event.data().dyn_into::<ArrayBuffer>() {
        Ok(buffer) if buffer.byte_length() <= MESSAGE_BYTES => {
            PeerMessage::Bytes(Uint8Array::new(&buffer).to_vec())
        }
        Ok(_) => PeerMessage::TooLarge,
        Err(data) => {
            let text = data.dyn_into::<js_sys::JsString>().ok();
            let fits = |text: &js_sys::JsString| {
                usize::try_from(text.length()).is_ok_and(|length| length <= CONTROL_MESSAGE_BYTES)
            };
            match text.filter(fits) {
                Some(text) => PeerMessage::Text(text.into()),
                None => PeerMessage::TooLarge,
            }
        }
    }
}
