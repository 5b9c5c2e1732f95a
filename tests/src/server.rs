//! The real `alongside-signal`, and a bare end that talks to it.

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

    /// Stops it and starts another one at the same place, which remembers nothing.
    pub fn restart(&mut self) {
        let address = self.address().to_string();
        self.running.kill();
        *self = Self::with(&["--listen", &address]);
    }
}

/// One end's WebSocket, without any of the rules that honest ends keep.
pub struct Bare(WebSocket<TcpStream>);

/// What a bare end hears.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    /// A message.
    Message(FromSignal),
    /// The server closed the connection.
    Closed,
    /// Nothing, in time.
    Nothing,
}

impl Bare {
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

    /// Says something of the protocol.
    pub fn say(&mut self, message: &ToSignal) {
        self.say_text(&message.encode());
    }

    /// Says anything.
    pub fn say_text(&mut self, text: &str) {
        // The server may have closed already; what it said before can still be heard.
        let _ = self.0.send(Message::text(text));
    }

    /// Says bytes, which the protocol does not have.
    pub fn say_bytes(&mut self, bytes: &[u8]) {
        let _ = self.0.send(Message::binary(bytes.to_vec()));
    }

    /// Hears what comes next.
    pub fn hear(&mut self) -> Heard {
        self.hear_within(PATIENCE)
    }

    /// Hears what comes next within a time.
    pub fn hear_within(&mut self, patience: Duration) -> Heard {
        let _ = self.0.get_ref().set_read_timeout(Some(patience));
        loop {
            match self.0.read() {
                Ok(Message::Text(text)) => {
                    let message = FromSignal::decode(&text);
                    return Heard::Message(message.expect("the server speaks the protocol"));
                }
                Ok(Message::Close(_)) => return Heard::Closed,
                Ok(_) => {}
                Err(tungstenite::Error::Io(error))
                    if matches!(
                        error.kind(),
                        std::io::ErrorKind::WouldBlock | std::io::ErrorKind::TimedOut
                    ) =>
                {
                    return Heard::Nothing;
                }
                Err(_) => return Heard::Closed,
            }
        }
    }
}
