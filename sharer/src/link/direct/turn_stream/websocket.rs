//! TURN in a WebSocket of the signal server, which passes where nothing but HTTP does.
//!
//! Each binary message holds bytes of the stream that TURN would have over TCP.

use futures_util::{SinkExt as _, StreamExt as _};
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::{Error, Message};

use super::context::{Outgoing, StreamContext, StreamError, WRITE_TIMEOUT};
use super::framing::{self, Decoder, NotTurn};
use crate::link::dial::Dialer;
use crate::link::websocket::{self, Socket};

/// What is spoken in the WebSocket.
pub(crate) const SUBPROTOCOL: &str = "alongside-turn.1";

/// Bytes of a message: the largest that TURN has, with its padding.
pub(crate) const MAX_BYTES: usize = 68 * 1024;

/// Bytes of messages that are sent as one.
const WRITE: usize = 16 * 1024;

impl From<Error> for StreamError {
    fn from(error: Error) -> Self {
        Self::WebSocket(Box::new(error))
    }
}

pub(super) async fn open(dialer: &Dialer, url: &str) -> Result<Socket, StreamError> {
    let opened = websocket::open(dialer, url, SUBPROTOCOL, MAX_BYTES).await;
    opened.map_err(|error| StreamError::Connect(error.to_string()))
}

/// Carries messages both ways until either end closes.
pub(super) async fn carry(
    socket: Box<Socket>,
    outgoing: &mut Outgoing,
    context: &StreamContext,
) -> Result<(), StreamError> {
    let (mut sink, mut source) = socket.split();
    let receiving = async {
        let mut decoder = Decoder::default();
        while let Some(message) = source.next().await {
            match message? {
                Message::Binary(bytes) => decoder.extend(&bytes),
                Message::Ping(_) | Message::Pong(_) => {}
                Message::Text(_) | Message::Frame(_) => return Err(NotTurn.into()),
                Message::Close(_) => break,
            }
            while let Some(message) = decoder.next()? {
                context.deliver(message).await?;
            }
        }
        Err(Error::ConnectionClosed.into())
    };
    let sending = async {
        while let Some(message) = outgoing.next().await {
            let mut bytes = Vec::new();
            framing::write(&message, &mut bytes);
            while bytes.len() < WRITE
                && let Some(message) = outgoing.waiting()
            {
                framing::write(&message, &mut bytes);
            }
            let writing = sink.send(Message::binary(bytes));
            timeout(WRITE_TIMEOUT, writing).await.map_err(|_| StreamError::Stalled)??;
        }
        let _ = timeout(WRITE_TIMEOUT, sink.close()).await;
        Ok(())
    };
    tokio::select! {
        ended = receiving => ended,
        ended = sending => ended,
    }
}
