//! The machine with clients, peers and sockets in memory.

mod fairness;
mod unanswered;

use alloc::collections::BTreeMap;
use alloc::format;
use alloc::vec;
use alloc::vec::Vec;
use core::net::{IpAddr, Ipv4Addr, SocketAddr};
use core::time::Duration;

use crate::limits::*;
use proptest::prelude::*;
use protocol::time::Tick;

use crate::attributes::{XorAddress, attribute, method, xor_address};
use crate::{
    Advertised, AllocationId, Block, Class, Config, Flow, Forward, Message, MessageWriter, Output,
    Packet, PeerPolicy, Refusal, Relay, long_term_key,
};

const REALM: &str = "alongside";
const SERVER: Ipv4Addr = Ipv4Addr::new(203, 0, 113, 200);

fn address(text: &str) -> SocketAddr {
    text.parse().unwrap()
}

fn config() -> Config {
    Config {
        advertised: Advertised { v4: Some(SERVER), v6: None },
        policy: PeerPolicy { own: vec![IpAddr::V4(SERVER)], ..PeerPolicy::default() },
    }
}

/// A server with its clock.
struct Rig {
    relay: Relay,
    now: Tick,
    packet: Packet,
    sockets: BTreeMap<AllocationId, u16>,
    next_port: u16,
}

/// A client of it.
#[derive(Clone)]
struct Client {
    flow: Flow,
    address: SocketAddr,
    user: &'static str,
    password: &'static str,
    nonce: Vec<u8>,
    next_transaction: u8,
}

impl Client {
    fn new(at: &str, user: &'static str) -> Self {
        let client = address(at);
        Self {
            flow: Flow::Datagram { socket: 0, client },
            address: client,
            user,
            password: "password",
            nonce: Vec::new(),
            next_transaction: 0,
        }
    }

    fn request(&mut self, method: u16) -> MessageWriter {
        self.next_transaction = self.next_transaction.wrapping_add(1);
        MessageWriter::new(Class::Request, method, &[self.next_transaction; 12])
    }

    fn sign(&self, request: MessageWriter) -> Vec<u8> {
        request
            .attribute(attribute::USERNAME, self.user.as_bytes())
            .attribute(attribute::REALM, REALM.as_bytes())
            .attribute(attribute::NONCE, &self.nonce)
            .signed(&long_term_key(self.user, REALM, self.password))
            .finish()
    }

    fn with_peer(&mut self, method: u16, peer: &str) -> MessageWriter {
        let request = self.request(method);
        let peer = XorAddress::new(address(peer), &[self.next_transaction; 12]);
        request.attribute(attribute::XOR_PEER_ADDRESS, peer.as_bytes())
    }
}

impl Rig {
    fn new() -> Self {
        Self::with(config())
    }

    fn with(config: Config) -> Self {
        let now = Tick::from_millis(1);
        let mut relay = Relay::new(config, [1; 32], now);
        for user in ["ann", "bob"] {
            relay.add_credential(user, "password", now).unwrap();
        }
        let (sockets, packet) = (BTreeMap::new(), Packet::new());
        Self { relay, now, packet, sockets, next_port: 50_000 }
    }

    fn pass(&mut self, time: Duration) {
        self.now = self.now + time;
        self.relay.handle_timeout(self.now);
        self.run();
    }

    /// Performs what the machine asks for; returns the answers.
    fn run(&mut self) -> Vec<(Flow, Vec<u8>)> {
        let mut answers = Vec::new();
        while let Some(output) = self.relay.poll() {
            match output {
                Output::Send { flow, bytes } => answers.push((flow, bytes)),
                Output::OpenSocket { allocation, is_v6: _ } => {
                    self.next_port += 1;
                    self.sockets.insert(allocation, self.next_port);
                    self.relay.socket_opened(allocation, Some(self.next_port), self.now);
                }
                Output::CloseSocket(allocation) => {
                    self.sockets.remove(&allocation);
                }
            }
        }
        answers
    }

    /// Sends bytes of a client; returns where a relayed packet goes.
    fn send(&mut self, client: &Client, bytes: &[u8]) -> Option<Forward> {
        assert!(self.packet.load(bytes));
        self.relay.from_client(client.flow, client.address, &mut self.packet, self.now)
    }

