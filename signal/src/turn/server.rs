//! The relay's sockets, from the options to the end of the server.

use std::fmt;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rand_core::{OsRng, RngCore as _};
use relay::{Advertised, Config, PeerPolicy, Relay};
use tokio::net::{TcpListener, UdpSocket};
use tokio::task::JoinSet;

use super::external::ExternalTurn;
use super::handle::RelayHandle;
use super::hub::Hub;
use super::{datagram, interfaces, stream};
use crate::address::Cidr;
use crate::origin::PublicUrl;

/// The port of STUN and TURN (RFC 8656 §3.1).
pub const TURN_PORT: u16 = 3478;

/// How often a free port is looked for that both UDP and TCP can have.
const PORT_ATTEMPTS: usize = 16;

/// How often the addresses of this computer are read again.
const ADDRESSES_PERIOD: Duration = Duration::from_secs(30);

/// The pause after `accept` failed.
const ACCEPT_PAUSE: Duration = Duration::from_millis(100);

/// Options of the relay.
#[derive(Clone, Debug)]
pub struct TurnOptions {
    /// Where it listens, with UDP and TCP. Port 0 is any free one.
    pub listen: SocketAddr,
    /// The addresses that peers and clients see, if a router translates them: one for each family.
    pub public: Vec<IpAddr>,
    /// Private networks that may be relayed to.
    pub allow: Vec<Cidr>,
    /// Further ports of this server, which are never relayed to.
    pub own_ports: Vec<u16>,
}

impl TurnOptions {
    /// The defaults at an address.
    pub fn new(listen: SocketAddr) -> Self {
        Self { listen, public: Vec::new(), allow: Vec::new(), own_ports: Vec::new() }
    }
}

/// The relay of this server, an external one, both or neither. Clones are the same relay.
#[derive(Clone, Debug, Default)]
pub struct TurnServer {
    own: Option<Arc<Own>>,
    external: Option<ExternalTurn>,
}

/// The relay of this server.
pub(crate) struct Own {
    hub: Arc<Hub>,
    port: u16,
    advertised: Advertised,
    is_address_given: bool,
    udp: Vec<Arc<UdpSocket>>,
    /// Taken when the server runs.
    tcp: Mutex<Vec<TcpListener>>,
}

/// Shows no address.
impl fmt::Debug for Own {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Own(…)")
    }
}

impl TurnServer {
    /// Opens the sockets of a relay, for UDP and TCP on the same port. Call it within a tokio runtime.
    ///
    /// # Errors
    /// When a socket cannot be opened.
    pub fn bind(options: TurnOptions, external: Option<ExternalTurn>) -> io::Result<Self> {
        let own = Own::bind(options)?;
        Ok(Self { own: Some(Arc::new(own)), external })
    }

    /// No relay of this server, but an external one.
    pub fn external_only(external: ExternalTurn) -> Self {
        Self { own: None, external: Some(external) }
    }

    /// The address that clients are told when they name none, and the port.
    pub fn port(&self) -> Option<u16> {
        self.own.as_ref().map(|own| own.port)
    }

    /// A handle for programs that have no server around the relay.
    pub fn handle(&self) -> RelayHandle {
        self.handle_at(None, None)
    }

    pub(crate) fn handle_at(&self, public: Option<&PublicUrl>, tls: Option<u16>) -> RelayHandle {
        RelayHandle::new(self.clone(), public, tls)
    }

    pub(crate) fn own(&self) -> Option<&Own> {
        self.own.as_deref()
    }

    pub(super) fn external(&self) -> Option<&ExternalTurn> {
        self.external.as_ref()
    }

    /// Relays until the future is dropped.
    pub(crate) async fn run(&self) {
        match &self.own {
            Some(own) => own.run().await,
            None => std::future::pending().await,
        }
    }
}

