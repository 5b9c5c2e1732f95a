//! How a client is reached.

use core::net::SocketAddr;

/// How a client is reached: together with the server's address this is the 5-tuple of RFC 8656 §2.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Flow {
    /// By datagrams of one of the server's sockets.
    Datagram {
        /// Which socket.
        socket: u16,
        /// The client.
        client: SocketAddr,
    },
    /// By a connection. The number is never used again.
    Stream(u64),
}

impl Flow {
    pub(crate) fn is_stream(self) -> bool {
        match self {
            Self::Datagram { .. } => false,
            Self::Stream(_) => true,
        }
    }
}