    /// The answer to a request.
    fn ask(&mut self, client: &Client, bytes: &[u8]) -> Option<Vec<u8>> {
        assert_eq!(self.send(client, bytes), None);
        let mut answers = self.run();
        assert!(answers.len() <= 1);
        let (flow, bytes) = answers.pop()?;
        assert_eq!(flow, client.flow);
        Some(bytes)
    }

    /// The answer's error code, or none for a success.
    fn code(&mut self, client: &Client, bytes: &[u8]) -> Option<u16> {
        let answer = self.ask(client, bytes).expect("an answer");
        error_code(&Message::parse(&answer).unwrap())
    }

    /// A client that has the nonce.
    fn knows_nonce(&mut self, client: &mut Client) {
        let request = client.request(method::ALLOCATE).finish();
        let answer = self.ask(client, &request).expect("an answer");
        let answer = Message::parse(&answer).unwrap();
        assert_eq!(error_code(&answer), Some(401));
        client.nonce = answer.attribute(attribute::NONCE).unwrap().to_vec();
    }

    /// The relayed address of a client that allocates.
    fn allocates(&mut self, client: &mut Client) -> SocketAddr {
        self.knows_nonce(client);
        let request = allocate(client);
        let answer = self.ask(client, &request).expect("an answer");
        let answer = Message::parse(&answer).unwrap();
        assert_eq!(answer.class(), Class::Success, "{:?}", error_code(&answer));
        assert!(answer.is_signed_with(&long_term_key(client.user, REALM, client.password)));
        let value = answer.attribute(attribute::XOR_RELAYED_ADDRESS).unwrap();
        xor_address(value, &answer.transaction()).unwrap()
    }

    fn permits(&mut self, client: &mut Client, peer: &str) -> Option<u16> {
        let request = client.with_peer(method::CREATE_PERMISSION, peer);
        self.code(client, &client.sign(request))
    }

    fn binds(&mut self, client: &mut Client, number: u16, peer: &str) -> Option<u16> {
        let [high, low] = number.to_be_bytes();
        let request = client
            .with_peer(method::CHANNEL_BIND, peer)
            .attribute(attribute::CHANNEL_NUMBER, &[high, low, 0, 0]);
        self.code(client, &client.sign(request))
    }

    fn refused(&self, reason: Refusal) -> u64 {
        self.relay.counts().refused(reason)
    }
}

fn allocate(client: &mut Client) -> Vec<u8> {
    let request = client.request(method::ALLOCATE);
    client.sign(request.attribute(attribute::REQUESTED_TRANSPORT, &[17, 0, 0, 0]))
}

fn error_code(message: &Message<'_>) -> Option<u16> {
    let value = message.attribute(attribute::ERROR_CODE)?;
    Some(u16::from(value[2]) * 100 + u16::from(value[3]))
}

fn channel(number: u16, payload: &[u8]) -> Vec<u8> {
    let length = u16::try_from(payload.len()).unwrap();
    [&number.to_be_bytes()[..], &length.to_be_bytes(), payload].concat()
}

fn send_indication(peer: &str, payload: &[u8]) -> Vec<u8> {
    let peer = XorAddress::new(address(peer), &[9; 12]);
    MessageWriter::new(Class::Indication, method::SEND, &[9; 12])
        .attribute(attribute::XOR_PEER_ADDRESS, peer.as_bytes())
        .attribute(attribute::DATA, payload)
        .finish()
}

#[test]
fn a_binding_request_is_answered_with_the_address() {
    let mut rig = Rig::new();
    let mut client = Client::new("198.51.100.7:4000", "ann");
    let request = client.request(method::BINDING).with_fingerprint().finish();
    let answer = rig.ask(&client, &request).unwrap();
    let answer = Message::parse(&answer).unwrap();
    assert!(answer.has_fingerprint());
    let value = answer.attribute(attribute::XOR_MAPPED_ADDRESS).unwrap();
    assert_eq!(xor_address(value, &answer.transaction()), Some(client.address));
    let unknown = client.request(method::BINDING).attribute(0x7001, b"x").finish();
    assert_eq!(rig.code(&client, &unknown), Some(420));
}

