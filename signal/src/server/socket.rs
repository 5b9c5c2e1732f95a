//! One WebSocket (RFC 6455): decodes messages for the dispatcher, sends its queue, and closes the
//! connection of a client that sends nothing.

#[cfg(test)]
mod tests;

use std::panic::AssertUnwindSafe;
use std::time::Duration;

use axum::extract::ws::{CloseFrame, Message, WebSocket, WebSocketUpgrade, close_code};
use futures_util::FutureExt as _;
use protocol::limits::{
    SIGNAL_FIRST_MESSAGE_TIMEOUT, SIGNAL_IDLE_TIMEOUT, SIGNAL_MESSAGE_BYTES, SIGNAL_PING_INTERVAL,
    SIGNAL_WRITE_TIMEOUT,
};
use protocol::signal::{FromSignal, Refusal, SUBPROTOCOL, ToSignal};
use tokio::sync::{mpsc, oneshot};
use tokio::time::{Instant, MissedTickBehavior, interval_at, sleep_until, timeout};

use super::dispatcher::{CloseCause, Event, Outgoing, SocketHandle};
use super::links::OpenLink;
use super::queue::{QueueReceiver, queue};
use crate::address::Source;
use crate::origin::Authority;
use crate::registry::{CloseReason, ConnectionId};

/// Size of the read buffer. Most messages are far smaller.
const READ_BUFFER: usize = 8 * 1024;

/// How long to wait for the close frame of the client.
const CLOSE_TIMEOUT: Duration = Duration::from_secs(1);

/// Sets the limits of a WebSocket.
pub(crate) fn bounded(upgrade: WebSocketUpgrade) -> WebSocketUpgrade {
    upgrade
        .max_message_size(SIGNAL_MESSAGE_BYTES)
        .max_frame_size(SIGNAL_MESSAGE_BYTES)
        .read_buffer_size(READ_BUFFER)
        .write_buffer_size(0)
        .max_write_buffer_size(2 * SIGNAL_MESSAGE_BYTES)
        .protocols([SUBPROTOCOL])
}

/// Runs a WebSocket to its end.
pub(crate) async fn run(
    socket: WebSocket,
    link: OpenLink,
    connection: ConnectionId,
    source: Source,
    host: Option<Authority>,
    events: mpsc::Sender<Event>,
) {
    let (queue, outgoing) = queue();
    let (abort, aborted) = oneshot::channel();
    let handle = SocketHandle { queue, abort };
    let connected = Event::Connected { connection, source, host, socket: handle };
    if events.send(connected).await.is_err() {
        return;
    }
    let client = ClientSocket { socket, link, connection, events: events.clone() };
    let serving = async {
        tokio::select! {
            () = client.run(outgoing) => {}
            () = wait_for_abort(aborted) => {}
        }
    };
    // However it ends, the dispatcher has to hear of it: what a client holds ends with its link, and with nothing else.
    if AssertUnwindSafe(serving).catch_unwind().await.is_err() {
        tracing::error!("the task of a WebSocket panicked");
    }
    // This fails only if the dispatcher has ended.
    let _ = events.send(Event::Disconnected { connection }).await;
}

/// Waits until the dispatcher aborts the socket. It also drops its end after it has queued a close,
/// which is no abort: the queue is sent first.
async fn wait_for_abort(aborted: oneshot::Receiver<()>) {
    if aborted.await.is_err() {
        std::future::pending().await
    }
}

struct ClientSocket {
    // Dropped before `link`, so that a permit is never free while its socket is open.
    socket: WebSocket,
    link: OpenLink,
    connection: ConnectionId,
    events: mpsc::Sender<Event>,
}

/// The connection has ended.
struct Closed;

impl ClientSocket {
    async fn run(mut self, mut outgoing: QueueReceiver) {
        let Err(Closed) = self.serve(&mut outgoing).await;
    }

