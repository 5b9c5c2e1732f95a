//! One WebSocket: decodes for the hub, sends what the hub queued, notices silence.

#[cfg(test)]
mod tests;

use std::time::Duration;

use axum::extract::ws::{CloseFrame, Message, WebSocket, WebSocketUpgrade, close_code};
use protocol::limits::{
    SIGNAL_FIRST_MESSAGE, SIGNAL_IDLE, SIGNAL_MESSAGE_BYTES, SIGNAL_PING, SIGNAL_QUEUE,
    SIGNAL_WRITE,
};
use protocol::signal::{FromSignal, Refusal, SUBPROTOCOL, ToSignal};
use tokio::sync::{mpsc, oneshot};
use tokio::time::{Instant, MissedTickBehavior, interval_at, sleep_until, timeout};

use crate::address::Source;
use crate::hub::{Event, Farewell, Link, Outgoing};
use crate::registry::{CloseReason, ConnectionId};

/// Bytes that are read from the network at once. Most messages are far smaller.
const READ_BUFFER: usize = 8 * 1024;

/// How long a closed client may take to say that it has heard.
const CLOSE_PATIENCE: Duration = Duration::from_secs(1);

/// Sets the bounds of a WebSocket before it is one.
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
    connection: ConnectionId,
    source: Source,
    events: mpsc::Sender<Event>,
) {
    let (queue, outgoing) = mpsc::channel(SIGNAL_QUEUE);
    let (cut, on_cut) = oneshot::channel();
    let link = Link { queue, cut };
    if events.send(Event::Connected { connection, source, link }).await.is_err() {
        return;
    }
    let talk = Talk { socket, connection, events: events.clone() };
    tokio::select! {
        () = talk.run(outgoing) => {}
        () = cut_off(on_cut) => {}
    }
    // When the hub is gone nobody needs to know.
    let _ = events.send(Event::Disconnected { connection }).await;
}

/// Waits for a deliberate cut. The hub also drops its end when it is done with a socket, whose
/// queue is still to be sent then.
async fn cut_off(cut: oneshot::Receiver<()>) {
    if cut.await.is_err() {
        std::future::pending().await
    }
}

struct Talk {
    socket: WebSocket,
    connection: ConnectionId,
    events: mpsc::Sender<Event>,
}

/// The client is gone or must go: nothing more is to be done with its socket.
struct Over;

impl Talk {
    async fn run(mut self, mut outgoing: mpsc::Receiver<Outgoing>) {
        // Every way out of the loop is an `Over`; there is nothing to tell about it.
        let Err(Over) = self.talk(&mut outgoing).await;
    }

    async fn talk(
        &mut self,
        outgoing: &mut mpsc::Receiver<Outgoing>,
    ) -> Result<std::convert::Infallible, Over> {
        let start = Instant::now();
        let mut ping = interval_at(start + SIGNAL_PING, SIGNAL_PING);
        ping.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut has_spoken = false;
        let mut silent_until = start + SIGNAL_FIRST_MESSAGE;
        loop {
            tokio::select! {
                next = outgoing.recv() => match next {
                    Some(Outgoing::Message(message)) => self.send(&message).await?,
                    Some(Outgoing::Shown(waiting)) => {
                        for message in waiting {
                            self.send(&message).await?;
                        }
                    }
                    Some(Outgoing::Close(farewell)) => return Err(self.close(farewell).await),
                    None => return Err(Over),
                },
                incoming = self.socket.recv() => {
                    match incoming {
                        Some(Ok(Message::Text(text))) => {
                            let Ok(message) = ToSignal::decode(&text) else {
                                return Err(self.fault().await);
                            };
                            has_spoken = true;
                            let connection = self.connection;
                            let event = Event::Message { connection, message };
                            self.events.send(event).await.map_err(|_| Over)?;
                        }
                        Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
                        // A message that is too large, or not UTF-8, is an error already.
                        Some(Ok(Message::Binary(_)) | Err(_)) => return Err(self.fault().await),
                        Some(Ok(Message::Close(_))) | None => return Err(Over),
                    }
                    if has_spoken {
                        silent_until = Instant::now() + SIGNAL_IDLE;
                    }
                }
                _ = ping.tick() => self.write(Message::Ping(Default::default())).await?,
                () = sleep_until(silent_until) => {
                    tracing::debug!("closed a silent client");
                    return Err(Over);
                }
            }
        }
    }

    async fn send(&mut self, message: &FromSignal) -> Result<(), Over> {
        self.write(Message::Text(message.encode().into())).await
    }

    async fn write(&mut self, message: Message) -> Result<(), Over> {
        match timeout(SIGNAL_WRITE, self.socket.send(message)).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) | Err(_) => Err(Over),
        }
    }

    /// The client broke a rule that the registry does not know: its message cannot be read.
    async fn fault(&mut self) -> Over {
        tracing::warn!("a client broke the protocol");
        let refused = FromSignal::Refused { reason: Refusal::Protocol };
        match self.send(&refused).await {
            Ok(()) => self.close(Farewell::Because(CloseReason::Protocol)).await,
            Err(over) => over,
        }
    }

    /// Says goodbye and waits a moment for the client's own, so that what was sent before arrives:
    /// closing with unread input would reset the connection and lose it.
    async fn close(&mut self, farewell: Farewell) -> Over {
        let frame = CloseFrame { code: code(farewell), reason: reason(farewell).into() };
        if self.write(Message::Close(Some(frame))).await.is_ok() {
            let goodbye = async { while let Some(Ok(_)) = self.socket.recv().await {} };
            let _ = timeout(CLOSE_PATIENCE, goodbye).await;
        }
        Over
    }
}

fn code(farewell: Farewell) -> u16 {
    match farewell {
        Farewell::Because(CloseReason::Protocol) => close_code::PROTOCOL,
        Farewell::Because(CloseReason::Full) => close_code::AGAIN,
        Farewell::Because(CloseReason::Version | CloseReason::TooMany | CloseReason::Replaced) => {
            close_code::POLICY
        }
        Farewell::Stopping => close_code::RESTART,
    }
}

fn reason(farewell: Farewell) -> &'static str {
    match farewell {
        Farewell::Because(CloseReason::Protocol) => "a message that is not allowed here",
        Farewell::Because(CloseReason::Full) => "the server is full",
        Farewell::Because(CloseReason::Version) => "this version is not spoken here",
        Farewell::Because(CloseReason::TooMany) => "too many attempts",
        Farewell::Because(CloseReason::Replaced) => "replaced by a newer connection",
        Farewell::Stopping => "the server stops",
    }
}
