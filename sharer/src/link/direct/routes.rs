//! Where datagrams for STUN and TURN servers go.
//!
//! The stack resolves the name of a server while it drives the connection, and knows UDP only. So it is
//! given a made-up name for each server, which stands for a made-up address at once; datagrams for that
//! address go to the real one as soon as it is known, or into a stream. A name server that does not
//! answer holds up nothing but its own server.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Duration;

use rtc::peer_connection::configuration::RTCIceServer;
use tokio::task::AbortHandle;
use tokio::time::timeout;
use tracing::debug;
use webrtc::runtime::AsyncUdpSocket;

use super::ice_servers::{self, ServerAddress, Transport};
use crate::link::reach::Reach;

/// How long a name may take to resolve. The stack repeats its requests for about eight seconds.
const RESOLVE_TIMEOUT: Duration = Duration::from_secs(5);

/// Datagrams that wait for a name to be resolved: one request from each local address. Further ones are
/// dropped; the stack repeats them.
const MAX_WAITING: usize = 16;

/// The port of made-up addresses.
const MADE_UP_PORT: u16 = 3478;

/// The domain of made-up names (RFC 6761 §6.4).
const MADE_UP_DOMAIN: &str = "invalid";

/// The ways to all servers of a connection.
#[derive(Debug)]
pub(super) struct Routes {
    routes: Vec<Route>,
    /// Real addresses of servers that are reached by datagrams, with the made-up ones.
    real: RwLock<Vec<(SocketAddr, SocketAddr)>>,
    resolving: Mutex<Vec<AbortHandle>>,
    /// The addresses that the stack's sockets are bound to.
    locals: Mutex<Vec<IpAddr>>,
}

/// The way to one server.
#[derive(Debug)]
struct Route {
    transport: Transport,
    host: String,
    port: u16,
    destination: Mutex<Destination>,
    /// Whether the server has answered anything.
    has_answered: AtomicBool,
}

/// Where a server is.
#[derive(Debug, Default)]
enum Destination {
    /// Its name is not resolved yet; these datagrams are sent then.
    Unknown(Vec<Waiting>),
    /// At these addresses.
    Known(Addresses),
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

/// The addresses of a server, one for each family.
#[derive(Clone, Copy, Debug, Default)]
struct Addresses {
    v4: Option<Reachable>,
    v6: Option<Reachable>,
}

/// An address to which the system has a way.
#[derive(Clone, Copy, Debug)]
struct Reachable {
    address: SocketAddr,
    /// The local address on that way.
    from: IpAddr,
}

/// What to do with a datagram.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// It is for no server.
    Direct,
    /// Send it there instead.
    To(SocketAddr),
    /// It was kept.
    Kept,
    /// It cannot be sent from this socket.
    Closed,
}

impl Routes {
    /// The routes, and the servers as the stack is given them.
    pub(super) fn new(reach: &Reach) -> (Arc<Self>, Vec<RTCIceServer>) {
        let mut routes: Vec<Route> = Vec::new();
        let mut configurations = Vec::new();
        for server in ice_servers::servers(reach) {
            let known = routes.iter().position(|route| route.is(&server.address));
            let index = known.unwrap_or_else(|| {
                routes.push(Route::new(&server.address));
                routes.len() - 1
            });
            configurations.push(server.configuration(&made_up_name(index)));
        }
        let (real, resolving, locals) = (RwLock::default(), Mutex::default(), Mutex::default());
        (Arc::new(Self { routes, real, resolving, locals }), configurations)
    }

    /// Begins with sockets of which none has sent anything: at the start, and when the stack replaces
    /// its sockets because the network has changed.
    pub(super) fn begin(self: &Arc<Self>) {
        self.stop();
        lock(&self.locals).clear();
        self.real.write().unwrap_or_else(PoisonError::into_inner).clear();
        for (index, route) in self.routes.iter().enumerate() {
            route.has_answered.store(false, Ordering::Relaxed);
            if route.transport == Transport::Udp {
                *lock(&route.destination) = Destination::Unknown(Vec::new());
                let routes = Arc::downgrade(self);
                let (host, port) = (route.host.clone(), route.port);
                let task = tokio::spawn(async move {
                    let addresses = resolve(&host, port).await;
                    let Some(routes) = routes.upgrade() else { return };
                    routes.on_resolved(index, addresses).await;
                });
                lock(&self.resolving).push(task.abort_handle());
            }
        }
    }

    /// The stack has a socket that is bound to this address.
    pub(super) fn add_local(&self, local: SocketAddr) {
        lock(&self.locals).push(local.ip());
    }

    /// Ends all tasks.
    fn stop(&self) {
        for task in lock(&self.resolving).drain(..) {
            task.abort();
        }
    }

    /// The made-up addresses of a made-up name, if it is one.
    pub(super) fn made_up_addresses(&self, host: &str) -> Option<Vec<SocketAddr>> {
        let (name, _port) = host.rsplit_once(':')?;
        let index = (0..self.routes.len()).find(|index| made_up_name(*index) == name)?;
        Some(made_up(index).to_vec())
    }

    /// The route of a made-up address.
    fn route(&self, address: SocketAddr) -> Option<&Route> {
        let number = match address.ip() {
            IpAddr::V4(ip) => ip.octets()[3].into(),
            IpAddr::V6(ip) => ip.segments()[7],
        };
        let index = usize::from(number);
        self.routes.get(index).filter(|_| made_up(index).contains(&address))
    }

