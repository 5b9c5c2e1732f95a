//! What carries STUN messages: datagrams, a stream, or a WebSocket.

use std::io;
use std::net::SocketAddr;

use futures_util::{SinkExt as _, StreamExt as _};
use relay::StreamDecoder;
use relay::limits::PACKET_BYTES;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::UdpSocket;
use tokio_tungstenite::tungstenite::Message;

use crate::link::dial::Stream;
use crate::link::websocket::Socket;

/// Bytes that are read at once.
const READ: usize = 4096;

/// The other end is gone, or says something that is not STUN.
#[derive(Debug)]
pub(super) enum Broken {
    /// The connection ended; for datagrams: the system says that nobody is there.
    Lost,
    /// What came is not STUN.
    Garbled,
}

impl From<io::Error> for Broken {
    fn from(_: io::Error) -> Self {
        Self::Lost
    }
}

/// A way to a STUN or TURN server.
pub(super) enum Carrier {
    /// UDP, to this address.
    Datagrams(UdpSocket, SocketAddr),
    /// TCP or TLS.
    Bytes(Stream, StreamDecoder),
    /// A WebSocket of the signal server.
    WebSocket(Box<Socket>, StreamDecoder),
}

impl Carrier {
    /// Whether a message is repeated until it is answered: datagrams may be lost.
    pub(super) fn repeats(&self) -> bool {
        matches!(self, Self::Datagrams(..))
    }

    /// Sends a message, whose length is a multiple of four.
    pub(super) async fn send(&mut self, message: &[u8]) -> Result<(), Broken> {
        match self {
            Self::Datagrams(socket, server) => {
                socket.send_to(message, *server).await?;
            }
            Self::Bytes(stream, _) => {
                stream.write_all(message).await?;
                stream.flush().await?;
            }
            Self::WebSocket(socket, _) => {
                let sent = socket.send(Message::binary(message.to_vec())).await;
                sent.map_err(|_| Broken::Lost)?;
            }
        }
        Ok(())
    }

    /// The next message. Dropping the future loses nothing that was received.
    pub(super) async fn receive(&mut self) -> Result<Vec<u8>, Broken> {
        match self {
            Self::Datagrams(socket, server) => {
                let mut buffer = vec![0; PACKET_BYTES];
                loop {
                    let (bytes, from) = socket.recv_from(&mut buffer).await?;
                    if from == *server {
                        buffer.truncate(bytes);
                        return Ok(buffer);
                    }
                }
            }
            Self::Bytes(stream, decoder) => loop {
                if let Some(message) = decoder.next().map_err(|_| Broken::Garbled)? {
                    return Ok(message.to_vec());
                }
                let mut buffer = vec![0; READ];
                let read = stream.read(&mut buffer).await?;
                if read == 0 {
                    return Err(Broken::Lost);
                }
                decoder.push(buffer.get(..read).unwrap_or_default());
            },
            Self::WebSocket(socket, decoder) => loop {
                if let Some(message) = decoder.next().map_err(|_| Broken::Garbled)? {
                    return Ok(message.to_vec());
                }
                match socket.next().await {
                    Some(Ok(Message::Binary(bytes))) => decoder.push(&bytes),
                    Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
                    Some(Ok(Message::Text(_) | Message::Frame(_))) => return Err(Broken::Garbled),
                    Some(Ok(Message::Close(_)) | Err(_)) | None => return Err(Broken::Lost),
                }
            },
        }
    }
}
