//! Tries each way that a claim was granted.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;

use futures_util::{SinkExt as _, StreamExt as _};
use protocol::lane;
use protocol::limits::LANE_MESSAGE_BYTES;
use protocol::network::{IceServer, LaneToken};
use relay::StreamDecoder;
use tokio::net::{TcpStream, UdpSocket, lookup_host};
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Message;

use super::carrier::Carrier;
use super::claim::OwnClaim;
use super::findings::{Ipv6, Leg, LegFault, LinkFault, Nat, NetworkFindings};
use super::stun;
use super::turn::{self, Allocation, Credential};
use crate::link::dial::{DialError, Dialer, Host, Security};
use crate::link::direct::ice_servers::{self, Server, Service, Target, Transport};
use crate::link::direct::turn_stream::{MAX_BYTES, SUBPROTOCOL};
use crate::link::reach::Reach;
use crate::link::signal::ServerUrl;
use crate::link::websocket::{self, Socket};

/// How long one way may take in all. What a claim grants ends after
/// [`PROOF_TIMEOUT`](protocol::limits::PROOF_TIMEOUT).
const LEG: Duration = Duration::from_secs(10);

/// How long one connection may take.
const CONNECT: Duration = Duration::from_secs(5);

/// How often a packet is sent to find out how our address is translated, and how long each may take.
const PACKETS: usize = 6;
const PACKET: Duration = Duration::from_millis(300);

/// An address for documentation (RFC 3849): nothing is sent to it.
const SOME_V6: Ipv6Addr = Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 1);

/// The status of HTTP for what is not there (RFC 9110 §15.5.5).
const NOT_FOUND: u16 = 404;

/// Tries all of them at once.
pub(super) async fn try_all(
    claim: &OwnClaim,
    server: &ServerUrl,
    dialer: &Dialer,
) -> NetworkFindings {
    let known = |ice_servers: &[IceServer]| {
        ice_servers::servers(&Reach {
            ice_servers: ice_servers.to_vec(),
            turn_websocket: Some(server.turn_websocket()),
            ..Reach::default()
        })
    };
    let ends = (known(&claim.of_sharer.ice_servers), known(&claim.of_viewer.ice_servers));
    let relay = |transport| relay(&ends, transport, dialer);
    let tokens = claim.of_sharer.lane.zip(claim.of_viewer.lane);
    let ((stun, nat), relay_udp, relay_tcp, relay_tls, relay_websocket, lane) = tokio::join!(
        address(&ends),
        relay(Transport::Udp),
        relay(Transport::Tcp),
        relay(Transport::Tls),
        relay(Transport::WebSocket),
        lane(tokens, server, dialer),
    );
    NetworkFindings { lane, stun, relay_udp, relay_tcp, relay_tls, relay_websocket, nat }
}

/// The servers that the sharer's and the viewer's end were granted.
type Ends = (Vec<Server>, Vec<Server>);

/// The first TURN server over a transport.
fn turn_server(servers: &[Server], transport: Transport) -> Option<&Server> {
    servers
        .iter()
        .find(|server| server.service() == Service::Turn && server.target().transport == transport)
}

/// Whether a packet goes through the relay from one of our ends to the other, and back.
async fn relay(ends: &Ends, transport: Transport, dialer: &Dialer) -> Leg {
    let servers = turn_server(&ends.0, transport).zip(turn_server(&ends.1, transport));
    let Some((of_sharer, of_viewer)) = servers else { return Leg::NotOffered };
    let trying = async {
        let (one, other) = tokio::join!(allocate(of_sharer, dialer), allocate(of_viewer, dialer));
        let (mut one, mut other) = (one?, other?);
        turn::exchange(&mut one, &mut other).await?;
        tokio::join!(one.close(), other.close());
        Ok(())
    };
    match timeout(LEG, trying).await {
        Ok(Ok(())) => Leg::Works,
        // `--external-turn` has no relay in a WebSocket.
        Ok(Err(Opened::NotThere)) => Leg::NotOffered,
        Ok(Err(Opened::Fails(fault))) => Leg::Fails(fault),
        Err(_) => Leg::Fails(LegFault::Silent),
    }
}

/// Why there is no relayed address.
enum Opened {
    NotThere,
    Fails(LegFault),
}

impl From<LegFault> for Opened {
    fn from(fault: LegFault) -> Self {
        Self::Fails(fault)
    }
}

async fn allocate(server: &Server, dialer: &Dialer) -> Result<Allocation, Opened> {
    let carrier = match timeout(CONNECT, connect(&server.target(), dialer)).await {
        Ok(connected) => connected?,
        Err(_) => return Err(LegFault::Silent.into()),
    };
    let (username, password) = (server.username.clone(), server.credential.clone());
    Ok(Allocation::open(carrier, &Credential { username, password }).await?)
}