#[test]
fn packets_pass_in_both_directions_once_a_peer_is_permitted() {
    let mut rig = Rig::new();
    let mut client = Client::new("198.51.100.7:4000", "ann");
    rig.allocates(&mut client);
    let (peer, id) = ("192.0.2.9:7000", AllocationId(0));
    let indication = send_indication(peer, b"one");
    assert_eq!(rig.send(&client, &indication), None, "not permitted");
    assert!(rig.packet.load(b"in"));
    assert_eq!(rig.relay.from_peer(id, address(peer), &mut rig.packet, rig.now), None);

    assert_eq!(rig.permits(&mut client, peer), None);
    let there = Some(Forward::Peer { from: id, to: address(peer) });
    assert_eq!(rig.send(&client, &indication), there);
    assert_eq!(rig.packet.bytes(), b"one");
    assert!(rig.packet.load(b"back"));
    let back = rig.relay.from_peer(id, address(peer), &mut rig.packet, rig.now);
    assert_eq!(back, Some(Forward::Client(client.flow)));
    let message = Message::parse(rig.packet.bytes()).unwrap();
    assert_eq!(message.attribute(attribute::DATA), Some(&b"back"[..]));

    assert_eq!(rig.binds(&mut client, 0x4001, peer), None);
    assert_eq!(rig.send(&client, &channel(0x4001, b"two")), there);
    assert_eq!(rig.packet.bytes(), b"two");
    assert!(rig.packet.load(b"back"));
    let back = rig.relay.from_peer(id, address(peer), &mut rig.packet, rig.now);
    assert_eq!(back, Some(Forward::Client(client.flow)));
    assert_eq!(rig.packet.bytes(), channel(0x4001, b"back"));
    assert_eq!(rig.send(&client, &channel(0x4002, b"no")), None);
    assert_eq!(rig.relay.counts().packets, 4);
    assert_eq!(rig.refused(Refusal::Permission), 3);

    // Permissions end after five minutes unless refreshed, channels after ten.
    rig.pass(PERMISSION_LIFETIME);
    assert_eq!(rig.send(&client, &channel(0x4001, b"two")), None);
    assert_eq!(rig.permits(&mut client, peer), None);
    assert_eq!(rig.send(&client, &channel(0x4001, b"two")), there);
}

#[test]
fn two_clients_of_the_server_reach_each_other_inside() {
    let mut rig = Rig::new();
    let mut ann = Client::new("198.51.100.7:4000", "ann");
    let mut bob = Client::new("198.51.100.8:4000", "bob");
    bob.flow = Flow::Stream(5);
    let (at_ann, at_bob) = (rig.allocates(&mut ann), rig.allocates(&mut bob));
    assert_eq!((at_ann.ip(), at_bob.ip()), (IpAddr::V4(SERVER), IpAddr::V4(SERVER)));
    assert_eq!(rig.binds(&mut ann, 0x4001, &format!("{at_bob}")), None);
    assert_eq!(rig.send(&ann, &channel(0x4001, b"hi")), None, "bob has not permitted it");
    assert_eq!(rig.permits(&mut bob, &format!("{at_ann}")), None);
    assert_eq!(rig.send(&ann, &channel(0x4001, b"hi")), Some(Forward::Client(bob.flow)));
    let message = Message::parse(rig.packet.bytes()).unwrap();
    let from = message.attribute(attribute::XOR_PEER_ADDRESS).unwrap();
    assert_eq!(xor_address(from, &message.transaction()), Some(at_ann));
    assert_eq!(rig.binds(&mut bob, 0x4777, &format!("{at_ann}")), None);
    assert_eq!(rig.send(&ann, &channel(0x4001, b"hi")), Some(Forward::Client(bob.flow)));
    assert_eq!(rig.packet.bytes(), b"\x47\x77\0\x02hi\0\0");
    // The server's other ports stay closed, by channel and by indication.
    let other = format!("{SERVER}:22");
    assert_eq!(rig.binds(&mut ann, 0x4002, &other), Some(403));
    assert_eq!(rig.permits(&mut ann, &other), None, "a permission has no port");
    let indication = send_indication(&other, b"SSH-");
    assert_eq!(rig.send(&ann, &indication), None);
    assert_eq!(rig.refused(Refusal::Peer), 2);
    // When bob is gone, so is his address.
    rig.relay.stream_closed(5);
    rig.run();
    assert_eq!(rig.send(&ann, &channel(0x4001, b"hi")), None);
}

