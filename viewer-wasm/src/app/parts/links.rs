//! The connection to the signal server, and the paths to the sharer.

use std::mem;
use std::time::Duration;

use protocol::channel::Channel;
use protocol::peer::{Envelope, ToSharer};
use protocol::signal::ToSignal;
use protocol::time::{Tick, earliest};
use viewer::lane;
use viewer::state::{IceServer, PathId, PathInput, PathOutput, SignalInput};

use super::lane::Lane;
use crate::error::Error;
use crate::event::{Carrier, Counters, Emit, Event};
use crate::web::channel::DataChannel;
use crate::web::clock::tick;
use crate::web::connection::Connection;
use crate::web::dom::log_error;
use crate::web::form::Form;
use crate::web::lane_socket::LaneSocket;
use crate::web::preopened::Preopened;
use crate::web::socket::Socket;
use crate::web::video::Video;

/// The links of the session.
pub(in crate::app) struct Links {
    emit: Emit,
    socket: Option<Socket>,
    /// For the first lane of the next session, without a token. The server closes it after a while.
    prepared_lane: Option<LaneSocket>,
    paths: Vec<(PathId, Path)>,
    /// The path that brings the pictures.
    active: Option<PathId>,
    /// The path whose video the player shows, or will.
    shown: Option<PathId>,
    /// While the page goes away: the paths that are over, and have their last message to send.
    leaving: Option<Vec<Path>>,
}

/// How long a page that goes away lets its last messages leave. Firefox drops what it has not sent when a connection
/// is closed, and closes each with its page.
const LAST_MESSAGES: Duration = Duration::from_millis(30);

/// A path to the sharer.
enum Path {
    /// WebRTC: direct, or over a TURN relay.
    Direct(Connection),
    /// Over the signal server.
    Lane(Box<Lane>),
}

impl Links {
    /// When the page's link contains a code, both are opened at once: they take longest, and the browser
    /// works on them while the page is filled. The viewer asks for them when the page has been loaded.
    pub(in crate::app) fn new(mut preopened: Preopened, video: &Video, emit: &Emit) -> Self {
        let (paths, active, shown) = (Vec::new(), None, None);
        let (socket, prepared_lane) = (None, None);
        let (handle, leaving) = (emit.clone(), None);
        let mut links = Self { emit: handle, socket, prepared_lane, paths, active, shown, leaving };
        if Form::link_has_code() {
            links.prepare_lane();
            let socket = match preopened.socket() {
                Some(socket) => Socket::adopt(socket, emit, Event::Signal),
                None => Socket::open(emit, Event::Signal),
            };
            links.socket = socket.ok();
            let (id, connection) = (PathId::FIRST, preopened.connection());
            if let Ok(path) = Connection::open(id, connection, &[], emit) {
                links.add_direct(id, path, video);
            }
        }
        links
    }

    /// Closes the path that was opened at once: a session that goes on counts its paths otherwise.
    pub(in crate::app) fn close_preopened(&mut self, video: &Video) {
        self.perform(PathId::FIRST, PathOutput::Close, video);
    }

    /// The page goes away. Paths stay open from here on, until [`Links::leave`].
    pub(in crate::app) fn begin_leaving(&mut self) {
        self.leaving = Some(Vec::new());
    }

