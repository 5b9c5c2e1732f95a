//! Accepts connections and serves HTTP/1.1 on each, with limits on their number and duration.
//!
//! `axum::serve` has no such limits: a client that opens connections and sends nothing would hold them
//! for ever.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use axum::Router;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service as _, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use protocol::limits::{HTTP_HEAD_BYTES, HTTP_LIFETIME, HTTP_READ_TIMEOUT};
use protocol::time::Tick;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::{Instant, timeout, timeout_at};
use tokio_rustls::TlsAcceptor;

use super::meter::{Meter, Metered};
use super::metrics::Metrics;
use super::places::Places;
use super::requests::Requests;
use super::stop::stopped;
use super::web::Peer;
use crate::address::{Cidr, Source};
use crate::connection_table::ConnectionBounds;
use crate::pace::{Keeping, Pace};
use crate::turn::{self, Sniffed, TurnServer};

/// How often it is looked at whether a client reads.
const PACE_INTERVAL: Duration = Duration::from_secs(1);

/// The pause after `accept` failed, mostly because there are no file descriptors left.
const ACCEPT_PAUSE: Duration = Duration::from_millis(100);

/// What a listener needs besides its socket.
pub(crate) struct Listening {
    pub(crate) tls: Option<TlsAcceptor>,
    pub(crate) app: Router,
    pub(crate) turn: TurnServer,
    pub(crate) bounds: ConnectionBounds,
    /// Proxies. Their connections count for the clients that they name.
    pub(crate) trusted: Vec<Cidr>,
    pub(crate) metrics: Arc<Metrics>,
    pub(crate) stop: watch::Receiver<bool>,
}

/// Runs until the server stops and the requests in flight are answered. WebSockets continue.
pub(crate) async fn run(listener: TcpListener, listening: Listening) {
    let Listening { tls, app, turn, bounds, trusted, metrics, mut stop } = listening;
    let places = Places::new(bounds, metrics);
    let trusted: Arc<[Cidr]> = trusted.into();
    let mut connections = JoinSet::new();
    loop {
        let accepted = tokio::select! {
            () = stopped(&mut stop) => break,
            Some(_) = connections.join_next() => continue,
            accepted = listener.accept() => accepted,
        };
        match accepted {
            Ok((stream, peer)) => {
                let peer = turn::canonical(peer);
                let is_proxy = trusted.iter().any(|cidr| cidr.contains(peer.ip()));
                let source = (!is_proxy).then(|| Source::from(peer.ip()));
                let taken = tokio::select! {
                    () = stopped(&mut stop) => break,
                    taken = places.take(source) => taken,
                };
                let Some((place, evicted)) = taken else { continue };
                let requests = if is_proxy {
                    Requests::of_proxy(place, Arc::clone(&trusted))
                } else {
                    Requests::direct(place)
                };
                let connection = Connection {
                    peer,
                    app: app.clone(),
                    turn: turn.clone(),
                    stop: stop.clone(),
                    requests,
                };
                let tls = tls.clone();
                connections.spawn(async move {
                    tokio::select! {
                        () = evicted.wait() => {}
                        () = connection.run(stream, tls) => {}
                    }
                });
            }
            Err(error) => {
                tracing::warn!(kind = %error.kind(), "a connection could not be accepted");
                tokio::time::sleep(ACCEPT_PAUSE).await;
            }
        }
    }
    drop(listener);
    while connections.join_next().await.is_some() {}
}

/// One connection, before it is known what is spoken on it.
struct Connection {
    peer: SocketAddr,
    app: Router,
    turn: TurnServer,
    stop: watch::Receiver<bool>,
    requests: Requests,
}

impl Connection {
    async fn run(self, stream: TcpStream, tls: Option<TlsAcceptor>) {
        // Signal messages are small and time-critical. If this fails they arrive a little later.
        let _ = stream.set_nodelay(true);
        let until = Instant::now() + HTTP_READ_TIMEOUT;
        let Some(tls) = tls else {
            return self.plain(stream, until).await;
        };
        match timeout_at(until, tls.accept(stream)).await {
            Ok(Ok(stream)) => self.plain(stream, until).await,
            Ok(Err(_)) | Err(_) => tracing::debug!("a TLS handshake failed"),
        }
    }