    async fn serve(
        &mut self,
        outgoing: &mut QueueReceiver,
    ) -> Result<std::convert::Infallible, Closed> {
        let start = Instant::now();
        let mut ping = interval_at(start + SIGNAL_PING_INTERVAL, SIGNAL_PING_INTERVAL);
        ping.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut has_sent = false;
        let mut silence_ends = start + SIGNAL_FIRST_MESSAGE_TIMEOUT;
        loop {
            tokio::select! {
                next = outgoing.recv() => {
                    let Some(entry) = next else { return Err(Closed) };
                    match &entry.outgoing {
                        Outgoing::Message(message) => self.send(message).await?,
                        Outgoing::Messages(messages) => {
                            for message in messages {
                                self.send(message).await?;
                            }
                        }
                        Outgoing::Close(cause) => return Err(self.close(*cause).await),
                    }
                }
                incoming = self.socket.recv() => {
                    match incoming {
                        Some(Ok(Message::Text(text))) => {
                            let Ok(message) = ToSignal::decode(&text) else {
                                return Err(self.fault().await);
                            };
                            has_sent = true;
                            let connection = self.connection;
                            let event = Event::Message { connection, message };
                            self.events.send(event).await.map_err(|_| Closed)?;
                        }
                        Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
                        // A message that is too large or not UTF-8 is an `Err`.
                        Some(Ok(Message::Binary(_)) | Err(_)) => return Err(self.fault().await),
                        Some(Ok(Message::Close(_))) | None => return Err(Closed),
                    }
                    if has_sent {
                        silence_ends = Instant::now() + SIGNAL_IDLE_TIMEOUT;
                    }
                }
                _ = ping.tick() => self.write(Message::Ping(Default::default())).await?,
                () = sleep_until(silence_ends) => {
                    tracing::debug!("closed a silent client");
                    return Err(Closed);
                }
            }
        }
    }

    async fn send(&mut self, message: &FromSignal) -> Result<(), Closed> {
        self.write(Message::Text(message.encode().into())).await
    }

    async fn write(&mut self, message: Message) -> Result<(), Closed> {
        match timeout(SIGNAL_WRITE_TIMEOUT, self.socket.send(message)).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) | Err(_) => Err(Closed),
        }
    }

    /// The client sent a message that cannot be decoded.
    async fn fault(&mut self) -> Closed {
        tracing::warn!("a client broke the protocol");
        let refused = FromSignal::Refused { reason: Refusal::Protocol };
        match self.send(&refused).await {
            Ok(()) => self.close(CloseCause::Registry(CloseReason::Protocol)).await,
            Err(closed) => closed,
        }
    }

    /// Sends a close frame and waits for that of the client (RFC 6455 §7.1.1). Closing the TCP connection
    /// with unread input would reset it, and the messages sent last would be lost.
    async fn close(&mut self, cause: CloseCause) -> Closed {
        let frame = CloseFrame { code: code(cause), reason: reason(cause).into() };
        if self.write(Message::Close(Some(frame))).await.is_ok()
            && let Some(_closing) = self.link.close()
        {
            let closing = async { while let Some(Ok(_)) = self.socket.recv().await {} };
            let _ = timeout(CLOSE_TIMEOUT, closing).await;
        }
        Closed
    }
}

fn code(cause: CloseCause) -> u16 {
    match cause {
        CloseCause::Registry(CloseReason::Protocol) => close_code::PROTOCOL,
        CloseCause::Registry(CloseReason::Full) => close_code::AGAIN,
        CloseCause::Registry(
            CloseReason::Version | CloseReason::TooMany | CloseReason::Replaced,
        ) => close_code::POLICY,
        CloseCause::Stopping => close_code::RESTART,
    }
}

fn reason(cause: CloseCause) -> &'static str {
    match cause {
        CloseCause::Registry(CloseReason::Protocol) => "a message that is not allowed here",
        CloseCause::Registry(CloseReason::Full) => "the server is full",
        CloseCause::Registry(CloseReason::Version) => "this version is not spoken here",
        CloseCause::Registry(CloseReason::TooMany) => "too many attempts",
        CloseCause::Registry(CloseReason::Replaced) => "replaced by a newer connection",
        CloseCause::Stopping => "the server stops",
    }
}
