//! TURN over TCP and TLS (RFC 8656 §2.1).

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use relay::limits::{STREAM_IDLE_TIMEOUT, STREAM_QUEUE, WRITE_TIMEOUT};
use relay::{Flow, Packet, StreamDecoder};
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::sync::mpsc;
use tokio::time::timeout;

use super::hub::Hub;

/// Size of the read buffer.
const READ_BUFFER: usize = 16 * 1024;

/// Splits the bytes of a connection into messages for the machine.
pub(super) struct Input {
    hub: Arc<Hub>,
    flow: Flow,
    client: SocketAddr,
    decoder: StreamDecoder,
    packet: Packet,
}

impl Input {
    pub(super) fn new(hub: Arc<Hub>, flow: Flow, client: SocketAddr) -> Self {
        let (decoder, packet) = (StreamDecoder::default(), Packet::new());
        Self { hub, flow, client, decoder, packet }
    }

    /// Takes bytes of the client. An error means that the connection must be closed.
    pub(super) fn take(&mut self, bytes: &[u8]) -> Result<(), relay::FramingError> {
        self.decoder.push(bytes);
        while let Some(message) = self.decoder.next()? {
            if self.packet.load(message) {
                self.hub.on_client_message(self.flow, self.client, &mut self.packet);
            }
        }
        Ok(())
    }

    /// Whether a client that was silent for so long may stay.
    pub(super) fn may_idle(&self) -> bool {
        self.hub.has_allocation(self.flow)
    }
}

/// Serves a connection to its end. `first` was already read from it.
pub(crate) async fn serve<S>(hub: Arc<Hub>, stream: S, first: Vec<u8>, client: SocketAddr)
where
    S: AsyncRead + AsyncWrite,
{
    let Some((guard, outgoing)) = hub.open_stream(client.ip()) else {
        tracing::debug!("too many connections to the relay");
        return;
    };
    let mut input = Input::new(Arc::clone(&hub), guard.flow(), client);
    if input.take(&first).is_err() {
        return;
    }
    let (reader, writer) = tokio::io::split(stream);
    tokio::select! {
        () = hub.stopped() => {}
        () = read(reader, input) => {}
        // An error means that the client is gone.
        _ = write(writer, outgoing) => {}
    }
}

async fn read(mut reader: impl AsyncRead + Unpin, mut input: Input) {
    let mut buffer = vec![0; READ_BUFFER];
    loop {
        match timeout(STREAM_IDLE_TIMEOUT, reader.read(&mut buffer)).await {
            Ok(Ok(0) | Err(_)) => return,
            Ok(Ok(bytes)) => {
                if input.take(buffer.get(..bytes).unwrap_or_default()).is_err() {
                    tracing::debug!("a connection to the relay carried something else");
                    return;
                }
            }
            Err(_) if input.may_idle() => {}
            Err(_) => return,
        }
    }
}

/// Writes the queue. Each message is a TLS record of its own: some clients (that of coturn) take a record
/// for a message.
async fn write(
    mut writer: impl AsyncWrite + Unpin,
    mut outgoing: mpsc::Receiver<Vec<u8>>,
) -> io::Result<()> {
    let mut waiting = Vec::with_capacity(STREAM_QUEUE);
    while outgoing.recv_many(&mut waiting, STREAM_QUEUE).await > 0 {
        let written = async {
            for packet in waiting.drain(..) {
                writer.write_all(&packet).await?;
                writer.flush().await?;
            }
            Ok::<_, io::Error>(())
        };
        timeout(WRITE_TIMEOUT, written).await??;
    }
    Ok(())
}
