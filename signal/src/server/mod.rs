//! The server around the registry: one task that owns it, and what connects it to the network.

mod dispatcher;
mod lane;
mod lanes;
pub(crate) mod metrics;
mod network;
mod relays;
mod socket;

mod config;
mod files;
mod listen;
mod stop;
mod tls;
mod web;

use std::future::Future;
use std::io;
use std::sync::Arc;

use protocol::limits::{SIGNAL_EVENTS, SIGNAL_STOP_TIMEOUT};
use tokio::net::TcpListener;
use tokio::sync::{mpsc, watch};
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;

pub use config::ServerConfig;
pub use files::has_page;
pub use tls::{TlsError, load_tls};

/// Serves HTTP until `shutdown` is ready. Then it sends all clients that the server stops, and returns
/// after [`SIGNAL_STOP_TIMEOUT`] at the latest.
pub async fn serve(
    listener: TcpListener,
    config: ServerConfig,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    run(listener, None, config, shutdown).await;
    Ok(())
}

/// Serves HTTPS; see [`serve`] and [`load_tls`].
pub async fn serve_tls(
    listener: TcpListener,
    tls: Arc<rustls::ServerConfig>,
    config: ServerConfig,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    run(listener, Some(TlsAcceptor::from(tls)), config, shutdown).await;
    Ok(())
}

async fn run(
    listener: TcpListener,
    tls: Option<TlsAcceptor>,
    config: ServerConfig,
    shutdown: impl Future<Output = ()> + Send + 'static,
) {
    let (stopper, stop) = watch::channel(false);
    let (events, inbox) = mpsc::channel(SIGNAL_EVENTS);
    let metrics = Arc::new(metrics::Metrics::default());
    let turn = config.turn.clone();
    let tls_port = tls.as_ref().and_then(|_| listener.local_addr().ok()).map(|at| at.port());
    let relay = turn.handle_at(config.public_url.as_ref(), tls_port);
    let lanes = lanes::Lanes::new(config.lane_rates, Arc::clone(&metrics));
    let relays = Some(Box::new(relays::ClaimRelays::new(relay)) as _);
    let network = network::NetworkAccess::new(Arc::clone(&lanes), relays);
    let dispatcher = dispatcher::run(inbox, stop.clone(), network, Arc::clone(&metrics));
    let app = web::app(web::AppState::new(config, events, lanes, metrics, stop.clone()));
    let listen = listen::run(listener, tls, app, turn.clone(), stop);
    let both = async { tokio::join!(dispatcher, listen) };
    tokio::pin!(both);
    tokio::select! {
        _ = &mut both => return,
        () = turn.run() => {}
        () = shutdown => {}
    }
    // Both hold a receiver, so this cannot fail while they run.
    let _ = stopper.send(true);
    if timeout(SIGNAL_STOP_TIMEOUT, both).await.is_err() {
        tracing::warn!("stopped without waiting for the last connections");
    }
}
