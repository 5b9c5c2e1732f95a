//! The STUN and TURN server for ends that cannot reach each other directly: `core/relay` with sockets.
//!
//! [`TurnServer::bind`] opens its sockets; [`serve`](crate::serve) runs it. The rest of the server sees it
//! through [`RelayHandle`]: a credential for each end of a claim, taken back when the claim ends.
//!
//! There is no task through which all packets go. Each socket has a task that reads from it, asks the
//! machine behind a mutex where the packet goes, and sends it there itself. The mutex is held for a few
//! table look-ups, never while something is sent or awaited.

mod datagram;
mod external;
mod handle;
mod hub;
mod interfaces;
mod metrics;
mod queue;
mod server;
mod sniff;
mod stream;
mod websocket;

pub use external::{ExternalTurn, ExternalTurnError};
pub use handle::{RelayHandle, TurnGrant};
pub use server::{TURN_PORT, TurnOptions, TurnServer};

pub(crate) use metrics::render;
pub(crate) use server::canonical;
pub(crate) use sniff::{Sniffed, sniff};
pub(crate) use stream::serve as serve_stream;
pub(crate) use websocket::{bounded, run as serve_websocket};
