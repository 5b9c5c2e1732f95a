//! Timeouts, in virtual time: a real WebSocket over an in-memory stream, so that the clock advances only
//! when all tasks are idle.

use std::io;
use std::net::{IpAddr, Ipv4Addr};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};

use futures_util::{SinkExt as _, StreamExt as _};
use protocol::limits::{BODY_BYTES, HTTP_WRITE_TIMEOUT};
use protocol::signal::Body64;
use tokio::io::{AsyncRead, AsyncWrite, DuplexStream, ReadBuf};
use tokio::sync::watch;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message as ClientMessage;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;

use super::*;
use crate::host::{OwnNames, Transport};
use crate::server::config::ServerConfig;
use crate::server::lanes::Lanes;
use crate::server::metrics::Metrics;
use crate::server::{listen, web};

/// A WebSocket between a client and the server, whose dispatcher is the test.
struct Bench {
    client: WebSocketStream<DuplexStream>,
    events: mpsc::Receiver<Event>,
    handle: SocketHandle,
    /// When it was connected.
    start: Instant,
    /// Whether reading panics in the server.
    panics: Arc<AtomicBool>,
    /// Dropping it stops the server.
    _stop: watch::Sender<bool>,
}

impl Bench {
    /// A client that has sent nothing yet. `buffer_bytes` may be in flight in each direction.
    async fn connected(buffer_bytes: usize) -> Self {
        let (near, far) = tokio::io::duplex(buffer_bytes);
        let (stopper, stop) = watch::channel(false);
        let (to_dispatcher, mut events) = mpsc::channel(8);
        let metrics = Arc::new(Metrics::default());
        let lanes = {
            let config = ServerConfig::default();
            Lanes::new(config.lane_rates, &config.bounds, Arc::clone(&metrics))
        };
        let state = web::AppState::new(
            ServerConfig::default(),
            to_dispatcher,
            lanes,
            metrics,
            stop.clone(),
            OwnNames::new(None, "", Transport::Plain),
        );
        let peer = IpAddr::from(Ipv4Addr::LOCALHOST);
        let panics = Arc::new(AtomicBool::new(false));
        let far = Brittle { stream: far, panics: Arc::clone(&panics) };
        tokio::spawn(listen::http(far, peer, web::app(state), stop, None));
        let mut request = "ws://localhost/ws".into_client_request().unwrap();
        request.headers_mut().insert("sec-websocket-protocol", SUBPROTOCOL.parse().unwrap());
        let (client, _) = tokio_tungstenite::client_async(request, near).await.unwrap();
        let Some(Event::Connected { socket: handle, .. }) = events.recv().await else {
            panic!("expected Connected");
        };
        Self { client, events, handle, start: Instant::now(), panics, _stop: stopper }
    }

    /// A client that has sent a message.
    async fn speaking(buffer_bytes: usize) -> Self {
        let mut bench = Self::connected(buffer_bytes).await;
        bench.sends(ClientMessage::text(ToSignal::Revoke {}.encode())).await;
        assert!(matches!(bench.events.recv().await, Some(Event::Message { .. })));
        bench
    }

    async fn sends(&mut self, message: ClientMessage) {
        self.client.send(message).await.unwrap();
    }

    /// Reads, and so answers pings, for a time. Returns how many there were.
    async fn listens(&mut self, time: Duration) -> u64 {
        let mut pings = 0;
        let listening = async {
            while let Some(Ok(message)) = self.client.next().await {
                pings += u64::from(matches!(message, ClientMessage::Ping(_)));
            }
        };
        timeout(time, listening).await.expect_err("the server closed the connection");
        pings
    }

    /// Waits until the server closes the connection. Returns how long that took.
    async fn until_closed(&mut self) -> Duration {
        let before = Instant::now();
        assert!(matches!(self.events.recv().await, Some(Event::Disconnected { .. })));
        before.elapsed()
    }
}

/// A stream whose reader panics.
struct Brittle {
    stream: DuplexStream,
    panics: Arc<AtomicBool>,
}

