//! The task of a lane: connects, greets the other end, and then reads and writes.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use futures_util::stream::{SplitSink, SplitStream};
use futures_util::{SinkExt as _, StreamExt as _};
use protocol::channel::Channel;
use protocol::handshake::LaneSecret;
use protocol::lane::{
    LaneError, LaneHello, LaneKeys, LaneReceiver, LaneSender, PAIRED, Received, Record,
};
use protocol::limits::{SIGNAL_IDLE_TIMEOUT, SIGNAL_WRITE_TIMEOUT};
use protocol::network::LaneToken;
use protocol::peer::Party;
use protocol::time::Tick;
use rand_core::OsRng;
use session::TransportInput;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::Notify;
use tokio::time::{Instant, sleep_until, timeout};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;
use tracing::debug;
use transport::stream_window::StreamWindow;

use super::outbox::{Full, Next, Outbox};
use crate::clock::Clock;
use crate::link::path::{PathEvent, TaskEnd};
use crate::link::tasks::PathEvents;

/// How long closing may take.
const CLOSE_TIMEOUT: Duration = Duration::from_secs(1);

/// What the path and its tasks share.
pub(super) struct Shared {
    state: Mutex<State>,
    clock: Clock,
    /// There is something new to send, or to do.
    pub(super) wake: Notify,
    /// A frame or a tile was sent.
    pub(super) frame_sent: Notify,
    pub(super) tile_sent: Notify,
    /// The window has changed.
    pub(super) acknowledged: Notify,
    /// There is room for records of transfers again.
    bulk_room: Notify,
}

struct State {
    phase: Phase,
    outbox: Outbox,
    window: StreamWindow,
    /// An acknowledgement that is to be sent.
    ack: Option<Record<'static>>,
    /// There was no room for a record of a transfer, and the sender waits.
    awaits_bulk_room: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    /// The other end is not there yet.
    Opening,
    Up,
    /// Messages are still sent, pictures are not.
    Closing,
}

impl Shared {
    pub(super) fn new() -> Arc<Self> {
        let state = State {
            phase: Phase::Opening,
            outbox: Outbox::default(),
            window: StreamWindow::new(),
            ack: None,
            awaits_bulk_room: false,
        };
        Arc::new(Self {
            state: Mutex::new(state),
            clock: Clock::start(),
            wake: Notify::new(),
            frame_sent: Notify::new(),
            tile_sent: Notify::new(),
            acknowledged: Notify::new(),
            bulk_room: Notify::new(),
        })
    }

    /// Each change under the lock leaves a whole state, also if a task panics.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn push(&self, channel: Channel, is_text: bool, bytes: &[u8]) -> Result<(), Full> {
        let mut state = self.state();
        if state.phase != Phase::Up {
            return Err(Full);
        }
        state.outbox.push(channel, is_text, bytes)?;
        self.wake.notify_one();
        Ok(())
    }

    /// Whether a record of a transfer finds room now. If not, it is reported when it does.
    pub(super) fn has_bulk_room(&self) -> bool {
        let mut state = self.state();
        let has_room = state.phase == Phase::Up && state.outbox.has_bulk_room();
        state.awaits_bulk_room |= !has_room && state.phase != Phase::Closing;
        has_room
    }

    /// Reports that there is room for records of transfers again, each time after there was none.
    pub(super) async fn report_bulk_room(&self, events: &PathEvents) -> TaskEnd {
        loop {
            self.bulk_room.notified().await;
            if let Err(end) = events.send(PathEvent::BulkRoom).await {
                return end;
            }
        }
    }

    /// Sets the frame to send; there must be none.
    pub(super) fn set_frame(&self, message: Vec<u8>) {
        self.state().outbox.set_frame(message);
        self.wake.notify_one();
    }

    /// Sets the tile to send; there must be none.
    pub(super) fn set_tile(&self, message: Vec<u8>) {
        self.state().outbox.set_tile(message);
        self.wake.notify_one();
    }

    /// Whether a frame is still to be sent, or a part of one.
    pub(super) fn has_frame(&self) -> bool {
        self.state().outbox.has_frame()
    }

    /// Whether a tile is still to be sent, or a part of one.
    pub(super) fn has_tile(&self) -> bool {
        self.state().outbox.has_tile()
    }

    /// Drops a tile of which nothing was sent yet. Returns whether there was one.
    pub(super) fn drop_unsent_tile(&self) -> bool {
        self.state().outbox.drop_unsent_tile()
    }

    pub(super) fn estimated_kbit_s(&self) -> u32 {
        self.state().window.estimated_kbit_s()
    }

    /// Sends the messages that wait, and then closes.
    pub(super) fn close(&self) {
        self.state().phase = Phase::Closing;
        self.wake.notify_one();
    }

    /// What is to be written next.
    fn next(&self, sender: &mut LaneSender) -> Result<Step, TaskEnd> {
        let mut state = self.state();
        let State { phase, outbox, window, ack, awaits_bulk_room } = &mut *state;
        if let Some(ack) = ack.take() {
            return Ok(Step::Send(sender.seal(&ack).map_err(failed)?));
        }
        if *phase == Phase::Closing && outbox.has_no_messages() {
            return Ok(Step::Close);
        }
        let (had_frame, had_tile) = (outbox.has_frame(), outbox.has_tile());
        let next = outbox.next(sender, window, self.clock.now()).map_err(failed)?;
        if had_frame && !outbox.has_frame() {
            self.frame_sent.notify_one();
        }
        if had_tile && !outbox.has_tile() {
            self.tile_sent.notify_one();
        }
        if *awaits_bulk_room && outbox.is_bulk_low() {
            *awaits_bulk_room = false;
            self.bulk_room.notify_one();
        }
        Ok(match next {
            Next::Send(sealed) => Step::Send(sealed),
            Next::At(tick) => Step::Wait(Some(tick)),
            Next::Idle => Step::Wait(None),
        })
    }
}