#[test]
fn a_removed_credential_takes_its_allocations_with_it() {
    let mut rig = Rig::new();
    let mut ann = Client::new("198.51.100.7:4000", "ann");
    let mut again = Client::new("198.51.100.7:4001", "ann");
    let mut bob = Client::new("198.51.100.8:4000", "bob");
    for client in [&mut ann, &mut again, &mut bob] {
        rig.allocates(client);
        assert_eq!(rig.binds(client, 0x4001, "192.0.2.9:7000"), None);
    }
    rig.relay.remove_credential("ann");
    rig.run();
    assert_eq!(rig.sockets.len(), 1);
    for client in [&mut ann, &mut again] {
        assert_eq!(rig.send(client, &channel(0x4001, b"x")), None);
        let request = client.request(method::REFRESH);
        assert_eq!(rig.code(client, &client.sign(request)), Some(401));
    }
    assert!(rig.send(&bob, &channel(0x4001, b"x")).is_some());
    assert_eq!(rig.relay.counts().credentials, 1);
}

#[test]
fn an_allocation_ends_when_it_is_not_refreshed_or_refreshed_to_zero() {
    let mut rig = Rig::new();
    let mut client = Client::new("198.51.100.7:4000", "ann");
    rig.allocates(&mut client);
    rig.pass(ALLOCATION_LIFETIME - Duration::from_millis(1));
    let request = client.request(method::REFRESH).attribute(attribute::LIFETIME, &[0, 0, 9, 9]);
    assert_eq!(rig.code(&client, &client.sign(request)), None);
    rig.pass(ALLOCATION_LIFETIME - Duration::from_millis(1));
    assert_eq!(rig.relay.counts().allocations, 1);
    assert_eq!(rig.relay.deadline(), Some(rig.now + Duration::from_millis(1)));
    rig.pass(Duration::from_millis(1));
    assert_eq!(rig.relay.counts().allocations, 0);
    assert!(rig.sockets.is_empty());

    rig.allocates(&mut client);
    let request = client.request(method::REFRESH).attribute(attribute::LIFETIME, &[0; 4]);
    assert_eq!(rig.code(&client, &client.sign(request)), None);
    assert!(rig.sockets.is_empty() && rig.relay.deadline().is_none());
    let request = client.request(method::REFRESH);
    assert_eq!(rig.code(&client, &client.sign(request)), Some(437));
}

#[test]
fn wrong_credentials_and_old_nonces_are_refused() {
    let mut rig = Rig::new();
    let mut client = Client::new("198.51.100.7:4000", "ann");
    rig.knows_nonce(&mut client);
    let wrong = Client { password: "wrong", ..client.clone() };
    assert_eq!(rig.code(&wrong, &allocate(&mut wrong.clone())), Some(401));
    let stranger = Client { user: "eve", ..client.clone() };
    assert_eq!(rig.code(&stranger, &allocate(&mut stranger.clone())), Some(401));
    let elsewhere =
        Client { nonce: client.nonce.clone(), ..Client::new("198.51.100.9:4000", "ann") };
    assert_eq!(rig.code(&elsewhere, &allocate(&mut elsewhere.clone())), Some(438));
    rig.pass(NONCE_LIFETIME + Duration::from_millis(1));
    assert_eq!(rig.code(&client, &allocate(&mut client.clone())), Some(438));
    let unsigned = client.request(method::ALLOCATE).attribute(attribute::USERNAME, b"ann");
    assert_eq!(rig.code(&client, &unsigned.finish()), Some(401));
    let half = client.request(method::ALLOCATE).signed(&[0; 16]).finish();
    assert_eq!(rig.code(&client, &half), Some(400));

    // Another user cannot use the allocation of this 5-tuple.
    rig.allocates(&mut client);
    let mut bob = Client { user: "bob", ..client.clone() };
    assert_eq!(rig.permits(&mut bob, "192.0.2.9:7000"), Some(441));
    assert_eq!(rig.code(&bob, &allocate(&mut bob.clone())), Some(437));
}

