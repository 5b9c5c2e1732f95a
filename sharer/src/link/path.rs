//! The path to the Helper: what carries the channels and the pictures of a session.
//!
//! A session uses one path at a time, behind [`Path`]. Channels and pictures do not know which path
//! carries them: messages go to [`Path::send`], and [`Path::carry`] takes the queues of pictures over.
//! [`Path::close`] gives the queues back, so that the next path can go on with them.

use std::time::Duration;

use protocol::channel::Channel;
pub use session::PathId;
use session::TransportInput;

use crate::clock::Clock;
use crate::link::reach::UdpPorts;
pub use crate::path_kind::PathKind;
use crate::picture::{MediaHandle, Pictures, RateControl};

/// How long a path may take to answer an offer. The session loop waits for it.
pub const ACCEPT_TIMEOUT: Duration = Duration::from_secs(5);

/// How long a path may take to close. The session loop waits for it.
pub const CLOSE_TIMEOUT: Duration = Duration::from_secs(2);

/// How long one call to a path may take. None waits for the network; only for the stack's own lock.
pub const CALL_TIMEOUT: Duration = Duration::from_secs(1);

/// How long sending a message on the control channel may take. If it is not sent, the path has failed, and
/// a computer that is busy for a second must not cost the session its path.
pub const CONTROL_TIMEOUT: Duration = Duration::from_secs(5);

/// A path below the channels.
#[async_trait::async_trait]
pub trait Path: Send + Sync {
    /// Names the path among those of the session.
    fn id(&self) -> PathId;

    /// The estimated bandwidth in kbit/s.
    fn estimated_kbit_s(&self) -> u32;

    /// Sends a message on a channel, reliably and in order as the channel says. It never waits for the
    /// network: a message that finds no room in the channel's buffer is refused.
    async fn send(&self, channel: Channel, message: Message<'_>) -> Result<(), NotSent>;

    /// Whether a record on [`Channel::Bulk`] finds room: of these, fewer bytes wait than
    /// [`BULK_QUEUE_BYTES`](protocol::limits::BULK_QUEUE_BYTES) says. If not, [`PathEvent::BulkRoom`] follows once there is room again,
    /// while the path is there.
    async fn has_bulk_room(&self) -> bool;

    /// Adds one of the Helper's ICE candidates. One that cannot be used is ignored.
    async fn add_candidate(&self, candidate: String, mid: Option<String>, line: Option<u16>);

    /// The address at the Helper's end, without its port. For the User's own session log; it is never
    /// traced.
    async fn peer_address(&self) -> Option<String>;

    /// Which way the path takes; `None` while that is not known, or where neither fits. It may change when
    /// the path is restarted.
    async fn path_kind(&self) -> Option<PathKind> {
        None
    }

    /// Accepts a later offer of the same connection with new ICE credentials (an ICE restart, RFC 8445 §9),
    /// after the network of either end has changed. Channels and pictures go on; what is sent meanwhile is
    /// late or lost, as on a bad network. Our new candidates arrive as events, and the Helper's follow by
    /// [`Self::add_candidate`]. After an error the path is of no use.
    async fn restart(&self, _offer: &str) -> Result<String, PathError> {
        Err(PathError::NoRestart)
    }

    /// Sends pictures from these queues, past the session loop, until [`Self::release`]. Each frame is
    /// answered by [`MediaHandle::frame_sent`], each tile by [`MediaHandle::tile_sent`]; `rates` is
    /// given each estimate of the bandwidth.
    fn carry(&mut self, pictures: Pictures, media: MediaHandle, rates: RateControl, clock: Clock);

    /// Stops sending pictures, and gives back the queues that it carried, unless they are lost. It can carry
    /// them again.
    async fn release(&mut self) -> Option<Pictures>;

    /// Closes the path, and gives back the queues that it carried, unless they are lost.
    async fn close(self: Box<Self>) -> Option<Pictures>;
}

/// One message on a channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Message<'a> {
    /// Text.
    Text(&'a str),
    /// Bytes.
    Binary(&'a [u8]),
}

/// The channel is closed, or the peer has not read a whole buffer of earlier messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the channel takes no message")]
pub struct NotSent;

/// Something that a path reports.
#[derive(Debug)]
pub struct FromPath {
    /// Which path.
    pub path: PathId,
    /// What it reports.
    pub event: PathEvent,
}

/// What a path reports.
#[derive(Debug)]
pub enum PathEvent {
    /// For the session.
    Transport(TransportInput),
    /// The browser lost too much and needs a keyframe (PLI, RFC 4585 §6.3.1; FIR, RFC 5104 §4.3.1).
    KeyframeRequested,
    /// A record of a transfer has arrived on [`Channel::Bulk`]; it was not decoded.
    Bulk(Vec<u8>),
    /// See [`Path::has_bulk_room`].
    BulkRoom,
    /// A task of the path has ended.
    Ended {
        /// Which one.
        task: PathTask,
        /// Why.
        why: TaskEnd,
    },
}

/// A task of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathTask {
    /// Reads a channel.
    Reader(Channel),
    /// Reports that all channels are open.
    Opening,
    /// Reports candidates and the state of the connection.
    Connection,
    /// Reports the address at which the router maps the path.
    PortMapping,
    /// Takes keyframe requests.
    KeyframeRequests,
    /// Sends frames.
    Frames,
    /// Sends tiles.
    Tiles,
    /// Reports that there is room for records of transfers.
    BulkRoom,
}

/// Why a task has ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TaskEnd {
    /// It has done its work.
    Finished,
    /// What it worked on was closed.
    Closed,
    /// It failed; the text quotes nothing of the other end's.
    Failed(String),
    /// It panicked.
    Panicked,
}

impl TaskEnd {
    /// Whether the path can go on without the task.
    pub fn is_harmless(&self) -> bool {
        *self == Self::Finished
    }
}

/// Why there is no path.
#[derive(Debug, thiserror::Error)]
pub enum PathError {
    /// The stack below the path refused something; the text is the kind of its error alone.
    #[error("the connection could not be prepared: {0}")]
    Stack(String),
    /// The other end's description breaks a rule.
    #[error(transparent)]
    Offer(#[from] protocol::ice::offer::OfferError),
    /// The other end's description has no video we can send.
    #[error("expected an offer to receive H.264 video")]
    NoVideo,
    /// Another program uses each of the ports that the User allows.
    #[error("no UDP port of {0} is free; give a wider range with --udp-ports")]
    NoFreePort(UdpPorts),
    /// The path cannot be restarted, or not now: a new one is needed.
    #[error("the connection cannot be restarted")]
    NoRestart,
    /// The stack did not answer in time.
    #[error("the connection could not be prepared in time")]
    TimedOut,
}
