//! The task that feeds the machine and performs its outputs.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::num::NonZeroU16;
use std::panic::AssertUnwindSafe;
use std::time::Duration;

use futures_util::FutureExt as _;
use mapping::{Family, Granted, Input, Mapper, Output, PortId, Protocol, Refusal, Route};
use tokio::sync::{mpsc, oneshot, watch};
use tokio::task::JoinSet;
use tokio::time::{sleep_until, timeout};
use tracing::{debug, info};

use super::requests::{self, Held, Notes};
use super::{News, route, upnp};
use crate::clock::Clock;

/// How long a router may take to show what it speaks. A search by UPnP takes a second longer than its repetition.
const PROBE: Duration = Duration::from_millis(2_500);

/// How long it may take to grant a port: UPnP sends two requests, or one for each port that is taken already.
const ASK: Duration = Duration::from_secs(5);

/// How long it may take to close one. The end of a session waits for it, and for no request that would open one.
const REMOVE: Duration = Duration::from_secs(2);

/// What the driver is told.
#[derive(Debug)]
pub(super) enum Command {
    /// A port is to be mapped until `closed` completes.
    Open {
        port: NonZeroU16,
        route: Option<Route>,
        news: watch::Sender<News>,
        closed: oneshot::Receiver<Infallible>,
    },
    /// All ports are closed; then `0` is told.
    Finish(oneshot::Sender<()>),
}

/// What a request has led to.
enum Done {
    /// The router was asked whether it speaks PCP or NAT-PMP.
    Pcp(Route, bool),
    /// The router's UPnP service was searched.
    Upnp(Route, Option<upnp::Service>),
    /// The router was asked for a port.
    Answered(PortId, Result<(Granted, Held), Refusal>),
    /// The router was told to close one.
    Removed(PortId),
    /// A port is not used any more.
    Closed(PortId),
}

/// See the module.
pub(super) struct Driver {
    mapper: Mapper,
    clock: Clock,
    commands: mpsc::Receiver<Command>,
    /// Requests in flight, at most one for each port and two probes, and a watch over each port.
    jobs: JoinSet<Done>,
    ports: BTreeMap<PortId, watch::Sender<News>>,
    /// What the router has granted.
    held: BTreeMap<PortId, Held>,
    /// The UPnP service of the router that was met last.
    service: Option<(Route, upnp::Service)>,
    next: u32,
    /// Whether requests that open a port are cut off.
    is_over: watch::Sender<bool>,
    /// Whether all is to be closed, and who waits for it.
    finishing: Option<Option<oneshot::Sender<()>>>,
}

impl Driver {
    pub(super) fn new(commands: mpsc::Receiver<Command>) -> Self {
        Self {
            mapper: Mapper::default(),
            clock: Clock::start(),
            commands,
            jobs: JoinSet::new(),
            ports: BTreeMap::new(),
            held: BTreeMap::new(),
            service: None,
            next: 0,
            is_over: watch::Sender::new(false),
            finishing: None,
        }
    }

    /// Works until all ports are closed after [`Command::Finish`], or after there is nobody to give commands.
    pub(super) async fn run(mut self) {
        if let Some(route) = route() {
            self.handle(Input::Prepare(route));
        }
        while self.finishing.is_none() || !self.mapper.is_idle() {
            let deadline = self.mapper.deadline().map(|tick| self.clock.instant(tick));
            let time = async {
                match deadline {
                    Some(deadline) => sleep_until(deadline.into()).await,
                    None => std::future::pending().await,
                }
            };
            tokio::select! {
                command = self.commands.recv(), if self.finishing.is_none() => {
                    self.on_command(command);
                }
                Some(done) = self.jobs.join_next() => {
                    // A job does not panic, and none is aborted before the end.
                    if let Ok(done) = done {
                        self.on_done(done);
                    }
                }
                () = time => self.handle(Input::Tick),
            }
        }
        if let Some(Some(done)) = self.finishing {
            let _ = done.send(());
        }
    }

    fn on_command(&mut self, command: Option<Command>) {
        match command {
            Some(Command::Open { port, route, news, closed }) => {
                let id = PortId(self.next);
                self.next = self.next.wrapping_add(1);
                self.ports.insert(id, news);
                self.jobs.spawn(async move {
                    let Err(_) = closed.await;
                    Done::Closed(id)
                });
                self.handle(Input::Open { id, port, route });
            }
            Some(Command::Finish(done)) => self.finish(Some(done)),
            None => self.finish(None),
        }
    }

    fn finish(&mut self, done: Option<oneshot::Sender<()>>) {
        self.finishing = Some(done);
        self.is_over.send_replace(true);
        let ids: Vec<_> = self.ports.keys().copied().collect();
        for id in ids {
            self.handle(Input::Close(id));
        }
    }