#[test]
fn an_allocate_request_that_comes_again_gets_the_same_answer() {
    let mut rig = Rig::new();
    let mut client = Client::new("198.51.100.7:4000", "ann");
    rig.knows_nonce(&mut client);
    let request = allocate(&mut client);
    let first = rig.ask(&client, &request);
    assert_eq!(rig.ask(&client, &request), first);
    assert_eq!(rig.code(&client, &allocate(&mut client.clone())), Some(437));
    assert_eq!(rig.sockets.len(), 1);
}

#[test]
fn what_an_allocate_request_may_ask_for() {
    let mut rig = Rig::new();
    let mut client = Client::new("198.51.100.7:4000", "ann");
    rig.knows_nonce(&mut client);
    let udp = (attribute::REQUESTED_TRANSPORT, &[17, 0, 0, 0][..]);
    let tcp = (attribute::REQUESTED_TRANSPORT, &[6, 0, 0, 0][..]);
    let v6 = (attribute::REQUESTED_ADDRESS_FAMILY, &[2, 0, 0, 0][..]);
    for (attributes, expected) in [
        (&[][..], 400),
        (&[tcp], 442),
        (&[udp, v6], 440),
        (&[udp, (attribute::REQUESTED_ADDRESS_FAMILY, &[3, 0, 0, 0])], 440),
        (&[udp, v6, (attribute::ADDITIONAL_ADDRESS_FAMILY, &[2, 0, 0, 0])], 400),
        (&[udp, (attribute::RESERVATION_TOKEN, &[0; 8])], 508),
        (&[udp, (attribute::EVEN_PORT, &[0x80])], 508),
        (&[udp, (0x7001, b"?")], 420),
    ] {
        let mut request = client.request(method::ALLOCATE);
        for (kind, value) in attributes {
            request = request.attribute(*kind, value);
        }
        assert_eq!(rig.code(&client, &client.sign(request)), Some(expected), "{attributes:?}");
    }
    assert!(rig.sockets.is_empty());
    let request = client
        .request(method::ALLOCATE)
        .attribute(attribute::REQUESTED_TRANSPORT, &[17, 0, 0, 0])
        .attribute(attribute::DONT_FRAGMENT, b"")
        .attribute(attribute::EVEN_PORT, &[0]);
    assert_eq!(rig.code(&client, &client.sign(request)), None);
    assert_eq!(rig.permits(&mut client, "[2001:db8::1]:1"), Some(443));
}

#[test]
fn a_server_without_sockets_left_says_so() {
    let mut rig = Rig::new();
    let mut client = Client::new("198.51.100.7:4000", "ann");
    rig.knows_nonce(&mut client);
    let request = allocate(&mut client);
    assert_eq!(rig.send(&client, &request), None);
    let Some(Output::OpenSocket { allocation, is_v6: false }) = rig.relay.poll() else {
        panic!("expected a socket to be opened");
    };
    rig.relay.socket_opened(allocation, None, rig.now);
    let answers = rig.run();
    let answer = Message::parse(&answers[0].1).unwrap();
    assert_eq!(error_code(&answer), Some(508));
    assert_eq!(rig.relay.counts().allocations, 0);
}

#[test]
fn denied_peers_are_refused_in_every_way() {
    let mut rig = Rig::new();
    let mut client = Client::new("198.51.100.7:4000", "ann");
    rig.allocates(&mut client);
    for peer in ["10.0.0.1:1", "127.0.0.1:1", "169.254.169.254:80", "0.0.0.0:1", "224.0.0.1:1"] {
        assert_eq!(rig.permits(&mut client, peer), Some(403), "{peer}");
        assert_eq!(rig.binds(&mut client, 0x4001, peer), Some(403), "{peer}");
        let indication = send_indication(peer, b"x");
        assert_eq!(rig.send(&client, &indication), None, "{peer}");
    }
    // One denied peer denies the whole request.
    let request = client.with_peer(method::CREATE_PERMISSION, "192.0.2.1:5001");
    let denied = XorAddress::new(address("10.0.0.1:1"), &[client.next_transaction; 12]);
    let request = request.attribute(attribute::XOR_PEER_ADDRESS, denied.as_bytes());
    assert_eq!(rig.code(&client, &client.sign(request)), Some(403));
    let indication = send_indication("192.0.2.1:5001", b"x");
    assert_eq!(rig.send(&client, &indication), None);
}

