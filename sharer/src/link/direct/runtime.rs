//! The Tokio runtime as the stack is given it: with sockets and names of our own.

use std::future::Future;
use std::io;
use std::net::{SocketAddr, TcpListener, UdpSocket};
use std::panic::AssertUnwindSafe;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::{Duration, Instant};

use futures_util::FutureExt as _;
use tokio::sync::{Notify, watch};
use tracing::{debug, warn};
use webrtc::runtime::{
    AsyncInterval, AsyncTcpListener, AsyncTcpStream, AsyncUdpSocket, JoinHandle, Runtime,
    TokioRuntime,
};

use super::divert::Diverting;
use super::extra_turns::ExtraTurns;
use super::ice_checks::Repeating;
use super::peer_ip::PeerIp;
use super::plain_udp::{self, PlainUdp};
use super::rest::Rest;
use super::routes::Routes;
use crate::platform::{SYSTEM, System};
use protocol::ice::address::Loopback;

/// Threads that drive connections, apart from those of all other tasks: the stack may be busy for seconds with what
/// the other end sends.
pub(super) const REACTORS: usize = 1;

type Boxed<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// The Tokio runtime, whose sockets deliver some checks twice and know the routes to servers.
#[derive(Debug)]
pub(super) struct LinkRuntime {
    tokio: TokioRuntime,
    routes: Arc<Routes>,
    turns: Arc<ExtraTurns>,
    rest: Arc<Rest>,
    peer: Arc<PeerIp>,
    loopback: Loopback,
    /// The sockets that the stack has. It drops all before it makes new ones, so these are few.
    sockets: Mutex<Vec<Weak<Diverting>>>,
    /// Notified when a task of the stack has panicked, and so when the connection is over.
    closed: Arc<Notify>,
    /// The addresses of these sockets, for those who wait for them.
    locals: watch::Sender<Vec<SocketAddr>>,
}

impl LinkRuntime {
    pub(super) fn new(routes: Arc<Routes>, loopback: Loopback, closed: Arc<Notify>) -> Self {
        Self {
            tokio: TokioRuntime,
            routes,
            turns: Arc::new(ExtraTurns::new()),
            rest: Arc::new(Rest::new()),
            peer: Arc::default(),
            loopback,
            sockets: Mutex::default(),
            closed,
            locals: watch::Sender::default(),
        }
    }

    /// Where the other end is.
    pub(super) fn peer(&self) -> &Arc<PeerIp> {
        &self.peer
    }

    /// The addresses of the sockets, whenever the stack has opened others.
    pub(super) fn locals(&self) -> watch::Receiver<Vec<SocketAddr>> {
        self.locals.subscribe()
    }
}

impl LinkRuntime {
    /// The stack's socket, or a plain one where the system does not know what that asks for.
    fn udp(&self, socket: UdpSocket) -> io::Result<Arc<dyn AsyncUdpSocket>> {
        let same = match SYSTEM {
            System::Windows => Some(socket.try_clone()?),
            System::Freedesktop | System::MacOs => None,
        };
        self.tokio.wrap_udp_socket(socket).or_else(|error| match same {
            Some(same) if plain_udp::is_needed(&error) => {
                debug!(%error, "datagrams are sent one by one");
                Ok(Arc::new(PlainUdp::new(same)?) as Arc<dyn AsyncUdpSocket>)
            }
            _ => Err(error),
        })
    }

    /// A panic of the stack ends the path. The other end can cause one: the stack reads what it sends.
    fn supervised(&self, future: Boxed<'static, ()>) -> Boxed<'static, ()> {
        let closed = Arc::clone(&self.closed);
        Box::pin(async move {
            // After a panic nothing of the stack is used any more but what closes it.
            if AssertUnwindSafe(future).catch_unwind().await.is_err() {
                warn!("the WebRTC stack has panicked");
                closed.notify_one();
            }
        })
    }
}

impl Runtime for LinkRuntime {
    fn spawn(&self, future: Boxed<'static, ()>) -> Box<dyn JoinHandle> {
        self.tokio.spawn(self.supervised(future))
    }

    fn spawn_reactor(&self, pool_size: usize, future: Boxed<'static, ()>) -> Box<dyn JoinHandle> {
        self.tokio.spawn_reactor(pool_size, self.supervised(future))
    }

