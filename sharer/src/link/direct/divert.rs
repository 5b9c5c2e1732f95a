//! A UDP socket whose datagrams for STUN and TURN servers take the way of [`Routes`].

use std::io::{self, ErrorKind, IoSliceMut};
use std::net::SocketAddr;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use webrtc::runtime::{AsyncUdpSocket, RecvMeta, Transmit};

use super::extra_turns::ExtraTurns;
use super::routes::{Routes, Way, is_made_up};

/// A UDP socket that knows the routes.
#[derive(Debug)]
pub(super) struct Diverting {
    inner: Arc<dyn AsyncUdpSocket>,
    local: SocketAddr,
    routes: Arc<Routes>,
    turns: Arc<ExtraTurns>,
}

impl Diverting {
    pub(super) fn new(
        inner: Arc<dyn AsyncUdpSocket>,
        routes: Arc<Routes>,
        turns: Arc<ExtraTurns>,
    ) -> io::Result<Self> {
        let local = inner.local_addr()?;
        Ok(Self { inner, local, routes, turns })
    }
}

impl AsyncUdpSocket for Diverting {
    fn local_addr(&self) -> io::Result<SocketAddr> {
        Ok(self.local)
    }

    fn poll_send(&self, cx: &mut Context<'_>, transmit: &Transmit<'_>) -> Poll<io::Result<usize>> {
        let to = transmit.destination;
        let way = self.routes.way(&self.inner, self.local, to, transmit.contents);
        if way != Way::Direct {
            self.turns.on_relayed();
        }
        match way {
            Way::Direct => self.inner.poll_send(cx, transmit),
            Way::To(destination) => {
                let transmit = Transmit { destination, ..transmit.clone() };
                let sent = ready!(self.inner.poll_send(cx, &transmit));
                // The stack gives a server up at the first error. One that has answered stays: a
                // network that is away for a moment loses datagrams, no more.
                Poll::Ready(match sent {
                    Err(_) if self.routes.has_answered(to) => Ok(transmit.contents.len()),
                    sent => sent,
                })
            }
            Way::Kept => Poll::Ready(Ok(transmit.contents.len())),
            Way::Closed => Poll::Ready(Err(ErrorKind::HostUnreachable.into())),
        }
    }

    fn poll_recv(
        &self,
        cx: &mut Context<'_>,
        bufs: &mut [IoSliceMut<'_>],
        meta: &mut [RecvMeta],
    ) -> Poll<io::Result<usize>> {
        let received = ready!(self.inner.poll_recv(cx, bufs, meta))?;
        for meta in meta.iter_mut().take(received) {
            if let Some(made_up) = self.routes.made_up_source(meta.addr) {
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
        self.inner.max_gso_segments()
    }

    fn max_gro_segments(&self) -> usize {
        self.inner.max_gro_segments()
    }
}
