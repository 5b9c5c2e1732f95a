//! The connection to the signal server, and the path to the sharer.

use protocol::channel::Channel;
use protocol::peer::ToSharer;
use protocol::signal::ToSignal;
use viewer::state::{IceServer, PathId, PathInput, PathOutput, SignalInput};

use crate::event::{Emit, Event};
use crate::web::connection::{Connection, NoConnection};
use crate::web::dom::log_error;
use crate::web::form::Form;
use crate::web::preopened::Preopened;
use crate::web::socket::Socket;
use crate::web::video::Video;

/// The links of the session.
pub(in crate::app) struct Links {
    emit: Emit,
    socket: Option<Socket>,
    path: Option<Connection>,
}

impl Links {
    /// When the page's link contains a code, both are opened at once: they take longest, and the browser
    /// works on them while the page is filled. The viewer asks for them when the page has been loaded.
    pub(in crate::app) fn new(mut preopened: Preopened, video: &Video, emit: &Emit) -> Self {
        let mut links = Self { emit: emit.clone(), socket: None, path: None };
        if Form::link_has_code() {
            let socket = match preopened.socket() {
                Some(socket) => Socket::adopt(socket, emit, Event::Signal),
                None => Socket::open(emit, Event::Signal),
            };
            links.socket = socket.ok();
            let connection = preopened.connection();
            let path = Connection::open(PathId::FIRST, connection, &[], video.attach(), emit);
            links.path = path.ok();
        }
        links
    }

    /// Opens the connection to the signal server, or takes the one that was opened before.
    pub(in crate::app) fn open_socket(&mut self) {
        if let Some(socket) = &self.socket {
            if let Some(missed) = socket.missed() {
                (self.emit)(Event::Signal(missed));
            }
            return;
        }
        match Socket::open(&self.emit, Event::Signal) {
            Ok(socket) => self.socket = Some(socket),
            Err(error) => {
                log_error(&error);
                (self.emit)(Event::Signal(SignalInput::Closed));
            }
        }
    }

    pub(in crate::app) fn send_signal(&self, message: &ToSignal) {
        if let Some(socket) = &self.socket {
            socket.send(&message.encode());
        }
    }

    pub(in crate::app) fn close_socket(&mut self) {
        self.socket = None;
    }

    /// Performs an output for a path.
    pub(in crate::app) fn perform(&mut self, id: PathId, output: PathOutput, video: &Video) {
        match output {
            PathOutput::Open { ice_servers } => self.open_path(id, &ice_servers, video),
            PathOutput::SetAnswer { sdp } => {
                if let Some(path) = self.path(id) {
                    path.set_answer(&sdp, &self.emit);
                }
            }
            PathOutput::AddCandidate(candidate) => {
                if let Some(path) = self.path(id) {
                    path.add_candidate(&candidate);
                }
            }
            PathOutput::Close => {
                self.path = None;
                video.detach();
            }
        }
    }

    fn path(&self, id: PathId) -> Option<&Connection> {
        self.path.as_ref().filter(|path| path.id() == id)
    }

    fn open_path(&mut self, id: PathId, ice_servers: &[IceServer], video: &Video) {
        // It may have been opened before, without servers.
        if ice_servers.is_empty() && self.path(id).is_some() {
            return;
        }
        match Connection::open(id, None, ice_servers, video.attach(), &self.emit) {
            Ok(path) => self.path = Some(path),
            Err(NoConnection::Decoder) => {
                (self.emit)(Event::Path(id, PathInput::NoDecoder));
            }
            Err(NoConnection::Browser(error)) => {
                log_error(&error);
                (self.emit)(Event::Path(id, PathInput::Failed));
            }
        }
    }

    /// Sends a message on the control channel.
    pub(in crate::app) fn send_control(&self, message: &ToSharer) {
        if let Some(channel) = self.path.as_ref().and_then(|path| path.channel(Channel::Control)) {
            channel.send_text(&message.encode());
        }
    }

    /// Sends a message on a channel. Returns whether there is a path to send it on.
    pub(in crate::app) fn send(&self, channel: Channel, bytes: &[u8]) -> bool {
        let channel = self.path.as_ref().and_then(|path| path.channel(channel));
        if let Some(channel) = channel {
            channel.send_bytes(bytes);
        }
        channel.is_some()
    }

    /// Asks for the browser's counters of the path.
    pub(in crate::app) fn count(&self) {
        if let Some(path) = &self.path {
            path.count(&self.emit);
        }
    }
}