async fn connect(target: &Target, dialer: &Dialer) -> Result<Carrier, Opened> {
    let security = match (target.transport, &target.url) {
        (Transport::WebSocket, Some(url)) => {
            let opened = websocket::open(dialer, url, SUBPROTOCOL, MAX_BYTES).await;
            let socket = opened.map_err(|error| fault(error.into()))?;
            return Ok(Carrier::WebSocket(Box::new(socket), StreamDecoder::default()));
        }
        (Transport::Udp, _) => {
            let server = resolve(&target.host, target.port).await;
            let server = server.ok_or_else(|| unknown_name(&target.host))?;
            return Ok(Carrier::Datagrams(udp(server).await?, server));
        }
        (Transport::Tcp | Transport::WebSocket, _) => Security::Plain,
        (Transport::Tls, _) => Security::Tls,
    };
    let stream = dialer.dial(&Host::new(&target.host, target.port), security).await;
    let stream = stream.map_err(|error| fault(error.into()))?;
    Ok(Carrier::Bytes(stream, StreamDecoder::default()))
}

/// What a connection that failed means for one way.
fn fault(fault: LinkFault) -> Opened {
    Opened::Fails(match fault {
        LinkFault::NotUpgraded(Some(NOT_FOUND)) => return Opened::NotThere,
        LinkFault::Unreachable(text) => LegFault::Unreachable(text),
        LinkFault::Certificate(text) => LegFault::Certificate(text),
        LinkFault::Proxy(text) => LegFault::Proxy(text),
        LinkFault::Silent => LegFault::Silent,
        LinkFault::NotUpgraded(_)
        | LinkFault::Refused(_)
        | LinkFault::Broken
        | LinkFault::NotAllowed => LegFault::Garbled,
    })
}

fn unknown_name(host: &str) -> LegFault {
    LegFault::Unreachable(DialError::UnknownName(host.to_owned()).to_string())
}

/// An address of a name, an IPv4 one if it has one.
async fn resolve(host: &str, port: u16) -> Option<SocketAddr> {
    let found: Vec<_> = lookup_host((host, port)).await.ok()?.collect();
    found.iter().find(|address| address.is_ipv4()).or(found.first()).copied()
}

/// A socket for datagrams to an address.
async fn udp(to: SocketAddr) -> Result<UdpSocket, LegFault> {
    let any: IpAddr = match to {
        SocketAddr::V4(_) => Ipv4Addr::UNSPECIFIED.into(),
        SocketAddr::V6(_) => Ipv6Addr::UNSPECIFIED.into(),
    };
    let bound = UdpSocket::bind((any, 0)).await;
    bound.map_err(|error| LegFault::Unreachable(error.to_string()))
}

/// Our address as a STUN server sees it, and what that says about the network.
async fn address(ends: &Ends) -> (Leg, Nat) {
    let stun = ends.0.iter().find(|server| server.service() == Service::Stun);
    let Some(server) = stun.or_else(|| turn_server(&ends.0, Transport::Udp)) else {
        return (Leg::NotOffered, Nat::Unknown);
    };
    let Target { host, port, .. } = server.target();
    let asking = async {
        let server = resolve(&host, port).await.ok_or_else(|| unknown_name(&host))?;
        let mut carrier = Carrier::Datagrams(udp(server).await?, server);
        let mapped = stun::mapped(&mut carrier).await?;
        Ok((carrier, mapped))
    };
    let (carrier, mapped) = match timeout(LEG, asking).await {
        Ok(Ok(found)) => found,
        Ok(Err(fault)) => return (Leg::Fails(fault), Nat::Unknown),
        Err(_) => return (Leg::Fails(LegFault::Silent), Nat::Unknown),
    };
    let Carrier::Datagrams(socket, server) = carrier else { return (Leg::Works, Nat::Unknown) };
    if local(&socket, server) == Some(mapped) {
        return (Leg::Works, Nat::None);
    }
    let nat = match timeout(LEG / 2, seen_by_relay(&socket, mapped, &ends.1)).await {
        Ok(Some(seen)) if seen == mapped => Nat::SamePort,
        Ok(Some(_)) => Nat::OtherPort,
        Ok(None) | Err(_) => Nat::OneSeen,
    };
    (Leg::Works, nat)
}

/// The address from which a socket sends to another one.
fn local(socket: &UdpSocket, to: SocketAddr) -> Option<SocketAddr> {
    let port = socket.local_addr().ok()?.port();
    let any: IpAddr = match to {
        SocketAddr::V4(_) => Ipv4Addr::UNSPECIFIED.into(),
        SocketAddr::V6(_) => Ipv6Addr::UNSPECIFIED.into(),
    };
    // Connecting sends nothing; the system chooses the interface.
    let other = std::net::UdpSocket::bind((any, 0)).ok()?;
    other.connect(to).ok()?;
    Some(SocketAddr::new(other.local_addr().ok()?.ip(), port))
}

