//! A data channel.

use js_sys::{ArrayBuffer, Uint8Array};
use protocol::channel::Channel;
use protocol::limits::{CONTROL_MESSAGE_BYTES, CURSOR_EDGE};
use wasm_bindgen::JsCast as _;
use web_sys::{
    Event as DomEvent, MessageEvent, RtcDataChannel, RtcDataChannelInit, RtcDataChannelState,
    RtcDataChannelType, RtcPeerConnection,
};

use super::listen::Listener;
use crate::error::Error;
use crate::event::{Event, PeerEvent, Tell};

/// Bytes that may wait in the pointer channel. When more do, the network is slower than the hand,
/// and a newer move will say more than this one.
const POINTER_BACKLOG: u32 = 1024;

/// Bytes that may wait in any other channel. When more do, nothing arrives over there and the
/// heartbeat is about to notice.
const BACKLOG: u32 = 1024 * 1024;

/// Bytes taken from a message: the largest that any channel has, a cursor's shape.
const MESSAGE_BYTES: u32 = CURSOR_EDGE as u32 * CURSOR_EDGE as u32 * 4 + 64;

/// One of the channels.
pub(crate) struct DataChannel {
    inner: RtcDataChannel,
    backlog: u32,
    _listeners: [Listener; 3],
}

impl DataChannel {
    pub(crate) fn open(
        peer: &RtcPeerConnection,
        channel: Channel,
        tell: &Tell,
    ) -> Result<Self, Error> {
        let init = RtcDataChannelInit::new();
        init.set_negotiated(true);
        init.set_id(channel.id());
        init.set_ordered(channel.is_ordered());
        if !channel.is_reliable() {
            init.set_max_retransmits(0);
        }
        let inner = peer.create_data_channel_with_data_channel_dict(channel.label(), &init);
        inner.set_binary_type(RtcDataChannelType::Arraybuffer);
        let say = |event: PeerEvent| {
            let tell = tell.clone();
            move |_: DomEvent| {
                tell(Event::Peer(event.clone()));
            }
        };
        let heard = tell.clone();
        let listeners = [
            Listener::new(&inner, "open", say(PeerEvent::Open(channel)))?,
            Listener::new(&inner, "close", say(PeerEvent::Closed(channel)))?,
            Listener::new(&inner, "message", move |event: MessageEvent| {
                heard(Event::Peer(read(channel, &event)));
            })?,
        ];
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

/// Copies a message. One that is too large is not copied: its emptiness is a fault.
fn read(channel: Channel, event: &MessageEvent) -> PeerEvent {
    match event.data().dyn_into::<ArrayBuffer>() {
        Ok(buffer) if buffer.byte_length() <= MESSAGE_BYTES => {
            PeerEvent::Bytes(channel, Uint8Array::new(&buffer).to_vec())
        }
        Ok(_) => PeerEvent::Bytes(channel, Vec::new()),
        Err(data) => {
            let text = data.dyn_into::<js_sys::JsString>().ok();
            let fits = |text: &js_sys::JsString| {
                usize::try_from(text.length()).is_ok_and(|length| length <= CONTROL_MESSAGE_BYTES)
            };
            PeerEvent::Text(channel, text.filter(fits).map(String::from).unwrap_or_default())
        }
    }
}
