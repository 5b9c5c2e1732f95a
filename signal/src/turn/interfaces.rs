//! The addresses of this computer.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, UdpSocket};

/// All addresses of the interfaces, without loopback. Empty when they cannot be read.
#[cfg(unix)]
pub(super) fn own_addresses() -> Vec<IpAddr> {
    let Ok(interfaces) = nix::ifaddrs::getifaddrs() else { return Vec::new() };
    let addresses = interfaces.filter_map(|interface| {
        let address = interface.address?;
        let v4 = address.as_sockaddr_in().map(|v4| IpAddr::V4(v4.ip()));
        v4.or_else(|| address.as_sockaddr_in6().map(|v6| IpAddr::V6(v6.ip())))
    });
    addresses.filter(|address| !address.is_loopback()).collect()
}

/// The addresses that this computer uses for the Internet.
#[cfg(not(unix))]
pub(super) fn own_addresses() -> Vec<IpAddr> {
    let v4 = outgoing_v4().map(IpAddr::V4);
    v4.into_iter().chain(outgoing_v6().map(IpAddr::V6)).collect()
}

/// The IPv4 address from which packets to the Internet are sent.
pub(super) fn outgoing_v4() -> Option<Ipv4Addr> {
    // An address for documentation: connecting a UDP socket sends nothing.
    let somewhere = Ipv4Addr::new(192, 0, 2, 1);
    match outgoing(Ipv4Addr::UNSPECIFIED.into(), somewhere.into())? {
        IpAddr::V4(v4) => Some(v4),
        IpAddr::V6(_) => None,
    }
}

/// The IPv6 address from which packets to the Internet are sent.
pub(super) fn outgoing_v6() -> Option<Ipv6Addr> {
    let somewhere = Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 1);
    match outgoing(Ipv6Addr::UNSPECIFIED.into(), somewhere.into())? {
        IpAddr::V6(v6) => Some(v6),
        IpAddr::V4(_) => None,
    }
}

fn outgoing(any: IpAddr, somewhere: IpAddr) -> Option<IpAddr> {
    let socket = UdpSocket::bind(SocketAddr::new(any, 0)).ok()?;
    socket.connect(SocketAddr::new(somewhere, 9)).ok()?;
    let address = socket.local_addr().ok()?.ip();
    (!address.is_unspecified()).then_some(address)
}