/// What the writer does.
enum Step {
    Send(Vec<u8>),
    Wait(Option<Tick>),
    Close,
}

fn failed(error: LaneError) -> TaskEnd {
    TaskEnd::Failed(error.to_string())
}

/// What opens the lane.
pub(super) struct Admission {
    pub(super) token: LaneToken,
    pub(super) secret: LaneSecret,
}

/// Runs a lane over its WebSocket until it ends.
pub(super) async fn run<S: AsyncRead + AsyncWrite + Unpin>(
    socket: WebSocketStream<S>,
    admission: Admission,
    shared: &Shared,
    events: &PathEvents,
) -> TaskEnd {
    let (mut sink, mut stream) = socket.split();
    let (sender, receiver) = tokio::select! {
        keys = greet(&mut sink, &mut stream, admission) => match keys {
            Ok(keys) => keys.ends(),
            Err(end) => return end,
        },
        () = closing(shared) => return close(sink, stream).await,
    };
    shared.state().phase = Phase::Up;
    if let Err(end) = events.send(PathEvent::Transport(TransportInput::Up)).await {
        return end;
    }
    let ended = tokio::select! {
        ended = read(&mut stream, receiver, shared, events) => ended,
        ended = write(&mut sink, sender, shared) => ended,
    };
    match ended {
        TaskEnd::Finished => close(sink, stream).await,
        TaskEnd::Closed | TaskEnd::Failed(_) | TaskEnd::Panicked => ended,
    }
}

/// Waits until the path is closed.
pub(super) async fn closing(shared: &Shared) {
    loop {
        let woken = shared.wake.notified();
        if shared.state().phase == Phase::Closing {
            return;
        }
        woken.await;
    }
}

/// Says the token, waits for the other end, and agrees on keys.
async fn greet<S: AsyncRead + AsyncWrite + Unpin>(
    sink: &mut SplitSink<WebSocketStream<S>, Message>,
    stream: &mut SplitStream<WebSocketStream<S>>,
    admission: Admission,
) -> Result<LaneKeys, TaskEnd> {
    let Admission { token, secret } = admission;
    put(sink, Message::text(String::from(token))).await?;
    let mut own = None;
    loop {
        match timeout(SIGNAL_IDLE_TIMEOUT, stream.next()).await {
            // Once more before the hello of the other end: it has come back meanwhile.
            Ok(Some(Ok(Message::Text(text)))) if text.as_str() == PAIRED => {
                let hello = LaneHello::generate(&mut OsRng);
                put(sink, Message::binary(hello.encode().to_vec())).await?;
                own = Some(hello);
            }
            Ok(Some(Ok(Message::Binary(bytes)))) => {
                let own = own.as_ref().ok_or(TaskEnd::Closed)?;
                let other = LaneHello::decode(&bytes).map_err(failed)?;
                return LaneKeys::derive(&secret, Party::User, own, &other).map_err(failed);
            }
            Ok(Some(Ok(Message::Ping(_) | Message::Pong(_)))) => {}
            Ok(Some(Ok(_) | Err(_)) | None) | Err(_) => return Err(TaskEnd::Closed),
        }
    }
}

