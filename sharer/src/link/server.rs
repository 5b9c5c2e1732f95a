//! The embedded signal server, for Users without a server of their own.

use std::io::ErrorKind;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, UdpSocket};
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::link::signal::{ServerUrl, ServerUrlError};
use crate::words::say::{Say, joined, say};

/// How long stopping may take.
const STOP_TIMEOUT: Duration = Duration::from_secs(3);

/// Why the server does not run.
#[derive(Debug, thiserror::Error)]
pub enum ServerError {
    /// The address cannot be listened on.
    #[error("{}", not_listening(.0, .1))]
    Listen(SocketAddr, std::io::Error),
    /// The address does not make a URL.
    #[error(transparent)]
    Url(#[from] ServerUrlError),
}

/// A running server. It stops when this is stopped or dropped.
#[derive(Debug)]
pub struct Server {
    /// The address for a Helper on the same network.
    pub url: ServerUrl,
    /// The address that this program uses itself.
    pub own_url: ServerUrl,
    /// The address it listens on.
    pub address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    task: JoinHandle<()>,
}

impl Server {
    /// Starts to listen.
    pub async fn start(listen: SocketAddr) -> Result<Self, ServerError> {
        // Others on the network may take all connections that there are: the session's own files come first.
        let bounds = signal_server::Bounds::home(signal_server::raise_file_limit());
        let listener = TcpListener::bind(listen).await;
        let listener = listener.map_err(|error| ServerError::Listen(listen, error))?;
        let address = listener.local_addr().unwrap_or(listen);
        let url = |ip: IpAddr| {
            format!("http://{}", SocketAddr::new(ip, address.port())).parse::<ServerUrl>()
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
                // An error means that the `Server` was dropped, which also stops it.
                let _ = stopped.await;
            };
            let config = signal_server::ServerConfig { bounds, ..Default::default() };
            if let Err(error) = signal_server::serve(listener, config, shutdown).await {
                tracing::error!(%error, "the built-in server stopped");
            }
        });
        Ok(Self { url, own_url, address, stop: Some(stop), task })
    }

    /// Stops listening, and waits until the clients were notified, for a bounded time.
    pub async fn stop(mut self) {
        self.stop.take();
        let _ = tokio::time::timeout(STOP_TIMEOUT, &mut self.task).await;
    }
}

/// Advice about an address that cannot be listened on.
fn advice(error: ErrorKind) -> Say {
    if error == ErrorKind::AddrInUse {
        Say::ListenInUse
    } else if error == ErrorKind::AddrNotAvailable {
        Say::ListenNotHere
    } else if error == ErrorKind::PermissionDenied {
        Say::ListenForbidden
    } else {
        Say::ListenOtherwise
    }
}

/// Why it is not listened on this address, and what can be done.
fn not_listening(address: &SocketAddr, error: &std::io::Error) -> String {
    let (address, why) = (address.to_string(), error.to_string());
    let failed = say!(ListenFailed, Address = &address, Why = &why);
    joined(&failed, advice(error.kind()).text())
}

/// The address of this computer on the local network.
///
/// A UDP socket that is "connected" to a documentation address (RFC 5737) sends nothing, but the
/// system chooses the interface of the default route.
fn local_ip() -> IpAddr {
    UdpSocket::bind("0.0.0.0:0")
        .and_then(|socket| {
            socket.connect("192.0.2.1:9")?;
            socket.local_addr()
        })
        .map_or(IpAddr::from(Ipv4Addr::LOCALHOST), |address| address.ip())
}
