//! A data channel.

use js_sys::{ArrayBuffer, Reflect, Uint8Array};
use protocol::channel::Channel;
use protocol::fragment::{Assembler, Fragment};
use protocol::limits::BULK_QUEUE_BYTES;
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

/// Bytes that may wait in a channel. Above that a move of the pointer is dropped; on any other channel the path
/// has failed, since what comes later may not arrive without what comes first.
pub(crate) fn backlog(channel: Channel) -> u32 {
    if channel.is_reliable() { BACKLOG } else { POINTER_BACKLOG }
}

/// Bytes of transfers that may wait. Above that none is sent before it is half as much.
const BULK_BACKLOG: u32 = BULK_QUEUE_BYTES as u32;

/// Whether a record of a transfer finds room behind so many bytes.
pub(crate) fn has_bulk_room(backlog: u32) -> bool {
    backlog < BULK_BACKLOG
}

/// One of the channels.
pub(crate) struct DataChannel {
    inner: RtcDataChannel,
    path: PathId,
    channel: Channel,
    emit: Emit,
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
        if channel == Channel::Bulk {
            // W3C WebRTC Priority §4.2. A browser without it ignores the field.
            let _ = Reflect::set(&init, &"priority".into(), &"very-low".into());
        }
        let inner = connection.create_data_channel_with_data_channel_dict(channel.label(), &init);
        inner.set_binary_type(RtcDataChannelType::Arraybuffer);
        let received = emit.clone();
        let mut assembling = (channel == Channel::Video).then(|| Assembling::new(channel));
        let mut listeners = vec![Listener::new(&inner, "message", move |event: MessageEvent| {
            let message = read(channel, &event);
            let message = match &mut assembling {
                Some(assembling) => assembling.add(message),
                None => Some(message),
            };
            if let Some(message) = message {
                received(Event::Peer(path, channel, message));
            }
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
        if channel == Channel::Bulk {
            inner.set_buffered_amount_low_threshold(BULK_BACKLOG / 2);
            let emit = emit.clone();
            listeners.push(Listener::new(&inner, "bufferedamountlow", move |_: DomEvent| {
                emit(Event::BulkRoom(path));
            })?);
        }
        Ok(Self { inner, path, channel, emit: emit.clone(), _listeners: listeners })
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

    /// Whether a record of a transfer finds room now. If not, [`Event::BulkRoom`] follows.
    pub(crate) fn has_bulk_room(&self) -> bool {
        self.inner.ready_state() == RtcDataChannelState::Open
            && has_bulk_room(self.inner.buffered_amount())
    }

    fn has_room(&self) -> bool {
        if self.inner.ready_state() != RtcDataChannelState::Open {
            return false;
        }
        let has_room = self.inner.buffered_amount() < backlog(self.channel);
        if !has_room && self.channel.is_reliable() {
            (self.emit)(Event::Path(self.path, PathInput::Failed));
        }
        has_room
    }
}

/// Puts the messages of a channel together whose messages are longer than browsers accept.
struct Assembling {
    channel: Channel,
    assembler: Assembler,
}

impl Assembling {
    fn new(channel: Channel) -> Self {
        Self { channel, assembler: Assembler::new(channel.message_bytes()) }
    }

    /// Adds a fragment. Returns the message that it completes. One that does not belong there, or is too large,
    /// takes its whole message with it.
    fn add(&mut self, message: PeerMessage) -> Option<PeerMessage> {
        let added = match &message {
            PeerMessage::Bytes(bytes) => {
                Fragment::decode(bytes).and_then(|fragment| self.assembler.add(fragment)).ok()
            }
            PeerMessage::Text(_) | PeerMessage::TooLarge => None,
        };
        match added {
            Some(whole) => whole.map(|whole| PeerMessage::Bytes(whole.bytes)),
            None => {
                self.assembler = Assembler::new(self.channel.message_bytes());
                Some(PeerMessage::TooLarge)
            }
        }
    }
}

/// Copies a message, unless it is too large.
fn read(channel: Channel, event: &MessageEvent) -> PeerMessage {
    let fits =
        |length: u32| usize::try_from(length).is_ok_and(|length| length <= channel.message_bytes());
    match event.data().dyn_into::<ArrayBuffer>() {
        Ok(buffer) if fits(buffer.byte_length()) => {
            PeerMessage::Bytes(Uint8Array::new(&buffer).to_vec())
        }
        Ok(_) => PeerMessage::TooLarge,
        Err(data) => {
            let text = data.dyn_into::<js_sys::JsString>().ok();
            match text.filter(|text| fits(text.length())) {
                Some(text) => PeerMessage::Text(text.into()),
                None => PeerMessage::TooLarge,
            }
        }
    }
}
