//! The WebSocket to the signal server: connects, and connects again.

use std::time::Duration;

use futures_util::{SinkExt as _, StreamExt as _};
use protocol::invite_file::{ServerAddress, ServerAddressError};
use protocol::limits::SIGNAL_MESSAGE_BYTES;
use protocol::signal::{FromSignal, SUBPROTOCOL, ToSignal};
use protocol::trust::Tag;
use tokio::net::TcpStream;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::tungstenite::http::{HeaderValue, Uri};
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async_with_config};
use tracing::{debug, info};

use crate::supervisor::{Part, Supervisor};
use session::SignalInput;

/// How long one attempt to reach the server may take.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// The server pings every 20 s; a link silent for longer than two of them is dead.
const SILENCE: Duration = Duration::from_secs(50);

/// How long one message may take to be written. A server that reads nothing for so long is dead.
const WRITE_TIMEOUT: Duration = Duration::from_secs(10);

/// Waits between attempts: short at first, never more than the last.
const BACKOFF: [Duration; 5] = [
    Duration::from_millis(100),
    Duration::from_millis(250),
    Duration::from_millis(500),
    Duration::from_secs(1),
    Duration::from_secs(3),
];

type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

/// Where a signal server is: its page, and its WebSocket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServerUrl {
    page: String,
}

/// Why a text is no server address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected the server's address in the form https://help.example.org")]
pub struct ServerUrlError;

impl std::str::FromStr for ServerUrl {
    type Err = ServerUrlError;

    fn from_str(text: &str) -> Result<Self, ServerUrlError> {
        let page = text.trim().trim_end_matches('/');
        let uri: Uri = page.parse().map_err(|_| ServerUrlError)?;
        let scheme = matches!(uri.scheme_str(), Some("http" | "https"));
        let plain = uri.query().is_none() && !page.contains('#') && !page.contains('@');
        if scheme && plain && uri.host().is_some_and(|host| !host.is_empty()) {
            Ok(Self { page: page.to_owned() })
        } else {
            Err(ServerUrlError)
        }
    }
}

impl ServerUrl {
    /// The link that a Helper opens; `fragment` is what follows the `#`.
    pub fn link(&self, fragment: &str) -> String {
        format!("{}/#{fragment}", self.page)
    }

    /// The address as a saved invitation holds it.
    pub fn address(&self) -> Result<ServerAddress, ServerAddressError> {
        self.page.parse()
    }

    fn websocket(&self) -> String {
        format!("{}/ws", self.page.replacen("http", "ws", 1))
    }
}

/// Why the server was not reached.
#[derive(Debug, thiserror::Error)]
pub enum RendezvousError {
    /// No answer in time.
    #[error("the server at {0} did not answer within {n} s", n = CONNECT_TIMEOUT.as_secs())]
    Silent(String),
    /// It is there, and does not say what it was asked.
    #[error("the server at {0} does not say it; it may be too old, or busy")]
    Mute(String),
    /// No connection, or not a signal server.
    #[error("the server at {0} cannot be reached: {1}")]
    Unreachable(String, String),
}

async fn connect(server: &ServerUrl) -> Result<Socket, RendezvousError> {
    let unreachable =
        |error: Error| RendezvousError::Unreachable(server.page.clone(), error.to_string());
    let mut request = server.websocket().into_client_request().map_err(unreachable)?;
    let subprotocol = HeaderValue::from_static(SUBPROTOCOL);
    request.headers_mut().insert("Sec-WebSocket-Protocol", subprotocol);
    let config = WebSocketConfig::default()
        .max_message_size(Some(SIGNAL_MESSAGE_BYTES))
        .max_frame_size(Some(SIGNAL_MESSAGE_BYTES));
    let connecting = connect_async_with_config(request, Some(config), true);
    match timeout(CONNECT_TIMEOUT, connecting).await {
        Ok(Ok((socket, _response))) => Ok(socket),
        Ok(Err(error)) => Err(unreachable(error)),
        Err(_) => Err(RendezvousError::Silent(server.page.clone())),
    }
}

