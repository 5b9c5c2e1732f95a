//! Tells TURN from HTTP by the first bytes of a connection, so that both can use one port: networks that
//! let nothing else through let 443 through.
//!
//! ALPN does not tell them apart: browsers that open TURN over TLS offer none.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, ReadBuf};

/// How many bytes decide at most.
const FIRST_BYTES: usize = 8;

/// What a connection is.
pub(crate) enum Sniffed<S> {
    /// HTTP. The bytes that were read come first.
    Http(Rewound<S>),
    /// TURN, and the bytes that were read.
    Turn(S, Vec<u8>),
}

/// Reads until it is clear what a connection is. An error means that it ended before.
pub(crate) async fn sniff<S: AsyncRead + Unpin>(mut stream: S) -> io::Result<Sniffed<S>> {
    let mut first = [0; FIRST_BYTES];
    let mut read = 0;
    loop {
        let begin = first.get(..read).unwrap_or_default();
        match relay::begins_stream(begin) {
            Some(true) => return Ok(Sniffed::Turn(stream, begin.to_vec())),
            Some(false) => return Ok(Sniffed::Http(Rewound { first, at: 0, end: read, stream })),
            None => {}
        }
        match stream.read(first.get_mut(read..).unwrap_or_default()).await? {
            0 => return Err(io::ErrorKind::UnexpectedEof.into()),
            bytes => read += bytes,
        }
    }
}

/// A stream with some bytes put back in front.
pub(crate) struct Rewound<S> {
    first: [u8; FIRST_BYTES],
    at: usize,
    end: usize,
    stream: S,
}

impl<S: AsyncRead + Unpin> AsyncRead for Rewound<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = &mut *self;
        let first = this.first.get(this.at..this.end).unwrap_or_default();
        if first.is_empty() {
            return Pin::new(&mut this.stream).poll_read(context, buffer);
        }
        let length = first.len().min(buffer.remaining());
        buffer.put_slice(first.get(..length).unwrap_or_default());
        this.at += length;
        Poll::Ready(Ok(()))
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Rewound<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write_vectored(context, slices)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn http_is_read_from_its_first_byte() {
        let request: &[u8] = b"GET / HTTP/1.1\r\n\r\n";
        let Ok(Sniffed::Http(mut stream)) = sniff(request).await else { panic!("it is HTTP") };
        let mut text = Vec::new();
        stream.read_to_end(&mut text).await.unwrap();
        assert_eq!(text, request);
    }

    #[tokio::test]
    async fn turn_is_told_by_its_cookie() {
        let request: &[u8] = b"\x00\x03\x00\x00\x21\x12\xa4\x42rest";
        let Ok(Sniffed::Turn(stream, first)) = sniff(request).await else { panic!("it is TURN") };
        assert_eq!([&first, stream].concat(), request);
        assert!(sniff(&b"\x00\x03\x00"[..]).await.is_err(), "it ended too early");
    }
}