impl Own {
    fn bind(options: TurnOptions) -> io::Result<Self> {
        let advertised = advertised(&options);
        let (udp, tcp) = bind_both(options.listen)?;
        if is_private(advertised) {
            tracing::info!(
                "the relay has a private address; if a router translates it, --turn-public-ip has to \
                 name the public one"
            );
        }
        let port = tcp.first().map_or(Ok(0), |tcp| tcp.local_addr().map(|at| at.port()))?;
        let mut own_ports = options.own_ports;
        own_ports.push(port);
        let policy = PeerPolicy {
            allow: options.allow.iter().map(|cidr| cidr.to_block()).collect(),
            own: own_addresses(advertised),
            own_ports,
        };
        let mut key = [0; 32];
        OsRng.fill_bytes(&mut key);
        let hub = Hub::new(|now| Relay::new(Config { advertised, policy }, key, now));
        let udp: Vec<_> = udp.into_iter().map(Arc::new).collect();
        hub.set_sockets(udp.clone());
        let is_address_given = !options.public.is_empty();
        Ok(Self { hub, port, advertised, is_address_given, udp, tcp: Mutex::new(tcp) })
    }

    pub(crate) fn hub(&self) -> &Arc<Hub> {
        &self.hub
    }

    pub(super) fn port(&self) -> u16 {
        self.port
    }

    pub(super) fn is_address_given(&self) -> bool {
        self.is_address_given
    }

    /// Its address as the host of a URL.
    pub(super) fn address(&self) -> String {
        match (self.advertised.v4, self.advertised.v6) {
            (Some(v4), _) => v4.to_string(),
            (None, Some(v6)) => format!("[{v6}]"),
            (None, None) => "localhost".to_owned(),
        }
    }

    /// For a host that is an IP address: this relay's public address in the other version of IP, as the host of
    /// a URL.
    pub(super) fn other_version(&self, host: &str) -> Option<String> {
        if host.parse::<Ipv4Addr>().is_ok() {
            let is_public = |v6: &Ipv6Addr| matches!(v6.octets(), [0x20..=0x3F, ..]);
            return self.advertised.v6.filter(is_public).map(|v6| format!("[{v6}]"));
        }
        let is_public =
            |v4: &Ipv4Addr| !(v4.is_private() || v4.is_loopback() || v4.is_link_local());
        let is_v6 = host.starts_with('[');
        self.advertised.v4.filter(|v4| is_v6 && is_public(v4)).map(|v4| v4.to_string())
    }

    async fn run(&self) {
        let mut tasks = JoinSet::new();
        for (index, socket) in (0..).zip(&self.udp) {
            tasks.spawn(datagram::read_clients(Arc::clone(&self.hub), Arc::clone(socket), index));
        }
        let listeners =
            std::mem::take(&mut *self.tcp.lock().unwrap_or_else(PoisonError::into_inner));
        for listener in listeners {
            tasks.spawn(accept(Arc::clone(&self.hub), listener));
        }
        let _stopped = StopOnDrop(Arc::clone(&self.hub));
        loop {
            let pause = self.hub.handle_timeout().unwrap_or(ADDRESSES_PERIOD);
            // A new allocation ends much later than this.
            tokio::time::sleep(pause.min(ADDRESSES_PERIOD)).await;
            self.hub.set_own_addresses(own_addresses(self.advertised));
        }
    }
}

/// Closes the relayed addresses when the server stops.
struct StopOnDrop(Arc<Hub>);

impl Drop for StopOnDrop {
    fn drop(&mut self) {
        self.0.stop();
    }
}

async fn accept(hub: Arc<Hub>, listener: TcpListener) {
    loop {
        match listener.accept().await {
            Ok((connection, client)) => {
                // If this fails, packets arrive a little later.
                let _ = connection.set_nodelay(true);
                let client = canonical(client);
                tokio::spawn(stream::serve(Arc::clone(&hub), connection, Vec::new(), client));
            }
            Err(error) => {
                tracing::warn!(kind = %error.kind(), "a connection could not be accepted");
                tokio::time::sleep(ACCEPT_PAUSE).await;
            }
        }
    }
}