/// Writes one message. A server that does not read any more must not keep the path for ever.
async fn put<S: AsyncRead + AsyncWrite + Unpin>(
    sink: &mut SplitSink<WebSocketStream<S>, Message>,
    message: Message,
) -> Result<(), TaskEnd> {
    match timeout(SIGNAL_WRITE_TIMEOUT, sink.send(message)).await {
        Ok(Ok(())) => Ok(()),
        Ok(Err(_)) | Err(_) => Err(TaskEnd::Closed),
    }
}

/// Reads until the lane ends. It ends also when the other end has come back: the keys of this pairing are
/// of no use any more, and what was on its way is lost.
async fn read<S: AsyncRead + AsyncWrite + Unpin>(
    stream: &mut SplitStream<WebSocketStream<S>>,
    mut receiver: LaneReceiver,
    shared: &Shared,
    events: &PathEvents,
) -> TaskEnd {
    loop {
        let ack_due = receiver.deadline().map(|tick| at(shared.clock, tick));
        let message = tokio::select! {
            message = timeout(SIGNAL_IDLE_TIMEOUT, stream.next()) => message,
            () = wait_until(ack_due) => {
                acknowledge(&mut receiver, shared);
                continue;
            }
        };
        let sealed = match message {
            Ok(Some(Ok(Message::Binary(sealed)))) => sealed,
            Ok(Some(Ok(Message::Ping(_) | Message::Pong(_)))) => continue,
            Ok(Some(Ok(_) | Err(_)) | None) | Err(_) => return TaskEnd::Closed,
        };
        let now = shared.clock.now();
        let received = match receiver.receive(sealed.into(), now) {
            Ok(received) => received,
            Err(error) => return failed(error),
        };
        acknowledge(&mut receiver, shared);
        let event = match received {
            None => continue,
            Some(Received::Ack { received_bytes }) => {
                if let Err(error) = shared.state().window.on_ack(received_bytes, now) {
                    return TaskEnd::Failed(error.to_string());
                }
                shared.wake.notify_one();
                shared.acknowledged.notify_one();
                continue;
            }
            Some(Received::KeyframeRequest) => PathEvent::KeyframeRequested,
            Some(Received::Message { channel: Channel::Bulk, message }) => {
                PathEvent::Bulk(message.bytes)
            }
            Some(Received::Message { channel, message }) => {
                PathEvent::Transport(TransportInput::Message { channel, bytes: message.bytes })
            }
        };
        // Waiting here closes the window of the other end, which slows it down.
        if let Err(end) = events.send(event).await {
            return end;
        }
    }
}

/// Hands the acknowledgement that is due to the writer. It replaces one that was not written yet.
fn acknowledge(receiver: &mut LaneReceiver, shared: &Shared) {
    if let Some(ack) = receiver.ack(shared.clock.now()) {
        shared.state().ack = Some(ack);
        shared.wake.notify_one();
    }
}

/// Writes what is to be sent, until the path is closed.
async fn write<S: AsyncRead + AsyncWrite + Unpin>(
    sink: &mut SplitSink<WebSocketStream<S>, Message>,
    mut sender: LaneSender,
    shared: &Shared,
) -> TaskEnd {
    loop {
        match shared.next(&mut sender) {
            Ok(Step::Send(sealed)) => {
                if let Err(end) = put(sink, Message::binary(sealed)).await {
                    return end;
                }
            }
            Ok(Step::Wait(until)) => {
                let until = until.map(|tick| at(shared.clock, tick));
                tokio::select! {
                    () = shared.wake.notified() => {}
                    () = wait_until(until) => {}
                }
            }
            Ok(Step::Close) => return TaskEnd::Finished,
            Err(end) => return end,
        }
    }
}

fn at(clock: Clock, tick: Tick) -> Instant {
    Instant::from_std(clock.instant(tick))
}

async fn wait_until(instant: Option<Instant>) {
    match instant {
        Some(instant) => sleep_until(instant).await,
        None => std::future::pending().await,
    }
}

/// Sends a close frame and waits for that of the server (RFC 6455 §7.1.1).
async fn close<S: AsyncRead + AsyncWrite + Unpin>(
    mut sink: SplitSink<WebSocketStream<S>, Message>,
    mut stream: SplitStream<WebSocketStream<S>>,
) -> TaskEnd {
    let closing = async {
        if sink.send(Message::Close(None)).await.is_ok() {
            while let Some(Ok(_)) = stream.next().await {}
        }
    };
    if timeout(CLOSE_TIMEOUT, closing).await.is_err() {
        debug!("the lane did not close in time");
    }
    TaskEnd::Finished
}
