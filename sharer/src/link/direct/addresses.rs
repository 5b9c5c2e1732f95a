//! The local addresses of a connection.

use std::net::UdpSocket;

use crate::link::path::PathError;
use crate::link::reach::UdpPorts;

/// Where to listen for the viewer: every interface, and loopback for a browser on this computer. Without
/// an IPv6 interface the stack listens on `::` itself, which may take the port on loopback, so that is last.
const ADDRESSES: [&str; 3] = ["0.0.0.0", "127.0.0.1", "[::]"];

/// The addresses to listen on, with any port, or with the first port of the range that is free on each of
/// them.
pub(super) fn local_addresses(ports: Option<UdpPorts>) -> Result<Vec<String>, PathError> {
    let Some(range) = ports else {
        let all = ADDRESSES.map(|address| format!("{address}:0"));
        return Ok(all.into_iter().filter(|address| UdpSocket::bind(address).is_ok()).collect());
    };
    // A family that the system does not have is left out; a port that is taken is not.
    let families: Vec<_> = ADDRESSES
        .into_iter()
        .filter(|address| UdpSocket::bind(format!("{address}:0")).is_ok())
        .collect();
    let on = |port| families.iter().map(move |address| format!("{address}:{port}"));
    range
        .ports()
        .find(|port| on(*port).all(|address| UdpSocket::bind(address).is_ok()))
        .map(|port| on(port).collect())
        .ok_or(PathError::NoFreePort(range))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_free_port_of_a_range_is_taken_and_a_full_range_is_named() {
        let taken = UdpSocket::bind("0.0.0.0:0").unwrap();
        let port = taken.local_addr().unwrap().port();
        let one: UdpPorts = port.to_string().parse().unwrap();
        let error = local_addresses(Some(one)).unwrap_err().to_string();
        assert!(error.contains(&port.to_string()) && error.contains("--udp-ports"), "{error}");

        let range: UdpPorts = format!("{port}-{}", port.saturating_add(200)).parse().unwrap();
        let addresses = local_addresses(Some(range)).unwrap();
        assert!(!addresses.is_empty());
        for address in addresses {
            let (_, chosen) = address.rsplit_once(':').unwrap();
            let chosen: u16 = chosen.parse().unwrap();
            assert!(chosen > port && range.ports().any(|port| port == chosen));
        }
    }
}
