//! Requests for pages behind a trusted proxy: each counts for the client that the proxy names.

use std::time::Duration;

use signal_server::{Bounds, ServerConfig};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpSocket, TcpStream};
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep, timeout};

use crate::rig::{Client, PATIENCE, Server};

/// Requests at once from one address to the server inside the sharer, which has four times as many in all.
const SHARE: usize = protocol::limits::HOME_HTTP_CONNECTIONS_PER_ADDRESS;

const HOARDER: &str = "198.51.100.66";
const OTHER: &str = "198.51.100.1";

async fn behind_a_proxy(bounds: Bounds) -> Server {
    let trusted_proxies = vec!["127.0.0.1".parse().unwrap()];
    let config = ServerConfig { bounds, trusted_proxies, ..Default::default() };
    Server::start_with(config).await
}

fn request(host: &str, path: &str, client: &str) -> String {
    format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nX-Forwarded-For: {client}\r\n\r\n")
}

/// A connection of the proxy that it keeps for one request after another.
struct Kept(TcpStream);

impl Kept {
    async fn connect(server: &Server) -> Self {
        Self(TcpStream::connect(server.address).await.unwrap())
    }

    /// Asks for what is not there. Returns the status and the text.
    async fn asks(&mut self, server: &Server, client: &str) -> (u16, String) {
        let request = request(&server.address.to_string(), "/nowhere", client);
        self.0.write_all(request.as_bytes()).await.unwrap();
        timeout(PATIENCE, self.answer()).await.expect("the server answers")
    }

    async fn answer(&mut self) -> (u16, String) {
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            head.push(char::from(self.0.read_u8().await.unwrap()));
        }
        let field = |name: &str| {
            let line = head.lines().find_map(|line| line.strip_prefix(name));
            line.unwrap_or_else(|| panic!("no {name} in {head}"))
        };
        let status = field("HTTP/1.1 ").split(' ').next().unwrap().parse().unwrap();
        let mut text = vec![0; field("content-length: ").parse().unwrap()];
        self.0.read_exact(&mut text).await.unwrap();
        (status, String::from_utf8(text).unwrap())
    }
}

/// Asks until nothing more is taken, and reads nothing.
async fn stall(server: std::net::SocketAddr, request: String) -> TcpStream {
    let socket = TcpSocket::new_v4().unwrap();
    socket.set_recv_buffer_size(4096).unwrap();
    let mut stream = socket.connect(server).await.unwrap();
    while let Ok(taken) =
        timeout(Duration::from_millis(500), stream.write_all(request.as_bytes())).await
    {
        taken.unwrap();
    }
    stream
}

async fn stalls(server: &Server, client: &str, number: usize) -> Vec<TcpStream> {
    // The headers of an answer name the host: with a long one, few answers fill the buffers of the system.
    let request = request(&"a".repeat(6_000), "/", client);
    let mut stalling = JoinSet::new();
    for _ in 0..number {
        stalling.spawn(stall(server.address, request.clone()));
    }
    stalling.join_all().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_behind_a_proxy_has_no_more_requests_at_once_than_one_without() {
    let server = behind_a_proxy(Bounds::home(1024)).await;
    let mut held = stalls(&server, HOARDER, SHARE).await;
    let mut kept = Kept::connect(&server).await;
    // Each request of a connection counts for the client that it comes from.
    for _ in 0..3 {
        let (status, text) = kept.asks(&server, HOARDER).await;
        assert_eq!(status, 429);
        assert!(text.contains("too many requests from your address"), "{text}");
        assert_eq!(kept.asks(&server, OTHER).await.0, 404);
    }
    assert_eq!(server.metric("alongside_requests_refused_total").await, 3);
    let link = Client::connect_with(&server, &[("x-forwarded-for", HOARDER)]).await;
    assert!(link.is_err(), "a request for a WebSocket is one, too");
    drop(held.pop());
    let begun = Instant::now();
    while kept.asks(&server, HOARDER).await.0 != 404 {
        assert!(begun.elapsed() < PATIENCE, "a request that has ended counts no longer");
        sleep(Duration::from_millis(20)).await;
    }
}

/// Requests that were answered count no longer, whether or not the proxy keeps their connections.
#[tokio::test(flavor = "multi_thread")]
async fn connections_that_a_proxy_keeps_count_for_nobody() {
    let server = behind_a_proxy(Bounds::home(1024)).await;
    let mut kept = Vec::new();
    let begun = Instant::now();
    while kept.len() < 2 * SHARE {
        let mut connection = Kept::connect(&server).await;
        match connection.asks(&server, HOARDER).await.0 {
            404 => kept.push(connection),
            429 => sleep(Duration::from_millis(100)).await,
            other => panic!("{other}"),
        }
        assert!(begun.elapsed() < PATIENCE, "{} connections", kept.len());
    }
}

/// Few clients take all connections that the proxy may open: it gets another one for somebody else.
#[tokio::test(flavor = "multi_thread")]
async fn clients_behind_a_proxy_that_read_nothing_leave_room_for_others() {
    const PLACES: usize = 8;
    let server = behind_a_proxy(Bounds::server(128 + PLACES * 16, 0)).await;
    let mut held = stalls(&server, HOARDER, PLACES / 2).await;
    held.extend(stalls(&server, "198.51.100.67", PLACES / 2).await);
    for n in 0..10 {
        let mut connection = Kept::connect(&server).await;
        assert_eq!(connection.asks(&server, OTHER).await.0, 404, "request {n}");
    }
    assert!(server.metric("alongside_connections_evicted_total").await > 0);
}
