//! TURN over a WebSocket, for sharers in networks whose proxy passes nothing but HTTP.
//!
//! The bytes of the binary messages, put together, are a stream as on TCP. Each message to the client holds
//! one message of TURN.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::ws::{Message, WebSocket, WebSocketUpgrade};
use relay::limits::{
    STREAM_ALLOCATION_TIMEOUT, STREAM_MESSAGE_BYTES, STREAM_READ_BYTES, WRITE_TIMEOUT,
};
use tokio::time::{Instant, MissedTickBehavior, interval_at, timeout};

use super::hub::Hub;
use super::stream::Input;

/// The WebSocket subprotocol (RFC 6455 §1.9).
const SUBPROTOCOL: &str = "alongside-turn.1";

/// Sets the limits of a WebSocket.
pub(crate) fn bounded(upgrade: WebSocketUpgrade) -> WebSocketUpgrade {
    upgrade
        .max_message_size(STREAM_MESSAGE_BYTES)
        .max_frame_size(STREAM_MESSAGE_BYTES)
        .read_buffer_size(STREAM_READ_BYTES)
        .write_buffer_size(0)
        .max_write_buffer_size(STREAM_MESSAGE_BYTES)
        .protocols([SUBPROTOCOL])
}

/// Runs a WebSocket to its end.
pub(crate) async fn run(mut socket: WebSocket, hub: Arc<Hub>, client: SocketAddr) {
    let Some((guard, mut outgoing)) = hub.open_stream(client.ip()) else {
        tracing::debug!("too many connections to the relay");
        return;
    };
    let mut input = Input::new(Arc::clone(&hub), guard.flow(), client);
    let period = STREAM_ALLOCATION_TIMEOUT;
    let mut ping = interval_at(Instant::now() + period, period);
    ping.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut is_silent = false;
    let stopped = hub.stopped();
    tokio::pin!(stopped);
    loop {
        // It counts until it is written.
        let mut packet = None;
        let message = tokio::select! {
            () = &mut stopped => return,
            incoming = socket.recv() => {
                is_silent = false;
                match incoming {
                    Some(Ok(Message::Binary(bytes))) => {
                        if input.take(&bytes).is_err() {
                            return;
                        }
                    }
                    Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
                    Some(Ok(Message::Text(_) | Message::Close(_)) | Err(_)) | None => return,
                }
                continue;
            }
            next = outgoing.recv() => {
                let Some(next) = next else { return };
                let next = packet.insert(next);
                Message::Binary(std::mem::take(&mut next.bytes).into())
            }
            _ = ping.tick() => {
                // A client that answers no ping is gone; one without an allocation is not needed.
                if is_silent || !input.may_stay() {
                    return;
                }
                is_silent = true;
                Message::Ping(Default::default())
            }
        };
        let Ok(Ok(())) = timeout(WRITE_TIMEOUT, socket.send(message)).await else { return };
    }
}
