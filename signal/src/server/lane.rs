//! One WebSocket of a lane: forwards binary messages to the other end, and those of the other end to it.

use std::time::Duration;

use axum::body::Bytes;
use axum::extract::ws::{CloseFrame, Message, WebSocket, WebSocketUpgrade, close_code};
use futures_util::stream::{SplitSink, SplitStream};
use futures_util::{SinkExt as _, StreamExt as _};
use protocol::lane::{HELLO_BYTES, PAIRED, SUBPROTOCOL};
use protocol::limits::{
    LANE_MESSAGE_BYTES, LANE_TOKEN_TIMEOUT, SIGNAL_IDLE_TIMEOUT, SIGNAL_PING_INTERVAL,
    SIGNAL_WRITE_TIMEOUT,
};
use protocol::network::LaneToken;
use tokio::sync::{mpsc, watch};
use tokio::time::{Instant, MissedTickBehavior, interval_at, timeout};

use super::lane_queue::{Queued, ToOther};
use super::lanes::{Admitted, LaneClosed, Mailbox, Notice};
use super::stop::stopped;

/// Size of the read buffer: one message.
const READ_BUFFER: usize = LANE_MESSAGE_BYTES;

/// How long closing may take.
const CLOSE_TIMEOUT: Duration = Duration::from_secs(1);

/// Sets the limits of a WebSocket.
pub(crate) fn bounded(upgrade: WebSocketUpgrade) -> WebSocketUpgrade {
    upgrade
        .max_message_size(LANE_MESSAGE_BYTES)
        .max_frame_size(LANE_MESSAGE_BYTES)
        .read_buffer_size(READ_BUFFER)
        .write_buffer_size(0)
        .max_write_buffer_size(2 * LANE_MESSAGE_BYTES)
        .protocols([SUBPROTOCOL])
}

/// Why a connection ends.
#[derive(Clone, Copy)]
enum End {
    /// The client has gone, or does not keep up.
    Gone,
    /// The client sent what is not allowed.
    Protocol,
    /// The table closes it.
    Closed(LaneClosed),
    /// The server stops.
    Stopping,
}

/// The queue to the other end, with the number of the pairing.
type Current = Option<(u64, ToOther)>;

/// Runs a WebSocket to its end.
pub(crate) async fn run(
    socket: WebSocket,
    mut admitted: Admitted,
    mut stop: watch::Receiver<bool>,
) {
    let (mut sink, mut stream) = socket.split();
    let token = tokio::select! {
        token = timeout(LANE_TOKEN_TIMEOUT, first(&mut stream)) => token.unwrap_or(Err(End::Gone)),
        () = stopped(&mut stop) => Err(End::Stopping),
    };
    let seated = token.and_then(|token| admitted.sit(token).map_err(End::Closed));
    let end = match seated {
        Ok(mailbox) => {
            let (pairing, current) = watch::channel(None);
            tokio::select! {
                end = read(&mut stream, current, &admitted) => end,
                end = write(&mut sink, &mailbox, pairing, stop) => end,
                () = mailbox.dropped() => End::Gone,
            }
        }
        Err(end) => end,
    };
    // The other end may come back before this one has closed.
    drop(admitted);
    close(sink, stream, end).await;
}

/// The token, which is the first message.
async fn first(stream: &mut SplitStream<WebSocket>) -> Result<LaneToken, End> {
    loop {
        match stream.next().await {
            Some(Ok(Message::Text(token))) => return token.parse().map_err(|_| End::Protocol),
            Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
            Some(Ok(Message::Binary(_)) | Err(_)) => return Err(End::Protocol),
            Some(Ok(Message::Close(_))) | None => return Err(End::Gone),
        }
    }
}

