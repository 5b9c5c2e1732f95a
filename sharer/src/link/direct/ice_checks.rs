//! Lets the browser's first ICE connectivity check be answered at once.
//!
//! The stack answers a check that nominates its pair (USE-CANDIDATE, RFC 8445 §7.3.1.5) only after its
//! own check of that pair has succeeded. It sends its own check and drops the browser's, which Chromium
//! repeats after 48 ms; nothing can be sent before. A network may deliver a datagram twice (RFC 768
//! promises nothing else), so this socket does: it delivers the dropped check once more, right after the
//! response to ours. A check that was invalid the first time is invalid the second time, too.

use std::collections::{HashMap, VecDeque};
use std::io::{self, IoSliceMut};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use webrtc::runtime::{AsyncUdpSocket, RecvMeta, Transmit};

/// Addresses whose check is kept. A browser has a few; a check from further ones is not kept, and the
/// browser has to repeat it.
const MAX_ADDRESSES: usize = 16;

/// Bytes of a check that is kept, at most: a browser's has about a hundred.
const MAX_CHECK_BYTES: usize = 512;

/// The magic cookie (RFC 8489 §5).
const MAGIC_COOKIE: [u8; 4] = 0x2112_A442u32.to_be_bytes();

/// Checks that were received, and those to deliver once more.
#[derive(Debug, Default)]
struct Checks {
    /// The last check of each address; `None` once it was delivered again.
    received: HashMap<SocketAddr, Option<Vec<u8>>>,
    /// Checks to deliver once more: at most [`MAX_ADDRESSES`], since each address has one.
    due: VecDeque<(SocketAddr, Vec<u8>)>,
}

impl Checks {
    /// A datagram was received.
    fn on_datagram(&mut self, from: SocketAddr, datagram: &[u8]) {
        match kind(datagram) {
            Some(Kind::Request) if datagram.len() <= MAX_CHECK_BYTES => {
                let is_known = self.received.contains_key(&from);
                if !is_known && self.received.len() >= MAX_ADDRESSES {
                    return;
                }
                let check = self.received.entry(from).or_insert_with(|| Some(Vec::new()));
                if let Some(check) = check {
                    check.clear();
                    check.extend_from_slice(datagram);
                }
            }
            Some(Kind::Success) => {
                if let Some(check) = self.received.get_mut(&from).and_then(Option::take) {
                    self.due.push_back((from, check));
                }
            }
            Some(Kind::Request) | None => {}
        }
    }
}

/// The STUN messages that matter here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// A Binding request.
    Request,
    /// A Binding success response.
    Success,
}

fn kind(datagram: &[u8]) -> Option<Kind> {
    let (kind, rest) = datagram.split_first_chunk::<2>()?;
    if rest.get(2..6) != Some(&MAGIC_COOKIE) {
        return None;
    }
    match kind {
        [0x00, 0x01] => Some(Kind::Request),
        [0x01, 0x01] => Some(Kind::Success),
        _ => None,
    }
}

/// Whether a datagram can be STUN (RFC 7983 §7). All others are passed on unread.
fn may_be_stun(datagram: &[u8]) -> bool {
    datagram.first().is_some_and(|byte| *byte <= 3)
}

/// A UDP socket that delivers some checks twice.
#[derive(Debug)]
pub(super) struct Repeating {
    inner: Arc<dyn AsyncUdpSocket>,
    checks: Mutex<Checks>,
}

impl Repeating {
    pub(super) fn new(inner: Arc<dyn AsyncUdpSocket>) -> Self {
        Self { inner, checks: Mutex::default() }
    }

    /// Delivers a check that is due, if there is one and it fits.
    fn deliver_due(&self, bufs: &mut [IoSliceMut<'_>], meta: &mut [RecvMeta]) -> bool {
        let mut checks = self.checks.lock().unwrap_or_else(PoisonError::into_inner);
        let Some((from, check)) = checks.due.pop_front() else { return false };
        let (Some(buf), Some(meta)) = (bufs.first_mut(), meta.first_mut()) else { return false };
        let Some(room) = buf.get_mut(..check.len()) else { return false };
        room.copy_from_slice(&check);
        *meta = RecvMeta::default();
        (meta.addr, meta.len, meta.stride) = (from, check.len(), check.len());
        true
    }
}

impl AsyncUdpSocket for Repeating {
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
        if self.deliver_due(bufs, meta) {
            return Poll::Ready(Ok(1));
        }
        let received = std::task::ready!(self.inner.poll_recv(cx, bufs, meta))?;
        for (buf, meta) in bufs.iter().zip(meta.iter()).take(received) {
            let bytes = buf.get(..meta.len).unwrap_or_default();
            for datagram in bytes.chunks(meta.stride.max(1)).filter(|bytes| may_be_stun(bytes)) {
                let mut checks = self.checks.lock().unwrap_or_else(PoisonError::into_inner);
                checks.on_datagram(meta.addr, datagram);
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

#[cfg(test)]
mod tests {
    use super::*;

    const REQUEST: [u8; 2] = [0x00, 0x01];
    const SUCCESS: [u8; 2] = [0x01, 0x01];

    fn stun(kind: [u8; 2], transaction: u8) -> Vec<u8> {
        let mut datagram = kind.to_vec();
        datagram.extend([0, 0]);
        datagram.extend(MAGIC_COOKIE);
        datagram.extend([transaction; 12]);
        datagram
    }

    fn address(port: u16) -> SocketAddr {
        SocketAddr::from(([127, 0, 0, 1], port))
    }

    #[test]
    fn a_check_is_repeated_after_the_response_to_ours() {
        let mut checks = Checks::default();
        checks.on_datagram(address(1), &stun(REQUEST, 1));
        checks.on_datagram(address(2), &stun(REQUEST, 2));
        assert!(checks.due.is_empty(), "no response yet");
        checks.on_datagram(address(2), &stun(SUCCESS, 9));
        assert_eq!(checks.due.pop_front(), Some((address(2), stun(REQUEST, 2))));
        assert_eq!(checks.due, []);
    }

    #[test]
    fn the_latest_check_is_repeated_and_only_once() {
        let mut checks = Checks::default();
        checks.on_datagram(address(1), &stun(REQUEST, 1));
        checks.on_datagram(address(1), &stun(REQUEST, 2));
        checks.on_datagram(address(1), &stun(SUCCESS, 9));
        assert_eq!(checks.due.pop_front(), Some((address(1), stun(REQUEST, 2))));
        // From here on the stack answers checks itself.
        checks.on_datagram(address(1), &stun(REQUEST, 3));
        checks.on_datagram(address(1), &stun(SUCCESS, 9));
        assert_eq!(checks.due, []);
    }

    #[test]
    fn other_datagrams_are_not_kept_and_neither_is_a_flood() {
        let mut checks = Checks::default();
        let mut other = stun(REQUEST, 1);
        other[4] = 0;
        let mut long = stun(REQUEST, 1);
        long.resize(MAX_CHECK_BYTES + 1, 0);
        for datagram in [other, long, vec![0, 1], vec![], vec![0x80; 40]] {
            checks.on_datagram(address(1), &datagram);
        }
        assert!(checks.received.is_empty());
        for port in 0..1000 {
            checks.on_datagram(address(port), &stun(REQUEST, 1));
        }
        assert_eq!(checks.received.len(), MAX_ADDRESSES);
    }
}