/// Connects for the first time, then keeps the link up in the background until `outgoing` closes.
pub async fn open(
    server: ServerUrl,
    mut outgoing: mpsc::Receiver<ToSignal>,
    incoming: mpsc::Sender<SignalInput>,
    supervisor: &Supervisor,
) -> Result<JoinHandle<()>, RendezvousError> {
    let mut socket = connect(&server).await?;
    Ok(supervisor.spawn(Part::SignalLink, async move {
        loop {
            if incoming.send(SignalInput::Up).await.is_err() {
                return;
            }
            let end = exchange(&mut socket, &mut outgoing, &incoming).await;
            if let End::Ours = end {
                let _ = timeout(Duration::from_secs(1), socket.close(None)).await;
                return;
            }
            info!("the link to the signal server is lost");
            if incoming.send(SignalInput::Down).await.is_err() {
                return;
            }
            let Some(again) = reconnect(&server, &mut outgoing).await else { return };
            socket = again;
        }
    }))
}

/// Asks a server at which of these tags a Helper watches at this moment.
pub async fn look(server: &ServerUrl, tags: Vec<Tag>) -> Result<Vec<Tag>, RendezvousError> {
    let mut socket = connect(server).await?;
    let answer = timeout(CONNECT_TIMEOUT, async {
        let question = ToSignal::Look { version: protocol::VERSION, tags };
        socket.send(Message::text(question.encode())).await.ok()?;
        loop {
            let Message::Text(text) = socket.next().await?.ok()? else { continue };
            match FromSignal::decode(&text) {
                Ok(FromSignal::Watched { tags }) => return Some(tags),
                Ok(FromSignal::Refused { .. } | FromSignal::Closing {}) | Err(_) => return None,
                Ok(
                    FromSignal::Opened { .. }
                    | FromSignal::Claimed { .. }
                    | FromSignal::Relay { .. }
                    | FromSignal::PeerGone {}
                    | FromSignal::Waiting { .. },
                ) => {}
            }
        }
    });
    let answer = answer.await.map_err(|_| RendezvousError::Silent(server.page.clone()))?;
    let _ = timeout(Duration::from_secs(1), socket.close(None)).await;
    answer.ok_or_else(|| RendezvousError::Mute(server.page.clone()))
}

enum End {
    /// Nobody wants the link any more.
    Ours,
    /// The link broke.
    Theirs,
}

async fn exchange(
    socket: &mut Socket,
    outgoing: &mut mpsc::Receiver<ToSignal>,
    incoming: &mpsc::Sender<SignalInput>,
) -> End {
    loop {
        tokio::select! {
            message = outgoing.recv() => {
                let Some(message) = message else { return End::Ours };
                let written = timeout(WRITE_TIMEOUT, socket.send(Message::text(message.encode())));
                if !matches!(written.await, Ok(Ok(()))) {
                    return End::Theirs;
                }
            }
            message = timeout(SILENCE, socket.next()) => {
                let text = match message {
                    Ok(Some(Ok(Message::Text(text)))) => text,
                    Ok(Some(Ok(Message::Ping(_) | Message::Pong(_)))) => continue,
                    Ok(Some(Ok(_) | Err(_)) | None) | Err(_) => return End::Theirs,
                };
                match FromSignal::decode(&text) {
                    Ok(message) => {
                        if incoming.send(SignalInput::Message(message)).await.is_err() {
                            return End::Ours;
                        }
                    }
                    Err(error) => debug!(%error, "dropped a message of the signal server"),
                }
            }
        }
    }
}

/// Tries until the server is back. What was to be sent meanwhile is dropped: the session says
/// again what still holds.
async fn reconnect(server: &ServerUrl, outgoing: &mut mpsc::Receiver<ToSignal>) -> Option<Socket> {
    let mut attempt = 0;
    loop {
        let wait = BACKOFF.get(attempt).or(BACKOFF.last()).copied().unwrap_or_default();
        attempt += 1;
        tokio::time::sleep(wait).await;
        loop {
            match outgoing.try_recv() {
                Ok(_) => {}
                Err(mpsc::error::TryRecvError::Empty) => break,
                Err(mpsc::error::TryRecvError::Disconnected) => return None,
            }
        }
        match connect(server).await {
            Ok(socket) => return Some(socket),
            Err(error) => debug!(%error, "the signal server is still away"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_is_named_by_its_page() {
        let url: ServerUrl = "https://help.example.org/".parse().unwrap();
        assert_eq!(url.link("7"), "https://help.example.org/#7");
        assert_eq!(url.websocket(), "wss://help.example.org/ws");
        let url: ServerUrl = "http://127.0.0.1:7575".parse().unwrap();
        assert_eq!(url.websocket(), "ws://127.0.0.1:7575/ws");
        for wrong in ["", "help.example.org", "ftp://x", "https://", "https://a@b", "http://x/#7"] {
            assert_eq!(wrong.parse::<ServerUrl>(), Err(ServerUrlError), "{wrong}");
        }
    }
}
