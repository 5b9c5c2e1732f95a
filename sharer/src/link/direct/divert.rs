//! A UDP socket whose datagrams for STUN and TURN servers take the way of [`Routes`].

use std::io::{self, ErrorKind, IoSliceMut};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};

use tokio::sync::mpsc;
use webrtc::runtime::{AsyncUdpSocket, RecvMeta, Transmit};

use super::extra_turns::ExtraTurns;
use super::made_up::is_made_up;
use super::routes::{Routes, Sender, Way};
use super::turn_stream::FromServer;

/// Datagrams from streams that wait to be read. A stream whose queue is full is read no further.
const INCOMING: usize = 64;

/// A UDP socket that knows the routes.
#[derive(Debug)]
pub(super) struct Diverting {
    sender: Sender,
    from_streams: Mutex<mpsc::Receiver<FromServer>>,
    routes: Arc<Routes>,
    turns: Arc<ExtraTurns>,
}

impl Diverting {
    pub(super) fn new(
        socket: Arc<dyn AsyncUdpSocket>,
        routes: Arc<Routes>,
        turns: Arc<ExtraTurns>,
    ) -> io::Result<Self> {
        let local = socket.local_addr()?;
        let (incoming, from_streams) = mpsc::channel(INCOMING);
        let sender = Sender { socket, local, incoming };
        Ok(Self { sender, from_streams: Mutex::new(from_streams), routes, turns })
    }

    /// Sends datagrams to a server.
    fn poll_send_to_server(
        &self,
        cx: &mut Context<'_>,
        transmit: &Transmit<'_>,
        datagram: &[u8],
    ) -> Poll<io::Result<()>> {
        if self.routes.holds_back(datagram) {
            return Poll::Ready(Ok(()));
        }
        let to = transmit.destination;
        match self.routes.way(&self.sender, to, datagram) {
            Way::Direct | Way::Taken => Poll::Ready(Ok(())),
            Way::Closed => Poll::Ready(Err(ErrorKind::HostUnreachable.into())),
            Way::To(destination) => {
                let transmit = Transmit {
                    destination,
                    contents: datagram,
                    segment_size: None,
                    ..transmit.clone()
                };
                let sent = ready!(self.sender.socket.poll_send(cx, &transmit));
                // The stack gives a server up at the first error. One that has answered stays: a
                // network that is away for a moment loses datagrams, no more.
                let is_lost = sent.is_err() && self.routes.has_answered(to);
                Poll::Ready(if is_lost { Ok(()) } else { sent.map(|_| ()) })
            }
        }
    }

    /// Takes a datagram that has come from a stream.
    fn poll_stream(
        &self,
        cx: &mut Context<'_>,
        bufs: &mut [IoSliceMut<'_>],
        meta: &mut [RecvMeta],
    ) -> Poll<()> {
        let mut from_streams = self.from_streams.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            // We have a sender ourselves, so the queue does not end.
            let Some((from, datagram)) = ready!(from_streams.poll_recv(cx)) else {
                return Poll::Pending;
            };
            let (Some(buf), Some(meta)) = (bufs.first_mut(), meta.first_mut()) else { continue };
            // One that does not fit is dropped, as a socket does.
            let Some(room) = buf.get_mut(..datagram.len()) else { continue };
            room.copy_from_slice(&datagram);
            *meta = RecvMeta::default();
            (meta.addr, meta.len, meta.stride) = (from, datagram.len(), datagram.len());
            self.turns.on_relayed();
            return Poll::Ready(());
        }
    }
}

impl AsyncUdpSocket for Diverting {
    fn local_addr(&self) -> io::Result<SocketAddr> {
        Ok(self.sender.local)
    }

    fn poll_send(&self, cx: &mut Context<'_>, transmit: &Transmit<'_>) -> Poll<io::Result<usize>> {
        if !is_made_up(transmit.destination.ip()) {
            return self.sender.socket.poll_send(cx, transmit);
        }
        self.turns.on_relayed();
        let size = transmit.segment_size.unwrap_or(transmit.contents.len()).max(1);
        for datagram in transmit.contents.chunks(size) {
            ready!(self.poll_send_to_server(cx, transmit, datagram))?;
        }
        Poll::Ready(Ok(transmit.contents.len()))
    }

    fn poll_recv(
        &self,
        cx: &mut Context<'_>,
        bufs: &mut [IoSliceMut<'_>],
        meta: &mut [RecvMeta],
    ) -> Poll<io::Result<usize>> {
        if self.poll_stream(cx, bufs, meta).is_ready() {
            return Poll::Ready(Ok(1));
        }
        let received = ready!(self.sender.socket.poll_recv(cx, bufs, meta))?;
        for (meta, buf) in meta.iter_mut().zip(bufs.iter()).take(received) {
            let datagram = buf.get(..meta.len).unwrap_or_default();
            if let Some(made_up) = self.routes.on_datagram(meta.addr, datagram) {
                meta.addr = made_up;
                self.turns.on_relayed();
            } else if is_made_up(meta.addr.ip()) {
                // Nobody has this address. The stack takes an empty datagram for none.
                meta.len = 0;
            }
        }
        Poll::Ready(Ok(received))
    }

    fn max_gso_segments(&self) -> usize {
        self.sender.socket.max_gso_segments()
    }

    fn max_gro_segments(&self) -> usize {
        self.sender.socket.max_gro_segments()
    }
}
