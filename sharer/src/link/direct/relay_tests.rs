//! Both ends of a direct path in this process, with a real TURN server (coturn) between them.

use std::net::{SocketAddr, TcpListener, UdpSocket};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use h264::ChromaFormat;
use protocol::channel::Channel;
use session::TransportInput;
use tokio::net::TcpStream;
use tokio::sync::mpsc;

use super::connection::{Accepted, Direct};
use super::loopback::Viewer;
use crate::link::path::{FromPath, Message, Path as _, PathEvent, PathId, PathKind};
use crate::link::reach::{IceServer, Loopback, OwnAddresses, Reach};

/// Longer than each of the stack's own time-outs.
const PATIENCE: Duration = Duration::from_secs(20);

const EVENTS: usize = 256;

/// A running TURN server on loopback.
struct Coturn {
    child: Child,
    port: u16,
}

impl Coturn {
    async fn start() -> Self {
        let port = free_port();
        let child = Command::new("turnserver")
            .args(["-n", "--no-dtls", "--no-tls", "--no-cli", "--allow-loopback-peers"])
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
            .args(["--pidfile", "/dev/null", "--userdb", "/nonexistent"])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("coturn is installed (apt install coturn)");
        let server = Self { child, port };
        let listening = async {
            while TcpStream::connect(("127.0.0.1", port)).await.is_err() {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        };
        tokio::time::timeout(PATIENCE, listening).await.expect("coturn listens");
        server
    }

    fn url(&self, form: &str) -> String {
        form.replace("HOST", &format!("localhost:{}", self.port))
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
        username: "user".to_owned(),
        credential: "password".to_owned(),
    };
    Reach { ice_servers: vec![server], loopback: Loopback::Allowed, ..Reach::default() }
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

    /// Passes candidates on until it has happened.
    async fn until(&mut self, has_happened: impl Fn(&Self) -> bool) {
        let passing = async {
            while !has_happened(self) {
                let (FromPath { event, .. }, is_ours) = tokio::select! {
                    event = self.from_path.recv() => (event.unwrap(), true),
                    event = self.from_viewer.recv() => (event.unwrap(), false),
                };
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
                    | PathEvent::Ended { .. } => {}
                }
            }
        };
        let reported = tokio::time::timeout(PATIENCE, passing).await;
        assert!(reported.is_ok(), "not within {PATIENCE:?}; candidates: {:?}", self.candidates);
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
async fn two_ends_meet_at_a_relay_over_udp_within_a_second() {
    let server = Coturn::start().await;
    let begun = Instant::now();
    let mut ends = Ends::connect(relayed(&[server.url("turn:HOST?transport=udp")])).await;
    let taken = begun.elapsed();
    assert_eq!(ends.path.path_kind().await, Some(PathKind::Relay));
    ends.carries_messages().await;
    ends.close().await;
    assert!(taken < Duration::from_secs(1), "{taken:?}");
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
