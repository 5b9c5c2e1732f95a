//! Both ends of a direct path in this process, with a real TURN server (coturn) between them.

use std::collections::BTreeSet;
use std::net::{SocketAddr, TcpListener, UdpSocket};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use futures_util::{SinkExt as _, StreamExt as _};
use h264::ChromaFormat;
use protocol::channel::Channel;
use protocol::network::IceServer;
use protocol::time::Tick;
use rustls::RootCertStore;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use session::TransportInput;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::mpsc;
use tokio_tungstenite::tungstenite::Message as WsMessage;
use tokio_tungstenite::tungstenite::handshake::server::{Request, Response};

use super::connection::{Accepted, Direct};
use super::loopback::{Viewer, frame};
use super::video::Progress;
use crate::clock::Clock;
use crate::link::dial::{Dialer, trusting};
use crate::link::path::{FromPath, Message, Path as _, PathEvent, PathId, PathKind};
use crate::link::reach::{NetworkOptions, OwnAddresses, Reach, UdpPorts};
use protocol::ice::address::Loopback;

/// Longer than each of the stack's own time-outs.
const PATIENCE: Duration = Duration::from_secs(20);

const EVENTS: usize = 256;

/// A running TURN server on loopback.
struct Coturn {
    child: Child,
    port: u16,
    tls_port: u16,
}

/// A certificate for `localhost`, its key, or who signed it.
fn certificate(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../signal/tests/data").join(name)
}

impl Coturn {
    async fn start() -> Self {
        let (port, tls_port) = (free_port(), free_port());
        let child = Command::new("turnserver")
            .args(["-n", "--no-dtls", "--no-cli", "--allow-loopback-peers"])
            .args([
                "--listening-ip",
                "127.0.0.1",
                "--relay-ip",
                "127.0.0.1",
                "--relay-threads",
                "1",
            ])
            .args(["--lt-cred-mech", "--user", "user:password", "--realm", "realm"])
            .args(["--listening-port", &port.to_string(), "--log-file", "stdout"])
            .args(["--tls-listening-port", &tls_port.to_string()])
            .arg("--cert")
            .arg(certificate("localhost.pem"))
            .arg("--pkey")
            .arg(certificate("localhost.key"))
            .args(["--pidfile", "/dev/null", "--userdb", "/nonexistent"])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("coturn is installed (apt install coturn)");
        let server = Self { child, port, tls_port };
        let listening = async {
            for port in [port, tls_port] {
                while TcpStream::connect(("127.0.0.1", port)).await.is_err() {
                    tokio::time::sleep(Duration::from_millis(10)).await;
                }
            }
        };
        tokio::time::timeout(PATIENCE, listening).await.expect("coturn listens");
        server
    }

    /// A URL with this server for `HOST`, or `TLS` where it speaks TLS.
    fn url(&self, form: &str) -> String {
        form.replace("HOST", &format!("localhost:{}", self.port))
            .replace("TLS", &format!("localhost:{}", self.tls_port))
    }
}

impl Drop for Coturn {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A port that is free for datagrams and streams.
fn free_port() -> u16 {
    loop {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address: SocketAddr = listener.local_addr().unwrap();
        if UdpSocket::bind(address).is_ok() {
            return address.port();
        }
    }
}

fn reach(urls: &[String]) -> Reach {
    let server = IceServer {
        urls: urls.to_vec(),
        username: Some("user".to_owned()),
        credential: Some("password".to_owned()),
    };
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_file(certificate("ca.pem")).unwrap()).unwrap();
    let dialer = Dialer::trusting(Arc::new(trusting(roots)));
    let options = NetworkOptions { dialer, ..NetworkOptions::default() };
    let ice_servers = vec![server];
    Reach { ice_servers, loopback: Loopback::Allowed, options, ..Reach::default() }
}

fn relayed(urls: &[String]) -> Reach {
    Reach { own_addresses: OwnAddresses::Relayed, ..reach(urls) }
}

