//! TURN in a TCP or TLS stream.

use std::io::ErrorKind;

use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::time::timeout;

use super::context::{Outgoing, StreamContext, StreamError, WRITE_TIMEOUT};
use super::framing::{self, Decoder};
use crate::link::dial::Stream;

/// Bytes that are written at once. More would wait in the system's buffer.
const WRITE: usize = 16 * 1024;

/// Bytes that are read at once.
const READ: usize = 16 * 1024;

/// Carries messages both ways until either end closes.
pub(super) async fn carry(
    stream: Stream,
    outgoing: &mut Outgoing,
    context: &StreamContext,
) -> Result<(), StreamError> {
    let (reading, writing) = tokio::io::split(stream);
    tokio::select! {
        ended = receive(reading, context) => ended,
        ended = send(writing, outgoing) => ended,
    }
}

async fn receive(
    mut stream: impl AsyncRead + Unpin,
    context: &StreamContext,
) -> Result<(), StreamError> {
    let mut decoder = Decoder::default();
    let mut buffer = vec![0; READ];
    loop {
        let read = stream.read(&mut buffer).await?;
        if read == 0 {
            return Err(StreamError::Lost(ErrorKind::UnexpectedEof.into()));
        }
        decoder.extend(buffer.get(..read).unwrap_or_default());
        while let Some(message) = decoder.next()? {
            context.deliver(message).await?;
        }
    }
}

async fn send(
    mut stream: impl AsyncWrite + Unpin,
    outgoing: &mut Outgoing,
) -> Result<(), StreamError> {
    let mut buffer = Vec::with_capacity(WRITE);
    while let Some(message) = outgoing.next().await {
        buffer.clear();
        framing::write(&message, &mut buffer);
        while buffer.len() < WRITE
            && let Some(message) = outgoing.waiting()
        {
            framing::write(&message, &mut buffer);
        }
        let writing = async {
            stream.write_all(&buffer).await?;
            stream.flush().await
        };
        timeout(WRITE_TIMEOUT, writing).await.map_err(|_| StreamError::Stalled)??;
    }
    // Whether the server hears of the end does not matter: it sees the stream closed.
    let _ = timeout(WRITE_TIMEOUT, stream.shutdown()).await;
    Ok(())
}