#[test]
fn a_channel_has_one_peer_and_a_peer_one_channel() {
    let mut rig = Rig::new();
    let mut client = Client::new("198.51.100.7:4000", "ann");
    rig.allocates(&mut client);
    assert_eq!(rig.binds(&mut client, 0x4001, "192.0.2.1:5001"), None);
    assert_eq!(rig.binds(&mut client, 0x4001, "192.0.2.1:5001"), None);
    assert_eq!(rig.binds(&mut client, 0x4001, "192.0.2.1:5002"), Some(400));
    assert_eq!(rig.binds(&mut client, 0x4002, "192.0.2.1:5001"), Some(400));
    for number in [0x3fff, 0x7fff, 0x8000] {
        assert_eq!(rig.binds(&mut client, number, "192.0.2.1:5003"), Some(400));
    }
}

#[test]
fn quotas_hold() {
    let mut rig = Rig::new();
    for port in 0..ALLOCATIONS_PER_CREDENTIAL {
        rig.allocates(&mut Client::new(&format!("198.51.100.7:{}", 4000 + port), "ann"));
    }
    let mut further = Client::new("198.51.100.7:5000", "ann");
    rig.knows_nonce(&mut further);
    assert_eq!(rig.code(&further, &allocate(&mut further.clone())), Some(486));
    let mut bob = Client::new("198.51.100.7:6000", "bob");
    rig.allocates(&mut bob);
    for n in 0..CHANNELS {
        rig.pass(Duration::from_millis(100));
        let number = 0x4000 + u16::try_from(n).unwrap();
        assert_eq!(rig.binds(&mut bob, number, &format!("192.0.2.{n}:5001")), None);
    }
    assert_eq!(rig.binds(&mut bob, 0x5000, "192.0.2.0:5002"), Some(508));
    assert_eq!(rig.permits(&mut bob, "192.0.2.200:5001"), Some(508));
}

#[test]
fn credentials_are_bounded() {
    let mut relay = Relay::new(config(), [0; 32], Tick::default());
    for n in 0..CREDENTIALS {
        relay.add_credential(&format!("{n}"), "p", Tick::default()).unwrap();
    }
    assert!(relay.add_credential("more", "p", Tick::default()).is_err());
    assert!(relay.add_credential("7", "p", Tick::default()).is_ok(), "it is replaced");
}

#[test]
fn bytes_and_requests_are_limited() {
    let mut rig = Rig::new();
    let mut client = Client::new("198.51.100.7:4000", "ann");
    rig.allocates(&mut client);
    assert_eq!(rig.binds(&mut client, 0x4001, "192.0.2.1:5001"), None);
    assert!(rig.packet.load(b"answer"));
    let peer = address("192.0.2.1:5001");
    assert!(rig.relay.from_peer(AllocationId(0), peer, &mut rig.packet, rig.now).is_some());
    rig.pass(Duration::from_secs(1));
    let mut passed = 0;
    while rig.send(&client, &channel(0x4001, &[0; 1000])).is_some() {
        passed += 1;
    }
    assert_eq!(passed, BYTES_PER_CREDENTIAL / 2 / (1000 + PACKET_COST));
    assert_eq!(rig.refused(Refusal::ByteRate), 1);
    rig.pass(Duration::from_millis(1));
    assert!(rig.send(&client, &channel(0x4001, &[0; 1000])).is_some());

    let mut flood = Client::new("198.51.100.66:1", "ann");
    let mut answered = 0;
    for _ in 0..2 * REQUESTS_PER_ADDRESS.0 {
        let request = flood.request(method::BINDING).finish();
        answered += u64::from(rig.ask(&flood, &request).is_some());
    }
    assert_eq!(answered, REQUESTS_PER_ADDRESS.0);
    let mut other = Client::new("198.51.100.67:1", "ann");
    let request = other.request(method::BINDING).finish();
    assert!(rig.ask(&other, &request).is_some());
}

#[test]
fn an_address_that_becomes_the_servers_own_is_closed_at_once() {
    let mut rig = Rig::new();
    let mut client = Client::new("198.51.100.7:4000", "ann");
    rig.allocates(&mut client);
    assert_eq!(rig.binds(&mut client, 0x4001, "192.0.2.1:5001"), None);
    assert!(rig.send(&client, &channel(0x4001, b"x")).is_some());
    rig.relay.set_own_addresses(vec![address("192.0.2.1:0").ip()]);
    assert_eq!(rig.send(&client, &channel(0x4001, b"x")), None);
}

