//! The task that owns the registry and the throttle, so that they need no lock.
//!
//! All sockets send their events through one bounded channel. Each socket has a bounded queue of
//! outgoing messages; the dispatcher never waits for a queue.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use protocol::limits::{RESTART_GRACE, SIGNAL_QUEUED_BYTES};
use protocol::signal::{FromSignal, ToSignal};
use protocol::time::Tick;
use rand_core::OsRng;
use tokio::sync::{mpsc, oneshot, watch};
use tokio::time::Instant;

use super::metrics::{self, Metrics};
use super::network::NetworkAccess;
use super::queue::{QueueError, QueueSender, over_budget};
use super::stop::stopped;
use crate::address::Source;
use crate::bounds::Bounds;
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
    pub(crate) queue: QueueSender,
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
    /// Its source has connected too often. Whoever only comes back is not refused for that.
    is_over_rate: bool,
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
    /// Bytes of bodies that were queued since the queues were looked at.
    pushed: usize,
}

/// Runs until the server stops and every socket has ended, or no sender of events is left.
pub(crate) async fn run(
    mut events: mpsc::Receiver<Event>,
    mut stop: watch::Receiver<bool>,
    network: NetworkAccess,
    metrics: Arc<Metrics>,
    bounds: Bounds,
) {
    let start = Instant::now();
    let now = || Tick::from_millis(u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX));
    let mut dispatcher = Dispatcher {
        registry: Registry::with_bounds(OsRng, &bounds),
        throttle: Throttle::default(),
        clients: BTreeMap::new(),
        network,
        metrics,
        stopping: false,
        pushed: 0,
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
                Some(event) => {
                    dispatcher.handle(event, now());
                    dispatcher.limit_queues(now());
                }
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
                let admission = self.throttle.try_take(source, Action::Connect, now);
                let is_over_rate = admission == Admission::Refused;
                self.clients.insert(connection, Client { source, is_over_rate, host, socket });
                if self.stopping {
                    return self.announce_stop(connection);
                }
                self.registry.handle(Input::Connected { connection, source }, now);
            }
            Event::Message { connection, message } => {
                if self.stopping {
                    return;
                }
                let comes_back = self.comes_back(&message, now);
                let Some(client) = self.clients.get_mut(&connection) else {
                    return;
                };
                let is_over_rate = std::mem::take(&mut client.is_over_rate);
                let source = client.source;
                if let ToSignal::Relay { body, .. } | ToSignal::Claim { body, .. } = &message {
                    self.pushed += body.as_bytes().len();
                }
                let action = match &message {
                    ToSignal::Open { .. } | ToSignal::SetPlaces { .. } => Some(Action::Open),
                    ToSignal::Watch { .. } | ToSignal::QueryWatched { .. } => Some(Action::Watch),
                    ToSignal::Claim { .. }
                    | ToSignal::ClaimAt { .. }
                    | ToSignal::AwaitAt { .. } => Some(Action::Claim),
                    ToSignal::Revoke {} | ToSignal::Relay { .. } | ToSignal::Verdict { .. } => None,
                };
                let admission = match action {
                    _ if comes_back => Admission::Allowed,
                    _ if is_over_rate => Admission::Refused,
                    Some(action) => self.throttle.try_take(source, action, now),
                    None => Admission::Allowed,
                };
                let input = match admission {
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

    /// Whether a sharer takes up its own invitation. Soon after the start of the server, all that say so are
    /// believed: their invitations are forgotten.
    fn comes_back(&self, message: &ToSignal, now: Tick) -> bool {
        let ToSignal::Open { slot: Some(slot), token, .. } = message else { return false };
        let is_owner = self.registry.is_owner(*slot, token);
        is_owner.unwrap_or(now.since(Tick::default()) < RESTART_GRACE)
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
                    if let Note::Abandoned { source } = note {
                        self.throttle.charge(source, Action::Abandon, now);
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
        match client.socket.queue.push(outgoing) {
            Ok(()) => PushResult::Queued,
            Err(QueueError::Closed) => PushResult::Gone,
            Err(QueueError::Full) => {
                self.abort(to);
                PushResult::QueueFull
            }
        }
    }

    /// Ends the socket of a client that does not keep up.
    fn abort(&mut self, slow: ConnectionId) {
        if let Some(client) = self.clients.remove(&slow) {
            // This fails only if the socket has ended already.
            let _ = client.socket.abort.send(());
        }
        self.metrics.slow.add();
        tracing::warn!("dropped a client that does not keep up");
    }

    /// Disconnects the clients of the source for which the most bytes wait, if too many wait in all.
    fn limit_queues(&mut self, now: Tick) {
        // All queues have to be looked at for it, so that is done once for every few megabytes.
        if self.pushed < SIGNAL_QUEUED_BYTES / 16 {
            return;
        }
        self.pushed = 0;
        let waiting = self.clients.values();
        let waiting = waiting.map(|client| (client.source.widest(), client.socket.queue.bytes()));
        let Some(heaviest) = over_budget(waiting) else { return };
        let slow = self.clients.iter().filter(|(_, client)| {
            client.source.widest() == heaviest && client.socket.queue.bytes() > 0
        });
        let slow: Vec<ConnectionId> = slow.map(|(connection, _)| *connection).collect();
        for connection in slow {
            self.abort(connection);
            self.registry.handle(Input::Disconnected { connection }, now);
        }
        self.perform(now);
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
        Note::Abandoned { .. } => tracing::info!("a claim was abandoned"),
        Note::ProofTimedOut => tracing::info!("a proof took too long"),
        Note::Ended(reason) => {
            tracing::info!(reason = metrics::name(reason), "an invitation ended")
        }
        Note::Refused(reason) => tracing::debug!(reason = metrics::name(reason), "refused"),
    }
}
