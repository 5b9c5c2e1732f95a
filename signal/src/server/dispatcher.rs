//! The task that owns the registry and the throttle, so that they need no lock.
//!
//! All sockets send their events through one bounded channel. Each socket has a bounded queue of
//! outgoing messages; the dispatcher never waits for a queue.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use protocol::signal::{FromSignal, ToSignal};
use protocol::time::Tick;
use rand_core::OsRng;
use tokio::sync::{mpsc, oneshot, watch};
use tokio::time::Instant;

use super::metrics::{self, Metrics};
use super::network::NetworkAccess;
use super::stop::stopped;
use crate::address::Source;
use crate::origin::Authority;
use crate::registry::{CloseReason, Command, ConnectionId, Input, Note, Registry};
use crate::throttle::{Action, Admission, Throttle};

/// An event of a socket.
pub(crate) enum Event {
    Connected {
        connection: ConnectionId,
        source: Source,
        /// Where the client reaches this server, as it says.
        host: Option<Authority>,
        socket: SocketHandle,
    },
    Message {
        connection: ConnectionId,
        message: ToSignal,
    },
    Disconnected {
        connection: ConnectionId,
    },
}

/// The dispatcher's end of a socket.
pub(crate) struct SocketHandle {
    pub(crate) queue: mpsc::Sender<Outgoing>,
    /// Ends the socket at once and discards its queue.
    pub(crate) abort: oneshot::Sender<()>,
}

/// What a socket sends, in order.
#[derive(Debug)]
pub(crate) enum Outgoing {
    Message(FromSignal),
    /// Several messages, shared with the queues of other sockets.
    Messages(Vec<Arc<FromSignal>>),
    Close(CloseCause),
}

/// Why a socket is closed.
#[derive(Clone, Copy, Debug)]
pub(crate) enum CloseCause {
    /// The registry closes it.
    Registry(CloseReason),
    /// The server stops.
    Stopping,
}

struct Client {
    source: Source,
    host: Option<Authority>,
    socket: SocketHandle,
}

struct Dispatcher {
    registry: Registry<OsRng>,
    throttle: Throttle,
    clients: BTreeMap<ConnectionId, Client>,
    network: NetworkAccess,
    metrics: Arc<Metrics>,
    stopping: bool,
}

/// Runs until the server stops and every socket has ended, or no sender of events is left.
pub(crate) async fn run(
    mut events: mpsc::Receiver<Event>,
    mut stop: watch::Receiver<bool>,
    network: NetworkAccess,
    metrics: Arc<Metrics>,
) {
    let start = Instant::now();
    let now = || Tick::from_millis(u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX));
    let mut dispatcher = Dispatcher {
        registry: Registry::new(OsRng),
        throttle: Throttle::default(),
        clients: BTreeMap::new(),
        network,
        metrics,
        stopping: false,
    };
    while !(dispatcher.stopping && dispatcher.clients.is_empty()) {
        let deadline = dispatcher.registry.deadline().map(|tick| start + since_start(tick));
        tokio::select! {
            biased;
            () = stopped(&mut stop), if !dispatcher.stopping => dispatcher.stop(),
            () = sleep_until(deadline), if !dispatcher.stopping => {
                dispatcher.registry.handle(Input::Timeout, now());
                dispatcher.perform(now());
            }
            event = events.recv() => match event {
                Some(event) => dispatcher.handle(event, now()),
                None => return,
            },
        }
        dispatcher.metrics.websockets.set(dispatcher.clients.len());
        dispatcher.metrics.invitations.set(dispatcher.registry.invitations());
        dispatcher.metrics.places.set(dispatcher.registry.places());
        dispatcher.metrics.watched.set(dispatcher.registry.watches());
    }
}

impl Dispatcher {
    fn handle(&mut self, event: Event, now: Tick) {
        match event {
            Event::Connected { connection, source, host, socket } => {
                self.metrics.connected.add();
                self.clients.insert(connection, Client { source, host, socket });
                if self.stopping {
                    return self.announce_stop(connection);
                }
                self.registry.handle(Input::Connected { connection, source }, now);
                if self.throttle.try_take(source, Action::Connect, now) == Admission::Refused {
                    self.registry.handle(Input::Throttled { connection }, now);
                }
            }
            Event::Message { connection, message } => {
                let Some(Client { source, .. }) = self.clients.get(&connection) else {
                    return;
                };
                if self.stopping {
                    return;
                }
                let action = match &message {
                    ToSignal::Open { .. } | ToSignal::SetPlaces { .. } => Some(Action::Open),
                    ToSignal::Watch { .. } | ToSignal::QueryWatched { .. } => Some(Action::Watch),
                    ToSignal::Claim { .. } | ToSignal::ClaimAt { .. } => Some(Action::Claim),
                    ToSignal::Revoke {} | ToSignal::Relay { .. } | ToSignal::Verdict { .. } => None,
                };
                let admission = |action| self.throttle.try_take(*source, action, now);
                let input = match action.map_or(Admission::Allowed, admission) {
                    Admission::Allowed => Input::Message { connection, message },
                    Admission::Refused => Input::Throttled { connection },
                };
                self.registry.handle(input, now);
            }
            Event::Disconnected { connection } => {
                self.clients.remove(&connection);
                self.registry.handle(Input::Disconnected { connection }, now);
            }
        }
        self.perform(now);
    }