    fn on_done(&mut self, done: Done) {
        let input = match done {
            Done::Pcp(route, speaks) => Input::Heard { route, family: Family::Pcp, speaks },
            Done::Upnp(route, service) => {
                let speaks = service.is_some();
                if let Some(service) = service {
                    self.service = Some((route, service));
                }
                Input::Heard { route, family: Family::Upnp, speaks }
            }
            Done::Answered(id, result) => {
                let result = result.map(|(granted, held)| {
                    self.held.insert(id, held);
                    granted
                });
                Input::Answered { id, result }
            }
            Done::Removed(id) => Input::Removed(id),
            Done::Closed(id) => Input::Close(id),
        };
        self.handle(input);
    }

    /// Feeds the machine, and performs its outputs.
    fn handle(&mut self, input: Input) {
        self.mapper.handle(input, self.clock.now());
        while let Some(output) = self.mapper.poll() {
            match output {
                Output::Probe { route, family: Family::Pcp } => {
                    let asking = async move { Done::Pcp(route, requests::speaks_pcp(route).await) };
                    self.start(PROBE, asking, Done::Pcp(route, false));
                }
                Output::Probe { route, family: Family::Upnp } => {
                    let asking = async move { Done::Upnp(route, upnp::search(route).await) };
                    self.start(PROBE, asking, Done::Upnp(route, None));
                }
                Output::Ask { id, port, route, protocol } => self.ask(id, port, route, protocol),
                Output::Renew(id) => {
                    let held = self.held.get(&id).cloned();
                    let asking = async move {
                        let Some(held) = held else { return Err(Refusal::Silent) };
                        held.renew().await
                    };
                    // It is still held, whatever comes of this.
                    self.start_asking(id, asking, Notes::default());
                }
                Output::Remove(id) => {
                    let held = self.held.remove(&id);
                    let removing = async move {
                        if let Some(held) = held {
                            held.remove().await;
                        }
                        Done::Removed(id)
                    };
                    self.start(REMOVE, removing, Done::Removed(id));
                }
                Output::Mapped { id, external } => {
                    info!("the router has opened a port");
                    self.notify(id, News::Mapped(external));
                }
                Output::NotMapped { id, why } => {
                    // Without the reason, which may hold an address.
                    debug!("the router opens no port");
                    self.notify(id, News::NotMapped(why));
                }
                Output::Ended(id) => {
                    self.ports.remove(&id);
                    self.held.remove(&id);
                }
            }
        }
    }

    fn ask(&mut self, id: PortId, port: NonZeroU16, route: Route, protocol: Protocol) {
        let known = self.service.as_ref().filter(|(of, _)| *of == route);
        let service = known.map(|(_, service)| service.clone());
        let notes = Notes::default();
        let noting = notes.clone();
        let asking = async move {
            match (protocol, service) {
                (Protocol::Pcp, _) => requests::by_pcp(route, port, &noting).await,
                (Protocol::NatPmp, _) => requests::by_nat_pmp(route, port, &noting).await,
                (Protocol::Upnp, Some(service)) => {
                    requests::by_upnp(service, route, port, &noting).await
                }
                (Protocol::Upnp, None) => Err(Refusal::Silent),
            }
        };
        self.start_asking(id, asking, notes);
        self.notify(id, News::Asked);
    }

    /// Starts a request for a port.
    fn start_asking(
        &mut self,
        id: PortId,
        work: impl Future<Output = Result<(Granted, Held), Refusal>> + Send + 'static,
        notes: Notes,
    ) {
        let is_over = self.is_over.subscribe();
        self.jobs.spawn(async move { Done::Answered(id, ask(work, notes, is_over, ASK).await) });
    }

    /// Starts a request, which leads to `otherwise` when it takes too long.
    fn start(
        &mut self,
        limit: Duration,
        work: impl Future<Output = Done> + Send + 'static,
        otherwise: Done,
    ) {
        self.jobs.spawn(async move {
            // A library that panics at what a router says leaves nothing that is used later.
            let caught = AssertUnwindSafe(work).catch_unwind();
            timeout(limit, caught).await.ok().and_then(Result::ok).unwrap_or(otherwise)
        });
    }

    fn notify(&self, id: PortId, news: News) {
        if let Some(port) = self.ports.get(&id) {
            port.send_replace(news);
        }
    }
}

/// Makes a request for a port, until the time or the session is over. What it may have left at the router without a
/// result is removed, so that after an error the router has nothing of ours, as far as it answers.
async fn ask(
    work: impl Future<Output = Result<(Granted, Held), Refusal>>,
    notes: Notes,
    mut is_over: watch::Receiver<bool>,
    limit: Duration,
) -> Result<(Granted, Held), Refusal> {
    // A library that panics at what a router says leaves nothing that is used later.
    let work = timeout(limit, AssertUnwindSafe(work).catch_unwind());
    let result = tokio::select! {
        biased;
        // An error means that the driver has ended.
        _ = is_over.wait_for(|is_over| *is_over) => None,
        result = work => result.ok().and_then(Result::ok),
    };
    let result = result.unwrap_or(Err(Refusal::Silent));
    if result.is_err()
        && let Some(left) = notes.take()
    {
        let removing = AssertUnwindSafe(left.remove()).catch_unwind();
        let _ = timeout(REMOVE, removing).await;
    }
    result
}

#[cfg(test)]
mod tests;
