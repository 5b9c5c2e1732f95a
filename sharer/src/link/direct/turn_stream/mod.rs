//! TURN over streams: TCP, TLS, and a WebSocket of the signal server (RFC 8656 §2.1).
//!
//! The stack's TURN client sends datagrams only. Those for a server that is reached by a stream go through
//! a bounded queue to a task that writes them into it; what the server sends comes back as datagrams. A
//! queue that is full drops, as a network would: congestion control then slows down.

mod bytes_stream;
mod context;
mod framing;
mod websocket;

use std::time::Duration;

use bytes::Bytes;
use tokio::sync::mpsc;
use tokio::time::timeout;
use tracing::debug;

pub(super) use self::context::{FromServer, StreamContext};
use self::context::{Outgoing, StreamError};
pub(super) use self::framing::is_allocate_response;
pub(crate) use self::websocket::{MAX_BYTES, SUBPROTOCOL};
use super::ice_servers::{Target, Transport};
use crate::link::dial::{Dialer, Host, Security, Stream};
use crate::link::websocket::Socket;

/// Datagrams that wait to be written: about 80 ms of 8 Mbit/s.
const OUTGOING: usize = 64;

/// How long connecting may take. The TURN client repeats its first request for about eight seconds.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(8);

/// Opens a stream in a task, which ends when the sender of datagrams is dropped.
pub(super) fn open(target: Target, context: StreamContext) -> mpsc::Sender<Bytes> {
    let (sender, outgoing) = mpsc::channel(OUTGOING);
    tokio::spawn(async move {
        let transport = target.transport;
        match run(target, context, outgoing).await {
            Ok(()) => debug!(?transport, "a stream to a TURN server was closed"),
            // An error of the network may have an address in it; its kind says enough.
            Err(StreamError::NotNeeded) => debug!(?transport, "a stream is not needed"),
            Err(_) => debug!(?transport, "a stream to a TURN server failed"),
        }
    });
    sender
}

async fn run(
    target: Target,
    context: StreamContext,
    mut outgoing: mpsc::Receiver<Bytes>,
) -> Result<(), StreamError> {
    let mut answered = context.answered.subscribe();
    if timeout(context.head_start, answered.wait_for(|answered| *answered)).await.is_ok() {
        return Err(StreamError::NotNeeded);
    }
    let connected = timeout(CONNECT_TIMEOUT, connect(&target, &context.dialer)).await;
    let connected = connected.map_err(|_| StreamError::Connect("too slow".to_owned()))??;
    // Until now only the first request was sent, again and again.
    let mut first = None;
    while let Ok(datagram) = outgoing.try_recv() {
        first = Some(datagram);
    }
    let mut outgoing = Outgoing { first, queue: outgoing };
    match connected {
        Connected::Bytes(stream) => bytes_stream::carry(stream, &mut outgoing, &context).await,
        Connected::WebSocket(socket) => websocket::carry(socket, &mut outgoing, &context).await,
    }
}

enum Connected {
    Bytes(Stream),
    WebSocket(Box<Socket>),
}

async fn connect(target: &Target, dialer: &Dialer) -> Result<Connected, StreamError> {
    if let Some(url) = &target.url {
        return Ok(Connected::WebSocket(Box::new(websocket::open(dialer, url).await?)));
    }
    let security = match target.transport {
        Transport::Tls | Transport::WebSocket => Security::Tls,
        Transport::Udp | Transport::Tcp => Security::Plain,
    };
    let host = Host::new(&target.host, target.port);
    let stream = dialer.dial(&host, security).await;
    Ok(Connected::Bytes(stream.map_err(|error| StreamError::Connect(error.to_string()))?))
}
