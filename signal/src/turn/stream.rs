//! TURN over TCP and TLS (RFC 8656 §2.1).

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use relay::limits::{STREAM_ALLOCATION_TIMEOUT, STREAM_READ_BYTES, WRITE_TIMEOUT};
use relay::{Flow, Packet, StreamDecoder};
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::sync::mpsc;
use tokio::time::{Instant, timeout, timeout_at};

use super::hub::Hub;
use super::queue::Queued;

/// How many packets are taken from the queue at once.
const WRITE_BATCH: usize = 16;

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

    /// Whether a client may stay: it has an allocation.
    pub(super) fn may_stay(&self) -> bool {
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
    let mut buffer = vec![0; STREAM_READ_BYTES];
    let mut asked_at = Instant::now() + STREAM_ALLOCATION_TIMEOUT;
    loop {
        match timeout_at(asked_at, reader.read(&mut buffer)).await {
            Ok(Ok(0) | Err(_)) => return,
            Ok(Ok(bytes)) => {
                if input.take(buffer.get(..bytes).unwrap_or_default()).is_err() {
                    tracing::debug!("a connection to the relay carried something else");
                    return;
                }
            }
            Err(_) if input.may_stay() => asked_at = Instant::now() + STREAM_ALLOCATION_TIMEOUT,
            Err(_) => return,
        }
    }
}

/// Writes the queue. Each message is a TLS record of its own: some clients (that of coturn) take a record
/// for a message.
async fn write(
    mut writer: impl AsyncWrite + Unpin,
    mut outgoing: mpsc::Receiver<Queued>,
) -> io::Result<()> {
    let mut waiting = Vec::with_capacity(WRITE_BATCH);
    while outgoing.recv_many(&mut waiting, WRITE_BATCH).await > 0 {
        let written = async {
            for packet in waiting.drain(..) {
                writer.write_all(&packet.bytes).await?;
                writer.flush().await?;
            }
            Ok::<_, io::Error>(())
        };
        timeout(WRITE_TIMEOUT, written).await??;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use relay::limits::STREAM_QUEUE_BYTES;
    use relay::{Config, MessageWriter, Relay, attribute, long_term_key, method};
    use tokio::io::{DuplexStream, duplex};
    use tokio::task::JoinHandle;

    use super::*;

    const CLIENT: SocketAddr =
        SocketAddr::new(std::net::IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, 1)), 9000);
    const PIPE: usize = 1024;

    /// A connection, and its task.
    fn connect(hub: &Arc<Hub>) -> (DuplexStream, JoinHandle<()>) {
        let (client, server) = duplex(PIPE);
        (client, tokio::spawn(serve(Arc::clone(hub), server, Vec::new(), CLIENT)))
    }

    fn hub() -> Arc<Hub> {
        let v4 = Some(std::net::Ipv4Addr::LOCALHOST);
        let advertised = relay::Advertised { v4, v6: None };
        let config = Config { advertised, ..Config::default() };
        Hub::new(|now| Relay::new(config, [0; 32], now))
    }

    fn allocate(nonce: &[u8]) -> Vec<u8> {
        MessageWriter::new(relay::Class::Request, method::ALLOCATE, &[1; 12])
            .attribute(attribute::REQUESTED_TRANSPORT, &[17, 0, 0, 0])
            .attribute(attribute::USERNAME, b"ann")
            .attribute(attribute::REALM, b"alongside")
            .attribute(attribute::NONCE, nonce)
            .signed(&long_term_key("ann", "alongside", "password"))
            .finish()
    }

    async fn ask(client: &mut DuplexStream, request: &[u8]) -> Vec<u8> {
        client.write_all(request).await.unwrap();
        let mut answer = vec![0; 4096];
        let bytes = client.read(&mut answer).await.unwrap();
        answer.truncate(bytes);
        answer
    }

    #[tokio::test(start_paused = true)]
    async fn a_stream_without_an_allocation_is_closed_whatever_it_sends() {
        let (mut client, served) = connect(&hub());
        let begun = Instant::now();
        let request = MessageWriter::new(relay::Class::Request, method::BINDING, &[1; 12]).finish();
        for byte in request {
            tokio::time::sleep(STREAM_ALLOCATION_TIMEOUT * 2 / 3).await;
            if client.write_all(&[byte]).await.is_err() {
                break;
            }
        }
        served.await.unwrap();
        assert!(begun.elapsed() <= 2 * STREAM_ALLOCATION_TIMEOUT, "{:?}", begun.elapsed());
    }

    #[tokio::test(start_paused = true)]
    async fn a_stream_stays_while_it_has_an_allocation() {
        let hub = hub();
        assert!(hub.add_credential("ann", "password"));
        let (mut client, served) = connect(&hub);
        let refused = ask(&mut client, &allocate(b"")).await;
        let refused = relay::Message::parse(&refused).unwrap();
        let nonce = refused.attribute(attribute::NONCE).unwrap();
        let answer = ask(&mut client, &allocate(nonce)).await;
        assert_eq!(relay::Message::parse(&answer).unwrap().class(), relay::Class::Success);
        tokio::time::sleep(10 * STREAM_ALLOCATION_TIMEOUT).await;
        assert!(!served.is_finished());
        hub.remove_credential("ann");
        let begun = Instant::now();
        served.await.unwrap();
        assert!(begun.elapsed() <= STREAM_ALLOCATION_TIMEOUT);
    }

    #[tokio::test(start_paused = true)]
    async fn a_client_that_does_not_read_keeps_no_more_than_its_queue() {
        let hub = hub();
        let (mut client, _served) = connect(&hub);
        for _ in 0..20 {
            for _ in 0..200 {
                hub.send_to(Flow::Stream(0), &[0; 1000]);
            }
            for _ in 0..20 {
                tokio::task::yield_now().await;
            }
        }
        let (mut received, mut buffer) = (0, vec![0; 4096]);
        while let Ok(Ok(bytes @ 1..)) = timeout(WRITE_TIMEOUT / 2, client.read(&mut buffer)).await {
            received += bytes;
        }
        assert!(received > STREAM_QUEUE_BYTES / 2, "{received}");
        assert!(received <= STREAM_QUEUE_BYTES + PIPE, "{received}");
    }
}