/// The address as a relayed address of ours sees it: another port of the same server, so that a NAT that
/// has a mapping for each destination (RFC 4787 §4.1) shows.
async fn seen_by_relay(
    socket: &UdpSocket,
    mapped: SocketAddr,
    servers: &[Server],
) -> Option<SocketAddr> {
    let server = turn_server(servers, Transport::Udp)?;
    let mut allocation = allocate(server, &Dialer::default()).await.ok()?;
    // A relay lets nothing through from a private network, unless it is told to.
    allocation.permit(mapped).await.ok()?;
    let data = turn::probe();
    let mut seen = None;
    for _ in 0..PACKETS {
        // A packet that is not sent is as good as lost.
        let _ = socket.send_to(&data, allocation.relayed).await;
        if let Ok(received) = timeout(PACKET, allocation.receive(&data)).await {
            seen = received.ok();
            break;
        }
    }
    allocation.close().await;
    seen
}

/// Whether both ends of the lane meet, and a message goes through it each way.
async fn lane(tokens: Option<(LaneToken, LaneToken)>, server: &ServerUrl, dialer: &Dialer) -> Leg {
    let Some((of_sharer, of_viewer)) = tokens else { return Leg::NotOffered };
    let url = server.lane_websocket();
    let open = |token| open_lane(&url, dialer, token);
    let trying = async {
        let (sharer, viewer) = tokio::join!(open(of_sharer), open(of_viewer));
        let (mut sharer, mut viewer) = (sharer?, viewer?);
        let (to_viewer, to_sharer) = (turn::probe(), turn::probe());
        for (socket, hello) in [(&mut sharer, to_viewer), (&mut viewer, to_sharer)] {
            paired(socket).await.ok_or(LegFault::Garbled)?;
            let sent = socket.send(Message::binary(hello.to_vec())).await;
            sent.map_err(|_| LegFault::Silent)?;
        }
        for (socket, hello) in [(&mut sharer, to_sharer), (&mut viewer, to_viewer)] {
            let received = received(socket).await;
            if received != Some(Message::binary(hello.to_vec())) {
                return Err(LegFault::NoPacket);
            }
        }
        Ok(())
    };
    match timeout(LEG, trying).await {
        Ok(Ok(())) => Leg::Works,
        Ok(Err(fault)) => Leg::Fails(fault),
        Err(_) => Leg::Fails(LegFault::Silent),
    }
}

async fn open_lane(url: &str, dialer: &Dialer, token: LaneToken) -> Result<Socket, LegFault> {
    let opening = websocket::open(dialer, url, lane::SUBPROTOCOL, LANE_MESSAGE_BYTES);
    let opened = timeout(CONNECT, opening).await.map_err(|_| LegFault::Silent)?;
    let mut socket = opened.map_err(|error| match fault(error.into()) {
        Opened::Fails(fault) => fault,
        Opened::NotThere => LegFault::Garbled,
    })?;
    let sent = socket.send(Message::text(String::from(token))).await;
    sent.map_err(|_| LegFault::Silent)?;
    Ok(socket)
}

async fn paired(socket: &mut Socket) -> Option<()> {
    (received(socket).await? == Message::text(lane::PAIRED)).then_some(())
}

/// The next message besides pings.
async fn received(socket: &mut Socket) -> Option<Message> {
    loop {
        let message = socket.next().await?.ok()?;
        if !message.is_ping() && !message.is_pong() {
            return Some(message);
        }
    }
}

/// Whether the server is reached over IPv6.
pub(super) async fn ipv6(host: &Host, is_proxied: bool) -> Ipv6 {
    if is_proxied {
        return Ipv6::Proxied;
    }
    let found = timeout(CONNECT, lookup_host((host.name(), host.port()))).await;
    let found = found.ok().and_then(Result::ok).into_iter().flatten();
    let there = found.into_iter().find(SocketAddr::is_ipv6);
    let target = there.unwrap_or_else(|| SocketAddr::new(SOME_V6.into(), host.port()));
    let has_way = std::net::UdpSocket::bind((Ipv6Addr::UNSPECIFIED, 0))
        .and_then(|socket| socket.connect(target));
    match (has_way, there) {
        (Err(_), _) => Ipv6::NotHere,
        (Ok(()), None) => Ipv6::NotThere,
        (Ok(()), Some(there)) => match timeout(CONNECT, TcpStream::connect(there)).await {
            Ok(Ok(_)) => Ipv6::Works,
            Ok(Err(_)) | Err(_) => Ipv6::Fails,
        },
    }
}
