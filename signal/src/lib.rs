//! The signal server: gives two strangers a slot to meet in, and can read nothing they say.
//!
//! [`serve`] runs it on a listener until it is told to stop. The sharer does so when it shares
//! without a server; the program `alongside-signal` does nothing else.
//!
//! Reading order: what is decided (`registry`, `throttle`, `address`, `origin`: pure), the task that
//! owns it (`hub`), and what connects it to the network (`socket`, `web`, `listen`).
#![forbid(unsafe_code)]

pub mod registry;
mod throttle;

mod address;
mod origin;

mod hub;
mod metrics;
mod socket;

mod files;
mod listen;
mod secrets;
mod tls;
mod web;

use std::future::Future;
use std::io;
use std::sync::Arc;

use protocol::limits::{SIGNAL_EVENTS, SIGNAL_STOP};
use tokio::net::TcpListener;
use tokio::sync::{mpsc, watch};
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;

pub use address::{Cidr, CidrError, Source};
pub use files::has_page;
pub use origin::{PublicUrl, PublicUrlError};
pub use secrets::keep_secrets;
pub use tls::{TlsError, load_tls};

/// What a server has to know about where it stands.
#[derive(Clone, Debug, Default)]
pub struct ServerConfig {
    /// Where people reach it, when that is not what their browsers ask it for.
    pub public_url: Option<PublicUrl>,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<Cidr>,
}

/// Serves HTTP until `shutdown` is ready; then both ends of everything are told, and it returns
/// after [`SIGNAL_STOP`] at the latest.
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
    let hub = hub::run(inbox, stop.clone(), Arc::clone(&metrics));
    let app = web::app(web::Shared::new(config, events, metrics, stop.clone()));
    let listen = listen::run(listener, tls, app, stop);
    let both = async { tokio::join!(hub, listen) };
    tokio::pin!(both);
    tokio::select! {
        _ = &mut both => return,
        () = shutdown => {}
    }
    // Both hold a receiver, so this cannot fail while they run.
    let _ = stopper.send(true);
    if timeout(SIGNAL_STOP, both).await.is_err() {
        tracing::warn!("stopped without waiting for the last connections");
    }
}

/// Waits until the server stops.
async fn stopped(stop: &mut watch::Receiver<bool>) {
    // A dropped stopper stops, too: nobody is left who could.
    let _ = stop.wait_for(|stop| *stop).await;
}
