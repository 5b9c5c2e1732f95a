//! The one task that owns the registry and the throttle, and so needs no lock.
//!
//! All sockets feed it through one bounded channel; it feeds each through a bounded queue of its
//! own and never waits for any of them.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use protocol::signal::{FromSignal, ToSignal};
use protocol::time::Tick;
use rand_core::OsRng;
use tokio::sync::{mpsc, oneshot, watch};
use tokio::time::Instant;

use crate::address::Source;
use crate::metrics::{self, Metrics};
use crate::registry::{CloseReason, Command, ConnectionId, Input, Note, Registry};
use crate::stopped;
use crate::throttle::{Action, Answer, Throttle};

/// What a socket tells the hub.
pub(crate) enum Event {
    Connected { connection: ConnectionId, source: Source, link: Link },
    Message { connection: ConnectionId, message: ToSignal },
    Disconnected { connection: ConnectionId },
}

/// The hub's end of a socket.
pub(crate) struct Link {
    pub(crate) queue: mpsc::Sender<Outgoing>,
    /// Ends the socket at once, with what still waits for it.
    pub(crate) cut: oneshot::Sender<()>,
}

/// What the hub tells a socket.
#[derive(Debug)]
pub(crate) enum Outgoing {
    Message(FromSignal),
    /// Several, which others may get, too.
    Shown(Vec<Arc<FromSignal>>),
    Close(Farewell),
}

/// Why a socket is closed.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Farewell {
    /// The registry wants it.
    Because(CloseReason),
    /// The server stops.
    Stopping,
}

struct Client {
    source: Source,
    link: Link,
}

struct Hub {
    registry: Registry<OsRng>,
    throttle: Throttle,
    clients: BTreeMap<ConnectionId, Client>,
    metrics: Arc<Metrics>,
    stopping: bool,
}

/// Runs until the server stops and every socket is gone, or nobody can send events any more.
pub(crate) async fn run(
    mut events: mpsc::Receiver<Event>,
    mut stop: watch::Receiver<bool>,
    metrics: Arc<Metrics>,
) {
    let start = Instant::now();
    let now = || Tick::from_millis(u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX));
    let mut hub = Hub {
        registry: Registry::new(OsRng),
        throttle: Throttle::default(),
        clients: BTreeMap::new(),
        metrics,
        stopping: false,
    };
    while !(hub.stopping && hub.clients.is_empty()) {
        let deadline = hub.registry.deadline().map(|tick| start + since_start(tick));
        tokio::select! {
            biased;
            () = stopped(&mut stop), if !hub.stopping => hub.stop(),
            () = sleep_until(deadline), if !hub.stopping => {
                hub.registry.handle(Input::Timeout, now());
                hub.perform(now());
            }
            event = events.recv() => match event {
                Some(event) => hub.take(event, now()),
                None => return,
            },
        }
        hub.metrics.websockets.set(hub.clients.len());
        hub.metrics.invitations.set(hub.registry.invitations());
        hub.metrics.places.set(hub.registry.places());
        hub.metrics.watched.set(hub.registry.watches());
    }
}

impl Hub {
    fn take(&mut self, event: Event, now: Tick) {
        match event {
            Event::Connected { connection, source, link } => {
                self.metrics.connected.add();
                self.clients.insert(connection, Client { source, link });
                if self.stopping {
                    return self.say_goodbye(connection);
                }
                self.registry.handle(Input::Connected { connection, source }, now);
                if self.throttle.ask(source, Action::Connect, now) == Answer::Refused {
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
                    ToSignal::Open { .. } | ToSignal::Move { .. } => Some(Action::Open),
                    ToSignal::Watch { .. } | ToSignal::Look { .. } => Some(Action::Watch),
                    ToSignal::Claim { .. } | ToSignal::ClaimAt { .. } => Some(Action::Claim),
                    ToSignal::Revoke {} | ToSignal::Relay { .. } | ToSignal::Verdict { .. } => None,
                };
                let ask = |action| self.throttle.ask(*source, action, now);
                let input = match action.map_or(Answer::Allowed, ask) {
                    Answer::Allowed => Input::Message { connection, message },
                    Answer::Refused => Input::Throttled { connection },
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

    /// Does what the registry wants.
    fn perform(&mut self, now: Tick) {
        while let Some(command) = self.registry.poll() {
            match command {
                Command::Send { to, message } => self.send(to, Outgoing::Message(message), now),
                Command::Show { to, waiting } => self.send(to, Outgoing::Shown(waiting), now),
                Command::Close { connection, why } => {
                    self.push(connection, Outgoing::Close(Farewell::Because(why)));
                    // Its queue ends here; the socket sends what is in it and closes.
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
        if self.push(to, outgoing) == Pushed::NotKeepingUp {
            self.registry.handle(Input::Disconnected { connection: to }, now);
        }
    }

    /// Puts something into a socket's queue. Where the queue is full the client is dropped:
    /// waiting for it would make everybody wait.
    fn push(&mut self, to: ConnectionId, outgoing: Outgoing) -> Pushed {
        let Some(client) = self.clients.get(&to) else {
            return Pushed::Gone;
        };
        match client.link.queue.try_send(outgoing) {
            Ok(()) => Pushed::Queued,
            Err(mpsc::error::TrySendError::Closed(_)) => Pushed::Gone,
            Err(mpsc::error::TrySendError::Full(_)) => {
                if let Some(client) = self.clients.remove(&to) {
                    // Whether the socket still listens makes no difference.
                    let _ = client.link.cut.send(());
                }
                self.metrics.slow.add();
                tracing::warn!("dropped a client that does not keep up");
                Pushed::NotKeepingUp
            }
        }
    }

    fn stop(&mut self) {
        self.stopping = true;
        let connections: Vec<ConnectionId> = self.clients.keys().copied().collect();
        tracing::info!(websockets = connections.len(), "stopping");
        for connection in connections {
            self.say_goodbye(connection);
        }
    }

    /// Tells a client that the server stops. It stays counted until its socket is closed.
    fn say_goodbye(&mut self, connection: ConnectionId) {
        if self.push(connection, Outgoing::Message(FromSignal::Closing {})) == Pushed::Queued {
            self.push(connection, Outgoing::Close(Farewell::Stopping));
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Pushed {
    Queued,
    Gone,
    NotKeepingUp,
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

/// Logs what changed; neither a slot, a tag nor an address is part of a [`Note`] that is logged.
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
