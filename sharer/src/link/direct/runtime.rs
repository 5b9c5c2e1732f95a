//! The Tokio runtime as the stack is given it: with sockets and names of our own.

use std::future::Future;
use std::io;
use std::net::{SocketAddr, TcpListener, UdpSocket};
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::{Duration, Instant};

use webrtc::runtime::{
    AsyncInterval, AsyncTcpListener, AsyncTcpStream, AsyncUdpSocket, JoinHandle, Runtime,
    TokioRuntime,
};

use super::divert::Diverting;
use super::extra_turns::ExtraTurns;
use super::ice_checks::Repeating;
use super::routes::Routes;

type Boxed<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// The Tokio runtime, whose sockets deliver some checks twice and know the routes to servers.
#[derive(Debug)]
pub(super) struct LinkRuntime {
    tokio: TokioRuntime,
    routes: Arc<Routes>,
    turns: Arc<ExtraTurns>,
    /// The sockets that the stack has. It drops all before it makes new ones, so these are few.
    sockets: Mutex<Vec<Weak<Diverting>>>,
}

impl LinkRuntime {
    pub(super) fn new(routes: Arc<Routes>) -> Self {
        Self { tokio: TokioRuntime, routes, turns: Arc::default(), sockets: Mutex::default() }
    }
}

impl Runtime for LinkRuntime {
    fn spawn(&self, future: Boxed<'static, ()>) -> Box<dyn JoinHandle> {
        self.tokio.spawn(future)
    }

    fn spawn_reactor(&self, pool_size: usize, future: Boxed<'static, ()>) -> Box<dyn JoinHandle> {
        self.tokio.spawn_reactor(pool_size, future)
    }

    /// Called on the task that drives the connection, whose reactor the sockets need.
    fn wrap_udp_socket(&self, socket: UdpSocket) -> io::Result<Arc<dyn AsyncUdpSocket>> {
        self.turns.on_driver();
        let inner = self.tokio.wrap_udp_socket(socket)?;
        let diverting = Diverting::new(inner, Arc::clone(&self.routes), Arc::clone(&self.turns))?;
        let diverting = Arc::new(diverting);
        let mut sockets = self.sockets.lock().unwrap_or_else(PoisonError::into_inner);
        sockets.retain(|socket| socket.strong_count() > 0);
        if sockets.is_empty() {
            self.routes.begin();
        }
        self.routes.add_local(diverting.local_addr()?);
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

    fn sleep(&self, duration: Duration) -> Boxed<'static, ()> {
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
