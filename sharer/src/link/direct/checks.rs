//! Lets the browser's first ICE check be answered at once.
//!
//! A check that nominates its pair (USE-CANDIDATE; RFC 8445 §7.3.1.5) is answered by the stack only
//! when its own check of that pair has succeeded. It sends that one and forgets the browser's, which
//! has to come again before anything can be sent: after 48 ms in Chromium. A network may deliver a
//! datagram twice, so this does: the forgotten check comes again right behind the answer to ours.
//! What is wrong with a check the first time is wrong the second time, too.

use std::collections::{HashMap, VecDeque};
use std::future::Future;
use std::io::{self, IoSliceMut};
use std::net::{SocketAddr, TcpListener, UdpSocket};
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use webrtc::runtime::{
    AsyncInterval, AsyncTcpListener, AsyncTcpStream, AsyncUdpSocket, JoinHandle, RecvMeta, Runtime,
    TokioRuntime, Transmit,
};

/// Addresses whose check is kept. A browser has a few; what comes from others is not kept, and its
/// check has to come again by itself.
const KEPT: usize = 16;

/// Bytes of a check that is kept: a browser's has about a hundred.
const CHECK_BYTES: usize = 512;

/// What RFC 8489 §5 calls the magic cookie.
const COOKIE: [u8; 4] = 0x2112_A442u32.to_be_bytes();

/// Checks that were heard, and are to be heard once more.
#[derive(Debug, Default)]
struct Checks {
    /// The last check of an address; `None` once it was heard again.
    heard: HashMap<SocketAddr, Option<Vec<u8>>>,
    /// At most [`KEPT`], since each address comes here once.
    again: VecDeque<(SocketAddr, Vec<u8>)>,
}

impl Checks {
    /// A datagram has come.
    fn hear(&mut self, from: SocketAddr, datagram: &[u8]) {
        match kind(datagram) {
            Some(Kind::Request) if datagram.len() <= CHECK_BYTES => {
                let is_known = self.heard.contains_key(&from);
                if !is_known && self.heard.len() >= KEPT {
                    return;
                }
                let check = self.heard.entry(from).or_insert_with(|| Some(Vec::new()));
                if let Some(check) = check {
                    check.clear();
                    check.extend_from_slice(datagram);
                }
            }
            Some(Kind::Success) => {
                if let Some(check) = self.heard.get_mut(&from).and_then(Option::take) {
                    self.again.push_back((from, check));
                }
            }
            Some(Kind::Request) | None => {}
        }
    }
}

/// What of STUN matters here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// A Binding request.
    Request,
    /// A Binding success response.
    Success,
}

fn kind(datagram: &[u8]) -> Option<Kind> {
    let (kind, rest) = datagram.split_first_chunk::<2>()?;
    if rest.get(2..6) != Some(&COOKIE) {
        return None;
    }
    match kind {
        [0x00, 0x01] => Some(Kind::Request),
        [0x01, 0x01] => Some(Kind::Success),
        _ => None,
    }
}

/// Whether a datagram may be STUN at all (RFC 7983 §7); media is not looked at further.
fn may_be_stun(datagram: &[u8]) -> bool {
    datagram.first().is_some_and(|byte| *byte <= 3)
}

/// A UDP socket whose checks may come twice.
#[derive(Debug)]
struct Socket {
    inner: Arc<dyn AsyncUdpSocket>,
    checks: Mutex<Checks>,
}

impl Socket {
    /// Hands over a check that is due, if there is one and it fits.
    fn again(&self, bufs: &mut [IoSliceMut<'_>], meta: &mut [RecvMeta]) -> bool {
        let mut checks = self.checks.lock().unwrap_or_else(PoisonError::into_inner);
        let Some((from, check)) = checks.again.pop_front() else { return false };
        let (Some(buf), Some(meta)) = (bufs.first_mut(), meta.first_mut()) else { return false };
        let Some(room) = buf.get_mut(..check.len()) else { return false };
        room.copy_from_slice(&check);
        *meta = RecvMeta::default();
        (meta.addr, meta.len, meta.stride) = (from, check.len(), check.len());
        true
    }
}

impl AsyncUdpSocket for Socket {
    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.inner.local_addr()
    }

    fn poll_send(&self, cx: &mut Context<'_>, transmit: &Transmit<'_>) -> Poll<io::Result<usize>> {
        self.inner.poll_send(cx, transmit)
    }

