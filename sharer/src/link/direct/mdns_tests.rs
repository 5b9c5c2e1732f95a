//! What answers of multicast DNS lead to, on the real stack.

use std::net::{IpAddr, Ipv4Addr, SocketAddr, UdpSocket};
use std::time::Duration;

use h264::ChromaFormat;
use rtc::ice::mdns::MulticastDnsMode;
use rtc::mdns::{MDNS_DEST_ADDR, MulticastSocket};
use session::TransportInput;
use tokio::sync::mpsc;
use tokio::time::{Instant, timeout};

use super::connection::{Accepted, Direct, mdns_mode};
use super::loopback::Viewer;
use crate::link::path::{FromPath, Path as _, PathEvent, PathId};
use crate::link::reach::Reach;

/// Longer than each of the stack's own time-outs.
const PATIENCE: Duration = Duration::from_secs(20);

const EVENTS: usize = 256;

/// The sharer's end of a path, whose other end is elsewhere.
struct Sharer {
    path: Direct,
    /// The address of one of its sockets.
    socket: SocketAddr,
    from_path: mpsc::Receiver<FromPath>,
    /// Keeps the other end open. It sends nothing.
    _viewer: (Viewer, mpsc::Receiver<FromPath>),
}

impl Sharer {
    async fn start() -> Self {
        let mode = mdns_mode();
        assert_eq!(mode, MulticastDnsMode::QueryOnly, "this test needs a route for multicast");
        let (viewer_events, from_viewer) = mpsc::channel(EVENTS);
        let (viewer, offer) = Viewer::offer(viewer_events).await.unwrap();
        let (events, mut from_path) = mpsc::channel(EVENTS);
        let reach = Reach::default();
        let accepting = Direct::accept(PathId(0), offer, ChromaFormat::Yuv420, reach, events);
        let Accepted { path, .. } = accepting.await.unwrap();
        let finding = async {
            loop {
                let event = from_path.recv().await.unwrap().event;
                if let PathEvent::Transport(TransportInput::Candidate { candidate, .. }) = event
                    && let Some(socket) = host_address(&candidate)
                {
                    break socket;
                }
            }
        };
        let socket = timeout(PATIENCE, finding).await.expect("a socket with an IPv4 address");
        Self { path, socket, from_path, _viewer: (viewer, from_viewer) }
    }

    /// Names a candidate of the other end.
    async fn add(&self, address: &str, port: u16) {
        let candidate = format!("candidate:1 1 udp 2122260223 {address} {port} typ host");
        self.path.add_candidate(candidate, Some("0".to_owned()), Some(0)).await;
    }

    /// Names another candidate, with an honest answer. That it is checked tells how far the checks are.
    async fn name_another(&self) -> (UdpSocket, Vec<u8>) {
        let other = listen(self.socket.ip());
        let port = other.local_addr().unwrap().port();
        let (name, answer) = named(port, self.socket.ip());
        self.add(&name, port).await;
        (other, answer)
    }

    /// Waits until checks have come, while `meanwhile` is done again and again.
    async fn checks(&mut self, heard: &UdpSocket, count: usize, meanwhile: impl Fn()) {
        let mut left = count;
        let until = Instant::now() + PATIENCE;
        while left > 0 {
            assert!(Instant::now() < until, "{left} of {count} checks have not come");
            while self.from_path.try_recv().is_ok() {}
            left -= usize::from(heard.recv(&mut [0; 1_500]).is_ok());
            meanwhile();
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }
}

/// The address of a host candidate with IPv4.
fn host_address(candidate: &str) -> Option<SocketAddr> {
    let mut words = candidate.split(' ').skip(4);
    let (ip, port): (Ipv4Addr, u16) = (words.next()?.parse().ok()?, words.next()?.parse().ok()?);
    (words.nth(1) == Some("host") && !ip.is_loopback()).then_some((ip, port).into())
}

/// A socket that does not block, on any port.
fn listen(ip: IpAddr) -> UdpSocket {
    let socket = UdpSocket::bind((ip, 0)).unwrap();
    socket.set_nonblocking(true).unwrap();
    socket
}

/// A socket with the port of mDNS at this address.
fn responder(ip: IpAddr) -> UdpSocket {
    let IpAddr::V4(ip) = ip else { panic!("an IPv4 address") };
    MulticastSocket::new().with_multicast_local_ipv4(ip).into_std().unwrap()
}

/// A name that no other test asks for, and an answer that says it has this address.
fn named(port: u16, ip: IpAddr) -> (String, Vec<u8>) {
    let IpAddr::V4(ip) = ip else { panic!("an IPv4 address") };
    let label = format!("alongside-{}-{port}", std::process::id());
    // RFC 1035 §4.1: an authoritative answer with one record, A, IN, for 120 s.
    let mut answer = vec![0, 0, 0x84, 0, 0, 0, 0, 1, 0, 0, 0, 0];
    for part in [&label, "local"] {
        answer.push(u8::try_from(part.len()).unwrap());
        answer.extend_from_slice(part.as_bytes());
    }
    answer.extend_from_slice(&[0, 0, 1, 0, 1, 0, 0, 0, 120, 0, 4]);
    answer.extend_from_slice(&ip.octets());
    (format!("{label}.local"), answer)
}

/// A candidate could name `x.local`, and whoever sent an answer for it from port 5353 to any socket of the
/// path, from anywhere, chose the address of the checks: loopback, too.
#[tokio::test(flavor = "multi_thread")]
async fn a_forged_name_leads_to_no_check_on_this_computer() {
    let mut sharer = Sharer::start().await;
    let victim = listen(Ipv4Addr::LOCALHOST.into());
    let port = victim.local_addr().unwrap().port();
    let (name, answer) = named(port, Ipv4Addr::LOCALHOST.into());
    let forger = responder(sharer.socket.ip());
    sharer.add(&name, port).await;
    let (other, honest) = sharer.name_another().await;
    let to = [sharer.socket, MDNS_DEST_ADDR];
    let forge = || {
        for to in to {
            forger.send_to(&answer, to).unwrap();
        }
        forger.send_to(&honest, MDNS_DEST_ADDR).unwrap();
    };
    sharer.checks(&other, 5, forge).await;
    let heard = victim.recv(&mut [0; 1_500]);
    assert!(heard.is_err(), "{heard:?} bytes have come");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_that_the_local_network_answers_is_checked() {
    let mut sharer = Sharer::start().await;
    let other = listen(sharer.socket.ip());
    let port = other.local_addr().unwrap().port();
    let (name, answer) = named(port, sharer.socket.ip());
    let responder = responder(sharer.socket.ip());
    sharer.add(&name, port).await;
    sharer
        .checks(&other, 1, || {
            responder.send_to(&answer, MDNS_DEST_ADDR).unwrap();
        })
        .await;
}

/// An answer from afar can reach the sockets of the path, through a NAT or a port of the router.
#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_did_not_come_to_the_socket_of_mdns_is_none() {
    let mut sharer = Sharer::start().await;
    let named_one = listen(sharer.socket.ip());
    let port = named_one.local_addr().unwrap().port();
    let (name, answer) = named(port, sharer.socket.ip());
    let forger = responder(sharer.socket.ip());
    sharer.add(&name, port).await;
    let (other, honest) = sharer.name_another().await;
    let to = sharer.socket;
    let forge = || {
        forger.send_to(&answer, to).unwrap();
        forger.send_to(&honest, MDNS_DEST_ADDR).unwrap();
    };
    sharer.checks(&other, 5, forge).await;
    let heard = named_one.recv(&mut [0; 1_500]);
    assert!(heard.is_err(), "{heard:?} bytes have come");
}
