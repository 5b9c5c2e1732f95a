//! Where datagrams for STUN and TURN servers go.
//!
//! The stack resolves the name of a server while it drives the connection, and knows UDP only. So it is
//! given a made-up name for each server, which stands for a made-up address at once; datagrams for that
//! address go to the real one as soon as it is known, or into a stream. A name server that does not
//! answer holds up nothing but its own server.

use std::net::{IpAddr, SocketAddr};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use std::time::Duration;

use bytes::Bytes;
use rtc::peer_connection::configuration::RTCIceServer;
use tokio::sync::mpsc::error::TrySendError;
use tokio::sync::{mpsc, watch};
use tokio::task::AbortHandle;
use tokio::time::Instant;
use tracing::debug;
use webrtc::runtime::AsyncUdpSocket;

use super::ice_servers::{self, Server, Service, Target, Transport};
use super::made_up::{self, is_made_up};
use super::relay_hold::RelayHold;
use super::server_addresses::{Reachable, ServerAddresses};
use super::turn_stream::{self, FromServer, StreamContext};
use crate::link::dial::Dialer;
use crate::link::reach::{OwnAddresses, Reach};

/// Datagrams that wait for a name to be resolved: one request from each local address. Further ones are
/// dropped; the stack repeats them.
const MAX_WAITING: usize = 16;

/// The head start of each transport to TURN servers before the next one is tried. Where datagrams get
/// through, no stream is opened.
const HEAD_START: Duration = Duration::from_millis(400);

/// For how long nothing is sent through a relay after the connection was begun. The browser sees where our
/// checks come from before it is told of our relays, and the stack stays with the first pair that works: a
/// direct one should be the first where there is one.
const RELAYS_AFTER: Duration = Duration::from_millis(500);

/// The ways to all servers of a connection.
#[derive(Debug)]
pub(super) struct Routes {
    routes: Vec<Route>,
    dialer: Dialer,
    /// Real addresses of servers that are reached by datagrams, with the made-up ones.
    real: RwLock<Vec<(SocketAddr, SocketAddr)>>,
    resolving: Mutex<Vec<AbortHandle>>,
    /// The addresses that the stack's sockets are bound to.
    locals: Mutex<Vec<IpAddr>>,
    /// Before that nothing is sent through relays.
    relays_from: Instant,
    /// Whether some server has answered a request for a relayed address.
    answered: watch::Sender<bool>,
    /// Keeps relays back for longer while the router is asked for a port.
    hold: Arc<RelayHold>,
}

/// Whether a datagram to a relay is for the other end: a Send indication or ChannelData (RFC 8656 §11.4, §12.4).
fn is_relayed(datagram: &[u8]) -> bool {
    matches!(datagram, [0x40..=0x4F, ..] | [0x00, 0x16, ..])
}

/// How one server is reached: its address and the transport.
#[derive(Debug)]
struct Route {
    /// Whether a relayed address is asked for on it.
    is_for_turn: bool,
    target: Target,
    way: RouteWay,
    /// Whether the server has answered anything.
    has_answered: AtomicBool,
}

#[derive(Debug)]
enum RouteWay {
    /// Datagrams go there.
    Datagrams(Mutex<Destination>),
    /// The stream, once there is one, and the local address of the socket that uses it.
    Stream(Mutex<Option<(SocketAddr, mpsc::Sender<Bytes>)>>),
}

/// Where a server is.
#[derive(Debug, Default)]
enum Destination {
    /// Its name is not resolved yet; these datagrams are sent then.
    Unknown(Vec<Waiting>),
    /// At these addresses.
    Known(ServerAddresses),
    /// The name stands for nothing.
    #[default]
    Nowhere,
}

#[derive(Debug)]
struct Waiting {
    socket: Arc<dyn AsyncUdpSocket>,
    local: SocketAddr,
    datagram: Vec<u8>,
}

/// A socket that sends datagrams.
#[derive(Debug)]
pub(super) struct Sender {
    pub(super) socket: Arc<dyn AsyncUdpSocket>,
    pub(super) local: SocketAddr,
    /// Where datagrams that come from streams go.
    pub(super) incoming: mpsc::Sender<FromServer>,
}

/// What to do with a datagram.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// It is for no server.
    Direct,
    /// Send it there instead.
    To(SocketAddr),
    /// It was kept, or is on its way in a stream, or was dropped as a network may do.
    Taken,
    /// It cannot be sent from this socket.
    Closed,
}

