//! What a stream has to do with: the queues at both ends, and why it ends.

use std::net::SocketAddr;
use std::time::Duration;

use bytes::Bytes;
use tokio::sync::{mpsc, watch};

use super::framing::{NotTurn, is_allocate_response};
use crate::link::dial::Dialer;

/// How long one write may take. A network that takes nothing for so long is gone.
pub(super) const WRITE_TIMEOUT: Duration = Duration::from_secs(10);

/// A datagram from a server, with the made-up address of that server.
pub(in super::super) type FromServer = (SocketAddr, Bytes);

/// What a stream needs besides its target.
#[derive(Clone, Debug)]
pub(in super::super) struct StreamContext {
    pub(in super::super) dialer: Dialer,
    /// The made-up address of the server.
    pub(in super::super) made_up: SocketAddr,
    /// Where datagrams of the server go.
    pub(in super::super) incoming: mpsc::Sender<FromServer>,
    /// Whether some server has answered a request for a relayed address.
    pub(in super::super) answered: watch::Sender<bool>,
    /// How long transports that are preferred may take to answer; then this one is tried, too.
    pub(in super::super) head_start: Duration,
}

/// Why a stream ended.
#[derive(Debug, thiserror::Error)]
pub(super) enum StreamError {
    #[error("a preferred transport leads to a server")]
    NotNeeded,
    #[error("no connection: {0}")]
    Connect(String),
    #[error("lost: {0}")]
    Lost(#[from] std::io::Error),
    #[error("lost: {0}")]
    WebSocket(Box<tokio_tungstenite::tungstenite::Error>),
    #[error(transparent)]
    NotTurn(#[from] NotTurn),
    #[error("no message was taken for {n} s", n = WRITE_TIMEOUT.as_secs())]
    Stalled,
}

/// Datagrams to write.
pub(super) struct Outgoing {
    pub(super) first: Option<Bytes>,
    pub(super) queue: mpsc::Receiver<Bytes>,
}

impl Outgoing {
    /// The next one; `None` when there will be none.
    pub(super) async fn next(&mut self) -> Option<Bytes> {
        match self.first.take() {
            Some(first) => Some(first),
            None => self.queue.recv().await,
        }
    }

    /// The next one, if it waits already.
    pub(super) fn waiting(&mut self) -> Option<Bytes> {
        self.queue.try_recv().ok()
    }
}

impl StreamContext {
    /// Passes a message of the server on. `Err`: the connection is gone.
    pub(super) async fn deliver(&self, message: Bytes) -> Result<(), StreamError> {
        if is_allocate_response(&message) {
            self.answered.send_replace(true);
        }
        let sent = self.incoming.send((self.made_up, message)).await;
        sent.map_err(|_| StreamError::Lost(std::io::ErrorKind::NotConnected.into()))
    }
}
