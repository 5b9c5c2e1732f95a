//! Accepts connections and serves HTTP/1.1 on each, with limits on their number and duration.
//!
//! `axum::serve` has no such limits: a client that opens connections and sends nothing would hold them
//! for ever.

use std::io;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service as _, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use protocol::limits::{HTTP_CONNECTIONS, HTTP_HEAD_BYTES, HTTP_LIFETIME, HTTP_PATIENCE};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;

use super::stop::stopped;
use super::web::Peer;

/// The pause after `accept` failed, mostly because there are no file descriptors left.
const ACCEPT_PAUSE: Duration = Duration::from_millis(100);

/// Runs until the server stops and the requests in flight are answered. WebSockets continue.
pub(crate) async fn run(
    listener: TcpListener,
    tls: Option<TlsAcceptor>,
    app: Router,
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
                let connection = connection(stream, peer, tls.clone(), app.clone(), stop.clone());
                connections.spawn(async move {
                    connection.await;
                    drop(permit);
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

/// Waits for a permit, then for a connection.
async fn accept(
    listener: &TcpListener,
    permits: &Arc<Semaphore>,
) -> io::Result<(TcpStream, IpAddr, tokio::sync::OwnedSemaphorePermit)> {
    let permit = Arc::clone(permits).acquire_owned().await.map_err(io::Error::other)?;
    let (stream, peer) = listener.accept().await?;
    Ok((stream, peer.ip(), permit))
}

async fn connection(
    stream: TcpStream,
    peer: IpAddr,
    tls: Option<TlsAcceptor>,
    app: Router,
    stop: watch::Receiver<bool>,
) {
    // Signal messages are small and time-critical. If this fails they arrive a little later.
    let _ = stream.set_nodelay(true);
    let Some(tls) = tls else {
        return http(stream, peer, app, stop).await;
    };
    match timeout(HTTP_PATIENCE, tls.accept(stream)).await {
        Ok(Ok(stream)) => http(stream, peer, app, stop).await,
        Ok(Err(_)) | Err(_) => tracing::debug!("a TLS handshake failed"),
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
        .header_read_timeout(HTTP_PATIENCE)
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