impl Routes {
    /// The routes, and the servers as the stack is given them.
    pub(super) fn new(reach: &Reach) -> (Arc<Self>, Vec<RTCIceServer>) {
        let mut routes: Vec<Route> = Vec::new();
        let mut configurations = Vec::new();
        for server in ice_servers::servers(reach) {
            let known = routes.iter().position(|route| route.leads_to(&server));
            let index = known.unwrap_or_else(|| {
                routes.push(Route::new(&server));
                routes.len() - 1
            });
            if let Some(route) = routes.get_mut(index) {
                route.is_for_turn |= server.address.service == Service::Turn;
            }
            configurations.push(server.configuration(&made_up::name(index)));
        }
        let relays_after = match reach.own_addresses {
            OwnAddresses::All => RELAYS_AFTER,
            OwnAddresses::Relayed => Duration::ZERO,
        };
        let routes = Self {
            routes,
            dialer: reach.options.dialer.clone(),
            real: RwLock::default(),
            resolving: Mutex::default(),
            locals: Mutex::default(),
            relays_from: Instant::now() + relays_after,
            answered: watch::Sender::new(false),
            hold: Arc::new(RelayHold::new()),
        };
        (Arc::new(routes), configurations)
    }

    /// Whether a datagram to a relay is dropped: it carries something to the other end, and it is too early. Checks
    /// are repeated.
    pub(super) fn holds_back(&self, datagram: &[u8]) -> bool {
        is_relayed(datagram) && (Instant::now() < self.relays_from || self.hold.holds())
    }

    /// What keeps relays back while the router is asked for a port.
    pub(super) fn hold(&self) -> &Arc<RelayHold> {
        &self.hold
    }

    /// Begins with sockets of which none has sent anything: at the start, and when the stack replaces
    /// its sockets because the network has changed.
    pub(super) fn begin(self: &Arc<Self>) {
        self.stop();
        lock(&self.locals).clear();
        self.real.write().unwrap_or_else(PoisonError::into_inner).clear();
        self.answered.send_replace(false);
        for (index, route) in self.routes.iter().enumerate() {
            route.has_answered.store(false, Ordering::Relaxed);
            match &route.way {
                RouteWay::Stream(stream) => *lock(stream) = None,
                RouteWay::Datagrams(destination) => {
                    *lock(destination) = Destination::Unknown(Vec::new());
                    let routes = Arc::downgrade(self);
                    let (host, port) = (route.target.host.clone(), route.target.port);
                    let task = tokio::spawn(async move {
                        let addresses = ServerAddresses::resolve(&host, port).await;
                        let Some(routes) = routes.upgrade() else { return };
                        routes.on_resolved(index, addresses).await;
                    });
                    lock(&self.resolving).push(task.abort_handle());
                }
            }
        }
    }

    /// The stack has a socket that is bound to this address.
    pub(super) fn add_local(&self, local: SocketAddr) {
        lock(&self.locals).push(local.ip());
    }

    /// Ends all tasks but the streams, which end with their sockets.
    fn stop(&self) {
        for task in lock(&self.resolving).drain(..) {
            task.abort();
        }
    }

    /// The made-up addresses of a made-up name with a port, if it is one.
    pub(super) fn made_up_addresses(&self, host: &str) -> Option<Vec<SocketAddr>> {
        let (name, _port) = host.rsplit_once(':')?;
        let index = (0..self.routes.len()).find(|index| made_up::name(*index) == name)?;
        Some(made_up::addresses(index).to_vec())
    }

    /// The route of a made-up address.
    fn route(&self, address: SocketAddr) -> Option<&Route> {
        self.routes.get(made_up::index(address, self.routes.len())?)
    }

    /// Where a datagram for `to` goes.
    pub(super) fn way(&self, sender: &Sender, to: SocketAddr, datagram: &[u8]) -> Way {
        if !is_made_up(to.ip()) {
            return Way::Direct;
        }
        let Some(route) = self.route(to) else { return Way::Closed };
        match &route.way {
            RouteWay::Stream(stream) => {
                let datagram = Bytes::copy_from_slice(datagram);
                self.send_in_stream(&route.target, &mut lock(stream), sender, to, datagram)
            }
            RouteWay::Datagrams(destination) => match &mut *lock(destination) {
                Destination::Unknown(waiting) => {
                    if waiting.len() < MAX_WAITING {
                        let (socket, datagram) = (Arc::clone(&sender.socket), datagram.to_vec());
                        waiting.push(Waiting { socket, local: sender.local, datagram });
                    }
                    Way::Taken
                }
                Destination::Known(addresses) => self.way_to(addresses, sender.local, datagram),
                Destination::Nowhere => Way::Closed,
            },
        }
    }