    fn poll_recv(
        &self,
        cx: &mut Context<'_>,
        bufs: &mut [IoSliceMut<'_>],
        meta: &mut [RecvMeta],
    ) -> Poll<io::Result<usize>> {
        if self.again(bufs, meta) {
            return Poll::Ready(Ok(1));
        }
        let received = std::task::ready!(self.inner.poll_recv(cx, bufs, meta))?;
        for (buf, meta) in bufs.iter().zip(meta.iter()).take(received) {
            let bytes = buf.get(..meta.len).unwrap_or_default();
            for datagram in bytes.chunks(meta.stride.max(1)).filter(|bytes| may_be_stun(bytes)) {
                let mut checks = self.checks.lock().unwrap_or_else(PoisonError::into_inner);
                checks.hear(meta.addr, datagram);
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

type Boxed<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Tokio, with such sockets.
#[derive(Debug)]
pub(super) struct Prompt(TokioRuntime);

impl Prompt {
    pub(super) fn new() -> Self {
        Self(TokioRuntime)
    }
}

impl Runtime for Prompt {
    fn spawn(&self, future: Boxed<'static, ()>) -> Box<dyn JoinHandle> {
        self.0.spawn(future)
    }

    fn spawn_reactor(&self, pool_size: usize, future: Boxed<'static, ()>) -> Box<dyn JoinHandle> {
        self.0.spawn_reactor(pool_size, future)
    }

    fn wrap_udp_socket(&self, socket: UdpSocket) -> io::Result<Arc<dyn AsyncUdpSocket>> {
        let inner = self.0.wrap_udp_socket(socket)?;
        Ok(Arc::new(Socket { inner, checks: Mutex::default() }))
    }

    fn wrap_tcp_listener(&self, listener: TcpListener) -> io::Result<Arc<dyn AsyncTcpListener>> {
        self.0.wrap_tcp_listener(listener)
    }

    fn connect_tcp(&self, address: SocketAddr) -> Boxed<'_, io::Result<Arc<dyn AsyncTcpStream>>> {
        self.0.connect_tcp(address)
    }

    fn resolve_host<'a>(&'a self, host: &'a str) -> Boxed<'a, io::Result<Vec<SocketAddr>>> {
        self.0.resolve_host(host)
    }

    fn now(&self) -> Instant {
        self.0.now()
    }

    fn sleep(&self, duration: Duration) -> Boxed<'static, ()> {
        self.0.sleep(duration)
    }

    fn interval(&self, period: Duration) -> Box<dyn AsyncInterval> {
        self.0.interval(period)
    }

    fn block_on(&self, future: Pin<Box<dyn Future<Output = ()> + '_>>) {
        self.0.block_on(future);
    }

    fn yield_now(&self) -> Boxed<'static, ()> {
        self.0.yield_now()
    }

    fn name(&self) -> &'static str {
        self.0.name()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const REQUEST: [u8; 2] = [0x00, 0x01];
    const SUCCESS: [u8; 2] = [0x01, 0x01];

    fn stun(kind: [u8; 2], transaction: u8) -> Vec<u8> {
        let mut datagram = kind.to_vec();
        datagram.extend([0, 0]);
        datagram.extend(COOKIE);
        datagram.extend([transaction; 12]);
        datagram
    }

    fn address(port: u16) -> SocketAddr {
        SocketAddr::from(([127, 0, 0, 1], port))
    }

    #[test]
    fn a_check_comes_again_behind_the_answer_to_ours() {
        let mut checks = Checks::default();
        checks.hear(address(1), &stun(REQUEST, 1));
        checks.hear(address(2), &stun(REQUEST, 2));
        assert!(checks.again.is_empty(), "nothing was answered yet");
        checks.hear(address(2), &stun(SUCCESS, 9));
        assert_eq!(checks.again.pop_front(), Some((address(2), stun(REQUEST, 2))));
        assert_eq!(checks.again, []);
    }

    #[test]
    fn the_latest_check_comes_again_and_only_once() {
        let mut checks = Checks::default();
        checks.hear(address(1), &stun(REQUEST, 1));
        checks.hear(address(1), &stun(REQUEST, 2));
        checks.hear(address(1), &stun(SUCCESS, 9));
        assert_eq!(checks.again.pop_front(), Some((address(1), stun(REQUEST, 2))));
        // From here on the stack answers by itself.
        checks.hear(address(1), &stun(REQUEST, 3));
        checks.hear(address(1), &stun(SUCCESS, 9));
        assert_eq!(checks.again, []);
    }

    #[test]
    fn what_is_no_check_is_not_kept_and_neither_is_a_flood() {
        let mut checks = Checks::default();
        let mut other = stun(REQUEST, 1);
        other[4] = 0;
        let mut long = stun(REQUEST, 1);
        long.resize(CHECK_BYTES + 1, 0);
        for datagram in [other, long, vec![0, 1], vec![], vec![0x80; 40]] {
            checks.hear(address(1), &datagram);
        }
        assert!(checks.heard.is_empty());
        for port in 0..1000 {
            checks.hear(address(port), &stun(REQUEST, 1));
        }
        assert_eq!(checks.heard.len(), KEPT);
    }
}
