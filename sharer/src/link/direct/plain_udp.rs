//! A UDP socket that asks nothing of the system but to send and to receive.
//!
//! The stack's own socket has the system join datagrams into one call, and asks for that when it is made. A system that
//! knows no such request refuses the whole socket: Wine 8 does. One datagram for each call is slower and always works.

use std::io::{self, IoSliceMut};
use std::net::SocketAddr;
use std::task::{Context, Poll, ready};

use tokio::io::ReadBuf;
use tokio::net::UdpSocket;
use webrtc::runtime::{AsyncUdpSocket, RecvMeta, Transmit};

/// `WSAEMSGSIZE`: Windows reports a datagram that does not fit as an error. Other systems cut it off, and have no error
/// of this number.
const TOO_LONG: i32 = 10040;

/// What systems answer that do not know a request: `WSAEINVAL`, `WSAENOPROTOOPT`, `WSAEOPNOTSUPP` (Wine 8).
const NOT_KNOWN: [i32; 3] = [10022, 10042, 10045];

/// Whether the stack's own socket failed with this error because the system does not know what that asks for.
pub(super) fn is_needed(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::Unsupported
        || error.raw_os_error().is_some_and(|number| NOT_KNOWN.contains(&number))
}

/// See the module.
#[derive(Debug)]
pub(super) struct PlainUdp(UdpSocket);

impl PlainUdp {
    /// Takes a bound socket. It must be called within the runtime that will drive it.
    pub(super) fn new(socket: std::net::UdpSocket) -> io::Result<Self> {
        socket.set_nonblocking(true)?;
        Ok(Self(UdpSocket::from_std(socket)?))
    }
}

impl AsyncUdpSocket for PlainUdp {
    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.0.local_addr()
    }

    fn poll_send(&self, cx: &mut Context<'_>, transmit: &Transmit<'_>) -> Poll<io::Result<usize>> {
        self.0.poll_send_to(cx, transmit.contents, transmit.destination)
    }

    fn poll_recv(
        &self,
        cx: &mut Context<'_>,
        bufs: &mut [IoSliceMut<'_>],
        meta: &mut [RecvMeta],
    ) -> Poll<io::Result<usize>> {
        let (Some(buf), Some(meta)) = (bufs.first_mut(), meta.first_mut()) else {
            return Poll::Ready(Ok(0));
        };
        let mut buf = ReadBuf::new(buf);
        let from = loop {
            buf.clear();
            match ready!(self.0.poll_recv_from(cx, &mut buf)) {
                Ok(from) => break from,
                // Anybody can send one that is too long; it is dropped, and the socket stays.
                Err(error) if error.raw_os_error() == Some(TOO_LONG) => {}
                Err(error) => return Poll::Ready(Err(error)),
            }
        };
        *meta = RecvMeta::default();
        let len = buf.filled().len();
        // A datagram can be empty; the stack divides by the stride.
        (meta.addr, meta.len, meta.stride) = (from, len, len.max(1));
        Poll::Ready(Ok(1))
    }
}

#[cfg(test)]
mod tests {
    use std::future::poll_fn;

    use super::*;

    #[test]
    fn a_system_that_is_short_of_something_is_not_taken_for_an_old_one() {
        for number in NOT_KNOWN {
            assert!(is_needed(&io::Error::from_raw_os_error(number)), "{number}");
        }
        assert!(is_needed(&io::ErrorKind::Unsupported.into()));
        // `WSAEMFILE` and `WSAENOBUFS`.
        for number in [10024, 10055] {
            assert!(!is_needed(&io::Error::from_raw_os_error(number)), "{number}");
        }
    }

    #[tokio::test]
    async fn what_one_sends_the_other_receives() {
        let bind = || PlainUdp::new(std::net::UdpSocket::bind("127.0.0.1:0").unwrap()).unwrap();
        let (ours, theirs) = (bind(), bind());
        for datagram in [&b"picture"[..], &[]] {
            let transmit = Transmit {
                destination: theirs.local_addr().unwrap(),
                contents: datagram,
                ecn: None,
                segment_size: None,
                src_ip: None,
            };
            let sent = poll_fn(|cx| ours.poll_send(cx, &transmit)).await.unwrap();
            assert_eq!(sent, datagram.len());
            let (mut bytes, mut meta) = ([0; 16], [RecvMeta::default()]);
            let received =
                poll_fn(|cx| theirs.poll_recv(cx, &mut [IoSliceMut::new(&mut bytes)], &mut meta));
            assert_eq!(received.await.unwrap(), 1);
            let [meta] = meta;
            assert_eq!((meta.addr, &bytes[..meta.len]), (ours.local_addr().unwrap(), datagram));
            assert!(meta.stride > 0);
        }
    }
}
