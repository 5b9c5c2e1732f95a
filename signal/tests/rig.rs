//! A server for one test, and clients for it.

use std::net::SocketAddr;
use std::time::Duration;

use futures_util::{SinkExt as _, StreamExt as _};
use protocol::code::Slot;
use protocol::hex::Hex;
use protocol::limits::CARD_BYTES;
use protocol::signal::{
    Body64, ClaimId, FromSignal, Outcome, OwnerToken, SUBPROTOCOL, ToSignal, WaitingPlace,
};
use protocol::trust::{RendezvousTag, SealedCard};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio::time::timeout;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::tungstenite::http::HeaderValue;
use tokio_tungstenite::tungstenite::{self, Message};

/// The timeout for what must happen.
pub(crate) const PATIENCE: Duration = Duration::from_secs(10);

pub(crate) struct Server {
    pub(crate) address: SocketAddr,
    metrics: SocketAddr,
    stop: oneshot::Sender<()>,
    task: JoinHandle<std::io::Result<()>>,
}

impl Server {
    pub(crate) async fn start() -> Self {
        Self::start_with(signal_server::ServerConfig::default()).await
    }

    pub(crate) async fn start_with(config: signal_server::ServerConfig) -> Self {
        let (metrics, config) = with_metrics(config);
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel::<()>();
        let shutdown = async { stopped.await.unwrap_or_default() };
        let task = tokio::spawn(signal_server::serve(listener, config, shutdown));
        Self { address, metrics, stop, task }
    }

    /// Starts one that speaks HTTPS.
    pub(crate) async fn start_tls(config: signal_server::ServerConfig) -> Self {
        let (metrics, config) = with_metrics(config);
        let data = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data");
        let (certificate, key) = (data.join("localhost.pem"), data.join("localhost.key"));
        let tls = signal_server::load_tls(&certificate, &key).unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel::<()>();
        let shutdown = async { stopped.await.unwrap_or_default() };
        let task = tokio::spawn(signal_server::serve_tls(listener, tls, config, shutdown));
        Self { address, metrics, stop, task }
    }

    /// Stops the server. The handle is ready when it has stopped.
    pub(crate) fn stop(self) -> JoinHandle<std::io::Result<()>> {
        self.stop.send(()).unwrap();
        self.task
    }

    /// Sends a request and returns the whole response.
    pub(crate) async fn get(&self, path: &str, headers: &str) -> String {
        self.get_as(&self.address.to_string(), path, headers).await
    }

    /// The page with the metrics.
    pub(crate) async fn metrics(&self) -> String {
        ask(self.metrics, &self.metrics.to_string(), "/metrics", "").await
    }

    /// The same, with this `Host`.
    pub(crate) async fn get_as(&self, host: &str, path: &str, headers: &str) -> String {
        ask(self.address, host, path, headers).await
    }

    /// A number of `/metrics`.
    pub(crate) async fn metric(&self, name: &str) -> u64 {
        let text = self.metrics().await;
        let line = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
        line.unwrap_or_else(|| panic!("no {name} in\n{text}")).parse().unwrap()
    }
}

fn with_metrics(config: signal_server::ServerConfig) -> (SocketAddr, signal_server::ServerConfig) {
    let listener = signal_server::MetricsListener::bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let address = listener.local_addr().unwrap();
    (address, signal_server::ServerConfig { metrics: Some(listener), ..config })
}

async fn ask(address: SocketAddr, host: &str, path: &str, headers: &str) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let request =
        format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{headers}\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = vec![];
    timeout(PATIENCE, stream.read_to_end(&mut answer)).await.unwrap().unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

pub(crate) struct Client(WebSocketStream<TcpStream>);

impl Client {
    pub(crate) async fn connect(server: &Server) -> Self {
        Self::connect_with(server, &[]).await.unwrap()
    }