    /// Called on the task that drives the connection, whose reactor the sockets need.
    fn wrap_udp_socket(&self, socket: UdpSocket) -> io::Result<Arc<dyn AsyncUdpSocket>> {
        self.turns.on_driver();
        let inner = self.udp(socket)?;
        let (routes, turns) = (Arc::clone(&self.routes), Arc::clone(&self.turns));
        let peer = Arc::clone(&self.peer);
        let rest = Arc::clone(&self.rest);
        let diverting = Diverting::new(inner, routes, turns, rest, peer, self.loopback)?;
        let diverting = Arc::new(diverting);
        let mut sockets = self.sockets.lock().unwrap_or_else(PoisonError::into_inner);
        sockets.retain(|socket| socket.strong_count() > 0);
        let is_first = sockets.is_empty();
        if is_first {
            self.routes.begin();
        }
        let local = diverting.local_addr()?;
        self.routes.add_local(local);
        self.locals.send_modify(|locals| {
            if is_first {
                locals.clear();
            }
            locals.push(local);
        });
        sockets.push(Arc::downgrade(&diverting));
        Ok(Arc::new(Repeating::new(diverting)))
    }

    fn wrap_tcp_listener(&self, listener: TcpListener) -> io::Result<Arc<dyn AsyncTcpListener>> {
        self.tokio.wrap_tcp_listener(listener)
    }

    fn connect_tcp(&self, address: SocketAddr) -> Boxed<'_, io::Result<Arc<dyn AsyncTcpStream>>> {
        self.tokio.connect_tcp(address)
    }

    /// The stack asks for servers only, and each has a made-up name.
    fn resolve_host<'a>(&'a self, host: &'a str) -> Boxed<'a, io::Result<Vec<SocketAddr>>> {
        let addresses = self.routes.made_up_addresses(host);
        Box::pin(async move { addresses.ok_or_else(|| io::ErrorKind::NotFound.into()) })
    }

    fn now(&self) -> Instant {
        self.tokio.now()
    }

    /// The loop that drives the connection may wait longer for its timers, other tasks do not.
    fn sleep(&self, duration: Duration) -> Boxed<'static, ()> {
        let is_driver = self.turns.is_driver();
        let duration = if is_driver { self.rest.timer(duration) } else { duration };
        self.turns.wait(self.tokio.sleep(duration))
    }

    fn interval(&self, period: Duration) -> Box<dyn AsyncInterval> {
        self.tokio.interval(period)
    }

    fn block_on(&self, future: Pin<Box<dyn Future<Output = ()> + '_>>) {
        self.tokio.block_on(future);
    }

    fn yield_now(&self) -> Boxed<'static, ()> {
        self.tokio.yield_now()
    }

    fn name(&self) -> &'static str {
        self.tokio.name()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicBool, Ordering};

    use tokio::sync::mpsc;
    use tokio::time::timeout;

    use super::*;
    use crate::link::direct::events::{StackEvents, handler};
    use crate::link::path::{PathId, TaskEnd};
    use crate::link::reach::{OwnAddresses, Reach};
    use crate::link::tasks::PathEvents;

    fn runtime() -> (LinkRuntime, StackEvents) {
        let (_handler, stack_events) = handler();
        let (routes, _) = Routes::new(&Reach::default());
        (LinkRuntime::new(routes, Loopback::Dropped, stack_events.closed()), stack_events)
    }

    /// The stack panics at some bytes of the other end: rtc-sctp 0.21.1 at the length of an error cause.
    #[tokio::test]
    async fn a_panic_of_the_stack_ends_its_path_and_nothing_else() {
        let (runtime, stack_events) = runtime();
        let _task = runtime.spawn_reactor(REACTORS, Box::pin(async { panic!("on purpose") }));
        let (events, _from) = mpsc::channel(1);
        let reporting = stack_events.report(PathEvents::new(PathId(0), events), OwnAddresses::All);
        let ended = timeout(Duration::from_secs(10), reporting).await;
        assert_eq!(ended.expect("the path ends"), TaskEnd::Closed);
    }

    /// The stack is busy for seconds with some bytes of the other end: rtc-sctp 0.21.1 with a FORWARD-TSN.
    #[tokio::test(flavor = "multi_thread", worker_threads = 1)]
    async fn a_busy_stack_holds_up_nothing_else() {
        let (runtime, _stack_events) = runtime();
        let (has_begun, begun) = tokio::sync::oneshot::channel();
        let is_over = Arc::new(AtomicBool::new(false));
        let busy = Arc::clone(&is_over);
        let _task = runtime.spawn_reactor(
            REACTORS,
            Box::pin(async move {
                let _ = has_begun.send(());
                // Not for ever, so that the test ends where this holds it up, too.
                let until = TokioRuntime.now() + Duration::from_secs(20);
                while !busy.load(Ordering::Relaxed) && TokioRuntime.now() < until {
                    std::thread::yield_now();
                }
            }),
        );
        let others = async {
            begun.await.unwrap();
            tokio::spawn(tokio::time::sleep(Duration::from_millis(1))).await.unwrap();
        };
        let done = timeout(Duration::from_secs(10), others).await;
        is_over.store(true, Ordering::Relaxed);
        done.expect("other tasks run");
    }
}
