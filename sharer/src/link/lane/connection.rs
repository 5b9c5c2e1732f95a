//! A lane as a [`Path`].

use std::sync::Arc;
use std::time::Duration;

use protocol::channel::Channel;
use protocol::handshake::LaneSecret;
use protocol::lane;
use protocol::limits::LANE_MESSAGE_BYTES;
use protocol::network::LaneToken;
use tokio::sync::{mpsc, oneshot};
use tokio::time::timeout;
use tracing::debug;

use super::link::{self, Admission, Shared};
use super::pictures::{FrameSender, TileSender};
use crate::clock::Clock;
use crate::link::dial::Dialer;
use crate::link::error_kind::error_kind;
use crate::link::path::{
    CLOSE_TIMEOUT, FromPath, Message, NotSent, Path, PathId, PathKind, PathTask, TaskEnd,
};
use crate::link::pictures::Carrying;
use crate::link::signal::ServerUrl;
use crate::link::tasks::{PathEvents, Tasks};
use crate::link::websocket;
use crate::picture::{MediaHandle, Pictures, RateControl};

/// How long connecting may take.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// A lane to one viewer.
pub struct Lane {
    id: PathId,
    shared: Arc<Shared>,
    carrying: Option<Carrying>,
    /// Ready when the task has ended.
    ended: oneshot::Receiver<()>,
    tasks: Tasks,
}

impl Lane {
    /// Opens a lane. It connects in a task of its own, and reports `Up` once the other end is there;
    /// everything else arrives as `events` too. The secret is that of the guest's handshake.
    pub fn open(
        id: PathId,
        (server, dialer): (&ServerUrl, Dialer),
        token: LaneToken,
        secret: LaneSecret,
        events: mpsc::Sender<FromPath>,
    ) -> Self {
        let url = server.lane_websocket();
        let mut tasks = Tasks::new(PathEvents::new(id, events));
        let shared = Shared::new();
        let (has_ended, ended) = oneshot::channel();
        let (events, of_task) = (tasks.events().clone(), Arc::clone(&shared));
        tasks.spawn(PathTask::Connection, async move {
            // Dropped with the task.
            let _has_ended: oneshot::Sender<()> = has_ended;
            let opening = websocket::open(&dialer, &url, lane::SUBPROTOCOL, LANE_MESSAGE_BYTES);
            let opened = tokio::select! {
                opened = timeout(CONNECT_TIMEOUT, opening) => opened,
                () = link::closing(&of_task) => return TaskEnd::Finished,
            };
            let socket = match opened {
                Ok(Ok(socket)) => socket,
                Ok(Err(error)) => {
                    debug!(kind = error_kind(&error), "the lane could not be opened");
                    return TaskEnd::Closed;
                }
                Err(_) => return TaskEnd::Closed,
            };
            link::run(socket, Admission { token, secret }, &of_task, &events).await
        });
        let (events, of_task) = (tasks.events().clone(), Arc::clone(&shared));
        tasks.spawn(PathTask::BulkRoom, async move { of_task.report_bulk_room(&events).await });
        Self { id, shared, carrying: None, ended, tasks }
    }
}

#[async_trait::async_trait]
impl Path for Lane {
    fn id(&self) -> PathId {
        self.id
    }

    fn estimated_kbit_s(&self) -> u32 {
        self.shared.estimated_kbit_s()
    }

    async fn send(&self, channel: Channel, message: Message<'_>) -> Result<(), NotSent> {
        let sent = match message {
            Message::Text(text) => self.shared.push(channel, true, text.as_bytes()),
            Message::Binary(bytes) => self.shared.push(channel, false, bytes),
        };
        sent.map_err(|_| NotSent)
    }

    async fn has_bulk_room(&self) -> bool {
        self.shared.has_bulk_room()
    }

    /// A lane has none.
    async fn add_candidate(&self, _: String, _: Option<String>, _: Option<u16>) {}

    /// The server hides it.
    async fn peer_address(&self) -> Option<String> {
        None
    }

    fn carry(&mut self, pictures: Pictures, media: MediaHandle, rates: RateControl, _: Clock) {
        rates.on_estimate(self.shared.estimated_kbit_s());
        let frames = FrameSender {
            shared: Arc::clone(&self.shared),
            media: media.clone(),
            rates,
            events: self.tasks.events().clone(),
        };
        let tiles = TileSender { shared: Arc::clone(&self.shared), media };
        self.carrying = Some(Carrying::start(
            &mut self.tasks,
            pictures,
            |queue| Box::pin(frames.run(queue)),
            |queue| Box::pin(tiles.run(queue)),
        ));
    }

    async fn path_kind(&self) -> Option<PathKind> {
        Some(PathKind::Server)
    }

    async fn release(&mut self) -> Option<Pictures> {
        match self.carrying.take() {
            Some(carrying) => carrying.stop().await,
            None => None,
        }
    }

    async fn close(mut self: Box<Self>) -> Option<Pictures> {
        // The tasks stop at once, so that the time-out below does not lose the queues.
        let pictures = self.release().await;
        self.shared.close();
        // An error: the task has ended already.
        if timeout(CLOSE_TIMEOUT, &mut self.ended).await.is_err() {
            debug!("the lane did not close in time");
        }
        pictures
    }
}