    pub(crate) async fn connect_with(
        server: &Server,
        headers: &[(&'static str, &str)],
    ) -> Result<Self, tungstenite::Error> {
        let stream = TcpStream::connect(server.address).await.unwrap();
        Self::over(stream, server, headers).await
    }

    /// Connects with a small receive buffer, so that the queue in the server fills when the client does not
    /// read.
    pub(crate) async fn connect_with_small_buffer(server: &Server) -> Self {
        let socket = TcpSocket::new_v4().unwrap();
        socket.set_recv_buffer_size(4096).unwrap();
        let stream = socket.connect(server.address).await.unwrap();
        Self::over(stream, server, &[]).await.unwrap()
    }

    async fn over(
        stream: TcpStream,
        server: &Server,
        headers: &[(&'static str, &str)],
    ) -> Result<Self, tungstenite::Error> {
        let mut request = format!("ws://{}/ws", server.address).into_client_request()?;
        request.headers_mut().insert("sec-websocket-protocol", SUBPROTOCOL.parse().unwrap());
        for (name, value) in headers {
            let value = HeaderValue::from_bytes(value.as_bytes()).unwrap();
            request.headers_mut().append(*name, value);
        }
        let (socket, _) = tokio_tungstenite::client_async(request, stream).await?;
        Ok(Self(socket))
    }

    pub(crate) async fn send(&mut self, message: ToSignal) {
        self.send_raw(Message::text(message.encode())).await.unwrap();
    }

    pub(crate) async fn send_raw(&mut self, message: Message) -> Result<(), tungstenite::Error> {
        timeout(PATIENCE, self.0.send(message)).await.expect("the server reads")
    }

    /// The next message of the server, besides [`FromSignal::ClaimBegun`].
    pub(crate) async fn receive(&mut self) -> FromSignal {
        loop {
            match self.receive_any().await {
                FromSignal::ClaimBegun { .. } => {}
                message => return message,
            }
        }
    }

    /// The next message of the server.
    pub(crate) async fn receive_any(&mut self) -> FromSignal {
        match self.next().await {
            Some(Ok(Message::Text(text))) => FromSignal::decode(&text).unwrap(),
            other => panic!("expected a message, got {other:?}"),
        }
    }

    /// The code with which the server closes; messages before it are discarded.
    pub(crate) async fn close_code(&mut self) -> Option<u16> {
        loop {
            match self.next().await {
                Some(Ok(Message::Text(_))) => {}
                Some(Ok(Message::Close(frame))) => return frame.map(|frame| frame.code.into()),
                Some(Err(_)) | None => return None,
                other => panic!("expected a close, got {other:?}"),
            }
        }
    }

    async fn next(&mut self) -> Option<Result<Message, tungstenite::Error>> {
        loop {
            match timeout(PATIENCE, self.0.next()).await.expect("the server says something") {
                Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
                next => return next,
            }
        }
    }

    /// Opens an invitation.
    pub(crate) async fn opens(&mut self) -> Slot {
        self.send(open(None)).await;
        match self.receive().await {
            FromSignal::Opened { slot, expires_in_s: 600 } => slot,
            other => panic!("expected Opened for ten minutes, got {other:?}"),
        }
    }

    /// Opens an unlisted invitation with these places.
    pub(crate) async fn waits_at(&mut self, places: Vec<WaitingPlace>) -> Slot {
        self.send(open_at(places)).await;
        let FromSignal::Opened { slot, .. } = self.receive().await else {
            panic!("expected Opened");
        };
        assert!(matches!(self.receive().await, FromSignal::Watched { .. }));
        slot
    }

    /// Receives a claim.
    pub(crate) async fn is_claimed(&mut self) -> ClaimId {
        match self.receive().await {
            FromSignal::Claimed { claim, body: first, .. } if first == body(b"first") => claim,
            other => panic!("expected Claimed, got {other:?}"),
        }
    }
}

/// A connection of a lane.
pub(crate) struct LaneClient(WebSocketStream<TcpStream>);

impl LaneClient {
    /// Connects, and says the token.
    pub(crate) async fn connect(server: &Server, token: &str) -> Self {
        let mut client = Self::silent(server, &[]).await.unwrap();
        client.send(Message::text(token)).await.unwrap();
        client
    }

    /// Connects through a trusted proxy, with a small receive buffer, and says the token. `None`: it is refused.
    pub(crate) async fn from(server: &Server, from: &str, token: &str) -> Option<Self> {
        let socket = TcpSocket::new_v4().unwrap();
        socket.set_recv_buffer_size(4096).unwrap();
        let stream = socket.connect(server.address).await.unwrap();
        let mut client = Self::over(stream, server, &[("x-forwarded-for", from)]).await.ok()?;
        client.send(Message::text(token)).await.unwrap();
        Some(client)
    }

    /// Connects, and says nothing.
    pub(crate) async fn silent(
        server: &Server,
        headers: &[(&'static str, &str)],
    ) -> Result<Self, tungstenite::Error> {
        let stream = TcpStream::connect(server.address).await.unwrap();
        Self::over(stream, server, headers).await
    }

    async fn over(
        stream: TcpStream,
        server: &Server,
        headers: &[(&'static str, &str)],
    ) -> Result<Self, tungstenite::Error> {
        let mut request = format!("ws://{}/lane", server.address).into_client_request()?;
        let subprotocol = protocol::lane::SUBPROTOCOL.parse().unwrap();
        request.headers_mut().insert("sec-websocket-protocol", subprotocol);
        for (name, value) in headers {
            request.headers_mut().insert(*name, value.parse().unwrap());
        }
        let (socket, _) = tokio_tungstenite::client_async(request, stream).await?;
        Ok(Self(socket))
    }

    pub(crate) async fn send(&mut self, message: Message) -> Result<(), tungstenite::Error> {
        timeout(PATIENCE, self.0.send(message)).await.expect("the server reads")
    }

    /// Sends until the server has not read for a moment. Returns how many bytes it took.
    pub(crate) async fn flood(&mut self, message: &[u8]) -> usize {
        let mut sent = 0;
        while let Ok(taken) =
            timeout(Duration::from_millis(500), self.0.send(Message::binary(message.to_vec())))
                .await
        {
            taken.unwrap();
            sent += message.len();
        }
        sent
    }

    /// Sends this so many times, however long that takes, or until the connection ends.
    pub(crate) async fn pour(mut self, message: &[u8], number: usize) -> Self {
        for _ in 0..number {
            if self.0.send(Message::binary(message.to_vec())).await.is_err() {
                break;
            }
        }
        self
    }

    /// The next message besides pings. `None`: the connection has ended.
    pub(crate) async fn receive(&mut self) -> Option<Message> {
        loop {
            match timeout(PATIENCE, self.0.next()).await.expect("the server says something") {
                Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
                Some(Ok(message)) => return Some(message),
                Some(Err(_)) | None => return None,
            }
        }
    }

    /// Waits until the server has read all that was sent.
    pub(crate) async fn is_read(&mut self) {
        self.send(Message::Ping(Default::default())).await.unwrap();
        let pong = timeout(PATIENCE, self.0.next()).await.expect("the server answers a ping");
        assert!(matches!(pong, Some(Ok(Message::Pong(_)))), "{pong:?}");
    }

    pub(crate) async fn is_paired(&mut self) {
        assert_eq!(self.receive().await, Some(Message::text("paired")));
    }

    /// The code with which the server closes.
    pub(crate) async fn close_code(&mut self) -> Option<u16> {
        match self.receive().await {
            Some(Message::Close(frame)) => frame.map(|frame| frame.code.into()),
            other => panic!("expected a close, got {other:?}"),
        }
    }
}

/// A sharer and a viewer whose proof has begun, and what opens their lane.
pub(crate) async fn proving_with_lane(server: &Server) -> (Client, Client, ClaimId, [String; 2]) {
    let mut sharer = Client::connect(server).await;
    let slot = sharer.opens().await;
    let (viewer, claim, lanes) = claiming_with_lane(server, &mut sharer, slot).await;
    (sharer, viewer, claim, lanes)
}

/// A viewer that claims the slot of `sharer`, and the tokens of both for their lane.
pub(crate) async fn claiming_with_lane(
    server: &Server,
    sharer: &mut Client,
    slot: Slot,
) -> (Client, ClaimId, [String; 2]) {
    let mut viewer = Client::connect(server).await;
    viewer.send(claim(slot)).await;
    let (of_sharer, claim) = match sharer.receive().await {
        FromSignal::Claimed { claim, network, .. } => (network, claim),
        other => panic!("expected Claimed, got {other:?}"),
    };
    let of_viewer = match viewer.receive_any().await {
        FromSignal::ClaimBegun { network } => network,
        other => panic!("expected ClaimBegun, got {other:?}"),
    };
    assert!(of_sharer.ice_servers.is_empty() && of_viewer.ice_servers.is_empty());
    let lanes = [of_sharer, of_viewer].map(|network| network.lane.unwrap().into());
    (viewer, claim, lanes)
}

/// A sharer and a viewer whose proof has begun.
pub(crate) async fn proving(server: &Server) -> (Client, Client, ClaimId) {
    let mut sharer = Client::connect(server).await;
    let slot = sharer.opens().await;
    let mut viewer = Client::connect(server).await;
    viewer.send(claim(slot)).await;
    let claim = sharer.is_claimed().await;
    (sharer, viewer, claim)
}

pub(crate) fn slot(number: u32) -> Slot {
    Slot::try_from(number).unwrap()
}

pub(crate) fn body(bytes: &[u8]) -> Body64 {
    Body64::new(bytes.to_vec()).unwrap()
}

pub(crate) fn open(slot: Option<Slot>) -> ToSignal {
    let token = OwnerToken::try_from("5ec12e7".repeat(5).get(..32).unwrap().to_owned()).unwrap();
    ToSignal::Open {
        version: protocol::VERSION,
        lifetime_s: 600,
        token,
        slot,
        unlisted: false,
        places: Vec::new(),
    }
}

pub(crate) fn claim(slot: Slot) -> ToSignal {
    ToSignal::Claim { version: protocol::VERSION, slot, body: body(b"first") }
}

/// From a viewer.
pub(crate) fn relay(bytes: &[u8]) -> ToSignal {
    ToSignal::Relay { claim: None, body: body(bytes) }
}

/// From the sharer.
pub(crate) fn answer(claim: ClaimId, bytes: &[u8]) -> ToSignal {
    ToSignal::Relay { claim: Some(claim), body: body(bytes) }
}

pub(crate) fn relayed(bytes: &[u8]) -> FromSignal {
    FromSignal::Relay { claim: None, body: body(bytes) }
}

/// To the sharer, which is told the claim.
pub(crate) fn relayed_of(claim: ClaimId, bytes: &[u8]) -> FromSignal {
    FromSignal::Relay { claim: Some(claim), body: body(bytes) }
}

/// The other end of a claim is gone: to its viewer.
pub(crate) fn gone() -> FromSignal {
    FromSignal::PeerGone { claim: None }
}

/// To its sharer.
pub(crate) fn gone_of(claim: ClaimId) -> FromSignal {
    FromSignal::PeerGone { claim: Some(claim) }
}

pub(crate) fn verdict(claim: ClaimId, outcome: Outcome) -> ToSignal {
    ToSignal::Verdict { claim, outcome }
}

pub(crate) fn tag(n: u16) -> RendezvousTag {
    Hex(u128::from(n).to_be_bytes())
}

/// A card for each letter.
pub(crate) fn card(letter: char) -> SealedCard {
    let filling = "A".repeat(CARD_BYTES.div_ceil(3) * 4 - 2);
    SealedCard::try_from(format!("{letter}{filling}=")).unwrap()
}

pub(crate) fn shows(at: u16, letter: char) -> WaitingPlace {
    WaitingPlace { tag: tag(at), card: Some(card(letter)) }
}

pub(crate) fn open_at(at: Vec<WaitingPlace>) -> ToSignal {
    match open(None) {
        ToSignal::Open { version, lifetime_s, token, slot, .. } => {
            ToSignal::Open { version, lifetime_s, token, slot, unlisted: true, places: at }
        }
        other => other,
    }
}

pub(crate) fn claim_at(at: u16) -> ToSignal {
    ToSignal::ClaimAt { version: protocol::VERSION, tag: tag(at), body: body(b"first") }
}

pub(crate) fn watch(tags: impl IntoIterator<Item = u16>) -> ToSignal {
    let tags = tags.into_iter().map(tag).collect();
    ToSignal::Watch { version: protocol::VERSION, tags }
}

pub(crate) fn look(tags: impl IntoIterator<Item = u16>) -> ToSignal {
    let tags = tags.into_iter().map(tag).collect();
    ToSignal::QueryWatched { version: protocol::VERSION, tags }
}

pub(crate) fn waiting(at: u16, letters: &str) -> FromSignal {
    FromSignal::Waiting { tag: tag(at), cards: letters.chars().map(card).collect() }
}

pub(crate) fn watched(tags: &[u16]) -> FromSignal {
    FromSignal::Watched { tags: tags.iter().copied().map(tag).collect() }
}