    /// Performs the commands of the registry.
    fn perform(&mut self, now: Tick) {
        while let Some(command) = self.registry.poll() {
            match command {
                Command::Send { to, mut message } => {
                    self.network.complete(to, &mut message);
                    self.send(to, Outgoing::Message(message), now);
                }
                Command::Grant { grant, sharer, viewer } => {
                    let ends = [sharer, viewer].map(|end| {
                        let client = self.clients.get(&end.connection);
                        (end, client.and_then(|client| client.host.as_ref()))
                    });
                    self.network.grant(grant, ends);
                }
                Command::RevokeGrant { grant } => self.network.revoke(grant),
                Command::SendAll { to, messages } => {
                    self.send(to, Outgoing::Messages(messages), now)
                }
                Command::Close { connection, why } => {
                    self.push(connection, Outgoing::Close(CloseCause::Registry(why)));
                    // This closes its queue. The socket sends what is in it, and ends.
                    self.clients.remove(&connection);
                }
                Command::Note(note) => {
                    self.metrics.count(note);
                    if let Note::WrongCode { source } | Note::Stranger { source } = note {
                        self.throttle.charge(source, Action::WrongCode, now);
                    }
                    log(note);
                }
            }
        }
    }

    fn send(&mut self, to: ConnectionId, outgoing: Outgoing, now: Tick) {
        if self.push(to, outgoing) == PushResult::QueueFull {
            self.registry.handle(Input::Disconnected { connection: to }, now);
        }
    }

    /// Puts something into a socket's queue. If the queue is full, the client is disconnected: waiting
    /// for it would delay all other clients.
    fn push(&mut self, to: ConnectionId, outgoing: Outgoing) -> PushResult {
        let Some(client) = self.clients.get(&to) else {
            return PushResult::Gone;
        };
        match client.socket.queue.try_send(outgoing) {
            Ok(()) => PushResult::Queued,
            Err(mpsc::error::TrySendError::Closed(_)) => PushResult::Gone,
            Err(mpsc::error::TrySendError::Full(_)) => {
                if let Some(client) = self.clients.remove(&to) {
                    // This fails only if the socket has ended already.
                    let _ = client.socket.abort.send(());
                }
                self.metrics.slow.add();
                tracing::warn!("dropped a client that does not keep up");
                PushResult::QueueFull
            }
        }
    }

    fn stop(&mut self) {
        self.stopping = true;
        let connections: Vec<ConnectionId> = self.clients.keys().copied().collect();
        tracing::info!(websockets = connections.len(), "stopping");
        for connection in connections {
            self.announce_stop(connection);
        }
    }

    /// Sends a client that the server stops. It is counted until its socket has ended.
    fn announce_stop(&mut self, connection: ConnectionId) {
        if self.push(connection, Outgoing::Message(FromSignal::Closing {})) == PushResult::Queued {
            self.push(connection, Outgoing::Close(CloseCause::Stopping));
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum PushResult {
    Queued,
    Gone,
    QueueFull,
}

fn since_start(tick: Tick) -> Duration {
    Duration::from_millis(tick.as_millis())
}

async fn sleep_until(deadline: Option<Instant>) {
    match deadline {
        Some(deadline) => tokio::time::sleep_until(deadline).await,
        None => std::future::pending().await,
    }
}

/// Logs an event. No log line has a slot, a tag or an address.
fn log(note: Note) {
    match note {
        Note::Opened => tracing::info!("an invitation was opened"),
        Note::Reopened => tracing::info!("a sharer came back to its invitation"),
        Note::Claimed => tracing::info!("an invitation was claimed"),
        Note::Relayed => tracing::trace!("relayed a body"),
        Note::Proven => tracing::info!("a code was proven"),
        Note::WrongCode { .. } => tracing::warn!("a wrong code was used"),
        Note::Stranger { .. } => tracing::warn!("a stranger came without a code"),
        Note::Watches => tracing::debug!("a page watches"),
        Note::Looked => tracing::debug!("somebody looked who watches"),
        Note::ProofTimedOut => tracing::info!("a proof took too long"),
        Note::Ended(reason) => {
            tracing::info!(reason = metrics::name(reason), "an invitation ended")
        }
        Note::Refused(reason) => tracing::debug!(reason = metrics::name(reason), "refused"),
    }
}