    /// Serves HTTP, or TURN if there is a relay. Which it is must be clear at `until`.
    async fn plain<S>(mut self, stream: S, until: Instant)
    where
        S: AsyncRead + AsyncWrite + Send + Unpin + 'static,
    {
        let requests = Some(self.requests);
        let Some(relay) = self.turn.own() else {
            return http(stream, self.peer.ip(), self.app, self.stop, requests).await;
        };
        let sniffed = tokio::select! {
            () = stopped(&mut self.stop) => return,
            sniffed = timeout_at(until, turn::sniff(stream)) => sniffed,
        };
        match sniffed {
            Ok(Ok(Sniffed::Http(stream))) => {
                http(stream, self.peer.ip(), self.app, self.stop, requests).await;
            }
            Ok(Ok(Sniffed::Turn(stream, first))) => {
                // The relay has its own bounds, and lasts as long as a session: it must not keep a place
                // for requests, nor delay the end of the server.
                drop(requests);
                let hub = Arc::clone(relay.hub());
                tokio::spawn(turn::serve_stream(hub, stream, first, self.peer));
            }
            Ok(Err(_)) | Err(_) => tracing::debug!("a connection said nothing"),
        }
    }
}

/// Serves one connection to its end, or until it is a WebSocket. It keeps its place as long.
pub(crate) async fn http<S>(
    stream: S,
    peer: IpAddr,
    app: Router,
    mut stop: watch::Receiver<bool>,
    requests: Option<Requests>,
) where
    S: AsyncRead + AsyncWrite + Send + Unpin + 'static,
{
    let (stream, meter) = Metered::new(stream);
    let requests = requests.map(Arc::new);
    let beginning = requests.clone();
    let number = Arc::new(AtomicU64::new(0));
    let counted = Arc::clone(&number);
    let app = TowerToHyperService::new(app);
    let service = service_fn(move |mut request: hyper::Request<Incoming>| {
        counted.fetch_add(1, Ordering::Relaxed);
        if let Some(Err(too_many)) =
            beginning.as_ref().map(|requests| requests.begin(peer, request.headers()))
        {
            request.extensions_mut().insert(too_many);
        }
        request.extensions_mut().insert(Peer(peer));
        app.call(request)
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HTTP_READ_TIMEOUT)
        .max_buf_size(HTTP_HEAD_BYTES)
        .serve_connection(TokioIo::new(stream), service)
        .with_upgrades();
    tokio::pin!(connection);
    let ended = timeout(HTTP_LIFETIME, async {
        tokio::select! {
            ended = connection.as_mut() => ended,
            () = stopped(&mut stop) => {
                connection.as_mut().graceful_shutdown();
                connection.await
            }
        }
    });
    let ended = tokio::select! {
        ended = ended => ended,
        () = falls_behind(&meter, &number, requests.as_deref()) => {
            return tracing::debug!("a client reads too slowly");
        }
    };
    match ended {
        Ok(Ok(())) => {}
        Ok(Err(_)) | Err(_) => tracing::debug!("an HTTP connection broke off"),
    }
}

/// Waits until a client reads too slowly. While it has read everything and asks for nothing, its place is idle.
async fn falls_behind(meter: &Meter, number: &AtomicU64, requests: Option<&Requests>) {
    let start = Instant::now();
    let now = || Tick::from_millis(u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX));
    let mut pace = Pace::new(now());
    let mut answered = 0;
    loop {
        tokio::time::sleep(PACE_INTERVAL).await;
        if pace.look(meter.written(), meter.waits(), now()) == Keeping::TooSlow {
            return;
        }
        let asked = number.load(Ordering::Relaxed);
        if asked == answered
            && !meter.waits()
            && let Some(requests) = requests
        {
            requests.rest();
        }
        answered = asked;
    }
}
