//! The WebSocket to the signal server: connects, and reconnects.

use std::sync::Arc;
use std::time::Duration;

use futures_util::{SinkExt as _, StreamExt as _};
use protocol::invite_file::{ServerAddress, ServerAddressError};
use protocol::limits::{SIGNAL_MESSAGE_BYTES, SIGNAL_WRITE_TIMEOUT};
use protocol::signal::{FromSignal, SUBPROTOCOL, ToSignal};
use protocol::trust::RendezvousTag;
use session::SignalInput;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::{Notify, mpsc};
use tokio::task::JoinHandle;
use tokio::time::timeout;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::http::Uri;
use tracing::{debug, info};

use super::dial::{Dialer, Host, Security};
use super::error_kind::error_kind;
use super::websocket::{self, Socket, WebSocketError};
use crate::supervisor::{Part, Supervisor};
use crate::words::say::say;

/// How long one attempt to connect may take.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// How long one attempt to connect again may take: a session may wait for it.
const RECONNECT_TIMEOUT: Duration = Duration::from_secs(4);

/// The server pings every 20 s; a link on which two pings are missing is dead.
const IDLE_TIMEOUT: Duration = Duration::from_secs(50);

/// How long closing may take.
const CLOSE_TIMEOUT: Duration = Duration::from_secs(1);

/// Waits between attempts: short at first, never more than the last.
const BACKOFF: [Duration; 5] = [
    Duration::from_millis(100),
    Duration::from_millis(250),
    Duration::from_millis(500),
    Duration::from_secs(1),
    Duration::from_secs(3),
];

/// How long the link stays down when the session asks again for another one, and the server has said nothing on the
/// last one: doubled each time, up to [`RESTART_MAX`]. The first time it comes at once.
const RESTART_MIN: Duration = Duration::from_secs(4);

/// See [`RESTART_MIN`].
const RESTART_MAX: Duration = Duration::from_secs(60);

/// The address of a signal server: its page, and its WebSocket.
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

    /// Whether the server is on this computer: its address is a loopback one.
    pub fn is_on_this_computer(&self) -> bool {
        self.endpoint().is_some_and(|(host, _)| host.is_loopback())
    }

    /// The server's name and port, and whether connections to it are encrypted. `None` for an address with
    /// a scheme that is not spoken.
    pub fn endpoint(&self) -> Option<(Host, Security)> {
        let uri: Uri = self.page.parse().ok()?;
        websocket::address(&uri).ok()
    }

    /// The URL of the signal link.
    pub fn websocket(&self) -> String {
        self.websocket_at("ws")
    }

    /// The URL of the server's lanes.
    pub fn lane_websocket(&self) -> String {
        self.websocket_at("lane")
    }

    /// The URL where the server takes TURN within a WebSocket.
    pub fn turn_websocket(&self) -> String {
        self.websocket_at("turn")
    }

    fn websocket_at(&self, path: &str) -> String {
        format!("{}/{path}", self.page.replacen("http", "ws", 1))
    }
}

/// Why the server was not reached.
#[derive(Debug, thiserror::Error)]
pub enum RendezvousError {
    /// No answer in time.
    #[error("{}", say!(RendezvousSilent, Server = .0, N = CONNECT_TIMEOUT.as_secs()))]
    Silent(String),
    /// It answers, but not the question.
    #[error("{}", say!(RendezvousMute, Server = .0))]
    Mute(String),
    /// No connection, or not a signal server.
    #[error("{}", say!(RendezvousUnreachable, Server = .0, Why = &.1.to_string()))]
    Unreachable(String, Box<WebSocketError>),
}

async fn connect(server: &ServerUrl, dialer: &Dialer) -> Result<Socket, RendezvousError> {
    let url = server.websocket();
    let connecting = websocket::open(dialer, &url, SUBPROTOCOL, SIGNAL_MESSAGE_BYTES);
    match timeout(CONNECT_TIMEOUT, connecting).await {
        Ok(Ok(socket)) => Ok(socket),
        Ok(Err(error)) => Err(RendezvousError::Unreachable(server.page.clone(), Box::new(error))),
        Err(_) => Err(RendezvousError::Silent(server.page.clone())),
    }
}

/// A link to the signal server that is kept up.
pub struct SignalLink {
    /// The server.
    pub server: ServerUrl,
    /// Opens its connections.
    pub dialer: Dialer,
    /// What is sent.
    pub outgoing: mpsc::Receiver<ToSignal>,
    /// Where goes what is received.
    pub incoming: mpsc::Sender<SignalInput>,
    /// The session wants another connection: this one may be dead without having closed. It may want one again
    /// and again.
    pub restart: Arc<Notify>,
    /// The network has changed, so another connection may do better, and at once.
    pub network_changed: Arc<Notify>,
}

