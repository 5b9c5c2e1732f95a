//! The relay, spoken to by the client of another implementation (coturn), and by hand.

use std::net::SocketAddr;
use std::process::Stdio;

use signal_server::{RelayHandle, ServerConfig, TurnGrant, TurnOptions, TurnServer};
use tokio::net::UdpSocket;
use tokio::process::Command;
use tokio::time::timeout;

use crate::rig::{PATIENCE, Server};

/// A server with a relay, on loopback.
struct Rig {
    server: Server,
    handle: RelayHandle,
    relay: SocketAddr,
}

impl Rig {
    async fn start(allow: &[&str]) -> Self {
        Self::start_with(allow, false).await
    }

    async fn start_with(allow: &[&str], is_tls: bool) -> Self {
        let mut options = TurnOptions::new("127.0.0.1:0".parse().unwrap());
        options.allow = allow.iter().map(|block| block.parse().unwrap()).collect();
        let turn = TurnServer::bind(options, None).unwrap();
        let (handle, port) = (turn.handle(), turn.port().unwrap());
        let config = ServerConfig { turn, ..ServerConfig::default() };
        let server =
            if is_tls { Server::start_tls(config).await } else { Server::start_with(config).await };
        Self { server, handle, relay: SocketAddr::from(([127, 0, 0, 1], port)) }
    }

    fn grant(&self) -> TurnGrant {
        self.handle.grant().unwrap()
    }
}

/// What coturn's client says of a run: packets sent, and packets that came back.
#[derive(Debug)]
struct Report {
    sent: u64,
    received: u64,
    text: String,
}

/// Runs coturn's client. Two of its clients exchange packets through the relay, or one sends to an echo.
async fn uclient(port: u16, grant: &TurnGrant, arguments: &[&str]) -> Report {
    let mut command = Command::new("turnutils_uclient");
    command.args(["-u", grant.username(), "-w", grant.password(), "-p", &port.to_string()]);
    command.args(["-c", "-n", "20", "-z", "5"]).args(arguments).arg("127.0.0.1");
    command.stdin(Stdio::null()).kill_on_drop(true);
    let output = timeout(4 * PATIENCE, command.output()).await.expect("the client ends").unwrap();
    let text = [output.stdout, output.stderr].concat();
    let text = String::from_utf8_lossy(&text).into_owned();
    let number = |name: &str| {
        let last = text.rsplit_once(name).map_or("", |(_, rest)| rest);
        let digits: String = last.chars().take_while(char::is_ascii_digit).collect();
        digits.parse().unwrap_or(0)
    };
    Report { sent: number("tot_send_msgs="), received: number("tot_recv_msgs="), text }
}

impl Report {
    fn is_complete(&self) {
        assert!(self.sent > 0 && self.received == self.sent, "{}", self.text);
    }
}

/// A peer that sends back what it gets.
async fn echo() -> SocketAddr {
    let socket = UdpSocket::bind("127.0.0.1:0").await.unwrap();
    let address = socket.local_addr().unwrap();
    tokio::spawn(async move {
        let mut buffer = [0; 2048];
        while let Ok((bytes, from)) = socket.recv_from(&mut buffer).await {
            socket.send_to(&buffer[..bytes], from).await.unwrap();
        }
    });
    address
}

#[tokio::test(flavor = "multi_thread")]
async fn coturns_client_reaches_a_peer_over_udp_and_tcp() {
    let rig = Rig::start(&["127.0.0.0/8"]).await;
    let peer = echo().await.port().to_string();
    for way in [&["-e", "127.0.0.1", "-r", &peer][..], &["-e", "127.0.0.1", "-r", &peer, "-s"]] {
        for transport in [&[][..], &["-t"]] {
            let grant = rig.grant();
            let arguments = [way, transport].concat();
            uclient(rig.relay.port(), &grant, &arguments).await.is_complete();
            rig.handle.revoke(grant.username());
        }
    }
    assert!(rig.server.metric("alongside_turn_allocations_total").await >= 4);
    assert_eq!(rig.server.metric("alongside_turn_allocations").await, 0);
    assert_eq!(rig.server.metric("alongside_turn_credentials").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_clients_of_the_relay_reach_each_other_although_loopback_is_denied() {
    let rig = Rig::start(&[]).await;
    for transport in [&["-y"][..], &["-y", "-s"], &["-y", "-t"], &["-y", "-t", "-s"]] {
        uclient(rig.relay.port(), &rig.grant(), transport).await.is_complete();
    }
    // The port of HTTP carries it, too.
    uclient(rig.server.address.port(), &rig.grant(), &["-y", "-t"]).await.is_complete();
}

#[tokio::test(flavor = "multi_thread")]
async fn coturns_client_comes_over_tls_on_the_port_of_https() {
    let rig = Rig::start_with(&[], true).await;
    let port = rig.server.address.port();
    uclient(port, &rig.grant(), &["-y", "-t", "-S"]).await.is_complete();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_peer_in_a_closed_network_is_not_reached() {
    let rig = Rig::start(&[]).await;
    let peer = echo().await.port().to_string();
    let to_loopback = ["-e", "127.0.0.1", "-r", &peer];
    let report = uclient(rig.relay.port(), &rig.grant(), &to_loopback).await;
    assert_eq!(report.received, 0, "{}", report.text);
    let denied = "alongside_turn_refused_total{reason=\"peer\"}";
    assert!(rig.server.metric(denied).await > 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_password_opens_nothing() {
    let rig = Rig::start(&[]).await;
    let grant = rig.grant();
    rig.handle.revoke(grant.username());
    let report = uclient(rig.relay.port(), &grant, &["-y"]).await;
    assert_eq!(report.received, 0, "{}", report.text);
    assert_eq!(rig.server.metric("alongside_turn_allocations_total").await, 0);
}
