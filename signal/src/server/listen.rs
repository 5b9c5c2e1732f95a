//! Accepts connections and serves HTTP/1.1 on each, with limits on their number and duration.
//!
//! `axum::serve` has no such limits: a client that opens connections and sends nothing would hold them
//! for ever.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service as _, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use protocol::limits::{HTTP_CONNECTIONS, HTTP_HEAD_BYTES, HTTP_LIFETIME, HTTP_READ_TIMEOUT};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::task::JoinSet;
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;

use super::stop::stopped;
use super::web::Peer;
use crate::turn::{self, Sniffed, TurnServer};

/// The pause after `accept` failed, mostly because there are no file descriptors left.
const ACCEPT_PAUSE: Duration = Duration::from_millis(100);

/// Runs until the server stops and the requests in flight are answered. WebSockets continue.
pub(crate) async fn run(
    listener: TcpListener,
    tls: Option<TlsAcceptor>,
    app: Router,
    turn: TurnServer,
    mut stop: watch::Receiver<bool>,
) {
    let permits = Arc::new(Semaphore::new(HTTP_CONNECTIONS));
    let mut connections = JoinSet::new();
    loop {
        let accepted = tokio::select! {
            () = stopped(&mut stop) => break,
            Some(_) = connections.join_next() => continue,
            accepted = accept(&listener, &permits) => accepted,
        };
        match accepted {
            Ok((stream, peer, permit)) => {
                let connection = Connection {
                    peer: turn::canonical(peer),
                    app: app.clone(),
                    turn: turn.clone(),
                    stop: stop.clone(),
                    permit,
                };
                connections.spawn(connection.run(stream, tls.clone()));
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

/// Waits for a permit, then for a connection.
async fn accept(
    listener: &TcpListener,
    permits: &Arc<Semaphore>,
) -> io::Result<(TcpStream, SocketAddr, OwnedSemaphorePermit)> {
    let permit = Arc::clone(permits).acquire_owned().await.map_err(io::Error::other)?;
    let (stream, peer) = listener.accept().await?;
    Ok((stream, peer, permit))
}

/// One connection, before it is known what is spoken on it.
struct Connection {
    peer: SocketAddr,
    app: Router,
    turn: TurnServer,
    stop: watch::Receiver<bool>,
    permit: OwnedSemaphorePermit,
}

impl Connection {
    async fn run(self, stream: TcpStream, tls: Option<TlsAcceptor>) {
        // Signal messages are small and time-critical. If this fails they arrive a little later.
        let _ = stream.set_nodelay(true);
        let Some(tls) = tls else {
            return self.plain(stream).await;
        };
        match timeout(HTTP_READ_TIMEOUT, tls.accept(stream)).await {
            Ok(Ok(stream)) => self.plain(stream).await,
            Ok(Err(_)) | Err(_) => tracing::debug!("a TLS handshake failed"),
        }
    }

    /// Serves HTTP, or TURN if there is a relay.
    async fn plain<S>(mut self, stream: S)
    where
        S: AsyncRead + AsyncWrite + Send + Unpin + 'static,
    {
        let Some(relay) = self.turn.own() else {
            return http(stream, self.peer.ip(), self.app, self.stop).await;
        };
        let sniffed = tokio::select! {
            () = stopped(&mut self.stop) => return,
            sniffed = timeout(HTTP_READ_TIMEOUT, turn::sniff(stream)) => sniffed,
        };
        match sniffed {
            Ok(Ok(Sniffed::Http(stream))) => {
                http(stream, self.peer.ip(), self.app, self.stop).await;
            }
            Ok(Ok(Sniffed::Turn(stream, first))) => {
                // The relay has its own bounds, and lasts as long as a session: it must not keep a place
                // for requests, nor delay the end of the server.
                drop(self.permit);
                let hub = Arc::clone(relay.hub());
                tokio::spawn(turn::serve_stream(hub, stream, first, self.peer));
            }
            Ok(Err(_)) | Err(_) => tracing::debug!("a connection said nothing"),
        }
    }
}

/// Serves one connection to its end.
pub(crate) async fn http<S>(stream: S, peer: IpAddr, app: Router, mut stop: watch::Receiver<bool>)
where
    S: AsyncRead + AsyncWrite + Send + Unpin + 'static,
{
    let app = TowerToHyperService::new(app);
    let service = service_fn(move |mut request: hyper::Request<Incoming>| {
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
    match ended.await {
        Ok(Ok(())) => {}
        Ok(Err(_)) | Err(_) => tracing::debug!("an HTTP connection broke off"),
    }
}