/// What can happen, in any order.
#[derive(Clone, Debug)]
enum Event {
    Allocate(usize),
    Refresh(usize, u8),
    Permit(usize, usize),
    Bind(usize, u16, usize),
    Channel(usize, u16),
    Send(usize, usize),
    Peer(u64, usize),
    Remove(bool),
    Add(bool),
    Own(usize),
    Pass(u32),
    Bytes(usize, Vec<u8>),
}

/// Some are denied, some are relayed addresses.
const PEERS: [&str; 10] = [
    "192.0.2.1:5001",
    "192.0.2.1:5002",
    "192.0.2.3:5001",
    "10.0.0.1:1",
    "127.0.0.1:80",
    "203.0.113.200:22",
    "203.0.113.200:50001",
    "203.0.113.200:50002",
    "[::ffff:127.0.0.1]:80",
    "169.254.169.254:80",
];

fn event() -> impl Strategy<Value = Event> {
    let (client, peer, number) = (0..4_usize, 0..PEERS.len(), 0x4000..0x4003_u16);
    prop_oneof![
        client.clone().prop_map(Event::Allocate),
        (client.clone(), 0..2_u8).prop_map(|(c, l)| Event::Refresh(c, l)),
        (client.clone(), peer.clone()).prop_map(|(c, p)| Event::Permit(c, p)),
        (client.clone(), number.clone(), peer.clone()).prop_map(|(c, n, p)| Event::Bind(c, n, p)),
        (client.clone(), number).prop_map(|(c, n)| Event::Channel(c, n)),
        (client.clone(), peer.clone()).prop_map(|(c, p)| Event::Send(c, p)),
        (0..4_u64, peer.clone()).prop_map(|(a, p)| Event::Peer(a, p)),
        any::<bool>().prop_map(Event::Remove),
        any::<bool>().prop_map(Event::Add),
        (0..3_usize).prop_map(Event::Own),
        (0..400_000_u32).prop_map(Event::Pass),
        (client, prop::collection::vec(any::<u8>(), 0..64)).prop_map(|(c, b)| Event::Bytes(c, b)),
    ]
}

struct World {
    rig: Rig,
    clients: Vec<Client>,
    users: BTreeMap<&'static str, bool>,
    own: Vec<IpAddr>,
}

impl World {
    fn new() -> Self {
        let mut rig = Rig::new();
        let mut clients = Vec::new();
        for (n, user) in ["ann", "ann", "bob", "bob"].into_iter().enumerate() {
            let mut client = Client::new(&format!("198.51.100.7:{}", 4000 + n), user);
            if n % 2 == 1 {
                client.flow = Flow::Stream(n as u64);
            }
            rig.knows_nonce(&mut client);
            clients.push(client);
        }
        let users = [("ann", true), ("bob", true)].into_iter().collect();
        Self { rig, clients, users, own: vec![IpAddr::V4(SERVER)] }
    }

