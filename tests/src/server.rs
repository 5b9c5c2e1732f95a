//! The real `alongside-signal`, and a WebSocket client that follows no rules.

use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

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
}

impl SignalServer {
    /// Starts one on a free port of this machine.
    pub fn start() -> Self {
        Self::with(&["--listen", "127.0.0.1:0"])
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
        Self { running, url }
    }

    /// Its address.
    ///
    /// # Panics
    /// When its URL holds none.
    pub fn address(&self) -> SocketAddr {
        let (_, address) = self.url.split_once("://").expect("a URL has a scheme");
        address.parse().expect("a test server's URL holds an address")
    }

    /// Kills it and starts another one at the same address, without its state.
    pub fn restart(&mut self) {
        let address = self.address().to_string();
        self.running.kill();
        *self = Self::with(&["--listen", &address]);
    }
}

/// A WebSocket to the signal server that sends whatever the test wants, in any order.
pub struct RawClient(WebSocket<TcpStream>);

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

impl RawClient {
    /// Connects to the server that serves `url`.
    ///
    /// # Panics
    /// When it cannot.
    pub fn connect(url: &str) -> Self {
        let websocket = format!("{}/ws", url.replacen("http", "ws", 1));
        let mut request = websocket.into_client_request().expect("the tests' URLs are URLs");
        let subprotocol = HeaderValue::from_static(SUBPROTOCOL);
        request.headers_mut().insert("Sec-WebSocket-Protocol", subprotocol);
        let (_, address) = url.split_once("://").expect("a URL has a scheme");
        let stream = TcpStream::connect(address).expect("the server listens");
        let (socket, _) = tungstenite::client(request, stream).expect("the server upgrades");
        Self(socket)
    }

    /// Sends a message of the protocol.
    pub fn send(&mut self, message: &ToSignal) {
        self.send_text(&message.encode());
    }

    /// Sends any text.
    pub fn send_text(&mut self, text: &str) {
        // The server may have closed already; what it sent before can still be received.
        let _ = self.0.send(Message::text(text));
    }

    /// Sends a binary message, which the protocol does not have.
    pub fn send_bytes(&mut self, bytes: &[u8]) {
        let _ = self.0.send(Message::binary(bytes.to_vec()));
    }

    /// Receives the next message.
    pub fn receive(&mut self) -> Received {
        self.receive_within(PATIENCE)
    }

    /// Receives the next message within a time. [`FromSignal::ClaimBegun`] is left out: it comes with
    /// every claim that is accepted.
    pub fn receive_within(&mut self, patience: Duration) -> Received {
        let _ = self.0.get_ref().set_read_timeout(Some(patience));
        loop {
            match self.0.read() {
                Ok(Message::Text(text)) => {
                    let message =
                        FromSignal::decode(&text).expect("the server speaks the protocol");
                    if !matches!(message, FromSignal::ClaimBegun { .. }) {
                        return Received::Message(message);
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
