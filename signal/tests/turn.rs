//! The relay, spoken to by the client of another implementation (coturn), and by hand.

mod bounds;

use std::net::SocketAddr;
use std::process::Stdio;

use futures_util::{SinkExt as _, StreamExt as _};
use protocol::network::Network;
use protocol::signal::FromSignal;
use relay::{Class, MessageWriter, StreamDecoder, attribute, method};
use signal_server::{ExternalTurn, RelayHandle, ServerConfig, TurnGrant, TurnOptions, TurnServer};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpStream, UdpSocket};
use tokio::process::Command;
use tokio::time::timeout;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::{self, client::IntoClientRequest as _};

use crate::rig::{Client, PATIENCE, Server, claim, gone_of};

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
    uclient_as(port, grant.username(), grant.password(), arguments).await
}

async fn uclient_as(port: u16, user: &str, password: &str, arguments: &[&str]) -> Report {
    let mut command = Command::new("turnutils_uclient");
    command.args(["-u", user, "-w", password, "-p", &port.to_string()]);
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

/// A client that is written out by hand, with the relay's own parser.
struct ByHand {
    user: TurnGrant,
    nonce: Vec<u8>,
    way: Way,
}

/// How it reaches the relay.
enum Way {
    Udp(UdpSocket),
    Tcp(TcpStream, StreamDecoder),
    WebSocket(Box<WebSocketStream<TcpStream>>),
}

impl Way {
    async fn send(&mut self, bytes: &[u8]) {
        match self {
            Self::Udp(socket) => {
                socket.send(bytes).await.unwrap();
            }
            Self::Tcp(stream, _) => stream.write_all(bytes).await.unwrap(),
            Self::WebSocket(socket) => {
                socket.send(tungstenite::Message::binary(bytes.to_vec())).await.unwrap();
            }
        }
    }

    /// The next message. `None` when the relay has closed the connection.
    async fn receive(&mut self) -> Option<Vec<u8>> {
        timeout(PATIENCE, self.next()).await.expect("the relay answers")
    }

    async fn next(&mut self) -> Option<Vec<u8>> {
        let mut buffer = vec![0; 4096];
        match self {
            Self::Udp(socket) => {
                let bytes = socket.recv(&mut buffer).await.unwrap();
                Some(buffer[..bytes].to_vec())
            }
            Self::Tcp(stream, decoder) => loop {
                if let Some(message) = decoder.next().unwrap() {
                    return Some(message.to_vec());
                }
                match stream.read(&mut buffer).await {
                    Ok(0) | Err(_) => return None,
                    Ok(bytes) => decoder.push(&buffer[..bytes]),
                }
            },
            Self::WebSocket(socket) => loop {
                match socket.next().await {
                    Some(Ok(tungstenite::Message::Binary(bytes))) => return Some(bytes.to_vec()),
                    Some(Ok(tungstenite::Message::Ping(_))) => {}
                    Some(_) | None => return None,
                }
            },
        }
    }
}

impl ByHand {
    async fn udp(rig: &Rig) -> Self {
        let socket = UdpSocket::bind("127.0.0.1:0").await.unwrap();
        socket.connect(rig.relay).await.unwrap();
        Self { user: rig.grant(), nonce: Vec::new(), way: Way::Udp(socket) }
    }

    async fn tcp(rig: &Rig) -> Self {
        let stream = TcpStream::connect(rig.relay).await.unwrap();
        let way = Way::Tcp(stream, StreamDecoder::default());
        Self { user: rig.grant(), nonce: Vec::new(), way }
    }

    async fn websocket(rig: &Rig) -> Self {
        let socket = websocket(rig, &[]).await.unwrap();
        Self { user: rig.grant(), nonce: Vec::new(), way: Way::WebSocket(Box::new(socket)) }
    }

    fn request(&self, method: u16, attributes: &[(u16, &[u8])]) -> Vec<u8> {
        let mut request = MessageWriter::new(Class::Request, method, &TRANSACTION);
        for (kind, value) in attributes {
            request = request.attribute(*kind, value);
        }
        let key = relay::long_term_key(self.user.username(), "alongside", self.user.password());
        request
            .attribute(attribute::USERNAME, self.user.username().as_bytes())
            .attribute(attribute::REALM, b"alongside")
            .attribute(attribute::NONCE, &self.nonce)
            .signed(&key)
            .finish()
    }

    /// The answer to a request: its class and attributes.
    async fn ask(&mut self, method: u16, attributes: &[(u16, &[u8])]) -> Answer {
        let request = self.request(method, attributes);
        self.way.send(&request).await;
        let bytes = self.way.receive().await.expect("an answer");
        Answer(bytes)
    }

    /// Allocates; returns the relayed address as it stands in the answer, for this transaction.
    async fn allocates(&mut self) -> Vec<u8> {
        let udp = (attribute::REQUESTED_TRANSPORT, &[17, 0, 0, 0][..]);
        let refused = self.ask(method::ALLOCATE, &[udp]).await;
        assert_eq!(refused.code(), Some(438));
        self.nonce = refused.attribute(attribute::NONCE);
        let answer = self.ask(method::ALLOCATE, &[udp]).await;
        assert_eq!(answer.code(), None);
        answer.attribute(attribute::XOR_RELAYED_ADDRESS)
    }

    /// Binds a channel to a peer; returns the error code.
    async fn binds(&mut self, number: u16, peer: &[u8]) -> Option<u16> {
        let [high, low] = number.to_be_bytes();
        let number = (attribute::CHANNEL_NUMBER, &[high, low, 0, 0][..]);
        let peer = (attribute::XOR_PEER_ADDRESS, peer);
        self.ask(method::CHANNEL_BIND, &[number, peer]).await.code()
    }
}

/// The same for all requests, so that an address in an answer can be sent back as it is.
const TRANSACTION: [u8; 12] = *b"twelve bytes";

struct Answer(Vec<u8>);

impl Answer {
    fn attribute(&self, kind: u16) -> Vec<u8> {
        let message = relay::Message::parse(&self.0).unwrap();
        message.attribute(kind).unwrap().to_vec()
    }

    fn code(&self) -> Option<u16> {
        let message = relay::Message::parse(&self.0).unwrap();
        let value = message.attribute(attribute::ERROR_CODE)?;
        Some(u16::from(value[2]) * 100 + u16::from(value[3]))
    }
}

async fn websocket(
    rig: &Rig,
    headers: &[(&'static str, &str)],
) -> Result<WebSocketStream<TcpStream>, tungstenite::Error> {
    let stream = TcpStream::connect(rig.server.address).await.unwrap();
    let mut request = format!("ws://{}/turn", rig.server.address).into_client_request()?;
    request.headers_mut().insert("sec-websocket-protocol", "alongside-turn.1".parse().unwrap());
    for (name, value) in headers {
        request.headers_mut().insert(*name, value.parse().unwrap());
    }
    Ok(tokio_tungstenite::client_async(request, stream).await?.0)
}

/// ChannelData, padded as on a stream.
fn channel(number: u16, payload: &[u8]) -> Vec<u8> {
    let length = u16::try_from(payload.len()).unwrap();
    let mut bytes = [&number.to_be_bytes()[..], &length.to_be_bytes(), payload].concat();
    bytes.resize(relay::padded(bytes.len()), 0);
    bytes
}

#[tokio::test]
async fn clients_over_udp_tcp_and_websocket_reach_each_other() {
    let rig = Rig::start(&[]).await;
    let mut ends =
        [ByHand::udp(&rig).await, ByHand::tcp(&rig).await, ByHand::websocket(&rig).await];
    let mut addresses = Vec::new();
    for end in &mut ends {
        addresses.push(end.allocates().await);
    }
    for (one, end) in ends.iter_mut().enumerate() {
        for (other, address) in (0x4000_u16..).zip(&addresses) {
            if usize::from(other - 0x4000) != one {
                assert_eq!(end.binds(other, address).await, None);
            }
        }
    }
    for (from, to) in [(0, 1), (0, 2), (1, 0), (1, 2), (2, 0), (2, 1)] {
        let (number_to, number_from) = (0x4000 + to as u16, 0x4000 + from as u16);
        ends[from].way.send(&channel(number_to, b"hello")).await;
        let received = ends[to].way.receive().await.unwrap();
        assert!(channel(number_from, b"hello").starts_with(&received), "{received:?}");
    }
}

#[tokio::test]
async fn the_end_of_a_credential_ends_what_it_opened() {
    let rig = Rig::start(&[]).await;
    let (mut one, mut other) = (ByHand::udp(&rig).await, ByHand::tcp(&rig).await);
    let (at_one, at_other) = (one.allocates().await, other.allocates().await);
    assert_eq!(one.binds(0x4001, &at_other).await, None);
    assert_eq!(other.binds(0x4001, &at_one).await, None);
    rig.handle.revoke(other.user.username());
    assert_eq!(rig.server.metric("alongside_turn_allocations").await, 1);
    assert_eq!(other.ask(method::REFRESH, &[]).await.code(), Some(401));
    // What one sends has no destination any more.
    one.way.send(&channel(0x4001, b"hello")).await;
    assert_eq!(one.binds(0x4002, &at_other).await, Some(403));
    rig.handle.revoke(one.user.username());
    assert_eq!(rig.server.metric("alongside_turn_allocations").await, 0);
}

#[tokio::test]
async fn a_closed_connection_ends_its_allocation() {
    let rig = Rig::start(&[]).await;
    let mut one = ByHand::websocket(&rig).await;
    one.allocates().await;
    assert_eq!(rig.server.metric("alongside_turn_allocations").await, 1);
    drop(one);
    let gone = async {
        while rig.server.metric("alongside_turn_allocations").await > 0 {
            tokio::task::yield_now().await;
        }
    };
    timeout(PATIENCE, gone).await.expect("the allocation ends");
}

#[tokio::test]
async fn only_the_own_page_and_programs_open_the_relays_websocket() {
    let rig = Rig::start(&[]).await;
    assert!(websocket(&rig, &[("origin", "http://evil.example")]).await.is_err());
    let own = format!("http://{}", rig.server.address);
    assert!(websocket(&rig, &[("origin", &own)]).await.is_ok());
    let without = Server::start().await;
    let answer = without.get("/turn", "Upgrade: websocket\r\n").await;
    assert!(!answer.starts_with("HTTP/1.1 101"), "{answer}");
}

#[tokio::test]
async fn what_is_neither_turn_nor_http_is_closed() {
    let rig = Rig::start(&[]).await;
    for (address, bytes) in [
        (rig.relay, &b"GET / HTTP/1.1\r\n\r\n"[..]),
        (rig.relay, b"\x00\x03\xff\xff\x21\x12\xa4\x42"),
        (rig.relay, b"\x16\x03\x01\x02\x00\x01\x00\x01"),
        (rig.server.address, b"\x16\x03\x01\x02\x00\x01\x00\x01"),
    ] {
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(bytes).await.unwrap();
        let mut answer = Vec::new();
        // It may also be reset, since not all was read.
        let _ = timeout(PATIENCE, stream.read_to_end(&mut answer)).await.expect("it is closed");
        assert!(answer.is_empty() || answer.starts_with(b"HTTP/1.1 400"), "{answer:?}");
    }
}

#[tokio::test]
async fn a_stopping_server_closes_its_connections() {
    let rig = Rig::start(&[]).await;
    let (mut tcp, mut websocket) = (ByHand::tcp(&rig).await, ByHand::websocket(&rig).await);
    tcp.allocates().await;
    websocket.allocates().await;
    let stopped = rig.server.stop();
    assert_eq!(tcp.way.receive().await, None);
    assert_eq!(websocket.way.receive().await, None);
    stopped.await.unwrap().unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_real_coturn_takes_the_credentials_of_external_turn() {
    let folder = std::env::temp_dir().join(format!("alongside-coturn-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let secret = folder.join("secret");
    std::fs::write(&secret, "north\n").unwrap();
    let port = UdpSocket::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port();
    let coturn = Command::new("turnserver")
        .args(["-n", "--log-file=stdout", "--use-auth-secret", "--static-auth-secret=north"])
        .args(["--realm=example.org", "--listening-ip=127.0.0.1", "--relay-ip=127.0.0.1"])
        .args(["--allow-loopback-peers", "--no-tls", "--no-dtls", "--no-cli"])
        .arg(format!("--listening-port={port}"))
        .arg(format!("--userdb={}", folder.join("db").display()))
        .arg(format!("--pidfile={}", folder.join("pid").display()))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .unwrap();
    let url = format!("turn:127.0.0.1:{port}?transport=udp");
    let external = ExternalTurn::load(vec![url.clone()], &secret).unwrap();
    let handle = TurnServer::external_only(external).handle();
    let servers = handle.ice_servers("a.example", &handle.grant().unwrap());
    let [server] = &servers[..] else { panic!("expected one, got {servers:?}") };
    assert_eq!(server.urls, [url]);
    let listens = async { while TcpStream::connect(("127.0.0.1", port)).await.is_err() {} };
    timeout(PATIENCE, listens).await.expect("coturn starts");
    let (user, password) = (server.username.as_deref(), server.credential.as_deref());
    uclient_as(port, user.unwrap(), password.unwrap(), &["-y"]).await.is_complete();
    let wrong = uclient_as(port, user.unwrap(), "wrong", &["-y"]).await;
    assert_eq!(wrong.received, 0, "{}", wrong.text);
    drop(coturn);
    std::fs::remove_dir_all(&folder).unwrap();
}

/// The URLs of the STUN and TURN servers that an end was told, and its credentials.
fn told(network: Network) -> (Vec<String>, String, String) {
    let [stun, turn] = network.ice_servers.try_into().unwrap();
    assert!(stun.urls[0].starts_with("stun:127.0.0.1:") && stun.username.is_none());
    (turn.urls, turn.username.unwrap(), turn.credential.unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn both_ends_of_a_claim_get_credentials_that_end_with_it() {
    let rig = Rig::start(&[]).await;
    let mut sharer = Client::connect(&rig.server).await;
    let slot = sharer.opens().await;
    let mut viewer = Client::connect(&rig.server).await;
    viewer.send(claim(slot)).await;
    let (number, of_sharer) = match sharer.receive().await {
        FromSignal::Claimed { claim, network, .. } => (claim, told(network)),
        other => panic!("expected Claimed, got {other:?}"),
    };
    let of_viewer = match viewer.receive_any().await {
        FromSignal::ClaimBegun { network } => told(network),
        other => panic!("expected ClaimBegun, got {other:?}"),
    };
    assert_eq!(of_sharer.0, of_viewer.0);
    assert_ne!(of_sharer.1, of_viewer.1, "each end has its own");
    let port = rig.relay.port();
    assert!(of_viewer.0.contains(&format!("turn:127.0.0.1:{port}?transport=udp")));
    for (_, user, password) in [&of_sharer, &of_viewer] {
        uclient_as(port, user, password, &["-y"]).await.is_complete();
    }
    drop(viewer);
    assert_eq!(sharer.receive().await, gone_of(number));
    assert_eq!(rig.server.metric("alongside_turn_credentials").await, 0);
    let report = uclient_as(port, &of_viewer.1, &of_viewer.2, &["-y"]).await;
    assert_eq!(report.received, 0, "{}", report.text);
}
