//! A lane: the path to the sharer over the signal server.

use core::time::Duration;

use protocol::channel::Channel;
use protocol::handshake::LaneSecret;
use protocol::network::LaneToken;
use protocol::time::{Tick, earliest};
use rand_core::OsRng;
use viewer::lane::{Input, Lane as Machine, Output};
use viewer::state::{PathId, PathInput};

use crate::error::Error;
use crate::event::{Emit, Event};
use crate::web::channel::{backlog, has_bulk_room};
use crate::web::clock::tick;
use crate::web::dom::log_error;
use crate::web::lane_socket::LaneSocket;

/// How often a WebSocket is asked whether it has room for records of transfers again: it does not tell.
const ROOM_CHECK: Duration = Duration::from_millis(20);

/// A lane.
pub(in crate::app) struct Lane {
    id: PathId,
    machine: Machine<OsRng>,
    /// `None` once it is closed.
    socket: Option<LaneSocket>,
    received_bytes: u64,
    /// There was no room for a record of a transfer: when it is looked for again.
    room_check: Option<Tick>,
    emit: Emit,
}

impl Lane {
    /// A lane over a WebSocket that was prepared, or over a new one.
    pub(super) fn open(
        id: PathId,
        token: LaneToken,
        prepared: Option<LaneSocket>,
        emit: &Emit,
    ) -> Result<Self, Error> {
        let (socket, is_open) = match prepared.filter(|socket| socket.is_for(id)) {
            Some(socket) if !socket.has_closed() => {
                let is_open = socket.is_open();
                (socket, is_open)
            }
            Some(_) | None => (LaneSocket::open(id, emit)?, false),
        };
        let machine = Machine::new(token, OsRng);
        let (socket, emit) = (Some(socket), emit.clone());
        let mut lane = Self { id, machine, socket, received_bytes: 0, room_check: None, emit };
        if is_open {
            lane.handle(Input::Open);
        }
        Ok(lane)
    }

    /// Greets the sharer, who has proven itself.
    pub(super) fn greet(&mut self, secret: LaneSecret) {
        self.machine.greet(secret, tick());
        self.perform();
    }

    /// Something happened on its WebSocket.
    pub(in crate::app) fn handle(&mut self, input: Input) {
        if let Input::Binary(bytes) = &input {
            self.received_bytes += bytes.len() as u64;
        }
        self.machine.handle(input, tick());
        self.perform();
        self.check_room();
    }

    pub(in crate::app) fn deadline(&self) -> Option<Tick> {
        earliest(self.machine.deadline(), self.room_check)
    }

    /// Whether a record of a transfer finds room now. If not, [`Event::BulkRoom`] follows.
    pub(super) fn has_bulk_room(&mut self) -> bool {
        let has_room = self.socket.as_ref().is_some_and(|socket| has_bulk_room(socket.backlog()));
        if !has_room && self.socket.is_some() {
            self.room_check.get_or_insert(tick() + ROOM_CHECK);
        }
        has_room
    }

    fn check_room(&mut self) {
        if self.room_check.take_if(|due| *due <= tick()).is_some() && self.has_bulk_room() {
            self.emit(Event::BulkRoom(self.id));
        }
    }

    /// Bytes that have arrived.
    pub(super) fn received_bytes(&self) -> u64 {
        self.received_bytes
    }

    pub(super) fn send_text(&mut self, channel: Channel, text: &str) {
        if self.has_room(channel) {
            self.machine.send_text(channel, text);
            self.perform();
        }
    }

    pub(super) fn send_bytes(&mut self, channel: Channel, bytes: &[u8]) {
        if self.has_room(channel) {
            self.machine.send_bytes(channel, bytes);
            self.perform();
        }
    }

    pub(super) fn request_keyframe(&mut self) {
        self.machine.request_keyframe();
        self.perform();
    }

    /// Like on a data channel: above the bound a move of the pointer is dropped, and for anything else the
    /// path has failed.
    fn has_room(&self, channel: Channel) -> bool {
        let Some(socket) = &self.socket else { return false };
        let has_room = socket.backlog() < backlog(channel);
        if !has_room && channel.is_reliable() {
            self.emit(Event::Path(self.id, PathInput::Failed));
        }
        has_room
    }

    fn perform(&mut self) {
        while let Some(output) = self.machine.poll() {
            match (output, &self.socket) {
                (Output::Open, _) => match LaneSocket::open(self.id, &self.emit) {
                    Ok(socket) => self.socket = Some(socket),
                    Err(error) => {
                        log_error(&error);
                        self.machine.handle(Input::Closed, tick());
                    }
                },
                (Output::Text(text), Some(socket)) => socket.send_text(&text),
                (Output::Binary(bytes), Some(socket)) => socket.send_bytes(&bytes),
                (Output::Text(_) | Output::Binary(_), None) => {}
                (Output::Close, _) => self.socket = None,
                (Output::Path(input), _) => self.emit(Event::Path(self.id, input)),
                (Output::Peer(channel, message), _) => {
                    self.emit(Event::Peer(self.id, channel, message));
                }
            }
        }
    }

    /// Emits an event while another is handled: it waits until that is done.
    fn emit(&self, event: Event) {
        (self.emit)(event);
    }
}
