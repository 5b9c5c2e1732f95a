//! The signal server inside the sharer, for when nobody runs one.

use std::io::ErrorKind;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, UdpSocket};

use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::link::signal::ServerUrl;

/// Why the built-in server does not start: one sentence.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct ServerError(String);

/// A running server; it stops when this is stopped or dropped.
#[derive(Debug)]
pub struct Server {
    /// The address to tell a Helper on the same network.
    pub url: ServerUrl,
    /// Our own way to it.
    pub own_url: ServerUrl,
    /// Where it listens.
    pub address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    task: JoinHandle<()>,
}

impl Server {
    /// Starts to listen.
    pub async fn start(listen: SocketAddr) -> Result<Self, ServerError> {
        let listener = TcpListener::bind(listen).await.map_err(|error| {
            let mend = mend(error.kind());
            ServerError(format!("cannot listen on {listen}: {error}. {mend}"))
        })?;
        let address = listener.local_addr().unwrap_or(listen);
        let url = |ip: IpAddr| {
            format!("http://{}", SocketAddr::new(ip, address.port()))
                .parse::<ServerUrl>()
                .map_err(|error| ServerError(error.to_string()))
        };
        let (reachable, own) = if address.ip().is_unspecified() {
            (local_ip(), IpAddr::from(Ipv4Addr::LOCALHOST))
        } else {
            (address.ip(), address.ip())
        };
        let (url, own_url) = (url(reachable)?, url(own)?);
        let (stop, stopped) = oneshot::channel::<()>();
        let task = tokio::spawn(async move {
            let shutdown = async {
                // An error means that the server's owner is gone, which also stops it.
                let _ = stopped.await;
            };
            let config = signal_server::ServerConfig::default();
            if let Err(error) = signal_server::serve(listener, config, shutdown).await {
                tracing::error!(%error, "the built-in server stopped");
            }
        });
        Ok(Self { url, own_url, address, stop: Some(stop), task })
    }

    /// Stops listening and waits until both ends were told.
    pub async fn stop(mut self) {
        self.stop.take();
        let patience = std::time::Duration::from_secs(3);
        let _ = tokio::time::timeout(patience, &mut self.task).await;
    }
}

/// What to do about an address that cannot be listened on.
fn mend(error: ErrorKind) -> &'static str {
    if error == ErrorKind::AddrInUse {
        "Another program uses this port; choose another one with --listen ADDR:PORT"
    } else if error == ErrorKind::AddrNotAvailable {
        "This computer does not have that address; choose one of its own with --listen"
    } else if error == ErrorKind::PermissionDenied {
        "Ports below 1024 are kept for the system; choose another one with --listen"
    } else {
        "Choose another address with --listen ADDR:PORT"
    }
}

/// The address by which the local network knows this computer.
///
/// A UDP socket that is "connected" to an address of documentation (RFC 5737) sends nothing, but
/// the system chooses the interface that leads out.
fn local_ip() -> IpAddr {
    UdpSocket::bind("0.0.0.0:0")
        .and_then(|socket| {
            socket.connect("192.0.2.1:9")?;
            socket.local_addr()
        })
        .map_or(IpAddr::from(Ipv4Addr::LOCALHOST), |address| address.ip())
}