    /// Closes the paths once their last messages have left. The page waits here: it has nothing else to do any more.
    pub(in crate::app) fn leave(&mut self) {
        if let Some(leaving) = self.leaving.take().filter(|leaving| !leaving.is_empty()) {
            let until = tick() + LAST_MESSAGES;
            while tick() < until {}
            drop(leaving);
        }
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

    /// Opens the WebSocket of the next session's first lane, if it is not open.
    pub(in crate::app) fn prepare_lane(&mut self) {
        if self.prepared_lane.as_ref().is_none_or(LaneSocket::has_closed) {
            self.prepared_lane = LaneSocket::open(PathId::lane(0), &self.emit).ok();
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
            PathOutput::SetServers { ice_servers } => {
                if let Some(path) = self.connection(id) {
                    path.set_servers(&ice_servers, &self.emit);
                }
            }
            PathOutput::OpenLane { token } => {
                match Lane::open(id, token, self.prepared_lane.take(), &self.emit) {
                    Ok(lane) => self.add(id, Path::Lane(Box::new(lane))),
                    Err(error) => self.not_opened(id, &error),
                }
            }
            PathOutput::GreetLane { secret } => {
                if let Some(Path::Lane(lane)) = self.path_mut(id) {
                    lane.greet(secret);
                }
            }
            PathOutput::SetAnswer { sdp } => {
                if let Some(path) = self.connection(id) {
                    path.set_answer(&sdp, &self.emit);
                }
            }
            PathOutput::AddCandidate(candidate) => {
                if let Some(path) = self.connection(id) {
                    path.add_candidate(&candidate);
                }
            }
            PathOutput::Close => {
                if self.shown == Some(id) {
                    self.shown = None;
                    video.detach();
                }
                let (closed, open) =
                    mem::take(&mut self.paths).into_iter().partition(|it| it.0 == id);
                self.paths = open;
                let closed: Vec<(PathId, Path)> = closed;
                if let Some(leaving) = &mut self.leaving {
                    leaving.extend(closed.into_iter().map(|(_, path)| path));
                }
                self.active = self.active.filter(|active| *active != id);
            }
        }
    }

    /// The sharer sends pictures on this path from now on. Returns whether its video is only shown from
    /// now on, so that the first frames may be missed.
    pub(in crate::app) fn activate(&mut self, id: PathId, video: &Video) -> bool {
        self.active = Some(id);
        let is_shown = self.shown == Some(id);
        match self.connection(id).and_then(Connection::video) {
            Some(stream) if !is_shown => {
                video.attach(stream);
                self.shown = Some(id);
                true
            }
            Some(_) | None => false,
        }
    }

    /// The path that brings the pictures.
    pub(in crate::app) fn active(&self) -> Option<PathId> {
        self.active
    }

    /// Whether a path is open.
    pub(in crate::app) fn has_path(&self) -> bool {
        !self.paths.is_empty()
    }

    fn connection(&self, id: PathId) -> Option<&Connection> {
        self.paths.iter().find_map(|(known, path)| match path {
            Path::Direct(connection) if *known == id => Some(connection),
            Path::Direct(_) | Path::Lane(_) => None,
        })
    }

    fn open_path(&mut self, id: PathId, ice_servers: &[IceServer], video: &Video) {
        // It may have been opened before, without servers.
        if ice_servers.is_empty() && self.connection(id).is_some() {
            return;
        }
        match Connection::open(id, None, ice_servers, &self.emit) {
            Ok(path) => self.add_direct(id, path, video),
            Err(error) => self.not_opened(id, &error),
        }
    }

    /// Opens a direct path anew, before the sharer has heard of it. It has no video any more.
    pub(in crate::app) fn reopen(&mut self, id: PathId, video: &Video) {
        let Some(opened) = self.connection(id).map(|path| path.reopen(&self.emit)) else { return };
        if self.shown == Some(id) {
            self.shown = None;
            video.detach();
        }
        match opened {
            Ok(path) => self.add_direct(id, path, video),
            Err(error) => self.not_opened(id, &error),
        }
    }

    /// Adds a direct path. Its video is shown at once if no other one is: a frame that arrives while the
    /// player is being created is lost, and a static screen does not send another one soon.
    fn add_direct(&mut self, id: PathId, path: Connection, video: &Video) {
        if let Some(stream) = path.video().filter(|_| self.shown.is_none_or(|shown| shown == id)) {
            video.attach(stream);
            self.shown = Some(id);
        }
        self.add(id, Path::Direct(path));
    }

    fn not_opened(&self, id: PathId, error: &Error) {
        log_error(error);
        (self.emit)(Event::Path(id, PathInput::Failed));
    }

    /// Adds a path, in the place of one with the same id.
    fn add(&mut self, id: PathId, path: Path) {
        self.paths.retain(|(known, _)| *known != id);
        self.paths.push((id, path));
    }

    fn path_mut(&mut self, id: PathId) -> Option<&mut Path> {
        self.paths.iter_mut().find(|(known, _)| *known == id).map(|(_, path)| path)
    }

    fn active_mut(&mut self) -> Option<&mut Path> {
        self.path_mut(self.active?)
    }

    /// Something happened on the WebSocket of a lane.
    pub(in crate::app) fn on_lane(&mut self, id: PathId, input: lane::Input) {
        match self.path_mut(id) {
            Some(Path::Lane(lane)) => lane.handle(input),
            Some(Path::Direct(_)) | None => {}
        }
    }

    /// The deadline of the lanes passed.
    pub(in crate::app) fn on_deadline(&mut self) {
        for (_, path) in &mut self.paths {
            if let Path::Lane(lane) = path {
                lane.handle(lane::Input::Timeout);
            }
        }
    }

    pub(in crate::app) fn deadline(&self) -> Option<Tick> {
        let deadlines = self.paths.iter().map(|(_, path)| match path {
            Path::Direct(_) => None,
            Path::Lane(lane) => lane.deadline(),
        });
        deadlines.fold(None, earliest)
    }

    /// Sends a message on the control channel of a path.
    pub(in crate::app) fn send_control(&mut self, id: PathId, message: &Envelope<ToSharer>) {
        if let Some(path) = self.path_mut(id) {
            path.send_text(Channel::Control, &message.encode());
        }
    }

    /// Sends a message on a channel of a path. Returns whether there is such a path.
    pub(in crate::app) fn send(&mut self, id: PathId, channel: Channel, bytes: &[u8]) -> bool {
        let path = self.path_mut(id);
        let is_there = path.is_some();
        if let Some(path) = path {
            path.send_bytes(channel, bytes);
        }
        is_there
    }

    /// Whether a path takes a record on [`Channel::Bulk`] now. If not, [`Event::BulkRoom`] follows, while the path is there.
    pub(in crate::app) fn has_bulk_room(&mut self, id: PathId) -> bool {
        match self.path_mut(id) {
            Some(Path::Direct(connection)) => {
                connection.channel(Channel::Bulk).is_some_and(DataChannel::has_bulk_room)
            }
            Some(Path::Lane(lane)) => lane.has_bulk_room(),
            None => false,
        }
    }

    /// Asks for a keyframe of the video in messages. Returns whether the path has its own way for it.
    pub(in crate::app) fn request_keyframe(&mut self) -> bool {
        match self.active_mut() {
            Some(Path::Lane(lane)) => {
                lane.request_keyframe();
                true
            }
            Some(Path::Direct(_)) | None => false,
        }
    }

    /// Reads the counters of the active path, which follow as an event.
    pub(in crate::app) fn count(&mut self) {
        let emit = self.emit.clone();
        match self.active_mut() {
            Some(Path::Direct(path)) => path.count(&emit),
            Some(Path::Lane(lane)) => {
                let bytes = lane.received_bytes() as f64;
                let carrier = Carrier::Server;
                emit(Event::Counters(Counters { bytes, carrier, ..Counters::default() }));
            }
            None => {}
        }
    }
}

impl Path {
    /// Sends a text on a channel. While the path is not up, or when too much waits, it is dropped.
    fn send_text(&mut self, channel: Channel, text: &str) {
        match self {
            Path::Direct(connection) => {
                if let Some(channel) = connection.channel(channel) {
                    channel.send_text(text);
                }
            }
            Path::Lane(lane) => lane.send_text(channel, text),
        }
    }

    /// Sends bytes on a channel, in the same way.
    fn send_bytes(&mut self, channel: Channel, bytes: &[u8]) {
        match self {
            Path::Direct(connection) => {
                if let Some(channel) = connection.channel(channel) {
                    channel.send_bytes(bytes);
                }
            }
            Path::Lane(lane) => lane.send_bytes(channel, bytes),
        }
    }
}
