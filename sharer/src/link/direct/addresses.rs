//! The local addresses of a connection.

use std::net::UdpSocket;

/// Where to listen for the viewer: every interface, and loopback for a browser on this computer.
pub(super) fn local_addresses() -> Vec<String> {
    ["0.0.0.0:0", "[::]:0", "127.0.0.1:0"]
        .into_iter()
        .filter(|address| UdpSocket::bind(address).is_ok())
        .map(str::to_owned)
        .collect()
}
