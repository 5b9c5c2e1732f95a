//! The lane: a path of a session over the signal server, for networks in which nothing else gets
//! through.
//!
//! Each end opens a WebSocket at `/lane` with the subprotocol [`SUBPROTOCOL`], and sends its
//! [`LaneToken`](crate::network::LaneToken) as text. Once both are there, the server sends [`PAIRED`] to
//! both, and then forwards binary messages unchanged. It cannot read them.
//!
//! ```text
//! sharer                            signal server                           viewer
//!   │── token (text) ─────────────────────▶│◀──────────────────── token (text) ──│
//!   │◀─ "paired" (text) ───────────────────│─────────────────── "paired" (text) ▶│
//!   │── LaneHello ─────────────────────────│────────────────────────────────────▶│
//!   │◀─────────────────────────────────────│───────────────────────── LaneHello ─│
//!   │◀════════════════ sealed records, one key for each direction ══════════════▶│
//! ```
//!
//! The first binary message of each end after [`PAIRED`] is its [`LaneHello`], in clear. An end may say the
//! first one right after its token: the server keeps it until the other end is there, which saves a round trip.
//! From the nonces of both and the [`LaneSecret`](crate::handshake::LaneSecret) of the handshake follow the keys of this
//! pairing. Each later binary message is one sealed [`Record`]. An end that comes back replaces its old
//! WebSocket; the server sends [`PAIRED`] to both again, and all begins anew with fresh nonces. So the
//! server can neither replay messages of an earlier pairing, nor reflect or reorder those of this one.
//!
//! The receiver acknowledges the bytes of all channels, so that the sender knows the bandwidth and keeps
//! the queues short. A message on a lane is never lost, whatever its channel allows.

mod error;
mod keys;
mod receiver;
mod record;
#[cfg(test)]
mod tests;

pub use error::LaneError;
pub use keys::{HELLO_BYTES, LaneHello, LaneKeys};
pub use receiver::{Inbox, LaneReceiver, Received};
pub use record::{LaneSender, Record};

/// The WebSocket subprotocol (RFC 6455 §1.9) of a lane.
pub const SUBPROTOCOL: &str = "alongside-lane.1";

/// The path of the lanes on the signal server.
pub const PATH: &str = "/lane";

/// The text that the server sends when both ends are there.
pub const PAIRED: &str = "paired";