    /// Where a datagram for `to`, from a socket that is bound to `local`, goes.
    pub(super) fn way(
        &self,
        socket: &Arc<dyn AsyncUdpSocket>,
        local: SocketAddr,
        to: SocketAddr,
        datagram: &[u8],
    ) -> Way {
        if !is_made_up(to.ip()) {
            return Way::Direct;
        }
        let Some(route) = self.route(to) else { return Way::Closed };
        match &mut *lock(&route.destination) {
            Destination::Unknown(waiting) => {
                if waiting.len() < MAX_WAITING {
                    let (socket, datagram) = (Arc::clone(socket), datagram.to_vec());
                    waiting.push(Waiting { socket, local, datagram });
                }
                Way::Kept
            }
            Destination::Known(addresses) => self.way_to(addresses, local, datagram),
            Destination::Nowhere => Way::Closed,
        }
    }

    /// The made-up address of the server from which a datagram came, if it came from one.
    pub(super) fn made_up_source(&self, from: SocketAddr) -> Option<SocketAddr> {
        let real = self.real.read().unwrap_or_else(PoisonError::into_inner);
        let (_, made_up) = real.iter().find(|(address, _)| *address == from)?;
        if let Some(route) = self.route(*made_up) {
            route.has_answered.store(true, Ordering::Relaxed);
        }
        Some(*made_up)
    }

    /// Whether the server at a made-up address has answered.
    pub(super) fn has_answered(&self, made_up: SocketAddr) -> bool {
        self.route(made_up).is_some_and(|route| route.has_answered.load(Ordering::Relaxed))
    }

    /// Where a datagram goes from this local address. Relayed addresses are asked for from one socket of
    /// each family: more of them lead nowhere else, and a server grants few. Our address as the server
    /// sees it is asked for from each.
    fn way_to(&self, addresses: &Addresses, local: SocketAddr, datagram: &[u8]) -> Way {
        let reachable = if local.is_ipv4() { addresses.v4 } else { addresses.v6 };
        let Some(Reachable { address, from }) = reachable else { return Way::Closed };
        let may_send = is_binding_request(datagram)
            || local.ip() == from
            || !lock(&self.locals).contains(&from);
        if may_send { Way::To(address) } else { Way::Closed }
    }

    async fn on_resolved(&self, index: usize, addresses: Addresses) {
        let Some(route) = self.routes.get(index) else { return };
        {
            let mut real = self.real.write().unwrap_or_else(PoisonError::into_inner);
            let found = [addresses.v4, addresses.v6].map(|found| found.map(|found| found.address));
            for (address, made_up) in found.into_iter().zip(made_up(index)) {
                real.extend(address.map(|address| (address, made_up)));
            }
        }
        let is_known = addresses.v4.is_some() || addresses.v6.is_some();
        if !is_known {
            debug!("a STUN or TURN server cannot be reached");
        }
        let destination =
            if is_known { Destination::Known(addresses) } else { Destination::Nowhere };
        let before = std::mem::replace(&mut *lock(&route.destination), destination);
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
    fn new(address: &ServerAddress) -> Self {
        let ServerAddress { transport, host, port, .. } = address;
        let (transport, host, port) = (*transport, host.clone(), *port);
        let (destination, has_answered) = (Mutex::default(), AtomicBool::new(false));
        Self { transport, host, port, destination, has_answered }
    }

    /// Whether it leads to this server. STUN and TURN at one port share a route, since an answer says no
    /// more than where it comes from.
    fn is(&self, address: &ServerAddress) -> bool {
        self.transport == address.transport
            && self.host == address.host
            && self.port == address.port
    }
}

/// Whether this is a Binding request (RFC 8489 §5).
fn is_binding_request(datagram: &[u8]) -> bool {
    datagram.starts_with(&[0x00, 0x01])
}

async fn resolve(host: &str, port: u16) -> Addresses {
    let resolved = timeout(RESOLVE_TIMEOUT, tokio::net::lookup_host((host, port))).await;
    let Ok(Ok(found)) = resolved else { return Addresses::default() };
    let found: Vec<_> = found.filter(|address| !is_made_up(address.ip())).collect();
    let v4 = found.iter().filter(|address| address.is_ipv4()).find_map(|to| Reachable::find(*to));
    let v6 = found.iter().filter(|address| address.is_ipv6()).find_map(|to| Reachable::find(*to));
    Addresses { v4, v6 }
}

impl Reachable {
    /// Asks the system for the way to an address. Nothing is sent.
    fn find(address: SocketAddr) -> Option<Self> {
        let any: IpAddr = match address {
            SocketAddr::V4(_) => Ipv4Addr::UNSPECIFIED.into(),
            SocketAddr::V6(_) => Ipv6Addr::UNSPECIFIED.into(),
        };
        let socket = std::net::UdpSocket::bind((any, 0)).ok()?;
        socket.connect(address).ok()?;
        Some(Self { address, from: socket.local_addr().ok()?.ip() })
    }
}

/// The made-up name of a server.
fn made_up_name(index: usize) -> String {
    format!("server-{index}.{MADE_UP_DOMAIN}")
}

/// The made-up addresses of a server: from a block that nobody has (240.0.0.0/4, RFC 1112 §4), and from
/// one whose packets are discarded (100::/64, RFC 6666).
fn made_up(index: usize) -> [SocketAddr; 2] {
    let number = u8::try_from(index).expect("there are no more than MAX_SERVERS");
    let v4 = Ipv4Addr::new(240, 0, 0, number);
    let v6 = Ipv6Addr::new(0x100, 0, 0, 0, 0, 0, 0, number.into());
    [SocketAddr::from((v4, MADE_UP_PORT)), SocketAddr::from((v6, MADE_UP_PORT))]
}

/// Whether an address is from the blocks of the made-up ones. Nobody on a network has it.
pub(super) fn is_made_up(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => ip.octets()[0] >= 240,
        IpAddr::V6(ip) => ip.segments()[..4] == [0x100, 0, 0, 0],
    }
}

/// Locks. What a panicking thread has left is whole: each change is one assignment.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