/// Both ends, connected.
struct Ends {
    path: Direct,
    viewer: Viewer,
    from_path: mpsc::Receiver<FromPath>,
    from_viewer: mpsc::Receiver<FromPath>,
    /// The sharer's candidates.
    candidates: Vec<String>,
    /// Ends that are up.
    up: usize,
    /// Messages that have arrived at either end.
    messages: usize,
}

impl Ends {
    async fn connect(reach: Reach) -> Self {
        let (viewer_events, from_viewer) = mpsc::channel(EVENTS);
        let (viewer, offer) = Viewer::offer(viewer_events).await.unwrap();
        let (path_events, from_path) = mpsc::channel(EVENTS);
        let accepting = Direct::accept(PathId(0), offer, ChromaFormat::Yuv420, reach, path_events);
        let Accepted { path, sdp, .. } = accepting.await.unwrap();
        viewer.answered(sdp).await.unwrap();
        let candidates = Vec::new();
        let (up, messages) = (0, 0);
        let mut ends = Self { path, viewer, from_path, from_viewer, candidates, up, messages };
        ends.until(|ends| ends.up == 2).await;
        ends
    }

    /// The next event of either end, and whether it is the sharer's. It can be cancelled.
    async fn next(&mut self) -> (PathEvent, bool) {
        tokio::select! {
            event = self.from_path.recv() => (event.unwrap().event, true),
            event = self.from_viewer.recv() => (event.unwrap().event, false),
        }
    }

    /// Passes a candidate on, or counts what has happened.
    async fn take(&mut self, event: PathEvent, is_ours: bool) {
        match event {
            PathEvent::Transport(TransportInput::Candidate { candidate, mid, line }) => {
                if is_ours {
                    self.candidates.push(candidate.clone());
                    self.viewer.add_candidate(candidate, mid, line).await;
                } else {
                    self.path.add_candidate(candidate, mid, line).await;
                }
            }
            PathEvent::Transport(TransportInput::Up) => self.up += 1,
            PathEvent::Transport(TransportInput::Message { .. }) => self.messages += 1,
            PathEvent::Ended { task, why } if !why.is_harmless() => {
                panic!("{task:?} ended: {why:?}");
            }
            PathEvent::Transport(_)
            | PathEvent::KeyframeRequested
            | PathEvent::Bulk(_)
            | PathEvent::BulkRoom
            | PathEvent::Ended { .. } => {}
        }
    }

    /// Passes candidates on until it has happened.
    async fn until(&mut self, has_happened: impl Fn(&Self) -> bool) {
        let passing = async {
            while !has_happened(self) {
                let (event, is_ours) = self.next().await;
                self.take(event, is_ours).await;
            }
        };
        let reported = tokio::time::timeout(PATIENCE, passing).await;
        assert!(reported.is_ok(), "not within {PATIENCE:?}; candidates: {:?}", self.candidates);
    }

    /// Passes candidates on until the sharer has selected a pair. What is sent before is lost, and SCTP
    /// repeats it after a second.
    async fn finds_a_pair(&mut self) {
        let clock = Clock::start();
        while self.path.path_kind().await.is_none() {
            assert!(clock.now().since(Tick::default()) < PATIENCE, "no pair was found");
            let a_while = tokio::time::sleep(Duration::from_millis(5));
            let event = tokio::select! {
                event = self.next() => Some(event),
                () = a_while => None,
            };
            if let Some((event, is_ours)) = event {
                self.take(event, is_ours).await;
            }
        }
    }

    /// Sends a message each way, and waits for both.
    async fn carries_messages(&mut self) {
        let before = self.messages;
        self.path.send(Channel::Control, Message::Text("there")).await.unwrap();
        assert!(self.viewer.send_control("back").await);
        self.until(|ends| ends.messages == before + 2).await;
    }

    fn has_candidate(&self, kind: &str) -> bool {
        self.candidates.iter().any(|candidate| candidate.contains(kind))
    }