    /// Puts a datagram into a stream, which the first socket that asks for it has alone.
    fn send_in_stream(
        &self,
        target: &Target,
        stream: &mut Option<(SocketAddr, mpsc::Sender<Bytes>)>,
        sender: &Sender,
        to: SocketAddr,
        datagram: Bytes,
    ) -> Way {
        let (owner, queue) = stream.get_or_insert_with(|| {
            let context = StreamContext {
                dialer: self.dialer.clone(),
                made_up: to,
                incoming: sender.incoming.clone(),
                answered: self.answered.clone(),
                head_start: self.head_start(target.transport),
            };
            (sender.local, turn_stream::open(target.clone(), context))
        });
        if *owner != sender.local {
            return Way::Closed;
        }
        match queue.try_send(datagram) {
            Ok(()) | Err(TrySendError::Full(_)) => Way::Taken,
            Err(TrySendError::Closed(_)) => Way::Closed,
        }
    }

    /// How long to wait for the transports that are preferred to this one.
    fn head_start(&self, transport: Transport) -> Duration {
        let preferred = [Transport::Udp, Transport::Tcp, Transport::Tls, Transport::WebSocket];
        let is_there = |other: &Transport| {
            self.routes.iter().any(|route| route.is_for_turn && route.target.transport == *other)
        };
        let earlier = preferred.iter().filter(|other| **other < transport && is_there(other));
        HEAD_START * u32::try_from(earlier.count()).unwrap_or_default()
    }

    /// Where a datagram goes from this local address. Relayed addresses are asked for from one socket of
    /// each family: more of them lead nowhere else, and a server grants few. Our address as the server
    /// sees it is asked for from each.
    fn way_to(&self, addresses: &ServerAddresses, local: SocketAddr, datagram: &[u8]) -> Way {
        let Some(Reachable { address, from }) = addresses.for_family_of(local) else {
            return Way::Closed;
        };
        let may_send = is_binding_request(datagram)
            || local.ip() == from
            || !lock(&self.locals).contains(&from);
        if may_send { Way::To(address) } else { Way::Closed }
    }

    /// A datagram has come from this address. If that is a server's, returns its made-up one.
    pub(super) fn on_datagram(&self, from: SocketAddr, datagram: &[u8]) -> Option<SocketAddr> {
        let made_up = {
            let real = self.real.read().unwrap_or_else(PoisonError::into_inner);
            real.iter().find(|(address, _)| *address == from)?.1
        };
        if let Some(route) = self.route(made_up) {
            route.has_answered.store(true, Ordering::Relaxed);
        }
        if turn_stream::is_allocate_response(datagram) {
            self.answered.send_replace(true);
        }
        Some(made_up)
    }

    /// Whether the server at a made-up address has answered.
    pub(super) fn has_answered(&self, made_up: SocketAddr) -> bool {
        self.route(made_up).is_some_and(|route| route.has_answered.load(Ordering::Relaxed))
    }

    async fn on_resolved(&self, index: usize, addresses: ServerAddresses) {
        let Some(route) = self.routes.get(index) else { return };
        let RouteWay::Datagrams(destination) = &route.way else { return };
        let found = [addresses.v4, addresses.v6].map(|found| found.map(|found| found.address));
        {
            let mut real = self.real.write().unwrap_or_else(PoisonError::into_inner);
            for (address, made_up) in found.into_iter().zip(made_up::addresses(index)) {
                real.extend(address.map(|address| (address, made_up)));
            }
        }
        let after = if found == [None, None] {
            debug!("the name of a STUN or TURN server is not known, or there is no way to it");
            Destination::Nowhere
        } else {
            Destination::Known(addresses)
        };
        let before = std::mem::replace(&mut *lock(destination), after);
        let Destination::Unknown(waiting) = before else { return };
        for Waiting { socket, local, datagram } in waiting {
            if let Way::To(address) = self.way_to(&addresses, local, &datagram) {
                // If it cannot be sent, its repetition cannot either, and the stack learns it then.
                let _ = socket.send_to(&datagram, address).await;
            }
        }
    }
}

impl Drop for Routes {
    fn drop(&mut self) {
        self.stop();
    }
}

impl Route {
    fn new(server: &Server) -> Self {
        let way = match server.address.transport {
            Transport::Udp => RouteWay::Datagrams(Mutex::default()),
            Transport::Tcp | Transport::Tls | Transport::WebSocket => {
                RouteWay::Stream(Mutex::default())
            }
        };
        let is_for_turn = server.address.service == Service::Turn;
        Self { is_for_turn, target: server.target(), way, has_answered: AtomicBool::new(false) }
    }

    /// Whether it leads to this server. STUN and TURN at one port share a route, since an answer says no
    /// more than where it comes from.
    fn leads_to(&self, server: &Server) -> bool {
        self.target == server.target()
    }
}

/// Whether this is a Binding request (RFC 8489 §5).
fn is_binding_request(datagram: &[u8]) -> bool {
    datagram.starts_with(&[0x00, 0x01])
}

/// Locks. What a panicking thread has left is whole: each change is one assignment.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