impl AsyncRead for Brittle {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        assert!(!self.panics.load(Ordering::Relaxed), "this test breaks the task of the socket");
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl AsyncWrite for Brittle {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

/// Or else its invitation, its claim and what that was granted would stay until the server is started anew.
#[tokio::test(start_paused = true)]
async fn a_link_whose_task_panicked_has_ended() {
    let mut bench = Bench::speaking(4096).await;
    bench.panics.store(true, Ordering::Relaxed);
    bench.sends(ClientMessage::Ping(Default::default())).await;
    let ended = timeout(SIGNAL_IDLE_TIMEOUT, bench.events.recv()).await;
    assert!(matches!(ended, Ok(Some(Event::Disconnected { .. }))), "nobody was told");
}

#[tokio::test(start_paused = true)]
async fn a_client_that_never_says_anything_is_closed() {
    let mut bench = Bench::connected(4096).await;
    assert_eq!(bench.until_closed().await, SIGNAL_FIRST_MESSAGE_TIMEOUT);
}

#[tokio::test(start_paused = true)]
async fn a_pong_is_no_first_message() {
    let mut bench = Bench::connected(4096).await;
    tokio::time::sleep(SIGNAL_FIRST_MESSAGE_TIMEOUT / 2).await;
    bench.sends(ClientMessage::Pong(Default::default())).await;
    bench.until_closed().await;
    assert_eq!(bench.start.elapsed(), SIGNAL_FIRST_MESSAGE_TIMEOUT);
}

#[tokio::test(start_paused = true)]
async fn a_client_that_went_silent_is_closed() {
    let mut bench = Bench::speaking(4096).await;
    assert_eq!(bench.until_closed().await, SIGNAL_IDLE_TIMEOUT);
}

#[tokio::test(start_paused = true)]
async fn a_client_that_answers_pings_is_kept() {
    let hour = Duration::from_secs(60 * 60);
    let mut bench = Bench::speaking(4096).await;
    let pings = bench.listens(hour + Duration::from_secs(1)).await;
    assert_eq!(pings, hour.as_secs() / SIGNAL_PING_INTERVAL.as_secs());
    // It stops to listen a second after its last pong.
    assert_eq!(bench.until_closed().await, SIGNAL_IDLE_TIMEOUT - Duration::from_secs(1));
}

#[tokio::test(start_paused = true)]
async fn a_client_that_does_not_take_a_message_is_closed() {
    let mut bench = Bench::speaking(1024).await;
    let body = Body64::new(vec![0; BODY_BYTES]).unwrap();
    bench.handle.queue.push(Outgoing::Message(FromSignal::Relay { claim: None, body })).unwrap();
    assert_eq!(bench.until_closed().await, SIGNAL_WRITE_TIMEOUT);
}

/// Connections for pages have no other end than that of the page: a reader that does not read holds a place.
#[tokio::test(start_paused = true)]
async fn a_client_that_does_not_read_its_page_is_disconnected() {
    use tokio::io::AsyncWriteExt as _;
    let (mut near, far) = tokio::io::duplex(64);
    let (_stopper, stop) = watch::channel(false);
    let (to_dispatcher, _events) = mpsc::channel(8);
    let metrics = Arc::new(Metrics::default());
    let config = ServerConfig::default();
    let lanes = Lanes::new(config.lane_rates, &config.bounds, Arc::clone(&metrics));
    let names = OwnNames::new(None, "", Transport::Plain);
    let state = web::AppState::new(config, to_dispatcher, lanes, metrics, stop.clone(), names);
    let peer = IpAddr::from(Ipv4Addr::LOCALHOST);
    let start = Instant::now();
    let served = tokio::spawn(listen::http(far, peer, web::app(state), stop, None));
    near.write_all(b"GET /nowhere HTTP/1.1\r\nHost: localhost\r\n\r\n").await.unwrap();
    served.await.unwrap();
    let took = start.elapsed();
    assert!(took > HTTP_WRITE_TIMEOUT && took < HTTP_WRITE_TIMEOUT * 3 / 2, "{took:?}");
}