impl SignalLink {
    /// Connects for the first time, then keeps the link up in a task until `outgoing` closes.
    pub async fn open(
        mut self,
        supervisor: &Supervisor,
    ) -> Result<JoinHandle<()>, RendezvousError> {
        let mut socket = connect(&self.server, &self.dialer).await?;
        Ok(supervisor.spawn(Part::SignalLink, async move {
            let mut restarts = Restarts::default();
            loop {
                if self.incoming.send(SignalInput::Up).await.is_err() {
                    return;
                }
                let mut was_heard = false;
                let end = tokio::select! {
                    end = exchange(
                        &mut socket,
                        &mut self.outgoing,
                        &self.incoming,
                        SIGNAL_WRITE_TIMEOUT,
                        &mut was_heard,
                    ) => end,
                    () = self.restart.notified() => End::Restarted,
                    () = self.network_changed.notified() => End::Lost,
                };
                let wait = restarts.ended(was_heard, end == End::Restarted);
                if let End::Closed = end {
                    let _ = timeout(CLOSE_TIMEOUT, socket.close(None)).await;
                    return;
                }
                info!("the link to the signal server is lost");
                if self.incoming.send(SignalInput::Down).await.is_err() {
                    return;
                }
                let Some(reconnected) = self.reconnect(wait).await else { return };
                socket = reconnected;
            }
        }))
    }

    /// Tries until the server is back. Messages that were to be sent meanwhile are dropped: the session
    /// sends again what still holds.
    async fn reconnect(&mut self, mut at_least: Duration) -> Option<Socket> {
        let mut attempt = 0;
        loop {
            let wait = BACKOFF.get(attempt).or(BACKOFF.last()).copied().unwrap_or_default();
            let wait = wait.max(std::mem::take(&mut at_least));
            attempt += 1;
            tokio::select! {
                () = tokio::time::sleep(wait) => {}
                () = self.restart.notified() => attempt = 0,
                () = self.network_changed.notified() => attempt = 0,
            }
            loop {
                match self.outgoing.try_recv() {
                    Ok(_) => {}
                    Err(mpsc::error::TryRecvError::Empty) => break,
                    Err(mpsc::error::TryRecvError::Disconnected) => return None,
                }
            }
            let connecting = timeout(RECONNECT_TIMEOUT, connect(&self.server, &self.dialer));
            let connected = tokio::select! {
                connected = connecting => connected,
                // Another network: what was begun on the old one comes to nothing.
                () = self.restart.notified() => continue,
                () = self.network_changed.notified() => continue,
            };
            match connected {
                Ok(Ok(socket)) => return Some(socket),
                Ok(Err(error)) => {
                    debug!(kind = error_kind(&error), "the signal server is still away")
                }
                Err(_) => debug!("the signal server is silent"),
            }
        }
    }
}

/// Asks a server at which of these tags a Helper is waiting now.
pub async fn look(
    server: &ServerUrl,
    dialer: &Dialer,
    tags: Vec<RendezvousTag>,
) -> Result<Vec<RendezvousTag>, RendezvousError> {
    let mut socket = connect(server, dialer).await?;
    let answer = timeout(CONNECT_TIMEOUT, async {
        let question = ToSignal::QueryWatched { version: protocol::VERSION, tags };
        socket.send(Message::text(question.encode())).await.ok()?;
        loop {
            let Message::Text(text) = socket.next().await?.ok()? else { continue };
            match FromSignal::decode(&text) {
                Ok(FromSignal::Watched { tags }) => return Some(tags),
                Ok(FromSignal::Refused { .. } | FromSignal::Closing {}) | Err(_) => return None,
                Ok(
                    FromSignal::Opened { .. }
                    | FromSignal::Claimed { .. }
                    | FromSignal::ClaimBegun { .. }
                    | FromSignal::Relay { .. }
                    | FromSignal::PeerGone { .. }
                    | FromSignal::Waiting { .. },
                ) => {}
            }
        }
    });
    let answer = answer.await.map_err(|_| RendezvousError::Silent(server.page.clone()))?;
    let _ = timeout(CLOSE_TIMEOUT, socket.close(None)).await;
    answer.ok_or_else(|| RendezvousError::Mute(server.page.clone()))
}

#[derive(Debug, PartialEq, Eq)]
enum End {
    /// This end does not need the link any more.
    Closed,
    /// The link is lost.
    Lost,
    /// It is to be made anew.
    Restarted,
}

/// How often the link was made anew on demand without a word of the server. The session may ask for it again and
/// again, for as long as the server stays silent.
#[derive(Debug, Default)]
struct Restarts(u32);

