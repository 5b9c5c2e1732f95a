//! The real `alongside-signal`, and a WebSocket client that follows no rules.

use std::net::{IpAddr, SocketAddr, TcpStream};
use std::time::Duration;

use protocol::lane;
use protocol::network::LaneToken;
use protocol::signal::{FromSignal, SUBPROTOCOL, ToSignal};
use tungstenite::client::IntoClientRequest as _;
use tungstenite::http::HeaderValue;
use tungstenite::{Message, WebSocket};

use crate::clock::PATIENCE;
use crate::process::{Running, command, program};

/// A running signal server.
pub struct SignalServer {
    /// The program.
    pub running: Running,
    /// Where its page is, without a slash at the end.
    pub url: String,
    options: Vec<String>,
}

impl SignalServer {
    /// Starts one on a free port of this machine.
    pub fn start() -> Self {
        Self::with(&["--listen", "127.0.0.1:0"])
    }

    /// Starts one without lanes, so that a session has the direct path alone.
    pub fn without_lanes() -> Self {
        Self::with(&["--listen", "127.0.0.1:0", "--lanes-rate", "0"])
    }

    /// Starts one with these options.
    ///
    /// # Panics
    /// When it does not say where it listens.
    pub fn with(options: &[&str]) -> Self {
        let mut command = command(program("alongside-signal"));
        command.args(options).env("ALONGSIDE_LOG", "trace");
        let running = Running::start("signal", &mut command);
        let url = running.stdout.wait(0, PATIENCE, |line| {
            line.strip_prefix("listening on ").map(|url| url.trim_end_matches('/').to_owned())
        });
        let Some((_, url)) = url else {
            panic!("the server does not listen: {:?}", running.stderr.all())
        };
        let options = options.iter().map(|&option| option.to_owned()).collect();
        Self { running, url, options }
    }

    /// Its address.
    ///
    /// # Panics
    /// When its URL holds none.
    pub fn address(&self) -> SocketAddr {
        let (_, address) = self.url.split_once("://").expect("a URL has a scheme");
        address.parse().expect("a test server's URL holds an address")
    }

    /// Kills it and starts another one at the same address with the same options, without its state.
    pub fn restart(&mut self) {
        let address = self.address().to_string();
        self.running.kill();
        let mut options: Vec<&str> = self.options.iter().map(String::as_str).collect();
        // It may have asked for any port.
        if let Some(listen) = options.iter().position(|option| *option == "--listen") {
            options[listen + 1] = &address;
        }
        *self = Self::with(&options);
    }
}

/// A WebSocket to the signal server that sends whatever the test wants, in any order.
pub struct RawClient {
    socket: WebSocket<TcpStream>,
    /// What opens the lane of the last claim that was accepted.
    lane: Option<LaneToken>,
}

/// A connection of a lane that sends whatever the test wants.
pub struct RawLane(WebSocket<TcpStream>);

/// What a [`RawClient`] receives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Received {
    /// A message.
    Message(FromSignal),
    /// The server closed the connection.
    Closed,
    /// Nothing before the timeout.
    Nothing,
}

/// A WebSocket at a path of the server that serves `url`, as a proxy opens it for `client` if there is one.
fn websocket(
    url: &str,
    path: &str,
    subprotocol: &'static str,
    client: Option<IpAddr>,
) -> WebSocket<TcpStream> {
    let websocket = format!("{}/{path}", url.replacen("http", "ws", 1));
    let mut request = websocket.into_client_request().expect("the tests' URLs are URLs");
    let subprotocol = HeaderValue::from_static(subprotocol);
    request.headers_mut().insert("Sec-WebSocket-Protocol", subprotocol);
    if let Some(client) = client {
        let client = HeaderValue::from_str(&client.to_string()).expect("an address is text");
        request.headers_mut().insert("X-Forwarded-For", client);
    }
    let (_, address) = url.split_once("://").expect("a URL has a scheme");
    let stream = TcpStream::connect(address).expect("the server listens");
    let (socket, _) = tungstenite::client(request, stream).expect("the server upgrades");
    socket
}

impl RawClient {
    /// Connects to the server that serves `url`.
    ///
    /// # Panics
    /// When it cannot.
    pub fn connect(url: &str) -> Self {
        Self::connect_with(url, None)
    }

    /// Connects as a proxy does for a client at this address.
    ///
    /// # Panics
    /// When it cannot.
    pub fn connect_for(url: &str, client: IpAddr) -> Self {
        Self::connect_with(url, Some(client))
    }

    fn connect_with(url: &str, client: Option<IpAddr>) -> Self {
        Self { socket: websocket(url, "ws", SUBPROTOCOL, client), lane: None }
    }

    /// Opens the lane of the last claim, and waits until the sharer is there, too.
    ///
    /// # Panics
    /// When the server granted none, or the sharer does not come.
    pub fn open_lane(&self, url: &str) -> RawLane {
        let token = self.lane.expect("the server grants a lane");
        let mut socket = websocket(url, "lane", lane::SUBPROTOCOL, None);
        let _ = socket.get_ref().set_read_timeout(Some(PATIENCE));
        socket.send(Message::text(String::from(token))).expect("the server reads");
        while socket.read().expect("the sharer comes") != Message::text(lane::PAIRED) {}
        RawLane(socket)
    }

    /// Sends a message of the protocol.
    pub fn send(&mut self, message: &ToSignal) {
        self.send_text(&message.encode());
    }

    /// Sends any text.
    pub fn send_text(&mut self, text: &str) {
        // The server may have closed already; what it sent before can still be received.
        let _ = self.socket.send(Message::text(text));
    }

    /// Sends a binary message, which the protocol does not have.
    pub fn send_bytes(&mut self, bytes: &[u8]) {
        let _ = self.socket.send(Message::binary(bytes.to_vec()));
    }

    /// Receives the next message.
    pub fn receive(&mut self) -> Received {
        self.receive_within(PATIENCE)
    }

    /// Receives the next message within a time. [`FromSignal::ClaimBegun`] is left out: it comes with
    /// every claim that is accepted.
    pub fn receive_within(&mut self, patience: Duration) -> Received {
        let _ = self.socket.get_ref().set_read_timeout(Some(patience));
        loop {
            match self.socket.read() {
                Ok(Message::Text(text)) => {
                    let message =
                        FromSignal::decode(&text).expect("the server speaks the protocol");
                    match message {
                        FromSignal::ClaimBegun { network } => self.lane = network.lane,
                        message => return Received::Message(message),
                    }
                }
                Ok(Message::Close(_)) => return Received::Closed,
                Ok(_) => {}
                Err(tungstenite::Error::Io(error))
                    if matches!(
                        error.kind(),
                        std::io::ErrorKind::WouldBlock | std::io::ErrorKind::TimedOut
                    ) =>
                {
                    return Received::Nothing;
                }
                Err(_) => return Received::Closed,
            }
        }
    }
}

impl RawLane {
    /// Sends a binary message.
    pub fn send(&mut self, bytes: &[u8]) {
        // The server may have closed already.
        let _ = self.0.send(Message::binary(bytes.to_vec()));
    }
}