/// An address as IPv4 if it stands for one: sockets for both families report IPv4 clients as IPv6.
pub(crate) fn canonical(address: SocketAddr) -> SocketAddr {
    SocketAddr::new(address.ip().to_canonical(), address.port())
}

/// Sockets for UDP and TCP with the same port.
fn bind_both(listen: SocketAddr) -> io::Result<(Vec<UdpSocket>, Vec<TcpListener>)> {
    let mut attempts = if listen.port() == 0 { PORT_ATTEMPTS } else { 1 };
    loop {
        attempts -= 1;
        match try_bind_both(listen) {
            Err(error) if attempts > 0 && error.kind() == io::ErrorKind::AddrInUse => {}
            result => return result,
        }
    }
}

fn try_bind_both(listen: SocketAddr) -> io::Result<(Vec<UdpSocket>, Vec<TcpListener>)> {
    let mut udp = vec![datagram::open(listen)?];
    let first = udp.first().map_or(Ok(listen), UdpSocket::local_addr)?;
    let mut tcp = vec![open_listener(first)?];
    if listen.is_ipv6() && listen.ip().is_unspecified() {
        // All addresses means those of both families; each has its own sockets.
        let v4 = SocketAddr::new(IpAddr::from([0, 0, 0, 0]), first.port());
        udp.push(datagram::open(v4)?);
        tcp.push(open_listener(v4)?);
    }
    Ok((udp, tcp))
}

fn open_listener(address: SocketAddr) -> io::Result<TcpListener> {
    use socket2::{Domain, Protocol, Socket, Type};
    /// Connections that wait to be accepted.
    const BACKLOG: i32 = 1024;
    let socket = Socket::new(Domain::for_address(address), Type::STREAM, Some(Protocol::TCP))?;
    if address.is_ipv6() {
        socket.set_only_v6(true)?;
    }
    // Else a restarted server waits for the connections of the last one. Windows means something else by
    // it.
    if cfg!(unix) {
        socket.set_reuse_address(true)?;
    }
    socket.set_nonblocking(true)?;
    socket.bind(&address.into())?;
    socket.listen(BACKLOG)?;
    TcpListener::from_std(socket.into())
}

/// The addresses that peers see.
fn advertised(options: &TurnOptions) -> Advertised {
    let mut advertised = Advertised::default();
    let listen = options.listen.ip();
    match listen.to_canonical() {
        IpAddr::V4(any) if any.is_unspecified() => advertised.v4 = interfaces::outgoing_v4(),
        IpAddr::V6(any) if any.is_unspecified() => {
            advertised.v4 = interfaces::outgoing_v4();
            advertised.v6 = interfaces::outgoing_v6();
        }
        IpAddr::V4(v4) => advertised.v4 = Some(v4),
        IpAddr::V6(v6) => advertised.v6 = Some(v6),
    }
    for public in &options.public {
        match public {
            IpAddr::V4(v4) => advertised.v4 = Some(*v4),
            IpAddr::V6(v6) => advertised.v6 = Some(*v6),
        }
    }
    advertised
}

/// Whether no address is one that the whole Internet can reach.
fn is_private(advertised: Advertised) -> bool {
    let addresses = advertised.v4.map(IpAddr::V4).into_iter();
    let mut addresses = addresses.chain(advertised.v6.map(IpAddr::V6));
    !addresses.any(|address| PeerPolicy::default().allows_address(address))
}

/// The addresses of this computer and those it is known by, without loopback.
fn own_addresses(advertised: Advertised) -> Vec<IpAddr> {
    let mut own = interfaces::own_addresses();
    own.extend(advertised.v4.map(IpAddr::V4));
    own.extend(advertised.v6.map(IpAddr::V6));
    own.retain(|address| !address.is_loopback());
    own
}
