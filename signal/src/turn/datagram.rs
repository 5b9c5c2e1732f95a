//! UDP: the sockets for clients, and the sockets of relayed addresses.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use relay::{AllocationId, Flow, Packet};
use socket2::{Domain, Protocol, Socket, Type};
use tokio::net::UdpSocket;

use super::hub::Hub;

/// Size of the buffers of a socket for all clients: a quarter of a second at 100 Mbit/s. The system may
/// give less.
const CLIENT_BUFFER: usize = 4 << 20;

/// Size of the buffers of a relayed address: a burst of a keyframe.
const RELAYED_BUFFER: usize = 512 << 10;

/// The pause after a socket could not be read.
const ERROR_PAUSE: Duration = Duration::from_millis(100);

/// Opens a socket for clients.
pub(super) fn open(address: SocketAddr) -> io::Result<UdpSocket> {
    open_with(address, CLIENT_BUFFER)
}

/// Opens a socket for a relayed address, on any port.
pub(super) fn open_relayed(is_v6: bool) -> io::Result<UdpSocket> {
    let any = if is_v6 { Ipv6Addr::UNSPECIFIED.into() } else { Ipv4Addr::UNSPECIFIED.into() };
    open_with(SocketAddr::new(any, 0), RELAYED_BUFFER)
}

fn open_with(address: SocketAddr, buffer: usize) -> io::Result<UdpSocket> {
    let socket = Socket::new(Domain::for_address(address), Type::DGRAM, Some(Protocol::UDP))?;
    if address.is_ipv6() {
        // An IPv4-mapped address would be a second name for an IPv4 peer.
        socket.set_only_v6(true)?;
    }
    socket.set_nonblocking(true)?;
    // Smaller buffers lose packets a little earlier.
    let _ = socket.set_recv_buffer_size(buffer);
    let _ = socket.set_send_buffer_size(buffer);
    socket.bind(&address.into())?;
    UdpSocket::from_std(socket.into())
}

/// Reads what clients send to a socket, for ever.
pub(super) async fn read_clients(hub: Arc<Hub>, socket: Arc<UdpSocket>, index: u16) {
    let mut packet = Packet::new();
    loop {
        if let Some(client) = receive(&socket, &mut packet).await {
            hub.on_client_message(Flow::Datagram { socket: index, client }, client, &mut packet);
        }
    }
}

/// Reads what peers send to a relayed address, for ever.
pub(super) async fn read_peers(hub: Arc<Hub>, socket: Arc<UdpSocket>, allocation: AllocationId) {
    let mut packet = Packet::new();
    loop {
        if let Some(peer) = receive(&socket, &mut packet).await {
            hub.on_peer_packet(allocation, peer, &mut packet);
        }
    }
}

/// The sender of the next packet. `None` when it is too long, or the socket has an error.
async fn receive(socket: &UdpSocket, packet: &mut Packet) -> Option<SocketAddr> {
    match socket.recv_from(packet.space()).await {
        Ok((bytes, from)) => packet.set_received(bytes).then(|| without_scope(from)),
        Err(error) => {
            tracing::debug!(kind = %error.kind(), "a relay socket could not be read");
            tokio::time::sleep(ERROR_PAUSE).await;
            None
        }
    }
}

/// An address without flow label. The scope of a link-local client is needed to answer it.
fn without_scope(address: SocketAddr) -> SocketAddr {
    match address {
        SocketAddr::V6(v6) if v6.scope_id() == 0 => {
            SocketAddr::new(IpAddr::V6(*v6.ip()), v6.port())
        }
        SocketAddr::V4(_) | SocketAddr::V6(_) => address,
    }
}