    fn apply(&mut self, event: &Event) {
        let rig = &mut self.rig;
        let forward = match event {
            Event::Allocate(client) => {
                let client = &mut self.clients[*client];
                let request = allocate(client);
                rig.send(client, &request)
            }
            Event::Refresh(client, lifetime) => {
                let client = &mut self.clients[*client];
                let request = client.request(method::REFRESH);
                let request = request.attribute(attribute::LIFETIME, &[0, 0, 0, *lifetime]);
                rig.send(client, &client.sign(request))
            }
            Event::Permit(client, peer) => {
                let client = &mut self.clients[*client];
                let request = client.with_peer(method::CREATE_PERMISSION, PEERS[*peer]);
                rig.send(client, &client.sign(request))
            }
            Event::Bind(client, number, peer) => {
                let client = &mut self.clients[*client];
                let [high, low] = number.to_be_bytes();
                let request = client
                    .with_peer(method::CHANNEL_BIND, PEERS[*peer])
                    .attribute(attribute::CHANNEL_NUMBER, &[high, low, 0, 0]);
                rig.send(client, &client.sign(request))
            }
            Event::Channel(client, number) => {
                rig.send(&self.clients[*client], &channel(*number, b"payload"))
            }
            Event::Send(client, peer) => {
                let client = &self.clients[*client];
                let bytes = send_indication(PEERS[*peer], b"payload");
                rig.send(client, &bytes)
            }
            Event::Peer(allocation, peer) => {
                assert!(rig.packet.load(b"payload"));
                let id = AllocationId(*allocation);
                rig.relay.from_peer(id, address(PEERS[*peer]), &mut rig.packet, rig.now)
            }
            Event::Remove(ann) => {
                let user = if *ann { "ann" } else { "bob" };
                rig.relay.remove_credential(user);
                self.users.insert(user, false);
                None
            }
            Event::Add(ann) => {
                let user = if *ann { "ann" } else { "bob" };
                rig.relay.add_credential(user, "password", rig.now).unwrap();
                self.users.insert(user, true);
                None
            }
            Event::Own(further) => {
                self.own = vec![IpAddr::V4(SERVER)];
                self.own.extend(PEERS.get(*further).map(|peer| address(peer).ip()));
                rig.relay.set_own_addresses(self.own.clone());
                None
            }
            Event::Pass(ms) => {
                rig.pass(Duration::from_millis(u64::from(*ms)));
                None
            }
            Event::Bytes(client, bytes) => rig.send(&self.clients[*client], bytes),
        };
        if let Some(forward) = forward {
            self.check_forward(forward);
        }
        let answers = self.rig.run();
        for (_, bytes) in answers {
            let answer = Message::parse(&bytes).expect("answers are well-formed");
            if error_code(&answer) == Some(438) {
                let nonce = answer.attribute(attribute::NONCE).unwrap();
                // All clients have one address.
                for client in &mut self.clients {
                    client.nonce = nonce.to_vec();
                }
            }
        }
        self.check();
    }

    fn check_forward(&self, forward: Forward) {
        match forward {
            Forward::Peer { from, to } => {
                assert!(self.rig.sockets.contains_key(&from));
                let open = ["192.0.2.1".parse().unwrap(), "192.0.2.3".parse::<IpAddr>().unwrap()];
                assert!(open.contains(&to.ip()) && !self.own.contains(&to.ip()), "{to}");
                assert_eq!(self.rig.packet.bytes(), b"payload");
            }
            Forward::Client(flow) => {
                assert!(self.rig.relay.has_allocation(flow));
                let bytes = self.rig.packet.bytes();
                assert!(bytes.windows(7).any(|window| window == b"payload"));
            }
        }
    }

    fn check(&self) {
        let counts = self.rig.relay.counts();
        assert_eq!(counts.allocations, self.rig.sockets.len());
        let live = self.users.values().filter(|live| **live).count();
        assert_eq!(counts.credentials, live);
        for client in &self.clients {
            let has = self.rig.relay.has_allocation(client.flow);
            assert!(!has || self.users[client.user], "an allocation without its credential");
        }
        assert!(self.rig.relay.deadline().is_none_or(|deadline| deadline > self.rig.now));
        assert_eq!(self.rig.relay.deadline().is_some(), counts.allocations > 0);
    }
}

proptest! {
    #[test]
    fn in_any_order_nothing_reaches_a_denied_peer_and_no_allocation_outlives_its_credential(
        events in prop::collection::vec(event(), 0..60),
    ) {
        let mut world = World::new();
        for event in &events {
            world.apply(event);
        }
    }

    #[test]
    fn no_bytes_break_the_parser(bytes in prop::collection::vec(any::<u8>(), 0..80)) {
        if let Some(message) = Message::parse(&bytes) {
            for (_, value) in message.attributes() {
                prop_assert!(value.len() <= bytes.len());
            }
        }
    }

    #[test]
    fn a_block_holds_what_shares_its_prefix(a: u32, b: u32, prefix in 0_u8..=32) {
        let block = Block::new(IpAddr::from(Ipv4Addr::from_bits(a)), prefix);
        let common = (a ^ b).leading_zeros();
        let inside = block.contains(IpAddr::from(Ipv4Addr::from_bits(b)));
        prop_assert_eq!(inside, common >= u32::from(prefix));
    }
}
