//! A UDP socket whose datagrams for STUN and TURN servers take the way of [`Routes`], and all others pass a [`Gate`].

use std::io::{self, ErrorKind, IoSliceMut};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};

use tokio::sync::mpsc;
use webrtc::runtime::{AsyncUdpSocket, RecvMeta, Transmit};

use super::extra_turns::ExtraTurns;
use super::gate::{Gate, is_check, is_relayed_mdns};
use super::made_up::is_made_up;
use super::peer_ip::PeerIp;
use super::rest::Rest;
use super::routes::{Routes, Sender, Way};
use super::turn_stream::FromServer;
use protocol::ice::address::Loopback;

/// Datagrams from streams that wait to be read. A stream whose queue is full is read no further.
const INCOMING: usize = 64;

/// A UDP socket that knows the routes.
#[derive(Debug)]
pub(super) struct Diverting {
    sender: Sender,
    gate: Gate,
    from_streams: Mutex<mpsc::Receiver<FromServer>>,
    routes: Arc<Routes>,
    turns: Arc<ExtraTurns>,
    rest: Arc<Rest>,
    peer: Arc<PeerIp>,
}

impl Diverting {
    pub(super) fn new(
        socket: Arc<dyn AsyncUdpSocket>,
        routes: Arc<Routes>,
        turns: Arc<ExtraTurns>,
        rest: Arc<Rest>,
        peer: Arc<PeerIp>,
        loopback: Loopback,
    ) -> io::Result<Self> {
        let local = socket.local_addr()?;
        let (incoming, from_streams) = mpsc::channel(INCOMING);
        let sender = Sender { socket, local, incoming };
        let (gate, from_streams) = (Gate::new(local, loopback), Mutex::new(from_streams));
        Ok(Self { sender, gate, from_streams, routes, turns, rest, peer })
    }

    /// Sends datagrams to a server.
    fn poll_send_to_server(
        &self,
        cx: &mut Context<'_>,
        transmit: &Transmit<'_>,
        datagram: &[u8],
    ) -> Poll<io::Result<()>> {
        if self.routes.holds_back(datagram) || is_check(datagram) {
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
            if is_relayed_mdns(&datagram) {
                continue;
            }
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
        self.rest.on_datagrams(transmit.contents.len(), transmit.segment_size);
        if self.routes.hold().drops(transmit.destination) {
            return Poll::Ready(Ok(transmit.contents.len()));
        }
        if !is_made_up(transmit.destination.ip()) {
            // What is dropped is lost for the stack, as in a network.
            if !self.gate.lets_out(transmit.destination) {
                return Poll::Ready(Ok(transmit.contents.len()));
            }
            self.peer.on_sent(transmit.destination, transmit.contents);
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
            self.rest.on_datagrams(0, None);
            return Poll::Ready(Ok(1));
        }
        let received = ready!(self.sender.socket.poll_recv(cx, bufs, meta))?;
        for (meta, buf) in meta.iter_mut().zip(bufs.iter()).take(received) {
            self.rest.on_datagrams(meta.len, Some(meta.stride));
            let datagram = buf.get(..meta.len).unwrap_or_default();
            let is_dropped = if let Some(made_up) = self.routes.on_datagram(meta.addr, datagram) {
                meta.addr = made_up;
                self.turns.on_relayed();
                // The system may have joined several.
                datagram.chunks(meta.stride.max(1)).any(is_relayed_mdns)
            } else {
                // Nobody has a made-up address.
                let is_made_up = is_made_up(meta.addr.ip());
                is_made_up || !self.gate.lets_in(meta.addr) || self.routes.hold().drops(meta.addr)
            };
            if is_dropped {
                // The stack takes an empty datagram for none.
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

#[cfg(test)]
mod tests {
    use std::net::UdpSocket;
    use std::time::Duration;

    use protocol::ice::address::Loopback;
    use webrtc::runtime::{Runtime as _, TokioRuntime};

    use super::*;
    use crate::link::reach::Reach;

    fn diverting(loopback: Loopback) -> Diverting {
        let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
        socket.set_nonblocking(true).unwrap();
        let socket = TokioRuntime.wrap_udp_socket(socket).unwrap();
        let (routes, _) = Routes::new(&Reach { loopback, ..Reach::default() });
        {
            let (turns, rest) = (Arc::new(ExtraTurns::new()), Arc::new(Rest::new()));
            Diverting::new(socket, routes, turns, rest, Arc::default(), loopback)
        }
        .unwrap()
    }

    /// A name of multicast DNS stands for loopback, say.
    #[tokio::test]
    async fn what_the_stack_was_told_elsewhere_leads_to_no_special_address() {
        let here = UdpSocket::bind("127.0.0.1:0").unwrap();
        here.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
        let to = here.local_addr().unwrap();
        for (loopback, text) in [(Loopback::Dropped, b"dropped"), (Loopback::Allowed, b"allowed")] {
            let sent = diverting(loopback).send_to(text, to).await;
            assert_eq!(sent.unwrap(), text.len(), "the stack sees a network that loses it");
        }
        let mut received = [0; 16];
        let length = here.recv(&mut received).unwrap();
        assert_eq!(&received[..length], b"allowed");
    }
}