/// Forwards what the client sends. After each pairing it begins with the client's hello: what was sent
/// for an earlier pairing and is still in flight is dropped. The last hello that came before the first pairing is
/// kept for it.
async fn read(
    stream: &mut SplitStream<WebSocket>,
    mut current: watch::Receiver<Current>,
    admitted: &Admitted,
) -> End {
    let mut greeted = None;
    let mut early: Option<Bytes> = None;
    loop {
        let next = tokio::select! {
            biased;
            Some((pairing, to_other)) = first_pairing(&mut current), if early.is_some() => {
                if let Some(hello) = early.take() {
                    greeted = Some(pairing);
                    admitted.forward(&to_other, hello).await;
                }
                continue;
            }
            next = timeout(SIGNAL_IDLE_TIMEOUT, stream.next()) => next,
        };
        let message = match next {
            Ok(Some(Ok(Message::Binary(message)))) => message,
            Ok(Some(Ok(Message::Ping(_) | Message::Pong(_)))) => continue,
            // A message that is too large is an `Err`.
            Ok(Some(Ok(Message::Text(_)) | Err(_))) => return End::Protocol,
            Ok(Some(Ok(Message::Close(_))) | None) | Err(_) => return End::Gone,
        };
        // What is dropped is charged as well, so that nobody sends faster than a lane may carry.
        let wait = admitted.charge(message.len());
        let pairing = current.borrow_and_update().clone();
        match pairing {
            None => early = (message.len() == HELLO_BYTES).then_some(message).or(early),
            Some((pairing, to_other)) => {
                if greeted == Some(pairing) || message.len() == HELLO_BYTES {
                    greeted = Some(pairing);
                    tokio::select! {
                        () = admitted.forward(&to_other, message) => {}
                        // Paired anew: what waits belongs to the past.
                        _ = current.changed() => {}
                    }
                }
            }
        }
        if !wait.is_zero() {
            tokio::time::sleep(wait).await;
        }
    }
}

/// Waits until both ends are there. `None`: this one ends.
async fn first_pairing(current: &mut watch::Receiver<Current>) -> Current {
    current.wait_for(Option::is_some).await.ok()?.clone()
}

/// Sends to the client what the other end sends, and tells it when both are there.
async fn write(
    sink: &mut SplitSink<WebSocket, Message>,
    mailbox: &Mailbox,
    pairing: watch::Sender<Current>,
    mut stop: watch::Receiver<bool>,
) -> End {
    let start = Instant::now();
    let mut ping = interval_at(start + SIGNAL_PING_INTERVAL, SIGNAL_PING_INTERVAL);
    ping.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut from_other: Option<mpsc::Receiver<Queued>> = None;
    let mut number = 0;
    loop {
        // It counts until it is written.
        let mut writing = None;
        let message = tokio::select! {
            biased;
            () = stopped(&mut stop) => return End::Stopping,
            notice = mailbox.take() => match notice {
                Notice::Closed(why) => return End::Closed(why),
                Notice::Paired(paired) => {
                    from_other = Some(paired.from_other);
                    number += 1;
                    // This fails only if the reader has ended.
                    let _ = pairing.send(Some((number, paired.to_other)));
                    Message::Text(PAIRED.into())
                }
            },
            queued = next(&mut from_other) => {
                let queued = writing.insert(queued);
                Message::Binary(std::mem::take(&mut queued.message))
            }
            _ = ping.tick() => Message::Ping(Default::default()),
        };
        // A client that reads nothing for so long counts as gone, also if the table has news for it.
        if !matches!(timeout(SIGNAL_WRITE_TIMEOUT, sink.send(message)).await, Ok(Ok(()))) {
            return End::Gone;
        }
    }
}

/// The next message of the other end; never, while there is none.
async fn next(from_other: &mut Option<mpsc::Receiver<Queued>>) -> Queued {
    if let Some(queue) = from_other {
        if let Some(queued) = queue.recv().await {
            return queued;
        }
        *from_other = None;
    }
    std::future::pending().await
}

/// Sends a close frame and waits for that of the client (RFC 6455 §7.1.1).
async fn close(
    mut sink: SplitSink<WebSocket, Message>,
    mut stream: SplitStream<WebSocket>,
    end: End,
) {
    let (code, reason) = match end {
        End::Gone => return,
        End::Protocol => (close_code::PROTOCOL, "a message that is not allowed here"),
        End::Closed(LaneClosed::Unknown) => (close_code::POLICY, "there is no such lane"),
        End::Closed(LaneClosed::Revoked) => (close_code::NORMAL, "the session is over"),
        End::Closed(LaneClosed::Replaced) => (close_code::POLICY, "replaced by a newer connection"),
        End::Stopping => (close_code::RESTART, "the server stops"),
    };
    let frame = CloseFrame { code, reason: reason.into() };
    let closing = async {
        if sink.send(Message::Close(Some(frame))).await.is_ok() {
            while let Some(Ok(_)) = stream.next().await {}
        }
    };
    let _ = timeout(CLOSE_TIMEOUT, closing).await;
}