    async fn close(self) {
        Box::new(self.path).close().await;
        self.viewer.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_ends_meet_at_a_relay_over_udp_without_waiting_for_a_time_out() {
    let server = Coturn::start().await;
    let clock = Clock::start();
    let mut ends = Ends::connect(relayed(&[server.url("turn:HOST?transport=udp")])).await;
    let taken = clock.now();
    assert_eq!(ends.path.path_kind().await, Some(PathKind::Relay));
    ends.carries_messages().await;
    ends.close().await;
    assert!(
        taken < Tick::from_millis(1500),
        "with time-outs it takes more than two seconds: {taken:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stun_server_shows_our_address_and_the_path_stays_direct() {
    let server = Coturn::start().await;
    let urls = [server.url("stun:HOST"), server.url("turn:HOST")];
    let mut ends = Ends::connect(reach(&urls)).await;
    assert_eq!(ends.path.path_kind().await, Some(PathKind::Direct));
    ends.carries_messages().await;
    ends.until(|ends| ends.has_candidate("srflx") && ends.has_candidate("relay")).await;
    ends.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_ends_meet_at_a_relay_over_tcp_and_over_tls() {
    let server = Coturn::start().await;
    for url in ["turn:HOST?transport=tcp", "turns:TLS", "turns:TLS?transport=tcp"] {
        let mut ends = Ends::connect(relayed(&[server.url(url)])).await;
        assert_eq!(ends.path.path_kind().await, Some(PathKind::Relay), "{url}");
        ends.carries_messages().await;
        ends.close().await;
    }
}

/// A server without a certificate that is trusted is not spoken to.
#[tokio::test(flavor = "multi_thread")]
async fn a_relay_over_tls_has_to_prove_its_name() {
    let server = Coturn::start().await;
    let by_address = format!("turns:127.0.0.1:{}", server.tls_port);
    let urls = [by_address, server.url("turn:HOST?transport=tcp")];
    let mut reach = relayed(&urls);
    reach.options.dialer = Dialer::trusting(Arc::new(trusting(RootCertStore::empty())));
    let ends = Ends::connect(reach).await;
    let relays = ends.candidates.iter().filter(|candidate| candidate.contains("relay")).count();
    assert_eq!(relays, 1, "{:?}", ends.candidates);
    ends.close().await;
}

/// The relay in a WebSocket, as the signal server offers it: here it passes bytes on to coturn.
async fn websocket_to(server: &Coturn) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("ws://{}/turn", listener.local_addr().unwrap());
    let port = server.port;
    tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        #[expect(clippy::result_large_err, reason = "the library's type")]
        let agree = |request: &Request, mut response: Response| {
            let header = "Sec-WebSocket-Protocol";
            assert_eq!(request.uri().path(), "/turn");
            assert_eq!(request.headers()[header], "alongside-turn.1");
            response.headers_mut().insert(header, request.headers()[header].clone());
            Ok(response)
        };
        let socket = tokio_tungstenite::accept_hdr_async(stream, agree).await.unwrap();
        let (mut sink, mut source) = socket.split();
        let turn = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
        let (mut reading, mut writing) = turn.into_split();
        let to_server = async {
            while let Some(Ok(WsMessage::Binary(bytes))) = source.next().await {
                writing.write_all(&bytes).await.unwrap();
            }
        };
        let from_server = async {
            // Messages are cut anywhere, as they are in a stream.
            let mut buffer = [0; 100];
            while let Ok(read @ 1..) = reading.read(&mut buffer).await {
                if sink.send(WsMessage::binary(buffer[..read].to_vec())).await.is_err() {
                    return;
                }
            }
        };
        tokio::join!(to_server, from_server);
    });
    url
}

#[tokio::test(flavor = "multi_thread")]
async fn two_ends_meet_at_a_relay_in_a_websocket_where_nothing_else_answers() {
    let server = Coturn::start().await;
    let silent = UdpSocket::bind("127.0.0.1:0").unwrap();
    let urls = [format!("turn:{}", silent.local_addr().unwrap())];
    let turn_websocket = Some(websocket_to(&server).await);
    let mut ends = Ends::connect(Reach { turn_websocket, ..relayed(&urls) }).await;
    assert_eq!(ends.path.path_kind().await, Some(PathKind::Relay));
    ends.carries_messages().await;
    ends.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_stream_is_opened_where_datagrams_reach_the_relay() {
    let server = Coturn::start().await;
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let tcp = format!("turn:{}?transport=tcp", listener.local_addr().unwrap());
    let mut ends = Ends::connect(relayed(&[tcp, server.url("turn:HOST")])).await;
    // The TURN client repeats its request, and learns that there will be no stream.
    let clock = Clock::start();
    while clock.now() < Tick::from_millis(1000) {
        ends.carries_messages().await;
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let accepted = listener.accept();
    assert!(accepted.is_err(), "{accepted:?}");
    ends.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restarted_path_goes_on_with_new_sockets() {
    let server = Coturn::start().await;
    let direct = Reach { loopback: Loopback::Allowed, ..Reach::default() };
    let ways = [
        (direct, PathKind::Direct),
        (relayed(&[server.url("turn:HOST")]), PathKind::Relay),
        (relayed(&[server.url("turns:TLS")]), PathKind::Relay),
    ];
    for (reach, kind) in ways {
        let mut ends = Ends::connect(reach).await;
        for _ in 0..2 {
            let before = std::mem::take(&mut ends.candidates);
            let offer = ends.viewer.restart().await.unwrap();
            let answer = ends.path.restart(&offer).await.unwrap();
            ends.viewer.answered(answer).await.unwrap();
            ends.finds_a_pair().await;
            ends.carries_messages().await;
            assert_eq!(ends.path.path_kind().await, Some(kind));
            let is_new = |candidate: &String| !before.contains(candidate);
            assert!(!ends.candidates.is_empty() && ends.candidates.iter().all(is_new));
        }
        ends.close().await;
    }
}

/// The stack sends relayed packets late unless its loop is made to turn again; then one frame waited for
/// the next.
#[tokio::test(flavor = "multi_thread")]
async fn frames_pass_through_a_relay_as_they_do_directly() {
    const FRAMES: u64 = 60;
    let server = Coturn::start().await;
    for url in ["turn:HOST", "turn:HOST?transport=tcp"] {
        let Ends { mut path, viewer, .. } = Ends::connect(relayed(&[server.url(url)])).await;
        let video = path.take_video().unwrap();
        let (give, mut given) = mpsc::channel(1);
        let giving = async move {
            for n in 0..FRAMES {
                give.send(frame(n, 30_000)).await.unwrap();
            }
        };
        let mut sent = 0;
        let clock = Clock::start();
        let sending = video.run(&mut given, clock, |progress| {
            sent += u64::from(matches!(progress, Progress::FrameSent(_)));
        });
        let (_, ended) = tokio::time::timeout(PATIENCE, async { tokio::join!(giving, sending) })
            .await
            .expect("all frames are sent");
        ended.unwrap();
        assert_eq!(sent, FRAMES, "{url}");
        Box::new(path).close().await;
        viewer.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_path_uses_no_other_ports_than_the_user_allows() {
    let first = free_port().min(u16::MAX - 200);
    let ports: UdpPorts = format!("{first}-{}", first + 200).parse().unwrap();
    let mut reach = Reach { loopback: Loopback::Allowed, ..Reach::default() };
    reach.options.udp_ports = Some(ports);
    let mut ends = Ends::connect(reach.clone()).await;
    // A second path at the same time has another port.
    let other = Ends::connect(reach).await;
    let port = |candidate: &String| candidate.split(' ').nth(5).unwrap().parse::<u16>().unwrap();
    let of = |ends: &Ends| ends.candidates.iter().map(port).collect::<BTreeSet<_>>();
    let (used, used_by_other) = (of(&ends), of(&other));
    assert!(!used.is_empty() && used.is_disjoint(&used_by_other), "{used:?} {used_by_other:?}");
    assert!(used.union(&used_by_other).all(|port| ports.ports().any(|allowed| allowed == *port)));
    // Its sockets are bound to the same port again.
    ends.candidates.clear();
    let offer = ends.viewer.restart().await.unwrap();
    let answer = ends.path.restart(&offer).await.unwrap();
    ends.viewer.answered(answer).await.unwrap();
    ends.finds_a_pair().await;
    ends.carries_messages().await;
    assert_eq!(of(&ends), used);
    ends.close().await;
    other.close().await;
}