impl Restarts {
    /// The link has ended: whether the server was heard on it, and whether it is made anew on demand. Returns how
    /// long it stays down at least.
    fn ended(&mut self, was_heard: bool, is_restart: bool) -> Duration {
        if was_heard {
            self.0 = 0;
        }
        if !is_restart {
            return Duration::ZERO;
        }
        let before = self.0;
        self.0 = before.saturating_add(1);
        match before.checked_sub(1) {
            Some(n) => RESTART_MIN.saturating_mul(1 << n.min(10)).min(RESTART_MAX),
            None => Duration::ZERO,
        }
    }
}

/// Passes messages on in both directions until the link ends. A message that is not written within
/// `write_timeout` ends it: the server does not read any more.
async fn exchange(
    socket: &mut WebSocketStream<impl AsyncRead + AsyncWrite + Unpin>,
    outgoing: &mut mpsc::Receiver<ToSignal>,
    incoming: &mpsc::Sender<SignalInput>,
    write_timeout: Duration,
    was_heard: &mut bool,
) -> End {
    loop {
        tokio::select! {
            message = outgoing.recv() => {
                let Some(message) = message else { return End::Closed };
                let writing = socket.send(Message::text(message.encode()));
                if !matches!(timeout(write_timeout, writing).await, Ok(Ok(()))) {
                    return End::Lost;
                }
            }
            message = timeout(IDLE_TIMEOUT, socket.next()) => {
                let text = match message {
                    Ok(Some(Ok(Message::Text(text)))) => text,
                    Ok(Some(Ok(Message::Ping(_) | Message::Pong(_)))) => continue,
                    Ok(Some(Ok(_) | Err(_)) | None) | Err(_) => return End::Lost,
                };
                match FromSignal::decode(&text) {
                    Ok(message) => {
                        *was_heard = true;
                        if incoming.send(SignalInput::Message(message)).await.is_err() {
                            return End::Closed;
                        }
                    }
                    Err(error) => debug!(%error, "dropped a message of the signal server"),
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use tokio_tungstenite::tungstenite::protocol::Role;

    use super::*;

    #[test]
    fn a_server_is_named_by_its_page() {
        let url: ServerUrl = "https://help.example.org/".parse().unwrap();
        assert_eq!(url.link("7"), "https://help.example.org/#7");
        assert_eq!(url.websocket(), "wss://help.example.org/ws");
        assert_eq!(url.turn_websocket(), "wss://help.example.org/turn");
        let url: ServerUrl = "http://127.0.0.1:7575".parse().unwrap();
        assert_eq!(url.websocket(), "ws://127.0.0.1:7575/ws");
        assert!(url.is_on_this_computer());
        for elsewhere in ["https://help.example.org", "http://192.0.2.1:7575"] {
            assert!(!elsewhere.parse::<ServerUrl>().unwrap().is_on_this_computer());
        }
        for wrong in ["", "help.example.org", "ftp://x", "https://", "https://a@b", "http://x/#7"] {
            assert_eq!(wrong.parse::<ServerUrl>(), Err(ServerUrlError), "{wrong}");
        }
    }

    #[test]
    fn a_link_to_a_server_that_says_nothing_is_made_anew_less_and_less_often() {
        let mut restarts = Restarts::default();
        let mut waits = Vec::new();
        for _ in 0..8 {
            waits.push(restarts.ended(false, true).as_secs());
        }
        assert_eq!(waits, [0, 4, 8, 16, 32, 60, 60, 60]);
        assert_eq!(restarts.ended(false, false), Duration::ZERO, "it was lost");
        assert_eq!(restarts.ended(false, true), RESTART_MAX, "which is no word, either");
        assert_eq!(restarts.ended(true, true), Duration::ZERO);
        assert_eq!(restarts.ended(false, true), RESTART_MIN);
    }

    /// A server that stops reading must not keep the link, and what waits for it, for ever.
    #[tokio::test]
    async fn a_message_that_cannot_be_written_ends_the_link() {
        let (ours, _theirs) = tokio::io::duplex(64);
        let mut socket = WebSocketStream::from_raw_socket(ours, Role::Client, None).await;
        let (send, mut outgoing) = mpsc::channel(4);
        let (incoming, _from_signal) = mpsc::channel(4);
        let tags = (0..64).map(|n| protocol::hex::Hex([n; 16])).collect();
        send.send(ToSignal::QueryWatched { version: protocol::VERSION, tags }).await.unwrap();
        let write_timeout = Duration::from_millis(20);
        let mut was_heard = false;
        let exchanging =
            exchange(&mut socket, &mut outgoing, &incoming, write_timeout, &mut was_heard);
        let end = timeout(Duration::from_secs(10), exchanging).await;
        assert_eq!(end.expect("the write has a time-out"), End::Lost);
    }
}
