//! The server around the registry: one task that owns it, and what connects it to the network.

mod dispatcher;
mod lane;
mod lane_queue;
mod lanes;
mod links;
mod meter;
pub(crate) mod metrics;
mod network;
mod places;
mod queue;
mod relays;
mod requests;
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

use crate::connection_table::ConnectionBounds;
use crate::host::{OwnNames, Transport};
use crate::turn::TurnServer;

pub use config::{MetricsListener, ServerConfig};
pub use files::{has_page, page_hash};
pub use tls::{TlsError, load_tls};

#[cfg(test)]
mod tests;

/// Connections of those that read the metrics.
const METRICS_CONNECTIONS: ConnectionBounds = ConnectionBounds { total: 16, per_source: 8 };

/// Serves HTTP until `shutdown` is ready. Then it sends all clients that the server stops, and returns
/// after [`SIGNAL_STOP_TIMEOUT`] at the latest.
pub async fn serve(
    listener: TcpListener,
    config: ServerConfig,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    run(listener, None, config, shutdown).await
}

/// Serves HTTPS; see [`serve`] and [`load_tls`].
pub async fn serve_tls(
    listener: TcpListener,
    tls: Arc<rustls::ServerConfig>,
    config: ServerConfig,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    run(listener, Some(TlsAcceptor::from(tls)), config, shutdown).await
}

async fn run(
    listener: TcpListener,
    tls: Option<TlsAcceptor>,
    config: ServerConfig,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let (stopper, stop) = watch::channel(false);
    let (events, inbox) = mpsc::channel(SIGNAL_EVENTS);
    let metrics = Arc::new(metrics::Metrics::default());
    let turn = config.turn.clone();
    let tls_port = tls.as_ref().and_then(|_| listener.local_addr().ok()).map(|at| at.port());
    let relay = turn.handle_at(config.public_url.as_ref(), tls_port);
    let lanes = lanes::Lanes::new(config.lane_rates, &config.bounds, Arc::clone(&metrics));
    let relays = Some(Box::new(relays::ClaimRelays::new(relay)) as _);
    let network = network::NetworkAccess::new(Arc::clone(&lanes), relays);
    let dispatcher =
        dispatcher::run(inbox, stop.clone(), network, Arc::clone(&metrics), config.bounds);
    let transport = if tls.is_some() { Transport::Tls } else { Transport::Plain };
    let machine = gethostname::gethostname();
    let names = OwnNames::new(config.public_url.clone(), &machine.to_string_lossy(), transport);
    let own_metrics = config.metrics.as_ref().map(MetricsListener::listener).transpose()?;
    let (bounds, trusted) = (config.bounds, config.trusted_proxies.clone());
    let state =
        web::AppState::new(config, events, lanes, Arc::clone(&metrics), stop.clone(), names);
    let numbers = async {
        if let Some(listener) = own_metrics {
            let listening = listen::Listening {
                tls: None,
                app: web::metrics_app(Arc::clone(&state)),
                turn: TurnServer::default(),
                bounds: METRICS_CONNECTIONS,
                trusted: Vec::new(),
                metrics: Arc::clone(&metrics),
                stop: stop.clone(),
            };
            listen::run(listener, listening).await;
        }
    };
    let listening = listen::Listening {
        tls,
        app: web::app(Arc::clone(&state)),
        turn: turn.clone(),
        bounds: bounds.http,
        trusted,
        metrics: Arc::clone(&metrics),
        stop: stop.clone(),
    };
    let listen = listen::run(listener, listening);
    let both = async { tokio::join!(dispatcher, listen, numbers) };
    tokio::pin!(both);
    tokio::select! {
        _ = &mut both => return Ok(()),
        () = turn.run() => {}
        () = shutdown => {}
    }
    // Both hold a receiver, so this cannot fail while they run.
    let _ = stopper.send(true);
    if timeout(SIGNAL_STOP_TIMEOUT, both).await.is_err() {
        tracing::warn!("stopped without waiting for the last connections");
    }
    Ok(())
}
